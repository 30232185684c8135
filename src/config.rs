//! The site's settings.
//!
//! In: `site.yaml`. Out: [`Config`]. Never: another file, a default that hides a missing fact.

mod accessibility;
pub mod codes;
mod license;
mod read;
pub mod releases;

use std::collections::BTreeMap;

pub use accessibility::{Accessibility, Audit, Conformity};
pub use license::{License, known_license, unlisted_license};
pub use read::read;
pub use releases::{Release, Removed, TableRelease};

use serde::{Deserialize, Serialize};

use crate::settings::SERVERS;
use crate::source::{SourceId, Span};

/// What `site.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub title: String,
    pub description: String,
    /// BCP 47.
    pub language: String,
    /// The other languages that parts of the site are translated into.
    pub languages: Vec<LanguageSettings>,
    /// Absolute, ending with `/`.
    pub base_url: Option<String>,
    pub publisher: Publisher,
    pub legal: Legal,
    pub license: License,
    pub spatial: Spatial,
    pub theme: String,
    /// Collections, and the plain pages that stand among them, in the order of the navigation.
    pub nav: Vec<(String, Span)>,
    pub variables: BTreeMap<String, String>,
    /// How heavy a page may be.
    pub budget: Budget,
    /// The servers whose settings are published beside the pages.
    pub servers: Vec<Server>,
    /// Severities by diagnostic code.
    pub lints: BTreeMap<String, Lint>,
    /// The published versions of the data, the newest first.
    pub releases: Vec<Release>,
    /// `content/site.yaml`, where there is one.
    pub source: Option<SourceId>,
}

/// The family of a language: `fr` of `fr-CA`.
#[must_use]
pub fn family(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
}

/// The names of the pages that every site has; they follow its language.
#[derive(Debug)]
pub struct FixedPages {
    pub site_map: &'static str,
    pub legal: &'static str,
    pub accessibility: &'static str,
    pub search: &'static str,
}

const FRENCH_PAGES: FixedPages = FixedPages {
    site_map: "plan-du-site.html",
    legal: "mentions-legales.html",
    accessibility: "accessibilite.html",
    search: "recherche.html",
};

const OTHER_PAGES: FixedPages = FixedPages {
    site_map: "site-map.html",
    legal: "legal-notice.html",
    accessibility: "accessibility.html",
    search: "search.html",
};

impl Config {
    /// The names of the pages that every site has: French on a French site, English elsewhere.
    #[must_use]
    pub fn fixed_pages(&self) -> &'static FixedPages {
        if family(&self.language) == "fr" { &FRENCH_PAGES } else { &OTHER_PAGES }
    }
}

/// Another language of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LanguageSettings {
    /// BCP 47; the name of the folder that the translated pages stand in.
    pub tag: String,
    pub title: Option<String>,
    pub description: Option<String>,
}

/// Who publishes: an authority, never a person.
#[derive(Clone, Debug, Default)]
pub struct Publisher {
    pub name: String,
    /// 14 digits, checked.
    pub siret: Option<String>,
    pub url: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
}

/// What the law wants said.
#[derive(Clone, Debug, Default)]
pub struct Legal {
    pub director: Option<String>,
    pub host: Host,
    pub accessibility: Accessibility,
    /// Who made the pictures, the drawings, the texts that are not the publisher's.
    pub credits: Vec<String>,
    /// The address of the data protection officer: a function, never a person.
    pub privacy: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Host {
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Spatial {
    /// INSEE code of the municipality.
    pub insee: Option<String>,
    /// West, south, east, north, in degrees.
    pub bbox: Option<[String; 4]>,
}

/// How heavy a page may be.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Budget {
    /// Of the page and of what it is drawn with, packed.
    pub kibibytes: u64,
    pub requests: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self { kibibytes: 30, requests: 6 }
    }
}

/// A web server that reads settings of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    Apache,
    Nginx,
    Iis,
}

impl Server {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Apache, Self::Nginx, Self::Iis];

    /// Returns the word of `site.yaml` for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        SERVERS[self as usize]
    }
}

/// What becomes of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lint {
    Off,
    Warning,
    Error,
}
