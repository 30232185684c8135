//! A Table Schema: inline in `_collection.yaml`, or in a file beside it.

use super::super::parse::to_json;
use super::super::{ForeignKey, Lexicon, Schema};
use super::field::{self, position};
use super::{Project, json, strict};
use crate::diag::{Diagnostics, Owner};
use crate::load::keys::{Keys, meant, texts};
use crate::load::tree::{DocumentKind, Folder};
use crate::load::yaml::{self, Node};
use crate::schema::codes::SCHEMA_FILE_MISSING;
use crate::source::{SourceId, Sources};

/// What essaim acts on; the rest of a standard schema is metadata.
const READ: [&str; 5] = ["fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues"];
/// The keys of a schema written in `_collection.yaml`.
pub const SCHEMA_KEYS: [&str; 11] = [
    "fields",
    "primaryKey",
    "uniqueKeys",
    "foreignKeys",
    "missingValues",
    "fieldsMatch",
    CHECKS,
    "name",
    "title",
    "description",
    "$schema",
];
/// What Validata looks at beside the standard: published as it is written.
const CHECKS: &str = "custom_checks";
/// The keys of one of these checks.
pub const CHECK_KEYS: [&str; 2] = ["name", "params"];

/// The keys of `_fields.yaml`.
pub const SHARED_KEYS: [&str; 1] = ["fields"];
/// The keys of a foreign key.
pub const FOREIGN_KEY_KEYS: [&str; 2] = ["fields", "reference"];
/// The keys of what a foreign key points to.
pub const REFERENCE_KEYS: [&str; 2] = ["resource", "fields"];

