//! A site in another of its languages.
//!
//! In: the site, and the files that translate records, parts, pages and declarations (`la-balade.en.md`). Out: one [`Site`]
//! a language: the same records in the same places, whose texts are translated where they were. Never: a number, a date, a
//! reference or a state of its own, which the data would say twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{
    Original, PlainPage, Record, RecordRef, Relations, Site, SiteTranslation, Table, assemble, entry,
};
use crate::config::{Config, LanguageSettings};
use crate::diag::{Diagnostics, Owner, Place, nearest};
use crate::load::codes::{FRONT_MATTER_MISSING, MISSING_KEY, UNKNOWN_CHOICE, UNKNOWN_KEY};
use crate::load::tree::Translation;
use crate::load::yaml::{self, Node, Pair};
use crate::load::{Tree, front};
use crate::model::codes::{TRANSLATION_FIELD, TRANSLATION_LANGUAGE, TRANSLATION_ORPHAN};
use crate::schema::codes::UNKNOWN_FIELD_NAME;
use crate::schema::{Collection, Field, FieldType};
use crate::settings::{Keys, TRANSLATED_COLLECTION, TRANSLATED_FIELD, TRANSLATED_PAGE, TRANSLATED_SHARED};
use crate::source::{SourceId, Sources};

/// The site in each of its other languages, in the order of `site.yaml`.
pub fn translate(sources: &Sources, tree: &Tree, site: &Site, diags: &mut Diagnostics) -> Vec<Site> {
    let known = |language: &str| site.config.languages.iter().any(|known| known.tag == language);
    let unknown = |source: SourceId, language: &String, diags: &mut Diagnostics| {
        let nearest = nearest(language, site.config.languages.iter().map(|known| known.tag.as_str()));
        let place = Place::Path(sources.get(source).path.clone());
        diags.add(place, TRANSLATION_LANGUAGE.with("language", language).with("nearest", nearest));
    };
    let declarations = tree.declarations.iter().map(|((_, language), source)| (language, source));
    for (language, source) in declarations.chain(&tree.shared_translations) {
        if !known(language) {
            unknown(*source, language, diags);
        }
    }
    let originals = map_originals(site, sources);
    let mut found: BTreeMap<&str, Vec<(&Translation, Original)>> = BTreeMap::new();
    for translation in &tree.translations {
        let place = Place::Path(sources.get(translation.source).path.clone());
        let language = &translation.language;
        if !known(language) {
            unknown(translation.source, language, diags);
        } else if let Some(original) = originals.get(translation.original.as_str()) {
            found.entry(language).or_default().push((translation, *original));
        } else if !sources.texts().any(|(_, text)| text.path == translation.original) {
            let nearest = nearest(&translation.original, originals.keys().copied());
            let original = translation.original.clone();
            diags.add(place, TRANSLATION_ORPHAN.with("original", original).with("nearest", nearest));
        }
    }
    let languages = site.config.languages.iter();
    languages
        .map(|language| {
            let own = found.remove(language.tag.as_str()).unwrap_or_default();
            translate_into(sources, tree, site, language, &own, diags)
        })
        .collect()
}

/// What stands in each Markdown file, by its path.
fn map_originals<'a>(site: &Site, sources: &'a Sources) -> HashMap<&'a str, Original> {
    let path = |id: SourceId| sources.get(id).path.as_str();
    let mut originals = HashMap::new();
    if site.config.languages.is_empty() {
        return originals;
    }
    for (number, table) in (0u32..).zip(&site.tables) {
        for (row, record) in (0u32..).zip(&table.records) {
            let at = RecordRef { table: number, row };
            originals.insert(path(record.source), Original::Record(at));
            for (rank, part) in record.parts.iter().enumerate() {
                originals.insert(path(part.source), Original::Part(at, rank));
            }
        }
    }
    for (number, page) in site.pages.iter().enumerate() {
        originals.insert(path(page.source), Original::Page(number));
    }
    originals
}

