//! The data's own pages: what there is, column by column, and how to take and cite it.
//!
//! In: the downloads of published tables. Out: pages. Never: a number that the files do not hold.

use super::{Names, Page, example, files, make_frame, to_home};
use crate::model::Table;
use crate::output::Fault;
use crate::publication::{ColumnProfile, Download, Downloads, TableDownloads, route};
use crate::render::desk::RenderContext;
use crate::render::format;
use crate::render::picture::links;
use crate::render::template::Html;
use crate::render::views::data::{
    AllowedValue, ColumnView, DataTableView, DataView, ExampleView, SheetView, TableSummary, TakeView,
};
use crate::render::views::listing::{FieldFact, TitleLink};
use crate::schema::Role;
use jiff::civil::Date;
use serde_json::Value as Json;

/// Builds the page of all data.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn build_all<'a>(desk: &RenderContext<'a>, downloads: &'a Downloads) -> Result<Page<'a>, Fault> {
    let names = Names {
        heading: desk.words.get("data"),
        trail: vec![to_home(desk)],
        section: route::DATA,
        description: desk.words.get("data_lead"),
    };
    let tables = desk.site.tables.iter().filter_map(|table| {
        let own = downloads.tables.get(&table.collection.name)?.first()?;
        Some((table, own))
    });
    let tables = tables.map(|(table, own)| {
        Ok(TableSummary {
            href: desk.link(&route::to_data(&table.collection.name)),
            title: desk.set(&table.collection.title),
            description: desk.set(&table.collection.description),
            rows: desk.words.count("rows", own.rows),
            downloads: list_files(desk, &own.files)?,
        })
    });
    let released = !desk.site.config.releases.is_empty();
    let plan = Some(links::plan(desk, downloads)).filter(|plan| !plan.is_empty());
    let view = DataView {
        tables: tables.collect::<Result<_, Fault>>()?,
        whole: list_files(desk, &downloads.whole)?,
        terms: desk.set(find_terms(desk)),
        versions: released.then(|| desk.link(route::VERSIONS)).flatten(),
        feed: desk
            .site
            .config
            .base_url
            .as_ref()
            .filter(|_| released)
            .and_then(|_| desk.link(route::VERSIONS_FEED)),
        picture: plan.as_ref().map(|plan| Html::new(&plan.svg(desk, "_links"))),
        links: plan.as_ref().map(|plan| plan.list_links(desk)),
    };
    Ok(Page::new(make_frame(desk, names), &view))
}

/// Builds the page of a collection's data.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn build_table<'a>(
    desk: &RenderContext<'a>,
    downloads: &'a Downloads,
    table: &'a Table,
    published: &str,
) -> Result<Page<'a>, Fault> {
    let collection = &table.collection;
    let data = (desk.words.get("data").to_owned(), Some(route::DATA.to_owned()));
    let names = Names {
        heading: &collection.title,
        trail: vec![to_home(desk), data],
        section: route::DATA,
        description: &collection.description,
    };
    let sheets = downloads.tables.get(&collection.name).map(Vec::as_slice).unwrap_or_default();
    let own = sheets.first();
    let file = |format| own.and_then(|own| own.files.iter().find(|file| file.format == format));
    let changed = find_newest(desk, table).unwrap_or_else(|| published.to_owned());
    let view = DataTableView {
        index: desk.link(&route::to_index(&collection.name)),
        facts: own.map(|own| list_facts(desk, table, own)).unwrap_or_default(),
        office_url: file("ODS").map(|ods| to_address(desk, ods)),
        examples: own.zip(file("CSV")).map(|(own, csv)| list_examples(desk, own, csv)).unwrap_or_default(),
        described: downloads.described.get(&collection.name).map(String::as_str),
        terms: desk.set(find_terms(desk)),
        citation: cite(desk, table, "citation", published),
        attribution: cite(desk, table, "attribution", &changed),
        sheets: sheets.iter().map(|part| to_sheet(desk, part)).collect::<Result<_, Fault>>()?,
    };
    let mut frame = make_frame(desk, names);
    frame.heading = desk.words.fill("data_of", &[("title", &desk.set(&collection.title))]);
    Ok(Page::new(frame, &view))
}

