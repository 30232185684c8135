//! Every key that a project's files may hold, once: whose it is, its name, its shape, what stands where it is silent.
//!
//! In: nothing. Out: a [`KeyTable`] a mapping, [`TABLES`]; [`Keys`], which reads a mapping by its table. Never: what
//! a key means to the program (that is for those who read it), a sentence (those stand with the other words, under
//! `table.key`).
//!
//! The readers, the nearest names they propose, the JSON Schemas of `essaim editor` and the reference of the
//! documentation all derive from these tables.

pub mod codes;
mod collection;
mod files;
mod form;
mod keys;
mod record;
mod schema;
mod site;
mod translation;

pub use collection::{CARD, CHAPTER, COLLECTION, FREQUENCIES, PRINTS, RULE, THEMES, VIEWS};
pub use files::{
    LOCK, LOCKED_FILE, LOCKED_RECORD, LOCKED_SOURCE, PORTAL, RELEASE, RELEASED_TABLE, REMOVED_RECORD,
};
pub use form::{TextForm, parse_base_url, parse_version};
pub use keys::{Keys, choose, one_pair, propose_key, refuse_repeated, report_invalid, texts, variant};
pub use record::{DRAWINGS, ORIGIN, PAGE, PART, PICTURE, RECORD, SECTION};
pub use schema::{
    CATEGORY, CHECK, CONSTRAINTS, FIELD, FOREIGN_KEY, ITEM_TYPES, REFERENCE, SCHEMA, SHARED_FIELDS, TYPES,
};
pub use site::{
    ACCESSIBILITY, AUDIT, BUDGET, CONFORMITIES, HOST, LANGUAGE, LEGAL, LICENSE, LICENSES, PUBLISHER, SERVERS,
    SEVERITIES, SITE, SPATIAL,
};

pub use translation::{TRANSLATED_COLLECTION, TRANSLATED_FIELD, TRANSLATED_PAGE, TRANSLATED_SHARED};

use crate::diag::Owner;

/// A mapping that essaim reads: what holds it, and its keys in the order in which people are told of them.
#[derive(Debug)]
pub struct KeyTable {
    /// What its words stand under: `publisher`.
    pub name: &'static str,
    /// What messages call it.
    pub owner: Owner,
    pub keys: &'static [DeclaredKey],
    /// Keys of which one at least must stand, where none alone is required.
    pub any_of: &'static [&'static str],
}

impl KeyTable {
    /// A table in which no key needs another.
    const fn new(name: &'static str, owner: Owner, keys: &'static [DeclaredKey]) -> Self {
        Self { name, owner, keys, any_of: &[] }
    }

    /// Returns the key of that name; `None` where there is no such key.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&'static DeclaredKey> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// Returns whether the mapping may hold that key.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Returns the names of its keys, in their order.
    pub fn names<'a>(&self) -> impl Iterator<Item = &'a str> + Clone + use<'a> {
        self.keys.iter().map(|key| key.name)
    }
}

/// A key of a mapping.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredKey {
    pub name: &'static str,
    /// What messages about its value call it: its name, unless another file has a key of that name.
    pub called: &'static str,
    pub shape: ValueShape,
    pub need: Need,
    /// What a silent key means, in YAML; empty where it means nothing.
    pub default: &'static str,
    /// The types of field that it is for; empty where it is for every one.
    pub types: &'static [&'static str],
    pub maker: Maker,
}

impl DeclaredKey {
    /// An optional key, of essaim's own.
    const fn new(name: &'static str, shape: ValueShape) -> Self {
        let (need, maker) = (Need::Optional, Maker::Essaim);
        Self { name, called: name, shape, need, default: "", types: &[], maker }
    }

    const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    const fn or(mut self, default: &'static str) -> Self {
        self.default = default;
        self
    }

