//! Everything that a run found, and its order.
//!
//! In: diagnostics, from any phase and thread. Out: the same, sorted so that the order of reading never shows.
//! Never: a judgement of its own.

use std::collections::BTreeMap;

use super::{Diagnostic, Place, Problem, Severity};
use crate::source::SourceId;

/// Everything found in a run. Phases push and go on.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.items.push(diagnostic);
    }

    /// Adds a problem at a place, as bad as its code says.
    pub fn add(&mut self, place: impl Into<Place>, problem: impl Into<Problem>) {
        self.push(problem.into().at(place));
    }

    /// Adds a problem at a place as a warning, whatever its code says.
    pub fn advise(&mut self, place: impl Into<Place>, problem: impl Into<Problem>) {
        self.push(problem.into().at(place).as_warning());
    }

    /// Adds what another phase, or another thread, found.
    pub fn extend(&mut self, others: Self) {
        self.items.extend(others.items);
    }

    /// Whether anything stops the publication.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.items.iter().any(|item| item.severity == Severity::Error)
    }

    /// How many have that severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.items.iter().filter(|item| item.severity == severity).count()
    }

    /// Each, in the order of [`Diagnostics::sort`] once sorted.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.items.iter()
    }

    /// Keeps, drops or changes each: `judge` answers the severity, or nothing to drop it.
    pub fn judge(&mut self, judge: impl Fn(&Diagnostic) -> Option<Severity>) {
        self.items.retain_mut(|item| match judge(item) {
            Some(severity) => {
                item.severity = severity;
                true
            }
            None => false,
        });
    }

    /// Sorts by file, place and code, so that the order of reading never shows, and drops repetitions.
    pub fn sort(&mut self, path_of: impl Fn(SourceId) -> String) {
        // A text has the rank of its path: a million paths would weigh more than what is said of them.
        let mut ranks: BTreeMap<String, usize> = BTreeMap::new();
        let mut known: BTreeMap<SourceId, String> = BTreeMap::new();
        for item in &self.items {
            let path = match &item.place {
                Place::Span(span) => known.entry(span.source).or_insert_with(|| path_of(span.source)),
                Place::Path(path) | Place::At(path, _) => path,
            };
            if !ranks.contains_key(path) {
                ranks.insert(path.clone(), 0);
            }
        }
        ranks.values_mut().enumerate().for_each(|(number, rank)| *rank = number);
        let rank = |path: &String| ranks.get(path).copied().unwrap_or(0);
        let by_source: BTreeMap<SourceId, usize> =
            known.iter().map(|(source, path)| (*source, rank(path))).collect();
        self.items.sort_by_cached_key(|item| {
            let (rank, start, end) = match &item.place {
                Place::Span(span) => {
                    (by_source.get(&span.source).copied().unwrap_or(0), span.start, span.end)
                }
                Place::Path(path) | Place::At(path, _) => (rank(path), 0, 0),
            };
            (rank, start, end, item.problem.code.name)
        });
        // What shares place and code has no order yet but that of reading.
        let alike = |a: &Diagnostic, b: &Diagnostic| a.place == b.place && a.problem.code == b.problem.code;
        self.items.chunk_by_mut(alike).filter(|run| run.len() > 1).for_each(|run| {
            run.sort_by(|a, b| a.problem.arguments().cmp(b.problem.arguments()));
        });
        self.items.dedup();
    }
}
