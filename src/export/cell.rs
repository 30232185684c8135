//! The one place where a published column meets a record: every format holds the values found here.
//!
//! In: a published table and a record. Out: its rows and their [`Cell`]s, as characters or as JSON. Never: a
//! delimiter, a quotation mark.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::dataset::Dataset;
use crate::model::Record;
use crate::schema::publish::{Column, ColumnSource, PublishedTable, TableKind};
use crate::schema::{Field, FieldType, Value};

/// A row of a published table.
#[derive(Clone, Copy, Debug)]
pub struct TableRow<'a> {
    dataset: &'a Dataset,
    /// The collection's place in the site.
    at: usize,
    record: &'a Record,
    position: usize,
    item: RowItem<'a>,
}

#[derive(Clone, Copy, Debug)]
enum RowItem<'a> {
    Record,
    NestedRow(&'a [Option<Value>], &'a [Field]),
    Link(&'a Value),
}

/// A value of a row.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    Empty,
    /// Nothing, where values are lists.
    EmptyList,
    Text(&'a str),
    Rank(usize),
    Day(Date),
    Value(&'a Value, &'a Field, &'a Column),
}

/// How many rows a published table has.
pub fn count(dataset: &Dataset, at: usize, table: &PublishedTable) -> usize {
    let records = &dataset.get_table(at).records;
    match table.kind {
        TableKind::Records => records.len(),
        kind => records.iter().map(|record| count_rows_of(record, kind)).sum(),
    }
}

/// Every row of a published table, in the order of the records.
pub fn list_rows<'a>(
    dataset: &'a Dataset,
    at: usize,
    table: &'a PublishedTable,
) -> impl Iterator<Item = TableRow<'a>> {
    let records = dataset.get_table(at).records.iter();
    records.flat_map(move |record| list_rows_of(dataset, at, table.kind, record))
}

/// A record's own row.
pub fn build_row<'a>(dataset: &'a Dataset, at: usize, record: &'a Record) -> TableRow<'a> {
    TableRow { dataset, at, record, position: 1, item: RowItem::Record }
}

fn list_rows_of<'a>(
    dataset: &'a Dataset,
    at: usize,
    kind: TableKind,
    record: &'a Record,
) -> impl Iterator<Item = TableRow<'a>> {
    let fields = &dataset.get_table(at).collection.schema.fields;
    (0..count_rows_of(record, kind)).map(move |index| {
        let item = match (kind, find_row_value(record, kind)) {
            (TableKind::Rows(field), Some(Value::Rows(rows))) => {
                RowItem::NestedRow(&rows[index], &fields[field].fields)
            }
            (TableKind::Links(_), Some(Value::List(items))) => RowItem::Link(&items[index]),
            _ => RowItem::Record,
        };
        TableRow { dataset, at, record, position: index + 1, item }
    })
}

/// How many rows a record gives a table.
fn count_rows_of(record: &Record, kind: TableKind) -> usize {
    match (kind, find_row_value(record, kind)) {
        (TableKind::Records, _) => 1,
        (TableKind::Rows(_), Some(Value::Rows(rows))) => rows.len(),
        (TableKind::Links(_), Some(Value::List(items))) => items.len(),
        _ => 0,
    }
}

/// The value that a table's rows stand in.
fn find_row_value(record: &Record, kind: TableKind) -> Option<&Value> {
    match kind {
        TableKind::Records => None,
        TableKind::Rows(field) | TableKind::Links(field) => record.values.get(field)?.as_ref(),
    }
}

impl<'a> TableRow<'a> {
    /// The value of a column.
    pub fn cell(&self, column: &'a Column) -> Cell<'a> {
        let publisher = &self.dataset.site().config.publisher;
        let text = |text: &'a str| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
        match column.origin {
            ColumnSource::Id | ColumnSource::Owner => Cell::Text(&self.record.id),
            ColumnSource::Position => Cell::Rank(self.position),
            ColumnSource::Target => match self.item {
                RowItem::Link(Value::Text(id)) => Cell::Text(id),
                _ => Cell::Empty,
            },
            ColumnSource::Field(index) => {
                let fields = &self.dataset.get_table(self.at).collection.schema.fields;
                cell(&self.record.values, fields, index, column)
            }
            ColumnSource::Nested(index) => match self.item {
                RowItem::NestedRow(values, fields) => cell(values, fields, index, column),
                _ => Cell::Empty,
            },
            ColumnSource::Derived => match &self.record.origin {
                Some(origin) => text(origin.url.as_deref().unwrap_or(&origin.id)),
                None => Cell::Empty,
            },
            ColumnSource::PublisherName => text(&publisher.name),
            ColumnSource::PublisherSiret => text(publisher.siret.as_deref().unwrap_or_default()),
            ColumnSource::Published => self.dataset.day.map_or(Cell::Empty, Cell::Day),
            ColumnSource::Modified => {
                self.dataset.find_modified(self.at, self.record).map_or(Cell::Empty, Cell::Day)
            }
        }
    }
}

fn cell<'a>(values: &'a [Option<Value>], fields: &'a [Field], index: usize, column: &'a Column) -> Cell<'a> {
    match (values.get(index), fields.get(index)) {
        (Some(Some(value)), Some(field)) => Cell::Value(value, field, column),
        (_, Some(Field { kind: FieldType::List(_), .. })) => Cell::EmptyList,
        _ if !column.rows.is_empty() => Cell::EmptyList,
        _ => Cell::Empty,
    }
}

