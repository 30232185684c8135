//! Texts edited in place: YAML, front matter, Markdown and CSV as people wrote them.
//!
//! In: a text and a change. Out: the text with the change in it. Never: the disk, a byte touched outside of what
//! changes: comments, order, quotation marks, line ends and the byte-order mark stay.
//!
//! ```
//! use essaim::edit::{PathStep, TextFormat, set_value};
//!
//! let text = "---\nnom: Un titre # provisoire\n---\nCorps\n";
//! let edited = set_value(text, TextFormat::Markdown, &[PathStep::Key("nom")], &"Le titre".into()).unwrap();
//! assert_eq!(edited.text, "---\nnom: Le titre # provisoire\n---\nCorps\n");
//! ```

mod document;
mod find_comments;
mod forms;
pub mod front_matter;
pub mod keep_comments;
pub mod merge_lines;
mod remove_value;
mod set_value;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod write_yaml;

use document::EditedDocument;

pub use find_comments::find_comments;
pub use table::{insert_row, remove_row, set_cell};
pub use value::{EditFault, EditValue, Edited, PathStep, TextFormat};
pub use write_yaml::{quote_scalar, write_yaml};

/// Writes a value where a path leads. Keys that are missing on the way are made; a Markdown text without a header gets
/// one.
///
/// # Errors
/// See [`EditFault`].
pub fn set_value(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    value: &EditValue,
) -> Result<Edited, EditFault> {
    set_value::set_value(text, format, path, value).map(|after| Edited::between(text, after))
}

/// Puts an item into the list where a path leads, before the one of that number or at its end.
///
/// # Errors
/// See [`EditFault`].
pub fn insert_item(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    at: usize,
    value: &EditValue,
) -> Result<Edited, EditFault> {
    set_value::insert_item(text, format, path, at, value).map(|after| Edited::between(text, after))
}

/// Takes away the key or the item where a path leads.
///
/// # Errors
/// See [`EditFault`].
pub fn remove_value(text: &str, format: TextFormat, path: &[PathStep]) -> Result<Edited, EditFault> {
    remove_value::remove_value(text, format, path).map(|after| Edited::between(text, after))
}

/// Gives the key where a path leads another name.
///
/// # Errors
/// See [`EditFault`].
pub fn rename_key(
    text: &str,
    format: TextFormat,
    path: &[PathStep],
    name: &str,
) -> Result<Edited, EditFault> {
    remove_value::rename_key(text, format, path, name).map(|after| Edited::between(text, after))
}

/// Writes the body of a Markdown text, its header as it is.
///
/// # Errors
/// See [`EditFault`]: a body that would be taken for a header is none.
pub fn set_body(text: &str, body: &str) -> Result<Edited, EditFault> {
    let document = EditedDocument::parse(text, TextFormat::Markdown)?;
    let body = body.replace("\r\n", "\n").replace('\n', document.line_break());
    let head = &text[..document.body_start()];
    // The fence may be the last line, without its break.
    let lead = if document.yaml.is_some() && !head.ends_with('\n') { document.line_break() } else { "" };
    let after = [head, lead, &body].concat();
    let read = EditedDocument::parse(&after, TextFormat::Markdown)?;
    let is_same = read.value() == document.value() && read.yaml == document.yaml;
    if is_same { Ok(Edited::between(text, after)) } else { Err(EditFault::Unwritable) }
}
