//! Records as pages list them: cards, names, badges.
//!
//! In: a desk and records. Out: views. Never: a whole page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::desk::{Badges, RenderContext, to_anchor};
use super::field::{self, Room};
use super::template::Prepared;
use super::views::badge::Badge;
use super::views::listing::{NameLink, RecordCard};
use crate::model::{RecordRef, Table};
use crate::publication::route;
use crate::schema::{Collection, Role, Told, Value};

/// How many tags a card holds at most.
const TAGS: usize = 3;

/// A list of more records than these says of each only what it is called: with a sentence each, it would weigh more than
/// a page may, and nobody reads a thousand of them; the record's own page says the rest.
pub const SENTENCES: usize = 300;

/// Returns a record as a card; on the page of the record `beside`, it does not name it again.
#[must_use]
pub fn to_card<'a>(
    desk: &RenderContext<'a>,
    at: RecordRef,
    beside: Option<RecordRef>,
    told: Told,
) -> RecordCard<'a> {
    let own = show_field(desk, at, told.summary);
    let says = own.as_ref().and_then(|_| name_summary(desk, &desk.site.record(at).0.collection, told));
    let worn = desk.hues.worn_from(at).filter(|of| Some(*of) != beside);
    RecordCard {
        says,
        summary: own.map(Cow::Owned).or_else(|| show_description(desk, at)),
        fact: show_field(desk, at, told.fact),
        of: worn.map(|of| desk.label(of)),
        tags: list_tags(desk, at, beside, told),
        ..to_nameplate(desk, at)
    }
}

/// Returns a record as a card that says its name and its state alone.
#[must_use]
pub fn to_nameplate<'a>(desk: &RenderContext<'a>, at: RecordRef) -> RecordCard<'a> {
    let (table, record) = desk.site.record(at);
    let language = desk.foreign(at);
    RecordCard {
        anchor: to_anchor(&record.id),
        href: route::to_record(table, record).and_then(|path| desk.link(&path)),
        label: desk.label(at),
        says: None,
        summary: None,
        fact: None,
        language,
        language_name: language.and(desk.tree).map(|tree| tree.original.as_str()),
        hue: desk.hues.of(at),
        of: None,
        badge: find_badge(desk, at),
        tags: Vec::new(),
    }
}

/// Returns records by name alone.
#[must_use]
pub fn to_names<'a>(desk: &RenderContext<'a>, rows: &[RecordRef]) -> Vec<NameLink<'a>> {
    let name = |at: &RecordRef| NameLink {
        href: desk.record_link(*at),
        label: desk.label(*at),
        language: desk.foreign(*at),
        hue: desk.hues.of(*at),
        badge: find_badge(desk, *at),
    };
    rows.iter().map(name).collect()
}

/// Returns what a record says of itself in a sentence: in the field that the page chose, else in its summary.
#[must_use]
pub fn show_summary<'a>(desk: &RenderContext<'a>, at: RecordRef, told: Told) -> Option<Cow<'a, str>> {
    show_field(desk, at, told.summary).map(Cow::Owned).or_else(|| show_description(desk, at))
}

/// Returns the summary of a record.
#[must_use]
pub fn show_description<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Option<Cow<'a, str>> {
    desk.role_text(at, Role::Description).map(|text| desk.set(text))
}

/// Returns the name of the field that speaks instead of the summary.
#[must_use]
pub fn name_summary<'a>(
    desk: &RenderContext<'a>,
    collection: &'a Collection,
    told: Told,
) -> Option<Cow<'a, str>> {
    told.summary.map(|field| desk.set(collection.schema.fields[field].label()))
}

/// Returns a field as plain text, where the record fills it.
#[must_use]
pub fn show_field(desk: &RenderContext<'_>, at: RecordRef, field: Option<usize>) -> Option<String> {
    let (table, record) = desk.site.record(at);
    let declared = &table.collection.schema.fields[field?];
    let value = table.value(record, field?).filter(|_| desk.site.is_shown(declared))?;
    Some(field::plain(desk, declared, value))
}

/// Makes the badges of the states that each table allows.
#[must_use]
pub fn make_badges(desk: &RenderContext<'_>) -> Badges {
    let of = |table: &Table| -> BTreeMap<String, Prepared<Badge>> {
        let Some(position) = table.collection.schema.role(Role::Status) else { return BTreeMap::new() };
        let allowed = &table.collection.schema.fields[position].categories;
        let badge = |written: &String| (written.clone(), make_badge(desk, table, position, written));
        allowed.iter().map(|category| badge(&category.value)).collect()
    };
    desk.site.tables.iter().map(of).collect()
}

/// Returns the badge of a record: the label of its state and its rank among the states; `None` where it has none.
#[must_use]
pub fn find_badge(desk: &RenderContext<'_>, at: RecordRef) -> Option<Prepared<Badge>> {
    let (table, record) = desk.site.record(at);
    let position = table.collection.schema.role(Role::Status)?;
    let Some(Value::Text(written)) = table.value(record, position) else { return None };
    let known = desk.badges.get(at.table as usize).and_then(|badges| badges.get(&**written)).cloned();
    Some(known.unwrap_or_else(|| make_badge(desk, table, position, written)))
}

fn make_badge(desk: &RenderContext<'_>, table: &Table, position: usize, written: &str) -> Prepared<Badge> {
    let declared = &table.collection.schema.fields[position];
    let rank = declared.categories.iter().position(|category| category.value == written);
    let rank = rank.filter(|_| declared.ordered).map(|rank| rank + 1);
    let label = field::plain(desk, declared, &Value::Text(written.into()));
    Prepared::new(&Badge { label, rank })
}

/// Lists what a card says beside its summary: the short values of the fields that filter the collection, where they tell
/// one record from another and the card does not say them already.
#[must_use]
pub fn list_tags(
    desk: &RenderContext<'_>,
    at: RecordRef,
    beside: Option<RecordRef>,
    told: Told,
) -> Vec<String> {
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
