//! The Markdown of records, parts and pages: where links lead, which blanks stay empty.
//!
//! In: a site and its links. Out: what each text's scan found, at its place in the files. Never: a text read twice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::links::{Links, Target};
use super::personal::{self, Finding};
use super::scan::{self, LinkKind, Scan};
use crate::check::codes::{
    BLANK_EMPTY, BLANK_UNKNOWN, BROKEN_FRAGMENT, BROKEN_LINK, IMAGE_ELSEWHERE, LINK_TO_DATA, MARKUP_AS_TEXT,
};
use crate::diag::{Diagnostics, Problem, Suggestions, nearest};
use crate::model::{Record, RecordRef, Site, Table};
use crate::schema::{Field, Value};
use crate::source::{AssetId, Memo, Same, SourceId, Sources, Span};

/// The files that texts lead to.
#[derive(Debug, Default)]
pub struct LinkedFiles {
    pub files: BTreeSet<AssetId>,
    /// Those of them that a text shows as a picture.
    pub shown: BTreeSet<AssetId>,
}

impl LinkedFiles {
    /// Takes others in.
    pub fn append(&mut self, mut others: Self) {
        self.files.append(&mut others.files);
        self.shown.append(&mut others.shown);
    }
}

/// Checks every text in Markdown of a site, and gives the files that they lead to.
pub fn check(
    site: &Site,
    sources: &Sources,
    links: &Links,
    memory: &ScanMemo,
    diags: &mut Diagnostics,
) -> LinkedFiles {
    let mut named = LinkedFiles::default();
    let scans = SiteScans::new(site, sources, memory);
    let context = BodyCheck { site, sources, links, scans: &scans };
    let mut suggestions = Suggestions::default();
    for (table, scanned) in site.tables.iter().zip(&scans.tables) {
        let found: Vec<TextFindings> = table
            .records
            .par_iter()
            .zip(scanned)
            .map(|(record, scanned)| {
                let mut found = TextFindings::default();
                context.record(table, record, scanned, &mut found);
                found
            })
            .collect();
        for mut found in found {
            named.append(std::mem::take(&mut found.named));
            context.report(found, &mut suggestions, diags);
        }
        check_blanks(&context, table, scanned, &mut named, diags);
    }
    for (page, scan) in site.pages.iter().zip(&scans.pages) {
        let mut found = TextFindings::default();
        let passage =
            Passage { source: page.source, place: PassagePlace::Slice(page.body), blanks: BlankUse::Text };
        context.text(&passage, scan, &mut found);
        if page.consent.is_none() {
            for finding in personal::find(sources.text(page.body)) {
                personal::report(
                    site,
                    page.body.slice(finding.range.start, finding.range.end),
                    &finding,
                    &mut found.diags,
                );
            }
        }
        named.append(std::mem::take(&mut found.named));
        context.report(found, &mut suggestions, diags);
    }
    named
}

/// What earlier builds found in the texts of a record, whose spans say which texts, in a language.
pub type ScanMemo = Memo<(Same<Record>, Arc<str>), RecordScans>;

/// What each text of a site holds.
struct SiteScans {
    /// In the order of the tables and of their records.
    tables: Vec<Vec<Arc<RecordScans>>>,
    pages: Vec<Scan>,
}

/// What each text of a record holds.
#[derive(Debug)]
pub struct RecordScans {
    /// Of the values in Markdown in which there is something, by their place among them.
    values: Vec<(usize, Scan)>,
    body: Option<Scan>,
    parts: Vec<Scan>,
    /// What names or reaches persons, in any text that is published.
    personal: Vec<(Span, Finding)>,
}

