//! The JSON Schemas (draft-07) of what people write beside records: `site.yaml`, `_collection.yaml`, `_fields.yaml`.
//!
//! In: the table of keys, and the names that a project has. Out: a schema that has the keys of its table and accepts what
//! their shapes do. Each key is described in `messages/*/settings.ftl`; a test holds that none is left out.

use serde_json::{Map, Value as Json, json};

use crate::check::codes::CONTENTS;
use crate::messages::{Language, find};
use crate::project::LenientProject;
use crate::settings::{
    COLLECTION, DeclaredKey, FIELD, Form, KeyTable, Need, RECORD, SHARED_FIELDS, SITE, TRANSLATED_FIELD,
    TextForm, ValueShape,
};

/// The mappings that hold others of their kind: the fields of a field.
const HOLD_THEMSELVES: [&KeyTable; 2] = [&FIELD, &TRANSLATED_FIELD];

/// Returns the schema of `site.yaml`.
#[must_use]
pub fn site_schema(survey: &LenientProject) -> Json {
    let tables = survey.site.tables.iter().map(|table| table.collection.name.as_str());
    let entries = tables.chain(survey.site.pages.iter().map(|page| page.id.as_str()));
    describe_file(&SITE, &survey.site.config.language, entries.collect())
}

/// Returns the schema of `_collection.yaml`.
#[must_use]
pub fn collection_schema(language: &str) -> Json {
    describe_file(&COLLECTION, language, Vec::new())
}

/// Returns the schema of `_fields.yaml`.
#[must_use]
pub fn fields_schema(language: &str) -> Json {
    describe_file(&SHARED_FIELDS, language, Vec::new())
}

/// Returns the schema of a file that holds one mapping. Of a menu's entries, those of the project are proposed.
#[must_use]
pub fn describe_file(table: &'static KeyTable, language: &str, entries: Vec<&str>) -> Json {
    let describer = Describer { language: Language::of_site(language), entries };
    let mut whole =
        Map::from_iter([("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"))]);
    whole.extend(describer.describe_mapping(table));
    let defined =
        HOLD_THEMSELVES.map(|table| (table.name.to_owned(), describer.describe_mapping(table).into()));
    whole.insert("definitions".to_owned(), Json::Object(defined.into_iter().collect()));
    whole.into()
}

/// Returns what a key is for, in a language; `None` where nobody described it.
#[must_use]
pub fn describe_key(table: &KeyTable, key: &str, language: &str) -> Option<String> {
    find(Language::of_site(language), &to_message_id(table, key), &[])
}

/// Returns the properties that a record may have beside its fields, of which some are said to be of use.
pub(super) fn describe_reserved(language: &str, is_used: impl Fn(&str) -> bool) -> Map<String, Json> {
    let describer = Describer { language: Language::of_site(language), entries: Vec::new() };
    let used = RECORD.keys.iter().filter(|key| is_used(key.name));
    used.map(|key| (key.name.to_owned(), describer.describe_key(&RECORD, key))).collect()
}

/// Returns the message that says what a key is for: `key-site-title`; `$schema` without its sign.
fn to_message_id(table: &KeyTable, key: &str) -> String {
    format!("key-{}-{}", table.name, key.trim_start_matches('$'))
}

/// What a schema says beside the keys themselves.
struct Describer<'a> {
    /// The language in which each key is described.
    language: Language,
    entries: Vec<&'a str>,
}

