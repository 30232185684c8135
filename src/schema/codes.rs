//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, Settable, choices, kind, name, number, option, text, word};

pub static SCHEMA_FILE_MISSING: Code = Code::error("schema-file-missing", &[name("name")]);
pub static SCHEMA_SYNTAX: Code = Code::error("schema-syntax", &[name("reason")]);
pub static UNKNOWN_FIELD_NAME: Code = Code::error("unknown-field-name", &[name("name"), option("nearest")]);
pub static UNKNOWN_COLLECTION: Code = Code::error("unknown-collection", &[name("name"), option("nearest")]);
pub static FIELD_TWICE: Code = Code::error("field-twice", &[name("name")]);
pub static FIELD_RESERVED: Code = Code::error("field-reserved", &[name("name")]);
pub static INVALID_PATTERN: Code = Code::error("invalid-pattern", &[name("pattern")]);
pub static CONSTRAINT_UNFIT: Code = Code::error("constraint-unfit", &[name("constraint"), name("kind")]);
/// Bounds that leave no value between them.
pub static BOUNDS_CROSSED: Code =
    Code::error("bounds-crossed", &[name("low"), name("least"), name("high"), name("most")]);
/// A view that has no field for what it draws, or one of a type that it cannot draw.
pub static VIEW_UNFIT: Code = Code::error(
    "view-unfit",
    &[name("view"), name("key"), option("field"), word("wanted", &["number", "date", "reference", "group"])],
);
pub static UNIT_UNKNOWN: Code = Code::warning("unit-unknown", &[text("unit"), option("nearest")]);

/// `blank` is where nothing was written: no line has the key, nothing stands behind it, or the cell of a table.
pub static REQUIRED_MISSING: Code =
    Code::error("required-missing", &[name("field"), word("blank", &BLANKS)]).about("field").told_by("field");
/// Silent, where the field's `advice` asks for a value.
pub static ADVISED_MISSING: Code =
    Code::warning("advised-missing", &[name("field"), word("blank", &BLANKS)]).about("field");
pub static WRONG_TYPE: Code =
    Code::error("wrong-type", &[name("field"), kind("kind"), text("value"), option("hint")]).about("field");
pub static DATE_IMPOSSIBLE: Code =
    Code::error("date-impossible", &[name("field"), name("value")]).about("field");
pub static DATE_INCOMPLETE: Code =
    Code::error("date-incomplete", &[name("field"), name("value")]).about("field");
pub static LEADING_ZERO: Code = Code::error("leading-zero", &[name("field"), name("value")]);
pub static NOT_ALLOWED: Code =
    constraint("not-allowed", &[name("field"), text("value"), choices("allowed"), option("nearest")]);
pub static TOO_SHORT: Code = constraint("too-short", &[name("field"), number("length"), number("minimum")]);
pub static TOO_LONG: Code = constraint("too-long", &[name("field"), number("length"), number("maximum")]);
pub static TOO_SMALL: Code = constraint("too-small", &[name("field"), name("value"), name("minimum")]);
pub static TOO_LARGE: Code = constraint("too-large", &[name("field"), name("value"), name("maximum")]);
/// Not greater than an `exclusiveMinimum`.
pub static NOT_ABOVE: Code = constraint("not-above", &[name("field"), name("value"), name("bound")]);
/// Not less than an `exclusiveMaximum`.
pub static NOT_BELOW: Code = constraint("not-below", &[name("field"), name("value"), name("bound")]);
pub static PATTERN_MISMATCH: Code =
    constraint("pattern-mismatch", &[name("field"), text("value"), name("pattern")]);
pub static FORMAT_MISMATCH: Code =
    Code::error("format-mismatch", &[name("field"), text("value"), kind("format")]).about("field");
/// An item of a list that holds the mark which stands between items in a cell.
pub static DELIMITER_IN_ITEM: Code =
    Code::error("delimiter-in-item", &[name("field"), name("delimiter")]).about("field");
/// A dash with nothing behind it.
pub static ITEM_EMPTY: Code = Code::warning("item-empty", &[name("field")]).about("field");

pub static ALL: &[&Code] = &[
    &SCHEMA_FILE_MISSING,
    &SCHEMA_SYNTAX,
    &UNKNOWN_FIELD_NAME,
    &UNKNOWN_COLLECTION,
    &FIELD_TWICE,
    &FIELD_RESERVED,
    &INVALID_PATTERN,
    &CONSTRAINT_UNFIT,
    &BOUNDS_CROSSED,
    &VIEW_UNFIT,
    &UNIT_UNKNOWN,
    &REQUIRED_MISSING,
    &ADVISED_MISSING,
    &WRONG_TYPE,
    &DATE_IMPOSSIBLE,
    &DATE_INCOMPLETE,
    &LEADING_ZERO,
    &NOT_ALLOWED,
    &TOO_SHORT,
    &TOO_LONG,
    &TOO_SMALL,
    &TOO_LARGE,
    &NOT_ABOVE,
    &NOT_BELOW,
    &PATTERN_MISMATCH,
    &FORMAT_MISMATCH,
    &DELIMITER_IN_ITEM,
    &ITEM_EMPTY,
];

const BLANKS: [&str; 3] = ["key", "value", "cell"];

/// What a constraint refuses, and the same constraint as advice warns of.
const fn constraint(name: &'static str, parameters: &'static [crate::diag::Parameter]) -> Code {
    Code::error(name, parameters).settable(Settable::AsAdvice).about("field")
}
