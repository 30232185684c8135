//! Where a link of a body leads.
//!
//! In: the file a link stands in and its target as written. Out: a [`Target`], or the problem with it.
//! The same answer serves the check and the pages.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::check::codes::{BROKEN_LINK, IMAGE_ELSEWHERE, LINK_TO_DATA, UNSAFE_LINK};
use crate::diag::{Problem, Suggestions, nearest};
use crate::model::{Original, RecordRef, Site};
use crate::schema::publish::is_public;
use crate::source::{AssetId, SourceId, Sources, join, make_relative};

/// What a link's target turned out to be. Fragments are kept as written, without `#`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Record(RecordRef, Option<String>),
    /// A plain page, by index in the site's pages.
    Page(usize, Option<String>),
    /// The index of a collection, by number of its table.
    Collection(u32),
    /// The page of a collection's data, by number of its table.
    Data(u32),
    /// A file published beside a record or a page.
    Asset(AssetId),
    /// A place in the same body.
    Fragment(String),
    /// `https:`, `http:`, `mailto:`, `tel:`.
    External(String),
}

/// Every file a link can name, by its path under `content/`.
#[derive(Debug)]
pub struct Links {
    files: HashMap<String, Target>,
    /// Tables, lists, declarations: texts that pages are made of, and that are not published as they stand.
    data: HashMap<String, SourceId>,
}

/// What a variable that names a picture ends with.
const PICTURES: [&str; 6] = ["svg", "png", "jpg", "jpeg", "webp", "gif"];

const WEB: [&str; 4] = ["https", "http", "mailto", "tel"];

impl Links {
    /// Learns every record, part, page and attachment of a site.
    #[must_use]
    pub fn new(site: &Site, sources: &Sources) -> Self {
        let mut files = HashMap::new();
        let path = |id: SourceId| sources.get(id).path.trim_start_matches("content/").to_owned();
        for (asset, file) in sources.assets() {
            if let Some(path) = file.path.strip_prefix("content/") {
                files.insert(path.to_owned(), Target::Asset(asset));
            }
        }
        for (number, table) in (0u32..).zip(&site.tables) {
            let name = &table.collection.name;
            files.insert(name.clone(), Target::Collection(number));
            if is_public(&table.collection) {
                files.insert(format!("data/{name}.html"), Target::Data(number));
            }
            for (row, record) in (0u32..).zip(&table.records) {
                let at = RecordRef { table: number, row };
                for part in &record.parts {
                    files.insert(path(part.source), Target::Record(at, Some(part.id.clone())));
                }
                let file = path(record.source);
                if let Some(folder) = file.strip_suffix("/index.md") {
                    files.insert(folder.to_owned(), Target::Record(at, None));
                }
                if file.ends_with(".md") {
                    files.insert(file, Target::Record(at, None));
                }
            }
        }
        for (index, page) in site.pages.iter().enumerate() {
            files.insert(path(page.source), Target::Page(index, None));
        }
        let texts = site.tongue.iter().flat_map(|tongue| &tongue.texts);
        files.extend(texts.map(|(source, original)| {
            let target = match original {
                Original::Record(at) => Target::Record(*at, None),
                Original::Part(at, rank) => {
                    Target::Record(*at, Some(site.record(*at).1.parts[*rank].id.clone()))
                }
                Original::Page(number) => Target::Page(*number, None),
            };
            (path(*source), target)
        }));
        let texts = sources.texts().filter(|(_, source)| !source.path.ends_with(".md"));
        let data =
            texts.filter_map(|(id, source)| Some((source.path.strip_prefix("content/")?.to_owned(), id)));
        Self { data: data.collect(), files }
    }

    /// Where `[[collection/id]]` leads.
    ///
    /// # Errors
    /// `broken-link` or `link-to-data`, without a proposal: [`Links::propose_wiki`] and [`Links::propose_data`] have one.
    pub fn resolve_wiki(&self, site: &Site, written: &str) -> Result<Target, Problem> {
        let (name, fragment) = split_fragment(written.trim());
        let found = match name.split_once('/') {
            Some(("pages", id)) => site
                .pages
                .iter()
                .position(|page| page.id == id)
                .map(|page| Target::Page(page, fragment.clone())),
            Some((collection, id)) => {
                site.find(collection, id).map(|record| Target::Record(record, fragment.clone()))
            }
            None => self.files.get(name).filter(|target| matches!(target, Target::Collection(_))).cloned(),
        };
        found.or_else(|| self.files.get(name).cloned()).ok_or_else(|| self.describe_lost(Some(name), written))
    }

