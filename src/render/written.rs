//! Links of a text that is printed, with the address they lead to: paper has no other way.
//!
//! In: the HTML of a text and the page it stands on. Out: the same, each link to another page of the site with its
//! address beside it, which the style sheet prints. Never: a link within the page, nor one whose address it shows.

use super::desk::{Reach, RenderContext};
use crate::source::join;

/// A text whose links say where they lead, where the site has an address.
#[must_use]
pub fn written_out(desk: &RenderContext<'_>, html: String) -> String {
    let (Some(base), Reach::Site) = (desk.site.config.base_url.as_deref(), desk.reach) else { return html };
    let base = base.split_once("://").map_or(base, |(_, rest)| rest);
    let mut out = String::with_capacity(html.len() + 200);
    let mut rest = html.as_str();
    while let Some(at) = rest.find("<a ") {
        let (before, tag) = rest.split_at(at + "<a ".len());
        out.push_str(before);
        let end = tag.find('>').unwrap_or(tag.len());
        let href = tag[..end].split_once("href=\"").and_then(|(_, href)| Some(href.split_once('"')?.0));
        let href = href.filter(|href| !href.starts_with('#') && !href.contains(':'));
        let path = href.and_then(|href| join(desk.path, href.split(['#', '?']).next()?));
        if let Some(path) = path {
            out.extend(["data-address=\"", base, &path, "\" "]);
        }
        rest = tag;
    }
    out.push_str(rest);
    out
}
