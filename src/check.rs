//! Rules across records, links, duties of a public site; and the gate before anything is published.
//!
//! In: a [`Site`]. Out: a [`CheckedSite`], which nothing else can make, where no error was found.

mod bodies;
mod duties;
mod keys;
pub mod links;
mod rules;

use std::sync::Arc;

use crate::config::Lint;
use crate::diag::{Diagnostics, Severity};
use crate::model::Site;
use crate::schema::{Role, Value};
use crate::source::Sources;

use links::Links;

/// A site without errors: what pages and exports are made of.
#[derive(Debug)]
pub struct CheckedSite {
    site: Site,
    sources: Arc<Sources>,
    links: Links,
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

    /// Where links of bodies lead.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// The date of publication, `YYYY-MM-DDThh:mm:ssZ`: an input, else the newest `dct:modified`.
    #[must_use]
    pub fn published(&self) -> &str {
        &self.published
    }
}

/// Checks a site, and lets it through where nothing stops its publication.
///
/// `published` is the date of publication where it is given, `YYYY-MM-DDThh:mm:ssZ`.
pub fn check(
    site: Site,
    sources: Arc<Sources>,
    published: Option<&str>,
    diags: &mut Diagnostics,
) -> Option<CheckedSite> {
    let links = Links::new(&site, &sources);
    duties::check(&site, diags);
    for table in &site.tables {
        keys::check(&site, table, diags);
        rules::check(table, diags);
    }
    bodies::check(&site, &sources, &links, diags);
    apply_lints(&site, diags);
    let published = published.map_or_else(|| newest(&site), str::to_owned);
    (!diags.has_errors()).then_some(CheckedSite { site, sources, links, published })
}

/// What `lints:` makes of the warnings.
fn apply_lints(site: &Site, diags: &mut Diagnostics) {
    diags.judge(|item| match (item.severity, site.config.lints.get(item.problem.code())) {
        (Severity::Warning, Some(Lint::Off)) => None,
        (Severity::Warning, Some(Lint::Error)) => Some(Severity::Error),
        (severity, _) => Some(severity),
    });
}

/// The newest date among the fields that say when a record was modified; the epoch where none does.
fn newest(site: &Site) -> String {
    let dates = site.tables.iter().filter_map(|table| {
        let field = table.collection.schema.role(Role::Modified)?;
        table.records.iter().filter_map(|record| modified(record.values[field].as_ref()?)).max()
    });
    dates.max().unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned())
}

fn modified(value: &Value) -> Option<String> {
    match value {
        Value::Date(date) => Some(format!("{date}T00:00:00Z")),
        Value::DateTime(at, _) => {
            Some(format!("{}T{:02}:{:02}:{:02}Z", at.date(), at.hour(), at.minute(), at.second()))
        }
        _ => None,
    }
}
