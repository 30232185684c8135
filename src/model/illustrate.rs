//! What the texts of records and pages are illustrated with: the pictures they ask for, out of whole tables.
//!
//! In: assembled tables, and what `picture:` holds. Out: [`Illustrations`], each with the records it draws.
//! Never: a shape, nor a record of a collection that is nobody's business.

use std::collections::BTreeMap;

use super::{RecordRef, Site};
use crate::diag::{Diagnostics, nearest};
use crate::load::yaml::{Node, NodeValue};
use crate::model::codes::BROKEN_REFERENCE;
use crate::schema::publish::is_public;
use crate::schema::{Picture, read_picture};

/// A picture, and the records that it draws, in its order.
#[derive(Clone, Debug)]
pub struct Illustration {
    pub picture: Picture,
    pub rows: Vec<RecordRef>,
}

/// The pictures of every text that asks for some.
#[derive(Clone, Debug, Default)]
pub struct Illustrations {
    records: BTreeMap<RecordRef, Vec<Illustration>>,
    /// By the identifier of the page.
    pages: BTreeMap<String, Vec<Illustration>>,
}

impl Illustrations {
    /// The pictures of a record.
    #[must_use]
    pub fn list_for_record(&self, at: RecordRef) -> &[Illustration] {
        self.records.get(&at).map_or(&[], Vec::as_slice)
    }

    /// The pictures of a plain page.
    #[must_use]
    pub fn list_for_page(&self, id: &str) -> &[Illustration] {
        self.pages.get(id).map_or(&[], Vec::as_slice)
    }

    /// Every picture.
    pub fn iter(&self) -> impl Iterator<Item = &Illustration> {
        self.records.values().chain(self.pages.values()).flatten()
    }
}

/// Resolves every picture that a record or a page asks for.
pub fn illustrate(site: &Site, diags: &mut Diagnostics) -> Illustrations {
    let mut all = Illustrations::default();
    for (number, table) in (0u32..).zip(&site.tables) {
        for (row, record) in (0u32..).zip(&table.records) {
            let Some(node) = &record.picture else { continue };
            all.records.insert(RecordRef { table: number, row }, read_pictures(site, node, diags));
        }
    }
    for page in &site.pages {
        if let Some(node) = &page.picture {
            all.pages.insert(page.id.clone(), read_pictures(site, node, diags));
        }
    }
    all
}

/// One picture, or a list of them.
fn read_pictures(site: &Site, node: &Node, diags: &mut Diagnostics) -> Vec<Illustration> {
    let nodes = match &node.value {
        NodeValue::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let collections = || site.tables.iter().map(|table| &table.collection);
    let declared: Vec<Picture> =
        nodes.iter().filter_map(|node| read_picture(node, collections(), diags)).collect();
    declared.into_iter().map(|picture| resolve_illustration(site, picture, diags)).collect()
}

fn resolve_illustration(site: &Site, picture: Picture, diags: &mut Diagnostics) -> Illustration {
    let Some((number, table)) = site.table(&picture.collection) else {
        return Illustration { picture, rows: Vec::new() };
    };
    let rows: Vec<u32> = if picture.records.is_empty() {
        (0u32..).take(table.records.len()).collect()
    } else {
        let mut rows = Vec::with_capacity(picture.records.len());
        for (id, span) in &picture.records {
            if let Some(row) = table.find_row(id).and_then(|row| u32::try_from(row).ok()) {
                rows.push(row);
            } else {
                let nearest = nearest(id, table.records.iter().map(|record| record.id.as_str()));
                let (value, collection) = (id.clone(), picture.collection.clone());
                diags.add(
                    *span,
                    BROKEN_REFERENCE
                        .with("value", value)
                        .with("collection", collection)
                        .with("nearest", nearest),
                );
            }
        }
        rows
    };
    let schema = &table.collection.schema;
    // A personal value decides nothing that is published.
    let wanted = |row: &u32| {
        picture.only.as_ref().is_none_or(|(field, value)| {
            !schema.fields[*field].personal && table.records[*row as usize].has(schema, *field, value)
        })
    };
    let rows = rows.into_iter().filter(|_| is_public(&table.collection)).filter(wanted);
    let rows = rows.map(|row| RecordRef { table: number, row }).collect();
    Illustration { picture, rows }
}
