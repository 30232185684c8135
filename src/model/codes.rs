//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, name, number, option};

pub static UNDECLARED_COLLECTION: Code = Code::error("undeclared-collection", &[name("name")]).about("name");
/// A `_collection.yaml` among the plain pages.
pub static PAGES_DECLARED: Code = Code::warning("pages-declared", &[]);
pub static PARTS_UNDECLARED: Code = Code::error("parts-undeclared", &[]);
pub static CSV_CELLS: Code = Code::error("csv-cells", &[number("expected"), number("found")]);
pub static CSV_HEADER_TWICE: Code = Code::error("csv-header-twice", &[name("name")]);
pub static CSV_HEADER_EMPTY: Code = Code::error("csv-header-empty", &[number("column")]);
pub static HEADER_MISSING: Code = Code::error("header-missing", &[name("field")]).told_by("field");
pub static HEADER_MISPLACED: Code = Code::error("header-misplaced", &[name("field"), name("found")]);
pub static DUPLICATE_IDENTIFIER: Code = Code::error("duplicate-identifier", &[name("id")]);
pub static BROKEN_REFERENCE: Code =
    Code::error("broken-reference", &[name("value"), name("collection"), option("nearest")])
        .about("collection");
/// A former identifier that something bears, or that two claim.
pub static ALIAS_TAKEN: Code = Code::error("alias-taken", &[name("name")]);
/// A text that translates a file which is not there.
pub static TRANSLATION_ORPHAN: Code =
    Code::error("translation-orphan", &[name("original"), option("nearest")]);
/// A text in a language that `site.yaml` does not name.
pub static TRANSLATION_LANGUAGE: Code =
    Code::warning("translation-language", &[name("language"), option("nearest")]);
/// A field that is no text, in a translation.
pub static TRANSLATION_FIELD: Code = Code::error("translation-field", &[name("field")]);

pub static ALL: &[&Code] = &[
    &UNDECLARED_COLLECTION,
    &PAGES_DECLARED,
    &PARTS_UNDECLARED,
    &CSV_CELLS,
    &CSV_HEADER_TWICE,
    &CSV_HEADER_EMPTY,
    &HEADER_MISSING,
    &HEADER_MISPLACED,
    &DUPLICATE_IDENTIFIER,
    &BROKEN_REFERENCE,
    &ALIAS_TAKEN,
    &TRANSLATION_ORPHAN,
    &TRANSLATION_LANGUAGE,
    &TRANSLATION_FIELD,
];
