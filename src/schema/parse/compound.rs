//! Lists, nested rows, JSON.
//!
//! In: list and mapping nodes, or the same in one cell. Out: lists and rows of typed values, JSON.

use std::collections::HashMap;

use serde_json::Value as Json;

use super::super::types::Refusal;
use super::super::{Field, FieldType, Lexicon, ListType, Schema, Value};
use super::check;
use crate::diag::{Diagnostics, Owner, nearest};
use crate::load::codes::{ITEM_TWICE, UNKNOWN_KEY};
use crate::load::yaml::{Node, NodeValue, Pair};
use crate::schema::codes::{ADVISED_MISSING, DELIMITER_IN_ITEM, ITEM_EMPTY, REQUIRED_MISSING};
use crate::source::Span;

impl Field {
    /// The items of a list node, each of the list's item type.
    pub(super) fn read_items(
        &self,
        list: &ListType,
        items: &[Node],
        schema: &Schema,
        diags: &mut Diagnostics,
    ) -> Option<Value> {
        let ListType { items: kind, delimiter } = list;
        let mut values = Vec::with_capacity(items.len());
        let mut sound = true;
        tell_empty(&self.name, items, schema, diags);
        self.tell_twice(items, schema, diags);
        for item in items.iter().filter(|item| !item.is_null()) {
            let Some(text) = item.text_or(diags) else {
                sound = false;
                continue;
            };
            // `[a; b]`, where each is a value of its own.
            let parts = text.split(';').map(str::trim);
            if text.contains(';') && parts.clone().all(|part| check::is_allowed(self, part)) {
                let hint = write_list_hint(text);
                return super::report_shape("list", hint, item, diags);
            }
            // A cell joins the items: one that holds the mark between them would come apart.
            if schema.lexicon == Lexicon::Everyday && text.contains(delimiter.as_str()) {
                let problem = DELIMITER_IN_ITEM.with("field", &self.name).with("delimiter", delimiter);
                diags.add(item.span, problem);
                sound = false;
                continue;
            }
            match kind.rules().read(text, schema.lexicon) {
                Ok(value) => values.push(value),
                Err(refusal) => {
                    diags.add(item.span, self.to_item(kind).to_problem(refusal, text));
                    sound = false;
                }
            }
        }
        sound.then_some(Value::List(values))
    }

    /// Reports an item that stands twice among names of records, or among the values that a schema lists.
    fn tell_twice(&self, items: &[Node], schema: &Schema, diags: &mut Diagnostics) {
        let is_set = self.reference.is_some() || !self.categories.is_empty();
        if schema.lexicon == Lexicon::Standard || !is_set || items.len() < 2 {
            return;
        }
        let mut seen: HashMap<&str, Span> = HashMap::with_capacity(items.len());
        for item in items {
            let Some(text) = item.as_text().map(str::trim) else { continue };
            if let Some(first) = seen.get(text) {
                let problem = ITEM_TWICE.with("field", &self.name).with("value", text);
                diags.push(problem.at(item.span).with_related(*first));
            } else {
                seen.insert(text, item.span);
            }
        }
    }

    /// How a list would be written, where a file that is no table has the text of one: items behind commas or
    /// bullets, the first value of a row. Between the field's delimiters, a text is a list.
    #[must_use]
    pub fn list_meant(&self, node: &Node) -> Option<String> {
        let text = node.as_text()?.trim();
        if self.is_nested() {
            return if text.starts_with('[') { None } else { self.write_row_hint(text) };
        }
        let with_bullets = text.starts_with(['•', '·', '◦']);
        let with_commas = || {
            text.contains(',')
                && !check::is_allowed(self, text)
                && text.split(',').all(|part| check::is_allowed(self, part.trim()))
        };
        (self.kind.is_list() && (with_bullets || with_commas())).then(|| write_list_hint(text))?
    }

    /// A row as it is written, from what stands in its place: `- titre: Un`.
    pub(super) fn write_row_hint(&self, text: &str) -> Option<String> {
        let first = self.fields.first()?;
        let text = text.trim_start_matches(BULLETS).trim();
        (is_plain(text) && !text.contains(',')).then(|| format!("- {}: {text}", first.name))
    }

    /// The rows of a list node: a mapping each.
    pub(super) fn read_rows(&self, rows: &[Node], schema: &Schema, diags: &mut Diagnostics) -> Value {
        tell_empty(&self.name, rows, schema, diags);
        let rows = rows.iter().filter(|row| !row.is_null());
        Value::Rows(rows.filter_map(|row| self.read_row(row, schema, diags)).collect())
    }

    /// The rows of a cell: a JSON array of objects. Every problem stands on the cell.
    pub(super) fn read_rows_text(
        &self,
        text: &str,
        span: Span,
        schema: &Schema,
        diags: &mut Diagnostics,
    ) -> Option<Value> {
        let Ok(Json::Array(items)) = serde_json::from_str::<Json>(text) else {
            diags.add(span, self.to_problem(Refusal::Type, text));
            return None;
        };
        let rows: Vec<Node> = items.iter().map(|item| to_node(item, span)).collect();
        Some(self.read_rows(&rows, schema, diags))
    }

