//! The data's own pages: what there is, column by column, and how to take and cite it.
//!
//! In: the downloads of published tables. Out: contexts. Never: a number that the files do not hold.

use crate::publication::{ColumnProfile, Download, Downloads, TableDownloads, route};
use jiff::civil::Date;
use serde_json::Value as Json;
use tera::{Context, Value as Cell};

use super::{Frame, common, context, example};
use crate::model::Table;
use crate::output::Fault;
use crate::render::desk::{Desk, map};
use crate::render::format;
use crate::render::picture::links;
use crate::schema::Role;

/// The context of the page of all data.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn all(desk: &Desk<'_>, downloads: &Downloads) -> Result<Context, Fault> {
    let frame = Frame {
        heading: desk.words.get("data"),
        trail: vec![(desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))],
        section: route::DATA,
        description: desk.words.get("data_lead"),
    };
    let mut page = context(desk, &frame);
    let tables = desk.site.tables.iter().filter_map(|table| {
        let sheet = downloads.tables.get(&table.collection.name)?.first()?;
        Some((table, sheet))
    });
    let tables = tables.map(|(table, sheet)| {
        Ok(map([
            ("href", desk.link(&route::to_data(&table.collection.name)).into()),
            ("title", desk.cell(&table.collection.title)),
            ("description", desk.cell(&table.collection.description)),
            ("rows", desk.words.count("rows", sheet.rows).into()),
            ("downloads", draw_downloads(desk, &sheet.files)?),
        ]))
    });
    page.insert_value("tables", tables.collect::<Result<Vec<Cell>, Fault>>()?.into());
    page.insert_value("whole", draw_downloads(desk, &downloads.whole)?);
    page.insert_value("terms", desk.cell(terms(desk)));
    if !desk.site.config.releases.is_empty() {
        page.insert_value("versions", desk.link(route::VERSIONS).into());
        page.insert_value(
            "feed",
            desk.site.config.base_url.as_ref().and_then(|_| desk.link(route::VERSIONS_FEED)).into(),
        );
    }
    let plan = links::plan(desk, downloads);
    if !plan.is_empty() {
        page.insert_value("picture", Cell::safe_string(&plan.svg(desk, "_links")));
        page.insert_value("links", plan.rows(desk));
    }
    Ok(page)
}

/// The context of the page of a collection's data.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn of(desk: &Desk<'_>, downloads: &Downloads, table: &Table, published: &str) -> Result<Context, Fault> {
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
    page.insert_value("index", desk.link(&route::to_index(&collection.name)).into());
    let sheets = downloads.tables.get(&collection.name).map(Vec::as_slice).unwrap_or_default();
    if let Some(own) = sheets.first() {
        page.insert_value("facts", facts(desk, table, own).into());
        let file = |format| own.files.iter().find(|file| file.format == format);
        page.insert_value("office_url", file("ODS").map(|ods| address(desk, ods)).into());
        let examples = file("CSV").map(|csv| {
            let address = address(desk, csv);
            let codes = [
                ("Python (pandas)", "python", example::python(own, &address)),
                ("R", "r", example::r(own, &address)),
                ("SQL (DuckDB)", "sql", example::duckdb(own, &address)),
            ];
            codes.map(|(name, class, code)| {
                map([("name", name.into()), ("class", class.into()), ("code", code.into())])
            })
        });
        page.insert_value("examples", examples.map(Vec::from).unwrap_or_default().into());
    }
    page.insert_value("described", downloads.described.get(&collection.name).cloned().into());
    page.insert_value("terms", desk.cell(terms(desk)));
    page.insert_value("citation", cited(desk, table, "citation", published).into());
    let changed = newest(desk, table).unwrap_or_else(|| published.to_owned());
    page.insert_value("attribution", cited(desk, table, "attribution", &changed).into());
    let sheets = sheets.iter().map(|part| sheet(desk, part)).collect::<Result<Vec<Cell>, Fault>>()?;
    page.insert_value("sheets", sheets.into());
    Ok(page)
}

/// Where a file will be found; its name, where the site has no address.
fn address(desk: &Desk<'_>, file: &Download) -> String {
    match &desk.site.config.base_url {
        Some(base) => format!("{base}{}", route::to_url_path(&file.path)),
        None => file.path.rsplit('/').next().unwrap_or(&file.path).to_owned(),
    }
}

/// What the licence asks for, in a sentence.
fn terms<'a>(desk: &Desk<'a>) -> &'a str {
    let known = desk.words.find(&format!("terms_{}", desk.site.config.license.id));
    known.unwrap_or_else(|| desk.words.get("terms_other"))
}

/// What the data are, at a glance: label and text.
fn facts(desk: &Desk<'_>, table: &Table, own: &TableDownloads) -> Vec<Cell> {
    let (words, catalogue) = (desk.words, &table.collection.catalogue);
    let fact = |key: &str, text: String| map([("label", words.get(key).into()), ("html", text.into())]);
    let day = |date: Option<Date>| date.map_or_else(|| "…".to_owned(), |date| format::date(words, date));
    let size = [words.count("rows", own.rows), words.count("columns", own.preview.columns.len())].join(", ");
    let mut facts = vec![
        fact("data_row", words.fill("data_row_is", &[("record", &desk.set(&table.collection.record))])),
        fact("data_size", size),
    ];
    if let Some([start, end]) = catalogue.interval() {
        facts.push(fact("data_period", words.fill("from_to", &[("from", &day(start)), ("to", &day(end))])));
    }
    if let Some(date) = newest(desk, table).and_then(|day| day.parse::<Date>().ok()) {
        facts.push(fact("data_changed", format::date(words, date)));
    }
    if let Some(frequency) = &catalogue.frequency {
        facts.push(fact("data_frequency", words.get(&format!("frequency_{frequency}")).to_owned()));
    }
    facts
}

