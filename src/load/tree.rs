//! Which file is what: the project's folder as collections, records, parts and attachments.
//!
//! In: paths. Out: [`Tree`]. A pure function of the paths, sorted, so the order of reading never shows.

use std::collections::{BTreeMap, BTreeSet};

use super::markdown::{is_identifier, to_slug};
use crate::diag::{Diagnostics, Place, nearest};
use crate::load::codes::{INVALID_IDENTIFIER, STRAY_FILE};
use crate::source::{AssetId, SourceId, Sources};

/// What every file of a project is.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// `content/site.yaml`.
    pub site: Option<SourceId>,
    /// `content/_fields.yaml`.
    pub shared_fields: Option<SourceId>,
    /// `content/releases.yaml`.
    pub releases: Option<SourceId>,
    /// The folders of `content/` but `pages`, by name.
    pub folders: BTreeMap<String, Folder>,
    /// `content/pages/`.
    pub pages: Folder,
    /// `origins/lock.yaml`, which remembers the records that came from elsewhere.
    pub lock: Option<SourceId>,
    /// The texts of those records as they came, by path.
    pub pristine: BTreeMap<String, SourceId>,
    /// The texts that translate another, in the order of their paths.
    pub translations: Vec<Translation>,
    /// The declarations that translate that of a collection, by its name and the language.
    pub declarations: BTreeMap<(String, String), SourceId>,
    /// The files that translate `_fields.yaml`, by language.
    pub shared_translations: BTreeMap<String, SourceId>,
}

/// A text that translates another: `la-balade.en.md`, of `la-balade.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    pub source: SourceId,
    /// The path of the other.
    pub original: String,
    pub language: String,
}

/// A collection's folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Its `_collection.yaml`.
    pub declaration: Option<SourceId>,
    /// Its data, by path. A schema file that the declaration names is among them.
    pub documents: Vec<Document>,
    /// Files that belong to no record.
    pub assets: Vec<AssetId>,
}

/// A file, or a record's folder, that holds records.
#[derive(Clone, Debug)]
pub struct Document {
    pub source: SourceId,
    pub kind: DocumentKind,
}

/// What a document holds.
#[derive(Clone, Debug)]
pub enum DocumentKind {
    /// One record: front matter and body. `folder` is its own folder where it has one, with the parts
    /// and attachments that stand there.
    Markdown { folder: Option<String>, parts: Vec<SourceId>, assets: Vec<AssetId> },
    /// A list: one record an item.
    Yaml,
    /// A table: one record a row.
    Csv,
    /// JSON: only ever a schema.
    Json,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAs {
    Text,
    Bytes,
    /// Passed over: hidden, private or an editor's leftover.
    Not,
}

/// The folders that are records: those that hold an `index.md` below a collection's own folder.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    records: BTreeSet<String>,
}

impl Layout {
    /// Learns the record folders from every path of a project.
    pub fn new<'a>(paths: impl IntoIterator<Item = &'a str>) -> Self {
        let folder = |path: &'a str| path.strip_suffix("/index.md").filter(|dir| dir.split('/').count() > 2);
        Self { records: paths.into_iter().filter_map(folder).map(str::to_owned).collect() }
    }

    /// The record folder a path stands in, at any depth.
    #[must_use]
    pub fn record_folder(&self, path: &str) -> Option<&str> {
        let mut end = path.len();
        while let Some(slash) = path[..end].rfind('/') {
            if let Some(found) = self.records.get(&path[..slash]) {
                return Some(found);
            }
            end = slash;
        }
        None
    }

    /// How the file of that path is read.
    #[must_use]
    pub fn classify(&self, path: &str) -> ReadAs {
        if path.split('/').enumerate().any(|(depth, name)| is_passed_over(depth, name)) {
            return ReadAs::Not;
        }
        let extension = take_extension(path);
        if path.starts_with("origins/") && !is_markdown(path) && path != "origins/lock.yaml" {
            return ReadAs::Not;
        }
        let text = if path.starts_with("themes/") {
            matches!(extension.as_str(), "html" | "yaml" | "css")
        } else {
            is_markdown(path)
                || (self.record_folder(path).is_none()
                    && matches!(extension.as_str(), "yaml" | "yml" | "csv" | "tsv" | "json"))
        };
        if text { ReadAs::Text } else { ReadAs::Bytes }
    }
}

/// Whether the file of that path is Markdown, by its name.
#[must_use]
pub fn is_markdown(path: &str) -> bool {
    matches!(take_extension(path).as_str(), "md" | "markdown")
}

/// What stands behind the last dot of a name, in lower case: some machines shout (`CONTACTS.CSV`).
fn take_extension(path: &str) -> String {
    path.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_ascii_lowercase())
}

