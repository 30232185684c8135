//! The page of a record: every field, the body, the parts, the relations both ways, the files, the data.
//!
//! In: a record. Out: a context. Never: personal data, a field passed over in silence.

use crate::publication::{Downloads, route};
use crate::source::html;
use std::collections::BTreeSet;

use tera::{Context, Value as Cell};

use super::{Frame, common, context, related, wheel};
use crate::check::photos::find_illustration;
use crate::load::markdown as source;
use crate::model::{Record, RecordRef, Table};
use crate::output::Fault;
use crate::render::blanks::Blanks;
use crate::render::desk::{Desk, Reach, map};
use crate::render::field::{self, Room};
use crate::render::markdown::{self, Awaited, Text};
use crate::render::photo;
use crate::render::picture;
use crate::render::written::written_out;
use crate::schema::{Field, Print, Role, Value, View};
use crate::source::Span;

/// The context of a record's page. `heading` differs from its label where another has the same.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn page(desk: &Desk<'_>, downloads: &Downloads, at: RecordRef, heading: &str) -> Result<Context, Fault> {
    let (table, record) = desk.site.record(at);
    let section = route::to_index(&table.collection.name);
    let home = (desk.words.get("home").to_owned(), Some(route::HOME.to_owned()));
    let frame = Frame {
        heading,
        trail: vec![home, common::above(desk, &table.collection)],
        section: &section,
        description: desk.role_text(at, Role::Description).unwrap_or_default(),
    };
    let mut page = context(desk, &frame);
    page.insert_value("heading", desk.label(at).into());
    fill(desk, at, &mut page);
    let seen = chapters(desk, at, &mut page);
    page.insert_value("related", related::groups(desk, at, &seen));
    page.insert_value("of", worn_from(desk, at));
    page.insert_value("wheel", lit(desk, at));
    page.insert_value("adapt", adapt(desk, table, record));
    page.insert_value(
        "kit",
        downloads.kits.get(&at).map(|kit| common::download(desk, kit)).transpose()?.into(),
    );
    page.insert_value("editions", editions(desk, table, record));
    page.insert_value("data", data(desk, downloads, table, record)?);
    page.insert_value("previous", neighbour(desk, at, at.row.checked_sub(1)));
    page.insert_value("next", neighbour(desk, at, at.row.checked_add(1)));
    Ok(page)
}

/// What a record's page and its kit's page both show.
pub fn fill(desk: &Desk<'_>, at: RecordRef, page: &mut Context) {
    let (table, record) = desk.site.record(at);
    page.insert_value("record_name", desk.cell(&table.collection.record));
    page.insert_value("summary", desk.role_text(at, Role::Description).map(|text| desk.cell(text)).into());
    page.insert_value("badge", common::badge(desk, at));
    page.insert_value("origin", super::origin::origin(desk, at));
    page.insert_value("hue", desk.hues.of(at).into());
    fields(desk, at, page);
    texts(desk, at, blanks(desk, table, record, None), page);
    page.insert_value("pictures", picture::illustrations(desk, desk.site.illustrations.list_for_record(at)));
    page.insert_value("attachments", common::attachments(desk, at));
    page.insert_value("sources", role_html(desk, at, Role::Source));
    page.insert_value("version", role_html(desk, at, Role::Version));
    page.insert_value("license", role_html(desk, at, Role::License));
    page.insert_value("image", image(desk, at));
    let modified = common::modified(desk, at);
    page.insert_value(
        "modified",
        modified.map(|(text, iso)| map([("text", text.into()), ("iso", iso.into())])).into(),
    );
}

/// What fills the blanks of a record's texts.
#[must_use]
pub fn blanks<'a>(
    desk: &Desk<'a>,
    table: &'a Table,
    record: &'a Record,
    edition: Option<(&'a Table, &'a Record)>,
) -> Option<Blanks<'a>> {
    let collection = &table.collection;
    let editions = desk.site.find_editions(collection);
    (collection.parts || collection.editions.is_some()).then(|| Blanks {
        edition,
        editions: editions.map(|(_, table)| table),
        record: &record.variables,
        home: record.source,
        site: &desk.site.config.variables,
    })
}

