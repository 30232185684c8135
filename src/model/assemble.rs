//! Texts and collections → a [`Site`]: every entry typed, sorted, and related both ways.
//!
//! In: the tree and the declared collections. Out: tables of records. Each document is read on its own,
//! in parallel; what looks across records (identifiers, references) comes after.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Illustrations, Part, PlainPage, Record, Relations, Site, Table};
use crate::config::Config;
use crate::diag::{Diagnostics, Place};
use crate::load::codes::{FRONT_MATTER_MISSING, INVALID_IDENTIFIER, STRAY_FILE};
use crate::load::markdown::{is_identifier, to_slug};
use crate::load::tree::{Document, DocumentKind, Folder};
use crate::load::{Tree, front, markdown, yaml};
use crate::model::codes::{DUPLICATE_IDENTIFIER, PAGES_DECLARED, PARTS_UNDECLARED, UNDECLARED_COLLECTION};
use crate::schema::{self, Collection, Collections};
use crate::settings::{Keys, PAGE, PART};
use crate::source::{AssetId, Memo, Same, Source, SourceId, Sources, Span};

use super::{alias, entry, illustrate, order, origin, relate};

/// Types every record of every declared collection, and says whatever is wrong with them.
pub fn assemble(
    sources: &Sources,
    tree: &Tree,
    config: Config,
    collections: Collections,
    memory: &RecordMemo,
    diags: &mut Diagnostics,
) -> Site {
    for (name, folder) in &tree.folders {
        if folder.declaration.is_none() && !folder.documents.is_empty() {
            let place = Place::Path(format!("content/{name}"));
            diags.add(place, UNDECLARED_COLLECTION.with("name", name));
        }
    }
    let pages = read_pages(sources, &tree.pages, &collections, diags);
    let mut tables = Vec::new();
    let names: Arc<[String]> = collections.keys().cloned().collect();
    for (name, collection) in collections {
        let Some(folder) = tree.folders.get(&name) else { continue };
        let texts = [tree.shared_fields, Some(collection.source), collection.schema_source];
        let texts = texts.map(|id| id.map(|id| sources.share(id)));
        let declaration = Arc::new(Declaration { texts, names: Arc::clone(&names) });
        let mut records = read_records(sources, &collection, &declaration, folder, memory, diags);
        refuse_equal_identifiers(&collection, &mut records, diags);
        order::sort(sources, &collection, &config.language, &mut records);
        tables.push(Table::new(collection, records));
    }
    let lock = origin::lock(sources, tree.lock, diags);
    let (relations, changes) = (Relations::default(), BTreeMap::new());
    let (aliases, illustrations) = (Vec::new(), Illustrations::default());
    let mut site =
        Site { config, tables, pages, relations, illustrations, aliases, tongue: None, lock, changes };
    site.aliases = alias::collect_aliases(&site, diags);
    site.relations = relate::relate(sources, &site, diags);
    relate::check_sections(&site, diags);
    site.illustrations = illustrate::illustrate(&site, diags);
    site.changes = origin::compare_records(sources, tree, &site, &site.lock);
    site
}

/// What earlier builds read, document by document.
pub type RecordMemo = Memo<DocumentKey, DocumentRecords>;

/// The records of a document, and what is wrong with them.
type DocumentRecords = (Vec<Arc<Record>>, Diagnostics);

/// All that the reading of a document depends on.
#[derive(Debug, PartialEq, Eq)]
pub struct DocumentKey {
    declaration: Arc<Declaration>,
    text: Same<Source>,
    folder: Option<String>,
    parts: Vec<Same<Source>>,
    /// Names alone: what attached files hold is nobody's business here.
    assets: Vec<AssetId>,
    numbering: entry::Numbering,
}

impl Hash for DocumentKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state); // tells nearly all keys apart
    }
}

/// All that a declared collection depends on.
#[derive(Debug, PartialEq, Eq)]
struct Declaration {
    texts: [Option<Same<Source>>; 3],
    /// The collections that its fields can name.
    names: Arc<[String]>,
}

