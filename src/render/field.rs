//! Field values as people read them on a page.
//!
//! In: a value and the field that typed it. Out: HTML, or plain text. Never: personal data, a field's
//! place on the page.

use std::fmt::Write as _;

use super::desk::RenderContext;
use super::format;
use super::markdown::{self, Awaited, Text};
use crate::model::RecordRef;
use crate::schema::{Field, FieldType, StringFormat, Value};
use crate::source::html::{escape, write_escaped};

/// How much room a value asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A line in a list of facts.
    Line,
    /// A section of its own.
    Section,
}

/// How much room a value asks for.
#[must_use]
pub fn room(field: &Field, value: &Value) -> Room {
    let section = match value {
        Value::Text(_) if field.kind.is_markdown() => true,
        Value::Text(_) => longer(value, 80),
        Value::List(items) => long_list(field, items),
        Value::Rows(_) | Value::Json(_) => true,
        _ => false,
    };
    if section { Room::Section } else { Room::Line }
}

fn long_list(field: &Field, items: &[Value]) -> bool {
    let free = field.reference.is_none() && field.categories.is_empty();
    free && (items.len() > 8 || items.iter().any(|item| longer(item, 32)))
}

fn longer(value: &Value, limit: usize) -> bool {
    matches!(value, Value::Text(text) if text.len() > limit)
}

/// A value of a record as HTML.
#[must_use]
pub fn html(desk: &RenderContext<'_>, record: RecordRef, field: &Field, value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::List(items) => list(desk, field, items, &mut out),
        Value::Rows(rows) => table(desk, record, field, rows, &mut out),
        Value::Json(json) => {
            out.push_str("<pre tabindex=\"0\"><code>");
            write_escaped(&mut out, &serde_json::to_string_pretty(json).unwrap_or_default());
            out.push_str("</code></pre>");
        }
        Value::Text(text) if field.kind.is_markdown() => {
            let source = desk.site.record(record).1.source;
            let prefix = format!("_f-{}-", field.name);
            let text = Text { text, source, level: 3, prefix: &prefix, blanks: None, awaited: Awaited::None };
            markdown::write(desk, &text, &mut out);
        }
        Value::Text(text) if text.contains('\n') && field.reference.is_none() => {
            for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
                let _ = writeln!(out, "<p>{}</p>", escape(&desk.set(paragraph.trim())));
            }
        }
        _ => single(desk, field, value, &mut out),
    }
    out
}

/// A value as plain text.
#[must_use]
pub fn plain(desk: &RenderContext<'_>, field: &Field, value: &Value) -> String {
    let words = desk.words;
    match value {
        Value::Text(text) => match (reference(desk, field, text), field.category(text)) {
            (Some(at), _) => desk.label(at).to_owned(),
            (None, Some(category)) => desk.set(category.label.as_deref().unwrap_or(text)).into_owned(),
            _ if is_address(field) => text.to_string(),
            _ => desk.set(text).into_owned(),
        },
        Value::Integer(number) => with_unit(desk, field, &number.to_string()),
        Value::Number(number) => with_unit(desk, field, &number.to_plain_string()),
        Value::NotANumber(name) => (*name).to_owned(),
        Value::Boolean(yes) => words.get(if *yes { "yes" } else { "no" }).to_owned(),
        Value::Date(date) => format::date(words, *date),
        Value::Time(time) => format::time(words, *time),
        Value::DateTime(at, _) => format::date_time(words, *at),
        Value::Year(year) => year.to_string(),
        Value::YearMonth(year, month) => format::year_month(words, *year, *month),
        Value::Duration(duration) => format::duration(words, *duration),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| plain(desk, field, item)).collect();
            items.join(", ")
        }
        Value::GeoPoint(point) => {
            let (longitude, latitude) = point.as_ref();
            format!("{}, {}", latitude.to_plain_string(), longitude.to_plain_string())
        }
        Value::Rows(_) | Value::Json(_) => value.to_cell(field),
    }
}

/// The record that a text names, where the field refers to a collection.
#[must_use]
pub fn reference(desk: &RenderContext<'_>, field: &Field, text: &str) -> Option<RecordRef> {
    desk.site.find(field.reference.as_deref()?, text)
}

