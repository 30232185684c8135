//! Runs of one mistake: which problems are alike, and what tells one from the next.
//!
//! In: diagnostics. Out: [`Group`]s, each of one kind of mistake, in the order of their first place.

use std::collections::HashMap;

use crate::diag::{Diagnostic, Diagnostics, Owner, Problem, Severity};

/// The diagnostics of one kind of mistake, in their order.
pub struct Group<'a> {
    pub items: Vec<&'a Diagnostic>,
}

impl Group<'_> {
    /// How many are worth an excerpt: one mistake repeated to the letter is soon understood, each variant of a
    /// mistake has a remedy of its own.
    pub fn shown(&self) -> usize {
        let first = self.items[0];
        if self.items.iter().all(|item| item.place == first.place && detail(&item.problem).is_some()) {
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

/// The diagnostics of that severity by kind of mistake.
pub fn groups(diags: &Diagnostics, severity: Severity) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    for item in diags.iter().filter(|item| item.severity == severity) {
        let key = (item.problem.code(), subject(&item.problem));
        let at = *known.entry(key).or_insert_with(|| {
            groups.push(Group { items: Vec::new() });
            groups.len() - 1
        });
        groups[at].items.push(item);
    }
    groups
}

/// What a mistake is about: the same field with another value is the same mistake, another field is another.
fn subject(problem: &Problem) -> &str {
    use Problem as P;
    match problem {
        P::UnknownKey { owner: Owner::Record(name) | Owner::Row(name) | Owner::Table(name), .. }
        | P::BrokenReference { collection: name, .. }
        | P::UndeclaredCollection { name } => name,
        P::RequiredMissing { field, .. }
        | P::AdvisedMissing { field, .. }
        | P::WrongType { field, .. }
        | P::DateImpossible { field, .. }
        | P::DateIncomplete { field, .. }
        | P::NotAllowed { field, .. }
        | P::TooShort { field, .. }
        | P::TooLong { field, .. }
        | P::TooSmall { field, .. }
        | P::TooLarge { field, .. }
        | P::NotAbove { field, .. }
        | P::NotBelow { field, .. }
        | P::PatternMismatch { field, .. }
        | P::FormatMismatch { field, .. }
        | P::DelimiterInItem { field, .. }
        | P::NotUnique { field, .. }
        | P::ItemTwice { field, .. }
        | P::ItemEmpty { field }
        | P::RuleRequire { field, .. }
        | P::RuleOrdered { second: field, .. } => field,
        _ => "",
    }
}

/// What tells a mistake from the next at the same place.
pub fn detail(problem: &Problem) -> Option<&str> {
    match problem {
        Problem::LegalMissing { key } => Some(key),
        Problem::RequiredMissing { field, .. } | Problem::HeaderMissing { field } => Some(field),
        Problem::BlankEmpty { name } | Problem::BlankUnknown { name, .. } => Some(name),
        _ => None,
    }
}
