//! What to tell those a record was taken from: that it was, and what was changed in it.
//!
//! In: a project's site, what its lock file remembers, the schemas that the publisher publishes. Out: the facts of a
//! message, and a record for the publisher's list of reuses. Never: a message sent, a field that list does not have.
//!
//! A list of reuses is a published table in which a field that refers to the collection of the original means
//! `prov:wasDerivedFrom`; what its other fields mean says what goes into them.

use serde_json::Value as Json;

use crate::edit::quote_scalar;
use crate::load::markdown::to_slug;
use crate::model::Site;
use crate::model::origin::{Locked, find};
use crate::report::{Proposal, Reuse};
use crate::schema::publish::to_iri;

/// The facts about one record; nothing where it is not here any more.
#[must_use]
pub fn reuse(site: &Site, locked: &Locked) -> Option<Reuse> {
    let at = find(site, locked)?;
    let (table, record) = site.record(at);
    let origin = record.origin.as_deref()?;
    let fields = &table.collection.schema.fields;
    let changes = site.changes.get(&at);
    let mut changed: Vec<String> = Vec::new();
    if let Some(changes) = changes {
        let public =
            changes.fields.iter().filter_map(|index| fields.get(*index)).filter(|field| !field.personal);
        changed.extend(public.map(|field| field.label().to_owned()));
        changed.extend(changes.parts.iter().chain(&changes.files).cloned());
    }
    changed.extend(origin.changes.clone());
    let base = site.config.base_url.as_ref().filter(|_| table.collection.pages);
    Some(Reuse {
        title: origin.title.clone().unwrap_or_else(|| origin.id.clone()),
        origin: origin.id.clone(),
        version: origin.version.clone(),
        publisher: origin.publisher.clone(),
        ours: site.config.publisher.name.clone(),
        url: base.map(|base| format!("{base}{}/{}.html", table.collection.name, record.id)),
        imported: origin.imported.clone(),
        changed,
        text: changes.is_some_and(|changes| changes.body),
    })
}

/// What a field of a list of reuses means.
const DERIVED: &str = "http://www.w3.org/ns/prov#wasDerivedFrom";
const WHAT: &str = "http://purl.org/dc/terms/title";
const WHO: &str = "http://www.w3.org/ns/prov#wasAttributedTo";
const WHERE: &str = "https://schema.org/url";
const WHEN: &str = "http://purl.org/dc/terms/created";
const CHANGES: &str = "http://www.w3.org/2004/02/skos/core#changeNote";

/// A record for the publisher's list of reuses, in the words of its published schema; nothing where it keeps none.
#[must_use]
pub fn proposal(data: &Json, told: &Reuse, changes: &str) -> Option<Proposal> {
    let (collection, id) = told.origin.split_once('/')?;
    let resources = data.get("resources")?.as_array()?;
    let list = resources.iter().find(|resource| derived(resource, collection).is_some())?;
    let named = derived(list, collection)?;
    let mut header = String::new();
    for field in list.pointer("/schema/fields")?.as_array()? {
        let text = |key: &str| field.get(key).and_then(Json::as_str).unwrap_or_default();
        let meant = to_iri(text("rdfType")).unwrap_or_default();
        let value = match text("name") {
            "id" => continue,
            name if name == named => Some(id),
            _ if meant == WHAT => Some(told.title.as_str()),
            _ if meant == WHO => Some(told.ours.as_str()),
            _ if meant == WHERE => told.url.as_deref(),
            _ if meant == WHEN => told.imported.as_deref(),
            _ if meant == CHANGES => Some(changes),
            _ => None,
        };
        let fits = |value: &&str| {
            let most = field.pointer("/constraints/maxLength").and_then(Json::as_u64);
            !value.is_empty() && most.is_none_or(|most| value.chars().count() as u64 <= most)
        };
        let is_required = field.pointer("/constraints/required") == Some(&Json::Bool(true));
        match value.filter(fits) {
            Some(value) => header.extend([&quote_scalar(text("name")), ": ", &quote_scalar(value), "\n"]),
            // What nothing here says is for a person to say.
            None if is_required => {
                let help = if text("description").is_empty() { text("title") } else { text("description") };
                header.extend(["# ", &help.split_whitespace().collect::<Vec<_>>().join(" "), "\n"]);
                header.extend([&quote_scalar(text("name")), ":\n"]);
            }
            None => {}
        }
    }
    let name = list.get("name")?.as_str()?;
    let file = to_slug(&format!("{} {}", told.ours, id));
    Some(Proposal { path: format!("content/{name}/{file}.md"), text: format!("---\n{header}---\n") })
}

/// The field of a table in which a record of that collection stands as what another was derived from.
fn derived<'a>(resource: &'a Json, collection: &str) -> Option<&'a str> {
    let keys = resource.pointer("/schema/foreignKeys")?.as_array()?;
    let fields = resource.pointer("/schema/fields")?.as_array()?;
    let leads = |field: &str| {
        keys.iter().any(|key| {
            key.pointer("/reference/resource").and_then(Json::as_str) == Some(collection)
                && match key.get("fields") {
                    Some(Json::String(name)) => name == field,
                    Some(Json::Array(names)) => names.len() == 1 && names[0] == *field,
                    _ => false,
                }
        })
    };
    let fits = |field: &&Json| {
        let meant = field.get("rdfType").and_then(Json::as_str).and_then(to_iri);
        meant.as_deref() == Some(DERIVED) && field.get("name").and_then(Json::as_str).is_some_and(leads)
    };
    fields.iter().find(fits)?.get("name")?.as_str()
}
