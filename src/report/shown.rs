//! A diagnostic taken apart, for a page that draws it.
//!
//! In: facts and texts. Out: the same words, place and lines as a terminal's. Never: markup.

use super::human::marked;
use super::{ReportLanguage, place, words};
use crate::diag::{Diagnostic, Place, Severity};
use crate::source::{Position, Sources, Span};

/// A diagnostic in words, with the lines it is about.
#[derive(Clone, Debug)]
pub struct Shown {
    pub severity: Severity,
    pub code: &'static str,
    pub message: String,
    pub help: String,
    pub path: String,
    pub position: Position,
    pub excerpt: Option<Excerpt>,
    /// Another place that matters: where an equal key stood first.
    pub related: Option<Excerpt>,
}

/// One line of a file, with the part that is meant.
#[derive(Clone, Debug)]
pub struct Excerpt {
    pub path: String,
    pub position: Position,
    pub before: String,
    pub marked: String,
    pub after: String,
}

/// A diagnostic as a page shows it.
#[must_use]
pub fn shown(sources: &Sources, diagnostic: &Diagnostic, language: ReportLanguage) -> Shown {
    let (path, position, _) = place(sources, diagnostic);
    let words = words(&diagnostic.problem, language);
    let excerpt = match &diagnostic.place {
        Place::Span(span) => Some(excerpt(sources, *span)),
        Place::Path(_) | Place::At(..) => None,
    };
    Shown {
        severity: diagnostic.severity,
        code: diagnostic.problem.code.name,
        message: words.message,
        help: words.help,
        path,
        position,
        excerpt,
        related: diagnostic.related.map(|span| self::excerpt(sources, span)),
    }
}

fn excerpt(sources: &Sources, span: Span) -> Excerpt {
    /// A line beyond this is not read, but scrolled.
    const AROUND: usize = 160;
    let source = sources.get(span.source);
    let range = marked(&source.text, span);
    let start = source.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = source.text[range.end..].find(['\r', '\n']).map_or(source.text.len(), |at| range.end + at);
    let before = source.text[start..range.start].trim_start_matches('\u{feff}');
    let skipped = before.chars().count().saturating_sub(AROUND);
    let cut = before.char_indices().nth(skipped).map_or(before.len(), |(at, _)| at);
    let ellipsis = if skipped > 0 { "…" } else { "" };
    Excerpt {
        path: source.path.clone(),
        position: sources.position(span).0,
        before: format!("{ellipsis}{}", &before[cut..]),
        marked: clipped(&source.text[range.clone()], AROUND),
        after: clipped(&source.text[range.end..end], AROUND),
    }
}

fn clipped(text: &str, limit: usize) -> String {
    match text.char_indices().nth(limit) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
