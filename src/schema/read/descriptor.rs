//! A Table Schema: inline in `_collection.yaml`, or in a file beside it.

use super::super::parse::to_json;
use super::super::{Field, ForeignKey, Lexicon, Schema};
use super::field::{find_field, read_fields, read_missing_values};
use super::{Project, json, strict};
use crate::diag::Diagnostics;
use crate::load::tree::{DocumentKind, Folder};
use crate::load::yaml::{self, Node};
use crate::schema::codes::SCHEMA_FILE_MISSING;
use crate::settings::{
    CHECK, FOREIGN_KEY, KeyTable, Keys, REFERENCE, SCHEMA, SHARED_FIELDS, propose_key, texts,
};
use crate::source::{SourceId, Sources, Span};

/// What essaim acts on; the rest of a standard schema is metadata.
const READ: [&str; 5] = ["fields", "primaryKey", "uniqueKeys", "foreignKeys", "missingValues"];

/// Reads what stands behind `schema:`, and the file it stands in where it is not inline.
pub fn read(
    node: &Node,
    folder: &Folder,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<(Schema, Option<SourceId>)> {
    let Some(name) = node.as_text() else {
        let mut schema = read_schema(node, Lexicon::Everyday, project, diags)?;
        let others = project.shared.iter().filter(|field| schema.position(&field.name).is_none());
        let others: Vec<_> = others.cloned().collect();
        schema.fields.extend(others);
        read_keys(node, &mut schema, project, diags);
        return Some((schema, None));
    };
    let Some((source, is_json)) = find_file(name, folder, project.sources) else {
        diags.add(node.span, SCHEMA_FILE_MISSING.with("name", name));
        return None;
    };
    let written = if is_json {
        json::parse(project.sources, source, diags)?
    } else {
        yaml::parse(project.sources, project.sources.whole(source), diags)?
    };
    let mut schema = read_schema(&written, Lexicon::Standard, project, diags)?;
    read_keys(&written, &mut schema, project, diags);
    Some((schema, Some(source)))
}

/// Reads fields that a file shares with every collection.
pub fn read_shared(source: SourceId, project: &Project, diags: &mut Diagnostics) -> Vec<Field> {
    let parsed = yaml::parse(project.sources, project.sources.whole(source), diags);
    let keys = parsed.as_ref().and_then(|node| Keys::read(node, &SHARED_FIELDS, diags));
    keys.map_or_else(Vec::new, |keys| read_fields(keys, &Schema::new(Lexicon::Everyday), project, diags))
}

/// Opens a mapping of a schema. Where the schema is a file of others, keys beyond the table are metadata.
fn open_keys<'a>(
    node: &'a Node,
    table: &'static KeyTable,
    lexicon: Lexicon,
    diags: &mut Diagnostics,
) -> Option<Keys<'a>> {
    match lexicon {
        Lexicon::Everyday => Keys::read(node, table, diags),
        Lexicon::Standard => Keys::open(node, table, diags),
    }
}

/// Reads the fields and the properties that do not name fields.
fn read_schema(node: &Node, lexicon: Lexicon, project: &Project, diags: &mut Diagnostics) -> Option<Schema> {
    let keys = open_keys(node, &SCHEMA, lexicon, diags)?;
    let mut schema = Schema::new(lexicon);
    if let Some(node) = keys.get("missingValues") {
        schema.missing_values = read_missing_values(node, diags);
    }
    let others = keys.pairs.iter().filter(|pair| !READ.contains(&&*pair.key));
    schema.metadata = others.map(|pair| (pair.key.to_string(), to_json(&pair.node))).collect();
    if lexicon == Lexicon::Standard {
        strict::judge_schema(keys, &schema, diags);
    }
    match keys.get("fields") {
        Some(_) => schema.fields = read_fields(keys, &schema, project, diags),
        None if lexicon == Lexicon::Standard || project.shared.is_empty() => {
            if !keys.pairs.iter().any(|pair| propose_key(&pair.key, &SCHEMA).as_deref() == Some("fields")) {
                keys.report_missing("fields", diags);
            }
            // Without fields, every key of every record would be one too many.
            return None;
        }
        None => {}
    }
    Some(schema)
}

/// Reads the properties that name fields, once all fields are known.
fn read_keys(node: &Node, schema: &mut Schema, project: &Project, diags: &mut Diagnostics) {
    let Some(keys) = Keys::open(node, &SCHEMA, diags) else { return };
    let find = |names: Vec<(&str, Span)>, schema: &Schema, diags: &mut Diagnostics| -> Vec<usize> {
        names.into_iter().filter_map(|(name, span)| find_field(name, span, schema, diags)).collect()
    };
    schema.primary_key = find(keys.texts("primaryKey", diags), schema, diags);
    for key in keys.items("uniqueKeys", diags) {
        let key = find(texts(key, diags), schema, diags);
        schema.unique_keys.push(key);
    }
    if schema.lexicon == Lexicon::Everyday {
        keys.items("custom_checks", diags).iter().for_each(|node| judge_check(node, schema, diags));
    }
    for node in keys.items("foreignKeys", diags) {
        if let Some(key) = read_foreign_key(node, schema, project, diags) {
            schema.foreign_keys.push(key);
        }
    }
}

/// Judges a check that was written here: its keys, and the column that it names.
fn judge_check(node: &Node, schema: &Schema, diags: &mut Diagnostics) {
    let Some(keys) = Keys::read(node, &CHECK, diags) else { return };
    keys.require(diags);
    keys.text("name", diags);
    for pair in keys.entries("params", diags).iter().filter(|pair| &*pair.key == "column") {
        if let Some(name) = pair.node.text_or(diags) {
            find_field(name, pair.node.span, schema, diags);
        }
    }
}

fn read_foreign_key(
    node: &Node,
    schema: &Schema,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<ForeignKey> {
    let keys = open_keys(node, &FOREIGN_KEY, schema.lexicon, diags)?;
    let Some(reference) = keys.get("reference") else {
        keys.report_missing("reference", diags);
        return None;
    };
    let reference = open_keys(reference, &REFERENCE, schema.lexicon, diags)?;
    let resource = match reference.get("resource") {
        // The first drafts of the standard wrote `self` for the table itself.
        Some(node) => match node.text_or(diags)? {
            "" => String::new(),
            "self" if !project.names.contains(&"self") => String::new(),
            name => project.find_collection(name, node.span, diags)?,
        },
        None => String::new(),
    };
    let names = keys.texts("fields", diags);
    let fields: Vec<usize> =
        names.iter().filter_map(|(name, span)| find_field(name, *span, schema, diags)).collect();
    let reference_fields = reference.strings("fields", diags).unwrap_or_default();
    if names.len() != reference_fields.len() || fields.len() != names.len() {
        if names.len() != reference_fields.len() {
            reference.report_missing("fields", diags);
        }
        return None;
    }
    Some(ForeignKey { fields, resource, reference_fields, span: node.span })
}

/// Returns the schema file of that name beside the declaration, and whether it is JSON.
fn find_file(name: &str, folder: &Folder, sources: &Sources) -> Option<(SourceId, bool)> {
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
