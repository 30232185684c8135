//! The wheel: one petal a record, each in its hue, each a link.
//!
//! In: the records of a collection in their order. Out: one inline SVG. Never: a record without its name
//! in the list that stands beside the picture.

use std::f64::consts::PI;
use std::fmt::Write as _;

use crate::model::{RecordRef, Table};
use crate::render::desk::RenderContext;
use crate::render::hue;
use crate::schema::{Value, View};
use crate::source::html::escape;

/// How far petals reach from the middle.
const OUTER: f64 = 394.0;
/// Where they begin.
const INNER: f64 = 134.0;
/// The ring of plain hues between the petals and the hub.
const RING: [f64; 2] = [112.0, 126.0];
/// The hub, which says how many there are, and the name of the petal that is pointed at.
const HUB: f64 = 104.0;
/// Between which radii labels stand.
const LABEL: [f64; 2] = [148.0, 376.0];
/// Half the space between two petals, the same all along.
const GAP: f64 = 3.5;
/// Up to so many petals, labels stand upright.
const UPRIGHT: usize = 6;
/// A label is never smaller, unless the petals are too thin for it: a long name is cut instead, and stands whole in
/// the hub when its petal is pointed at, and in the list.
const SMALLEST: f64 = 20.0;
const LARGEST: f64 = 31.0;
/// Below this size a label is no help to anyone.
const READABLE: f64 = 10.0;

/// Draws the wheel of a table. The petal of `lit` is filled: the page is about it.
#[must_use]
pub fn draw(
    desk: &RenderContext<'_>,
    number: u32,
    table: &Table,
    id: &str,
    lit: Option<RecordRef>,
) -> String {
    let petals: Vec<Petal> = hue::places(number, table)
        .into_iter()
        .map(|at| Petal {
            name: name(desk, table, at),
            href: desk.record_link(at),
            hue: desk.hues.of(at),
            lit: lit == Some(at),
        })
        .collect();
    let wheel = Wheel {
        title: &desk.set(&table.collection.title),
        description: &desk.words.count("wheel_description", petals.len()),
        id,
        petals: &petals,
    };
    picture(&wheel)
}

/// What a wheel says.
pub struct Wheel<'a> {
    pub title: &'a str,
    pub description: &'a str,
    /// What the identifiers of the drawing begin with.
    pub id: &'a str,
    pub petals: &'a [Petal],
}

/// One petal.
pub struct Petal {
    pub name: String,
    pub href: Option<String>,
    pub hue: u8,
    pub lit: bool,
}

/// Draws a wheel.
#[must_use]
pub fn picture(wheel: &Wheel<'_>) -> String {
    let (title, description, id) = (escape(wheel.title), escape(wheel.description), wheel.id);
    let names: Vec<&str> = wheel.petals.iter().map(|petal| petal.name.as_str()).collect();
    let sheet = fit(&names);
    let mut out = String::with_capacity(wheel.petals.len() * 640 + 800);
    let _ = write!(
        out,
        "<svg class=\"wheel\" viewBox=\"-400 -400 800 800\" role=\"group\" aria-labelledby=\"{id}-title {id}-desc\" \
         font-size=\"{:.1}\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{description}</desc>",
        sheet.size,
    );
    write_hub(&mut out, wheel.title, names.len());
    for (place, petal) in wheel.petals.iter().enumerate() {
        draw_petal(&mut out, petal, place, names.len(), &sheet);
    }
    out.push_str("</svg>");
    out
}

/// How many there are, and of what.
fn write_hub(out: &mut String, title: &str, count: usize) {
    let lines = wrap(title, 2);
    let size = (HUB * 1.5 / widest(&lines)).clamp(10.0, 27.0);
    let up = if lines.len() > 1 { 10.0 } else { 0.0 };
    let _ = write!(
        out,
        "<g class=\"hub\" aria-hidden=\"true\"><circle r=\"{HUB}\"/><text y=\"{:.0}\" font-size=\"84\">{count}</text>",
        16.0 - up
    );
    for (line, words) in lines.iter().enumerate() {
        let y = 50.0 - up + real(line) * size * LEADING;
        let _ = write!(out, "<text y=\"{y:.1}\" font-size=\"{size:.1}\">{}</text>", escape(words));
    }
    out.push_str("</g>");
}

