//! Rules across records, links, duties of a public site; and the gate before anything is published.
//!
//! In: a [`Site`]. Out: a [`CheckedSite`], which nothing else can make, where no error was found.

pub mod links;

use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::model::Site;
use crate::source::Sources;

/// A site without errors: what pages and exports are made of.
#[derive(Debug)]
pub struct CheckedSite {
    site: Site,
    sources: Arc<Sources>,
    published: String,
}

impl CheckedSite {
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The date of publication, `YYYY-MM-DDThh:mm:ssZ`.
    #[must_use]
    pub fn published(&self) -> &str {
        &self.published
    }
}

/// Checks a site, and lets it through where nothing stops its publication.
pub fn check(
    site: Site,
    sources: Arc<Sources>,
    published: Option<String>,
    diags: &mut Diagnostics,
) -> Option<CheckedSite> {
    let published = published.unwrap_or_default();
    (!diags.has_errors()).then_some(CheckedSite { site, sources, published })
}
