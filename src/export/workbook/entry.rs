//! A value as an office holds it.
//!
//! In: a [`Cell`]. Out: an [`Entry`]. Never: a value that an office would give back as another.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};

use crate::export::cell::Cell;
use crate::schema::{Field, Value};

/// What stands in one cell of a sheet.
#[derive(Debug, PartialEq)]
pub enum Entry<'a> {
    Empty,
    Text(Cow<'a, str>),
    /// Digits, `.` before the decimals.
    Number(Cow<'a, str>),
    /// The same, of a currency by its ISO 4217 code.
    Money(Cow<'a, str>, &'a str),
    Truth(bool),
    Day(Date),
    Moment(DateTime),
    /// A time of the day.
    Hour(Time),
    /// A length of time in seconds, below a day.
    Length(i64),
}

/// The digits that survive a floating-point number.
const DIGITS: usize = 15;
/// Offices disagree about the days before: one of them believes in 29 February 1900.
const FIRST_DAY: Date = Date::constant(1900, 3, 1);
const DAY: i64 = 86_400;

pub fn entry(cell: Cell<'_>) -> Entry<'_> {
    match cell {
        Cell::Empty | Cell::EmptyList => Entry::Empty,
        Cell::Rank(rank) => Entry::Number(rank.to_string().into()),
        Cell::Day(day) if day >= FIRST_DAY => Entry::Day(day),
        Cell::Value(value, field, _) => typed(value, field).unwrap_or_else(|| text(cell)),
        Cell::Text(_) | Cell::Day(_) => text(cell),
    }
}

fn text(cell: Cell<'_>) -> Entry<'_> {
    let text = cell.canonical();
    if text.is_empty() { Entry::Empty } else { Entry::Text(text) }
}

/// The value in a type of its own, where an office has it.
fn typed<'a>(value: &Value, field: &'a Field) -> Option<Entry<'a>> {
    match value {
        Value::Integer(number) => number_entry(number.to_string(), field),
        Value::Number(number) => number_entry(number.to_plain_string(), field),
        Value::Year(year) => Some(Entry::Number(year.to_string().into())),
        Value::Boolean(truth) => Some(Entry::Truth(*truth)),
        Value::Date(day) => (*day >= FIRST_DAY).then_some(Entry::Day(*day)),
        Value::Time(time) => is_plain(*time).then_some(Entry::Hour(*time)),
        Value::DateTime(moment, None) => {
            (moment.date() >= FIRST_DAY && is_plain(moment.time())).then_some(Entry::Moment(*moment))
        }
        Value::Duration(length) => {
            let is_clock = (length.months, length.days, length.nanoseconds) == (0, 0, 0)
                && (0..DAY).contains(&length.seconds);
            is_clock.then_some(Entry::Length(length.seconds))
        }
        _ => None,
    }
}

/// A number that comes back digit by digit.
fn number_entry(digits: String, field: &Field) -> Option<Entry<'_>> {
    let significant = digits.trim_start_matches(['-', '0', '.']);
    let significant = significant.bytes().filter(u8::is_ascii_digit).count();
    if significant > DIGITS || digits.len() > 20 * DIGITS {
        return None;
    }
    Some(match currency(field) {
        Some(code) => Entry::Money(digits.into(), code),
        None => Entry::Number(digits.into()),
    })
}

/// Whole seconds: the fractions of offices are not decimal ones.
fn is_plain(time: Time) -> bool {
    time.subsec_nanosecond() == 0
}

/// The currency of a field's numbers.
pub fn currency(field: &Field) -> Option<&str> {
    let is_code = |unit: &&str| unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase());
    field.unit.as_deref().filter(is_code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Duration;
    use crate::source::{Sources, Span};

    fn field(unit: Option<&str>) -> Field {
        let span = Span::new(Sources::default().add("x", ""), 0, 0);
        Field { unit: unit.map(str::to_owned), ..Field::new("x", span) }
    }

    #[test]
    fn only_what_comes_back_the_same_has_a_type() {
        let (plain, euros) = (field(None), field(Some("EUR")));
        let number = |digits: &str| Value::Number(Box::new(digits.parse().unwrap()));
        assert_eq!(typed(&number("12.50"), &plain), Some(Entry::Number("12.50".into())));
        assert_eq!(typed(&number("12.50"), &euros), Some(Entry::Money("12.50".into(), "EUR")));
        assert_eq!(typed(&number("0.1234567890123456"), &plain), None);
        assert_eq!(
            typed(&number("-0.000000000123456789012345"), &plain),
            Some(Entry::Number("-0.000000000123456789012345".into()))
        );
        assert_eq!(typed(&Value::Integer(1_234_567_890_123_456), &plain), None);
        assert_eq!(typed(&Value::NotANumber("NaN"), &plain), None);
        let length = |days, seconds| Value::Duration(Duration { days, seconds, ..Duration::default() });
        assert_eq!(typed(&length(0, 5400), &plain), Some(Entry::Length(5400)));
        assert_eq!(typed(&length(1, 0), &plain), None);
        assert_eq!(typed(&length(0, 86_400), &plain), None);
        assert_eq!(typed(&Value::Date(Date::constant(1899, 12, 31)), &plain), None);
        assert_eq!(typed(&Value::YearMonth(2015, 6), &plain), None);
        assert_eq!(typed(&Value::Year(2015), &plain), Some(Entry::Number("2015".into())));
    }
}
