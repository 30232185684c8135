//! Pictures drawn from data: each a view that a collection declares or that a text asks for, its words beside it.
//!
//! In: records and the fields that a view names. Out: inline SVG and views. Never: a colour, a
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

use super::desk::RenderContext;
use super::listing::to_card;
use super::template::Html;
use super::views::listing::IllustrationView;
use super::views::listing::{Listing, ListingContent};
use super::views::picture::DrawingView;
use super::views::table::{TableCell, TableRowView, TableView};
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
    /// Returns it for a template: without the columns that no row fills.
    fn into_view(mut self) -> DrawingView {
        let filled: Vec<bool> = (0..self.head.len())
            .map(|column| self.rows.iter().any(|(_, cells)| !cells[column].is_empty()))
            .collect();
        let mut fills = filled.iter().cycle();
        let mut kept = |_: &String| fills.next().copied().unwrap_or(true);
        self.head.retain(&mut kept);
        self.rows.iter_mut().for_each(|(_, cells)| cells.retain(&mut kept));
        let cell = |html: &String| TableCell { html: Some(Html::new(html)), ..TableCell::default() };
        let rows = self
            .rows
            .into_iter()
            .map(|(anchor, cells)| TableRowView { anchor, cells: cells.iter().map(cell).collect() });
        let table = TableView { rows: rows.collect(), head: self.head.into_iter().map(Into::into).collect() };
        DrawingView { name: self.name, svg: Html::new(&self.svg), table }
    }
}

/// What is drawn, and where it stands.
#[derive(Clone, Copy)]
pub struct Subject<'a, 'b> {
    pub table: &'a Table,
    pub rows: &'b [RecordRef],
    pub title: &'b str,
    /// What the identifiers of the drawing begin with.
    pub id: &'b str,
}

/// Draws a view; `None` for one that is no drawing.
#[must_use]
pub fn draw<'a>(
    desk: &RenderContext<'a>,
    view: &'a View,
    subject: &Subject<'a, '_>,
) -> Option<ListingContent<'a>> {
    let drawing = match view {
        View::Timeline(view) => timeline::draw(desk, view, subject),
        View::Bars(view) => return Some(ListingContent::Bars(bars::draw(desk, view, subject))),
        View::Funnel(view) => funnel::draw(desk, view, subject),
        View::Matrix(view) => matrix::draw(desk, view, subject),
        View::Chart(view) => chart::draw(desk, view, subject),
        View::Figures(view) => {
            let groups = figures::group_cards(desk, subject.table, view, subject.rows);
            return Some(ListingContent::Figures(groups));
        }
        View::Cards(_) | View::Table { .. } | View::Wheel { .. } => return None,
    };
    Some(ListingContent::Drawings(vec![drawing.into_view()]))
}

/// Lists the pictures that a text asks for, each with its title and its note; those that would show nothing are left out.
#[must_use]
pub fn list_illustrations<'a>(
    desk: &RenderContext<'a>,
    all: &'a [Illustration],
) -> Vec<IllustrationView<'a>> {
    let shown = all.iter().enumerate().filter_map(|(number, illustration)| {
        let Illustration { picture, rows } = illustration;
        let (_, table) = desk.site.table(&picture.collection)?;
        if rows.is_empty() || crate::check::pictures::explain_empty(desk.site, illustration).is_some() {
            return None;
        }
        let id = format!("_picture-{}", number + 1);
        let subject = Subject { table, rows, title: &picture.title, id: &id };
        let content = draw(desk, &picture.view, &subject).unwrap_or_else(|| {
            let cards = rows.iter().map(|at| to_card(desk, *at, None, picture.view.told()));
            ListingContent::Cards(cards.collect())
        });
        let title = desk.set(&picture.title);
        Some(IllustrationView {
            id,
            note: picture.note.as_deref().map(|note| desk.set(note)),
            view: Listing::new(content, Some(title.clone())),
            title,
        })
    });
    shown.collect()
}

/// Writes the name of a record as a link to its page, or as it is.
fn write_link(desk: &RenderContext<'_>, at: RecordRef, label: &str) -> String {
    let (table, record) = desk.site.record(at);
    let href = crate::publication::route::to_record(table, record).and_then(|page| desk.link(&page));
    match href {
        Some(href) => format!("<a href=\"{}\">{}</a>", escape(&href), escape(label)),
        None => escape(label),
    }
}

/// Groups values by name, in the order of their first; one unnamed group where there is but one.
fn group<T>(items: Vec<(String, T)>) -> Vec<(String, Vec<T>)> {
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