    /// The problem of a link that leads nowhere.
    fn describe_lost(&self, wanted: Option<&str>, written: &str) -> Problem {
        if wanted.is_some_and(|wanted| self.data.contains_key(wanted)) {
            LINK_TO_DATA.with("target", written)
        } else {
            BROKEN_LINK.with("target", written)
        }
    }

    /// What a link to a file of data was meant to show, as a link from the file `from`: the record that the file
    /// holds, else the page of the data.
    #[must_use]
    pub fn propose_data(
        &self,
        site: &Site,
        sources: &Sources,
        from: SourceId,
        written: &str,
    ) -> Option<String> {
        let here = sources.get(from).path.trim_start_matches("content/");
        let (name, _) = split_fragment(written.trim());
        let joined = join(here, &decode(name)).filter(|path| self.data.contains_key(path));
        let page = |folder: &str| match &joined {
            Some(_) => make_relative(here, &format!("data/{folder}.html")),
            None => format!("[[data/{folder}.html]]"),
        };
        let path = joined.as_deref().unwrap_or(name);
        let (source, folder) = (*self.data.get(path)?, path.split('/').next()?);
        let (_, table) = site.table(folder).filter(|(_, table)| is_public(&table.collection))?;
        let mut held = table.records.iter().filter(|record| record.source == source);
        Some(match (held.next(), held.next()) {
            (Some(record), None) => format!("[[{folder}/{}]]", record.id),
            _ => page(folder),
        })
    }

    /// The record an editor most likely meant by `[[collection/id]]`.
    #[must_use]
    pub fn propose_wiki(&self, site: &Site, written: &str, suggestions: &mut Suggestions) -> Option<String> {
        let (name, _) = split_fragment(written.trim());
        let (group, _) = name.split_once('/')?;
        suggestions.of(group, name, || find_nearest_reference(site, name))
    }

    /// Where an ordinary link leads, written in the file `from`.
    ///
    /// # Errors
    /// `broken-link` or `link-to-data`, without a proposal: [`Links::propose`] and [`Links::propose_data`] have one; `unsafe-link` for a scheme that runs code.
    pub fn resolve(&self, sources: &Sources, from: SourceId, written: &str) -> Result<Target, Problem> {
        if let Some(fragment) = written.strip_prefix('#') {
            return Ok(Target::Fragment(fragment.to_owned()));
        }
        if let Some(scheme) = parse_scheme(written) {
            return if WEB.contains(&scheme.to_ascii_lowercase().as_str()) {
                Ok(Target::External(written.to_owned()))
            } else {
                Err(UNSAFE_LINK.with("target", written).choose("kind", unsafe_kind(written)))
            };
        }
        let (path, fragment) = split_fragment(written);
        let here = sources.get(from).path.trim_start_matches("content/");
        let wanted = join(here, &decode(path));
        let found = wanted.as_deref().and_then(|wanted| self.files.get(wanted)).cloned();
        let found = found.ok_or_else(|| self.describe_lost(wanted.as_deref(), written))?;
        Ok(match (found, fragment) {
            (Target::Record(record, _), Some(fragment)) => Target::Record(record, Some(fragment)),
            (Target::Page(page, _), fragment) => Target::Page(page, fragment),
            (found, _) => found,
        })
    }

    /// The picture that a variable names, from the file of its record, or from `content/` where the site has it; nothing
    /// where the variable is a text like another.
    ///
    /// # Errors
    /// Where no such picture can be shown.
    #[must_use]
    pub fn resolve_picture(
        &self,
        sources: &Sources,
        from: Option<SourceId>,
        written: &str,
    ) -> Option<Result<AssetId, Problem>> {
        let (_, extension) = written.rsplit_once('.')?;
        if !PICTURES.contains(&extension.to_ascii_lowercase().as_str())
            || written.contains(char::is_whitespace)
        {
            return None;
        }
        let target = written.to_owned();
        if parse_scheme(written).is_some() {
            return Some(Err(IMAGE_ELSEWHERE.with("target", target)));
        }
        let here = from.map_or("site.yaml", |from| sources.get(from).path.trim_start_matches("content/"));
        // What stands in no folder is not published.
        let wanted = join(here, written).filter(|wanted| wanted.contains('/'));
        if let Some(Target::Asset(asset)) = wanted.as_deref().and_then(|wanted| self.files.get(wanted)) {
            return Some(Ok(*asset));
        }
        let nearest = self.propose_picture(here, wanted.as_deref().unwrap_or(written));
        Some(Err(BROKEN_LINK.with("target", target).with("nearest", nearest)))
    }

