//! Where a record was taken from: its `origin` block, the lock file that remembers it, what was changed since.
//!
//! In: the block as written, `origins/lock.yaml`, the pristine copies beside it. Out: [`Origin`]s, [`Locked`]
//! records, the [`RecordChanges`] of each. Never: a file fetched, a judgement (that is `check`'s).

use std::collections::{BTreeMap, BTreeSet};

use super::{Record, RecordRef, Site, Table};
use crate::diag::Diagnostics;
use crate::load::Tree;
use crate::load::front;
use crate::load::yaml::{self, Node};
use crate::settings::codes::INVALID_SETTING;
use crate::settings::{self, Keys, LOCKED_FILE, LOCKED_RECORD, LOCKED_SOURCE, ORIGIN};
use crate::source::{SourceId, Sources, Span};

/// The folder, at the project's root, of the lock file and the pristine copies.
pub const FOLDER: &str = "origins";
/// What remembers which records came from elsewhere.
pub const LOCK: &str = "origins/lock.yaml";

/// What a record was taken from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    pub title: Option<String>,
    /// The page of the original.
    pub url: Option<String>,
    /// `collection/id`, there.
    pub id: String,
    pub publisher: String,
    pub siret: Option<String>,
    pub version: Option<String>,
    /// The identifier of a known licence, else its name.
    pub license: String,
    pub license_url: Option<String>,
    /// When it last changed there, as written.
    pub modified: Option<String>,
    pub imported: Option<String>,
    /// Whether somebody wrote that it is no mere copy.
    pub variant: bool,
    /// What the original was itself taken from.
    pub from: Option<String>,
    /// What was changed here, in the city's own words.
    pub changes: Option<String>,
    pub span: Option<Span>,
}

/// The block of a record; nothing where what reuse asks for is not in it.
pub fn read(node: &Node, diags: &mut Diagnostics) -> Option<Origin> {
    let keys = Keys::read(node, &ORIGIN, diags)?;
    let mut required = |key: &'static str| {
        let text = keys.string(key, diags).filter(|text| !text.trim().is_empty());
        if text.is_none() {
            keys.report_missing(key, diags);
        }
        text
    };
    let (id, publisher, license) = (required("id"), required("publisher"), required("license"));
    let mut day = |key: &'static str| {
        let node = keys.get(key)?;
        let text = node.text_or(diags)?;
        if text.parse::<jiff::civil::Date>().is_err() {
            diags.add(node.span, INVALID_SETTING.choose("key", key).with("value", text));
        }
        Some(text.to_owned())
    };
    let (modified, imported) = (day("modified"), day("imported"));
    let state = keys.text("state", diags);
    Some(Origin {
        title: keys.string("title", diags),
        url: keys.string("url", diags),
        id: id?,
        publisher: publisher?,
        siret: keys.string("siret", diags),
        version: keys.string("version", diags),
        license: license?,
        license_url: keys.string("license_url", diags),
        modified,
        imported,
        variant: state == Some("variant"),
        from: keys.string("from", diags),
        changes: keys.string("changes", diags),
        span: Some(node.span),
    })
}

/// A record that came from elsewhere, as the lock file remembers it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locked {
    /// `collection/id`, here.
    pub record: String,
    /// The file of the record.
    pub path: String,
    /// Where updates are asked for: an address, a folder, an archive.
    pub source: String,
    /// `collection/id`, there.
    pub origin: String,
    pub publisher: String,
    pub license: String,
    pub files: Vec<LockedFile>,
}

impl Locked {
    /// Whether a record says that it is this one, wherever it stands.
    #[must_use]
    pub fn is_said_by(&self, record: &Record) -> bool {
        let origin = record.origin.as_ref();
        origin.is_some_and(|origin| origin.id == self.origin && origin.publisher == self.publisher)
    }
}

/// A file of such a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LockedFile {
    /// Here.
    pub path: String,
    /// SHA-256 of the original.
    pub sha256: String,
    /// SHA-256 of what was written here.
    pub kept: String,
}

/// An address that was asked, and what it said of its state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceState {
    pub address: String,
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// `origins/lock.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock {
    pub records: Vec<Locked>,
    pub sources: Vec<SourceState>,
}

/// Reads the lock file; empty where there is none.
pub fn lock(sources: &Sources, source: Option<SourceId>, diags: &mut Diagnostics) -> Lock {
    let Some(source) = source else { return Lock::default() };
    let Some(root) = yaml::parse(sources, sources.whole(source), diags) else { return Lock::default() };
    let Some(keys) = Keys::read(&root, &settings::LOCK, diags) else { return Lock::default() };
    let mut lock = Lock::default();
    for item in keys.items("records", diags) {
        let Some(item) = Keys::open(item, &LOCKED_RECORD, diags) else { continue };
        let mut text = |key: &str| item.string(key, diags).unwrap_or_default();
        let [record, path, source, origin, publisher, license] =
            ["record", "path", "source", "origin", "publisher", "license"].map(&mut text);
        let mut files = Vec::new();
        for file in item.items("files", diags) {
            let Some(file) = Keys::open(file, &LOCKED_FILE, diags) else { continue };
            let mut text = |key: &str| file.string(key, diags).unwrap_or_default();
            let [path, sha256, kept] = ["path", "sha256", "kept"].map(&mut text);
            files.push(LockedFile { path, sha256, kept });
        }
        lock.records.push(Locked { record, path, source, origin, publisher, license, files });
    }
    for item in keys.items("sources", diags) {
        let Some(item) = Keys::open(item, &LOCKED_SOURCE, diags) else { continue };
        let mut text = |key: &str| item.string(key, diags);
        let [address, etag, last_modified] = ["address", "etag", "last_modified"].map(&mut text);
        let address = address.unwrap_or_default();
        lock.sources.push(SourceState { address, etag, last_modified });
    }
    lock
}

