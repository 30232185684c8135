//! What a search looks in: the words of every page, in one file that a page loads when somebody asks for it.
//!
//! In: a desk. Out: the documents, as a script that hands them over (`file://` lets no page read data). Never: a personal
//! field, an index: the browser makes that of the documents, which are a fraction of its size.

use crate::publication::route;
use std::io::{self, Write};

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use serde::Serialize;

use super::desk::{RenderContext, to_anchor};
use super::field;
use crate::load::markdown;
use crate::model::{Record, RecordRef, Table};
use crate::schema::publish::is_public;
use crate::schema::{Field, FieldType, Role, StringFormat, Value};
use crate::source::Span;

/// Bodies are looked in while all of them together are no longer than this: beyond, whoever searches from a phone would
/// wait for them. Titles, summaries and keywords always are.
const BODIES: usize = 400_000;
/// A text that is longer than this is no keyword.
const KEYWORD: usize = 80;
/// The words of the interface that the search itself writes.
const WORDS: [&str; 9] = [
    "search",
    "search_close",
    "search_label",
    "search_help",
    "search_none",
    "search_one",
    "search_several",
    "search_more",
    "search_ignored",
];

/// One page, or the part of one that a link can name.
#[derive(Serialize)]
struct SearchEntry {
    path: String,
    title: String,
    /// What it is: a collection's title, the record that a part belongs to.
    kind: String,
    summary: String,
    keywords: String,
    body: String,
}

#[derive(Serialize)]
struct Index<'a> {
    language: &'a str,
    words: Vec<(&'a str, &'a str)>,
    /// Each as a list of its texts: names that a thousand times repeat themselves would only weigh.
    documents: Vec<[String; 6]>,
}

/// Returns the name of that script, beside those of the theme: one a language.
#[must_use]
pub fn to_index_name(desk: &RenderContext<'_>) -> String {
    match desk.tree {
        Some(_) => format!("search-index-{}.js", desk.site.config.language),
        None => "search-index.js".to_owned(),
    }
}

/// Writes the script that hands the documents over.
///
/// # Errors
/// What `out` refuses.
pub fn write(desk: &RenderContext<'_>, out: &mut dyn Write) -> io::Result<()> {
    let reader = Reader { desk, whole: bodies(desk) <= BODIES };
    let mut documents: Vec<SearchEntry> = desk.site.pages.iter().map(|page| reader.page(page)).collect();
    for (number, table) in (0u32..).zip(&desk.site.tables).filter(|(_, table)| is_public(&table.collection)) {
        documents.push(reader.list(table));
        for row in (0u32..).take(table.records.len()) {
            reader.record(RecordRef { table: number, row }, table, &mut documents);
        }
    }
    let documents = documents.into_iter().map(|document| {
        let SearchEntry { path, title, kind, summary, keywords, body } = document;
        [path, title, kind, summary, keywords, body]
    });
    let index = Index {
        language: &desk.site.config.language,
        words: WORDS.iter().map(|key| (*key, desk.words.get(key))).collect(),
        documents: documents.collect(),
    };
    out.write_all(b"self.essaimIndex=")?;
    serde_json::to_writer(&mut *out, &index)?;
    out.write_all(b";\n")
}

/// How long all bodies are together, as they are written.
fn bodies(desk: &RenderContext<'_>) -> usize {
    let length = |body: Span| desk.sources.text(body).len();
    let records = desk.site.tables.iter().filter(|table| is_public(&table.collection)).flat_map(|table| {
        table.records.iter().map(|record| {
            let parts = record.parts.iter().map(|part| length(part.body)).sum::<usize>();
            parts + table.find_public_body(record).map_or(0, length)
        })
    });
    records.sum::<usize>() + desk.site.pages.iter().map(|page| length(page.body)).sum::<usize>()
}

struct Reader<'a> {
    desk: &'a RenderContext<'a>,
    /// Whether bodies are looked in.
    whole: bool,
}

