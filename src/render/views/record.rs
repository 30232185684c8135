//! The page of a record.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;
use super::badge::Badge;
use super::listing::IllustrationView;
use super::listing::{DateView, FieldFact, FileView, LabelLink, Listing, WheelView};
use crate::render::template::{Html, Prepared};

/// What the page of a record and that of its kit both show.
#[derive(Debug, Serialize)]
pub struct RecordContent<'a> {
    /// What one record of the collection is called.
    pub record_name: Cow<'a, str>,
    /// What it says of itself, in a sentence.
    pub summary: Option<Cow<'a, str>>,
    /// The state it is in.
    pub badge: Option<Prepared<Badge>>,
    /// Where it was taken from, for a record that comes from elsewhere: the licence asks that the page says so.
    pub origin: Option<OriginView<'a>>,
    /// Its hue, from 1 to 12; 0 for none.
    pub hue: u8,
    /// Its short fields.
    pub facts: Vec<FieldFact<'a>>,
    /// Its long fields.
    pub sections: Vec<FieldSection<'a>>,
    /// The names of the fields that it leaves empty.
    pub missing: Vec<Cow<'a, str>>,
    /// The pictures that it asks for.
    pub pictures: Vec<IllustrationView<'a>>,
    /// The files attached to it.
    pub attachments: Vec<FileView<'a>>,
    /// The field that says its sources.
    pub sources: Option<Html>,
    /// The field that says its version.
    pub version: Option<Html>,
    /// The field that says its licence, where it is not that of the site.
    pub license: Option<Html>,
    /// Its illustration.
    pub image: Option<ImageView>,
    /// When it was last changed.
    pub modified: Option<DateView>,
}

/// The texts of a record: on its page, its kit's and its editions'.
#[derive(Debug, Serialize)]
pub struct RecordTexts<'a> {
    /// How the collection is printed: `card`, `sheet` or `booklet`.
    pub print: Option<&'static str>,
    /// Its text.
    pub body: Option<Html>,
    /// Its parts, in their order.
    pub parts: Vec<PartView<'a>>,
}

/// The page of a record, beside what its kit's page shows too.
#[derive(Debug, Serialize)]
pub struct RecordView<'a> {
    /// The chapters that its collection declares, each where it has something to say.
    pub chapters: Vec<ChapterView<'a>>,
    /// What refers to it, a group for each collection and field.
    pub related: Vec<RelatedGroup<'a>>,
    /// The record of a wheel whose hue it wears.
    pub of: Option<LabelLink<'a>>,
    /// The wheel that it stands on, its own petal lit.
    pub wheel: Option<WheelView<'a>>,
    /// The command that takes it into another project.
    pub adapt: Option<String>,
    /// Its kit to download.
    pub kit: Option<FileView<'a>>,
    /// Its editions, for records that are written for those of another collection.
    pub editions: Vec<LabelLink<'a>>,
    /// The record and its table as data.
    pub data: RecordData<'a>,
    /// The record before it, in the order of the collection.
    pub previous: Option<Neighbour<'a>>,
    /// The record after it.
    pub next: Option<Neighbour<'a>>,
}

impl TemplateView for RecordView<'_> {
    const TEMPLATE: &'static str = "record.html";
}

/// Where a record was taken from.
#[derive(Debug, Serialize)]
pub struct OriginView<'a> {
    /// Whether it was changed here.
    pub variant: bool,
    /// What the original is called.
    pub title: Option<Cow<'a, str>>,
    /// Its address.
    pub href: Option<&'a str>,
    /// Who publishes it.
    pub publisher: Cow<'a, str>,
    /// Its version.
    pub version: Option<Cow<'a, str>>,
    /// When it was last changed there.
    pub modified: Option<DateView>,
    /// Its licence.
    pub license: Cow<'a, str>,
    /// The address of the licence.
    pub license_href: Option<String>,
    /// What was changed here: fields and parts by name.
    pub changed: Vec<String>,
    /// What was changed here, as its editors say it.
    pub changes: Option<Cow<'a, str>>,
    /// What the original was itself taken from.
    pub from: Option<Cow<'a, str>>,
}

/// A long field.
#[derive(Debug, Serialize)]
pub struct FieldSection<'a> {
    /// Its anchor.
    pub id: String,
    /// Its name.
    pub label: Cow<'a, str>,
    /// Whether the value stands in a paragraph.
    pub inline: bool,
    /// The value.
    pub html: Html,
}

/// A part of a record's text.
#[derive(Debug, Serialize)]
pub struct PartView<'a> {
    /// Its anchor.
    pub id: &'a str,
    /// Its title.
    pub title: Cow<'a, str>,
    /// The tag of its language, where it is not that of the page.
    pub language: Option<&'a str>,
    /// Its text.
    pub html: Html,
}

/// A picture of a record.
#[derive(Debug, Serialize)]
pub struct ImageView {
    /// The link to it, escaped.
    pub href: String,
    /// How wide it is.
    pub width: Option<usize>,
    /// How tall it is.
    pub height: Option<usize>,
    /// Its smaller sizes, as `srcset` has them.
    pub candidates: Option<String>,
    /// How wide a page shows it, as `sizes` has it.
    pub sizes: &'static str,
}

/// A chapter of a record.
#[derive(Debug, Serialize)]
pub struct ChapterView<'a> {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Its short fields.
    pub facts: Vec<FieldFact<'a>>,
    /// Its long fields.
    pub sections: Vec<FieldSection<'a>>,
    /// The records that it shows, by collection.
    pub groups: Vec<ChapterGroup<'a>>,
}

/// Records of a collection in a chapter.
#[derive(Debug, Serialize)]
pub struct ChapterGroup<'a> {
    /// The title of the collection.
    pub title: Cow<'a, str>,
    /// The link to its index.
    pub index: Option<String>,
    /// The records.
    pub view: Listing<'a>,
}

/// What refers to a record in one field of one collection.
#[derive(Debug, Serialize)]
pub struct RelatedGroup<'a> {
    /// Its anchor.
    pub id: String,
    /// The title of the collection.
    pub title: Cow<'a, str>,
    /// The name of the field, where the collection refers in several.
    pub field: Option<Cow<'a, str>>,
    /// How many records there are.
    pub count: usize,
    /// The link to the index of the collection.
    pub index: Option<String>,
    /// The records.
    pub view: Listing<'a>,
}

/// A record and its table as data.
#[derive(Debug, Serialize)]
pub struct RecordData<'a> {
    /// The link to the record as JSON.
    pub json: Option<String>,
    /// The link to it as linked data.
    pub jsonld: Option<String>,
    /// The table of its collection.
    pub csv: Option<FileView<'a>>,
    /// The link to the page of that table.
    pub page: Option<String>,
}

/// The record before or after another.
#[derive(Debug, Serialize)]
pub struct Neighbour<'a> {
    /// The link to its page, or to its place in the list of its collection.
    pub href: Option<String>,
    /// What people call it.
    pub label: &'a str,
    /// The tag of its language, where it is not that of the page.
    pub language: Option<&'a str>,
    /// Its hue, from 1 to 12; 0 for none.
    pub hue: u8,
}
