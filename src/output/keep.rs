//! What is slow to make, kept from one build to the next.
//!
//! In: a key that tells everything a file depends on. Out: the file, where it was made before. Never: anything that a
//! build needs; what is lost or damaged is made again.

use std::fmt::Debug;
use std::sync::Arc;

/// Where made files are kept.
pub trait Keep: Debug + Send + Sync {
    /// What is known of a file.
    fn find(&self, key: &str) -> Found;
    /// Keeps a file. Where it cannot, it does not.
    fn keep(&self, key: &str, bytes: &[u8]);
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Made(Vec<u8>),
    Missing,
    /// It is missing, and nobody will look at it: only whether it can be made is asked.
    Unasked,
}

/// A place where made files are kept; by default nothing is.
#[derive(Clone, Debug)]
pub struct Kept(Arc<dyn Keep>);

impl Kept {
    /// Files kept in a place.
    #[must_use]
    pub fn new(place: Arc<dyn Keep>) -> Self {
        Self(place)
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self(Arc::new(Nowhere))
    }
}

impl std::ops::Deref for Kept {
    type Target = dyn Keep;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

#[derive(Debug)]
struct Nowhere;

impl Keep for Nowhere {
    fn find(&self, _: &str) -> Found {
        Found::Missing
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}
