//! The order of a collection's records: its `sort` fields, by the language of the site, then as written.

use std::cmp::Ordering;
use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use super::Record;
use crate::schema::{Collection, Value};

/// Sorts records. Silent values come last; text follows the language (é sorts with e); what the fields
/// leave equal stays in the order written.
pub fn sort(collection: &Collection, language: &str, records: &mut [Arc<Record>]) {
    if collection.sort.is_empty() {
        return;
    }
    let collator = collator(language);
    records.sort_by(|a, b| {
        let compare =
            |field: &usize| compare(collator.as_ref(), a.values[*field].as_ref(), b.values[*field].as_ref());
        collection.sort.iter().map(compare).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
}

/// The collation of a language; the root collation where it has none of its own.
fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale = language.parse().unwrap_or(Locale::UNKNOWN);
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

fn compare(collator: Option<&CollatorBorrowed<'_>>, a: Option<&Value>, b: Option<&Value>) -> Ordering {
    match (a, b) {
        (Some(Value::Text(a)), Some(Value::Text(b))) => match collator {
            Some(collator) => collator.compare(a, b),
            None => a.cmp(b),
        },
        (Some(a), Some(b)) => a.order(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
