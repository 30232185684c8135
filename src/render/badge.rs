//! The states that records are in, as pages show them: made once, shown on every card.
//!
//! In: the fields that carry a state, and the values they allow. Out: a badge a state. Never: a state that no record declares.

use std::collections::BTreeMap;

use tera::Value as Cell;

use super::desk::{Desk, map};
use super::field;
use crate::model::{RecordRef, Table};
use crate::schema::{Role, Value};

/// The badges of the allowed states: by table, by the value as written.
#[derive(Debug, Default)]
pub struct Badges(Vec<BTreeMap<String, Cell>>);

impl Badges {
    /// Makes those of each table.
    #[must_use]
    pub fn new(desk: &Desk<'_>) -> Self {
        let of = |table: &Table| -> BTreeMap<String, Cell> {
            let Some(position) = table.collection.schema.role(Role::Status) else { return BTreeMap::new() };
            let allowed = &table.collection.schema.fields[position].categories;
            let made = |written: &String| (written.clone(), made(desk, table, position, written));
            allowed.iter().map(|category| made(&category.value)).collect()
        };
        Self(desk.site.tables.iter().map(of).collect())
    }

    /// The badge of a record: the label of its state and its rank among the states; none where it has none.
    #[must_use]
    pub fn of(&self, desk: &Desk<'_>, at: RecordRef) -> Cell {
        let (table, record) = desk.site.record(at);
        let Some(position) = table.collection.schema.role(Role::Status) else { return Cell::none() };
        let Some(Value::Text(written)) = table.value(record, position) else { return Cell::none() };
        let known = self.0.get(at.table as usize).and_then(|badges| badges.get(&**written)).cloned();
        known.unwrap_or_else(|| made(desk, table, position, written))
    }
}

fn made(desk: &Desk<'_>, table: &Table, position: usize, written: &str) -> Cell {
    let declared = &table.collection.schema.fields[position];
    let rank = declared.categories.iter().position(|category| category.value == written);
    let rank = rank.filter(|_| declared.ordered).map(|rank| rank + 1);
    let label = field::plain(desk, declared, &Value::Text(written.into()));
    map([("label", label.into()), ("rank", rank.into())])
}
