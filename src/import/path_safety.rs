//! Names of files that may be written on any machine, and what a record may be made of.
//!
//! In: paths as a stranger wrote them. Out: yes, or the reason why not. Never: a path repaired.

use std::collections::BTreeSet;

use crate::check::reserved_names::is_reserved;
use crate::diag::Problem;
use crate::load::codes::IMPORT_UNSAFE;

/// Longer than any name that people give.
const NAME: usize = 120;
const PATH: usize = 240;
const DEPTH: usize = 8;

/// Files that a machine runs, or that run in what opens them.
const RUNS: [&str; 42] = [
    "app", "apk", "bat", "bin", "cmd", "com", "cpl", "deb", "desktop", "dll", "dmg", "docm", "elf", "exe",
    "hta", "htm", "html", "jar", "js", "jse", "lnk", "mjs", "msi", "php", "pif", "pptm", "ps1", "py", "reg",
    "rpm", "scr", "sh", "so", "svgz", "url", "vbe", "vbs", "wsf", "xhtml", "xlsm", "xml", "yaml",
];

/// Whether a path, `/` between folders, stays where it is put and means the same everywhere.
///
/// # Errors
/// What is wrong with it.
pub fn path(path: &str) -> Result<(), Problem> {
    let leaves = path.starts_with('/')
        || path.starts_with('\\')
        || path.split(['/', '\\']).any(|part| part == "..")
        || path.as_bytes().get(1) == Some(&b':');
    if leaves {
        return Err(IMPORT_UNSAFE.choose("fault", "path").with("what", path));
    }
    let parts = path.split('/');
    let fits = !path.is_empty() && path.len() <= PATH && parts.clone().count() <= DEPTH;
    if fits && parts.clone().all(is_name) {
        Ok(())
    } else {
        Err(IMPORT_UNSAFE.choose("fault", "name").with("what", path))
    }
}

/// Whether a path is one that an import may write in a project: it would be safe in an archive, and stays in the
/// folders of contents and of origins.
///
/// # Errors
/// What is wrong with it.
pub fn check_project_path(path: &str) -> Result<(), Problem> {
    self::path(path)?;
    let is_inside = ["content/", "origins/"].iter().any(|folder| path.starts_with(folder));
    if is_inside { Ok(()) } else { Err(IMPORT_UNSAFE.choose("fault", "path").with("what", path)) }
}

/// Whether a path is one that a record's file has in a project.
///
/// # Errors
/// What is wrong with it.
pub fn check_content_path(path: &str) -> Result<(), Problem> {
    check_project_path(path)?;
    if path.starts_with("content/") {
        Ok(())
    } else {
        Err(IMPORT_UNSAFE.choose("fault", "path").with("what", path))
    }
}

fn is_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    // Ports of any digit, raised ones too, which some systems read as plain.
    let port = ["com", "lpt"].iter().any(|port| {
        stem.strip_prefix(port)
            .is_some_and(|rest| rest.chars().count() == 1 && rest.chars().all(char::is_numeric))
    });
    // Signs that turn the direction of what is read hide what a name is.
    let turns = |c: char| matches!(c, '\u{200b}' ..= '\u{200f}' | '\u{202a}' ..= '\u{202e}' | '\u{2066}' ..= '\u{2069}' | '\u{feff}' );
    !name.is_empty()
        && name.len() <= NAME
        && !name.starts_with('.')
        && (!name.starts_with('_') || name == "_collection.yaml")
        && !name.starts_with([' ', '~', '#'])
        && !name.ends_with(['.', ' ', '~', '#'])
        && !name.contains(|c: char| c.is_control() || turns(c) || "\\:*?\"<>|".contains(c))
        && !is_reserved(&stem)
        && !port
}

/// Whether a file that a record would have is one that people fill in, read or look at.
///
/// # Errors
/// What is wrong with it.
pub fn attachment(path: &str) -> Result<(), Problem> {
    self::path(path)?;
    let extension =
        path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    match extension.map(str::to_ascii_lowercase) {
        Some(extension) if RUNS.contains(&extension.as_str()) => {
            Err(IMPORT_UNSAFE.choose("fault", "kind").with("what", path))
        }
        _ => Ok(()),
    }
}

/// Tells paths apart as the least careful of machines does.
#[derive(Debug, Default)]
pub struct Distinct(BTreeSet<String>);

impl Distinct {
    /// Takes note of a path.
    ///
    /// # Errors
    /// Where some machine would take it for one that was there.
    pub fn insert(&mut self, path: &str) -> Result<(), Problem> {
        use unicode_normalization::UnicodeNormalization;
        let folded: String = path.nfkc().flat_map(char::to_lowercase).collect();
        if self.0.insert(folded) {
            Ok(())
        } else {
            Err(IMPORT_UNSAFE.choose("fault", "twice").with("what", path))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_or_deceive_are_refused() {
        for wrong in [
            "../a",
            "a/../b",
            "/a",
            "\\a",
            "C:\\a",
            "c:a",
            "a\\..\\b",
            "",
            "a//b",
            "./a",
            "a/",
            ".git/x",
            "a/.x",
            "_x/a",
            "a\0b",
            "a\nb",
            "CON",
            "nul.txt",
            "com1.ods",
            "a.",
            "a ",
            "a:b",
            "a*",
            "exe\u{202e}sdo.txt",
            "lpt9",
        ] {
            assert!(path(wrong).is_err(), "{wrong:?}");
        }
        for right in
            ["a.ods", "content/kits/l'été/Été n° 1.ods", "content/kits/_collection.yaml", "console.odt"]
        {
            assert!(path(right).is_ok(), "{right:?}");
        }
        assert!(
            attachment("a/x.EXE").is_err()
                && attachment("a/x.ods.js").is_err()
                && attachment("x.ods").is_ok()
        );
        let mut distinct = Distinct::default();
        assert!(distinct.insert("Été").is_ok() && distinct.insert("E\u{301}té").is_err());
    }
}
