//! A Markdown file taken apart so that one field can change and the rest stay as people wrote it.
//!
//! In: a text. Out: its header as [`Chunk`]s, one a field with the comments above it, and its body. Never: a
//! comment, an order or a quotation mark touched beside the field that changes.

use crate::diag::Diagnostics;
use crate::load::front;
use crate::load::yaml::{self, Node, Pair};
use crate::source::Sources;

/// A field of a header, as lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub key: String,
    /// Comments above it.
    pub lead: String,
    /// Its own lines.
    pub text: String,
    pub node: Node,
}

/// A file in parts.
#[derive(Clone, Debug)]
pub struct Page {
    /// What stands before the header: a byte-order mark, empty lines, the fence.
    open: String,
    pub chunks: Vec<Chunk>,
    /// Comments below the last field, and the fence.
    pub close: String,
    pub body: String,
}

impl Page {
    /// Takes a text apart; nothing where its header cannot be read. A text without a header has no chunk.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut sources = Sources::default();
        let id = sources.add("", text);
        let mut diags = Diagnostics::default();
        let split = front::split(&sources, id, &mut diags)?;
        let Some(span) = split.yaml else {
            let body = sources.text(split.body).to_owned();
            let open = text[..split.body.start as usize].to_owned();
            return Some(Self { open, chunks: Vec::new(), close: String::new(), body });
        };
        let root = yaml::parse(&sources, span, &mut diags)?;
        if diags.has_errors() {
            return None;
        }
        let pairs = if root.is_null() { Vec::new() } else { root.as_map()?.to_vec() };
        let body = sources.text(split.body).to_owned();
        let open = text[..span.start as usize].to_owned();
        let header = sources.text(span).to_owned();
        let (chunks, rest) = chunks(&header, span.start as usize, pairs);
        let close = rest + &text[span.end as usize..split.body.start as usize];
        Some(Self { open, chunks, close, body })
    }

    /// The text again.
    #[must_use]
    pub fn text(&self) -> String {
        let fields = self.chunks.iter().flat_map(|chunk| [chunk.lead.as_str(), &chunk.text]);
        let parts =
            std::iter::once(self.open.as_str()).chain(fields).chain([self.close.as_str(), &self.body]);
        parts.collect()
    }

    /// Whether it has no header.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.open.trim_matches(['\u{feff}', '\n', '\r']).is_empty()
    }

    /// The field of that name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Chunk> {
        self.chunks.iter().find(|chunk| chunk.key == key)
    }

    /// Takes a field out, with the comments above it.
    pub fn remove(&mut self, key: &str) -> Option<Chunk> {
        let at = self.chunks.iter().position(|chunk| chunk.key == key)?;
        Some(self.chunks.remove(at))
    }

    /// Takes a field out, and leaves in its place what is to be left of it.
    pub fn cut(&mut self, key: &str, left: impl Fn(&Chunk) -> String) {
        let Some(at) = self.chunks.iter().position(|chunk| chunk.key == key) else { return };
        let left = left(&self.chunks.remove(at));
        self.chunks.get_mut(at).map_or(&mut self.close, |next| &mut next.lead).insert_str(0, &left);
    }

    /// Puts a field in the place of the one of its name, below the comments of that one unless it has its own; else
    /// behind the field that is named, else at the end.
    pub fn put(&mut self, chunk: Chunk, behind: Option<&str>) {
        if self.is_bare() {
            self.open.push_str("---\n");
            self.close.push_str("---\n");
        }
        if let Some(own) = self.chunks.iter_mut().find(|own| own.key == chunk.key) {
            let lead = if chunk.lead.is_empty() { std::mem::take(&mut own.lead) } else { chunk.lead };
            *own = Chunk { lead, ..chunk };
            return;
        }
        let at = behind.and_then(|name| self.chunks.iter().position(|own| own.key == name));
        self.chunks.insert(at.map_or(self.chunks.len(), |at| at + 1), chunk);
    }
}

impl Chunk {
    /// A field made of a value.
    #[must_use]
    pub fn new(pair: Pair) -> Self {
        let text = yaml::write(std::slice::from_ref(&pair));
        Self { key: pair.key.to_string(), lead: String::new(), text, node: pair.node }
    }
}

/// The fields of a header, and the comments below the last. A header whose keys do not each begin a line is
/// written anew.
fn chunks(header: &str, base: usize, pairs: Vec<Pair>) -> (Vec<Chunk>, String) {
    let starts: Vec<usize> = pairs.iter().map(|pair| pair.key_span.start as usize - base).collect();
    let begins_line = |at: &usize| *at == 0 || header.as_bytes().get(at - 1) == Some(&b'\n');
    if !starts.iter().all(begins_line) {
        let mut chunks: Vec<Chunk> = pairs.into_iter().map(Chunk::new).collect();
        let lead = yaml::comments(header).into_iter().map(|(_, comment)| comment + "\n").collect();
        if let Some(first) = chunks.first_mut() {
            first.lead = lead;
            return (chunks, String::new());
        }
        return (chunks, lead);
    }
    let mut chunks: Vec<Chunk> = Vec::with_capacity(pairs.len());
    let mut lead_from = 0;
    for (number, pair) in pairs.into_iter().enumerate() {
        let start = starts[number];
        let next = starts.get(number + 1).copied().unwrap_or(header.len());
        let end = start + comments_from(&header[start..next]);
        chunks.push(Chunk {
            key: pair.key.to_string(),
            lead: header[lead_from..start].to_owned(),
            text: header[start..end].to_owned(),
            node: pair.node,
        });
        lead_from = end;
    }
    (chunks, header[lead_from..].to_owned())
}

/// Where the comments begin that stand at the end of some lines, at their margin.
fn comments_from(lines: &str) -> usize {
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
            let page = Page::read(text).unwrap();
            if !text.contains('{') {
                assert_eq!(page.text(), text);
            }
        }
        let mut page = Page::read("---\n# un\na: 1\n# deux\nb: 2\nc: 3\n---\nCorps\n").unwrap();
        let other = Page::read("---\nb: [x]\nd: 4\n---\n").unwrap();
        page.put(other.chunks[0].clone(), None);
        page.put(other.chunks[1].clone(), Some("a"));
        page.remove("c");
        assert_eq!(page.text(), "---\n# un\na: 1\nd: 4\n# deux\nb: [x]\n---\nCorps\n");
    }
}
