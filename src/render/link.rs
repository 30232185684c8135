//! Links of bodies as links of pages.
//!
//! In: a link as written and what it was found to lead to. Out: an address that works from the page. Never:
//! a judgement on the link, which `check` made.

use pulldown_cmark::LinkType;

use super::desk::Desk;
use super::markdown::Text;
use super::route;
use crate::check::links::Target;
use crate::schema::publish::is_public;

/// Where a link leads from the page.
pub struct Link {
    /// Nothing where the page cannot reach the target.
    pub href: Option<String>,
    /// What the target is called.
    pub label: Option<String>,
}

/// Finds where a link leads.
#[must_use]
pub fn resolve(desk: &Desk<'_>, text: &Text<'_>, kind: LinkType, target: &str) -> Link {
    if let LinkType::Email = kind {
        return Link { href: Some(format!("mailto:{target}")), label: None };
    }
    let found = match kind {
        LinkType::WikiLink { .. } => desk.links.wiki(desk.site, target),
        _ => desk.links.resolve(desk.sources, text.source, target),
    };
    let found = found.ok().filter(|found| is_shown(desk, found));
    found.map_or(Link { href: None, label: None }, |found| link(desk, text, &found))
}

/// Whether a target has a page: a collection named by personal data has none.
fn is_shown(desk: &Desk<'_>, target: &Target) -> bool {
    match target {
        Target::Record(at, _) => is_public(&desk.site.record(*at).0.collection),
        Target::Collection(number) => is_public(&desk.site.tables[*number as usize].collection),
        _ => true,
    }
}

fn link(desk: &Desk<'_>, text: &Text<'_>, target: &Target) -> Link {
    let (href, label, fragment) = match target {
        Target::Record(at, fragment) => (desk.record_link(*at), Some(desk.label(*at)), fragment.as_deref()),
        Target::Page(number, fragment) => {
            let page = &desk.site.pages[*number];
            let title = desk.set(&page.title).into_owned();
            (desk.link(&route::page(page)), Some(title), fragment.as_deref())
        }
        Target::Collection(number) => {
            let collection = &desk.site.tables[*number as usize].collection;
            let title = desk.set(&collection.title).into_owned();
            (desk.link(&route::index(&collection.name)), Some(title), None)
        }
        Target::Asset(asset) => return Link { href: desk.asset_link(*asset), label: None },
        Target::Fragment(name) => {
            return Link { href: Some(format!("#{}{name}", text.prefix)), label: None };
        }
        Target::External(address) => return Link { href: Some(address.clone()), label: None },
    };
    let href = href.map(|href| match fragment {
        Some(fragment) if !href.contains('#') => format!("{href}#{fragment}"),
        _ => href,
    });
    Link { href, label }
}
