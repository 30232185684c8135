//! The wheel of a collection on a page, with its equivalent: a table of the records that it shows.
//!
//! In: a table whose view is a wheel. Out: views. Never: a picture without what says the same in words.

use crate::model::{RecordRef, Table};
use crate::render::desk::{RenderContext, to_anchor};
use crate::render::hue;
use crate::render::listing::{name_summary, show_summary, to_names};
use crate::render::picture;
use crate::render::template::Html;
use crate::render::views::listing::{RosterRow, RosterView, WheelView};
use crate::schema::publish::is_public;

/// How many petals a wheel has at most on the page of a record; beyond them, its table is a list of names.
pub const PETALS: usize = 48;

/// Of more records than these that refer to one, its row says how many: its own page names them.
const NAMED: usize = 12;

/// Draws the wheel and its equivalent. The petal of `lit` is filled: the page is about it.
#[must_use]
pub fn draw<'a>(
    desk: &RenderContext<'a>,
    number: u32,
    table: &'a Table,
    id: &str,
    lit: Option<RecordRef>,
) -> WheelView<'a> {
    let is_small = table.records.len() <= PETALS;
    WheelView {
        svg: Html::new(&picture::wheel::draw(desk, number, table, id, lit)),
        label: desk.set(&table.collection.title),
        roster: is_small.then(|| list_roster(desk, number, table)),
        names: (!is_small).then(|| to_names(desk, &hue::places(number, table))),
    }
}

/// Lists the records of a wheel: each with what it says of itself and what refers to it; no column that is empty.
#[must_use]
pub fn list_roster<'a>(desk: &RenderContext<'a>, number: u32, table: &'a Table) -> RosterView<'a> {
    let collection = &table.collection;
    let told = collection.view.told();
    let mut titles = Vec::new();
    let rows = hue::places(number, table).into_iter().map(|at| {
        let (_, record) = desk.site.record(at);
        let referring = list_referring(desk, at);
        for from in &referring {
            let title = &desk.site.tables[from.table as usize].collection.title;
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        let many = referring.len() > NAMED;
        RosterRow {
            anchor: to_anchor(&record.id),
            href: desk.record_link(at),
            label: desk.label(at),
            language: desk.foreign(at),
            hue: desk.hues.of(at),
            summary: show_summary(desk, at, told),
            names: (!many).then(|| to_names(desk, &referring)),
            many: many.then(|| desk.words.count("records", referring.len())),
        }
    });
    let rows: Vec<RosterRow> = rows.collect();
    let says = name_summary(desk, collection, told).unwrap_or_else(|| desk.words.get("facts").into());
    let titles: Vec<String> = titles.into_iter().map(|title| desk.set(title).into_owned()).collect();
    RosterView {
        record: desk.set(&collection.record),
        says: rows.iter().any(|row| row.summary.is_some()).then_some(says),
        referring: (!titles.is_empty()).then(|| titles.join(", ")),
        kind: "roster",
        label: desk.set(&collection.title),
        content: rows,
    }
}

/// Lists the records that refer to one and have pages that people may read.
fn list_referring(desk: &RenderContext<'_>, at: RecordRef) -> Vec<RecordRef> {
    let mut referring: Vec<RecordRef> =
        desk.site.relations.to(at).iter().map(|relation| relation.from).collect();
    referring.retain(|from| {
        let collection = &desk.site.record(*from).0.collection;
        collection.pages && is_public(collection)
    });
    referring.dedup();
    referring
}