    const fn only_for(mut self, types: &'static [&'static str]) -> Self {
        self.types = types;
        self
    }

    const fn called(mut self, called: &'static str) -> Self {
        self.called = called;
        self
    }

    const fn standard(mut self) -> Self {
        self.maker = Maker::TableSchema;
        self
    }

    /// Returns whether the key is for fields of that type.
    #[must_use]
    pub fn suits(&self, field_type: &str) -> bool {
        self.types.is_empty() || self.types.contains(&field_type)
    }
}

/// Whether a mapping needs a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Required,
    Optional,
}

/// Who gave a key of a schema its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    TableSchema,
    Essaim,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum ValueShape {
    /// Characters on a line or several, of a form.
    Text(TextForm),
    /// `true` or `false`.
    Flag,
    /// A whole number, below zero too.
    Integer,
    /// A whole number that says how many.
    Count,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A list of them, or one alone.
    OneOrMore(&'static ValueShape),
    List(&'static ValueShape),
    /// West, south, east, north, in degrees.
    Rectangle,
    Mapping(&'static KeyTable),
    /// A mapping of any names.
    Named(&'static ValueShape),
    /// A mapping of the codes of messages.
    ByCode(&'static ValueShape),
    /// A mapping that holds one pair.
    Pair(&'static ValueShape),
    /// One of a few words, alone or as the one key of a mapping to its own keys.
    Variant(&'static [Form]),
    Either(&'static [ValueShape]),
    Anything,
}

/// A word of [`ValueShape::Variant`] with the keys it may have.
pub type Form = (&'static str, &'static KeyTable);

const TEXT: ValueShape = ValueShape::Text(TextForm::Plain);
const TEXTS: ValueShape = ValueShape::OneOrMore(&TEXT);
const VALUE: ValueShape = ValueShape::Text(TextForm::Value);
const DAY: ValueShape = ValueShape::Text(TextForm::Day);
const FIELD_NAME: ValueShape = ValueShape::Text(TextForm::Field);
const FIELD_NAMES: ValueShape = ValueShape::OneOrMore(&FIELD_NAME);
const COLLECTION_NAME: ValueShape = ValueShape::Text(TextForm::Collection);
const RECORD_NAMES: ValueShape = ValueShape::OneOrMore(&ValueShape::Text(TextForm::Record));
/// A collection, or the one pair that chooses among its records: `{figures: {kind: result}}`.
const CHOSEN: ValueShape =
    ValueShape::Either(&[COLLECTION_NAME, ValueShape::Pair(&ValueShape::Pair(&VALUE))]);

/// Every mapping that people write, in the order in which they are told of.
pub static TABLES: [&KeyTable; 46] = [
    &site::SITE,
    &site::LANGUAGE,
    &site::PUBLISHER,
    &site::LEGAL,
    &site::HOST,
    &site::ACCESSIBILITY,
    &site::AUDIT,
    &site::LICENSE,
    &site::SPATIAL,
    &site::BUDGET,
    &collection::COLLECTION,
    &collection::CARDS_VIEW,
    &collection::TABLE_VIEW,
    &collection::WHEEL_VIEW,
    &collection::TIMELINE_VIEW,
    &collection::FIGURES_VIEW,
    &collection::BARS_VIEW,
    &collection::FUNNEL_VIEW,
    &collection::MATRIX_VIEW,
    &collection::CHART_VIEW,
    &collection::CARD,
    &collection::CHAPTER,
    &collection::RULE,
    &translation::TRANSLATED_COLLECTION,
    &translation::TRANSLATED_FIELD,
    &schema::SCHEMA,
    &schema::CHECK,
    &schema::FOREIGN_KEY,
    &schema::REFERENCE,
    &schema::SHARED_FIELDS,
    &translation::TRANSLATED_SHARED,
    &schema::FIELD,
    &schema::CONSTRAINTS,
    &schema::CATEGORY,
    &record::RECORD,
    &record::ORIGIN,
    &record::PART,
    &record::PAGE,
    &translation::TRANSLATED_PAGE,
    &record::SECTION,
    &record::PICTURE,
    &files::RELEASE,
    &files::RELEASED_TABLE,
    &files::REMOVED_RECORD,
    &files::PORTAL,
    &files::LOCK,
];
