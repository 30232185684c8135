//! Blanks: `{{name}}` in the bodies of kits and booklets.
//!
//! In: a text, and what fills its blanks: the edition's record, else the record's variables, else the
//! site's. Out: pieces of text, filled or visibly empty, and pictures. Never: HTML.

use std::collections::BTreeMap;

use super::desk::RenderContext;
use crate::load::markdown;
use crate::model::{Record, Table};
use crate::schema::{Field, Value};
use crate::source::{AssetId, SourceId};

/// What fills the blanks of a text.
#[derive(Clone, Copy)]
pub struct Blanks<'a> {
    /// The record of the edition, where there is one.
    pub edition: Option<(&'a Table, &'a Record)>,
    /// The collection whose fields editions fill, for the names of what is empty.
    pub editions: Option<&'a Table>,
    pub record: &'a BTreeMap<String, String>,
    /// The file of the record: pictures that its variables name stand beside it.
    pub home: SourceId,
    pub site: &'a BTreeMap<String, String>,
}

/// A piece of a text with blanks.
#[derive(Debug)]
pub enum Piece<'a> {
    /// A field of the edition fills it.
    Field(&'a Field, &'a Value),
    /// A variable fills it.
    Variable(&'a str),
    /// A variable that names a picture, and how it does.
    Picture(AssetId, &'a str),
    /// Nothing fills it: the name people know it by.
    Empty(&'a str),
}

impl<'a> Blanks<'a> {
    /// What stands in the blank of that name.
    #[must_use]
    pub fn fill(&self, desk: &RenderContext<'_>, name: &'a str) -> Piece<'a> {
        if let Some((table, record)) = self.edition {
            let position = table.collection.schema.position(name);
            if let Some(position) = position
                && let Some(value) = table.value(record, position)
                && let declared = &table.collection.schema.fields[position]
                && desk.site.is_shown(declared)
            {
                return Piece::Field(declared, value);
            }
        }
        let own = self.record.get(name);
        let variable = own.or_else(|| self.site.get(name)).filter(|text| !text.trim().is_empty());
        let Some(text) = variable else { return Piece::Empty(self.called(name)) };
        match desk.links.resolve_picture(desk.sources, own.map(|_| self.home), text) {
            Some(Ok(picture)) => Piece::Picture(picture, text),
            _ => Piece::Variable(text),
        }
    }

    fn called(&self, name: &'a str) -> &'a str {
        let schema = self.editions.map(|table| &table.collection.schema);
        schema.and_then(|schema| Some(schema.fields[schema.position(name)?].label())).unwrap_or(name)
    }
}

/// Cuts a text at its next blank: what stands before, the blank's name, and the rest.
#[must_use]
pub fn next_blank(text: &str) -> Option<(&str, &str, &str)> {
    let (name, range) = markdown::find_blanks(text).next()?;
    Some((&text[..range.start], name, &text[range.end..]))
}

#[cfg(test)]
mod tests {
    use super::next_blank;

    #[test]
    fn blanks_are_cut_out() {
        assert_eq!(next_blank("à {{ ville }}, le"), Some(("à ", "ville", ", le")));
        assert_eq!(next_blank("{{}} {"), None);
    }
}
