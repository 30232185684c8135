//! The small words of English messages: owners of keys, kinds of values, lists, counts.
//!
//! In: names as the editor wrote them. Out: parts of sentences. Never: a whole message.

use crate::diag::{Blank, Owner};

pub fn fill(field: &str, blank: Blank) -> String {
    match blank {
        Blank::Key => format!("add a line “{field}: …”"),
        Blank::Value => format!("write the value behind “{field}:”"),
        Blank::Cell => format!("fill in the cell of the column “{field}”"),
    }
}

/// The owner of a key, at the head of a sentence.
pub fn of(owner: &Owner) -> String {
    match owner {
        Owner::Record(name) | Owner::Table(name) => format!("the collection “{name}”"),
        Owner::Row(name) => format!("a row of “{name}”"),
        Owner::Site => "site.yaml".into(),
        Owner::Portal => "sources.yaml".into(),
        Owner::Collection => "_collection.yaml".into(),
        Owner::SharedFields => "_fields.yaml".into(),
        Owner::Field => "a field".into(),
        Owner::Constraints => "the list of constraints".into(),
        Owner::Schema => "a schema".into(),
        Owner::View => "this view".into(),
        Owner::Picture => "a picture".into(),
        Owner::Chapter => "a chapter".into(),
        Owner::Section => "a section".into(),
        Owner::Rule => "a rule".into(),
        Owner::Category => "an allowed value".into(),
        Owner::ForeignKey => "a foreign key".into(),
        Owner::Publisher => "“publisher”".into(),
        Owner::Legal => "“legal”".into(),
        Owner::Accessibility => "“accessibility”".into(),
        Owner::Audit => "“audit”".into(),
        Owner::Host => "“host”".into(),
        Owner::License => "“license”".into(),
        Owner::Spatial => "“spatial”".into(),
        Owner::Origin => "“origin”".into(),
        Owner::Lock => "origins/lock.yaml".into(),
        Owner::Page => "a page".into(),
        Owner::Part => "a part".into(),
        Owner::Lints => "the list of checks".into(),
        Owner::Release => "a version".into(),
        Owner::ReleasedTable => "a table of a version".into(),
        Owner::RemovedRecord => "a removed record".into(),
    }
}

pub fn key_word(owner: &Owner) -> &'static str {
    match owner {
        Owner::Record(_) | Owner::Table(_) | Owner::Row(_) => "field",
        Owner::Lints => "check",
        _ => "key",
    }
}

pub fn inside(owner: &Owner) -> String {
    match owner {
        Owner::Record(name) => format!("in this record of “{name}”"),
        Owner::Page => "in the header of this page".into(),
        Owner::Publisher => "under “publisher”".into(),
        Owner::License => "under “license”".into(),
        _ => "here".into(),
    }
}

/// A type, with its article.
pub fn kind_name(kind: &str) -> String {
    let name = match kind {
        "string" => "a text",
        "number" => "a number",
        "integer" => "a whole number",
        "boolean" => "yes or no",
        "date" => "a date",
        "time" => "a time",
        "datetime" => "a date with a time",
        "year" => "a year",
        "yearmonth" => "a month",
        "duration" => "a duration",
        "list" => "a list",
        "array" => "a list of rows",
        "object" => "a set of keys",
        "geopoint" => "a point (longitude, latitude)",
        "geojson" => "a GeoJSON shape",
        other => return format!("a value of type “{other}”"),
    };
    name.into()
}

pub fn format_name(format: &str) -> String {
    match format {
        "email" => "an e-mail address".into(),
        "uri" => "a whole web address".into(),
        "uuid" => "a UUID".into(),
        "binary" => "data in base64".into(),
        other => format!("in the format “{other}”"),
    }
}

pub fn conditions(when: &[(String, String)]) -> String {
    if when.is_empty() {
        return String::new();
    }
    let each: Vec<String> = when.iter().map(|(field, value)| format!("“{field}” is “{value}”")).collect();
    format!(" when {}", each.join(" and "))
}

pub fn suggest(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(name) => format!("did you mean “{name}”? If not, {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// “a”, “b” or “c”; the first eight of a long list.
pub fn either(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().take(8).map(|name| format!("“{name}”")).collect();
    match (&quoted[..], names.len()) {
        (_, many) if many > 8 => format!("{} … ({many} possible values)", quoted.join(", ")),
        ([], _) => "an allowed value".into(),
        ([one], _) => one.clone(),
        ([first @ .., last], _) => format!("{} or {last}", first.join(", ")),
    }
}

pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
