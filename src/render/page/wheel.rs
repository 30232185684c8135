//! The wheel of a collection on a page, with its equivalent: a table of the records that it shows.
//!
//! In: a table whose view is a wheel. Out: context values. Never: a picture without what says the same in words.

use tera::Value as Cell;

use super::{common, related};
use crate::model::{RecordRef, Table};
use crate::render::desk::{self, Desk, map};
use crate::render::hue;
use crate::render::picture::wheel;
use crate::schema::publish::is_public;

/// How many petals a wheel has at most on the page of a record; beyond them, its table is a list of names.
pub const PETALS: usize = 48;

/// Of more records than these that refer to one, its row says how many: its own page names them.
const NAMED: usize = 12;

/// The wheel and its equivalent. The petal of `lit` is filled: the page is about it.
#[must_use]
pub fn shown(desk: &Desk<'_>, number: u32, table: &Table, id: &str, lit: Option<RecordRef>) -> Cell {
    let svg = wheel::draw(desk, number, table, id, lit);
    let small = table.records.len() <= PETALS;
    let places = || related::names(desk, &hue::places(number, table));
    map([
        ("svg", Cell::safe_string(&svg)),
        ("label", desk.cell(&table.collection.title)),
        ("roster", if small { roster(desk, number, table) } else { Cell::none() }),
        ("names", if small { Cell::none() } else { places() }),
    ])
}

/// The records of a wheel as a table: each with what it says of itself and what refers to it; no column that is empty.
#[must_use]
pub fn roster(desk: &Desk<'_>, number: u32, table: &Table) -> Cell {
    let collection = &table.collection;
    let told = collection.view.told();
    let (mut summaries, mut titles) = (false, Vec::new());
    let rows = hue::places(number, table).into_iter().map(|at| {
        let (_, record) = desk.site.record(at);
        let referring = referring(desk, at);
        for from in &referring {
            let title = &desk.site.tables[from.table as usize].collection.title;
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        let many = referring.len() > NAMED;
        let summary = common::summary(desk, at, told);
        summaries |= !summary.is_none();
        map([
            ("anchor", desk::anchor(&record.id).into()),
            ("href", desk.record_link(at).into()),
            ("label", desk.label(at).into()),
            ("language", desk.foreign(at).into()),
            ("hue", desk.hues.of(at).into()),
            ("summary", summary),
            ("names", if many { Cell::none() } else { related::names(desk, &referring) }),
            ("many", many.then(|| desk.words.count("records", referring.len())).into()),
        ])
    });
    let rows: Vec<Cell> = rows.collect();
    let says = common::says(desk, collection, told).unwrap_or_else(|| desk.words.get("facts").to_owned());
    let titles: Vec<String> = titles.into_iter().map(|title| desk.set(title).into_owned()).collect();
    map([
        ("kind", "roster".into()),
        ("content", rows.into()),
        ("label", desk.cell(&collection.title)),
        ("record", desk.cell(&collection.record)),
        ("says", summaries.then_some(says).into()),
        ("referring", (!titles.is_empty()).then(|| titles.join(", ")).into()),
    ])
}

/// The records that refer to one and have pages that people may read.
fn referring(desk: &Desk<'_>, at: RecordRef) -> Vec<RecordRef> {
    let mut referring: Vec<RecordRef> =
        desk.site.relations.to(at).iter().map(|relation| relation.from).collect();
    referring.retain(|from| {
        let collection = &desk.site.record(*from).0.collection;
        collection.pages && is_public(collection)
    });
    referring.dedup();
    referring
}
