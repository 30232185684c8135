//! The Markdown of records, parts and pages: links, images, raw HTML, blanks to fill.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use rayon::prelude::*;

use super::links::{Links, Target};
use crate::config::family;
use crate::diag::{Diagnostics, Problem, Suggestions, nearest};
use crate::load::markdown;
use crate::model::{Record, Site, Table};
use crate::schema::{Field, FieldType, StringFormat, Value};
use crate::source::{SourceId, Sources, Span};

/// Checks every text in Markdown of a site.
pub fn check(site: &Site, sources: &Sources, links: &Links, diags: &mut Diagnostics) {
    let context = Context { site, sources, links };
    let mut suggestions = Suggestions::default();
    for table in &site.tables {
        let found: Vec<Found> = table
            .records
            .par_iter()
            .map(|record| {
                let mut found = Found::default();
                context.record(table, record, &mut found);
                found
            })
            .collect();
        found.into_iter().for_each(|found| context.tell(found, &mut suggestions, diags));
        blanks(&context, table, diags);
    }
    for page in &site.pages {
        let mut found = Found::default();
        context.text(&Passage::written(sources, page.body), &mut found);
        context.tell(found, &mut suggestions, diags);
    }
}

struct Context<'a> {
    site: &'a Site,
    sources: &'a Sources,
    links: &'a Links,
}

/// What is wrong with a text.
#[derive(Default)]
struct Found {
    diags: Diagnostics,
    /// Links that lead nowhere. Where they should have led is looked for afterwards, in the order of records.
    lost: Vec<Lost>,
}

struct Lost {
    place: Span,
    kind: LinkKind,
    target: String,
}

#[derive(Clone, Copy)]
enum LinkKind {
    /// `[[collection/id]]`
    Wiki,
    /// `[…](path)` of that file.
    Path(SourceId),
}

/// A text in Markdown: its characters, and where they stand.
struct Passage<'a> {
    text: &'a str,
    source: SourceId,
    place: Place,
}

/// How a range of a passage becomes a span.
enum Place {
    /// The passage is a slice of its file.
    Slice(Span),
    /// The passage was written as a YAML value: what is looked for is found again inside it.
    Value(Span),
}

impl<'a> Passage<'a> {
    fn written(sources: &'a Sources, span: Span) -> Self {
        Self { text: sources.text(span), source: span.source, place: Place::Slice(span) }
    }

    fn span(&self, sources: &Sources, range: &Range<usize>) -> Span {
        match self.place {
            Place::Slice(span) => span.slice(range.start, range.end),
            Place::Value(span) => {
                let wanted = &self.text[range.clone()];
                match sources.text(span).find(wanted) {
                    Some(at) => span.slice(at, at + wanted.len()),
                    None => span,
                }
            }
        }
    }
}

