//! A field's descriptor: its type, its meaning, what it allows.

use super::super::parse::to_json;
use super::super::{
    BooleanType, Category, DateTimeType, DateType, Field, FieldType, GeoJsonType, GeoPointType, IntegerType,
    Lexicon, ListType, NumberType, Role, Schema, StringFormat, TimeType,
};
use super::Project;
use super::{constraint, strict, unit};
use crate::config::codes::INVALID_SETTING;
use crate::diag::{Diagnostics, Owner, nearest};
use crate::edit::quote_scalar;
use crate::load::codes::DUPLICATE_KEY;
use crate::load::keys::{Keys, Otherwise, choice};
use crate::load::yaml::{Node, NodeValue};
use crate::schema::codes::{CONSTRAINT_UNFIT, FIELD_RESERVED, FIELD_TWICE, UNIT_UNKNOWN, UNKNOWN_FIELD_NAME};
use crate::schema::publish::{SIGNATURE, to_iri};
use crate::source::Span;

/// What every field may say, by the standard.
pub const STANDARD: [&str; 11] = [
    "name",
    "title",
    "description",
    "type",
    "example",
    "rdfType",
    "constraints",
    "categories",
    "categoriesOrdered",
    "missingValues",
    "format",
];
/// What the standard adds for some types.
pub const OF_TYPES: [&str; 7] =
    ["decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "delimiter", "itemType"];
/// What essaim adds.
pub const AUTHORING: [&str; 6] = ["reference", "fields", "unit", "advice", "personal", "default"];

/// The types of the standard.
pub const TYPES: [&str; 16] = [
    "string",
    "number",
    "integer",
    "boolean",
    "date",
    "time",
    "datetime",
    "year",
    "yearmonth",
    "duration",
    "list",
    "array",
    "object",
    "geopoint",
    "geojson",
    "any",
];
/// The types of the items of a list.
pub const ITEM_TYPES: [&str; 7] = ["string", "integer", "boolean", "number", "datetime", "date", "time"];

/// The keys of a category.
pub const CATEGORY_KEYS: [&str; 2] = ["value", "label"];

/// Reads descriptors, in their order. Of two with the same name the first counts.
pub fn list(node: &Node, schema: &Schema, project: &Project, diags: &mut Diagnostics) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for item in node.list_or(diags).unwrap_or_default() {
        let Some(field) = read(item, schema, project, diags) else { continue };
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

fn read(node: &Node, schema: &Schema, project: &Project, diags: &mut Diagnostics) -> Option<Field> {
    let keys = Keys::of(node, diags)?;
    let Some(name) = keys.get("name") else {
        keys.missing("name", Owner::Field, diags);
        return None;
    };
    let (text, span) = (name.text_or(diags)?, name.span);
    if text.is_empty() {
        keys.missing("name", Owner::Field, diags);
        return None;
    }
    Some(described(keys, text, span, schema, project, diags))
}

/// A field of that name, as its descriptor has it.
fn described(
    keys: Keys,
    name: &str,
    span: Span,
    schema: &Schema,
    project: &Project,
    diags: &mut Diagnostics,
) -> Field {
    let inline = schema.lexicon == Lexicon::Everyday;
    if inline {
        let known: Vec<&str> = STANDARD.into_iter().chain(OF_TYPES).chain(AUTHORING).collect();
        keys.only(&known, &Owner::Field, diags);
    }
    let mut field = Field::new(name, span);
    field.kind = kind(keys, schema.lexicon, diags);
    field.title = keys.owned("title", diags);
    field.description = keys.owned("description", diags);
    field.example = keys.get("example").map(example);
    field.rdf_type = keys.owned("rdfType", diags);
    field.role = field.rdf_type.as_deref().and_then(Role::named);
    field.categories = keys.get("categories").map(|node| categories(node, diags)).unwrap_or_default();
    field.ordered = keys.flag("categoriesOrdered", Otherwise::False, diags);
    field.missing_values = keys.get("missingValues").map(|node| missing_values(node, diags));
    // Wherever a schema stands, what it calls personal stays home.
    field.personal = keys.flag("personal", Otherwise::False, diags);
    if inline {
        refuse_unfit(keys, &field.kind, diags);
        authoring(keys, &mut field, schema, project, diags);
    } else {
        field.metadata = metadata(keys, &field.kind);
        field.array_item = array_item(keys, &field, schema, project, diags).map(Box::new);
        strict::field(keys, &field, schema, diags);
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
fn authoring(keys: Keys, field: &mut Field, schema: &Schema, project: &Project, diags: &mut Diagnostics) {
    field.unit = keys.owned("unit", diags);
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
        fit(node, field, schema, diags);
    }
    if let Some(node) = keys.get("reference") {
        field.reference = node.text_or(diags).and_then(|name| project.collection(name, node.span, diags));
    }
    if let Some(node) = keys.get("fields") {
        field.fields = list(node, schema, project, diags);
    }
}

/// Reports categories that no value of the field's type can be.
fn fit(node: &Node, field: &Field, schema: &Schema, diags: &mut Diagnostics) {
    let item = Field { kind: field.kind.element().clone(), ..Field::new(&field.name, field.span) };
    for category in node.as_list().unwrap_or_default() {
        let value = category.as_map().map_or(Some(category), |_| Keys::of(category, diags)?.get("value"));
        if let Some(value) = value.filter(|value| value.as_text().is_some()) {
            item.read_literal(value, schema, diags);
        }
    }
}

/// What each item of an array must be (`arrayItem`, which other readers of the standard act on).
fn array_item(
    keys: Keys,
    field: &Field,
    schema: &Schema,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<Field> {
    let node =
        keys.get("arrayItem").filter(|node| field.kind == FieldType::Array && node.as_map().is_some())?;
    let mut item = described(Keys::of(node, diags)?, &field.name, node.span, schema, project, diags);
    if Keys::of(node, diags)?.get("type").is_none() {
        item.kind = FieldType::Any;
    }
    Some(item)
}

/// Reports properties that belong to other types.
fn refuse_unfit(keys: Keys, kind: &FieldType, diags: &mut Diagnostics) {
    for pair in keys.pairs {
        let fits = match &*pair.key {
            "decimalChar" => kind.name() == "number",
            "groupChar" | "bareNumber" => kind.is_number(),
            "trueValues" | "falseValues" => kind.name() == "boolean",
            "delimiter" | "itemType" => kind.is_list(),
            "fields" => *kind == FieldType::Array,
            "reference" => kind.element().is_text(),
            "format" => has_format(kind),
            _ => true,
        };
        if !fits {
            let (constraint, kind) = (pair.key.to_string(), kind.name().to_owned());
            diags.add(pair.key_span, CONSTRAINT_UNFIT.with("constraint", constraint).with("kind", kind));
        }
    }
}

fn has_format(kind: &FieldType) -> bool {
    matches!(kind.name(), "string" | "date" | "time" | "datetime" | "geopoint" | "geojson")
}

/// The type, with the properties that change how it is written. Silent means text; unknown, anything.
fn kind(keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> FieldType {
    let Some(node) = keys.get("type") else { return named("string", keys, lexicon, diags) };
    let name = node.text_or(diags).and_then(|name| choice(name, node.span, &TYPES, diags));
    name.map_or(FieldType::Any, |name| named(name, keys, lexicon, diags))
}

fn named(name: &str, keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> FieldType {
    match name {
        "string" => FieldType::String(string_format(keys, lexicon, diags)),
        "number" | "integer" => numeric(name, keys, diags),
        "boolean" => {
            let words = |values: [&str; 4]| values.map(str::to_owned).to_vec();
            FieldType::Boolean(BooleanType {
                yes: keys
                    .owned_texts("trueValues", diags)
                    .unwrap_or_else(|| words(["true", "True", "TRUE", "1"])),
                no: keys
                    .owned_texts("falseValues", diags)
                    .unwrap_or_else(|| words(["false", "False", "FALSE", "0"])),
            })
        }
        "date" => FieldType::Date(DateType { format: format(keys, diags) }),
        "time" => FieldType::Time(TimeType { format: format(keys, diags) }),
        "datetime" => FieldType::DateTime(DateTimeType { format: format(keys, diags) }),
        "year" => FieldType::Year,
        "yearmonth" => FieldType::YearMonth,
        "duration" => FieldType::Duration,
        "list" => list_of(keys, lexicon, diags),
        "array" => FieldType::Array,
        "object" => FieldType::Object,
        "geopoint" => FieldType::GeoPoint(GeoPointType {
            format: chosen_format(keys, &["default", "array", "object"], diags).to_owned(),
        }),
        "geojson" => FieldType::GeoJson(GeoJsonType {
            topojson: chosen_format(keys, &["default", "topojson"], diags) == "topojson",
        }),
        _ => FieldType::Any,
    }
}

fn numeric(name: &str, keys: Keys, diags: &mut Diagnostics) -> FieldType {
    let group = keys.owned("groupChar", diags).filter(|group| !group.is_empty());
    let bare = keys.flag("bareNumber", Otherwise::True, diags);
    let decimal = keys.text("decimalChar", diags).and_then(|text| text.chars().next()).unwrap_or('.');
    match name {
        "number" => FieldType::Number(NumberType { decimal, group, bare }),
        _ => FieldType::Integer(IntegerType { bare }),
    }
}

/// A list's items have their type's default format. Where a schema is silent, the standard's mark between
/// items is a comma; in everyday characters it is the semicolon of French public data.
fn list_of(keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> FieldType {
    let silent = if lexicon == Lexicon::Standard { "," } else { ";" };
    let delimiter = keys.owned("delimiter", diags).filter(|text| !text.is_empty());
    let item = keys.get("itemType");
    let name = item.and_then(|node| choice(node.text_or(diags)?, node.span, &ITEM_TYPES, diags));
    let nothing = Keys { pairs: &[], ..keys };
    FieldType::List(ListType {
        delimiter: delimiter.unwrap_or_else(|| silent.to_owned()),
        items: Box::new(named(name.unwrap_or("string"), nothing, lexicon, diags)),
    })
}

/// The format, without the prefix that the first drafts of the standard gave it.
fn format(keys: Keys, diags: &mut Diagnostics) -> String {
    let format = keys.text("format", diags).unwrap_or("default");
    format.strip_prefix("fmt:").unwrap_or(format).to_owned()
}

/// One of a few formats. One that others read and essaim does not (`wkt`) is read as the default.
fn chosen_format(keys: Keys, allowed: &[&'static str], diags: &mut Diagnostics) -> &'static str {
    let Some(node) = keys.get("format") else { return "default" };
    let Some(text) = node.text_or(diags) else { return "default" };
    let plain = text.strip_prefix("fmt:").unwrap_or(text);
    choice(plain, node.span, allowed, diags).unwrap_or("default")
}

fn string_format(keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> StringFormat {
    let allowed = match lexicon {
        Lexicon::Standard => ["default", "email", "uri", "binary", "uuid", "wkt"],
        Lexicon::Everyday => ["default", "email", "uri", "binary", "uuid", "markdown"],
    };
    match chosen_format(keys, &allowed, diags) {
        "email" => StringFormat::Email,
        "uri" => StringFormat::Uri,
        "binary" => StringFormat::Binary,
        "uuid" => StringFormat::Uuid,
        "markdown" => StringFormat::Markdown,
        _ => StringFormat::Default,
    }
}

/// The type as others judge an example by: of its properties, the format and the words for truths count.
pub fn plain_kind(keys: Keys, kind: &FieldType) -> FieldType {
    if !kind.is_number() && !kind.is_list() {
        return kind.clone();
    }
    let nothing = Keys { pairs: &[], ..keys };
    named(kind.name(), nothing, Lexicon::Standard, &mut Diagnostics::default())
}

/// Strings, or mappings with `value` and `label`.
fn categories(node: &Node, diags: &mut Diagnostics) -> Vec<Category> {
    let items = node.list_or(diags).unwrap_or_default();
    let mut seen: Vec<(Category, Span)> = Vec::new();
    for item in items {
        let category = match &item.value {
            NodeValue::Map(_) => labelled(item, diags),
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

fn labelled(item: &Node, diags: &mut Diagnostics) -> Option<Category> {
    let keys = Keys::of(item, diags)?.only(&CATEGORY_KEYS, &Owner::Category, diags);
    let Some(value) = keys.owned("value", diags) else {
        keys.missing("value", Owner::Category, diags);
        return None;
    };
    Some(Category { value, label: keys.owned("label", diags) })
}

/// Strings, or mappings with `value` and `label`: the values.
pub fn missing_values(node: &Node, diags: &mut Diagnostics) -> Vec<String> {
    let items = node.list_or(diags).unwrap_or_default();
    let value = |item: &Node, diags: &mut Diagnostics| match &item.value {
        NodeValue::Map(_) => labelled(item, diags).map(|category| category.value),
        // YAML's own emptiness is the empty text.
        NodeValue::Null => Some(String::new()),
        _ => item.text_or(diags).map(str::to_owned),
    };
    items.iter().filter_map(|item| value(item, diags)).collect()
}

/// An example in characters, whatever its type.
fn example(node: &Node) -> String {
    match node.as_text() {
        Some(text) => text.to_owned(),
        None => to_json(node).to_string(),
    }
}

/// What a standard field says that essaim does not act on.
fn metadata(keys: Keys, kind: &FieldType) -> serde_json::Map<String, serde_json::Value> {
    let used = |key: &str| match key {
        "format" => has_format(kind) && keys.get("format").and_then(Node::as_text) == Some(read_format(kind)),
        key => STANDARD.contains(&key) || OF_TYPES.contains(&key),
    };
    let others = keys.pairs.iter().filter(|pair| !used(&pair.key));
    others.map(|pair| (pair.key.to_string(), to_json(&pair.node))).collect()
}

/// The format that was understood, so that another one is kept as metadata.
fn read_format(kind: &FieldType) -> &str {
    match kind {
        FieldType::Date(DateType { format })
        | FieldType::Time(TimeType { format })
        | FieldType::DateTime(DateTimeType { format }) => format,
        kind => kind.rules().facts().format.unwrap_or("default"),
    }
}

/// The index of a field, or an error that proposes the nearest name.
pub fn position(name: &str, span: Span, schema: &Schema, diags: &mut Diagnostics) -> Option<usize> {
    let found = schema.position(name);
    if found.is_none() {
        let nearest = nearest(name, schema.fields.iter().map(|field| field.name.as_str()));
        diags.add(span, UNKNOWN_FIELD_NAME.with("name", name).with("nearest", nearest));
    }
    found
}
