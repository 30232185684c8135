//! Which file is what: the project's folder as collections, records, parts and attachments.
//!
//! In: paths. Out: [`Tree`]. A pure function of the paths, sorted, so the order of reading never shows.

use std::collections::BTreeMap;

use crate::source::{AssetId, SourceId, Sources};

/// What every file of a project is.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `content/site.yaml`.
    pub site: Option<SourceId>,
    /// `content/_fields.yaml`.
    pub shared_fields: Option<SourceId>,
    /// The folders of `content/` but `pages`, by name.
    pub folders: BTreeMap<String, Folder>,
    /// `content/pages/`.
    pub pages: Folder,
}

/// A collection's folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Its `_collection.yaml`.
    pub declaration: Option<SourceId>,
    /// Its data, by path. A schema file that the declaration names is among them until it is named.
    pub documents: Vec<Document>,
    /// Files that belong to no record.
    pub assets: Vec<AssetId>,
}

/// A file, or a record's folder, that holds records.
#[derive(Clone, Debug)]
pub struct Document {
    pub source: SourceId,
    pub kind: DocumentKind,
}

#[derive(Clone, Debug)]
pub enum DocumentKind {
    /// One record: front matter and body, with the parts and attachments of its folder.
    Markdown { parts: Vec<SourceId>, assets: Vec<AssetId> },
    /// A list: one record an item.
    Yaml,
    /// A table: one record a row.
    Csv,
    /// JSON: only ever a schema.
    Json,
}

/// Sorts a project's files.
#[must_use]
pub fn tree(sources: &Sources) -> Tree {
    let _ = sources;
    Tree::default()
}
