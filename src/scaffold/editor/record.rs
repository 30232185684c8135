//! The JSON Schema (draft-07, which every editor reads) of a record as people write it.
//!
//! In: a collection's Table Schema. Out: what front matter and the items of a YAML list may hold. It accepts
//! whatever [`crate::schema::Field::read`] accepts, and refuses what it can tell to be wrong without knowing
//! other files.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use super::known::describe_reserved;
use crate::messages::Language;
use crate::model::Table;
use crate::project::LenientProject;
use crate::scaffold::blank::Context;
use crate::schema::publish::list_allowed;
use crate::schema::{Constraints, Field, FieldType, Lexicon, Schema};

/// More names than this are no list to choose from.
const NAMES: usize = 300;

/// The schema of one record.
#[must_use]
pub fn record_schema(survey: &LenientProject, table: &Table) -> Json {
    let record = RecordSchema::new(survey, &table.collection.schema);
    let collection = &table.collection;
    let everyday = collection.schema.lexicon == Lexicon::Everyday;
    let properties = describe_reserved(&survey.site.config.language, |key| match key {
        "variables" => collection.parts || collection.editions.is_some(),
        // A field of that name comes first, and a standard schema has its own keys.
        "id" => collection.schema.position("id").is_none(),
        key => everyday && collection.schema.position(key).is_none(),
    });
    let mut schema = record.object(&collection.schema.fields, properties);
    schema.insert("title".into(), collection.title.clone().into());
    schema.insert("description".into(), collection.description.clone().into());
    let mut whole = Map::new();
    whole.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
    whole.extend(schema);
    Json::Object(whole)
}

/// The schema of a file that lists records.
#[must_use]
pub fn list_schema(survey: &LenientProject, table: &Table) -> Json {
    let mut item = record_schema(survey, table);
    let meta = item.as_object_mut().and_then(|item| item.shift_remove("$schema"));
    json!({"$schema": meta, "type": ["array", "null"], "items": item})
}

struct RecordSchema<'a> {
    context: Context<'a>,
    survey: &'a LenientProject,
}

impl<'a> RecordSchema<'a> {
    fn new(survey: &'a LenientProject, schema: &'a Schema) -> Self {
        let words = Language::of_site(&survey.site.config.language);
        Self { context: Context { site: &survey.site, schema, words }, survey }
    }

    fn object(&self, fields: &[Field], mut properties: Map<String, Json>) -> Map<String, Json> {
        for field in fields {
            properties.insert(field.name.clone(), self.property(field).into());
        }
        let required = fields.iter().filter(|field| {
            // The body stands below the front matter, the identifier in the file's name.
            field.constraints.required
                && field.default.is_none()
                && !matches!(field.name.as_str(), "body" | "id")
        });
        let required: Vec<&str> = required.map(|field| field.name.as_str()).collect();
        Map::from_iter([
            ("type".to_owned(), json!("object")),
            ("properties".to_owned(), properties.into()),
            ("required".to_owned(), json!(required)),
            ("additionalProperties".to_owned(), json!(false)),
        ])
    }

    fn property(&self, field: &Field) -> Map<String, Json> {
        let mut property = Map::new();
        property.insert("title".into(), field.label().into());
        let sentence = self.context.sentence(field);
        property.insert("description".into(), sentence.clone().into());
        property.insert("markdownDescription".into(), markdown(field, &sentence).into());
        if let Some(value) = &field.default {
            property.insert("default".into(), value.to_json(field));
        }
        if let Some(example) = &field.example {
            property.insert("examples".into(), json!([example]));
        }
        let mut shapes = self.shapes(field);
        let missing = field.missing_values.as_ref().unwrap_or(&self.context.schema.missing_values);
        let other: Vec<&String> = missing.iter().filter(|value| !value.is_empty()).collect();
        if !other.is_empty() {
            shapes.push(json!({"enum": other}));
        }
        if !field.constraints.required || field.default.is_some() {
            shapes.push(json!({"type": ["null", "string"], "pattern": "^\\s*$"}));
        }
        property.insert("anyOf".into(), shapes.into());
        property
    }

    /// The forms a value may have.
    fn shapes(&self, field: &Field) -> Vec<Json> {
        match &field.kind {
            FieldType::List(declared) => {
                let element = Field {
                    kind: (*declared.items).clone(),
                    constraints: Constraints::default(),
                    ..field.clone()
                };
                let mut list = json!({"type": "array", "items": {"anyOf": self.shapes(&element)}});
                let lengths =
                    [("minItems", field.constraints.min_length), ("maxItems", field.constraints.max_length)];
                for (key, length) in lengths {
                    if let (Some(length), Some(list)) = (length, list.as_object_mut()) {
                        list.insert(key.into(), length.into());
                    }
                }
                // Also one value alone, or several between delimiters.
                vec![list, json!({"type": ["string", "number", "boolean"]})]
            }
            FieldType::Array if field.is_nested() => {
                let row = self.object(&field.fields, Map::new());
                vec![json!({"type": "array", "items": row}), json!({"type": "string", "pattern": "^\\s*\\["})]
            }
            _ => self.single(field),
        }
    }

    fn single(&self, field: &Field) -> Vec<Json> {
        let allowed = list_allowed(field);
        if !allowed.is_empty() {
            let labels: Vec<&str> = field
                .categories
                .iter()
                .map(|category| category.label.as_deref().unwrap_or_default())
                .collect();
            let mut choice = json!({"enum": written(&allowed)});
            if labels.iter().any(|label| !label.is_empty()) && labels.len() == written(&allowed).len() {
                choice["enumDescriptions"] = json!(labels);
            }
            // The same value has many spellings, where it is no text: `1`, `1,0`.
            return if field.kind.is_text() {
                vec![choice]
            } else {
                [vec![choice], self.forms(field)].concat()
            };
        }
        if let Some(target) = &field.reference {
            let table = self.survey.site.table(target).map(|(_, table)| table);
            let names: Vec<&str> = table
                .map(|table| table.records.iter().map(|record| record.id.as_str()).collect())
                .unwrap_or_default();
            // A record made since these settings were written has a name too: names are proposed, not imposed.
            let any = json!({"type": ["string", "number", "boolean"]});
            if names.is_empty() || names.len() > NAMES {
                return vec![any];
            }
            return vec![json!({"enum": names}), any];
        }
        self.forms(field)
    }

    /// The forms of the field's type.
    fn forms(&self, field: &Field) -> Vec<Json> {
        field.kind.rules().describe_yaml(&field.constraints, self.context.schema.lexicon)
    }
}

/// The help shown beside a key: bold title, then the sentence, then each value with its label.
fn markdown(field: &Field, sentence: &str) -> String {
    let mut text = sentence.replacen(field.label(), &format!("**{}**", field.label()), 1);
    for category in &field.categories {
        let label = category.label.as_deref().map(|label| format!(" : {label}")).unwrap_or_default();
        _ = write!(text, "\n\n- `{}`{label}", category.value);
    }
    text
}

/// Allowed values as YAML may read them: `1` and `true` are no text to it.
fn written(allowed: &[Json]) -> Vec<Json> {
    let mut all = allowed.to_vec();
    for value in allowed.iter().filter_map(Json::as_str) {
        if let Ok(literal @ (Json::Number(_) | Json::Bool(_))) = serde_json::from_str::<Json>(value) {
            all.push(literal);
        }
    }
    all
}