/// The records of a folder, in the order of their files.
fn read_records(
    sources: &Sources,
    collection: &Collection,
    declaration: &Arc<Declaration>,
    folder: &Folder,
    memory: &RecordMemo,
    diags: &mut Diagnostics,
) -> Vec<Arc<Record>> {
    for document in folder.documents.iter().filter(|document| matches!(document.kind, DocumentKind::Json)) {
        if Some(document.source) != collection.schema_source {
            diags.add(
                Place::Path(sources.get(document.source).path.clone()),
                STRAY_FILE.choose("stray", "homeless"),
            );
        }
    }
    let documents: Vec<&Document> = folder
        .documents
        .iter()
        .filter(|document| Some(document.source) != collection.schema_source)
        .filter(|document| !matches!(document.kind, DocumentKind::Json))
        .collect();
    // A row's number names it only where no other file numbers rows too.
    let lists = documents.iter().filter(|document| !matches!(document.kind, DocumentKind::Markdown { .. }));
    let numbering = if lists.count() > 1 { entry::Numbering::ByFile } else { entry::Numbering::Plain };
    let key = |document: &Document| {
        let (folder, parts, assets) = match &document.kind {
            DocumentKind::Markdown { folder, parts, assets } => (folder.clone(), &parts[..], &assets[..]),
            _ => (None, &[][..], &[][..]),
        };
        DocumentKey {
            declaration: Arc::clone(declaration),
            text: sources.share(document.source),
            folder,
            parts: parts.iter().map(|part| sources.share(*part)).collect(),
            assets: assets.to_vec(),
            numbering,
        }
    };
    let read: Vec<Arc<DocumentRecords>> = documents
        .par_iter()
        .map(|document| {
            memory.recall(|| key(document), || read_document(sources, collection, document, numbering))
        })
        .collect();
    let mut records = Vec::with_capacity(read.len());
    for found in read {
        records.extend(found.0.iter().cloned());
        diags.extend(found.1.clone());
    }
    records
}

fn read_document(
    sources: &Sources,
    collection: &Collection,
    document: &Document,
    numbering: entry::Numbering,
) -> DocumentRecords {
    let mut diags = Diagnostics::default();
    let records = match &document.kind {
        DocumentKind::Markdown { folder, parts, assets } => {
            let mut record =
                read_markdown_record(sources, collection, document.source, folder.as_deref(), &mut diags);
            if let Some(record) = &mut record {
                record.assets.clone_from(assets);
                record.parts = read_parts(sources, collection, parts, &mut diags);
            }
            record.into_iter().collect()
        }
        DocumentKind::Yaml => entry::read_list(sources, collection, document.source, numbering, &mut diags),
        DocumentKind::Csv => entry::read_table(sources, collection, document.source, numbering, &mut diags),
        DocumentKind::Json => Vec::new(),
    };
    (records.into_iter().map(Arc::new).collect(), diags)
}

/// A record in a Markdown file, named by its stem or by its own folder.
fn read_markdown_record(
    sources: &Sources,
    collection: &Collection,
    source: SourceId,
    folder: Option<&str>,
    diags: &mut Diagnostics,
) -> Option<Record> {
    let path = &sources.get(source).path;
    let named = folder.unwrap_or_else(|| take_stem(path));
    let name = named.rsplit('/').next().unwrap_or_default();
    let front = front::split(sources, source, diags)?;
    let id = check_identifier(name, path, diags);
    let root = if let Some(span) = front.yaml {
        yaml::parse(sources, span, diags)?
    } else {
        diags.add(front.head, &FRONT_MATTER_MISSING);
        return None;
    };
    let pairs = if root.is_null() { &[][..] } else { root.map_or(diags)? };
    let text = sources.text(front.body);
    let body = (!text.trim().is_empty()).then_some(front.body);
    let written = entry::record(
        &entry::EntrySource { collection, source, span: front.head, body },
        sources,
        pairs,
        diags,
    );
    let id = written.written_id.clone().unwrap_or(id);
    Some(written.named(id, collection, diags))
}

/// A path without its extension.
fn take_stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// A name as an identifier; another name is an error that proposes one.
fn check_identifier(name: &str, path: &str, diags: &mut Diagnostics) -> String {
    if !is_identifier(name) {
        let proposal = Some(to_slug(name)).filter(|slug| !slug.is_empty());
        diags.add(
            Place::Path(path.to_owned()),
            INVALID_IDENTIFIER.with("name", name).with("proposal", proposal),
        );
    }
    name.to_owned()
}

fn read_parts(
    sources: &Sources,
    collection: &Collection,
    parts: &[SourceId],
    diags: &mut Diagnostics,
) -> Vec<Part> {
    if !collection.parts {
        for part in parts {
            diags.add(Place::Path(sources.get(*part).path.clone()), &PARTS_UNDECLARED);
        }
        return Vec::new();
    }
    let mut read: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let Some(part) = read_part(sources, *part, diags) else { continue };
        match read.iter().find(|other| other.id == part.id) {
            Some(first) => {
                let top = |part: &Part| sources.whole(part.source).slice(0, 0);
                let problem = DUPLICATE_IDENTIFIER.with("id", &part.id);
                diags.push(problem.at(top(&part)).with_related(top(first)));
            }
            None => read.push(part),
        }
    }
    read
}

