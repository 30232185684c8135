//! The CSV that spreadsheets open without asking: byte-order mark, semicolon, and, where the site is French,
//! decimal comma and French dates.
//!
//! A cell that a spreadsheet would run as a formula is preceded by `'`, which shows it as text.

use std::io::{self, Write};

use jiff::civil::Date;

use super::cell::{self, Cell, write_digits};
use super::csv::CsvWriter;
use super::dataset::Dataset;
use super::distribution::TableFormat;
use crate::schema::Value;
use crate::schema::publish::PublishedTable;

pub const FORMAT: TableFormat = TableFormat {
    name: "CSV (Excel)",
    media_type: "text/csv",
    path: |table| Some(format!("data/{}-excel.csv", table.name)),
    write,
};

/// A date as the site's language writes it.
pub fn format_day(dataset: &Dataset, day: Date) -> String {
    let mut written = String::new();
    choose_writer(dataset)(Cell::Day(day), &mut written);
    written
}

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let written = choose_writer(dataset);
    out.write_all("\u{feff}".as_bytes())?;
    let mut lines = CsvWriter::new(out, b';');
    for column in table.columns() {
        lines.write_cell(|line| push_harmless(line, |line| line.push_str(&column.name)))?;
    }
    lines.end_line()?;
    for row in cell::list_rows(dataset, at, table) {
        for column in table.columns() {
            lines.write_cell(|line| push_harmless(line, |line| written(row.cell(column), line)))?;
        }
        lines.end_line()?;
    }
    lines.finish()
}

/// Writes a cell as a spreadsheet in the site's language reads it.
fn choose_writer(dataset: &Dataset) -> fn(Cell, &mut String) {
    if dataset.is_french() { write_french } else { |cell, out| cell.write(out) }
}

/// Writes a cell as a French spreadsheet reads it.
fn write_french(cell: Cell, out: &mut String) {
    let value = match cell {
        Cell::Day(day) => return push_french_day(day, out),
        Cell::Value(value, ..) => value,
        _ => return cell.write(out),
    };
    match value {
        Value::Number(_) => out.push_str(&cell.canonical().replace('.', ",")),
        Value::Boolean(true) => out.push_str("VRAI"),
        Value::Boolean(false) => out.push_str("FAUX"),
        Value::Date(day) => push_french_day(*day, out),
        // An offset has no place among a spreadsheet's dates: such a moment stays whole, as text.
        Value::DateTime(moment, None) => {
            push_french_day(moment.date(), out);
            out.extend([" ", &moment.time().to_string()]);
        }
        Value::YearMonth(year, month) => out.extend([format!("{month:02}/"), format!("{year:04}")]),
        _ => cell.write(out),
    }
}

fn push_french_day(day: Date, out: &mut String) {
    write_digits(day.day(), out);
    out.push('/');
    write_digits(day.month(), out);
    out.push('/');
    write_digits(day.year() / 100, out);
    write_digits(day.year(), out);
}

/// Writes a cell, kept from being run as a formula. A plain negative number is one nobody need fear.
fn push_harmless(out: &mut String, write: impl FnOnce(&mut String)) {
    let start = out.len();
    write(out);
    let cell = &out[start..];
    // Some spreadsheets fold full-width signs.
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
        && !is_negative_number(cell)
    {
        out.insert(start, '\'');
    }
}

fn is_negative_number(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    cell.strip_prefix('-').is_some_and(|rest| match rest.split_once(['.', ',']) {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(rest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_shown_as_text_and_negative_numbers_stay_numbers() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("+33 1", "'+33 1"),
            ("-1,5", "-1,5"),
            ("-12", "-12"),
            ("-1-1", "'-1-1"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\n=1+1", "'\n=1+1"),
            ("＝1+1", "'＝1+1"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            let mut line = ";".to_owned();
            push_harmless(&mut line, |line| line.push_str(cell));
            assert_eq!(&line[1..], expected);
        }
        let mut written = String::new();
        push_french_day(Date::constant(2015, 6, 3), &mut written);
        assert_eq!(written, "03/06/2015");
    }
}