fn translate_into(
    sources: &Sources,
    tree: &Tree,
    site: &Site,
    language: &LanguageSettings,
    found: &[(&Translation, Original)],
    diags: &mut Diagnostics,
) -> Site {
    let config = translate_config(&site.config, language);
    let mut tongue = SiteTranslation { original: site.config.language.clone(), ..SiteTranslation::default() };
    let mut records: Vec<Vec<Arc<Record>>> = site.tables.iter().map(|table| table.records.clone()).collect();
    let mut pages: Vec<PlainPage> = site.pages.clone();
    for (translation, original) in found {
        let source = translation.source;
        let done = match original {
            Original::Record(at) => {
                let place = &mut records[at.table as usize][at.row as usize];
                let collection = &site.tables[at.table as usize].collection;
                translate_record(sources, collection, source, place, diags)
                    .map(|translated| *place = Arc::new(translated))
            }
            Original::Part(at, rank) => assemble::read_part(sources, source, diags).map(|part| {
                let place = &mut records[at.table as usize][at.row as usize];
                let mut translated = Record::clone(place);
                let id = translated.parts[*rank].id.clone();
                translated.parts[*rank] = super::Part { id, ..part };
                *place = Arc::new(translated);
            }),
            Original::Page(number) => translate_page(sources, source, &pages[*number], diags)
                .map(|translated| pages[*number] = translated),
        };
        if done.is_some() {
            tongue.texts.insert(source, *original);
        }
    }
    tongue.records = collect_originals(&tongue.texts, |original| match original {
        Original::Record(at) => Some(at),
        _ => None,
    });
    tongue.pages = collect_originals(&tongue.texts, |original| match original {
        Original::Page(number) => Some(number),
        _ => None,
    });
    let shared = translate_shared_fields(sources, tree, site, &language.tag, diags);
    let tables = site.tables.iter().zip(records).map(|(table, records)| {
        let mut collection = table.collection.clone();
        for field in &mut collection.schema.fields {
            if let Some(translated) = shared.iter().find(|translated| translated.span == field.span) {
                *field = translated.clone();
            }
        }
        if let Some(source) = tree.declarations.get(&(collection.name.clone(), language.tag.clone())) {
            collection = translate_declaration(sources, *source, &collection, diags);
        }
        Table::new(collection, records)
    });
    let tables = tables.collect();
    let relations = Relations::clone(&site.relations);
    let (lock, changes) = (site.lock.clone(), site.changes.clone());
    // Pictures draw the same records in every language.
    let (aliases, illustrations) = (Vec::new(), site.illustrations.clone());
    Site { config, tables, pages, relations, illustrations, aliases, tongue: Some(tongue), lock, changes }
}

fn collect_originals<T: Ord>(
    texts: &BTreeMap<SourceId, Original>,
    keep: impl Fn(Original) -> Option<T>,
) -> BTreeSet<T> {
    texts.values().filter_map(|original| keep(*original)).collect()
}

fn translate_config(original: &Config, language: &LanguageSettings) -> Config {
    Config {
        language: language.tag.clone(),
        title: language.title.clone().unwrap_or_else(|| original.title.clone()),
        description: language.description.clone().unwrap_or_else(|| original.description.clone()),
        ..original.clone()
    }
}

/// A record whose texts are those of a translation.
fn translate_record(
    sources: &Sources,
    collection: &Collection,
    source: SourceId,
    original: &Record,
    diags: &mut Diagnostics,
) -> Option<Record> {
    let front = front::split(sources, source, diags)?;
    let Some(yaml) = front.yaml else {
        diags.add(front.head, &FRONT_MATTER_MISSING);
        return None;
    };
    let root = yaml::parse(sources, yaml, diags)?;
    let pairs = if root.is_null() { &[][..] } else { root.map_or(diags)? };
    let mut translated = original.clone();
    let schema = &collection.schema;
    for Pair { key, key_span, node } in pairs {
        match (schema.position(key), &**key) {
            (Some(field), _) if is_text(&schema.fields[field]) => {
                if let Some(value) = schema.fields[field].read(node, schema, diags) {
                    translated.values[field] = Some(value);
                    translated.spans[field] = Some(node.span);
                }
            }
            (Some(_), name) => diags.add(*key_span, TRANSLATION_FIELD.with("field", name)),
            (None, "variables") if entry::has_blanks(collection) => {
                translated.variables.extend(yaml::read_variables(node, diags));
            }
            (None, "consent") => translated.consent = entry::read_consent(node, diags),
            (None, name) => {
                let texts = schema.fields.iter().filter(|field| is_text(field));
                let nearest = nearest(name, texts.map(|field| field.name.as_str()).chain(["consent"]));
                let owner = Owner::Record(collection.name.clone());
                diags.add(*key_span, UNKNOWN_KEY.of(&owner).with("key", name).with("nearest", nearest));
            }
        }
    }
    let text = sources.text(front.body);
    if !text.trim().is_empty() {
        translated.body = Some(front.body);
        if let Some(field) = schema.position("body") {
            translated.values[field] = Some(crate::schema::Value::Text(text.trim().into()));
        }
    }
    Some(translated)
}

/// Whether a field holds words that read otherwise in another language: not a name that others use, nor one of a few.
fn is_text(field: &Field) -> bool {
    let free =
        field.reference.is_none() && field.categories.is_empty() && field.constraints.allowed.is_empty();
    free && field.name != "id"
        && (field.kind.is_text() || field.kind.is_list() || field.kind == FieldType::Array)
}

