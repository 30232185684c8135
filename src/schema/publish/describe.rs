//! A declared field → a field descriptor of Table Schema, strictly standard.
//!
//! Only constraints that the standard and its reference reader both have for a type are published:
//! frictionless refuses a whole schema for `minimum` on a duration or `enum` on a list.

use serde_json::{Map, Value as Json, json};

use super::ColumnSource;
use crate::diag::Diagnostics;
use crate::load::yaml::{Node, NodeValue};
use crate::messages::Language;
use crate::schema::{Constraints, Field, FieldType, Limits, Schema};

/// A column that essaim adds.
pub struct Structural<'a> {
    pub name: String,
    pub kind: &'static str,
    pub title: &'a str,
    pub description: &'a str,
    pub constraints: Json,
    pub origin: ColumnSource,
}

/// The descriptor of a column that essaim adds.
pub fn describe_structural(column: Structural) -> Map<String, Json> {
    let mut descriptor = Map::new();
    descriptor.insert("name".into(), column.name.into());
    descriptor.insert("title".into(), column.title.into());
    descriptor.insert("description".into(), column.description.into());
    descriptor.insert("type".into(), column.kind.into());
    if column.constraints.as_object().is_some_and(|constraints| !constraints.is_empty()) {
        descriptor.insert("constraints".into(), column.constraints);
    }
    descriptor
}

/// The descriptor of a declared field.
pub fn describe_field(field: &Field, schema: &Schema, words: Language) -> Map<String, Json> {
    let mut descriptor = Map::new();
    let mut put = |key: &str, value: Option<Json>| {
        if let Some(value) = value {
            descriptor.insert(key.to_owned(), value);
        }
    };
    put("name", Some(json!(field.name)));
    put("title", field.title.as_ref().map(|title| json!(title)));
    put("description", write_description(field, words).map(Json::String));
    put("type", Some(json!(field.kind.name())));
    put("format", field.kind.rules().facts().format.map(|format| json!(format)));
    if let FieldType::List(list) = &field.kind {
        put("delimiter", Some(json!(list.delimiter)));
        put("itemType", Some(json!(list.item_type())));
    }
    put("example", write_example(field, schema).map(Json::String));
    put("unit", field.unit.as_ref().map(|unit| json!(unit)));
    put("rdfType", field.rdf_type.as_deref().map(|name| json!(to_iri_or_name(name))));
    put("categories", list_categories(field));
    put("categoriesOrdered", (field.ordered && list_categories(field).is_some()).then_some(json!(true)));
    let constraints = list_constraints(field);
    put("constraints", (!constraints.is_empty()).then_some(Json::Object(constraints)));
    for (key, value) in &field.metadata {
        descriptor.entry(key.as_str()).or_insert_with(|| value.clone());
    }
    descriptor
}

/// The same, required and unique: the column names its record.
pub fn make_identifying(mut descriptor: Map<String, Json>) -> Map<String, Json> {
    let constraints = descriptor.entry("constraints").or_insert_with(|| json!({}));
    constraints["required"] = json!(true);
    constraints["unique"] = json!(true);
    descriptor
}

/// The values allowed, as JSON has them.
#[must_use]
pub fn list_allowed(field: &Field) -> Vec<Json> {
    if !field.constraints.allowed.is_empty() {
        // Made once: a field holds all that it allows.
        let item = to_item(field);
        return field.constraints.allowed.iter().map(|value| value.to_json(&item)).collect();
    }
    let integers = field.kind.element().is_integer();
    field.categories.iter().map(|category| to_category_value(&category.value, integers)).collect()
}

/// The field as one of its items would be declared: a list's own values are its items.
fn to_item(field: &Field) -> Field {
    Field { kind: field.kind.element().clone(), ..field.clone() }
}

fn to_category_value(value: &str, integers: bool) -> Json {
    let number = integers.then(|| value.parse::<i64>().ok()).flatten();
    number.map_or_else(|| json!(value), |number| json!(number))
}

