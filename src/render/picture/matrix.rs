//! The matrix: which records of one kind go with which of another.
//!
//! In: records and the fields of `view: {matrix: …}`. Out: one drawing, with as many panels side by side as the columns
//! need. Never: a column too narrow for its name.

use std::collections::HashMap;

use super::svg::{self, LINE, PLAIN, Paper, PictureWidth, SpokenPicture, TEXT};
use super::{Drawing, Subject, real, write_link};
use crate::model::RecordRef;
use crate::render::desk::RenderContext;
use crate::render::field;
use crate::schema::{Matrix, Value};
use crate::source::html::escape;

/// The narrowest column.
const LEAST: f64 = 20.0;
const WIDEST: f64 = 44.0;

/// A row or a column.
#[derive(Debug)]
struct Line {
    label: String,
    html: String,
    hue: u8,
}

/// Draws which rows meet which columns.
#[must_use]
pub fn draw(desk: &RenderContext<'_>, view: &Matrix, subject: &Subject<'_, '_>) -> Drawing {
    let rows = Axis::of_field(desk, subject, view.rows);
    let columns = view
        .columns
        .map_or_else(|| Axis::of_records(desk, subject), |field| Axis::of_field(desk, subject, field));
    let mut cells: HashMap<(usize, usize), usize> = HashMap::new();
    for (number, _) in subject.rows.iter().enumerate() {
        for row in &rows.places[number] {
            for column in &columns.places[number] {
                *cells.entry((*row, *column)).or_default() += 1;
            }
        }
    }
    let grid =
        Grid { rows: &rows.lines, columns: &columns.lines, cells: &cells, counted: view.columns.is_some() };
    let title = desk.set(subject.title);
    let description = desk.words.fill(
        "matrix_description",
        &[("rows", &rows.lines.len().to_string()), ("columns", &columns.lines.len().to_string())],
    );
    let told = SpokenPicture { kind: "matrix", id: subject.id, title: &title, description: &description };
    let of = |axis: Option<usize>| match axis {
        Some(field) => desk.set(subject.table.collection.schema.fields[field].label()).into_owned(),
        None => desk.set(&subject.table.collection.title).into_owned(),
    };
    Drawing {
        name: String::new(),
        svg: svg::both(&told, |place, paper| grid.draw(place, paper)),
        head: vec![of(Some(view.rows)), of(view.columns)],
        rows: (0..rows.lines.len()).map(|row| grid.told(row)).collect(),
    }
}

/// The rows, or the columns, and on which of them each record stands.
struct Axis {
    lines: Vec<Line>,
    places: Vec<Vec<usize>>,
}

impl Axis {
    /// One line a record.
    fn of_records(desk: &RenderContext<'_>, subject: &Subject<'_, '_>) -> Self {
        let line = |at: &RecordRef| {
            let label = desk.label(*at).to_owned();
            Line { html: write_link(desk, *at, &label), label, hue: desk.hues.of(*at) }
        };
        Self {
            lines: subject.rows.iter().map(line).collect(),
            places: (0..subject.rows.len()).map(|number| vec![number]).collect(),
        }
    }

    /// One line a record that the field can name, or one a value that it can have; those that are met, in their order.
    fn of_field(desk: &RenderContext<'_>, subject: &Subject<'_, '_>, at: usize) -> Self {
        let declared = &subject.table.collection.schema.fields[at];
        let order = |text: &str| match field::reference(desk, declared, text) {
            Some(there) => there.row as usize,
            None => {
                declared.categories.iter().position(|category| category.value == text).unwrap_or(usize::MAX)
            }
        };
        let mut met: Vec<(usize, &str)> = Vec::new();
        let mut values: Vec<Vec<&str>> = Vec::with_capacity(subject.rows.len());
        for record in subject.rows {
            let value = subject.table.value(&subject.table.records[record.row as usize], at);
            let texts: Vec<&str> = match value.filter(|_| desk.site.is_shown(declared)) {
                Some(Value::List(items)) => items.iter().filter_map(Value::as_text).collect(),
                Some(value) => value.as_text().into_iter().collect(),
                None => Vec::new(),
            };
            met.extend(texts.iter().map(|text| (order(text), *text)));
            values.push(texts);
        }
        met.sort_unstable();
        met.dedup();
        let line = |(_, text): &(usize, &str)| {
            let label = field::plain(desk, declared, &Value::Text((*text).into()));
            match field::reference(desk, declared, text) {
                Some(there) => {
                    Line { html: write_link(desk, there, &label), label, hue: desk.hues.of(there) }
                }
                None => Line { html: escape(&label), label, hue: 0 },
            }
        };
        let index: HashMap<&str, usize> =
            met.iter().enumerate().map(|(number, (_, text))| (*text, number)).collect();
        let places =
            values.iter().map(|texts| texts.iter().filter_map(|text| index.get(text).copied()).collect());
        Self { lines: met.iter().map(line).collect(), places: places.collect() }
    }
}

