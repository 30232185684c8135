//! A field of a schema: its type, its meaning, its constraints.

use crate::source::Span;

use super::{Constraints, FieldType, Role, StringFormat, Value};

/// A field, as declared.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub title: Option<String>,
    pub description: Option<String>,
    pub example: Option<String>,
    pub kind: FieldType,
    /// What it means, as a CURIE or an IRI (`rdfType`).
    pub rdf_type: Option<String>,
    /// The same, where essaim itself acts on it.
    pub role: Option<Role>,
    pub constraints: Constraints,
    /// Constraints that only warn (`advice`).
    pub advice: Constraints,
    /// The values allowed and what they are called (`categories`).
    pub categories: Vec<Category>,
    /// Whether the categories stand in order, least first (`categoriesOrdered`).
    pub ordered: bool,
    /// The collection whose identifiers the value, or each item of a list, names.
    pub reference: Option<String>,
    /// Rows nested in the record: the fields of `type: array`.
    pub fields: Vec<Field>,
    /// What each item of an array must be, where a standard schema says so (`arrayItem`).
    pub array_item: Option<Box<Field>>,
    /// UCUM unit or ISO 4217 currency.
    pub unit: Option<String>,
    /// Personal data: never leaves `content/`.
    pub personal: bool,
    /// The value where a record is silent.
    pub default: Option<Value>,
    /// Where that stands.
    pub default_span: Option<Span>,
    /// Values that mean "missing" for this field alone.
    pub missing_values: Option<Vec<String>>,
    /// Other properties of a standard field, published as they stand.
    pub metadata: serde_json::Map<String, serde_json::Value>,
    pub span: Span,
}

impl Field {
    /// A field of that name of which nothing else is known: any text.
    #[must_use]
    pub fn new(name: &str, span: Span) -> Self {
        Self {
            name: name.to_owned(),
            title: None,
            description: None,
            example: None,
            kind: FieldType::String(StringFormat::Default),
            rdf_type: None,
            role: None,
            constraints: Constraints::default(),
            advice: Constraints::default(),
            categories: Vec::new(),
            ordered: false,
            reference: None,
            fields: Vec::new(),
            array_item: None,
            unit: None,
            personal: false,
            default: None,
            default_span: None,
            missing_values: None,
            metadata: serde_json::Map::new(),
            span,
        }
    }

    /// What people call it: its title, else its name.
    #[must_use]
    pub fn label(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }

    /// Whether it holds rows nested in the record.
    #[must_use]
    pub fn is_nested(&self) -> bool {
        self.kind == FieldType::Array && !self.fields.is_empty()
    }

    /// What people call one of its values: the category's label, where it has one.
    #[must_use]
    pub fn category(&self, value: &str) -> Option<&Category> {
        self.categories.iter().find(|category| category.value == value)
    }
}

/// A value allowed, and what people call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub value: String,
    pub label: Option<String>,
}
