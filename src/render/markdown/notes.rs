//! The footnotes of a text: their calls, and the list they make below it.
//!
//! In: the names of footnotes as they are met. Out: HTML. Never: an identifier that another text of the page uses.

use std::fmt::Write as _;

use pulldown_cmark::CowStr;

use super::Writer;
use crate::load::markdown;

/// A footnote.
#[derive(Default)]
pub struct Note {
    pub calls: usize,
    pub html: String,
}

impl<'e> Writer<'_, 'e> {
    /// The place of a footnote, from the order of its first call or, failing that, of its text.
    pub(super) fn note(&mut self, name: CowStr<'e>) -> usize {
        let next = self.notes.len();
        let at = *self.numbers.entry(name).or_insert(next);
        if at == next {
            self.notes.push(Note::default());
        }
        at
    }

    /// What the names of footnotes begin with: the file says which of the texts of a page they belong to.
    fn notes_of(&self) -> String {
        let path = &self.desk.sources.get(self.text.source).path;
        let file = path.rsplit('/').next().unwrap_or(path);
        format!(
            "_{}{}-",
            self.text.prefix.trim_start_matches('_'),
            markdown::to_slug(file.trim_end_matches(".md"))
        )
    }

    pub(super) fn call(&mut self, name: CowStr<'e>) {
        let at = self.note(name);
        let number = at + 1;
        if self.linked {
            let _ = write!(self.out, "<sup>{number}</sup>");
            return;
        }
        self.notes[at].calls += 1;
        let (call, of) = (self.notes[at].calls, self.notes_of());
        let label = self.desk.words.fill("footnote_n", &[("n", &number.to_string())]);
        let _ = write!(
            self.out,
            "<sup><a href=\"#{of}note-{number}\" id=\"{of}call-{number}-{call}\" role=\"doc-noteref\" \
             aria-label=\"{label}\">{number}</a></sup>"
        );
    }

    pub(super) fn keep_note(&mut self) {
        if let Some((at, waiting)) = self.waiting.pop() {
            self.notes[at].html = std::mem::replace(&mut self.out, waiting);
        }
    }

    pub(super) fn end(mut self) -> String {
        if self.notes.is_empty() {
            return self.out;
        }
        let (of, back) = (self.notes_of(), self.desk.words.get("footnote_back"));
        self.out.push_str("<ol class=\"footnotes\">\n");
        for (number, note) in (1..).zip(&self.notes) {
            // The way back ends the last paragraph, where there is one.
            let inside = note.html.strip_suffix("</p>\n");
            let _ = write!(self.out, "<li id=\"{of}note-{number}\">{}", inside.unwrap_or(&note.html));
            for call in 1..=note.calls {
                let label = format!("{back} {number}.{call}");
                let _ = write!(
                    self.out,
                    " <a href=\"#{of}call-{number}-{call}\" role=\"doc-backlink\" aria-label=\"{label}\">↩</a>"
                );
            }
            self.out.push_str(if inside.is_some() { "</p></li>\n" } else { "</li>\n" });
        }
        self.out.push_str("</ol>\n");
        self.out
    }
}
