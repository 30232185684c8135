//! One table in one format.
//!
//! In: tables and [`TableFormat`]s. Out: sealed files, whose size and hash the package and the pages state.
//! Never: what a format looks like.

use std::io::{self, Write};
use std::sync::Arc;

use super::dataset::Dataset;

use crate::output::{HashedFile, OutputPath};
use crate::publication::Download;
use crate::schema::publish::PublishedTable;

/// A form that a table is published in.
#[derive(Clone, Copy)]
pub struct TableFormat {
    /// What people call it.
    pub name: &'static str,
    pub media_type: &'static str,
    /// Where a table stands in this format; nothing where it has no such form.
    pub path: fn(&PublishedTable) -> Option<OutputPath>,
    pub write: TableWriter,
}

/// Writes the published table `number` of the collection `at`.
pub type TableWriter = fn(&Dataset, at: usize, table: &PublishedTable, &mut dyn Write) -> io::Result<()>;

/// A table in a format.
pub struct Distribution {
    /// The collection's place in the site, and the table's among what is published of it.
    pub at: usize,
    pub number: usize,
    pub download: Download,
}

/// Every table in every format it has, in the order of collections, tables and formats.
pub fn list_distributions(dataset: &Arc<Dataset>, formats: &[TableFormat]) -> Vec<Distribution> {
    let mut all = Vec::new();
    for at in 0..dataset.site().tables.len() {
        for number in 0..dataset.list_tables(at).len() {
            all.extend(formats.iter().filter_map(|format| make_distribution(dataset, at, number, *format)));
        }
    }
    all
}

fn make_distribution(
    dataset: &Arc<Dataset>,
    at: usize,
    number: usize,
    format: TableFormat,
) -> Option<Distribution> {
    let path = (format.path)(dataset.get_published_table(at, number))?;
    let dataset = Arc::clone(dataset);
    let file = HashedFile::new(move |out| {
        Ok((format.write)(&dataset, at, dataset.get_published_table(at, number), out)?)
    });
    let download =
        Download { path, format: format.name, media_type: format.media_type, file: Arc::new(file) };
    Some(Distribution { at, number, download })
}
