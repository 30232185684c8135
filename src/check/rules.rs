//! The rules a collection declares across the fields of a record.

use std::cmp::Ordering;

use crate::check::codes::{RULE_ORDERED, RULE_REQUIRE};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::model::{Record, Table};
use crate::schema::{Rule, RuleKind, Schema, Value};

/// Checks every rule on every record of a table.
pub fn check(table: &Table, diags: &mut Diagnostics) {
    let schema = &table.collection.schema;
    for rule in &table.collection.rules {
        let severity = if rule.advice { Severity::Warning } else { Severity::Error };
        for record in &table.records {
            for diagnostic in find_broken(schema, rule, record) {
                diags.push(Diagnostic { severity, ..diagnostic });
            }
        }
    }
}

fn find_broken(schema: &Schema, rule: &Rule, record: &Record) -> Vec<Diagnostic> {
    let name = |field: usize| schema.fields[field].name.clone();
    match &rule.kind {
        RuleKind::Require { when, require } => {
            let applies = when.iter().all(|(field, value)| record.has(schema, *field, value));
            let silent = |field: &&usize| applies && is_silent(record.values[**field].as_ref());
            let when: Vec<(String, String)> =
                when.iter().map(|(field, value)| (name(*field), value.clone())).collect();
            let place = |field: usize| record.spans[field].unwrap_or(record.span);
            let say = |field: &usize| {
                RULE_REQUIRE.with("field", name(*field)).with("when", when.clone()).at(place(*field))
            };
            require.iter().filter(silent).map(say).collect()
        }
        RuleKind::Ordered(fields) => {
            let present: Vec<(usize, &Value)> =
                fields.iter().filter_map(|field| Some((*field, record.values[*field].as_ref()?))).collect();
            let falls = |pair: &&[(usize, &Value)]| pair[0].1.compare(pair[1].1) == Some(Ordering::Greater);
            let say = |pair: &[(usize, &Value)]| {
                let problem = RULE_ORDERED.with("first", name(pair[0].0)).with("second", name(pair[1].0));
                problem.at(record.spans[pair[1].0].unwrap_or(record.span))
            };
            present.windows(2).filter(falls).map(say).collect()
        }
    }
}

/// Whether a field holds nothing.
pub fn is_silent(value: Option<&Value>) -> bool {
    match value {
        None => true,
        Some(Value::List(items)) => items.is_empty(),
        Some(Value::Rows(rows)) => rows.is_empty(),
        Some(_) => false,
    }
}
