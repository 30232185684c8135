//! The columns and the keys of each kind of table.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use super::describe::{self, Structural};
use super::{Column, ColumnSource, Lookup, PublishedKey, PublishedTable, SIGNATURE, TableKind, is_public};
use crate::load::markdown::to_slug;
use crate::messages::Language;
use crate::schema::{Collection, Field, FieldType, Lexicon, Schema, StringFormat};

/// Whether a field leaves `content/`: not a personal one, nor one that names records which do not.
pub fn is_published(field: &Field, all: &Lookup) -> bool {
    let target = field.reference.as_ref().and_then(|name| all(name));
    !field.personal
        && target.is_none_or(is_public)
        && (field.fields.is_empty() || field.fields.iter().any(|nested| is_published(nested, all)))
}

/// The collection that the items of a list name.
pub fn list_target<'a>(field: &Field, all: &Lookup<'a>) -> Option<&'a Collection> {
    field.kind.is_list().then_some(field.reference.as_ref())?.and_then(|name| all(name))
}

/// The table of a collection's records.
pub fn describe_records(collection: &Collection, all: &Lookup, words: Language) -> PublishedTable {
    let schema = &collection.schema;
    let mut members = to_columns(&schema.fields, schema, all, words, ColumnSource::Field);
    identify(&mut members, collection, words);
    sign(&mut members, words);
    let columns: BTreeSet<&str> =
        members.iter().filter(|m| !m.is_table()).map(|member| member.name.as_str()).collect();
    let names = |key: &Vec<usize>| -> Option<Vec<String>> {
        let names = key.iter().map(|index| schema.fields.get(*index).map(|field| field.name.clone()));
        let names: Option<Vec<String>> = names.collect();
        names.filter(|names| names.iter().all(|name| columns.contains(name.as_str())))
    };
    let declared = Some(&schema.primary_key).filter(|key| !key.is_empty()).and_then(names);
    let primary_key = declared.unwrap_or_else(|| vec!["id".to_owned()]);
    let unique_keys = schema.unique_keys.iter().filter_map(names).collect();
    let mut foreign_keys = list_references(&schema.fields, &collection.name, all);
    foreign_keys.extend(list_declared_keys(collection, &columns, all));
    let mut seen = BTreeSet::new();
    foreign_keys.retain(|key| seen.insert(key.fields.clone()));
    let mut metadata = schema.metadata.clone();
    let mut checks = keep_checks(metadata.remove("custom_checks"), schema, &columns);
    checks.extend(to_siret_check(&members));
    PublishedTable {
        name: collection.name.clone(),
        title: collection.title.clone(),
        description: collection.description.clone(),
        kind: TableKind::Records,
        members,
        primary_key,
        unique_keys,
        foreign_keys,
        checks,
        metadata,
    }
}

/// The table of the rows nested in a field.
pub fn describe_rows(collection: &Collection, index: usize, all: &Lookup, words: Language) -> PublishedTable {
    let field = &collection.schema.fields[index];
    let nested = to_columns(&field.fields, &collection.schema, all, words, ColumnSource::Nested);
    let taken: BTreeSet<&str> = nested.iter().map(|column| column.name.as_str()).collect();
    let owner = describe_owner(collection, free(name_owner_column(collection), &taken), words);
    let position = describe_position(free("position".to_owned(), &taken), words);
    let mut foreign_keys = vec![refer_to(&owner.name, Some(&collection.name))];
    // Seen from here, the collection is another table, so nobody's own name is passed.
    foreign_keys.extend(list_references(&field.fields, "", all));
    let mut members = vec![owner, position];
    members.extend(nested);
    sign(&mut members, words);
    PublishedTable {
        kind: TableKind::Rows(index),
        ..name_after(collection, field, words, "column-rows", members, foreign_keys)
    }
}

/// The table of a relation: one row an item of a list that names records.
pub fn describe_links(
    collection: &Collection,
    index: usize,
    target: &Collection,
    words: Language,
) -> PublishedTable {
    let field = &collection.schema.fields[index];
    let owner = describe_owner(collection, name_owner_column(collection), words);
    let other = name_owner_column(target);
    let other = if other == owner.name { format!("{}_id", field.name) } else { other };
    let taken = BTreeSet::from([owner.name.as_str()]);
    let title = words.word("column-target");
    let description = words.text("column-target.description", &[("title", (&target.title).into())]);
    let target_column = to_column(Structural {
        name: free(other, &taken),
        kind: "string",
        title: &title,
        description: &description,
        constraints: json!({"required": true}),
        origin: ColumnSource::Target,
    });
    let position = describe_position("position".to_owned(), words);
    let mut foreign_keys = vec![refer_to(&owner.name, Some(&collection.name))];
    foreign_keys.extend(has_text_id(target).then(|| refer_to(&target_column.name, Some(&target.name))));
    let mut members = vec![owner, position, target_column];
    sign(&mut members, words);
    PublishedTable {
        kind: TableKind::Links(index),
        ..name_after(collection, field, words, "column-links", members, foreign_keys)
    }
}

