//! The home page: what this is, the wheel, and what the site puts forward.
//!
//! In: the site. Out: a context. Never: more than a few records of a collection that nobody chose.

use tera::{Context, Value as Cell};

use super::section::{self, heading, sections};
use super::{Frame, context, index};
use crate::model::{PlainPage, Table};
use crate::publication::route;
use crate::render::desk::{Desk, map};
use crate::render::markdown::{self, Awaited, Text};
use crate::render::picture;
use crate::schema::publish::is_public;
use crate::schema::{Told, View};

/// How many records of a collection the home page shows where nobody says.
const TASTE: usize = 6;

/// The context of the home page: the sections that its front matter declares, else a taste of each collection of
/// the navigation. The first wheel stands at the head. `published` is the day of publication.
#[must_use]
pub fn page(desk: &Desk<'_>, published: &str) -> Context {
    let config = &desk.site.config;
    let frame = Frame {
        heading: &config.title,
        trail: Vec::new(),
        section: route::HOME,
        description: &config.description,
    };
    let mut page = context(desk, &frame);
    let number = desk.site.pages.iter().position(|page| page.id == "index");
    let written = number.map(|number| &desk.site.pages[number]);
    let language = number.and_then(|number| desk.foreign_page(number));
    page.insert_value("intro_language", language.into());
    let body = written.map(|written| body(desk, written)).unwrap_or_default();
    // The text down to its first heading introduces the site; what follows explains it.
    let (intro, rest) = body.split_at(body.find("<h2").unwrap_or(body.len()));
    let text = |html: &str| (!html.trim().is_empty()).then(|| Cell::safe_string(html));
    page.insert_value("intro", text(intro).into());
    page.insert_value("rest", text(rest).into());
    page.insert_value(
        "pictures",
        picture::illustrations(desk, desk.site.illustrations.list_for_page("index")),
    );
    let declared = written.filter(|written| !written.sections.is_empty());
    let mut shown = match declared {
        Some(written) => sections(desk, written, published),
        None => tastes(desk),
    };
    let is_wheel = |section: &Cell| section.get_from_path("kind").and_then(Cell::as_str) == Some("wheel");
    let wheel = shown.iter().position(is_wheel).map(|first| shown.remove(first));
    page.insert_value("wheel", wheel.into());
    page.insert_value("sections", shown.into());
    page
}

fn body(desk: &Desk<'_>, page: &PlainPage) -> String {
    let text = desk.sources.text(page.body);
    markdown::html(
        desk,
        &Text { text, source: page.source, level: 2, prefix: "", blanks: None, awaited: Awaited::First },
    )
}

/// A taste of each collection that the navigation names.
fn tastes(desk: &Desk<'_>) -> Vec<Cell> {
    let tables = desk.site.config.nav.iter().filter_map(|(name, _)| desk.site.table(name));
    let tables = tables.filter(|(_, table)| is_public(&table.collection));
    tables.map(|(number, table)| taste(desk, number, table)).collect()
}

fn taste(desk: &Desk<'_>, number: u32, table: &Table) -> Cell {
    let [title, text, href, more] = heading(desk, table);
    let rows = index::rows(number, table);
    let shown = match table.collection.view {
        View::Wheel { .. } => &rows[..],
        _ => &rows[..rows.len().min(TASTE)],
    };
    let (kind, content) = section::view(desk, number, table, shown, Told::default());
    map([
        ("kind", kind.into()),
        ("content", content),
        ("title", title),
        ("text", text),
        ("href", href),
        ("more", more),
        ("collection", section::unsaid(desk, table)),
    ])
}
