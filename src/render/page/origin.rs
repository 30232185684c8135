//! The line that says what a record was taken from, as its licence asks.
//!
//! In: a record that came from elsewhere. Out: a view. Never: an address that is none of the web's.

use std::borrow::Cow;

use crate::config::known_license;
use crate::diag::Diagnostic;
use crate::model::origin::Origin;
use crate::model::{Record, RecordChanges, RecordRef, Table};
use crate::publication::route::is_web;
use crate::render::codes::ATTRIBUTION_UNDRAWN;
use crate::render::desk::RenderContext;
use crate::render::format;
use crate::render::views::listing::DateView;
use crate::render::views::record::OriginView;
use crate::source::html::escape;

/// Returns who published the original, where, when, under what terms, and what was changed here; `None` for a record of
/// the city's own.
#[must_use]
pub fn describe<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Option<OriginView<'a>> {
    let (table, record) = desk.site.record(at);
    let origin = record.origin.as_ref()?;
    let changes = desk.site.changes.get(&at);
    let changed = changes.map(|changes| list_changed(desk, table, record, changes)).unwrap_or_default();
    let terms_url =
        known_license(&origin.license).map(|license| license.url).or_else(|| origin.license_url.clone());
    let modified = origin.modified.as_ref().and_then(|iso| {
        Some(DateView { text: format::date(desk.words, iso.parse().ok()?), iso: iso.clone() })
    });
    let text = |text: &'a Option<String>| text.as_ref().map(|text| desk.set(text));
    Some(OriginView {
        variant: origin.variant || !changed.is_empty() || origin.changes.is_some(),
        title: text(&origin.title),
        href: origin.url.as_deref().filter(|address| is_web(address)),
        publisher: desk.set(&origin.publisher),
        version: text(&origin.version),
        modified,
        license: desk.set(&find_terms(origin)).into_owned().into(),
        license_href: terms_url.filter(|address| is_web(address)),
        changed: changed.into_iter().map(|name| desk.set(&name).into_owned()).collect(),
        changes: text(&origin.changes),
        from: text(&origin.from),
    })
}

/// Returns the licence by the name that people know it by.
fn find_terms(origin: &Origin) -> Cow<'_, str> {
    known_license(&origin.license)
        .map_or(Cow::Borrowed(origin.license.as_str()), |license| Cow::Owned(license.name))
}

/// Checks that a page says what a licence asks for: whose the record was, under what terms, where it is. A city's own
/// template can leave it out.
///
/// # Errors
/// Where it does not, and in which template that was left out.
pub fn check_attribution(
    desk: &RenderContext<'_>,
    at: RecordRef,
    page: &[u8],
    template: impl Fn() -> String,
) -> Result<(), Box<Diagnostic>> {
    let record = desk.site.record(at).1;
    let Some(origin) = &record.origin else { return Ok(()) };
    let terms = find_terms(origin);
    let address = origin.url.as_deref().filter(|url| is_web(url)).unwrap_or_default();
    let owed = [desk.set(&origin.publisher), desk.set(&terms), address.into()];
    if owed.iter().all(|text| memchr::memmem::find(page, escape(text).as_bytes()).is_some()) {
        return Ok(());
    }
    let (record_name, publisher) = (desk.label(at).to_owned(), origin.publisher.clone());
    let problem = ATTRIBUTION_UNDRAWN
        .with("record", record_name)
        .with("publisher", publisher)
        .with("template", template());
    Err(Box::new(problem.at(record.span)))
}

/// Lists what was changed, as people call it.
fn list_changed(
    desk: &RenderContext<'_>,
    table: &Table,
    record: &Record,
    changes: &RecordChanges,
) -> Vec<String> {
    let fields = &table.collection.schema.fields;
    let shown = changes
        .fields
        .iter()
        .filter_map(|index| fields.get(*index))
        .filter(|field| desk.site.is_shown(field));
    let mut names: Vec<String> = shown.map(|field| field.label().to_owned()).collect();
    let body = table.find_public_body(record).is_some() || record.body.is_none();
    if changes.body && body && !names.iter().any(|name| name == desk.words.get("origin_text")) {
        names.push(desk.words.get("origin_text").to_owned());
    }
    names.extend(changes.parts.iter().chain(&changes.files).cloned());
    names
}
