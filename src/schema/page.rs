//! What pages put forward, as a city declares it: the chapters of a record's page, the sections of a plain page.
//!
//! In: names that the readers checked. Out: types alone. Never: records, markup.

use super::Value;
use crate::source::Span;

/// A chapter of a record's page (`chapters:` of a collection): fields, then the records that refer to this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    pub title: String,
    /// By index in the schema.
    pub fields: Vec<usize>,
    pub related: Vec<Chosen>,
}

/// Some records of a collection: those whose field has that written value, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub collection: String,
    /// By index in the schema of that collection.
    pub when: Option<(usize, String)>,
}

/// A section of a plain page (`sections:` of its front matter): records of a collection, drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    pub collection: String,
    pub drawing: SectionDrawing,
    /// Where silent, the collection's own title and description stand.
    pub title: Option<String>,
    pub text: Option<String>,
    /// The records chosen, by identifier; all of them where empty.
    pub records: Vec<(String, Span)>,
    pub limit: Option<usize>,
    /// Fields by index: what a record says of itself here, in a sentence and in a few words.
    pub summary: Option<usize>,
    pub fact: Option<usize>,
}

/// How a section is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum SectionDrawing {
    /// As the collection declares.
    View,
    /// One record, large, another one each week of publication.
    One,
    /// Records by the first of these bounds that their field does not pass.
    Steps { by: usize, up_to: Vec<Value> },
    /// Each record with its figures: records of another collection that refer to it.
    Stories(Option<Chosen>),
}
