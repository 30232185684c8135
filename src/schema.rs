//! What a city declares: collections and their fields, and how a written value becomes a typed one.
//!
//! In: `_collection.yaml`, `_fields.yaml`, standard Table Schema files. Out: [`Collection`]s, typed
//! [`Value`]s, the published schema ([`publish`]). Never: records, pages.
//!
//! The types are those of Table Schema (Data Package v2); six authoring keys go beyond it
//! (`reference`, `fields`, `unit`, `advice`, `personal`, `default`).

pub mod codes;
mod constraint;
mod duration;
mod field;
mod page;
mod parse;
pub mod publish;
mod read;
mod types;
mod value;
mod view;
mod write;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use constraint::{AllowedValues, Constraints};
pub use duration::Duration;
pub use field::{Category, Field};
pub use page::{Chapter, Chosen, Section, SectionDrawing};
pub use read::{read, read_picture, read_sections};
pub use types::{
    BooleanType, DateTimeType, DateType, FieldType, FilterKind, GeoJsonType, GeoPointType, IntegerType,
    Limits, ListType, NumberType, StringFormat, TimeType, TypeRules,
};
pub use value::Value;
pub use view::{Chart, Figures, Matrix, Picture, Timeline, Told, View};

use crate::source::{SourceId, Span};

/// One collection, as its `_collection.yaml` declares it.
#[derive(Clone, Debug)]
pub struct Collection {
    /// The folder's name, which is its identifier everywhere.
    pub name: String,
    pub title: String,
    /// What one record is called (`record:`); the collection's name where it is silent.
    pub record: String,
    pub description: String,
    pub view: View,
    /// Whether each record has a page.
    pub pages: bool,
    /// Fields, by index in the schema, that filter the index.
    pub filters: Vec<usize>,
    /// Fields, by index, that order the records; what they leave equal stays in the order written.
    pub sort: Vec<usize>,
    /// The field, by index, that names a record; none where the schema has no string field.
    pub label: Option<usize>,
    /// Whether each record is downloadable as a kit.
    pub archive: bool,
    /// Whether other Markdown files of a record's folder are its ordered parts.
    pub parts: bool,
    /// The collection for each record of which there is an edition of each record of this one.
    pub editions: Option<String>,
    pub print: Option<Print>,
    /// The chapters of a record's page, which its fields and what refers to it are told in; none: as the theme has it.
    pub chapters: Vec<Chapter>,
    pub rules: Vec<Rule>,
    pub catalogue: Catalogue,
    pub schema: Schema,
    /// The `_collection.yaml` it stands in.
    pub source: SourceId,
    /// The file beside it that holds the schema, where it is not inline.
    pub schema_source: Option<SourceId>,
}

/// What `_collection.yaml` says for the catalogue alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// EU frequency, as written: `annual`, `monthly`, `irregular` …
    pub frequency: Option<String>,
    pub keywords: Vec<String>,
    pub theme: Option<String>,
    /// `start/end`, as written.
    pub temporal: Option<String>,
}

impl Catalogue {
    /// The first and the last day that the data speak of, of which one may be open (`2012-04-01/..`).
    #[must_use]
    pub fn interval(&self) -> Option<[Option<Date>; 2]> {
        let (start, end) = self.temporal.as_deref()?.split_once('/')?;
        let day = |text: &str| match text.trim() {
            "" | ".." => Some(None),
            day => day.parse::<Date>().ok().map(Some),
        };
        let [start, end] = [day(start)?, day(end)?];
        let ordered = start.zip(end).is_none_or(|(start, end)| start <= end);
        (ordered && (start.is_some() || end.is_some())).then_some([start, end])
    }
}

/// The printed form of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Print {
    Card(CardFields),
    Sheet,
    Booklet,
}

/// Fields of `print: {card: …}`, by index in the schema; what is empty is found by type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardFields {
    pub front: Vec<usize>,
    pub back: Vec<usize>,
}

/// A rule across the fields of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub kind: RuleKind,
    /// Whether breaking it only warns.
    pub advice: bool,
    pub span: Span,
}

/// Fields are named by index in the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// Where every field of `when` has that written value, each of `require` must have one.
    Require { when: Vec<(usize, String)>, require: Vec<usize> },
    /// The values, where present, never decrease.
    Ordered(Vec<usize>),
}

