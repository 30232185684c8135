//! An edition: a record written for one record of another collection.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;
use super::listing::{DateView, FieldFact, FileView};
use super::record::OriginView;

/// An edition: a record written for one record of another collection.
#[derive(Debug, Serialize)]
pub struct EditionView<'a> {
    /// What is written for it: the label of the record.
    pub booklet: &'a str,
    /// What the record says of itself.
    pub summary: Option<Cow<'a, str>>,
    /// Its hue, from 1 to 12; 0 for none.
    pub hue: u8,
    /// The short fields of the record that it is written for: an address, opening hours.
    pub facts: Vec<FieldFact<'a>>,
    /// Where the record was taken from, for one that comes from elsewhere: the licence asks that the page says so.
    pub origin: Option<OriginView<'a>>,
    /// The files attached to the record.
    pub attachments: Vec<FileView<'a>>,
    /// When either of them was last changed.
    pub modified: Option<DateView>,
}

impl TemplateView for EditionView<'_> {
    const TEMPLATE: &'static str = "edition.html";
}
