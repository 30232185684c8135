//! The timeline: what happened when, as precisely as it is known, planned apart from done.
//!
//! In: records and the fields of `view: {timeline: …}`. Out: one inline SVG, and the same as a list.
//! Never: a date more precise than its author's.

use std::fmt::Write as _;

use jiff::civil::Date;
use tera::Value as Cell;

use crate::model::{RecordRef, Table};
use crate::render::desk::{self, Desk, map};
use crate::render::field;
use crate::render::format::{self, Precision};
use crate::render::html::escaped;
use crate::render::route;
use crate::schema::{Timeline, Value};

const WIDTH: f64 = 1000.0;
/// Room on the right for a mark that begins at the last date.
const MARGIN: f64 = 14.0;
const LANE: f64 = 46.0;
const TOP: f64 = 34.0;

/// The picture and the list of some records.
#[must_use]
pub fn draw(desk: &Desk<'_>, table: &Table, view: &Timeline, rows: &[RecordRef], id: &str) -> Cell {
    let mut events: Vec<Event> = rows.iter().filter_map(|at| event(desk, table, view, *at)).collect();
    events.sort_by(|a, b| (a.start, &a.group).cmp(&(b.start, &b.group)));
    let mut groups: Vec<String> = Vec::new();
    for event in &events {
        if !groups.contains(&event.group) {
            groups.push(event.group.clone());
        }
    }
    let undated = rows.iter().filter(|at| dates(table, view, **at).is_none()).map(|at| {
        map([
            ("label", called(desk, table, view, *at).into()),
            ("anchor", anchor(table, *at).into()),
            ("href", page(desk, table, *at).into()),
        ])
    });
    map([
        ("svg", Cell::safe_string(&svg(desk, table, &events, &groups, id))),
        (
            "groups",
            groups.iter().map(|group| list(group, &events, groups.len())).collect::<Vec<Cell>>().into(),
        ),
        ("undated", undated.collect::<Vec<Cell>>().into()),
    ])
}

struct Event {
    start: Date,
    end: Date,
    precision: Precision,
    planned: bool,
    group: String,
    when: String,
    iso: String,
    label: String,
    anchor: String,
    href: Option<String>,
    hue: u8,
}

fn event(desk: &Desk<'_>, table: &Table, view: &Timeline, at: RecordRef) -> Option<Event> {
    let (start, end, precision) = dates(table, view, at)?;
    let record = &table.records[at.row as usize];
    let of = |field: usize| desk::value(table, record, field);
    let show = |field: usize| Some(field::plain(desk, &table.collection.schema.fields[field], of(field)?));
    let mut when = format::vague_date(desk.words, start, precision);
    if let Some(end) = end {
        let until = format::vague_date(desk.words, end, precision);
        if until != when {
            when = desk.words.fill("from_to", &[("from", &when), ("to", &until)]);
        }
    }
    let planned = view.planned.as_ref().is_some_and(|(field, mark)| match of(*field) {
        Some(Value::Text(text)) => **text == **mark,
        Some(Value::Boolean(yes)) => yes.to_string() == *mark,
        _ => false,
    });
    Some(Event {
        start,
        end: end.unwrap_or_else(|| last_day(start, precision)),
        precision,
        planned,
        group: view.group.and_then(show).unwrap_or_default(),
        when,
        iso: iso(start, precision),
        label: called(desk, table, view, at),
        anchor: anchor(table, at),
        href: page(desk, table, at),
        hue: desk.hues.of(at),
    })
}

/// What the timeline calls a record, dated or not.
fn called(desk: &Desk<'_>, table: &Table, view: &Timeline, at: RecordRef) -> String {
    let record = &table.records[at.row as usize];
    let label = view.label.and_then(|field| {
        let value = desk::value(table, record, field)?;
        Some(field::plain(desk, &table.collection.schema.fields[field], value))
    });
    label.unwrap_or_else(|| desk.label(at).to_owned())
}

/// The link to a record's page, where it has one.
fn page(desk: &Desk<'_>, table: &Table, at: RecordRef) -> Option<String> {
    route::record(table, &table.records[at.row as usize]).and_then(|path| desk.link(&path))
}

/// When a record begins, when it ends, and how precisely either is known.
fn dates(table: &Table, view: &Timeline, at: RecordRef) -> Option<(Date, Option<Date>, Precision)> {
    let record = &table.records[at.row as usize];
    let of = |field: Option<usize>| field.and_then(|field| desk::value(table, record, field));
    let (start, known) = day(of(view.date)?)?;
    let written = of(view.precision).and_then(desk::text).map(Precision::read);
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
    desk::anchor(&table.records[at.row as usize].id)
}