impl SiteScans {
    fn new(site: &Site, sources: &Sources, memory: &ScanMemo) -> Self {
        let language: Arc<str> = site.config.language.as_str().into();
        let scan = |text: &str| scan::scan(text, &language);
        let record = |table: &Table, record: &Record| RecordScans {
            values: list_markdown_values(table, record)
                .map(|(text, _)| scan(text))
                .enumerate()
                .filter(|(_, scan)| !scan.is_empty())
                .collect(),
            body: record.body.map(|span| scan(sources.text(span))),
            parts: record.parts.iter().map(|part| scan(sources.text(part.body))).collect(),
            personal: personal::find_in_record(table, record, sources),
        };
        let recall = |table: &Table, of: &Arc<Record>| {
            memory.recall(|| (Same::new(of), Arc::clone(&language)), || record(table, of))
        };
        let tables =
            site.tables.iter().map(|table| table.records.par_iter().map(|of| recall(table, of)).collect());
        let tables = tables.collect();
        Self { tables, pages: site.pages.par_iter().map(|page| scan(sources.text(page.body))).collect() }
    }

    fn record(&self, at: RecordRef) -> &RecordScans {
        &self.tables[at.table as usize][at.row as usize]
    }
}

impl RecordScans {
    /// The scan of each text of the record that has a span of its own, with that span.
    fn texts_with_spans<'b>(&'b self, record: &'b Record) -> impl Iterator<Item = (Span, &'b Scan)> {
        let parts = record.parts.iter().map(|part| part.body).zip(&self.parts);
        record.body.into_iter().zip(&self.body).chain(parts)
    }
}

struct BodyCheck<'a> {
    site: &'a Site,
    sources: &'a Sources,
    links: &'a Links,
    scans: &'a SiteScans,
}

/// What is wrong with a text.
#[derive(Default)]
struct TextFindings {
    diags: Diagnostics,
    /// Links that lead nowhere. Where they should have led is looked for afterwards, in the order of records.
    lost: Vec<LostLink>,
    named: LinkedFiles,
}

struct LostLink {
    place: Span,
    kind: LinkKind,
    /// The file it stands in.
    from: SourceId,
    target: String,
}

/// Where a text in Markdown stands.
struct Passage<'a> {
    source: SourceId,
    place: PassagePlace<'a>,
    blanks: BlankUse,
}

/// What becomes of `{{name}}` in a passage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BlankUse {
    Filled,
    Text,
}

/// Whether the bodies of a collection have blanks to fill.
fn are_filled(table: &Table) -> bool {
    table.collection.parts || table.collection.editions.is_some()
}

/// How a range of a passage becomes a span.
enum PassagePlace<'a> {
    /// The passage is a slice of its file.
    Slice(Span),
    /// The passage was written as a YAML value: what is looked for is found again inside it.
    Value(Span, &'a str),
}

impl Passage<'_> {
    fn span(&self, sources: &Sources, range: &Range<usize>) -> Span {
        match self.place {
            PassagePlace::Slice(span) => span.slice(range.start, range.end),
            PassagePlace::Value(span, text) => {
                let wanted = &text[range.clone()];
                match sources.text(span).find(wanted) {
                    Some(at) => span.slice(at, at + wanted.len()),
                    None => span,
                }
            }
        }
    }
}