/// What the city says, then its unit, then what a list may hold (the standard has no word for that).
fn write_description(field: &Field, words: Language) -> Option<String> {
    let mut sentences: Vec<String> = field.description.iter().cloned().collect();
    sentences.extend(
        field
            .unit
            .as_ref()
            .map(|unit| words.text("column-unit", &[("unit", unit.trim_matches(['{', '}']).into())])),
    );
    if field.kind.is_list() && !field.categories.is_empty() {
        let values = field.categories.iter().map(|category| match &category.label {
            Some(label) => format!("{} ({label})", category.value),
            None => category.value.clone(),
        });
        sentences
            .push(words.text("column-values", &[("values", values.collect::<Vec<_>>().join(", ").into())]));
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The example in canonical form, for readers check it against the type.
fn write_example(field: &Field, schema: &Schema) -> Option<String> {
    let value = NodeValue::Text { text: field.example.as_deref()?.into(), quoted: true };
    let node = Node { span: field.span, value };
    let mut unheard = Diagnostics::default();
    Some(field.read(&node, schema, &mut unheard)?.to_cell(field)).filter(|example| !example.is_empty())
}

/// Categories, for the two types that have them in the standard.
fn list_categories(field: &Field) -> Option<Json> {
    let integers = field.kind.is_integer();
    let has_them = integers || field.kind.is_text();
    if !has_them || field.categories.is_empty() {
        return None;
    }
    let categories = field.categories.iter().map(|category| {
        let value = to_category_value(&category.value, integers);
        match &category.label {
            Some(label) => json!({"value": value, "label": label}),
            None => json!({"value": value}),
        }
    });
    // Each is an object as soon as one has a label: the standard has no mixed list.
    if field.categories.iter().all(|category| category.label.is_none()) {
        return Some(field.categories.iter().map(|c| to_category_value(&c.value, integers)).collect());
    }
    Some(categories.collect())
}

fn list_constraints(field: &Field) -> Map<String, Json> {
    let Constraints { required, unique, min_length, max_length, pattern, .. } = &field.constraints;
    let limits = field.kind.rules().facts().limits;
    let mut published = Map::new();
    if *required {
        published.insert("required".into(), json!(true));
    }
    if *unique {
        published.insert("unique".into(), json!(true));
    }
    if limits == Limits::Length {
        published.extend(min_length.map(|length| ("minLength".to_owned(), json!(length))));
        published.extend(max_length.map(|length| ("maxLength".to_owned(), json!(length))));
    }
    if field.kind.is_text() {
        published.extend(pattern.as_ref().map(|(pattern, _)| ("pattern".to_owned(), json!(pattern))));
    }
    if limits == Limits::Range {
        published.extend(list_bounds(field));
    }
    let allowed = list_allowed(field);
    if !field.kind.is_list() && !allowed.is_empty() {
        published.insert("enum".into(), Json::Array(allowed));
    }
    published
}

/// The lowest and highest values, by the standard's names.
pub fn list_bounds(field: &Field) -> impl Iterator<Item = (String, Json)> {
    let present = field.constraints.bounds().into_iter().filter_map(|(name, value)| Some((name, value?)));
    present.map(|(name, value)| {
        let number = field.kind.is_number();
        let bound = if number { value.to_json(field) } else { value.to_cell(field).into() };
        (name.to_owned(), bound)
    })
}

/// A meaning as an absolute IRI; as it was written, where it is none.
fn to_iri_or_name(name: &str) -> String {
    to_iri(name).unwrap_or_else(|| name.to_owned())
}

/// The absolute IRI of a meaning: its prefix is one that everybody knows, or it is an address.
#[must_use]
pub fn to_iri(name: &str) -> Option<String> {
    const PREFIXES: [(&str, &str); 13] = [
        ("adms", "http://www.w3.org/ns/adms#"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("dcat", "http://www.w3.org/ns/dcat#"),
        ("dct", "http://purl.org/dc/terms/"),
        ("dcterms", "http://purl.org/dc/terms/"),
        ("earl", "http://www.w3.org/ns/earl#"),
        ("foaf", "http://xmlns.com/foaf/0.1/"),
        ("locn", "http://www.w3.org/ns/locn#"),
        ("org", "http://www.w3.org/ns/org#"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("schema", "https://schema.org/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ];
    let expanded = name.split_once(':').and_then(|(prefix, local)| {
        let (_, base) = PREFIXES.iter().find(|(known, _)| *known == prefix && !local.is_empty())?;
        Some(format!("{base}{local}"))
    });
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    let is_address =
        |name: &&str| ["http://", "https://", "urn:"].iter().any(|scheme| name.starts_with(scheme));
    let address = || Some(name).filter(is_address).map(str::to_owned);
    expanded.or_else(address).filter(|iri| iri.chars().all(plain))
}
