//! The keys of `releases.yaml`, of `sources.yaml` and of what an import remembers.
//!
//! In: nothing. Out: their tables.

use super::{COLLECTION_NAME, DAY, DeclaredKey, KeyTable, TEXT, TEXTS, TextForm, VALUE, ValueShape};
use crate::diag::Owner;

const fn count(name: &'static str) -> DeclaredKey {
    DeclaredKey::new(name, ValueShape::Text(TextForm::Count)).or("0")
}

const fn text(name: &'static str) -> DeclaredKey {
    DeclaredKey::new(name, TEXT)
}

/// Each version of `releases.yaml`.
pub static RELEASE: KeyTable = KeyTable::new(
    "release",
    Owner::Release,
    &[
        DeclaredKey::new("version", ValueShape::Text(TextForm::Version)).required(),
        DeclaredKey::new("date", DAY).required(),
        text("note"),
        DeclaredKey::new("consent", DAY),
        DeclaredKey::new("tables", ValueShape::List(&ValueShape::Mapping(&RELEASED_TABLE))),
        DeclaredKey::new("removed", ValueShape::List(&ValueShape::Mapping(&REMOVED_RECORD))),
    ],
);

/// What a version changed in a table.
pub static RELEASED_TABLE: KeyTable = KeyTable::new(
    "released-table",
    Owner::ReleasedTable,
    &[
        text("table").required(),
        text("title"),
        DeclaredKey::new("state", ValueShape::Choice(&["added", "removed"])),
        count("added"),
        count("removed"),
        count("changed"),
        DeclaredKey::new("columns_added", TEXTS),
        DeclaredKey::new("columns_removed", TEXTS),
        DeclaredKey::new("columns_changed", TEXTS),
    ],
);

/// A record that is no longer published.
pub static REMOVED_RECORD: KeyTable = KeyTable::new(
    "removed-record",
    Owner::RemovedRecord,
    &[
        DeclaredKey::new("collection", ValueShape::Text(TextForm::Folder)).required(),
        DeclaredKey::new("id", ValueShape::Text(TextForm::Slug)).required(),
        text("title"),
        DeclaredKey::new("last", ValueShape::Named(&VALUE)),
    ],
);

/// `sources.yaml`, the cities of a portal.
pub static PORTAL: KeyTable = KeyTable::new(
    "portal",
    Owner::Portal,
    &[
        DeclaredKey::new("sources", ValueShape::OneOrMore(&ValueShape::Text(TextForm::Web))).required(),
        DeclaredKey::new("collection", COLLECTION_NAME).called("collection (sources.yaml)").or("federation"),
        DeclaredKey::new("collections", ValueShape::OneOrMore(&COLLECTION_NAME)),
    ],
);

/// `origins/lock.yaml`, which the program writes.
pub static LOCK: KeyTable = KeyTable::new(
    "lock",
    Owner::Lock,
    &[
        DeclaredKey::new("records", ValueShape::List(&ValueShape::Mapping(&LOCKED_RECORD))),
        DeclaredKey::new("sources", ValueShape::List(&ValueShape::Mapping(&LOCKED_SOURCE))),
    ],
);

/// A record that came from elsewhere.
pub static LOCKED_RECORD: KeyTable = KeyTable::new(
    "locked-record",
    Owner::Lock,
    &[
        text("record"),
        text("path"),
        text("source"),
        text("origin"),
        text("publisher"),
        text("license"),
        DeclaredKey::new("files", ValueShape::List(&ValueShape::Mapping(&LOCKED_FILE))),
    ],
);

/// A file of such a record.
pub static LOCKED_FILE: KeyTable =
    KeyTable::new("locked-file", Owner::Lock, &[text("path"), text("sha256"), text("kept")]);

/// An address that was asked.
pub static LOCKED_SOURCE: KeyTable =
    KeyTable::new("locked-source", Owner::Lock, &[text("address"), text("etag"), text("last_modified")]);
