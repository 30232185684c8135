//! One table in one format: measured once, kept where it is small, written again where it is not.
//!
//! In: tables and [`Format`]s. Out: payloads with their size and hash, which the package and the pages state.
//! Never: what a format looks like.
//!
//! The hash of a table must be known long before the table is written. Ten thousand records in five formats
//! would fill the memory, so a large file is only hashed as it streams by, and streamed again when it is
//! written: twice the work for a tenth of the memory.

use std::io::{self, Write};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::dataset::Dataset;
use crate::diag::{Diagnostic, Place, Problem};
use crate::output::{OutputPath, Payload};
use crate::render::Download;
use crate::schema::publish::PublishedTable;

/// Files larger than this are written when their turn comes.
const KEPT: usize = 256 * 1024;

/// A form that a table is published in.
#[derive(Clone, Copy)]
pub struct Format {
    /// What people call it.
    pub name: &'static str,
    pub media_type: &'static str,
    /// Where a table stands in this format; nothing where it has no such form.
    pub path: fn(&PublishedTable) -> Option<OutputPath>,
    pub write: Writer,
}

/// Writes the published table `number` of the collection `at`.
pub type Writer = fn(&Dataset, at: usize, table: &PublishedTable, &mut dyn Write) -> io::Result<()>;

/// A table in a format.
pub struct Distribution {
    /// The collection's place in the site, and the table's among what is published of it.
    pub at: usize,
    pub number: usize,
    pub download: Download,
    pub payload: Payload,
}

/// Every table in every format it has, in the order of collections, tables and formats.
///
/// # Errors
/// Memory that could not be written.
pub fn all(dataset: &Arc<Dataset>, formats: &[Format]) -> Result<Vec<Distribution>, Box<Diagnostic>> {
    let mut wanted = Vec::new();
    for at in 0..dataset.site().tables.len() {
        for number in 0..dataset.of(at).len() {
            wanted.extend(formats.iter().map(|format| (at, number, *format)));
        }
    }
    let made = wanted.into_par_iter().map(|(at, number, format)| distribution(dataset, at, number, format));
    Ok(made.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn distribution(
    dataset: &Arc<Dataset>,
    at: usize,
    number: usize,
    format: Format,
) -> Result<Option<Distribution>, Box<Diagnostic>> {
    let table = dataset.published_table(at, number);
    let Some(path) = (format.path)(table) else { return Ok(None) };
    let mut meter = Meter { kept: Vec::new(), bytes: 0, hash: Sha256::new() };
    (format.write)(dataset, at, table, &mut meter).map_err(|error| fault(&path, &error))?;
    let bytes = meter.bytes;
    let sha256 = hex(&meter.hash.finalize());
    let payload = if meter.kept.len() == bytes {
        meter.kept.into()
    } else {
        let dataset = Arc::clone(dataset);
        Payload::lazy(move |out| Ok((format.write)(&dataset, at, dataset.published_table(at, number), out)?))
    };
    let download =
        Download { path, format: format.name, media_type: format.media_type, bytes: bytes as u64, sha256 };
    Ok(Some(Distribution { at, number, download, payload }))
}

/// The SHA-256 of some bytes, hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// A file that could not be made. Memory has no faults of its own; the libraries' signatures allow for some.
pub fn fault(path: &str, error: &io::Error) -> Box<Diagnostic> {
    let problem = Problem::Unreadable { reason: error.to_string() };
    Box::new(Diagnostic::error(Place::Path(path.to_owned()), problem))
}

fn hex(digest: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS[usize::from(half & 15)]);
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

/// Counts and hashes what is written, and keeps it as long as it is small.
struct Meter {
    kept: Vec<u8>,
    bytes: usize,
    hash: Sha256,
}

impl Write for Meter {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.kept.len() == self.bytes && self.bytes + piece.len() <= KEPT {
            self.kept.extend_from_slice(piece);
        } else if !self.kept.is_empty() {
            self.kept = Vec::new();
        }
        self.bytes += piece.len();
        self.hash.update(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
