//! What is published, as facts that the writers of pages, of data and of messages share.
//!
//! In: records, tables, paths. Out: [`route`]s, the [`Downloads`] there are, what pages weigh. Never: a page, an export, words.

pub mod route;
pub mod weight;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::model::RecordRef;
use crate::output::{HashedFile, OutputPath};
use crate::schema::publish::{PublishedKey, TableKind};

/// A file that a page offers for download.
#[derive(Clone, Debug)]
pub struct Download {
    pub path: OutputPath,
    /// What people call the format: `CSV`, `JSON`, `ZIP`.
    pub format: &'static str,
    pub media_type: &'static str,
    pub file: Arc<HashedFile>,
}

/// A published table, for its data page: what it holds, column by column, its first rows, and its files.
#[derive(Clone, Debug)]
pub struct TableDownloads {
    /// `outils`, `outils-etapes`.
    pub name: String,
    pub title: String,
    pub description: String,
    pub kind: TableKind,
    pub rows: usize,
    /// The published Table Schema, whose `fields` are the dictionary.
    pub schema: serde_json::Value,
    pub keys: Vec<PublishedKey>,
    /// Read when a page first asks: it takes every cell of the table.
    pub preview: Arc<LazyLock<TablePreview, ReadPreview>>,
    pub files: Vec<Download>,
}

/// Reads the cells of a table.
pub type ReadPreview = Box<dyn FnOnce() -> TablePreview + Send>;

/// What is seen of a table by reading it.
#[derive(Debug)]
pub struct TablePreview {
    /// In the order of the schema's fields.
    pub columns: Vec<ColumnProfile>,
    /// Canonical cells of the first 20 rows, the long ones cut.
    pub first_rows: Vec<Vec<String>>,
}

/// What the cells of a column are like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnProfile {
    pub name: String,
    /// How many cells hold something.
    pub filled: usize,
    /// A text whose every cell looks like something else (a SIRET, a postal code): who loads it has to be told.
    pub disguised: bool,
}

/// Everything there is to download, by what it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Downloads {
    /// By collection: its own table first, then child and join tables.
    pub tables: BTreeMap<String, Vec<TableDownloads>>,
    /// By collection: its data as search engines read them, in JSON-LD. Empty where the site has no address.
    pub described: BTreeMap<String, String>,
    pub kits: BTreeMap<RecordRef, Download>,
    /// Of the data as a whole: the data package …
    pub whole: Vec<Download>,
}
