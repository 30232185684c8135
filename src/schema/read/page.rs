//! `chapters:` of a collection and `sections:` of a page, once every collection is known.

use super::super::{Chapter, Chosen, Collection, Collections, Drawing, Schema, Section};
use super::field::position;
use super::view::{condition, positions};
use crate::diag::{Diagnostics, Owner, nearest};
use crate::load::codes::WRONG_SHAPE;
use crate::load::keys::{Keys, choice};
use crate::load::yaml::Node;
use crate::schema::codes::UNKNOWN_COLLECTION;
use crate::source::Span;

/// The keys of a chapter.
pub const CHAPTER_KEYS: [&str; 3] = ["title", "fields", "related"];

/// The keys of a section.
pub const SECTION_KEYS: [&str; 11] =
    ["collection", "draw", "title", "text", "records", "limit", "summary", "fact", "by", "up_to", "figures"];

/// How a section may be drawn.
pub const DRAWINGS: [&str; 4] = ["view", "one", "steps", "stories"];

/// Reads `chapters:` of a collection.
pub fn chapters(
    node: &Node,
    schema: &Schema,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Vec<Chapter> {
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| chapter(item, schema, collections, diags)).collect()
}

/// Reads `sections:` of a page.
pub fn sections(node: &Node, collections: &Collections, diags: &mut Diagnostics) -> Vec<Section> {
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| section(item, collections, diags)).collect()
}

fn chapter(
    node: &Node,
    schema: &Schema,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Option<Chapter> {
    let keys = Keys::of(node, diags)?.only(&CHAPTER_KEYS, &Owner::Chapter, diags);
    let related = keys.get("related").and_then(|node| node.list_or(diags)).unwrap_or_default();
    let chapter = Chapter {
        title: keys.owned("title", diags).unwrap_or_default(),
        fields: positions(keys, "fields", schema, diags),
        related: related.iter().filter_map(|item| chosen(item, collections, diags)).collect(),
    };
    if chapter.title.is_empty() {
        keys.missing("title", Owner::Chapter, diags);
    }
    Some(chapter)
}

/// The name of a collection, or a mapping from it to a field and its value: `{figures: {kind: result}}`.
fn chosen(node: &Node, collections: &Collections, diags: &mut Diagnostics) -> Option<Chosen> {
    if let Some(name) = node.as_text() {
        let found = collection(name, node.span, collections, diags)?;
        return Some(Chosen { collection: found.name.clone(), when: None });
    }
    let [pair] = node.map_or(diags)? else {
        diags.add(node.span, WRONG_SHAPE.choose("expected", "mapping"));
        return None;
    };
    let found = collection(&pair.key, pair.key_span, collections, diags)?;
    let [wanted] = pair.node.map_or(diags)? else {
        diags.add(pair.node.span, WRONG_SHAPE.choose("expected", "mapping"));
        return None;
    };
    let when = Some(condition(wanted, &found.schema, diags)?);
    Some(Chosen { collection: found.name.clone(), when })
}

fn section(node: &Node, collections: &Collections, diags: &mut Diagnostics) -> Option<Section> {
    let keys = Keys::of(node, diags)?.only(&SECTION_KEYS, &Owner::Section, diags);
    let Some(name) = keys.get("collection") else {
        keys.missing("collection", Owner::Section, diags);
        return None;
    };
    let found = collection(name.text_or(diags)?, name.span, collections, diags)?;
    let field = |key: &str, diags: &mut Diagnostics| {
        let node = keys.get(key)?;
        position(node.text_or(diags)?, node.span, &found.schema, diags)
    };
    let records = keys.texts("records", diags);
    Some(Section {
        collection: found.name.clone(),
        drawing: drawing(keys, found, collections, diags)?,
        title: keys.owned("title", diags),
        text: keys.owned("text", diags),
        records: records.into_iter().map(|(id, span)| (id.to_owned(), span)).collect(),
        limit: keys.get("limit").and_then(|node| limit(node, diags)),
        summary: field("summary", diags),
        fact: field("fact", diags),
    })
}

fn drawing(
    keys: Keys,
    found: &Collection,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Option<Drawing> {
    let name = match keys.get("draw") {
        Some(node) => choice(node.text_or(diags)?, node.span, &DRAWINGS, diags)?,
        None => "view",
    };
    Some(match name {
        "one" => Drawing::One,
        "stories" => Drawing::Stories(keys.get("figures").and_then(|node| chosen(node, collections, diags))),
        "steps" => {
            let Some(by) = keys.get("by") else {
                keys.missing("by", Owner::Section, diags);
                return None;
            };
            let by = position(by.text_or(diags)?, by.span, &found.schema, diags)?;
            let bounds = keys.get("up_to").and_then(|node| node.list_or(diags)).unwrap_or_default();
            let field = &found.schema.fields[by];
            let up_to = bounds.iter().filter_map(|node| field.read_literal(node, &found.schema, diags));
            Drawing::Steps { by, up_to: up_to.collect() }
        }
        _ => Drawing::View,
    })
}

fn limit(node: &Node, diags: &mut Diagnostics) -> Option<usize> {
    let limit = node.as_text().and_then(|text| text.parse().ok());
    if limit.is_none() {
        diags.add(node.span, WRONG_SHAPE.choose("expected", "number"));
    }
    limit
}

fn collection<'a>(
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
