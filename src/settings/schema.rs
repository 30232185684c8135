//! The keys of a Table Schema: those of the standard, and the six that essaim adds.
//!
//! In: nothing. Out: its tables, the types of fields, what each key is for.

use super::{COLLECTION_NAME, DeclaredKey, FIELD_NAMES, KeyTable, TEXT, TEXTS, TextForm, VALUE, ValueShape};
use crate::diag::Owner;

/// The fields of a schema, or of the rows of another.
static FIELD_MAPPING: ValueShape = ValueShape::Mapping(&FIELD);
/// Values, each alone or with its label.
const LABELLED: ValueShape = ValueShape::List(&ValueShape::Either(&[VALUE, ValueShape::Mapping(&CATEGORY)]));

const fn standard(name: &'static str, shape: ValueShape) -> DeclaredKey {
    DeclaredKey::new(name, shape).standard()
}

/// A schema written in `_collection.yaml`.
pub static SCHEMA: KeyTable = KeyTable::new(
    "schema",
    Owner::Schema,
    &[
        standard("fields", ValueShape::List(&FIELD_MAPPING)),
        standard("primaryKey", FIELD_NAMES),
        standard("uniqueKeys", ValueShape::List(&FIELD_NAMES)),
        standard("foreignKeys", ValueShape::List(&ValueShape::Mapping(&FOREIGN_KEY))),
        standard("missingValues", LABELLED).or("[\"\"]"),
        standard("fieldsMatch", ValueShape::Anything).or("exact"),
        // What Validata looks at beside the standard: published as it is written.
        standard("custom_checks", ValueShape::List(&ValueShape::Mapping(&CHECK))),
        standard("name", TEXT),
        standard("title", TEXT),
        standard("description", TEXT),
        standard("$schema", TEXT),
    ],
);

/// Each of `custom_checks:`.
pub static CHECK: KeyTable = KeyTable::new(
    "check",
    Owner::Schema,
    &[standard("name", TEXT).required(), standard("params", ValueShape::Named(&ValueShape::Anything))],
);

/// Each of `foreignKeys:`.
pub static FOREIGN_KEY: KeyTable = KeyTable::new(
    "foreign-key",
    Owner::ForeignKey,
    &[
        standard("fields", FIELD_NAMES).required(),
        standard("reference", ValueShape::Mapping(&REFERENCE)).required(),
    ],
);

/// What a foreign key points to.
pub static REFERENCE: KeyTable = KeyTable::new(
    "reference",
    Owner::ForeignKey,
    &[standard("resource", COLLECTION_NAME), standard("fields", FIELD_NAMES).required()],
);

/// `_fields.yaml`.
pub static SHARED_FIELDS: KeyTable = KeyTable::new(
    "shared",
    Owner::SharedFields,
    &[DeclaredKey::new("fields", ValueShape::List(&FIELD_MAPPING))],
);

/// A field.
pub static FIELD: KeyTable = KeyTable::new(
    "field",
    Owner::Field,
    &[
        standard("name", TEXT).required(),
        standard("title", TEXT),
        standard("description", TEXT),
        standard("type", ValueShape::Choice(&TYPES)).or("string"),
        standard("example", ValueShape::Anything),
        standard("rdfType", ValueShape::Text(TextForm::Meaning)),
        standard("constraints", ValueShape::Mapping(&CONSTRAINTS)),
        standard("categories", LABELLED),
        standard("categoriesOrdered", ValueShape::Flag).or("false"),
        standard("missingValues", LABELLED),
        standard("format", TEXT)
            .or("default")
            .only_for(&["string", "date", "time", "datetime", "geopoint", "geojson"]),
        standard("decimalChar", TEXT).or(".").only_for(&["number"]),
        standard("groupChar", TEXT).only_for(&["number", "integer"]),
        standard("bareNumber", ValueShape::Flag).or("true").only_for(&["number", "integer"]),
        standard("trueValues", TEXTS).or("[\"true\", \"True\", \"TRUE\", \"1\"]").only_for(&["boolean"]),
        standard("falseValues", TEXTS).or("[\"false\", \"False\", \"FALSE\", \"0\"]").only_for(&["boolean"]),
        standard("delimiter", TEXT).or("\";\"").only_for(&["list"]),
        standard("itemType", ValueShape::Choice(&ITEM_TYPES)).or("string").only_for(&["list"]),
        DeclaredKey::new("reference", COLLECTION_NAME).only_for(&["string", "list"]),
        DeclaredKey::new("fields", ValueShape::List(&FIELD_MAPPING)).only_for(&["array"]),
        DeclaredKey::new("unit", ValueShape::Text(TextForm::Unit)),
        DeclaredKey::new("advice", ValueShape::Mapping(&CONSTRAINTS)),
        DeclaredKey::new("personal", ValueShape::Flag).or("false"),
        DeclaredKey::new("default", ValueShape::Anything),
    ],
);

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

/// Those whose values have a length.
const LONG: &[&str] = &["string", "list", "array", "object"];
/// Those whose values have an order.
const ORDERED: &[&str] = &["number", "integer", "date", "time", "datetime", "year", "yearmonth", "duration"];
const ALL_BUT_LISTS: &[&str] = &[
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
    "array",
    "object",
    "geopoint",
    "geojson",
    "any",
];

/// `constraints:` and `advice:`.
pub static CONSTRAINTS: KeyTable = KeyTable::new(
    "constraints",
    Owner::Constraints,
    &[
        standard("required", ValueShape::Flag).or("false"),
        standard("unique", ValueShape::Flag).or("false"),
        standard("minLength", ValueShape::Count).only_for(LONG),
        standard("maxLength", ValueShape::Count).only_for(LONG),
        standard("minimum", VALUE).only_for(ORDERED),
        standard("maximum", VALUE).only_for(ORDERED),
        standard("exclusiveMinimum", VALUE).only_for(ORDERED),
        standard("exclusiveMaximum", VALUE).only_for(ORDERED),
        standard("pattern", ValueShape::Text(TextForm::Pattern)).only_for(&["string"]),
        standard("enum", ValueShape::List(&ValueShape::Anything)).only_for(ALL_BUT_LISTS),
    ],
);

/// Each of `categories:`, where it has a label.
pub static CATEGORY: KeyTable = KeyTable::new(
    "category",
    Owner::Category,
    &[standard("value", VALUE).required(), standard("label", TEXT)],
);
