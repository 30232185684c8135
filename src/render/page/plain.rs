//! Plain pages: a title and a text.
//!
//! In: a page of `content/pages/`. Out: a page. Never: the home page, which has its own.

use super::section::list_sections;
use super::{Names, Page, make_frame, to_home};
use crate::load::markdown as source;
use crate::model::PlainPage;
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::markdown::{self, Awaited, Text};
use crate::render::picture::{self, wheel};
use crate::render::template::Html;
use crate::render::views::listing::TitleLink;
use crate::render::views::plain::PlainView;

/// From this many headings of the second level on, a page opens with its contents.
const CONTENTS: usize = 4;

/// Builds a plain page. `published` is the day of publication.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, written: &'a PlainPage, published: &str) -> Page<'a> {
    let names = Names {
        heading: &written.title,
        trail: vec![to_home(desk)],
        section: &route::to_page(written),
        description: "",
    };
    let text = desk.sources.text(written.body);
    let body =
        Text { text, source: written.source, level: 2, prefix: "", blanks: None, awaited: Awaited::First };
    let view = PlainView {
        contents: list_contents(desk, text),
        body: Html::new(&markdown::html(desk, &body)),
        pictures: picture::list_illustrations(desk, desk.site.illustrations.list_for_page(&written.id)),
        sections: list_sections(desk, written, published),
        sample_wheel: written.template.as_ref().map(|_| draw_sample(desk)),
    };
    let mut page = Page::new(make_frame(desk, names), &view);
    if let Some((name, _)) = &written.template {
        page.template = format!("pages/{name}.html").into();
    }
    page
}

/// Lists the highest headings of a text; none where they are few.
fn list_contents(desk: &RenderContext<'_>, text: &str) -> Vec<TitleLink<'static>> {
    let headings = source::list_headings(text);
    let highest = headings.iter().map(|heading| heading.level).min();
    let contents = headings.iter().filter(|heading| Some(heading.level) == highest);
    let contents = contents.map(|heading| TitleLink {
        href: Some(format!("#{}", heading.anchor)),
        title: desk.set(&heading.text).into_owned().into(),
    });
    Some(contents.collect::<Vec<_>>()).filter(|contents| contents.len() >= CONTENTS).unwrap_or_default()
}

/// Draws a wheel of twelve names that every language has, for a page of the theme that shows what it draws with.
fn draw_sample(desk: &RenderContext<'_>) -> Html {
    let months = desk.words.get("month_names").split(' ').zip(1..);
    let petals: Vec<wheel::Petal> = months
        .map(|(name, hue)| wheel::Petal { name: name.to_owned(), href: None, hue, lit: hue == 1 })
        .collect();
    let description = desk.words.count("wheel_description", petals.len());
    let title = desk.words.get("style_months");
    let wheel = wheel::Wheel { title, description: &description, id: "_sample", petals: &petals };
    Html::new(&wheel::picture(&wheel))
}
