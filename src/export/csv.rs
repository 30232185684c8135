//! The canonical CSV: UTF-8 without byte-order mark, comma, CRLF and quotation marks as RFC 4180 has them.
//!
//! Nothing is changed for spreadsheets here: a cell that begins with `=` is data.

use std::io::{self, Write};

use ::csv::{Terminator, WriterBuilder};

use super::cell;
use super::dataset::Dataset;
use super::distribution::TableFormat;
use crate::schema::publish::PublishedTable;

pub const FORMAT: TableFormat = TableFormat {
    name: "CSV",
    media_type: "text/csv",
    path: |table| Some(format!("data/{}.csv", table.name)),
    write,
};

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = CsvWriter::new(out, b',');
    for column in table.columns() {
        lines.write_cell(|cell| cell.push_str(&column.name))?;
    }
    lines.end_line()?;
    for row in cell::list_rows(dataset, at, table) {
        for column in table.columns() {
            lines.write_cell(|cell| row.cell(column).write(cell))?;
        }
        lines.end_line()?;
    }
    lines.finish()
}

/// Lines of cells: one buffer serves them all, for ten thousand records hold a million.
pub struct CsvWriter<'a> {
    writer: ::csv::Writer<&'a mut dyn Write>,
    cell: String,
}

impl<'a> CsvWriter<'a> {
    pub fn new(out: &'a mut dyn Write, delimiter: u8) -> Self {
        let mut builder = WriterBuilder::new();
        builder.delimiter(delimiter).terminator(Terminator::CRLF).buffer_capacity(16 << 10);
        Self { writer: builder.from_writer(out), cell: String::new() }
    }

    /// A cell, whose characters `write` puts into an empty text.
    pub fn write_cell(&mut self, write: impl FnOnce(&mut String)) -> io::Result<()> {
        self.cell.clear();
        write(&mut self.cell);
        Ok(self.writer.write_field(&self.cell)?)
    }

    pub fn end_line(&mut self) -> io::Result<()> {
        Ok(self.writer.write_record(None::<&[u8]>)?)
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