/// Lists how to load a table, in three languages.
fn list_examples(desk: &RenderContext<'_>, own: &TableDownloads, csv: &Download) -> Vec<ExampleView> {
    let address = to_address(desk, csv);
    vec![
        ExampleView { name: "Python (pandas)", class: "python", code: example::python(own, &address) },
        ExampleView { name: "R", class: "r", code: example::r(own, &address) },
        ExampleView { name: "SQL (DuckDB)", class: "sql", code: example::duckdb(own, &address) },
    ]
}

/// Returns where a file will be found; its name, where the site has no address.
fn to_address(desk: &RenderContext<'_>, file: &Download) -> String {
    match &desk.site.config.base_url {
        Some(base) => format!("{base}{}", route::to_url_path(&file.path)),
        None => file.path.rsplit('/').next().unwrap_or(&file.path).to_owned(),
    }
}

/// Returns what the licence asks for, in a sentence.
fn find_terms<'a>(desk: &RenderContext<'a>) -> &'a str {
    let known = desk.words.find(&format!("terms_{}", desk.site.config.license.id));
    known.unwrap_or_else(|| desk.words.get("terms_other"))
}

/// Lists what the data are, at a glance.
fn list_facts<'a>(desk: &RenderContext<'a>, table: &Table, own: &TableDownloads) -> Vec<FieldFact<'a>> {
    let (words, catalogue) = (desk.words, &table.collection.catalogue);
    let fact = |key: &'static str, text: String| FieldFact {
        label: words.get(key).into(),
        html: Html::from_text(&text),
    };
    let day = |date: Option<Date>| date.map_or_else(|| "…".to_owned(), |date| format::date(words, date));
    let size = [words.count("rows", own.rows), words.count("columns", own.preview.columns.len())].join(", ");
    let mut facts = vec![
        fact("data_row", words.fill("data_row_is", &[("record", &desk.set(&table.collection.record))])),
        fact("data_size", size),
    ];
    if let Some([start, end]) = catalogue.interval() {
        facts.push(fact("data_period", words.fill("from_to", &[("from", &day(start)), ("to", &day(end))])));
    }
    if let Some(date) = find_newest(desk, table).and_then(|day| day.parse::<Date>().ok()) {
        facts.push(fact("data_changed", format::date(words, date)));
    }
    if let Some(frequency) = &catalogue.frequency {
        facts.push(fact("data_frequency", words.get(&format!("frequency_{frequency}")).to_owned()));
    }
    facts
}

/// Returns the day on which a record of the table last changed.
fn find_newest(desk: &RenderContext<'_>, table: &Table) -> Option<String> {
    let field = table.collection.schema.role(Role::Modified)?;
    let declared = table.collection.schema.fields.get(field)?;
    let days = table.records.iter().filter_map(|record| {
        let written = table.value(record, field)?.to_cell(declared);
        written.get(..10).map(str::to_owned)
    });
    days.max().filter(|_| desk.site.is_shown(declared))
}

