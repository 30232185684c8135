//! A new record of a collection: every field of its schema, commented, ready to fill.
//!
//! In: a project, a collection, a title, today's date. Out: one file, new or with one more record at its
//! end. Never: a record overwritten, a character of an existing record changed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::blank::{Context, read};
use super::comment_wrap::{comment, quote_scalar};
use crate::check::codes::RESERVED_IDENTIFIER;
use crate::diag::{Diagnostics, Problem, nearest};
use crate::edit::insert_row;
use crate::load::markdown::to_slug;
use crate::load::table;
use crate::load::tree::{Document, DocumentKind};
use crate::load::yaml;
use crate::messages::Language;
use crate::model::Table;
use crate::model::codes::BROKEN_REFERENCE;
use crate::project::LenientProject;
use crate::schema::{Field, FieldType, Lexicon, Role, StringFormat, Value};
use crate::source::{SourceId, Sources};

/// Why there is no new record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftRefusal {
    UnknownCollection {
        nearest: Option<String>,
    },
    /// There is such a folder, and what it declares cannot be read.
    Unreadable,
    /// The title has no letter or digit to make an identifier of.
    NoIdentifier,
    Exists {
        id: String,
        path: String,
    },
    /// The title does not satisfy the field that holds it.
    BadTitle(Problem),
}

/// A record about to be written.
#[derive(Debug)]
pub struct Plan<'a> {
    sources: &'a Sources,
    survey: &'a LenientProject,
    table: &'a Table,
    id: String,
    home: Home,
    /// What is known of each field, in the characters a person would write.
    known: BTreeMap<usize, String>,
}

/// Where the record will stand.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Home {
    File(String),
    Item(SourceId),
    Row(SourceId),
}

/// The file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    pub path: String,
    /// The whole text of the file.
    pub text: String,
    /// Whether the file is a new one; else it had other records, which are unchanged.
    pub made: DraftOutcome,
    /// Where the record begins.
    pub line: usize,
    /// The required fields that are still empty, by their lines.
    pub blanks: Vec<Blank>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftOutcome {
    File,
    Entry,
}

/// A required field that waits for its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    pub line: usize,
    /// The key or the column.
    pub name: String,
    pub label: String,
}

/// A required value that only a person knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// By index in the schema.
    pub field: usize,
    pub label: String,
    pub help: String,
    /// What is allowed, with the words for it, where it is a short list.
    pub choices: Vec<(String, Option<String>)>,
}

/// Plans a record, or says why there will be none.
///
/// # Errors
/// See [`Refusal`].
pub fn plan<'a>(
    sources: &'a Sources,
    survey: &'a LenientProject,
    collection: &str,
    title: &str,
    today: &str,
) -> Result<Plan<'a>, DraftRefusal> {
    let Some((_, table)) = survey.site.table(collection) else {
        if survey.tree.folders.contains_key(collection) {
            return Err(DraftRefusal::Unreadable);
        }
        let names = survey.site.tables.iter().map(|table| table.collection.name.as_str());
        return Err(DraftRefusal::UnknownCollection { nearest: nearest(collection, names) });
    };
    let title = title.trim();
    let id = to_slug(title);
    if id.is_empty() {
        return Err(DraftRefusal::NoIdentifier);
    }
    if id == "index" {
        return Err(DraftRefusal::BadTitle(RESERVED_IDENTIFIER.with("name", id)));
    }
    let home = home(sources, survey, table, &id);
    if let Some(path) = standing(sources, survey, table, &id, &home) {
        return Err(DraftRefusal::Exists { id, path });
    }
    let known = known(table, title, &id, today)?;
    Ok(Plan { sources, survey, table, id, home, known })
}

