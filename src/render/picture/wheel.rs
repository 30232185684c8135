//! The wheel: one spoke a record, each in its hue, each a link.
//!
//! In: the records of a collection in their order. Out: one inline SVG. Never: a record without its name
//! in the list that stands beside the picture.

use std::f64::consts::PI;
use std::fmt::Write as _;

use crate::model::{RecordRef, Table};
use crate::render::desk::{self, Desk};
use crate::render::html::escaped;
use crate::schema::View;

const OUTER: f64 = 392.0;
const INNER: f64 = 118.0;
/// Where labels end, a little inside the rim.
const RIM: f64 = 372.0;
/// The mean width of a character, in ems, of the theme's bold sans serif.
const EM: f64 = 0.56;

/// Draws the wheel of a table.
#[must_use]
pub fn draw(desk: &Desk<'_>, number: u32, table: &Table, id: &str) -> String {
    let spokes = spokes(desk, number, table);
    let title = escaped(&desk.set(&table.collection.title));
    let description = desk.words.count("wheel_description", spokes.len());
    let size = font_size(&spokes);
    let mut out = String::with_capacity(spokes.len() * 420 + 800);
    let _ = write!(
        out,
        "<svg class=\"wheel\" viewBox=\"-400 -400 800 800\" role=\"group\" aria-labelledby=\"{id}-title {id}-desc\" \
         font-size=\"{size:.1}\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{}</desc>",
        escaped(&description)
    );
    for (rank, spoke) in spokes.iter().enumerate() {
        draw_spoke(&mut out, spoke, rank, spokes.len(), size);
    }
    let _ = write!(
        out,
        "<g class=\"hub\" aria-hidden=\"true\"><circle r=\"{:.0}\"/><text y=\"12\" font-size=\"88\">{}</text>\
         <text y=\"52\" font-size=\"{:.1}\">{title}</text></g></svg>",
        INNER - 8.0,
        spokes.len(),
        hub_size(&table.collection.title),
    );
    out
}

struct Spoke {
    lines: Vec<String>,
    name: String,
    href: Option<String>,
    hue: u8,
}

/// In the order that the view names, else in that of the collection.
fn spokes(desk: &Desk<'_>, number: u32, table: &Table) -> Vec<Spoke> {
    let (label, order) = match table.collection.view {
        View::Wheel { label, order } => (label, order),
        _ => (None, None),
    };
    let mut rows: Vec<(usize, RecordRef)> =
        (0u32..).take(table.records.len()).map(|row| RecordRef { table: number, row }).enumerate().collect();
    if let Some(order) = order {
        rows.sort_by_key(|(row, _)| match desk::value(table, &table.records[*row], order) {
            Some(crate::schema::Value::Integer(rank)) => *rank,
            _ => i64::MAX,
        });
    }
    let count = rows.len();
    rows.into_iter()
        .map(|(row, at)| {
            let record = &table.records[row];
            let named = label.and_then(|field| desk::value(table, record, field)).and_then(desk::text);
            let name = named.map_or_else(|| desk.label(at).into(), |name| desk.set(name));
            Spoke {
                lines: wrap(&name, count),
                name: name.into_owned(),
                href: desk.record_link(at),
                hue: desk.hues.of(at),
            }
        })
        .collect()
}

fn draw_spoke(out: &mut String, spoke: &Spoke, rank: usize, count: usize, size: f64) {
    let turn = 2.0 * PI / real(count);
    let (from, to) = (turn * real(rank), turn * (real(rank) + 1.0));
    if let Some(href) = &spoke.href {
        let _ = write!(out, "<a href=\"{}\" class=\"spoke hue-{}\">", escaped(href), spoke.hue);
    } else {
        let _ = write!(out, "<g class=\"spoke hue-{}\">", spoke.hue);
    }
    let _ = write!(out, "<title>{}</title>", escaped(&spoke.name));
    if count == 1 {
        let radius = f64::midpoint(OUTER, INNER);
        let _ =
            write!(out, "<circle r=\"{radius:.1}\" class=\"ring\" stroke-width=\"{:.1}\"/>", OUTER - INNER);
    } else {
        let _ = write!(out, "<path d=\"{}\"/>", sector(from, to));
    }
    label(out, spoke, f64::midpoint(from, to), size);
    out.push_str(if spoke.href.is_some() { "</a>" } else { "</g>" });
}

