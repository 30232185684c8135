//! From a checked site to pages.
//!
//! In: a [`CheckedSite`] and, for its data pages, the [`Shelf`] of what there is to download. Out: pages
//! as pure functions, put into the [`Output`]. Never: disk, clock, a word about one city's collections.
//!
//! [`CheckedSite`]: crate::check::CheckedSite
//! [`Output`]: crate::output::Output

pub mod route;

use std::collections::BTreeMap;

use crate::model::RecordRef;
use crate::output::OutputPath;

/// A file that a page offers for download.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    pub path: OutputPath,
    /// What people call the format: `CSV`, `JSON`, `ZIP`.
    pub format: &'static str,
    pub media_type: &'static str,
    pub bytes: u64,
    /// Hexadecimal.
    pub sha256: String,
}

/// A published table, for its data page: what it holds, column by column, and its first rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// `outils`, `outils-etapes`.
    pub name: String,
    pub title: String,
    pub description: String,
    pub rows: usize,
    /// The published Table Schema, whose `fields` are the dictionary.
    pub schema: serde_json::Value,
    pub header: Vec<String>,
    /// Canonical cells of the first 20 rows.
    pub preview: Vec<Vec<String>>,
    pub downloads: Vec<Download>,
}

/// Everything there is to download, by what it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    /// By collection: its own table first, then child and join tables.
    pub sheets: BTreeMap<String, Vec<Sheet>>,
    pub kits: BTreeMap<RecordRef, Download>,
    /// Of the data as a whole: the data package …
    pub whole: Vec<Download>,
}
