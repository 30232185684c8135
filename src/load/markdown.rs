//! Markdown, parsed the same way wherever it is read: options, heading anchors, links.
//!
//! In: a body. Out: events with byte ranges, anchors. Never: HTML (that is `render`'s).

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

/// Events of a body with their byte ranges in it.
#[must_use]
pub fn parse(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, build_options()).into_offset_iter()
}

/// Returns the events of a body that are published: all but those of notes that nothing calls.
pub fn parse_published(text: &str) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let uncalled: HashSet<String> = list_uncalled_notes(text).into_iter().map(|(name, _)| name).collect();
    let mut is_left_out = false;
    parse(text).filter(move |(event, _)| match event {
        Event::Start(Tag::FootnoteDefinition(name)) => {
            is_left_out = uncalled.contains(&**name);
            !is_left_out
        }
        Event::End(TagEnd::FootnoteDefinition) => !std::mem::take(&mut is_left_out),
        _ => !is_left_out,
    })
}

/// Returns the notes of a body that no published words call, each with the range of its mark `[^name]`. A call that
/// stands in such a note calls nobody.
#[must_use]
pub fn list_uncalled_notes(text: &str) -> Vec<(String, Range<usize>)> {
    let (mut notes, mut calls) = (Vec::new(), Vec::new());
    if memchr::memmem::find(text.as_bytes(), b"[^").is_none() {
        return notes;
    }
    let mut around: Option<String> = None;
    for (event, range) in parse(text) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let mark = text[range.clone()].find(']').map_or(range.end, |at| range.start + at + 1);
                notes.push((name.to_string(), range.start..mark));
                around = Some(name.to_string());
            }
            Event::End(TagEnd::FootnoteDefinition) => around = None,
            Event::FootnoteReference(name) => calls.push((around.clone(), name.to_string())),
            _ => {}
        }
    }
    let mut called: HashSet<String> = HashSet::new();
    loop {
        let known = called.len();
        for (from, to) in &calls {
            if from.as_ref().is_none_or(|from| called.contains(from)) {
                called.insert(to.clone());
            }
        }
        if called.len() == known {
            break;
        }
    }
    notes.retain(|(name, _)| !called.contains(name));
    notes
}

fn build_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

/// The blanks to fill, `{{name}}`, with their byte ranges. A name is letters, digits and `_`.
pub fn find_blanks(text: &str) -> impl Iterator<Item = (&str, std::ops::Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find("{{")?;
            // What cannot be a name ends the search for `}}`: each brace is looked at once.
            let inside = text[start + 2..].trim_start();
            let length = inside.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inside.len());
            let (name, rest) = inside.split_at(length);
            if let Some(rest) = rest.trim_start().strip_prefix("}}").filter(|_| !name.is_empty()) {
                at = text.len() - rest.len();
                return Some((name, start..at));
            }
            at = start + 2;
        }
    })
}

/// Whether the title of an image says that it shows nothing to know: `![](filet.png "décoratif")`.
#[must_use]
pub fn is_decorative(title: &str) -> bool {
    ["décoratif", "décorative", "decorative"].contains(&title.trim().to_lowercase().as_str())
}

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub level: HeadingLevel,
    /// Its plain text.
    pub text: String,
    /// Unique in the body.
    pub anchor: String,
}

/// The headings of a body, each with an anchor made of its words.
#[must_use]
pub fn list_headings(text: &str) -> Vec<Heading> {
    outline(parse(text).map(|(event, _)| event))
}

/// The headings among the events of a body.
pub fn outline<'a>(events: impl IntoIterator<Item = impl Borrow<Event<'a>>>) -> Vec<Heading> {
    let mut outline = Outline::default();
    events.into_iter().for_each(|event| outline.event(event.borrow()));
    outline.headings
}

/// The headings of a body, gathered while its events go by.
#[derive(Default)]
pub struct Outline {
    /// Those that ended.
    pub headings: Vec<Heading>,
    anchors: Anchors,
    open: Option<(HeadingLevel, String)>,
}

