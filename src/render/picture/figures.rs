//! Key figures: a value, what it counts, when, and who says so.
//!
//! In: records and the fields of `view: {figures: …}`. Out: cards for a template, grouped. Never: a sum.

use tera::Value as Cell;

use crate::model::{RecordRef, Table};
use crate::render::desk::{self, Desk, map};
use crate::render::field;
use crate::render::format::{self, Precision};
use crate::schema::{Figures, Value};

/// The cards of some records, by group.
#[must_use]
pub fn cards(desk: &Desk<'_>, table: &Table, view: &Figures, rows: &[RecordRef]) -> Cell {
    let mut groups: Vec<(String, Vec<Cell>)> = Vec::new();
    for at in rows {
        let record = &table.records[at.row as usize];
        let group = view.group.and_then(|at| shown(desk, table, record, at)).unwrap_or_default();
        let card = card(desk, table, view, *at);
        match groups.iter_mut().find(|(name, _)| *name == group) {
            Some((_, cards)) => cards.push(card),
            None => groups.push((group, vec![card])),
        }
    }
    if let [(name, _)] = groups.as_mut_slice() {
        name.clear();
    }
    let groups =
        groups.into_iter().map(|(name, cards)| map([("name", name.into()), ("cards", cards.into())]));
    groups.collect::<Vec<Cell>>().into()
}

/// One figure.
#[must_use]
pub fn card(desk: &Desk<'_>, table: &Table, view: &Figures, at: RecordRef) -> Cell {
    let record = &table.records[at.row as usize];
    let show =
        |field: Option<usize>| field.and_then(|field| shown(desk, table, record, field)).unwrap_or_default();
    let label = match view.label {
        Some(_) => show(view.label),
        None => desk.label(at).to_owned(),
    };
    let source = view.source.and_then(|field| {
        let declared = &table.collection.schema.fields[field];
        Some(field::html(desk, at, declared, desk::value(table, record, field)?))
    });
    map([
        ("anchor", desk::anchor(&record.id).into()),
        ("href", crate::render::route::record(table, record).and_then(|path| desk.link(&path)).into()),
        ("value", number(desk, table, view, at).into()),
        ("operator", operator(desk, table, view, at)),
        ("unit", unit(desk, table, view, at).into()),
        ("label", label.into()),
        ("date", date(desk, table, view, at).into()),
        ("source", source.map(|html| Cell::safe_string(&html)).into()),
    ])
}

/// The sign that a value is read with, as printers set it, and its words; none for equality.
fn operator(desk: &Desk<'_>, table: &Table, view: &Figures, at: RecordRef) -> Cell {
    let record = &table.records[at.row as usize];
    let written = view.operator.and_then(|field| desk::value(table, record, field)).and_then(desk::text);
    let sign = match written {
        None | Some("=" | "") => return Cell::none(),
        Some(">=") => "≥",
        Some("<=") => "≤",
        Some("x" | "*") => "×",
        Some("/") => "÷",
        Some(other) => other,
    };
    let words = view.operator.and_then(|field| shown(desk, table, record, field)).unwrap_or_default();
    map([("sign", sign.into()), ("words", words.into())])
}

/// The digits of the value, where it is a number.
fn digits(table: &Table, view: &Figures, at: RecordRef) -> Option<String> {
    match desk::value(table, &table.records[at.row as usize], view.value?)? {
        Value::Number(number) => Some(number.to_plain_string()),
        Value::Integer(number) => Some(number.to_string()),
        _ => None,
    }
}

/// The value, grouped from four digits on: a key figure is a quantity, never a year.
fn number(desk: &Desk<'_>, table: &Table, view: &Figures, at: RecordRef) -> String {
    let shown = || shown(desk, table, &table.records[at.row as usize], view.value?);
    digits(table, view, at).map_or_else(
        || shown().unwrap_or_default(),
        |digits| format::quantity(desk.words, &digits).into_owned(),
    )
}

fn unit(desk: &Desk<'_>, table: &Table, view: &Figures, at: RecordRef) -> String {
    let record = &table.records[at.row as usize];
    let written = view.unit.and_then(|field| desk::value(table, record, field)).and_then(desk::text);
    let Some(written) = written else { return String::new() };
    let digits = digits(table, view, at);
    desk.set(format::unit(desk.words, written, digits.as_deref().unwrap_or("2"))).into_owned()
}

fn date(desk: &Desk<'_>, table: &Table, view: &Figures, at: RecordRef) -> String {
    let record = &table.records[at.row as usize];
    let of = |field: Option<usize>| field.and_then(|field| desk::value(table, record, field));
    let precision = of(view.precision).and_then(desk::text).map(Precision::read).unwrap_or_default();
    match of(view.date) {
        Some(Value::Date(date)) => format::vague_date(desk.words, *date, precision),
        Some(value) => view.date.map_or_else(String::new, |field| {
            field::plain(desk, &table.collection.schema.fields[field], value)
        }),
        None => String::new(),
    }
}

fn shown(desk: &Desk<'_>, table: &Table, record: &crate::model::Record, field: usize) -> Option<String> {
    let declared = table.collection.schema.fields.get(field)?;
    Some(field::plain(desk, declared, desk::value(table, record, field)?))
}