/// The events of a group, under its name where there are several.
fn list(group: &str, events: &[Event], groups: usize) -> Cell {
    let events = events.iter().filter(|event| event.group == group).map(|event| {
        map([
            ("when", event.when.clone().into()),
            ("iso", event.iso.clone().into()),
            ("label", event.label.clone().into()),
            ("planned", event.planned.into()),
            ("anchor", event.anchor.clone().into()),
            ("href", event.href.clone().into()),
        ])
    });
    let name = if groups > 1 { group } else { "" };
    map([("name", name.into()), ("events", events.collect::<Vec<Cell>>().into())])
}

/// One lane a group, a mark an event: a dot where the day is known, a bar as long as the doubt.
fn svg(desk: &Desk<'_>, table: &Table, events: &[Event], groups: &[String], id: &str) -> String {
    let (Some(first), Some(last)) = (events.first(), events.iter().map(|event| event.end).max()) else {
        return String::new();
    };
    let scale = Scale { from: i32::from(first.start.year()), to: i32::from(last.year()) + 1 };
    let height = TOP + LANE * real(groups.len()) + 4.0;
    let title = escaped(&desk.set(&table.collection.title));
    let description = desk.words.count("timeline_description", events.len());
    let mut out = String::new();
    let _ = write!(
        out,
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{title}</title>\
         <desc id=\"{id}-desc\">{}</desc>",
        escaped(&description)
    );
    ticks(&mut out, &scale, height);
    for (lane, group) in groups.iter().enumerate() {
        let y = TOP + LANE * (real(lane) + 0.5);
        if groups.len() > 1 {
            let _ =
                write!(out, "<text class=\"lane\" x=\"0\" y=\"{:.0}\">{}</text>", y - 8.0, escaped(group));
        }
        let _ = write!(out, "<path class=\"axis\" d=\"M0 {:.0}H{WIDTH}\"/>", y + 6.0);
        for event in events.iter().filter(|event| event.group == *group) {
            mark(&mut out, &scale, event, y + 6.0);
        }
    }
    out.push_str("</svg>");
    out
}

struct Scale {
    from: i32,
    to: i32,
}

impl Scale {
    fn x(&self, date: Date) -> f64 {
        let year = f64::from(i32::from(date.year()) - self.from) + f64::from(date.day_of_year() - 1) / 366.0;
        year / f64::from(self.to - self.from) * (WIDTH - MARGIN)
    }
}

fn ticks(out: &mut String, scale: &Scale, height: f64) {
    let years = scale.to - scale.from;
    let step = [1, 2, 5, 10, 20, 50, 100].into_iter().find(|step| years / step <= 12).unwrap_or(200);
    for year in (scale.from..=scale.to).filter(|year| (year - scale.from) % step == 0) {
        let x = f64::from(year - scale.from) / f64::from(years) * (WIDTH - MARGIN);
        let _ = write!(out, "<path class=\"tick\" d=\"M{x:.1} 24V{height:.0}\"/>");
        if year < scale.to {
            let _ = write!(out, "<text class=\"year\" x=\"{:.1}\" y=\"18\">{year}</text>", x + 2.0);
        }
    }
}

fn mark(out: &mut String, scale: &Scale, event: &Event, y: f64) {
    let class = match (event.planned, event.hue) {
        (true, 0) => "mark planned".to_owned(),
        (false, 0) => "mark".to_owned(),
        (true, hue) => format!("mark planned hue-{hue}"),
        (false, hue) => format!("mark hue-{hue}"),
    };
    let (from, to) = (scale.x(event.start), scale.x(event.end));
    let title = escaped(&format!("{} – {}", event.when, event.label));
    if event.precision == Precision::Day && to - from < 1.0 {
        let _ = write!(
            out,
            "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{y:.0}\" r=\"7\"><title>{title}</title></circle>",
            from + 7.0
        );
    } else {
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{:.0}\" width=\"{:.1}\" height=\"14\" rx=\"7\">\
             <title>{title}</title></rect>",
            y - 7.0,
            (to - from).max(14.0)
        );
    }
}

#[allow(clippy::cast_precision_loss)]
fn real(n: usize) -> f64 {
    n as f64
}
