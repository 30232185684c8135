//! Who names whom: the relations that `reference` fields and foreign keys declare.
//!
//! In: assembled tables. Out: [`Relations`]. A name that nobody has is `broken-reference`, at its place.

use std::sync::Arc;

use super::{Record, RecordRef, Relation, Relations, Site, Table};
use crate::diag::{Diagnostics, Suggestions, nearest};
use crate::model::codes::BROKEN_REFERENCE;
use crate::schema::{Field, Value};
use crate::source::{Sources, Span};

/// Resolves every reference of every record.
pub fn relate(sources: &Sources, site: &Site, diags: &mut Diagnostics) -> Relations {
    let mut outward = Vec::new();
    let mut broken = Broken { sources, site, suggestions: Suggestions::default(), diags };
    for (number, table) in (0u32..).zip(&site.tables) {
        let referring: Vec<(u32, &Field)> =
            (0u32..).zip(&table.collection.schema.fields).filter(|(_, field)| has_reference(field)).collect();
        if referring.is_empty() {
            continue;
        }
        for (row, record) in (0u32..).zip(&table.records) {
            let from = RecordRef { table: number, row };
            for (index, field) in &referring {
                let Some(value) = &record.values[*index as usize] else { continue };
                let mut names = Vec::new();
                collect_names(field, value, Visibility::Public, &mut names);
                for name in names {
                    match (site.find(name.collection, name.name), name.reach) {
                        (Some(to), Visibility::Public) => outward.push(Relation { from, field: *index, to }),
                        (Some(_), Visibility::Personal) => {}
                        (None, _) => broken.report(&name, record.spans[*index as usize], record.span),
                    }
                }
            }
        }
    }
    Relations::new(outward)
}

/// The records that sections of pages choose exist.
pub fn check_sections(site: &Site, diags: &mut Diagnostics) {
    for section in site.pages.iter().flat_map(|page| &page.sections) {
        let Some((_, table)) = site.table(&section.collection) else { continue };
        for (id, span) in section.records.iter().filter(|(id, _)| table.find_row(id).is_none()) {
            let collection = section.collection.clone();
            let nearest = find_nearest_record(table, id);
            diags.add(
                *span,
                BROKEN_REFERENCE.with("value", id).with("collection", collection).with("nearest", nearest),
            );
        }
    }
}

fn has_reference(field: &Field) -> bool {
    field.reference.is_some() || field.fields.iter().any(has_reference)
}

/// A name that a value holds.
struct ReferredName<'a> {
    /// The field that holds it, which may be nested in another.
    field: &'a Field,
    /// The collection it names a record of.
    collection: &'a str,
    name: &'a str,
    reach: Visibility,
}

/// Whether a name makes a relation. A relation shows on the page of either end and in its kit: personal
/// data never does, and only has to name what exists.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Visibility {
    Public,
    Personal,
}

/// The names a value holds; what is inside a personal field is personal.
fn collect_names<'a>(
    field: &'a Field,
    value: &'a Value,
    around: Visibility,
    names: &mut Vec<ReferredName<'a>>,
) {
    let reach = if field.personal { Visibility::Personal } else { around };
    match (value, &field.reference) {
        (Value::Text(name), Some(collection)) => names.push(ReferredName { field, collection, name, reach }),
        (Value::List(items), Some(_)) => {
            items.iter().for_each(|item| collect_names(field, item, reach, names));
        }
        (Value::Rows(rows), _) => {
            for row in rows {
                for (nested, value) in field.fields.iter().zip(row) {
                    if let Some(value) = value {
                        collect_names(nested, value, reach, names);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Reports names that nobody has.
struct Broken<'a> {
    sources: &'a Sources,
    site: &'a Site,
    suggestions: Suggestions,
    diags: &'a mut Diagnostics,
}

impl Broken<'_> {
    /// Reports a name of a value that was written at `written`, in a record that begins at `record`.
    fn report(&mut self, named: &ReferredName<'_>, written: Option<Span>, record: Span) {
        // A collection that does not exist was reported with the schema.
        let Some((_, table)) = self.site.table(named.collection) else { return };
        let renamed = self.site.find_renamed(named.collection, named.name);
        let nearest = match renamed {
            Some(at) => Some(self.site.record(at).1.id.clone()),
            None => {
                self.suggestions.of(named.collection, named.name, || find_nearest_record(table, named.name))
            }
        };
        let problem = BROKEN_REFERENCE
            .with("value", named.name)
            .with("collection", named.collection)
            .with("nearest", nearest);
        let place = match written.and_then(|span| locate(self.sources, span, named.name)) {
            Some(place) => place,
            // What a record did not write is its field's default, which is wrong once, there.
            None if has_default(named.field, named.name) => {
                named.field.default_span.unwrap_or(named.field.span)
            }
            None => written.unwrap_or(record),
        };
        self.diags.add(place, problem);
    }
}

/// Whether a field's default names that.
fn has_default(field: &Field, name: &str) -> bool {
    let is_it = |value: &Value| matches!(value, Value::Text(text ) if * * text == * name );
    match &field.default {
        Some(Value::List(items)) => items.iter().any(is_it),
        Some(value) => is_it(value),
        None => false,
    }
}

/// The identifier an editor most likely meant: one near the name, or the record whose label was written.
fn find_nearest_record(table: &Table, name: &str) -> Option<String> {
    let label = |record: &Arc<Record>| {
        let value = record.values[table.collection.label?].as_ref()?;
        matches!(value, Value::Text(text ) if * * text == * name ).then(|| record.id.clone())
    };
    nearest(name, table.records.iter().map(|record| record.id.as_str()))
        .or_else(|| table.records.iter().find_map(label))
}

/// Where a name stands inside a larger value, as a word of its own.
fn locate(sources: &Sources, place: Span, name: &str) -> Option<Span> {
    let text = sources.text(place);
    let part_of_word = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    text.match_indices(name)
        .find(|(at, _)| {
            !text[..*at].ends_with(part_of_word) && !text[at + name.len()..].starts_with(part_of_word)
        })
        .map(|(at, _)| place.slice(at, at + name.len()))
}
