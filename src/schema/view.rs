//! How records are drawn: the view of an index, and the pictures that a text asks for.
//!
//! In: nothing but names of fields, by index. Out: [`View`], [`Picture`]. Never: a record, a shape.

use crate::source::Span;

/// How an index is drawn, and which fields it draws. Unset fields are left out of the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum View {
    Cards(Told),
    /// The columns, by index; empty means the theme's choice.
    Table {
        columns: Vec<usize>,
        /// The field that names the record each comes from: they are drawn as families too.
        parent: Option<usize>,
    },
    Wheel {
        label: Option<usize>,
        order: Option<usize>,
        /// What the list beside it says of each record.
        summary: Option<usize>,
    },
    Timeline(Timeline),
    Figures(Figures),
    /// Lengths that compare; what compares with nothing stays a figure.
    Bars(Figures),
    /// Figures one below the other, in the order given, each as wide as its value.
    Funnel(Figures),
    Matrix(Matrix),
    Chart(Chart),
}

impl View {
    /// What it says of each record.
    #[must_use]
    pub fn told(&self) -> Told {
        match self {
            Self::Cards(told) => *told,
            Self::Wheel { summary, .. } => Told { summary: *summary, fact: None },
            _ => Told::default(),
        }
    }
}

/// What a card says of its record: fields of `view: {cards: …}` and of a section, by index in the schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Instead of the summary.
    pub summary: Option<usize>,
    /// A few words more, such as how long it takes.
    pub fact: Option<usize>,
}

impl Told {
    /// The same, with what another says where this is silent.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { summary: self.summary.or(other.summary), fact: self.fact.or(other.fact) }
    }
}

/// Fields of `view: {timeline: …}`, by index in the schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    pub date: Option<usize>,
    pub end: Option<usize>,
    pub precision: Option<usize>,
    pub label: Option<usize>,
    /// A field whose values share a line of their own.
    pub group: Option<usize>,
    /// The field and the value that mark what is planned, not done.
    pub planned: Option<(usize, String)>,
}

/// Fields of `view: {figures: …}`, of `bars` and of `funnel`, by index in the schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub value: Option<usize>,
    pub operator: Option<usize>,
    pub unit: Option<usize>,
    /// What is measured: values compare only within one measure. Of bars alone.
    pub measure: Option<usize>,
    pub label: Option<usize>,
    pub date: Option<usize>,
    pub precision: Option<usize>,
    pub source: Option<usize>,
    pub group: Option<usize>,
}

/// Fields of `view: {matrix: …}`, by index in the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// A reference, or a field with a list of values: each has a row.
    pub rows: usize,
    /// The same for columns; none makes a column of each record.
    pub columns: Option<usize>,
}

/// Fields of `view: {chart: …}`, by index in the schema.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// The reference that says what a record stands within: another of its collection, or a group of another.
    pub within: usize,
    pub label: Option<usize>,
    /// How many there are of what the record is.
    pub count: Option<usize>,
    /// What else a box says.
    pub note: Option<usize>,
    pub group: Option<usize>,
}

/// A picture that a page or a record asks for (`picture:`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub title: String,
    pub note: Option<String>,
    /// The collection whose records are drawn.
    pub collection: String,
    pub view: View,
    /// The records drawn, by identifier and in this order; none means all, in the collection's.
    pub records: Vec<(String, Span)>,
    /// The field and the value that records must have to be drawn.
    pub only: Option<(usize, String)>,
    pub span: Span,
}
