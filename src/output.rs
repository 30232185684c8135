//! What is published: a map from paths to payloads, and the one function that puts it in place.
//!
//! In: [`Output`]. Out: a folder that a web server sees change in one step. Never: content, wording.

mod publish;

pub use publish::{Failure, Published, publish};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diagnostic;

/// A path inside the published folder: relative, `/` between folders.
pub type OutputPath = String;

/// The content of one published file.
///
/// Pages are *pure functions* of their inputs, so they need not all stand in memory at once: the
/// writer calls each when its turn comes, the preview server when somebody asks for the page.
#[derive(Clone)]
pub enum Payload {
    Bytes(Arc<[u8]>),
    Lazy(Arc<Render>),
}

/// Renders one file. It fails only where a city's own theme has a fault, which stops the publication.
pub type Render = dyn Fn() -> Result<Vec<u8>, Box<Diagnostic>> + Send + Sync;

impl Payload {
    /// The bytes, rendered now where they were not yet.
    ///
    /// # Errors
    /// The fault of a city's own theme, as a diagnostic.
    pub fn bytes(&self) -> Result<Arc<[u8]>, Box<Diagnostic>> {
        match self {
            Self::Bytes(bytes) => Ok(Arc::clone(bytes)),
            Self::Lazy(render) => render().map(Into::into),
        }
    }

    /// A file rendered when it is asked for.
    pub fn lazy(render: impl Fn() -> Result<Vec<u8>, Box<Diagnostic>> + Send + Sync + 'static) -> Self {
        Self::Lazy(Arc::new(render))
    }
}

impl From<Vec<u8>> for Payload {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl From<String> for Payload {
    fn from(text: String) -> Self {
        Self::Bytes(text.into_bytes().into())
    }
}

impl From<Arc<[u8]>> for Payload {
    fn from(bytes: Arc<[u8]>) -> Self {
        Self::Bytes(bytes)
    }
}

/// Every published file. A path is written once: [`Output::insert`] tells when it was taken.
#[derive(Clone, Default)]
pub struct Output {
    files: BTreeMap<OutputPath, Payload>,
}

impl Output {
    /// Puts a file at a path. Returns false, and keeps the first, where the path was taken.
    pub fn insert(&mut self, path: impl Into<OutputPath>, payload: impl Into<Payload>) -> bool {
        use std::collections::btree_map::Entry;
        match self.files.entry(path.into()) {
            Entry::Vacant(place) => {
                place.insert(payload.into());
                true
            }
            Entry::Occupied(_) => false,
        }
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Payload> {
        self.files.get(path)
    }

    /// Every file, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&OutputPath, &Payload)> {
        self.files.iter()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
