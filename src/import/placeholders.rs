//! The blanks of what is taken: which there are, and what fills them here.
//!
//! In: an arrival, what was asked for (`--set name=value`). Out: the files with it in them: the record's own where it
//! fills the blank itself, else `site.yaml`. Never: a comment or an order touched beside what is set, a pristine copy
//! that is not what came.

use std::collections::{BTreeMap, BTreeSet};

use super::transaction::{Expected, FileChange};
use crate::diag::{Diagnostics, nearest};
use crate::edit::front_matter::MarkdownParts;
use crate::edit::{EditValue, PathStep, TextFormat, set_value};
use crate::load::markdown::find_blanks;
use crate::load::yaml::{self, Pair};
use crate::model::Table;
use crate::source::{Sources, sha256};

const SITE: &str = "content/site.yaml";
const VARIABLES: &str = "variables";

/// The blanks of some texts, with what fills each of them itself.
pub type PlaceholderValues = BTreeMap<String, Option<String>>;

/// A blank that nothing that comes has.
#[derive(Debug)]
pub struct Unknown {
    pub name: String,
    pub nearest: Option<String>,
}

/// The blanks in the texts of a record, but for those that editions fill.
pub fn found<'a>(
    table: &Table,
    editions: Option<&Table>,
    texts: impl Iterator<Item = &'a str>,
    all: &mut PlaceholderValues,
) {
    if !table.collection.parts && table.collection.editions.is_none() {
        return;
    }
    let filled = |name: &str| editions.is_some_and(|table| table.collection.schema.position(name).is_some());
    for text in texts {
        let Some(page) = MarkdownParts::parse(text) else { continue };
        for (name, value) in variables(&page) {
            all.insert(name, Some(value).filter(|value| !value.is_empty()));
        }
        for (name, _) in find_blanks(&page.body).filter(|(name, _)| !filled(name)) {
            all.entry(name.to_owned()).or_default();
        }
    }
}

/// Puts values into the changes of an import: its blanks, and the files of its records.
///
/// # Errors
/// Where nothing that comes has a blank of a name.
pub fn fill(
    changes: &mut Vec<FileChange>,
    (blanks, own): (&PlaceholderValues, &BTreeSet<&str>),
    sources: &Sources,
    values: &[(String, String)],
) -> Result<(), Unknown> {
    if let Some((name, _)) = values.iter().find(|(name, _)| !blanks.contains_key(name)) {
        let known = blanks.keys().map(String::as_str);
        return Err(Unknown { name: name.clone(), nearest: nearest(name, known) });
    }
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for change in changes.iter_mut().filter(|change| own.contains(change.path.as_str())) {
        let text = change.after.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        let Some((text, parts)) = text.and_then(|text| Some((text, MarkdownParts::parse(text)?))) else {
            continue;
        };
        let held = variables(&parts);
        let set: Vec<_> = values.iter().filter(|(name, _)| held.contains_key(name)).collect();
        if let Some(text) = set_variables(text, TextFormat::Markdown, &set).filter(|_| !set.is_empty()) {
            change.after = Some(text.into_bytes());
            done.extend(set.iter().map(|(name, _)| name.as_str()));
        }
    }
    let set: Vec<_> = values.iter().filter(|(name, _)| !done.contains(name.as_str())).collect();
    let site = sources.texts().find(|(_, text)| text.path == SITE).map(|(_, text)| text.text.as_str());
    if let Some((site, text)) =
        site.filter(|_| !set.is_empty()).and_then(|site| Some((site, in_site(site, &set)?)))
    {
        let before = Expected::Is(sha256(site.as_bytes()));
        changes.push(FileChange { path: SITE.to_owned(), expected: before, after: Some(text.into_bytes()) });
    }
    Ok(())
}

/// Returns the settings of the site with values among its variables: those that it has, else new ones at its end.
fn in_site(site: &str, values: &[&(String, String)]) -> Option<String> {
    let mut sources = Sources::default();
    let id = sources.add("", site);
    let root = yaml::parse(&sources, sources.whole(id), &mut Diagnostics::default())?;
    if root.as_map().unwrap_or_default().iter().any(|pair| &*pair.key == VARIABLES) {
        return set_variables(site, TextFormat::Yaml, values);
    }
    let end = if site.ends_with('\n') { "" } else { "\n" };
    set_variables(&format!("{site}{end}\n{VARIABLES}:\n"), TextFormat::Yaml, values)
}

fn variables(page: &MarkdownParts) -> BTreeMap<String, String> {
    let pairs = page.field(VARIABLES).and_then(|chunk| chunk.node.as_map()).unwrap_or_default();
    let text = |pair: &Pair| (pair.key.to_string(), pair.node.as_text().unwrap_or_default().to_owned());
    pairs.iter().map(text).collect()
}

/// Returns a text with values among its variables.
fn set_variables(text: &str, format: TextFormat, values: &[&(String, String)]) -> Option<String> {
    let mut text = text.to_owned();
    for (name, value) in values {
        let path = [PathStep::Key(VARIABLES), PathStep::Key(name)];
        text = set_value(&text, format, &path, &EditValue::Literal(value.clone())).ok()?.text;
    }
    Some(text)
}