impl BodyCheck<'_> {
    /// Keeps what was found, each lost link with a proposal.
    fn report(&self, found: TextFindings, suggestions: &mut Suggestions, diags: &mut Diagnostics) {
        diags.extend(found.diags);
        for LostLink { place, kind, from, target } in found.lost {
            let nearest = match kind {
                LinkKind::Wiki => self.links.propose_wiki(self.site, &target, suggestions),
                LinkKind::Path | LinkKind::Image => {
                    self.links.propose(self.sources, from, &target, suggestions)
                }
            };
            diags.add(place, BROKEN_LINK.with("target", target).with("nearest", nearest));
        }
    }

    fn record(&self, table: &Table, record: &Record, scans: &RecordScans, found: &mut TextFindings) {
        for (at, scan) in &scans.values {
            let Some((text, span)) = list_markdown_values(table, record).nth(*at) else { continue };
            let passage = Passage {
                source: record.source,
                place: PassagePlace::Value(span, text),
                blanks: BlankUse::Text,
            };
            self.text(&passage, scan, found);
        }
        if record.consent.is_none() {
            for (span, finding) in &scans.personal {
                personal::report(self.site, *span, finding, &mut found.diags);
            }
        }
        for (span, scan) in scans.texts_with_spans(record) {
            let blanks = if are_filled(table) { BlankUse::Filled } else { BlankUse::Text };
            self.text(
                &Passage { source: span.source, place: PassagePlace::Slice(span), blanks },
                scan,
                found,
            );
        }
    }

    fn text(&self, passage: &Passage<'_>, scan: &Scan, found: &mut TextFindings) {
        for fault in &scan.faults {
            if passage.blanks == BlankUse::Filled
                && fault.problem.is(&MARKUP_AS_TEXT)
                && fault.problem.text("slip") == Some("blank")
            {
                continue;
            }
            let place = passage.span(self.sources, &fault.range);
            let problem = fault.problem.clone();
            found.diags.push(problem.at(place));
        }
        for link in &scan.links {
            let target = match link.kind {
                LinkKind::Wiki => self.links.resolve_wiki(self.site, &link.target),
                LinkKind::Path | LinkKind::Image => {
                    self.links.resolve(self.sources, passage.source, &link.target)
                }
            };
            let problem = match target {
                Ok(Target::Asset(asset)) => {
                    found.named.files.insert(asset);
                    if link.kind == LinkKind::Image {
                        found.named.shown.insert(asset);
                    }
                    None
                }
                Ok(_) if link.kind == LinkKind::Image => Some(IMAGE_ELSEWHERE.with("target", &*link.target)),
                Ok(target) => self.find_broken_fragment(scan, &target, &link.target),
                Err(problem) => Some(problem),
            };
            let Some(problem) = problem else { continue };
            let place = passage.span(self.sources, &link.range);
            let target = problem.text("target").unwrap_or_default().to_owned();
            if problem.is(&BROKEN_LINK) {
                found.lost.push(LostLink { place, kind: link.kind, from: passage.source, target });
            } else if problem.is(&LINK_TO_DATA) {
                let nearest = self.links.propose_data(self.site, self.sources, passage.source, &target);
                let is_record = |link: &&str| link.starts_with("[[") && !link.ends_with(".html]]");
                let record = nearest.as_deref().filter(is_record);
                let page = nearest.as_deref().filter(|link| !is_record(link));
                found.diags.add(place, problem.with("record", record).with("page", page));
            } else {
                found.diags.add(place, problem);
            }
        }
    }

    /// The problem of a link to a heading that is not there.
    fn find_broken_fragment(&self, here: &Scan, target: &Target, written: &str) -> Option<Problem> {
        let (places, fragment) = match target {
            Target::Fragment(fragment) => (FragmentTargets::from_scan(here), fragment),
            Target::Record(at, Some(fragment)) => (self.list_record_targets(*at), fragment),
            Target::Page(page, Some(fragment)) => {
                (FragmentTargets::from_scan(&self.scans.pages[*page]), fragment)
            }
            _ => return None,
        };
        (!fragment.is_empty() && !places.has(fragment)).then(|| {
            BROKEN_FRAGMENT
                .with("target", written)
                .with("fragment", fragment)
                .with("nearest", nearest(fragment, places.list_names()))
        })
    }

    fn list_record_targets(&self, at: RecordRef) -> FragmentTargets<'_> {
        let (_, record) = self.site.record(at);
        let scans = self.scans.record(at).texts_with_spans(record).map(|(_, scan)| scan).collect();
        FragmentTargets { scans, parts: record.parts.iter().map(|part| part.id.as_str()).collect() }
    }
}

/// What a fragment can name on one page.
struct FragmentTargets<'a> {
    scans: Vec<&'a Scan>,
    parts: Vec<&'a str>,
}

impl<'a> FragmentTargets<'a> {
    fn from_scan(scan: &'a Scan) -> Self {
        Self { scans: vec![scan], parts: Vec::new() }
    }

