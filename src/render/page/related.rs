//! What refers to a record: the other end of every relation.
//!
//! In: the relations of a site. Out: groups, one a collection and field. Never: a relation left out.

use std::collections::{BTreeMap, BTreeSet};

use super::{index, wheel};
use crate::model::RecordRef;
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::listing::to_names;
use crate::render::views::listing::{Listing, ListingContent};
use crate::render::views::record::RelatedGroup;
use crate::schema::publish::is_public;
use crate::schema::{Chosen, Role, Told, View};

/// Beyond this many, cards give way to a list of names.
const CARDS: usize = 24;

/// Groups what refers to a record, but for what the page has shown.
#[must_use]
pub fn group_related<'a>(
    desk: &RenderContext<'a>,
    at: RecordRef,
    seen: &BTreeSet<RecordRef>,
) -> Vec<RelatedGroup<'a>> {
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
        RelatedGroup {
            id: format!("_from-{}-{}", collection.name, declared.name),
            title: desk.set(&collection.title),
            field: shared(*table).then(|| desk.set(declared.label())),
            count: rows.len(),
            index: desk.link(&route::to_index(&collection.name)),
            view: draw_group(desk, at, *table, *field, rows),
        }
    });
    groups.collect()
}

/// Chooses among the records of a collection that refer to one, as a declaration says: in their order.
#[must_use]
pub fn choose(desk: &RenderContext<'_>, at: RecordRef, chosen: &Chosen) -> Vec<RecordRef> {
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

/// Draws some records that refer to one as a chapter of its page does: as their collection is drawn.
#[must_use]
pub fn draw_chapter<'a>(
    desk: &RenderContext<'a>,
    at: RecordRef,
    (number, rows): (u32, &[RecordRef]),
    place: &str,
) -> Listing<'a> {
    let table = &desk.site.tables[number as usize];
    let id = format!("_{place}-{}", table.collection.name);
    let content = match table.collection.view {
        View::Wheel { .. } if rows.len() == table.records.len() => {
            ListingContent::Wheel(wheel::draw(desk, number, table, &id, None))
        }
        View::Cards(_) | View::Wheel { .. } if rows.len() > CARDS => {
            ListingContent::Names(to_names(desk, rows))
        }
        _ => {
            let setting = index::Setting { id: &id, beside: Some(at), told: Told::default() };
            return index::draw(desk, table, rows, &setting);
        }
    };
    Listing::new(content, Some(desk.set(&table.collection.title)))
}

/// Ranks what a page shows first: pages to go to, then pictures, then lists.
fn rank(desk: &RenderContext<'_>, table: u32) -> u8 {
    match desk.site.tables[table as usize].collection.view {
        View::Wheel { .. } => 0,
        View::Cards(_) => 1,
        View::Timeline(_) => 2,
        View::Figures(_) | View::Bars(_) | View::Funnel(_) => 3,
        View::Matrix(_) | View::Chart(_) => 4,
        View::Table { .. } => 5,
    }
}

/// Draws a group as its collection is drawn; but as a list of names where there are many, or where they only cite a source.
fn draw_group<'a>(
    desk: &RenderContext<'a>,
    at: RecordRef,
    number: u32,
    field: u32,
    rows: &[RecordRef],
) -> Listing<'a> {
    let table = &desk.site.tables[number as usize];
    let cited = table.collection.schema.role(Role::Source) == Some(field as usize);
    let id = format!("_{}-{field}", table.collection.name);
    let setting = index::Setting { id: &id, beside: Some(at), told: Told::default() };
    match table.collection.view {
        View::Timeline(_) | View::Figures(_) | View::Bars(_) | View::Funnel(_) | View::Chart(_) if !cited => {
            index::draw(desk, table, rows, &setting)
        }
        View::Cards(_) | View::Wheel { .. } if !cited && rows.len() <= CARDS => {
            index::draw(desk, table, rows, &setting)
        }
        _ => Listing::new(ListingContent::Names(to_names(desk, rows)), None),
    }
}
