//! What is owed to those a record was taken from: that it says so, and that no conflict is left in it.
//!
//! In: a site, what its lock file remembers, the pristine copies. Out: errors. Never: a look at records of the city's
//! own while every imported one is where it was, a refusal because an imported record was taken out.

use std::collections::BTreeMap;

use super::text_similarity::{ImportedText, RecordText};
use crate::check::codes::{ATTRIBUTION_LOST, MERGE_CONFLICT};
use crate::diag::{Diagnostics, Place, Problem};
use crate::edit::quote_scalar;
use crate::model::origin::{FOLDER, Locked, find, read_block, to_pristine};
use crate::model::{Record, RecordRef, Site};
use crate::source::{SourceId, Sources, Span};

/// What begins the line that opens a conflict; in a header it stands behind `# `.
pub const MARK: &str = "<<<<<<< ";
/// What stands before the extension of a file that disagrees with another.
pub const BESIDE: [&str; 2] = ["conflit", "conflict"];

/// A record of another name holds an imported one from this part of a text of it on, in percent.
const ELSEWHERE: usize = 33;
/// Likewise one of the same name.
const IN_PLACE: usize = 10;

/// Checks every record that came from elsewhere. One whose origin no record says was taken out, unless a record
/// still holds its text.
pub fn check(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    let mut silent: Vec<&Locked> = Vec::new();
    for locked in &site.lock.records {
        let Some(at) = find(site, locked) else {
            silent.push(locked);
            continue;
        };
        let record = site.record(at).1;
        if record.origin.as_ref().is_none_or(|origin| origin.license != locked.license) {
            report_lost(site, sources, at, (locked, &collect_copies(sources)), diags);
        }
        report_conflicts(sources, record, diags);
    }
    if !silent.is_empty() {
        find_taken_out(site, sources, &silent, diags);
    }
}

/// Finds what became of imported records whose origin no record says.
fn find_taken_out(site: &Site, sources: &Sources, silent: &[&Locked], diags: &mut Diagnostics) {
    let copies = collect_copies(sources);
    let mut sought: Vec<(ImportedText, usize, Option<RecordRef>)> = Vec::new();
    for locked in silent {
        let named = locked.record.split_once('/').and_then(|(collection, id)| site.find(collection, id));
        let known = ImportedText::of(locked, &copies);
        if let Some(at) = named {
            let (table, record) = site.record(at);
            let own = |known: &ImportedText| {
                known.is_telling() && known.share(&RecordText::of(table, record, sources)) < IN_PLACE
            };
            report_conflicts(sources, record, diags);
            if !known.as_ref().is_some_and(own) {
                report_lost(site, sources, at, (locked, &copies), diags);
                continue;
            }
        }
        sought
            .extend(known.filter(|_| !is_ours(site, locked, &copies)).map(|known| (known, ELSEWHERE, None)));
    }
    if sought.is_empty() {
        return;
    }
    let says = |record: &Record| site.lock.records.iter().any(|locked| locked.is_said_by(record));
    for (number, table) in (0u32..).zip(&site.tables) {
        for (row, record) in (0u32..).zip(&table.records).filter(|(_, record)| !says(record)) {
            let standing = RecordText::of(table, record, sources);
            for (known, most, found) in &mut sought {
                let share = known.share(&standing);
                if share >= *most && (found.is_none() || share > *most) {
                    (*most, *found) = (share, Some(RecordRef { table: number, row }));
                }
            }
        }
    }
    for (known, _, found) in sought {
        if let Some(at) = found {
            report_lost(site, sources, at, (known.locked, &copies), diags);
        }
    }
}

/// Whether the original was itself taken from this city: what resembles it may be this city's own.
fn is_ours(site: &Site, locked: &Locked, copies: &BTreeMap<&str, &str>) -> bool {
    let written =
        copies.get(to_pristine(&locked.path).as_str()).map(|text| read_block(text)).unwrap_or_default();
    let from = written.into_iter().find(|(key, _)| key == "from");
    from.is_some_and(|(_, from)| from.split(", ").next() == Some(&site.config.publisher.name))
}

fn collect_copies(sources: &Sources) -> BTreeMap<&str, &str> {
    let texts = sources.texts().map(|(_, text)| (text.path.as_str(), text.text.as_str()));
    texts.filter(|(path, _)| path.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))).collect()
}

/// A record that does not say what it was taken from, as the lock file and the pristine copies do.
fn report_lost(
    site: &Site,
    sources: &Sources,
    at: RecordRef,
    (locked, copies): (&Locked, &BTreeMap<&str, &str>),
    diags: &mut Diagnostics,
) {
    let (table, record) = site.record(at);
    let block = record.origin.as_ref().and_then(|origin| origin.span);
    let (saying, path) = match block {
        _ if sources.get(record.source).path.ends_with(".csv") => {
            ("file", Some(format!("content/{}/{}.md", table.collection.name, record.id)))
        }
        Some(_) => ("block", None),
        None => ("header", None),
    };
    let problem = ATTRIBUTION_LOST
        .with("publisher", &locked.publisher)
        .with("line", write_line(locked, copies))
        .choose("where", saying)
        .with("path", path);
    diags.add(block.unwrap_or(record.span), problem);
}

/// The line that says it again, from what is remembered: all of the pristine copy's, else what the lock file holds.
fn write_line(locked: &Locked, copies: &BTreeMap<&str, &str>) -> String {
    let mut said =
        copies.get(to_pristine(&locked.path).as_str()).map(|text| read_block(text)).unwrap_or_default();
    for (key, value) in
        [("id", &locked.origin), ("publisher", &locked.publisher), ("license", &locked.license)]
    {
        match said.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => known.clone_from(value),
            None => said.push((key.to_owned(), value.clone())),
        }
    }
    let pair = |(key, value): &(String, String)| match value {
        // Digits stay characters for whoever reads the file with another tool.
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => format!("{key}: \"{digits}\""),
        value => format!("{key}: {}", quote_scalar(value)),
    };
    format!("origin: {{{}}}", said.iter().map(pair).collect::<Vec<_>>().join(", "))
}

fn report_conflicts(sources: &Sources, record: &Record, diags: &mut Diagnostics) {
    let own = std::iter::once(record.source).chain(record.parts.iter().map(|part| part.source));
    for source in own {
        find_conflict_marks(sources, source).into_iter().for_each(|place| diags.add(place, &MERGE_CONFLICT));
    }
    for asset in record.assets.iter().map(|asset| sources.asset(*asset)) {
        find_conflict_beside(&asset.path).into_iter().for_each(|(place, problem)| diags.add(place, problem));
    }
}

/// Where a file stands beside the one that it disagrees with: the path of that one, and what to say.
#[must_use]
pub fn find_conflict_beside(path: &str) -> Option<(Place, Problem)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut words = name.split('.').collect::<Vec<_>>();
    // Before the extension, or last where there is none.
    let at = (1..words.len()).rev().take(2).find(|at| BESIDE.contains(&words[*at]))?;
    words.remove(at);
    let place = Place::Path(format!("{folder}/{}", words.join(".")));
    Some((place, MERGE_CONFLICT.with("beside", name)))
}

/// The lines that open a conflict.
#[must_use]
pub fn find_conflict_marks(sources: &Sources, source: SourceId) -> Vec<Span> {
    let text = &sources.get(source).text;
    let found = memchr::memmem::find_iter(text.as_bytes(), MARK.as_bytes()).filter_map(|at| {
        let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let before = text[start..at].trim_start_matches('\u{feff}');
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
        matches!(before, "" | "# ").then(|| Span::new(source, at, end))
    });
    found.collect()
}
