//! What several kinds of pages show: cards, badges, tags, downloads.
//!
//! In: a desk and a record, or a file. Out: context values. Never: a whole page.

use crate::publication::{Download, route};
use tera::Value as Cell;

use crate::model::RecordRef;
use crate::output::Fault;
use crate::render::desk::{self, Desk, map};
use crate::render::field::{self, Room};
use crate::render::format;
use crate::schema::{Collection, Role, Told};

/// How many tags a card holds at most.
const TAGS: usize = 3;

/// A record as a card; on the page of the record `beside`, it does not name it again.
#[must_use]
pub fn card(desk: &Desk<'_>, at: RecordRef, beside: Option<RecordRef>, told: Told) -> Cell {
    let more = More {
        says: shown(desk, at, told.summary)
            .and_then(|_| says(desk, &desk.site.record(at).0.collection, told))
            .into(),
        summary: summary(desk, at, told),
        fact: shown(desk, at, told.fact).into(),
        of: desk.hues.worn_from(at).filter(|of| Some(*of) != beside).map(|of| desk.label(of)).into(),
        tags: tags(desk, at, beside, told),
    };
    entry(desk, at, more)
}

/// A record as a card that says its name alone.
#[must_use]
pub fn nameplate(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let none = Cell::none;
    let more = More { says: none(), summary: none(), fact: none(), of: none(), tags: Vec::new() };
    entry(desk, at, more)
}

/// What a card says more than a name.
struct More {
    /// Which field speaks, where it is not the summary.
    says: Cell,
    summary: Cell,
    fact: Cell,
    of: Cell,
    tags: Vec<String>,
}

fn entry(desk: &Desk<'_>, at: RecordRef, more: More) -> Cell {
    let (table, record) = desk.site.record(at);
    let href = route::to_record(table, record).and_then(|path| desk.link(&path));
    desk::present([
        ("anchor", desk::anchor(&record.id).into()),
        ("href", href.into()),
        ("label", desk.label(at).into()),
        ("says", more.says),
        ("summary", more.summary),
        ("fact", more.fact),
        ("language", desk.foreign(at).into()),
        ("language_name", desk.foreign(at).and(desk.tree).map(|tree| tree.original.as_str()).into()),
        ("hue", desk.hues.of(at).into()),
        ("of", more.of),
        ("badge", badge(desk, at)),
        ("tags", more.tags.into()),
    ])
}

/// What a record says of itself in a sentence: in the field that the page chose, else in its summary.
#[must_use]
pub fn summary(desk: &Desk<'_>, at: RecordRef, told: Told) -> Cell {
    match shown(desk, at, told.summary) {
        Some(text) => text.into(),
        None => desk.role_text(at, Role::Description).map(|text| desk.cell(text)).into(),
    }
}

/// The name of the field that speaks instead of the summary.
#[must_use]
pub fn says(desk: &Desk<'_>, collection: &Collection, told: Told) -> Option<String> {
    told.summary.map(|field| desk.set(collection.schema.fields[field].label()).into_owned())
}

/// A field as plain text, where the record fills it.
#[must_use]
pub fn shown(desk: &Desk<'_>, at: RecordRef, field: Option<usize>) -> Option<String> {
    let (table, record) = desk.site.record(at);
    let declared = &table.collection.schema.fields[field?];
    let value = table.value(record, field?).filter(|_| desk.site.is_shown(declared))?;
    Some(field::plain(desk, declared, value))
}

/// The state of a record: its label and its rank among the states; none where it has none.
#[must_use]
pub fn badge(desk: &Desk<'_>, at: RecordRef) -> Cell {
    desk.badges.of(desk, at)
}

/// What a card says beside its summary: the short values of the fields that filter the collection, where they tell one
/// record from another and the card does not say them already.
#[must_use]
pub fn tags(desk: &Desk<'_>, at: RecordRef, beside: Option<RecordRef>, told: Told) -> Vec<String> {
    let (table, record) = desk.site.record(at);
    let collection = &table.collection;
    let status = collection.schema.role(Role::Status);
    let worn = desk.hues.worn_from(at);
    let mut tags: Vec<String> = Vec::new();
    let said = [status, told.fact, told.summary];
    for filter in table.telling.iter().filter(|filter| !said.contains(&Some(**filter))) {
        let declared = &collection.schema.fields[*filter];
        let Some(value) = table.value(record, *filter).filter(|_| desk.site.is_shown(declared)) else {
            continue;
        };
        let named = value.as_text().and_then(|id| field::reference(desk, declared, id));
        let again = named.is_some() && (named == beside || named == worn);
        if again || field::room(declared, value) != Room::Line {
            continue;
        }
        let values = value.items().iter().take(TAGS - tags.len().min(TAGS));
        tags.extend(values.map(|value| field::plain(desk, declared, value)));
    }
    tags
}

/// A file to download: where, what, how heavy.
///
/// # Errors
/// Those of writing the file, whose size and hash are stated.
pub fn download(desk: &Desk<'_>, file: &Download) -> Result<Cell, Fault> {
    let seal = file.file.seal()?;
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    Ok(map([
        ("href", desk.link(&file.path).into()),
        ("name", name.into()),
        ("format", file.format.into()),
        ("size", format::bytes(desk.words, seal.bytes).into()),
        ("sha256", seal.sha256().into()),
    ]))
}

/// The attached files of a record.
#[must_use]
pub fn attachments(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let (_, record) = desk.site.record(at);
    let files = record.assets.iter().map(|asset| {
        let file = desk.sources.asset(*asset);
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let format = name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_uppercase());
        let bytes = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        map([
            ("href", desk.asset_link(*asset).into()),
            ("name", name.into()),
            ("format", format.into()),
            ("size", format::bytes(desk.words, bytes).into()),
        ])
    });
    files.collect::<Vec<Cell>>().into()
}

/// The title of a collection, and the path of its index.
#[must_use]
pub fn above(desk: &Desk<'_>, collection: &Collection) -> (String, Option<String>) {
    (desk.set(&collection.title).into_owned(), Some(route::to_index(&collection.name)))
}

/// The date at which a record was last modified: as people read it, and as machines do.
#[must_use]
pub fn modified(desk: &Desk<'_>, at: RecordRef) -> Option<(String, String)> {
    let (table, record) = desk.site.record(at);
    let position = table.collection.schema.role(Role::Modified)?;
    let declared = &table.collection.schema.fields[position];
    let value = table.value(record, position)?;
    Some((field::plain(desk, declared, value), value.to_cell(declared)))
}
