//! The page that searches.
//!
//! In: the site. Out: a page. Never: an index, which is a file of its own.

use super::{Names, Page, make_frame, to_collection, to_home};
use crate::render::desk::RenderContext;
use crate::render::views::search::{SearchList, SearchView};
use crate::schema::publish::is_public;

/// Builds the page, which says where to look without a script.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>) -> Page<'a> {
    let names = Names {
        heading: desk.words.get("search"),
        trail: vec![to_home(desk)],
        section: desk.site.config.fixed_pages().search,
        description: "",
    };
    let tables = desk.site.tables.iter().filter(|table| is_public(&table.collection));
    let lists = tables.map(|table| {
        let (title, path) = to_collection(desk, &table.collection);
        SearchList {
            title,
            href: path.and_then(|path| desk.link(&path)),
            count: desk.words.count("records", table.records.len()),
        }
    });
    Page::new(make_frame(desk, names), &SearchView { lists: lists.collect() })
}