impl Plan<'_> {
    /// The required fields of which nothing is known.
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        let context = self.context();
        let open = self.table.collection.schema.fields.iter().enumerate();
        open.filter(|(index, field)| self.waits(*index, field) && self.has_place(field))
            .map(|(index, field)| Question {
                field: index,
                label: field.label().to_owned(),
                help: context.sentence(field),
                choices: self.choices(field),
            })
            .collect()
    }

    /// Keeps an answer. A number stands for the choice of that rank.
    ///
    /// # Errors
    /// What `check` would say of the value.
    pub fn answer(&mut self, question: &Question, text: &str) -> Result<(), Problem> {
        let schema = &self.table.collection.schema;
        let field = &schema.fields[question.field];
        let chosen = |text: &str| {
            let rank = text.trim().parse::<usize>().ok().and_then(|rank| rank.checked_sub(1));
            let choice = rank.and_then(|rank| question.choices.get(rank));
            choice.map_or_else(|| text.trim().to_owned(), |(value, _)| value.clone())
        };
        let text = match &field.kind {
            FieldType::List(list) => {
                let items = text.split([',', ';']).filter(|item| !item.trim().is_empty());
                items.map(chosen).collect::<Vec<_>>().join(&list.delimiter)
            }
            _ => chosen(text),
        };
        let value = read(field, schema, &text)?;
        self.find(field, value.as_ref())?;
        self.known.insert(question.field, text);
        Ok(())
    }

    /// The file with the record in it.
    #[must_use]
    pub fn draft(&self) -> Draft {
        let written = match self.home {
            Home::File(_) => None,
            Home::Item(source) => self.item(source),
            Home::Row(source) => self.row(source),
        };
        // A list of a form that cannot be carried on gets a file beside it, which is as good.
        written.unwrap_or_else(|| self.markdown())
    }

    fn context(&self) -> Context<'_> {
        let site = &self.survey.site;
        let words = Language::of_site(&site.config.language);
        Context { site, schema: &self.table.collection.schema, words }
    }

    /// Whether a required field has neither a value nor a default.
    fn waits(&self, index: usize, field: &Field) -> bool {
        field.constraints.required
            && field.default.is_none()
            && !self.known.contains_key(&index)
            && self.table.collection.schema.id_field() != Some(index)
    }

    /// Whether a person can be asked for it on one line.
    fn has_place(&self, field: &Field) -> bool {
        field.fields.is_empty() && !(field.name == "body" && matches!(self.home, Home::File(_)))
    }

    fn choices(&self, field: &Field) -> Vec<(String, Option<String>)> {
        const MANY: usize = 30;
        if !field.categories.is_empty() {
            let each = field.categories.iter();
            return each.map(|category| (category.value.clone(), category.label.clone())).collect();
        }
        if !field.constraints.allowed.is_empty() {
            return field.constraints.allowed.iter().map(|value| (value.to_cell(field), None)).collect();
        }
        let table = field.reference.as_deref().and_then(|name| self.survey.site.table(name));
        let Some((_, table)) = table.filter(|(_, table)| table.records.len() <= MANY) else {
            return Vec::new();
        };
        let label = |values: &[Option<Value>]| {
            let label = table.collection.label?;
            Some(values.get(label)?.as_ref()?.to_cell(&table.collection.schema.fields[label]))
        };
        table.records.iter().map(|record| (record.id.clone(), label(&record.values))).collect()
    }

    /// A reference names a record that exists.
    fn find(&self, field: &Field, value: Option<&Value>) -> Result<(), Problem> {
        let (Some(target), Some(value)) = (&field.reference, value) else { return Ok(()) };
        let Some((_, table)) = self.survey.site.table(target) else { return Ok(()) };
        let names = match value {
            Value::List(items) => items.iter().map(|item| item.to_cell(field)).collect(),
            value => vec![value.to_cell(field)],
        };
        match names.into_iter().find(|name| table.find_row(name).is_none()) {
            Some(value) => Err(BROKEN_REFERENCE
                .with("nearest", nearest(&value, table.records.iter().map(|record| record.id.as_str())))
                .with("value", value)
                .with("collection", target)),
            None => Ok(()),
        }
    }

    fn markdown(&self) -> Draft {
        let context = self.context();
        let collection = &self.table.collection;
        let path = file_of(collection.parts, &collection.name, &self.id);
        let mut text = String::from("---\n");
        let mut blanks = Vec::new();
        text.push_str(&comment(
            "",
            &context.words.text("draft-head", &[("record", capital(&collection.record).into())]),
        ));
        let mut body = None;
        for (index, field) in collection.schema.fields.iter().enumerate() {
            if collection.schema.id_field() == Some(index) {
                continue; // the file's name says it
            }
            text.push('\n');
            if field.name == "body" {
                text.push_str(&comment(
                    "",
                    &context.words.text("draft-body", &[("title", context.title(field).into())]),
                ));
                body = Some((index, field));
                continue;
            }
            text.push_str(&context.help(field, ""));
            self.blank(index, field, line_of(&text), &mut blanks);
            text.push_str(&context.line(field, self.known.get(&index).map(String::as_str), ""));
        }
        if collection.parts || collection.editions.is_some() {
            text.push('\n');
            text.push_str(&comment("", &context.words.word("draft-variables")));
            text.push_str("# variables:\n");
        }
        text.push_str("---\n");
        if let Some((index, field)) = body {
            self.blank(index, field, line_of(&text), &mut blanks);
        }
        Draft { path, text, made: DraftOutcome::File, line: 1, blanks }
    }

    /// Notes a required field that stays empty.
    fn blank(&self, index: usize, field: &Field, line: usize, blanks: &mut Vec<Blank>) {
        if self.waits(index, field) {
            blanks.push(Blank { line, name: field.name.clone(), label: field.label().to_owned() });
        }
    }

    /// One more item at the end of a YAML list, indented as the last one is; nothing where the list is not
    /// one item below the other.
    fn item(&self, source: SourceId) -> Option<Draft> {
        let old = self.sources.get(source);
        let (lead, count) = self.lead(source)?;
        let indent = " ".repeat(lead.chars().count());
        let outer = lead[..lead.find('-')?].to_owned();
        let (context, schema) = (self.context(), &self.table.collection.schema);
        let mut text = old.text.replace("\r\n", "\n");
        if !text.trim_start_matches('\u{feff}').is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        text.push_str(&comment(&outer, &context.words.word("draft-identifier")));
        let line = line_of(&text);
        _ = writeln!(text, "{lead}id: {}", quote_scalar(&self.id));
        let mut blanks = Vec::new();
        for (index, field) in schema.fields.iter().enumerate().filter(|(_, field)| field.name != "id") {
            text.push_str(&context.help(field, &indent));
            self.blank(index, field, line_of(&text), &mut blanks);
            text.push_str(&context.line(field, self.known.get(&index).map(String::as_str), &indent));
        }
        // The list must now have one item more, and nothing else may have changed.
        let mut sources = Sources::default();
        let id = sources.add(old.path.as_str(), text.as_str());
        let node = yaml::parse(&sources, sources.whole(id), &mut Diagnostics::default())?;
        if node.as_list()?.len() != count + 1 {
            return None;
        }
        let text = if old.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
        Some(Draft { path: old.path.clone(), text, made: DraftOutcome::Entry, line, blanks })
    }

    /// What stands before the first key of the last item (`  - `), and how many items there are.
    fn lead(&self, source: SourceId) -> Option<(String, usize)> {
        let text = &self.sources.get(source).text;
        let node = yaml::parse(self.sources, self.sources.whole(source), &mut Diagnostics::default())?;
        if node.is_null() {
            return Some(("- ".to_owned(), 0));
        }
        let items = node.as_list()?;
        let key = items.last()?.as_map()?.first()?.key_span.start as usize;
        let start = text[..key].rfind('\n').map_or(0, |at| at + 1);
        let lead = text[start..key].trim_start_matches('\u{feff}');
        let block = lead.trim_start_matches(' ').strip_prefix('-')?;
        (block.starts_with(' ') && block.trim().is_empty()).then(|| (lead.to_owned(), items.len()))
    }

    /// One more row at the end of a table, between the same marks.
    fn row(&self, source: SourceId) -> Option<Draft> {
        let old = self.sources.get(source);
        let table = table::read(self.sources, source, &mut Diagnostics::default())?;
        let schema = &self.table.collection.schema;
        let (mut cells, mut waiting) = (Vec::new(), Vec::new());
        for cell in &table.header {
            let name = cell.as_text().unwrap_or_default().trim();
            let index = schema.position(name);
            match index.and_then(|index| self.known.get(&index)) {
                Some(value) => cells.push((name, value.as_str())),
                None if name == "id" && schema.lexicon == Lexicon::Everyday => cells.push((name, &self.id)),
                None => {}
            }
            waiting.extend(index);
        }
        let edited = insert_row(&old.text, table.rows.len(), &cells).ok()?;
        let line = line_of(edited.text[..edited.text.len() - 1].trim_end_matches('\r'));
        let mut blanks = Vec::new();
        for index in waiting {
            self.blank(index, &schema.fields[index], line, &mut blanks);
        }
        Some(Draft { path: old.path.clone(), text: edited.text, made: DraftOutcome::Entry, line, blanks })
    }
}

