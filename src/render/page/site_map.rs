//! The site map: every page, under the one above it.
//!
//! In: the site. Out: a context. Never: a page that nothing else leads to, left out.

use tera::{Context, Value as Cell};

use super::{Frame, common, context};
use crate::model::{RecordRef, Table};
use crate::publication::route;
use crate::render::desk::{Desk, map};
use crate::schema::Print;
use crate::schema::publish::is_public;

/// The context of the site map.
#[must_use]
pub fn page(desk: &Desk<'_>) -> Context {
    let heading = desk.words.get("site_map");
    let frame = Frame {
        heading,
        trail: vec![(desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))],
        section: desk.site.config.fixed_pages().site_map,
        description: "",
    };
    let mut page = context(desk, &frame);
    let tables = (0u32..).zip(&desk.site.tables).filter(|(_, table)| is_public(&table.collection));
    let collections = tables.map(|(number, table)| collection(desk, number, table));
    page.insert_value("collections", collections.collect::<Vec<Cell>>().into());
    let pages = desk.site.pages.iter().enumerate().filter(|(_, page)| page.id != "index");
    let pages = pages.map(|(number, page)| {
        map([
            ("href", desk.link(&route::to_page(page)).into()),
            ("label", desk.cell(&page.title)),
            ("language", desk.foreign_page(number).into()),
        ])
    });
    page.insert_value("pages", pages.collect::<Vec<Cell>>().into());
    page
}

fn collection(desk: &Desk<'_>, number: u32, table: &Table) -> Cell {
    let (title, path) = common::above(desk, &table.collection);
    let records = (0u32..).zip(&table.records).filter_map(|(row, record)| {
        let href = desk.link(&route::to_record(table, record)?);
        let at = RecordRef { table: number, row };
        let (label, language) = (desk.label(at), desk.foreign(at));
        Some(map([("href", href.into()), ("label", label.into()), ("language", language.into())]))
    });
    let deck = matches!(table.collection.print, Some(Print::Card(_)));
    map([
        ("title", title.into()),
        ("href", path.and_then(|path| desk.link(&path)).into()),
        ("records", records.collect::<Vec<Cell>>().into()),
        ("deck", deck.then(|| desk.link(&route::to_deck(&table.collection.name, 0))).flatten().into()),
        ("data", desk.link(&route::to_data(&table.collection.name)).into()),
    ])
}
