//! The HTML that a text in Markdown may hold: a few harmless elements, well nested.
//!
//! In: the events of a text, one after the other. Out: the markup to write, and what is refused, each with its
//! place. Never: an element, an attribute or a value that is not in the lists below.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// What stands inside a line, and what has no end.
const INLINE: [&str; 15] = [
    "abbr", "bdi", "cite", "del", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "sub", "sup",
    "var",
];
const BREAKS: [&str; 2] = ["br", "wbr"];
/// What stands on lines of its own, with Markdown between.
const BLOCKS: [&str; 2] = ["details", "summary"];
/// Elements without an end among those refused.
const VOID: [&str; 12] =
    ["area", "base", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "source", "track"];
/// Elements whose inside is not markup.
const RAW: [&str; 6] = ["script", "style", "textarea", "title", "iframe", "xmp"];
/// No text needs deeper markup.
const DEEPEST: usize = 32;

/// A piece of HTML, where it stands in the text.
#[derive(Debug, PartialEq, Eq)]
pub struct HtmlPiece {
    pub range: Range<usize>,
    pub what: What,
}

/// What to make of a piece.
#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// A start tag; its attributes in the order written, their values as characters.
    Open(&'static str, Vec<(&'static str, String)>),
    /// An end tag, written or missing.
    Close(&'static str),
    /// Characters between tags.
    Text(String),
    /// What is not published: the tag, and why.
    Refused(String, HtmlFault),
}

/// Why HTML in a text is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlFault {
    /// The element is not among those allowed.
    Element,
    /// The attribute of that name is not allowed there, or not with that value.
    Attribute(String),
    /// Nothing closes it before its container ends.
    Unclosed,
    /// It closes nothing.
    Unopened,
    /// A block in a line, a line's element alone on a line, a `<details>` without its `<summary>`.
    Misplaced,
    /// Text right against it, which would not be read as Markdown.
    Text,
}

/// Follows the HTML of a text.
#[derive(Debug, Default)]
pub struct Tags {
    open: Vec<Open>,
    /// How many were open where each container of Markdown began.
    frames: Vec<usize>,
    block: Option<HtmlBlock>,
}

#[derive(Debug)]
struct Open {
    /// Nothing for an element that was refused: its end is passed over.
    element: Option<&'static str>,
    name: String,
    range: Range<usize>,
}

/// The lines of a block of HTML, which only together say what it is.
#[derive(Debug, Default)]
struct HtmlBlock {
    text: String,
    /// Where lines begin, in `text` and in the whole.
    lines: Vec<(usize, usize)>,
}

