//! Which record holds the text of an imported one, whatever its name and whatever it says of itself.
//!
//! In: the pristine copies of an import, the records that stand here. Out: how much of the first is in the second.
//! Never: a judgement on what that means.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{Hash, Hasher};

use crate::model::origin::{Locked, split_halves, to_pristine};
use crate::model::{Record, Table};
use crate::source::{Sources, sha256};

/// So many words in a row are a passage.
const PASSAGE: usize = 3;
/// A text of fewer passages than this could be anybody's.
const TELLING: usize = 12;

/// What is remembered of an imported record.
pub struct ImportedText<'a> {
    pub locked: &'a Locked,
    /// Passages of each of its texts that is long enough to be told from others.
    texts: Vec<HashSet<u64>>,
    /// The values of a record too short for that.
    values: BTreeSet<String>,
    files: BTreeSet<&'a str>,
}

impl<'a> ImportedText<'a> {
    /// Reads its pristine copies; nothing where the one of the record itself is gone.
    #[must_use]
    pub fn of(locked: &'a Locked, copies: &BTreeMap<&str, &str>) -> Option<Self> {
        let copy = |path: &str| copies.get(to_pristine(path).as_str()).map(|text| split_halves(text));
        let (header, body) = copy(&locked.path)?;
        let mut own = hash_passages(&body);
        own.extend(header.values().flat_map(|value| hash_passages(value)));
        let parts = locked.files.iter().filter(|file| file.path != locked.path);
        let (parts, files): (Vec<_>, Vec<_>) = parts.partition(|file| file.path.ends_with(".md"));
        let texts = parts.iter().filter_map(|part| Some(hash_passages(&copy(&part.path)?.1)));
        let texts = texts.chain([own]).filter(|text| text.len() >= TELLING).collect();
        let said =
            header.values().map(|value| split_words(value).join(" ")).chain([split_words(&body).join(" ")]);
        let values = said.filter(|value| !value.is_empty()).collect();
        Some(Self { locked, texts, values, files: files.iter().map(|file| file.kept.as_str()).collect() })
    }

    /// Whether its texts are long enough to be told from others.
    #[must_use]
    pub fn is_telling(&self) -> bool {
        !self.texts.is_empty()
    }

    /// How much of it stands in a record, in percent: of the text of which most does, or a whole file.
    #[must_use]
    pub fn share(&self, standing: &RecordText) -> usize {
        if !self.files.is_disjoint(&standing.files.iter().map(String::as_str).collect()) {
            return 100;
        }
        if !self.is_telling() {
            let same = standing.collection == self.locked.record.split('/').next().unwrap_or_default();
            return if same && self.values.is_subset(&standing.values) { 100 } else { 0 };
        }
        let within = |text: &HashSet<u64>| text.intersection(&standing.passages).count() * 100 / text.len();
        self.texts.iter().map(within).max().unwrap_or_default()
    }
}

/// What a record of this project holds.
pub struct RecordText<'a> {
    collection: &'a str,
    passages: HashSet<u64>,
    values: BTreeSet<String>,
    files: Vec<String>,
}

impl<'a> RecordText<'a> {
    #[must_use]
    pub fn of(table: &'a Table, record: &Record, sources: &Sources) -> Self {
        let fields = table.collection.schema.fields.iter();
        let cells =
            fields.zip(&record.values).filter_map(|(field, value)| Some(value.as_ref()?.to_cell(field)));
        let bodies = record.body.iter().chain(record.parts.iter().map(|part| &part.body));
        let texts: Vec<String> = cells.chain(bodies.map(|body| sources.text(*body).to_owned())).collect();
        Self {
            collection: &table.collection.name,
            passages: texts.iter().flat_map(|text| hash_passages(text)).collect(),
            values: texts.iter().map(|text| split_words(text).join(" ")).collect(),
            files: record.assets.iter().map(|asset| sha256(&sources.asset(*asset).bytes)).collect(),
        }
    }
}

fn split_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The passages of a text, each as a number.
fn hash_passages(text: &str) -> HashSet<u64> {
    let numbered = |passage: &[String]| {
        let mut hasher = DefaultHasher::new();
        passage.hash(&mut hasher);
        hasher.finish()
    };
    split_words(text).windows(PASSAGE).map(numbered).collect()
}
