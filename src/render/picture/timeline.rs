//! The timeline: what happened when, as precisely as it is known, planned apart from done.
//!
//! In: records and the fields of `view: {timeline: …}`. Out: one drawing. Never: a date more precise than its author's.

use jiff::civil::Date;

use super::svg::{self, LINE, PLAIN, Paper, PictureWidth, STRONG, SpokenPicture, Type};
use super::{Drawing, Subject, group, real, write_link};
use crate::check::measure::FontWeight;
use crate::model::{RecordRef, Table};
use crate::render::desk::{self, RenderContext};
use crate::render::field;
use crate::render::format::{self, Precision};
use crate::schema::{Timeline, Value};
use crate::source::html::escape;

/// The width of a label beside its mark.
const LABEL: f64 = 172.0;
/// How far words stand from the axis of their lane: the years stand between.
const AWAY: f64 = 22.0;
const SMALL: Type = Type { class: "s soft", weight: FontWeight::Regular, size: 12.5 };

/// The picture and the list of some records.
#[must_use]
pub fn draw(desk: &RenderContext<'_>, view: &Timeline, subject: &Subject<'_, '_>) -> Drawing {
    let Subject { table, rows, .. } = *subject;
    let mut events: Vec<Event> = rows.iter().filter_map(|at| event(desk, table, view, *at)).collect();
    events.sort_by(|a, b| (a.start, &a.group).cmp(&(b.start, &b.group)));
    let order: Vec<RecordRef> = events.iter().map(|event| event.at).collect();
    let lanes = group(events.into_iter().map(|event| (event.group.clone(), event)).collect());
    let title = desk.set(subject.title);
    let description = desk.words.count("timeline_description", order.len());
    let told = SpokenPicture { kind: "timeline", id: subject.id, title: &title, description: &description };
    let svg = if lanes.is_empty() {
        String::new()
    } else {
        svg::both(&told, |place, paper| match place {
            PictureWidth::Wide => across(&lanes, paper),
            PictureWidth::Narrow => down(&lanes, paper),
        })
    };
    let several = lanes.len() > 1;
    let mut head = vec!["figure_date", "event"];
    head.extend(several.then_some("event_group"));
    head.extend(view.planned.is_some().then_some("event_state"));
    let dated = lanes.iter().flat_map(|(_, events)| events);
    let mut told: Vec<(String, Vec<String>)> = dated.map(|event| event.row(desk, view, several)).collect();
    let undated = rows.iter().filter(|at| dates(table, view, **at).is_none());
    told.extend(undated.map(|at| {
        let mut cells =
            vec![escape(desk.words.get("undated")), write_link(desk, *at, &called(desk, table, view, *at))];
        cells.resize(head.len(), String::new());
        (anchor(table, *at), cells)
    }));
    let head = head.into_iter().map(|key| desk.words.get(key).to_owned()).collect();
    Drawing { name: String::new(), svg, head, rows: told }
}

struct Event {
    at: RecordRef,
    start: Date,
    end: Date,
    precision: Precision,
    planned: bool,
    group: String,
    /// The date as people read it; of what is planned, with that word.
    when: String,
    iso: String,
    label: String,
    said: String,
    anchor: String,
    hue: u8,
}

impl Event {
    fn row(&self, desk: &RenderContext<'_>, view: &Timeline, several: bool) -> (String, Vec<String>) {
        let when = format!("<time datetime=\"{}\">{}</time>", escape(&self.iso), escape(&self.when));
        let mut cells = vec![when, write_link(desk, self.at, &self.label)];
        if several {
            cells.push(escape(&self.group));
        }
        if view.planned.is_some() {
            cells.push(escape(desk.words.get(if self.planned { "planned" } else { "done" })));
        }
        (self.anchor.clone(), cells)
    }

    /// The class of its mark: hollow where it is planned.
    fn class(&self) -> String {
        svg::hued(if self.planned { "mark planned" } else { "mark" }, self.hue)
    }
}