impl Outline {
    /// Takes note of the next event.
    pub fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.open = Some((*level, String::new())),
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, text)) = &mut self.open {
                    text.push_str(words);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, text)) = self.open.take() {
                    let anchor = self.anchors.make_unique(&to_slug(&text));
                    self.headings.push(Heading { level, text, anchor });
                }
            }
            _ => {}
        }
    }
}

/// The anchors a body has given. Each remembers the next number to try, so that a thousand equal headings
/// cost a thousand looks.
#[derive(Default)]
struct Anchors {
    next: HashMap<String, usize>,
}

impl Anchors {
    fn make_unique(&mut self, wanted: &str) -> String {
        let wanted = if wanted.is_empty() { "section" } else { wanted };
        let Some(mut number) = self.next.get(wanted).copied() else {
            self.next.insert(wanted.to_owned(), 2);
            return wanted.to_owned();
        };
        let mut anchor = format!("{wanted}-{number}");
        while self.next.contains_key(&anchor) {
            number += 1;
            anchor = format!("{wanted}-{number}");
        }
        self.next.insert(wanted.to_owned(), number + 1);
        self.next.insert(anchor.clone(), 2);
        anchor
    }
}

/// An identifier made of words: lower case, no accents, hyphens between (`Œuvre d'été` → `oeuvre-d-ete`).
#[must_use]
pub fn to_slug(words: &str) -> String {
    let mut slug = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_ascii() {
            push_slug(&mut slug, c.to_ascii_lowercase());
        } else {
            unicode_normalization::char::decompose_compatible(c, |c| {
                c.to_lowercase().for_each(|c| push_slug(&mut slug, c));
            });
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// What a character in lower case, taken apart, leaves in an identifier.
fn push_slug(slug: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => slug.push(c),
        'œ' => slug.push_str("oe"),
        'æ' => slug.push_str("ae"),
        'ß' => slug.push_str("ss"),
        c if unicode_normalization::char::is_combining_mark(c) => {}
        _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
        _ => {}
    }
}

/// Whether a name is an identifier: `[a-z0-9]+(-[a-z0-9]+)*`.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    !name.is_empty()
        && name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_that_nothing_calls_are_left_out() {
        let text = "Un[^a].\n\n[^a]: Dite[^b].\n\n[^b]: Aussi.\n\n[^c]: Perdue[^d].\n\n[^d]: De même.\n";
        let names: Vec<_> = list_uncalled_notes(text).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["c", "d"]);
        let words: String = parse_published(text)
            .filter_map(
                |(event, _)| if let Event::Text(words) = event { Some(words.to_string()) } else { None },
            )
            .collect();
        assert_eq!(words, "Un.Dite.Aussi.");
    }

    #[test]
    fn blanks_are_names_between_double_braces() {
        let found: Vec<_> =
            find_blanks("{{ nom }} {{{a b}} {{x_1}}").map(|(name, range)| (name, range.start)).collect();
        assert_eq!(found, [("nom", 0), ("x_1", 19)]);
    }

    #[test]
    fn slugs_are_identifiers() {
        for (words, expected) in
            [("Œuvre d'été", "oeuvre-d-ete"), ("  Audace up ! ", "audace-up"), ("!!", "")]
        {
            assert_eq!(to_slug(words), expected);
        }
        assert!(
            is_identifier("la-balade-2")
                && !is_identifier("La")
                && !is_identifier("a--b")
                && !is_identifier("-a")
        );
    }

    #[test]
    fn equal_headings_get_different_anchors() {
        let anchors: Vec<_> =
            list_headings("# Étapes\n## Étapes\n## *Fin* {{nom}}\n").into_iter().map(|h| h.anchor).collect();
        assert_eq!(anchors, ["etapes", "etapes-2", "fin-nom"]);
        let anchors: Vec<_> =
            list_headings("# A 2\n# A\n# A\n# A 2\n# A\n# A 2\n").into_iter().map(|h| h.anchor).collect();
        assert_eq!(anchors, ["a-2", "a", "a-3", "a-2-2", "a-4", "a-2-3"]);
        let many = list_headings(&"# Étape\n".repeat(20_000));
        assert_eq!(many.last().map(|h| h.anchor.as_str()), Some("etape-20000"));
    }
}
