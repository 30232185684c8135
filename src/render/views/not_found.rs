//! The page that a server shows where there is none.

use serde::Serialize;

use super::TemplateView;

/// The page that a server shows where there is none, at any depth: `root` is an address of the web where the site has one.
#[derive(Debug, Serialize)]
pub struct NotFoundView {}

impl TemplateView for NotFoundView {
    const TEMPLATE: &'static str = "not-found.html";
}