/// A Table Schema.
#[derive(Clone, Debug)]
pub struct Schema {
    pub fields: Vec<Field>,
    /// By index in `fields`.
    pub primary_key: Vec<usize>,
    pub unique_keys: Vec<Vec<usize>>,
    pub foreign_keys: Vec<ForeignKey>,
    pub missing_values: Vec<String>,
    /// Whether values follow the standard to the letter, or also what people write.
    pub lexicon: Lexicon,
    /// Other properties of a standard schema file, published as they stand.
    pub metadata: serde_json::Map<String, serde_json::Value>,
}

impl Schema {
    /// A schema without fields, in which an empty cell means that a value is missing.
    #[must_use]
    pub fn new(lexicon: Lexicon) -> Self {
        Self {
            fields: Vec::new(),
            primary_key: Vec::new(),
            unique_keys: Vec::new(),
            foreign_keys: Vec::new(),
            missing_values: vec![String::new()],
            lexicon,
            metadata: serde_json::Map::new(),
        }
    }

    /// How the columns of a table must match the fields (`fieldsMatch`): `exact` unless it says otherwise.
    #[must_use]
    pub fn fields_match(&self) -> &str {
        let written = self.metadata.get("fieldsMatch");
        // Early texts of the standard's second version wrote it as a list of one.
        let written = written.and_then(|value| value.get(0).or(Some(value)));
        written.and_then(serde_json::Value::as_str).unwrap_or("exact")
    }

    /// The index of the field of that name.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// The index of the field that holds the identifier, where editors may leave it to the file's name or the
    /// row's number. A standard table is what is written in it.
    #[must_use]
    pub fn id_field(&self) -> Option<usize> {
        self.position("id").filter(|_| self.lexicon == Lexicon::Everyday)
    }

    /// The indexes of the fields that carry a meaning, as [`Role`] lists them.
    #[must_use]
    pub fn role(&self, role: Role) -> Option<usize> {
        self.fields.iter().position(|field| field.role == Some(role))
    }
}

/// The meanings essaim itself acts on; a field has one by its `rdfType`, written as a CURIE or an IRI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Title,
    Description,
    Modified,
    License,
    Source,
    Version,
    Image,
    Status,
    /// The criterion that an audit tested.
    Criterion,
    /// What the test of a criterion gave.
    Outcome,
}

impl Role {
    /// Every meaning.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Description,
        Self::Modified,
        Self::License,
        Self::Source,
        Self::Version,
        Self::Image,
        Self::Status,
        Self::Criterion,
        Self::Outcome,
    ];

    /// The meaning of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.names().contains(&name))
    }

    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Title => ["dct:title", "http://purl.org/dc/terms/title"],
            Self::Description => ["dct:description", "http://purl.org/dc/terms/description"],
            Self::Modified => ["dct:modified", "http://purl.org/dc/terms/modified"],
            Self::License => ["dct:license", "http://purl.org/dc/terms/license"],
            Self::Source => ["dct:source", "http://purl.org/dc/terms/source"],
            Self::Version => ["schema:version", "https://schema.org/version"],
            Self::Image => ["schema:image", "https://schema.org/image"],
            Self::Status => ["adms:status", "http://www.w3.org/ns/adms#status"],
            Self::Criterion => ["earl:test", "http://www.w3.org/ns/earl#test"],
            Self::Outcome => ["earl:outcome", "http://www.w3.org/ns/earl#outcome"],
        }
    }
}

/// How strictly written values are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lexicon {
    /// A standard schema file: the standard's own lexical forms, and the verdict of its other readers.
    Standard,
    /// A schema written in `_collection.yaml`: also `1 h 30`, `3 juin 2015`, `12,5`.
    Everyday,
}

/// A foreign key of the standard: fields here, and the fields of a collection they point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// By index in this schema.
    pub fields: Vec<usize>,
    /// A collection's name; empty for this one.
    pub resource: String,
    /// Field names there.
    pub reference_fields: Vec<String>,
    pub span: Span,
}

/// Every collection by its name.
pub type Collections = BTreeMap<String, Collection>;

#[cfg(test)]
mod tests {
    use super::Catalogue;

    #[test]
    fn an_interval_has_two_days_of_which_one_may_be_open() {
        let days = |text: &str| {
            let told = Catalogue { temporal: Some(text.to_owned()), ..Catalogue::default() };
            told.interval().map(|days| days.map(|day| day.map(|day| day.to_string())))
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(days("2012-04-01/2015-06-30"), Some([day("2012-04-01"), day("2015-06-30")]));
        assert_eq!(days("2012-04-01/.."), Some([day("2012-04-01"), None]));
        for wrong in ["2012", "../..", "2015-06-30/2012-04-01", "2012-13-01/..", "2012/2015"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
