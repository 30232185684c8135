//! An edition: a record written for one record of another collection, its blanks filled.
//!
//! In: both records. Out: a page. Never: a hole where a blank is empty.

use super::{Names, Page, files, make_frame, origin, record, to_collection, to_home};
use crate::model::RecordRef;
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::field::{self, Room};
use crate::render::listing::show_description;
use crate::render::views::edition::EditionView;
use crate::render::views::listing::FieldFact;
use crate::schema::Role;

/// Builds the page of an edition.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, at: RecordRef, edition: RecordRef) -> Page<'a> {
    let (table, written) = desk.site.record(at);
    let (of, filled) = desk.site.record(edition);
    let whole = (desk.label(at).to_owned(), route::to_record(table, written));
    let names = Names {
        heading: desk.label(edition),
        trail: vec![to_home(desk), to_collection(desk, &table.collection), whole],
        section: &route::to_index(&table.collection.name),
        description: desk.role_text(at, Role::Description).unwrap_or_default(),
    };
    let view = EditionView {
        booklet: desk.label(at),
        summary: show_description(desk, at),
        hue: desk.hues.of(at),
        facts: list_facts(desk, edition),
        origin: origin::describe(desk, at),
        attachments: files::list_attachments(desk, at),
        modified: [edition, at]
            .into_iter()
            .filter_map(|at| record::find_modified(desk, at))
            .max_by(|a, b| a.iso.cmp(&b.iso)),
    };
    let blanks = record::find_blanks(desk, table, written, Some((of, filled)));
    let mut page = Page::new(make_frame(desk, names), &view);
    page.variables = page.variables.with(&record::write_texts(desk, at, blanks));
    page
}

/// Lists what the record of the edition says in a line: an address, opening hours.
fn list_facts<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Vec<FieldFact<'a>> {
    let (table, record) = desk.site.record(at);
    let schema = &table.collection.schema;
    let apart = [Role::Status, Role::Source, Role::License, Role::Version, Role::Modified, Role::Description];
    let mut facts = Vec::new();
    for (position, declared) in schema.fields.iter().enumerate() {
        let elsewhere = table.collection.label == Some(position)
            || matches!(declared.name.as_str(), "id" | "body")
            || apart.into_iter().any(|role| schema.role(role) == Some(position))
            || !desk.site.is_shown(declared);
        let Some(value) = table.value(record, position).filter(|_| !elsewhere) else { continue };
        if field::room(declared, value) == Room::Line {
            facts.push(record::to_fact(desk, at, declared, value));
        }
    }
    facts
}
