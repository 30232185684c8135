//! What to tell those a record was taken from: that it was, and what was changed in it.
//!
//! In: a project's site and what its lock file remembers. Out: the facts of a message. Never: a message sent.

use crate::model::Site;
use crate::model::origin::Locked;
use crate::report::Reuse;

/// The facts about one record; nothing where it is not here any more.
#[must_use]
pub fn reuse(site: &Site, locked: &Locked) -> Option<Reuse> {
    let (collection, id) = locked.record.split_once('/')?;
    let at = site.find(collection, id)?;
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
        url: base.map(|base| format!("{base}{collection}/{id}.html")),
        imported: origin.imported.clone(),
        changed,
        text: changes.is_some_and(|changes| changes.body),
    })
}
