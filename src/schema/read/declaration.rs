//! One `_collection.yaml`.

use super::super::{CardFields, Catalogue, Collection, Print, Schema, Told, View};
use super::view::{self, Habits, positions};
use super::{Project, descriptor};
use crate::config::codes::INVALID_SETTING;
use crate::diag::{Diagnostics, Owner};
use crate::load::keys::{Keys, Otherwise, choice};
use crate::load::tree::Folder;
use crate::load::yaml::{self, Node};

/// The keys of `_collection.yaml`.
pub const COLLECTION_KEYS: [&str; 19] = [
    "title",
    "record",
    "description",
    "view",
    "pages",
    "filters",
    "sort",
    "label",
    "archive",
    "parts",
    "editions",
    "print",
    "chapters",
    "rules",
    "frequency",
    "keywords",
    "theme",
    "temporal",
    "schema",
];

/// How often a collection changes.
pub const FREQUENCY_WORDS: [&str; 18] = [
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
pub const THEME_CODES: [&str; 13] = [
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

/// The printed forms.
pub const PRINTS: [&str; 3] = ["card", "sheet", "booklet"];

/// The faces of a card, which name their fields.
pub const CARD_KEYS: [&str; 2] = ["front", "back"];

/// Reads a declaration, all but its chapters, which come back as written; nothing where it has no grammar or no
/// schema.
pub fn read(
    name: &str,
    folder: &Folder,
    project: &Project,
    diags: &mut Diagnostics,
) -> Option<(Collection, Option<Node>)> {
    let source = folder.declaration?;
    let node = yaml::parse(project.sources, project.sources.whole(source), diags)?;
    let keys = Keys::of(&node, diags)?.only(&COLLECTION_KEYS, &Owner::Collection, diags);
    let Some(written) = keys.get("schema") else {
        keys.missing("schema", Owner::Collection, diags);
        return None;
    };
    let (schema, schema_source) = descriptor::read(written, folder, project, diags)?;
    let sort = positions(keys, "sort", &schema, diags);
    let label = keys.get("label").and_then(|node| {
        let name = node.text_or(diags)?;
        super::field::position(name, node.span, &schema, diags)
    });
    let label = label.or_else(|| first_text(&schema));
    let habits = Habits { collection: name, label, order: sort.first().copied() };
    let collection = Collection {
        name: name.to_owned(),
        title: keys.owned("title", diags).unwrap_or_else(|| name.to_owned()),
        record: keys.owned("record", diags).unwrap_or_else(|| name.to_owned()),
        description: keys.owned("description", diags).unwrap_or_default(),
        view: keys
            .get("view")
            .and_then(|node| view::view(node, &schema, habits, diags))
            .unwrap_or(View::Cards(Told::default())),
        pages: keys.flag("pages", Otherwise::True, diags),
        filters: positions(keys, "filters", &schema, diags),
        sort,
        label,
        archive: keys.flag("archive", Otherwise::False, diags),
        parts: keys.flag("parts", Otherwise::False, diags),
        editions: keys
            .get("editions")
            .and_then(|node| project.collection(node.text_or(diags)?, node.span, diags)),
        print: print(keys, &schema, diags),
        chapters: Vec::new(),
        rules: keys.get("rules").map(|node| view::rules(node, &schema, diags)).unwrap_or_default(),
        catalogue: catalogue(keys, diags),
        schema,
        source,
        schema_source,
    };
    Some((collection, keys.get("chapters").cloned()))
}

/// What portals are told.
fn catalogue(keys: Keys, diags: &mut Diagnostics) -> Catalogue {
    let word = |key: &str, allowed: &[&str], diags: &mut Diagnostics| {
        let node = keys.get(key)?;
        choice(node.text_or(diags)?, node.span, allowed, diags).map(str::to_owned)
    };
    let told = Catalogue {
        frequency: word("frequency", &FREQUENCY_WORDS, diags),
        keywords: keys.owned_texts("keywords", diags).unwrap_or_default(),
        theme: word("theme", &THEME_CODES, diags),
        temporal: keys.owned("temporal", diags),
    };
    if let (Some(value), Some(node), None) = (&told.temporal, keys.get("temporal"), told.interval()) {
        diags.add(node.span, INVALID_SETTING.choose("key", "temporal").with("value", value));
    }
    told
}

/// Reads `print:`: a name, or for cards a mapping to the fields of either face.
fn print(keys: Keys, schema: &Schema, diags: &mut Diagnostics) -> Option<Print> {
    let node = keys.get("print")?;
    let (name, span, fields) = match node.as_map() {
        Some([pair]) => (&*pair.key, pair.key_span, Some(&pair.node)),
        _ => (node.text_or(diags)?, node.span, None),
    };
    let name = choice(name, span, &PRINTS, diags)?;
    let known: &[&str] = if name == "card" { &CARD_KEYS } else { &[] };
    let fields = fields.and_then(|node| Keys::of(node, diags));
    let fields = fields.map(|keys| keys.only(known, &Owner::View, diags));
    Some(match name {
        "card" => Print::Card(fields.map_or_else(CardFields::default, |keys| CardFields {
            front: positions(keys, "front", schema, diags),
            back: positions(keys, "back", schema, diags),
        })),
        "sheet" => Print::Sheet,
        _ => Print::Booklet,
    })
}

/// The field that names a record where nothing says which: the first text that is public, and neither
/// an identifier nor the name of another record.
fn first_text(schema: &Schema) -> Option<usize> {
    schema.fields.iter().position(|field| {
        let names = !field.personal && field.reference.is_none() && !matches!(&*field.name, "id" | "body");
        names && field.kind.is_text()
    })
}