/// The body and the parts of a record; each anchor of the page is used once.
pub fn texts(desk: &Desk<'_>, at: RecordRef, blanks: Option<Blanks<'_>>, page: &mut Context) {
    let (table, record) = desk.site.record(at);
    let print = &table.collection.print;
    let on_paper = matches!(print, Some(Print::Sheet | Print::Booklet));
    let form = print.as_ref().map(|print| match print {
        Print::Card(_) => "card",
        Print::Sheet => "sheet",
        Print::Booklet => "booklet",
    });
    page.insert_value("print", form.into());
    let illustrated = find_illustration(desk.sources, table, record).is_some();
    let mut used: BTreeSet<String> = record.parts.iter().map(|part| part.id.clone()).collect();
    let mut write = |span: Span, source, level, name: &str| {
        let text = desk.sources.text(span);
        let prefix = if record.parts.is_empty() { String::new() } else { prefix(&mut used, text, name) };
        let awaited = if name == "_body" && !illustrated { Awaited::First } else { Awaited::None };
        let html = markdown::html(desk, &Text { text, source, level, prefix: &prefix, blanks, awaited });
        if on_paper { written_out(desk, html) } else { html }
    };
    let body =
        table.find_public_body(record).map(|body| Cell::safe_string(&write(body, record.source, 2, "_body")));
    page.insert_value("body", body.into());
    let parts = record.parts.iter().map(|part| {
        map([
            ("id", part.id.as_str().into()),
            ("title", desk.cell(&part.title)),
            ("language", desk.foreign_text(part.source).into()),
            ("html", Cell::safe_string(&write(part.body, part.source, 3, &part.id))),
        ])
    });
    page.insert_value("parts", parts.collect::<Vec<Cell>>().into());
}

/// Nothing where the anchors of a text are new to the page, else the name of the text.
fn prefix(used: &mut BTreeSet<String>, text: &str, name: &str) -> String {
    let anchors: Vec<String> =
        source::list_headings(text).into_iter().map(|heading| heading.anchor).collect();
    let taken = anchors.iter().any(|anchor| used.contains(anchor));
    used.extend(anchors);
    if taken { format!("{name}-") } else { String::new() }
}