/// Names that are nobody's content; `depth` counts folders from the project's root.
fn is_passed_over(depth: usize, name: &str) -> bool {
    // What bears nearly the name of settings is read, and told of: passed over, it would be missed in silence.
    let private = name.starts_with(['.', '_']) && !is_settings(depth, name);
    private
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini")
        || [".swp", ".swo", ".bak", ".tmp", ".orig"].iter().any(|ending| name.ends_with(ending))
}

/// Whether a file bears the name of settings, or one that only a slip tells from it.
fn is_settings(depth: usize, name: &str) -> bool {
    matches!((depth, name), (1, "_fields.yaml") | (2, "_collection.yaml"))
        || (depth == 1 && parse_translated_language("_fields", name).is_some())
        || (depth == 2 && parse_translated_language("_collection", name).is_some())
        || find_meant_settings(depth, name).is_some()
}

/// The language of the translation of a file of settings: `en` of `_collection.en.yaml`.
fn parse_translated_language<'a>(stem: &str, name: &'a str) -> Option<&'a str> {
    name.strip_prefix(stem)?.strip_prefix('.')?.strip_suffix(".yaml").filter(|tag| is_language(tag))
}

/// The path of what a Markdown file translates, and the language, by its name.
fn parse_translation(path: &str) -> Option<(String, &str)> {
    let (stem, extension) = path.rsplit_once('.').filter(|_| is_markdown(path))?;
    let (original, language) = stem.rsplit_once('.').filter(|(_, tag)| is_language(tag))?;
    let named = !original.is_empty() && !original.ends_with('/');
    named.then(|| (format!("{original}.{extension}"), language))
}

/// Whether a word can be the tag of a language: `en`, `pt-br`.
fn is_language(word: &str) -> bool {
    let mut parts = word.split('-');
    let is_first =
        |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_next = |part: &str| {
        (2..=8).contains(&part.len())
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    parts.next().is_some_and(is_first) && parts.all(is_next)
}

/// The name that a slip made into this one: `_field.yaml`, `_collection.yml`, `site.yml`.
fn find_meant_settings(depth: usize, name: &str) -> Option<&'static str> {
    let (stem, extension) = name.rsplit_once('.')?;
    let known: &[&'static str] = match depth {
        1 => &["_fields.yaml", "site.yaml", "releases.yaml"],
        2 => &["_collection.yaml"],
        _ => return None,
    };
    let stems = || known.iter().filter_map(|name| name.strip_suffix(".yaml"));
    let near = matches!(extension.to_ascii_lowercase().as_str(), "yaml" | "yml");
    // A mark tells settings from records, and from what is left out on purpose.
    let alike = |known: &&str| known.starts_with('_') == stem.starts_with('_');
    let stem = near.then(|| nearest(stem, stems().filter(alike))).flatten()?;
    known.iter().find(|known| known.strip_suffix(".yaml") == Some(&stem) && **known != name).copied()
}

/// Sorts a project's files. A file with no place in a project is a warning.
#[must_use]
pub fn sort_files(sources: &Sources, diags: &mut Diagnostics) -> Tree {
    let mut texts: Vec<(&str, SourceId)> =
        sources.texts().map(|(id, source)| (source.path.as_str(), id)).collect();
    texts.sort_unstable();
    let mut assets: Vec<(&str, AssetId)> =
        sources.assets().map(|(id, asset)| (asset.path.as_str(), id)).collect();
    assets.sort_unstable();
    let layout = Layout::new(texts.iter().map(|(path, _)| *path));
    let mut tree = Tree::default();
    let mut parts: BTreeMap<&str, Vec<SourceId>> = BTreeMap::new();
    let mut attached: BTreeMap<&str, Vec<AssetId>> = BTreeMap::new();
    for (path, id) in &assets {
        if let Some(folder) = layout.record_folder(path) {
            attached.entry(folder).or_default().push(*id);
        } else if let Some(folder) = tree.find_folder(path) {
            folder.assets.push(*id);
        } else if path.starts_with("content/") {
            diags.add(Place::Path((*path).to_owned()), STRAY_FILE.choose("stray", "homeless"));
        }
    }
    texts.retain(|(path, id)| !tree.keep_translation(path, *id));
    for (path, id) in &texts {
        match layout.record_folder(path) {
            Some(folder) if *path != format!("{folder}/index.md") => {
                parts.entry(folder).or_default().push(*id);
            }
            _ => {}
        }
    }
    for (path, id) in texts {
        tree.place(path, id, &layout, &mut parts, &mut attached, diags);
    }
    for name in tree.folders.keys().filter(|name| !is_collection_name(name)) {
        let place = Place::Path(format!("content/{name}"));
        let proposal = Some(to_slug(name)).filter(|slug| !slug.is_empty());
        diags.add(place, INVALID_IDENTIFIER.with("name", name).with("proposal", proposal));
    }
    tree
}

