//! The page that leads from where something stood to where it stands.
//!
//! In: a former place. Out: a context. Never: a second copy of the page it leads to.

use tera::{Context, Value as Cell};

use super::{Frame, context};
use crate::model::{Alias, Moved};
use crate::publication::route;
use crate::render::desk::Desk;

/// The context of such a page. Its canonical link is that of the page it leads to.
#[must_use]
pub fn page(desk: &Desk<'_>, alias: &Alias) -> Context {
    let heading = desk.words.get("moved");
    let frame = Frame { heading, trail: Vec::new(), section: "", description: "" };
    let target = route::to_alias_target(desk.site, alias);
    let label = match alias.to {
        Moved::Record(at) => desk.label(at).into(),
        Moved::Page(number) => desk.set(&desk.site.pages[number].title),
    };
    let mut page = context(desk, &frame);
    page.insert_value("title", Cell::normal_string(&format!("{heading} – {label}")));
    page.insert_value("label", Cell::normal_string(&label));
    page.insert_value("href", target.as_deref().and_then(|path| desk.link(path)).into());
    let base = desk.site.config.base_url.as_deref();
    let canonical = base.zip(target).map(|(base, path)| format!("{base}{}", route::to_url_path(&path)));
    page.insert_value("canonical", canonical.into());
    page
}
