//! Diagnostics as words: all wording, French and English, and the forms it takes.
//!
//! In: facts and texts. Out: a terminal's text, or JSON, SARIF and a forge's annotations for other programs.
//! Never: a new fact.

mod alike;
pub mod catalogue;
mod changes;
mod drawn;
mod en;
mod fr;
mod github;
mod harmless;
mod help;
mod html;
mod human;
mod journey;
mod json;
mod machine;
mod markup;
mod photos;
mod preview;
mod sarif;
mod shown;
mod steps;
mod strays;
mod theme;
mod travel;

use std::io::{self, Write};

use crate::config::Budget;
use crate::diag::{Diagnostic, Diagnostics, Place, Problem, Severity};
use crate::output::PublishFailure;
use crate::publication::weight::PageWeight;
use crate::source::{Position, Sources};

use alike::Others;
pub use changes::{Changes, ChangesForm, Outcome, changes, changes_failure, outcome};
pub use harmless::Name;
pub use help::translate;
pub use human::human;
pub use journey::{
    Fate, Gathering, Journey, Marks, News, Offer, Proposal, Reuse, journey, lock_note, marks, reuse,
};
pub use json::json;
pub use machine::{machine, machine_at};
pub use preview::{Preview, preview};
pub use shown::{Excerpt, Shown, shown};
pub use steps::{Appended, Step, step};

/// The language of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    French,
    English,
}

/// The forms a report takes. All say the same facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Human,
    Json,
    Sarif,
    Github,
}

/// Writes every diagnostic in a form, one after the other: a report of a million problems never stands whole in
/// memory.
///
/// # Errors
/// Where the writer fails.
pub fn write(
    form: Form,
    sources: &Sources,
    diags: &Diagnostics,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        Form::Human => out.write_all(human(sources, diags, language).as_bytes()),
        Form::Json => json::write(sources, diags, language, out),
        Form::Sarif => sarif::write(sources, diags, language, out),
        Form::Github => github::write(sources, diags, language, out),
    }
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
    // Here, and nowhere else, what editors wrote meets our words: no writer has to think of it.
    Words { message: harmless::sentence(message), help: harmless::sentence(help) }
}

/// A diagnostic in words that stand without an excerpt: they name the other place where there is one.
fn words_alone(sources: &Sources, diagnostic: &Diagnostic, language: Language) -> Words {
    let words = words(&diagnostic.problem, language);
    let Some(first) = diagnostic.related else { return words };
    let (path, ..) = place(sources, diagnostic);
    let other = &sources.get(first.source).path;
    let shown = Name(other);
    let line = sources.position(first).0.line;
    let at = match (language, path == *other) {
        (Language::French, true) => format!("ligne {line}"),
        (Language::English, true) => format!("line {line}"),
        (_, false) => format!("{shown}:{line}"),
    };
    Words {
        message: match language {
            Language::French => format!("{} ({} : {at})", words.message, first_label(language)),
            Language::English => format!("{} ({}: {at})", words.message, first_label(language)),
        },
        ..words
    }
}

/// Why nothing was published, in words; nothing for a theme's faults, which are diagnostics.
#[must_use]
pub fn failure(failure: &PublishFailure, language: Language) -> Option<String> {
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
    Published {
        files: usize,
        bytes: u64,
        folder: &'a str,
    },
    /// The content has errors: nothing was published.
    /// What the heaviest pages are held against; each then has a line of its own.
    Budget(&'a Budget),
    Weight(&'a PageWeight),
    NothingPublished,
    /// There is no project in a folder.
    NoProject {
        folder: &'a str,
    },
    /// A setting of the call is not what it should be.
    BadArgument {
        argument: &'a str,
        value: &'a str,
    },
}

/// A notice in words.
#[must_use]
pub fn notice(notice: Notice<'_>, language: Language) -> String {
    let said = match language {
        Language::French => fr::notice(notice),
        Language::English => en::notice(notice),
    };
    harmless::sentence(said)
}

/// The tally that closes a run: `2 erreurs, 1 avertissement`.
#[must_use]
pub fn tally(errors: usize, warnings: usize, language: Language) -> String {
    match language {
        Language::French => fr::tally(errors, warnings),
        Language::English => en::tally(errors, warnings),
    }
}

/// What the other place of a problem is called.
fn first_label(language: Language) -> &'static str {
    match language {
        Language::French => "déjà ici",
        Language::English => "first here",
    }
}

/// The line that stands for the rest of a run of one mistake.
fn others(others: &Others<'_>, language: Language) -> String {
    let said = match language {
        Language::French => fr::others(others),
        Language::English => en::others(others),
    };
    harmless::sentence(said)
}

/// The line of a report that could not show everything.
fn too_many(language: Language) -> &'static str {
    match language {
        Language::French => "Il y en a trop pour tout montrer : corrigez d'abord ceux-ci, puis relancez.",
        Language::English => "There are too many to show: mend these first, then run again.",
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
        Place::At(path, position) => (path.clone(), *position, *position),
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

/// A value as YAML has it: between quotation marks where it needs them.
fn quoted(value: &str) -> String {
    if value.starts_with(|c: char| c.is_ascii_alphabetic()) && !value.contains([':', '#']) {
        value.to_owned()
    } else {
        format!("\"{value}\"")
    }
}
