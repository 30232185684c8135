//! The door: a folder on disk → texts and attachments.
//!
//! In: a project's root. Out: [`Sources`], and a diagnostic for each file that cannot be read as what
//! its name says. Never: a link followed outside the project, a file skipped in silence.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::tree::{Layout, Reading};
use crate::diag::{Diagnostic, Diagnostics, Place, Problem};
use crate::source::Sources;

/// A text beyond this is not something an editor wrote.
const TEXT_LIMIT: u64 = 64 << 20;
/// An attachment beyond this does not belong on a toolkit's site.
const ASSET_LIMIT: u64 = 256 << 20;

/// Reads `content/` and `themes/` of a project.
///
/// # Errors
/// Where the root is not a folder that can be read.
pub fn folder(root: &Path) -> io::Result<(Sources, Diagnostics)> {
    let root = root.canonicalize()?;
    let mut diags = Diagnostics::default();
    let mut paths = Vec::new();
    for top in ["content", "themes"] {
        if root.join(top).is_dir() {
            walk(&root, top, &mut paths, &mut diags);
        }
    }
    paths.sort();
    let layout = Layout::new(paths.iter().map(|(name, _)| name.as_str()));
    let files: Vec<Result<Loaded, Diagnostic>> =
        paths.par_iter().filter_map(|(name, path)| load(name, path, layout.reading(name))).collect();
    let mut sources = Sources::default();
    for (file, (name, _)) in
        files.into_iter().zip(paths.iter().filter(|(name, _)| layout.reading(name) != Reading::Not))
    {
        match file {
            Ok(Loaded::Text(text)) => drop(sources.add(name.as_str(), text)),
            Ok(Loaded::Bytes(bytes)) => drop(sources.add_asset(name.as_str(), bytes)),
            Err(diagnostic) => diags.push(diagnostic),
        }
    }
    Ok((sources, diags))
}

enum Loaded {
    Text(String),
    Bytes(Vec<u8>),
}

fn walk(root: &Path, top: &str, paths: &mut Vec<(String, PathBuf)>, diags: &mut Diagnostics) {
    let mut entries = WalkDir::new(root.join(top)).follow_links(true).into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map_or_else(|| top.to_owned(), |path| name_of(root, path));
                diags.error(Place::Path(path), Problem::Unreadable { reason: error.to_string() });
                continue;
            }
        };
        if entry.path_is_symlink() && !stays_inside(root, entry.path()) {
            let path = name_of(root, entry.path());
            diags.error(Place::Path(path), Problem::OutsideProject);
            if entry.file_type().is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            paths.push((name_of(root, entry.path()), entry.into_path()));
        }
    }
}

fn stays_inside(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|target| target.starts_with(root))
}

/// The project-relative path with `/` between folders.
fn name_of(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let names: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    names.join("/")
}

fn load(name: &str, path: &Path, reading: Reading) -> Option<Result<Loaded, Diagnostic>> {
    let limit = match reading {
        Reading::Text => TEXT_LIMIT,
        Reading::Bytes => ASSET_LIMIT,
        Reading::Not => return None,
    };
    let refuse = |problem| Diagnostic::error(Place::Path(name.to_owned()), problem);
    let read = || {
        let bytes = std::fs::metadata(path).map_err(|error| unreadable(&error))?.len();
        if bytes > limit {
            return Err(Problem::FileTooLarge { bytes, limit });
        }
        let bytes = std::fs::read(path).map_err(|error| unreadable(&error))?;
        match reading {
            Reading::Text => {
                let text = String::from_utf8(bytes).map_err(|_| Problem::NotUtf8)?;
                if text.contains('\0') { Err(Problem::NotUtf8) } else { Ok(Loaded::Text(text)) }
            }
            _ => Ok(Loaded::Bytes(bytes)),
        }
    };
    Some(read().map_err(refuse))
}

fn unreadable(error: &io::Error) -> Problem {
    Problem::Unreadable { reason: error.to_string() }
}
