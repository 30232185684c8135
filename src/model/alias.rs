//! Where renamed records and pages stood before.
//!
//! In: what each wrote under `aliases:`. Out: [`Alias`]es, one a place. A place where something stands already, or that
//! two claim, is `alias-taken`. Never: a value or an identifier changed, the former place of what is not published.

use std::collections::BTreeMap;

use super::{Alias, Moved, RecordRef, Renamed, Site};
use crate::diag::Diagnostics;
use crate::model::codes::ALIAS_TAKEN;
use crate::schema::publish::is_public;
use crate::source::Span;

/// Every former place, in the order of the places.
pub fn collect_aliases(site: &Site, diags: &mut Diagnostics) -> Vec<Alias> {
    let mut taken: BTreeMap<(Option<String>, String), (Moved, Span)> = BTreeMap::new();
    let mut claim = |home: Option<&str>, renamed: &Renamed, to: Moved| {
        let (collection, id) = match renamed.name.split_once('/') {
            Some(("pages", id)) => (None, id),
            Some((collection, id)) => (Some(collection), id),
            None => (home, renamed.name.as_str()),
        };
        let standing = find_standing(site, collection, id);
        let place = (collection.map(str::to_owned), id.to_owned());
        if let Some(other) = standing.or_else(|| taken.get(&place).map(|(_, span)| *span)) {
            let problem = ALIAS_TAKEN.with("name", &renamed.name);
            diags.push(problem.at(renamed.span).with_related(other));
        } else {
            taken.insert(place, (to, renamed.span));
        }
    };
    for (number, table) in (0u32..).zip(&site.tables) {
        for (row, record) in (0u32..).zip(&table.records) {
            let to = Moved::Record(RecordRef { table: number, row });
            record.aliases.iter().for_each(|alias| claim(Some(&table.collection.name), alias, to));
        }
    }
    for (number, page) in site.pages.iter().enumerate() {
        page.aliases.iter().for_each(|alias| claim(None, alias, Moved::Page(number)));
    }
    let is_shown = |to: &Moved| match to {
        Moved::Record(at) => is_public(&site.record(*at).0.collection),
        Moved::Page(_) => true,
    };
    let shown = taken.into_iter().filter(|(_, (to, _))| is_shown(to));
    shown.map(|((collection, id), (to, _))| Alias { collection, id, to }).collect()
}

/// Where what stands at a place now begins.
fn find_standing(site: &Site, collection: Option<&str>, id: &str) -> Option<Span> {
    match collection {
        Some(collection) => site.find(collection, id).map(|at| site.record(at).1.span),
        None => site.pages.iter().find(|page| page.id == id).map(|page| Span::new(page.source, 0, 0)),
    }
}
