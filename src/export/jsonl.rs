//! JSON Lines: a record a line, so that a large table is read without being held.
//!
//! Each line is the object that the JSON array holds.

use std::io::{self, Write};

use super::cell;
use super::dataset::Dataset;
use super::distribution::TableFormat;
use super::json::JsonLineWriter;
use crate::schema::publish::{PublishedTable, TableKind};

/// Nested rows and relations stand inside their records, so only these have a file.
pub const FORMAT: TableFormat = TableFormat {
    name: "JSON Lines",
    media_type: "application/jsonl",
    path: |table| (table.kind == TableKind::Records).then(|| format!("data/{}.jsonl", table.name)),
    write,
};

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(16 << 10, out);
    let mut lines = JsonLineWriter::new(table);
    for row in cell::list_rows(dataset, at, table) {
        out.write_all(lines.encode(&row)?)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
