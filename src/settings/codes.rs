//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, kind, name};

pub static INVALID_SETTING: Code = Code::error("invalid-setting", &[kind("key"), name("value")]);

pub static ALL: &[&Code] = &[&INVALID_SETTING];
