//! The page of a record: every field, the body, the parts, the relations both ways, the files, the data.
//!
//! In: a record. Out: a page. Never: personal data, a field passed over in silence.

use crate::publication::{Downloads, route};
use crate::source::html;
use std::collections::BTreeSet;

use super::{Names, Page, files, make_frame, origin, related, to_collection, to_home, wheel};
use crate::check::photos::find_illustration;
use crate::load::markdown as source;
use crate::model::{Record, RecordRef, Table};
use crate::output::Fault;
use crate::render::blanks::Blanks;
use crate::render::desk::{Reach, RenderContext};
use crate::render::field::{self, Room};
use crate::render::listing::{find_badge, show_description};
use crate::render::markdown::{self, Awaited, Text};
use crate::render::photo;
use crate::render::picture;
use crate::render::template::Html;
use crate::render::views::kit::KitView;
use crate::render::views::listing::{DateView, FieldFact, LabelLink, WheelView};
use crate::render::views::record::{
    ChapterGroup, ChapterView, FieldSection, ImageView, Neighbour, PartView, RecordContent, RecordData,
    RecordTexts, RecordView,
};
use crate::render::written::written_out;
use crate::schema::{Field, Print, Role, Value, View};
use crate::source::Span;

/// Builds a record's page. `heading` differs from its label where another has the same.
///
/// # Errors
/// Those of writing a file that it offers, whose size and hash it states.
pub fn build<'a>(
    desk: &RenderContext<'a>,
    downloads: &'a Downloads,
    at: RecordRef,
    heading: &str,
) -> Result<Page<'a>, Fault> {
    let (table, record) = desk.site.record(at);
    let names = Names {
        heading,
        trail: vec![to_home(desk), to_collection(desk, &table.collection)],
        section: &route::to_index(&table.collection.name),
        description: desk.role_text(at, Role::Description).unwrap_or_default(),
    };
    let (chapters, seen) = list_chapters(desk, at);
    let view = RecordView {
        chapters,
        related: related::group_related(desk, at, &seen),
        of: find_worn(desk, at),
        wheel: draw_lit(desk, at),
        adapt: write_command(desk, table, record),
        kit: downloads.kits.get(&at).map(|kit| files::to_file(desk, kit)).transpose()?,
        editions: list_editions(desk, table, record),
        data: find_data(desk, downloads, table, record)?,
        previous: find_neighbour(desk, at, at.row.checked_sub(1)),
        next: find_neighbour(desk, at, at.row.checked_add(1)),
    };
    let mut page = Page::new(make_frame(desk, names), &view);
    desk.label(at).clone_into(&mut page.frame.heading);
    Ok(with_content(desk, at, page))
}

/// Builds the page that travels in a record's kit.
#[must_use]
pub fn build_kit<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Page<'a> {
    let (table, record) = desk.site.record(at);
    let frame = make_frame(desk, Names { heading: desk.label(at), ..Names::default() });
    let online = route::to_record(table, record).and_then(|path| desk.link(&path));
    with_content(desk, at, Page::new(frame, &KitView { online }))
}

/// Adds what a record's page and its kit's page both show.
fn with_content<'a>(desk: &RenderContext<'a>, at: RecordRef, mut page: Page<'a>) -> Page<'a> {
    let (table, record) = desk.site.record(at);
    let texts = write_texts(desk, at, find_blanks(desk, table, record, None));
    page.variables = page.variables.with(&describe(desk, at)).with(&texts);
    page
}

/// Describes a record by its fields: short ones as facts, long ones as sections, silent ones by name.
fn describe<'a>(desk: &RenderContext<'a>, at: RecordRef) -> RecordContent<'a> {
    let (table, record) = desk.site.record(at);
    let (mut facts, mut sections, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let told = table.collection.chapters.iter().flat_map(|chapter| &chapter.fields).copied();
    let told: BTreeSet<usize> = if desk.reach == Reach::Site { told.collect() } else { BTreeSet::new() };
    let own_place = list_positions_elsewhere(table);
    for (position, declared) in table.collection.schema.fields.iter().enumerate() {
        if !desk.site.is_shown(declared) || is_shown_elsewhere(table, record, position, &own_place) {
            continue;
        }
        let Some(value) = table.value(record, position) else {
            missing.push(desk.set(declared.label()));
            continue;
        };
        match field::room(declared, value) {
            _ if told.contains(&position) => {}
            Room::Line => facts.push(to_fact(desk, at, declared, value)),
            Room::Section => sections.push(to_section(desk, at, declared, value)),
        }
    }
    RecordContent {
        record_name: desk.set(&table.collection.record),
        summary: show_description(desk, at),
        badge: find_badge(desk, at),
        origin: origin::describe(desk, at),
        hue: desk.hues.of(at),
        facts,
        sections,
        missing,
        pictures: picture::list_illustrations(desk, desk.site.illustrations.list_for_record(at)),
        attachments: files::list_attachments(desk, at),
        sources: show_role(desk, at, Role::Source),
        version: show_role(desk, at, Role::Version),
        license: show_role(desk, at, Role::License),
        image: find_image(desk, at),
        modified: find_modified(desk, at),
    }
}

