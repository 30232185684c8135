//! Pictures drawn from data: each a view that a collection declares, with its words beside it.
//!
//! In: records and the fields that a view names. Out: inline SVG and context values. Never: a colour, a
//! `style` attribute, the only way to a fact.

pub mod families;
pub mod figures;
pub mod links;
pub mod timeline;
pub mod wheel;
