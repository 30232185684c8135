//! Key figures: a value, what it counts, when, and who says so.
//!
//! In: records and the fields of `view: {figures: …}`. Out: cards for a template, grouped; and the words that bars and
//! funnels share. Never: a sum.

use super::group;
use crate::model::{RecordRef, Table};
use crate::publication::route;
use crate::render::desk::{RenderContext, to_anchor};
use crate::render::field;
use crate::render::format::{self, Precision};
use crate::render::template::Html;
use crate::render::views::picture::{FigureCard, FigureGroup, OperatorView};
use crate::schema::{Figures, Value};
use crate::source::html::escape;

/// Groups some records as cards.
#[must_use]
pub fn group_cards<'a>(
    desk: &RenderContext<'a>,
    table: &'a Table,
    view: &'a Figures,
    rows: &[RecordRef],
) -> Vec<FigureGroup<'a>> {
    let cards = rows.iter().map(|at| {
        let figure = Figure { desk, table, view, at: *at };
        (figure.group(), figure.to_card())
    });
    group(cards.collect()).into_iter().map(|(name, cards)| FigureGroup { name, cards }).collect()
}

/// Returns one figure as a card.
#[must_use]
pub fn to_card<'a>(
    desk: &RenderContext<'a>,
    table: &'a Table,
    view: &'a Figures,
    at: RecordRef,
) -> FigureCard<'a> {
    Figure { desk, table, view, at }.to_card()
}

/// One figure, and the view that says which fields it is made of.
#[derive(Clone, Copy)]
pub struct Figure<'a, 'b> {
    pub desk: &'b RenderContext<'a>,
    pub table: &'a Table,
    pub view: &'a Figures,
    pub at: RecordRef,
}

impl<'a> Figure<'a, '_> {
    /// What it measures.
    #[must_use]
    pub fn label(&self) -> String {
        match self.view.label {
            Some(_) => self.show(self.view.label).unwrap_or_default(),
            None => self.desk.label(self.at).to_owned(),
        }
    }

    /// The name of its group.
    #[must_use]
    pub fn group(&self) -> String {
        self.show(self.view.group).unwrap_or_default()
    }

    /// The sign that a value is read with, the value and its unit: `≥ 1 200 €`.
    #[must_use]
    pub fn amount(&self) -> String {
        let sign = self.sign().map(|sign| format!("{sign}\u{a0}")).unwrap_or_default();
        let (number, unit) = (self.number(), self.unit());
        let space = if unit.is_empty() { "" } else { "\u{a0}" };
        [&sign, &number, space, &unit].concat()
    }

    /// The date, no more precise than its author's.
    #[must_use]
    pub fn date(&self) -> String {
        let words = self.desk.words;
        let written = self.value(self.view.precision).and_then(Value::as_text);
        let precision = written.map(Precision::read).unwrap_or_default();
        match self.value(self.view.date) {
            Some(Value::Date(date)) => format::vague_date(words, *date, precision),
            Some(_) => self.show(self.view.date).unwrap_or_default(),
            None => String::new(),
        }
    }

    /// Who says so, as HTML.
    #[must_use]
    pub fn source(&self) -> Option<String> {
        let field = self.view.source?;
        let declared = &self.table.collection.schema.fields[field];
        let value = self.value(Some(field)).filter(|_| self.desk.site.is_shown(declared))?;
        Some(field::html(self.desk, self.at, declared, value))
    }

    /// Its cells in a table: name, amount, date, source.
    #[must_use]
    pub fn row(&self) -> (String, Vec<String>) {
        let cells = vec![
            super::write_link(self.desk, self.at, &self.label()),
            escape(&self.amount()),
            escape(&self.date()),
            self.source().unwrap_or_default(),
        ];
        (self.anchor(), cells)
    }

    fn to_card(self) -> FigureCard<'a> {
        let record = &self.table.records[self.at.row as usize];
        let operator = self.sign().map(|sign| {
            let words = self.show(self.view.operator).unwrap_or_default();
            OperatorView { sign, words }
        });
        let (label, unit) = (self.label(), self.unit());
        FigureCard {
            anchor: self.anchor(),
            href: route::to_record(self.table, record).and_then(|path| self.desk.link(&path)),
            value: self.number(),
            operator,
            unit: if begins_with(&label, &unit) { String::new() } else { unit },
            label,
            date: self.date(),
            source: self.source().map(|html| Html::new(&html)),
        }
    }

    fn anchor(&self) -> String {
        to_anchor(&self.table.records[self.at.row as usize].id)
    }

    /// The sign that a value is read with, as printers set it; none for equality.
    fn sign(&self) -> Option<&'a str> {
        let written = self.value(self.view.operator).and_then(Value::as_text);
        let sign = match written {
            None | Some("=" | "") => return None,
            Some(">=") => "≥",
            Some("<=") => "≤",
            Some("x" | "*") => "×",
            Some("/") => "÷",
            Some(other) => other,
        };
        Some(sign)
    }

    /// The digits of the value, where it is a number.
    fn digits(&self) -> Option<String> {
        match self.value(self.view.value)? {
            Value::Number(number) => Some(number.to_plain_string()),
            Value::Integer(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The value, grouped from four digits on: a key figure is a quantity, never a year.
    fn number(&self) -> String {
        match self.digits() {
            Some(digits) => format::quantity(self.desk.words, &digits).into_owned(),
            None => self.show(self.view.value).unwrap_or_default(),
        }
    }

    fn unit(&self) -> String {
        let Some(written) = self.value(self.view.unit).and_then(Value::as_text) else { return String::new() };
        let digits = self.digits();
        let unit = format::unit(self.desk.words, written, digits.as_deref().unwrap_or("2"));
        self.desk.set(unit).into_owned()
    }

    fn value(&self, field: Option<usize>) -> Option<&'a Value> {
        self.table.value(&self.table.records[self.at.row as usize], field?)
    }

    fn show(&self, field: Option<usize>) -> Option<String> {
        let declared = self.table.collection.schema.fields.get(field?)?;
        Some(field::plain(self.desk, declared, self.value(field)?))
    }
}

/// Whether a name says by its first words what is counted: a card does not say it twice.
fn begins_with(label: &str, unit: &str) -> bool {
    let mut letters = label.chars().flat_map(char::to_lowercase);
    let same = unit.chars().flat_map(char::to_lowercase).all(|letter| letters.next() == Some(letter));
    same && !letters.next().is_some_and(char::is_alphanumeric)
}

/// The names of the columns of [`Figure::row`].
#[must_use]
pub fn head(desk: &RenderContext<'_>) -> Vec<String> {
    ["figure_what", "figure_value", "figure_date", "figure_source"]
        .map(|key| desk.words.get(key).to_owned())
        .into()
}

#[cfg(test)]
mod tests {
    use super::begins_with;

    #[test]
    fn a_name_that_begins_with_the_unit_says_it() {
        assert!(begins_with("Élus", "élus"));
        assert!(begins_with("Cadres de la mairie", "cadres"));
        assert!(!begins_with("Cadres de la mairie", "cadre"));
        assert!(!begins_with("Habitants", "agents"));
        assert!(!begins_with("Part des cadres", "%"));
    }
}
