//! What the first steps say: a new project, a new record, an editor's settings.
//!
//! In: facts about what was written or refused. Out: lines for a person (`messages/*/steps.ftl`).

use super::harmless::{Name, harmless, list};
use super::{ReportLanguage, short};
use crate::messages::{Argument, Message};

/// What a command has to say.
#[derive(Clone, Copy, Debug)]
pub enum CommandNotice<'a> {
    /// A project was written: so many files in a folder, and a collection to try.
    ProjectMade {
        folder: Name<'a>,
        files: usize,
        example: &'a str,
        title: &'a str,
    },
    /// A folder holds files already.
    FolderNotEmpty {
        folder: Name<'a>,
        names: &'a [String],
        count: usize,
    },
    /// A record was written, alone in a file or behind others.
    RecordMade {
        path: Name<'a>,
        line: usize,
        appended: Appended,
    },
    /// These required fields are empty.
    ToFill {
        path: Name<'a>,
        blanks: &'a [(usize, String)],
    },
    /// The collections there are: name, title, how many records, where a new one goes.
    Collections {
        all: &'a [(String, String, usize)],
    },
    /// No message has that code.
    UnknownCode {
        code: Name<'a>,
        nearest: Option<Name<'a>>,
    },
    UnknownCollection {
        name: Name<'a>,
        nearest: Option<Name<'a>>,
        known: &'a [String],
    },
    /// The folder is there, its declaration is missing or wrong.
    Unreadable {
        name: Name<'a>,
    },
    /// The title gives no identifier.
    NoIdentifier {
        title: Name<'a>,
    },
    Exists {
        id: Name<'a>,
        path: Name<'a>,
    },
    /// The title does not suit its field: what is wrong, what to do.
    BadTitle {
        message: &'a str,
        help: &'a str,
    },
    MissingTitle {
        collection: Name<'a>,
    },
    /// So many files help an editor; a settings file that could not be changed.
    EditorReady {
        files: usize,
    },
    SettingsByHand {
        path: Name<'a>,
        lines: &'a str,
    },
    /// Before the questions of `new`.
    Asking,
    /// What the choices are told apart by.
    Choose,
    /// A wrong call: its command, option or value is not known, or something is missing.
    UnknownCommand {
        name: Name<'a>,
        nearest: Option<Name<'a>>,
    },
    UnknownOption {
        name: Name<'a>,
        nearest: Option<Name<'a>>,
    },
    BadValue {
        value: Name<'a>,
        option: Name<'a>,
        nearest: Option<Name<'a>>,
        allowed: &'a [String],
    },
    /// An option that stands twice, or beside one that excludes it.
    TwiceOrTooMuch {
        name: Name<'a>,
    },
    /// Any other wrong call.
    WrongCall,
    Missing {
        names: Name<'a>,
    },
    Written {
        folder: Name<'a>,
        files: usize,
    },
}

/// Whether a file held other records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    Yes,
    No,
}

/// A step in words.
#[must_use]
pub fn step(step: CommandNotice<'_>, language: ReportLanguage) -> String {
    let language = language.messages();
    match step {
        CommandNotice::ToFill { path, blanks } => {
            let lines = blanks.iter().map(|(line, label)| format!("\n  {path}:{line}  {}", Name(label)));
            language.word("step-to-fill") + &lines.collect::<String>()
        }
        CommandNotice::Collections { all } => {
            let example = all.first().map_or("COLLECTION", |(name, _, _)| name);
            let lines = all.iter().map(|(name, title, count)| {
                let count = language.text("step-collections.count", &[("n", (*count).into())]);
                format!("\n  {:<18} {} ({count})", Name(name), Name(title))
            });
            language.text("step-collections", &[("example", example.into())]) + &lines.collect::<String>()
        }
        step => message(step).text(language),
    }
}

fn message(step: CommandNotice<'_>) -> Message<'_> {
    let of = Message::new;
    match step {
        CommandNotice::ProjectMade { folder, files, example, title } => of("step-project-made")
            .with("folder", folder)
            .with("files", files)
            .with("enter", enter(folder))
            .with("example", example)
            .with("title", title),
        CommandNotice::FolderNotEmpty { folder, names, count } => of("step-folder-not-empty")
            .with("folder", folder)
            .with("names", list(names))
            .with("more", if names.len() < count { "yes" } else { "no" }),
        CommandNotice::RecordMade { path, line, appended: Appended::Yes } => {
            of("step-record-appended").with("path", path).with("line", line)
        }
        CommandNotice::RecordMade { path, appended: Appended::No, .. } => {
            of("step-record-made").with("path", path)
        }
        CommandNotice::UnknownCollection { name, nearest, known } => of("step-unknown-collection")
            .with("name", name)
            .with("nearest", or_none(nearest))
            .with("known", list(known)),
        CommandNotice::Unreadable { name } => of("step-unreadable").with("name", name),
        CommandNotice::NoIdentifier { title } => {
            of("step-no-identifier").with("title", short(&harmless(title.0)))
        }
        CommandNotice::Exists { id, path } => of("step-exists").with("id", id).with("path", path),
        CommandNotice::BadTitle { message, help } => {
            of("step-bad-title").with("message", message).with("help", help)
        }
        CommandNotice::MissingTitle { collection } => of("step-missing-title").with("collection", collection),
        CommandNotice::EditorReady { files } => of("step-editor-ready").with("files", files),
        CommandNotice::SettingsByHand { path, lines } => {
            of("step-settings-by-hand").with("path", path).with("lines", lines)
        }
        CommandNotice::Asking => of("step-asking"),
        CommandNotice::Choose => of("step-choose"),
        CommandNotice::UnknownCommand { name, nearest } => {
            of("step-unknown-command").with("name", name).with("nearest", or_none(nearest))
        }
        CommandNotice::UnknownCode { code, nearest } => {
            of("step-unknown-code").with("code", code).with("nearest", or_none(nearest))
        }
        CommandNotice::UnknownOption { name, nearest } => {
            of("step-unknown-option").with("name", name).with("nearest", or_none(nearest))
        }
        CommandNotice::BadValue { value, option, nearest: None, allowed: allowed @ [_, ..] } => {
            of("step-not-allowed").with("value", value).with("option", option).with("allowed", list(allowed))
        }
        CommandNotice::BadValue { value, option, nearest, .. } => {
            of("step-bad-value").with("value", value).with("option", option).with("nearest", or_none(nearest))
        }
        CommandNotice::TwiceOrTooMuch { name } => {
            of("step-twice").with("name", name).with("nearest", or_none(None))
        }
        CommandNotice::WrongCall => of("step-wrong-call").with("nearest", or_none(None)),
        CommandNotice::Missing { names } => {
            of("step-missing").with("names", names).with("nearest", or_none(None))
        }
        CommandNotice::Written { folder, files } => {
            of("step-written").with("files", files).with("folder", folder)
        }
        // Said line by line.
        CommandNotice::ToFill { .. } => of("step-to-fill"),
        CommandNotice::Collections { .. } => of("step-collections"),
    }
}

/// A name, or the zero that messages take for none.
fn or_none(name: Option<Name<'_>>) -> Argument<'_> {
    name.map_or(Argument::Number(0.0), Argument::from)
}

/// The command that enters a folder; nothing where one is there already.
fn enter(folder: Name) -> String {
    match folder.0 {
        "." => String::new(),
        written if written.contains(' ') => format!("  cd \"{folder}\"\n"),
        _ => format!("  cd {folder}\n"),
    }
}
