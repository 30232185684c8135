//! The JSON Schema (draft-07, which every editor reads) of a record as people write it.
//!
//! In: a collection's Table Schema. Out: what front matter and the items of a YAML list may hold. It accepts
//! whatever [`crate::schema::Field::read`] accepts, and refuses what it can tell to be wrong without knowing
//! other files.

use std::fmt::Write as _;

use serde_json::{Map, Value as Json, json};

use crate::model::Table;
use crate::scaffold::Survey;
use crate::scaffold::blank::Context;
use crate::scaffold::words;
use crate::schema::publish::{allowed_values, bounds};
use crate::schema::{Constraints, Field, FieldType, Lexicon, Schema, StringFormat};

/// More names than this are no list to choose from.
const NAMES: usize = 300;

/// The schema of one record.
#[must_use]
pub fn record_schema(survey: &Survey, table: &Table) -> Json {
    let record = Record::new(survey, &table.collection.schema);
    let collection = &table.collection;
    let mut properties = Map::new();
    if collection.schema.position("id").is_none() {
        let identifier = json!({
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "description": record.context.words.identifier,
        });
        properties.insert("id".into(), identifier);
    }
    if collection.parts || collection.editions.is_some() {
        let text = json!({"type": ["string", "number", "boolean", "null"]});
        let variables = json!({
            "type": ["object", "null"],
            "additionalProperties": text,
            "description": record.context.words.variables,
        });
        properties.insert("variables".into(), variables);
    }
    if collection.schema.lexicon == Lexicon::Everyday {
        let words = record.context.words;
        let former = json!({"type": "string", "pattern": "^[a-z0-9-]+(/[a-z0-9-]+)?$"});
        let aliases = json!({"anyOf": [{"type": "array", "items": former}, {"type": ["string", "null"]}], "description": words.aliases});
        properties.insert("aliases".into(), aliases);
        let consent = json!({"type": ["string", "null"], "format": "date", "description": words.consent});
        properties.insert("consent".into(), consent);
        // What an import writes: the tool's own, and what has no field here.
        properties.insert("origin".into(), json!({"type": "object"}));
        properties.insert("extras".into(), json!({"type": "object"}));
    }
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
pub fn list_schema(survey: &Survey, table: &Table) -> Json {
    let mut item = record_schema(survey, table);
    let meta = item.as_object_mut().and_then(|item| item.shift_remove("$schema"));
    json!({"$schema": meta, "type": ["array", "null"], "items": item})
}

struct Record<'a> {
    context: Context<'a>,
    survey: &'a Survey,
}

impl<'a> Record<'a> {
    fn new(survey: &'a Survey, schema: &'a Schema) -> Self {
        let words = words::of(&survey.site.config.language);
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
            FieldType::List { items, .. } => {
                let element =
                    Field { kind: (**items).clone(), constraints: Constraints::default(), ..field.clone() };
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
            FieldType::Array if !field.fields.is_empty() => {
                let row = self.object(&field.fields, Map::new());
                vec![json!({"type": "array", "items": row}), json!({"type": "string", "pattern": "^\\s*\\["})]
            }
            _ => self.single(field),
        }
    }

    fn single(&self, field: &Field) -> Vec<Json> {
        let allowed = allowed_values(field);
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
            return match field.kind {
                FieldType::String(_) => vec![choice],
                // The same value has many spellings: `1`, `1,0`.
                _ => [vec![choice], kind(field, self.context.schema.lexicon)].concat(),
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
        kind(field, self.context.schema.lexicon)
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

/// The forms of a type.
fn kind(field: &Field, lexicon: Lexicon) -> Vec<Json> {
    let everyday = lexicon == Lexicon::Everyday;
    let text = |pattern: &str| json!({"type": "string", "pattern": pattern});
    match &field.kind {
        FieldType::String(format) => vec![string(field, *format)],
        FieldType::Number { .. } => vec![bounded("number", field), text("[0-9]|NaN|INF")],
        FieldType::Integer { .. } => vec![bounded("integer", field), text("[0-9]")],
        FieldType::Boolean { yes, no } => {
            let mut words: Vec<String> = yes.iter().chain(no).cloned().collect();
            if everyday {
                for word in ["oui", "non", "vrai", "faux", "yes", "no", "true", "false"] {
                    let capital = word[..1].to_uppercase() + &word[1..];
                    words.extend([word.to_owned(), capital, word.to_uppercase()]);
                }
            }
            let words = words.into_iter().map(Json::String).collect::<Vec<_>>();
            let mut words = written(&words);
            words.dedup();
            let mut seen = Vec::new();
            words.retain(|word| {
                if seen.contains(word) {
                    false
                } else {
                    seen.push(word.clone());
                    true
                }
            });
            vec![json!({"type": "boolean"}), json!({"enum": words})]
        }
        FieldType::Date { format } if format == "default" && everyday => {
            const NUMBERS: &str = "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}";
            const WORDS: &str = ".*[A-Za-zÀ-ÿ].*[0-9]{4}";
            vec![text(&format!("^\\s*({NUMBERS}|{WORDS})\\s*$"))]
        }
        FieldType::Date { .. } | FieldType::Time { .. } | FieldType::DateTime { .. } => {
            vec![json!({"type": ["string", "number"]})]
        }
        FieldType::Year => {
            vec![json!({"type": "integer", "minimum": 0, "maximum": 9999}), text("^\\s*[0-9+-]{4}\\s*$")]
        }
        FieldType::YearMonth => vec![text("[0-9]")],
        FieldType::Duration => vec![text("^\\s*([+-]?P|[0-9])")],
        FieldType::Array => vec![json!({"type": "array"}), text("^\\s*\\[")],
        FieldType::Object | FieldType::GeoJson { .. } => vec![json!({"type": "object"}), text("^\\s*\\{")],
        FieldType::GeoPoint { .. } => vec![json!({"type": ["array", "object"]}), text("[0-9]")],
        FieldType::List { .. } | FieldType::Any => vec![json!({})],
    }
}

/// A text; a number or a truth without quotation marks is one too.
fn string(field: &Field, format: StringFormat) -> Json {
    let constraints = &field.constraints;
    let mut shape = Map::from_iter([("type".to_owned(), json!(["string", "number", "boolean"]))]);
    shape.extend(constraints.min_length.map(|length| ("minLength".to_owned(), json!(length))));
    shape.extend(constraints.max_length.map(|length| ("maxLength".to_owned(), json!(length))));
    // What other grammars write otherwise stays for `check` to judge.
    let plain = |pattern: &&(String, _)| !pattern.0.contains("(?") && !pattern.0.contains("\\p");
    match (&constraints.pattern.as_ref().filter(plain), format) {
        (Some((pattern, _)), _) => shape.insert("pattern".into(), format!("^(?:{pattern})$").into()),
        (None, StringFormat::Email) => shape.insert("pattern".into(), "@".into()),
        (None, StringFormat::Uri) => shape.insert("pattern".into(), ":".into()),
        _ => None,
    };
    shape.into()
}

fn bounded(kind: &str, field: &Field) -> Json {
    let mut shape = Map::from_iter([("type".to_owned(), json!(kind))]);
    shape.extend(bounds(field));
    shape.into()
}
