//! The order of a collection's records: its `sort` fields, by the language of the site, then identifiers.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use super::Record;
use crate::schema::{Collection, Value};

/// Sorts records. Silent values come last; text follows the language (é sorts with e).
pub fn sort(collection: &Collection, language: &str, records: &mut [Record]) {
    let Some(collator) = collator(language) else {
        records.sort_by(|a, b| a.id.cmp(&b.id));
        return;
    };
    records.sort_by(|a, b| {
        collection
            .sort
            .iter()
            .map(|field| compare(&collator, a.values[*field].as_ref(), b.values[*field].as_ref()))
            .find(|order| order.is_ne())
            .unwrap_or_else(|| natural(&a.id, &b.id))
    });
}

/// The collation of a language; the root collation where it has none of its own.
#[must_use]
pub fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale = language.parse().unwrap_or(Locale::UNKNOWN);
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

fn compare(collator: &CollatorBorrowed<'_>, a: Option<&Value>, b: Option<&Value>) -> Ordering {
    match (a, b) {
        (Some(Value::Text(a)), Some(Value::Text(b))) => collator.compare(a, b),
        (Some(a), Some(b)) => a.order(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Identifiers with the numbers at their end compared as numbers: `etape-2` before `etape-10`.
fn natural(a: &str, b: &str) -> Ordering {
    parts(a).cmp(&parts(b)).then_with(|| a.cmp(b))
}

/// What stands before the number at the end of an identifier, and that number: one key for every
/// identifier, so that the order is total.
fn parts(id: &str) -> (&str, Option<u64>) {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    match id[stem.len()..].parse() {
        Ok(number) => (stem, Some(number)),
        Err(_) => (id, None),
    }
}