/// The day on which a record of the table last changed.
fn newest(desk: &Desk<'_>, table: &Table) -> Option<String> {
    let field = table.collection.schema.role(Role::Modified)?;
    let declared = table.collection.schema.fields.get(field)?;
    let days = table.records.iter().filter_map(|record| {
        let written = table.value(record, field)?.to_cell(declared);
        written.get(..10).map(str::to_owned)
    });
    days.max().filter(|_| desk.site.is_shown(declared))
}

/// A line to copy, which names the data.
fn cited(desk: &Desk<'_>, table: &Table, key: &str, day: &str) -> String {
    let config = &desk.site.config;
    let path = route::to_data(&table.collection.name);
    let url = config
        .base_url
        .as_ref()
        .map_or_else(|| path.clone(), |base| format!("{base}{}", route::to_url_path(&path)));
    let date = day
        .parse::<Date>()
        .map_or_else(|_| desk.words.get("no_date").to_owned(), |date| format::date(desk.words, date));
    desk.words.fill(
        key,
        &[
            ("publisher", &config.publisher.name),
            ("title", &format!("{} – {}", config.title, table.collection.title)),
            ("date", &date),
            ("license", &config.license.name),
            ("url", &url),
        ],
    )
}

fn sheet(desk: &Desk<'_>, sheet: &TableDownloads) -> Result<Cell, Fault> {
    let fields = sheet.schema.get("fields").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let columns = fields.iter().zip(&sheet.preview.columns);
    let columns = columns.map(|(field, profile)| column(desk, sheet, field, profile)).collect::<Vec<Cell>>();
    let cells = |row: &Vec<String>| row.iter().map(|cell| cell.as_str().into()).collect::<Vec<Cell>>().into();
    let header: Vec<Cell> = sheet.preview.columns.iter().map(|column| column.name.as_str().into()).collect();
    Ok(map([
        ("id", format!("_t-{}", sheet.name).into()),
        ("name", sheet.name.as_str().into()),
        ("title", desk.cell(&sheet.title)),
        ("description", desk.cell(&sheet.description)),
        ("rows", desk.words.count("rows", sheet.rows).into()),
        ("columns", columns.into()),
        ("header", header.into()),
        ("preview", sheet.preview.first_rows.iter().map(cells).collect::<Vec<Cell>>().into()),
        ("previewed", desk.words.count("preview_n", sheet.preview.first_rows.len()).into()),
        ("downloads", draw_downloads(desk, &sheet.files)?),
    ]))
}

/// A line of the dictionary, from a field of the published schema.
fn column(desk: &Desk<'_>, sheet: &TableDownloads, field: &Json, profile: &ColumnProfile) -> Cell {
    let text = |key: &str| field.get(key).and_then(Json::as_str);
    let constraints = field.get("constraints");
    let required = constraints.and_then(|all| all.get("required")).and_then(Json::as_bool) == Some(true);
    let kind = text("type").unwrap_or("any");
    let kind = desk.words.find(&format!("type_{kind}")).unwrap_or(kind);
    let key = sheet.keys.iter().find(|key| key.fields == [profile.name.as_str()]);
    let target = key.and_then(|key| desk.site.table(key.resource.as_ref()?)).map(|(_, table)| {
        let collection = &table.collection;
        map([
            ("title", desk.cell(&collection.title)),
            ("href", desk.link(&route::to_data(&collection.name)).into()),
        ])
    });
    map([
        ("name", profile.name.as_str().into()),
        ("title", text("title").map(|title| desk.cell(title)).into()),
        ("description", text("description").map(|text| desk.cell(text)).into()),
        ("kind", kind.into()),
        ("delimiter", text("delimiter").into()),
        ("unit", text("unit").map(|unit| format::unit(desk.words, unit, "2").to_owned()).into()),
        ("required", required.into()),
        ("target", target.into()),
        ("values", values(desk, field)),
        ("rules", rules(desk, constraints)),
        ("share", share(desk, profile.filled, sheet.rows).into()),
        (
            "filled",
            desk.words
                .fill("filled_of", &[("n", &profile.filled.to_string()), ("all", &sheet.rows.to_string())])
                .into(),
        ),
    ])
}

/// The share of filled cells, never rounded up to all of them nor down to none.
fn share(desk: &Desk<'_>, filled: usize, rows: usize) -> String {
    let percent = match (filled * 100).checked_div(rows) {
        None => return desk.words.get("no_rows").to_owned(),
        Some(0) if filled > 0 => "<\u{a0}1".to_owned(),
        Some(percent) => percent.to_string(),
    };
    desk.words.fill("percent", &[("n", &percent)])
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

/// The files, each with whom it is for.
fn draw_downloads(desk: &Desk<'_>, files: &[Download]) -> Result<Cell, Fault> {
    let files = files.iter().map(|file| {
        let purpose = desk.words.find(&format!("use_{}", file.format));
        Ok(map([("file", common::download(desk, file)?), ("purpose", purpose.into())]))
    });
    Ok(files.collect::<Result<Vec<Cell>, Fault>>()?.into())
}
