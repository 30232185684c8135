//! The chart of roles: what stands within what, and how many hold each part.
//!
//! In: records and the fields of `view: {chart: …}`. Out: one drawing of boxes in boxes. Never: a record drawn twice,
//! however its groups name each other.

use std::collections::{BTreeMap, BTreeSet};

use super::svg::{self, LINE, PLAIN, Paper, PictureWidth, STRONG, SpokenPicture, Type};
use super::{Drawing, Subject, real, write_link};
use crate::check::measure::FontWeight;
use crate::model::{RecordRef, Table};
use crate::render::desk::{self, RenderContext};
use crate::render::field;
use crate::schema::{Chart, Value, View};
use crate::source::html::escape;

const PADDING: f64 = 12.0;
const GAP: f64 = 12.0;
const SMALL: Type = Type { class: "s soft", weight: FontWeight::Regular, size: 12.5 };
/// The narrowest text column: boxes within boxes stop growing narrower here.
const LEAST: f64 = 90.0;

/// How many boxes stand in each other at most.
const DEEPEST: usize = 8;

/// A record as the chart has it.
struct ChartNode {
    at: RecordRef,
    label: String,
    count: String,
    note: String,
    group: String,
    within: Option<RecordRef>,
    /// Whether it holds others, or could: a box, not a line in one.
    holds: bool,
    hue: u8,
}

/// Draws who stands within what.
#[must_use]
pub fn draw(desk: &RenderContext<'_>, view: &Chart, subject: &Subject<'_, '_>) -> Drawing {
    let tree = ChartTree::new(parts(desk, view, subject));
    let bands = tree.bands();
    let title = desk.set(subject.title);
    let description = desk.words.count("chart_description", tree.parts.len());
    let told = SpokenPicture { kind: "chart", id: subject.id, title: &title, description: &description };
    let mut rows = Vec::new();
    for (_, roots) in &bands {
        roots.iter().for_each(|root| tree.tell(desk, *root, &mut rows));
    }
    let fields = &subject.table.collection.schema.fields;
    let of = |field: Option<usize>, otherwise: &str| match field {
        Some(field) => desk.set(fields[field].label()).into_owned(),
        None => desk.words.get(otherwise).to_owned(),
    };
    let head = vec![
        of(view.label, "figure_what"),
        of(view.count, "chart_count"),
        desk.words.get("chart_within").to_owned(),
        of(view.note, "chart_note"),
    ];
    Drawing {
        name: String::new(),
        svg: svg::both(&told, |place, paper| tree.draw(&bands, place, paper)),
        head,
        rows,
    }
}

/// The records drawn, and the groups of another collection that they stand within, with the groups around those.
fn parts(desk: &RenderContext<'_>, view: &Chart, subject: &Subject<'_, '_>) -> Vec<ChartNode> {
    let mut parts: Vec<ChartNode> =
        subject.rows.iter().map(|at| part(desk, view, subject.table, *at)).collect();
    let drawn: BTreeSet<RecordRef> = subject.rows.iter().copied().collect();
    let target = subject.table.collection.schema.fields[view.within].reference.as_deref();
    let Some((number, groups)) = target.and_then(|name| desk.site.table(name)) else { return parts };
    if std::ptr::eq(groups, subject.table) {
        // Where the one it stands within is not drawn, it stands alone.
        for part in &mut parts {
            part.within = part.within.filter(|there| drawn.contains(there));
        }
        return parts;
    }
    let bands: BTreeSet<String> = parts.iter().map(|part| part.group.clone()).collect();
    let own = match &groups.collection.view {
        View::Chart(own) => own.clone(),
        // A collection that is no chart has no groups around its groups.
        _ => Chart { within: usize::MAX, label: groups.collection.label, ..Chart::default() },
    };
    let named: BTreeSet<RecordRef> = parts.iter().filter_map(|part| part.within).collect();
    let rows = (0u32..).take(groups.records.len()).map(|row| RecordRef { table: number, row });
    let all: BTreeMap<RecordRef, ChartNode> = rows.map(|at| (at, part(desk, &own, groups, at))).collect();
    let mut wanted: BTreeSet<RecordRef> = BTreeSet::new();
    for (at, group) in &all {
        if named.contains(at) || (own.group.is_some() && view.group.is_some() && bands.contains(&group.group))
        {
            let mut next = Some(*at);
            while let Some(at) = next.filter(|at| wanted.insert(*at)) {
                next = all.get(&at).and_then(|group| group.within);
            }
        }
    }
    let mut whole: Vec<ChartNode> = all
        .into_iter()
        .filter(|(at, _)| wanted.contains(at))
        .map(|(_, group)| {
            // Its own words stand on its page.
            ChartNode { holds: true, note: String::new(), ..group }
        })
        .collect();
    if own.group.is_none() {
        give_bands(&mut whole, &parts);
    }
    whole.extend(parts);
    whole
}

