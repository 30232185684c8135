//! A difference as a release of `content/releases.yaml`.
//!
//! In: a [`Difference`]. Out: a [`Release`], and the text of the file with it on top. Never: a change of what stands there.

use jiff::civil::Date;
use serde::Serialize;

use super::{ColumnChanges, Difference, TableChange, TableFate};
use crate::config::{Release, Removed, TableRelease};

/// The first lines of a file that is new.
const HEAD: &str = "# Les versions publiées des données, la plus récente en premier : « essaim diff --record » les ajoute.\n\
                    # `note` est à vous ; `last` garde la dernière version d'une fiche retirée, et se retire aussi.\n";

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedRelease {
    pub version: String,
    pub date: Date,
}

/// The release that a difference makes, on a day.
#[must_use]
pub fn release(difference: &Difference, version: String, date: Date) -> Release {
    let changed = difference.tables.iter().filter(|table| !table.is_empty());
    let records = difference.tables.iter().filter(|table| table.holds_records);
    Release {
        version,
        date,
        note: None,
        note_span: None,
        tables: changed.map(convert_table).collect(),
        removed: records.flat_map(list_removed).collect(),
    }
}

fn convert_table(table: &TableChange) -> TableRelease {
    let state = match table.fate {
        TableFate::Kept => None,
        TableFate::Added => Some("added".to_owned()),
        TableFate::Removed => Some("removed".to_owned()),
    };
    TableRelease {
        table: table.name.clone(),
        title: Some(table.title.clone()),
        state,
        added: table.rows.added,
        removed: table.rows.removed,
        changed: table.rows.changed,
        columns_added: table.columns.added.clone(),
        columns_removed: table.columns.removed.clone(),
        columns_changed: list_changed_columns(&table.columns),
    }
}

/// The columns that are described otherwise, or refer to something else, each once.
fn list_changed_columns(columns: &ColumnChanges) -> Vec<String> {
    let mut names: Vec<String> = columns.changed.iter().map(|column| column.name.clone()).collect();
    for name in columns.linked.iter().chain(&columns.unlinked) {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// The records that a table lost, each with its last cells.
fn list_removed(table: &TableChange) -> impl Iterator<Item = Removed> {
    table.rows.first_removed.iter().filter_map(|row| {
        let cell = |name: &str| row.iter().find(|(column, _)| column == name).map(|(_, cell)| cell.clone());
        let title = table.label.as_ref().and_then(|label| cell(label)).filter(|title| !title.is_empty());
        let filled = row.iter().filter(|(column, cell)| column != "id" && !cell.is_empty());
        Some(Removed {
            collection: table.name.clone(),
            id: cell("id")?,
            title,
            last: filled.cloned().collect(),
        })
    })
}

/// The text of the file with a release on top; what stands there stays as it is.
///
/// # Errors
/// What the library refuses; texts, numbers and lists it takes.
pub fn insert(text: &str, release: &Release) -> Result<String, serde_yaml::SerializeError> {
    let options = serde_yaml::ser_options! { compact_list_indent: false };
    let written = serde_yaml::to_string_with_options(&[WrittenRelease::from_release(release)], options)?;
    let begins = |line: &&str| line.starts_with("- ") || line.trim_end() == "-";
    let at = text.split_inclusive('\n').take_while(|line| !begins(line)).map(str::len).sum::<usize>();
    let (head, rest) = text.split_at(at);
    // Nothing but remarks stands above the first release; an empty list gives way.
    let head = if head.is_empty() { HEAD.to_owned() } else { head.replace("[]", "") };
    let gap = if head.is_empty() || head.ends_with('\n') { "" } else { "\n" };
    Ok(format!("{head}{gap}{written}{rest}"))
}

#[derive(Serialize)]
struct WrittenRelease<'a> {
    version: &'a str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tables: Vec<WrittenTable<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    removed: Vec<WrittenRecord<'a>>,
}

#[derive(Serialize)]
struct WrittenTable<'a> {
    table: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<&'a str>,
    #[serde(skip_serializing_if = "is_none")]
    added: u64,
    #[serde(skip_serializing_if = "is_none")]
    removed: u64,
    #[serde(skip_serializing_if = "is_none")]
    changed: u64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    columns_added: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    columns_removed: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    columns_changed: &'a [String],
}

#[derive(Serialize)]
struct WrittenRecord<'a> {
    collection: &'a str,
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Cells::is_empty")]
    last: Cells<'a>,
}

/// Cells in the order of their columns.
struct Cells<'a>(&'a [(String, String)]);

impl Cells<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Cells<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(column, cell)| (column, cell)))
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde passes it so
fn is_none(count: &u64) -> bool {
    *count == 0
}

impl<'a> WrittenRelease<'a> {
    fn from_release(release: &'a Release) -> Self {
        let tables = release.tables.iter().map(|table| WrittenTable {
            table: &table.table,
            title: table.title.as_deref(),
            state: table.state.as_deref(),
            added: table.added,
            removed: table.removed,
            changed: table.changed,
            columns_added: &table.columns_added,
            columns_removed: &table.columns_removed,
            columns_changed: &table.columns_changed,
        });
        let removed = release.removed.iter().map(|record| WrittenRecord {
            collection: &record.collection,
            id: &record.id,
            title: record.title.as_deref(),
            last: Cells(&record.last),
        });
        Self {
            version: &release.version,
            date: release.date.to_string(),
            note: release.note.as_deref(),
            tables: tables.collect(),
            removed: removed.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::releases;
    use crate::diag::Diagnostics;
    use crate::source::Sources;

    fn read(text: &str) -> Vec<Release> {
        let mut sources = Sources::default();
        let id = sources.add("content/releases.yaml", text);
        let mut diags = Diagnostics::default();
        let releases = releases::read(&sources, id, &mut diags);
        assert_eq!(diags.iter().count(), 0, "{text}\n{diags:?}");
        releases
    }

    #[test]
    fn a_release_reads_as_it_was_written_and_leaves_the_others_alone() {
        let date = |text: &str| text.parse::<Date>().unwrap();
        let table = TableRelease { table: "outils".into(), added: 2, removed: 1, ..TableRelease::default() };
        let last = [("nom", "no: \"01\""), ("cout", "-3"), ("texte", "Un\n\n  deux\n"), ("code", "01000")];
        let last = last.map(|(column, cell)| (column.to_owned(), cell.to_owned())).to_vec();
        let gone = Removed {
            collection: "outils".into(),
            id: "la-balade".into(),
            title: Some("La balade".into()),
            last,
        };
        let second = Release {
            version: "1.1.0".into(),
            date: date("2026-11-21"),
            note: None,
            note_span: None,
            tables: vec![table],
            removed: vec![gone],
        };
        let first =
            "# À nous\n\n- version: 1.0.0 # la toute première\n  date: 2026-01-02\n  note: Bonjour.\n";
        let text = insert(first, &second).unwrap();
        assert!(text.starts_with("# À nous\n\n- version: \"1.1.0\"\n  date: "), "{text}");
        assert!(
            text.ends_with("- version: 1.0.0 # la toute première\n  date: 2026-01-02\n  note: Bonjour.\n")
        );
        let releases = read(&text);
        assert_eq!(
            (releases.len(), &releases[0], releases[1].note.as_deref()),
            (2, &second, Some("Bonjour."))
        );
        for empty in ["", "# Rien\n", "[]\n"] {
            assert_eq!(read(&insert(empty, &second).unwrap()), std::slice::from_ref(&second));
        }
    }
}