    fn read_row(&self, row: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<Vec<Option<Value>>> {
        let Some(pairs) = row.as_map() else {
            let hint = row.as_text().and_then(|text| self.write_row_hint(text));
            return super::report_shape("mapping", hint, row, diags);
        };
        for pair in pairs {
            let names = || self.fields.iter().map(|field| field.name.as_str());
            if !names().any(|name| name == &*pair.key) {
                let owner = Owner::Row(self.name.clone());
                let problem = UNKNOWN_KEY
                    .of(&owner)
                    .with("key", &*pair.key)
                    .with("nearest", nearest(&pair.key, names()));
                diags.add(pair.key_span, problem);
            }
        }
        Some(self.fields.iter().map(|field| read_member(field, pairs, row.span, schema, diags)).collect())
    }

    /// Judges the items of an array by this field, which describes each of them.
    pub(super) fn check_items(&self, array: &Json, span: Span, schema: &Schema, diags: &mut Diagnostics) {
        for item in array.as_array().into_iter().flatten() {
            let node = to_node(item, span);
            if self.is_missing(&node, schema) {
                continue;
            }
            match self.read_native(&node) {
                Some(value) => check::check_constraints(self, &value, &node, schema.lexicon, diags),
                None => diags.add(span, self.to_wrong_type(&node)),
            }
        }
    }

    /// A field of the same name for one item, so that messages name the item's type.
    fn to_item(&self, kind: &FieldType) -> Field {
        Field { kind: kind.clone(), ..Field::new(&self.name, self.span) }
    }
}

/// What stands before an item where a word processor made the list, and a space.
const BULLETS: [char; 6] = ['•', '·', '◦', '–', '—', ' '];

/// A list as it is written, from one line of text: `[agents, elus]`, or `- agents` where bullets tell the items.
pub(super) fn write_list_hint(text: &str) -> Option<String> {
    let bare = text.trim_start_matches(BULLETS);
    let separator = if text.contains(';') { ';' } else { ',' };
    if bare.len() < text.len() {
        let first = bare.split(['•', '·', '◦']).next().unwrap_or_default().trim();
        return is_plain(first).then(|| format!("- {first}"));
    }
    let items: Vec<&str> = text.split(separator).map(str::trim).filter(|item| !item.is_empty()).collect();
    (!items.is_empty() && items.iter().all(|item| is_plain(item) && !item.contains(',')))
        .then(|| format!("[{}]", items.join(", ")))
}

/// Whether a text means the same without quotation marks, and fits a message.
fn is_plain(text: &str) -> bool {
    let special = |c: char| c.is_control() || ":#[]{}\"'&*!|>%@`\\".contains(c);
    !text.is_empty() && text.len() < 80 && !text.starts_with('-') && !text.contains(special)
}

/// Warns of dashes with nothing behind them: a value may have been forgotten.
fn tell_empty(field: &str, items: &[Node], schema: &Schema, diags: &mut Diagnostics) {
    if schema.lexicon == Lexicon::Standard {
        return;
    }
    for item in items.iter().filter(|item| item.is_null()) {
        diags.add(item.span, ITEM_EMPTY.with("field", field));
    }
}

/// The value of one nested field, its default where the row is silent.
fn read_member(
    field: &Field,
    pairs: &[Pair],
    row: Span,
    schema: &Schema,
    diags: &mut Diagnostics,
) -> Option<Value> {
    let written = pairs.iter().find(|pair| *pair.key == *field.name);
    if let Some(pair) = written.filter(|pair| !field.is_missing(&pair.node, schema)) {
        return field.read(&pair.node, schema, diags);
    }
    let (name, place) = (|| field.name.clone(), written.map_or(row, |pair| pair.key_span));
    let blank = if written.is_some() { "value" } else { "key" };
    if field.default.is_none() && field.constraints.required {
        diags.add(place, REQUIRED_MISSING.with("field", name()).choose("blank", blank));
    } else if field.default.is_none() && field.advice.required {
        diags.add(place, ADVISED_MISSING.with("field", name()).choose("blank", blank));
    }
    field.default.clone()
}

/// A node as JSON: characters without quotation marks that are a JSON number or truth are one.
pub fn to_json(node: &Node) -> Json {
    match &node.value {
        NodeValue::Null => Json::Null,
        NodeValue::Text { text, quoted: false } => match &**text {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            text => text.parse().map_or_else(|_| Json::String(text.to_owned()), Json::Number),
        },
        NodeValue::Text { text, .. } => Json::String(text.to_string()),
        NodeValue::List(items) => items.iter().map(to_json).collect(),
        NodeValue::Map(pairs) => {
            Json::Object(pairs.iter().map(|pair| (pair.key.to_string(), to_json(&pair.node))).collect())
        }
    }
}

/// JSON as a node, all of it at one place.
fn to_node(json: &Json, span: Span) -> Node {
    let text = |text: String, quoted| NodeValue::Text { text: text.into(), quoted };
    let value = match json {
        Json::Null => NodeValue::Null,
        Json::Bool(truth) => text(truth.to_string(), false),
        Json::Number(number) => text(number.to_string(), false),
        Json::String(string) => text(string.clone(), true),
        Json::Array(items) => NodeValue::List(items.iter().map(|item| to_node(item, span)).collect()),
        Json::Object(members) => NodeValue::Map(
            members
                .iter()
                .map(|(key, value)| Pair {
                    key: key.as_str().into(),
                    key_span: span,
                    node: to_node(value, span),
                })
                .collect(),
        ),
    };
    Node { span, value }
}