/// A ring's sector; angles turn clockwise from the top.
fn sector(from: f64, to: f64) -> String {
    let at = |radius: f64, angle: f64| (radius * angle.sin(), -radius * angle.cos());
    let large = u8::from(to - from > PI);
    let ((ax, ay), (bx, by)) = (at(OUTER, from), at(OUTER, to));
    let ((cx, cy), (dx, dy)) = (at(INNER, to), at(INNER, from));
    format!(
        "M{ax:.1} {ay:.1}A{OUTER} {OUTER} 0 {large} 1 {bx:.1} {by:.1}L{cx:.1} {cy:.1}\
         A{INNER} {INNER} 0 {large} 0 {dx:.1} {dy:.1}Z"
    )
}

/// Text along the spoke, its outer end at the rim; on the left it turns over, so that no label stands on its head.
fn label(out: &mut String, spoke: &Spoke, middle: f64, size: f64) {
    let degrees = middle.to_degrees() - 90.0;
    let (rotation, x, end) =
        if middle <= PI { (degrees, RIM, "end") } else { (degrees + 180.0, -RIM, "start") };
    let _ = write!(out, "<text transform=\"rotate({rotation:.1})\" text-anchor=\"{end}\">");
    let height = size * 1.08;
    let top = -height * (real(spoke.lines.len()) - 1.0) / 2.0 + size * 0.34;
    for (line, words) in spoke.lines.iter().enumerate() {
        let y = top + height * real(line);
        let _ = write!(out, "<tspan x=\"{x:.0}\" y=\"{y:.1}\">{}</tspan>", escaped(words));
    }
    out.push_str("</text>");
}

/// Lines as many as a spoke has room for, cut where a name is longer still: the list has it whole.
fn wrap(name: &str, count: usize) -> Vec<String> {
    let (most, width) = match count {
        0..=5 => (4, 14),
        6..=9 => (3, 15),
        10..=18 => (2, 16),
        _ => (1, 22),
    };
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_inclusive([' ', '-']) {
        match lines.last_mut() {
            Some(line) if letters(line) + letters(word.trim_end()) <= width => line.push_str(word),
            _ => lines.push(word.to_owned()),
        }
    }
    let cut = lines.len() > most;
    lines.truncate(most);
    if let Some(last) = lines.last_mut().filter(|_| cut) {
        *last = format!("{}…", last.trim_end());
    }
    lines.iter().map(|line| shortened(line.trim_end(), width + 4)).collect()
}

fn shortened(line: &str, most: usize) -> String {
    if letters(line) <= most {
        return line.to_owned();
    }
    let cut: String = line.chars().take(most - 1).collect();
    format!("{}…", cut.trim_end())
}

fn letters(text: &str) -> usize {
    text.chars().count()
}

/// As large as the longest line and the narrowest spoke allow.
fn font_size(spokes: &[Spoke]) -> f64 {
    let longest = spokes.iter().flat_map(|spoke| &spoke.lines).map(|line| letters(line)).max();
    let lines = spokes.iter().map(|spoke| spoke.lines.len()).max().unwrap_or(1);
    let length = RIM - INNER - 14.0;
    let by_length = length / (real(longest.unwrap_or(1)) * EM);
    let by_turn = 2.0 * PI * 250.0 / real(spokes.len().max(1)) / (real(lines) * 1.15);
    by_length.min(by_turn).clamp(9.0, 32.0)
}

fn hub_size(title: &str) -> f64 {
    (170.0 / (real(title.chars().count().max(1)) * EM)).clamp(10.0, 30.0)
}

#[allow(clippy::cast_precision_loss)]
fn real(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_take_the_lines_there_is_room_for() {
        assert_eq!(wrap("Audace", 12), ["Audace"]);
        assert_eq!(wrap("Remise en question", 12), ["Remise en", "question"]);
        assert_eq!(wrap("Remise en question", 40), ["Remise en question"]);
        assert_eq!(wrap("Une très longue branche sans fin", 40), ["Une très longue…"]);
        assert_eq!(wrap("Anticonstitutionnellement", 12), ["Anticonstitutionnel…"]);
    }

    #[test]
    fn sectors_close_on_themselves() {
        assert!(sector(0.0, PI / 6.0).starts_with("M0.0 -392.0A392 392 0 0 1 196.0 -339.5L"));
    }
}