fn event(desk: &RenderContext<'_>, table: &Table, view: &Timeline, at: RecordRef) -> Option<Event> {
    let (start, end, precision) = dates(table, view, at)?;
    let record = &table.records[at.row as usize];
    let shown = |field: usize| {
        let value = table.value(record, field)?;
        Some(field::plain(desk, &table.collection.schema.fields[field], value))
    };
    let mut when = format::vague_date(desk.words, start, precision);
    if let Some(end) = end {
        let until = format::vague_date(desk.words, end, precision);
        if until != when {
            when = desk.words.fill("from_to", &[("from", &when), ("to", &until)]);
        }
    }
    let schema = &table.collection.schema;
    let planned = view
        .planned
        .as_ref()
        .is_some_and(|(field, mark)| !schema.fields[*field].personal && record.has(schema, *field, mark));
    let said = if planned { desk.words.fill("planned_when", &[("when", &when)]) } else { when.clone() };
    Some(Event {
        at,
        start,
        end: end.unwrap_or_else(|| last_day(start, precision)).max(start),
        precision,
        planned,
        group: view.group.and_then(shown).unwrap_or_default(),
        when,
        iso: iso(start, precision),
        label: called(desk, table, view, at),
        said,
        anchor: anchor(table, at),
        hue: desk.hues.of(at),
    })
}

/// What the timeline calls a record, dated or not.
fn called(desk: &RenderContext<'_>, table: &Table, view: &Timeline, at: RecordRef) -> String {
    let record = &table.records[at.row as usize];
    let label = view.label.and_then(|field| {
        let value = table.value(record, field)?;
        Some(field::plain(desk, &table.collection.schema.fields[field], value))
    });
    label.unwrap_or_else(|| desk.label(at).to_owned())
}

/// When a record begins, when it ends, and how precisely either is known.
fn dates(table: &Table, view: &Timeline, at: RecordRef) -> Option<(Date, Option<Date>, Precision)> {
    let record = &table.records[at.row as usize];
    let of = |field: Option<usize>| field.and_then(|field| table.value(record, field));
    let (start, known) = day(of(view.date)?)?;
    let written = of(view.precision).and_then(Value::as_text).map(Precision::read);
    let end = of(view.end).and_then(day).map(|(date, _)| date);
    Some((start, end, written.unwrap_or(known)))
}

/// The first day of a value, and the precision that its type has.
fn day(value: &Value) -> Option<(Date, Precision)> {
    match value {
        Value::Date(date) => Some((*date, Precision::Day)),
        Value::DateTime(at, _) => Some((at.date(), Precision::Day)),
        Value::YearMonth(year, month) => Some((Date::new(*year, *month, 1).ok()?, Precision::Month)),
        Value::Year(year) => Some((Date::new(*year, 1, 1).ok()?, Precision::Year)),
        _ => None,
    }
}

fn last_day(start: Date, precision: Precision) -> Date {
    let end = match precision {
        Precision::Day => Some(start),
        Precision::Month => Some(start.last_of_month()),
        Precision::HalfYear if start.month() <= 6 => Date::new(start.year(), 6, 30).ok(),
        Precision::HalfYear | Precision::Year => Date::new(start.year(), 12, 31).ok(),
    };
    end.unwrap_or(start)
}

/// What `<time datetime>` may say: never a day that nobody vouches for.
fn iso(date: Date, precision: Precision) -> String {
    match precision {
        Precision::Day => date.to_string(),
        Precision::Month => format!("{:04}-{:02}", date.year(), date.month()),
        Precision::HalfYear | Precision::Year => format!("{:04}", date.year()),
    }
}

fn anchor(table: &Table, at: RecordRef) -> String {
    desk::to_anchor(&table.records[at.row as usize].id)
}

type Lanes = [(String, Vec<Event>)];

/// Time from left to right, a lane a group: a dot where the day is known, a bar as long as the doubt, and above or
/// below it its words.
fn across(lanes: &Lanes, paper: &mut Paper) {
    let events = || lanes.iter().flat_map(|(_, events)| events);
    let years = |pick: fn(&Event) -> Date| events().map(move |event| i32::from(pick(event).year()));
    let (Some(from), Some(to)) = (years(|event| event.start).min(), years(|event| event.end).max()) else {
        return;
    };
    // Labels stand on the right of their marks, so the last one needs its room behind the last date.
    let scale = Scale { from, to: to + 1, width: PictureWidth::Wide.width() - LABEL };
    for (name, events) in lanes {
        if !name.is_empty() {
            paper.y = paper.text(STRONG, &STRONG.lines(name, PictureWidth::Wide.width()), 0.0, paper.y) + 6.0;
        }
        lane(&scale, events, paper);
        paper.y += 18.0;
    }
    paper.y -= 14.0;
}

