//! Under what terms the data may be reused.
//!
//! In: `license:` of `site.yaml`, or the identifier that a record gives. Out: [`License`]. Never: a judgement on mixing two.

use super::codes::LICENSE_UNLISTED;
use crate::diag::Diagnostics;
use crate::load::yaml::Node;
use crate::settings::{Keys, LICENSE, LICENSES};

/// Those that a French administration may choose without approval (code des relations entre le public et
/// l'administration, D. 323-2-1).
const LISTED: [&str; 2] = ["etalab-2.0", "ODbL-1.0"];

/// A licence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct License {
    /// `etalab-2.0`, `CC-BY-4.0` …; the name where the licence is the city's own.
    pub id: String,
    pub name: String,
    pub url: String,
}

/// Returns the licence of that identifier; `None` where it is not one that essaim knows.
#[must_use]
pub fn known_license(id: &str) -> Option<License> {
    let (id, name, url) = LICENSES.into_iter().find(|license| license.0 == id)?;
    Some(License { id: id.to_owned(), name: name.to_owned(), url: url.to_owned() })
}

/// Returns what people call a licence that the law wants approved first, written by its identifier, address or name.
#[must_use]
pub fn unlisted_license(written: &str) -> Option<&str> {
    match LICENSES.iter().find(|(id, _, url)| [*id, *url].contains(&written)) {
        Some((id, name, _)) => (!LISTED.contains(id)).then_some(*name),
        None => Some(written),
    }
}

/// Reads the licence of the data, with a warning where the law wants it approved first; the default one where nothing
/// is said, or nothing that can be read.
pub fn read_license(site: Keys, diags: &mut Diagnostics) -> License {
    let written = site.get("license").and_then(|node| {
        let license = match node.as_map() {
            Some(_) => read_own_license(node, diags)?,
            None => known_license(site.text("license", diags)?)?,
        };
        if let Some(name) = unlisted_license(&license.id) {
            diags.add(node.span, LICENSE_UNLISTED.with("name", name));
        }
        Some(license)
    });
    written.or_else(|| known_license(LICENSES[0].0)).unwrap_or_default()
}

fn read_own_license(node: &Node, diags: &mut Diagnostics) -> Option<License> {
    let keys = Keys::read(node, &LICENSE, diags)?;
    keys.require(diags);
    let url = keys.string_even_wrong("url", diags);
    let name = keys.string("name", diags)?;
    Some(License { id: name.clone(), name, url: url? })
}
