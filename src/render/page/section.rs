//! The sections of a page: what it puts forward out of collections, as its front matter declares.
//!
//! In: a page and the day of publication. Out: context values. Never: the clock; a record that nobody chose is
//! drawn by its place and that day, so that the same input gives the same page.

use std::cmp::Ordering;

use jiff::civil::Date;
use tera::Value as Cell;

use super::common;
use super::{index, related, wheel};
use crate::model::{PlainPage, RecordRef, Table};
use crate::publication::route;
use crate::render::desk::{Desk, map};
use crate::render::field;
use crate::render::picture::figures;
use crate::schema::publish::is_public;
use crate::schema::{Chosen, Drawing, Section, Told, Value, View};

/// How many figures a story is told with.
const FIGURES: usize = 3;

/// The sections of a page. `published` is the day of publication.
#[must_use]
pub fn sections(desk: &Desk<'_>, page: &PlainPage, published: &str) -> Vec<Cell> {
    let shown = page.sections.iter().filter_map(|section| {
        let (number, table) = desk.site.table(&section.collection)?;
        is_public(&table.collection).then_some((section, number, table))
    });
    shown.map(|(section, number, table)| drawn(desk, section, number, table, published)).collect()
}

fn drawn(desk: &Desk<'_>, section: &Section, number: u32, table: &Table, published: &str) -> Cell {
    let rows = rows(section, number, table);
    let told = Told { summary: section.summary, fact: section.fact };
    let (kind, content) = match &section.drawing {
        Drawing::One => ("one", one(desk, &rows, told, published)),
        Drawing::Steps { by, up_to } => ("steps", steps(desk, table, &rows, told, (*by, up_to))),
        Drawing::Stories(figures) => ("stories", stories(desk, &rows, told, figures.as_ref())),
        Drawing::View => view(desk, number, table, &rows, told),
    };
    let [title, text, href, more] = heading(desk, table);
    map([
        ("kind", kind.into()),
        ("content", content),
        ("title", section.title.as_deref().map_or(title, |own| desk.cell(own))),
        ("text", section.text.as_deref().map_or(text, |own| desk.cell(own))),
        ("href", href),
        ("more", more),
        ("collection", unsaid(desk, table)),
    ])
}

/// Records as their collection is drawn: what a template is to draw, and with what.
pub fn view(
    desk: &Desk<'_>,
    number: u32,
    table: &Table,
    rows: &[RecordRef],
    told: Told,
) -> (&'static str, Cell) {
    let name = &table.collection.name;
    if let View::Wheel { .. } = table.collection.view {
        return ("wheel", wheel::shown(desk, number, table, &format!("_{name}-wheel"), None));
    }
    let id = format!("_{name}");
    ("view", index::view(desk, table, rows, &index::Setting { id: &id, beside: None, told }))
}

/// The title and the description of a collection, the link to its index, and the words for it.
pub fn heading(desk: &Desk<'_>, table: &Table) -> [Cell; 4] {
    let collection = &table.collection;
    [
        desk.cell(&collection.title),
        desk.cell(&collection.description),
        desk.link(&route::to_index(&collection.name)).into(),
        desk.words.count_of("see_all", table.records.len(), &amid(&desk.set(&collection.title))).into(),
    ]
}

/// The title of a collection where the words for its index do not say it: those of a single record.
pub fn unsaid(desk: &Desk<'_>, table: &Table) -> Cell {
    (table.records.len() < 2).then(|| desk.cell(&table.collection.title)).into()
}

