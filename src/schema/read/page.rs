//! `chapters:` of a collection and `sections:` of a page, once every collection is known.

use super::super::{Chapter, Chosen, Collection, Collections, Schema, Section, SectionDrawing};
use super::field::find_field;
use super::view::{find_fields, read_condition};
use crate::diag::{Diagnostics, nearest};
use crate::load::yaml::Node;
use crate::schema::codes::UNKNOWN_COLLECTION;
use crate::settings::{CHAPTER, Keys, SECTION, one_pair};
use crate::source::Span;

/// Reads `chapters:` of a collection.
pub fn read_chapters(
    node: &Node,
    schema: &Schema,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Vec<Chapter> {
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| read_chapter(item, schema, collections, diags)).collect()
}

/// Reads `sections:` of a page.
pub fn read_sections(node: &Node, collections: &Collections, diags: &mut Diagnostics) -> Vec<Section> {
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| read_section(item, collections, diags)).collect()
}

fn read_chapter(
    node: &Node,
    schema: &Schema,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Option<Chapter> {
    let keys = Keys::read(node, &CHAPTER, diags)?;
    let related = keys.items("related", diags);
    let chapter = Chapter {
        title: keys.string("title", diags).unwrap_or_default(),
        fields: find_fields(keys, "fields", schema, diags),
        related: related.iter().filter_map(|item| read_chosen(item, collections, diags)).collect(),
    };
    if chapter.title.is_empty() {
        keys.report_missing("title", diags);
    }
    Some(chapter)
}

/// The name of a collection, or a mapping from it to a field and its value: `{figures: {kind: result}}`.
fn read_chosen(node: &Node, collections: &Collections, diags: &mut Diagnostics) -> Option<Chosen> {
    if let Some(name) = node.as_text() {
        let found = find_collection(name, node.span, collections, diags)?;
        return Some(Chosen { collection: found.name.clone(), when: None });
    }
    let pair = one_pair(node, diags)?;
    let found = find_collection(&pair.key, pair.key_span, collections, diags)?;
    let wanted = one_pair(&pair.node, diags)?;
    let when = Some(read_condition(wanted, &found.schema, diags)?);
    Some(Chosen { collection: found.name.clone(), when })
}

fn read_section(node: &Node, collections: &Collections, diags: &mut Diagnostics) -> Option<Section> {
    let keys = Keys::read(node, &SECTION, diags)?;
    keys.require(diags);
    let name = keys.get("collection")?;
    let found = find_collection(name.text_or(diags)?, name.span, collections, diags)?;
    let field = |key: &str, diags: &mut Diagnostics| {
        let node = keys.get(key)?;
        find_field(node.text_or(diags)?, node.span, &found.schema, diags)
    };
    let records = keys.texts("records", diags);
    Some(Section {
        collection: found.name.clone(),
        drawing: read_drawing(keys, found, collections, diags)?,
        title: keys.string("title", diags),
        text: keys.string("text", diags),
        records: records.into_iter().map(|(id, span)| (id.to_owned(), span)).collect(),
        limit: keys.number("limit", diags),
        summary: field("summary", diags),
        fact: field("fact", diags),
    })
}

fn read_drawing(
    keys: Keys,
    found: &Collection,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Option<SectionDrawing> {
    let name = match keys.get("draw") {
        Some(_) => keys.text("draw", diags)?,
        None => "view",
    };
    Some(match name {
        "one" => SectionDrawing::One,
        "stories" => SectionDrawing::Stories(
            keys.get("figures").and_then(|node| read_chosen(node, collections, diags)),
        ),
        "steps" => {
            let Some(by) = keys.get("by") else {
                keys.report_missing("by", diags);
                return None;
            };
            let by = find_field(by.text_or(diags)?, by.span, &found.schema, diags)?;
            let bounds = keys.items("up_to", diags);
            let field = &found.schema.fields[by];
            let up_to = bounds.iter().filter_map(|node| field.read_literal(node, &found.schema, diags));
            SectionDrawing::Steps { by, up_to: up_to.collect() }
        }
        _ => SectionDrawing::View,
    })
}

fn find_collection<'a>(
    name: &str,
    span: Span,
    collections: &'a Collections,
    diags: &mut Diagnostics,
) -> Option<&'a Collection> {
    let found = collections.get(name);
    if found.is_none() {
        let nearest = nearest(name, collections.keys().map(String::as_str));
        diags.add(span, UNKNOWN_COLLECTION.with("name", name).with("nearest", nearest));
    }
    found
}
