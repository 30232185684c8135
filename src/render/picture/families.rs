//! Families: records that come from one another, as trees from left to right.
//!
//! In: the records of a table and the field that names where each comes from. Out: an SVG. Never: a record without
//! kin (the table below the picture has them all), more than a screenful of one family.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::{RecordRef, Table};
use crate::render::desk::RenderContext;
use crate::schema::Value;
use crate::source::html::escape;

/// How many of a family, and how many families, are drawn.
const MEMBERS: usize = 40;
const FAMILIES: usize = 12;
const ROW: usize = 28;
const STEP: usize = 36;
/// Room for a name.
const NAME: usize = 520;

/// The picture of the largest families; nothing where no record comes from another.
#[must_use]
pub fn draw(desk: &RenderContext<'_>, number: u32, table: &Table, parent: usize) -> Option<String> {
    let named = |row: usize| match table.value(&table.records[row], parent)? {
        Value::Text(id) => table.find_row(id).filter(|above| *above != row),
        _ => None,
    };
    let mut children: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut roots = Vec::new();
    for row in 0..table.records.len() {
        match named(row) {
            Some(above) => children.entry(above).or_default().push(row),
            None => roots.push(row),
        }
    }
    let mut families: Vec<Vec<(usize, usize)>> = roots
        .into_iter()
        .filter(|root| children.contains_key(root))
        .map(|root| members(root, &children))
        .collect();
    families.sort_by_key(|family| std::cmp::Reverse(family.len()));
    if families.is_empty() {
        return None;
    }
    let mut shapes = String::new();
    let (mut top, mut deepest) = (ROW, 0);
    for family in families.iter().take(FAMILIES) {
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for (row, depth) in family.iter().take(MEMBERS) {
            let (left, middle) = (STEP * depth + 8, top - 5);
            if let Some(above) = named(*row).and_then(|above| places.get(&above)) {
                let from = left - STEP;
                _ = write!(shapes, "<path d=\"M{from} {}V{middle}H{}\"/>", above + 6, left - 6);
            }
            _ = write!(shapes, "<circle cx=\"{left}\" cy=\"{middle}\" r=\"5\"/>");
            let at = RecordRef { table: number, row: u32::try_from(*row).unwrap_or(u32::MAX) };
            _ = write!(
                shapes,
                "<text x=\"{}\" y=\"{top}\">{}</text>",
                left + 12,
                escape(&label(desk, table, at, *row))
            );
            places.insert(*row, middle);
            deepest = deepest.max(*depth);
            top += ROW;
        }
        let more = family.len().saturating_sub(MEMBERS);
        if more > 0 {
            _ = write!(shapes, "<text x=\"{}\" y=\"{top}\">… + {more}</text>", STEP + 20);
            top += ROW;
        }
        top += ROW / 2;
    }
    let (width, title) = (STEP * deepest + NAME, escape(&desk.set(&table.collection.title)));
    Some(format!(
        "<svg class=\"families\" viewBox=\"0 0 {width} {top}\" width=\"{width}\" height=\"{top}\" role=\"img\" aria-labelledby=\"_families\">\
         <title id=\"_families\">{title}</title>\
         <g fill=\"none\" stroke=\"currentColor\">{}</g></svg>",
        shapes.replace("<text ", "<text fill=\"currentColor\" stroke=\"none\" ")
    ))
}

/// A family from its oldest, each behind the one it comes from, with its depth.
fn members(root: usize, children: &BTreeMap<usize, Vec<usize>>) -> Vec<(usize, usize)> {
    let (mut all, mut left, mut seen) = (Vec::new(), vec![(root, 0)], BTreeSet::new());
    while let Some((row, depth)) = left.pop() {
        if seen.insert(row) {
            all.push((row, depth));
            left.extend(children.get(&row).into_iter().flatten().rev().map(|child| (*child, depth + 1)));
        }
    }
    all
}

/// The name of a record, with what its first filter says of it: who publishes it, say.
fn label(desk: &RenderContext<'_>, table: &Table, at: RecordRef, row: usize) -> String {
    let name = desk.label(at);
    let beside = table.collection.filters.first().and_then(|filter| {
        let value = table.value(&table.records[row], *filter)?;
        value.as_text().map(|text| desk.set(text).into_owned())
    });
    beside.map_or_else(|| name.to_owned(), |beside| format!("{name} – {beside}"))
}
