//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, Settable, name, number, option, text, word};

/// Why a source cannot be read as what it should be.
pub static IMPORT_DAMAGED: Code = Code::error(
    "import-damaged",
    &[
        word("fault", &DAMAGES),
        text("what").optional(),
        number("expected").optional(),
        number("found").optional(),
    ],
);
/// Terms that do not let it be taken, or none.
pub static IMPORT_LICENSE: Code = Code::error("import-license", &[text("license").optional()]);
/// A field that is kept apart, for want of a place here: the collection has no such field, or does not allow the value;
/// or it names a record that is not here.
pub static SET_ASIDE: Code =
    Code::warning("set-aside", &[name("field"), word("reason", &["unknown", "value", "reference"])])
        .settable(Settable::Never);
/// What became of the original of a record.
pub static UPSTREAM_CHANGED: Code = Code::warning(
    "upstream-changed",
    &[
        name("record"),
        word("fate", &FATES),
        text("now").optional(),
        text("also").optional(),
        option("reason"),
    ],
)
.settable(Settable::Never);

pub static ALL: &[&Code] = &[&IMPORT_DAMAGED, &IMPORT_LICENSE, &SET_ASIDE, &UPSTREAM_CHANGED];

const DAMAGES: [&str; 10] = [
    "not-an-archive",
    // Nothing describes what is in it.
    "no-descriptor",
    "descriptor",
    // What the descriptor says of a file is not what came.
    "size",
    "hash",
    // A file that has no hash.
    "unsealed",
    // A file that is described and is not there.
    "missing",
    // A file that is there and nothing describes.
    "unlisted",
    // A text that is no UTF-8, or has no front matter that can be read.
    "text",
    // An identifier or the name of a collection that cannot be one.
    "identifier",
];

const FATES: [&str; 4] = [
    // It is published no more.
    "gone",
    // Not under its name; a record of that other name (`now`) is like it, and can be had from a source (`also`).
    "alike", // It is published under other terms than before (`also`).
    "license",
    // What a newer version says cannot be taken for now: why, in words (`reason`).
    "withheld",
];