/// Groups that name no band stand in that of the first record within them.
fn give_bands(groups: &mut [ChartNode], parts: &[ChartNode]) {
    for group in groups {
        let first = parts.iter().find(|part| part.within == Some(group.at));
        group.group = first.map(|part| part.group.clone()).unwrap_or_default();
    }
}

fn part(desk: &RenderContext<'_>, view: &Chart, table: &Table, at: RecordRef) -> ChartNode {
    let record = &table.records[at.row as usize];
    let shown = |field: Option<usize>| {
        let declared =
            table.collection.schema.fields.get(field?).filter(|field| desk.site.is_shown(field))?;
        Some(field::plain(desk, declared, table.value(record, field?)?))
    };
    let within = table.collection.schema.fields.get(view.within).and_then(|declared| {
        let text = table.value(record, view.within).and_then(Value::as_text)?;
        field::reference(desk, declared, text).filter(|_| desk.site.is_shown(declared))
    });
    // What the schema says of whoever is silent goes without saying.
    let usual = |field: usize| table.collection.schema.fields[field].default.as_ref();
    let said = |field: usize| table.value(record, field).filter(|value| usual(field) != Some(*value));
    let count = view.count.and_then(|field| match said(field)? {
        Value::Integer(number) => Some(number.to_string()),
        Value::Number(number) => Some(number.to_plain_string()),
        _ => None,
    });
    let count = count.map(|digits| crate::render::format::quantity(desk.words, &digits).into_owned());
    ChartNode {
        at,
        label: shown(view.label).unwrap_or_else(|| desk.label(at).to_owned()),
        count: count.unwrap_or_default(),
        note: shown(view.note).unwrap_or_default(),
        group: shown(view.group).unwrap_or_default(),
        within,
        holds: false,
        hue: desk.hues.of(at),
    }
}

struct ChartTree {
    parts: Vec<ChartNode>,
    /// By part: those that stand within it.
    inner: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

impl ChartTree {
    /// Every part hangs below one root; of a ring, the first part is the root.
    fn new(mut parts: Vec<ChartNode>) -> Self {
        let index: BTreeMap<RecordRef, usize> =
            parts.iter().enumerate().map(|(number, part)| (part.at, number)).collect();
        let above: Vec<Option<usize>> = parts
            .iter()
            .enumerate()
            .map(|(number, part)| {
                part.within.and_then(|at| index.get(&at).copied()).filter(|up| *up != number)
            })
            .collect();
        let mut inner = vec![Vec::new(); parts.len()];
        let mut roots = Vec::new();
        for number in 0..parts.len() {
            match hanger(&above, number) {
                Some(up) => inner[up].push(number),
                None => roots.push(number),
            }
        }
        for (part, inner) in parts.iter_mut().zip(&inner) {
            part.holds |= !inner.is_empty();
        }
        Self { parts, inner, roots }
    }

    /// The roots, by the group that their records name.
    fn bands(&self) -> Vec<(String, Vec<usize>)> {
        super::group(self.roots.iter().map(|root| (self.parts[*root].group.clone(), *root)).collect())
    }

    /// A part and those within it, as rows of a table.
    fn tell(&self, desk: &RenderContext<'_>, number: usize, rows: &mut Vec<(String, Vec<String>)>) {
        let part = &self.parts[number];
        let within = part.within.map(|at| escape(desk.label(at))).unwrap_or_default();
        // The groups of another collection have their anchors in its own list.
        let own = self.parts.last().is_some_and(|last| last.at.table == part.at.table);
        let anchor = if own { desk::to_anchor(&desk.site.record(part.at).1.id) } else { String::new() };
        let cells =
            vec![write_link(desk, part.at, &part.label), escape(&part.count), within, escape(&part.note)];
        rows.push((anchor, cells));
        self.inner[number].iter().for_each(|inner| self.tell(desk, *inner, rows));
    }

