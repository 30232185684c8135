//! The JSON Schemas (draft-07) of `site.yaml`, `_collection.yaml` and `_fields.yaml`.
//!
//! In: the lists of keys that the readers of these files know. Out: schemas with the same keys, none other.
//! Each key is described in `words.fr.yaml` and `words.en.yaml`; a test holds that none is left out.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::check::codes::CONTENTS;
use crate::config::known as site;
use crate::project::LenientProject;
use crate::schema::known as declared;

const FRENCH: &str = include_str!("words.fr.yaml");
const ENGLISH: &str = include_str!("words.en.yaml");

/// The schema of `site.yaml`.
#[must_use]
pub fn site_schema(survey: &LenientProject) -> Json {
    let describe = Words::of(&survey.site.config.language);
    let tables = survey.site.tables.iter().map(|table| table.collection.name.as_str());
    let names: Vec<&str> = tables.chain(survey.site.pages.iter().map(|page| page.id.as_str())).collect();
    whole(describe.object("site", &site::SITE_KEYS, &["title", "language"], &|key| match key {
        "publisher" => describe.object("publisher", &site::PUBLISHER_KEYS, &["name"], &|_| text()),
        "legal" => legal(&describe),
        "license" => {
            let known: Vec<&str> = site::LICENSES.iter().map(|license| license.0).collect();
            let own = describe.object("license", &site::LICENSE_KEYS, &site::LICENSE_KEYS, &|_| text());
            json!({"anyOf": [{"enum": known}, own]})
        }
        "spatial" => describe.object("spatial", &site::SPATIAL_KEYS, &[], &|key| match key {
            "bbox" => json!({
                "type": "array", "items": {"type": ["number", "string"]}, "minItems": 4, "maxItems": 4,
            }),
            _ => text(),
        }),
        "servers" => texts(&json!({"enum": site::SERVERS.iter().map(|server| server.0).collect::<Vec<_>>()})),
        "nav" => texts(&json!({"anyOf": [{"enum": names}, text()]})),
        "variables" => json!({"type": "object", "additionalProperties": text()}),
        "lints" => {
            let severities: Vec<&str> = site::SEVERITIES.iter().map(|severity| severity.0).collect();
            let each =
                CONTENTS.lints().into_iter().map(|code| (code.to_owned(), json!({"enum": severities})));
            let each: Map<String, Json> = each.collect();
            json!({"type": "object", "properties": each, "additionalProperties": false})
        }
        _ => text(),
    }))
}

/// The schema of `_collection.yaml`.
#[must_use]
pub fn collection_schema(language: &str) -> Json {
    let describe = Words::of(language);
    let keys = &declared::COLLECTION_KEYS;
    let mut schema = whole(describe.object("collection", keys, &["schema"], &|key| match key {
        "view" => view(&describe),
        "pages" | "archive" | "parts" => json!({"type": "boolean"}),
        "filters" | "sort" | "keywords" => texts(&text()),
        "print" => print(&describe),
        "frequency" => json!({"enum": declared::FREQUENCY_WORDS}),
        "theme" => json!({"enum": declared::THEME_CODES}),
        "chapters" => json!({"type": "array", "items": chapter(&describe)}),
        "rules" => json!({"type": "array", "items": rule(&describe)}),
        "schema" => json!({"anyOf": [table_schema(&describe), {"type": "string"}]}),
        _ => text(),
    }));
    define_field(&mut schema, &describe);
    schema
}

/// The schema of `_fields.yaml`.
#[must_use]
pub fn fields_schema(language: &str) -> Json {
    let describe = Words::of(language);
    let mut schema = whole(describe.object("shared", &declared::SHARED_KEYS, &[], &|_| fields()));
    define_field(&mut schema, &describe);
    schema
}

fn legal(describe: &Words) -> Json {
    describe.object("legal", &site::LEGAL_KEYS, &[], &|key| match key {
        "host" => describe.object("host", &site::HOST_KEYS, &[], &|_| text()),
        "credits" => texts(&text()),
        "accessibility" => {
            describe.object("accessibility", &site::ACCESSIBILITY_KEYS, &[], &|key| match key {
                "state" => json!({"enum": site::STATES.iter().map(|state| state.0).collect::<Vec<_>>()}),
                "audit" => {
                    let audit = describe.object("audit", &site::AUDIT_KEYS, &[], &|key| match key {
                        "environment" | "tools" | "pages" => texts(&text()),
                        _ => text(),
                    });
                    json!({"anyOf": [audit, text()]})
                }
                _ => text(),
            })
        }
        _ => text(),
    })
}

