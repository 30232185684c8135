//! The keys of `_collection.yaml`, but for those of its schema.
//!
//! In: nothing. Out: their tables, and the words that some keys choose among.

use super::schema::SCHEMA;
use super::{
    CHOSEN, COLLECTION_NAME, DeclaredKey, FIELD_NAME, FIELD_NAMES, Form, KeyTable, TEXT, TEXTS, TextForm,
    VALUE, ValueShape,
};
use crate::diag::Owner;

/// `_collection.yaml`.
pub static COLLECTION: KeyTable = KeyTable::new(
    "collection",
    Owner::Collection,
    &[
        DeclaredKey::new("title", TEXT),
        DeclaredKey::new("record", TEXT),
        DeclaredKey::new("description", TEXT),
        DeclaredKey::new("view", ValueShape::Variant(&VIEWS)).or("cards"),
        DeclaredKey::new("pages", ValueShape::Flag).or("true"),
        DeclaredKey::new("filters", FIELD_NAMES),
        DeclaredKey::new("sort", FIELD_NAMES),
        DeclaredKey::new("label", FIELD_NAME),
        DeclaredKey::new("archive", ValueShape::Flag).or("false"),
        DeclaredKey::new("parts", ValueShape::Flag).or("false"),
        DeclaredKey::new("editions", COLLECTION_NAME),
        DeclaredKey::new("print", ValueShape::Variant(&PRINTS)),
        DeclaredKey::new("chapters", ValueShape::List(&ValueShape::Mapping(&CHAPTER))),
        DeclaredKey::new("rules", ValueShape::List(&ValueShape::Mapping(&RULE))),
        DeclaredKey::new("frequency", ValueShape::Choice(&FREQUENCIES)),
        DeclaredKey::new("keywords", TEXTS),
        DeclaredKey::new("theme", ValueShape::Choice(&THEMES)),
        DeclaredKey::new("temporal", ValueShape::Text(TextForm::Period)),
        DeclaredKey::new("schema", ValueShape::Either(&[ValueShape::Mapping(&SCHEMA), TEXT])).required(),
    ],
);

/// How an index may be drawn, and the fields that each way draws.
pub static VIEWS: [Form; 9] = [
    ("cards", &CARDS_VIEW),
    ("table", &TABLE_VIEW),
    ("wheel", &WHEEL_VIEW),
    ("timeline", &TIMELINE_VIEW),
    ("figures", &FIGURES_VIEW),
    ("bars", &BARS_VIEW),
    ("funnel", &FUNNEL_VIEW),
    ("matrix", &MATRIX_VIEW),
    ("chart", &CHART_VIEW),
];

/// A key that names a field.
const fn field(name: &'static str) -> DeclaredKey {
    DeclaredKey::new(name, FIELD_NAME)
}

/// The keys of a view.
const fn view(keys: &'static [DeclaredKey]) -> KeyTable {
    KeyTable::new("view", Owner::View, keys)
}

pub static CARDS_VIEW: KeyTable = view(&[field("summary"), field("fact")]);
pub static TABLE_VIEW: KeyTable = view(&[DeclaredKey::new("columns", FIELD_NAMES), field("parent")]);
pub static WHEEL_VIEW: KeyTable = view(&[field("label"), field("order"), field("summary")]);
pub static TIMELINE_VIEW: KeyTable = view(&[
    field("date"),
    field("end"),
    field("precision"),
    field("label"),
    field("group"),
    DeclaredKey::new("planned", ValueShape::Pair(&VALUE)),
]);
const FIGURES: [DeclaredKey; 8] = [
    field("value"),
    field("operator"),
    field("unit"),
    field("label"),
    field("date"),
    field("precision"),
    field("source"),
    field("group"),
];
pub static FIGURES_VIEW: KeyTable = view(&FIGURES);
pub static BARS_VIEW: KeyTable = view(&[
    field("value"),
    field("operator"),
    field("unit"),
    field("measure"),
    field("label"),
    field("date"),
    field("precision"),
    field("source"),
    field("group"),
]);
pub static FUNNEL_VIEW: KeyTable = view(&FIGURES);
pub static MATRIX_VIEW: KeyTable = view(&[field("rows"), field("columns")]);
pub static CHART_VIEW: KeyTable =
    view(&[field("within"), field("label"), field("count"), field("note"), field("group")]);

/// The printed forms.
pub static PRINTS: [Form; 3] = [("card", &CARD), ("sheet", &NO_KEYS), ("booklet", &NO_KEYS)];

static NO_KEYS: KeyTable = KeyTable::new("card", Owner::View, &[]);

/// The faces of a card, which name their fields.
pub static CARD: KeyTable = KeyTable::new(
    "card",
    Owner::View,
    &[DeclaredKey::new("front", FIELD_NAMES), DeclaredKey::new("back", FIELD_NAMES)],
);

/// Each of `chapters:`.
pub static CHAPTER: KeyTable = KeyTable::new(
    "chapter",
    Owner::Chapter,
    &[
        DeclaredKey::new("title", TEXT).required(),
        DeclaredKey::new("fields", FIELD_NAMES),
        DeclaredKey::new("related", ValueShape::List(&CHOSEN)),
    ],
);

/// Each of `rules:`.
pub static RULE: KeyTable = KeyTable {
    name: "rule",
    owner: Owner::Rule,
    keys: &[
        DeclaredKey::new("when", ValueShape::Named(&VALUE)),
        DeclaredKey::new("require", FIELD_NAMES),
        DeclaredKey::new("ordered", FIELD_NAMES),
        DeclaredKey::new("advice", ValueShape::Flag).or("false"),
    ],
    any_of: &["require", "ordered"],
};

/// How often a collection changes.
pub const FREQUENCIES: [&str; 18] = [
    "annual",
    "semiannual",
    "biennial",
    "triennial",
    "quadrennial",
    "quinquennial",
    "decennial",
    "quarterly",
    "bimonthly",
    "monthly",
    "semimonthly",
    "biweekly",
    "weekly",
    "semiweekly",
    "daily",
    "continuous",
    "irregular",
    "never",
];

/// The themes of the European portal.
pub const THEMES: [&str; 13] = [
    "AGRI",
    "ECON",
    "EDUC",
    "ENER",
    "ENVI",
    "GOVE",
    "HEAL",
    "INTR",
    "JUST",
    "OP_DATPRO",
    "REGI",
    "SOCI",
    "TECH",
];
