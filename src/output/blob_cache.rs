//! What is slow to make, kept from one build to the next.
//!
//! In: a key that tells everything a file depends on. Out: the file, where it was made before. Never: anything that a
//! build needs; what is lost or damaged is made again.

use std::fmt::Debug;
use std::sync::Arc;

/// Where made files are kept.
pub trait BlobStore: Debug + Send + Sync {
    /// What is known of a file.
    fn find(&self, key: &str) -> CachedBlob;
    /// Keeps a file. Where it cannot, it does not.
    fn keep(&self, key: &str, bytes: &[u8]);
}

/// What is known of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CachedBlob {
    Made(Vec<u8>),
    Missing,
    /// It is missing, and nobody will look at it: only whether it can be made is asked.
    Unasked,
}

/// A place where made files are kept; by default nothing is.
#[derive(Clone, Debug)]
pub struct BlobCache(Arc<dyn BlobStore>);

impl BlobCache {
    /// Files kept in a place.
    #[must_use]
    pub fn new(place: Arc<dyn BlobStore>) -> Self {
        Self(place)
    }
}

impl Default for BlobCache {
    fn default() -> Self {
        Self(Arc::new(NoStore))
    }
}

impl std::ops::Deref for BlobCache {
    type Target = dyn BlobStore;

    fn deref(&self) -> &Self::Target {
        &*self.0
    }
}

#[derive(Debug)]
struct NoStore;

impl BlobStore for NoStore {
    fn find(&self, _: &str) -> CachedBlob {
        CachedBlob::Missing
    }

    fn keep(&self, _: &str, _: &[u8]) {}
}
