//! First steps: what a project, a record and an editor's settings begin with.
//!
//! In: a language, or a project as it stands. Out: files as paths and texts. Never: disk, clock, a
//! judgement on what is already written.

mod blank;
mod comment_wrap;
pub mod draft;
pub mod editor;
pub mod starter;

use crate::messages::Language;
use crate::model::Site;
use crate::schema::{Field, Schema};

pub use comment_wrap::quote_scalar;

/// A file to write: its path from the project's root, `/` between folders, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScaffoldFile {
    pub path: String,
    pub text: String,
}

impl ScaffoldFile {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// The help of a field as lines of a comment, in the language of the site.
#[must_use]
pub fn help(site: &Site, schema: &Schema, field: &Field) -> String {
    let words = Language::of_site(&site.config.language);
    blank::Context { site, schema, words }.help(field, "")
}
