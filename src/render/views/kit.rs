//! The page that travels in a kit.

use serde::Serialize;

use super::TemplateView;

/// The page that travels in a kit: it stands on its own, with its style inside.
#[derive(Debug, Serialize)]
pub struct KitView {
    /// The address of the record's page on the web, where the site has one.
    pub online: Option<String>,
}

impl TemplateView for KitView {
    const TEMPLATE: &'static str = "kit.html";
}
