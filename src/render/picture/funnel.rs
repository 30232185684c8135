//! The funnel: what many things became, step by step, each as wide as its value.
//!
//! In: records in the order declared, and the fields of `view: {funnel: …}`. Out: one drawing. Never: a rate, which
//! nobody stated.

use super::figures::{self, Figure};
use super::svg::{self, LARGE, PLAIN, Paper, PictureWidth, SpokenPicture};
use super::{Drawing, Subject};
use crate::check::pictures::{list_steps, read_amount};
use crate::render::desk::RenderContext;
use crate::schema::Figures;

/// The height of a step, and of the slope that leads to the next.
const STEP: f64 = 54.0;
const SLOPE: f64 = 22.0;
/// No step is narrower than can be seen.
const LEAST: f64 = 5.0;

struct Step {
    amount: String,
    label: String,
    date: String,
    size: f64,
    hue: u8,
}

/// Draws the steps, from the first down.
#[must_use]
pub fn draw(desk: &RenderContext<'_>, view: &Figures, subject: &Subject<'_, '_>) -> Drawing {
    let rows = list_steps(subject.table, view, subject.rows);
    let drawn: Vec<Step> = rows
        .iter()
        .map(|at| {
            let figure = Figure { desk, table: subject.table, view, at: *at };
            Step {
                amount: figure.amount(),
                label: figure.label(),
                date: figure.date(),
                size: read_amount(subject.table, view, *at).unwrap_or_default(),
                hue: desk.hues.of(*at),
            }
        })
        .collect();
    let title = desk.set(subject.title);
    let description = desk.words.count("funnel_description", drawn.len());
    let told = SpokenPicture { kind: "funnel", id: subject.id, title: &title, description: &description };
    let row = |at: &_| Figure { desk, table: subject.table, view, at: *at }.row();
    Drawing {
        name: String::new(),
        svg: svg::both(&told, |place, paper| draw_steps(&drawn, place, paper)),
        head: figures::head(desk),
        // What has no value is no step, and still stands in the list.
        rows: rows.iter().chain(subject.rows.iter().filter(|at| !rows.contains(at))).map(row).collect(),
    }
}

fn draw_steps(steps: &[Step], place: PictureWidth, paper: &mut Paper) {
    let (widest, words) = if place == PictureWidth::Wide { (330.0, 366.0) } else { (104.0, 122.0) };
    let room = place.width() - words;
    let most = steps.iter().map(|step| step.size).fold(0.0, f64::max);
    let width = |step: &Step| if most > 0.0 { (step.size / most * widest).max(LEAST) } else { LEAST };
    let mut above: Option<(f64, f64)> = None;
    for step in steps {
        let wide = width(step);
        if let Some((upper, end)) = above {
            let (middle, top, bottom) = (widest / 2.0, end, paper.y);
            let corners =
                [middle - upper / 2.0, middle + upper / 2.0, middle + wide / 2.0, middle - wide / 2.0];
            let [a, b, c, d] = corners;
            paper.path(
                "slope",
                &format!("M{a:.1} {top:.1}L{b:.1} {top:.1}L{c:.1} {bottom:.1}L{d:.1} {bottom:.1}Z"),
            );
        }
        let amount = LARGE.lines(&step.amount, room);
        let label = PLAIN.lines(&step.label, room);
        let date = if step.date.is_empty() { Vec::new() } else { PLAIN.lines(&step.date, room) };
        let top = paper.y;
        let mut end = paper.text(LARGE, &amount, words, top);
        end = paper.text(PLAIN, &label, words, end);
        end = paper.text(svg::Type { class: "t soft", ..PLAIN }, &date, words, end);
        let height = (end - top + 4.0).max(STEP);
        paper.rect(&svg::hued("bar", step.hue), ((widest - wide) / 2.0, top), (wide, height), 1.0);
        above = Some((wide, top + height));
        paper.y = top + height + SLOPE;
    }
    paper.y -= SLOPE - 2.0;
}
