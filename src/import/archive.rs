//! A ZIP as a stranger made it → its files, or the reason to refuse it whole.
//!
//! In: bytes. Out: files by path, below the one folder that a kit unpacks to. Never: a byte on the disk, more
//! memory than the limits allow, trust in what the archive says of itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::path_safety::{self, Distinct};
use crate::diag::{Damage, Problem, Unsafe};

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A kit beyond this is none.
pub const PACKED: u64 = 256 << 20;
/// What all its files may weigh once unpacked.
pub const UNPACKED: u64 = 512 << 20;
pub const ENTRIES: usize = 2000;
/// Text packs to a tenth, seldom to a hundredth; a bomb to a thousandth.
const RATIO: u64 = 200;
/// What is small cannot harm, however well it packs.
const HARMLESS: u64 = 1 << 20;

/// Unpacks an archive.
///
/// # Errors
/// What is wrong with it.
pub fn unpack(bytes: &[u8]) -> Result<Files, Problem> {
    if bytes.len() as u64 > PACKED {
        return Err(Problem::ImportUnsafe(Unsafe::TooLarge { limit: PACKED }));
    }
    let broken = |_: ZipError| Problem::ImportDamaged(Damage::NotAnArchive);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > ENTRIES {
        return Err(Problem::ImportUnsafe(Unsafe::TooMany { limit: ENTRIES }));
    }
    if archive.len() as u64 != entries_written(bytes) {
        // The library keeps the last of two entries of a name: what else is in there nobody looked at.
        return Err(Problem::ImportUnsafe(Unsafe::Twice { path: "…".to_owned() }));
    }
    let mut files = Files::new();
    let mut distinct = Distinct::default();
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(broken)?;
        let path = entry.name().map_err(broken)?.into_owned();
        let kind = entry.unix_mode().unwrap_or(0) & 0o170_000;
        let folder = entry.is_dir();
        let refuse = |fault: Unsafe| Err(Problem::ImportUnsafe(fault));
        if !matches!(kind, 0 | 0o100_000 | 0o040_000) || (kind == 0o040_000) != folder && kind != 0 {
            return refuse(Unsafe::Link { path });
        }
        path_safety::path(path.strip_suffix('/').unwrap_or(&path)).map_err(Problem::ImportUnsafe)?;
        if entry.encrypted() {
            return refuse(Unsafe::Encrypted { path });
        }
        let (packed, announced) = (entry.compressed_size(), entry.size());
        if announced > HARMLESS && announced / RATIO > packed {
            return refuse(Unsafe::Bomb { path });
        }
        drop(entry);
        if folder {
            continue;
        }
        distinct.insert(&path).map_err(Problem::ImportUnsafe)?;
        let damaged = |_: std::io::Error| Problem::ImportDamaged(Damage::Hash { path: path.clone() });
        let mut entry = archive.by_index(at).map_err(broken)?;
        let most = left.min(HARMLESS.max(packed.saturating_mul(RATIO)));
        let mut bytes = Vec::new();
        entry.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(damaged)?;
        if bytes.len() as u64 > most {
            return refuse(if most == left {
                Unsafe::TooLarge { limit: UNPACKED }
            } else {
                Unsafe::Bomb { path }
            });
        }
        if bytes.len() as u64 != announced {
            let (expected, found) = (announced, bytes.len() as u64);
            return Err(Problem::ImportDamaged(Damage::Size { path, expected, found }));
        }
        left -= bytes.len() as u64;
        files.insert(path, bytes);
    }
    Ok(below_one_folder(files))
}

/// How many entries the end of the archive announces.
fn entries_written(bytes: &[u8]) -> u64 {
    // Where two ends could be found, readers disagree on which is meant: the last one counts, as for the library.
    let end = memchr::memmem::rfind(bytes, b"PK\x05\x06");
    let count = end.and_then(|at| bytes.get(at + 10..at + 12));
    count.map_or(0, |count| u64::from(u16::from_le_bytes([count[0], count[1]])))
}

/// The files of a kit, which all stand in one folder of its name.
fn below_one_folder(files: Files) -> Files {
    let first =
        files.keys().next().and_then(|path| path.split_once('/')).map(|(folder, _)| format!("{folder}/"));
    match first {
        Some(folder)
            if files.contains_key(&format!("{folder}datapackage.json"))
                && files.keys().all(|path| path.starts_with(&folder)) =>
        {
            files.into_iter().map(|(path, bytes)| (path[folder.len()..].to_owned(), bytes)).collect()
        }
        _ => files,
    }
}
