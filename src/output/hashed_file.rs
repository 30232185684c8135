//! A file whose size and SHA-256 other files state.
//!
//! In: what writes the file. Out: the file, and its [`FileHash`]. Never: the file kept in memory.
//!
//! Both are learnt as the file streams by, the first time that it is written. Whoever asks before then has it
//! written to nowhere; so a publication writes these files first (see `Output::waves`), and a preview, which
//! writes what is looked at, hashes no table that nobody looks at.

use std::io::{self, Write};
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use super::{Fault, Render};
use crate::source::hex;

/// The size and the hash of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileHash {
    pub bytes: u64,
    digest: [u8; 32],
}

impl FileHash {
    /// The seal of a file that stands in memory.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, digest: Sha256::digest(bytes).into() }
    }

    /// SHA-256, hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex(&self.digest)
    }
}

/// A file, and its seal from the first time it was written.
pub struct HashedFile {
    render: Box<Render>,
    seal: OnceLock<FileHash>,
}

impl HashedFile {
    /// A file written by a pure function.
    pub fn new(render: impl Fn(&mut dyn Write) -> Result<(), Fault> + Send + Sync + 'static) -> Self {
        Self { render: Box::new(render), seal: OnceLock::new() }
    }

    /// Size and hash.
    ///
    /// # Errors
    /// Those of writing the file, which this does where nobody did.
    pub fn seal(&self) -> Result<FileHash, Fault> {
        if self.seal.get().is_none() {
            self.write(&mut io::sink())?;
        }
        Ok(self.seal.get().copied().unwrap_or_else(|| FileHash::from_bytes(&[])))
    }

    /// Writes the file.
    ///
    /// # Errors
    /// See [`Fault`].
    pub fn write(&self, out: &mut dyn Write) -> Result<(), Fault> {
        if self.seal.get().is_some() {
            return (self.render)(out);
        }
        let mut meter = HashingWriter { out, bytes: 0, hash: Sha256::new() };
        (self.render)(&mut meter)?;
        let seal = FileHash { bytes: meter.bytes, digest: meter.hash.finalize().into() };
        // Two threads may learn it at once: they learn the same.
        let _ = self.seal.set(seal);
        Ok(())
    }
}

impl std::fmt::Debug for HashedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HashedFile").field("seal", &self.seal.get()).finish_non_exhaustive()
    }
}

/// Counts and hashes what passes by.
struct HashingWriter<'a> {
    out: &'a mut dyn Write,
    bytes: u64,
    hash: Sha256,
}

impl Write for HashingWriter<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(piece)?;
        self.bytes += taken as u64;
        self.hash.update(&piece[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn a_file_that_was_written_is_not_written_again_for_its_seal() {
        let times = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&times);
        let file = HashedFile::new(move |out| {
            counter.fetch_add(1, Ordering::Relaxed);
            Ok(out.write_all(b"abc")?)
        });
        let mut written = Vec::new();
        file.write(&mut written).unwrap();
        let seal = file.seal().unwrap();
        assert_eq!((written.as_slice(), seal.bytes), (&b"abc"[..], 3));
        assert_eq!(seal.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(times.load(Ordering::Relaxed), 1);
    }
}
