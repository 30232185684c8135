//! What every page shares: the site, its navigation, its words. Made once.
//!
//! In: a checked site. Out: views. Never: anything that grows with the records.

use std::borrow::Cow;

use jiff::civil::Date;

use super::accessibility::to_conformity_key;
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::format;
use crate::render::search::to_index_name;
use crate::render::template::Html;
use crate::render::views::site::{FixedPaths, LicenseView, MenuEntry, PublisherView, SharedView, SiteView};
use crate::schema::View;
use crate::schema::publish::is_public;

/// Describes what every template knows; `published` is the moment of publication, `style` the style sheet.
#[must_use]
pub fn describe<'a>(desk: &RenderContext<'a>, published: &'a str, style: Html) -> SharedView<'a> {
    SharedView { t: desk.words.iter().collect(), site: describe_site(desk, published), style }
}

fn describe_site<'a>(desk: &RenderContext<'a>, published: &'a str) -> SiteView<'a> {
    let config = &desk.site.config;
    let day = published.get(..10).unwrap_or(published);
    let fixed = config.fixed_pages();
    SiteView {
        title: desk.set(&config.title),
        description: desk.set(&config.description),
        language: &config.language,
        publisher: PublisherView {
            name: desk.set(&config.publisher.name),
            email: config.publisher.email.as_deref(),
            url: config.publisher.url.as_deref(),
        },
        license: LicenseView { name: desk.set(&config.license.name), url: &config.license.url },
        published: day.parse::<Date>().map_or(day.into(), |date| format::date(desk.words, date).into()),
        published_iso: day,
        accessibility: desk.words.get(to_conformity_key(desk.statement.state)),
        base_url: config.base_url.as_deref(),
        nav: list_menu(desk),
        pages: list_pages(desk),
        fixed: FixedPaths {
            site_map: fixed.site_map,
            legal: fixed.legal,
            accessibility: fixed.accessibility,
            search: fixed.search,
            data: from_tree(desk, route::DATA),
        },
        search_index: to_index_name(desk),
        original: desk.site.tongue.as_ref().map(|tongue| tongue.original.as_str()),
    }
}

/// Lists the collections and pages that `nav` names.
fn list_menu<'a>(desk: &RenderContext<'a>) -> Vec<MenuEntry<'a>> {
    let site = desk.site;
    let entries = site.config.nav.iter().filter_map(|(name, _)| {
        if let Some((_, table)) = site.table(name).filter(|(_, table)| is_public(&table.collection)) {
            let kind = matches!(table.collection.view, View::Wheel { .. }).then_some("wheel");
            return Some(to_entry(desk, &table.collection.title, &route::to_index(name), kind));
        }
        let page = site.pages.iter().find(|page| page.id == *name)?;
        Some(to_entry(desk, &page.title, &route::to_page(page), None))
    });
    entries.collect()
}

/// Lists the other pages that give themselves a rank.
fn list_pages<'a>(desk: &RenderContext<'a>) -> Vec<MenuEntry<'a>> {
    let site = desk.site;
    let named = |id: &str| id == "index" || site.config.nav.iter().any(|(name, _)| name == id);
    let mut ranked: Vec<_> =
        site.pages.iter().filter(|page| page.nav_order.is_some() && !named(&page.id)).collect();
    ranked.sort_by_key(|page| page.nav_order);
    ranked.into_iter().map(|page| to_entry(desk, &page.title, &route::to_page(page), None)).collect()
}

/// Returns a path as a page at the root of its language's folder names it.
fn from_tree<'a>(desk: &RenderContext<'_>, path: &'a str) -> Cow<'a, str> {
    match desk.tree {
        Some(tree) if !tree.pages.contains(path) => Cow::Owned(format!("../{path}")),
        _ => Cow::Borrowed(path),
    }
}

fn to_entry<'a>(
    desk: &RenderContext<'a>,
    title: &'a str,
    path: &str,
    kind: Option<&'static str>,
) -> MenuEntry<'a> {
    MenuEntry { title: desk.set(title), path: route::to_url_path(&from_tree(desk, path)).into_owned(), kind }
}
