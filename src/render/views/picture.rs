//! Pictures drawn from data, and key figures.

use serde::Serialize;

use super::table::TableView;
use crate::render::template::Html;

/// A picture and the same in words: what the component `drawing` takes.
#[derive(Debug, Serialize)]
pub struct DrawingView {
    /// What it shows, where there are several; else empty.
    pub name: String,
    /// The picture.
    pub svg: Html,
    /// The same as a table.
    pub table: TableView<'static>,
}

/// Values as lengths: what the component `bars` takes.
#[derive(Debug, Serialize)]
pub struct BarsView<'a> {
    /// A picture for each set of values that compare.
    pub drawings: Vec<DrawingView>,
    /// The values that compare with none.
    pub figures: Vec<FigureGroup<'a>>,
}

/// Key figures that belong together.
#[derive(Debug, Serialize)]
pub struct FigureGroup<'a> {
    /// What they belong to; empty where there is but one group.
    pub name: String,
    /// The figures.
    pub cards: Vec<FigureCard<'a>>,
}

/// A key figure.
#[derive(Debug, Serialize)]
pub struct FigureCard<'a> {
    /// Its anchor.
    pub anchor: String,
    /// The link to its page.
    pub href: Option<String>,
    /// The value.
    pub value: String,
    /// The sign that the value is read with; nothing for equality.
    pub operator: Option<OperatorView<'a>>,
    /// The unit; empty where the label begins with it.
    pub unit: String,
    /// What it measures.
    pub label: String,
    /// When it was so; empty where nothing says it.
    pub date: String,
    /// Who says so.
    pub source: Option<Html>,
}

/// The sign that a value is read with.
#[derive(Debug, Serialize)]
pub struct OperatorView<'a> {
    /// As it is printed: `≥`.
    pub sign: &'a str,
    /// As it is said.
    pub words: String,
}
