//! The accessibility statement, in the form that the law imposes.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;
use super::legal::GivenFact;
use super::listing::DateView;

/// The accessibility statement, in the form that the law imposes.
#[derive(Debug, Serialize)]
pub struct AccessibilityView<'a> {
    /// Who commits to what, in a sentence.
    pub commitment: String,
    /// The address of the multi-year scheme.
    pub scheme: Option<&'a str>,
    /// What the statement is about, in a sentence.
    pub scope: String,
    /// The sentence that the law words.
    pub claim: String,
    /// Whether the site was audited.
    pub audited: bool,
    /// What the audit found, a sentence each.
    pub results: Vec<String>,
    /// The address of its report.
    pub report: Option<&'a str>,
    /// The link to its findings as data.
    pub data: Option<String>,
    /// What is not accessible, in the three groups of the law.
    pub groups: Vec<FindingGroup<'a>>,
    /// When the statement was made.
    pub made: Option<DateView>,
    /// What the audit was made with, and the pages it looked at.
    pub lists: Vec<AuditList<'a>>,
    /// Whom to write to.
    pub contact: Vec<GivenFact<'a>>,
}

impl TemplateView for AccessibilityView<'_> {
    const TEMPLATE: &'static str = "accessibility.html";
}

/// What is not accessible, of one group of the law.
#[derive(Debug, Serialize)]
pub struct FindingGroup<'a> {
    /// What the group is.
    pub title: &'a str,
    /// The findings.
    pub items: Vec<FindingView<'a>>,
    /// The words for none.
    pub none: &'a str,
}

/// Something that is not accessible.
#[derive(Debug, Serialize)]
pub struct FindingView<'a> {
    /// The criterion that it fails, in words.
    pub criterion: Option<String>,
    /// What it is.
    pub text: Cow<'a, str>,
}

/// What an audit was made with.
#[derive(Debug, Serialize)]
pub struct AuditList<'a> {
    /// What is listed.
    pub title: &'a str,
    /// The list.
    pub items: Vec<Cow<'a, str>>,
}
