//! The page that leads from where something stood to where it stands.
//!
//! In: a former place. Out: a page. Never: a second copy of the page it leads to.

use super::{Names, Page, make_frame};
use crate::model::{Alias, Moved};
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::views::moved::MovedView;

/// Builds such a page. Its canonical link is that of the page it leads to.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, alias: &Alias) -> Page<'a> {
    let heading = desk.words.get("moved");
    let target = route::to_alias_target(desk.site, alias);
    let label = match alias.to {
        Moved::Record(at) => desk.label(at).into(),
        Moved::Page(number) => desk.set(&desk.site.pages[number].title),
    };
    let mut frame = make_frame(desk, Names { heading, ..Names::default() });
    frame.title = format!("{heading} – {label}");
    let href = target.as_deref().and_then(|path| desk.link(path));
    let base = desk.site.config.base_url.as_deref();
    frame.canonical = base.zip(target).map(|(base, path)| format!("{base}{}", route::to_url_path(&path)));
    Page::new(frame, &MovedView { label, href })
}
