//! The versions of the data.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;
use super::listing::LabelLink;

/// The versions of the data; `versions.xml`, their feed, receives the same.
#[derive(Debug, Serialize)]
pub struct VersionsView<'a> {
    /// The versions, the newest first.
    pub releases: Vec<ReleaseView<'a>>,
    /// The day of the newest: `2026-05-04`.
    pub updated: Option<String>,
    /// Who publishes them.
    pub author: &'a str,
    /// The link to the feed, where the site has an address.
    pub feed: Option<String>,
}

impl TemplateView for VersionsView<'_> {
    const TEMPLATE: &'static str = "versions.html";
}

/// A version of the data.
#[derive(Debug, Serialize)]
pub struct ReleaseView<'a> {
    /// Its anchor.
    pub anchor: String,
    /// Its number: `1.2.0`.
    pub version: &'a str,
    /// Its day, as people read it.
    pub date: String,
    /// Its day, as machines do.
    pub iso: String,
    /// A note on it.
    pub note: Option<Cow<'a, str>>,
    /// The tables that changed.
    pub tables: Vec<ReleasedTable<'a>>,
    /// The records that are gone.
    pub removed: Vec<LabelLink<'a>>,
}

/// A table, and what changed in it.
#[derive(Debug, Serialize)]
pub struct ReleasedTable<'a> {
    /// Its title.
    pub title: Cow<'a, str>,
    /// The link to its page.
    pub href: Option<String>,
    /// What changed, in a line.
    pub said: String,
}
