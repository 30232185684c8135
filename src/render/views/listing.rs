//! Records as pages list them: cards, names, tables, wheels, files.

use std::borrow::Cow;

use serde::Serialize;

use super::badge::Badge;
use super::picture::{BarsView, DrawingView, FigureGroup};
use super::table::TableView;
use crate::render::template::{Html, Prepared};

/// Records drawn as their collection says: what the component `view` takes.
#[derive(Debug, Serialize)]
pub struct Listing<'a> {
    /// How they are drawn: `cards`, `names`, `table`, `drawings`, `bars`, `matrix`, `figures` or `wheel`.
    pub kind: &'static str,
    /// What that kind draws.
    pub content: ListingContent<'a>,
    /// What is listed: the title of the collection, or of the picture.
    pub label: Option<Cow<'a, str>>,
}

impl<'a> Listing<'a> {
    /// Takes what is drawn, and what it is called.
    #[must_use]
    pub fn new(content: ListingContent<'a>, label: Option<Cow<'a, str>>) -> Self {
        let kind = match content {
            ListingContent::Cards(_) => "cards",
            ListingContent::Names(_) => "names",
            ListingContent::Table(_) => "table",
            ListingContent::Drawings(_) => "drawings",
            ListingContent::Bars(_) => "bars",
            ListingContent::Matrix(_) => "matrix",
            ListingContent::Figures(_) => "figures",
            ListingContent::Wheel(_) => "wheel",
        };
        Self { kind, content, label }
    }
}

/// What a listing draws, by its kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum ListingContent<'a> {
    /// `cards`: a card a record.
    Cards(Vec<RecordCard<'a>>),
    /// `names`: a name a record.
    Names(Vec<NameLink<'a>>),
    /// `table`: a row a record.
    Table(TableView<'a>),
    /// `drawings`: pictures drawn from the data.
    Drawings(Vec<DrawingView>),
    /// `bars`: values as lengths.
    Bars(BarsView<'a>),
    /// `matrix`: which records go together.
    Matrix(MatrixView<'a>),
    /// `figures`: key figures.
    Figures(Vec<FigureGroup<'a>>),
    /// `wheel`: records as the petals of a wheel.
    Wheel(WheelView<'a>),
}

/// Which records go together, and a card of each.
#[derive(Debug, Serialize)]
pub struct MatrixView<'a> {
    /// The picture.
    pub drawings: Vec<DrawingView>,
    /// The records.
    pub cards: Vec<RecordCard<'a>>,
}

/// A record as a card. What it has none of is left out: ask with `{% if %}` before you write it.
#[derive(Debug, Serialize)]
pub struct RecordCard<'a> {
    /// Its anchor in a list.
    pub anchor: String,
    /// The link to its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// What people call it.
    pub label: &'a str,
    /// Which field speaks, where it is not the summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub says: Option<Cow<'a, str>>,
    /// What it says of itself, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<Cow<'a, str>>,
    /// The fact that the page shows first: a duration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
    /// The tag of its language, where it is not that of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<&'a str>,
    /// What that language calls itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language_name: Option<&'a str>,
    /// Its hue, from 1 to 12; 0 for none.
    pub hue: u8,
    /// The record of a wheel whose hue it wears.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'a str>,
    /// The state it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub badge: Option<Prepared<Badge>>,
    /// A few short values, by which records of the collection differ.
    pub tags: Vec<String>,
}

/// A record by its name alone.
#[derive(Debug, Serialize)]
pub struct NameLink<'a> {
    /// The link to its page, or to its place in the list of its collection.
    pub href: Option<String>,
    /// What people call it.
    pub label: &'a str,
    /// The tag of its language, where it is not that of the page.
    pub language: Option<&'a str>,
    /// Its hue, from 1 to 12; 0 for none.
    pub hue: u8,
    /// The state it is in.
    pub badge: Option<Prepared<Badge>>,
}

/// A picture that a page or a record asks for: what the component `illustration` takes.
#[derive(Debug, Serialize)]
pub struct IllustrationView<'a> {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// A note on it.
    pub note: Option<Cow<'a, str>>,
    /// What it shows.
    pub view: Listing<'a>,
}

/// A wheel: what the component `wheel` takes.
#[derive(Debug, Serialize)]
pub struct WheelView<'a> {
    /// The picture.
    pub svg: Html,
    /// The title of its collection.
    pub label: Cow<'a, str>,
    /// The same as a table, where the wheel has no more than 48 petals.
    pub roster: Option<RosterView<'a>>,
    /// The same as names, where it has more.
    pub names: Option<Vec<NameLink<'a>>>,
}

/// The records of a wheel as a table: what the components `view` and `roster` take.
#[derive(Debug, Serialize)]
pub struct RosterView<'a> {
    /// `roster`.
    pub kind: &'static str,
    /// The records, as they stand round the wheel.
    pub content: Vec<RosterRow<'a>>,
    /// The title of the collection.
    pub label: Cow<'a, str>,
    /// What one record of the collection is called.
    pub record: Cow<'a, str>,
    /// The name of the column of what records say of themselves; nothing where none does.
    pub says: Option<Cow<'a, str>>,
    /// The name of the column of what refers to them; nothing where nothing does.
    pub referring: Option<String>,
}

/// A record of a wheel, and what refers to it.
#[derive(Debug, Serialize)]
pub struct RosterRow<'a> {
    /// Its anchor.
    pub anchor: String,
    /// The link to its page.
    pub href: Option<String>,
    /// What people call it.
    pub label: &'a str,
    /// The tag of its language, where it is not that of the page.
    pub language: Option<&'a str>,
    /// Its hue, from 1 to 12.
    pub hue: u8,
    /// What it says of itself.
    pub summary: Option<Cow<'a, str>>,
    /// The records that refer to it, where they are few.
    pub names: Option<Vec<NameLink<'a>>>,
    /// How many refer to it, in words, where they are many.
    pub many: Option<String>,
}

/// A link with its words.
#[derive(Debug, Serialize)]
pub struct LabelLink<'a> {
    /// Where it leads.
    pub href: Option<String>,
    /// Its words.
    pub label: Cow<'a, str>,
}

/// A link to what has a title.
#[derive(Debug, Serialize)]
pub struct TitleLink<'a> {
    /// Where it leads.
    pub href: Option<String>,
    /// Its words.
    pub title: Cow<'a, str>,
}

/// A file to download.
#[derive(Debug, Serialize)]
pub struct FileView<'a> {
    /// The link to it.
    pub href: Option<String>,
    /// Its name.
    pub name: &'a str,
    /// Its format: `CSV`.
    pub format: Cow<'a, str>,
    /// What it weighs, in words.
    pub size: String,
    /// Its SHA-256; nothing for an attached file.
    pub sha256: Option<String>,
}

/// A field and its value.
#[derive(Debug, Serialize)]
pub struct FieldFact<'a> {
    /// The name of the field.
    pub label: Cow<'a, str>,
    /// The value.
    pub html: Html,
}

/// A day, or a part of one.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// As people read it.
    pub text: String,
    /// As machines do.
    pub iso: String,
}