/// What the wheel calls a record.
fn name(desk: &RenderContext<'_>, table: &Table, at: RecordRef) -> String {
    let View::Wheel { label: Some(label), .. } = table.collection.view else {
        return desk.label(at).to_owned();
    };
    let named = table.value(&table.records[at.row as usize], label).and_then(Value::as_text);
    named.map_or_else(|| desk.label(at).to_owned(), |name| desk.set(name).into_owned())
}

fn draw_petal(out: &mut String, petal: &Petal, place: usize, count: usize, sheet: &LabelSetting) {
    let turn = 2.0 * PI / real(count);
    let (from, to) = (turn * real(place), turn * real(place + 1));
    let name = escape(&petal.name);
    let state = if petal.lit { " lit" } else { "" };
    if let Some(href) = &petal.href {
        let current = if petal.lit { " aria-current=\"page\"" } else { "" };
        let _ = write!(
            out,
            "<a href=\"{}\" class=\"petal hue-{}{state}\" aria-label=\"{name}\"{current}>",
            escape(href),
            petal.hue
        );
    } else {
        let _ = write!(out, "<g class=\"petal hue-{}{state}\">", petal.hue);
    }
    if count == 1 {
        let whole = |class: &str, [from, to]: [f64; 2]| {
            format!(
                "<circle class=\"{class}\" r=\"{:.1}\" stroke-width=\"{:.1}\"/>",
                f64::midpoint(from, to),
                to - from
            )
        };
        out.push_str(&whole("blade", [INNER, OUTER]));
        out.push_str(&whole("ring", RING));
    } else {
        let corner = (OUTER * turn * 0.3).min(46.0);
        let _ = write!(
            out,
            "<path class=\"blade\" d=\"{}\"/><path class=\"ring\" d=\"{}\"/>",
            sector(from, to, [INNER, OUTER], [(INNER * turn * 0.16).min(12.0), corner]),
            sector(from, to, RING, [2.0, 2.0]),
        );
    }
    write_label(out, &label(&petal.name, sheet), f64::midpoint(from, to), sheet);
    say(out, &petal.name);
    out.push_str(if petal.href.is_some() { "</a>" } else { "</g>" });
}

/// A ring's sector with round corners, as far from its neighbours outside as inside. Angles turn clockwise from the top.
fn sector(from: f64, to: f64, [inner, outer]: [f64; 2], corners: [f64; 2]) -> String {
    // The angle by which a point at that radius stands off the sector's straight side.
    let off = |radius: f64, distance: f64| (distance / radius).min(1.0).asin();
    let at = |radius: f64, angle: f64| format!("{:.1} {:.1}", radius * angle.sin(), -radius * angle.cos());
    // A corner that is wider than its sector would turn the outline inside out.
    let gap = gap(to - from);
    let fits = |radius: f64, corner: f64| corner.min((radius * (to - from) / 2.0 - gap).max(0.1) * 0.9);
    let (low, high) = (fits(inner, corners[0]), fits(outer, corners[1]));
    let (ends, begins) = (outer - high, inner + low);
    let large = u8::from(to - from > PI);
    let round = |radius: f64, corner: f64| off(radius, gap + corner);
    format!(
        "M{a}A{high:.1} {high:.1} 0 0 1 {b}A{outer} {outer} 0 {large} 1 {c}A{high:.1} {high:.1} 0 0 1 {d}L{e}\
         A{low:.1} {low:.1} 0 0 1 {f}A{inner} {inner} 0 {large} 0 {g}A{low:.1} {low:.1} 0 0 1 {h}Z",
        a = at(ends, from + off(ends, gap)),
        b = at(outer, from + round(outer, high)),
        c = at(outer, to - round(outer, high)),
        d = at(ends, to - off(ends, gap)),
        e = at(begins, to - off(begins, gap)),
        f = at(inner, to - round(inner, low)),
        g = at(inner, from + round(inner, low)),
        h = at(begins, from + off(begins, gap)),
    )
}