/// Where the pristine copy of a file stands.
#[must_use]
pub fn to_pristine(path: &str) -> String {
    format!("{FOLDER}/{}", path.strip_prefix("content/").unwrap_or(path))
}

/// What was changed in a record since it was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordChanges {
    /// By index in the schema.
    pub fields: Vec<usize>,
    /// Whether the text itself changed.
    pub body: bool,
    /// Titles of parts, new, changed or gone.
    pub parts: Vec<String>,
    /// Names of attached files, likewise.
    pub files: Vec<String>,
}

impl RecordChanges {
    /// Whether the record is what was taken.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a record of the lock file stands: under its name, or wherever the one went that says where it came from.
#[must_use]
pub fn find(site: &Site, locked: &Locked) -> Option<RecordRef> {
    let named = locked.record.split_once('/').and_then(|(collection, id)| site.find(collection, id));
    named.filter(|at| locked.is_said_by(site.record(*at).1)).or_else(|| {
        (0u32..).zip(&site.tables).find_map(|(number, table)| {
            let row = table.records.iter().position(|record| locked.is_said_by(record))?;
            Some(RecordRef { table: number, row: u32::try_from(row).ok()? })
        })
    })
}

/// The changes of every record that the lock file knows, for those that have a pristine copy.
#[must_use]
pub fn compare_records(
    sources: &Sources,
    tree: &Tree,
    site: &Site,
    lock: &Lock,
) -> BTreeMap<RecordRef, RecordChanges> {
    let known = lock.records.iter().filter_map(|locked| {
        let at = find(site, locked)?;
        let (table, record) = site.record(at);
        Some((at, compare_record(sources, tree, table, record, locked)))
    });
    known.collect()
}

fn compare_record(
    sources: &Sources,
    tree: &Tree,
    table: &Table,
    record: &Record,
    locked: &Locked,
) -> RecordChanges {
    let own = sources.get(record.source);
    let mut changes = RecordChanges::default();
    // Where a file of the record stood when it was taken, were it moved since.
    let [here, there] = [own.path.as_str(), locked.path.as_str()].map(take_folder);
    let before = |path: &str| match path.strip_prefix(here) {
        _ if path == own.path => locked.path.clone(),
        Some(name) => format!("{there}{name}"),
        None => path.to_owned(),
    };
    let copy = |path: &str| {
        tree.pristine.get(to_pristine(&before(path)).as_str()).map(|source| sources.get(*source))
    };
    if let Some(before) = copy(&own.path) {
        let [before, now] = [&before.text, &own.text].map(|text| split_halves(text));
        changes.body = before.1.trim() != now.1.trim();
        let names = before.0.keys().chain(now.0.keys());
        let mut fields: Vec<usize> = names
            .filter(|name| before.0.get(*name) != now.0.get(*name))
            .filter_map(|name| table.collection.schema.position(name))
            .collect();
        fields.sort_unstable();
        fields.dedup();
        changes.fields = fields;
    }
    let mut standing = BTreeSet::from([before(&own.path)]);
    for part in &record.parts {
        let part_text = sources.get(part.source);
        if copy(&part_text.path).is_none_or(|before| before.text != part_text.text) {
            changes.parts.push(part.title.clone());
        }
        standing.insert(before(&part_text.path));
    }
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    for asset in record.assets.iter().map(|asset| sources.asset(*asset)) {
        let taken = before(&asset.path);
        let kept = locked.files.iter().find(|file| file.path == taken);
        if kept.is_none_or(|file| file.kept != crate::source::sha256(&asset.bytes)) {
            changes.files.push(name(&asset.path));
        }
        standing.insert(taken);
    }
    for file in locked.files.iter().filter(|file| !standing.contains(&file.path)) {
        let list = if file.path.ends_with(".md") { &mut changes.parts } else { &mut changes.files };
        list.push(name(&file.path));
    }
    changes
}

fn take_folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

/// The keys of the `origin` block in a text, as written.
#[must_use]
pub fn read_block(text: &str) -> Vec<(String, String)> {
    let mut sources = Sources::default();
    let id = sources.add("", text);
    let mut unheard = Diagnostics::default();
    let split = front::split(&sources, id, &mut unheard);
    let root = split.and_then(|split| yaml::parse(&sources, split.yaml?, &mut unheard));
    let block =
        root.as_ref().and_then(Node::as_map).unwrap_or_default().iter().find(|pair| &*pair.key == "origin");
    let pairs = block.and_then(|pair| pair.node.as_map()).unwrap_or_default().iter();
    pairs.filter_map(|pair| Some((pair.key.to_string(), pair.node.as_text()?.to_owned()))).collect()
}

/// The values of a front matter as characters, less what the tool writes itself; and the body.
#[must_use]
pub fn split_halves(text: &str) -> (BTreeMap<String, String>, String) {
    let mut sources = Sources::default();
    let id = sources.add("", text);
    let mut unheard = Diagnostics::default();
    let Some(split) = front::split(&sources, id, &mut unheard) else { return Default::default() };
    let root = split.yaml.and_then(|span| yaml::parse(&sources, span, &mut unheard));
    let pairs = root.as_ref().and_then(Node::as_map).unwrap_or_default();
    let values = pairs.iter().filter(|pair| &*pair.key != "origin");
    let values = values.map(|pair| (pair.key.to_string(), pair.node.to_characters())).collect();
    (values, sources.text(split.body).to_owned())
}
