//! `content/releases.yaml` → the published versions of the data, the newest first.
//!
//! `essaim diff --record` writes it, a person adds a note or corrects it; the changelog, its feed, the version of the data
//! and the pages of records that are gone are made from it, never from an earlier output.

use jiff::civil::Date;

use crate::config::codes::RELEASE_ORDER;
use crate::diag::Diagnostics;
use crate::load::yaml::{self, Node};
use crate::settings::{Keys, RELEASE, RELEASED_TABLE, REMOVED_RECORD, parse_version};
use crate::source::{SourceId, Sources, Span};

/// Where it stands.
pub const RELEASES: &str = "content/releases.yaml";

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

/// Reads the releases. Each is newer than those below it.
pub fn read(sources: &Sources, source: SourceId, diags: &mut Diagnostics) -> Vec<Release> {
    let Some(root) = yaml::parse(sources, sources.whole(source), diags) else { return Vec::new() };
    let items = if root.is_null() { &[] } else { root.list_or(diags).unwrap_or_default() };
    let mut releases: Vec<Release> = Vec::with_capacity(items.len());
    let mut above: Option<([u64; 3], Date)> = None;
    for item in items {
        let Some((release, span)) = read_release(item, diags) else { continue };
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

/// Reads a release; with the place of its version.
fn read_release(node: &Node, diags: &mut Diagnostics) -> Option<(Release, Span)> {
    node.map_or(diags)?;
    let keys = Keys::read(node, &RELEASE, diags)?;
    keys.require(diags);
    let version = keys.string("version", diags);
    let date = keys.parsed("date", diags);
    let note = keys.string("note", diags);
    let agreed = keys.text("consent", diags).is_some();
    let note_span = keys.get("note").filter(|_| !agreed).map(|node| node.span);
    let tables = keys.items("tables", diags).iter().filter_map(|node| read_table(node, diags)).collect();
    let removed = keys.items("removed", diags).iter().filter_map(|node| read_removed(node, diags)).collect();
    let span = keys.get("version").map_or(node.span, |node| node.span);
    Some((Release { version: version?, date: date?, note, note_span, tables, removed }, span))
}

fn read_table(node: &Node, diags: &mut Diagnostics) -> Option<TableRelease> {
    node.map_or(diags)?;
    let keys = Keys::read(node, &RELEASED_TABLE, diags)?;
    keys.require(diags);
    let state = keys.string("state", diags);
    let mut count = |key| keys.number(key, diags).unwrap_or_default();
    let [added, removed, changed] = ["added", "removed", "changed"].map(&mut count);
    let mut columns = |key| keys.strings(key, diags).unwrap_or_default();
    let [columns_added, columns_removed, columns_changed] =
        ["columns_added", "columns_removed", "columns_changed"].map(&mut columns);
    Some(TableRelease {
        table: keys.string("table", diags)?,
        title: keys.string("title", diags),
        state,
        added,
        removed,
        changed,
        columns_added,
        columns_removed,
        columns_changed,
    })
}

fn read_removed(node: &Node, diags: &mut Diagnostics) -> Option<Removed> {
    node.map_or(diags)?;
    let keys = Keys::read(node, &REMOVED_RECORD, diags)?;
    keys.require(diags);
    let last = keys.entries("last", diags).iter().map(|pair| {
        let cell = if pair.node.is_null() { "" } else { pair.node.text_or(diags).unwrap_or_default() };
        (pair.key.to_string(), cell.to_owned())
    });
    let last = last.collect();
    let (collection, id) = (keys.string("collection", diags), keys.string("id", diags));
    Some(Removed { collection: collection?, id: id?, title: keys.string("title", diags), last })
}