impl<'a> Cell<'a> {
    /// Whether its characters are none.
    pub fn is_empty(self) -> bool {
        match self {
            Self::Empty | Self::EmptyList => true,
            Self::Text(text) => text.is_empty(),
            Self::Value(Value::Text(text), ..) => text.is_empty(),
            Self::Value(Value::List(items), ..) => items.is_empty(),
            Self::Rank(_) | Self::Day(_) | Self::Value(..) => false,
        }
    }

    /// The characters of the canonical CSV.
    pub fn canonical(self) -> Cow<'a, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Value(Value::Text(text), ..) => Cow::Borrowed(text),
            _ => {
                let mut written = String::new();
                self.write(&mut written);
                Cow::Owned(written)
            }
        }
    }

    /// Writes the same characters behind what stands there.
    pub fn write(self, out: &mut String) {
        match self {
            Self::Empty | Self::EmptyList => {}
            Self::Text(text) => out.push_str(text),
            Self::Rank(rank) => out.push_str(&rank.to_string()),
            Self::Day(day) | Self::Value(&Value::Date(day), ..) => {
                write_digits(day.year() / 100, out);
                write_digits(day.year(), out);
                out.push('-');
                write_digits(day.month(), out);
                out.push('-');
                write_digits(day.day(), out);
            }
            Self::Value(Value::Rows(_), ..) => {
                out.push_str(&serde_json::to_string(&self).unwrap_or_default());
            }
            Self::Value(value, field, _) => value.write_cell(field, out),
        }
    }
}

/// Writes the last two digits of a number. Every line of every table holds dates, which the library writes
/// through the formats of all of `std`.
pub fn write_digits(number: impl Into<i16>, out: &mut String) {
    let number = number.into().unsigned_abs() % 100;
    let digit = |digit: u16| char::from_digit(u32::from(digit), 10).unwrap_or_default();
    out.push(digit(number / 10));
    out.push(digit(number % 10));
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match *self {
            Self::Empty => serializer.serialize_none(),
            Self::EmptyList => serializer.serialize_seq(Some(0))?.end(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Rank(rank) => serializer.serialize_u64(rank as u64),
            Self::Day(day) => serializer.collect_str(&day),
            Self::Value(Value::Rows(rows), field, column) => {
                let mut list = serializer.serialize_seq(Some(rows.len()))?;
                for values in rows {
                    list.serialize_element(&NestedRow {
                        values,
                        fields: &field.fields,
                        columns: &column.rows,
                    })?;
                }
                list.end()
            }
            Self::Value(value, field, _) => serialize_value(value, field, serializer),
        }
    }
}

/// A value that is no rows, as [`Value::to_json`] has it.
fn serialize_value<S: Serializer>(value: &Value, field: &Field, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Value::Text(text) => serializer.serialize_str(text),
        Value::Integer(number) => serializer.serialize_i64(*number),
        Value::List(items) => {
            let mut list = serializer.serialize_seq(Some(items.len()))?;
            items.iter().try_for_each(|item| list.serialize_element(&ListItem { item, field }))?;
            list.end()
        }
        Value::Number(_) | Value::Year(_) | Value::Boolean(_) | Value::Rows(_) | Value::Json(_) => {
            value.to_json(field).serialize(serializer)
        }
        _ => serializer.serialize_str(&value.to_cell(field)),
    }
}

/// An item of a list.
struct ListItem<'a> {
    item: &'a Value,
    field: &'a Field,
}

impl Serialize for ListItem<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_value(self.item, self.field, serializer)
    }
}

/// A row nested in a record, of which only the published columns show.
struct NestedRow<'a> {
    values: &'a [Option<Value>],
    fields: &'a [Field],
    columns: &'a [Column],
}

impl Serialize for NestedRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.columns.len()))?;
        for column in self.columns {
            if let ColumnSource::Nested(index) = column.origin {
                map.serialize_entry(&column.name, &cell(self.values, self.fields, index, column))?;
            }
        }
        map.end()
    }
}
