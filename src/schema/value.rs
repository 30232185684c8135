//! A typed value, and the order that values have.
//!
//! In: what the types read. Out: [`Value`]. Never: a field.
//!
//! What a type cannot hold although its readers accept it (a time with an offset, a year beyond
//! 9999) stays [`Value::Text`], as written, so that nothing is lost.

use std::cmp::Ordering;

use bigdecimal::BigDecimal;
use jiff::civil::{Date, DateTime, Time};
use serde_json::Value as Json;

use super::duration::Duration;

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
    /// An array, an object, a `GeoJSON` shape.
    Json(Box<Json>),
}

impl Value {
    /// The characters of a text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values of a list; what is no list is one value.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            value => std::slice::from_ref(value),
        }
    }

    /// Returns a number in JSON with the digits that were written; `None` where it is none.
    pub(super) fn to_json_number(&self) -> Option<Json> {
        match self {
            Self::Integer(number) => Some((*number).into()),
            Self::Number(number) => {
                let digits = number.to_plain_string();
                Some(digits.parse::<serde_json::Number>().map_or(Json::String(digits), Json::Number))
            }
            _ => None,
        }
    }

    /// Which comes first, where both are of a kind that has an order: numbers by size, dates by time,
    /// durations by length, texts by code point (people's order is the collator's business).
    #[must_use]
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(b)),
            (Self::Boolean(a), Self::Boolean(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            (Self::Time(a), Self::Time(b)) => Some(a.cmp(b)),
            (Self::DateTime(a, a_offset), Self::DateTime(b, b_offset)) => {
                compare_instants((*a, *a_offset), (*b, *b_offset))
            }
            (Self::Year(a), Self::Year(b)) => Some(a.cmp(b)),
            (Self::YearMonth(a, month_a), Self::YearMonth(b, month_b)) => {
                Some((a, month_a).cmp(&(b, month_b)))
            }
            (Self::Duration(a), Self::Duration(b)) => Some(a.compare(*b)),
            (
                Self::Integer(_) | Self::Number(_) | Self::NotANumber(_),
                Self::Integer(_) | Self::Number(_) | Self::NotANumber(_),
            ) => compare_numbers(self, other),
            _ => None,
        }
    }

    /// A total order, for sorting what may be of several kinds: as [`Value::compare`] has it, else kind by kind.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let rank = |value: &Self| match value {
            Self::Integer(_) | Self::Number(_) => 0,
            Self::NotANumber(name) => u8::from(*name == "NaN"),
            Self::DateTime(_, None) => 2,
            Self::Text(_) => 4,
            Self::List(_) | Self::Rows(_) | Self::GeoPoint(_) | Self::Json(_) => 5,
            _ => 3,
        };
        rank(self).cmp(&rank(other)).then_with(|| match (self, other) {
            (Self::List(a), Self::List(b)) => {
                let differing = a.iter().zip(b).map(|(a, b)| a.order(b)).find(|order| order.is_ne());
                differing.unwrap_or_else(|| a.len().cmp(&b.len()))
            }
            _ => self.compare(other).unwrap_or(Ordering::Equal),
        })
    }

    /// Whether both say the same thing, though perhaps in other characters: `1.0` and `1`, `P1D` and `PT24H`.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Duration(a), Self::Duration(b)) => a.lasts_as_long(*b),
            (Self::List(a), Self::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Self::Text(a), Self::Text(b)) => a == b,
            _ => self.compare(other).map_or_else(|| self == other, Ordering::is_eq),
        }
    }
}

/// Moments compare where both, or neither, say their offset from UTC.
fn compare_instants(a: (DateTime, Option<i32>), b: (DateTime, Option<i32>)) -> Option<Ordering> {
    match (a.1, b.1) {
        (None, None) => Some(a.0.cmp(&b.0)),
        (Some(offset_a), Some(offset_b)) => {
            let shift = |offset: i32| jiff::SignedDuration::from_secs(i64::from(offset));
            let utc = |moment: DateTime, offset| moment.checked_sub(shift(offset)).ok();
            Some(utc(a.0, offset_a)?.cmp(&utc(b.0, offset_b)?))
        }
        _ => None,
    }
}

fn compare_numbers(a: &Value, b: &Value) -> Option<Ordering> {
    let infinity = |value: &Value| match value {
        Value::NotANumber("INF") => Some(1),
        Value::NotANumber("-INF") => Some(-1),
        Value::NotANumber(_) => None,
        _ => Some(0),
    };
    match (infinity(a)?, infinity(b)?) {
        (0, 0) => match (a, b) {
            (Value::Integer(a), Value::Number(b)) => Some(BigDecimal::from(*a).cmp(b)),
            (Value::Number(a), Value::Integer(b)) => Some((**a).cmp(&BigDecimal::from(*b))),
            (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
            _ => None,
        },
        (a, b) => Some(a.cmp(&b)),
    }
}
