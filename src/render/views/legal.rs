//! The legal notice.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;

/// The legal notice.
#[derive(Debug, Serialize)]
pub struct LegalView<'a> {
    /// Who publishes the site.
    pub publisher: Vec<GivenFact<'a>>,
    /// Who hosts it.
    pub host: Vec<GivenFact<'a>>,
    /// Whom to ask about personal data; nothing where nobody is named.
    pub privacy: Option<Vec<GivenFact<'a>>>,
    /// Whom pictures and texts are from.
    pub credits: Vec<Cow<'a, str>>,
}

impl TemplateView for LegalView<'_> {
    const TEMPLATE: &'static str = "legal.html";
}

/// A fact that the law asks for: what the component `given` takes.
#[derive(Debug, Serialize)]
pub struct GivenFact<'a> {
    /// What it is.
    pub label: &'a str,
    /// What was given; nothing for what is left to complete.
    pub value: Option<Cow<'a, str>>,
    /// Where it leads: a mail address, a telephone number, a site.
    pub href: Option<String>,
}
