//! The canonical CSV: UTF-8 without byte-order mark, comma, CRLF and quotation marks as RFC 4180 has them.
//!
//! Nothing is changed for spreadsheets here: a cell that begins with `=` is data.

use std::io::{self, Write};

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

/// How much gathers before it is handed on.
const GATHERED: usize = 16 << 10;

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines::new(out, ',');
    for column in table.columns() {
        lines.cell(|line| line.push_str(&column.name));
    }
    lines.end()?;
    for row in cell::rows(dataset, at, table) {
        for column in table.columns() {
            lines.cell(|line| row.cell(column).write(line));
        }
        lines.end()?;
    }
    lines.finish()
}

/// Lines of cells, each written in its place: ten thousand records hold a million cells.
pub struct Lines<'a> {
    out: &'a mut dyn Write,
    delimiter: char,
    text: String,
    /// Where the line begins, and how many cells it has.
    start: usize,
    cells: usize,
}

impl<'a> Lines<'a> {
    pub fn new(out: &'a mut dyn Write, delimiter: char) -> Self {
        Self { out, delimiter, text: String::with_capacity(GATHERED * 2), start: 0, cells: 0 }
    }

    /// A cell: `write` puts its characters behind what stands there.
    pub fn cell(&mut self, write: impl FnOnce(&mut String)) {
        if self.cells > 0 {
            self.text.push(self.delimiter);
        }
        self.cells += 1;
        let start = self.text.len();
        write(&mut self.text);
        let delimiter = self.delimiter;
        let special = |byte: u8| matches!(byte, b'"' | b'\r' | b'\n') || char::from(byte) == delimiter;
        if self.text.as_bytes()[start..].iter().any(|byte| special(*byte)) {
            let quoted = self.text[start..].replace('"', "\"\"");
            self.text.truncate(start);
            self.text.extend(["\"", &quoted, "\""]);
        }
    }

    /// The end of a line. One that holds a single empty cell would read as no line at all.
    pub fn end(&mut self) -> io::Result<()> {
        if self.cells == 1 && self.text.len() == self.start {
            self.text.push_str("\"\"");
        }
        self.text.push_str("\r\n");
        self.cells = 0;
        if self.text.len() >= GATHERED {
            self.out.write_all(self.text.as_bytes())?;
            self.text.clear();
        }
        self.start = self.text.len();
        Ok(())
    }

    pub fn finish(self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut out = Vec::new();
        let mut lines = Lines::new(&mut out, ';');
        for row in [&["a", "b;c", "d,e"][..], &["\"f\"", "g\nh", ""], &[""], &["é"]] {
            row.iter().for_each(|cell| lines.cell(|line| line.push_str(cell)));
            lines.end().expect("memory");
        }
        lines.finish().expect("memory");
        let text = String::from_utf8(out).expect("text");
        assert_eq!(text, "a;\"b;c\";d,e\r\n\"\"\"f\"\"\";\"g\nh\";\r\n\"\"\r\né\r\n");
    }
}
