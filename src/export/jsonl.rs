//! JSON Lines: a record a line, so that a large table is read without being held.
//!
//! Each line is the object that the JSON array holds.

use std::io::{self, Write};

use super::cell;
use super::dataset::Dataset;
use super::distribution::Format;
use super::json::Lines;
use crate::schema::publish::{PublishedTable, TableKind};

/// Nested rows and relations stand inside their records, so only these have a file.
pub const FORMAT: Format = Format {
    name: "JSON Lines",
    media_type: "application/jsonl",
    path: |table| (table.kind == TableKind::Records).then(|| format!("data/{}.jsonl", table.name)),
    write,
};

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(16 << 10, out);
    let mut lines = Lines::new(table);
    for row in cell::rows(dataset, at, table) {
        out.write_all(lines.object(&row)?)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