/// A table named after its collection and the field it comes from, known by its first two columns: the record
/// and the rank in it.
fn name_after(
    collection: &Collection,
    field: &Field,
    words: Language,
    id: &str,
    members: Vec<Column>,
    foreign_keys: Vec<PublishedKey>,
) -> PublishedTable {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let suffix = if field.name.chars().all(plain) { field.name.clone() } else { to_slug(&field.name) };
    let named = [("collection", (&collection.title).into()), ("field", field.label().into())];
    PublishedTable {
        name: format!("{}-{suffix}", collection.name),
        title: words.text(id, &named),
        description: words.text(&format!("{id}.description"), &named),
        kind: TableKind::Records,
        primary_key: members.iter().take(2).map(|member| member.name.clone()).collect(),
        checks: to_siret_check(&members).into_iter().collect(),
        members,
        unique_keys: Vec::new(),
        foreign_keys,
        metadata: serde_json::Map::new(),
    }
}

/// The published ones of some fields, as columns.
fn to_columns(
    fields: &[Field],
    schema: &Schema,
    all: &Lookup,
    words: Language,
    origin: fn(usize) -> ColumnSource,
) -> Vec<Column> {
    let published = fields.iter().enumerate().filter(|(_, field)| is_published(field, all));
    let columns = published.map(|(index, field)| Column {
        name: field.name.clone(),
        origin: origin(index),
        descriptor: describe::describe_field(field, schema, words),
        rows: to_columns(&field.fields, schema, all, words, ColumnSource::Nested),
    });
    columns.collect()
}

/// Gives a table of records its identifier, where it does not declare one.
fn identify(members: &mut Vec<Column>, collection: &Collection, words: Language) {
    let lexicon = collection.schema.lexicon;
    if let Some(own) = members.iter_mut().find(|member| member.name == "id") {
        // A standard file's own identifiers are published as they were written.
        if lexicon == Lexicon::Everyday && has_text_id(collection) {
            own.origin = ColumnSource::Id;
            own.descriptor = describe::make_identifying(std::mem::take(&mut own.descriptor));
        }
        return;
    }
    let [title, description] = ["column-id", "column-id.description"].map(|id| words.word(id));
    let id = to_column(Structural {
        name: "id".to_owned(),
        kind: "string",
        title: &title,
        description: &description,
        constraints: json!({"required": true, "unique": true}),
        origin: ColumnSource::Id,
    });
    match lexicon {
        Lexicon::Everyday => members.insert(0, id),
        Lexicon::Standard => members.push(id),
    }
}

/// Whether the column `id` holds the identifiers that references name.
fn has_text_id(collection: &Collection) -> bool {
    let own = collection.schema.position("id").map(|index| &collection.schema.fields[index]);
    own.is_none_or(|field| {
        collection.schema.lexicon == Lexicon::Everyday
            && field.kind == FieldType::String(StringFormat::Default)
    })
}

/// Ends a table with who publishes it and when, so that many cities' tables can be put together. A column
/// that a standard file declares itself stays as it declares it.
fn sign(members: &mut Vec<Column>, words: Language) {
    let pattern = json!({"pattern": "[0-9]{14}"});
    let [publisher, siret, published, modified] = SIGNATURE;
    let columns = [
        (publisher, "string", "column-publisher-name", json!({}), ColumnSource::PublisherName),
        (siret, "string", "column-publisher-siret", pattern, ColumnSource::PublisherSiret),
        (published, "date", "column-published", json!({}), ColumnSource::Published),
        (modified, "date", "column-modified", json!({}), ColumnSource::Modified),
    ];
    for (name, kind, id, constraints, origin) in columns {
        if members.iter().all(|member| member.name != name) {
            let name = name.to_owned();
            let (title, description) = (&words.word(id), &words.word(&format!("{id}.description")));
            members.push(to_column(Structural { name, kind, title, description, constraints, origin }));
        }
    }
}

