//! A project's folder as it was last read, and what earlier builds found: read again, built again.
//!
//! In: a project's root and the paths that were touched. Out: its sources, and the same output as a build
//! from nothing. Never: a byte that a full build would not give.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Options;
use crate::diag::Diagnostics;
use crate::load::folder::folder;
use crate::output::Output;
use crate::source::Sources;

/// A project's folder as it was last read.
pub struct Project {
    root: PathBuf,
    sources: Arc<Sources>,
    unread: Diagnostics,
}

impl Project {
    /// Reads the folder of a project.
    ///
    /// # Errors
    /// Where the root is not a folder that can be read.
    pub fn open(root: &Path) -> io::Result<Self> {
        let (sources, unread) = folder(root)?;
        Ok(Self { root: root.to_owned(), sources: Arc::new(sources), unread })
    }

    /// Reads again what changed among absolute paths; a folder stands for all it holds, the root for the
    /// whole project. True where something did.
    ///
    /// # Errors
    /// Where the root is not a folder that can be read.
    pub fn refresh(&mut self, _touched: &[PathBuf]) -> io::Result<bool> {
        let (sources, unread) = folder(&self.root)?;
        let same = files(&sources) == files(&self.sources) && unread.iter().eq(self.unread.iter());
        if !same {
            self.sources = Arc::new(sources);
            self.unread = unread;
        }
        Ok(!same)
    }

    /// Every file that was read.
    #[must_use]
    pub fn sources(&self) -> &Arc<Sources> {
        &self.sources
    }

    /// What could not be read.
    #[must_use]
    pub fn unread(&self) -> &Diagnostics {
        &self.unread
    }
}

fn files(sources: &Sources) -> Vec<(&str, &[u8])> {
    let texts = sources.texts().map(|(_, source)| (source.path.as_str(), source.text.as_bytes()));
    texts.chain(sources.assets().map(|(_, asset)| (asset.path.as_str(), &*asset.bytes))).collect()
}

/// What earlier builds found.
#[derive(Default)]
pub struct Memory {}

/// Builds a project again: what [`crate::build`] gives, with the help of earlier builds.
#[must_use]
pub fn rebuild(
    sources: &Arc<Sources>,
    options: &Options,
    _memory: &mut Memory,
) -> (Option<Output>, Diagnostics) {
    crate::build(sources, options)
}