    /// The published file most likely meant by a path below `content/`, as a link from the file `here`: one of its
    /// name wherever it stands, else the nearest.
    fn propose_picture(&self, here: &str, wanted: &str) -> Option<String> {
        let files = self.files.iter().filter(|(_, found)| matches!(found, Target::Asset(_)));
        let mut paths: Vec<&str> =
            files.map(|(path, _)| path.as_str()).filter(|path| path.contains('/')).collect();
        paths.sort_unstable();
        let last = |path: &str| path.rsplit('/').next().map(str::to_owned);
        let named = paths.iter().find(|path| last(path) == last(wanted)).map(|path| (*path).to_owned());
        named.or_else(|| nearest(wanted, paths)).map(|found| make_relative(here, &found))
    }

    /// The nearest file to what an ordinary link named, as a link from the file `from`.
    #[must_use]
    pub fn propose(
        &self,
        sources: &Sources,
        from: SourceId,
        written: &str,
        suggestions: &mut Suggestions,
    ) -> Option<String> {
        let here = sources.get(from).path.trim_start_matches("content/");
        if written.starts_with("www.") {
            return Some(format!("https://{written}"));
        }
        let wanted = join(here, &decode(split_fragment(written).0))?;
        let found = match wanted.strip_suffix(".html").map(|stem| format!("{stem}.md")) {
            Some(source) if self.files.contains_key(&source) => source,
            _ => suggestions.of("", &wanted, || nearest(&wanted, self.files.keys().map(String::as_str)))?,
        };
        Some(make_relative(here, &found))
    }
}

/// The scheme of an address: letters before a colon, with no slash before it.
fn parse_scheme(written: &str) -> Option<&str> {
    if written.starts_with("//") {
        return Some("");
    }
    let (scheme, _) = written.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    is_scheme.then_some(scheme)
}

fn split_fragment(written: &str) -> (&str, Option<String>) {
    match written.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment.to_owned()).filter(|fragment| !fragment.is_empty())),
        None => (written, None),
    }
}

/// `%C3%A9` → `é`; what is not text after it stays as it was written.
fn decode(path: &str) -> String {
    percent_decode_str(path).decode_utf8().map_or_else(|_| path.to_owned(), Cow::into_owned)
}

/// The record an editor most likely meant by `collection/id`.
fn find_nearest_reference(site: &Site, name: &str) -> Option<String> {
    let (collection, id) = name.split_once('/')?;
    if let Some(at) = site.find_renamed(collection, id) {
        let (table, record) = site.record(at);
        return Some(format!("{}/{}", table.collection.name, record.id));
    }
    let collection = match site.table(collection) {
        Some(_) => collection.to_owned(),
        None => nearest(collection, site.tables.iter().map(|table| table.collection.name.as_str()))?,
    };
    let (_, table) = site.table(&collection)?;
    let id = nearest(id, table.records.iter().map(|record| record.id.as_str()))?;
    Some(format!("{collection}/{id}"))
}

/// `drive` for a file of somebody's own computer.
fn unsafe_kind(written: &str) -> &'static str {
    match written.as_bytes() {
        [drive, b':', ..] if drive.is_ascii_alphabetic() => "drive",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_never_climbs_out_of_the_content() {
        assert_eq!(join("outils/a.md", "../leviers/b.md").as_deref(), Some("leviers/b.md"));
        assert_eq!(join("outils/a.md", "../../x"), None);
        assert_eq!(decode("caf%C3%A9%"), "café%");
    }

    #[test]
    fn schemes_are_told_from_paths() {
        assert_eq!(parse_scheme("javascript:alert(1)"), Some("javascript"));
        assert_eq!(parse_scheme("a/b:c"), None);
        assert_eq!(parse_scheme("//hote.example/x"), Some(""));
    }
}
