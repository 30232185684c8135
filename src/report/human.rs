//! Diagnostics for a terminal: what is wrong, the line it stands on, what to do.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Language, tally, words};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::{Sources, Span};

/// Every diagnostic, then the tally. Colours are escape codes: the caller strips them for a pipe.
#[must_use]
pub fn human(sources: &Sources, diags: &Diagnostics, language: Language) -> String {
    let mut text = String::new();
    // Warnings stand apart, before the errors: what matters most stays in sight at the end.
    for severity in [Severity::Warning, Severity::Error] {
        for diagnostic in diags.iter().filter(|diagnostic| diagnostic.severity == severity) {
            text.push_str(&one(sources, diagnostic, language));
            text.push_str("\n\n");
        }
    }
    let (errors, warnings) = (diags.count(Severity::Error), diags.count(Severity::Warning));
    if errors + warnings > 0 {
        text.push_str(&tally(errors, warnings, language));
        text.push('\n');
    }
    text
}

fn one(sources: &Sources, diagnostic: &Diagnostic, language: Language) -> String {
    let words = words(&diagnostic.problem, language);
    let level = match (diagnostic.severity, language) {
        (Severity::Error, Language::French) => Level::ERROR.with_name("erreur"),
        (Severity::Error, Language::English) => Level::ERROR,
        (Severity::Warning, Language::French) => Level::WARNING.with_name("attention"),
        (Severity::Warning, Language::English) => Level::WARNING,
    };
    let help = match language {
        Language::French => Level::HELP.with_name("à faire"),
        Language::English => Level::HELP.with_name("to do"),
    };
    let title = level.primary_title(words.message).id(diagnostic.problem.code());
    let group = match &diagnostic.place {
        Place::Span(span) => {
            let mut snippet = excerpt(sources, *span, AnnotationKind::Primary);
            let mut other = None;
            if let Some(related) = diagnostic.related {
                if related.source == span.source {
                    let range = marked(sources, related);
                    snippet =
                        snippet.annotation(AnnotationKind::Context.span(range).label(first_label(language)));
                } else {
                    other = Some(excerpt(sources, related, AnnotationKind::Context));
                }
            }
            let group = title.element(snippet);
            match other {
                Some(other) => group.element(other),
                None => group,
            }
        }
        Place::Path(path) => title.element(Origin::path(path.as_str())),
    };
    Renderer::styled().render(&[group.element(help.message(words.help))])
}

fn first_label(language: Language) -> &'static str {
    match language {
        Language::French => "déjà ici",
        Language::English => "first here",
    }
}

/// The lines around a span, with the span marked.
fn excerpt<'a>(
    sources: &'a Sources,
    span: Span,
    kind: AnnotationKind,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let source = sources.get(span.source);
    Snippet::source(source.text.as_str())
        .path(source.path.as_str())
        .annotation(kind.span(marked(sources, span)))
}

/// The bytes marked: the span, cut at the end of its first line, on character boundaries.
fn marked(sources: &Sources, span: Span) -> std::ops::Range<usize> {
    let text = sources.get(span.source).text.as_str();
    let mut start = (span.start as usize).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line_end = text[start..].find(['\r', '\n']).map_or(text.len(), |at| start + at);
    let mut end = (span.end as usize).clamp(start, line_end);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}
