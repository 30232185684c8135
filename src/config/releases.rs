//! `content/releases.yaml` → the published versions of the data, the newest first.
//!
//! `essaim diff --record` writes it, a person adds a note or corrects it; the changelog, its feed, the version of the data
//! and the pages of records that are gone are made from it, never from an earlier output.

use jiff::civil::Date;

use crate::config::codes::{INVALID_SETTING, RELEASE_ORDER};
use crate::diag::{Diagnostics, Owner};
use crate::load::keys::{self, Keys};
use crate::load::markdown::is_identifier;
use crate::load::yaml::{self, Node};
use crate::source::{SourceId, Sources, Span};

/// Where it stands.
pub const RELEASES: &str = "content/releases.yaml";

const RELEASE_KEYS: [&str; 6] = ["version", "date", "note", "consent", "tables", "removed"];
const TABLE_KEYS: [&str; 9] = [
    "table",
    "title",
    "state",
    "added",
    "removed",
    "changed",
    "columns_added",
    "columns_removed",
    "columns_changed",
];
const REMOVED_KEYS: [&str; 4] = ["collection", "id", "title", "last"];
const STATES: [&str; 2] = ["added", "removed"];

/// A published version of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// `1.2.0`.
    pub version: String,
    pub date: Date,
    /// What a person says of it.
    pub note: Option<String>,
    /// Where it is said, unless whoever it names agreed to that.
    pub note_span: Option<Span>,
    pub tables: Vec<TableRelease>,
    pub removed: Vec<Removed>,
}

/// What a version changed in a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableRelease {
    pub table: String,
    /// What people call it.
    pub title: Option<String>,
    /// `added` or `removed`, where the whole table was.
    pub state: Option<String>,
    /// How many rows.
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub columns_added: Vec<String>,
    pub columns_removed: Vec<String>,
    pub columns_changed: Vec<String>,
}

/// A record that is no longer published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    pub collection: String,
    pub id: String,
    pub title: Option<String>,
    /// Its cells when it was last published, unless somebody had a reason to take them away.
    pub last: Vec<(String, String)>,
}

/// The three numbers of a version.
#[must_use]
pub fn parse_version(text: &str) -> Option<[u64; 3]> {
    let number = |part: &str| {
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (plain && (part == "0" || !part.starts_with('0'))).then(|| part.parse().ok()).flatten()
    };
    let mut parts = text.split('.');
    let version = [number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?];
    parts.next().is_none().then_some(version)
}

/// Reads the releases. Each is newer than those below it.
pub fn read(sources: &Sources, source: SourceId, diags: &mut Diagnostics) -> Vec<Release> {
    let Some(root) = yaml::parse(sources, sources.whole(source), diags) else { return Vec::new() };
    let items = if root.is_null() { &[] } else { root.list_or(diags).unwrap_or_default() };
    let mut releases: Vec<Release> = Vec::with_capacity(items.len());
    let mut above: Option<([u64; 3], Date)> = None;
    for item in items {
        let Some((release, span)) = release(item, diags) else { continue };
        let own = parse_version(&release.version).map(|version| (version, release.date));
        if let (Some(own), Some(above)) = (own, above)
            && (own.0 >= above.0 || own.1 > above.1)
        {
            let above = releases.last().map(|release| release.version.clone()).unwrap_or_default();
            diags.add(span, RELEASE_ORDER.with("version", &release.version).with("above", above));
        }
        above = own.or(above);
        releases.push(release);
    }
    releases
}

/// A release, and the place of its version.
fn release(node: &Node, diags: &mut Diagnostics) -> Option<(Release, Span)> {
    node.map_or(diags)?;
    let keys = Keys::of(node, diags)?.only(&RELEASE_KEYS, &Owner::Release, diags);
    for key in ["version", "date"].into_iter().filter(|key| keys.get(key).is_none()) {
        keys.missing(key, Owner::Release, diags);
    }
    let version = keys.get("version").and_then(|node| version(node, diags));
    let date = keys.get("date").and_then(|node| day(node, "date", diags));
    let note = keys.owned("note", diags);
    let agreed = keys.get("consent").and_then(|node| day(node, "consent", diags)).is_some();
    let note_span = keys.get("note").filter(|_| !agreed).map(|node| node.span);
    let tables = items(keys, "tables", diags).iter().filter_map(|node| table(node, diags)).collect();
    let removed = items(keys, "removed", diags).iter().filter_map(|node| removed(node, diags)).collect();
    let span = keys.get("version").map_or(node.span, |node| node.span);
    Some((Release { version: version?, date: date?, note, note_span, tables, removed }, span))
}

