//! The name an editor most likely meant.
//!
//! In: a name that nobody has, and those there are. Out: one of them, where one is near.

use std::collections::HashMap;

/// The name among `candidates` that an editor most likely meant, where one is near.
///
/// Near is a Damerau–Levenshtein distance of at most a third of the longer name, accents and case
/// aside; equal distances go to the first in alphabetical order.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let folded = fold(name);
    let length = folded.chars().count();
    let letters = Letters::of(&folded);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            // Most names are told far by their length, then by their letters, without a closer look.
            if candidate.is_ascii() && !are_near(length.abs_diff(candidate.len()), length, candidate.len()) {
                return None;
            }
            let other = fold(candidate);
            let count = other.chars().count();
            let near = |slips: &usize| are_near(*slips, length, count);
            Some(letters.missing_from(&other)).filter(near)?;
            let slips = Some(strsim::damerau_levenshtein(&folded, &other)).filter(near)?;
            Some((slips, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// How often each letter stands in a name, letters in as many heaps as keep the count quick.
struct Letters([u16; 32]);

impl Letters {
    fn of(name: &str) -> Self {
        let mut heaps = [0_u16; 32];
        for byte in name.bytes() {
            let heap = &mut heaps[usize::from(byte % 32)];
            *heap = heap.saturating_add(1);
        }
        Self(heaps)
    }

    /// How many letters of another name this one lacks: each is a slip at least, a character's bytes aside.
    fn missing_from(&self, other: &str) -> usize {
        if !other.is_ascii() {
            return 0;
        }
        let mut left = self.0;
        let mut missing = 0;
        for byte in other.bytes() {
            let heap = &mut left[usize::from(byte % 32)];
            match heap.checked_sub(1) {
                Some(rest) => *heap = rest,
                None => missing += 1,
            }
        }
        missing
    }
}

/// Whether so many slips may stand between names of these lengths.
fn are_near(slips: usize, one: usize, other: usize) -> bool {
    slips * 3 <= one.max(other)
}

/// Lower case without accents.
fn fold(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Proposals for names looked for among many: each is looked for once, and after many misses no more.
///
/// A column that names nothing right would otherwise be compared, name by name, with a whole collection.
/// What is proposed depends on the order of asking, which must not be that of threads.
#[derive(Debug, Default)]
pub struct Suggestions {
    found: HashMap<String, HashMap<String, Option<String>>>,
}

impl Suggestions {
    /// Wrong names of one group that are looked for.
    const ENOUGH: usize = 100;

    /// What `look` finds for a name, remembered; nothing where the group has had enough.
    pub fn of(&mut self, group: &str, name: &str, look: impl FnOnce() -> Option<String>) -> Option<String> {
        if !self.found.contains_key(group) {
            self.found.insert(group.to_owned(), HashMap::new());
        }
        let known = self.found.get_mut(group)?;
        if let Some(found) = known.get(name) {
            return found.clone();
        }
        if known.len() >= Self::ENOUGH {
            return None;
        }
        let found = look();
        known.insert(name.to_owned(), found.clone());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_forgives_accents_and_one_slip() {
        let levers = ["audace", "curiosite", "contrainte"];
        assert_eq!(nearest("curiosité", levers).as_deref(), Some("curiosite"));
        assert_eq!(nearest("audcae", levers).as_deref(), Some("audace"));
        assert_eq!(nearest("bienveillance", levers), None);
        assert_eq!(nearest("Cure\u{301}", ["cûrë"]).as_deref(), Some("cûrë"));
    }

    #[test]
    fn a_name_is_looked_for_once_and_a_group_not_without_end() {
        let mut suggestions = Suggestions::default();
        let mut looks = 0;
        for name in (0..1000).map(|n| n.to_string()).flat_map(|name| [name.clone(), name]) {
            suggestions.of("leviers", &name, || {
                looks += 1;
                None
            });
        }
        assert_eq!(looks, Suggestions::ENOUGH);
        assert_eq!(suggestions.of("outils", "a", || Some("b".into())).as_deref(), Some("b"));
    }
}
