//! Bars: values as lengths, side by side only where they compare.
//!
//! In: records and the fields of `view: {bars: …}`. Out: a drawing for each set of values that compare, figures for the
//! rest. Never: a bar alone, nor a bar cut short of zero.

use super::figures::{self, Figure, group_cards};
use super::svg::{self, LINE, PLAIN, Paper, PictureWidth, STRONG, SpokenPicture};
use super::{Drawing, Subject};
use crate::check::pictures::{group_comparable, read_amount};
use crate::model::RecordRef;
use crate::render::desk::RenderContext;
use crate::render::views::picture::BarsView;
use crate::schema::Figures;

/// The height of a bar, and the room between two.
const BAR: f64 = 20.0;
const GAP: f64 = 12.0;
/// The room for names, and the most for amounts, beside bars.
const NAMES: f64 = 240.0;
const AMOUNTS: f64 = 220.0;

/// Draws what compares, and the figures of what does not.
#[must_use]
pub fn draw<'a>(desk: &RenderContext<'a>, view: &'a Figures, subject: &Subject<'a, '_>) -> BarsView<'a> {
    let compared = group_comparable(subject.table, view, subject.rows);
    let several = compared.sets.len() > 1;
    let drawings = compared.sets.iter().enumerate().map(|(number, set)| {
        let id = format!("{}-{number}", subject.id);
        let mut drawing = draw_set(desk, view, &Subject { rows: set, id: &id, ..*subject });
        if several {
            drawing.name = Figure { desk, table: subject.table, view, at: set[0] }.group();
        }
        drawing.into_view()
    });
    BarsView {
        drawings: drawings.collect(),
        figures: group_cards(desk, subject.table, view, &compared.alone),
    }
}

struct Bar {
    label: String,
    amount: String,
    length: f64,
    hue: u8,
}

fn draw_set(desk: &RenderContext<'_>, view: &Figures, subject: &Subject<'_, '_>) -> Drawing {
    let figure = |at: &RecordRef| Figure { desk, table: subject.table, view, at: *at };
    let bars: Vec<Bar> = subject
        .rows
        .iter()
        .map(|at| Bar {
            label: figure(at).label(),
            amount: figure(at).amount(),
            length: read_amount(subject.table, view, *at).unwrap_or_default(),
            hue: desk.hues.of(*at),
        })
        .collect();
    let title = desk.set(subject.title);
    let description = desk.words.count("bars_description", bars.len());
    let told = SpokenPicture { kind: "bars", id: subject.id, title: &title, description: &description };
    Drawing {
        name: String::new(),
        svg: svg::both(&told, |place, paper| draw_bars(&bars, place, paper)),
        head: figures::head(desk),
        rows: subject.rows.iter().map(|at| figure(at).row()).collect(),
    }
}

/// In a wide place a bar stands between its name and its amount, in a narrow one below both.
fn draw_bars(bars: &[Bar], place: PictureWidth, paper: &mut Paper) {
    let most = bars.iter().map(|bar| bar.length).fold(0.0, f64::max);
    let amounts = bars.iter().map(|bar| STRONG.width(&bar.amount)).fold(0.0, f64::max);
    let below = place == PictureWidth::Narrow || amounts > AMOUNTS;
    let (start, longest) =
        if below { (0.0, place.width()) } else { (NAMES, place.width() - NAMES - amounts - 10.0) };
    for bar in bars {
        let length = if most > 0.0 { (bar.length / most * longest).max(2.0) } else { 2.0 };
        let (top, bottom) = if below {
            let label = paper.text(PLAIN, &PLAIN.lines(&bar.label, longest), 0.0, paper.y);
            let top = paper.text(STRONG, &STRONG.lines(&bar.amount, longest), 0.0, label) + 3.0;
            (top, top + BAR)
        } else {
            let end = paper.text(PLAIN, &PLAIN.lines(&bar.label, NAMES - 16.0), 0.0, paper.y);
            let room = (end - paper.y).max(BAR);
            let top = paper.y + (room - BAR) / 2.0;
            let amount = std::slice::from_ref(&bar.amount);
            paper.text(STRONG, amount, start + length + 8.0, top + (BAR - LINE) / 2.0);
            (top, paper.y + room)
        };
        paper.rect(&svg::hued("bar", bar.hue), (start, top), (length, BAR), 2.0);
        paper.y = bottom + GAP;
    }
    if !below {
        paper.path("axis", &format!("M{start:.1} 0V{:.1}", paper.y - GAP));
    }
    paper.y -= GAP - 2.0;
}
