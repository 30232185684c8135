//! A ZIP as a stranger made it → its files, or the reason to refuse it whole.
//!
//! In: bytes. Out: files by path, below the one folder that a kit unpacks to. Never: a byte on the disk, more
//! memory than the limits allow, trust in what the archive says of itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::path_safety::{self, Distinct};
use crate::diag::Problem;
use crate::import::codes::IMPORT_DAMAGED;
use crate::load::codes::IMPORT_UNSAFE;
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
        return Err(IMPORT_UNSAFE.choose("fault", "too-large").with("limit", PACKED >> 20));
    }
    let broken = |_: ZipError| IMPORT_DAMAGED.choose("fault", "not-an-archive");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > ENTRIES {
        return Err(IMPORT_UNSAFE.choose("fault", "too-many").with("limit", ENTRIES));
    }
    if archive.len() as u64 != entries_written(bytes) {
        // The library keeps the last of two entries of a name: what else is in there nobody looked at.
        return Err(IMPORT_UNSAFE.choose("fault", "twice").with("what", "…"));
    }
    let mut files = Files::new();
    let mut distinct = Distinct::default();
    let mut left = UNPACKED;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(broken)?;
        let path = entry.name().map_err(broken)?.into_owned();
        let kind = entry.unix_mode().unwrap_or(0) & 0o170_000;
        let folder = entry.is_dir();
        let refuse = |fault: Problem| Err(fault);
        if !matches!(kind, 0 | 0o100_000 | 0o040_000) || (kind == 0o040_000) != folder && kind != 0 {
            return refuse(IMPORT_UNSAFE.choose("fault", "link").with("what", path));
        }
        path_safety::path(path.strip_suffix('/').unwrap_or(&path))?;
        if entry.encrypted() {
            return refuse(IMPORT_UNSAFE.choose("fault", "encrypted").with("what", path));
        }
        let (packed, announced) = (entry.compressed_size(), entry.size());
        if announced > HARMLESS && announced / RATIO > packed {
            return refuse(IMPORT_UNSAFE.choose("fault", "bomb").with("what", path));
        }
        drop(entry);
        if folder {
            continue;
        }
        distinct.insert(&path)?;
        let damaged = |_: std::io::Error| IMPORT_DAMAGED.choose("fault", "hash").with("what", &path);
        let mut entry = archive.by_index(at).map_err(broken)?;
        let most = left.min(HARMLESS.max(packed.saturating_mul(RATIO)));
        let mut bytes = Vec::new();
        entry.by_ref().take(most + 1).read_to_end(&mut bytes).map_err(damaged)?;
        if bytes.len() as u64 > most {
            return refuse(if most == left {
                IMPORT_UNSAFE.choose("fault", "too-large").with("limit", UNPACKED >> 20)
            } else {
                IMPORT_UNSAFE.choose("fault", "bomb").with("what", path)
            });
        }
        if bytes.len() as u64 != announced {
            let (expected, found) = (announced, bytes.len() as u64);
            return Err(IMPORT_DAMAGED
                .choose("fault", "size")
                .with("what", &path)
                .with("expected", expected)
                .with("found", found));
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
