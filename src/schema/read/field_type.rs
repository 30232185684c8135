//! The type of a field, with the properties that change how its values are written.
//!
//! In: a field's descriptor. Out: [`FieldType`]. Never: a constraint, a value.

use super::super::{
    BooleanType, DateTimeType, DateType, FieldType, GeoJsonType, GeoPointType, IntegerType, Lexicon,
    ListType, NumberType, StringFormat, TimeType,
};
use crate::diag::Diagnostics;
use crate::settings::{Keys, choose};

/// The type, with the properties that change how it is written. Silent means text; unknown, anything.
pub fn read_type(keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> FieldType {
    if keys.get("type").is_none() {
        return read_named_type("string", keys, lexicon, diags);
    }
    let name = keys.text("type", diags);
    name.map_or(FieldType::Any, |name| read_named_type(name, keys, lexicon, diags))
}

/// The type as others judge an example by: of its properties, the format and the words for truths count.
pub fn read_plain_type(keys: Keys, kind: &FieldType) -> FieldType {
    if !kind.is_number() && !kind.is_list() {
        return kind.clone();
    }
    read_named_type(kind.name(), keys.emptied(), Lexicon::Standard, &mut Diagnostics::default())
}

/// The format that was understood, so that another one is kept as metadata.
pub fn understood_format(kind: &FieldType) -> &str {
    match kind {
        FieldType::Date(DateType { format })
        | FieldType::Time(TimeType { format })
        | FieldType::DateTime(DateTimeType { format }) => format,
        kind => kind.rules().facts().format.unwrap_or("default"),
    }
}

fn read_named_type(name: &str, keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> FieldType {
    match name {
        "string" => FieldType::String(read_string_format(keys, lexicon, diags)),
        "number" | "integer" => read_numeric_type(name, keys, diags),
        "boolean" => {
            let words = |values: [&str; 4]| values.map(str::to_owned).to_vec();
            FieldType::Boolean(BooleanType {
                yes: keys
                    .strings("trueValues", diags)
                    .unwrap_or_else(|| words(["true", "True", "TRUE", "1"])),
                no: keys
                    .strings("falseValues", diags)
                    .unwrap_or_else(|| words(["false", "False", "FALSE", "0"])),
            })
        }
        "date" => FieldType::Date(DateType { format: read_format(keys, diags) }),
        "time" => FieldType::Time(TimeType { format: read_format(keys, diags) }),
        "datetime" => FieldType::DateTime(DateTimeType { format: read_format(keys, diags) }),
        "year" => FieldType::Year,
        "yearmonth" => FieldType::YearMonth,
        "duration" => FieldType::Duration,
        "list" => read_list_type(keys, lexicon, diags),
        "array" => FieldType::Array,
        "object" => FieldType::Object,
        "geopoint" => FieldType::GeoPoint(GeoPointType {
            format: choose_format(keys, &["default", "array", "object"], diags).to_owned(),
        }),
        "geojson" => FieldType::GeoJson(GeoJsonType {
            topojson: choose_format(keys, &["default", "topojson"], diags) == "topojson",
        }),
        _ => FieldType::Any,
    }
}

fn read_numeric_type(name: &str, keys: Keys, diags: &mut Diagnostics) -> FieldType {
    let group = keys.string("groupChar", diags).filter(|group| !group.is_empty());
    let bare = keys.flag("bareNumber", diags);
    let decimal = keys.text("decimalChar", diags).and_then(|text| text.chars().next()).unwrap_or('.');
    match name {
        "number" => FieldType::Number(NumberType { decimal, group, bare }),
        _ => FieldType::Integer(IntegerType { bare }),
    }
}

/// A list's items have their type's default format. Where a schema is silent, the standard's mark between
/// items is a comma; in everyday characters it is the semicolon of French public data.
fn read_list_type(keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> FieldType {
    let silent = if lexicon == Lexicon::Standard { "," } else { ";" };
    let delimiter = keys.string("delimiter", diags).filter(|text| !text.is_empty());
    let name = keys.text("itemType", diags);
    FieldType::List(ListType {
        delimiter: delimiter.unwrap_or_else(|| silent.to_owned()),
        items: Box::new(read_named_type(name.unwrap_or("string"), keys.emptied(), lexicon, diags)),
    })
}

/// The format, without the prefix that the first drafts of the standard gave it.
fn read_format(keys: Keys, diags: &mut Diagnostics) -> String {
    let format = keys.text("format", diags).unwrap_or("default");
    format.strip_prefix("fmt:").unwrap_or(format).to_owned()
}

/// One of a few formats. One that others read and essaim does not (`wkt`) is read as the default.
fn choose_format(keys: Keys, allowed: &[&'static str], diags: &mut Diagnostics) -> &'static str {
    let Some(node) = keys.get("format") else { return "default" };
    let Some(text) = node.text_or(diags) else { return "default" };
    let plain = text.strip_prefix("fmt:").unwrap_or(text);
    choose(plain, node.span, allowed, diags).unwrap_or("default")
}

fn read_string_format(keys: Keys, lexicon: Lexicon, diags: &mut Diagnostics) -> StringFormat {
    let allowed = match lexicon {
        Lexicon::Standard => ["default", "email", "uri", "binary", "uuid", "wkt"],
        Lexicon::Everyday => ["default", "email", "uri", "binary", "uuid", "markdown"],
    };
    match choose_format(keys, &allowed, diags) {
        "email" => StringFormat::Email,
        "uri" => StringFormat::Uri,
        "binary" => StringFormat::Binary,
        "uuid" => StringFormat::Uuid,
        "markdown" => StringFormat::Markdown,
        _ => StringFormat::Default,
    }
}
