//! What import and update say while they work: what would come, what came, what is left to do.
//!
//! In: facts. Out: lines for a person (`messages/*/import.ftl`).

use std::fmt::Write as _;

use super::ReportLanguage;
use super::list_paths::list_some;
use crate::messages::{self, Argument, Message};

/// What an import has to say.
#[derive(Clone, Copy, Debug)]
pub enum Journey<'a> {
    /// What would come, before anybody agreed.
    Offer(&'a Offer<'a>),
    Ask,
    /// Nobody can be asked, and nobody said yes.
    NeedsYes,
    Declined,
    NothingNew,
    /// So many records were written.
    Taken {
        records: usize,
        files: usize,
    },
    /// Problems would stop the publication until they are settled.
    Left {
        errors: usize,
    },
    /// No record or collection has that name there.
    Unknown {
        name: &'a str,
        nearest: Option<&'a str>,
    },
    /// Nothing that comes has a blank of that name.
    UnknownBlank {
        name: &'a str,
        nearest: Option<&'a str>,
    },
    /// A file was changed while it was looked at.
    Meanwhile {
        path: &'a str,
    },
    Busy,
    /// These files an interrupted import was about to change.
    Interrupted {
        paths: &'a [&'a str],
    },
    AskUndo,
    UndoNeedsYes,
    /// What stands in the place of a journal is none.
    BadJournal {
        reason: &'a str,
    },
    /// An import that was interrupted was undone.
    Recovered,
    /// Nothing was ever imported, or no record of that name.
    NothingImported {
        name: Option<&'a str>,
    },
    /// What became of a record in an update.
    Updated {
        record: &'a str,
        fate: RecordFate<'a>,
    },
    /// What would become of it.
    Waiting {
        record: &'a str,
        fate: RecordFate<'a>,
    },
    /// The tally of an update.
    UpdateDone {
        taken: usize,
        conflicts: usize,
    },
    /// The tally of an update that was only looked at.
    UpdateOffer {
        waiting: usize,
    },
    UpToDate,
    /// What many cities say, before anybody agreed.
    Harvest(&'a Gathering<'a>),
    /// Many cities were asked: those that answered, their records, those taken from one another.
    Gathered {
        cities: usize,
        records: usize,
        adapted: usize,
        silent: usize,
    },
}

/// What would come.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    pub publisher: &'a str,
    pub title: &'a str,
    pub licenses: &'a [String],
    /// Name here, name there, title, version.
    pub records: &'a [(String, String, String, Option<String>)],
    /// Likewise, for those that others name.
    pub referenced: &'a [(String, String, String, Option<String>)],
    pub declared: &'a [String],
    pub kept: &'a [String],
    pub already: &'a [String],
    /// The blanks of the texts, with what fills each.
    pub blanks: &'a [(String, Option<String>)],
    pub files: usize,
    pub bytes: u64,
}

/// What many cities say.
#[derive(Clone, Copy, Debug)]
pub struct Gathering<'a> {
    /// What a city is called, else its address; its records.
    pub cities: &'a [(String, usize, News)],
    /// Rows of the table.
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// Written or corrected by hand.
    pub kept: usize,
}

/// What a city says beside what was known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    New,
    Changed,
    Same,
    /// It did not answer.
    Silent,
}

/// What became of a record.
#[derive(Clone, Copy, Debug)]
pub enum RecordFate<'a> {
    /// The new version is in its place.
    Taken { version: Option<&'a str>, what: &'a [String] },
    /// It was merged with what was changed here.
    Merged { version: Option<&'a str>, what: &'a [String] },
    /// It was merged, and this is left to settle.
    Conflict { version: Option<&'a str>, what: &'a [String] },
    /// Conflicts of an earlier update are still in it.
    Unsettled,
}

/// What a publisher is told of a record that was taken.
#[derive(Clone, Debug)]
pub struct Reuse {
    pub title: String,
    /// `collection/id`, there.
    pub origin: String,
    pub version: Option<String>,
    pub publisher: String,
    /// Who took it.
    pub ours: String,
    pub url: Option<String>,
    pub imported: Option<String>,
    /// What was changed, by name; and whether the text itself was.
    pub changed: Vec<String>,
    pub text: bool,
}

impl Reuse {
    /// What was changed, in a few words; nothing where nothing was.
    #[must_use]
    pub fn changes(&self, language: ReportLanguage) -> String {
        let text = self.text.then(|| language.messages().word("conflict-text"));
        self.changed.iter().cloned().chain(text).collect::<Vec<_>>().join(", ")
    }
}

/// A record for a publisher's list of reuses: its file there, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub path: String,
    pub text: String,
}

