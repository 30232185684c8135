//! Pages: what each kind of page says, as the context of its template.
//!
//! In: a desk. Out: contexts. Never: markup that belongs to a template.

pub mod common;
pub mod data;
pub mod deck;
pub mod edition;
pub mod example;
pub mod home;
pub mod index;
pub mod legal;
pub mod moved;
pub mod origin;
pub mod plain;
pub mod record;
pub mod related;
pub mod section;
pub mod site_map;
pub mod versions;
pub mod wheel;

use crate::publication::route;
use tera::{Context, Value as Cell};

use super::desk::{Desk, map};

/// What every page has: its place and its names.
pub struct Frame<'a> {
    /// The page's own heading.
    pub heading: &'a str,
    /// The pages above it, from the home page down, with their paths.
    pub trail: Vec<(String, Option<String>)>,
    /// The entry of the navigation it belongs to, by path.
    pub section: &'a str,
    /// One sentence for search engines.
    pub description: &'a str,
}

/// The context that every template relies on.
#[must_use]
pub fn context(desk: &Desk<'_>, frame: &Frame<'_>) -> Context {
    let mut context = Context::new();
    let heading = desk.set(frame.heading);
    let mut title = heading.clone().into_owned();
    for (above, _) in frame.trail.iter().skip(1).rev() {
        title.push_str(" – ");
        title.push_str(above);
    }
    let site = desk.set(&desk.site.config.title);
    if title != *site {
        title.push_str(" – ");
        title.push_str(&site);
    }
    let crumbs: Vec<Cell> = frame
        .trail
        .iter()
        .map(|(title, path)| {
            let href = path.as_ref().and_then(|path| desk.link(path));
            map([("title", title.as_str().into()), ("href", href.into())])
        })
        .collect();
    let folder = desk.tree.map_or("", |tree| tree.folder.as_str());
    let path = desk.path.strip_prefix(folder).unwrap_or(desk.path);
    context.insert_value("root", "../".repeat(path.matches('/').count()).into());
    context.insert_value("files", "../".repeat(desk.path.matches('/').count()).into());
    context.insert_value("path", Cell::normal_string(&route::to_url_path(path)));
    context.insert_value("section", Cell::normal_string(&route::to_url_path(frame.section)));
    context.insert_value("title", title.into());
    context.insert_value("heading", Cell::normal_string(&heading));
    context.insert_value("description", desk.cell(frame.description));
    context.insert_value("crumbs", crumbs.into());
    context
}

/// A server shows this page at any depth, so its links are absolute where the site has an address.
#[must_use]
pub fn not_found(desk: &Desk<'_>) -> Context {
    let heading = desk.words.get("not_found");
    let frame = Frame { heading, trail: Vec::new(), section: "", description: "" };
    let mut page = context(desk, &frame);
    if let Some(base) = &desk.site.config.base_url {
        page.insert_value("root", base.as_str().into());
        // Its style has the site's own path beside the relative one: neither asks another host, and one of them works.
        let path = base.split_once("://").and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
        page.insert_value("from_root", path.into());
    }
    page
}
