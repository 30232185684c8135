//! A field's descriptor: its type, its meaning, what it allows.

use super::super::parse::to_json;
use super::super::{Category, Field, FieldType, Lexicon, Role, Schema};
use super::Project;
use super::field_type::{read_type, understood_format};
use super::{constraint, strict, unit};
use crate::diag::{Diagnostics, nearest};
use crate::edit::quote_scalar;
use crate::load::codes::DUPLICATE_KEY;
use crate::load::yaml::{Node, NodeValue};
use crate::schema::codes::{CONSTRAINT_UNFIT, FIELD_RESERVED, FIELD_TWICE, UNIT_UNKNOWN, UNKNOWN_FIELD_NAME};
use crate::schema::publish::{SIGNATURE, to_iri};
use crate::settings::codes::INVALID_SETTING;
use crate::settings::{CATEGORY, FIELD, Keys, Maker};
use crate::source::Span;

/// Reads the descriptors behind `fields:`, in their order. Of two with the same name the first counts.
pub fn read_fields(keys: Keys, schema: &Schema, project: &Project, diags: &mut Diagnostics) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for item in keys.items("fields", diags) {
        let Some(field) = read_field(item, schema, project, diags) else { continue };
        if schema.lexicon == Lexicon::Everyday && SIGNATURE.contains(&field.name.as_str()) {
            diags.add(field.span, FIELD_RESERVED.with("name", &field.name));
        }
        match fields.iter().find(|other| other.name == field.name) {
            Some(first) => {
                let problem = FIELD_TWICE.with("name", &field.name);
                diags.push(problem.at(field.span).with_related(first.span));
            }
            None => fields.push(field),
        }
    }
    fields
}

fn read_field(node: &Node, schema: &Schema, project: &Project, diags: &mut Diagnostics) -> Option<Field> {
    let keys = Keys::open(node, &FIELD, diags)?;
    let name = match keys.get("name") {
        Some(node) => node.text_or(diags)?,
        None => "",
    };
    if name.is_empty() {
        keys.report_missing("name", diags);
    }
    let span = keys.get("name")?.span;
    (!name.is_empty()).then(|| read_descriptor(keys, name, span, schema, project, diags))
}

/// A field of that name, as its descriptor has it.
fn read_descriptor(
    keys: Keys,
    name: &str,
    span: Span,
    schema: &Schema,
    project: &Project,
    diags: &mut Diagnostics,
) -> Field {
    let inline = schema.lexicon == Lexicon::Everyday;
    if inline {
        keys.refuse_unknown(diags);
    }
    let mut field = Field::new(name, span);
    field.kind = read_type(keys, schema.lexicon, diags);
    field.title = keys.string("title", diags);
    field.description = keys.string("description", diags);
    field.example = keys.get("example").map(write_example);
    field.rdf_type = keys.string("rdfType", diags);
    field.role = field.rdf_type.as_deref().and_then(Role::named);
    field.categories = keys.get("categories").map(|node| read_categories(node, diags)).unwrap_or_default();
    field.ordered = keys.flag("categoriesOrdered", diags);
    field.missing_values = keys.get("missingValues").map(|node| read_missing_values(node, diags));
    // Wherever a schema stands, what it calls personal stays home.
    field.personal = keys.flag("personal", diags);
    if inline {
        refuse_unfit(keys, &field.kind, diags);
        read_own_keys(keys, &mut field, schema, project, diags);
    } else {
        field.metadata = read_metadata(keys, &field.kind);
        field.array_item = read_array_item(keys, &field, schema, project, diags).map(Box::new);
        strict::judge_field(keys, &field, schema, diags);
    }
    field.constraints = constraint::read(keys, "constraints", &field, schema, diags);
    if inline {
        field.advice = constraint::read(keys, "advice", &field, schema, diags);
        field.default_span = keys.get("default").map(|node| node.span);
        field.default = keys.get("default").and_then(|node| field.read(node, schema, diags));
    }
    field
}

/// The keys beyond the standard whose meaning does not depend on the constraints.
fn read_own_keys(keys: Keys, field: &mut Field, schema: &Schema, project: &Project, diags: &mut Diagnostics) {
    field.unit = keys.string("unit", diags);
    if let (Some(written), Some(node)) = (&field.unit, keys.get("unit"))
        && !unit::is_known(written)
    {
        let meant = unit::meant(written).map(|unit| quote_scalar(&unit));
        diags.add(node.span, UNIT_UNKNOWN.with("unit", written).with("nearest", meant));
    }
    if let (Some(written), Some(node)) = (&field.rdf_type, keys.get("rdfType"))
        && to_iri(written).is_none()
    {
        diags.add(node.span, INVALID_SETTING.choose("key", "rdfType").with("value", written));
    }
    if let Some(node) = keys.get("categories") {
        judge_categories(node, field, schema, diags);
    }
    if let Some(node) = keys.get("reference") {
        field.reference =
            node.text_or(diags).and_then(|name| project.find_collection(name, node.span, diags));
    }
    field.fields = read_fields(keys, schema, project, diags);
}

