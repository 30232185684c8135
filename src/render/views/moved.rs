//! The page that leads from where something stood to where it stands.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;

/// The page that leads from where something stood to where it stands.
#[derive(Debug, Serialize)]
pub struct MovedView<'a> {
    /// What it leads to is called.
    pub label: Cow<'a, str>,
    /// The link to it.
    pub href: Option<String>,
}

impl TemplateView for MovedView<'_> {
    const TEMPLATE: &'static str = "moved.html";
}
