//! What people call each record, well set once for all the pages that name it.
//!
//! In: the records of a site. Out: their labels. Never: a label that hides another record's of the same name.

use std::borrow::Cow;

use super::typography::Typography;
use crate::model::{RecordRef, Site};

/// The labels that are not set as they are written.
#[derive(Debug)]
pub struct Labels {
    /// By table, by row; nothing for a label that stands well as it is.
    reset: Vec<Vec<Option<Box<str>>>>,
}

impl Labels {
    /// Sets the label of each record.
    #[must_use]
    pub fn new(site: &Site, typography: Typography) -> Self {
        let reset = site.tables.iter().map(|table| {
            let labels = table.records.iter().map(|record| match typography.set(table.name(record)) {
                Cow::Borrowed(_) => None,
                Cow::Owned(label) => Some(label.into_boxed_str()),
            });
            labels.collect()
        });
        Self { reset: reset.collect() }
    }

    /// What people call a record.
    #[must_use]
    pub fn of<'a>(&'a self, site: &'a Site, at: RecordRef) -> &'a str {
        let reset = self.reset[at.table as usize][at.row as usize].as_deref();
        reset.unwrap_or_else(|| {
            let (table, record) = site.record(at);
            table.name(record)
        })
    }
}
