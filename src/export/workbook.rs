//! The tables of a collection as an office has them: one workbook, a sheet a table, every value of its type.
//!
//! In: a collection. Out: sheets of typed [`OfficeValue`]s, for the writers of ODS and XLSX, which so hold the same.
//! Never: a formula: what looks like one is text.
//!
//! What an office has no type for, or would not give back as it was, stays the text of the canonical CSV: a
//! month, two days, a moment with its offset, a number of more than 15 digits, a day before March 1900.

mod about_sheet;
mod office_value;

use std::io;

use super::cell;
use super::dataset::Dataset;
use crate::schema::publish::{Column, PublishedTable};
pub use about_sheet::AboutLine;
pub use office_value::OfficeValue;

/// What XLSX holds at most, and older offices with it: rows, without that of the titles …
const ROWS: usize = 1_048_575;
/// … and characters of a sheet's name.
const NAME: usize = 31;
/// The packed bytes of what stands around the cells, and of a cell.
const AROUND: usize = 16 << 10;
const PACKED_CELL: usize = 64;
/// The rows that the width of a column is drawn from, and its bounds, in characters.
const SAMPLE: usize = 30;
const NARROWEST: usize = 8;
const WIDEST: usize = 48;

/// A sheet of a workbook.
pub struct WorkbookSheet<'a> {
    /// Unlike every other of its workbook, and fit for any office.
    pub name: String,
    /// The width of each column, in characters.
    pub widths: Vec<usize>,
    pub content: SheetContent<'a>,
}

pub enum SheetContent<'a> {
    Table(&'a PublishedTable),
    /// What people should know.
    About(Vec<AboutLine>),
}

/// The sheets of a collection: its records, what people should know, then its other tables.
pub fn build_sheets(dataset: &Dataset, at: usize) -> Vec<WorkbookSheet<'_>> {
    let tables = dataset.list_tables(at);
    let about = about_sheet::get_title(dataset);
    let names = name_sheets(tables.iter().map(|table| table.name.as_str()), &about);
    let mut sheets: Vec<WorkbookSheet> = tables
        .iter()
        .zip(&names)
        .map(|(table, name)| WorkbookSheet {
            name: name.clone(),
            widths: table.columns().map(|column| measure_width(dataset, at, table, column)).collect(),
            content: SheetContent::Table(table),
        })
        .collect();
    let lines = about_sheet::build_lines(dataset, at, &names);
    let about = WorkbookSheet {
        name: about,
        widths: about_sheet::WIDTHS.to_vec(),
        content: SheetContent::About(lines),
    };
    sheets.insert(sheets.len().min(1), about);
    sheets
}

/// Passes the rows of a table on, one after the other, typed.
pub fn read_rows(
    dataset: &Dataset,
    at: usize,
    table: &PublishedTable,
    mut each: impl FnMut(&[OfficeValue]) -> io::Result<()>,
) -> io::Result<()> {
    let columns: Vec<&Column> = table.columns().collect();
    for row in cell::list_rows(dataset, at, table).take(ROWS) {
        let entries: Vec<OfficeValue> =
            columns.iter().map(|column| office_value::convert_cell(row.cell(column))).collect();
        each(&entries)?;
    }
    Ok(())
}

/// How many rows of a table its sheet holds.
pub fn count_sheet_rows(dataset: &Dataset, at: usize, table: &PublishedTable) -> usize {
    cell::count(dataset, at, table).min(ROWS)
}

/// Returns about how many bytes the packed sheets of a collection take: room that is not used costs nothing.
pub fn estimate_packed_size(dataset: &Dataset, at: usize) -> usize {
    let cells = |table: &PublishedTable| count_sheet_rows(dataset, at, table) * table.columns().count();
    AROUND + PACKED_CELL * dataset.list_tables(at).iter().map(cells).sum::<usize>()
}

/// The currencies of a collection's columns, by their ISO 4217 codes, once each.
pub fn list_currencies(dataset: &Dataset, at: usize) -> Vec<&str> {
    let fields = dataset.get_table(at).collection.schema.fields.iter();
    let all = fields.flat_map(|field| std::iter::once(field).chain(&field.fields));
    let mut codes: Vec<&str> = all.filter_map(office_value::find_currency).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn measure_width(dataset: &Dataset, at: usize, table: &PublishedTable, column: &Column) -> usize {
    // The mark that opens the filter stands beside the title.
    let title = column.name.chars().count() + 3;
    let sample = cell::list_rows(dataset, at, table).take(SAMPLE);
    let longest = sample.map(|row| row.cell(column).canonical().chars().take(WIDEST).count() + 1).max();
    title.max(longest.unwrap_or_default()).clamp(NARROWEST, WIDEST)
}

/// Names for sheets: short enough, and told apart whatever the case of their letters.
fn name_sheets<'a>(tables: impl Iterator<Item = &'a str>, about: &str) -> Vec<String> {
    let mut taken = vec![about.to_lowercase()];
    let names = tables.map(|name| {
        let mut short: String = name.chars().take(NAME).collect();
        let mut number = 2;
        while taken.contains(&short.to_lowercase()) {
            let suffix = format!("~{number}");
            short = name.chars().take(NAME - suffix.len()).chain(suffix.chars()).collect();
            number += 1;
        }
        taken.push(short.to_lowercase());
        short
    });
    names.collect()
}

#[cfg(test)]
mod tests {
    use super::name_sheets;

    #[test]
    fn sheets_have_short_names_of_their_own() {
        let long = "les-engagements-pris-par-la-commune";
        let tables = ["outils", &format!("{long}-a"), &format!("{long}-b"), "about"];
        assert_eq!(
            name_sheets(tables.into_iter(), "About"),
            ["outils", "les-engagements-pris-par-la-com", "les-engagements-pris-par-la-c~2", "about~2"]
        );
    }
}
