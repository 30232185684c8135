//! The JSON Schema (2020-12) of a record, as `data/<collection>/<id>.json` holds it.
//!
//! Every member of the table is there, `null` where nothing is known; what only stands in a record's own file
//! (parts, attachments, body) is described and optional.

use serde_json::{Map, Value as Json, json};

use super::describe::{list_allowed, list_bounds};
use super::{Column, ColumnSource, PublishedTable};
use crate::messages::Language;
use crate::schema::{Collection, Field, FieldType};

/// The schema of a record of the table of records.
#[must_use]
pub fn record_schema(collection: &Collection, table: &PublishedTable, language: &str) -> Map<String, Json> {
    let words = Language::of_site(language);
    let mut schema = Map::new();
    schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("title".into(), collection.record.clone().into());
    if !collection.description.is_empty() {
        schema.insert("description".into(), collection.description.clone().into());
    }
    let (mut properties, required) = describe_object(&table.members, &collection.schema.fields);
    for (name, property) in list_extras(words) {
        properties.entry(name).or_insert(property);
    }
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), properties.into());
    schema.insert("required".into(), required);
    schema
}

/// The members of an object, and the names of all of them.
fn describe_object(members: &[Column], fields: &[Field]) -> (Map<String, Json>, Json) {
    let mut properties = Map::new();
    for member in members {
        let declared = match member.origin {
            ColumnSource::Field(index) | ColumnSource::Nested(index) => fields.get(index),
            _ => None,
        };
        let mut property = match declared {
            Some(field) if !member.rows.is_empty() => describe_rows(member, field),
            Some(field) => describe_value(field),
            None => describe_added(member),
        };
        for key in ["title", "description"] {
            if let Some(text) = member.descriptor.get(key) {
                property.insert(key.to_owned(), text.clone());
            }
        }
        properties.insert(member.name.clone(), property.into());
    }
    (properties, members.iter().map(|member| member.name.as_str()).collect())
}

/// An array of the rows nested in a field.
fn describe_rows(member: &Column, field: &Field) -> Map<String, Json> {
    let (properties, required) = describe_object(&member.rows, &field.fields);
    let items = json!({"type": "object", "properties": properties, "required": required});
    Map::from_iter([("type".to_owned(), json!("array")), ("items".to_owned(), items)])
}

/// A column that essaim adds.
fn describe_added(member: &Column) -> Map<String, Json> {
    let mut property = Map::new();
    let required = member.descriptor.get("constraints").is_some_and(|all| all["required"] == true);
    let kind = if required { json!("string") } else { json!(["string", "null"]) };
    property.insert("type".into(), kind);
    if member.descriptor.get("type").is_some_and(|kind| kind == "date") {
        property.insert("format".into(), "date".into());
    }
    property
}

/// A declared field: the value itself, or nothing where it is not required.
fn describe_value(field: &Field) -> Map<String, Json> {
    let mut property = if field.kind.is_list() { describe_list(field) } else { describe_single(field) };
    let nullable = !field.constraints.required && !field.kind.is_list();
    if nullable && let Some(kind) = property.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
    }
    if nullable && let Some(Json::Array(values)) = property.get_mut("enum") {
        values.push(Json::Null);
    }
    property
}

fn describe_list(field: &Field) -> Map<String, Json> {
    let constraints = &field.constraints;
    let mut items = describe_type(field.kind.element());
    let allowed = list_allowed(field);
    if !allowed.is_empty() {
        items.insert("enum".into(), allowed.into());
    }
    let mut property =
        Map::from_iter([("type".to_owned(), json!("array")), ("items".to_owned(), items.into())]);
    // A list that is silent is an empty one.
    let least = constraints.min_length.filter(|_| constraints.required);
    property.extend(least.map(|length| ("minItems".to_owned(), json!(length))));
    property.extend(constraints.max_length.map(|length| ("maxItems".to_owned(), json!(length))));
    property
}

fn describe_single(field: &Field) -> Map<String, Json> {
    let constraints = &field.constraints;
    let mut property = describe_type(&field.kind);
    if field.kind.is_text() {
        property.extend(constraints.min_length.map(|length| ("minLength".to_owned(), json!(length))));
        property.extend(constraints.max_length.map(|length| ("maxLength".to_owned(), json!(length))));
        // Table Schema matches the whole value, JSON Schema any part of it.
        let whole = |(pattern, _): &(String, _)| ("pattern".to_owned(), json!(format!("^(?:{pattern})$")));
        property.extend(constraints.pattern.as_ref().map(whole));
    }
    if field.kind.is_number() {
        property.extend(list_bounds(field));
    }
    let allowed = list_allowed(field);
    if !allowed.is_empty() {
        property.insert("enum".into(), allowed.into());
    }
    property
}

/// A type, and the format that JSON Schema has for it.
fn describe_type(declared: &FieldType) -> Map<String, Json> {
    let (kind, format) = declared.rules().facts().json;
    let members = [("type", kind), ("format", format)];
    members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), json!(value?)))).collect()
}

/// What a record's own file holds beside the members of its table.
fn list_extras(words: Language) -> [(&'static str, Json); 5] {
    let text = json!({"type": "string"});
    let part = json!({"id": text, "title": text, "body": text});
    let digest = json!({"type": "string", "pattern": "^[0-9a-f]{64}$"});
    let file = json!({"path": text, "bytes": {"type": "integer", "minimum": 0}, "sha256": digest});
    let object = |properties: Json, required: Json| json!({"type": "object", "properties": properties, "required": required});
    let parts = object(part, json!(["id", "title", "body"]));
    let files = object(file, json!(["path", "bytes", "sha256"]));
    [
        ("body", json!({"type": "string", "description": words.word("column-body")})),
        ("page", json!({"type": "string", "description": words.word("column-page")})),
        (
            "variables",
            json!({"type": "object", "additionalProperties": text, "description": words.word("column-variables")}),
        ),
        ("parts", json!({"type": "array", "items": parts, "description": words.word("column-parts")})),
        (
            "attachments",
            json!({"type": "array", "items": files, "description": words.word("column-attachments")}),
        ),
    ]
}
