//! `_collection.yaml`, `_fields.yaml` and standard schema files → collections.
//!
//! In: texts. Out: [`Collections`], and everything that is wrong with a declaration. Never: records.

mod constraint;
mod declaration;
mod descriptor;
mod field;
mod json;
mod keys;
mod pattern;
mod strict;
mod view;

use super::{Collections, Field};
use crate::diag::{Diagnostics, Problem, nearest};
use crate::load::Tree;
use crate::source::{Sources, Span};

/// Reads every declared collection. A collection that cannot be read is reported and left out.
pub fn read(sources: &Sources, tree: &Tree, diags: &mut Diagnostics) -> Collections {
    let declared = || tree.folders.iter().filter(|(_, folder)| folder.declaration.is_some());
    let names = declared().map(|(name, _)| name.as_str()).collect();
    let mut project = Project { sources, names, shared: Vec::new() };
    if let Some(source) = tree.shared_fields {
        project.shared = descriptor::shared(source, &project, diags);
    }
    let mut collections = Collections::new();
    for (name, folder) in declared() {
        if let Some(collection) = declaration::read(name, folder, &project, diags) {
            collections.insert(name.clone(), collection);
        }
    }
    check_foreign_keys(&collections, diags);
    collections
}

/// What declarations look up in each other.
struct Project<'a> {
    sources: &'a Sources,
    /// The declared collections.
    names: Vec<&'a str>,
    /// The fields of `_fields.yaml`.
    shared: Vec<Field>,
}

impl Project<'_> {
    /// The name of a collection, or an error that proposes the nearest.
    fn collection(&self, name: &str, span: Span, diags: &mut Diagnostics) -> Option<String> {
        if self.names.contains(&name) {
            return Some(name.to_owned());
        }
        let nearest = nearest(name, self.names.iter().copied());
        diags.error(span, Problem::UnknownCollection { name: name.to_owned(), nearest });
        None
    }
}

/// Foreign keys point to fields that exist; every collection has an `id`.
fn check_foreign_keys(collections: &Collections, diags: &mut Diagnostics) {
    for (name, collection) in collections {
        for key in &collection.schema.foreign_keys {
            let target = if key.resource.is_empty() { name } else { &key.resource };
            let Some(target) = collections.get(target) else { continue };
            let names = || target.schema.fields.iter().map(|field| field.name.as_str()).chain(["id"]);
            for field in key.reference_fields.iter().filter(|field| !names().any(|name| name == *field)) {
                let nearest = nearest(field, names());
                diags.error(key.span, Problem::UnknownFieldName { name: field.clone(), nearest });
            }
        }
    }
}
