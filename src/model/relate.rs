//! Who names whom: the relations that `reference` fields and foreign keys declare.
//!
//! In: assembled tables. Out: [`Relations`]. A name that nobody has is `broken-reference`, at its place.

use super::{Record, RecordRef, Relation, Relations, Site, Table};
use crate::diag::{Diagnostics, Problem, nearest};
use crate::schema::{Field, Value};
use crate::source::{Sources, Span};

/// Resolves every reference of every record.
pub fn relate(sources: &Sources, site: &Site, diags: &mut Diagnostics) -> Relations {
    let mut outward = Vec::new();
    for (number, table) in (0u32..).zip(&site.tables) {
        let referring: Vec<(u32, &Field)> =
            (0u32..).zip(&table.collection.schema.fields).filter(|(_, field)| refers(field)).collect();
        if referring.is_empty() {
            continue;
        }
        for (row, record) in (0u32..).zip(&table.records) {
            let from = RecordRef { table: number, row };
            for (index, field) in &referring {
                let Some(value) = &record.values[*index as usize] else { continue };
                let place = record.spans[*index as usize].unwrap_or(record.span);
                let mut names = Vec::new();
                named(field, value, Reach::Public, &mut names);
                for Named { collection, name, reach } in names {
                    match (site.find(collection, name), reach) {
                        (Some(to), Reach::Public) => outward.push(Relation { from, field: *index, to }),
                        (Some(_), Reach::Personal) => {}
                        (None, _) => broken(sources, site, collection, name, place, diags),
                    }
                }
            }
        }
    }
    Relations::new(outward)
}

fn refers(field: &Field) -> bool {
    field.reference.is_some() || field.fields.iter().any(refers)
}

/// A name that a value holds.
struct Named<'a> {
    /// The collection it names a record of.
    collection: &'a str,
    name: &'a str,
    reach: Reach,
}

/// Whether a name makes a relation. A relation shows on the page of either end and in its kit: personal
/// data never does, and only has to name what exists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Public,
    Personal,
}

/// The names a value holds; what is inside a personal field is personal.
fn named<'a>(field: &'a Field, value: &'a Value, around: Reach, names: &mut Vec<Named<'a>>) {
    let reach = if field.personal { Reach::Personal } else { around };
    match (value, &field.reference) {
        (Value::Text(name), Some(collection)) => names.push(Named { collection, name, reach }),
        (Value::List(items), Some(_)) => items.iter().for_each(|item| named(field, item, reach, names)),
        (Value::Rows(rows), _) => {
            for row in rows {
                for (nested, value) in field.fields.iter().zip(row) {
                    if let Some(value) = value {
                        named(nested, value, reach, names);
                    }
                }
            }
        }
        _ => {}
    }
}

fn broken(
    sources: &Sources,
    site: &Site,
    collection: &str,
    name: &str,
    place: Span,
    diags: &mut Diagnostics,
) {
    // A collection that does not exist was reported with the schema.
    let Some((_, table)) = site.table(collection) else { return };
    let problem = Problem::BrokenReference {
        value: name.to_owned(),
        collection: collection.to_owned(),
        nearest: nearest_record(table, name),
    };
    diags.error(within(sources, place, name), problem);
}

/// The identifier an editor most likely meant: one near the name, or the record whose label was written.
fn nearest_record(table: &Table, name: &str) -> Option<String> {
    let label = |record: &Record| {
        let value = record.values[table.collection.label?].as_ref()?;
        matches!(value, Value::Text(text) if **text == *name).then(|| record.id.clone())
    };
    nearest(name, table.records.iter().map(|record| record.id.as_str()))
        .or_else(|| table.records.iter().find_map(label))
}

/// Where a name stands inside a larger value, as a word of its own.
fn within(sources: &Sources, place: Span, name: &str) -> Span {
    let text = sources.text(place);
    let part_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(name)
        .find(|(at, _)| {
            !text[..*at].ends_with(part_of_word) && !text[at + name.len()..].starts_with(part_of_word)
        })
        .map_or(place, |(at, _)| place.slice(at, at + name.len()))
}
