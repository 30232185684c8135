//! Runs of one mistake: which problems are alike.
//!
//! In: diagnostics. Out: [`Group`]s, each of one kind of mistake, in the order of their first place.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics, Severity};

/// The diagnostics of one kind of mistake, in their order.
pub struct Group<'a> {
    pub items: Vec<&'a Diagnostic>,
}

impl Group<'_> {
    /// How many are worth an excerpt: one mistake repeated to the letter is soon understood, each variant of a
    /// mistake has a remedy of its own.
    pub fn shown(&self) -> usize {
        let first = self.items[0];
        if self.items.iter().all(|item| item.place == first.place && item.problem.detail().is_some()) {
            return 1;
        }
        let same = self.items.iter().all(|item| item.problem == first.problem);
        let (few, shown) = if same { (4, 3) } else { (7, 5) };
        if self.items.len() <= few { self.items.len() } else { shown }
    }
}

/// What is left of a group once its first few were shown.
pub struct Others<'a> {
    pub count: usize,
    pub kind: Rest<'a>,
    /// Some were left out of the list.
    pub cut: Cut,
}

/// How the rest of a group is told.
pub enum Rest<'a> {
    /// All at the place of the first: what differs.
    Details(Vec<&'a str>),
    /// Lines of the first's own file.
    Lines(Vec<usize>),
    /// `path:line` of several files.
    Places(Vec<String>),
}

/// Whether a list is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Whole,
    Short,
}

impl Cut {
    /// Returns the word that a message chooses by.
    pub fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Short => "short",
        }
    }
}

/// The diagnostics of that severity by kind of mistake.
pub fn groups(diags: &Diagnostics, severity: Severity) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for item in diags.iter().filter(|item| item.severity == severity) {
        let key = (item.problem.code.name, item.problem.subject());
        let at = *known.entry(key).or_insert_with(|| {
            groups.push(Group { items: Vec::new() });
            groups.len() - 1
        });
        groups[at].items.push(item);
    }
    groups
}
