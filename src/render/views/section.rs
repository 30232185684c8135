//! The sections of a page: what it puts forward out of collections.

use std::borrow::Cow;

use serde::Serialize;

use super::listing::{Listing, RecordCard, WheelView};
use super::picture::FigureCard;

/// What a page puts forward out of a collection.
#[derive(Debug, Serialize)]
pub struct SectionView<'a> {
    /// How it is drawn: `one`, `steps`, `stories`, `wheel` or `view`.
    pub kind: &'static str,
    /// What that kind draws; nothing where there is nothing to show.
    pub content: Option<SectionContent<'a>>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// A sentence below it.
    pub text: Cow<'a, str>,
    /// The link to the whole collection.
    pub href: Option<String>,
    /// The words of that link.
    pub more: String,
    /// The title of the collection, where those words do not say it.
    pub collection: Option<Cow<'a, str>>,
}

/// What a section draws, by its kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum SectionContent<'a> {
    /// `one`: one record, another each week.
    One(Box<OneView<'a>>),
    /// `steps`: records by the step that their value falls in.
    Steps(Vec<StepView<'a>>),
    /// `stories`: records with what they say of themselves.
    Stories(Vec<StoryView<'a>>),
    /// `wheel`: a collection as a wheel.
    Wheel(Box<WheelView<'a>>),
    /// `view`: records as their collection draws them.
    View(Box<Listing<'a>>),
}

/// One record that a page puts forward.
#[derive(Debug, Serialize)]
pub struct OneView<'a> {
    /// The record.
    pub card: RecordCard<'a>,
    /// The words of the link to it.
    pub open: String,
}

/// The records of a step.
#[derive(Debug, Serialize)]
pub struct StepView<'a> {
    /// What the step is called.
    pub name: String,
    /// The records.
    pub cards: Vec<RecordCard<'a>>,
}

/// A record told as a story.
#[derive(Debug, Serialize)]
pub struct StoryView<'a> {
    /// The record.
    pub card: RecordCard<'a>,
    /// What it is of: its first short value.
    pub of: Option<String>,
    /// Its first figures.
    pub figures: Option<Vec<FigureCard<'a>>>,
}