/// Returns the date at which a record was last modified.
#[must_use]
pub fn find_modified(desk: &RenderContext<'_>, at: RecordRef) -> Option<DateView> {
    let (table, record) = desk.site.record(at);
    let position = table.collection.schema.role(Role::Modified)?;
    let declared = &table.collection.schema.fields[position];
    let value = table.value(record, position)?;
    Some(DateView { text: field::plain(desk, declared, value), iso: value.to_cell(declared) })
}

/// Returns what fills the blanks of a record's texts; `None` where they have none.
#[must_use]
pub fn find_blanks<'a>(
    desk: &RenderContext<'a>,
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

/// Writes the body and the parts of a record; each anchor of the page is used once.
#[must_use]
pub fn write_texts<'a>(
    desk: &RenderContext<'a>,
    at: RecordRef,
    blanks: Option<Blanks<'_>>,
) -> RecordTexts<'a> {
    let (table, record) = desk.site.record(at);
    let print = &table.collection.print;
    let on_paper = matches!(print, Some(Print::Sheet | Print::Booklet));
    let illustrated = find_illustration(desk.sources, table, record).is_some();
    let mut used: BTreeSet<String> = record.parts.iter().map(|part| part.id.clone()).collect();
    let mut write = |span: Span, source, level, name: &str| {
        let text = desk.sources.text(span);
        let prefix =
            if record.parts.is_empty() { String::new() } else { choose_prefix(&mut used, text, name) };
        let awaited = if name == "_body" && !illustrated { Awaited::First } else { Awaited::None };
        let html = markdown::html(desk, &Text { text, source, level, prefix: &prefix, blanks, awaited });
        Html::new(&if on_paper { written_out(desk, html) } else { html })
    };
    let body = table.find_public_body(record).map(|body| write(body, record.source, 2, "_body"));
    let parts = record.parts.iter().map(|part| PartView {
        id: &part.id,
        title: desk.set(&part.title),
        language: desk.foreign_text(part.source),
        html: write(part.body, part.source, 3, &part.id),
    });
    RecordTexts {
        print: print.as_ref().map(|print| match print {
            Print::Card(_) => "card",
            Print::Sheet => "sheet",
            Print::Booklet => "booklet",
        }),
        body,
        parts: parts.collect(),
    }
}

/// Returns what the anchors of a text begin with: nothing where they are new to the page, else the name of the text.
fn choose_prefix(used: &mut BTreeSet<String>, text: &str, name: &str) -> String {
    let anchors: Vec<String> =
        source::list_headings(text).into_iter().map(|heading| heading.anchor).collect();
    let taken = anchors.iter().any(|anchor| used.contains(anchor));
    used.extend(anchors);
    if taken { format!("{name}-") } else { String::new() }
}

/// Lists the chapters that the collection declares, each where it has something to say; and the records they show.
fn list_chapters<'a>(desk: &RenderContext<'a>, at: RecordRef) -> (Vec<ChapterView<'a>>, BTreeSet<RecordRef>) {
    let (table, record) = desk.site.record(at);
    let mut seen = BTreeSet::new();
    let mut chapters = Vec::new();
    for (number, chapter) in table.collection.chapters.iter().enumerate() {
        let (mut facts, mut sections) = (Vec::new(), Vec::new());
        for position in &chapter.fields {
            let declared = &table.collection.schema.fields[*position];
            let Some(value) = table.value(record, *position).filter(|_| desk.site.is_shown(declared)) else {
                continue;
            };
            match field::room(declared, value) {
                Room::Line => facts.push(to_fact(desk, at, declared, value)),
                Room::Section => sections.push(to_section(desk, at, declared, value)),
            }
        }
        let mut groups = Vec::new();
        for chosen in &chapter.related {
            let rows = related::choose(desk, at, chosen);
            let Some(of) = rows.first().map(|row| row.table) else { continue };
            let collection = &desk.site.tables[of as usize].collection;
            groups.push(ChapterGroup {
                title: desk.set(&collection.title),
                index: desk.link(&route::to_index(&collection.name)),
                view: related::draw_chapter(desk, at, (of, &rows), &format!("c{number}")),
            });
            seen.extend(rows);
        }
        if !(facts.is_empty() && sections.is_empty() && groups.is_empty()) {
            let id = format!("_chapter-{}", number + 1);
            chapters.push(ChapterView { id, title: desk.set(&chapter.title), facts, sections, groups });
        }
    }
    (chapters, seen)
}

/// Returns the record of a wheel whose hue this one wears.
fn find_worn<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Option<LabelLink<'a>> {
    let of = desk.hues.worn_from(at)?;
    Some(LabelLink { href: desk.record_link(of), label: desk.label(of).into() })
}