/// Where few petals leave them the room, labels stand upright; else they run along the petal, their outer end at the
/// rim, and turn over on the left, so that none stands on its head.
fn write_label(out: &mut String, lines: &[String], middle: f64, sheet: &LabelSetting) {
    if lines.is_empty() {
        return;
    }
    let (end, x) = match sheet.stance {
        Stance::Upright => {
            let radius = f64::midpoint(INNER, OUTER);
            let (x, y) = (radius * middle.sin(), -radius * middle.cos());
            let _ = write!(out, "<text transform=\"translate({x:.1} {y:.1})\"");
            ("middle", 0.0)
        }
        Stance::Radial => {
            let degrees = middle.to_degrees() - 90.0;
            let (rotation, x, end) =
                if middle <= PI { (degrees, LABEL[1], "end") } else { (degrees + 180.0, -LABEL[1], "start") };
            let _ = write!(out, "<text transform=\"rotate({rotation:.1})\"");
            (end, x)
        }
    };
    let _ = write!(out, " text-anchor=\"{end}\">");
    for (line, words) in lines.iter().enumerate() {
        let y = sheet.size * (LEADING * (real(line) - (real(lines.len()) - 1.0) / 2.0) + 0.34);
        if line > 0 {
            // Between words for who reads the text, and no wider for who sees it.
            out.push_str("<tspan font-size=\"0\"> </tspan>");
        }
        let _ = write!(out, "<tspan x=\"{x:.0}\" y=\"{y:.1}\">{}</tspan>", escape(words));
    }
    out.push_str("</text>");
}

/// The whole name, for the hub to say while the petal is pointed at.
fn say(out: &mut String, name: &str) {
    let size = |lines: &[String]| (HUB * 1.7 / widest(lines)).min(HUB * 1.2 / real(lines.len().max(1)));
    let lines = (1..=4).map(|most| wrap(name, most)).max_by(|a, b| size(a).total_cmp(&size(b)));
    let lines = lines.unwrap_or_default();
    let size = size(&lines).clamp(9.0, 36.0);
    out.push_str("<g class=\"say\" aria-hidden=\"true\">");
    for (line, words) in lines.iter().enumerate() {
        let y = size * (LEADING * (real(line) - (real(lines.len()) - 1.0) / 2.0) + 0.32);
        let _ = write!(out, "<text y=\"{y:.1}\" font-size=\"{size:.1}\">{}</text>", escape(words));
    }
    out.push_str("</g>");
}

/// From one line to the next, in ems.
const LEADING: f64 = 1.1;

/// How labels are set, all of them alike.
#[derive(Debug)]
struct LabelSetting {
    size: f64,
    stance: Stance,
    /// How long a line may be, in ems, and how many lines there may be.
    room: f64,
    most: usize,
}

#[derive(Clone, Copy, Debug)]
enum Stance {
    Upright,
    Radial,
}

/// The largest size at which every name fits its petal whole, in as many lines as that takes; else the smallest.
fn fit(names: &[&str]) -> LabelSetting {
    let turn = 2.0 * PI / real(names.len().max(1));
    let upright = (2..=UPRIGHT).contains(&names.len());
    let (stance, length, height) = if upright {
        (Stance::Upright, 206.0, 128.0)
    } else {
        // Where a line ends inside, petals are thinnest.
        (Stance::Radial, LABEL[1] - LABEL[0], LABEL[0] * turn.min(1.0) - 2.0 * gap(turn))
    };
    let sheets = (1..=5).map(|most| {
        let by_height = height / (real(most) * LEADING);
        let widths = names.iter().map(|name| widest(&wrap(name, most)));
        let by_length = widths.map(|width| length / width).fold(LARGEST, f64::min);
        let size = by_length.max(SMALLEST).min(by_height).min(LARGEST);
        LabelSetting { size, stance, room: length / size, most }
    });
    let best = sheets.max_by(|a, b| a.size.total_cmp(&b.size));
    best.unwrap_or(LabelSetting { size: LARGEST, stance, room: 0.0, most: 0 })
}

/// A name on its petal: in no more lines than it needs; cut where there is no room for the whole of it.
fn label(name: &str, sheet: &LabelSetting) -> Vec<String> {
    if sheet.size < READABLE {
        return Vec::new();
    }
    let whole = (1..=sheet.most).map(|most| wrap(name, most)).find(|lines| widest(lines) <= sheet.room);
    whole.unwrap_or_else(|| {
        let words: Vec<&str> = name.split_inclusive([' ', '-']).collect();
        let mut lines = filled(&words, sheet.room);
        if lines.len() > sheet.most {
            lines.truncate(sheet.most);
            lines.iter_mut().skip(sheet.most - 1).for_each(|last| last.push('…'));
        }
        lines.into_iter().map(|line| shortened(line, sheet.room)).collect()
    })
}

