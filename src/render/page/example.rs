//! How to load a table: code that its reader copies, and that the judge `examples` runs.
//!
//! In: the address of the canonical CSV, and what its columns are like. Out: a few lines in three languages.
//! Never: an option that the table does not need.

use crate::publication::TableDownloads;
use std::fmt::Write as _;

use serde_json::Value as Json;

/// Python, with pandas.
#[must_use]
pub fn python(sheet: &TableDownloads, address: &str) -> String {
    let mut options = String::new();
    let texts: Vec<String> = disguised(sheet).map(|name| format!("{}: str", quoted(name))).collect();
    if !texts.is_empty() {
        // Writing into a string cannot fail.
        let _ = write!(options, ",\n    dtype={{{}}}", texts.join(", "));
    }
    let days: Vec<String> = days(sheet).map(quoted).collect();
    if !days.is_empty() {
        let _ = write!(options, ",\n    parse_dates=[{}]", days.join(", "));
    }
    if options.is_empty() {
        return format!("import pandas\n\ndata = pandas.read_csv({})", quoted(address));
    }
    format!("import pandas\n\ndata = pandas.read_csv(\n    {}{options},\n)", quoted(address))
}

/// R, with nothing but what it comes with.
#[must_use]
pub fn r(sheet: &TableDownloads, address: &str) -> String {
    let texts = disguised(sheet).map(|name| format!("{} = \"character\"", quoted(name)));
    let days = days(sheet).map(|name| format!("{} = \"Date\"", quoted(name)));
    let classes: Vec<String> = texts.chain(days).collect();
    let classes = if classes.is_empty() {
        String::new()
    } else {
        format!(",\n  colClasses = c({})", classes.join(", "))
    };
    format!(
        "data <- read.csv(\n  {},\n  encoding = \"UTF-8\", na.strings = \"\", check.names = FALSE{classes}\n)",
        quoted(address)
    )
}

/// SQL, as `DuckDB` has it.
#[must_use]
pub fn duckdb(sheet: &TableDownloads, address: &str) -> String {
    let texts: Vec<String> = disguised(sheet).map(|name| format!("{}: 'VARCHAR'", literal(name))).collect();
    if texts.is_empty() {
        return format!("SELECT * FROM {};", literal(address));
    }
    format!("SELECT * FROM read_csv(\n  {},\n  types = {{{}}}\n);", literal(address), texts.join(", "))
}

fn disguised(sheet: &TableDownloads) -> impl Iterator<Item = &str> {
    sheet.preview.columns.iter().filter(|column| column.disguised).map(|column| column.name.as_str())
}

/// The columns of days, where there is at least one.
fn days(sheet: &TableDownloads) -> impl Iterator<Item = &str> {
    let fields = sheet.schema.get("fields").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let filled = fields.iter().zip(&sheet.preview.columns).filter(|(field, column)| {
        column.filled > 0 && field.get("type").and_then(Json::as_str) == Some("date")
    });
    filled.map(|(_, column)| column.name.as_str())
}

/// A text as Python and R write it: both read what JSON does.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// A text as SQL writes it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
