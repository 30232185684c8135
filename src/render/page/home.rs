//! The home page: what this is, the wheel, and what the site puts forward.
//!
//! In: the site. Out: a page. Never: more than a few records of a collection that nobody chose.

use super::section::{self, head_section, list_sections};
use super::{Names, Page, index, make_frame};
use crate::model::{PlainPage, Table};
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::markdown::{self, Awaited, Text};
use crate::render::picture;
use crate::render::template::Html;
use crate::render::views::home::HomeView;
use crate::render::views::section::SectionView;
use crate::schema::publish::is_public;
use crate::schema::{Told, View};

/// How many records of a collection the home page shows where nobody says.
const TASTE: usize = 6;

/// Builds the home page: the sections that its front matter declares, else a taste of each collection of the navigation.
/// The first wheel stands at the head. `published` is the day of publication.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, published: &str) -> Page<'a> {
    let config = &desk.site.config;
    let names = Names {
        heading: &config.title,
        section: route::HOME,
        description: &config.description,
        ..Names::default()
    };
    let number = desk.site.pages.iter().position(|page| page.id == "index");
    let written = number.map(|number| &desk.site.pages[number]);
    let body = written.map(|written| write_body(desk, written)).unwrap_or_default();
    // The text down to its first heading introduces the site; what follows explains it.
    let (intro, rest) = body.split_at(body.find("<h2").unwrap_or(body.len()));
    let text = |html: &str| (!html.trim().is_empty()).then(|| Html::new(html));
    let declared = written.filter(|written| !written.sections.is_empty());
    let mut sections = match declared {
        Some(written) => list_sections(desk, written, published),
        None => list_tastes(desk),
    };
    let wheel = sections.iter().position(|section| section.kind == "wheel");
    let view = HomeView {
        intro_language: number.and_then(|number| desk.foreign_page(number)),
        intro: text(intro),
        rest: text(rest),
        pictures: picture::list_illustrations(desk, desk.site.illustrations.list_for_page("index")),
        wheel: wheel.map(|first| sections.remove(first)),
        sections,
    };
    Page::new(make_frame(desk, names), &view)
}

fn write_body(desk: &RenderContext<'_>, page: &PlainPage) -> String {
    let text = desk.sources.text(page.body);
    markdown::html(
        desk,
        &Text { text, source: page.source, level: 2, prefix: "", blanks: None, awaited: Awaited::First },
    )
}

/// Lists a taste of each collection that the navigation names.
fn list_tastes<'a>(desk: &RenderContext<'a>) -> Vec<SectionView<'a>> {
    let tables = desk.site.config.nav.iter().filter_map(|(name, _)| desk.site.table(name));
    let tables = tables.filter(|(_, table)| is_public(&table.collection));
    tables.map(|(number, table)| to_taste(desk, number, table)).collect()
}

fn to_taste<'a>(desk: &RenderContext<'a>, number: u32, table: &'a Table) -> SectionView<'a> {
    let rows = index::list_rows(number, table);
    let shown = match table.collection.view {
        View::Wheel { .. } => &rows[..],
        _ => &rows[..rows.len().min(TASTE)],
    };
    let (kind, content) = section::draw_collection(desk, number, table, shown, Told::default());
    SectionView { kind, content: Some(content), ..head_section(desk, table) }
}
