//! The keys that records, their parts and plain pages have beside a city's own fields.
//!
//! In: nothing. Out: their tables.

use super::collection::VIEWS;
use super::{
    CHOSEN, COLLECTION_NAME, DAY, DeclaredKey, FIELD_NAME, KeyTable, RECORD_NAMES, TEXT, TextForm, VALUE,
    ValueShape,
};
use crate::diag::Owner;

const ALIASES: ValueShape = ValueShape::OneOrMore(&ValueShape::Text(TextForm::Record));

/// What a record may say beside its fields. A field of the same name comes first.
pub static RECORD: KeyTable = KeyTable::new(
    "record",
    Owner::Record(String::new()),
    &[
        DeclaredKey::new("id", ValueShape::Text(TextForm::Slug)),
        DeclaredKey::new("consent", DAY),
        DeclaredKey::new("picture", PICTURES),
        DeclaredKey::new("aliases", ALIASES),
        DeclaredKey::new("origin", ValueShape::Mapping(&ORIGIN)),
        DeclaredKey::new("extras", ValueShape::Named(&ValueShape::Anything)),
        // Only where its texts have blanks to fill: in collections with parts or editions.
        DeclaredKey::new("variables", ValueShape::Named(&TEXT)),
    ],
);

/// The block that says where a record was taken from.
pub static ORIGIN: KeyTable = KeyTable::new(
    "origin",
    Owner::Origin,
    &[
        DeclaredKey::new("title", TEXT),
        DeclaredKey::new("url", TEXT),
        DeclaredKey::new("id", TEXT).required(),
        DeclaredKey::new("publisher", TEXT).required(),
        DeclaredKey::new("siret", TEXT),
        DeclaredKey::new("version", TEXT),
        DeclaredKey::new("license", TEXT).required(),
        DeclaredKey::new("license_url", TEXT),
        DeclaredKey::new("modified", ValueShape::Text(TextForm::Moment)),
        DeclaredKey::new("imported", ValueShape::Text(TextForm::Moment)),
        DeclaredKey::new("state", ValueShape::Choice(&["copy", "variant"])),
        DeclaredKey::new("from", TEXT),
        DeclaredKey::new("changes", TEXT),
    ],
);

/// A part of a record.
pub static PART: KeyTable = KeyTable::new("part", Owner::Part, &[DeclaredKey::new("title", TEXT)]);

/// A plain page.
pub static PAGE: KeyTable = KeyTable::new(
    "page",
    Owner::Page,
    &[
        DeclaredKey::new("title", TEXT).required(),
        DeclaredKey::new("nav_order", ValueShape::Integer),
        DeclaredKey::new("sections", ValueShape::List(&ValueShape::Mapping(&SECTION))),
        DeclaredKey::new("template", TEXT),
        DeclaredKey::new("picture", PICTURES),
        DeclaredKey::new("consent", DAY),
        DeclaredKey::new("aliases", ALIASES),
    ],
);

/// Each of `sections:` of a page.
pub static SECTION: KeyTable = KeyTable::new(
    "section",
    Owner::Section,
    &[
        DeclaredKey::new("collection", COLLECTION_NAME).required(),
        DeclaredKey::new("draw", ValueShape::Choice(&DRAWINGS)).or("view"),
        DeclaredKey::new("title", TEXT),
        DeclaredKey::new("text", TEXT),
        DeclaredKey::new("records", RECORD_NAMES),
        DeclaredKey::new("limit", ValueShape::Count),
        DeclaredKey::new("summary", FIELD_NAME),
        DeclaredKey::new("fact", FIELD_NAME),
        DeclaredKey::new("by", FIELD_NAME),
        DeclaredKey::new("up_to", ValueShape::List(&VALUE)),
        DeclaredKey::new("figures", CHOSEN),
    ],
);

/// How a section may be drawn.
pub const DRAWINGS: [&str; 4] = ["view", "one", "steps", "stories"];

/// One picture, or several.
const PICTURES: ValueShape = ValueShape::OneOrMore(&ValueShape::Mapping(&PICTURE));

/// A picture that a text asks for.
pub static PICTURE: KeyTable = KeyTable::new(
    "picture",
    Owner::Picture,
    &[
        DeclaredKey::new("title", TEXT),
        DeclaredKey::new("note", TEXT),
        DeclaredKey::new("collection", COLLECTION_NAME).required(),
        DeclaredKey::new("view", ValueShape::Variant(&VIEWS)),
        DeclaredKey::new("records", RECORD_NAMES),
        DeclaredKey::new("only", ValueShape::Pair(&VALUE)),
    ],
);