/// A title as it stands amid a sentence: without its first capital, unless it is an acronym's.
fn amid(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

/// The records that a section chooses, in the order written; else those of the collection, in its own.
fn rows(section: &Section, number: u32, table: &Table) -> Vec<RecordRef> {
    let limit = section.limit.unwrap_or(usize::MAX);
    if section.records.is_empty() {
        return index::rows(number, table).into_iter().take(limit).collect();
    }
    let chosen = section.records.iter().filter_map(|(id, _)| u32::try_from(table.find_row(id)?).ok());
    chosen.map(|row| RecordRef { table: number, row }).take(limit).collect()
}

/// One of the records that have something to say, another one each week.
fn one(desk: &Desk<'_>, rows: &[RecordRef], told: Told, published: &str) -> Cell {
    let says = |at: &&RecordRef| told.summary.is_none() || common::shown(desk, **at, told.summary).is_some();
    let able: Vec<RecordRef> = rows.iter().filter(says).copied().collect();
    if able.is_empty() {
        return Cell::none();
    }
    let at = able[week(published) % able.len()];
    map([
        ("card", common::card(desk, at, None, told)),
        ("open", desk.words.fill("open", &[("name", desk.label(at))]).into()),
    ])
}

/// The number of the week in which that day is, since some Monday or other.
fn week(published: &str) -> usize {
    let day = published.get(..10).and_then(|day| day.parse::<Date>().ok());
    let monday = Date::constant(2001, 1, 1);
    let days = day.and_then(|day| day.since(monday).ok()).map_or(0, |span| span.get_days().max(0));
    usize::try_from(days / 7).unwrap_or_default()
}

/// Records by the first bound that their value does not pass; those that have no value are in none.
fn steps(
    desk: &Desk<'_>,
    table: &Table,
    rows: &[RecordRef],
    told: Told,
    (by, up_to): (usize, &[Value]),
) -> Cell {
    let declared = &table.collection.schema.fields[by];
    let mut groups: Vec<Vec<Cell>> = vec![Vec::new(); up_to.len() + 1];
    let mut valued: Vec<(RecordRef, &Value)> =
        rows.iter().filter_map(|at| Some((*at, table.value(&table.records[at.row as usize], by)?))).collect();
    valued.sort_by(|(_, a), (_, b)| a.order(b));
    for (at, value) in valued {
        let within = |bound: &Value| value.compare(bound).is_some_and(Ordering::is_le);
        let step = up_to.iter().position(within).unwrap_or(up_to.len());
        let told = Told { fact: told.fact.or(Some(by)), ..told };
        groups[step].push(common::card(desk, at, None, told));
    }
    let name = |step: usize| match (up_to.get(step), up_to.last()) {
        (Some(bound), _) => desk.words.fill("up_to", &[("value", &field::plain(desk, declared, bound))]),
        (None, Some(last)) => desk.words.fill("beyond", &[("value", &field::plain(desk, declared, last))]),
        (None, None) => desk.set(declared.label()).into_owned(),
    };
    let groups = groups.into_iter().enumerate().filter(|(_, cards)| !cards.is_empty());
    let groups = groups.map(|(step, cards)| map([("name", name(step).into()), ("cards", cards.into())]));
    groups.collect::<Vec<Cell>>().into()
}

/// Each record with what it says of itself and its first figures.
fn stories(desk: &Desk<'_>, rows: &[RecordRef], told: Told, figures: Option<&Chosen>) -> Cell {
    let stories = rows.iter().map(|at| {
        map([
            ("card", common::card(desk, *at, None, told)),
            ("of", common::tags(desk, *at, None, told).into_iter().next().into()),
            ("figures", figures.map(|chosen| figures_of(desk, *at, chosen)).into()),
        ])
    });
    stories.collect::<Vec<Cell>>().into()
}

fn figures_of(desk: &Desk<'_>, at: RecordRef, chosen: &Chosen) -> Cell {
    let rows = related::chosen(desk, at, chosen);
    let cards = rows.iter().take(FIGURES).filter_map(|row| {
        let (table, _) = desk.site.record(*row);
        let View::Figures(view) = &table.collection.view else { return None };
        Some(figures::card(desk, table, view, *row))
    });
    cards.collect::<Vec<Cell>>().into()
}

#[cfg(test)]
mod tests {
    use super::week;

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(week("2026-11-16"), week("2026-11-22T10:00:00Z"));
        assert_eq!(week("2026-11-22") + 1, week("2026-11-23"));
        assert_eq!(week(""), 0);
    }
}