/// What is known from the start: the title, the state of what is new, the day.
fn known(table: &Table, title: &str, id: &str, today: &str) -> Result<BTreeMap<usize, String>, DraftRefusal> {
    let (collection, schema) = (&table.collection, &table.collection.schema);
    let mut known = BTreeMap::new();
    if let Some(label) = collection.label {
        let field = &schema.fields[label];
        let plain = field.kind == FieldType::String(StringFormat::Default)
            && field.reference.is_none()
            && field.categories.is_empty();
        // A record may be named by what is no text of its own: that stays to fill.
        if plain {
            read(field, schema, title).map_err(DraftRefusal::BadTitle)?;
            known.insert(label, title.to_owned());
        }
    }
    if let Some(index) = schema.role(Role::Status) {
        let field = &schema.fields[index];
        let first = || field.categories.first().map(|category| category.value.clone());
        let state = field.default.as_ref().map(|value| value.to_cell(field)).or_else(first);
        known.extend(state.map(|state| (index, state)));
    }
    if let Some(index) = schema.role(Role::Modified)
        && read(&schema.fields[index], schema, today).is_ok()
    {
        known.insert(index, today.to_owned());
    }
    // A standard table names its records by a column of its own, which may be text like any other.
    if let Some(index) = schema.position("id").filter(|index| !known.contains_key(index))
        && schema.lexicon == Lexicon::Standard
        && read(&schema.fields[index], schema, id).is_ok()
    {
        known.insert(index, id.to_owned());
    }
    Ok(known)
}

