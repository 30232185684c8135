//! Pictures drawn from data: each a view that a collection declares or that a text asks for, its words beside it.
//!
//! In: records and the fields that a view names. Out: inline SVG and context values. Never: a colour, a
//! `style` attribute, the only way to a fact.

mod bars;
mod chart;
pub mod families;
pub mod figures;
mod funnel;
pub mod links;
mod matrix;
mod svg;
pub mod timeline;
pub mod wheel;

use tera::Value as Cell;

use super::desk::{Desk, map};
use super::page::common;
use crate::model::{Illustration, RecordRef, Table};
use crate::schema::View;
use crate::source::html::escape;

/// A picture and the same in words.
#[derive(Debug, Default)]
pub struct Drawing {
    /// What it shows, where the view makes several drawings of one.
    name: String,
    svg: String,
    head: Vec<String>,
    /// Each row with its anchor; its cells are HTML.
    rows: Vec<(String, Vec<String>)>,
}

impl Drawing {
    /// For a template: without the columns that no row fills.
    fn cell(mut self) -> Cell {
        let filled: Vec<bool> = (0..self.head.len())
            .map(|column| self.rows.iter().any(|(_, cells)| !cells[column].is_empty()))
            .collect();
        let mut fills = filled.iter().cycle();
        let mut kept = |_: &String| fills.next().copied().unwrap_or(true);
        self.head.retain(&mut kept);
        self.rows.iter_mut().for_each(|(_, cells)| cells.retain(&mut kept));
        let head = self.head.into_iter().map(Cell::from).collect::<Vec<Cell>>();
        let rows = self.rows.into_iter().map(|(anchor, cells)| {
            let cells = cells.iter().map(|html| map([("html", Cell::safe_string(html))]));
            map([("anchor", anchor.into()), ("cells", cells.collect::<Vec<Cell>>().into())])
        });
        let table = map([("head", head.into()), ("rows", rows.collect::<Vec<Cell>>().into())]);
        map([("name", self.name.into()), ("svg", Cell::safe_string(&self.svg)), ("table", table)])
    }
}

/// What is drawn, and where it stands.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub table: &'a Table,
    pub rows: &'a [RecordRef],
    pub title: &'a str,
    /// What the identifiers of the drawing begin with.
    pub id: &'a str,
}

/// The kind of a drawn view and its content for a template; none for a view that is no drawing.
#[must_use]
pub fn view(desk: &Desk<'_>, view: &View, subject: &Subject<'_>) -> Option<(&'static str, Cell)> {
    let drawings = match view {
        View::Timeline(view) => vec![timeline::draw(desk, view, subject)],
        View::Bars(view) => return Some(("bars", bars::draw(desk, view, subject))),
        View::Funnel(view) => vec![funnel::draw(desk, view, subject)],
        View::Matrix(view) => vec![matrix::draw(desk, view, subject)],
        View::Chart(view) => vec![chart::draw(desk, view, subject)],
        View::Figures(view) => {
            return Some(("figures", figures::cards(desk, subject.table, view, subject.rows)));
        }
        View::Cards(_) | View::Table { .. } | View::Wheel { .. } => return None,
    };
    Some(("drawings", drawings.into_iter().map(Drawing::cell).collect::<Vec<Cell>>().into()))
}

/// The pictures that a text asks for, each with its title and its note; those that would show nothing are left out.
#[must_use]
pub fn illustrations(desk: &Desk<'_>, all: &[Illustration]) -> Cell {
    let shown = all.iter().enumerate().filter_map(|(number, illustration)| {
        let Illustration { picture, rows } = illustration;
        let (_, table) = desk.site.table(&picture.collection)?;
        if rows.is_empty() || crate::check::pictures::explain_empty(desk.site, illustration).is_some() {
            return None;
        }
        let id = format!("_picture-{}", number + 1);
        let subject = Subject { table, rows, title: &picture.title, id: &id };
        let (kind, content) = view(desk, &picture.view, &subject).unwrap_or_else(|| {
            let cards = rows.iter().map(|at| common::card(desk, *at, None, picture.view.told()));
            ("cards", cards.collect::<Vec<Cell>>().into())
        });
        let title = desk.cell(&picture.title);
        let view = map([("kind", kind.into()), ("content", content), ("label", title.clone())]);
        Some(map([
            ("id", id.clone().into()),
            ("title", title),
            ("note", picture.note.as_deref().map(|note| desk.cell(note)).into()),
            ("view", view),
        ]))
    });
    shown.collect::<Vec<Cell>>().into()
}

/// The name of a record as a link to its page, or as it is.
fn linked(desk: &Desk<'_>, at: RecordRef, label: &str) -> String {
    let (table, record) = desk.site.record(at);
    let href = crate::publication::route::to_record(table, record).and_then(|page| desk.link(&page));
    match href {
        Some(href) => format!("<a href=\"{}\">{}</a>", escape(&href), escape(label)),
        None => escape(label),
    }
}

/// The groups that some values make, in the order of their first; one unnamed group where there is but one.
fn grouped<T>(items: Vec<(String, T)>) -> Vec<(String, Vec<T>)> {
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for (name, item) in items {
        match groups.iter_mut().find(|(other, _)| *other == name) {
            Some((_, items)) => items.push(item),
            None => groups.push((name, vec![item])),
        }
    }
    if let [(name, _)] = groups.as_mut_slice() {
        name.clear();
    }
    groups
}

#[allow(clippy::cast_precision_loss)]
fn real(n: usize) -> f64 {
    n as f64
}