/// Draws the wheel that a record stands on, its own petal lit; not where the wheel would outweigh the page.
fn draw_lit<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Option<WheelView<'a>> {
    let table = &desk.site.tables[at.table as usize];
    let fits = matches!(table.collection.view, View::Wheel { .. }) && table.records.len() <= wheel::PETALS;
    fits.then(|| wheel::draw(desk, at.table, table, "_wheel", Some(at)))
}

/// Writes the command that takes a record into another project, where the site has an address.
fn write_command(desk: &RenderContext<'_>, table: &Table, record: &Record) -> Option<String> {
    let base = desk.site.config.base_url.as_deref().filter(|_| table.collection.archive);
    base.map(|base| format!("essaim import {base} {}/{}", table.collection.name, record.id))
}

/// Returns a field with its name, in a line.
#[must_use]
pub fn to_fact<'a>(
    desk: &RenderContext<'a>,
    at: RecordRef,
    declared: &'a Field,
    value: &Value,
) -> FieldFact<'a> {
    let html = field::html(desk, at, declared, value);
    FieldFact { label: desk.set(declared.label()), html: Html::new(&html) }
}

fn to_section<'a>(
    desk: &RenderContext<'a>,
    at: RecordRef,
    declared: &'a Field,
    value: &Value,
) -> FieldSection<'a> {
    let html = field::html(desk, at, declared, value);
    FieldSection {
        id: format!("_f-{}", declared.name),
        label: desk.set(declared.label()),
        inline: !is_block(&html),
        html: Html::new(&html),
    }
}

/// Whether HTML begins with an element that stands in no line of text.
fn is_block(html: &str) -> bool {
    let name = html.strip_prefix('<').unwrap_or_default();
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let blocks = "blockquote details div dl figure h1 h2 h3 h4 h5 h6 hr ol p pre section table ul";
    !name.is_empty() && blocks.split(' ').any(|block| block == name)
}

/// Lists the fields that have their own place on the page: the heading, the summary, the badge, the foot.
fn list_positions_elsewhere(table: &Table) -> Vec<usize> {
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
fn is_shown_elsewhere(table: &Table, record: &Record, position: usize, own_place: &[usize]) -> bool {
    match table.collection.schema.fields[position].name.as_str() {
        "id" => true,
        "body" => record.body.is_some() || record.values[position].is_none(),
        _ => own_place.contains(&position),
    }
}

fn show_role(desk: &RenderContext<'_>, at: RecordRef, role: Role) -> Option<Html> {
    let (table, record) = desk.site.record(at);
    let position = table.collection.schema.role(role)?;
    let declared = &table.collection.schema.fields[position];
    let value = table.value(record, position).filter(|_| desk.site.is_shown(declared))?;
    Some(Html::new(&field::html(desk, at, declared, value)))
}

/// Returns the picture of a record, where its field names one of its files. It illustrates; the text says it all.
fn find_image(desk: &RenderContext<'_>, at: RecordRef) -> Option<ImageView> {
    let (table, record) = desk.site.record(at);
    let asset = find_illustration(desk.sources, table, record)?;
    let (width, height) = desk.size(asset).unzip();
    Some(ImageView {
        href: html::escape(&desk.asset_link(asset)?),
        width,
        height,
        candidates: desk.candidates(asset),
        sizes: photo::SIZES,
    })
}

fn list_editions<'a>(desk: &RenderContext<'a>, table: &Table, record: &Record) -> Vec<LabelLink<'a>> {
    let collection = &table.collection;
    let Some((number, of)) = desk.site.find_editions(collection) else { return Vec::new() };
    let editions = (0u32..).zip(&of.records).map(|(row, edition)| LabelLink {
        href: desk.link(&route::to_edition(&collection.name, &record.id, &edition.id)),
        label: desk.label(RecordRef { table: number, row }).into(),
    });
    editions.collect()
}

/// Returns the record and its table as data.
fn find_data<'a>(
    desk: &RenderContext<'_>,
    downloads: &'a Downloads,
    table: &Table,
    record: &Record,
) -> Result<RecordData<'a>, Fault> {
    let name = &table.collection.name;
    let own = downloads.tables.get(name).and_then(|tables| tables.first());
    let csv = own.and_then(|own| own.files.iter().find(|file| file.format == "CSV"));
    Ok(RecordData {
        json: desk.link(&route::to_record_json(name, &record.id)),
        jsonld: desk.link(&route::to_record_jsonld(name, &record.id)),
        csv: csv.map(|csv| files::to_file(desk, csv)).transpose()?,
        page: desk.link(&route::to_data(name)),
    })
}

/// Returns the record before or after, in the order of the collection.
fn find_neighbour<'a>(desk: &RenderContext<'a>, at: RecordRef, row: Option<u32>) -> Option<Neighbour<'a>> {
    let table = &desk.site.tables[at.table as usize];
    let row = row.filter(|row| (*row as usize) < table.records.len())?;
    let at = RecordRef { row, ..at };
    Some(Neighbour {
        href: desk.record_link(at),
        label: desk.label(at),
        language: desk.foreign(at),
        hue: desk.hues.of(at),
    })
}