fn items<'a>(keys: Keys<'a>, key: &str, diags: &mut Diagnostics) -> &'a [Node] {
    keys.get(key).and_then(|node| node.list_or(diags)).unwrap_or_default()
}

fn invalid(node: &Node, key: &'static str, diags: &mut Diagnostics) {
    let value = node.as_text().unwrap_or_default().to_owned();
    diags.add(node.span, INVALID_SETTING.choose("key", key).with("value", value));
}

fn version(node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let text = node.text_or(diags)?;
    if parse_version(text).is_none() {
        invalid(node, "version", diags);
        return None;
    }
    Some(text.to_owned())
}

fn day(node: &Node, key: &'static str, diags: &mut Diagnostics) -> Option<Date> {
    let text = node.text_or(diags)?;
    let date = text.parse::<Date>().ok().filter(|_| text.len() == 10);
    if date.is_none() {
        invalid(node, key, diags);
    }
    date
}

fn table(node: &Node, diags: &mut Diagnostics) -> Option<TableRelease> {
    node.map_or(diags)?;
    let keys = Keys::of(node, diags)?.only(&TABLE_KEYS, &Owner::ReleasedTable, diags);
    if keys.get("table").is_none() {
        keys.missing("table", Owner::ReleasedTable, diags);
    }
    let state = keys.get("state").and_then(|node| {
        let word = keys::choice(node.text_or(diags)?, node.span, &STATES, diags)?;
        Some(word.to_owned())
    });
    let mut count = |key| keys.get(key).map(|node| number(node, key, diags)).unwrap_or_default();
    let [added, removed, changed] = [count("added"), count("removed"), count("changed")];
    let mut columns = |key: &str| keys.owned_texts(key, diags).unwrap_or_default();
    let [columns_added, columns_removed, columns_changed] =
        ["columns_added", "columns_removed", "columns_changed"].map(&mut columns);
    let table = keys.owned("table", diags)?;
    Some(TableRelease {
        table,
        title: keys.owned("title", diags),
        state,
        added,
        removed,
        changed,
        columns_added,
        columns_removed,
        columns_changed,
    })
}

/// How many rows.
fn number(node: &Node, key: &'static str, diags: &mut Diagnostics) -> u64 {
    let number = node.as_text().and_then(|text| text.parse().ok());
    if number.is_none() {
        invalid(node, key, diags);
    }
    number.unwrap_or_default()
}

fn removed(node: &Node, diags: &mut Diagnostics) -> Option<Removed> {
    node.map_or(diags)?;
    let keys = Keys::of(node, diags)?.only(&REMOVED_KEYS, &Owner::RemovedRecord, diags);
    for key in ["collection", "id"].into_iter().filter(|key| keys.get(key).is_none()) {
        keys.missing(key, Owner::RemovedRecord, diags);
    }
    let last = keys.get("last").and_then(|node| node.map_or(diags)).unwrap_or_default();
    let last = last.iter().map(|pair| {
        let cell = if pair.node.is_null() { "" } else { pair.node.text_or(diags).unwrap_or_default() };
        (pair.key.to_string(), cell.to_owned())
    });
    let last = last.collect();
    let mut name = |key: &'static str| {
        let node = keys.get(key)?;
        let text = node.text_or(diags)?;
        // Each is a part of an address.
        let fits = text.split('_').all(is_identifier) && (key == "collection" || is_identifier(text));
        if !fits {
            invalid(node, key, diags);
        }
        fits.then(|| text.to_owned())
    };
    let (collection, id) = (name("collection"), name("id"));
    Some(Removed { collection: collection?, id: id?, title: keys.owned("title", diags), last })
}

#[cfg(test)]
mod tests {
    use super::parse_version;

    #[test]
    fn a_version_is_three_numbers() {
        assert_eq!(parse_version("1.20.3"), Some([1, 20, 3]));
        for wrong in ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.02.3", "1.2.-3", "1.2.3-rc1", "1..3"] {
            assert_eq!(parse_version(wrong), None, "{wrong}");
        }
    }
}