/// Reads what stands behind `schema:`, and the file it stands in where it is not inline.
pub fn read(
    node: &Node,
    folder: &Folder,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<(Schema, Option<SourceId>)> {
    let Some(name) = node.as_text() else {
        let mut schema = schema(node, Lexicon::Everyday, project, diags)?;
        let others = project.shared.iter().filter(|field| schema.position(&field.name).is_none());
        let others: Vec<_> = others.cloned().collect();
        schema.fields.extend(others);
        keys_of(node, &mut schema, project, diags);
        return Some((schema, None));
    };
    let Some((source, is_json)) = file(name, folder, project.sources) else {
        diags.add(node.span, SCHEMA_FILE_MISSING.with("name", name));
        return None;
    };
    let written = if is_json {
        json::parse(project.sources, source, diags)?
    } else {
        yaml::parse(project.sources, project.sources.whole(source), diags)?
    };
    let mut schema = schema(&written, Lexicon::Standard, project, diags)?;
    keys_of(&written, &mut schema, project, diags);
    Some((schema, Some(source)))
}

/// Reads fields that a file shares with every collection.
pub fn shared(source: SourceId, project: &Project, diags: &mut Diagnostics) -> Vec<super::Field> {
    let parsed = yaml::parse(project.sources, project.sources.whole(source), diags);
    let Some(node) = parsed.filter(|node| !node.is_null()) else { return Vec::new() };
    let Some(keys) = Keys::of(&node, diags) else { return Vec::new() };
    let keys = keys.only(&SHARED_KEYS, &Owner::SharedFields, diags);
    let schema = Schema::new(Lexicon::Everyday);
    keys.get("fields").map(|node| field::list(node, &schema, project, diags)).unwrap_or_default()
}

/// The fields and the properties that do not name fields.
fn schema(node: &Node, lexicon: Lexicon, project: &Project, diags: &mut Diagnostics) -> Option<Schema> {
    let keys = Keys::of(node, diags)?;
    if lexicon == Lexicon::Everyday {
        keys.only(&SCHEMA_KEYS, &Owner::Schema, diags);
    }
    let mut schema = Schema::new(lexicon);
    if let Some(node) = keys.get("missingValues") {
        schema.missing_values = field::missing_values(node, diags);
    }
    let others = keys.pairs.iter().filter(|pair| !READ.contains(&&*pair.key));
    schema.metadata = others.map(|pair| (pair.key.to_string(), to_json(&pair.node))).collect();
    if lexicon == Lexicon::Standard {
        strict::schema(keys, &schema, diags);
    }
    match keys.get("fields") {
        Some(node) => schema.fields = field::list(node, &schema, project, diags),
        None if lexicon == Lexicon::Standard || project.shared.is_empty() => {
            let named =
                keys.pairs.iter().any(|pair| meant(&pair.key, &SCHEMA_KEYS).as_deref() == Some("fields"));
            if !named {
                keys.missing("fields", Owner::Schema, diags);
            }
            // Without fields, every key of every record would be one too many.
            return None;
        }
        None => {}
    }
    Some(schema)
}

/// The properties that name fields, once all fields are known.
fn keys_of(node: &Node, schema: &mut Schema, project: &Project, diags: &mut Diagnostics) {
    let Some(keys) = Keys::of(node, diags) else { return };
    let positions = |names: Vec<(&str, _)>, schema: &Schema, diags: &mut Diagnostics| -> Vec<usize> {
        names.into_iter().filter_map(|(name, span)| position(name, span, schema, diags)).collect()
    };
    let names = keys.texts("primaryKey", diags);
    schema.primary_key = positions(names, schema, diags);
    for key in keys.get("uniqueKeys").and_then(|node| node.list_or(diags)).unwrap_or_default() {
        let names = texts(key, diags);
        let key = positions(names, schema, diags);
        schema.unique_keys.push(key);
    }
    if schema.lexicon == Lexicon::Everyday {
        for node in keys.get(CHECKS).and_then(|node| node.list_or(diags)).unwrap_or_default() {
            check(node, schema, diags);
        }
    }
    for node in keys.get("foreignKeys").and_then(|node| node.list_or(diags)).unwrap_or_default() {
        if let Some(key) = foreign_key(node, schema, project, diags) {
            schema.foreign_keys.push(key);
        }
    }
}

/// Judges a check that was written here: its keys, and the column that it names.
fn check(node: &Node, schema: &Schema, diags: &mut Diagnostics) {
    let Some(keys) = Keys::of(node, diags) else { return };
    let keys = keys.only(&CHECK_KEYS, &Owner::Schema, diags);
    if keys.text("name", diags).is_none() {
        keys.missing("name", Owner::Schema, diags);
    }
    let Some(params) = keys.get("params").and_then(|node| Keys::of(node, diags)) else { return };
    if let Some(column) = params.get("column")
        && let Some(name) = column.text_or(diags)
    {
        position(name, column.span, schema, diags);
    }
}

fn foreign_key(
    node: &Node,
    schema: &Schema,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<ForeignKey> {
    let keys = Keys::of(node, diags)?;
    let Some(reference) = keys.get("reference") else {
        keys.missing("reference", Owner::ForeignKey, diags);
        return None;
    };
    let reference = Keys::of(reference, diags)?;
    if schema.lexicon == Lexicon::Everyday {
        keys.only(&FOREIGN_KEY_KEYS, &Owner::ForeignKey, diags);
        reference.only(&REFERENCE_KEYS, &Owner::ForeignKey, diags);
    }
    let resource = match reference.get("resource") {
        // The first drafts of the standard wrote `self` for the table itself.
        Some(node) => match node.text_or(diags)? {
            "" => String::new(),
            "self" if !project.names.contains(&"self") => String::new(),
            name => project.collection(name, node.span, diags)?,
        },
        None => String::new(),
    };
    let names = keys.texts("fields", diags);
    let fields: Vec<usize> =
        names.iter().filter_map(|(name, span)| position(name, *span, schema, diags)).collect();
    let reference_fields = reference.owned_texts("fields", diags).unwrap_or_default();
    if names.len() != reference_fields.len() || fields.len() != names.len() {
        if names.len() != reference_fields.len() {
            reference.missing("fields", Owner::ForeignKey, diags);
        }
        return None;
    }
    Some(ForeignKey { fields, resource, reference_fields, span: node.span })
}

/// The schema file of that name beside the declaration, and whether it is JSON.
fn file(name: &str, folder: &Folder, sources: &Sources) -> Option<(SourceId, bool)> {
    let declaration = &sources.get(folder.declaration?).path;
    let base = declaration.rsplit_once('/').map_or("", |(base, _)| base);
    let wanted = format!("{base}/{}", name.trim_start_matches("./"));
    let found = folder.documents.iter().find(|document| sources.get(document.source).path == wanted)?;
    match found.kind {
        DocumentKind::Json => Some((found.source, true)),
        DocumentKind::Yaml => Some((found.source, false)),
        _ => None,
    }
}
