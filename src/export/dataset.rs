//! What every format reads: the site, and its tables as they are published.
//!
//! In: a checked site. Out: published tables beside the collections they come from, and which records have a
//! file. Never: a format.

use std::sync::Arc;

use jiff::civil::Date;

use crate::check::CheckedSite;
use crate::check::links::Links;
use crate::config::{Release, TableRelease, family};
use crate::messages::Language;
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
    shelves: Vec<PublishedCollection>,
    /// The day of publication.
    pub day: Option<Date>,
}

/// What is published of one collection.
#[derive(Debug)]
struct PublishedCollection {
    /// Empty where nothing is.
    tables: Vec<PublishedTable>,
    /// The published field that says when a record last changed.
    modified: Option<usize>,
    /// The oldest and the newest day that it says, none after the publication.
    days: Option<[Date; 2]>,
}

impl Dataset {
    pub fn new(checked: Arc<CheckedSite>) -> Self {
        let site = checked.site();
        let lookup = |name: &str| site.table(name).map(|(_, table)| &table.collection);
        let day = checked.published().and_then(|moment| moment.get(..10)?.parse().ok());
        let shelves = site.tables.iter().map(|table| {
            let modified = table.find_role(Role::Modified);
            let tables = publish_tables(table, &lookup, &site.config.language);
            PublishedCollection {
                tables,
                modified,
                days: modified.and_then(|field| find_day_span(table, field, day)),
            }
        });
        let shelves = shelves.collect();
        Self { checked, shelves, day }
    }

    pub fn site(&self) -> &Site {
        self.checked.site()
    }

    /// The site in its other languages.
    pub fn translations(&self) -> &[Arc<CheckedSite>] {
        self.checked.translations()
    }

    /// Where what texts name stands.
    #[must_use]
    pub fn links(&self) -> &Links {
        self.checked.links()
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

    /// The language of what the data say of themselves: the site's, else English.
    pub fn language(&self) -> Language {
        Language::of_site(&self.site().config.language)
    }

    /// Whether dates and numbers are written as the French do.
    pub fn is_french(&self) -> bool {
        family(&self.site().config.language) == "fr"
    }

    /// The published table of that number, of the collection of that place.
    pub fn get_published_table(&self, at: usize, number: usize) -> &PublishedTable {
        &self.shelves[at].tables[number]
    }

    /// The tables published of a collection.
    pub fn list_tables(&self, at: usize) -> &[PublishedTable] {
        &self.shelves[at].tables
    }

    pub fn get_table(&self, at: usize) -> &Table {
        &self.site().tables[at]
    }

    /// The day a record last changed, where its own field says so.
    pub fn find_modified(&self, at: usize, record: &Record) -> Option<Date> {
        read_change_day(record, self.shelves[at].modified?)
    }

    /// The day the data of a collection were first published: that of the oldest release that brought them, else of the
    /// oldest one. Where there are no releases, the oldest day that a record says: never that of a build, which comes
    /// again with each.
    pub fn find_issued(&self, at: usize) -> Option<Date> {
        let name = self.list_tables(at).first().map(|table| table.name.as_str());
        let oldest_first = || self.site().config.releases.iter().rev();
        let brought = |table: &TableRelease| {
            Some(table.table.as_str()) == name && table.state.as_deref() == Some("added")
        };
        let release = oldest_first().find(|release| release.tables.iter().any(brought));
        release
            .or_else(|| oldest_first().next())
            .map(|release| release.date)
            .or_else(|| self.shelves[at].days.map(|[oldest, _]| oldest))
    }

    /// The day the data of a collection last changed, as its records and the releases say; else the day of publication.
    pub fn find_updated(&self, at: usize) -> Option<Date> {
        let name = self.list_tables(at).first().map(|table| table.name.as_str());
        let told = |release: &&Release| release.tables.iter().any(|table| Some(table.table.as_str()) == name);
        let release = self.site().config.releases.iter().find(told).map(|release| release.date);
        let newest = self.shelves[at].days.map(|[_, newest]| newest);
        release.max(newest).or(self.day).max(self.find_issued(at))
    }

    /// The day that any of the data were first published.
    pub fn find_first_issued(&self) -> Option<Date> {
        let public = (0..self.shelves.len()).filter(|at| !self.list_tables(*at).is_empty());
        let oldest = self.site().config.releases.last().map(|release| release.date);
        oldest.or_else(|| public.filter_map(|at| self.find_issued(at)).min())
    }

    /// The file of each published record.
    pub fn record_files(&self) -> impl Iterator<Item = (RecordRef, OutputPath)> {
        self.select_records(|_| true).map(|at| {
            let (table, record) = self.site().record(at);
            (at, format!("data/{}/{}.json", table.collection.name, record.id))
        })
    }

    /// Every record of which anything is published.
    pub fn published_records(&self) -> impl Iterator<Item = RecordRef> {
        self.select_records(|_| true)
    }

    /// The records that are downloadable as kits.
    pub fn kits(&self) -> Vec<RecordRef> {
        self.select_records(|collection| collection.archive).collect()
    }

    fn select_records(&self, fits: impl Fn(&Collection) -> bool) -> impl Iterator<Item = RecordRef> {
        let tables = (0u32..).zip(&self.site().tables).zip(&self.shelves);
        let public = tables
            .filter(move |((_, table), published)| !published.tables.is_empty() && fits(&table.collection));
        public.flat_map(|((table, site), _)| {
            (0u32..).zip(&site.records).map(move |(row, _)| RecordRef { table, row })
        })
    }
}

/// The tables of a collection; that of its records says what they were taken from, where one was.
fn publish_tables(table: &Table, lookup: &publish::Lookup, language: &str) -> Vec<PublishedTable> {
    let mut tables = publish::list_tables(&table.collection, lookup, language);
    if !tables.is_empty() && table.records.iter().any(|record| record.origin.is_some()) {
        let records = tables.remove(0).with_derived(language);
        tables.insert(0, records);
    }
    tables
}

/// The oldest and the newest day that a field says, of those that are not after the publication.
fn find_day_span(table: &Table, field: usize, published: Option<Date>) -> Option<[Date; 2]> {
    let days = table.records.iter().filter_map(|record| read_change_day(record, field));
    days.filter(|day| published.is_none_or(|published| *day <= published)).fold(None, |span, day| {
        let [oldest, newest] = span.unwrap_or([day, day]);
        Some([oldest.min(day), newest.max(day)])
    })
}

/// The day that a field says, where it is known to the day.
pub fn read_change_day(record: &Record, field: usize) -> Option<Date> {
    match record.values.get(field)?.as_ref()? {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment, _) => Some(moment.date()),
        _ => None,
    }
}
