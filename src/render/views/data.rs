//! The pages of the data.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;
use super::listing::{FieldFact, FileView, TitleLink};
use crate::render::template::Html;

/// The page of all data.
#[derive(Debug, Serialize)]
pub struct DataView<'a> {
    /// The tables.
    pub tables: Vec<TableSummary<'a>>,
    /// The files that hold all tables.
    pub whole: Vec<TakeView<'a>>,
    /// What the licence asks for, in a sentence.
    pub terms: Cow<'a, str>,
    /// The link to the versions of the data, where there are some.
    pub versions: Option<String>,
    /// The link to their feed.
    pub feed: Option<String>,
    /// The picture of which tables name which.
    pub picture: Option<Html>,
    /// The same in rows.
    pub links: Option<Vec<TableLinkView<'a>>>,
}

impl TemplateView for DataView<'_> {
    const TEMPLATE: &'static str = "data.html";
}

/// A table on the page of all data.
#[derive(Debug, Serialize)]
pub struct TableSummary<'a> {
    /// The link to its page.
    pub href: Option<String>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// What it holds.
    pub description: Cow<'a, str>,
    /// How many rows it has, in words.
    pub rows: String,
    /// Its files.
    pub downloads: Vec<TakeView<'a>>,
}

/// A file to download, and whom it is for: what the component `takes` takes.
#[derive(Debug, Serialize)]
pub struct TakeView<'a> {
    /// The file.
    pub file: FileView<'a>,
    /// Whom it is for.
    pub purpose: Option<&'a str>,
}

/// A column that names the rows of another table.
#[derive(Debug, Serialize)]
pub struct TableLinkView<'a> {
    /// The table of the column.
    pub from: TitleLink<'a>,
    /// The name of the column.
    pub column: &'a str,
    /// The table that it names.
    pub to: TitleLink<'a>,
    /// The table that stands between, where a row names several.
    pub through: Option<&'a str>,
}

/// The page of a collection's data.
#[derive(Debug, Serialize)]
pub struct DataTableView<'a> {
    /// The link to the index of the collection.
    pub index: Option<String>,
    /// What the data are, at a glance.
    pub facts: Vec<FieldFact<'a>>,
    /// The address of the file that an office suite follows.
    pub office_url: Option<String>,
    /// How to load the table, in several languages.
    pub examples: Vec<ExampleView>,
    /// The data as search engines read them, in JSON-LD; write it with `safe`.
    pub described: Option<&'a str>,
    /// What the licence asks for, in a sentence.
    pub terms: Cow<'a, str>,
    /// A line to copy that cites the data.
    pub citation: String,
    /// A line to copy that credits its publisher.
    pub attribution: String,
    /// The collection's own table, then those of its nested rows and lists.
    pub sheets: Vec<SheetView<'a>>,
}

impl TemplateView for DataTableView<'_> {
    const TEMPLATE: &'static str = "data-table.html";
}

/// How to load a table in a language.
#[derive(Debug, Serialize)]
pub struct ExampleView {
    /// The language, and what it needs.
    pub name: &'static str,
    /// The same as a word.
    pub class: &'static str,
    /// The code.
    pub code: String,
}

/// A table, column by column.
#[derive(Debug, Serialize)]
pub struct SheetView<'a> {
    /// Its anchor.
    pub id: String,
    /// Its name.
    pub name: &'a str,
    /// Its title.
    pub title: Cow<'a, str>,
    /// What it holds.
    pub description: Cow<'a, str>,
    /// How many rows it has, in words.
    pub rows: String,
    /// Its columns.
    pub columns: Vec<ColumnView<'a>>,
    /// The names of its columns.
    pub header: Vec<&'a str>,
    /// The cells of its first rows.
    pub preview: &'a [Vec<String>],
    /// How many rows that are, in words.
    pub previewed: String,
    /// Its files.
    pub downloads: Vec<TakeView<'a>>,
}

/// A column of a table.
#[derive(Debug, Serialize)]
pub struct ColumnView<'a> {
    /// Its name.
    pub name: &'a str,
    /// What people call it.
    pub title: Option<Cow<'a, str>>,
    /// What it says.
    pub description: Option<Cow<'a, str>>,
    /// What its values are, in words.
    pub kind: &'a str,
    /// What stands between the values of a list.
    pub delimiter: Option<&'a str>,
    /// The unit.
    pub unit: Option<&'a str>,
    /// Whether every row fills it.
    pub required: bool,
    /// The table whose rows it names.
    pub target: Option<TitleLink<'a>>,
    /// The values that it can have.
    pub values: Vec<AllowedValue<'a>>,
    /// What else its values must be, in words.
    pub rules: Vec<String>,
    /// The share of rows that fill it, in words.
    pub share: String,
    /// How many rows fill it, in words.
    pub filled: String,
}

/// A value that a column can have.
#[derive(Debug, Serialize)]
pub struct AllowedValue<'a> {
    /// As the data have it.
    pub value: String,
    /// As people read it.
    pub label: Option<Cow<'a, str>>,
}