impl Tags {
    /// Takes note of the next event, and adds what comes of it before the event itself is written.
    pub fn read_event(&mut self, event: &Event<'_>, range: &Range<usize>, pieces: &mut Vec<HtmlPiece>) {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                self.close_inline(pieces);
                self.block = Some(HtmlBlock::default());
            }
            Event::Html(lines) => {
                if let Some(block) = &mut self.block {
                    block.lines.push((block.text.len(), range.start));
                    block.text.push_str(lines);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = self.block.take() {
                    self.read_block(block, range, pieces);
                }
            }
            Event::InlineHtml(html) => self.read_inline(html, range, pieces),
            Event::Start(tag) => {
                if !is_inline(tag) {
                    self.close_inline(pieces);
                }
                self.frames.push(self.open.len());
            }
            Event::End(_) => {
                let depth = self.frames.pop().unwrap_or_default();
                self.close_to(depth, pieces);
            }
            _ => {}
        }
    }

    /// Closes what is left open at the end of a text.
    pub fn end(&mut self, pieces: &mut Vec<HtmlPiece>) {
        self.close_to(0, pieces);
    }

    fn frame(&self) -> usize {
        self.frames.last().copied().unwrap_or_default()
    }

    /// A tag within a line.
    fn read_inline(&mut self, html: &str, range: &Range<usize>, pieces: &mut Vec<HtmlPiece>) {
        if html.starts_with("<!--") {
            return;
        }
        match WrittenTag::read(html, 0) {
            Some(tag) => {
                // A tag over several lines of a quotation has marks of Markdown inside: its parts have no place.
                let whole = html.len() != range.len();
                let place =
                    |part: &Range<usize>| if whole { range.clone() } else { shift(part, range.start) };
                self.read_tag(&tag, &place, &mut None, pieces);
            }
            None => refuse(pieces, range.clone(), abbreviate(html), HtmlFault::Element),
        }
    }

    /// A block: `<details>`, `<summary>` with its text, comments.
    fn read_block(&mut self, block: HtmlBlock, range: &Range<usize>, pieces: &mut Vec<HtmlPiece>) {
        let HtmlBlock { text, lines } = block;
        if text.trim_start().starts_with("<!--") {
            if !is_comments(&text) {
                refuse(pieces, trim_range(&text, range), "<!-- … -->".to_owned(), HtmlFault::Text);
            }
            return;
        }
        let place = |part: &Range<usize>| {
            let whole = |at: usize| {
                let line = lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
                lines.get(line).map_or(at, |(start, whole)| whole + (at - start))
            };
            whole(part.start)..whole(part.end.saturating_sub(1)) + 1
        };
        let mut state = Some(BlockState::default());
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            if rest.starts_with("<!--") {
                at += rest.find("-->").map_or(rest.len(), |end| end + 3);
            } else if let Some(tag) = WrittenTag::read(&text, at) {
                at = tag.find_end(&text);
                self.read_tag(&tag, &place, &mut state, pieces);
            } else {
                let from = usize::from(rest.starts_with('<'));
                let length = rest[from..].find('<').map_or(rest.len(), |next| next + from);
                let part = trim_range(&rest[..length], &(at..at + length));
                if !part.is_empty() {
                    self.read_text(&rest[..length], place(&part), &mut state, pieces);
                }
                at += length;
            }
        }
        self.close_inline(pieces);
        if let Some((tag, range)) = state.and_then(|state| state.untitled) {
            refuse(pieces, range, tag, HtmlFault::Misplaced);
        }
    }

    /// Text of a block of HTML: that of a title is published, any other would not be read as Markdown.
    fn read_text(
        &self,
        text: &str,
        range: Range<usize>,
        state: &mut Option<BlockState>,
        pieces: &mut Vec<HtmlPiece>,
    ) {
        let open = &self.open[self.frame()..];
        if open.iter().any(|open| open.element == Some("summary")) {
            pieces.push(HtmlPiece { range, what: What::Text(decode_entities(text)) });
        } else if let Some(lines) = state
            && open.iter().all(|open| open.element.is_some())
            && !std::mem::replace(&mut lines.told, true)
        {
            refuse(pieces, range, lines.last.clone(), HtmlFault::Text);
        }
    }

    /// A tag, in a line or, with its `state`, in a block of HTML.
    fn read_tag(
        &mut self,
        tag: &WrittenTag,
        place: &dyn Fn(&Range<usize>) -> Range<usize>,
        state: &mut Option<BlockState>,
        pieces: &mut Vec<HtmlPiece>,
    ) {
        let range = place(&tag.range);
        let titled = self.open[self.frame()..].iter().any(|open| open.element == Some("summary"));
        let expects_title = state.as_mut().and_then(|state| {
            state.last = tag.abbreviate();
            state.untitled.take()
        });
        if tag.closing {
            if let (Some(state), false) = (state, tag.name == "details") {
                state.untitled = expects_title;
            } else if let Some((tag, range)) = expects_title {
                refuse(pieces, range, tag, HtmlFault::Misplaced);
            }
            return self.close(tag, range, pieces);
        }
        let find = |list: &[&'static str]| list.iter().find(|name| **name == tag.name).copied();
        let (line, single, block) = (find(&INLINE), find(&BREAKS), find(&BLOCKS));
        let Some(element) = line.or(single).or(block) else {
            refuse(pieces, range.clone(), tag.abbreviate(), HtmlFault::Element);
            if !tag.closed && !VOID.contains(&tag.name.as_str()) {
                self.push(None, tag, range);
            }
            if let Some(state) = state {
                state.untitled = expects_title;
            }
            return;
        };
        let placed = match element {
            "details" => state.is_some() && !titled && expects_title.is_none(),
            "summary" => expects_title.is_some(),
            _ => state.is_none() || titled,
        };
        if !placed || self.open.len() >= DEEPEST {
            let told = state.as_mut().is_some_and(|state| std::mem::replace(&mut state.told, true));
            if !told {
                refuse(pieces, range.clone(), tag.abbreviate(), HtmlFault::Misplaced);
            }
            if single.is_none() {
                self.push(None, tag, range);
            }
            return;
        }
        let attributes = tag.accept_attributes(element, place, pieces);
        pieces.push(HtmlPiece { range: range.clone(), what: What::Open(element, attributes) });
        if single.is_none() {
            self.push(Some(element), tag, range.clone());
        }
        if let (Some(state), "details") = (state, element) {
            state.untitled = Some((tag.abbreviate(), range));
        }
    }

    fn push(&mut self, element: Option<&'static str>, tag: &WrittenTag, range: Range<usize>) {
        if self.open.len() < DEEPEST {
            self.open.push(Open { element, name: tag.name.clone(), range });
        }
    }

    /// An end tag: it ends what its name began in the same container, and what is still open inside.
    fn close(&mut self, tag: &WrittenTag, range: Range<usize>, pieces: &mut Vec<HtmlPiece>) {
        let frame = self.frame();
        let Some(at) = self.open[frame..].iter().rposition(|open| open.name == tag.name) else {
            return refuse(pieces, range, tag.abbreviate(), HtmlFault::Unopened);
        };
        self.close_to(frame + at + 1, pieces);
        if let Some(element) = self.open.pop().and_then(|open| open.element) {
            pieces.push(HtmlPiece { range, what: What::Close(element) });
        }
    }

    /// Closes what cannot hold a block: everything but `<details>`.
    fn close_inline(&mut self, pieces: &mut Vec<HtmlPiece>) {
        let frame = self.frame();
        let holds = |open: &Open| open.element.is_none_or(|element| element == "details");
        if let Some(at) = self.open[frame..].iter().position(|open| !holds(open)) {
            self.close_to(frame + at, pieces);
        }
    }

    fn close_to(&mut self, depth: usize, pieces: &mut Vec<HtmlPiece>) {
        while self.open.len() > depth
            && let Some(Open { element, name, range }) = self.open.pop()
        {
            let Some(element) = element else { continue };
            refuse(pieces, range.clone(), format!("<{name}>"), HtmlFault::Unclosed);
            pieces.push(HtmlPiece { range: range.end..range.end, what: What::Close(element) });
        }
    }
}

