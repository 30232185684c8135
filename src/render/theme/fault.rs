//! What the template engine says of a fault, taken apart: where it is, and what kind of slip it is.
//!
//! In: an error of the engine. Out: a template's name, a place in it, a fact. Never: the engine's own words, but
//! for what is too rare to have a name here.

use std::ops::Range;

use tera::ErrorKind;

use crate::diag::{Problem, nearest};
use crate::render::codes::TEMPLATE_FAULT;

/// A fault of one template.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    pub template: String,
    pub place: Place,
    pub fault: Problem,
}

/// Where in a template.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    Bytes(Range<usize>),
    /// A line and a column, both from 1, and so many characters.
    Line(usize, usize, usize),
    /// The name of another template, as it is written.
    Name(String),
}

/// The faults that an error of the engine holds; `rendered` is the template that was asked for.
pub fn faults(error: &tera::Error, rendered: &str) -> Vec<Found> {
    let one = |template: &str, place, fault| vec![Found { template: template.to_owned(), place, fault }];
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            one(report.filename(), Place::Bytes(report.span().range.clone()), read(report.message()))
        }
        ErrorKind::MissingParent { current, parent } => {
            let fault = unknown("no-template", parent, None);
            one(current, Place::Name(parent.clone()), fault)
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            one(tpl, Place::Line(1, 1, 0), TEMPLATE_FAULT.choose("fault", "circle"))
        }
        _ => {
            let said = error.to_string();
            let reports: Vec<Found> =
                format!("\n{said}").split("\nerror: ").skip(1).filter_map(report).collect();
            if reports.is_empty() {
                let first = said.lines().next().unwrap_or_default();
                return one(rendered, Place::Line(1, 1, 0), read(first));
            }
            reports
        }
    }
}

/// One of several reports in a text: the message, `--> file:line:column`, the line, the carets below it.
fn report(text: &str) -> Option<Found> {
    let (message, rest) = text.split_once('\n')?;
    let mut lines = rest.lines();
    let place = lines.next()?.trim().strip_prefix("--> ")?;
    let (rest, column) = place.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    let carets = lines.nth(2).map_or(0, |line| line.matches('^').count());
    let place = Place::Line(line.parse().ok()?, column.parse().ok()?, carets);
    Some(Found { template: template.to_owned(), place, fault: read(message) })
}

/// What the engine means.
fn read(message: &str) -> Problem {
    const PARTS: [(&str, &str); 8] = [
        ("Variable `", "no-variable"),
        ("Field `", "no-field"),
        ("Unknown filter `", "no-filter"),
        ("Unknown function `", "no-function"),
        ("Unknown test `", "no-test"),
        ("Unknown component `", "no-component"),
        ("Unknown template `", "no-template"),
        ("Block `", "no-block"),
    ];
    for (start, part) in PARTS {
        if let Some((name, rest)) = message.strip_prefix(start).and_then(|rest| rest.split_once('`')) {
            return unknown(part, name, rest.split_once(": ").map(|(_, names)| names));
        }
    }
    let quoted = || message.split('`').nth(1).map(str::to_owned);
    if message.starts_with("Unexpected end") {
        TEMPLATE_FAULT.choose("fault", "unclosed")
    } else if message.starts_with("Template already contains") {
        TEMPLATE_FAULT.choose("fault", "twice").with("name", quoted().unwrap_or_default())
    } else if message.starts_with("Found ") || message.starts_with("Unexpected") || message == "Unknown tag" {
        match quoted().filter(|_| message.starts_with("Found `")) {
            Some(found) => TEMPLATE_FAULT.choose("fault", "unexpected").with("name", found),
            None => TEMPLATE_FAULT.choose("fault", "unexpected-here"),
        }
    } else {
        TEMPLATE_FAULT.choose("fault", "engine").with("name", message)
    }
}

fn unknown(fault: &'static str, name: &str, known: Option<&str>) -> Problem {
    let known = known.unwrap_or_default().split(", ").map(|name| name.trim_matches(['`', '.', ' ']));
    let nearest = nearest(name, known.filter(|name| !name.is_empty()));
    TEMPLATE_FAULT.choose("fault", fault).with("name", name).with("nearest", nearest)
}