    /// Bands one below the other; in a wide place, the boxes of a band share two columns.
    fn draw(&self, bands: &[(String, Vec<usize>)], place: PictureWidth, paper: &mut Paper) {
        let columns: usize = if place == PictureWidth::Wide { 2 } else { 1 };
        for (name, roots) in bands {
            if !name.is_empty() {
                paper.y = paper.text(STRONG, &STRONG.lines(name, place.width()), 0.0, paper.y) + 6.0;
            }
            let columns = columns.min(roots.len()).max(1);
            let wide = (place.width() - GAP * real(columns - 1)) / real(columns);
            let mut ends = vec![paper.y; columns];
            for root in roots {
                let (column, top) =
                    ends.iter().copied().enumerate().fold((0, f64::MAX), |best, (column, end)| {
                        if end < best.1 - 0.5 { (column, end) } else { best }
                    });
                let x = (wide + GAP) * real(column);
                ends[column] = self.boxed(*root, (x, top), wide, paper) + GAP;
            }
            paper.y = ends.into_iter().fold(paper.y, f64::max) + GAP;
        }
        paper.y -= GAP * 2.0 - 2.0;
    }

    /// A box with its name, its lines, and the boxes within it; answers where it ends.
    fn boxed(&self, number: usize, at: (f64, f64), wide: f64, paper: &mut Paper) -> f64 {
        let part = &self.parts[number];
        // The frame goes below what it holds, and its height is known last.
        let mut inside = Paper::default();
        let padding = if wide - 2.0 * PADDING < LEAST { 3.0 } else { PADDING };
        let (x, room) = (at.0 + padding, wide - 2.0 * padding);
        let mut y = line(&mut inside, part, STRONG, (x, at.1 + padding - 3.0), room);
        let (lines, boxes): (Vec<usize>, Vec<usize>) =
            self.inner[number].iter().partition(|inner| !self.parts[**inner].holds);
        for inner in lines {
            y = line(&mut inside, &self.parts[inner], PLAIN, (x, y + 6.0), room);
        }
        for inner in boxes {
            y = self.boxed(inner, (x, y + GAP), room, &mut inside);
        }
        let class = if part.holds { "held" } else { "held lone" };
        paper.rect(&svg::hued(class, part.hue), at, (wide, y + padding - at.1), 6.0);
        paper.lay(&inside);
        y + padding
    }
}

/// A name behind its count, and its note below; answers where they end.
fn line(paper: &mut Paper, part: &ChartNode, kind: Type, at: (f64, f64), room: f64) -> f64 {
    let (mut x, mut room) = (at.0, room);
    if !part.count.is_empty() {
        let wide = (STRONG.width(&part.count) + 12.0).max(24.0).min(room);
        paper.rect("pill", (x, at.1), (wide, LINE + 2.0), 10.0);
        paper.centred("n", &part.count, x + wide / 2.0, at.1 + 15.0);
        (x, room) = (x + wide + 8.0, (room - wide - 8.0).max(40.0));
    }
    let y = paper.text(kind, &kind.lines(&part.label, room), x, at.1 + 1.0);
    let y = paper.text(SMALL, &SMALL.lines(&part.note, room), x, y);
    y.max(if part.count.is_empty() { y } else { at.1 + LINE + 2.0 })
}

/// What a part hangs from: the one it stands within, or where that is too deep the deepest there is room for; none
/// for what stands, by way of others, within itself.
fn hanger(above: &[Option<usize>], number: usize) -> Option<usize> {
    let mut path = Vec::new();
    let mut next = above[number];
    while let Some(up) = next.filter(|_| path.len() < above.len()) {
        if up == number {
            return None;
        }
        path.push(up);
        next = above[up];
    }
    path.get(path.len().saturating_sub(DEEPEST)).copied()
}

#[cfg(test)]
mod tests {
    use super::hanger;

    #[test]
    fn rings_are_cut_and_long_chains_are_gathered() {
        let above = [Some(1), Some(2), Some(1), None, Some(3)];
        let hung: Vec<_> = (0..5).map(|part| hanger(&above, part)).collect();
        assert_eq!(hung[1..], [None, None, None, Some(3)]);
        assert!(hung[0].is_some());
        let chain: Vec<Option<usize>> = (0..20usize).map(|part| part.checked_sub(1)).collect();
        assert_eq!((hanger(&chain, 5), hanger(&chain, 19)), (Some(4), Some(7)));
    }
}
