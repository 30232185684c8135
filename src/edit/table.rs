//! Rows and cells of a CSV table edited in place.
//!
//! In: a table as a spreadsheet saved it, a change. Out: the table with the change in it. Never: another cell written
//! anew, another delimiter, another kind of quotation, another line end.

use super::value::{EditFault, Edited};
use crate::diag::Diagnostics;
use crate::load::table::{self, CsvTable};
use crate::load::yaml::Node;
use crate::source::Sources;

/// Writes a cell, by the number of its row (the header is none) and the name of its column.
///
/// # Errors
/// See [`EditFault`].
pub fn set_cell(text: &str, row: usize, column: &str, value: &str) -> Result<Edited, EditFault> {
    let table = EditableTable::parse(text)?;
    let at = table.column(column).ok_or(EditFault::NoSuchPlace)?;
    let own = table.rows.rows.get(row).ok_or(EditFault::NoSuchPlace)?;
    let Some(cell) = own.cells.get(at) else {
        // A row that was written short gets the cells that are missing.
        let mut with = String::new();
        for _ in own.cells.len()..at {
            with.push(char::from(table.rows.delimiter));
        }
        with.push(char::from(table.rows.delimiter));
        with.push_str(&table.quote(value, ""));
        let end = own.span.range().end;
        return table.splice(end..end, &with);
    };
    let range = cell.span.range();
    let written = table.quote(value, &text[range.clone()]);
    table.splice(range, &written)
}

/// Puts a row before the one of that number, or at the end: `cells` by the names of their columns.
///
/// # Errors
/// See [`EditFault`]; a column that the table does not have is no place.
pub fn insert_row(text: &str, row: usize, cells: &[(&str, &str)]) -> Result<Edited, EditFault> {
    let table = EditableTable::parse(text)?;
    if cells.iter().any(|(name, _)| table.column(name).is_none()) {
        return Err(EditFault::NoSuchPlace);
    }
    let model = table.rows.rows.last().map_or(&table.rows.header, |row| &row.cells);
    let written = |cell: &Node| &text[cell.span.range()];
    let always = [&table.rows.header, model]
        .iter()
        .all(|cells| !cells.is_empty() && cells.iter().all(|cell| written(cell).starts_with('"')));
    let like = if always { "\"" } else { "" };
    let values = table.rows.header.iter().map(|cell| {
        let name = cell.as_text().unwrap_or_default().trim();
        let value = cells.iter().find(|(of, _)| *of == name).map_or("", |(_, value)| value);
        table.quote(value, like)
    });
    let line = values.collect::<Vec<_>>().join(&char::from(table.rows.delimiter).to_string());
    // A row of one empty cell would be none.
    let line = if line.is_empty() { "\"\"".to_owned() } else { line };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    match table.rows.rows.get(row) {
        Some(next) => {
            let start = next.span.range().start;
            table.splice(start..start, &(line + end))
        }
        None if row > table.rows.rows.len() => Err(EditFault::NoSuchPlace),
        None if text.ends_with('\n') => table.splice(text.len()..text.len(), &(line + end)),
        None => table.splice(text.len()..text.len(), &format!("{end}{line}{end}")),
    }
}

/// Takes a row out, by its number.
///
/// # Errors
/// See [`EditFault`].
pub fn remove_row(text: &str, row: usize) -> Result<Edited, EditFault> {
    let table = EditableTable::parse(text)?;
    let range = table.rows.rows.get(row).ok_or(EditFault::NoSuchPlace)?.span.range();
    let end = text[range.end..].find('\n').map_or(text.len(), |newline| range.end + newline + 1);
    table.splice(range.start..end, "")
}

struct EditableTable<'a> {
    text: &'a str,
    rows: CsvTable,
}

impl<'a> EditableTable<'a> {
    fn parse(text: &'a str) -> Result<Self, EditFault> {
        let mut sources = Sources::default();
        let id = sources.add("", text);
        let mut diags = Diagnostics::default();
        let rows = table::read(&sources, id, &mut diags).ok_or(EditFault::Unreadable)?;
        Ok(Self { text, rows })
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.rows.header.iter().position(|cell| cell.as_text().is_some_and(|text| text.trim() == name))
    }

    /// Returns a value as a cell, between quotation marks where it needs them or the cell it replaces has them.
    fn quote(&self, value: &str, like: &str) -> String {
        let special = [char::from(self.rows.delimiter), '"', '\n', '\r'];
        if like.starts_with('"') || value.contains(special) || value.starts_with('\u{feff}') {
            return format!("\"{}\"", value.replace('"', "\"\""));
        }
        value.to_owned()
    }

    fn splice(&self, range: std::ops::Range<usize>, with: &str) -> Result<Edited, EditFault> {
        let text = [&self.text[..range.start], with, &self.text[range.end..]].concat();
        let written = range.start..range.start + with.len();
        EditableTable::parse(&text).map_err(|_| EditFault::Unwritable)?;
        Ok(Edited { text, replaced: range, written })
    }
}
