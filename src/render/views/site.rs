//! The site as a whole, which every template knows as `site`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::render::template::Html;

/// What every template knows, whatever the page.
#[derive(Debug, Serialize)]
pub struct SharedView<'a> {
    /// The words of the interface in the language of the site, by their key in `i18n/`.
    pub t: BTreeMap<&'a str, &'a str>,
    /// The site as a whole.
    pub site: SiteView<'a>,
    /// The style sheet, for a page that travels alone and holds it inside.
    pub style: Html,
}

/// The site as a whole.
#[derive(Debug, Serialize)]
pub struct SiteView<'a> {
    /// The title of the site.
    pub title: Cow<'a, str>,
    /// What it is, in a sentence.
    pub description: Cow<'a, str>,
    /// The tag of its language: `fr`.
    pub language: &'a str,
    /// Who publishes it.
    pub publisher: PublisherView<'a>,
    /// The terms that its contents are published under.
    pub license: LicenseView<'a>,
    /// The day of publication, as people read it; empty where nothing says it.
    pub published: Cow<'a, str>,
    /// The same day, as machines read it: `2026-05-04`.
    pub published_iso: &'a str,
    /// How accessible the site says it is, in words.
    pub accessibility: &'a str,
    /// The address of the site on the web, with a `/` at its end; nothing where it has none.
    pub base_url: Option<&'a str>,
    /// The entries of the menu, in the order of `nav` in `site.yaml`.
    pub nav: Vec<MenuEntry<'a>>,
    /// The other pages that give themselves a place in the menu.
    pub pages: Vec<MenuEntry<'a>>,
    /// The pages that essaim makes of itself, as addresses from `root`.
    pub fixed: FixedPaths<'a>,
    /// The name of the script that the search loads, beside those of the theme.
    pub search_index: String,
    /// The tag of the language that the site is written in, on the pages of a translation.
    pub original: Option<&'a str>,
}

/// Who publishes the site.
#[derive(Debug, Serialize)]
pub struct PublisherView<'a> {
    /// Its name.
    pub name: Cow<'a, str>,
    /// Its email address.
    pub email: Option<&'a str>,
    /// Its own site.
    pub url: Option<&'a str>,
}

/// The terms that contents are published under.
#[derive(Debug, Serialize)]
pub struct LicenseView<'a> {
    /// What they are called.
    pub name: Cow<'a, str>,
    /// The address of their text.
    pub url: &'a str,
}

/// An entry of the menu.
#[derive(Debug, Serialize)]
pub struct MenuEntry<'a> {
    /// What it is called.
    pub title: Cow<'a, str>,
    /// The address of its page, from `root`.
    pub path: String,
    /// `wheel` for a collection that is drawn as one.
    pub kind: Option<&'static str>,
}

/// The pages that essaim makes of itself.
#[derive(Debug, Serialize)]
pub struct FixedPaths<'a> {
    /// The site map.
    pub site_map: &'a str,
    /// The legal notice.
    pub legal: &'a str,
    /// The accessibility statement.
    pub accessibility: &'a str,
    /// The search.
    pub search: &'a str,
    /// The data.
    pub data: Cow<'a, str>,
}