/// Reports categories that no value of the field's type can be.
fn judge_categories(node: &Node, field: &Field, schema: &Schema, diags: &mut Diagnostics) {
    let item = Field { kind: field.kind.element().clone(), ..Field::new(&field.name, field.span) };
    for category in node.as_list().unwrap_or_default() {
        let value = category
            .as_map()
            .map_or(Some(category), |_| Keys::open(category, &CATEGORY, diags)?.get("value"));
        if let Some(value) = value.filter(|value| value.as_text().is_some()) {
            item.read_literal(value, schema, diags);
        }
    }
}

/// What each item of an array must be (`arrayItem`, which other readers of the standard act on).
fn read_array_item(
    keys: Keys,
    field: &Field,
    schema: &Schema,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<Field> {
    let node = &keys.foreign_pair("arrayItem")?.node;
    if field.kind != FieldType::Array || node.as_map().is_none() {
        return None;
    }
    let mut item =
        read_descriptor(Keys::open(node, &FIELD, diags)?, &field.name, node.span, schema, project, diags);
    if Keys::open(node, &FIELD, diags)?.get("type").is_none() {
        item.kind = FieldType::Any;
    }
    Some(item)
}

/// Reports properties that belong to other types.
fn refuse_unfit(keys: Keys, kind: &FieldType, diags: &mut Diagnostics) {
    for pair in keys.pairs {
        let suits = FIELD.find(&pair.key).is_none_or(|key| key.suits(kind.name()));
        // The items of a list name records where they are texts.
        if !suits || (&*pair.key == "reference" && !kind.element().is_text()) {
            let (constraint, kind) = (pair.key.to_string(), kind.name().to_owned());
            diags.add(pair.key_span, CONSTRAINT_UNFIT.with("constraint", constraint).with("kind", kind));
        }
    }
}

/// Strings, or mappings with `value` and `label`.
fn read_categories(node: &Node, diags: &mut Diagnostics) -> Vec<Category> {
    let items = node.list_or(diags).unwrap_or_default();
    let mut seen: Vec<(Category, Span)> = Vec::new();
    for item in items {
        let category = match &item.value {
            NodeValue::Map(_) => read_labelled(item, diags),
            _ => item.text_or(diags).map(|text| Category { value: text.to_owned(), label: None }),
        };
        let Some(category) = category else { continue };
        match seen.iter().find(|(other, _)| other.value == category.value) {
            Some((_, first)) => {
                let problem = DUPLICATE_KEY.with("key", &category.value);
                diags.push(problem.at(item.span).with_related(*first));
            }
            None => seen.push((category, item.span)),
        }
    }
    seen.into_iter().map(|(category, _)| category).collect()
}

fn read_labelled(item: &Node, diags: &mut Diagnostics) -> Option<Category> {
    let keys = Keys::read(item, &CATEGORY, diags)?;
    let Some(value) = keys.string("value", diags) else {
        keys.report_missing("value", diags);
        return None;
    };
    Some(Category { value, label: keys.string("label", diags) })
}

/// Strings, or mappings with `value` and `label`: the values.
pub fn read_missing_values(node: &Node, diags: &mut Diagnostics) -> Vec<String> {
    let items = node.list_or(diags).unwrap_or_default();
    let value = |item: &Node, diags: &mut Diagnostics| match &item.value {
        NodeValue::Map(_) => read_labelled(item, diags).map(|category| category.value),
        // YAML's own emptiness is the empty text.
        NodeValue::Null => Some(String::new()),
        _ => item.text_or(diags).map(str::to_owned),
    };
    items.iter().filter_map(|item| value(item, diags)).collect()
}

/// An example in characters, whatever its type.
fn write_example(node: &Node) -> String {
    match node.as_text() {
        Some(text) => text.to_owned(),
        None => to_json(node).to_string(),
    }
}

/// What a standard field says that essaim does not act on.
fn read_metadata(keys: Keys, kind: &FieldType) -> serde_json::Map<String, serde_json::Value> {
    let used = |key: &str| match key {
        "format" => {
            FIELD.find(key).is_some_and(|key| key.suits(kind.name()))
                && keys.get("format").and_then(Node::as_text) == Some(understood_format(kind))
        }
        key => FIELD.find(key).is_some_and(|key| key.maker == Maker::TableSchema),
    };
    let others = keys.pairs.iter().filter(|pair| !used(&pair.key));
    others.map(|pair| (pair.key.to_string(), to_json(&pair.node))).collect()
}

/// Returns the index of the field of that name; `None`, with an error that proposes the nearest, where there is none.
pub fn find_field(name: &str, span: Span, schema: &Schema, diags: &mut Diagnostics) -> Option<usize> {
    let found = schema.position(name);
    if found.is_none() {
        let nearest = nearest(name, schema.fields.iter().map(|field| field.name.as_str()));
        diags.add(span, UNKNOWN_FIELD_NAME.with("name", name).with("nearest", nearest));
    }
    found
}
