//! Where everything is published, and how one page names another.
//!
//! In: records, pages, tables. Out: [`OutputPath`]s and relative links. Every link names a file, so the
//! site works at `/`, under any path, from a ZIP and from `file://`.

use crate::model::{PlainPage, Record, Site, Table};
use crate::output::OutputPath;
use crate::schema::publish::is_public;

pub use crate::source::relative;

pub const HOME: &str = "index.html";
pub const NOT_FOUND: &str = "404.html";
pub const SITE_MAP: &str = "plan-du-site.html";
pub const DATA: &str = "data/index.html";
pub const LEGAL: &str = "mentions-legales.html";
pub const ACCESSIBILITY: &str = "accessibilite.html";

/// The index of a collection.
#[must_use]
pub fn index(collection: &str) -> OutputPath {
    format!("{collection}/index.html")
}

/// The page of a record; nothing where its collection has no page per record.
#[must_use]
pub fn record(table: &Table, record: &Record) -> Option<OutputPath> {
    table.collection.pages.then(|| format!("{}/{}.html", table.collection.name, record.id))
}

/// An edition of a record for a record of another collection.
#[must_use]
pub fn edition(collection: &str, record: &str, edition: &str) -> OutputPath {
    format!("{collection}/{record}/{edition}.html")
}

/// The kit of a record.
#[must_use]
pub fn kit(collection: &str, record: &str) -> OutputPath {
    format!("{collection}/{record}.zip")
}

/// A plain page: `index` is the introduction of the home page.
#[must_use]
pub fn page(page: &PlainPage) -> OutputPath {
    format!("{}.html", page.id)
}

/// The data page of a collection.
#[must_use]
pub fn data(collection: &str) -> OutputPath {
    format!("data/{collection}.html")
}

/// One record as JSON.
#[must_use]
pub fn record_json(collection: &str, record: &str) -> OutputPath {
    format!("data/{collection}/{record}.json")
}

/// An attached file, from its project path: `content/kits/x/a.ods` → `kits/x/a.ods`; nothing for the files of
/// a theme, nor for those of a collection of which nothing is published.
#[must_use]
pub fn asset(site: &Site, path: &str) -> Option<OutputPath> {
    let path = path.strip_prefix("content/")?;
    let folder = path.split('/').next().unwrap_or_default();
    let public = site.table(folder).is_none_or(|(_, table)| is_public(&table.collection));
    public.then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn links_are_relative_and_name_a_file() {
        assert_eq!(relative("index.html", "outils/index.html"), "outils/index.html");
        assert_eq!(relative("outils/la-balade.html", "leviers/audace.html"), "../leviers/audace.html");
        assert_eq!(relative("outils/la-balade.html", "outils/index.html"), "index.html");
        assert_eq!(relative("livrets/x/y.html", "index.html"), "../../index.html");
    }
}