/// A part's name without the digits that order it, where there is more to it than digits.
fn make_part_id(stem: &str) -> String {
    let named = to_slug(stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_'));
    if named.is_empty() { to_slug(stem) } else { named }
}

/// A part: its title is written in its front matter, else it is its first heading, else its name.
pub(super) fn read_part(sources: &Sources, source: SourceId, diags: &mut Diagnostics) -> Option<Part> {
    let front = front::split(sources, source, diags)?;
    let path = &sources.get(source).path;
    let stem = take_stem(path).rsplit('/').next().unwrap_or_default();
    let id = make_part_id(stem);
    if id.is_empty() {
        let problem = INVALID_IDENTIFIER.with("name", stem);
        diags.add(Place::Path(path.clone()), problem);
    }
    let written = front.yaml.and_then(|span| {
        let root = yaml::parse(sources, span, diags)?;
        Keys::read(&root, &PART, diags)?.string("title", diags)
    });
    let (title, body) = match written {
        Some(title) => (title, front.body),
        None => match split_first_heading(sources, front.body) {
            Some(found) => found,
            None => (stem.to_owned(), front.body),
        },
    };
    Some(Part { id, title, body, source })
}

/// The text of the level-1 heading a body begins with, and the body behind it.
fn split_first_heading(sources: &Sources, body: Span) -> Option<(String, Span)> {
    use pulldown_cmark::{Event, HeadingLevel, Tag};
    let text = sources.text(body);
    let (event, range) = markdown::parse(text).next()?;
    if !matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) {
        return None;
    }
    let heading = markdown::list_headings(&text[range.clone()]).into_iter().next()?;
    Some((heading.text, body.slice(range.end, text.len())))
}

/// Two records of one identifier: the second is reported, names the first, and is left out.
fn refuse_equal_identifiers(
    collection: &Collection,
    records: &mut Vec<Arc<Record>>,
    diags: &mut Diagnostics,
) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    records.retain(|record| {
        if let Some(first) = seen.get(&record.id) {
            // Equal keys of a standard table are its primary key's business, said there.
            let place = find_id_span(collection, record);
            let problem = DUPLICATE_IDENTIFIER.with("id", &record.id);
            diags.push(problem.at(place).with_related(*first));
            false
        } else {
            seen.insert(record.id.clone(), find_id_span(collection, record));
            true
        }
    });
}

fn find_id_span(collection: &Collection, record: &Record) -> Span {
    collection.schema.position("id").and_then(|field| record.spans[field]).unwrap_or(record.span)
}

/// The plain pages: `title`, `nav_order`, `sections`, `template`, `aliases` and a body.
fn read_pages(
    sources: &Sources,
    folder: &Folder,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Vec<PlainPage> {
    // Pages are no collection: what would declare one is read by nobody.
    if let Some(declaration) = folder.declaration {
        diags.add(Place::Path(sources.get(declaration).path.clone()), &PAGES_DECLARED);
    }
    let mut pages: Vec<PlainPage> = folder
        .documents
        .iter()
        .filter_map(|document| {
            if let DocumentKind::Markdown { .. } = document.kind {
                read_page(sources, document.source, collections, diags)
            } else {
                let path = sources.get(document.source).path.clone();
                diags.add(Place::Path(path), STRAY_FILE.choose("stray", "homeless"));
                None
            }
        })
        .collect();
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    pages
}

fn read_page(
    sources: &Sources,
    source: SourceId,
    collections: &Collections,
    diags: &mut Diagnostics,
) -> Option<PlainPage> {
    let path = &sources.get(source).path;
    let id = check_identifier(take_stem(path).rsplit('/').next().unwrap_or_default(), path, diags);
    let front = front::split(sources, source, diags)?;
    let Some(span) = front.yaml else {
        diags.add(front.head, &FRONT_MATTER_MISSING);
        return None;
    };
    let root = yaml::parse(sources, span, diags)?;
    let keys = Keys::read(&root, &PAGE, diags)?;
    keys.require_at(front.head, diags);
    let title = keys.string("title", diags);
    let consent = keys.get("consent").and_then(|node| entry::read_consent(node, diags));
    let aliases = keys.get("aliases").map(|node| entry::read_aliases(node, diags)).unwrap_or_default();
    let nav_order = keys.number("nav_order", diags);
    let template = keys.string_with_span("template", diags);
    let sections = keys.get("sections").map(|node| schema::read_sections(node, collections, diags));
    let picture = keys.get("picture").and_then(entry::keep_picture);
    Some(PlainPage {
        id,
        title: title.unwrap_or_default(),
        nav_order,
        sections: sections.unwrap_or_default(),
        template,
        consent,
        picture,
        aliases,
        body: front.body,
        source,
    })
}
