//! What templates receive: plain data, one file a kind of page, and `docs/theme.md` is made of it.
//!
//! In: nothing. Out: types whose fields are the variables of a template. Never: a look-up, a template, markup.

pub mod accessibility;
pub mod badge;
pub mod data;
pub mod deck;
pub mod edition;
pub mod frame;
pub mod gone;
pub mod home;
pub mod index;
pub mod kit;
pub mod legal;
pub mod listing;
pub mod moved;
pub mod not_found;
pub mod picture;
pub mod plain;
pub mod record;
pub mod search;
pub mod section;
pub mod site;
pub mod site_map;
pub mod table;
pub mod versions;

use serde::Serialize;

/// What the template of a kind of page receives, beside what every page does.
pub trait TemplateView: Serialize {
    /// The template, by its name in a theme.
    const TEMPLATE: &'static str;
}