/// Every field: short ones as facts, long ones as sections, silent ones by name.
fn fields(desk: &Desk<'_>, at: RecordRef, page: &mut Context) {
    let (table, record) = desk.site.record(at);
    let (mut facts, mut sections, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let told = table.collection.chapters.iter().flat_map(|chapter| &chapter.fields).copied();
    let told: BTreeSet<usize> = if desk.reach == Reach::Site { told.collect() } else { BTreeSet::new() };
    let own_place = positions_elsewhere(table);
    for (position, declared) in table.collection.schema.fields.iter().enumerate() {
        if !desk.site.is_shown(declared) || shown_elsewhere(table, record, position, &own_place) {
            continue;
        }
        let Some(value) = table.value(record, position) else {
            missing.push(desk.cell(declared.label()));
            continue;
        };
        match field::room(declared, value) {
            _ if told.contains(&position) => {}
            Room::Line => facts.push(fact(desk, at, declared, value)),
            Room::Section => sections.push(section(desk, at, declared, value)),
        }
    }
    page.insert_value("facts", facts.into());
    page.insert_value("sections", sections.into());
    page.insert_value("missing", missing.into());
}

/// The chapters that the collection declares, each where it has something to say; and the records they show.
fn chapters(desk: &Desk<'_>, at: RecordRef, page: &mut Context) -> BTreeSet<RecordRef> {
    let (table, record) = desk.site.record(at);
    let mut seen = BTreeSet::new();
    let mut chapters: Vec<Cell> = Vec::new();
    for (number, chapter) in table.collection.chapters.iter().enumerate() {
        let (mut facts, mut sections) = (Vec::new(), Vec::new());
        for position in &chapter.fields {
            let declared = &table.collection.schema.fields[*position];
            let Some(value) = table.value(record, *position).filter(|_| desk.site.is_shown(declared)) else {
                continue;
            };
            match field::room(declared, value) {
                Room::Line => facts.push(fact(desk, at, declared, value)),
                Room::Section => sections.push(section(desk, at, declared, value)),
            }
        }
        let mut groups: Vec<Cell> = Vec::new();
        for chosen in &chapter.related {
            let rows = related::chosen(desk, at, chosen);
            let Some(of) = rows.first().map(|row| &desk.site.tables[row.table as usize].collection) else {
                continue;
            };
            groups.push(map([
                ("title", desk.cell(&of.title)),
                ("index", desk.link(&route::to_index(&of.name)).into()),
                ("view", related::told(desk, at, &rows, &format!("c{number}"))),
            ]));
            seen.extend(rows);
        }
        if !(facts.is_empty() && sections.is_empty() && groups.is_empty()) {
            chapters.push(map([
                ("id", format!("_chapter-{}", number + 1).into()),
                ("title", desk.cell(&chapter.title)),
                ("facts", facts.into()),
                ("sections", sections.into()),
                ("groups", groups.into()),
            ]));
        }
    }
    page.insert_value("chapters", chapters.into());
    seen
}

/// The record of a wheel whose hue this one wears.
fn worn_from(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let of = desk.hues.worn_from(at);
    of.map(|of| map([("label", desk.label(of).into()), ("href", desk.record_link(of).into())])).into()
}

/// The wheel that a record stands on, its own petal lit; not where the wheel would outweigh the page.
fn lit(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let table = &desk.site.tables[at.table as usize];
    let fits = matches!(table.collection.view, View::Wheel { .. }) && table.records.len() <= wheel::PETALS;
    fits.then(|| wheel::shown(desk, at.table, table, "_wheel", Some(at))).into()
}

/// The command that takes a record into another project, where the site has an address.
fn adapt(desk: &Desk<'_>, table: &Table, record: &Record) -> Cell {
    let base = desk.site.config.base_url.as_deref().filter(|_| table.collection.archive);
    base.map(|base| format!("essaim import {base} {}/{}", table.collection.name, record.id)).into()
}

/// A field with its name, in a line.
#[must_use]
pub fn fact(desk: &Desk<'_>, at: RecordRef, declared: &Field, value: &Value) -> Cell {
    let html = field::html(desk, at, declared, value);
    map([("label", desk.cell(declared.label())), ("html", Cell::safe_string(&html))])
}

fn section(desk: &Desk<'_>, at: RecordRef, declared: &Field, value: &Value) -> Cell {
    let html = field::html(desk, at, declared, value);
    map([
        ("id", format!("_f-{}", declared.name).into()),
        ("label", desk.cell(declared.label())),
        ("inline", (!is_block(&html)).into()),
        ("html", Cell::safe_string(&html)),
    ])
}

/// Whether HTML begins with an element that stands in no line of text.
fn is_block(html: &str) -> bool {
    let name = html.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let blocks = "blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul";
    !name.is_empty() && blocks.split(' ').any(|block| block == name)
}

/// The fields that have their own place on the page: the heading, the summary, the badge, the foot.
fn positions_elsewhere(table: &Table) -> Vec<usize> {
    let roles = [
        Role::Description,
        Role::Status,
        Role::Source,
        Role::License,
        Role::Version,
        Role::Modified,
        Role::Image,
    ];
    let schema = &table.collection.schema;
    table.collection.label.into_iter().chain(roles.into_iter().filter_map(|role| schema.role(role))).collect()
}

/// Whether a field is shown in its own place; the body is, in full or by its absence.
fn shown_elsewhere(table: &Table, record: &Record, position: usize, own_place: &[usize]) -> bool {
    match table.collection.schema.fields[position].name.as_str() {
        "id" => true,
        "body" => record.body.is_some() || record.values[position].is_none(),
        _ => own_place.contains(&position),
    }
}

fn role_html(desk: &Desk<'_>, at: RecordRef, role: Role) -> Cell {
    let (table, record) = desk.site.record(at);
    let html = table.collection.schema.role(role).and_then(|position| {
        let declared = &table.collection.schema.fields[position];
        let value = table.value(record, position).filter(|_| desk.site.is_shown(declared))?;
        Some(field::html(desk, at, declared, value))
    });
    html.map(|html| Cell::safe_string(&html)).into()
}

/// The picture of a record, where its field names one of its files. It illustrates; the text says it all.
fn image(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let (table, record) = desk.site.record(at);
    let file = find_illustration(desk.sources, table, record).and_then(|asset| {
        let (width, height) = desk.size(asset).unzip();
        let href = html::escape(&desk.asset_link(asset)?);
        Some(map([
            ("href", href.into()),
            ("width", width.into()),
            ("height", height.into()),
            ("candidates", desk.candidates(asset).into()),
            ("sizes", photo::SIZES.into()),
        ]))
    });
    file.into()
}

fn editions(desk: &Desk<'_>, table: &Table, record: &Record) -> Cell {
    let collection = &table.collection;
    let Some((number, of)) = desk.site.find_editions(collection) else { return Vec::<Cell>::new().into() };
    let editions = (0u32..).zip(&of.records).map(|(row, edition)| {
        let path = route::to_edition(&collection.name, &record.id, &edition.id);
        let label = desk.label(RecordRef { table: number, row });
        map([("href", desk.link(&path).into()), ("label", label.into())])
    });
    editions.collect::<Vec<Cell>>().into()
}

/// The record and its table as data.
fn data(desk: &Desk<'_>, downloads: &Downloads, table: &Table, record: &Record) -> Result<Cell, Fault> {
    let name = &table.collection.name;
    let sheet = downloads.tables.get(name).and_then(|sheets| sheets.first());
    let csv = sheet.and_then(|sheet| sheet.files.iter().find(|file| file.format == "CSV"));
    Ok(map([
        ("json", desk.link(&route::to_record_json(name, &record.id)).into()),
        ("jsonld", desk.link(&route::to_record_jsonld(name, &record.id)).into()),
        ("csv", csv.map(|csv| common::download(desk, csv)).transpose()?.into()),
        ("page", desk.link(&route::to_data(name)).into()),
    ]))
}

/// The record before or after, in the order of the collection.
fn neighbour(desk: &Desk<'_>, at: RecordRef, row: Option<u32>) -> Cell {
    let table = &desk.site.tables[at.table as usize];
    let Some(row) = row.filter(|row| (*row as usize) < table.records.len()) else { return Cell::none() };
    let at = RecordRef { row, ..at };
    map([
        ("href", desk.record_link(at).into()),
        ("label", desk.label(at).into()),
        ("language", desk.foreign(at).into()),
        ("hue", desk.hues.of(at).into()),
    ])
}
