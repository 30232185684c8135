//! JSON texts as the same spanned tree that YAML gives.
//!
//! In: the text of a schema file. Out: a [`Node`] whose numbers, truths and nulls stand without
//! quotation marks. `serde_json` judges the grammar; what is here only finds the places.

use crate::diag::Diagnostics;
use crate::load::yaml::{Node, NodeValue, Pair};
use crate::schema::codes::SCHEMA_SYNTAX;
use crate::source::{SourceId, Sources, Span};

/// Reads a JSON text. Of two equal keys the last one counts, as in other readers of JSON.
pub fn parse(sources: &Sources, source: SourceId, diags: &mut Diagnostics) -> Option<Node> {
    let whole = sources.whole(source);
    let text = sources.text(whole);
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let (text, span) = (&text[skipped..], whole.slice(skipped, text.len()));
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
        let at = offset(text, error.line(), error.column());
        diags.add(span.slice(at, at), SCHEMA_SYNTAX.with("reason", error.to_string()));
        return None;
    }
    let mut walk = Walk { text, at: 0, span };
    Some(walk.value())
}

/// The byte that stands at a line and a column, both from 1, the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A walk over JSON that is known to be sound.
struct Walk<'a> {
    text: &'a str,
    at: usize,
    span: Span,
}

impl Walk<'_> {
    fn value(&mut self) -> Node {
        let start = self.skip_blanks();
        let value = match self.peek() {
            b'{' => NodeValue::Map(self.members()),
            b'[' => NodeValue::List(self.items()),
            b'"' => NodeValue::Text { text: self.string().into(), quoted: true },
            _ => {
                let rest = &self.text[start..];
                let end = rest.find(|c: char| ",]}".contains(c) || c.is_ascii_whitespace());
                self.at = start + end.unwrap_or(rest.len());
                match &self.text[start..self.at] {
                    "null" => NodeValue::Null,
                    text => NodeValue::Text { text: text.into(), quoted: false },
                }
            }
        };
        Node { span: self.span.slice(start, self.at), value }
    }

    fn members(&mut self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> = Vec::new();
        self.at += 1;
        while self.more() {
            let start = self.skip_blanks();
            let key = self.string();
            let key_span = self.span.slice(start, self.at);
            self.skip_blanks();
            self.at += 1;
            let pair = Pair { key: key.into(), key_span, node: self.value() };
            match pairs.iter_mut().find(|other| other.key == pair.key) {
                Some(other) => *other = pair,
                None => pairs.push(pair),
            }
        }
        pairs
    }

    fn items(&mut self) -> Vec<Node> {
        let mut items = Vec::new();
        self.at += 1;
        while self.more() {
            items.push(self.value());
        }
        items
    }

    /// Steps over a comma or a closing bracket; whether another value follows.
    fn more(&mut self) -> bool {
        self.skip_blanks();
        let mark = self.peek();
        if matches!(mark, b',' | b']' | b'}' | 0) {
            self.at += 1;
        }
        !matches!(mark, b']' | b'}' | 0)
    }

    fn string(&mut self) -> String {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        while self.at < bytes.len() && bytes[self.at] != b'"' {
            self.at += if bytes[self.at] == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(bytes.len());
        serde_json::from_str(&self.text[start..self.at]).unwrap_or_default()
    }

    fn skip_blanks(&mut self) -> usize {
        let rest = &self.text.as_bytes()[self.at.min(self.text.len())..];
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.at
    }

    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_exact_and_every_valid_json_is_read() {
        let mut sources = Sources::default();
        let text =
            "\u{feff}{\t\"a\\/b\": [1.50, true, null, \"\\ud83d\\ude00 é\"],\r\n \"c\": {}, \"c\": [ ] }";
        let id = sources.add("schema.json", text);
        let mut diags = Diagnostics::default();
        let node = parse(&sources, id, &mut diags).unwrap();
        let pairs = node.as_map().unwrap();
        assert_eq!(pairs.len(), 2);
        assert_eq!(&*pairs[0].key, "a/b");
        let items = pairs[0].node.as_list().unwrap();
        let written: Vec<_> = items.iter().map(|item| sources.text(item.span)).collect();
        assert_eq!(written, ["1.50", "true", "null", "\"\\ud83d\\ude00 é\""]);
        assert_eq!(items[3].as_text(), Some("😀 é"));
        assert!(items[2].is_null());
        assert_eq!(sources.text(pairs[1].node.span), "[ ]");
    }

    #[test]
    fn a_fault_is_reported_where_it_stands() {
        let mut sources = Sources::default();
        let id = sources.add("schema.json", "{\n \"a\": 1,\n}");
        let mut diags = Diagnostics::default();
        assert!(parse(&sources, id, &mut diags).is_none());
        let place = diags.iter().next().map(|diagnostic| diagnostic.place.clone()).unwrap();
        let crate::diag::Place::Span(span) = place else { panic!() };
        assert_eq!(sources.position(span).0.line, 3);
    }
}
