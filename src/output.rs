//! What is published: a map from paths to payloads, and the one function that puts it in place.
//!
//! In: [`Output`]. Out: a folder that a web server sees change in one step. Never: content, wording.

mod blob_cache;
pub mod codes;
pub mod disk_store;
mod hashed_file;
mod publish;
mod stage;

pub use crate::source::sha256;
pub use blob_cache::{BlobCache, BlobStore, CachedBlob};
pub use hashed_file::{FileHash, HashedFile};

pub use publish::{Publication, PublishFailure, publish};

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use crate::diag::{Diagnostic, Place};
use crate::output::codes::ROUTE_TWICE;

/// A path inside the published folder: relative, `/` between folders.
pub type OutputPath = String;

/// The content of one published file.
///
/// Pages and large tables are *pure functions* of their inputs, so they need not all stand in memory at
/// once: the writer calls each when its turn comes, the preview server when somebody asks for it.
#[derive(Clone)]
pub enum Payload {
    Bytes(Arc<[u8]>),
    Lazy(Arc<Render>),
    /// One whose size and hash other files state.
    Hashed(Arc<HashedFile>),
}

/// Writes one file.
pub type Render = dyn Fn(&mut dyn Write) -> Result<(), Fault> + Send + Sync;

/// Why a file could not be written.
#[derive(Debug)]
pub enum Fault {
    /// A city's own theme has a fault, or a picture of its content, which stops the publication.
    Theme(Box<Diagnostic>),
    /// The machine.
    Io(io::Error),
}

impl From<Box<Diagnostic>> for Fault {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::Theme(diagnostic)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Payload {
    /// A file written when it is asked for.
    pub fn lazy(render: impl Fn(&mut dyn Write) -> Result<(), Fault> + Send + Sync + 'static) -> Self {
        Self::Lazy(Arc::new(render))
    }

    /// Writes the file.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn write(&self, out: &mut dyn Write) -> Result<(), Fault> {
        match self {
            Self::Bytes(bytes) => Ok(out.write_all(bytes)?),
            Self::Lazy(render) => render(out),
            Self::Hashed(sealed) => sealed.write(out),
        }
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn bytes(&self) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        self.write(&mut bytes)?;
        Ok(bytes)
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

impl From<Arc<HashedFile>> for Payload {
    fn from(sealed: Arc<HashedFile>) -> Self {
        Self::Hashed(sealed)
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
        self.put(path, payload).is_ok()
    }

    /// Puts a file at a path that nobody else may want.
    ///
    /// # Errors
    /// `route-twice`, where the path was taken.
    pub fn put(
        &mut self,
        path: impl Into<OutputPath>,
        payload: impl Into<Payload>,
    ) -> Result<(), Box<Diagnostic>> {
        use std::collections::btree_map::Entry;
        match self.files.entry(path.into()) {
            Entry::Vacant(place) => {
                place.insert(payload.into());
                Ok(())
            }
            Entry::Occupied(taken) => {
                let path = taken.key().clone();
                Err(Box::new(ROUTE_TWICE.with("path", &path).with("other", &path).at(Place::Path(path))))
            }
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

    /// Every path, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &OutputPath> {
        self.files.keys()
    }

    /// Every file, in two waves: first those whose size and hash other files state, so that each is
    /// written once; then the rest. Each wave in the order of the paths.
    #[must_use]
    pub fn waves(&self) -> [Vec<(&OutputPath, &Payload)>; 2] {
        let (sealed, rest) = self.iter().partition(|(_, payload)| matches!(payload, Payload::Hashed(_)));
        [sealed, rest]
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