/// A collection's name is an identifier, whose words may also be tied by `_`.
fn is_collection_name(name: &str) -> bool {
    name.split('_').all(is_identifier)
}

impl Tree {
    fn find_folder(&mut self, path: &str) -> Option<&mut Folder> {
        let (name, _) = path.strip_prefix("content/")?.split_once('/')?;
        Some(match name {
            "pages" => &mut self.pages,
            name => self.folders.entry(name.to_owned()).or_default(),
        })
    }

    /// Keeps a file that translates another; the others are not for here.
    fn keep_translation(&mut self, path: &str, source: SourceId) -> bool {
        let Some(inside) = path.strip_prefix("content/") else { return false };
        if let Some(language) = parse_translated_language("_fields", inside) {
            self.shared_translations.insert(language.to_owned(), source);
            return true;
        }
        if let Some((folder, name)) = inside.split_once('/')
            && let Some(language) = parse_translated_language("_collection", name)
        {
            self.declarations.insert((folder.to_owned(), language.to_owned()), source);
            return true;
        }
        let Some((original, language)) = parse_translation(path).filter(|_| inside.contains('/')) else {
            return false;
        };
        self.translations.push(Translation { source, original, language: language.to_owned() });
        true
    }

    fn place(
        &mut self,
        path: &str,
        source: SourceId,
        layout: &Layout,
        parts: &mut BTreeMap<&str, Vec<SourceId>>,
        attached: &mut BTreeMap<&str, Vec<AssetId>>,
        diags: &mut Diagnostics,
    ) {
        match path {
            "content/site.yaml" => self.site = Some(source),
            "content/_fields.yaml" => self.shared_fields = Some(source),
            "content/releases.yaml" => self.releases = Some(source),
            "origins/lock.yaml" => self.lock = Some(source),
            // A list of cities: whose toolkits are gathered here.
            "content/sources.yaml" => {}
            _ if path.starts_with("origins/") => drop(self.pristine.insert(path.to_owned(), source)),
            _ if path.starts_with("themes/") => {}
            _ => {
                let folder = layout.record_folder(path).map(str::to_owned);
                if folder.as_deref().is_some_and(|folder| path != format!("{folder}/index.md")) {
                    return; // a part, already kept with its record
                }
                if let Some(meant) = find_meant_settings(
                    path.matches('/').count(),
                    path.rsplit('/').next().unwrap_or_default(),
                ) {
                    let problem = STRAY_FILE.choose("stray", "settings").with("nearest", meant);
                    diags.add(Place::Path(path.to_owned()), problem);
                    return;
                }
                let Some(home) = self.find_folder(path) else {
                    diags.add(Place::Path(path.to_owned()), STRAY_FILE.choose("stray", "homeless"));
                    return;
                };
                let kind = match take_extension(path).as_str() {
                    "md" | "markdown" => {
                        let key = folder.as_deref().unwrap_or_default();
                        DocumentKind::Markdown {
                            parts: parts.remove(key).unwrap_or_default(),
                            assets: attached.remove(key).unwrap_or_default(),
                            folder,
                        }
                    }
                    "csv" | "tsv" => DocumentKind::Csv,
                    "json" => DocumentKind::Json,
                    _ if path.ends_with("/_collection.yaml") => {
                        home.declaration = Some(source);
                        return;
                    }
                    _ => DocumentKind::Yaml,
                };
                home.documents.push(Document { source, kind });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_with_an_index_is_a_record_and_its_files_are_its_own() {
        let layout = Layout::new(["content/kits/gps/index.md", "content/outils/antibes/a.md"]);
        assert_eq!(layout.record_folder("content/kits/gps/b/c.csv"), Some("content/kits/gps"));
        assert_eq!(layout.classify("content/kits/gps/plan.csv"), ReadAs::Bytes);
        assert_eq!(layout.classify("content/kits/kits.csv"), ReadAs::Text);
        assert_eq!(layout.classify("content/outils/_notes/a.md"), ReadAs::Not);
        assert_eq!(layout.classify("content/outils/_collection.yaml"), ReadAs::Text);
        assert_eq!(layout.classify("content/outils/.a.md.swp"), ReadAs::Not);
        assert_eq!(layout.classify("content/contacts/CONTACTS.CSV"), ReadAs::Text);
    }
}
