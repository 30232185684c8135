//! The sheet that says what the others hold: whose the data is, under what terms, column by column.
//!
//! In: a collection and the names of its sheets. Out: lines of text. Never: a fact that the published schema
//! does not state.

use serde_json::{Map, Value as Json};

use super::{ROWS, count_sheet_rows};
use crate::export::cell;
use crate::export::dataset::Dataset;
use crate::export::excel_csv::format_day;
use crate::publication::route;

/// A line of the sheet.
pub enum AboutLine {
    Title(String),
    /// The titles of columns.
    Heads(Vec<&'static str>),
    Texts(Vec<String>),
}

/// Of the columns, in characters.
pub const WIDTHS: [usize; 8] = [24, 24, 28, 20, 12, 12, 36, 60];

/// What the sheet says of its own.
struct AboutWords {
    title: &'static str,
    description: &'static str,
    publisher: &'static str,
    siret: &'static str,
    published: &'static str,
    license: &'static str,
    notice: &'static str,
    page: &'static str,
    sheets: &'static str,
    sheet_heads: [&'static str; 3],
    columns: &'static str,
    column_heads: [&'static str; 8],
    yes: &'static str,
    reading: &'static str,
    readings: [&'static str; 3],
    cut: &'static str,
    kinds: [(&'static str, &'static str); 16],
}

static FRENCH: AboutWords = AboutWords {
    title: "Lisez-moi",
    description: "Description",
    publisher: "Publié par",
    siret: "SIRET",
    published: "Date de publication",
    license: "Licence",
    notice: "Mention à recopier",
    page: "Page de ces données",
    sheets: "Les feuilles de ce classeur",
    sheet_heads: ["Feuille", "Contenu", "Lignes"],
    columns: "Les colonnes",
    column_heads: [
        "Feuille",
        "Colonne",
        "Titre",
        "Type",
        "Unité",
        "Obligatoire",
        "Valeurs possibles",
        "Description",
    ],
    yes: "oui",
    reading: "Pour lire ces feuilles",
    readings: [
        "Les mêmes données, sans mise en forme, sont dans les fichiers CSV et JSON publiés à côté de ce classeur.",
        "Plusieurs valeurs dans une cellule sont séparées par le signe que dit la description de la colonne, le plus souvent « ; ».",
        "Un mois (2015-06), une durée d'un jour ou plus (P2D : deux jours) et un nombre de plus de 15 chiffres sont du texte, pour rester exacts. Un texte de plus de 32 767 caractères est coupé dans un fichier XLSX.",
    ],
    cut: "{} (les suivantes sont dans le fichier CSV)",
    kinds: [
        ("string", "texte"),
        ("number", "nombre"),
        ("integer", "nombre entier"),
        ("boolean", "vrai ou faux"),
        ("date", "date"),
        ("time", "heure"),
        ("datetime", "date et heure"),
        ("year", "année"),
        ("yearmonth", "mois"),
        ("duration", "durée"),
        ("list", "liste"),
        ("array", "liste"),
        ("object", "objet JSON"),
        ("geopoint", "point géographique"),
        ("geojson", "forme géographique"),
        ("any", "libre"),
    ],
};

static ENGLISH: AboutWords = AboutWords {
    title: "About",
    description: "Description",
    publisher: "Published by",
    siret: "SIRET",
    published: "Date of publication",
    license: "Licence",
    notice: "Notice to copy",
    page: "Page of this data",
    sheets: "The sheets of this workbook",
    sheet_heads: ["Sheet", "What it holds", "Rows"],
    columns: "The columns",
    column_heads: ["Sheet", "Column", "Title", "Type", "Unit", "Required", "Possible values", "Description"],
    yes: "yes",
    reading: "How to read these sheets",
    readings: [
        "The same data, without formatting, stands in the CSV and JSON files published beside this workbook.",
        "Several values in a cell are separated by the sign that the description of the column names, most often “;”.",
        "A month (2015-06), a duration of a day or more (P2D: two days) and a number of more than 15 digits are text, to stay exact. A text of more than 32,767 characters is cut in an XLSX file.",
    ],
    cut: "{} (the others are in the CSV file)",
    kinds: [
        ("string", "text"),
        ("number", "number"),
        ("integer", "whole number"),
        ("boolean", "true or false"),
        ("date", "date"),
        ("time", "time"),
        ("datetime", "date and time"),
        ("year", "year"),
        ("yearmonth", "month"),
        ("duration", "duration"),
        ("list", "list"),
        ("array", "list"),
        ("object", "JSON object"),
        ("geopoint", "geographic point"),
        ("geojson", "geographic shape"),
        ("any", "anything"),
    ],
};

fn choose_words(dataset: &Dataset) -> &'static AboutWords {
    if dataset.is_french() { &FRENCH } else { &ENGLISH }
}

/// The name of the sheet.
pub fn get_title(dataset: &Dataset) -> &'static str {
    choose_words(dataset).title
}

/// The sheet, line by line. `names` are those of the sheets of the collection's tables, in their order.
pub fn build_lines(dataset: &Dataset, at: usize, names: &[String]) -> Vec<AboutLine> {
    let words = choose_words(dataset);
    let collection = &dataset.get_table(at).collection;
    let mut lines = vec![AboutLine::Title(collection.title.clone())];
    for (label, text) in list_facts(dataset, at) {
        lines.push(AboutLine::Texts(vec![label.to_owned(), text]));
    }
    lines.extend([blank(), AboutLine::Title(words.reading.to_owned())]);
    lines.extend(words.readings.iter().map(|text| AboutLine::Texts(vec![String::new(), (*text).to_owned()])));
    lines.extend([
        blank(),
        AboutLine::Title(words.sheets.to_owned()),
        AboutLine::Heads(words.sheet_heads.to_vec()),
    ]);
    for (table, name) in dataset.list_tables(at).iter().zip(names) {
        let (held, all) = (count_sheet_rows(dataset, at, table), cell::count(dataset, at, table));
        let rows = if held < all { words.cut.replace("{}", &ROWS.to_string()) } else { all.to_string() };
        lines.push(AboutLine::Texts(vec![name.clone(), table.title.clone(), rows]));
    }
    lines.extend([
        blank(),
        AboutLine::Title(words.columns.to_owned()),
        AboutLine::Heads(words.column_heads.to_vec()),
    ]);
    for (table, name) in dataset.list_tables(at).iter().zip(names) {
        lines.extend(table.columns().map(|column| describe_column(words, name, &column.descriptor)));
    }
    lines
}

fn blank() -> AboutLine {
    AboutLine::Texts(Vec::new())
}

/// What is true of the whole, where it is known.
fn list_facts(dataset: &Dataset, at: usize) -> Vec<(&'static str, String)> {
    let words = choose_words(dataset);
    let config = &dataset.site().config;
    let collection = &dataset.get_table(at).collection;
    let day = dataset.day.map(|published| format_day(dataset, published)).unwrap_or_default();
    let license = [config.license.name.as_str(), &config.license.url].join(" ");
    let page = config.base_url.as_ref().map(|base| {
        let page = route::to_data(&collection.name);
        format!("{base}{}", route::to_url_path(&page))
    });
    let facts = [
        (words.description, collection.description.clone()),
        (words.publisher, config.publisher.name.clone()),
        (words.siret, config.publisher.siret.clone().unwrap_or_default()),
        (words.published, day),
        (words.license, license.trim().to_owned()),
        (words.notice, build_notice(dataset, at)),
        (words.page, page.unwrap_or_default()),
    ];
    facts.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What whoever uses the data again is asked to say.
fn build_notice(dataset: &Dataset, at: usize) -> String {
    let config = &dataset.site().config;
    let title = [config.title.as_str(), &dataset.get_table(at).collection.title].join(" – ");
    let dated = dataset.day.map(|published| format_day(dataset, published));
    let (title, dated) = if dataset.is_french() {
        (format!("« {title} »"), dated.map(|day| format!("mis à jour le {day}")))
    } else {
        (format!("“{title}”"), dated.map(|day| format!("updated on {day}")))
    };
    let parts = [Some(title), Some(config.publisher.name.clone()), dated, Some(config.license.name.clone())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A line of the dictionary, from a field of the published schema.
fn describe_column(words: &AboutWords, sheet: &str, field: &Map<String, Json>) -> AboutLine {
    let text = |key: &str| field.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    let constraints = field.get("constraints");
    let required = constraints.and_then(|all| all.get("required")) == Some(&Json::Bool(true));
    let kind = text("type");
    let kind =
        words.kinds.iter().find(|(name, _)| *name == kind).map_or(kind, |(_, word)| (*word).to_owned());
    let listed = field.get("categories").or_else(|| constraints?.get("enum")).and_then(Json::as_array);
    let values: Vec<String> = listed.into_iter().flatten().map(describe_value).collect();
    let required = if required { words.yes } else { "" };
    AboutLine::Texts(vec![
        sheet.to_owned(),
        text("name"),
        text("title"),
        kind,
        text("unit").trim_matches(['{', '}']).to_owned(),
        required.to_owned(),
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