impl Describer<'_> {
    /// An object with the keys of a table and no other.
    fn describe_mapping(&self, table: &KeyTable) -> Map<String, Json> {
        let properties = table.keys.iter().map(|key| (key.name.to_owned(), self.describe_key(table, key)));
        let properties: Map<String, Json> = properties.collect();
        let required = table.keys.iter().filter(|key| key.need == Need::Required);
        let required: Vec<&str> = required.map(|key| key.name).collect();
        let mut schema = Map::from_iter([
            ("type".to_owned(), json!(["object", "null"])),
            ("properties".to_owned(), properties.into()),
            ("required".to_owned(), json!(required)),
            ("additionalProperties".to_owned(), json!(false)),
        ]);
        if !table.any_of.is_empty() {
            let each = table.any_of.iter().map(|key| json!({"required": [key]}));
            schema.insert("anyOf".to_owned(), each.collect());
        }
        schema
    }

    fn describe_key(&self, table: &KeyTable, key: &DeclaredKey) -> Json {
        let mut schema = self.describe_shape(&key.shape);
        if let (Some(schema), Some(words)) =
            (schema.as_object_mut(), find(self.language, &to_message_id(table, key.name), &[]))
        {
            schema.insert("description".to_owned(), words.into());
        }
        schema
    }

    fn describe_shape(&self, shape: &ValueShape) -> Json {
        match shape {
            ValueShape::Count | ValueShape::Text(TextForm::Count) => {
                json!({"type": ["integer", "string", "null"], "minimum": 0})
            }
            ValueShape::Text(TextForm::Entry) => json!({"anyOf": [{"enum": self.entries}, any_text()]}),
            ValueShape::Text(TextForm::Slug) => {
                json!({"type": ["string", "integer", "null"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})
            }
            ValueShape::Text(TextForm::Day) => json!({"type": ["string", "null"], "format": "date"}),
            ValueShape::Text(_) => any_text(),
            ValueShape::Flag => json!({"type": ["boolean", "string", "null"], "pattern": "^(true|false)$"}),
            ValueShape::Integer => json!({"type": ["integer", "string", "null"]}),
            ValueShape::Choice(words) => {
                let words = words.iter().map(|word| json!(word));
                json!({"enum": words.chain([Json::Null]).collect::<Vec<_>>()})
            }
            ValueShape::OneOrMore(item) => {
                let item = self.describe_shape(item);
                json!({"anyOf": [{"type": "array", "items": item}, item]})
            }
            ValueShape::List(item) => json!({"type": ["array", "null"], "items": self.describe_shape(item)}),
            ValueShape::Rectangle => json!({
                "type": ["array", "null"], "items": {"type": ["number", "string"]}, "minItems": 4, "maxItems": 4,
            }),
            ValueShape::Mapping(table) if HOLD_THEMSELVES.iter().any(|known| known.name == table.name) => {
                json!({"$ref": format!("#/definitions/{}", table.name)})
            }
            ValueShape::Mapping(table) => self.describe_mapping(table).into(),
            ValueShape::Named(each) => {
                json!({"type": ["object", "null"], "additionalProperties": self.describe_shape(each)})
            }
            ValueShape::ByCode(each) => {
                let each = self.describe_shape(each);
                let each = CONTENTS.lints().into_iter().map(|code| (code.to_owned(), each.clone()));
                let each: Map<String, Json> = each.collect();
                json!({"type": ["object", "null"], "properties": each, "additionalProperties": false})
            }
            ValueShape::Pair(value) => json!({
                "type": ["object", "null"], "minProperties": 1, "maxProperties": 1,
                "additionalProperties": self.describe_shape(value),
            }),
            ValueShape::Variant(forms) => self.describe_variant(forms),
            ValueShape::Either(shapes) => {
                let each: Vec<Json> = shapes.iter().map(|shape| self.describe_shape(shape)).collect();
                json!({"anyOf": each})
            }
            ValueShape::Anything => json!({}),
        }
    }

    /// A word, or a mapping from one word to its keys.
    fn describe_variant(&self, forms: &[Form]) -> Json {
        let words = forms.iter().map(|(word, _)| json!(word));
        let mut all = vec![json!({"enum": words.chain([Json::Null]).collect::<Vec<_>>()})];
        for (word, table) in forms {
            let properties = json!({(*word): Json::Object(self.describe_mapping(table))});
            all.push(json!({
                "type": "object", "properties": properties, "required": [word], "additionalProperties": false,
            }));
        }
        json!({"anyOf": all})
    }
}

/// Whatever is written on one line: the reader keeps the characters.
fn any_text() -> Json {
    json!({"type": ["string", "number", "boolean", "null"]})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::TABLES;

    #[test]
    fn every_key_is_described() {
        // What the program writes for itself is nobody's to fill in.
        let tables = TABLES.iter().filter(|table| table.name != "lock");
        let ids = tables.flat_map(|table| table.names().map(|key| to_message_id(table, key)));
        for id in ids {
            assert!(find(Language::default(), &id, &[]).is_some(), "{id}");
        }
    }
}