    fn has(&self, fragment: &str) -> bool {
        self.scans.iter().any(|scan| scan.anchors().any(|anchor| anchor == fragment))
            || self.parts.contains(&fragment)
    }

    fn list_names(&self) -> impl Iterator<Item = &'a str> {
        let anchors = self.scans.iter().flat_map(|scan| scan.anchors());
        anchors.chain(self.parts.iter().copied())
    }
}

/// The values of a record in Markdown, with the place of the field they stand in.
fn list_markdown_values<'a>(table: &'a Table, record: &'a Record) -> impl Iterator<Item = (&'a str, Span)> {
    let fields = table.collection.schema.fields.iter().zip(record.values.iter().zip(&record.spans));
    fields.flat_map(|(field, (value, span))| {
        let mut texts = Vec::new();
        if let (Some(value), Some(_)) = (value, span) {
            collect_markdown(field, value, &mut texts);
        }
        texts.into_iter().zip(span.iter().copied().cycle())
    })
}

/// The texts in Markdown that a value is, or holds in its rows.
fn collect_markdown<'a>(field: &Field, value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::Text(text) if field.kind.is_markdown() => texts.push(text),
        Value::Rows(rows) => {
            for row in rows {
                for (nested, value) in field.fields.iter().zip(row) {
                    if let Some(value) = value {
                        collect_markdown(nested, value, texts);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Warns of blanks that stay empty, once each for a record, or for an edition of it; and gives the pictures that fill
/// others.
fn check_blanks(
    context: &BodyCheck<'_>,
    table: &Table,
    scans: &[Arc<RecordScans>],
    named: &mut LinkedFiles,
    diags: &mut Diagnostics,
) {
    let collection = &table.collection;
    if !are_filled(table) {
        return;
    }
    let editions =
        collection.editions.as_deref().and_then(|name| context.site.table(name)).map(|(_, table)| table);
    for (record, scans) in table.records.iter().zip(scans) {
        let mut places: BTreeMap<&str, Span> = BTreeMap::new();
        for (span, scan) in scans.texts_with_spans(record) {
            for blank in &scan.blanks {
                places.entry(&blank.name).or_insert_with(|| span.slice(blank.range.start, blank.range.end));
            }
        }
        for (name, place) in places {
            let constant = record.variables.get(name).or_else(|| context.site.config.variables.get(name));
            if let Some(text) = constant.filter(|text| !text.is_empty()) {
                let home = record.variables.contains_key(name).then_some(record.source);
                match context.links.resolve_picture(context.sources, home, text) {
                    Some(Ok(picture)) => {
                        named.files.insert(picture);
                        named.shown.insert(picture);
                    }
                    Some(Err(problem)) => diags.add(place, problem),
                    None => {}
                }
                continue;
            }
            if let Some((editions, field)) =
                editions.and_then(|editions| Some((editions, editions.collection.schema.position(name)?)))
            {
                for silent in editions.records.iter().filter(|record| record.values[field].is_none()) {
                    let place = silent.spans[field].unwrap_or(silent.span);
                    diags.add(place, BLANK_EMPTY.with("name", name));
                }
            } else {
                let nearest = nearest(name, list_known_blanks(context, record, editions));
                let problem = match (constant, nearest) {
                    (None, nearest) => BLANK_UNKNOWN.with("name", name).with("nearest", nearest),
                    (Some(_), _) => BLANK_EMPTY.with("name", name),
                };
                diags.add(place, problem);
            }
        }
    }
}

fn list_known_blanks<'a>(
    context: &BodyCheck<'a>,
    record: &'a Record,
    editions: Option<&'a Table>,
) -> impl Iterator<Item = &'a str> {
    let fields = editions.into_iter().flat_map(|table| &table.collection.schema.fields);
    let variables = record.variables.keys().chain(context.site.config.variables.keys());
    fields.map(|field| field.name.as_str()).chain(variables.map(String::as_str))
}
