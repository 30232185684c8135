//! The canonical CSV: UTF-8 without byte-order mark, comma, CRLF and quotation marks as RFC 4180 has them.
//!
//! Nothing is changed for spreadsheets here: a cell that begins with `=` is data.

use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};

use super::cell;
use super::dataset::Dataset;
use super::distribution::Format;
use crate::schema::publish::PublishedTable;

pub const FORMAT: Format = Format {
    name: "CSV",
    media_type: "text/csv",
    path: |table| Some(format!("data/{}.csv", table.name)),
    write,
};

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    for column in table.columns() {
        writer.write_field(&column.name)?;
    }
    writer.write_record(None::<&[u8]>)?;
    for row in cell::rows(dataset, at, table) {
        for column in table.columns() {
            writer.write_field(&*row.cell(column).canonical())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
