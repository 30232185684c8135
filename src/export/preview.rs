//! What the data pages show of each table: its columns, its first rows, its downloads.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::cell::{self, Cell};
use super::dataset::Dataset;
use super::distribution::Distribution;
use crate::publication::{ColumnProfile, ReadPreview, TableDownloads, TablePreview};
use crate::schema::publish::{Column, PublishedTable};

const PREVIEW: usize = 20;

/// How many characters of a cell a preview shows.
const LENGTH: usize = 160;

/// By collection, its own table first.
pub fn list_tables(
    dataset: &Arc<Dataset>,
    distributions: &[Distribution],
) -> BTreeMap<String, Vec<TableDownloads>> {
    let mut sheets: BTreeMap<String, Vec<TableDownloads>> = BTreeMap::new();
    for at in 0..dataset.site().tables.len() {
        for (number, table) in dataset.list_tables(at).iter().enumerate() {
            let own = distributions.iter().filter(|made| made.at == at && made.number == number);
            let of_seen = Arc::clone(dataset);
            let look: ReadPreview =
                Box::new(move || read_preview(&of_seen, at, &of_seen.list_tables(at)[number]));
            let sheet = TableDownloads {
                name: table.name.clone(),
                title: table.title.clone(),
                description: table.description.clone(),
                kind: table.kind,
                rows: cell::count(dataset, at, table),
                schema: table.schema().into(),
                keys: table.foreign_keys.clone(),
                preview: Arc::new(LazyLock::new(look)),
                files: own.map(|made| made.download.clone()).collect(),
            };
            sheets.entry(dataset.get_table(at).collection.name.clone()).or_default().push(sheet);
        }
    }
    sheets
}

fn read_preview(dataset: &Dataset, at: usize, table: &PublishedTable) -> TablePreview {
    let mut columns: Vec<WatchedColumn> = table.columns().map(WatchedColumn::new).collect();
    let mut preview = Vec::new();
    for row in cell::list_rows(dataset, at, table) {
        columns.iter_mut().for_each(|column| column.count(row.cell(column.column)));
        if preview.len() < PREVIEW {
            let cells = table.columns().map(|column| shorten(&row.cell(column).canonical()));
            preview.push(cells.collect());
        }
    }
    TablePreview { columns: columns.into_iter().map(WatchedColumn::profile).collect(), first_rows: preview }
}

/// The beginning of a long cell: the files have it whole.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// A column, and what was seen of its cells.
struct WatchedColumn<'a> {
    column: &'a Column,
    filled: usize,
    /// Whether it is a text of which no cell yet shows that it is one.
    disguised: bool,
}

impl<'a> WatchedColumn<'a> {
    fn new(column: &'a Column) -> Self {
        let kind = column.descriptor.get("type").and_then(serde_json::Value::as_str);
        let typed = ["integer", "number", "boolean", "date", "time", "datetime", "year"];
        Self { column, filled: 0, disguised: !kind.is_some_and(|kind| typed.contains(&kind)) }
    }

    fn count(&mut self, cell: Cell<'a>) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        // Most texts show what they are in their first cell, and are not looked at again.
        if self.disguised {
            self.disguised = can_be_mistaken(&cell.canonical());
        }
    }

    fn profile(self) -> ColumnProfile {
        let disguised = self.disguised && self.filled > 0;
        ColumnProfile { name: self.column.name.clone(), filled: self.filled, disguised }
    }
}

/// Whether a reader who is told nothing may take a text for a number, a date, a time, a truth value.
fn can_be_mistaken(text: &str) -> bool {
    let signs = |byte: u8| byte.is_ascii_digit() || b"+-.:/TZeE ".contains(&byte);
    text.bytes().all(signs) || ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_in_digits_are_told_from_words() {
        let typed = ["13002526500013", "01000", "-1.5e3", "2015-06-03", "True", "12:30"].map(can_be_mistaken);
        assert_eq!(
            (typed, can_be_mistaken("2A004"), can_be_mistaken("la-balade")),
            ([true; 6], false, false)
        );
    }

    #[test]
    fn long_cells_are_cut_between_characters() {
        assert_eq!(shorten(&"é".repeat(LENGTH)), "é".repeat(LENGTH));
        assert_eq!(shorten(&"é".repeat(LENGTH + 1)), "é".repeat(LENGTH) + "…");
    }
}
