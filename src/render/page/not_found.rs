//! The page that a server shows where there is none.
//!
//! In: the site. Out: a page. Never: a link that works at one depth alone, where the site has an address.

use super::{Names, Page, make_frame};
use crate::render::desk::RenderContext;
use crate::render::views::not_found::NotFoundView;

/// Builds the page. A server shows it at any depth, so its links are absolute where the site has an address.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>) -> Page<'a> {
    let mut frame = make_frame(desk, Names { heading: desk.words.get("not_found"), ..Names::default() });
    if let Some(base) = &desk.site.config.base_url {
        frame.root.clone_from(base);
        // Its style has the site's own path beside the relative one: neither asks another host, and one of them works.
        let path = base.split_once("://").and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
        frame.from_root = path.map(str::to_owned);
    }
    Page::new(frame, &NotFoundView {})
}