/// The checks that a schema asks of Validata itself, but those that would name what is not published.
fn keep_checks(written: Option<Json>, schema: &Schema, columns: &BTreeSet<&str>) -> Vec<Json> {
    let withheld = |text: &str| schema.position(text).is_some() && !columns.contains(text);
    let Some(Json::Array(mut checks)) = written else { return Vec::new() };
    checks.retain(|check| !has_text(check, &withheld));
    checks
}

/// Whether a text anywhere in a value passes a test.
fn has_text(value: &Json, test: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Json::String(text) => test(text),
        Json::Array(items) => items.iter().any(|item| has_text(item, test)),
        Json::Object(members) => members.values().any(|member| has_text(member, test)),
        _ => false,
    }
}

/// The check of the publisher's number, where its column is ours.
fn to_siret_check(members: &[Column]) -> Option<Json> {
    let ours = members.iter().find(|member| member.origin == ColumnSource::PublisherSiret)?;
    Some(json!({"name": "siret", "params": {"column": ours.name}}))
}

/// The column that says what a record was taken from.
pub fn describe_upstream(words: Language) -> Column {
    let [title, description] = ["column-derived", "column-derived.description"].map(|id| words.word(id));
    let name = super::DERIVED.to_owned();
    to_column(Structural {
        name,
        kind: "string",
        title: &title,
        description: &description,
        constraints: json!({}),
        origin: ColumnSource::Derived,
    })
}

fn describe_owner(collection: &Collection, name: String, words: Language) -> Column {
    let title = &words.word("column-owner");
    let description = &words.text("column-owner.description", &[("title", (&collection.title).into())]);
    let constraints = json!({"required": true});
    let origin = ColumnSource::Owner;
    to_column(Structural { name, kind: "string", title, description, constraints, origin })
}

fn describe_position(name: String, words: Language) -> Column {
    let title = &words.word("column-position");
    let description = &words.word("column-position.description");
    let constraints = json!({"required": true, "minimum": 1});
    to_column(Structural {
        name,
        kind: "integer",
        title,
        description,
        constraints,
        origin: ColumnSource::Position,
    })
}

fn to_column(structural: Structural) -> Column {
    Column {
        name: structural.name.clone(),
        origin: structural.origin,
        descriptor: describe::describe_structural(structural),
        rows: Vec::new(),
    }
}

/// A name of ours that no field of the city's has.
fn free(name: String, taken: &BTreeSet<&str>) -> String {
    if taken.contains(name.as_str()) { free(format!("{name}_"), taken) } else { name }
}

/// The foreign keys of the fields that name a record; `own` is the name of the table they stand in.
fn list_references(fields: &[Field], own: &str, all: &Lookup) -> Vec<PublishedKey> {
    let keys = fields.iter().filter(|field| is_published(field, all)).filter_map(|field| {
        let target = all(field.reference.as_ref()?)?;
        let fits = field.kind.is_text() && has_text_id(target);
        fits.then(|| refer_to(&field.name, Some(&target.name).filter(|name| *name != own)))
    });
    keys.collect()
}

fn refer_to(field: &str, resource: Option<&String>) -> PublishedKey {
    PublishedKey {
        fields: vec![field.to_owned()],
        resource: resource.cloned(),
        reference_fields: vec!["id".to_owned()],
    }
}

/// The foreign keys that the schema declares itself, where both ends are published cells.
fn list_declared_keys(collection: &Collection, columns: &BTreeSet<&str>, all: &Lookup) -> Vec<PublishedKey> {
    let schema = &collection.schema;
    let keys = schema.foreign_keys.iter().filter_map(|key| {
        let target = if key.resource.is_empty() { collection } else { all(&key.resource)? };
        let own = target.name == collection.name;
        let ends = |name: &String| {
            let field = target.schema.position(name).map(|index| &target.schema.fields[index]);
            field.map_or(name == "id", |field| is_published(field, all) && !field.is_nested())
        };
        let fields: Vec<&Field> = key.fields.iter().filter_map(|index| schema.fields.get(*index)).collect();
        let single = |field: &&Field| columns.contains(field.name.as_str()) && !field.kind.is_list();
        let fits = is_public(target) && key.reference_fields.iter().all(ends) && fields.iter().all(single);
        fits.then(|| PublishedKey {
            fields: fields.iter().map(|field| field.name.clone()).collect(),
            resource: (!own).then(|| target.name.clone()),
            reference_fields: key.reference_fields.clone(),
        })
    });
    keys.collect()
}

/// The column that holds identifiers of a collection's records: `outil_id`.
fn name_owner_column(collection: &Collection) -> String {
    let word = to_slug(&collection.record).replace('-', "_");
    format!("{}_id", if word.is_empty() { "record" } else { &word })
}