fn translate_page(
    sources: &Sources,
    source: SourceId,
    original: &PlainPage,
    diags: &mut Diagnostics,
) -> Option<PlainPage> {
    let front = front::split(sources, source, diags)?;
    let root = front.yaml.and_then(|span| yaml::parse(sources, span, diags));
    let keys = root.as_ref().and_then(|root| Keys::read(root, &TRANSLATED_PAGE, diags));
    let title = keys.and_then(|keys| keys.string("title", diags));
    let consent = keys.and_then(|keys| keys.get("consent")).and_then(|node| entry::read_consent(node, diags));
    if title.is_none() {
        diags.add(front.head, MISSING_KEY.of(&Owner::Page).with("key", "title"));
    }
    Some(PlainPage { title: title?, consent, body: front.body, ..original.clone() })
}

/// The shared fields, whose words are those of `_fields.en.yaml`; none where nothing translates them.
fn translate_shared_fields(
    sources: &Sources,
    tree: &Tree,
    site: &Site,
    language: &str,
    diags: &mut Diagnostics,
) -> Vec<Field> {
    let Some(source) = tree.shared_translations.get(language) else { return Vec::new() };
    let Some(root) = yaml::parse(sources, sources.whole(*source), diags) else { return Vec::new() };
    let keys = Keys::read(&root, &TRANSLATED_SHARED, diags);
    let Some(node) = keys.and_then(|keys| keys.get("fields")) else { return Vec::new() };
    let declared = site.tables.iter().flat_map(|table| &table.collection.schema.fields);
    let mut shared: Vec<Field> = Vec::new();
    for field in declared.filter(|field| Some(field.span.source) == tree.shared_fields) {
        if shared.iter().all(|known| known.name != field.name) {
            shared.push(field.clone());
        }
    }
    translate_fields(node, &mut shared, diags);
    shared
}

/// A collection whose words are those of `_collection.en.yaml`.
fn translate_declaration(
    sources: &Sources,
    source: SourceId,
    original: &Collection,
    diags: &mut Diagnostics,
) -> Collection {
    let mut translated = original.clone();
    let Some(root) = yaml::parse(sources, sources.whole(source), diags) else { return translated };
    let Some(keys) = Keys::read(&root, &TRANSLATED_COLLECTION, diags) else { return translated };
    for (key, place) in [
        ("title", &mut translated.title),
        ("record", &mut translated.record),
        ("description", &mut translated.description),
    ] {
        if let Some(text) = keys.string(key, diags) {
            *place = text;
        }
    }
    if let Some(node) = keys.get("fields") {
        translate_fields(node, &mut translated.schema.fields, diags);
    }
    translated
}

/// The words of fields, by their names: a title alone, or a mapping.
fn translate_fields(node: &Node, declared: &mut [Field], diags: &mut Diagnostics) {
    for Pair { key, key_span, node } in node.map_or(diags).unwrap_or_default() {
        let Some(position) = declared.iter().position(|field| field.name == **key) else {
            let nearest = nearest(key, declared.iter().map(|field| field.name.as_str()));
            diags.add(*key_span, UNKNOWN_FIELD_NAME.with("name", &**key).with("nearest", nearest));
            continue;
        };
        let field = &mut declared[position];
        if let Some(title) = node.as_text() {
            field.title = Some(title.to_owned());
            continue;
        }
        let Some(keys) = Keys::read(node, &TRANSLATED_FIELD, diags) else { continue };
        field.title = keys.string("title", diags).or_else(|| field.title.take());
        field.description = keys.string("description", diags).or_else(|| field.description.take());
        if let Some(node) = keys.get("categories") {
            translate_categories(node, field, diags);
        }
        if let Some(node) = keys.get("fields") {
            translate_fields(node, &mut field.fields, diags);
        }
    }
}

/// The labels of values, by value.
fn translate_categories(node: &Node, field: &mut Field, diags: &mut Diagnostics) {
    for Pair { key, key_span, node } in node.map_or(diags).unwrap_or_default() {
        let Some(label) = node.text_or(diags) else { continue };
        if let Some(category) = field.categories.iter_mut().find(|category| category.value == **key) {
            category.label = Some(label.to_owned());
            continue;
        }
        let allowed: Vec<String> = field.categories.iter().map(|category| category.value.clone()).collect();
        let nearest = nearest(key, allowed.iter().map(String::as_str));
        diags.add(
            *key_span,
            UNKNOWN_CHOICE.with("value", &**key).with("allowed", allowed).with("nearest", nearest),
        );
    }
}
