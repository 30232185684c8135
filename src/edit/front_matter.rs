//! A Markdown file taken apart so that one field can change and the rest stay as people wrote it.
//!
//! In: a text. Out: its header as [`FieldLines`], one a field with the comments above it, and its body. Never: a
//! comment, an order or a quotation mark touched beside the field that changes.

use super::{find_comments, write_yaml};
use crate::diag::Diagnostics;
use crate::load::front;
use crate::load::yaml::{self, Node, Pair};
use crate::source::Sources;

/// A field of a header, as lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLines {
    pub key: String,
    /// Comments above it.
    pub lead: String,
    /// Its own lines.
    pub text: String,
    pub node: Node,
}

/// A file in parts.
#[derive(Clone, Debug)]
pub struct MarkdownParts {
    /// What stands before the header: a byte-order mark, empty lines, the fence.
    open: String,
    pub fields: Vec<FieldLines>,
    /// Comments below the last field, and the fence.
    pub close: String,
    pub body: String,
}

impl MarkdownParts {
    /// Takes a text apart; `None` where its header cannot be read. A text without a header has no field.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut sources = Sources::default();
        let id = sources.add("", text);
        let mut diags = Diagnostics::default();
        let split = front::split(&sources, id, &mut diags)?;
        let Some(span) = split.yaml else {
            let body = sources.text(split.body).to_owned();
            let open = text[..split.body.start as usize].to_owned();
            return Some(Self { open, fields: Vec::new(), close: String::new(), body });
        };
        let root = yaml::parse(&sources, span, &mut diags)?;
        if diags.has_errors() {
            return None;
        }
        let pairs = if root.is_null() { Vec::new() } else { root.as_map()?.to_vec() };
        let body = sources.text(split.body).to_owned();
        let open = text[..span.start as usize].to_owned();
        let header = sources.text(span).to_owned();
        let (fields, rest) = split_fields(&header, span.start as usize, pairs);
        let close = rest + &text[span.end as usize..split.body.start as usize];
        Some(Self { open, fields, close, body })
    }

    /// Returns the text again.
    #[must_use]
    pub fn to_text(&self) -> String {
        let fields = self.fields.iter().flat_map(|chunk| [chunk.lead.as_str(), &chunk.text]);
        let parts =
            std::iter::once(self.open.as_str()).chain(fields).chain([self.close.as_str(), &self.body]);
        parts.collect()
    }

    /// Whether the text has no header.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.open.trim_matches(['\u{feff}', '\n', '\r']).is_empty()
    }

    /// Returns the field of that name.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&FieldLines> {
        self.fields.iter().find(|chunk| chunk.key == key)
    }

    /// Takes a field out, with the comments above it.
    pub fn remove_field(&mut self, key: &str) -> Option<FieldLines> {
        let at = self.fields.iter().position(|chunk| chunk.key == key)?;
        Some(self.fields.remove(at))
    }

    /// Takes a field out, and puts the lines that `left` makes of it in its place.
    pub fn replace_field(&mut self, key: &str, left: impl Fn(&FieldLines) -> String) {
        let Some(at) = self.fields.iter().position(|chunk| chunk.key == key) else { return };
        let left = left(&self.fields.remove(at));
        self.fields.get_mut(at).map_or(&mut self.close, |next| &mut next.lead).insert_str(0, &left);
    }

    /// Puts a field in the place of the one of its name, below the comments of that one unless it has its own; else
    /// behind the field that is named, else at the end.
    pub fn set_field(&mut self, chunk: FieldLines, behind: Option<&str>) {
        if self.is_bare() {
            self.open.push_str("---\n");
            self.close.push_str("---\n");
        }
        if let Some(own) = self.fields.iter_mut().find(|own| own.key == chunk.key) {
            let lead = if chunk.lead.is_empty() { std::mem::take(&mut own.lead) } else { chunk.lead };
            *own = FieldLines { lead, ..chunk };
            return;
        }
        let at = behind.and_then(|name| self.fields.iter().position(|own| own.key == name));
        self.fields.insert(at.map_or(self.fields.len(), |at| at + 1), chunk);
    }
}

impl FieldLines {
    /// Returns a field as the tool writes it.
    #[must_use]
    pub fn from_pair(pair: Pair) -> Self {
        let text = write_yaml(std::slice::from_ref(&pair));
        Self { key: pair.key.to_string(), lead: String::new(), text, node: pair.node }
    }
}

/// Returns the fields of a header, and the comments below the last. A header whose keys do not each begin a line is
/// written anew.
fn split_fields(header: &str, base: usize, pairs: Vec<Pair>) -> (Vec<FieldLines>, String) {
    let starts: Vec<usize> = pairs.iter().map(|pair| pair.key_span.start as usize - base).collect();
    let begins_line = |at: &usize| *at == 0 || header.as_bytes().get(at - 1) == Some(&b'\n');
    if !starts.iter().all(begins_line) {
        let mut chunks: Vec<FieldLines> = pairs.into_iter().map(FieldLines::from_pair).collect();
        let lead = find_comments(header).into_iter().map(|(_, comment)| comment + "\n").collect();
        if let Some(first) = chunks.first_mut() {
            first.lead = lead;
            return (chunks, String::new());
        }
        return (chunks, lead);
    }
    let mut chunks: Vec<FieldLines> = Vec::with_capacity(pairs.len());
    let mut lead_from = 0;
    for (number, pair) in pairs.into_iter().enumerate() {
        let start = starts[number];
        let next = starts.get(number + 1).copied().unwrap_or(header.len());
        let end = start + find_closing_comments(&header[start..next]);
        chunks.push(FieldLines {
            key: pair.key.to_string(),
            lead: header[lead_from..start].to_owned(),
            text: header[start..end].to_owned(),
            node: pair.node,
        });
        lead_from = end;
    }
    (chunks, header[lead_from..].to_owned())
}

/// Returns where the comments begin that stand at the end of some lines, at their margin.
fn find_closing_comments(lines: &str) -> usize {
    let mut from = lines.len();
    let mut at = lines.len();
    for line in lines.split_inclusive('\n').collect::<Vec<_>>().into_iter().rev() {
        at -= line.len();
        if line.starts_with('#') {
            from = at;
        } else if !line.trim().is_empty() {
            break;
        }
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_taken_apart_is_the_same_together() {
        for text in [
            "\u{feff}---\r\n# tête\r\na: 1 # suite\r\n\r\n# b\r\nb:\r\n  - x\r\n# fin\r\n---\r\nCorps\r\n",
            "---\n---\nCorps",
            "---\n{a: 1, b: 2}\n---\n",
            "Sans en-tête\n",
            "---\na: |\n  # pas un commentaire\n  x\n\n# vrai\nb: 2\n---\n",
        ] {
            let page = MarkdownParts::parse(text).unwrap();
            if !text.contains('{') {
                assert_eq!(page.to_text(), text);
            }
        }
        let mut page = MarkdownParts::parse("---\n# un\na: 1\n# deux\nb: 2\nc: 3\n---\nCorps\n").unwrap();
        let other = MarkdownParts::parse("---\nb: [x]\nd: 4\n---\n").unwrap();
        page.set_field(other.fields[0].clone(), None);
        page.set_field(other.fields[1].clone(), Some("a"));
        page.remove_field("c");
        assert_eq!(page.to_text(), "---\n# un\na: 1\nd: 4\n# deux\nb: [x]\n---\nCorps\n");
    }
}
