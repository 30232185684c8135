//! The order of a collection's records, on pages and in exports alike: its `sort` fields, by the language of the site.
//! Without `sort`, records that are files of their own stand by their label, since the names of files are no order that a
//! reader knows; the rows of a table and the items of a list stay as they were written, since somebody put them so.

use std::cmp::Ordering;
use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::Locale;
use rayon::prelude::*;

use super::Record;
use crate::schema::{Collection, Value};
use crate::source::Sources;

/// The order of a language: silent values come last, text follows the language (é sorts with e), and digits count as the
/// number they make (sheet 2 comes before sheet 10).
#[derive(Debug)]
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// The collation of a language; the root collation where it has none of its own.
    #[must_use]
    pub fn from_language(language: &str) -> Self {
        let mut preferences = CollatorPreferences::from(language.parse().unwrap_or(Locale::UNKNOWN));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Which text comes first.
    #[must_use]
    pub fn compare_texts(&self, a: &str, b: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        }
    }

    /// A value as it is compared with many. Without a collation, characters stand for themselves.
    #[must_use]
    pub fn make_key<'a>(&self, value: Option<&'a Value>) -> Key<'a> {
        let text = value.and_then(Value::as_text).map(|text| match &self.0 {
            Some(collator) => {
                let mut key = Vec::with_capacity(2 * text.len());
                let Ok(()) = collator.write_sort_key_to(text, &mut key);
                key
            }
            None => text.as_bytes().to_vec(),
        });
        Key { value, text }
    }
}

/// Sorts records; what the fields leave equal stays in the order written.
pub fn sort(sources: &Sources, collection: &Collection, language: &str, records: &mut [Arc<Record>]) {
    // What is personal says nothing, not even by an order.
    let label = collection.label.filter(|label| !collection.schema.fields[*label].personal);
    let own_file = |record: &Arc<Record>| sources.get(record.source).path.ends_with(".md");
    let by: Vec<usize> = match (&collection.sort[..], label) {
        ([], Some(label)) if records.iter().all(own_file) => vec![label],
        (declared, _) => declared.to_vec(),
    };
    if by.is_empty() {
        return;
    }
    let collation = Collation::from_language(language);
    let key =
        |at: usize| by.iter().map(|field| collation.make_key(records[at].values[*field].as_ref())).collect();
    let mut keys: Vec<(Vec<Key>, usize)> =
        (0..records.len()).into_par_iter().map(|at| (key(at), at)).collect();
    keys.sort_by(|(a, _), (b, _)| {
        a.iter().zip(b).map(|(a, b)| a.order(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    let sorted: Vec<Arc<Record>> = keys.into_iter().map(|(_, at)| Arc::clone(&records[at])).collect();
    records.clone_from_slice(&sorted);
}

/// A value, ready to be compared with many: a text is read by the rules of its language once.
pub struct Key<'a> {
    value: Option<&'a Value>,
    text: Option<Vec<u8>>,
}

impl Key<'_> {
    /// Whether there is no value.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.value.is_none()
    }

    /// Which value comes first: silent ones are last.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        match (&self.text, &other.text) {
            (Some(a), Some(b)) => a.cmp(b),
            _ => match (self.value, other.value) {
                (Some(a), Some(b)) => a.order(b),
                (a, b) => a.is_none().cmp(&b.is_none()),
            },
        }
    }
}
