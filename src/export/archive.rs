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

/// Many and seldom opened: half the work for a few bytes more.
const LEVEL: i64 = 2;

/// Where entries are packed.
type Pack = ZipWriter<Cursor<Vec<u8>>>;

/// An archive under way.
pub struct Archive {
    zip: Pack,
    options: SimpleFileOptions,
}

impl Archive {
    pub fn new(dataset: &Dataset) -> Self {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .last_modified_time(moment(dataset))
            .unix_permissions(0o644);
        Self { zip: ZipWriter::new(Cursor::new(Vec::new())), options }
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
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        out.push_str(&rest[..at]);
        let special = rest[at..].chars().next().unwrap_or_default();
        match special {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
        rest = &rest[at + special.len_utf8()..];
    }
    out.push_str(rest);
}

fn is_special(c: char) -> bool {
    matches!(c, '<' | '>' | '&' | '"' | '\u{fffe}' | '\u{ffff}')
        || (c < ' ' && !matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_xml_cannot_hold_is_seen() {
        let mut out = String::new();
        escape("a<b>&\"é\"\u{1}\t\n", &mut out);
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;é&quot;\u{fffd}\t\n");
    }
}