/// A printed form by its name, or a card with the fields of its faces.
fn print(describe: &Words) -> Json {
    let faces = describe.object("card", &declared::CARD_KEYS, &[], &|_| texts(&text()));
    let card = json!({"type": "object", "properties": {"card": faces}, "required": ["card"], "additionalProperties": false});
    json!({"anyOf": [{"enum": declared::PRINTS}, card]})
}

/// A view by its name, or a mapping from one name to the fields drawn.
fn view(describe: &Words) -> Json {
    let mut forms = vec![json!({"enum": declared::VIEWS})];
    for name in declared::VIEWS {
        let drawn = describe.object("view", declared::view_keys(name), &[], &|key| match key {
            "columns" if name == "table" => texts(&text()),
            "planned" => one_pair(),
            _ => text(),
        });
        let named = json!({(name): {"anyOf": [drawn, {"type": "null"}]}});
        forms.push(json!({
            "type": "object", "properties": named, "required": [name], "additionalProperties": false,
        }));
    }
    json!({"anyOf": forms})
}

fn chapter(describe: &Words) -> Json {
    let chosen =
        json!({"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": one_pair()});
    describe.object("chapter", &declared::CHAPTER_KEYS, &["title"], &|key| match key {
        "fields" => texts(&text()),
        "related" => json!({"type": "array", "items": {"anyOf": [text(), chosen]}}),
        _ => text(),
    })
}

fn rule(describe: &Words) -> Json {
    let mut rule = describe.object("rule", &declared::RULE_KEYS, &[], &|key| match key {
        "when" => json!({"type": "object", "additionalProperties": text()}),
        "advice" => json!({"type": "boolean"}),
        _ => texts(&text()),
    });
    rule["anyOf"] = json!([{"required": ["require"]}, {"required": ["ordered"]}]);
    rule
}

fn table_schema(describe: &Words) -> Json {
    describe.object("schema", &declared::SCHEMA_KEYS, &[], &|key| match key {
        "fields" => fields(),
        "primaryKey" => texts(&text()),
        "uniqueKeys" => json!({"type": "array", "items": texts(&text())}),
        "foreignKeys" => json!({"type": "array", "items": foreign_key(describe)}),
        "missingValues" => valued(describe),
        "fieldsMatch" => json!({}),
        "custom_checks" => json!({"type": "array", "items": {"type": "object"}}),
        _ => text(),
    })
}

fn foreign_key(describe: &Words) -> Json {
    let keys = &declared::FOREIGN_KEY_KEYS;
    describe.object("foreign-key", keys, keys, &|key| match key {
        "reference" => {
            describe.object("reference", &declared::REFERENCE_KEYS, &["fields"], &|key| match key {
                "fields" => texts(&text()),
                _ => text(),
            })
        }
        _ => texts(&text()),
    })
}

fn fields() -> Json {
    json!({"type": "array", "items": {"$ref": "#/definitions/field"}})
}

fn define_field(schema: &mut Json, describe: &Words) {
    let lists = [&declared::STANDARD[..], &declared::OF_TYPES, &declared::AUTHORING].concat();
    let field = describe.object("field", &lists, &["name"], &|key| match key {
        "type" => json!({"enum": declared::TYPES}),
        "itemType" => json!({"enum": declared::ITEM_TYPES}),
        "constraints" | "advice" => constraints(describe),
        "categories" | "missingValues" => valued(describe),
        "categoriesOrdered" | "bareNumber" | "personal" => json!({"type": "boolean"}),
        "trueValues" | "falseValues" => texts(&text()),
        "fields" => fields(),
        "example" | "default" => json!({}),
        _ => text(),
    });
    schema["definitions"] = json!({"field": field});
}

fn constraints(describe: &Words) -> Json {
    describe.object("constraints", &declared::CONSTRAINT_KEYS, &[], &|key| match key {
        "required" | "unique" => json!({"type": "boolean"}),
        "minLength" | "maxLength" => json!({"type": "integer", "minimum": 0}),
        "enum" => json!({"type": "array"}),
        "pattern" => text(),
        _ => json!({"type": ["string", "number", "boolean"]}),
    })
}

/// Values, each alone or with its label.
fn valued(describe: &Words) -> Json {
    let labelled = describe.object("category", &declared::CATEGORY_KEYS, &["value"], &|_| text());
    json!({"type": "array", "items": {"anyOf": [{"type": ["string", "number", "boolean", "null"]}, labelled]}})
}

/// Whatever is written on one line: the reader keeps the characters.
fn text() -> Json {
    json!({"type": ["string", "number", "boolean", "null"]})
}

/// A list of such values, or one alone.
fn texts(item: &Json) -> Json {
    json!({"anyOf": [{"type": "array", "items": item}, item]})
}

