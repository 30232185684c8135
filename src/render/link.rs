//! Links of bodies as links of pages.
//!
//! In: a link as written and what it was found to lead to. Out: an address that works from the page. Never:
//! a judgement on the link, which `check` made.

use crate::publication::route;
use std::borrow::Cow;
use std::fmt::Write as _;

use pulldown_cmark::LinkType;

use super::desk::RenderContext;
use super::markdown::Text;
use crate::check::links::Target;
use crate::schema::publish::is_public;
use crate::source::AssetId;

/// Where a link leads from the page.
pub struct Link<'a> {
    /// Nothing where the page cannot reach the target.
    pub href: Option<String>,
    /// What the target is called.
    pub label: Option<Cow<'a, str>>,
    /// The file it is, where it is one.
    pub asset: Option<AssetId>,
}

/// Finds where a link leads.
#[must_use]
pub fn resolve<'a>(desk: &RenderContext<'a>, text: &Text<'_>, kind: LinkType, target: &str) -> Link<'a> {
    if let LinkType::Email = kind {
        return Link { href: Some(format!("mailto:{}", address_of(target))), label: None, asset: None };
    }
    let found = match kind {
        LinkType::WikiLink { .. } => desk.links.resolve_wiki(desk.site, target),
        _ => desk.links.resolve(desk.sources, text.source, target),
    };
    let found = found.ok().filter(|found| is_shown(desk, found));
    found.map_or(Link { href: None, label: None, asset: None }, |found| link(desk, text, &found))
}

/// Whether a target has a page: a collection named by personal data has none.
fn is_shown(desk: &RenderContext<'_>, target: &Target) -> bool {
    match target {
        Target::Record(at, _) => is_public(&desk.site.record(*at).0.collection),
        Target::Collection(number) | Target::Data(number) => {
            is_public(&desk.site.tables[*number as usize].collection)
        }
        _ => true,
    }
}

/// An address of the web without the characters that none may hold: they are percent-encoded.
fn address_of(written: &str) -> String {
    let mut address = String::with_capacity(written.len());
    for (at, c) in written.char_indices() {
        let code = |at: usize| written.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
        let misread = c.is_ascii_control()
            || " \"<>\\^`{|}".contains(c)
            || (c == '%' && !(code(at + 1) && code(at + 2)));
        if misread {
            // Writing into a string cannot fail.
            let _ = write!(address, "%{:02X}", u32::from(c));
        } else {
            address.push(c);
        }
    }
    address
}

fn link<'a>(desk: &RenderContext<'a>, text: &Text<'_>, target: &Target) -> Link<'a> {
    let (href, label, fragment) = match target {
        Target::Record(at, fragment) => {
            (desk.record_link(*at), Some(desk.label(*at).into()), fragment.as_deref())
        }
        Target::Page(number, fragment) => {
            let page = &desk.site.pages[*number];
            let title = desk.set(&page.title);
            (desk.link(&route::to_page(page)), Some(title), fragment.as_deref())
        }
        Target::Collection(number) => {
            let collection = &desk.site.tables[*number as usize].collection;
            let title = desk.set(&collection.title);
            (desk.link(&route::to_index(&collection.name)), Some(title), None)
        }
        Target::Asset(asset) => {
            return Link { href: desk.asset_link(*asset), label: None, asset: Some(*asset) };
        }
        Target::Data(number) => {
            let collection = &desk.site.tables[*number as usize].collection;
            let title = desk.set(&collection.title);
            (desk.link(&route::to_data(&collection.name)), Some(title), None)
        }
        Target::Fragment(name) => {
            let prefix = if name.is_empty() { "" } else { text.prefix };
            return Link { href: Some(format!("#{prefix}{name}")), label: None, asset: None };
        }
        Target::External(address) => {
            return Link { href: Some(address_of(address)), label: None, asset: None };
        }
    };
    let href = href.map(|href| match fragment {
        Some(fragment) if !href.contains('#') => format!("{href}#{fragment}"),
        _ => href,
    });
    Link { href, label, asset: None }
}

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn addresses_hold_only_what_they_may() {
        assert_eq!(address_of("https://é.example/a b|c%20%zz"), "https://é.example/a%20b%7Cc%20%25zz");
    }
}
