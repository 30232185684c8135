//! Front matter: the YAML between two `---` lines at the head of a Markdown file.
//!
//! In: a text. Out: where its front matter and its body stand. Spans count from the file's first byte.

use crate::diag::Diagnostics;
use crate::load::codes::{FRONT_MATTER_FENCE, FRONT_MATTER_UNCLOSED};
use crate::source::{SourceId, Sources, Span};

/// The two halves of a Markdown file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Front {
    /// The YAML between the fences; nothing where the file begins with text.
    pub yaml: Option<Span>,
    pub body: Span,
    /// The line a message about the whole front matter points at: the opening fence.
    pub head: Span,
}

/// Splits a Markdown file. A fence that is never closed is reported, and nothing is returned.
pub fn split(sources: &Sources, id: SourceId, diags: &mut Diagnostics) -> Option<Front> {
    let text = &sources.get(id).text;
    // An empty line before the header is not seen in an editor, and means nothing.
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r']).len();
    let first = find_line_end(text, start);
    let head = Span::new(id, start, start + text[start..first].trim_end().len());
    if text[start..first].trim_end() != "---" {
        if is_like_a_fence(&text[start..first]) && text[first..].lines().take(FAR).any(is_like_a_fence) {
            diags.add(head, FRONT_MATTER_FENCE.with("written", text[start..first].trim_end()));
            return None;
        }
        let body = Span::new(id, start, text.len());
        return Some(Front { yaml: None, body, head });
    }
    let mut at = first;
    let mut like: Option<Span> = None;
    while at < text.len() {
        let end = find_line_end(text, at);
        if text[at..].starts_with("---") && text[at..end].trim_end() == "---" {
            let yaml = Some(Span::new(id, first, at));
            return Some(Front { yaml, body: Span::new(id, end, text.len()), head });
        }
        if like.is_none() && is_like_a_fence(&text[at..end]) {
            like = Some(Span::new(id, at, at + text[at..end].trim_end().len()));
        }
        at = end;
    }
    match like {
        Some(line) => {
            let written = sources.text(line).to_owned();
            diags.push(FRONT_MATTER_FENCE.with("written", written).at(line));
        }
        None => diags.add(head, &FRONT_MATTER_UNCLOSED),
    }
    None
}

/// How many lines of a header are looked through for the fence that closes it.
const FAR: usize = 200;

/// Whether a line has only hyphens and dashes, as a word processor may make of three hyphens.
fn is_like_a_fence(line: &str) -> bool {
    let line = line.trim();
    (1..=5).contains(&line.chars().count())
        && line.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
}

/// Where the line that begins at `start` ends, its line break included.
fn find_line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |newline| start + newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_count_from_the_first_byte_of_the_file() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "\u{feff}---\r\na: b\r\n---\r\nTexte");
        let mut diags = Diagnostics::default();
        let front = split(&sources, id, &mut diags).unwrap();
        assert_eq!(sources.text(front.yaml.unwrap()), "a: b\r\n");
        assert_eq!(sources.text(front.body), "Texte");
        let open = sources.add("b.md", "---\na: b\n");
        assert!(split(&sources, open, &mut diags).is_none() && diags.has_errors());
    }
}
