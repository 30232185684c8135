//! The index of a collection, drawn as its declaration says.
//!
//! In: a table. Out: a context, and views that other pages share. Never: a record left out.

use tera::{Context, Value as Cell};

use super::common;
use super::{Frame, context};
use crate::model::{RecordRef, Table};
use crate::publication::route;
use crate::render::desk::{self, Desk, map};
use crate::render::facet;
use crate::render::field::{self, Room};
use crate::render::picture::{self, Subject, families, wheel};
use crate::schema::{Collection, Print, Role, Told, Value, View};

/// How many columns a table has where its declaration names none.
const COLUMNS: usize = 5;

/// A list of more records than these says of each only what it is called: with a sentence each, it would weigh more than
/// a page may, and nobody reads a thousand of them; the record's own page says the rest.
pub const SENTENCES: usize = 300;

/// The context of the index of a table.
#[must_use]
pub fn page(desk: &Desk<'_>, number: u32, table: &Table) -> Context {
    let collection = &table.collection;
    let path = route::to_index(&collection.name);
    let frame = Frame {
        heading: &collection.title,
        trail: vec![(desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))],
        section: &path,
        description: &collection.description,
    };
    let mut page = context(desk, &frame);
    page.insert_value("count", desk.words.count("records", table.records.len()).into());
    page.insert_value("data", desk.link(&route::to_data(&collection.name)).into());
    let deck = matches!(collection.print, Some(Print::Card(_)));
    page.insert_value("deck", deck.then(|| desk.link(&route::to_deck(&collection.name, 0))).flatten().into());
    page.insert_value("facets", facet::bar(desk, table));
    let rows = rows(number, table);
    let roster = matches!(collection.view, View::Wheel { .. });
    page.insert_value(
        "view",
        if roster {
            super::wheel::roster(desk, number, table)
        } else {
            view(desk, table, &rows, &Setting { id: "_view", beside: None, told: Told::default() })
        },
    );
    let svg = match collection.view {
        View::Wheel { .. } => Some(wheel::draw(desk, number, table, "_wheel", None)),
        _ => None,
    };
    page.insert_value("wheel", svg.map(|svg| Cell::safe_string(&svg)).into());
    let families = match collection.view {
        View::Table { parent: Some(parent), .. } => families::draw(desk, number, table, parent),
        _ => None,
    };
    page.insert_value("families", families.map(|svg| Cell::safe_string(&svg)).into());
    page
}

/// Every record of a table.
#[must_use]
pub fn rows(number: u32, table: &Table) -> Vec<RecordRef> {
    (0u32..).take(table.records.len()).map(|row| RecordRef { table: number, row }).collect()
}

/// Where a view stands.
pub struct Setting<'a> {
    /// What the identifiers of the drawing begin with.
    pub id: &'a str,
    /// The record on whose page it stands.
    pub beside: Option<RecordRef>,
    /// What cards say, instead of what the collection's own view makes them say.
    pub told: Told,
}

/// Some records of a table, drawn as its declaration says.
#[must_use]
pub fn view(desk: &Desk<'_>, table: &Table, rows: &[RecordRef], setting: &Setting<'_>) -> Cell {
    let subject = Subject { table, rows, title: &table.collection.title, id: setting.id };
    let drawn = picture::view(desk, &table.collection.view, &subject);
    let told = setting.told.or(table.collection.view.told());
    let cards = || -> Cell {
        rows.iter().map(|at| common::card(desk, *at, setting.beside, told)).collect::<Vec<Cell>>().into()
    };
    let (kind, content) = match (drawn, &table.collection.view) {
        // A grid names what meets in it; the records themselves follow.
        (Some((_, drawings)), View::Matrix(_)) => {
            ("matrix", map([("drawings", drawings), ("cards", cards())]))
        }
        (Some(drawn), _) => drawn,
        (None, View::Table { columns, .. }) => ("table", grid(desk, table, columns, rows, setting.beside)),
        (None, _) if rows.len() > SENTENCES => {
            ("cards", rows.iter().map(|at| common::nameplate(desk, *at)).collect::<Vec<Cell>>().into())
        }
        (None, _) => ("cards", cards()),
    };
    map([("kind", kind.into()), ("content", content), ("label", desk.cell(&table.collection.title))])
}

/// A table: the first column names the record.
fn grid(
    desk: &Desk<'_>,
    table: &Table,
    columns: &[usize],
    rows: &[RecordRef],
    beside: Option<RecordRef>,
) -> Cell {
    let collection = &table.collection;
    let columns = if columns.is_empty() { usual_columns(table) } else { columns.to_vec() };
    let fields = &collection.schema.fields;
    let columns: Vec<usize> =
        columns.into_iter().filter(|column| desk.site.is_shown(&fields[*column])).collect();
    let again =
        |column: &usize| beside.is_some_and(|at| rows.iter().all(|row| names(desk, *row, *column, at)));
    let columns: Vec<usize> = columns.into_iter().filter(|column| !again(column)).collect();
    let head = columns.iter().map(|column| desk.cell(fields[*column].label())).collect::<Vec<Cell>>();
    let rows = rows.iter().map(|at| {
        let record = &table.records[at.row as usize];
        let cells: Vec<Cell> = columns.iter().map(|column| cell(desk, table, *at, *column)).collect();
        map([("anchor", desk::anchor(&record.id).into()), ("cells", cells.into())])
    });
    map([("head", head.into()), ("rows", rows.collect::<Vec<Cell>>().into())])
}

/// Whether a field names that record and no other.
fn names(desk: &Desk<'_>, row: RecordRef, field: usize, at: RecordRef) -> bool {
    let (table, record) = desk.site.record(row);
    let declared = &table.collection.schema.fields[field];
    let named = table.value(record, field).and_then(Value::as_text);
    named.and_then(|id| field::reference(desk, declared, id)) == Some(at)
}

fn cell(desk: &Desk<'_>, table: &Table, at: RecordRef, column: usize) -> Cell {
    let (collection, record) = (&table.collection, &table.records[at.row as usize]);
    let href = route::to_record(table, record).and_then(|path| desk.link(&path));
    if collection.label == Some(column) {
        return map([("label", desk.label(at).into()), ("href", href.into())]);
    }
    if collection.schema.role(Role::Status) == Some(column) {
        return map([("badge", common::badge(desk, at))]);
    }
    let declared = &collection.schema.fields[column];
    let html = table.value(record, column).map(|value| field::html(desk, at, declared, value));
    map([("html", Cell::safe_string(&html.unwrap_or_default()))])
}

/// The label, then the first fields whose values are short.
fn usual_columns(table: &Table) -> Vec<usize> {
    let collection = &table.collection;
    let label = collection.label;
    let others =
        (0..collection.schema.fields.len()).filter(|field| Some(*field) != label && short(table, *field));
    label.into_iter().chain(others).take(COLUMNS).collect()
}

fn short(table: &Table, position: usize) -> bool {
    let Collection { schema, .. } = &table.collection;
    let declared = &schema.fields[position];
    let roles = [Role::Description, Role::License, Role::Version, Role::Source, Role::Image];
    let mut values = table.records.iter().take(50).filter_map(|record| table.value(record, position));
    !matches!(declared.name.as_str(), "id" | "body")
        && roles.into_iter().all(|role| schema.role(role) != Some(position))
        && values.all(|value| field::room(declared, value) == Room::Line)
}
