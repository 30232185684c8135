//! What changed between two published packages: tables, columns, rows, cells; and the version that this makes.
//!
//! In: two packages, each a descriptor and a way to open its tables. Out: a [`Difference`], facts that `report` puts into
//! words, and a release for `content/releases.yaml`. Never: the disk or the network (but in `store`, the door), a table
//! held whole in memory.

mod columns;
mod package;
mod record;
mod rows;
pub mod store;
mod version;

use std::io::{self, Read, Seek, Write};

use crate::diag::Problem;

pub use columns::{ColumnChange, ColumnChanges};
pub use package::{DiffPackage, DiffResource};
pub use record::{RecordedRelease, insert, release};
pub use rows::{CellChange, ChangedRow, NamedCells, RowChanges};
pub use version::{Level, measure_level, propose_version};

/// Where the files of a package are.
pub trait PackageFiles {
    /// The file of that path, beside the descriptor.
    ///
    /// # Errors
    /// Where it cannot be had.
    fn open(&self, path: &str) -> Result<Box<dyn Read>, FileFailure>;
}

/// Why a file of a package cannot be had.
#[derive(Debug)]
pub enum FileFailure {
    Disk(io::Error),
    Site(Problem),
}

impl From<io::Error> for FileFailure {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

/// Room for what is too large to be held.
pub trait Scratch {
    /// An empty file, gone once it is let go.
    ///
    /// # Errors
    /// Where there is no room.
    fn file(&self) -> io::Result<Box<dyn Spill>>;
}

/// A file of a [`Scratch`].
pub trait Spill: Read + Write + Seek {}
impl<T: Read + Write + Seek> Spill for T {}

/// Why two packages could not be compared.
#[derive(Debug)]
pub enum DiffFailure {
    /// There is no package at an address.
    Missing { address: String, reason: String },
    /// The site that was named does not answer, or not as it should.
    Site { address: String, problem: Problem },
    /// The descriptor is none.
    Descriptor { address: String, reason: String },
    /// A table of that package cannot be read.
    Table { address: String, table: String, reason: String },
}

/// What changed between two packages.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    pub old: Edition,
    pub new: Edition,
    /// The properties of the descriptor itself that differ: `title`, `licenses` …
    pub properties: Vec<&'static str>,
    /// In the order of the new package; those that are gone follow.
    pub tables: Vec<TableChange>,
}

/// Which package is meant.
#[derive(Clone, Debug, Default)]
pub struct Edition {
    pub address: String,
    pub title: String,
    pub version: String,
    /// The day of publication, `YYYY-MM-DD`; empty where the package does not say.
    pub date: String,
}

/// What became of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TableFate {
    #[default]
    Kept,
    Added,
    Removed,
}

/// What changed in a table.
#[derive(Clone, Debug, Default)]
pub struct TableChange {
    pub name: String,
    pub title: String,
    pub fate: TableFate,
    /// Whether a row is a record, which has an address of its own.
    pub holds_records: bool,
    /// The column that names a row to people.
    pub label: Option<String>,
    pub columns: ColumnChanges,
    pub rows: RowChanges,
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.properties.is_empty() && self.tables.iter().all(TableChange::is_empty)
    }
}

impl TableChange {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fate == TableFate::Kept && self.columns.is_empty() && self.rows.is_empty()
    }
}

/// Compares two packages; of each table at most `listed` rows of each kind are given one by one, all are counted.
///
/// # Errors
/// See [`DiffFailure`].
pub fn compare(
    [old, new]: [&DiffPackage; 2],
    shelves: [&dyn PackageFiles; 2],
    scratch: &dyn Scratch,
    listed: usize,
) -> Result<Difference, DiffFailure> {
    let mut tables = Vec::new();
    for resource in &new.resources {
        let before = old.read_resource(&resource.name);
        let columns = before.map(|before| columns::compare(before, resource)).unwrap_or_default();
        let sides = [before.map(|before| (old, before)), Some((new, resource))];
        let rows = rows::compare(sides, shelves, scratch, listed)?;
        let fate = if before.is_some() { TableFate::Kept } else { TableFate::Added };
        tables.push(TableChange { fate, columns, rows, ..describe_table(resource) });
    }
    for resource in old.resources.iter().filter(|resource| new.read_resource(&resource.name).is_none()) {
        let rows = rows::compare([Some((old, resource)), None], shelves, scratch, listed)?;
        tables.push(TableChange { fate: TableFate::Removed, rows, ..describe_table(resource) });
    }
    Ok(Difference {
        old: old.edition.clone(),
        new: new.edition.clone(),
        properties: package::list_differing(old, new),
        tables,
    })
}

fn describe_table(resource: &DiffResource) -> TableChange {
    TableChange {
        name: resource.name.clone(),
        title: resource.title.clone(),
        holds_records: resource.holds_records(),
        label: resource.label(),
        ..TableChange::default()
    }
}
