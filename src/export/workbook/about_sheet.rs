//! The sheet that says what the others hold: whose the data is, under what terms, column by column.
//!
//! In: a collection and the names of its sheets. Out: lines of text. Never: a fact that the published schema
//! does not state.

use serde_json::{Map, Value as Json};

use super::{ROWS, count_sheet_rows};
use crate::export::cell;
use crate::export::dataset::Dataset;
use crate::export::excel_csv::format_day;
use crate::messages::Language;
use crate::publication::route;

/// A line of the sheet.
pub enum AboutLine {
    Title(String),
    /// The titles of columns.
    Heads(Vec<String>),
    Texts(Vec<String>),
}

/// Of the columns, in characters.
pub const WIDTHS: [usize; 8] = [24, 24, 28, 20, 12, 12, 36, 60];

const SHEET_HEADS: [&str; 3] = ["sheet", "content", "rows"];
const COLUMN_HEADS: [&str; 8] =
    ["sheet", "column", "title", "type", "unit", "required", "values", "description"];
/// What is to be known to read the sheets.
const READINGS: [&str; 3] = ["workbook-reading-formats", "workbook-reading-lists", "workbook-reading-texts"];

/// The name of the sheet.
pub fn get_title(dataset: &Dataset) -> String {
    dataset.language().word("workbook-title")
}

/// The sheet, line by line. `names` are those of the sheets of the collection's tables, in their order.
pub fn build_lines(dataset: &Dataset, at: usize, names: &[String]) -> Vec<AboutLine> {
    let words = dataset.language();
    let collection = &dataset.get_table(at).collection;
    let mut lines = vec![AboutLine::Title(collection.title.clone())];
    for (label, text) in list_facts(dataset, at) {
        lines.push(AboutLine::Texts(vec![label, text]));
    }
    lines.extend([blank(), AboutLine::Title(words.word("workbook-reading"))]);
    lines.extend(READINGS.map(|id| AboutLine::Texts(vec![String::new(), words.word(id)])));
    lines.extend([
        blank(),
        AboutLine::Title(words.word("workbook-sheets")),
        to_heads(words, "workbook-sheets", &SHEET_HEADS),
    ]);
    for (table, name) in dataset.list_tables(at).iter().zip(names) {
        let (held, all) = (count_sheet_rows(dataset, at, table), cell::count(dataset, at, table));
        let rows = if held < all {
            words.text("workbook-cut", &[("rows", ROWS.to_string().into())])
        } else {
            all.to_string()
        };
        lines.push(AboutLine::Texts(vec![name.clone(), table.title.clone(), rows]));
    }
    lines.extend([
        blank(),
        AboutLine::Title(words.word("workbook-columns")),
        to_heads(words, "workbook-columns", &COLUMN_HEADS),
    ]);
    for (table, name) in dataset.list_tables(at).iter().zip(names) {
        lines.extend(table.columns().map(|column| describe_column(words, name, &column.descriptor)));
    }
    lines
}

/// The titles of columns, which are attributes of a message.
fn to_heads(words: Language, id: &str, names: &[&str]) -> AboutLine {
    AboutLine::Heads(names.iter().map(|name| words.word(&format!("{id}.{name}"))).collect())
}

fn blank() -> AboutLine {
    AboutLine::Texts(Vec::new())
}

/// What is true of the whole, where it is known.
fn list_facts(dataset: &Dataset, at: usize) -> Vec<(String, String)> {
    let words = dataset.language();
    let config = &dataset.site().config;
    let collection = &dataset.get_table(at).collection;
    let day = dataset.day.map(|published| format_day(dataset, published)).unwrap_or_default();
    let license = [config.license.name.as_str(), &config.license.url].join(" ");
    let page = config.base_url.as_ref().map(|base| {
        let page = route::to_data(&collection.name);
        format!("{base}{}", route::to_url_path(&page))
    });
    let facts = [
        ("workbook-description", collection.description.clone()),
        ("workbook-publisher", config.publisher.name.clone()),
        ("workbook-siret", config.publisher.siret.clone().unwrap_or_default()),
        ("workbook-published", day),
        ("workbook-license", license.trim().to_owned()),
        ("workbook-notice", build_notice(dataset, at)),
        ("workbook-page", page.unwrap_or_default()),
    ];
    let known = facts.into_iter().filter(|(_, text)| !text.is_empty());
    known.map(|(id, text)| (words.word(id), text)).collect()
}

/// What whoever uses the data again is asked to say.
fn build_notice(dataset: &Dataset, at: usize) -> String {
    let config = &dataset.site().config;
    let title = [config.title.as_str(), &dataset.get_table(at).collection.title].join(" – ");
    let dated = dataset.day.map(|published| format_day(dataset, published));
    let words = dataset.language();
    let title = words.text("quoted", &[("text", title.into())]);
    let dated = dated.map(|day| words.text("workbook-notice-date", &[("date", day.into())]));
    let parts = [Some(title), Some(config.publisher.name.clone()), dated, Some(config.license.name.clone())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A line of the dictionary, from a field of the published schema.
fn describe_column(words: Language, sheet: &str, field: &Map<String, Json>) -> AboutLine {
    let text = |key: &str| field.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let constraints = field.get("constraints");
    let required = constraints.and_then(|all| all.get("required")) == Some(&Json::Bool(true));
    let kind = words.text("workbook-type", &[("type", text("type").into())]);
    let listed = field.get("categories").or_else(|| constraints?.get("enum")).and_then(Json::as_array);
    let values: Vec<String> = listed.into_iter().flatten().map(describe_value).collect();
    let required = if required { words.word("workbook-yes") } else { String::new() };
    AboutLine::Texts(vec![
        sheet.to_owned(),
        text("name"),
        text("title"),
        kind,
        text("unit").trim_matches(['{', '}']).to_owned(),
        required,
        values.join("\n"),
        text("description"),
    ])
}

/// A value allowed, and what people call it.
fn describe_value(value: &Json) -> String {
    let plain = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let written = plain(value.get("value").unwrap_or(value));
    match value.get("label").and_then(Json::as_str) {
        Some(label) => format!("{written} : {label}"),
        None => written,
    }
}
