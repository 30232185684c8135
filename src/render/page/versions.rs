//! The versions of the data, and the pages of records that are gone.
//!
//! In: what `releases.yaml` says. Out: pages. Never: an earlier output.

use jiff::civil::Date;

use super::{Names, Page, make_frame, to_collection, to_home};
use crate::config::{Release, Removed, TableRelease};
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::format;
use crate::render::views::gone::GoneView;
use crate::render::views::listing::LabelLink;
use crate::render::views::versions::{ReleaseView, ReleasedTable, VersionsView};
use crate::schema::publish::is_public;

/// Builds the page of all versions.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>) -> Page<'a> {
    let words = desk.words;
    let data = (words.get("data").to_owned(), Some(route::DATA.to_owned()));
    let names = Names {
        heading: words.get("versions"),
        trail: vec![to_home(desk), data],
        section: route::DATA,
        description: words.get("versions_lead"),
    };
    let config = &desk.site.config;
    let author = &config.publisher.name;
    let view = VersionsView {
        releases: config.releases.iter().map(|release| describe_release(desk, release)).collect(),
        updated: config.releases.first().map(|release| release.date.to_string()),
        author: if author.is_empty() { &config.title } else { author },
        feed: config.base_url.as_ref().and_then(|_| desk.link(route::VERSIONS_FEED)),
    };
    Page::new(make_frame(desk, names), &view)
}

/// Builds the feed of all versions.
#[must_use]
pub fn build_feed<'a>(desk: &RenderContext<'a>) -> Page<'a> {
    Page { template: "versions.xml".into(), ..build(desk) }
}

/// Builds the page of a record that a release removed.
#[must_use]
pub fn build_gone<'a>(desk: &RenderContext<'a>, release: &Release, record: &Removed) -> Page<'a> {
    let collection = desk.site.table(&record.collection).map(|(_, table)| &table.collection);
    let above = collection.map(|collection| to_collection(desk, collection));
    let names = Names {
        heading: label(record),
        trail: [Some(to_home(desk)), above].into_iter().flatten().collect(),
        section: &collection.map(|collection| route::to_index(&collection.name)).unwrap_or_default(),
        description: desk.words.get("gone"),
    };
    let date = show_day(desk, release.date);
    let last = desk.site.list_last_cells(record).next();
    let view = GoneView {
        since: desk.words.fill("gone_since", &[("date", &date), ("version", &release.version)]),
        versions: desk.link(route::VERSIONS),
        last: last.and_then(|_| desk.link(&route::to_record_json(&record.collection, &record.id))),
    };
    Page::new(make_frame(desk, names), &view)
}

fn label(record: &Removed) -> &str {
    record.title.as_deref().unwrap_or(&record.id)
}

fn show_day(desk: &RenderContext<'_>, date: Date) -> String {
    format::date(desk.words, date)
}

fn describe_release<'a>(desk: &RenderContext<'a>, release: &'a Release) -> ReleaseView<'a> {
    let table = |collection: &str| desk.site.table(collection).map(|(_, table)| table);
    let public = release
        .removed
        .iter()
        .filter(|record| table(&record.collection).is_none_or(|table| is_public(&table.collection)));
    let removed = public.map(|record| {
        let paged = table(&record.collection).is_none_or(|table| table.collection.pages);
        let path = [&record.collection, "/", &record.id, ".html"].concat();
        LabelLink { href: desk.link(&path).filter(|_| paged), label: desk.set(label(record)) }
    });
    ReleaseView {
        anchor: format!("_v-{}", release.version),
        version: &release.version,
        date: show_day(desk, release.date),
        iso: release.date.to_string(),
        note: release.note.as_deref().map(|note| desk.set(note)),
        tables: release.tables.iter().map(|table| describe_table(desk, table)).collect(),
        removed: removed.collect(),
    }
}

/// Returns a table, and what changed in it in a line.
fn describe_table<'a>(desk: &RenderContext<'a>, table: &'a TableRelease) -> ReleasedTable<'a> {
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
    ReleasedTable {
        title: desk.set(title),
        href: own.and_then(|collection| desk.link(&route::to_data(&collection.name))),
        said: desk.set(&said.join("; ")).into_owned(),
    }
}
