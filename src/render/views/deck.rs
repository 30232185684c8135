//! The cards of a collection, to print.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;
use super::badge::Badge;
use crate::render::template::{Html, Prepared};

/// The cards of a collection, to print: four to a sheet.
#[derive(Debug, Serialize)]
pub struct DeckView<'a> {
    /// The sheets of this page.
    pub sheets: Vec<DeckSheet<'a>>,
    /// The pages of the deck, where it has several.
    pub parts: Vec<DeckPart>,
}

impl TemplateView for DeckView<'_> {
    const TEMPLATE: &'static str = "deck.html";
}

/// A sheet: the fronts, and the backs as they stand once it is turned over its long edge.
#[derive(Debug, Serialize)]
pub struct DeckSheet<'a> {
    /// Four cards, or nothing in the place of one.
    pub fronts: Vec<Option<Prepared<DeckCard<'a>>>>,
    /// The same cards, each behind its front.
    pub backs: Vec<Option<Prepared<DeckCard<'a>>>>,
}

/// A page of a deck.
#[derive(Debug, Serialize)]
pub struct DeckPart {
    /// The link to it.
    pub href: Option<String>,
    /// Its number, from 1.
    pub number: usize,
    /// Whether it is this page.
    pub current: bool,
}

/// A card, front and back.
#[derive(Debug, Serialize)]
pub struct DeckCard<'a> {
    /// The identifier of its record.
    pub id: &'a str,
    /// What one record of the collection is called.
    pub kind: Cow<'a, str>,
    /// What people call the record.
    pub label: &'a str,
    /// Its hue, from 1 to 12; 0 for none.
    pub hue: u8,
    /// The state it is in.
    pub badge: Option<Prepared<Badge>>,
    /// What it says of itself.
    pub summary: Option<Cow<'a, str>>,
    /// The short fields that the front shows.
    pub facts: Vec<CardFact<'a>>,
    /// Whether the back is set small.
    pub small: bool,
    /// The back.
    pub back: Html,
    /// The address of the record's page, without its scheme.
    pub address: Option<String>,
}

/// A field of a card.
#[derive(Debug, Serialize)]
pub struct CardFact<'a> {
    /// Its name.
    pub label: Cow<'a, str>,
    /// Its value.
    pub value: String,
}
