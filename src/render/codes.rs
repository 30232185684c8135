//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, name, option, text, word};

/// What is wrong with a template: of what kind is the name that is not there, or what else.
pub static TEMPLATE_FAULT: Code =
    Code::error("template-fault", &[word("fault", &FAULTS), text("name").optional(), option("nearest")]);
/// A page that does not say where its record comes from.
pub static ATTRIBUTION_UNDRAWN: Code =
    Code::error("attribution-undrawn", &[name("record"), name("publisher"), name("template")]);

pub static ALL: &[&Code] = &[&TEMPLATE_FAULT, &ATTRIBUTION_UNDRAWN];

const FAULTS: [&str; 15] = [
    // It names something that is not there.
    "no-variable",
    "no-field",
    "no-filter",
    "no-function",
    "no-test",
    "no-component",
    "no-template",
    "no-block",
    // Other templates fill a block of that name, which it lacks.
    "block-missing",
    // It ends before what it opened.
    "unclosed",
    // Something that its grammar does not have there: what, or what cannot be told.
    "unexpected",
    "unexpected-here",
    // A block or a component of that name stands twice.
    "twice",
    // It extends or includes itself.
    "circle",
    // Anything else, as the engine says it.
    "engine",
];