/// Where a collection keeps its records: files, or the one list or table that holds them all.
fn home(sources: &Sources, survey: &LenientProject, table: &Table, id: &str) -> Home {
    let collection = &table.collection;
    let file = || Home::File(file_of(collection.parts, &collection.name, id));
    let documents = documents(survey, table);
    let lists: Vec<&Document> = documents
        .iter()
        .copied()
        .filter(|document| matches!(document.kind, DocumentKind::Yaml | DocumentKind::Csv))
        .collect();
    match (&lists[..], documents.len()) {
        ([one], 1) if !collection.parts => match one.kind {
            DocumentKind::Csv if !sources.get(one.source).text.trim().is_empty() => Home::Row(one.source),
            DocumentKind::Yaml => Home::Item(one.source),
            _ => file(),
        },
        _ => file(),
    }
}

/// The documents of a collection that hold records.
fn documents<'a>(survey: &'a LenientProject, table: &Table) -> Vec<&'a Document> {
    let Some(folder) = survey.tree.folders.get(&table.collection.name) else { return Vec::new() };
    let schema = table.collection.schema_source;
    let held = folder.documents.iter().filter(|document| Some(document.source) != schema);
    held.filter(|document| !matches!(document.kind, DocumentKind::Json)).collect()
}

/// The path of the record of that name, where there is one: read or too broken to be read.
fn standing(
    sources: &Sources,
    survey: &LenientProject,
    table: &Table,
    id: &str,
    home: &Home,
) -> Option<String> {
    if let Some(row) = table.find_row(id) {
        return Some(sources.get(table.records[row].source).path.clone());
    }
    let folder = format!("content/{}/", table.collection.name);
    let named = |path: &&str| {
        let inside = path.strip_prefix(&folder).unwrap_or_default();
        let inside = inside.strip_suffix("/index.md").or_else(|| inside.strip_suffix(".md"));
        inside.is_some_and(|name| name.rsplit('/').next() == Some(id))
    };
    let documents = documents(survey, table);
    let mut paths = documents.iter().map(|document| sources.get(document.source).path.as_str());
    let beside = || {
        let Home::File(path) = home else { return None };
        let folder = path.strip_suffix("index.md")?;
        let assets = sources.assets().map(|(_, asset)| asset.path.as_str());
        let texts = sources.texts().map(|(_, source)| source.path.as_str());
        texts.chain(assets).find(|path| path.starts_with(folder))
    };
    paths.find(named).or_else(beside).map(str::to_owned)
}

fn file_of(parts: bool, collection: &str, id: &str) -> String {
    let file = if parts { format!("{id}/index.md") } else { format!("{id}.md") };
    format!("content/{collection}/{file}")
}

/// The number of the line that is written next.
fn line_of(text: &str) -> usize {
    text.matches('\n').count() + 1
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