/// Writes a line to copy, which names the data.
fn cite(desk: &RenderContext<'_>, table: &Table, key: &str, day: &str) -> String {
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

fn to_sheet<'a>(desk: &RenderContext<'a>, sheet: &'a TableDownloads) -> Result<SheetView<'a>, Fault> {
    let fields = sheet.schema.get("fields").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let columns = fields.iter().zip(&sheet.preview.columns);
    Ok(SheetView {
        id: format!("_t-{}", sheet.name),
        name: &sheet.name,
        title: desk.set(&sheet.title),
        description: desk.set(&sheet.description),
        rows: desk.words.count("rows", sheet.rows),
        columns: columns.map(|(field, profile)| to_column(desk, sheet, field, profile)).collect(),
        header: sheet.preview.columns.iter().map(|column| column.name.as_str()).collect(),
        preview: &sheet.preview.first_rows,
        previewed: desk.words.count("preview_n", sheet.preview.first_rows.len()),
        downloads: list_files(desk, &sheet.files)?,
    })
}

/// Returns a line of the dictionary, from a field of the published schema.
fn to_column<'a>(
    desk: &RenderContext<'a>,
    sheet: &TableDownloads,
    field: &'a Json,
    profile: &'a ColumnProfile,
) -> ColumnView<'a> {
    let text = |key: &str| field.get(key).and_then(Json::as_str);
    let constraints = field.get("constraints");
    let kind = text("type").unwrap_or("any");
    let key = sheet.keys.iter().find(|key| key.fields == [profile.name.as_str()]);
    let target = key.and_then(|key| desk.site.table(key.resource.as_ref()?)).map(|(_, table)| TitleLink {
        href: desk.link(&route::to_data(&table.collection.name)),
        title: desk.set(&table.collection.title),
    });
    let filled = [("n", &*profile.filled.to_string()), ("all", &*sheet.rows.to_string())];
    ColumnView {
        name: &profile.name,
        title: text("title").map(|title| desk.set(title)),
        description: text("description").map(|text| desk.set(text)),
        kind: desk.words.find(&format!("type_{kind}")).unwrap_or(kind),
        delimiter: text("delimiter"),
        unit: text("unit").map(|unit| format::unit(desk.words, unit, "2")),
        required: constraints.and_then(|all| all.get("required")).and_then(Json::as_bool) == Some(true),
        target,
        values: list_values(desk, field),
        rules: list_rules(desk, constraints),
        share: show_share(desk, profile.filled, sheet.rows),
        filled: desk.words.fill("filled_of", &filled),
    }
}

/// Returns the share of filled cells, never rounded up to all of them nor down to none.
fn show_share(desk: &RenderContext<'_>, filled: usize, rows: usize) -> String {
    let percent = match (filled * 100).checked_div(rows) {
        None => return desk.words.get("no_rows").to_owned(),
        Some(0) if filled > 0 => "<\u{a0}1".to_owned(),
        Some(percent) => percent.to_string(),
    };
    desk.words.fill("percent", &[("n", &percent)])
}

/// Lists the values allowed, with their labels.
fn list_values<'a>(desk: &RenderContext<'a>, field: &'a Json) -> Vec<AllowedValue<'a>> {
    let listed = field.get("categories").or_else(|| field.get("constraints")?.get("enum"));
    let listed = listed.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let values = listed.iter().map(|value| {
        let label = value.get("label").and_then(Json::as_str).map(|label| desk.set(label));
        AllowedValue { value: to_plain(value.get("value").unwrap_or(value)), label }
    });
    values.collect()
}

/// Lists the constraints that the catalogue has a word for.
fn list_rules(desk: &RenderContext<'_>, constraints: Option<&Json>) -> Vec<String> {
    let rules = constraints.and_then(Json::as_object).into_iter().flatten().filter_map(|(key, value)| {
        let key = format!("rule_{key}");
        desk.words.find(&key)?;
        Some(desk.words.fill(&key, &[("value", &to_plain(value))]))
    });
    rules.collect()
}

/// Returns a value of a schema as characters: a text without its quotation marks.
fn to_plain(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Lists files, each with whom it is for.
fn list_files<'a>(desk: &RenderContext<'a>, listed: &'a [Download]) -> Result<Vec<TakeView<'a>>, Fault> {
    let files = listed.iter().map(|file| {
        let purpose = desk.words.find(&format!("use_{}", file.format));
        Ok(TakeView { file: files::to_file(desk, file)?, purpose })
    });
    files.collect()
}
