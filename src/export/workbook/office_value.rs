//! A value as an office holds it.
//!
//! In: a [`Cell`]. Out: an [`OfficeValue`]. Never: a value that an office would give back as another.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};

use crate::export::cell::Cell;
use crate::schema::{Field, Value};

/// What stands in one cell of a sheet.
#[derive(Debug, PartialEq)]
pub enum OfficeValue<'a> {
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

pub fn convert_cell(cell: Cell<'_>) -> OfficeValue<'_> {
    match cell {
        Cell::Empty | Cell::EmptyList => OfficeValue::Empty,
        Cell::Rank(rank) => OfficeValue::Number(rank.to_string().into()),
        Cell::Day(day) if day >= FIRST_DAY => OfficeValue::Day(day),
        Cell::Value(value, field, _) => convert_value(value, field).unwrap_or_else(|| convert_text(cell)),
        Cell::Text(_) | Cell::Day(_) => convert_text(cell),
    }
}

fn convert_text(cell: Cell<'_>) -> OfficeValue<'_> {
    let text = cell.canonical();
    if text.is_empty() { OfficeValue::Empty } else { OfficeValue::Text(text) }
}

/// The value in a type of its own, where an office has it.
fn convert_value<'a>(value: &Value, field: &'a Field) -> Option<OfficeValue<'a>> {
    match value {
        Value::Integer(number) => convert_number(number.to_string(), field),
        Value::Number(number) => convert_number(number.to_plain_string(), field),
        Value::Year(year) => Some(OfficeValue::Number(year.to_string().into())),
        Value::Boolean(truth) => Some(OfficeValue::Truth(*truth)),
        Value::Date(day) => (*day >= FIRST_DAY).then_some(OfficeValue::Day(*day)),
        Value::Time(time) => is_plain(*time).then_some(OfficeValue::Hour(*time)),
        Value::DateTime(moment, None) => {
            (moment.date() >= FIRST_DAY && is_plain(moment.time())).then_some(OfficeValue::Moment(*moment))
        }
        Value::Duration(length) => {
            let is_clock = (length.months, length.days, length.nanoseconds) == (0, 0, 0)
                && (0..DAY).contains(&length.seconds);
            is_clock.then_some(OfficeValue::Length(length.seconds))
        }
        _ => None,
    }
}

/// A number that comes back digit by digit.
fn convert_number(digits: String, field: &Field) -> Option<OfficeValue<'_>> {
    let significant = digits.trim_start_matches(['-', '0', '.']);
    let significant = significant.bytes().filter(u8::is_ascii_digit).count();
    if significant > DIGITS || digits.len() > 20 * DIGITS {
        return None;
    }
    Some(match find_currency(field) {
        Some(code) => OfficeValue::Money(digits.into(), code),
        None => OfficeValue::Number(digits.into()),
    })
}

/// Whole seconds: the fractions of offices are not decimal ones.
fn is_plain(time: Time) -> bool {
    time.subsec_nanosecond() == 0
}

/// The currency of a field's numbers.
pub fn find_currency(field: &Field) -> Option<&str> {
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
        assert_eq!(convert_value(&number("12.50"), &plain), Some(OfficeValue::Number("12.50".into())));
        assert_eq!(convert_value(&number("12.50"), &euros), Some(OfficeValue::Money("12.50".into(), "EUR")));
        assert_eq!(convert_value(&number("0.1234567890123456"), &plain), None);
        assert_eq!(
            convert_value(&number("-0.000000000123456789012345"), &plain),
            Some(OfficeValue::Number("-0.000000000123456789012345".into()))
        );
        assert_eq!(convert_value(&Value::Integer(1_234_567_890_123_456), &plain), None);
        assert_eq!(convert_value(&Value::NotANumber("NaN"), &plain), None);
        let length = |days, seconds| Value::Duration(Duration { days, seconds, ..Duration::default() });
        assert_eq!(convert_value(&length(0, 5400), &plain), Some(OfficeValue::Length(5400)));
        assert_eq!(convert_value(&length(1, 0), &plain), None);
        assert_eq!(convert_value(&length(0, 86_400), &plain), None);
        assert_eq!(convert_value(&Value::Date(Date::constant(1899, 12, 31)), &plain), None);
        assert_eq!(convert_value(&Value::YearMonth(2015, 6), &plain), None);
        assert_eq!(convert_value(&Value::Year(2015), &plain), Some(OfficeValue::Number("2015".into())));
    }
}