/// A message to send, and a record ready to be added to a list of reuses, where the publisher keeps one.
#[must_use]
pub fn reuse(told: &Reuse, proposal: Option<&Proposal>, language: ReportLanguage) -> String {
    let changes = Some(told.changes(language)).filter(|changes| !changes.is_empty());
    let words = language.messages();
    let hello = words.text("reuse-to", &[("publisher", (&told.publisher).into())]);
    let took = Message::new("reuse-took")
        .with("ours", &told.ours)
        .with("title", &told.title)
        .with("version", versioned(told.version.as_deref(), words))
        .with("day", told.imported.as_deref().unwrap_or_default());
    let mut text = format!("{hello}\n\n{}\n", took.text(words));
    if let Some(url) = &told.url {
        _ = writeln!(text, "{}", words.text("reuse-url", &[("url", url.into())]));
    }
    _ = writeln!(text, "{}", words.text("reuse-changes", &[("changes", or_none(changes))]));
    if let Some(Proposal { path, text: record }) = proposal {
        _ = writeln!(text, "\n{}\n\n{record}", words.text("reuse-proposal", &[("path", path.into())]));
    }
    text
}

/// What conflicts are marked with in a file.
#[derive(Clone, Debug)]
pub struct Marks {
    /// What the text that stands here is called.
    pub ours: String,
    /// What the newer original is called.
    pub theirs: String,
    /// Opens what the original says of a field: its name stands for `{}`.
    pub field: String,
    /// For a field that the original has no more.
    pub gone: String,
    /// Closes it.
    pub settle: String,
    /// What a text without its header is called.
    pub text: String,
    /// What stands before the extension of a file that disagrees.
    pub beside: String,
}

/// The marks of a conflict with a version of a publisher's.
#[must_use]
pub fn marks(publisher: &str, version: Option<&str>, language: ReportLanguage) -> Marks {
    let words = language.messages();
    let version = versioned(version, words);
    let named = [("publisher", publisher.into()), ("version", version.into()), ("field", "{}".into())];
    Marks {
        ours: words.word("conflict-ours"),
        theirs: words.text("conflict-theirs", &named),
        field: words.text("conflict-field", &named),
        gone: words.word("conflict-gone"),
        settle: words.word("conflict-settle"),
        text: words.word("conflict-text"),
        beside: words.word("conflict-beside"),
    }
}

/// The words that stand in files: the note of the lock file.
#[must_use]
pub fn lock_note(language: ReportLanguage) -> String {
    language.messages().word("import-lock-note")
}

/// A line or a few, in words.
#[must_use]
pub fn journey(said: Journey<'_>, language: ReportLanguage) -> String {
    let words = language.messages();
    let of = Message::new;
    let message = match said {
        Journey::Offer(offer) => return offered(offer, words),
        Journey::Harvest(found) => return gathering(found, words),
        Journey::Ask => of("import-ask"),
        Journey::NeedsYes => of("import-needs-yes"),
        Journey::Declined => of("import-declined"),
        Journey::NothingNew => of("import-nothing-new"),
        Journey::Taken { records, files } => of("import-taken").with("records", records).with("files", files),
        Journey::Left { errors } => of("import-left").with("errors", errors),
        Journey::Unknown { name, nearest } => {
            of("import-unknown").with("name", name).with("nearest", or_none(nearest))
        }
        Journey::UnknownBlank { name, nearest } => {
            of("import-unknown-blank").with("name", name).with("nearest", or_none(nearest))
        }
        Journey::Meanwhile { path } => of("import-meanwhile").with("path", path),
        Journey::Busy => of("import-busy"),
        Journey::Recovered => of("import-recovered"),
        Journey::Interrupted { paths } => {
            // The number stays open: it is known once the paths are counted.
            let more = words.text("import-more", &[("n", "{}".into())]);
            of("import-undo").with("paths", list_some(paths, &more))
        }
        Journey::AskUndo => of("import-ask-undo"),
        Journey::UndoNeedsYes => of("import-undo-needs-yes"),
        Journey::BadJournal { reason } => of("import-bad-journal").with("reason", reason),
        Journey::NothingImported { name } => of("import-nothing-imported").with("name", or_none(name)),
        Journey::Updated { record, fate } => return fated("update-record", record, fate, words),
        Journey::Waiting { record, fate } => return fated("update-record.waiting", record, fate, words),
        Journey::UpdateDone { taken, conflicts } => {
            of("update-done").with("taken", taken).with("conflicts", conflicts)
        }
        Journey::UpdateOffer { waiting } => of("update-offer").with("waiting", waiting),
        Journey::UpToDate => of("update-up-to-date"),
        Journey::Gathered { cities, records, adapted, silent } => of("import-gathered")
            .with("cities", cities)
            .with("records", records)
            .with("adapted", adapted)
            .with("silent", silent),
    };
    message.text(words)
}

fn size(bytes: u64) -> String {
    if bytes >= 10_000_000 {
        format!("{} M", bytes / 1_000_000)
    } else {
        format!("{} k", bytes.div_ceil(1000))
    }
}

