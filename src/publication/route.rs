//! Where everything is published, and how one page names another.
//!
//! In: records, pages, tables. Out: [`OutputPath`]s and relative links. Every link names a file, so the
//! site works at `/`, under any path, from a ZIP and from `file://`.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::config::Removed;
use crate::load::tree::Layout;
use crate::model::{Alias, GoneRecord, Moved, PlainPage, Record, Site, Table};
use crate::output::OutputPath;
use crate::schema::publish::is_public;
use crate::source::Sources;

pub use crate::source::make_relative;

pub const HOME: &str = "index.html";
pub const NOT_FOUND: &str = "404.html";
pub const DATA: &str = "data/index.html";
/// The versions of the data, for people and as a feed; `data/` holds no collection's own page of that name.
pub const VERSIONS: &str = "data/versions.html";
pub const VERSIONS_FEED: &str = "data/versions.xml";

/// Whether an address leads to the web.
#[must_use]
pub fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// The index of a collection.
#[must_use]
pub fn to_index(collection: &str) -> OutputPath {
    [collection, "/index.html"].concat()
}

/// The page of a record; nothing where its collection has no page per record.
#[must_use]
pub fn to_record(table: &Table, record: &Record) -> Option<OutputPath> {
    table.collection.pages.then(|| [&table.collection.name, "/", &record.id, ".html"].concat())
}

/// The page of a record that is no longer published; nothing where its collection has no page per record.
#[must_use]
pub fn to_gone_record(site: &Site, gone: &GoneRecord) -> Option<OutputPath> {
    let Removed { collection, id, .. } = gone.record;
    let paged = site.table(collection).is_none_or(|(_, table)| table.collection.pages);
    paged.then(|| [collection, "/", id, ".html"].concat())
}

/// An edition of a record for a record of another collection.
#[must_use]
pub fn to_edition(collection: &str, record: &str, edition: &str) -> OutputPath {
    format!("{collection}/{record}/{edition}.html")
}

/// The kit of a record.
#[must_use]
pub fn to_kit(collection: &str, record: &str) -> OutputPath {
    format!("{collection}/{record}.zip")
}

/// A plain page: `index` is the introduction of the home page.
#[must_use]
pub fn to_page(page: &PlainPage) -> OutputPath {
    format!("{}.html", page.id)
}

/// The page that stands where a renamed record or page stood; nothing where its collection has no page per record.
#[must_use]
pub fn to_alias(site: &Site, alias: &Alias) -> Option<OutputPath> {
    let paged = match alias.to {
        Moved::Record(at) => site.record(at).0.collection.pages,
        Moved::Page(_) => true,
    };
    paged.then(|| match &alias.collection {
        Some(collection) => format!("{collection}/{}.html", alias.id),
        None => format!("{}.html", alias.id),
    })
}

/// The page of what was renamed, where it stands now.
#[must_use]
pub fn to_alias_target(site: &Site, alias: &Alias) -> Option<OutputPath> {
    match alias.to {
        Moved::Record(at) => {
            let (table, found) = site.record(at);
            to_record(table, found)
        }
        Moved::Page(number) => Some(to_page(&site.pages[number])),
    }
}

/// The data page of a collection.
#[must_use]
pub fn to_data(collection: &str) -> OutputPath {
    format!("data/{collection}.html")
}

/// The deck of a collection that prints cards, or a further part of one.
#[must_use]
pub fn to_deck(collection: &str, part: usize) -> OutputPath {
    match part {
        0 => format!("imprimer/{collection}.html"),
        part => format!("imprimer/{collection}-{}.html", part + 1),
    }
}

/// One record as JSON.
#[must_use]
pub fn to_record_json(collection: &str, record: &str) -> OutputPath {
    format!("data/{collection}/{record}.json")
}

/// One record as linked data.
#[must_use]
pub fn to_record_jsonld(collection: &str, record: &str) -> OutputPath {
    format!("data/{collection}/{record}.jsonld")
}

/// A path as an address has it: whatever means something there (`#`, `?`, spaces), and whatever is not ASCII,
/// is percent-encoded. Every link to a file is made of this.
#[must_use]
pub fn to_url_path(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    if path.bytes().all(is_plain) {
        return Cow::Borrowed(path);
    }
    let mut url = String::with_capacity(path.len() + 16);
    for byte in path.bytes() {
        if is_plain(byte) {
            url.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
    Cow::Owned(url)
}

/// An attached file, from its project path: `content/kits/x/a.ods` → `kits/x/a.ods`; nothing for the files of
/// a theme, for those outside every folder, nor for those of a collection of which nothing is published.
#[must_use]
pub fn to_asset(site: &Site, path: &str) -> Option<OutputPath> {
    let path = path.strip_prefix("content/")?;
    let (folder, _) = path.split_once('/')?;
    let public = site.table(folder).is_none_or(|(_, table)| is_public(&table.collection));
    public.then(|| path.to_owned())
}

/// The place in a record's kit of its own file, or of one that stands in its folder.
#[must_use]
pub fn to_place_in_kit(sources: &Sources, table: &Table, record: &Record, path: &str) -> String {
    let own = sources.get(record.source).path.as_str();
    let base = format!("content/{}/{}", table.collection.name, record.id);
    // Folders that only group records, and names that the record does not bear, stay behind.
    match Layout::new([own]).record_folder(path) {
        Some(folder) => format!("{base}{}", &path[folder.len()..]),
        None => format!("{base}.md"),
    }
}

/// The place in a kit of a picture that a variable of the site names.
#[must_use]
pub fn to_picture_in_kit(path: &str) -> String {
    format!("images/{}", path.strip_prefix("content/").unwrap_or(path).replace('/', "-"))
}

#[cfg(test)]
mod tests {
    use super::{make_relative, to_url_path};

    #[test]
    fn links_are_relative_and_name_a_file() {
        assert_eq!(make_relative("index.html", "outils/index.html"), "outils/index.html");
        assert_eq!(make_relative("outils/la-balade.html", "leviers/audace.html"), "../leviers/audace.html");
        assert_eq!(make_relative("outils/la-balade.html", "outils/index.html"), "index.html");
        assert_eq!(make_relative("livrets/x/y.html", "index.html"), "../../index.html");
    }

    #[test]
    fn what_an_address_would_misread_is_encoded() {
        assert_eq!(to_url_path("../a-b/c_d.~0.html"), "../a-b/c_d.~0.html");
        assert_eq!(to_url_path("x/n° 1 #é?&'\"%.ods"), "x/n%C2%B0%201%20%23%C3%A9%3F%26%27%22%25.ods");
        assert_eq!(to_url_path("a:b"), "a%3Ab");
    }
}
