//! The blanks of what is taken: which there are, and what fills them here.
//!
//! In: an arrival, what was asked for (`--set name=value`). Out: the files with it in them: the record's own where it
//! fills the blank itself, else `site.yaml`. Never: a comment or an order touched beside what is set, a pristine copy
//! that is not what came.

use std::collections::{BTreeMap, BTreeSet};

use super::transaction::{Before, Change};
use crate::diag::nearest;
use crate::edit::front_matter::{FieldLines, MarkdownParts};
use crate::edit::keep_comments::keep_comments;
use crate::load::markdown::find_blanks;
use crate::load::yaml::{Node, NodeValue, Pair};
use crate::model::Table;
use crate::source::{Sources, sha256};

const SITE: &str = "content/site.yaml";
const VARIABLES: &str = "variables";

/// The blanks of some texts, with what fills each of them itself.
pub type Blanks = BTreeMap<String, Option<String>>;

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
    all: &mut Blanks,
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
    changes: &mut Vec<Change>,
    (blanks, own): (&Blanks, &BTreeSet<&str>),
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
        let Some(mut page) = text.and_then(MarkdownParts::parse) else { continue };
        let held = variables(&page);
        let set: Vec<_> = values.iter().filter(|(name, _)| held.contains_key(name)).collect();
        if !set.is_empty() {
            put(&mut page, &set);
            change.after = Some(page.to_text().into_bytes());
            done.extend(set.iter().map(|(name, _)| name.as_str()));
        }
    }
    let set: Vec<_> = values.iter().filter(|(name, _)| !done.contains(name.as_str())).collect();
    let site = sources.texts().find(|(_, text)| text.path == SITE).map(|(_, text)| text.text.as_str());
    if let Some((site, text)) =
        site.filter(|_| !set.is_empty()).and_then(|site| Some((site, in_site(site, &set)?)))
    {
        let before = Before::Is(sha256(site.as_bytes()));
        changes.push(Change { path: SITE.to_owned(), before, after: Some(text.into_bytes()) });
    }
    Ok(())
}

/// The settings of the site with values among its variables: those that it has, else new ones at its end.
fn in_site(site: &str, values: &[&(String, String)]) -> Option<String> {
    const FENCE: &str = "---\n";
    let end = if site.ends_with('\n') { "" } else { "\n" };
    let mut page = MarkdownParts::parse(&format!("{FENCE}{site}{end}{FENCE}"))?;
    if page.field(VARIABLES).is_none() {
        put(&mut page, values);
        return Some(format!("{site}{end}\n{}", page.field(VARIABLES)?.text));
    }
    put(&mut page, values);
    Some(page.to_text().trim_start_matches(FENCE).strip_suffix(FENCE)?.to_owned())
}

fn variables(page: &MarkdownParts) -> BTreeMap<String, String> {
    let pairs = page.field(VARIABLES).and_then(|chunk| chunk.node.as_map()).unwrap_or_default();
    let text = |pair: &Pair| (pair.key.to_string(), pair.node.as_text().unwrap_or_default().to_owned());
    pairs.iter().map(text).collect()
}

/// Sets values among the variables of a header, comments and order kept.
fn put(page: &mut MarkdownParts, values: &[&(String, String)]) {
    let own = page.field(VARIABLES).cloned();
    let span = own.as_ref().or(page.fields.first()).map(|chunk| chunk.node.span);
    let Some(span) = span else { return };
    let node = |value: NodeValue| Node { span, value };
    let mut pairs = own.as_ref().and_then(|chunk| chunk.node.as_map()).unwrap_or_default().to_vec();
    for (name, value) in values {
        let text = node(NodeValue::Text { text: value.as_str().into(), quoted: true });
        match pairs.iter_mut().find(|pair| *pair.key == **name) {
            Some(pair) => pair.node = text,
            None => pairs.push(Pair { key: name.as_str().into(), key_span: span, node: text }),
        }
    }
    let made = FieldLines::from_pair(Pair {
        key: VARIABLES.into(),
        key_span: span,
        node: node(NodeValue::Map(pairs)),
    });
    page.set_field(keep_comments(made, None, own.as_ref(), None), None);
}
