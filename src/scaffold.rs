//! First steps: what a project, a record and an editor's settings begin with.
//!
//! In: a language, or a project as it stands. Out: files as paths and texts. Never: disk, clock, a
//! judgement on what is already written.

mod blank;
mod comment_wrap;
pub mod draft;
pub mod editor;
pub mod starter;
mod words;

use std::collections::BTreeMap;

use crate::check::codes::CONTENTS;
use crate::diag::Diagnostics;
use crate::load::Tree;
use crate::model::Site;
use crate::schema::{Field, Schema};
use crate::source::{Memo, Sources};

pub use comment_wrap::quote_scalar;

/// A file to write: its path from the project's root, `/` between folders, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// A project as far as it can be read, right or wrong.
#[derive(Debug)]
pub struct Survey {
    pub site: Site,
    tree: Tree,
    /// The file of each record that has one of its own, by `collection/id`.
    paths: BTreeMap<String, String>,
}

impl Survey {
    /// The file of a record, `collection/id`, that has one of its own.
    #[must_use]
    pub fn path_of(&self, record: &str) -> Option<String> {
        self.paths.get(record).cloned()
    }
}

/// The help of a field as lines of a comment, in the language of the site.
#[must_use]
pub fn help(site: &Site, schema: &Schema, field: &Field) -> String {
    let words = words::of(&site.config.language);
    blank::Context { site, schema, words }.help(field, "")
}

/// Looks at a project. What is wrong with it is for `check` to say: a new record must not wait for that.
#[must_use]
pub fn survey(sources: &Sources) -> Survey {
    let mut diags = Diagnostics::default();
    let tree = crate::load::tree::sort_files(sources, &mut diags);
    let config = crate::config::read(sources, &tree, CONTENTS, &mut diags).unwrap_or_default();
    let collections = crate::schema::read(sources, &tree, &mut diags);
    let site = crate::model::assemble(sources, &tree, config, collections, &Memo::default(), &mut diags);
    let files = site.tables.iter().flat_map(|table| {
        let files = table.records.iter().map(|record| (record, &sources.get(record.source).path));
        let own = files.filter(|(_, path)| crate::load::tree::is_markdown(path));
        own.map(|(record, path)| (format!("{}/{}", table.collection.name, record.id), path.clone()))
    });
    let paths = files.collect();
    Survey { site, tree, paths }
}
