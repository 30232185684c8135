//! The page that leads from where something stood to where it stands.
//!
//! In: a former place. Out: a context. Never: a second copy of the page it leads to.

use tera::{Context, Value as Cell};

use super::{Frame, context};
use crate::model::{Alias, Moved};
use crate::render::desk::Desk;
use crate::render::route;

/// The context of such a page. Its canonical link is that of the page it leads to.
#[must_use]
pub fn page(desk: &Desk<'_>, alias: &Alias) -> Context {
    let heading = desk.words.get("moved");
    let frame = Frame { heading, trail: Vec::new(), section: "", description: "" };
    let (target, label) = match alias.to {
        Moved::Record(at) => {
            let (table, record) = desk.site.record(at);
            (route::record(table, record), desk.label(at).to_owned())
        }
        Moved::Page(number) => {
            let page = &desk.site.pages[number];
            (Some(route::page(page)), desk.set(&page.title).into_owned())
        }
    };
    let mut page = context(desk, &frame);
    page.insert_value("title", Cell::normal_string(&format!("{heading} – {label}")));
    page.insert_value("label", label.into());
    page.insert_value("href", target.as_deref().and_then(|path| desk.link(path)).into());
    let base = desk.site.config.base_url.as_deref();
    let canonical = base.zip(target).map(|(base, path)| format!("{base}{}", route::url_path(&path)));
    page.insert_value("canonical", canonical.into());
    page
}
