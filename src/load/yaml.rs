//! YAML texts as a spanned tree that keeps the characters that were written.
//!
//! In: a slice of a text. Out: a [`Node`]. Every scalar stays text: the schema decides types, not
//! YAML. Anchors and aliases are refused (content has no use for them, and bombs are made of them).

mod fault;

use std::collections::{BTreeMap, HashMap};

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError};

use crate::diag::Diagnostics;
use crate::load::codes::{COMMENT_IN_VALUE, DUPLICATE_KEY, SMART_QUOTES, WRONG_SHAPE};
use crate::source::{Sources, Span};
pub use fault::YamlFault;

/// Deeper nesting than this is a mistake or an attack.
const DEPTH_LIMIT: usize = 64;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub span: Span,
    pub value: NodeValue,
}

/// What a file can hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeValue {
    /// Nothing written, or `~` or `null` without quotation marks.
    Null,
    /// Characters as written, after the escapes of quoted text.
    Text {
        text: Box<str>,
        quoted: bool,
    },
    List(Vec<Node>),
    Map(Vec<Pair>),
}

/// A key of a mapping with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    pub key: Box<str>,
    pub key_span: Span,
    pub node: Node,
}

impl Node {
    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The pairs, where it is a mapping.
    #[must_use]
    pub fn as_map(&self) -> Option<&[Pair]> {
        match &self.value {
            NodeValue::Map(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// The items, where it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.value {
            NodeValue::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.value == NodeValue::Null
    }

    /// Returns the value as the characters that make it, wherever and however it was written.
    #[must_use]
    pub fn to_characters(&self) -> String {
        let mut text = String::new();
        self.write_characters(&mut text);
        text
    }

    fn write_characters(&self, out: &mut String) {
        match &self.value {
            NodeValue::Null => out.push('~'),
            NodeValue::Text { text, .. } => out.extend(["\"", text, "\""]),
            NodeValue::List(items) => {
                out.push('[');
                for item in items {
                    item.write_characters(out);
                    out.push(',');
                }
                out.push(']');
            }
            NodeValue::Map(pairs) => {
                out.push('{');
                for Pair { key, node, .. } in pairs {
                    out.extend([key, ":"]);
                    node.write_characters(out);
                    out.push(',');
                }
                out.push('}');
            }
        }
    }

    /// The text, or an error that says a text was expected.
    pub fn text_or(&self, diags: &mut Diagnostics) -> Option<&str> {
        self.as_text().or_else(|| self.refuse(diags, "text"))
    }

    /// The items, or an error that says a list was expected.
    pub fn list_or(&self, diags: &mut Diagnostics) -> Option<&[Node]> {
        self.as_list().or_else(|| self.refuse(diags, "list"))
    }

    /// The pairs, or an error that says a mapping was expected.
    pub fn map_or(&self, diags: &mut Diagnostics) -> Option<&[Pair]> {
        self.as_map().or_else(|| self.refuse(diags, "mapping"))
    }

    /// `true` or `false`, or an error that says so.
    pub fn boolean_or(&self, diags: &mut Diagnostics) -> Option<bool> {
        match self.as_text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => self.refuse(diags, "boolean"),
        }
    }

    fn refuse<T>(&self, diags: &mut Diagnostics, expected: &'static str) -> Option<T> {
        diags.add(self.span, WRONG_SHAPE.choose("expected", expected));
        None
    }
}

/// Reads the YAML that stands at `span`. An empty text is a null.
///
/// Grammar faults and duplicate keys are reported; after a fault nothing is returned.
pub fn parse(sources: &Sources, span: Span, diags: &mut Diagnostics) -> Option<Node> {
    let text = sources.text(span);
    // A byte-order mark is not YAML's business, and its bytes still count.
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let span = span.slice(skipped, text.len());
    let text = &text[skipped..];
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.block_nesting_limit = DEPTH_LIMIT;
    options.flow_nesting_limit = DEPTH_LIMIT;
    let mut builder =
        NodeBuilder { parser: Parser::new_from_str_with_options(text, options), text, span, diags };
    match builder.document() {
        Ok(Node { span, value: NodeValue::Text { text, quoted: false } })
            if fault::is_glued_key(text.lines().next().unwrap_or_default()) =>
        {
            diags.add(span, YamlFault::NoSpaceAfterColon);
            None
        }
        Ok(Node { span, value: NodeValue::Text { text: written, quoted: false } })
            if fault::find_no_break_space(&written).is_some() =>
        {
            let at = span.start as usize + fault::find_no_break_space(sources.text(span)).unwrap_or(0);
            let space = Span::new(span.source, at, at + '\u{a0}'.len_utf8());
            diags.add(space, YamlFault::NoBreakSpace);
            None
        }
        Ok(node) => Some(node),
        Err((at, fault)) => {
            diags.add(at, fault);
            None
        }
    }
}

/// A mapping of names to texts, as `variables:` has it. An empty value stays a blank to fill.
pub fn read_variables(node: &Node, diags: &mut Diagnostics) -> BTreeMap<String, String> {
    let pairs = node.map_or(diags).unwrap_or_default();
    let text = |pair: &Pair, diags: &mut Diagnostics| match &pair.node.value {
        NodeValue::Null => Some(String::new()),
        _ => pair.node.text_or(diags).map(str::to_owned),
    };
    pairs.iter().filter_map(|pair| Some((pair.key.to_string(), text(pair, diags)?))).collect()
}

struct NodeBuilder<'a, 'd> {
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    text: &'a str,
    span: Span,
    diags: &'d mut Diagnostics,
}

type PlacedFault = (Span, YamlFault);

impl<'a> NodeBuilder<'a, '_> {
    fn document(&mut self) -> Result<Node, PlacedFault> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => break,
                _ if root.is_some() => return Err((span, YamlFault::SeveralDocuments)),
                event => root = Some(self.build_node(event, span, 0)?),
            }
        }
        Ok(root.unwrap_or(Node { span: self.span.slice(0, 0), value: NodeValue::Null }))
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), PlacedFault> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                let range = span.byte_range().unwrap_or(0..0);
                Ok((event, self.span.slice(range.start, range.end)))
            }
            Some(Err(error)) => Err(self.explain(&error)),
            None => Ok((Event::StreamEnd, self.span.slice(self.text.len(), self.text.len()))),
        }
    }

    fn build_node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node, PlacedFault> {
        if depth > DEPTH_LIMIT {
            return Err((span, YamlFault::TooDeep));
        }
        let value = match event {
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(_, anchor, _)
            | Event::MappingStart(_, anchor, _)
                if anchor != 0 =>
            {
                return Err((span, YamlFault::Alias));
            }
            // A tag is no part of the value: `!Attention danger` would say `danger`.
            Event::Scalar(.., Some(_))
            | Event::SequenceStart(.., Some(_))
            | Event::MappingStart(.., Some(_)) => {
                return Err((self.tag_before(span), YamlFault::Reserved('!')));
            }
            Event::Scalar(text, style, ..) => {
                if style == ScalarStyle::Plain {
                    self.warn_doubtful(span);
                }
                read_scalar(&text, style)
            }
            Event::SequenceStart(..) => return self.read_list(span, depth),
            Event::MappingStart(..) => return self.read_map(span, depth),
            _ => return Err((span, YamlFault::Alias)),
        };
        // A plain scalar's span may reach over the line break behind it.
        let written = &self.text[span.start as usize - self.span.start as usize..][..span.range().len()];
        let span =
            Span::new(span.source, span.start as usize, span.start as usize + written.trim_end().len());
        Ok(Node { span, value })
    }

    /// Where the tag of what begins at a span stands.
    fn tag_before(&self, span: Span) -> Span {
        let before = self.text[..span.start as usize - self.span.start as usize].trim_end();
        let from = before.rfind(|c: char| c.is_whitespace() || "[{,".contains(c)).map_or(0, |at| at + 1);
        self.span.slice(from, before.len())
    }

    /// Warns of what an editor took for a part of a plain value and YAML does not, and the other way round.
    fn warn_doubtful(&mut self, span: Span) {
        let start = span.start as usize - self.span.start as usize;
        let written = self.text[start..][..span.range().len()].trim_end();
        if let Some((from, to)) = find_lost_comment(self.text, start, written) {
            let lost = self.text[from..to].to_owned();
            self.diags.add(self.span.slice(from, to), COMMENT_IN_VALUE.with("lost", lost));
        }
        // `-un` on a line of its own is meant for an item; behind a key it may be text.
        let begins_line = || self.text[fault::find_line(self.text, start).0..start].trim().is_empty();
        if fault::find_bare_dash(written).is_some() && begins_line() {
            let end = start + written.lines().next().unwrap_or_default().trim_end().len();
            self.diags.add(self.span.slice(start, end), YamlFault::DashWithoutSpace);
        }
        let (opening, closing) = if written.starts_with('“') { ('“', '”') } else { ('‘', '’') };
        let inside = written.strip_prefix(opening).and_then(|rest| rest.strip_suffix(closing));
        if inside.is_some_and(|inside| !inside.contains([opening, closing])) {
            let place = self.span.slice(start, start + written.len());
            self.diags.add(place, SMART_QUOTES.with("value", written));
        }
    }

    fn read_list(&mut self, start: Span, depth: usize) -> Result<Node, PlacedFault> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                let end = items.last().map_or(span.end, |item: &Node| item.span.end.max(span.end));
                return Ok(self.close(start, end, NodeValue::List(items)));
            }
            items.push(self.build_node(event, span, depth + 1)?);
        }
    }

    fn read_map(&mut self, start: Span, depth: usize) -> Result<Node, PlacedFault> {
        /// Few keys are looked through; many would take the square of their number.
        const FEW: usize = 32;
        let mut pairs: Vec<Pair> = Vec::new();
        let mut known: HashMap<Box<str>, Span> = HashMap::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let end = pairs.last().map_or(span.end, |pair| pair.node.span.end.max(span.end));
                return Ok(self.close(start, end, NodeValue::Map(pairs)));
            }
            let (key, key_span) = self.read_key(event, span, depth)?;
            let (event, span) = self.next()?;
            let node = self.build_node(event, span, depth + 1)?;
            if pairs.len() == FEW {
                known.extend(pairs.iter().map(|pair| (pair.key.clone(), pair.key_span)));
            }
            let first = if pairs.len() < FEW {
                pairs.iter().find(|pair| pair.key == key).map(|pair| pair.key_span)
            } else {
                known.get(&key).copied()
            };
            if let Some(first) = first {
                let problem = DUPLICATE_KEY.with("key", &*key);
                self.diags.push(problem.at(key_span).with_related(first));
                continue;
            }
            if pairs.len() >= FEW {
                known.insert(key.clone(), key_span);
            }
            pairs.push(Pair { key, key_span, node });
        }
    }

    /// The key that an event is, as it is looked for, and where it stands.
    fn read_key(
        &mut self,
        event: Event<'a>,
        span: Span,
        depth: usize,
    ) -> Result<(Box<str>, Span), PlacedFault> {
        let Node { span, value } = self.build_node(event, span, depth + 1)?;
        let NodeValue::Text { text, .. } = value else { return Err((span, YamlFault::MissingColon)) };
        // Indentation by no-break spaces is none: the key would belong to what is around.
        if text.starts_with(fault::NO_BREAK) {
            let space = text.chars().next().map_or(0, char::len_utf8);
            return Err((span.slice(0, space), YamlFault::NoBreakSpace));
        }
        // French typography puts a no-break space before the colon; it is not part of the key.
        let key = text.trim_matches(['\u{a0}', '\u{202f}', ' ']);
        Ok((if key.len() == text.len() { text } else { key.into() }, span))
    }

    /// A list's or mapping's node: from its first character to the last of its last item.
    fn close(&self, start: Span, end: u32, value: NodeValue) -> Node {
        let text = &self.text[start.start as usize - self.span.start as usize..];
        let length = (end.max(start.end) - start.start) as usize;
        let written = text.get(..length).unwrap_or(text).trim_end().len();
        Node { span: Span::new(start.source, start.start as usize, start.start as usize + written), value }
    }

    /// Says a grammar fault in terms of what the editor did.
    fn explain(&self, error: &ScanError) -> PlacedFault {
        let offset = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let (start, end, fault) = fault::explain_fault(self.text, offset, error.kind());
        (self.span.slice(start, end), fault)
    }
}