fn one_pair() -> Json {
    json!({"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": text()})
}

fn whole(schema: Json) -> Json {
    let mut whole = json!({"$schema": "http://json-schema.org/draft-07/schema#"});
    if let (Some(whole), Json::Object(schema)) = (whole.as_object_mut(), schema) {
        whole.extend(schema);
    }
    whole
}

/// What each key is for, in a language: `owner.key`.
struct Words(BTreeMap<String, String>);

impl Words {
    fn of(language: &str) -> Self {
        let text = if crate::config::family(language) == "fr" { FRENCH } else { ENGLISH };
        Self(serde_yaml::from_str(text).unwrap_or_default())
    }

    /// An object with these keys and no other.
    fn object(&self, owner: &str, keys: &[&str], required: &[&str], shape: &dyn Fn(&str) -> Json) -> Json {
        let mut properties = Map::new();
        for key in keys {
            let mut property = shape(key);
            if let (Some(property), Some(words)) =
                (property.as_object_mut(), self.0.get(&format!("{owner}.{key}")))
            {
                property.insert("description".into(), words.clone().into());
            }
            properties.insert((*key).to_owned(), property);
        }
        json!({
            "type": "object", "properties": properties, "required": required, "additionalProperties": false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// Every `owner.key` that the readers know.
    fn keys() -> Vec<String> {
        let fields = [&declared::STANDARD[..], &declared::OF_TYPES, &declared::AUTHORING].concat();
        let views: Vec<&str> =
            declared::VIEWS.iter().flat_map(|name| declared::view_keys(name)).copied().collect();
        let owners: [(&str, &[&str]); 22] = [
            ("site", &site::SITE_KEYS),
            ("language", &site::LANGUAGE_KEYS),
            ("budget", &site::BUDGET_KEYS),
            ("publisher", &site::PUBLISHER_KEYS),
            ("legal", &site::LEGAL_KEYS),
            ("host", &site::HOST_KEYS),
            ("accessibility", &site::ACCESSIBILITY_KEYS),
            ("audit", &site::AUDIT_KEYS),
            ("license", &site::LICENSE_KEYS),
            ("spatial", &site::SPATIAL_KEYS),
            ("collection", &declared::COLLECTION_KEYS),
            ("view", &views),
            ("card", &declared::CARD_KEYS),
            ("rule", &declared::RULE_KEYS),
            ("schema", &declared::SCHEMA_KEYS),
            ("chapter", &declared::CHAPTER_KEYS),
            ("foreign-key", &declared::FOREIGN_KEY_KEYS),
            ("reference", &declared::REFERENCE_KEYS),
            ("shared", &declared::SHARED_KEYS),
            ("field", &fields),
            ("constraints", &declared::CONSTRAINT_KEYS),
            ("category", &declared::CATEGORY_KEYS),
        ];
        let each =
            owners.iter().flat_map(|(owner, keys)| keys.iter().map(move |key| format!("{owner}.{key}")));
        let mut all: Vec<String> = each.collect();
        all.sort();
        all.dedup();
        all
    }

    #[test]
    fn every_key_is_described_in_both_languages_and_no_other() {
        for language in ["fr", "en"] {
            let written: Vec<String> = Words::of(language).0.into_keys().collect();
            assert_eq!(written, keys(), "{language}");
        }
    }

    /// The readers refuse a key that the schemas do not have, and no key that they have.
    #[test]
    fn the_schemas_have_the_keys_of_the_readers() {
        let survey = crate::project::read_lenient(&Sources::default());
        let schemas = [site_schema(&survey), collection_schema("fr"), fields_schema("fr")];
        let names = ["site.yaml", "outils/_collection.yaml", "_fields.yaml"];
        for (schema, name) in schemas.iter().zip(names) {
            let known: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
            let mut sources = Sources::default();
            let text = known.iter().fold(String::new(), |text, key| text + key + ":\n");
            sources.add(format!("content/{name}"), text + "inconnue:\n");
            let mut diags = crate::diag::Diagnostics::default();
            let tree = crate::load::tree::sort_files(&sources, &mut diags);
            if name == "site.yaml" {
                crate::config::read(&sources, &tree, CONTENTS, &mut diags);
            } else {
                crate::schema::read(&sources, &tree, &mut diags);
            }
            let unknown: Vec<&str> = diags
                .iter()
                .filter(|found| found.problem.is(&crate::load::codes::UNKNOWN_KEY))
                .filter_map(|found| found.problem.text("key"))
                .collect();
            assert_eq!(unknown, ["inconnue"], "{name}");
        }
    }
}
