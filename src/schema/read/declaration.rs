//! One `_collection.yaml`.

use super::super::{CardFields, Catalogue, Collection, Print, Schema, Told, View};
use super::field::find_field;
use super::view::{Habits, find_fields, read_rules, read_view};
use super::{Project, descriptor};
use crate::diag::Diagnostics;
use crate::load::tree::Folder;
use crate::load::yaml::{self, Node};
use crate::settings::codes::INVALID_SETTING;
use crate::settings::{COLLECTION, Keys, PRINTS, variant};

/// Reads a declaration, all but its chapters, which come back as written; nothing where it has no grammar or no
/// schema.
pub fn read(
    name: &str,
    folder: &Folder,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<(Collection, Option<Node>)> {
    let source = folder.declaration?;
    let node = yaml::parse(project.sources, project.sources.whole(source), diags)?;
    let keys = Keys::read(&node, &COLLECTION, diags)?;
    keys.require(diags);
    let (schema, schema_source) = descriptor::read(keys.get("schema")?, folder, project, diags)?;
    let sort = find_fields(keys, "sort", &schema, diags);
    let label = keys.get("label").and_then(|node| {
        let name = node.text_or(diags)?;
        find_field(name, node.span, &schema, diags)
    });
    let label = label.or_else(|| find_name(&schema));
    let habits = Habits { collection: name, label, order: sort.first().copied() };
    let collection = Collection {
        name: name.to_owned(),
        title: keys.string("title", diags).unwrap_or_else(|| name.to_owned()),
        record: keys.string("record", diags).unwrap_or_else(|| name.to_owned()),
        description: keys.string("description", diags).unwrap_or_default(),
        view: keys
            .get("view")
            .and_then(|node| read_view(node, &schema, habits, diags))
            .unwrap_or(View::Cards(Told::default())),
        pages: keys.flag("pages", diags),
        filters: find_fields(keys, "filters", &schema, diags),
        sort,
        label,
        archive: keys.flag("archive", diags),
        parts: keys.flag("parts", diags),
        editions: keys
            .get("editions")
            .and_then(|node| project.find_collection(node.text_or(diags)?, node.span, diags)),
        print: read_print(keys, &schema, diags),
        chapters: Vec::new(),
        rules: read_rules(keys, &schema, diags),
        catalogue: read_catalogue(keys, diags),
        schema,
        source,
        schema_source,
    };
    Some((collection, keys.get("chapters").cloned()))
}

/// Reads what portals are told.
fn read_catalogue(keys: Keys, diags: &mut Diagnostics) -> Catalogue {
    let told = Catalogue {
        frequency: keys.string("frequency", diags),
        keywords: keys.strings("keywords", diags).unwrap_or_default(),
        theme: keys.string("theme", diags),
        temporal: keys.string("temporal", diags),
    };
    if let (Some(value), Some(node), None) = (&told.temporal, keys.get("temporal"), told.interval()) {
        diags.add(node.span, INVALID_SETTING.choose("key", "temporal").with("value", value));
    }
    told
}

/// Reads `print:`, a name, or for cards a mapping to the fields of either face.
fn read_print(keys: Keys, schema: &Schema, diags: &mut Diagnostics) -> Option<Print> {
    let (name, _, fields) = variant(keys.get("print")?, &PRINTS, diags)?;
    Some(match name {
        "card" => Print::Card(fields.map_or_else(CardFields::default, |keys| CardFields {
            front: find_fields(keys, "front", schema, diags),
            back: find_fields(keys, "back", schema, diags),
        })),
        "sheet" => Print::Sheet,
        _ => Print::Booklet,
    })
}

/// Returns the field that names a record where nothing says which: the first text that is public, and neither
/// an identifier nor the name of another record.
fn find_name(schema: &Schema) -> Option<usize> {
    schema.fields.iter().position(|field| {
        let names = !field.personal && field.reference.is_none() && !matches!(&*field.name, "id" | "body");
        names && field.kind.is_text()
    })
}