/// One value that is neither a list nor rows.
fn single(desk: &RenderContext<'_>, field: &Field, value: &Value, out: &mut String) {
    match value {
        Value::Text(text) => {
            if let Some(at) = reference(desk, field, text) {
                return record_link(desk, at, out);
            }
            match field.kind {
                FieldType::String(StringFormat::Uri) => address(text, text, out),
                FieldType::String(StringFormat::Email) => address(&format!("mailto:{text}"), text, out),
                _ => write_escaped(out, &plain(desk, field, value)),
            }
        }
        Value::Date(_) | Value::YearMonth(..) | Value::Year(_) => {
            out.push_str("<time datetime=\"");
            write_escaped(out, &value.to_cell(field));
            out.push_str("\">");
            write_escaped(out, &plain(desk, field, value));
            out.push_str("</time>");
        }
        _ => write_escaped(out, &plain(desk, field, value)),
    }
}

/// A link to a record, in its hue.
pub fn record_link(desk: &RenderContext<'_>, at: RecordRef, out: &mut String) {
    let label = desk.label(at);
    let Some(href) = desk.record_link(at) else { return write_escaped(out, label) };
    out.push_str("<a ");
    let hue = desk.hues.of(at);
    if hue > 0 {
        let _ = write!(out, "class=\"dot hue-{hue}\" ");
    }
    out.push_str("href=\"");
    write_escaped(out, &href);
    out.push_str("\">");
    write_escaped(out, label);
    out.push_str("</a>");
}

fn list(desk: &RenderContext<'_>, field: &Field, items: &[Value], out: &mut String) {
    let class = match (long_list(field, items), &field.reference) {
        (true, _) => "",
        (_, Some(_)) => " class=\"plain\"",
        _ => " class=\"tags\"",
    };
    out.extend(["<ul", class, ">"]);
    for item in items {
        out.push_str("<li>");
        single(desk, field, item, out);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}

/// Nested rows: a table whose columns are the nested fields that any row fills.
fn table(
    desk: &RenderContext<'_>,
    record: RecordRef,
    field: &Field,
    rows: &[Vec<Option<Value>>],
    out: &mut String,
) {
    let filled = |column: usize| rows.iter().any(|row| row.get(column).is_some_and(Option::is_some));
    let columns: Vec<(usize, &Field)> = field
        .fields
        .iter()
        .enumerate()
        .filter(|(column, nested)| !nested.personal && filled(*column))
        .collect();
    let label = escape(&desk.set(field.label()));
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\"><table><thead><tr>"
    );
    for (_, nested) in &columns {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(&desk.set(nested.label())));
    }
    out.push_str("</tr></thead><tbody>");
    for (number, row) in rows.iter().enumerate() {
        out.push_str("<tr>");
        for (column, nested) in &columns {
            out.push_str("<td>");
            match row.get(*column).and_then(Option::as_ref) {
                Some(Value::List(items)) => list(desk, nested, items, out),
                Some(Value::Text(text)) if nested.kind.is_markdown() => {
                    let source = desk.site.record(record).1.source;
                    let prefix = format!("_f-{}-{number}-{column}-", field.name);
                    out.push_str(in_cell(&markdown::html(
                        desk,
                        &Text {
                            text,
                            source,
                            level: 3,
                            prefix: &prefix,
                            blanks: None,
                            awaited: Awaited::None,
                        },
                    )));
                }
                Some(value) => single(desk, nested, value, out),
                None => {}
            }
            out.push_str("</td>");
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
}

/// A text for a cell: one paragraph needs no margins of its own.
fn in_cell(html: &str) -> &str {
    let alone = html.trim_end().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    alone.filter(|inside| !inside.contains("<p>")).unwrap_or(html)
}

fn with_unit(desk: &RenderContext<'_>, field: &Field, digits: &str) -> String {
    match &field.unit {
        Some(unit) => {
            let number = format::quantity(desk.words, digits);
            [&number, "\u{a0}", format::unit(desk.words, unit, digits)].concat()
        }
        None => format::grouped(desk.words, digits).into_owned(),
    }
}

/// An address as a link that reads without its scheme.
fn address(href: &str, text: &str, out: &mut String) {
    if !["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme)) {
        return write_escaped(out, text);
    }
    let text = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or(text);
    let _ = write!(out, "<a href=\"{}\">{}</a>", escape(href), escape(text.trim_end_matches('/')));
}

fn is_address(field: &Field) -> bool {
    matches!(field.kind, FieldType::String(StringFormat::Uri | StringFormat::Email))
}
