//! A record of another authority → a file of this project.
//!
//! In: the record as it was published, the collection it goes into, what else is here. Out: the text an editor
//! would have written: its own lines where they fit, fields that have no place here under `extras`, and the
//! `origin` block. Never: a value dropped in silence.

use serde_json::Value as Json;

use super::fetch_records::{Foreign, SourceForm};
use super::package::{Described, Package, Terms};
use super::rewrite_links::{self, Here, Moving};
use crate::config::known_license;
use crate::diag::{Diagnostics, Problem};
use crate::edit::front_matter::{FieldLines, MarkdownParts};
use crate::import::codes::IMPORT_DAMAGED;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::model::{Site, Table};
use crate::scaffold;
use crate::schema::publish::SIGNATURE;
use crate::schema::{Field, Schema};
use crate::source::{Sources, Span};

/// Where it goes.
pub struct Destination<'a> {
    pub package: &'a Package,
    pub described: &'a Described,
    pub terms: &'a Terms,
    pub site: &'a Site,
    pub table: &'a Table,
    pub here: &'a Here,
    /// Its file, here.
    pub path: &'a str,
    /// The day of the import.
    pub today: &'a str,
}

/// Fields that have no place here, and why.
pub type Asides = Vec<(String, &'static str)>;

/// The text of its file, and the fields that have no place here.
#[derive(Debug)]
pub struct Settled {
    pub text: String,
    pub aside: Asides,
}

/// Writes the file of a record.
///
/// # Errors
/// Where its text is none.
pub fn settle(foreign: &Foreign, place: &Destination) -> Result<Settled, Problem> {
    let unread = || IMPORT_DAMAGED.choose("fault", "text").with("what", &foreign.name);
    let mut page = match &foreign.form {
        SourceForm::Same { text, .. } => {
            let mut page = MarkdownParts::parse(text).ok_or_else(unread)?;
            page.set_field(origin(&page, foreign, place), None);
            return Ok(Settled { text: page.to_text(), aside: Vec::new() });
        }
        SourceForm::Text { text, .. } => {
            MarkdownParts::parse(text).filter(|page| !page.is_bare()).ok_or_else(unread)?
        }
        SourceForm::Row(row) => from_row(row, place).ok_or_else(unread)?,
    };
    let mut aside = Vec::new();
    let mut extras: Vec<Pair> = Vec::new();
    for key in page.fields.iter().map(|chunk| chunk.key.clone()).collect::<Vec<_>>() {
        let Some(chunk) = page.field(&key).cloned() else { continue };
        match fate(&chunk, place) {
            FieldFate::Stays => {}
            FieldFate::Goes => drop(page.remove_field(&key)),
            FieldFate::Becomes(node, lost) => {
                let pair = Pair { key: key.as_str().into(), key_span: chunk.node.span, node };
                page.set_field(FieldLines::from_pair(pair), None);
                if let Some(node) = lost {
                    extras.push(Pair { key: key.as_str().into(), key_span: node.span, node });
                    aside.push((key, "reference"));
                }
            }
            FieldFate::Aside(why) => {
                page.remove_field(&key);
                extras.push(Pair { key: key.as_str().into(), key_span: chunk.node.span, node: chunk.node });
                aside.push((key, why));
            }
        }
    }
    if !extras.is_empty() {
        let own = page.remove_field("extras").and_then(|chunk| chunk.node.as_map().map(<[Pair]>::to_vec));
        let mut all = own.unwrap_or_default();
        all.retain(|pair| extras.iter().all(|extra| extra.key != pair.key));
        all.extend(extras);
        page.set_field(mapping("extras", all), None);
    }
    page.set_field(origin(&page, foreign, place), None);
    page.body = mended(&page.body, foreign, place, authored(foreign, place), place.path);
    Ok(Settled { text: page.to_text(), aside })
}

/// The text of a part, its links mended.
#[must_use]
pub fn part(text: &str, name: &str, foreign: &Foreign, place: &Destination) -> String {
    let authored = beside(authored(foreign, place), name);
    match MarkdownParts::parse(text) {
        Some(mut page) => {
            page.body = mended(&page.body, foreign, place, &authored, &beside(place.path, name));
            page.to_text()
        }
        None => text.to_owned(),
    }
}

/// Where the links of its text count from.
fn authored<'a>(foreign: &'a Foreign, place: &'a Destination) -> &'a str {
    match &foreign.form {
        SourceForm::Text { authored, .. } | SourceForm::Same { authored, .. } => authored,
        SourceForm::Row(_) => place.path,
    }
}

/// The path of a file in the folder of another.
#[must_use]
pub fn beside(path: &str, name: &str) -> String {
    path.rsplit_once('/').map_or_else(|| name.to_owned(), |(folder, _)| format!("{folder}/{name}"))
}

fn mended(body: &str, foreign: &Foreign, place: &Destination, authored: &str, path: &str) -> String {
    let names: Vec<String> = foreign
        .beside
        .iter()
        .map(|file| file.name.clone())
        .chain(std::iter::once("index.md".to_owned()))
        .collect();
    let moving = Moving { package: place.package, here: place.here, authored, path, beside: &names };
    rewrite_links::mended(body, &moving)
}

/// What becomes of a field.
enum FieldFate {
    Stays,
    Goes,
    /// Another value, with what has no place here.
    Becomes(Node, Option<Node>),
    Aside(&'static str),
}

fn fate(chunk: &FieldLines, place: &Destination) -> FieldFate {
    let schema = &place.table.collection.schema;
    let Some(index) = schema.position(&chunk.key) else {
        let blanks = place.table.collection.parts || place.table.collection.editions.is_some();
        return match chunk.key.as_str() {
            // The file's name says it; the agreement, the block, the former names are those of its publisher.
            "id" | "consent" | "origin" | "aliases" => FieldFate::Goes,
            "extras" => FieldFate::Stays,
            "variables" if blanks => FieldFate::Stays,
            _ => FieldFate::Aside("unknown"),
        };
    };
    if chunk.key == "id" {
        return FieldFate::Goes;
    }
    let field = &schema.fields[index];
    if !fits(&chunk.node, field, schema) {
        return FieldFate::Aside("value");
    }
    match &field.reference {
        Some(target) => reference(&chunk.node, field, target, place),
        None if field.fields.iter().any(|nested| loses(&chunk.node, nested, place)) => {
            FieldFate::Aside("reference")
        }
        None => FieldFate::Stays,
    }
}

/// Whether a field takes a value.
fn fits(node: &Node, field: &Field, schema: &Schema) -> bool {
    let mut found = Diagnostics::default();
    let _ = field.read(node, schema, &mut found);
    !found.has_errors() && field.list_meant(node).is_none()
}

/// The references of a field, by their names here.
fn reference(node: &Node, field: &Field, target: &str, place: &Destination) -> FieldFate {
    let here = |id: &str| {
        let name = place.here.names.get(&format!("{target}/{}", id.trim()))?;
        name.split_once('/').map(|(_, id)| id.to_owned())
    };
    match &node.value {
        NodeValue::Text { text, .. } if !field.kind.is_list() => match here(text) {
            Some(id) if id == **text => FieldFate::Stays,
            Some(id) => FieldFate::Becomes(with(node, &id), None),
            None if text.trim().is_empty() => FieldFate::Stays,
            None => FieldFate::Aside("reference"),
        },
        NodeValue::List(items) => {
            let (mut kept, mut lost) = (Vec::new(), Vec::new());
            for item in items {
                match item.as_text().and_then(here) {
                    Some(id) => kept.push(with(item, &id)),
                    None => lost.push(item.clone()),
                }
            }
            if lost.is_empty() && kept == *items {
                return FieldFate::Stays;
            }
            if kept.is_empty() {
                return FieldFate::Aside("reference");
            }
            let list = |items: Vec<Node>| Node { value: NodeValue::List(items), ..node.clone() };
            FieldFate::Becomes(list(kept), Some(lost).filter(|lost| !lost.is_empty()).map(list))
        }
        // A list written as one text: its items are told apart by the field.
        NodeValue::Text { text, .. } => match items_of(text, field) {
            items if items.iter().all(|item| here(item).as_deref() == Some(item)) => FieldFate::Stays,
            items => {
                let nodes = items.iter().map(|item| with(node, item)).collect();
                reference(&Node { value: NodeValue::List(nodes), ..node.clone() }, field, target, place)
            }
        },
        _ => FieldFate::Stays,
    }
}

fn items_of(text: &str, field: &Field) -> Vec<String> {
    let crate::schema::FieldType::List(list) = &field.kind else { return Vec::new() };
    text.split(list.delimiter.as_str())
        .map(|item| item.trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}

/// Whether a nested field names, in some row, a record that is not here.
fn loses(node: &Node, nested: &Field, place: &Destination) -> bool {
    let Some(target) = &nested.reference else { return false };
    let rows = node.as_list().unwrap_or_default().iter().filter_map(Node::as_map);
    let values = rows.flatten().filter(|pair| *pair.key == nested.name).map(|pair| &pair.node);
    let known = |id: &str| {
        let name = format!("{target}/{id}");
        place.here.names.get(&name) == Some(&name)
    };
    let lost = |node: &Node| match &node.value {
        NodeValue::List(items) => items.iter().any(|item| item.as_text().is_some_and(|id| !known(id))),
        NodeValue::Text { text, .. } => !text.is_empty() && !known(text),
        _ => false,
    };
    let mut values = values;
    values.any(lost)
}

fn with(node: &Node, text: &str) -> Node {
    Node { value: NodeValue::Text { text: text.into(), quoted: false }, ..node.clone() }
}

/// A row as a page: each field with its help above it, as in a record that was just made.
fn from_row(row: &Json, place: &Destination) -> Option<MarkdownParts> {
    let mut page = MarkdownParts::parse("---\n---\n")?;
    let mut sources = Sources::default();
    let schema = &place.table.collection.schema;
    for (key, value) in row.as_object()? {
        let empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if empty || key == "id" || key == "derived_from" || SIGNATURE.contains(&key.as_str()) {
            continue;
        }
        if key == "body" && value.is_string() {
            page.body = format!("{}\n", value.as_str()?.trim_end());
            continue;
        }
        let id = sources.add("", value.to_string());
        let node = yaml::parse(&sources, sources.whole(id), &mut Diagnostics::default())?;
        let mut chunk = FieldLines::from_pair(Pair { key: key.as_str().into(), key_span: node.span, node });
        if let Some(field) = schema.position(key) {
            chunk.lead = scaffold::help(place.site, schema, &schema.fields[field]);
            if !page.fields.is_empty() {
                chunk.lead.insert(0, '\n');
            }
        }
        page.set_field(chunk, None);
    }
    Some(page)
}

/// The block that says where a record was taken from.
fn origin(page: &MarkdownParts, foreign: &Foreign, place: &Destination) -> FieldLines {
    let Destination { package, described, terms, .. } = place;
    let own = Some(described.title.clone()).filter(|title| !title.is_empty());
    let page_address = match (&package.site, &described.page) {
        (Some(site), Some(page)) => Some(format!("{site}{page}")),
        (Some(site), None) => Some(site.clone()),
        _ => package.id.clone(),
    };
    let unknown = known_license(&terms.name).is_none();
    let from = described.origin.as_ref().map(|origin| {
        let told = [Some(&origin.publisher), Some(&origin.id), origin.version.as_ref(), origin.url.as_ref()];
        told.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    });
    let said = [
        ("title", own),
        ("url", page_address),
        ("id", Some(foreign.name.clone())),
        ("publisher", Some(package.publisher.clone())),
        ("siret", package.siret.clone()),
        ("version", described.version.clone()),
        ("license", Some(terms.name.clone())),
        ("license_url", terms.url.clone().filter(|_| unknown)),
        ("modified", described.modified.clone()),
        ("imported", Some(place.today.to_owned())),
        ("state", Some("copy".to_owned())),
        ("from", from),
    ];
    let span = page.fields.first().map_or_else(nowhere, |chunk| chunk.node.span);
    let pairs = said.into_iter().filter_map(|(key, text)| {
        // Digits stay characters for whoever reads the file with another tool.
        let quoted = key == "siret";
        let node = Node { span, value: NodeValue::Text { text: text?.into(), quoted } };
        Some(Pair { key: key.into(), key_span: span, node })
    });
    mapping("origin", pairs.collect())
}

fn mapping(key: &str, pairs: Vec<Pair>) -> FieldLines {
    let span = pairs.first().map_or_else(nowhere, |pair| pair.node.span);
    FieldLines::from_pair(Pair {
        key: key.into(),
        key_span: span,
        node: Node { span, value: NodeValue::Map(pairs) },
    })
}

fn nowhere() -> Span {
    let mut sources = Sources::default();
    let id = sources.add("", "");
    sources.whole(id)
}