fn lane(scale: &Scale, events: &[Event], paper: &mut Paper) {
    let placed = placed(scale, events);
    let reach = |side: Side| {
        let ends = placed.iter().filter(move |words| words.side == side).map(EventLabel::end);
        ends.fold(0.0, f64::max)
    };
    let above = reach(Side::Above);
    let axis = paper.y + if above > 0.0 { AWAY + above } else { AWAY };
    paper.path("axis", &format!("M0 {axis:.1}H{:.1}", scale.width));
    for words in &placed {
        let (top, far) = match words.side {
            Side::Below => (axis + AWAY + words.offset, axis + AWAY + words.end() - 6.0),
            Side::Above => (axis - AWAY - words.end(), axis - AWAY - words.end() + 4.0),
        };
        paper.path("lead", &format!("M{:.1} {axis:.1}V{far:.1}", words.x));
        let below = paper.text(STRONG, &words.when, words.x + 6.0, top);
        paper.text(PLAIN, &words.label, words.x + 6.0, below);
    }
    ticks(scale, &placed, axis, paper);
    let mut longest: Vec<&Event> = events.iter().collect();
    longest.sort_by(|a, b| scale.length(b).total_cmp(&scale.length(a)));
    longest.into_iter().for_each(|event| mark(scale, event, axis, paper));
    paper.y = axis + AWAY + reach(Side::Below);
}

struct Scale {
    from: i32,
    to: i32,
    width: f64,
}

impl Scale {
    fn x(&self, date: Date) -> f64 {
        let year = f64::from(i32::from(date.year()) - self.from) + f64::from(date.day_of_year() - 1) / 366.0;
        year / f64::from(self.to - self.from) * (self.width - 16.0) + 2.0
    }

    fn length(&self, event: &Event) -> f64 {
        self.x(event.end) - self.x(event.start)
    }
}

/// The years, under the axis of a lane; above it, or not at all, where a line to some words would cross their digits.
fn ticks(scale: &Scale, placed: &[EventLabel], axis: f64, paper: &mut Paper) {
    let years = scale.to - scale.from;
    let room = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|step| years / step <= 10);
    let step = room.unwrap_or(1000);
    for year in (scale.from..=scale.to).filter(|year| (year - scale.from) % step == 0) {
        let x = f64::from(year - scale.from) / f64::from(years) * (scale.width - 16.0) + 2.0;
        paper.path("axis", &format!("M{x:.1} {:.1}V{:.1}", axis - 5.0, axis + 5.0));
        if year < scale.to {
            let digits = year.to_string();
            let (left, right) = (x + 1.0, x + 5.0 + SMALL.width(&digits));
            let crossed = |side: Side| {
                placed.iter().any(|words| words.side == side && (left..right).contains(&words.x))
            };
            let top = if !crossed(Side::Below) {
                axis + 5.0
            } else if !crossed(Side::Above) {
                axis - 5.0 - SMALL.line()
            } else {
                continue;
            };
            paper.text(SMALL, &[digits], x + 3.0, top);
        }
    }
}

