//! The site's settings.
//!
//! In: `site.yaml`. Out: [`Config`]. Never: another file, a default that hides a missing fact.

mod accessibility;
mod contact;
mod read;

use std::collections::BTreeMap;

pub use accessibility::{Accessibility, Audit, Conformity};
pub use read::{known_license, parse_base_url, read};
/// What the reader of `site.yaml` knows, for whoever describes the file.
pub mod known {
    pub use super::accessibility::{ACCESSIBILITY_KEYS, AUDIT_KEYS, STATES};
    pub use super::read::{
        HOST_KEYS, LEGAL_KEYS, LICENSE_KEYS, LICENSES, PUBLISHER_KEYS, SEVERITIES, SITE_KEYS, SPATIAL_KEYS,
    };
}

use crate::source::{SourceId, Span};

/// What `site.yaml` says.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub title: String,
    pub description: String,
    /// BCP 47.
    pub language: String,
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
    /// Severities by diagnostic code.
    pub lints: BTreeMap<String, Lint>,
    /// `content/site.yaml`, where there is one.
    pub source: Option<SourceId>,
}

/// The family of a language: `fr` of `fr-CA`.
#[must_use]
pub fn family(language: &str) -> &str {
    language.split('-').next().unwrap_or(language)
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

/// Under what terms the data may be reused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct License {
    /// `etalab-2.0`, `CC-BY-4.0` …; the name where the licence is the city's own.
    pub id: String,
    pub name: String,
    pub url: String,
}

#[derive(Clone, Debug, Default)]
pub struct Spatial {
    /// INSEE code of the municipality.
    pub insee: Option<String>,
    /// West, south, east, north, in degrees.
    pub bbox: Option<[String; 4]>,
}

/// What becomes of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lint {
    Off,
    Warning,
    Error,
}
