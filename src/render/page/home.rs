//! The home page: what this is, the wheel, and a first taste of each collection.
//!
//! In: the site. Out: a context. Never: more than a few records of a collection that is not a wheel.

use tera::{Context, Value as Cell};

use super::{Frame, common, context, index};
use crate::model::{PlainPage, Table};
use crate::render::desk::{Desk, map};
use crate::render::markdown::{self, Text};
use crate::render::picture::{self, wheel};
use crate::render::route;
use crate::schema::View;
use crate::schema::publish::is_public;

/// How many records of a collection the home page shows.
const TASTE: usize = 6;

/// The context of the home page.
#[must_use]
pub fn page(desk: &Desk<'_>) -> Context {
    let config = &desk.site.config;
    let frame = Frame {
        heading: &config.title,
        trail: Vec::new(),
        section: route::HOME,
        description: &config.description,
    };
    let mut page = context(desk, &frame);
    let intro = desk.site.pages.iter().find(|page| page.id == "index");
    page.insert_value("intro", intro.map(|intro| Cell::safe_string(&body(desk, intro))).into());
    page.insert_value("pictures", picture::illustrations(desk, desk.site.illustrations.of_page("index")));
    let tables = config.nav.iter().filter_map(|(name, _)| desk.site.table(name));
    let tables = tables.filter(|(_, table)| is_public(&table.collection));
    let (wheels, others): (Vec<_>, Vec<_>) =
        tables.partition(|(_, table)| matches!(table.collection.view, View::Wheel { .. }));
    let mut wheels = wheels.into_iter();
    page.insert_value("wheel", wheels.next().map(|(number, table)| drawn(desk, number, table)).into());
    let others: Vec<Cell> = wheels.chain(others).map(|(number, table)| taste(desk, number, table)).collect();
    page.insert_value("collections", others.into());
    page
}

fn body(desk: &Desk<'_>, page: &PlainPage) -> String {
    let text = desk.sources.text(page.body);
    markdown::html(desk, &Text { text, source: page.source, level: 2, prefix: "", blanks: None })
}

fn drawn(desk: &Desk<'_>, number: u32, table: &Table) -> Cell {
    let [title, description, href, count] = heading(desk, table);
    map([
        ("title", title),
        ("description", description),
        ("href", href),
        ("count", count),
        ("svg", Cell::safe_string(&wheel::draw(desk, number, table, "_wheel"))),
        ("cards", common::cards(desk, number, usize::MAX)),
    ])
}

fn taste(desk: &Desk<'_>, number: u32, table: &Table) -> Cell {
    let [title, description, href, count] = heading(desk, table);
    let rows = index::rows(number, table).into_iter().take(TASTE).collect::<Vec<_>>();
    let id = format!("_{}", table.collection.name);
    let setting = index::Setting { id: &id, beside: None };
    map([
        ("name", table.collection.name.as_str().into()),
        ("title", title),
        ("description", description),
        ("href", href),
        ("count", count),
        ("view", index::view(desk, table, &rows, &setting)),
    ])
}

fn heading(desk: &Desk<'_>, table: &Table) -> [Cell; 4] {
    let collection = &table.collection;
    [
        desk.cell(&collection.title),
        desk.cell(&collection.description),
        desk.link(&route::index(&collection.name)).into(),
        desk.words.count("see_all", table.records.len()).into(),
    ]
}
