//! From a folder to texts, and from texts to entries with spans.
//!
//! In: a folder ([`folder`], the only part that touches the disk), then texts. Out: [`Sources`],
//! the [`Tree`] of which file is what, and the spanned values of YAML ([`yaml`]), front matter
//! ([`front`]) and CSV ([`table`]). Never: types, which are the schema's business.
//!
//! [`Sources`]: crate::source::Sources

pub mod codes;
pub mod folder;
pub mod front;
pub mod html;
pub mod markdown;
pub mod picture;
pub mod table;
pub mod text;
pub mod tree;
pub mod yaml;

pub use tree::Tree;
