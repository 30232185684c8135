//! Diagnostics as words: all wording, French and English, and the forms it takes.
//!
//! In: facts and texts. Out: a terminal's text, or JSON for other programs. Never: a new fact.

mod en;
mod fr;
mod help;
mod html;
mod human;
mod json;
mod preview;
mod shown;
mod steps;

use crate::diag::{Diagnostic, Place, Problem, Severity};
use crate::output::Failure;
use crate::source::{Position, Sources};

pub use help::translate;
pub use human::human;
pub use json::json;
pub use preview::{Preview, preview};
pub use shown::{Excerpt, Shown, shown};
pub use steps::{Appended, Step, step};

/// The language of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    French,
    English,
}

/// A problem in words: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub message: String,
    pub help: String,
}

/// A problem in words of a language.
#[must_use]
pub fn words(problem: &Problem, language: Language) -> Words {
    let (message, help) = match language {
        Language::French => fr::problem(problem),
        Language::English => en::problem(problem),
    };
    Words { message, help }
}

/// Why nothing was published, in words; nothing for a theme's faults, which are diagnostics.
#[must_use]
pub fn failure(failure: &Failure, language: Language) -> Option<String> {
    match language {
        Language::French => fr::failure(failure),
        Language::English => en::failure(failure),
    }
}

/// The lines a command says about itself.
#[derive(Clone, Copy, Debug)]
pub enum Notice<'a> {
    /// Nothing is wrong.
    Fine,
    /// So many files and bytes stand in a folder.
    Published { files: usize, bytes: u64, folder: &'a str },
    /// The content has errors: nothing was published.
    NothingPublished,
    /// There is no project in a folder.
    NoProject { folder: &'a str },
    /// A setting of the call is not what it should be.
    BadArgument { argument: &'a str, value: &'a str },
}

/// A notice in words.
#[must_use]
pub fn notice(notice: Notice<'_>, language: Language) -> String {
    match language {
        Language::French => fr::notice(notice),
        Language::English => en::notice(notice),
    }
}

/// The tally that closes a run: `2 erreurs, 1 avertissement`.
#[must_use]
pub fn tally(errors: usize, warnings: usize, language: Language) -> String {
    match language {
        Language::French => fr::tally(errors, warnings),
        Language::English => en::tally(errors, warnings),
    }
}

/// A diagnostic's path and the positions it covers. A file as a whole is its first character.
fn place(sources: &Sources, diagnostic: &Diagnostic) -> (String, Position, Position) {
    let first = Position { line: 1, column: 1 };
    match &diagnostic.place {
        Place::Span(span) => {
            let (start, end) = sources.position(*span);
            (sources.get(span.source).path.clone(), start, end)
        }
        Place::Path(path) => (path.clone(), first, first),
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A value short enough for a sentence.
fn short(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    if line.chars().count() > 60 || line.len() < value.len() {
        format!("{}…", line.chars().take(60).collect::<String>())
    } else {
        value.to_owned()
    }
}
