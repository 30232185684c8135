//! `legal: {accessibility: …}` → what the accessibility statement is filled from.
//!
//! In: the node behind the key. Out: [`Accessibility`]. Never: a state that nobody proved, which `check` finds.

use jiff::civil::Date;

use crate::diag::Diagnostics;
use crate::load::yaml::Node;
use crate::settings::{ACCESSIBILITY, AUDIT, CONFORMITIES, Keys};
use crate::source::Span;

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
    /// Returns the word of `site.yaml` for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        CONFORMITIES[self as usize]
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::None, Self::Partial, Self::Total].into_iter().find(|state| state.word() == word)
    }
}

/// Reads `legal: {accessibility: …}`.
pub fn read(node: &Node, diags: &mut Diagnostics) -> Accessibility {
    let otherwise = Accessibility::default();
    let Some(keys) = Keys::read(node, &ACCESSIBILITY, diags) else { return otherwise };
    let state = keys.string_with_span("state", diags);
    Accessibility {
        state: state.and_then(|(word, span)| Some((Conformity::from_word(&word)?, span))),
        standard: keys.string("standard", diags).unwrap_or(otherwise.standard),
        date: keys.parsed("date", diags),
        scheme: keys.string("scheme", diags),
        audit: keys.get("audit").and_then(|node| read_audit(node, diags)),
        results: keys.string_with_span("results", diags),
    }
}

/// Reads an audit, in one line or as a mapping.
fn read_audit(node: &Node, diags: &mut Diagnostics) -> Option<Audit> {
    if let Some(line) = node.as_text() {
        return Some(Audit { by: Some(line.to_owned()), ..Audit::default() });
    }
    let keys = Keys::read(node, &AUDIT, diags)?;
    let mut list = |key| keys.strings(key, diags).unwrap_or_default();
    let [environment, tools, pages] = ["environment", "tools", "pages"].map(&mut list);
    Some(Audit {
        date: keys.parsed("date", diags),
        by: keys.string("by", diags),
        report: keys.string("report", diags),
        rate: keys.string("rate", diags),
        environment,
        tools,
        pages,
    })
}