impl Context<'_> {
    /// Keeps what was found, each lost link with a proposal.
    fn tell(&self, found: Found, suggestions: &mut Suggestions, diags: &mut Diagnostics) {
        diags.extend(found.diags);
        for Lost { place, kind, target } in found.lost {
            let nearest = match kind {
                LinkKind::Wiki => self.links.propose_wiki(self.site, &target, suggestions),
                LinkKind::Path(from) => self.links.propose(self.sources, from, &target, suggestions),
            };
            diags.error(place, Problem::BrokenLink { target, nearest });
        }
    }

    fn record(&self, table: &Table, record: &Record, found: &mut Found) {
        for (field, (value, span)) in
            table.collection.schema.fields.iter().zip(record.values.iter().zip(&record.spans))
        {
            let (Some(value), Some(span)) = (value, span) else { continue };
            let mut texts = Vec::new();
            in_markdown(field, value, &mut texts);
            for text in texts {
                self.text(&Passage { text, source: record.source, place: Place::Value(*span) }, found);
            }
        }
        for span in record.body.into_iter().chain(record.parts.iter().map(|part| part.body)) {
            self.text(&Passage::written(self.sources, span), found);
        }
    }

    fn text(&self, passage: &Passage<'_>, found: &mut Found) {
        let mut image: Option<(Range<usize>, String, bool)> = None;
        // The words since the last link began.
        let mut label = String::new();
        // The lines of a block of HTML, which only together say what it is.
        let mut block = String::new();
        for (event, range) in markdown::events(passage.text) {
            match event {
                Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                    self.link(passage, link_type, &dest_url, &range, found);
                    label.clear();
                }
                Event::End(TagEnd::Link) if is_vague(&label, &self.site.config.language) => {
                    let problem = Problem::VagueLink { text: label.trim().to_owned() };
                    found.diags.warning(passage.span(self.sources, &range), problem);
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    self.link(passage, LinkType::Inline, &dest_url, &range, found);
                    image = Some((range, dest_url.to_string(), false));
                }
                Event::Text(words) | Event::Code(words) => {
                    label.push_str(&words);
                    if let Some((_, _, described)) = &mut image {
                        *described |= !words.trim().is_empty();
                    }
                }
                Event::End(TagEnd::Image) => {
                    if let Some((range, target, false)) = image.take() {
                        let place = passage.span(self.sources, &range);
                        found.diags.error(place, Problem::ImageWithoutAlternative { target });
                    }
                }
                Event::Start(Tag::HtmlBlock) => block.clear(),
                Event::Html(lines) => block.push_str(&lines),
                Event::End(TagEnd::HtmlBlock) => self.html(passage, &block, &range, found),
                Event::InlineHtml(html) => self.html(passage, &html, &range, found),
                _ => {}
            }
        }
    }

    /// Refuses HTML that is more than comments: it is not published, nor is text on the lines of a comment.
    fn html(&self, passage: &Passage<'_>, html: &str, range: &Range<usize>, found: &mut Found) {
        if is_comments(html) {
            return;
        }
        let tag: String = match html.trim_start() {
            comment if comment.starts_with("<!--") => "<!-- … -->".to_owned(),
            tag => tag.chars().take_while(|c| !c.is_whitespace() && *c != '>').chain(['>']).collect(),
        };
        let end = range.start + passage.text[range.clone()].trim_end().len();
        found.diags.error(passage.span(self.sources, &(range.start..end)), Problem::HtmlRefused { tag });
    }

    fn link(
        &self,
        passage: &Passage<'_>,
        kind: LinkType,
        written: &str,
        range: &Range<usize>,
        found: &mut Found,
    ) {
        let kind = match kind {
            LinkType::WikiLink { .. } => LinkKind::Wiki,
            LinkType::Email => return,
            _ => LinkKind::Path(passage.source),
        };
        let target = match kind {
            LinkKind::Wiki => self.links.wiki(self.site, written),
            LinkKind::Path(from) => self.links.resolve(self.sources, from, written),
        };
        let problem = match target {
            Ok(target) => self.broken_fragment(passage, &target, written),
            Err(problem) => Some(problem),
        };
        let Some(problem) = problem else { return };
        // The target stands in the link's own range, or in a definition elsewhere.
        let within = &passage.text[range.clone()];
        let range = within
            .rfind(written)
            .map_or(range.clone(), |at| range.start + at..range.start + at + written.len());
        let place = passage.span(self.sources, &range);
        match problem {
            Problem::BrokenLink { target, .. } => found.lost.push(Lost { place, kind, target }),
            problem => found.diags.error(place, problem),
        }
    }

    /// The problem of a link to a heading that is not there.
    fn broken_fragment(&self, passage: &Passage<'_>, target: &Target, written: &str) -> Option<Problem> {
        let (anchors, fragment) = match target {
            Target::Fragment(fragment) => (anchors(passage.text), fragment),
            Target::Record(at, Some(fragment)) => (self.record_anchors(self.site.record(*at).1), fragment),
            Target::Page(page, Some(fragment)) => {
                (anchors(self.sources.text(self.site.pages[*page].body)), fragment)
            }
            _ => return None,
        };
        (!fragment.is_empty() && !anchors.contains(fragment)).then(|| Problem::BrokenFragment {
            target: written.to_owned(),
            fragment: fragment.clone(),
            nearest: nearest(fragment, anchors.iter().map(String::as_str)),
        })
    }

    fn record_anchors(&self, record: &Record) -> BTreeSet<String> {
        let bodies = record.body.into_iter().chain(record.parts.iter().map(|part| part.body));
        let headings = bodies.flat_map(|span| anchors(self.sources.text(span)));
        headings.chain(record.parts.iter().map(|part| part.id.clone())).collect()
    }
}

