//! The index of a collection, drawn as its declaration says.
//!
//! In: a table. Out: a page, and listings that other pages share. Never: a record left out.

use super::{Names, Page, facet, make_frame, to_home, wheel};
use crate::model::{RecordRef, Table};
use crate::publication::route;
use crate::render::desk::{RenderContext, to_anchor};
use crate::render::field::{self, Room};
use crate::render::listing::{SENTENCES, find_badge, to_card, to_nameplate};
use crate::render::picture::{self, Subject, families};
use crate::render::template::Html;
use crate::render::views::index::{IndexList, IndexView};
use crate::render::views::listing::{Listing, ListingContent, MatrixView};
use crate::render::views::table::{TableCell, TableRowView, TableView};
use crate::schema::{Collection, Print, Role, Told, Value, View};

/// How many columns a table has where its declaration names none.
const COLUMNS: usize = 5;

/// Builds the index of a table.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, number: u32, table: &'a Table) -> Page<'a> {
    let collection = &table.collection;
    let names = Names {
        heading: &collection.title,
        trail: vec![to_home(desk)],
        section: &route::to_index(&collection.name),
        description: &collection.description,
    };
    let deck = matches!(collection.print, Some(Print::Card(_)));
    let rows = list_rows(number, table);
    let is_wheel = matches!(collection.view, View::Wheel { .. });
    let setting = Setting { id: "_view", beside: None, told: Told::default() };
    let families = match collection.view {
        View::Table { parent: Some(parent), .. } => families::draw(desk, number, table, parent),
        _ => None,
    };
    let view = IndexView {
        count: desk.words.count("records", table.records.len()),
        data: desk.link(&route::to_data(&collection.name)),
        deck: deck.then(|| desk.link(&route::to_deck(&collection.name, 0))).flatten(),
        facets: facet::build(desk, table),
        view: if is_wheel {
            IndexList::Roster(wheel::list_roster(desk, number, table))
        } else {
            IndexList::Listing(draw(desk, table, &rows, &setting))
        },
        wheel: is_wheel.then(|| Html::new(&picture::wheel::draw(desk, number, table, "_wheel", None))),
        families: families.map(|svg| Html::new(&svg)),
    };
    Page::new(make_frame(desk, names), &view)
}

/// Lists every record of a table.
#[must_use]
pub fn list_rows(number: u32, table: &Table) -> Vec<RecordRef> {
    (0u32..).take(table.records.len()).map(|row| RecordRef { table: number, row }).collect()
}

/// Where a listing stands.
pub struct Setting<'a> {
    /// What the identifiers of the drawing begin with.
    pub id: &'a str,
    /// The record on whose page it stands.
    pub beside: Option<RecordRef>,
    /// What cards say, instead of what the collection's own view makes them say.
    pub told: Told,
}

/// Draws some records of a table as its declaration says.
#[must_use]
pub fn draw<'a>(
    desk: &RenderContext<'a>,
    table: &'a Table,
    rows: &[RecordRef],
    setting: &Setting<'_>,
) -> Listing<'a> {
    let subject = Subject { table, rows, title: &table.collection.title, id: setting.id };
    let drawn = picture::draw(desk, &table.collection.view, &subject);
    let told = setting.told.or(table.collection.view.told());
    let cards = || rows.iter().map(|at| to_card(desk, *at, setting.beside, told)).collect();
    let content = match (drawn, &table.collection.view) {
        // A grid names what meets in it; the records themselves follow.
        (Some(ListingContent::Drawings(drawings)), View::Matrix(_)) => {
            ListingContent::Matrix(MatrixView { drawings, cards: cards() })
        }
        (Some(drawn), _) => drawn,
        (None, View::Table { columns, .. }) => {
            ListingContent::Table(draw_table(desk, table, columns, rows, setting.beside))
        }
        (None, _) if rows.len() > SENTENCES => {
            ListingContent::Cards(rows.iter().map(|at| to_nameplate(desk, *at)).collect())
        }
        (None, _) => ListingContent::Cards(cards()),
    };
    Listing::new(content, Some(desk.set(&table.collection.title)))
}

/// Draws a table: the first column names the record.
fn draw_table<'a>(
    desk: &RenderContext<'a>,
    table: &'a Table,
    columns: &[usize],
    rows: &[RecordRef],
    beside: Option<RecordRef>,
) -> TableView<'a> {
    let collection = &table.collection;
    let columns = if columns.is_empty() { choose_columns(table) } else { columns.to_vec() };
    let fields = &collection.schema.fields;
    let columns: Vec<usize> =
        columns.into_iter().filter(|column| desk.site.is_shown(&fields[*column])).collect();
    let again =
        |column: &usize| beside.is_some_and(|at| rows.iter().all(|row| is_named(desk, *row, *column, at)));
    let columns: Vec<usize> = columns.into_iter().filter(|column| !again(column)).collect();
    let rows = rows.iter().map(|at| TableRowView {
        anchor: to_anchor(&table.records[at.row as usize].id),
        cells: columns.iter().map(|column| to_cell(desk, table, *at, *column)).collect(),
    });
    TableView {
        head: columns.iter().map(|column| desk.set(fields[*column].label())).collect(),
        rows: rows.collect(),
    }
}

/// Whether a field names that record and no other.
fn is_named(desk: &RenderContext<'_>, row: RecordRef, field: usize, at: RecordRef) -> bool {
    let (table, record) = desk.site.record(row);
    let declared = &table.collection.schema.fields[field];
    let named = table.value(record, field).and_then(Value::as_text);
    named.and_then(|id| field::reference(desk, declared, id)) == Some(at)
}

fn to_cell<'a>(desk: &RenderContext<'a>, table: &Table, at: RecordRef, column: usize) -> TableCell<'a> {
    let (collection, record) = (&table.collection, &table.records[at.row as usize]);
    if collection.label == Some(column) {
        let href = route::to_record(table, record).and_then(|path| desk.link(&path));
        return TableCell { label: Some(desk.label(at)), href, ..TableCell::default() };
    }
    if collection.schema.role(Role::Status) == Some(column) {
        return TableCell { badge: find_badge(desk, at), ..TableCell::default() };
    }
    let declared = &collection.schema.fields[column];
    let html = table.value(record, column).map(|value| field::html(desk, at, declared, value));
    TableCell { html: Some(Html::new(&html.unwrap_or_default())), ..TableCell::default() }
}

/// Chooses the label, then the first fields whose values are short.
fn choose_columns(table: &Table) -> Vec<usize> {
    let collection = &table.collection;
    let label = collection.label;
    let others =
        (0..collection.schema.fields.len()).filter(|field| Some(*field) != label && is_short(table, *field));
    label.into_iter().chain(others).take(COLUMNS).collect()
}

fn is_short(table: &Table, position: usize) -> bool {
    let Collection { schema, .. } = &table.collection;
    let declared = &schema.fields[position];
    let roles = [Role::Description, Role::License, Role::Version, Role::Source, Role::Image];
    let mut values = table.records.iter().take(50).filter_map(|record| table.value(record, position));
    !matches!(declared.name.as_str(), "id" | "body")
        && roles.into_iter().all(|role| schema.role(role) != Some(position))
        && values.all(|value| field::room(declared, value) == Room::Line)
}
