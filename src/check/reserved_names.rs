//! Names that Windows keeps for its devices: a file of such a name cannot be made there, nor unpacked from a kit.
//!
//! In: the paths and the records of a project. Out: an error for each name. Never: a name of another system.

use std::collections::BTreeSet;

use crate::check::codes::WINDOWS_NAME;
use crate::diag::{Diagnostics, Place};
use crate::model::Site;
use crate::source::Sources;

/// Checks every name under `content/`, and every identifier, for it becomes the name of a page.
pub fn check(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    let texts = sources.texts().map(|(_, source)| source.path.as_str());
    let mut said: BTreeSet<&str> = BTreeSet::new();
    for path in texts.chain(sources.assets().map(|(_, asset)| asset.path.as_str())) {
        let Some(inside) = path.strip_prefix("content/") else { continue };
        let Some(name) = inside.split('/').find(|name| is_reserved(name)) else { continue };
        // What stands in a folder of that name is not its fault.
        let end = path.len() - inside.len()
            + inside.split('/').take_while(|other| *other != name).map(|n| n.len() + 1).sum::<usize>()
            + name.len();
        if said.insert(&path[..end]) {
            diags.add(Place::Path(path[..end].to_owned()), WINDOWS_NAME.with("name", take_stem(name)));
        }
    }
    for record in site.tables.iter().flat_map(|table| &table.records).filter(|record| is_reserved(&record.id))
    {
        let path = sources.get(record.source).path.as_str();
        if !path.split('/').any(is_reserved) {
            diags.add(record.span, WINDOWS_NAME.with("name", &record.id));
        }
    }
}

fn take_stem(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// `con`, `aux.pdf`, `COM1`: whatever stands behind the first stop counts for nothing.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    let stem = take_stem(name);
    let any = |names: &[&str]| names.iter().any(|known| stem.eq_ignore_ascii_case(known));
    match stem.len() {
        3 => any(&["con", "prn", "aux", "nul"]),
        4 if matches!(stem.as_bytes()[3], b'1'..=b'9') => {
            ["com", "lpt"].iter().any(|known| stem.as_bytes()[..3].eq_ignore_ascii_case(known.as_bytes()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_told_from_names() {
        for reserved in ["con.md", "AUX", "com1.tar.gz", "lpt9"] {
            assert!(is_reserved(reserved), "{reserved}");
        }
        for name in ["conte.md", "com", "com0", "nulle", "auxi.pdf", "réa"] {
            assert!(!is_reserved(name), "{name}");
        }
    }
}
