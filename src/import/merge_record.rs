//! The files of one record, each merged with what its original says now.
//!
//! In: a record as it was taken, as it stands here, the files of its newer original. Out: changes to make, what the
//! original changed, what is left to settle. Never: a file written, a local word lost.

use super::adapt_record::{Destination, beside};
use super::import_plan::{NewFile, Written};
use super::merge_text::{Habit, is_unsettled, merge};
use super::project_files::ProjectFiles;
use super::transaction::{Expected, FileChange};
use crate::check::origins::BESIDE;
use crate::edit::front_matter::MarkdownParts;
use crate::model::Table;
use crate::model::origin::{Locked, to_pristine};
use crate::report::Marks;
use crate::schema::{Role as Meaning, Schema};
use crate::source::sha256;

/// What becomes of the files.
#[derive(Default)]
pub struct Made {
    pub files: Vec<NewFile>,
    pub changes: Vec<FileChange>,
    /// What the original changed.
    pub theirs: Vec<String>,
    /// Whether something here differs from what was taken.
    pub touched: bool,
    pub conflicts: Vec<String>,
}

/// A record at work.
pub struct Merger<'a> {
    pub project: &'a ProjectFiles<'a>,
    pub locked: &'a Locked,
    pub place: &'a Destination<'a>,
    pub marks: &'a Marks,
    pub made: Made,
}

impl Merger<'_> {
    /// Whether an earlier conflict is still in the record.
    #[must_use]
    pub fn is_unsettled(&self) -> bool {
        let folder = self.place.path.strip_suffix("index.md");
        let own =
            |path: &&str| *path == self.place.path || folder.is_some_and(|folder| path.starts_with(folder));
        let texts = self.project.texts.iter().filter(|(path, _)| own(path));
        let mut assets = self.project.assets.keys().filter(|path| own(path));
        texts.into_iter().any(|(_, text)| is_unsettled(text))
            || assets.any(|path| BESIDE.iter().any(|mark| path.contains(&format!(".{mark}."))))
    }

    /// Where a file of the record was when it was taken.
    fn before(&self, path: &str) -> String {
        let name = path.strip_prefix(folder(self.place.path)).unwrap_or(path);
        if path == self.place.path { self.locked.path.clone() } else { beside(&self.locked.path, name) }
    }

    fn kept(&self, path: &str) -> Option<&str> {
        let before = self.before(path);
        self.locked.files.iter().find(|file| file.path == before).map(|file| file.kept.as_str())
    }

    fn put(&mut self, path: &str, before: Option<&[u8]>, after: Vec<u8>) {
        if before == Some(&after[..]) {
            return;
        }
        let before = before.map_or(Expected::Absent, |bytes| Expected::Is(sha256(bytes)));
        self.made.files.push(NewFile { path: path.to_owned(), bytes: after.clone() });
        self.made.changes.push(FileChange { path: path.to_owned(), expected: before, after: Some(after) });
    }

    /// The pristine copy is always that of the newest version.
    fn pristine(&mut self, path: &str, bytes: &[u8]) {
        let after = Some(bytes.to_vec());
        self.made.changes.push(FileChange { path: to_pristine(path), expected: Expected::Any, after });
    }

    /// Merges a text.
    pub fn text(&mut self, path: &str, bytes: &[u8]) {
        self.pristine(path, bytes);
        let theirs = String::from_utf8_lossy(bytes).into_owned();
        let ours = self.project.bytes(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let before = self.before(path);
        let kept = self.kept(path).map(str::to_owned);
        // Without its pristine copy, what was not touched is its own.
        let base = self.project.texts.get(to_pristine(&before).as_str()).map(|text| (*text).to_owned());
        let base =
            base.or_else(|| ours.clone().filter(|ours| kept.as_deref() == Some(&sha256(ours.as_bytes()))));
        let name = short(path).to_owned();
        let Some(ours) = ours else {
            match (&base, &kept) {
                // Taken out here: it stays out.
                (Some(_), _) | (_, Some(_)) => self.made.touched = true,
                (None, None) => {
                    self.made.theirs.push(name);
                    self.put(path, None, theirs.into_bytes());
                }
            }
            return;
        };
        let base = base.unwrap_or_default();
        let is_main = path == self.place.path;
        let changed =
            changed(&base, &theirs, &self.marks.text, is_main.then_some(&self.place.table.collection.schema));
        self.made.theirs.extend(if is_main {
            changed
        } else {
            Some(name.clone()).filter(|_| !changed.is_empty()).into_iter().collect()
        });
        let touched = ours.replace("\r\n", "\n") != base.replace("\r\n", "\n");
        self.made.touched |= touched;
        let theirs = if touched && is_main {
            theirs.replacen("\n  state: copy\n", "\n  state: variant\n", 1)
        } else {
            theirs
        };
        let habit = habits(self.place.table);
        let merged = merge(&base, &ours, &theirs, &habit, self.marks);
        self.made.conflicts.extend(merged.fields.iter().map(|field| format!("{path} : {field}")));
        self.made.conflicts.extend(Some(path.to_owned()).filter(|_| merged.body));
        self.put(path, Some(ours.as_bytes()), merged.text.into_bytes());
    }

    /// A file that the original did not change: it stays what it is here.
    pub fn same(&mut self, path: &str) {
        let here = self.project.bytes(path).map(sha256);
        self.made.touched |= here.as_deref() != self.kept(path);
    }

    /// Takes another file, or puts it beside the one that was changed here.
    pub fn file(&mut self, path: &str, bytes: &[u8]) {
        self.pristine(path, bytes);
        let ours = self.project.bytes(path);
        let kept = self.kept(path).map(str::to_owned);
        let here = ours.map(sha256);
        let there = sha256(bytes);
        if kept.as_deref() != Some(&there) {
            self.made.theirs.push(short(path).to_owned());
        }
        match (&kept, &here) {
            (_, Some(here)) if *here == there => {}
            (None, None) => self.put(path, None, bytes.to_vec()),
            (Some(_), None) => self.made.touched = true,
            (Some(kept), Some(here)) if kept == here => self.put(path, ours, bytes.to_vec()),
            (Some(kept), Some(_)) if *kept == there => self.made.touched = true,
            _ => {
                self.made.touched = true;
                let beside = conflicting(path, &self.marks.beside);
                self.made.conflicts.push(beside.clone());
                let standing = self.project.bytes(&beside);
                self.put(&beside, standing, bytes.to_vec());
            }
        }
    }

    /// The files that the original has no more: those that nobody touched go.
    pub fn gone(&mut self, files: &[Written]) {
        for file in &self.locked.files {
            let name = file.path.strip_prefix(folder(&self.locked.path)).unwrap_or(&file.path);
            let path = beside(self.place.path, name);
            if file.path == self.locked.path || files.iter().any(|now| now.path == path) {
                continue;
            }
            self.made.theirs.push(name.to_owned());
            match self.project.bytes(&path) {
                Some(bytes) if sha256(bytes) == file.kept => {
                    let before = Expected::Is(sha256(bytes));
                    self.made.changes.push(FileChange { path: path.clone(), expected: before, after: None });
                }
                Some(_) => self.made.touched = true,
                None => {}
            }
            let copy = to_pristine(&file.path);
            self.made.changes.push(FileChange { path: copy, expected: Expected::Any, after: None });
        }
    }
}

fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..=slash])
}

fn short(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// `plan.ods` → `plan.conflit.ods`.
fn conflicting(path: &str, mark: &str) -> String {
    let at = path.rfind('.').filter(|at| *at > path.rfind('/').unwrap_or(0)).unwrap_or(path.len());
    format!("{}.{mark}{}", &path[..at], &path[at..])
}

/// How fields are settled that changed on both sides.
fn habits(table: &Table) -> impl Fn(&str) -> Option<Habit> {
    let schema = &table.collection.schema;
    let named = |meaning: Meaning| schema.role(meaning).map(|index| schema.fields[index].name.clone());
    let (modified, version) = (named(Meaning::Modified), named(Meaning::Version));
    move |name: &str| match name {
        "origin" => Some(Habit::Theirs),
        name if modified.as_deref() == Some(name) => Some(Habit::Latest),
        name if version.as_deref() == Some(name) => Some(Habit::Ours),
        _ => None,
    }
}

/// What differs between two versions of a text: the labels of fields, and the text.
fn changed(before: &str, after: &str, text: &str, schema: Option<&Schema>) -> Vec<String> {
    let (Some(before), Some(after)) = (MarkdownParts::parse(before), MarkdownParts::parse(after)) else {
        return Vec::new();
    };
    let mut changed = Vec::new();
    for chunk in after.fields.iter().chain(&before.fields) {
        let value = |page: &MarkdownParts| page.field(&chunk.key).map(|chunk| chunk.node.to_characters());
        let label =
            schema.and_then(|schema| Some(schema.fields[schema.position(&chunk.key)?].label().to_owned()));
        let label = label.unwrap_or_else(|| chunk.key.clone());
        if chunk.key != "origin" && value(&before) != value(&after) && !changed.contains(&label) {
            changed.push(label);
        }
    }
    if before.body.trim() != after.body.trim() {
        changed.push(text.to_owned());
    }
    changed
}
