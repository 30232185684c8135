//! Rules across records, links, duties of a public site; and the gate before anything is published.
//!
//! In: a [`Site`]. Out: a [`CheckedSite`], which nothing else can make, where no error was found.

pub mod accessibility;
mod bodies;
pub mod card;
pub mod codes;
mod files;
mod keys;
mod legal_facts;
pub mod links;
mod markup;
pub mod measure;
pub mod origins;
mod personal;
pub mod photos;
pub mod pictures;
mod refused;
pub mod reserved_names;
mod rules;
pub mod scan;
mod text_similarity;
mod theme;

use std::sync::Arc;

use jiff::civil::{DateTime, Time};

use crate::config::Lint;
use crate::diag::Settable;
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::model::Site;
use crate::schema::{Role, Value};
use crate::source::Sources;

use accessibility::Statement;
use bodies::LinkedFiles;
use links::Links;
use photos::Photos;

/// What earlier builds found in texts and pictures that are still the same.
#[derive(Debug, Default)]
pub struct CheckMemory {
    texts: bodies::ScanMemo,
    pictures: photos::MediaMemo,
}

impl CheckMemory {
    /// A memory that keeps.
    #[must_use]
    pub fn keeping() -> Self {
        Self { texts: bodies::ScanMemo::with_history(), pictures: photos::MediaMemo::with_history() }
    }

    /// Begins the next build: what the last one had no use for is forgotten.
    pub fn turn(&mut self) {
        self.texts.turn();
        self.pictures.turn();
    }
}

/// A site without errors: what pages and exports are made of.
#[derive(Debug)]
pub struct CheckedSite {
    site: Site,
    sources: Arc<Sources>,
    links: Links,
    photos: Arc<Photos>,
    published: Option<String>,
    statement: Statement,
    translations: Vec<Arc<CheckedSite>>,
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

    /// The pictures of points that are published, those of every language.
    #[must_use]
    pub fn photos(&self) -> &Photos {
        &self.photos
    }

    /// The same site in its other languages.
    #[must_use]
    pub fn translations(&self) -> &[Arc<Self>] {
        &self.translations
    }

    /// What the site says of its accessibility.
    #[must_use]
    pub fn statement(&self) -> &Statement {
        &self.statement
    }

    /// The date of publication, `YYYY-MM-DDThh:mm:ssZ`: an input, else the newest `dct:modified`; nothing
    /// where neither is known, for a made-up date would be published as a fact.
    #[must_use]
    pub fn published(&self) -> Option<&str> {
        self.published.as_deref()
    }
}

/// Checks a site, and lets it through where nothing stops its publication.
///
/// `published` is the date of publication where it is given, `YYYY-MM-DDThh:mm:ssZ`.
pub fn check(
    site: Site,
    translations: Vec<Site>,
    sources: Arc<Sources>,
    published: Option<&str>,
    memory: &CheckMemory,
    diags: &mut Diagnostics,
) -> Option<CheckedSite> {
    let links = Links::new(&site, &sources);
    legal_facts::check(&site, &sources, diags);
    legal_facts::warn_unattested(&site, diags);
    legal_facts::warn_unlisted_licenses(&site, diags);
    files::report_changes(&sources, diags);
    theme::check(&site, &sources, diags);
    reserved_names::check(&site, &sources, diags);
    origins::check(&site, &sources, diags);
    for table in &site.tables {
        keys::check(&site, &sources, table, diags);
        rules::check(table, diags);
    }
    personal::check_releases(&site, &sources, diags);
    let mut named = bodies::check(&site, &sources, &links, &memory.texts, diags);
    let translations: Vec<(Site, Links)> = translations
        .into_iter()
        .map(|site| {
            let links = Links::new(&site, &sources);
            named.append(check_translation(&site, &sources, &links, memory, diags));
            (site, links)
        })
        .collect();
    files::check(&site, &sources, &links, &named.files, diags);
    let photos = Arc::new(photos::check(&site, &sources, named.shown, &memory.pictures, diags));
    pictures::check(&site, diags);
    card::check(&site, &sources, diags);
    let published = published.map(str::to_owned).or_else(|| find_newest_date(&site));
    legal_facts::check_date(&site, published.as_deref(), diags);
    let statement = accessibility::check(&site, published.as_deref(), diags);
    apply_lints(&site, diags);
    if diags.has_errors() {
        return None;
    }
    let translations = translations.into_iter().map(|(site, links)| {
        let statement = accessibility::compute_statement(&site, published.as_deref());
        let (sources, published) = (Arc::clone(&sources), published.clone());
        let (photos, translations) = (Arc::clone(&photos), Vec::new());
        Arc::new(CheckedSite { site, sources, links, photos, published, statement, translations })
    });
    let translations = translations.collect();
    Some(CheckedSite { site, sources, links, photos, published, statement, translations })
}

/// Checks the texts that translate; what is wrong with the others was said.
fn check_translation(
    site: &Site,
    sources: &Sources,
    links: &Links,
    memory: &CheckMemory,
    diags: &mut Diagnostics,
) -> LinkedFiles {
    let mut found = Diagnostics::default();
    let named = bodies::check(site, sources, links, &memory.texts, &mut found);
    let own = |item: &&Diagnostic| match &item.place {
        Place::Span(span) => {
            site.tongue.as_ref().is_some_and(|tongue| tongue.texts.contains_key(&span.source))
        }
        Place::Path(_) | Place::At(..) => false,
    };
    found.iter().filter(own).for_each(|item| diags.push(item.clone()));
    named
}

/// What `lints:` makes of the warnings, and of the few errors that it can relax.
fn apply_lints(site: &Site, diags: &mut Diagnostics) {
    diags.judge(|item| {
        let code = item.problem.code.name;
        let set = site.config.lints.get(code);
        let open = item.severity == Severity::Warning || item.problem.code.settable == Settable::Always;
        match set.filter(|_| open) {
            Some(Lint::Off) => None,
            Some(Lint::Warning) => Some(Severity::Warning),
            Some(Lint::Error) => Some(Severity::Error),
            None => Some(item.severity),
        }
    });
}

/// The newest date among the public fields that say when a record was modified.
fn find_newest_date(site: &Site) -> Option<String> {
    let dates = site.tables.iter().filter_map(|table| {
        let field = table.find_role(Role::Modified)?;
        table.records.iter().filter_map(|record| to_datetime(record.values[field].as_ref()?)).max()
    });
    let at = dates.max()?;
    Some(format!("{}T{:02}:{:02}:{:02}Z", at.date(), at.hour(), at.minute(), at.second()))
}

fn to_datetime(value: &Value) -> Option<DateTime> {
    match value {
        Value::Date(date) => Some(date.to_datetime(Time::midnight())),
        Value::DateTime(at, _) => Some(*at),
        _ => None,
    }
}
