//! The files of a project by path, and where imported records stand among them.
//!
//! In: a project as it was read. Out: bytes, names and paths. Never: the disk.

use std::collections::BTreeMap;

use crate::model::origin::Locked;
use crate::project::LenientProject;
use crate::source::Sources;

/// A project as it was read, and its files by path.
pub struct ProjectFiles<'a> {
    pub survey: &'a LenientProject,
    pub texts: BTreeMap<&'a str, &'a str>,
    pub assets: BTreeMap<&'a str, &'a [u8]>,
}

impl<'a> ProjectFiles<'a> {
    /// Returns the files of a project by path.
    #[must_use]
    pub fn new(sources: &'a Sources, survey: &'a LenientProject) -> Self {
        let texts = sources.texts().map(|(_, text)| (text.path.as_str(), text.text.as_str()));
        let assets = sources.assets().map(|(_, asset)| (asset.path.as_str(), &*asset.bytes));
        Self { survey, texts: texts.collect(), assets: assets.collect() }
    }

    /// Returns what stands at a path.
    #[must_use]
    pub fn bytes(&self, path: &str) -> Option<&'a [u8]> {
        self.texts.get(path).map(|text| text.as_bytes()).or_else(|| self.assets.get(path).copied())
    }

    /// Returns the name and the file of an imported record, wherever it was moved to; `None` where it was taken out.
    #[must_use]
    pub fn find(&self, locked: &Locked) -> Option<(String, String)> {
        if self.texts.contains_key(locked.path.as_str()) {
            return Some((locked.record.clone(), locked.path.clone()));
        }
        let site = &self.survey.site;
        site.tables.iter().find_map(|table| {
            let moved = table.records.iter().find(|record| locked.is_said_by(record))?;
            let name = format!("{}/{}", table.collection.name, moved.id);
            let path = self.survey.path_of(&name)?;
            Some((name, path))
        })
    }
}
