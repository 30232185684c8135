//! The versions of the data, and the pages of records that are gone.
//!
//! In: what `releases.yaml` says. Out: contexts. Never: an earlier output.

use crate::publication::route;
use jiff::civil::Date;
use tera::{Context, Value as Cell};

use super::{Frame, context};
use crate::config::{Release, Removed, TableRelease};
use crate::render::desk::{Desk, map};
use crate::render::format;
use crate::schema::publish::is_public;

/// The context of the page of all versions, and of their feed.
#[must_use]
pub fn all(desk: &Desk<'_>) -> Context {
    let words = desk.words;
    let home = (words.get("home").to_owned(), Some(route::HOME.to_owned()));
    let data = (words.get("data").to_owned(), Some(route::DATA.to_owned()));
    let frame = Frame {
        heading: words.get("versions"),
        trail: vec![home, data],
        section: route::DATA,
        description: words.get("versions_lead"),
    };
    let mut page = context(desk, &frame);
    let releases = &desk.site.config.releases;
    let shown: Vec<Cell> = releases.iter().map(|release| shown(desk, release)).collect();
    page.insert_value("releases", shown.into());
    page.insert_value("updated", releases.first().map(|release| release.date.to_string()).into());
    let author = &desk.site.config.publisher.name;
    page.insert_value(
        "author",
        if author.is_empty() { &desk.site.config.title } else { author }.as_str().into(),
    );
    if desk.site.config.base_url.is_some() {
        page.insert_value("feed", desk.link(route::VERSIONS_FEED).into());
    }
    page
}

/// The context of the page of a record that a release removed.
#[must_use]
pub fn gone(desk: &Desk<'_>, release: &Release, record: &Removed) -> Context {
    let words = desk.words;
    let home = (words.get("home").to_owned(), Some(route::HOME.to_owned()));
    let collection = desk.site.table(&record.collection).map(|(_, table)| &table.collection);
    let above = collection.map(|collection| {
        (desk.set(&collection.title).into_owned(), Some(route::to_index(&collection.name)))
    });
    let trail: Vec<_> = [Some(home), above].into_iter().flatten().collect();
    let section = collection.map(|collection| route::to_index(&collection.name)).unwrap_or_default();
    let label = label(record);
    let frame = Frame { heading: label, trail, section: &section, description: words.get("gone") };
    let mut page = context(desk, &frame);
    let date = day(desk, release.date);
    let since = words.fill("gone_since", &[("date", &date), ("version", &release.version)]);
    page.insert_value("since", since.into());
    page.insert_value("versions", desk.link(route::VERSIONS).into());
    if desk.site.list_last_cells(record).next().is_some() {
        let path = route::to_record_json(&record.collection, &record.id);
        page.insert_value("last", desk.link(&path).into());
    }
    page
}

fn label(record: &Removed) -> &str {
    record.title.as_deref().unwrap_or(&record.id)
}

fn day(desk: &Desk<'_>, date: Date) -> String {
    format::date(desk.words, date)
}

fn shown(desk: &Desk<'_>, release: &Release) -> Cell {
    let table = |collection: &str| desk.site.table(collection).map(|(_, table)| table);
    let public = release
        .removed
        .iter()
        .filter(|record| table(&record.collection).is_none_or(|table| is_public(&table.collection)));
    let removed = public.map(|record| {
        let paged = table(&record.collection).is_none_or(|table| table.collection.pages);
        let path = [&record.collection, "/", &record.id, ".html"].concat();
        map([("label", desk.cell(label(record))), ("href", desk.link(&path).filter(|_| paged).into())])
    });
    map([
        ("anchor", format!("_v-{}", release.version).into()),
        ("version", release.version.as_str().into()),
        ("date", day(desk, release.date).into()),
        ("iso", release.date.to_string().into()),
        ("note", release.note.as_deref().map(|note| desk.cell(note)).into()),
        ("tables", release.tables.iter().map(|table| table_shown(desk, table)).collect::<Vec<Cell>>().into()),
        ("removed", removed.collect::<Vec<Cell>>().into()),
    ])
}

/// A table, and what changed in it in a line.
fn table_shown(desk: &Desk<'_>, table: &TableRelease) -> Cell {
    let words = desk.words;
    let mut said: Vec<String> = Vec::new();
    if let Some(state) = &table.state {
        said.push(words.get(&format!("table_{state}")).to_owned());
    }
    let rows =
        [("rows_added", table.added), ("rows_removed", table.removed), ("rows_changed", table.changed)];
    let rows = rows.into_iter().filter(|(_, n)| *n > 0);
    said.extend(rows.map(|(key, n)| words.count(key, usize::try_from(n).unwrap_or(usize::MAX))));
    let columns = [
        ("columns_added", &table.columns_added),
        ("columns_removed", &table.columns_removed),
        ("columns_changed", &table.columns_changed),
    ];
    let columns = columns.into_iter().filter(|(_, names)| !names.is_empty());
    said.extend(columns.map(|(key, names)| {
        let form = words.plural(words.get(key), &names.len().to_string()).to_owned();
        form + " " + &names.join(", ")
    }));
    let own = desk.site.table(&table.table).map(|(_, table)| &table.collection).filter(|own| is_public(own));
    let title = own.map(|collection| &collection.title).or(table.title.as_ref()).unwrap_or(&table.table);
    map([
        ("title", desk.cell(title)),
        ("href", own.and_then(|collection| desk.link(&route::to_data(&collection.name))).into()),
        ("said", desk.cell(&said.join("; "))),
    ])
}
