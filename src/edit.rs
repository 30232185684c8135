//! Texts edited in place: YAML, front matter, Markdown and CSV as people wrote them.
//!
//! In: a text and a change. Out: the text with the change in it. Never: the disk, a byte touched outside of what
//! changes: comments, order, quotation marks, line ends and the byte-order mark stay.

mod find_comments;
pub mod front_matter;
pub mod keep_comments;
pub mod merge_lines;
mod write_yaml;

pub use find_comments::find_comments;
pub use write_yaml::{quote_scalar, write_yaml};