/// The texts in Markdown that a value is, or holds in its rows.
fn in_markdown<'a>(field: &Field, value: &'a Value, texts: &mut Vec<&'a str>) {
    match (value, &field.kind) {
        (Value::Text(text), FieldType::String(StringFormat::Markdown)) => texts.push(text),
        (Value::Rows(rows), _) => {
            for row in rows {
                for (nested, value) in field.fields.iter().zip(row) {
                    if let Some(value) = value {
                        in_markdown(nested, value, texts);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Whether a link's words are only those that any link could have.
fn is_vague(label: &str, language: &str) -> bool {
    let words: &[&str] = match family(language) {
        "fr" => &["ici", "cliquez ici", "lien", "lire la suite", "en savoir plus", "plus"],
        "en" => &["here", "click here", "link", "read more", "more"],
        _ => &[],
    };
    let said = label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words.contains(&said.as_str())
}

/// Whether a text is comments from end to end.
fn is_comments(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|open| open.split_once("-->")) {
        rest = behind.trim_start();
    }
    rest.is_empty()
}

fn anchors(text: &str) -> BTreeSet<String> {
    markdown::headings(text).into_iter().map(|heading| heading.anchor).collect()
}

/// Warns of blanks that stay empty, once each for a record, or for an edition of it.
fn blanks(context: &Context<'_>, table: &Table, diags: &mut Diagnostics) {
    let collection = &table.collection;
    if !collection.parts && collection.editions.is_none() {
        return;
    }
    let editions =
        collection.editions.as_deref().and_then(|name| context.site.table(name)).map(|(_, table)| table);
    for record in &table.records {
        let mut places: BTreeMap<&str, Span> = BTreeMap::new();
        for body in record.body.into_iter().chain(record.parts.iter().map(|part| part.body)) {
            for (name, range) in markdown::blanks(context.sources.text(body)) {
                places.entry(name).or_insert_with(|| body.slice(range.start, range.end));
            }
        }
        for (name, place) in places {
            let constant = record.variables.get(name).or_else(|| context.site.config.variables.get(name));
            if constant.is_some_and(|text| !text.is_empty()) {
                continue;
            }
            if let Some((editions, field)) =
                editions.and_then(|editions| Some((editions, editions.collection.schema.position(name)?)))
            {
                for silent in editions.records.iter().filter(|record| record.values[field].is_none()) {
                    let place = silent.spans[field].unwrap_or(silent.span);
                    diags.warning(place, Problem::BlankEmpty { name: name.to_owned() });
                }
            } else {
                let nearest = nearest(name, known_blanks(context, record, editions));
                let problem = match (constant, nearest) {
                    (None, nearest) => Problem::BlankUnknown { name: name.to_owned(), nearest },
                    (Some(_), _) => Problem::BlankEmpty { name: name.to_owned() },
                };
                diags.warning(place, problem);
            }
        }
    }
}

fn known_blanks<'a>(
    context: &Context<'a>,
    record: &'a Record,
    editions: Option<&'a Table>,
) -> impl Iterator<Item = &'a str> {
    let fields = editions.into_iter().flat_map(|table| &table.collection.schema.fields);
    let variables = record.variables.keys().chain(context.site.config.variables.keys());
    fields.map(|field| field.name.as_str()).chain(variables.map(String::as_str))
}
