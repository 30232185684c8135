//! The page of a record that a release removed.

use serde::Serialize;

use super::TemplateView;

/// The page of a record that is no longer published.
#[derive(Debug, Serialize)]
pub struct GoneView {
    /// Since when, in words.
    pub since: String,
    /// The link to the versions of the data.
    pub versions: Option<String>,
    /// The link to what the record last held, where it is kept.
    pub last: Option<String>,
}

impl TemplateView for GoneView {
    const TEMPLATE: &'static str = "gone.html";
}
