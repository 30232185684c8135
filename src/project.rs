//! A project read once: strictly, to be checked and published, or leniently, to be added to.
//!
//! In: the files of a project. Out: its site as far as it can be read; the same, checked. Never: disk, clock.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::codes::CONTENTS;
use crate::check::{self, CheckMemory, CheckedSite};
use crate::diag::{Codes, Diagnostics};
use crate::load::Tree;
use crate::load::tree::{is_markdown, sort_files};
use crate::model::{self, RecordMemo, Site};
use crate::source::Sources;
use crate::{config, schema};

/// What takes the place of what a project says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overrides<'a> {
    /// The address of the site.
    pub base_url: Option<&'a str>,
    /// The date of publication, `YYYY-MM-DDThh:mm:ssZ`; else the newest `dct:modified`.
    pub published: Option<&'a str>,
}

/// What earlier readings of a project made, for the next to take again where its texts are the same.
///
/// The default remembers nothing.
#[derive(Debug, Default)]
pub struct Memory {
    documents: RecordMemo,
    texts: CheckMemory,
}

impl Memory {
    /// Returns a memory for a project that is read again and again.
    #[must_use]
    pub fn keeping() -> Self {
        Self { documents: RecordMemo::with_history(), texts: CheckMemory::keeping() }
    }

    /// Begins another reading: what the last but one made is forgotten.
    pub fn turn(&mut self) {
        self.documents.turn();
        self.texts.turn();
    }
}

/// Reads and checks a project; `None` where it has an error. Every problem of every file is reported. `codes` are those
/// that its settings may name.
pub fn read_strict(
    sources: &Arc<Sources>,
    codes: Codes,
    overrides: Overrides,
    memory: &Memory,
    diags: &mut Diagnostics,
) -> Option<CheckedSite> {
    let ReadProject { tree, site, has_settings } =
        read(sources, codes, overrides.base_url, &memory.documents, diags);
    let translations = model::translate(sources, &tree, &site, diags);
    let all = Arc::clone(sources);
    let checked = check::check(site, translations, all, overrides.published, &memory.texts, diags);
    // Without settings there is no site, and still every record is worth checking.
    checked.filter(|_| has_settings)
}

/// A project as far as it can be read, right or wrong.
#[derive(Debug)]
pub struct LenientProject {
    pub site: Site,
    pub tree: Tree,
    /// The file of each record that has one of its own, by `collection/id`.
    paths: BTreeMap<String, String>,
}

impl LenientProject {
    /// Returns the file of a record, `collection/id`, that has one of its own.
    #[must_use]
    pub fn path_of(&self, record: &str) -> Option<String> {
        self.paths.get(record).cloned()
    }
}

/// Reads a project. What is wrong with it is for a check to say: a new record must not wait for that.
#[must_use]
pub fn read_lenient(sources: &Sources) -> LenientProject {
    let ReadProject { tree, site, .. } =
        read(sources, CONTENTS, None, &RecordMemo::default(), &mut Diagnostics::default());
    let files = site.tables.iter().flat_map(|table| {
        let files = table.records.iter().map(|record| (record, &sources.get(record.source).path));
        let own = files.filter(|(_, path)| is_markdown(path));
        own.map(|(record, path)| (format!("{}/{}", table.collection.name, record.id), path.clone()))
    });
    let paths = files.collect();
    LenientProject { site, tree, paths }
}

struct ReadProject {
    tree: Tree,
    site: Site,
    /// Whether its settings could be read.
    has_settings: bool,
}

fn read(
    sources: &Sources,
    codes: Codes,
    base_url: Option<&str>,
    memory: &RecordMemo,
    diags: &mut Diagnostics,
) -> ReadProject {
    let tree = sort_files(sources, diags);
    let mut config = config::read(sources, &tree, codes, diags);
    let collections = schema::read(sources, &tree, diags);
    if let (Some(config), Some(base_url)) = (&mut config, base_url) {
        config.base_url = Some(base_url.to_owned());
    }
    let has_settings = config.is_some();
    let site = model::assemble(sources, &tree, config.unwrap_or_default(), collections, memory, diags);
    ReadProject { tree, site, has_settings }
}