/// Half the space between two petals: less where they are thin.
fn gap(turn: f64) -> f64 {
    GAP.min(INNER * turn * 0.1)
}

/// A name in so many lines at most, the widest as narrow as can be.
fn wrap(name: &str, most: usize) -> Vec<String> {
    let words: Vec<&str> = name.split_inclusive([' ', '-']).collect();
    let mut narrowest: Option<Vec<String>> = None;
    // Every line's width is the width of some run of words: try each as the limit.
    for (first, _) in words.iter().enumerate() {
        for last in first..words.len() {
            let limit = width(words[first..=last].concat().trim_end());
            let lines = filled(&words, limit);
            let better = narrowest.as_ref().is_none_or(|best| widest(&lines) < widest(best));
            if lines.len() <= most && better {
                narrowest = Some(lines);
            }
        }
    }
    narrowest.unwrap_or_else(|| vec![name.to_owned()])
}

/// Words put on lines that are no wider than a limit, unless a word alone is.
fn filled(words: &[&str], limit: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if width([line, word.trim_end()].concat().as_str()) <= limit + 1e-9 => {
                line.push_str(word);
            }
            _ => lines.push((*word).to_owned()),
        }
    }
    lines.iter_mut().for_each(|line| line.truncate(line.trim_end().len()));
    lines
}

fn shortened(line: String, most: f64) -> String {
    if width(&line) <= most {
        return line;
    }
    let mut cut = String::new();
    for c in line.chars() {
        if width(&cut) + em(c) + em('…') > most {
            break;
        }
        cut.push(c);
    }
    format!("{}…", cut.trim_end())
}

fn widest(lines: &[String]) -> f64 {
    lines.iter().map(|line| width(line)).fold(0.5, f64::max)
}

fn width(text: &str) -> f64 {
    text.chars().map(em).sum()
}

/// How wide a character is, in ems, at most in the fonts that the theme names: a label must not run out of its petal.
fn em(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | '’' | ' ' | '\u{a0}'
        | '\u{202f}' => 0.33,
        'f' | 't' | 'r' | '-' | '(' | ')' | '"' | 'î' | 'ï' => 0.43,
        'm' | 'w' | 'M' | 'W' | 'œ' | 'Œ' | 'æ' | 'Æ' | '@' | '%' | '…' => 0.95,
        c if c.is_uppercase() => 0.72,
        c if c.is_ascii() || c.is_alphabetic() && (c as u32) < 0x2000 => 0.6,
        _ => 1.0,
    }
}

#[allow(clippy::cast_precision_loss)]
fn real(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_lines_that_make_them_narrow() {
        assert_eq!(wrap("Audace", 2), ["Audace"]);
        assert_eq!(wrap("Remise en question", 2), ["Remise en", "question"]);
        assert_eq!(wrap("Remise en question", 1), ["Remise en question"]);
        assert_eq!(wrap("Bien-être au travail", 2), ["Bien-être", "au travail"]);
    }

    #[test]
    fn labels_stay_in_their_petals() {
        let long = "Coopération intercommunale transfrontalière et anticonstitutionnellement";
        for count in [1, 2, 3, 5, 12, 24, 40, 90, 400] {
            let names: Vec<&str> =
                std::iter::once(long).chain(std::iter::repeat_n("Audace", count - 1)).collect();
            let sheet = fit(&names);
            for name in &names {
                let lines = label(name, &sheet);
                for line in &lines {
                    let long = width(line) * sheet.size;
                    assert!(long <= LABEL[1] - LABEL[0] + 1e-6, "{line}, {sheet:?}, {count}");
                }
                let turn = (2.0 * PI / real(count)).min(1.0);
                assert!(real(lines.len()) * sheet.size <= LABEL[0] * turn, "{lines:?}, {sheet:?}, {count}");
            }
        }
    }

    #[test]
    fn sectors_are_whole_numbers_of_nothing_impossible() {
        for count in [2, 3, 12, 40, 400] {
            let turn = 2.0 * PI / real(count);
            let path = sector(0.0, turn, [INNER, OUTER], [12.0, 46.0]);
            assert!(!path.contains("NaN") && path.ends_with('Z'), "{path}");
        }
    }
}