impl Reader<'_> {
    fn page(&self, page: &crate::model::PlainPage) -> SearchEntry {
        let path = route::to_page(page);
        let home = path == route::HOME;
        SearchEntry {
            title: self.desk.set(if home { &self.desk.site.config.title } else { &page.title }).into_owned(),
            kind: self.desk.words.get(if home { "home" } else { "search_page" }).to_owned(),
            summary: String::new(),
            keywords: String::new(),
            body: self.body(Some(page.body)),
            path: self.address(&path),
        }
    }

    fn list(&self, table: &Table) -> SearchEntry {
        let collection = &table.collection;
        SearchEntry {
            path: self.address(&route::to_index(&collection.name)),
            title: self.desk.set(&collection.title).into_owned(),
            kind: self.desk.words.count("records", table.records.len()),
            summary: self.desk.set(&collection.description).into_owned(),
            keywords: collection.catalogue.keywords.join(", "),
            body: String::new(),
        }
    }

    /// A record, then each of its parts, which have a place of their own on its page.
    fn record(&self, at: RecordRef, table: &Table, documents: &mut Vec<SearchEntry>) {
        let record = &table.records[at.row as usize];
        let own = route::to_record(table, record).map(|path| self.address(&path));
        let label = self.desk.label(at);
        let path = own.clone().unwrap_or_else(|| {
            format!("{}#{}", self.address(&route::to_index(&table.collection.name)), to_anchor(&record.id))
        });
        let (keywords, long) = self.fields(table, record);
        let summary = self.desk.role_text(at, Role::Description).unwrap_or_default();
        let mut body = self.body(table.find_public_body(record));
        if self.whole {
            body.extend([" ", &long]);
        }
        documents.push(SearchEntry {
            path,
            title: label.to_owned(),
            kind: self.desk.set(&table.collection.title).into_owned(),
            summary: self.desk.set(summary).into_owned(),
            keywords,
            body: body.trim().to_owned(),
        });
        let Some(own) = own else { return };
        documents.extend(record.parts.iter().map(|part| SearchEntry {
            path: format!("{own}#{}", part.id),
            title: self.desk.set(&part.title).into_owned(),
            kind: label.to_owned(),
            summary: String::new(),
            keywords: String::new(),
            body: self.body(Some(part.body)),
        }));
    }

    /// From the root of the site, whatever the language.
    fn address(&self, path: &str) -> String {
        route::to_url_path(&self.desk.placed(path)).into_owned()
    }

    /// The short values of a record, and the long ones.
    fn fields(&self, table: &Table, record: &Record) -> (String, String) {
        let collection = &table.collection;
        let (mut keywords, mut long) = (String::new(), String::new());
        for (position, declared) in collection.schema.fields.iter().enumerate() {
            if Some(position) == collection.label
                || !self.desk.site.is_shown(declared)
                || is_about_the_record(declared)
            {
                continue;
            }
            let Some(value) = table.value(record, position) else { continue };
            self.words(declared, value, &mut keywords, &mut long);
        }
        (keywords, long)
    }

    fn words(&self, declared: &Field, value: &Value, keywords: &mut String, long: &mut String) {
        match value {
            Value::Text(_) if declared.kind.is_markdown() && !self.whole => {}
            Value::Text(text) if declared.kind.is_markdown() => {
                append(long, &self.plain(text));
            }
            Value::Text(text) if text.len() > KEYWORD => append(long, text),
            Value::Text(_) => append(keywords, &field::plain(self.desk, declared, value)),
            Value::List(items) => {
                for item in items {
                    self.words(declared, item, keywords, long);
                }
            }
            Value::Rows(rows) if self.whole => {
                for row in rows {
                    for (nested, value) in declared.fields.iter().zip(row) {
                        let Some(value) = value.as_ref().filter(|_| self.desk.site.is_shown(nested)) else {
                            continue;
                        };
                        let mut words = String::new();
                        self.words(nested, value, &mut words, long);
                        append(long, &words);
                    }
                }
            }
            _ => {}
        }
    }

    fn plain(&self, text: &str) -> String {
        plain(text, |name| {
            let (collection, id) = name.split_once('/')?;
            self.desk.site.find(collection, id).map(|at| self.desk.label(at).to_owned())
        })
    }

    fn body(&self, body: Option<Span>) -> String {
        let text = body.filter(|_| self.whole).map(|body| self.plain(self.desk.sources.text(body)));
        text.map(|text| self.desk.set(&text).into_owned()).unwrap_or_default()
    }
}

/// What a field says of the record as a file, not of what the record is about; or what nobody types.
fn is_about_the_record(field: &Field) -> bool {
    let roles = [Role::Description, Role::License, Role::Version, Role::Image, Role::Source, Role::Modified];
    roles.into_iter().any(|role| field.role == Some(role))
        || matches!(field.name.as_str(), "id" | "body")
        || matches!(
            field.kind,
            FieldType::String(StringFormat::Uri | StringFormat::Binary | StringFormat::Uuid)
        )
}

fn append(words: &mut String, more: &str) {
    if !words.is_empty() {
        words.push_str(", ");
    }
    words.push_str(more);
}

/// The words of a Markdown text, one space between; a link written as the name of a record alone says what people call it.
fn plain(text: &str, called: impl Fn(&str) -> Option<String>) -> String {
    let mut words = String::with_capacity(text.len());
    let mut named = false;
    for (event, _) in markdown::parse_published(text) {
        match event {
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole: false },
                dest_url,
                ..
            }) => {
                let name = called(&dest_url);
                named = name.is_some();
                words.push_str(&name.unwrap_or_default());
            }
            Event::End(TagEnd::Link) => named = false,
            Event::Text(piece) | Event::Code(piece) if !named => words.push_str(&piece),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words.replace(['{', '}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_body_is_its_words() {
        let text = "# Titre\n\nDu *texte*\nsur [deux](x.md) lignes, {{ville}}, [[a/b]].\n\n- [ ] un\n- `deux`\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
        assert_eq!(
            plain(text, |name| Some(name.to_uppercase())),
            "Titre Du texte sur deux lignes, ville , A/B. un deux a b 1 2"
        );
    }
}
