//! Diagnostics for a terminal: what is wrong, the line it stands on, what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::alike::{Cut, Others, Rest, groups};
use super::harmless::harmless;
use super::{ReportLanguage, first_label, others, place, say, tally, words};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::{Sources, Span};

/// Excerpts shown in one report: nobody reads more, and a file that is wrong from end to end stays bounded.
const SHOWN: usize = 100;
/// Places named in one line.
const NAMED: usize = 20;

/// Every diagnostic, errors first, then the tally. Runs of one mistake are told by their first few and a list of
/// places. Colours are escape codes: the caller strips them for a pipe.
#[must_use]
pub fn human(sources: &Sources, diags: &Diagnostics, language: ReportLanguage) -> String {
    let mut text = String::new();
    let mut left = SHOWN;
    for severity in [Severity::Error, Severity::Warning] {
        for group in groups(diags, severity) {
            let shown = group.shown().min(left);
            left -= shown;
            let (first, rest) = group.items.split_at(shown);
            for diagnostic in first {
                text.push_str(&one(sources, diagnostic, language));
                text.push_str("\n\n");
            }
            if let (Some(last), false) = (first.last(), rest.is_empty()) {
                text.push_str(&others(&told(sources, last, rest), language));
                text.push_str("\n\n");
            }
        }
    }
    let (errors, warnings) = (diags.count(Severity::Error), diags.count(Severity::Warning));
    if left == 0 {
        text.push_str(&say(language, "too-many-to-show", &[]));
        text.push('\n');
    }
    if errors + warnings > 0 {
        text.push_str(&tally(errors, warnings, language));
        text.push('\n');
    }
    text
}

/// The rest of a run, behind the last that was shown.
fn told<'a>(sources: &Sources, last: &Diagnostic, rest: &[&'a Diagnostic]) -> Others<'a> {
    let count = rest.len();
    let named = &rest[..count.min(NAMED)];
    let cut = if count > NAMED { Cut::Short } else { Cut::Whole };
    let details: Vec<&str> = named.iter().filter_map(|item| item.problem.detail()).collect();
    if details.len() == named.len() && rest.iter().all(|item| item.place == last.place) {
        return Others { count, kind: Rest::Details(details), cut };
    }
    let (path, ..) = place(sources, last);
    let places: Vec<(String, usize)> = named
        .iter()
        .map(|item| {
            let (path, start, _) = place(sources, item);
            (path, start.line)
        })
        .collect();
    let kind = if places.iter().all(|(other, _)| *other == path) {
        let mut lines: Vec<usize> = places.into_iter().map(|(_, line)| line).collect();
        lines.dedup();
        Rest::Lines(lines)
    } else {
        Rest::Places(places.into_iter().map(|(path, line)| format!("{path}:{line}")).collect())
    };
    Others { count, kind, cut }
}

fn one(sources: &Sources, diagnostic: &Diagnostic, language: ReportLanguage) -> String {
    let words = words(&diagnostic.problem, language);
    let (level, name) = match diagnostic.severity {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
    };
    let level = level.with_name(say(language, name, &[]));
    let help = Level::HELP.with_name(say(language, "to-do", &[]));
    let title = level.primary_title(words.message).id(diagnostic.problem.code.name);
    let group = match &diagnostic.place {
        Place::Span(span) => {
            let mut marks = vec![Mark { span: *span, kind: AnnotationKind::Primary, label: None }];
            let label = Some(first_label(language));
            let related = diagnostic.related.map(|span| Mark { span, kind: AnnotationKind::Context, label });
            match related {
                Some(mark) if mark.span.source == span.source => {
                    marks.push(mark);
                    title.element(excerpt(sources, &marks))
                }
                Some(mark) => title.element(excerpt(sources, &marks)).element(excerpt(sources, &[mark])),
                None => title.element(excerpt(sources, &marks)),
            }
        }
        Place::Path(path) => title.element(Origin::path(harmless(path))),
        Place::At(path, at) => {
            title.element(Origin::path(harmless(path)).line(at.line).char_column(at.column))
        }
    };
    Renderer::styled().render(&[group.element(help.message(words.help))])
}

/// The lines from the first span to the last, with each marked: only they are shown, however long the file.
fn excerpt<'a>(sources: &'a Sources, marks: &[Mark]) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(marks[0].span.source);
    let ranges: Vec<Range<usize>> = marks.iter().map(|mark| marked(&source.text, mark.span)).collect();
    let first = ranges.iter().map(|range| range.start).min().unwrap_or(0);
    let last = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let start = source.text[..first].rfind('\n').map_or(0, |at| at + 1);
    let end = source.text[last..].find('\n').map_or(source.text.len(), |at| last + at);
    let line = sources.position(Span::new(marks[0].span.source, first, first)).0.line;
    let annotations = marks.iter().zip(ranges).map(|(mark, range)| {
        let annotation = mark.kind.span(range.start - start..range.end - start);
        match &mark.label {
            Some(label) => annotation.label(label.clone()),
            None => annotation,
        }
    });
    Snippet::source(&source.text[start..end])
        .line_start(line)
        .path(harmless(&source.path))
        .annotations(annotations)
}

/// A span to mark in an excerpt.
struct Mark {
    span: Span,
    kind: AnnotationKind,
    label: Option<String>,
}

/// The bytes marked: the span, cut at the end of its first line, on character boundaries.
pub(super) fn marked(text: &str, span: Span) -> Range<usize> {
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    // A byte-order mark has no width on the line it begins.
    if text[start..].starts_with('\u{feff}') {
        start += '\u{feff}'.len_utf8();
    }
    let line_end = text[start..].find(['\r', '\n']).map_or(text.len(), |at| start + at);
    let mut end = (span.end as usize).clamp(start, line_end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}
