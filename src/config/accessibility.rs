//! `legal: {accessibility: …}` → what the accessibility statement is filled from.
//!
//! In: the node behind the key. Out: [`Accessibility`]. Never: a state that nobody proved, which `check` finds.

use jiff::civil::Date;

use super::read::{choice, invalid};
use crate::diag::{Diagnostics, Owner};
use crate::load::keys::Keys;
use crate::load::yaml::Node;
use crate::source::Span;

/// The keys of `legal: {accessibility: …}`.
pub const ACCESSIBILITY_KEYS: [&str; 6] = ["state", "standard", "date", "scheme", "audit", "results"];
/// The keys of `legal: {accessibility: {audit: …}}`.
pub const AUDIT_KEYS: [&str; 7] = ["date", "by", "report", "rate", "environment", "tools", "pages"];

/// How far a site conforms, in the words of the law.
pub const STATES: [(&str, Conformity); 3] = [
    ("non-conforme", Conformity::None),
    ("partiellement-conforme", Conformity::Partial),
    ("totalement-conforme", Conformity::Total),
];

/// The version of the RGAA that is in force.
const STANDARD: &str = "4.1.2";

/// What a site says of its accessibility.
#[derive(Clone, Debug)]
pub struct Accessibility {
    /// What is claimed, and where: an audit has to prove it.
    pub state: Option<(Conformity, Span)>,
    /// The version of the RGAA.
    pub standard: String,
    /// When the statement was established.
    pub date: Option<Date>,
    /// The address of the plan over several years that the law asks for.
    pub scheme: Option<String>,
    pub audit: Option<Audit>,
    /// The collection that holds what the audit found, criterion by criterion.
    pub results: Option<(String, Span)>,
}

impl Default for Accessibility {
    fn default() -> Self {
        Self {
            state: None,
            standard: STANDARD.to_owned(),
            date: None,
            scheme: None,
            audit: None,
            results: None,
        }
    }
}

/// An audit of conformity.
#[derive(Clone, Debug, Default)]
pub struct Audit {
    pub date: Option<Date>,
    /// Who made it; where it was written in one line, that line.
    pub by: Option<String>,
    /// The address of its report.
    pub report: Option<String>,
    /// The share of criteria that are met, in percent, as it was written.
    pub rate: Option<String>,
    /// Browsers with their assistive technologies.
    pub environment: Vec<String>,
    pub tools: Vec<String>,
    /// The pages that were tested.
    pub pages: Vec<String>,
}

/// The three states the law knows. Without a valid audit only the first is honest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Conformity {
    #[default]
    None,
    Partial,
    Total,
}

impl Conformity {
    /// The word of `site.yaml` for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        STATES.iter().find(|(_, state)| *state == self).map_or("", |(word, _)| word)
    }
}

/// Reads the mapping.
pub fn read(node: &Node, diags: &mut Diagnostics) -> Accessibility {
    let otherwise = Accessibility::default();
    let Some(keys) = Keys::of(node, diags) else { return otherwise };
    let keys = keys.only(&ACCESSIBILITY_KEYS, &Owner::Accessibility, diags);
    let state = keys.get("state").and_then(|node| Some((choice(node, &STATES, diags)?, node.span)));
    Accessibility {
        state,
        standard: keys.owned("standard", diags).unwrap_or(otherwise.standard),
        date: keys.get("date").and_then(|node| date(node, diags)),
        scheme: keys.get("scheme").and_then(|node| address(node, "scheme", diags)),
        audit: keys.get("audit").and_then(|node| audit(node, diags)),
        results: keys
            .get("results")
            .and_then(|node| node.text_or(diags).map(|name| (name.to_owned(), node.span))),
    }
}

/// An audit in one line, or as a mapping.
fn audit(node: &Node, diags: &mut Diagnostics) -> Option<Audit> {
    if let Some(line) = node.as_text() {
        return Some(Audit { by: Some(line.to_owned()), ..Audit::default() });
    }
    let keys = Keys::of(node, diags)?.only(&AUDIT_KEYS, &Owner::Audit, diags);
    let mut list = |key| keys.owned_texts(key, diags).unwrap_or_default();
    let (environment, tools, pages) = (list("environment"), list("tools"), list("pages"));
    Some(Audit {
        date: keys.get("date").and_then(|node| date(node, diags)),
        by: keys.owned("by", diags),
        report: keys.get("report").and_then(|node| address(node, "report", diags)),
        rate: keys.get("rate").and_then(|node| rate(node, diags)),
        environment,
        tools,
        pages,
    })
}

fn date(node: &Node, diags: &mut Diagnostics) -> Option<Date> {
    let written = node.text_or(diags)?;
    let date = written.parse().ok().filter(|_| written.len() == "2026-03-01".len());
    if date.is_none() {
        invalid(node, "date", diags);
    }
    date
}

/// An address of the web.
fn address(node: &Node, key: &'static str, diags: &mut Diagnostics) -> Option<String> {
    let written = node.text_or(diags)?;
    let parsed = url::Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    if parsed.is_none() {
        invalid(node, key, diags);
    }
    parsed.map(|url| url.to_string())
}

/// A number from 0 to 100, with or without its sign.
fn rate(node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let written = node.text_or(diags)?.trim_end_matches('%').trim().replace(',', ".");
    let fits = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && written.parse::<f64>().is_ok_and(|rate| rate <= 100.0);
    if !fits {
        invalid(node, "rate", diags);
    }
    fits.then_some(written)
}
