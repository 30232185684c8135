//! The keys of what translates: `_collection.en.yaml`, `_fields.en.yaml`, `a-propos.en.md`.
//!
//! In: nothing. Out: their tables.

use super::{DAY, DeclaredKey, KeyTable, TEXT, ValueShape};
use crate::diag::Owner;

/// `_collection.en.yaml`.
pub static TRANSLATED_COLLECTION: KeyTable = KeyTable::new(
    "translated-collection",
    Owner::Collection,
    &[
        DeclaredKey::new("title", TEXT),
        DeclaredKey::new("record", TEXT),
        DeclaredKey::new("description", TEXT),
        DeclaredKey::new("fields", ValueShape::Named(&TRANSLATED_WORDS)),
    ],
);

/// The words of a field: a title alone, or a mapping.
static TRANSLATED_WORDS: ValueShape = ValueShape::Either(&[TEXT, ValueShape::Mapping(&TRANSLATED_FIELD)]);

/// A field of `_collection.en.yaml`.
pub static TRANSLATED_FIELD: KeyTable = KeyTable::new(
    "translated-field",
    Owner::Field,
    &[
        DeclaredKey::new("title", TEXT),
        DeclaredKey::new("description", TEXT),
        DeclaredKey::new("categories", ValueShape::Named(&TEXT)),
        DeclaredKey::new("fields", ValueShape::Named(&TRANSLATED_WORDS)),
    ],
);

/// `_fields.en.yaml`.
pub static TRANSLATED_SHARED: KeyTable = KeyTable::new(
    "translated-shared",
    Owner::SharedFields,
    &[DeclaredKey::new("fields", ValueShape::Named(&TRANSLATED_WORDS))],
);

/// A plain page in another language.
pub static TRANSLATED_PAGE: KeyTable = KeyTable::new(
    "translated-page",
    Owner::Page,
    &[DeclaredKey::new("title", TEXT).required(), DeclaredKey::new("consent", DAY)],
);
