//! The types of Table Schema: what each knows of itself stands together, in one file a family.
//!
//! In: characters, JSON. Out: [`FieldType`], and by [`FieldType::rules`] how its values are read, published and described.
//! Never: a field's other properties, a record, a word that a person reads.

mod boolean;
mod date;
mod duration;
mod everyday;
mod geo;
mod iso;
mod json;
mod list;
mod number;
mod string;
mod strptime;
mod time;

use std::borrow::Cow;

use serde_json::Value as Json;

pub use boolean::BooleanType;
pub use date::{DateType, YearMonthType, YearType};
pub use duration::DurationType;
pub use geo::{GeoJsonType, GeoPointType};
pub use json::{AnyType, ArrayType, ObjectType};
pub use list::ListType;
pub use number::{IntegerType, NumberType};
pub use string::StringFormat;
pub use time::{DateTimeType, TimeType};

use super::{Constraints, Lexicon, Value};

/// The types of Table Schema, with the properties that change how they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldType {
    String(StringFormat),
    Number(NumberType),
    Integer(IntegerType),
    Boolean(BooleanType),
    Date(DateType),
    Time(TimeType),
    DateTime(DateTimeType),
    Year,
    YearMonth,
    Duration,
    List(ListType),
    /// Rows nested in a record where the field has `fields`, else any JSON array.
    Array,
    Object,
    GeoPoint(GeoPointType),
    GeoJson(GeoJsonType),
    Any,
}

/// What a type knows of itself: all that needs no other room's inputs.
pub trait TypeRules {
    /// Returns what holds for all values of the type.
    fn facts(&self) -> TypeFacts;

    /// Reads the characters of a cell.
    ///
    /// # Errors
    /// Why they are no value of the type.
    fn read(&self, text: &str, lexicon: Lexicon) -> Reading;

    /// Reads a value of JSON's own kind, as the standard's readers take it outside of cells: in an example, a bound,
    /// an item of an array. Characters are read as a cell would be, to the letter of the standard.
    ///
    /// # Errors
    /// Why it is no value of the type.
    fn read_json(&self, json: &Json) -> Reading {
        read_json_text(self, json)
    }

    /// Returns what stands for a value that is kept as it was written, where it meets a bound.
    fn estimate(&self, _text: &str) -> Option<Value> {
        None
    }

    /// Returns the forms that an editor of YAML accepts, each a JSON Schema: whatever is read, perhaps more.
    fn describe_yaml(&self, constraints: &Constraints, lexicon: Lexicon) -> Vec<Json>;
}

/// What holds for all values of a type.
#[derive(Clone, Debug)]
pub struct TypeFacts {
    /// The name that the standard gives it.
    pub name: &'static str,
    /// An example in characters that need no translation; `None` where any text is one.
    pub example: Option<Cow<'static, str>>,
    /// The `format` that values keep as they are published; `None` where it is the default.
    pub format: Option<&'static str>,
    pub limits: Limits,
    /// The type and the format that JSON Schema has for published values; none where they may be anything.
    pub json: (Option<&'static str>, Option<&'static str>),
    /// The datatype of XML Schema; `None` for text and for what has none.
    pub xsd: Option<&'static str>,
    /// What a list of records can be asked about it; `None` where nothing.
    pub filter: Option<FilterKind>,
    /// The key of the sentence that tells a person how to write a value; `None` where any text will do.
    pub help: Option<&'static str>,
}

/// The constraints that the standard, and its reference reader, have for values of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limits {
    None,
    /// `minLength` and `maxLength`.
    Length,
    /// `minimum`, `maximum` and the exclusive ones.
    Range,
}

/// Why characters are no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    Type,
    /// A list or a mapping where the type has neither.
    Shape,
    /// A day that no calendar has.
    Impossible,
    /// A date without its day.
    Incomplete,
    /// A number whose first zero would be lost.
    Zero,
    /// A string without its format.
    Format(&'static str),
}

/// The value that was read, or why there is none.
pub type Reading = Result<Value, Refusal>;

/// What a list of records can be asked about a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// Whether its value is, or holds, one of those chosen.
    Choice,
    /// Whether its value lies between two bounds.
    Amount,
    /// The same, of days.
    Moment,
}

impl FieldType {
    /// Returns what the type knows of itself.
    #[must_use]
    pub fn rules(&self) -> &dyn TypeRules {
        match self {
            Self::String(format) => format,
            Self::Number(number) => number,
            Self::Integer(integer) => integer,
            Self::Boolean(boolean) => boolean,
            Self::Date(date) => date,
            Self::Time(time) => time,
            Self::DateTime(moment) => moment,
            Self::Year => &YearType,
            Self::YearMonth => &YearMonthType,
            Self::Duration => &DurationType,
            Self::List(list) => list,
            Self::Array => &ArrayType,
            Self::Object => &ObjectType,
            Self::GeoPoint(point) => point,
            Self::GeoJson(shape) => shape,
            Self::Any => &AnyType,
        }
    }

    /// Returns the name that the standard gives it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.rules().facts().name
    }

    /// Returns the type of one value: that of the items, where it is a list.
    #[must_use]
    pub fn element(&self) -> &Self {
        match self {
            Self::List(list) => &list.items,
            kind => kind,
        }
    }

    /// Whether its values stand in one cell between delimiters.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// Whether its values are texts, in whatever format.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// Whether its values are texts in Markdown.
    #[must_use]
    pub fn is_markdown(&self) -> bool {
        *self == Self::String(StringFormat::Markdown)
    }

    /// Whether its values are addresses of the web.
    #[must_use]
    pub fn is_uri(&self) -> bool {
        *self == Self::String(StringFormat::Uri)
    }

    /// Whether its values are numbers, whole or not.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Integer(_))
    }

    /// Whether its values are whole numbers.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        matches!(self, Self::Integer(_))
    }

    /// Whether its values are days, months, years or moments.
    #[must_use]
    pub fn is_date(&self) -> bool {
        self.rules().facts().filter == Some(FilterKind::Moment)
    }
}

/// Reads a value of JSON's own kind that only characters can say.
fn read_json_text<T: TypeRules + ?Sized>(rules: &T, json: &Json) -> Reading {
    match json {
        Json::String(text) => rules.read(text, Lexicon::Standard),
        Json::Array(_) | Json::Object(_) => Err(Refusal::Shape),
        _ => Err(Refusal::Type),
    }
}
