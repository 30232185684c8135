//! `origins/lock.yaml` as a text: which records came from where, and what they were made of.

use std::fmt::Write as _;

use crate::edit::quote_scalar;
use crate::model::origin::Lock;

/// The lock file, sorted, so that two people who import see where their changes meet.
#[must_use]
pub fn text(lock: &Lock, note: &str) -> String {
    let mut text = String::new();
    for line in note.lines() {
        _ = writeln!(text, "# {line}");
    }
    let mut records: Vec<_> = lock.records.iter().collect();
    records.sort_by(|a, b| a.record.cmp(&b.record));
    let mut sources: Vec<_> = lock.sources.iter().collect();
    sources.sort_by(|a, b| a.address.cmp(&b.address));
    text.push_str(if sources.is_empty() { "sources: []\n" } else { "sources:\n" });
    for asked in sources {
        _ = writeln!(text, "  - address: {}", quote_scalar(&asked.address));
        for (key, value) in [("etag", &asked.etag), ("last_modified", &asked.last_modified)] {
            if let Some(value) = value {
                _ = writeln!(text, "    {key}: {}", quote_scalar(value));
            }
        }
    }
    text.push_str(if records.is_empty() { "records: []\n" } else { "records:\n" });
    for locked in records {
        _ = writeln!(text, "  - record: {}", quote_scalar(&locked.record));
        let keys = [
            ("path", &locked.path),
            ("source", &locked.source),
            ("origin", &locked.origin),
            ("publisher", &locked.publisher),
            ("license", &locked.license),
        ];
        for (key, value) in keys {
            _ = writeln!(text, "    {key}: {}", quote_scalar(value));
        }
        text.push_str("    files:\n");
        for file in &locked.files {
            _ = writeln!(text, "      - path: {}", quote_scalar(&file.path));
            _ = writeln!(text, "        sha256: \"{}\"", file.sha256);
            _ = writeln!(text, "        kept: \"{}\"", file.kept);
        }
    }
    text
}
