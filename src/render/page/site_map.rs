//! The site map: every page, under the one above it.
//!
//! In: the site. Out: a page. Never: a page that nothing else leads to, left out.

use super::{Names, Page, make_frame, to_collection, to_home};
use crate::model::{RecordRef, Table};
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::views::site_map::{MapCollection, MapLink, SiteMapView};
use crate::schema::Print;
use crate::schema::publish::is_public;

/// Builds the site map.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>) -> Page<'a> {
    let names = Names {
        heading: desk.words.get("site_map"),
        trail: vec![to_home(desk)],
        section: desk.site.config.fixed_pages().site_map,
        description: "",
    };
    let tables = (0u32..).zip(&desk.site.tables).filter(|(_, table)| is_public(&table.collection));
    let pages = desk.site.pages.iter().enumerate().filter(|(_, page)| page.id != "index");
    let pages = pages.map(|(number, page)| MapLink {
        href: desk.link(&route::to_page(page)),
        label: desk.set(&page.title),
        language: desk.foreign_page(number),
    });
    let view = SiteMapView {
        collections: tables.map(|(number, table)| map_collection(desk, number, table)).collect(),
        pages: pages.collect(),
    };
    Page::new(make_frame(desk, names), &view)
}

fn map_collection<'a>(desk: &RenderContext<'a>, number: u32, table: &'a Table) -> MapCollection<'a> {
    let (title, path) = to_collection(desk, &table.collection);
    let records = (0u32..).zip(&table.records).filter_map(|(row, record)| {
        let href = desk.link(&route::to_record(table, record)?);
        let at = RecordRef { table: number, row };
        Some(MapLink { href, label: desk.label(at).into(), language: desk.foreign(at) })
    });
    let deck = matches!(table.collection.print, Some(Print::Card(_)));
    MapCollection {
        title,
        href: path.and_then(|path| desk.link(&path)),
        records: records.collect(),
        deck: deck.then(|| desk.link(&route::to_deck(&table.collection.name, 0))).flatten(),
        data: desk.link(&route::to_data(&table.collection.name)),
    }
}
