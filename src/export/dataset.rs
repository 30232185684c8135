//! What every format reads: the site, and its tables as they are published.
//!
//! In: a checked site. Out: published tables beside the collections they come from, and which records have a
//! file. Never: a format.

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::CheckedSite;
use crate::config::family;
use crate::model::{Record, RecordRef, Site, Table};
use crate::output::OutputPath;
use crate::schema::publish::{self, PublishedTable};
use crate::schema::{Collection, Role, Value};
use crate::source::Sources;

/// A site as data.
#[derive(Debug)]
pub struct Dataset {
    checked: Arc<CheckedSite>,
    /// For each table of the site, what is published of it.
    shelves: Vec<Published>,
    /// The day of publication.
    pub day: Option<Date>,
}

/// What is published of one collection.
#[derive(Debug)]
struct Published {
    /// Empty where nothing is.
    tables: Vec<PublishedTable>,
    /// The published field that says when a record last changed.
    modified: Option<usize>,
}

impl Dataset {
    pub fn new(checked: Arc<CheckedSite>) -> Self {
        let site = checked.site();
        let lookup = |name: &str| site.table(name).map(|(_, table)| &table.collection);
        let shelves = site.tables.iter().map(|table| Published {
            tables: tables(table, &lookup, &site.config.language),
            modified: table.role(Role::Modified),
        });
        let shelves = shelves.collect();
        let day = checked.published().and_then(|moment| moment.get(..10)?.parse().ok());
        Self { checked, shelves, day }
    }

    pub fn site(&self) -> &Site {
        self.checked.site()
    }

    /// The site in its other languages.
    pub fn translations(&self) -> &[Arc<CheckedSite>] {
        self.checked.translations()
    }

    pub fn sources(&self) -> &Sources {
        self.checked.sources()
    }

    /// The declared collections, by name.
    pub fn lookup<'a>(&'a self) -> impl Fn(&str) -> Option<&'a Collection> + 'a {
        |name| self.site().table(name).map(|(_, table)| &table.collection)
    }

    /// The moment of publication, as RFC 3339 has it, where it is known.
    pub fn published(&self) -> Option<&str> {
        self.checked.published()
    }

    /// Whether dates and numbers are written as the French do.
    pub fn is_french(&self) -> bool {
        family(&self.site().config.language) == "fr"
    }

    /// The published table of that number, of the collection of that place.
    pub fn published_table(&self, at: usize, number: usize) -> &PublishedTable {
        &self.shelves[at].tables[number]
    }

    /// The tables published of a collection.
    pub fn of(&self, at: usize) -> &[PublishedTable] {
        &self.shelves[at].tables
    }

    pub fn table(&self, at: usize) -> &Table {
        &self.site().tables[at]
    }

    /// The day a record last changed, where its own field says so.
    pub fn modified(&self, at: usize, record: &Record) -> Option<Date> {
        changed(record, self.shelves[at].modified?)
    }

    /// The file of each published record.
    pub fn record_files(&self) -> impl Iterator<Item = (RecordRef, OutputPath)> {
        self.records(|_| true).map(|at| {
            let (table, record) = self.site().record(at);
            (at, format!("data/{}/{}.json", table.collection.name, record.id))
        })
    }

    /// Every record of which anything is published.
    pub fn published_records(&self) -> impl Iterator<Item = RecordRef> {
        self.records(|_| true)
    }

    /// The records that are downloadable as kits.
    pub fn kits(&self) -> Vec<RecordRef> {
        self.records(|collection| collection.archive).collect()
    }

    fn records(&self, fits: impl Fn(&Collection) -> bool) -> impl Iterator<Item = RecordRef> {
        let tables = (0u32..).zip(&self.site().tables).zip(&self.shelves);
        let public = tables
            .filter(move |((_, table), published)| !published.tables.is_empty() && fits(&table.collection));
        public.flat_map(|((table, site), _)| {
            (0u32..).zip(&site.records).map(move |(row, _)| RecordRef { table, row })
        })
    }
}

/// The tables of a collection; that of its records says what they were taken from, where one was.
fn tables(table: &Table, lookup: &publish::Lookup, language: &str) -> Vec<PublishedTable> {
    let mut tables = publish::tables(&table.collection, lookup, language);
    if !tables.is_empty() && table.records.iter().any(|record| record.origin.is_some()) {
        let records = tables.remove(0).with_derived(language);
        tables.insert(0, records);
    }
    tables
}

/// The day that a field says, where it is known to the day.
pub fn changed(record: &Record, field: usize) -> Option<Date> {
    match record.values.get(field)?.as_ref()? {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment, _) => Some(moment.date()),
        _ => None,
    }
}
