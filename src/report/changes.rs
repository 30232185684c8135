//! What changed between two packages, in words: for a terminal, as JSON, as a page.
//!
//! In: a [`Difference`] and the version it proposes. Out: text. Never: a fact of its own.

mod html;
mod json;
mod words;

use std::fmt::Write as _;

use super::{ReportLanguage, short};
use crate::diff::{ChangedRow, DiffFailure, Difference, Level, NamedCells, TableChange, TableFate};
use crate::messages;

/// The forms that changes are told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangesForm {
    Human,
    Json,
    Html,
}

/// What there is to tell.
#[derive(Clone, Copy, Debug)]
pub struct Changes<'a> {
    pub difference: &'a Difference,
    pub level: Level,
    /// The next version, by the recipe.
    pub proposed: &'a str,
}

/// What became of a release that was to be recorded.
#[derive(Clone, Copy, Debug)]
pub enum ReleaseOutcome<'a> {
    /// It stands in the file now.
    Recorded { version: &'a str, path: &'a str },
    /// There is nothing to record.
    Same,
    /// The newer package does not say when it was published.
    NoDate,
    /// That version was recorded already, on that day or later.
    Already { version: &'a str, date: &'a str },
}

/// Changes in a form.
#[must_use]
pub fn changes(changes: Changes<'_>, form: ChangesForm, language: ReportLanguage) -> String {
    match form {
        ChangesForm::Human => human(changes, language.messages()),
        ChangesForm::Json => json::json(changes),
        ChangesForm::Html => html::html(changes, language.messages()),
    }
}

/// Why two packages could not be compared.
#[must_use]
pub fn changes_failure(failure: &DiffFailure, language: ReportLanguage) -> String {
    words::describe_failure(failure, language)
}

/// What became of a release, in words.
#[must_use]
pub fn outcome(outcome: ReleaseOutcome<'_>, language: ReportLanguage) -> String {
    words::describe_outcome(outcome, language.messages())
}

/// How many rows of each kind a terminal shows.
const SHOWN: usize = 20;

fn human(changes: Changes, speech: messages::Language) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    for (name, edition) in [speech.word("changes-from"), speech.word("changes-to")]
        .iter()
        .zip([&changes.difference.old, &changes.difference.new])
    {
        let _ = writeln!(out, "{name} {}", words::edition(edition));
    }
    if !changes.difference.properties.is_empty() {
        let _ = writeln!(
            out,
            "\n{} {}",
            speech.word("changes-properties"),
            changes.difference.properties.join(", ")
        );
    }
    for table in changes.difference.tables.iter().filter(|table| !table.is_empty()) {
        let _ = writeln!(out, "\n{} ({})", table.title, table.name);
        for line in words::summarize(table, speech) {
            let _ = writeln!(out, "  {line}");
        }
        rows(table, speech, &mut out);
    }
    let _ = writeln!(out, "\n{}", words::propose(changes.level, changes.proposed, speech));
    out
}

fn rows(table: &TableChange, speech: messages::Language, out: &mut String) {
    if table.fate != TableFate::Kept {
        return;
    }
    let rows = &table.rows;
    for (sign, rows, count) in
        [('+', &rows.first_added, rows.added), ('-', &rows.first_removed, rows.removed)]
    {
        for row in rows.iter().take(SHOWN) {
            let _ = writeln!(out, "  {sign} {}", name(table, row));
        }
        rest(count, rows.len(), speech, out);
    }
    for row in rows.first_changed.iter().take(SHOWN) {
        let _ = writeln!(out, "  ~ {}", known_by(row));
        for cell in &row.cells {
            let same = alike(&cell.old, &cell.new);
            let value = |text: &str| match text.get(same..).map(short) {
                _ if text.is_empty() => speech.word("changes-empty"),
                Some(rest) if same > 0 => format!("…{rest}"),
                _ => short(text),
            };
            let (old, new) = (value(&cell.old), value(&cell.new));
            let named = [("column", (&cell.column).into()), ("old", old.into()), ("new", new.into())];
            let _ = writeln!(out, "      {}", speech.text("changes-cell", &named));
        }
    }
    rest(rows.changed, rows.first_changed.len(), speech, out);
}

/// How much of the beginning two long texts share, but for the last words of it: what differs is what matters.
fn alike(old: &str, new: &str) -> usize {
    const LEAD: usize = 20;
    let pairs = old.char_indices().zip(new.chars());
    let shared: Vec<usize> = pairs.take_while(|((_, a), b)| a == b).map(|((at, _), _)| at).collect();
    if shared.len() < 2 * LEAD { 0 } else { shared.get(shared.len() - LEAD).copied().unwrap_or_default() }
}

fn rest(count: u64, listed: usize, speech: messages::Language, out: &mut String) {
    let left = count.saturating_sub(listed.min(SHOWN) as u64);
    if left > 0 {
        let _ = writeln!(out, "  … {}", words::count_others(left, speech));
    }
}

/// What a row is known by: its key, else its first cells.
fn name(table: &TableChange, row: &NamedCells) -> String {
    let key = &table.rows.key;
    let cells =
        row.iter().filter(|(column, _)| key.is_empty() || key.contains(column)).take(key.len().max(3));
    let cells: Vec<String> = cells.map(|(_, cell)| short(cell)).collect();
    cells.join(", ")
}

fn known_by(row: &ChangedRow) -> String {
    row.key.join(", ")
}
