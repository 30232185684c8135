//! Plain pages: a title and a text.
//!
//! In: a page of `content/pages/`. Out: a context. Never: the home page, which has its own.

use tera::{Context, Value as Cell};

use super::section::sections;
use super::{Frame, context};
use crate::load::markdown as source;
use crate::model::PlainPage;
use crate::publication::route;
use crate::render::desk::{Desk, map};
use crate::render::markdown::{self, Awaited, Text};
use crate::render::picture::{self, wheel};

/// From this many headings of the second level on, a page opens with its contents.
const CONTENTS: usize = 4;

/// The context of a plain page. `published` is the day of publication.
#[must_use]
pub fn page(desk: &Desk<'_>, written: &PlainPage, published: &str) -> Context {
    let path = route::to_page(written);
    let frame = Frame {
        heading: &written.title,
        trail: vec![(desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))],
        section: &path,
        description: "",
    };
    let mut page = context(desk, &frame);
    let text = desk.sources.text(written.body);
    let headings = source::list_headings(text);
    let highest = headings.iter().map(|heading| heading.level).min();
    let contents: Vec<Cell> = headings
        .iter()
        .filter(|heading| Some(heading.level) == highest)
        .map(|heading| {
            map([("href", format!("#{}", heading.anchor).into()), ("title", desk.cell(&heading.text))])
        })
        .collect();
    let contents = if contents.len() < CONTENTS { Vec::new() } else { contents };
    page.insert_value("contents", contents.into());
    let text =
        Text { text, source: written.source, level: 2, prefix: "", blanks: None, awaited: Awaited::First };
    if written.template.is_some() {
        page.insert_value("sample_wheel", sample(desk));
    }
    page.insert_value("sections", sections(desk, written, published).into());
    page.insert_value("body", Cell::safe_string(&markdown::html(desk, &text)));
    page.insert_value(
        "pictures",
        picture::illustrations(desk, desk.site.illustrations.list_for_page(&written.id)),
    );
    page
}

/// A wheel of twelve names that every language has, for a page of the theme that shows what it draws with.
fn sample(desk: &Desk<'_>) -> Cell {
    let months = desk.words.get("month_names").split(' ').zip(1..);
    let petals: Vec<wheel::Petal> = months
        .map(|(name, hue)| wheel::Petal { name: name.to_owned(), href: None, hue, lit: hue == 1 })
        .collect();
    let description = desk.words.count("wheel_description", petals.len());
    let title = desk.words.get("style_months");
    let wheel = wheel::Wheel { title, description: &description, id: "_sample", petals: &petals };
    Cell::safe_string(&wheel::picture(&wheel))
}
