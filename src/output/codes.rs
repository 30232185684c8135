//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, name};

pub static ROUTE_TWICE: Code = Code::error("route-twice", &[name("path"), name("other")]);

pub static ALL: &[&Code] = &[&ROUTE_TWICE];