fn offered(offer: &Offer, words: messages::Language) -> String {
    let mut text = format!("{} — {}\n", offer.title, offer.publisher);
    text.push_str(&list(offer.records, words));
    if !offer.referenced.is_empty() {
        _ = writeln!(text, "{}", words.word("import-offer-referenced"));
        text.push_str(&list(offer.referenced, words));
    }
    let named = [
        ("import-offer-declared", offer.declared),
        ("import-offer-kept", offer.kept),
        ("import-offer-already", offer.already),
    ];
    for (id, names) in named.into_iter().filter(|(_, names)| !names.is_empty()) {
        _ = writeln!(text, "{} {}", words.word(id), names.join(", "));
    }
    if offer.files == 0 {
        text.truncate(text.trim_end().len());
        return text;
    }
    if !offer.blanks.is_empty() {
        _ = writeln!(text, "{}", words.word("import-offer-fill"));
        text.push_str(&blanks(offer.blanks, &words.word("import-offer-empty")));
    }
    let total = Message::new("import-offer-total")
        .with("files", offer.files)
        .with("size", size(offer.bytes))
        .with("licenses", offer.licenses.join(", "));
    text + &total.text(words)
}

/// A line a city that has something to say, as many as a person reads, then how many there are of each, and what
/// becomes of the table.
fn gathering(gathering: &Gathering, words: messages::Language) -> String {
    const SHOWN: usize = 40;
    let mut text = String::new();
    let word = |news: News| match news {
        News::New => Some("new"),
        News::Changed => Some("changed"),
        News::Silent => Some("silent"),
        News::Same => None,
    };
    let mut telling =
        gathering.cities.iter().filter_map(|(name, count, news)| Some((name, count, word(*news)?)));
    for (name, count, news) in telling.by_ref().take(SHOWN) {
        let line = Message::new("import-city").with("name", name).with("records", *count).with("news", news);
        _ = writeln!(text, "{}", line.text(words));
    }
    let more = telling.count();
    if more > 0 {
        _ = writeln!(text, "  … + {more}");
    }
    let of = |news: News| gathering.cities.iter().filter(|(_, _, of)| *of == news).count();
    let tally = Message::new("import-harvest")
        .with("new", of(News::New))
        .with("changed", of(News::Changed))
        .with("same", of(News::Same))
        .with("silent", of(News::Silent))
        .with("rows-added", gathering.added)
        .with("rows-changed", gathering.changed)
        .with("rows-removed", gathering.removed)
        .with("rows-kept", gathering.kept);
    text + &tally.text(words)
}

fn blanks(blanks: &[(String, Option<String>)], empty: &str) -> String {
    const SHOWN: usize = 20;
    let mut text = String::new();
    for (name, value) in blanks.iter().take(SHOWN) {
        _ = writeln!(text, "  {name} = {}", value.as_deref().unwrap_or(empty));
    }
    if blanks.len() > SHOWN {
        _ = writeln!(text, "  … + {}", blanks.len() - SHOWN);
    }
    text
}

fn list(records: &[(String, String, String, Option<String>)], words: messages::Language) -> String {
    const SHOWN: usize = 40;
    let mut text = String::new();
    for (here, there, title, number) in records.iter().take(SHOWN) {
        let number =
            number.as_ref().map(|number| format!(", {}", version(number, words))).unwrap_or_default();
        let renamed = if here == there { String::new() } else { format!("  ← {there}") };
        _ = writeln!(text, "  {here}  {title}{number}{renamed}");
    }
    if records.len() > SHOWN {
        _ = writeln!(text, "  … + {}", records.len() - SHOWN);
    }
    text
}

/// What becomes of a record: that it is updated, that what was changed here stays, that something is left to settle.
fn fated(id: &str, record: &str, fate: RecordFate, words: messages::Language) -> String {
    let (fate, version, what) = match fate {
        RecordFate::Taken { version, what } => ("taken", version, what),
        RecordFate::Merged { version, what } => ("merged", version, what),
        RecordFate::Conflict { version, what } => ("conflict", version, what),
        RecordFate::Unsettled => return words.text("update-record.unsettled", &[("record", record.into())]),
    };
    let version = versioned(version, words);
    let named = [("record", record.into()), ("version", version.into()), ("fate", fate.into())];
    words.text(id, &named) + &things(what)
}

fn version(number: &str, words: messages::Language) -> String {
    words.text("import-version", &[("version", number.into())])
}

fn versioned(number: Option<&str>, words: messages::Language) -> String {
    number.map(|number| format!(" ({})", version(number, words))).unwrap_or_default()
}

fn things(what: &[String]) -> String {
    what.iter().flat_map(|thing| ["\n  ", thing.as_str()]).collect()
}

/// A text, or the zero that messages take for none.
fn or_none<'a>(text: Option<impl Into<Argument<'a>>>) -> Argument<'a> {
    text.map_or(Argument::Number(0.0), Into::into)
}
