//! What a table must satisfy as a whole: unique values, primary keys, foreign keys.
//!
//! Follows Table Schema v2: a record whose whole primary key is silent has none, silent values are never equal to one another in a unique field, and a
//! foreign key whose fields are all silent points nowhere.

use std::collections::{HashMap, HashSet};

use crate::check::codes::{DUPLICATE_PRIMARY_KEY, NOT_UNIQUE};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::codes::BROKEN_REFERENCE;
use crate::model::{Record, Site, Table};
use crate::schema::codes::REQUIRED_MISSING;
use crate::schema::{ForeignKey, Schema};
use crate::source::{Sources, Span};

/// Checks the keys of one table.
pub fn check(site: &Site, sources: &Sources, table: &Table, diags: &mut Diagnostics) {
    let schema = &table.collection.schema;
    for (index, field) in schema.fields.iter().enumerate() {
        let severity = match (field.constraints.unique, field.advice.unique) {
            (true, _) => Severity::Error,
            (false, true) => Severity::Warning,
            (false, false) => continue,
        };
        report_repeated(sources, table, &[index], diags, |value| Diagnostic {
            severity,
            ..NOT_UNIQUE.with("field", &field.name).with("value", &value.text).at(value.place)
        });
    }
    for key in std::iter::once(&schema.primary_key).chain(&schema.unique_keys).filter(|key| !key.is_empty()) {
        let fields: Vec<String> = key.iter().map(|field| schema.fields[*field].name.clone()).collect();
        report_repeated(sources, table, key, diags, |value| {
            DUPLICATE_PRIMARY_KEY.with("fields", fields.clone()).at(value.place)
        });
    }
    // An identifier is never silent: where its field has no value, what is wrong with it was said.
    let identified = schema.primary_key.iter().any(|field| Some(*field) == schema.id_field());
    for record in table.records.iter().filter(|_| !schema.primary_key.is_empty() && !identified) {
        if to_cells(schema, record, &schema.primary_key).is_none() {
            let first = schema.primary_key[0];
            let in_table = sources.get(record.source).path.ends_with(".csv");
            let blank = match record.spans[first] {
                _ if in_table => "cell",
                Some(_) => "value",
                None => "key",
            };
            let field = schema.fields[first].name.clone();
            diags.add(record.span, REQUIRED_MISSING.with("field", field).choose("blank", blank));
        }
    }
    for key in &schema.foreign_keys {
        check_foreign_key(site, table, key, diags);
    }
}

struct Repeated {
    place: Span,
    text: String,
}

/// Reports each record whose values of some fields another record had before it.
fn report_repeated(
    sources: &Sources,
    table: &Table,
    key: &[usize],
    diags: &mut Diagnostics,
    say: impl Fn(Repeated) -> Diagnostic,
) {
    let mut records: Vec<&Record> = table.records.iter().map(|record| &**record).collect();
    records.sort_by_key(|record| (&sources.get(record.source).path, record.span));
    let mut seen: HashMap<Vec<String>, Span> = HashMap::new();
    for record in records {
        let Some(cells) = to_cells(&table.collection.schema, record, key) else { continue };
        let place = record.spans[key[0]].unwrap_or(record.span);
        match seen.get(&cells) {
            Some(first) => diags.push(say(Repeated { place, text: cells.join(", ") }).with_related(*first)),
            None => drop(seen.insert(cells, place)),
        }
    }
}

/// The characters of some fields; nothing where all are silent.
fn to_cells(schema: &Schema, record: &Record, fields: &[usize]) -> Option<Vec<String>> {
    let silent = fields.iter().all(|field| record.values[*field].is_none());
    let cell = |field: &usize| {
        record.values[*field].as_ref().map(|value| value.to_cell(&schema.fields[*field])).unwrap_or_default()
    };
    (!silent).then(|| fields.iter().map(cell).collect())
}

fn check_foreign_key(site: &Site, table: &Table, key: &ForeignKey, diags: &mut Diagnostics) {
    let name = if key.resource.is_empty() { &table.collection.name } else { &key.resource };
    // What does not exist was reported with the schema.
    let Some((_, there)) = site.table(name) else { return };
    let positions: Option<Vec<usize>> =
        key.reference_fields.iter().map(|field| there.collection.schema.position(field)).collect();
    let Some(positions) = positions else { return };
    let known: HashSet<Vec<String>> = there
        .records
        .iter()
        .filter_map(|record| to_cells(&there.collection.schema, record, &positions))
        .collect();
    for record in &table.records {
        let Some(cells) = to_cells(&table.collection.schema, record, &key.fields) else { continue };
        if !known.contains(&cells) {
            let place = record.spans[key.fields[0]].unwrap_or(record.span);
            let problem = BROKEN_REFERENCE.with("value", cells.join(", ")).with("collection", name);
            diags.add(place, problem);
        }
    }
}
