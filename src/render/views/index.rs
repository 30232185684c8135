//! The index of a collection.

use std::borrow::Cow;

use serde::Serialize;

use super::TemplateView;
use super::listing::{Listing, RosterView};
use crate::render::template::Html;

/// The index of a collection.
#[derive(Debug, Serialize)]
pub struct IndexView<'a> {
    /// How many records there are, in words.
    pub count: String,
    /// The link to the page of its data.
    pub data: Option<String>,
    /// The link to its cards to print, where it has some.
    pub deck: Option<String>,
    /// The bar that filters and sorts the list, where something can.
    pub facets: Option<FacetsView<'a>>,
    /// Every record.
    pub view: IndexList<'a>,
    /// The wheel, where the collection is drawn as one.
    pub wheel: Option<Html>,
    /// The picture of which records come from which, where the collection says so.
    pub families: Option<Html>,
}

impl TemplateView for IndexView<'_> {
    const TEMPLATE: &'static str = "index.html";
}

/// Every record of a collection: what the component `view` takes.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum IndexList<'a> {
    /// Of a collection that is drawn as a wheel.
    Roster(RosterView<'a>),
    /// Of any other.
    Listing(Listing<'a>),
}

/// The bar that filters and sorts a list.
#[derive(Debug, Serialize)]
pub struct FacetsView<'a> {
    /// How many records there are, in words.
    pub all: String,
    /// The words for none of them found.
    pub none: String,
    /// The words for one found.
    pub one: String,
    /// The words for several found, `{n}` for how many.
    pub several: String,
    /// What one can choose by.
    pub facets: Vec<FacetView<'a>>,
    /// The orders one can ask for.
    pub orders: Vec<OrderView<'a>>,
}

/// A field that one can choose by: among its values, or between two bounds.
#[derive(Debug, Serialize)]
pub struct FacetView<'a> {
    /// The name of the field.
    pub name: &'a str,
    /// What people call it.
    pub title: Cow<'a, str>,
    /// The values to choose among; nothing for bounds.
    pub options: Option<Vec<OptionView>>,
    /// The bounds to choose between; nothing for values.
    pub bounds: Option<Vec<BoundView>>,
    /// Which of them each record has, for the script: a word for each, in the order of their anchors.
    pub codes: String,
    /// The words for the lower bound.
    pub first: &'a str,
    /// The words for the upper bound.
    pub last: &'a str,
}

/// A value to choose.
#[derive(Debug, Serialize)]
pub struct OptionView {
    /// As the data have it.
    pub value: String,
    /// As people read it.
    pub label: String,
    /// How many records have it.
    pub count: String,
    /// Its hue, from 1 to 12; 0 for none.
    pub hue: u8,
}

/// A bound to choose.
#[derive(Debug, Serialize)]
pub struct BoundView {
    /// As the data have it.
    pub value: String,
    /// As people read it.
    pub label: String,
}

/// An order to ask for.
#[derive(Debug, Serialize)]
pub struct OrderView<'a> {
    /// The name of the field.
    pub name: &'a str,
    /// The words for it.
    pub label: String,
    /// The rank of each record, for the script.
    pub ranks: String,
}