/// What was met in a block of HTML.
#[derive(Debug, Default)]
struct BlockState {
    /// The last tag.
    last: String,
    /// A `<details>` that waits for its `<summary>`, with its place.
    untitled: Option<(String, Range<usize>)>,
    /// Whether something out of place was told of: the rest of the block follows from it.
    told: bool,
}

/// A tag as it is written.
#[derive(Debug)]
struct WrittenTag {
    range: Range<usize>,
    /// In lower case.
    name: String,
    closing: bool,
    /// Whether it ends in `/>`.
    closed: bool,
    /// Names in lower case, values without quotation marks.
    attributes: Vec<(String, Option<String>, Range<usize>)>,
}

impl WrittenTag {
    /// The tag that begins there. One that nothing ends goes on to the end.
    fn read(text: &str, start: usize) -> Option<Self> {
        let bytes = text.as_bytes();
        let closing = bytes.get(start + 1) == Some(&b'/');
        let begin = start + 1 + usize::from(closing);
        if bytes.get(start) != Some(&b'<') {
            return None;
        }
        if !bytes.get(begin).is_some_and(u8::is_ascii_alphabetic) {
            // A declaration, or an instruction to another program: an element that no list holds.
            return matches!(bytes.get(start + 1), Some(b'!' | b'?')).then(|| {
                let end = text[start..].find('>').map_or(text.len(), |end| start + end + 1);
                let name = text[start + 1..end].trim_end_matches('>').to_owned();
                Self { range: start..end, name, closing: false, closed: true, attributes: Vec::new() }
            });
        }
        let mut at = skip(bytes, begin, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let name = text[begin..at].to_ascii_lowercase();
        let (mut attributes, mut closed) = (Vec::new(), false);
        loop {
            at = skip(bytes, at, |byte| byte.is_ascii_whitespace());
            match bytes.get(at) {
                None => break,
                Some(b'>') => {
                    at += 1;
                    break;
                }
                Some(b'/') => {
                    closed = true;
                    at += 1;
                    continue;
                }
                Some(_) => {}
            }
            closed = false;
            let from = at;
            at = skip(bytes, at + 1, |byte| !byte.is_ascii_whitespace() && !b"/>=".contains(&byte));
            let attribute = text[from..at].to_ascii_lowercase();
            let equals = skip(bytes, at, |byte| byte.is_ascii_whitespace());
            let mut value = None;
            if bytes.get(equals) == Some(&b'=') {
                at = skip(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
                let quote = bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
                let inside = at + usize::from(quote.is_some());
                at = skip(bytes, inside, |byte| match quote {
                    Some(quote) => byte != quote,
                    None => !byte.is_ascii_whitespace() && byte != b'>',
                });
                value = Some(text[inside..at].to_owned());
                at = (at + usize::from(quote.is_some())).min(text.len());
            }
            attributes.push((attribute, value, from..at));
        }
        Some(Self { range: start..at, name, closing, closed, attributes })
    }

    /// Where reading goes on: behind the whole element where its inside is not markup.
    fn find_end(&self, text: &str) -> usize {
        let end = self.range.end;
        if self.closing || !RAW.contains(&self.name.as_str()) {
            return end;
        }
        let rest = &text.as_bytes()[end..];
        let is_end = |bytes: &[u8]| {
            bytes.starts_with(b"</")
                && bytes
                    .get(2..2 + self.name.len())
                    .is_some_and(|name| name.eq_ignore_ascii_case(self.name.as_bytes()))
        };
        (0..rest.len()).find(|at| is_end(&rest[*at..])).map_or(text.len(), |at| end + at)
    }

    /// The tag without its attributes.
    fn abbreviate(&self) -> String {
        let name: String = self.name.chars().take(40).collect();
        format!("<{}{name}>", if self.closing { "/" } else { "" })
    }

    /// The attributes that an element may have; the others are refused.
    fn accept_attributes(
        &self,
        element: &'static str,
        place: &dyn Fn(&Range<usize>) -> Range<usize>,
        pieces: &mut Vec<HtmlPiece>,
    ) -> Vec<(&'static str, String)> {
        let mut kept: Vec<(&'static str, String)> = Vec::new();
        for (name, value, range) in &self.attributes {
            let value = decode_entities(value.as_deref().unwrap_or_default());
            match accept_attribute(element, name, &value)
                .filter(|name| kept.iter().all(|(other, _)| other != name))
            {
                Some(name) => kept.push((name, value)),
                None => refuse(pieces, place(range), self.abbreviate(), HtmlFault::Attribute(name.clone())),
            }
        }
        kept
    }
}

/// The attribute of that name, where the element may have it with that value.
fn accept_attribute(element: &str, name: &str, value: &str) -> Option<&'static str> {
    match name {
        "title" => Some("title"),
        "lang" => icu_locale_core::LanguageIdentifier::try_from_str(value).is_ok().then_some("lang"),
        "dir" => ["ltr", "rtl", "auto"].contains(&value).then_some("dir"),
        "open" => (element == "details" && (value.is_empty() || value == "open")).then_some("open"),
        _ => None,
    }
}

fn refuse(pieces: &mut Vec<HtmlPiece>, range: Range<usize>, tag: String, fault: HtmlFault) {
    pieces.push(HtmlPiece { range, what: What::Refused(tag, fault) });
}

fn skip(bytes: &[u8], from: usize, passes: impl Fn(u8) -> bool) -> usize {
    bytes.iter().skip(from).position(|byte| !passes(*byte)).map_or(bytes.len(), |length| from + length)
}

fn shift(part: &Range<usize>, by: usize) -> Range<usize> {
    part.start + by..part.end + by
}

/// A range of a text without the spaces at its ends.
fn trim_range(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = (range.start + text.len() - text.trim_start().len()).min(range.end);
    let end = (range.start + text.trim_end().len()).min(range.end);
    start..end.max(start)
}

/// The beginning of what is not even a tag.
fn abbreviate(html: &str) -> String {
    html.chars().take_while(|c| !c.is_whitespace() && *c != '>').take(40).chain(['>']).collect()
}

/// Whether tags of that kind stand inside a line.
fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

/// Whether a text is comments from end to end.
fn is_comments(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some((_, behind)) = rest.strip_prefix("<!--").and_then(|open| open.split_once("-->")) {
        rest = behind.trim_start();
    }
    rest.is_empty()
}

/// `&eacute;` → `é`, by the Markdown library, which knows all names.
fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let length = rest.char_indices().skip(1).take(40).find(|(_, c)| !name(*c));
        let length = length.filter(|(_, c)| *c == ';').map_or(1, |(at, _)| at + 1);
        let (entity, behind) = rest.split_at(length);
        let character = Parser::new(entity).find_map(|event| match event {
            Event::Text(text) => Some(text),
            _ => None,
        });
        out.push_str(character.as_deref().unwrap_or(entity));
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::markdown;

    /// What is written, and what is refused with its place.
    fn read(text: &str) -> (String, Vec<(String, String)>) {
        let (mut tags, mut pieces) = (Tags::default(), Vec::new());
        markdown::parse(text).for_each(|(event, range)| tags.read_event(&event, &range, &mut pieces));
        tags.end(&mut pieces);
        let (mut written, mut refused) = (Vec::new(), Vec::new());
        for HtmlPiece { range, what } in pieces {
            written.push(match what {
                What::Open(name, list) if list.is_empty() => format!("<{name}>"),
                What::Open(name, attributes) => format!("<{name}{attributes:?}>"),
                What::Close(name) => format!("</{name}>"),
                What::Text(text) => text.trim().to_owned(),
                What::Refused(tag, fault) => {
                    refused.push((format!("{tag} {fault:?}"), text[range].to_owned()));
                    continue;
                }
            });
        }
        (written.concat(), refused)
    }

    #[test]
    fn harmless_elements_pass() {
        for (text, written) in [
            ("H<sub>2</sub>O<br/> <KBD>Ctrl</Kbd>", "<sub></sub><br><kbd></kbd>"),
            ("<abbr title=\"A &amp; &eacute;\">x</abbr>", "<abbr[(\"title\", \"A & é\")]></abbr>"),
            ("<span lang=en dir='ltr'>x</span>", "<span[(\"lang\", \"en\"), (\"dir\", \"ltr\")]></span>"),
            (
                "<details open>\n<summary>T <mark>m</mark></summary>\n\nA\n\n- b\n\n</details>",
                "<details[(\"open\", \"\")]><summary>T<mark>m</mark></summary></details>",
            ),
            (
                "> <details><summary>T</summary>\n>\n> a\n> </details>",
                "<details><summary>T</summary></details>",
            ),
            ("a <!-- <b> --> b\n\n<!-- c -->\n<!-- d -->", ""),
        ] {
            assert_eq!(read(text), (written.to_owned(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn the_rest_is_refused_where_it_stands() {
        for (text, refused) in [
            ("a <b>x</b>", vec![("<b> Element", "<b>")]),
            ("<script>\nif (a<b>c) {}\n</script>", vec![("<script> Element", "<script>")]),
            ("<SCRIPT src=x>", vec![("<script> Element", "<SCRIPT src=x>")]),
            ("a <kbd onclick=\"x\">b</kbd>", vec![("<kbd> Attribute(\"onclick\")", "onclick=\"x\"")]),
            (
                "a <q dir=up lang=\"'\">b</q>",
                vec![("<q> Attribute(\"dir\")", "dir=up"), ("<q> Attribute(\"lang\")", "lang=\"'\"")],
            ),
            (
                "<svg><script>a</script></svg>",
                vec![("<svg> Element", "<svg>"), ("<script> Element", "<script>")],
            ),
            ("a <img src=x onerror=y> b", vec![("<img> Element", "<img src=x onerror=y>")]),
            ("*a <sub>b* c</sub>", vec![("<sub> Unclosed", "<sub>"), ("</sub> Unopened", "</sub>")]),
            ("a <sub>b\n\nc", vec![("<sub> Unclosed", "<sub>")]),
            ("- a <sub>\n  - b", vec![("<sub> Unclosed", "<sub>")]),
            ("a <details> b", vec![("<details> Misplaced", "<details>")]),
            ("<details>\n\nb\n\n</details>", vec![("<details> Misplaced", "<details>")]),
            ("<details>\n<summary>a</summary>\nb **c**\n</details>", vec![("</summary> Text", "b **c**")]),
            (
                "<details><summary>a\n\nb",
                vec![("<summary> Unclosed", "<summary>"), ("<details> Unclosed", "<details>")],
            ),
            ("<mark>\na\n</mark>", vec![("<mark> Misplaced", "<mark>")]),
            (
                "a <?php ?> <!DOCTYPE x>",
                vec![("<?php ?> Element", "<?php ?>"), ("<!DOCTYPE x> Element", "<!DOCTYPE x>")],
            ),
            ("<!-- a --> b", vec![("<!-- … --> Text", "<!-- a --> b")]),
            ("> <div\n> onclick=x>\n", vec![("<div> Element", "<div\n> onclick=x>")]),
            ("</div>", vec![("</div> Unopened", "</div>")]),
        ] {
            let refused: Vec<_> = refused.into_iter().map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            assert_eq!(read(text).1, refused, "{text}");
        }
    }

    #[test]
    fn depth_and_length_are_bounded() {
        let (written, refused) = read(&"<sub>".repeat(5000));
        assert_eq!(written, "<sub>".repeat(DEEPEST) + &"</sub>".repeat(DEEPEST));
        assert_eq!(refused.len(), 5000);
        for evil in ["<details ", "<!--", "<script>", "</sup>", "<sub/", "&", "<a b=\"", "<?", "<![CDATA["] {
            read(&evil.repeat(20_000));
            read(&format!("<details>{}", evil.repeat(20_000)));
        }
    }
}
