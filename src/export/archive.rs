//! The ZIP that office files are: entries one after the other, the same bytes at every build.
//!
//! In: names and what writes each. Out: an archive. Never: a clock, two orders of the same entries.
//!
//! Only the packed bytes stand in memory while it is made: an office wants sizes in front of its entries, and
//! those are known behind them.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::dataset::Dataset;
use super::kit::moment;
use crate::source::seek::{is_among, seek};

/// Many and seldom opened: the quickest packing costs a quarter more bytes and half the work.
const LEVEL: i64 = 1;

/// The packed bytes of what stands around the cells, and of a cell: room that is not used costs nothing.
const ROOM: usize = 16 << 10;
const CELL: usize = 64;

/// Where entries are packed.
type Pack = ZipWriter<Cursor<Vec<u8>>>;

/// An archive under way.
pub struct Archive {
    zip: Pack,
    options: SimpleFileOptions,
}

impl Archive {
    /// An archive with room for about so many cells: one that grew would leave its smaller selves behind.
    pub fn new(dataset: &Dataset, cells: usize) -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(moment(dataset))
            .unix_permissions(0o644);
        Self { zip: ZipWriter::new(Cursor::new(Vec::with_capacity(ROOM + cells * CELL))), options }
    }

    /// An entry as it stands: an ODS names its kind that way, first of all.
    pub fn stored(&mut self, name: &str, text: &str) -> io::Result<()> {
        let stored = self.options.compression_method(CompressionMethod::Stored).compression_level(None);
        self.zip.start_file(name, stored)?;
        self.zip.write_all(text.as_bytes())
    }

    /// An entry that is short enough to be a text.
    pub fn text(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.open(name)?.write_all(text.as_bytes())
    }

    /// Opens an entry, which ends where the next begins.
    pub fn open(&mut self, name: &str) -> io::Result<&mut Pack> {
        self.zip.start_file(name, self.options)?;
        Ok(&mut self.zip)
    }

    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.zip.finish()?.into_inner())
    }
}

/// Writes characters where XML has text or an attribute. What XML cannot hold at all is shown as `U+FFFD`.
pub fn escape(text: &str, out: &mut String) {
    let mut copied = 0;
    for at in seek(text.as_bytes(), is_special) {
        let (written, length) = match text.as_bytes()[at] {
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'&' => ("&amp;", 1),
            b'"' => ("&quot;", 1),
            LAST if text[at..].starts_with(['\u{fffe}', '\u{ffff}']) => ("\u{fffd}", 3),
            LAST => continue,
            _ => ("\u{fffd}", 1),
        };
        out.extend([&text[copied..at], written]);
        copied = at + length;
    }
    out.push_str(&text[copied..]);
}

/// How the last characters of the basic plane begin, two of which are none.
const LAST: u8 = 0xef;

fn is_special(byte: u8) -> bool {
    let is_control = byte < b' ' && !is_among(byte, b"\t\n\r");
    is_control | is_among(byte, b"<>&\"\xef")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_xml_cannot_hold_is_seen() {
        let mut out = String::new();
        escape("a<b>&\"é\"\u{1}\t\n\u{ffff}x\u{feff}\u{fffd}", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;é&quot;\u{fffd}\t\n\u{fffd}x\u{feff}\u{fffd}");
    }
}
