//! Diagnostics as words: all wording, French and English, and the forms it takes.
//!
//! In: facts and texts. Out: a terminal's text, or JSON, SARIF and a forge's annotations for other programs.
//! Never: a new fact.

mod alike;
pub mod catalogue;
mod changes;
mod github;
mod harmless;
mod human;
mod journey;
mod json;
mod list_paths;
mod machine;
mod preview;
mod sarif;
mod shown;
mod steps;
mod words;

use std::io::{self, Write};

use crate::config::Budget;
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::messages::{Argument, text};
use crate::output::PublishFailure;
use crate::publication::weight::PageWeight;
use crate::source::{Position, Sources};

use alike::{Cut, Others, Rest};
pub use changes::{Changes, ChangesForm, ReleaseOutcome, changes, changes_failure, outcome};
pub use harmless::Name;
use harmless::list;
pub use human::human;
pub use journey::{
    Gathering, Journey, Marks, News, Offer, Proposal, RecordFate, Reuse, journey, lock_note, marks, reuse,
};
pub use json::json;
pub use machine::{machine, machine_at};
pub use preview::{Preview, preview};
pub use shown::{Excerpt, Shown, shown};
pub use steps::{Appended, CommandNotice, step};
pub use words::{ProblemWords, words};

/// The language of the messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportLanguage {
    French,
    English,
}

impl ReportLanguage {
    /// Returns the language of its messages.
    #[must_use]
    pub fn messages(self) -> crate::messages::Language {
        let tag = match self {
            Self::French => "fr",
            Self::English => "en",
        };
        crate::messages::Language::from_locale(tag).unwrap_or_default()
    }
}

/// The forms a report takes. All say the same facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportForm {
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
    form: ReportForm,
    sources: &Sources,
    diags: &Diagnostics,
    language: ReportLanguage,
    out: &mut dyn Write,
) -> io::Result<()> {
    match form {
        ReportForm::Human => out.write_all(human(sources, diags, language).as_bytes()),
        ReportForm::Json => json::write(sources, diags, language, out),
        ReportForm::Sarif => sarif::write(sources, diags, language, out),
        ReportForm::Github => github::write(sources, diags, language, out),
    }
}

/// A diagnostic in words that stand without an excerpt: they name the other place where there is one.
fn words_alone(sources: &Sources, diagnostic: &Diagnostic, language: ReportLanguage) -> ProblemWords {
    let words = words(&diagnostic.problem, language);
    let Some(first) = diagnostic.related else { return words };
    let (path, ..) = place(sources, diagnostic);
    let other = &sources.get(first.source).path;
    let line = sources.position(first).0.line;
    let place = if path == *other {
        say(language, "at-line", &[("line", line.into())])
    } else {
        format!("{}:{line}", Name(other))
    };
    let message =
        say(language, "first-here-at", &[("message", words.message.into()), ("place", place.into())]);
    ProblemWords { message, help: words.help }
}

/// The message of that name in a language.
fn say(language: ReportLanguage, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
    text(language.messages(), id, arguments)
}

/// Returns why nothing was published, in words; `None` for a theme's faults, which are diagnostics.
#[must_use]
pub fn failure(failure: &PublishFailure, language: ReportLanguage) -> Option<String> {
    match failure {
        PublishFailure::Foreign { folder, files, count } => {
            let cut = if files.len() < *count { Cut::Short } else { Cut::Whole };
            let arguments = [
                ("folder", Name(&folder.display().to_string()).to_string().into()),
                ("count", (*count).into()),
                ("files", list(files).into()),
                ("cut", cut.word().into()),
            ];
            let [message, help] =
                ["foreign-files", "foreign-files.help"].map(|id| say(language, id, &arguments));
            Some(format!("{message}\n{help}"))
        }
        PublishFailure::Io { path, error } => {
            let message = machine_at(&path.display().to_string(), error, language);
            Some(format!("{message}\n{}", say(language, "not-published", &[])))
        }
        PublishFailure::Theme(_) => None,
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

/// Returns a notice in words.
#[must_use]
pub fn notice(notice: Notice<'_>, language: ReportLanguage) -> String {
    let said = match notice {
        Notice::Fine => say(language, "all-is-well", &[]),
        Notice::Published { files, bytes, folder } => {
            let kilobytes = bytes.div_ceil(1000);
            let arguments =
                [("files", files.into()), ("kilobytes", kilobytes.into()), ("folder", folder.into())];
            say(language, "published", &arguments)
        }
        Notice::Budget(budget) => {
            let arguments = [("kibibytes", budget.kibibytes.into()), ("requests", budget.requests.into())];
            say(language, "heaviest-pages", &arguments)
        }
        Notice::Weight(weight) => weight_line(weight, language),
        Notice::NothingPublished => say(language, "nothing-published", &[]),
        Notice::NoProject { folder } => say(language, "no-project", &[("folder", folder.into())]),
        Notice::BadArgument { argument, value } => {
            say(language, "bad-argument", &[("argument", argument.into()), ("value", value.into())])
        }
    };
    harmless::sentence(said)
}

/// The line of a page among the heaviest, in columns.
fn weight_line(weight: &PageWeight, language: ReportLanguage) -> String {
    let kind = say(language, "page-kind", &[("kind", (&weight.kind).into())]);
    let tenths = (weight.bytes * 10).div_ceil(1024);
    let point = say(language, "number-point", &[]);
    let arguments = [
        ("kind", format!("{kind:18}").into()),
        ("size", format!("{:>3}{point}{}", tenths / 10, tenths % 10).into()),
        ("requests", weight.requests.into()),
        ("within", if weight.within { "yes" } else { "no" }.into()),
        ("page", (&weight.page).into()),
    ];
    say(language, "page-weight", &arguments)
}

/// Returns the tally that closes a run: `2 erreurs, 1 avertissement`.
#[must_use]
pub fn tally(errors: usize, warnings: usize, language: ReportLanguage) -> String {
    say(language, "tally", &[("errors", errors.into()), ("warnings", warnings.into())])
}

/// What the other place of a problem is called.
fn first_label(language: ReportLanguage) -> String {
    say(language, "first-here", &[])
}

/// The line that stands for the rest of a run of one mistake.
fn others(others: &Others<'_>, language: ReportLanguage) -> String {
    let comma = say(language, "list-comma", &[]);
    let list = match &others.kind {
        Rest::Details(details) => details.join(&comma),
        Rest::Lines(lines) => {
            let numbers: Vec<String> = lines.iter().map(usize::to_string).collect();
            let arguments = [("count", lines.len().into()), ("lines", numbers.join(&comma).into())];
            say(language, "others-lines", &arguments)
        }
        Rest::Places(places) => places.join(&comma),
    };
    let arguments =
        [("count", others.count.into()), ("list", list.into()), ("cut", others.cut.word().into())];
    harmless::sentence(say(language, "others-alike", &arguments))
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
