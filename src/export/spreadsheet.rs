//! The CSV that spreadsheets open without asking: byte-order mark, semicolon, and, where the site is French,
//! decimal comma and French dates.
//!
//! A cell that a spreadsheet would run as a formula is preceded by `'`, which shows it as text.

use std::borrow::Cow;
use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};
use jiff::civil::Date;

use super::cell::{self, Cell};
use super::dataset::Dataset;
use super::distribution::Format;
use crate::schema::Value;
use crate::schema::publish::PublishedTable;

pub const FORMAT: Format = Format {
    name: "CSV (Excel)",
    media_type: "text/csv",
    path: |table| Some(format!("data/{}-excel.csv", table.name)),
    write,
};

/// A date as the site's language writes it.
pub fn day(dataset: &Dataset, day: Date) -> String {
    if dataset.is_french() { french_day(day) } else { day.to_string() }
}

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let written: fn(Cell) -> Cow<str> = if dataset.is_french() { french } else { |cell| cell.canonical() };
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out);
    for column in table.columns() {
        writer.write_field(&*harmless(Cow::Borrowed(&column.name)))?;
    }
    writer.write_record(None::<&[u8]>)?;
    for row in cell::rows(dataset, at, table) {
        for column in table.columns() {
            writer.write_field(&*harmless(written(row.cell(column))))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

/// A cell as a French spreadsheet reads it.
fn french(cell: Cell) -> Cow<str> {
    let value = match cell {
        Cell::Day(day) => return Cow::Owned(french_day(day)),
        Cell::Value(value, ..) => value,
        _ => return cell.canonical(),
    };
    match value {
        Value::Number(_) => Cow::Owned(cell.canonical().replace('.', ",")),
        Value::Boolean(true) => Cow::Borrowed("VRAI"),
        Value::Boolean(false) => Cow::Borrowed("FAUX"),
        Value::Date(day) => Cow::Owned(french_day(*day)),
        Value::DateTime(moment, _) => Cow::Owned(format!("{} {}", french_day(moment.date()), moment.time())),
        Value::YearMonth(year, month) => Cow::Owned(format!("{month:02}/{year:04}")),
        _ => cell.canonical(),
    }
}

fn french_day(day: Date) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// The cell, kept from being run as a formula. A plain negative number is one nobody need fear.
fn harmless(cell: Cow<str>) -> Cow<str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_negative_number(&cell) {
        return Cow::Owned(format!("'{cell}"));
    }
    cell
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
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(harmless(Cow::Borrowed(cell)), expected);
        }
        assert_eq!(french_day(Date::constant(2015, 6, 3)), "03/06/2015");
    }
}
