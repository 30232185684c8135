//! An edition: a record written for one record of another collection, its blanks filled.
//!
//! In: both records. Out: a context. Never: a hole where a blank is empty.

use tera::{Context, Value as Cell};

use super::{Frame, common, context, record};
use crate::model::RecordRef;
use crate::publication::route;
use crate::render::desk::{Desk, map};
use crate::render::field::{self, Room};
use crate::schema::Role;

/// The context of an edition.
#[must_use]
pub fn page(desk: &Desk<'_>, at: RecordRef, edition: RecordRef) -> Context {
    let (table, written) = desk.site.record(at);
    let (of, filled) = desk.site.record(edition);
    let section = route::to_index(&table.collection.name);
    let label = desk.label(edition);
    let home = (desk.words.get("home").to_owned(), Some(route::HOME.to_owned()));
    let whole = (desk.label(at).to_owned(), route::to_record(table, written));
    let frame = Frame {
        heading: label,
        trail: vec![home, common::above(desk, &table.collection), whole],
        section: &section,
        description: desk.role_text(at, Role::Description).unwrap_or_default(),
    };
    let mut page = context(desk, &frame);
    page.insert_value("booklet", desk.label(at).into());
    page.insert_value("summary", desk.role_text(at, Role::Description).map(|text| desk.cell(text)).into());
    page.insert_value("hue", desk.hues.of(at).into());
    page.insert_value("facts", facts(desk, edition));
    page.insert_value("origin", super::origin::origin(desk, at));
    page.insert_value("attachments", common::attachments(desk, at));
    let blanks = record::blanks(desk, table, written, Some((of, filled)));
    record::texts(desk, at, blanks, &mut page);
    let modified = common::modified(desk, edition).max(common::modified(desk, at));
    page.insert_value(
        "modified",
        modified.map(|(text, iso)| map([("text", text.into()), ("iso", iso.into())])).into(),
    );
    page
}

/// What the record of the edition says in a line: an address, opening hours.
fn facts(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let (table, record) = desk.site.record(at);
    let schema = &table.collection.schema;
    let apart = [Role::Status, Role::Source, Role::License, Role::Version, Role::Modified, Role::Description];
    let mut facts: Vec<Cell> = Vec::new();
    for (position, declared) in schema.fields.iter().enumerate() {
        let elsewhere = table.collection.label == Some(position)
            || matches!(declared.name.as_str(), "id" | "body")
            || apart.into_iter().any(|role| schema.role(role) == Some(position));
        let elsewhere = elsewhere || !desk.site.is_shown(declared);
        let Some(value) = table.value(record, position).filter(|_| !elsewhere) else { continue };
        if field::room(declared, value) == Room::Line {
            facts.push(record::fact(desk, at, declared, value));
        }
    }
    facts.into()
}
