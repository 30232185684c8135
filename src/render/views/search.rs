//! The page that searches.

use serde::Serialize;

use super::TemplateView;

/// The page that searches, and says where to look without a script.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The collections.
    pub lists: Vec<SearchList>,
}

impl TemplateView for SearchView {
    const TEMPLATE: &'static str = "search.html";
}

/// A collection to look in.
#[derive(Debug, Serialize)]
pub struct SearchList {
    /// Its title.
    pub title: String,
    /// The link to its index.
    pub href: Option<String>,
    /// How many records it has, in words.
    pub count: String,
}
