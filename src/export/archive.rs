//! The one writer of ZIP archives: kits and office files are made with it.
//!
//! In: names and bytes, in the order they are to have. Out: an archive, the same bytes at every build: the day of
//! publication, fixed permissions. Never: a clock, an entry of its own.
//!
//! Only the packed bytes stand in memory while it is made: readers want sizes in front of entries, and those are known
//! behind them.

use std::io::{self, Cursor, Write};

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Archives are many and seldom opened: the quickest packing costs a quarter more bytes and half the work.
const LEVEL: i64 = 1;

/// Where entries are packed.
type Zip = ZipWriter<Cursor<Vec<u8>>>;

/// An archive under way.
pub struct ArchiveWriter {
    zip: Zip,
    stored: SimpleFileOptions,
}

impl ArchiveWriter {
    /// Returns an empty archive whose entries are of a day, with room for so many bytes: one that grew would leave its
    /// smaller selves behind.
    pub fn new(day: Option<Date>, room: usize) -> Self {
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(to_zip_time(day))
            .unix_permissions(0o644);
        Self { zip: ZipWriter::new(Cursor::new(Vec::with_capacity(room))), stored }
    }

    /// Adds an entry as it stands.
    pub fn add_stored(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.zip.start_file(name, self.stored)?;
        self.zip.write_all(bytes)
    }

    /// Adds an entry, packed.
    pub fn add_packed(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.open_packed(name)?.write_all(bytes)
    }

    /// Opens a packed entry, which ends where the next begins.
    pub fn open_packed(&mut self, name: &str) -> io::Result<&mut Zip> {
        let packed =
            self.stored.compression_method(CompressionMethod::Deflated).compression_level(Some(LEVEL));
        self.zip.start_file(name, packed)?;
        Ok(&mut self.zip)
    }

    /// Writes the archive.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.zip.finish()?.into_inner())
    }
}

/// Returns a day as a ZIP says it; the first day that one can say, where it is unknown or out of its reach.
fn to_zip_time(day: Option<Date>) -> DateTime {
    let written = day.and_then(|day| {
        let part = |number: i8| u8::try_from(number).ok();
        let year = u16::try_from(day.year()).ok()?;
        DateTime::from_date_and_time(year, part(day.month())?, part(day.day())?, 0, 0, 0).ok()
    });
    written.unwrap_or(DateTime::DEFAULT)
}
