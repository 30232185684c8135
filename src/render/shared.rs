//! What every page shares: the site, its navigation, its words. Made once.
//!
//! In: a checked site. Out: context values. Never: anything that grows with the records.

use crate::publication::route;
use std::borrow::Cow;

use jiff::civil::Date;
use tera::Value as Cell;

use super::desk::{Desk, map};
use super::page::legal;
use super::{format, search};
use crate::schema::View;
use crate::schema::publish::is_public;

/// The words of the interface, by key.
#[must_use]
pub fn words(desk: &Desk<'_>) -> Cell {
    let mut map = tera::Map::new();
    for (key, text) in desk.words.iter() {
        map.insert(key.to_owned().into(), text.into());
    }
    map.into()
}

/// The site as a whole.
#[must_use]
pub fn site(desk: &Desk<'_>, published: &str) -> Cell {
    let config = &desk.site.config;
    let day = published.get(..10).unwrap_or(published);
    let date = day.parse::<Date>().map_or_else(|_| day.to_owned(), |date| format::date(desk.words, date));
    let publisher = map([
        ("name", desk.cell(&config.publisher.name)),
        ("email", config.publisher.email.as_deref().into()),
        ("url", config.publisher.url.as_deref().into()),
    ]);
    let license =
        map([("name", desk.cell(&config.license.name)), ("url", config.license.url.as_str().into())]);
    let fixed = config.fixed_pages();
    let fixed = map([
        ("site_map", fixed.site_map.into()),
        ("legal", fixed.legal.into()),
        ("accessibility", fixed.accessibility.into()),
        ("search", fixed.search.into()),
        ("data", from_tree(desk, route::DATA).into()),
    ]);
    let original = desk.site.tongue.as_ref().map(|tongue| tongue.original.as_str());
    let state = desk.words.get(legal::conformity(desk.statement.state));
    map([
        ("title", desk.cell(&config.title)),
        ("description", desk.cell(&config.description)),
        ("language", config.language.as_str().into()),
        ("publisher", publisher),
        ("license", license),
        ("published", date.into()),
        ("published_iso", day.into()),
        ("accessibility", state.into()),
        ("base_url", config.base_url.as_deref().into()),
        ("nav", nav(desk).into()),
        ("pages", pages(desk).into()),
        ("fixed", fixed),
        ("search_index", search::index(desk).into()),
        ("original", original.into()),
    ])
}

/// The collections and pages that `nav` names.
fn nav(desk: &Desk<'_>) -> Vec<Cell> {
    let site = desk.site;
    let mut entries: Vec<Cell> = Vec::new();
    for (name, _) in &site.config.nav {
        if let Some((_, table)) = site.table(name).filter(|(_, table)| is_public(&table.collection)) {
            let wheel = matches!(table.collection.view, View::Wheel { .. });
            entries.push(entry(
                desk,
                &table.collection.title,
                &route::to_index(name),
                wheel.then_some("wheel"),
            ));
        } else if let Some(page) = site.pages.iter().find(|page| page.id == *name) {
            entries.push(entry(desk, &page.title, &route::to_page(page), None));
        }
    }
    entries
}

/// The other pages that give themselves a rank.
fn pages(desk: &Desk<'_>) -> Vec<Cell> {
    let site = desk.site;
    let named = |id: &str| id == "index" || site.config.nav.iter().any(|(name, _)| name == id);
    let mut ranked: Vec<_> =
        site.pages.iter().filter(|page| page.nav_order.is_some() && !named(&page.id)).collect();
    ranked.sort_by_key(|page| page.nav_order);
    ranked.into_iter().map(|page| entry(desk, &page.title, &route::to_page(page), None)).collect()
}

/// A path as a page at the root of its language's folder names it.
fn from_tree<'a>(desk: &Desk<'_>, path: &'a str) -> Cow<'a, str> {
    match desk.tree {
        Some(tree) if !tree.pages.contains(path) => Cow::Owned(format!("../{path}")),
        _ => Cow::Borrowed(path),
    }
}

fn entry(desk: &Desk<'_>, title: &str, path: &str, kind: Option<&str>) -> Cell {
    map([
        ("title", desk.cell(title)),
        ("path", Cell::normal_string(&route::to_url_path(&from_tree(desk, path)))),
        ("kind", kind.into()),
    ])
}
