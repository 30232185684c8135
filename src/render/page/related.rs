//! What refers to a record: the other end of every relation.
//!
//! In: the relations of a site. Out: groups, one a collection and field. Never: a relation left out.

use std::collections::BTreeMap;

use tera::Value as Cell;

use super::{common, index};
use crate::model::RecordRef;
use crate::render::desk::{Desk, map};
use crate::render::route;
use crate::schema::{Role, View};

/// Beyond this many, cards give way to a list of names.
const CARDS: usize = 24;

/// The groups of what refers to a record.
#[must_use]
pub fn groups(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let mut groups: BTreeMap<(u32, u32), Vec<RecordRef>> = BTreeMap::new();
    for relation in desk.site.relations.to(at) {
        groups.entry((relation.from.table, relation.field)).or_default().push(relation.from);
    }
    let shared = |table: u32| groups.keys().filter(|(other, _)| *other == table).count() > 1;
    let groups = groups.iter().map(|((table, field), rows)| {
        let collection = &desk.site.tables[*table as usize].collection;
        let declared = &collection.schema.fields[*field as usize];
        let title = desk.cell(&collection.title);
        map([
            ("id", format!("_{}-{}", collection.name, declared.name).into()),
            ("title", title),
            ("field", if shared(*table) { desk.cell(declared.label()) } else { Cell::none() }),
            ("count", rows.len().into()),
            ("index", desk.link(&route::index(&collection.name)).into()),
            ("view", view(desk, *table, *field, rows)),
        ])
    });
    groups.collect::<Vec<Cell>>().into()
}

/// As the collection is drawn; but a list of names where there are many, or where they only cite a source.
fn view(desk: &Desk<'_>, number: u32, field: u32, rows: &[RecordRef]) -> Cell {
    let table = &desk.site.tables[number as usize];
    let cited = table.collection.schema.role(Role::Source) == Some(field as usize);
    let id = format!("_{}-{field}", table.collection.name);
    match table.collection.view {
        View::Timeline(_) | View::Figures(_) if !cited => index::view(desk, table, rows, &id),
        View::Cards | View::Wheel { .. } if !cited && rows.len() <= CARDS => {
            index::view(desk, table, rows, &id)
        }
        _ => map([("kind", "names".into()), ("content", names(desk, rows)), ("label", Cell::none())]),
    }
}

fn names(desk: &Desk<'_>, rows: &[RecordRef]) -> Cell {
    let names = rows.iter().map(|at| {
        map([
            ("href", desk.record_link(*at).into()),
            ("label", desk.label(*at).into()),
            ("hue", desk.hues.of(*at).into()),
            ("badge", common::badge(desk, *at)),
        ])
    });
    names.collect::<Vec<Cell>>().into()
}
