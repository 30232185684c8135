//! The data's own pages: what there is, column by column, and how to take and cite it.
//!
//! In: the shelf of published tables. Out: contexts. Never: a number that the files do not hold.

use serde_json::Value as Json;
use tera::{Context, Value as Cell};

use super::{Frame, common, context};
use crate::model::Table;
use crate::output::Fault;
use crate::render::desk::{Desk, map};
use crate::render::{Download, Sheet, Shelf, format, route};

/// The context of the page of all data.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn all(desk: &Desk<'_>, shelf: &Shelf) -> Result<Context, Fault> {
    let frame = Frame {
        heading: desk.words.get("data"),
        trail: vec![(desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))],
        section: route::DATA,
        description: desk.words.get("data_lead"),
    };
    let mut page = context(desk, &frame);
    let tables = desk.site.tables.iter().filter_map(|table| {
        let sheet = shelf.sheets.get(&table.collection.name)?.first()?;
        Some((table, sheet))
    });
    let tables = tables.map(|(table, sheet)| {
        Ok(map([
            ("href", desk.link(&route::data(&table.collection.name)).into()),
            ("title", desk.cell(&table.collection.title)),
            ("description", desk.cell(&table.collection.description)),
            ("rows", desk.words.count("rows", sheet.rows).into()),
            ("downloads", downloads(desk, &sheet.downloads)?),
        ]))
    });
    page.insert_value("tables", tables.collect::<Result<Vec<Cell>, Fault>>()?.into());
    page.insert_value("whole", downloads(desk, &shelf.whole)?);
    Ok(page)
}

/// The context of the page of a collection's data.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn of(desk: &Desk<'_>, shelf: &Shelf, table: &Table, published: &str) -> Result<Context, Fault> {
    let collection = &table.collection;
    let home = (desk.words.get("home").to_owned(), Some(route::HOME.to_owned()));
    let data = (desk.words.get("data").to_owned(), Some(route::DATA.to_owned()));
    let frame = Frame {
        heading: &collection.title,
        trail: vec![home, data],
        section: route::DATA,
        description: &collection.description,
    };
    let mut page = context(desk, &frame);
    let heading = desk.words.fill("data_of", &[("title", &desk.set(&collection.title))]);
    page.insert_value("heading", heading.into());
    page.insert_value("index", desk.link(&route::index(&collection.name)).into());
    let sheets = shelf.sheets.get(&collection.name).map(Vec::as_slice).unwrap_or_default();
    let csv = sheets.first().and_then(|sheet| sheet.downloads.iter().find(|file| file.format == "CSV"));
    let base = desk.site.config.base_url.as_deref().unwrap_or("https://…/");
    page.insert_value("csv_url", csv.map(|csv| format!("{base}{}", route::url_path(&csv.path))).into());
    page.insert_value("described", shelf.described.get(&collection.name).cloned().into());
    page.insert_value("citation", citation(desk, table, published).into());
    let sheets = sheets.iter().map(|part| sheet(desk, part)).collect::<Result<Vec<Cell>, Fault>>()?;
    page.insert_value("sheets", sheets.into());
    Ok(page)
}

fn citation(desk: &Desk<'_>, table: &Table, published: &str) -> String {
    let config = &desk.site.config;
    let path = route::data(&table.collection.name);
    desk.words.fill(
        "citation",
        &[
            ("publisher", &config.publisher.name),
            ("title", &format!("{} – {}", config.title, table.collection.title)),
            ("date", if published.is_empty() { desk.words.get("no_date") } else { published }),
            ("license", &config.license.name),
            (
                "url",
                &config
                    .base_url
                    .as_ref()
                    .map_or_else(|| path.clone(), |base| format!("{base}{}", route::url_path(&path))),
            ),
        ],
    )
}

fn sheet(desk: &Desk<'_>, sheet: &Sheet) -> Result<Cell, Fault> {
    let fields = sheet.schema.get("fields").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let columns = fields.iter().map(|field| column(desk, field)).collect::<Vec<Cell>>();
    let cells = |row: &Vec<String>| row.iter().map(|cell| cell.as_str().into()).collect::<Vec<Cell>>().into();
    Ok(map([
        ("id", format!("_t-{}", sheet.name).into()),
        ("name", sheet.name.as_str().into()),
        ("title", desk.cell(&sheet.title)),
        ("description", desk.cell(&sheet.description)),
        ("rows", desk.words.count("rows", sheet.rows).into()),
        ("columns", columns.into()),
        ("header", cells(&sheet.header)),
        ("preview", sheet.preview.iter().map(cells).collect::<Vec<Cell>>().into()),
        ("previewed", desk.words.count("preview_n", sheet.preview.len()).into()),
        ("downloads", downloads(desk, &sheet.downloads)?),
    ]))
}

/// A line of the dictionary, from a field of the published schema.
fn column(desk: &Desk<'_>, field: &Json) -> Cell {
    let text = |key: &str| field.get(key).and_then(Json::as_str);
    let constraints = field.get("constraints");
    let required = constraints.and_then(|all| all.get("required")).and_then(Json::as_bool) == Some(true);
    let kind = text("type").unwrap_or("any");
    let kind = desk.words.find(&format!("type_{kind}")).unwrap_or(kind);
    map([
        ("name", text("name").unwrap_or_default().into()),
        ("title", text("title").map(|title| desk.cell(title)).into()),
        ("description", text("description").map(|text| desk.cell(text)).into()),
        ("kind", kind.into()),
        ("unit", text("unit").map(|unit| format::unit(desk.words, unit, "2").to_owned()).into()),
        ("required", required.into()),
        ("values", values(desk, field)),
        ("rules", rules(desk, constraints)),
    ])
}

/// The values allowed, with their labels.
fn values(desk: &Desk<'_>, field: &Json) -> Cell {
    let listed = field.get("categories").or_else(|| field.get("constraints")?.get("enum"));
    let listed = listed.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let values = listed.iter().map(|value| {
        let plain = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let label = value.get("label").and_then(Json::as_str).map(|label| desk.cell(label));
        map([("value", plain(value.get("value").unwrap_or(value)).into()), ("label", label.into())])
    });
    values.collect::<Vec<Cell>>().into()
}

/// The constraints that the catalogue has a word for.
fn rules(desk: &Desk<'_>, constraints: Option<&Json>) -> Cell {
    let rules = constraints.and_then(Json::as_object).into_iter().flatten().filter_map(|(key, value)| {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        desk.words.find(&format!("rule_{key}"))?;
        Some(desk.words.fill(&format!("rule_{key}"), &[("value", &text)]))
    });
    rules.map(Cell::from).collect::<Vec<Cell>>().into()
}

fn downloads(desk: &Desk<'_>, files: &[Download]) -> Result<Cell, Fault> {
    Ok(files.iter().map(|file| common::download(desk, file)).collect::<Result<Vec<Cell>, _>>()?.into())
}