/// Where a comment stands behind a plain value, on its line, that reads like a part of it: `Atelier #2`.
///
/// A comment set off by a space, as in `Atelier # le deuxième`, is one.
fn find_lost_comment(text: &str, start: usize, written: &str) -> Option<(usize, usize)> {
    let behind = text[start + written.len()..].trim_start();
    if !written.is_empty() && !behind.starts_with('#') {
        return None; // as nearly always: nobody need look for the line
    }
    let (line, end) = fault::find_line(text, start + written.len());
    let from = if written.is_empty() {
        // Nothing was written but the comment: it stands behind the key or the dash.
        let at = text[line..end].find(" #")?;
        text[line..line + at].trim_end().ends_with([':', '-']).then_some(line + at)?
    } else {
        start + written.len()
    };
    let rest = &text[from..end.max(from)];
    let comment = rest.trim_start();
    let is_lost = comment.len() < rest.len()
        && comment.starts_with('#')
        && comment.trim_start_matches('#').starts_with(|c: char| !c.is_whitespace());
    is_lost.then_some((end - comment.len(), end))
}

fn read_scalar(text: &str, style: ScalarStyle) -> NodeValue {
    let quoted = style != ScalarStyle::Plain;
    if !quoted && matches!(text, "" | "~" | "null") {
        return NodeValue::Null;
    }
    NodeValue::Text { text: text.into(), quoted }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Problem};

    fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>, Sources) {
        let mut sources = Sources::default();
        let id = sources.add("x.yaml", text);
        let mut diags = Diagnostics::default();
        let node = parse(&sources, sources.whole(id), &mut diags);
        (node, diags.iter().cloned().collect(), sources)
    }

    #[test]
    fn scalars_keep_their_characters() {
        let (node, diags, sources) = read("titre: 1.0\ncode: 01000\nnom: no\nvide:\nl: [a, 'b']\n");
        assert!(diags.is_empty());
        let node = node.unwrap();
        let pairs = node.as_map().unwrap();
        let texts: Vec<_> = pairs.iter().map(|pair| pair.node.as_text()).collect();
        assert_eq!(texts, [Some("1.0"), Some("01000"), Some("no"), None, None]);
        assert_eq!(sources.text(pairs[1].node.span), "01000");
        assert_eq!(sources.text(pairs[4].node.span), "[a, 'b']");
        assert_eq!(sources.text(pairs[4].node.as_list().unwrap()[1].span), "'b'");
    }

    #[test]
    fn faults_are_told_as_what_the_editor_did() {
        let fault = |text| match &read(text).1[..] {
            [found] => found.problem.clone(),
            other => panic!("{text:?}: {other:?}"),
        };
        assert_eq!(fault("titre: Outil : regard\n"), Problem::from(YamlFault::ColonInValue));
        assert_eq!(fault("a:\n\t- b\n"), Problem::from(YamlFault::Tab));
        assert_eq!(fault("a: [b, c\nd: e\n"), Problem::from(YamlFault::Unclosed('[')));
        assert_eq!(fault("a: \"b\nc: d\n"), Problem::from(YamlFault::Unclosed('"')));
        assert_eq!(fault("a: 'b' c\n"), Problem::from(YamlFault::AfterQuote('\'')));
        assert_eq!(fault("a: 'l'été'\n"), Problem::from(YamlFault::AfterQuote('\'')));
        assert_eq!(fault("a: b\n\tc: d\n"), Problem::from(YamlFault::Tab));
        assert_eq!(fault("a:\n- b\n-c\n"), Problem::from(YamlFault::DashWithoutSpace));
        assert_eq!(fault("a: @b\n"), Problem::from(YamlFault::Reserved('@')));
        assert_eq!(fault("a: &x b\nc: *x\n"), Problem::from(YamlFault::Alias));
        assert_eq!(fault("a: b\nsans deux-points\nc: d\n"), Problem::from(YamlFault::MissingColon));
        assert_eq!(fault("a:b\nc: d\n"), Problem::from(YamlFault::NoSpaceAfterColon));
        assert_eq!(fault("a: {b: c\nd: e\n"), Problem::from(YamlFault::Unclosed('{')));
        assert_eq!(fault("l'été: 'b\nc: d\n"), Problem::from(YamlFault::Unclosed('\'')));
        assert_eq!(fault("a: b\n  c: d\n"), Problem::from(YamlFault::Indentation));
        assert_eq!(fault("a: - b\n"), Problem::from(YamlFault::Reserved('-')));
        assert_eq!(fault("- a: - b\n"), Problem::from(YamlFault::Reserved('-')));
        assert_eq!(fault("a: > 18 ans\nb: c\n"), Problem::from(YamlFault::Reserved('>')));
        assert_eq!(fault("a: , b\n"), Problem::from(YamlFault::Reserved(',')));
        assert_eq!(fault("a: [b] c\n"), Problem::from(YamlFault::AfterBracket(']')));
        assert_eq!(fault("a: {b: c} d\ne: f\n"), Problem::from(YamlFault::AfterBracket('}')));
        assert_eq!(fault("- [b] c\n"), Problem::from(YamlFault::AfterBracket(']')));
        assert_eq!(fault("a: [b]\n  c: d\n"), Problem::from(YamlFault::Indentation));
        assert_eq!(fault("a: !Attention danger\n"), Problem::from(YamlFault::Reserved('!')));
        assert_eq!(fault("a: ! [b]\n"), Problem::from(YamlFault::Reserved('!')));
        assert_eq!(fault("a: !b\nc: d\n"), Problem::from(YamlFault::Reserved('!')));
        assert_eq!(fault("- a\nb: c\n"), Problem::from(YamlFault::Indentation));
    }

    #[test]
    fn what_an_editor_may_not_have_meant_is_a_warning() {
        let codes =
            |text| -> Vec<&str> { read(text).1.iter().map(|found| found.problem.code.name).collect() };
        for lost in ["a: b #2\nc: d\n", "a: #2\nb: c\n", "- #2\n- b\n", "a: été   ##2", "- a: b #c"] {
            assert_eq!(codes(lost), ["comment-in-value"], "{lost}");
        }
        for quoted in ["a: “b”\n", "- ‘b c’\n"] {
            assert_eq!(codes(quoted), ["smart-quotes"], "{quoted}");
        }
        for plain in [
            "a: b # 2\n",
            "a: 'b' #2\n",
            "a: b#2\n",
            "a: #\n",
            "a:\n  #2\n  b\n",
            "a: #b\n  c: d\n",
            "#a\nb: c\n",
            "a: « b »\n",
            "a: “b” et “c”\n",
            "a: 'été'\nb: “c\n",
        ] {
            assert!(codes(plain).is_empty(), "{plain}: {:?}", codes(plain));
        }
    }
}