struct Grid<'a> {
    rows: &'a [Line],
    columns: &'a [Line],
    cells: &'a HashMap<(usize, usize), usize>,
    /// Whether several records can meet in a cell, which then says how many.
    counted: bool,
}

impl Grid<'_> {
    fn draw(&self, place: PictureWidth, paper: &mut Paper) {
        let names = if place == PictureWidth::Wide { 190.0 } else { 118.0 };
        let room = place.width() - names;
        let (most, panels) = panels(self.columns.len(), room);
        let wide = (room / real(most.max(1))).clamp(LEAST, WIDEST);
        for panel in 0..panels {
            let columns = panel * most..self.columns.len().min((panel + 1) * most);
            self.panel(columns, names, wide, paper);
            paper.y += LINE;
        }
        paper.y -= LINE - 2.0;
    }

    /// Some of the columns, each under its name, and every row.
    fn panel(&self, columns: std::ops::Range<usize>, names: f64, wide: f64, paper: &mut Paper) {
        let tall = columns.clone().map(|column| PLAIN.width(&short(&self.columns[column].label)));
        let top = paper.y + tall.fold(0.0, f64::max) + 8.0;
        let x = |column: usize| names + wide * (real(column - columns.start) + 0.5);
        for column in columns.clone() {
            let label = short(&self.columns[column].label);
            paper.upwards(&label, x(column) + TEXT * 0.34, top - 6.0);
        }
        let end = names + wide * real(columns.len());
        let mut y = top;
        for (number, row) in self.rows.iter().enumerate() {
            let lines = PLAIN.lines(&row.label, names - 10.0);
            let height = (real(lines.len()) * LINE + 4.0).max(wide.min(26.0));
            paper.path("tick", &format!("M0 {y:.1}H{end:.1}"));
            paper.text(PLAIN, &lines, 0.0, y + (height - real(lines.len()) * LINE) / 2.0);
            for column in columns.clone() {
                let Some(count) = self.cells.get(&(number, column)) else { continue };
                let hue = if row.hue > 0 { row.hue } else { self.columns[column].hue };
                let at = (x(column), y + height / 2.0);
                if self.counted {
                    paper.disc(&svg::hued("met", hue), at, 9.0);
                    paper.centred("n", &count.to_string(), at.0, at.1 + 4.5);
                } else {
                    paper.disc(&svg::hued("met", hue), at, 7.0);
                }
            }
            y += height;
        }
        for column in 0..=columns.len() {
            let x = names + wide * real(column);
            paper.path("tick", &format!("M{x:.1} {top:.1}V{y:.1}"));
        }
        paper.y = y;
    }

    /// A row in words: its name, then the columns it meets.
    fn told(&self, row: usize) -> (String, Vec<String>) {
        let met = (0..self.columns.len()).filter_map(|column| {
            let count = self.cells.get(&(row, column))?;
            let html = &self.columns[column].html;
            Some(if self.counted { format!("{html} ({count})") } else { html.clone() })
        });
        let met: Vec<String> = met.collect();
        (String::new(), vec![self.rows[row].html.clone(), met.join(", ")])
    }
}

/// How many columns a panel has, and how many panels there are.
fn panels(columns: usize, room: f64) -> (usize, usize) {
    let mut most = 1;
    while real(most + 1) * LEAST <= room {
        most += 1;
    }
    let panels = columns.div_ceil(most).max(1);
    (columns.div_ceil(panels), panels)
}

/// The name of a column where it would make the picture taller than wide; the table has it whole.
fn short(label: &str) -> String {
    const MOST: f64 = 220.0;
    if PLAIN.width(label) <= MOST {
        return label.to_owned();
    }
    let mut cut = String::new();
    for c in label.chars() {
        cut.push(c);
        if PLAIN.width(&cut) > MOST - 14.0 {
            break;
        }
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::panels;

    #[test]
    fn columns_share_panels_evenly() {
        assert_eq!(panels(12, 530.0), (12, 1));
        assert_eq!(panels(12, 210.0), (6, 2));
        assert_eq!(panels(40, 210.0), (10, 4));
        assert_eq!(panels(0, 210.0), (0, 1));
    }
}
