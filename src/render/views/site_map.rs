//! The site map.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;

/// The site map: every page, under the one above it.
#[derive(Debug, Serialize)]
pub struct SiteMapView<'a> {
    /// The collections.
    pub collections: Vec<MapCollection<'a>>,
    /// The pages of `content/pages/`.
    pub pages: Vec<MapLink<'a>>,
}

impl TemplateView for SiteMapView<'_> {
    const TEMPLATE: &'static str = "site-map.html";
}

/// A collection and its pages.
#[derive(Debug, Serialize)]
pub struct MapCollection<'a> {
    /// Its title.
    pub title: String,
    /// The link to its index.
    pub href: Option<String>,
    /// The pages of its records.
    pub records: Vec<MapLink<'a>>,
    /// The link to its cards to print, where it has some.
    pub deck: Option<String>,
    /// The link to the page of its data.
    pub data: Option<String>,
}

/// A page.
#[derive(Debug, Serialize)]
pub struct MapLink<'a> {
    /// The link to it.
    pub href: Option<String>,
    /// What it is called.
    pub label: Cow<'a, str>,
    /// The tag of its language, where it is not that of the page.
    pub language: Option<&'a str>,
}
