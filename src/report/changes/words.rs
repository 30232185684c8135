//! What changed, table by table, as sentences (`messages/*/changes.ftl`).

use super::ReleaseOutcome;
use crate::diff::{DiffFailure, Edition, Level, TableChange, TableFate};
use crate::messages::{Language, Message};
use crate::report;

/// A package in a line: where, which version, of when.
pub fn edition(edition: &Edition) -> String {
    let known = [edition.version.as_str(), edition.date.as_str()];
    let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
    if known.is_empty() {
        edition.address.clone()
    } else {
        format!("{} ({})", edition.address, known.join(", "))
    }
}

/// Returns the lines that sum a table up.
pub fn summarize(table: &TableChange, language: Language) -> Vec<String> {
    let (rows, columns) = (&table.rows, &table.columns);
    let count = |id: &str, n: u64| language.text(id, &[("n", n.into())]);
    let mut said = Vec::new();
    match table.fate {
        TableFate::Added => said.push(count("changes-table-added", rows.new)),
        TableFate::Removed => said.push(count("changes-table-removed", rows.old)),
        TableFate::Kept => {}
    }
    for (id, names) in [
        ("changes-columns-added", &columns.added),
        ("changes-columns-removed", &columns.removed),
        ("changes-links-added", &columns.linked),
        ("changes-links-removed", &columns.unlinked),
    ] {
        if !names.is_empty() {
            said.push(language.text(id, &[("n", names.len().into()), ("names", names.join(", ").into())]));
        }
    }
    for column in &columns.changed {
        let properties = column.properties.join(", ");
        let named = [("name", (&column.name).into()), ("properties", properties.into())];
        said.push(language.text("changes-column-described", &named));
    }
    let flags = [
        (columns.moved, "changes-moved"),
        (columns.rekeyed, "changes-rekeyed"),
        (columns.redescribed, "changes-redescribed"),
    ];
    said.extend(flags.into_iter().filter(|flag| flag.0).map(|(_, id)| language.word(id)));
    if table.fate == TableFate::Kept && !rows.is_empty() {
        said.push(summarize_rows(table, language));
    }
    said
}

fn summarize_rows(table: &TableChange, language: Language) -> String {
    let rows = &table.rows;
    let count = |(n, id): (u64, &str)| language.text(id, &[("n", n.into())]);
    let kinds = [
        (rows.added, "changes-rows-added"),
        (rows.removed, "changes-rows-removed"),
        (rows.changed, "changes-rows-changed"),
    ];
    let mut said: Vec<String> = kinds.into_iter().filter(|kind| kind.0 > 0).map(count).collect();
    if rows.cells > 0
        && let Some(last) = said.last_mut()
    {
        *last = format!("{last} ({})", count((rows.cells, "changes-cells")));
    }
    said.join(", ")
}

/// Returns how many rows are not listed.
pub fn count_others(n: u64, language: Language) -> String {
    language.text("changes-others", &[("n", n.into())])
}

/// Returns the version proposed, and why.
pub fn propose(level: Level, version: &str, language: Language) -> String {
    let level = match level {
        Level::None => return language.word("changes-none"),
        Level::Patch => "patch",
        Level::Minor => "minor",
        Level::Major => "major",
    };
    language.text("changes-proposal", &[("version", version.into()), ("level", level.into())])
}

/// Returns why two packages could not be compared.
pub fn describe_failure(failure: &DiffFailure, language: report::ReportLanguage) -> String {
    let of = Message::new;
    let message = match failure {
        DiffFailure::Missing { address, reason } => {
            of("package-missing").with("address", address).with("reason", reason)
        }
        DiffFailure::Site { address, problem } => {
            let words = report::words(problem, language);
            of("package-site")
                .with("address", address)
                .with("message", words.message)
                .with("help", words.help)
        }
        DiffFailure::Descriptor { address, reason } => {
            of("package-descriptor").with("address", address).with("reason", reason)
        }
        DiffFailure::Table { address, table, reason } => {
            of("package-table").with("address", address).with("table", table).with("reason", reason)
        }
    };
    message.text(language.messages())
}

/// Returns what became of a release.
pub fn describe_outcome(outcome: ReleaseOutcome, language: Language) -> String {
    let of = Message::new;
    let message = match outcome {
        ReleaseOutcome::Recorded { version, path } => {
            of("release-recorded").with("version", version).with("path", path)
        }
        ReleaseOutcome::Same => of("release-same"),
        ReleaseOutcome::NoDate => of("release-no-date"),
        ReleaseOutcome::Already { version, date } => {
            of("release-already").with("version", version).with("date", date)
        }
    };
    message.text(language)
}
