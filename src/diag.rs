//! What can be wrong, as facts: a [`Problem`] of a [`Code`], its place, its severity.
//!
//! In: spans and names. Out: [`Diagnostics`]. Never: a sentence (the words live in `messages`).

mod code;
mod found;
mod nearest;
mod owner;
mod problem;

pub use code::{
    Code, Codes, Parameter, ParameterForm, Settable, choices, conditions, kind, list, name, number, option,
    text, word,
};
pub use found::Diagnostics;
pub use nearest::{Suggestions, nearest};
pub use owner::Owner;
pub use problem::{Fact, Problem};

use crate::source::{Position, Span};

/// How bad it is. An error stops the publication, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Characters of a text.
    Span(Span),
    /// A file as a whole, by its path: one that could not be read as text, or that is missing.
    Path(String),
    /// A place in a file that could not be read as text.
    At(String, Position),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub problem: Problem,
    pub place: Place,
    /// Another place that matters to it: the first of two equal keys, say.
    pub related: Option<Span>,
}

impl Diagnostic {
    /// Returns the same as a warning: the schema asks for it as advice, or the run goes on without.
    #[must_use]
    pub fn as_warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// Returns the same, naming a second place.
    #[must_use]
    pub fn with_related(self, span: Span) -> Self {
        Self { related: Some(span), ..self }
    }
}
