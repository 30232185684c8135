//! What was made of a text before, taken again as long as the text is the same.
//!
//! In: keys that tell everything a result depends on. Out: results, shared. Never: a result of an earlier
//! input, for a key holds the very inputs (see [`Same`]) and not a date or a hash of them; nor a result that
//! the last build had no use for, so that a preview of many hours keeps the memory of one build.
//!
//! A build that happens once remembers nothing: [`Memo::default`] makes each result anew and keeps none.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// A value that is the same as another where both are one in memory.
#[derive(Debug)]
pub struct Same<T>(Arc<T>);

impl<T> Same<T> {
    /// This very value.
    #[must_use]
    pub fn new(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self::new(&self.0)
    }
}

impl<T> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for Same<T> {}

impl<T> Hash for Same<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

/// Results by what they were made of.
#[derive(Debug)]
pub struct Memo<K, T>(Option<Generations<K, T>>);

#[derive(Debug)]
struct Generations<K, T> {
    /// Of the build before.
    before: HashMap<K, Arc<T>>,
    /// Of the build at work, which is what the next will find.
    now: Mutex<HashMap<K, Arc<T>>>,
}

impl<K, T> Default for Memo<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: Hash + Eq, T> Memo<K, T> {
    /// A memory that keeps.
    #[must_use]
    pub fn with_history() -> Self {
        Self(Some(Generations { before: HashMap::new(), now: Mutex::default() }))
    }

    /// What was made of that key, else what `make` makes.
    pub fn recall(&self, key: impl FnOnce() -> K, make: impl FnOnce() -> T) -> Arc<T> {
        let Some(kept) = &self.0 else { return Arc::new(make()) };
        let key = key();
        let found = kept.before.get(&key).cloned().unwrap_or_else(|| Arc::new(make()));
        let mut now = kept.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(key, Arc::clone(&found));
        found
    }

    /// Begins the next build: what the last one had no use for is forgotten.
    pub fn turn(&mut self) {
        if let Some(kept) = &mut self.0 {
            kept.before = std::mem::take(kept.now.get_mut().unwrap_or_else(PoisonError::into_inner));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_taken_again_and_what_is_not_asked_for_is_forgotten() {
        let (a, b) = (Arc::new(1), Arc::new(1));
        let mut memo: Memo<Same<i32>, i32> = Memo::with_history();
        let ask = |memo: &Memo<_, _>, key: &Arc<i32>, made: i32| *memo.recall(|| Same::new(key), || made);
        assert_eq!((ask(&memo, &a, 1), ask(&memo, &b, 2)), (1, 2), "equal texts are not the same text");
        memo.turn();
        assert_eq!(ask(&memo, &a, 3), 1);
        memo.turn();
        assert_eq!((ask(&memo, &a, 4), ask(&memo, &b, 5)), (1, 5));
        assert_eq!(ask(&Memo::default(), &a, 6), 6);
    }
}
