//! What a picture can show: which values compare, and whether anything is left to draw.
//!
//! In: a site and the pictures its texts ask for. Out: `picture-empty`. Never: a shape.

use crate::check::codes::PICTURE_EMPTY;
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::model::{Illustration, RecordRef, Site, Table};
use crate::schema::{Figures, Value, View};

/// Warns of each picture that would show nothing.
pub fn check(site: &Site, diags: &mut Diagnostics) {
    for illustration in site.illustrations.iter() {
        let span = illustration.picture.span;
        // A picture whose declaration is wrong was told of.
        let told = |item: &Diagnostic| match item.place {
            Place::Span(place) => {
                place.source == span.source && (span.start..span.end).contains(&place.start)
            }
            _ => false,
        };
        if !diags.iter().any(told)
            && let Some(reason) = explain_empty(site, illustration)
        {
            diags.add(span, PICTURE_EMPTY.choose("reason", reason));
        }
    }
}

/// Why a picture shows nothing; none where it shows something.
#[must_use]
pub fn explain_empty(site: &Site, illustration: &Illustration) -> Option<&'static str> {
    let Illustration { picture, rows } = illustration;
    let (_, table) = site.table(&picture.collection)?;
    let held = |field: Option<usize>| {
        let valued = |at: &&RecordRef| field.is_none_or(|field| value(table, **at, field).is_some());
        rows.iter().filter(valued).count()
    };
    let empty = |count: usize| (count == 0).then_some("no-record");
    match &picture.view {
        View::Timeline(view) => empty(held(view.date)),
        View::Figures(view) => empty(held(view.value)),
        View::Matrix(view) => empty(held(Some(view.rows))),
        View::Funnel(view) => (list_steps(table, view, rows).len() < 2).then_some("one-step"),
        View::Bars(view) => group_comparable(table, view, rows).sets.is_empty().then_some("nothing-compares"),
        _ => empty(rows.len()),
    }
}

/// Records told apart by what their values compare with.
#[derive(Debug, Default)]
pub struct Compared {
    /// Sets of at least two values of one unit, one measure and one group, in the order of their first.
    pub sets: Vec<Vec<RecordRef>>,
    /// What compares with nothing.
    pub alone: Vec<RecordRef>,
}

/// Which of some figures compare: the same unit, the same measure where one is named, the same group, and a value that is one
/// (“more than 200” and “divided by 4” are no lengths).
#[must_use]
pub fn group_comparable(table: &Table, view: &Figures, rows: &[RecordRef]) -> Compared {
    let mut sets: Vec<(Vec<Option<&Value>>, Vec<RecordRef>)> = Vec::new();
    let mut alone = Vec::new();
    for at in rows {
        if read_amount(table, view, *at).is_none() || !is_exact(table, view, *at) {
            alone.push(*at);
            continue;
        }
        let kind: Vec<Option<&Value>> = [view.unit, view.measure, view.group]
            .map(|field| field.and_then(|field| value(table, *at, field)))
            .into();
        match sets.iter_mut().find(|(other, _)| *other == kind) {
            Some((_, set)) => set.push(*at),
            None => sets.push((kind, vec![*at])),
        }
    }
    let mut compared = Compared { sets: Vec::new(), alone };
    for (_, set) in sets {
        if set.len() > 1 { compared.sets.push(set) } else { compared.alone.extend(set) }
    }
    compared.alone.sort_by_key(|at| rows.iter().position(|row| row == at));
    compared
}

/// The records of a funnel: those with a value to be as wide as.
#[must_use]
pub fn list_steps(table: &Table, view: &Figures, rows: &[RecordRef]) -> Vec<RecordRef> {
    rows.iter().copied().filter(|at| read_amount(table, view, *at).is_some()).collect()
}

/// A value as a length: a number that is not negative.
#[must_use]
pub fn read_amount(table: &Table, view: &Figures, at: RecordRef) -> Option<f64> {
    let amount = match value(table, at, view.value?)? {
        Value::Integer(number) => number.to_string().parse().ok()?,
        Value::Number(number) => number.to_plain_string().parse::<f64>().ok()?,
        _ => return None,
    };
    (amount >= 0.0 && amount.is_finite()).then_some(amount)
}

fn is_exact(table: &Table, view: &Figures, at: RecordRef) -> bool {
    match view.operator.and_then(|field| value(table, at, field)) {
        None => true,
        Some(Value::Text(sign)) => matches!(&**sign, "=" | ""),
        Some(_) => false,
    }
}

/// The value of a field that may be published.
fn value(table: &Table, at: RecordRef, field: usize) -> Option<&Value> {
    let public = table.collection.schema.fields.get(field).is_some_and(|field| !field.personal);
    table.records.get(at.row as usize)?.values.get(field)?.as_ref().filter(|_| public)
}