fn mark(scale: &Scale, event: &Event, y: f64, paper: &mut Paper) {
    let (x, length) = (scale.x(event.start), scale.length(event));
    if event.precision == Precision::Day && length < 1.0 {
        paper.disc(&event.class(), (x, y), 7.0);
    } else {
        paper.rect(&event.class(), (x, y - 6.0), (length.max(12.0), 12.0), 6.0);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Below,
}

/// The words of an event: how far from the axis they begin, and how tall they are.
struct EventLabel {
    side: Side,
    x: f64,
    offset: f64,
    height: f64,
    when: Vec<String>,
    label: Vec<String>,
}

impl EventLabel {
    fn end(&self) -> f64 {
        self.offset + self.height
    }
}

/// The words of a lane's events, each on the right of a line that leads to its mark. From the last event to the first,
/// each takes the nearest place that is free on either side: so a line passes on the left of all the words nearer than
/// its own.
fn placed(scale: &Scale, events: &[Event]) -> Vec<EventLabel> {
    let mut placed: Vec<EventLabel> = Vec::with_capacity(events.len());
    for event in events.iter().rev() {
        let is_dot = event.precision == Precision::Day;
        let x = scale.x(event.start) + if is_dot { 0.0 } else { 5.0 };
        let when = STRONG.lines(&event.said, LABEL - 14.0);
        let label = PLAIN.lines(&event.label, LABEL - 14.0);
        let height = real(when.len() + label.len()) * LINE + 8.0;
        let free = |side| free(&placed, side, x, height);
        let (below, above) = (free(Side::Below), free(Side::Above));
        let (side, offset) = if below <= above { (Side::Below, below) } else { (Side::Above, above) };
        placed.push(EventLabel { side, x, offset, height, when, label });
    }
    placed
}

/// The nearest place to the axis where words at `x` meet no others, nor the lines that lead to them.
fn free(placed: &[EventLabel], side: Side, x: f64, height: f64) -> f64 {
    let mut offset = 0.0;
    loop {
        let meets = |words: &&EventLabel| {
            let beside = words.x < x + LABEL && x < words.x + LABEL;
            let lead = x < words.x + 1.0 && words.x < x + LABEL;
            let near = offset < words.end() && words.offset < offset + height;
            (beside && near) || (lead && offset < words.offset)
        };
        match placed
            .iter()
            .filter(|words| words.side == side)
            .filter(meets)
            .map(EventLabel::end)
            .reduce(f64::max)
        {
            Some(end) => offset = end,
            None => return offset,
        }
    }
}

/// Time from the top down: a mark and its words an event.
fn down(lanes: &Lanes, paper: &mut Paper) {
    let room = PictureWidth::Narrow.width() - 28.0;
    for (name, events) in lanes {
        if !name.is_empty() {
            paper.y =
                paper.text(STRONG, &STRONG.lines(name, PictureWidth::Narrow.width()), 0.0, paper.y) + 8.0;
        }
        let (top, mut marks) = (paper.y, Paper::default());
        let mut last = top;
        for event in events {
            let y = paper.y + LINE / 2.0;
            if event.precision == Precision::Day && event.start == event.end {
                marks.disc(&event.class(), (8.0, y), 7.0);
            } else {
                marks.rect(&event.class(), (2.0, y - 7.0), (12.0, 22.0), 6.0);
            }
            last = y;
            let when = paper.text(STRONG, &STRONG.lines(&event.said, room), 28.0, paper.y);
            paper.y = paper.text(PLAIN, &PLAIN.lines(&event.label, room), 28.0, when) + 12.0;
        }
        paper.path("axis", &format!("M8 {:.1}V{last:.1}", top + LINE / 2.0));
        paper.lay(&marks);
        paper.y += 8.0;
    }
    paper.y -= 18.0;
}

#[cfg(test)]
mod tests {
    use super::{EventLabel, LABEL, Side, free};

    fn words(x: f64, offset: f64, height: f64) -> EventLabel {
        EventLabel { side: Side::Below, x, offset, height, when: Vec::new(), label: Vec::new() }
    }

    #[test]
    fn words_take_the_nearest_place_that_neither_words_nor_leads_cross() {
        let near = words(100.0, 0.0, 40.0);
        let at = |placed: &[EventLabel], x: f64| free(placed, Side::Below, x, 30.0);
        assert!((at(&[near], 101.0 + LABEL) - 0.0).abs() < 1e-9);
        let near = words(100.0, 0.0, 40.0);
        assert!((at(&[near], 50.0) - 40.0).abs() < 1e-9);
        // The lead of words far down would cross what stands above them.
        let far = words(100.0, 60.0, 40.0);
        assert!((at(&[far], 50.0) - 100.0).abs() < 1e-9);
    }
}
