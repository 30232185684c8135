//! The texts a project is made of, and addresses inside them.
//!
//! In: texts and attached files, under project-relative paths. Out: [`Span`]s, and the line and
//! column a person sees. Never: disk, meaning, wording.

pub mod address;
pub mod byte_scan;
mod hash;
pub mod html;
mod memo;

pub use hash::{hex, sha256};
pub use memo::{Memo, Same};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// Names one text of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// Names one attached file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(u32);

/// A place in a text: byte offsets in the *whole* file, front matter and byte-order mark included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span of `start..end`, in bytes from the beginning of the file.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { source, start: offset(start), end: offset(end.max(start)) }
    }

    /// The part `start..end` of this span, counted in bytes from its own beginning.
    #[must_use]
    pub fn slice(self, start: usize, end: usize) -> Self {
        let base = self.start as usize;
        Self::new(self.source, base + start, base + end)
    }

    /// The byte range, for slicing the text.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The relative link from the file `from` to the file `to`, both from one root, `/` between folders.
#[must_use]
pub fn make_relative(from: &str, to: &str) -> String {
    let folder = from.rfind('/').map_or("", |slash| &from[..=slash]);
    let same = folder.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let shared =
        folder.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
    let mut link = String::with_capacity(to.len() + 6);
    (0..folder[shared..].matches('/').count()).for_each(|_| link.push_str("../"));
    link.push_str(&to[shared..]);
    link
}

/// The file that the relative link `link` of the file `from` names, both from one root; nothing where it climbs out.
#[must_use]
pub fn join(from: &str, link: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// One text file: its project-relative path with `/` between folders, and what it holds.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
    /// Where each line begins; found when a position is first asked for.
    lines: OnceLock<Vec<usize>>,
}

impl Source {
    fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let lines = self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|start| *start <= offset);
        let before = &self.text[lines[line - 1]..offset];
        Position { line, column: before.trim_start_matches('\u{feff}').chars().count() + 1 }
    }
}

/// One attached file, published as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// A line and a column as people count them: from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// What was changed in a text for it to be read as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextChange {
    /// Letters whose accents were signs of their own.
    Composed,
    /// A no-break space behind this mark of a heading or an item.
    MarkSpaced(String),
}

/// Every file of a project. Order of insertion never reaches the output: readers sort by path.
///
/// A copy shares the files with its original, under the same names: that is how a preview knows again what did
/// not change (see [`Memo`]).
#[derive(Clone, Debug, Default)]
pub struct Sources {
    texts: NumberedFiles<Source>,
    assets: NumberedFiles<Asset>,
    /// What was changed in texts for them to be read, by their paths.
    changes: BTreeMap<String, Vec<(Position, TextChange)>>,
    /// The paths whose accents were signs of their own.
    composed_paths: BTreeSet<String>,
}

/// `NumberedFiles` by number. One that was removed leaves its number to the next that comes.
#[derive(Clone, Debug)]
struct NumberedFiles<T> {
    files: Vec<Arc<T>>,
    /// The numbers that nobody bears.
    vacant: BTreeSet<u32>,
}

impl<T> Default for NumberedFiles<T> {
    fn default() -> Self {
        Self { files: Vec::new(), vacant: BTreeSet::new() }
    }
}

impl<T> NumberedFiles<T> {
    fn add(&mut self, file: T) -> u32 {
        let file = Arc::new(file);
        if let Some(number) = self.vacant.pop_first() {
            self.files[number as usize] = file;
            return number;
        }
        self.files.push(file);
        u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX)
    }

    fn get(&self, number: u32) -> &Arc<T> {
        &self.files[number as usize]
    }

    fn iter(&self) -> impl Iterator<Item = (u32, &Arc<T>)> {
        (0u32..).zip(&self.files).filter(|(number, _)| !self.vacant.contains(number))
    }
}

impl Sources {
    /// Adds a text and returns its name.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> SourceId {
        let source = Source { path: path.into(), text: text.into(), lines: OnceLock::new() };
        SourceId(self.texts.add(source))
    }

    /// Adds an attached file and returns its name.
    pub fn add_asset(&mut self, path: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> AssetId {
        AssetId(self.assets.add(Asset { path: path.into(), bytes: bytes.into() }))
    }

    /// Keeps what was changed in the text of a path for it to be read, in place of what was kept of it.
    pub fn set_changes(&mut self, path: &str, changes: Vec<(Position, TextChange)>) {
        if changes.is_empty() {
            self.changes.remove(path);
        } else {
            self.changes.insert(path.to_owned(), changes);
        }
    }

    /// Keeps which paths were changed.
    pub fn set_composed_paths(&mut self, paths: BTreeSet<String>) {
        self.composed_paths = paths;
    }

    /// What was changed in texts for them to be read, by their paths.
    #[must_use]
    pub fn changes(&self) -> &BTreeMap<String, Vec<(Position, TextChange)>> {
        &self.changes
    }

    /// The paths whose accents were signs of their own.
    #[must_use]
    pub fn composed_paths(&self) -> &BTreeSet<String> {
        &self.composed_paths
    }

    /// Takes a text away. Its name is for the next that is added, and means nothing until then.
    pub fn remove(&mut self, id: SourceId) {
        self.texts.vacant.insert(id.0);
    }

    /// Takes an attached file away, likewise.
    pub fn remove_asset(&mut self, id: AssetId) {
        self.assets.vacant.insert(id.0);
    }

    /// The text of that name.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        self.texts.get(id.0)
    }

    /// The text of that name, as something that is the same only as itself.
    #[must_use]
    pub fn share(&self, id: SourceId) -> Same<Source> {
        Same::new(self.texts.get(id.0))
    }

    /// The attached file of that name, likewise.
    #[must_use]
    pub fn share_asset(&self, id: AssetId) -> Same<Asset> {
        Same::new(self.assets.get(id.0))
    }

    /// The attached file of that name.
    #[must_use]
    pub fn asset(&self, id: AssetId) -> &Asset {
        self.assets.get(id.0)
    }

    /// Every text with its name.
    pub fn texts(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        self.texts.iter().map(|(number, source)| (SourceId(number), &**source))
    }

    /// Every attached file with its name.
    pub fn assets(&self) -> impl Iterator<Item = (AssetId, &Asset)> {
        self.assets.iter().map(|(number, asset)| (AssetId(number), &**asset))
    }

    /// What stands at a span; empty where the span does not fall on characters.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// The span of a whole text.
    #[must_use]
    pub fn whole(&self, id: SourceId) -> Span {
        Span::new(id, 0, self.get(id).text.len())
    }

    /// Where a span begins and ends, as an editor shows it. A byte-order mark has no width.
    #[must_use]
    pub fn position(&self, span: Span) -> (Position, Position) {
        let source = self.get(span.source);
        (source.position(span.start as usize), source.position(span.end as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "\u{feff}é: à\r\nœuvre: x");
        let at = |start, end| sources.position(Span::new(id, start, end)).0;
        assert_eq!(at(3, 5), Position { line: 1, column: 1 });
        assert_eq!(at(7, 9), Position { line: 1, column: 4 });
        assert_eq!(at(19, 20), Position { line: 2, column: 8 });
    }
}
