//! What refers to a record: the other end of every relation.
//!
//! In: the relations of a site. Out: groups, one a collection and field. Never: a relation left out.

use std::collections::{BTreeMap, BTreeSet};

use tera::Value as Cell;

use super::{common, index, wheel};
use crate::model::RecordRef;
use crate::publication::route;
use crate::render::desk::{Desk, map};
use crate::schema::publish::is_public;
use crate::schema::{Chosen, Role, Told, View};

/// Beyond this many, cards give way to a list of names.
const CARDS: usize = 24;

/// The groups of what refers to a record, but for what the page has shown.
#[must_use]
pub fn groups(desk: &Desk<'_>, at: RecordRef, seen: &BTreeSet<RecordRef>) -> Cell {
    let mut groups: BTreeMap<(u8, u32, u32), Vec<RecordRef>> = BTreeMap::new();
    for relation in desk.site.relations.to(at) {
        let table = relation.from.table;
        if !seen.contains(&relation.from) {
            groups.entry((rank(desk, table), table, relation.field)).or_default().push(relation.from);
        }
    }
    groups.retain(|(_, table, _), _| is_public(&desk.site.tables[*table as usize].collection));
    let shared = |table: u32| groups.keys().filter(|(_, other, _)| *other == table).count() > 1;
    let groups = groups.iter().map(|((_, table, field), rows)| {
        let collection = &desk.site.tables[*table as usize].collection;
        let declared = &collection.schema.fields[*field as usize];
        let title = desk.cell(&collection.title);
        map([
            ("id", format!("_from-{}-{}", collection.name, declared.name).into()),
            ("title", title),
            ("field", if shared(*table) { desk.cell(declared.label()) } else { Cell::none() }),
            ("count", rows.len().into()),
            ("index", desk.link(&route::to_index(&collection.name)).into()),
            ("view", view(desk, at, *table, *field, rows)),
        ])
    });
    groups.collect::<Vec<Cell>>().into()
}

/// The records of a collection that refer to one, or those among them that a declaration chooses: in their order.
#[must_use]
pub fn chosen(desk: &Desk<'_>, at: RecordRef, chosen: &Chosen) -> Vec<RecordRef> {
    let Some((number, table)) = desk.site.table(&chosen.collection) else { return Vec::new() };
    let schema = &table.collection.schema;
    if !is_public(&table.collection) {
        return Vec::new();
    }
    let fits = |row: &RecordRef| {
        let record = &table.records[row.row as usize];
        chosen.when.as_ref().is_none_or(|(field, value)| record.has(schema, *field, value))
    };
    let referring = desk.site.relations.to(at).iter();
    let mut rows: Vec<RecordRef> = referring
        .filter(|relation| relation.from.table == number)
        .map(|relation| relation.from)
        .filter(fits)
        .collect();
    rows.dedup();
    rows
}

/// Some records that refer to one, as a chapter of its page draws them: as their collection is drawn.
#[must_use]
pub fn told(desk: &Desk<'_>, at: RecordRef, rows: &[RecordRef], place: &str) -> Cell {
    let Some(number) = rows.first().map(|row| row.table) else { return Cell::none() };
    let table = &desk.site.tables[number as usize];
    let id = format!("_{place}-{}", table.collection.name);
    let (kind, view) = match table.collection.view {
        View::Wheel { .. } if rows.len() == table.records.len() => {
            ("wheel", wheel::shown(desk, number, table, &id, None))
        }
        View::Cards(_) | View::Wheel { .. } if rows.len() > CARDS => ("names", names(desk, rows)),
        _ => {
            return index::view(
                desk,
                table,
                rows,
                &index::Setting { id: &id, beside: Some(at), told: Told::default() },
            );
        }
    };
    map([("kind", kind.into()), ("content", view), ("label", desk.cell(&table.collection.title))])
}

/// What a page shows first: pages to go to, then pictures, then lists.
fn rank(desk: &Desk<'_>, table: u32) -> u8 {
    match desk.site.tables[table as usize].collection.view {
        View::Wheel { .. } => 0,
        View::Cards(_) => 1,
        View::Timeline(_) => 2,
        View::Figures(_) | View::Bars(_) | View::Funnel(_) => 3,
        View::Matrix(_) | View::Chart(_) => 4,
        View::Table { .. } => 5,
    }
}

/// As the collection is drawn; but a list of names where there are many, or where they only cite a source.
fn view(desk: &Desk<'_>, at: RecordRef, number: u32, field: u32, rows: &[RecordRef]) -> Cell {
    let table = &desk.site.tables[number as usize];
    let cited = table.collection.schema.role(Role::Source) == Some(field as usize);
    let id = format!("_{}-{field}", table.collection.name);
    let setting = index::Setting { id: &id, beside: Some(at), told: Told::default() };
    match table.collection.view {
        View::Timeline(_) | View::Figures(_) | View::Bars(_) | View::Funnel(_) | View::Chart(_) if !cited => {
            index::view(desk, table, rows, &setting)
        }
        View::Cards(_) | View::Wheel { .. } if !cited && rows.len() <= CARDS => {
            index::view(desk, table, rows, &setting)
        }
        _ => map([("kind", "names".into()), ("content", names(desk, rows)), ("label", Cell::none())]),
    }
}

/// Records by name alone.
#[must_use]
pub fn names(desk: &Desk<'_>, rows: &[RecordRef]) -> Cell {
    let names = rows.iter().map(|at| {
        map([
            ("href", desk.record_link(*at).into()),
            ("label", desk.label(*at).into()),
            ("language", desk.foreign(*at).into()),
            ("hue", desk.hues.of(*at).into()),
            ("badge", common::badge(desk, *at)),
        ])
    });
    names.collect::<Vec<Cell>>().into()
}
