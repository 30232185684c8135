//! What is owed to those a record was taken from: that it says so, and that no conflict is left in it.
//!
//! In: a site and what its lock file remembers. Out: errors. Never: a look at records of the city's own.

use crate::diag::{Conflict, Diagnostics, Place, Problem};
use crate::model::origin::Locked;
use crate::model::{Record, Site};
use crate::source::{SourceId, Sources, Span};

/// What begins the line that opens a conflict; in a header it stands behind `# `.
pub const MARK: &str = "<<<<<<< ";
/// What stands before the extension of a file that disagrees with another.
pub const BESIDE: [&str; 2] = ["conflit", "conflict"];

/// Checks every record that came from elsewhere.
pub fn check(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    for locked in &site.lock.records {
        let Some((collection, id)) = locked.record.split_once('/') else { continue };
        let Some(at) = site.find(collection, id) else { continue };
        let record = site.record(at).1;
        let same = record.origin.as_ref().is_some_and(|origin| {
            origin.id == locked.origin
                && origin.publisher == locked.publisher
                && origin.license == locked.license
        });
        if !same {
            let place = record.origin.as_ref().and_then(|origin| origin.span).unwrap_or(record.span);
            let problem =
                Problem::AttributionLost { publisher: locked.publisher.clone(), lines: lines(locked) };
            diags.error(place, problem);
        }
        conflicts(sources, record, diags);
    }
}

fn lines(locked: &Locked) -> String {
    let Locked { origin, publisher, license, .. } = locked;
    format!("origin: {{id: {origin}, publisher: {publisher:?}, license: {license:?}}}")
}

fn conflicts(sources: &Sources, record: &Record, diags: &mut Diagnostics) {
    let own = std::iter::once(record.source).chain(record.parts.iter().map(|part| part.source));
    for source in own {
        marks(sources, source)
            .into_iter()
            .for_each(|place| diags.error(place, Problem::MergeConflict(Conflict::Text)));
    }
    for asset in record.assets.iter().map(|asset| sources.asset(*asset)) {
        beside(&asset.path).into_iter().for_each(|(place, problem)| diags.error(place, problem));
    }
}

/// Where a file stands beside the one that it disagrees with: the path of that one, and what to say.
#[must_use]
pub fn beside(path: &str) -> Option<(Place, Problem)> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let mut words = name.split('.').collect::<Vec<_>>();
    // Before the extension, or last where there is none.
    let at = (1..words.len()).rev().take(2).find(|at| BESIDE.contains(&words[*at]))?;
    words.remove(at);
    let place = Place::Path(format!("{folder}/{}", words.join(".")));
    Some((place, Problem::MergeConflict(Conflict::File { beside: name.to_owned() })))
}

/// The lines that open a conflict.
#[must_use]
pub fn marks(sources: &Sources, source: SourceId) -> Vec<Span> {
    let text = &sources.get(source).text;
    let found = memchr::memmem::find_iter(text.as_bytes(), MARK.as_bytes()).filter_map(|at| {
        let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
        let before = text[start..at].trim_start_matches('\u{feff}');
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
        matches!(before, "" | "# ").then(|| Span::new(source, at, end))
    });
    found.collect()
}
