//! First steps: what a project, a record and an editor's settings begin with.
//!
//! In: a language, or a project as it stands. Out: files as paths and texts. Never: disk, clock, a
//! judgement on what is already written.

mod bend;
mod blank;
pub mod draft;
pub mod editor;
pub mod project;
mod words;

use crate::diag::Diagnostics;
use crate::load::Tree;
use crate::model::Site;
use crate::source::{Memo, Sources};

pub use bend::quote;

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
}

/// Looks at a project. What is wrong with it is for `check` to say: a new record must not wait for that.
#[must_use]
pub fn survey(sources: &Sources) -> Survey {
    let mut diags = Diagnostics::default();
    let tree = crate::load::tree::tree(sources, &mut diags);
    let config = crate::config::read(sources, &tree, &mut diags).unwrap_or_default();
    let collections = crate::schema::read(sources, &tree, &mut diags);
    let site = crate::model::assemble(sources, &tree, config, collections, &Memo::default(), &mut diags);
    Survey { site, tree }
}
