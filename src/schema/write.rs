//! The two forms that every export gives a value: characters and JSON.
//!
//! In: a value and the field that typed it. Out: the characters of a cell, JSON. Never: a delimiter of columns, a file.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::{Field, FieldType, Value};

impl Value {
    /// The characters of a CSV cell: ISO 8601, decimal point, `true`/`false`, the field's delimiter in lists.
    ///
    /// A reader of the standard reads them back as the same value, in a field without properties that
    /// change how values are written (`decimalChar`, `trueValues`, a date's `format` …).
    #[must_use]
    pub fn to_cell(&self, field: &Field) -> String {
        let mut cell = String::new();
        self.write_cell(field, &mut cell);
        cell
    }

    /// The same value in JSON: numbers, years and booleans as such, lists and nested rows as arrays.
    #[must_use]
    pub fn to_json(&self, field: &Field) -> Json {
        match self {
            Self::Year(year) => (*year).into(),
            Self::Boolean(truth) => (*truth).into(),
            Self::List(items) => items.iter().map(|item| item.to_json(field)).collect(),
            Self::Rows(rows) => rows.iter().map(|row| write_row(row, &field.fields)).collect(),
            Self::Json(json) => (**json).clone(),
            _ => self.to_json_number().unwrap_or_else(|| Json::String(self.to_cell(field))),
        }
    }

    /// Writes the characters of [`Value::to_cell`] behind what stands there.
    pub fn write_cell(&self, field: &Field, cell: &mut String) {
        let written = match self {
            Self::Text(text) => {
                cell.push_str(text);
                return;
            }
            Self::Integer(number) => write!(cell, "{number}"),
            Self::Number(number) => number.write_plain_string(cell),
            Self::NotANumber(name) => write!(cell, "{name}"),
            Self::Boolean(truth) => write!(cell, "{truth}"),
            Self::Date(date) => write!(cell, "{date}"),
            Self::Time(time) => write!(cell, "{time}"),
            Self::DateTime(moment, offset) => {
                write!(cell, "{moment}").and_then(|()| write_offset(*offset, cell))
            }
            Self::Year(year) => write!(cell, "{year:04}"),
            Self::YearMonth(year, month) => write!(cell, "{year:04}-{month:02}"),
            Self::Duration(duration) => write!(cell, "{duration}"),
            Self::GeoPoint(point) => point
                .0
                .write_plain_string(cell)
                .and_then(|()| cell.write_str(", "))
                .and_then(|()| point.1.write_plain_string(cell)),
            Self::Rows(_) => write!(cell, "{}", self.to_json(field)),
            Self::Json(json) => write!(cell, "{json}"),
            Self::List(items) => {
                write_items(items, field, cell);
                return;
            }
        };
        debug_assert!(written.is_ok(), "writing to a String does not fail");
    }
}

fn write_items(items: &[Value], field: &Field, cell: &mut String) {
    let delimiter = match &field.kind {
        FieldType::List(list) => list.delimiter.as_str(),
        _ => ",",
    };
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            cell.push_str(delimiter);
        }
        item.write_cell(field, cell);
    }
}

/// A nested row as an object; what it is silent on is left out, and personal fields have no place in it.
fn write_row(row: &[Option<Value>], fields: &[Field]) -> Json {
    let members =
        row.iter().zip(fields).filter(|(_, field)| !field.personal).filter_map(|(value, field)| {
            value.as_ref().map(|value| (field.name.clone(), value.to_json(field)))
        });
    Json::Object(members.collect())
}

/// `Z`, `+02:00`, or with seconds where there are any.
fn write_offset(offset: Option<i32>, cell: &mut String) -> std::fmt::Result {
    let Some(offset) = offset else { return Ok(()) };
    if offset == 0 {
        return cell.write_char('Z');
    }
    let sign = if offset < 0 { '-' } else { '+' };
    let seconds = offset.unsigned_abs();
    write!(cell, "{sign}{:02}:{:02}", seconds / 3600, seconds / 60 % 60)?;
    if seconds % 60 == 0 { Ok(()) } else { write!(cell, ":{:02}", seconds % 60) }
}
