//! What the writer of one page has at hand: the site, the words, and where the page stands.
//!
//! In: a checked site and a page's path. Out: labels, relative links, well set texts. Never: a template.

use crate::publication::route;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::hue::Hues;
use super::label::Labels;
use super::photo::{self, Size};
use super::template::Prepared;
use super::views::badge::Badge;
use super::words::Words;
use crate::check::accessibility::Statement;
use crate::check::links::Links;
use crate::check::photos::Photos;
use crate::model::{RecordRef, Site};
use crate::output::OutputPath;
use crate::schema::Role;
use crate::source::{AssetId, SourceId, Sources};

/// The badges of the states that records can be in: by table, by the value as written.
pub type Badges = Vec<BTreeMap<String, Prepared<Badge>>>;

/// The page being written and all it may look up.
#[derive(Clone, Copy)]
pub struct RenderContext<'a> {
    pub site: &'a Site,
    pub sources: &'a Sources,
    pub words: &'a Words,
    pub links: &'a Links,
    pub photos: &'a Photos,
    pub hues: &'a Hues,
    pub labels: &'a Labels,
    pub badges: &'a Badges,
    /// What the site says of its accessibility.
    pub statement: &'a Statement,
    /// The path of the page.
    pub path: &'a str,
    /// Where the pages of a translation stand.
    pub tree: Option<&'a TranslationTree>,
    pub reach: Reach<'a>,
}

/// The folder of a translation, and the pages that stand there under the paths they have outside of it.
#[derive(Debug, Default)]
pub struct TranslationTree {
    /// `en/`.
    pub folder: String,
    pub pages: HashSet<OutputPath>,
    /// What the language of what is not translated calls itself.
    pub original: String,
}

/// What the links of a page can reach.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach<'a> {
    /// The whole site: links are relative.
    Site,
    /// Only what travels with the page, in a kit; and the site, at its absolute address, where it has one.
    Kit { of: RecordRef, base: Option<&'a str> },
}

impl<'a> RenderContext<'a> {
    /// The link to a published file; nothing where the page cannot reach it.
    #[must_use]
    pub fn link(&self, to: &str) -> Option<String> {
        match self.reach {
            Reach::Site => Some(encoded(route::make_relative(self.path, &self.placed(to)))),
            Reach::Kit { base, .. } => base.map(|base| format!("{base}{}", route::to_url_path(to))),
        }
    }

    /// The path that a page has here: in the folder of its language where it is translated.
    #[must_use]
    pub fn placed<'b>(&self, path: &'b str) -> Cow<'b, str> {
        match self.tree {
            Some(tree) if tree.pages.contains(path) => Cow::Owned(format!("{}{path}", tree.folder)),
            _ => Cow::Borrowed(path),
        }
    }

    /// The language of a record's texts, where it is not that of the page.
    #[must_use]
    pub fn foreign(&self, at: RecordRef) -> Option<&'a str> {
        let tongue = self.site.tongue.as_ref()?;
        (!tongue.records.contains(&at)).then_some(tongue.original.as_str())
    }

    /// The language of a plain page, likewise.
    #[must_use]
    pub fn foreign_page(&self, number: usize) -> Option<&'a str> {
        let tongue = self.site.tongue.as_ref()?;
        (!tongue.pages.contains(&number)).then_some(tongue.original.as_str())
    }

    /// The language of a part of a translated record, likewise.
    #[must_use]
    pub fn foreign_text(&self, source: SourceId) -> Option<&'a str> {
        let tongue = self.site.tongue.as_ref()?;
        (!tongue.texts.contains_key(&source)).then_some(tongue.original.as_str())
    }

    /// The link to an attached file, where it is published: inside its record's kit, to the copy that travels.
    #[must_use]
    pub fn asset_link(&self, asset: AssetId) -> Option<String> {
        let path = &self.sources.asset(asset).path;
        if let Reach::Kit { of, .. } = self.reach {
            let (table, record) = self.site.record(of);
            if record.assets.contains(&asset) {
                return Some(encoded(route::to_place_in_kit(self.sources, table, record, path)));
            }
        }
        self.link(&route::to_asset(self.site, path)?)
    }

    /// The link to a picture that a variable names: in a kit, to the copy that travels.
    #[must_use]
    pub fn emblem_link(&self, picture: AssetId) -> Option<String> {
        match self.reach {
            Reach::Kit { of, .. } if !self.site.record(of).1.assets.contains(&picture) => {
                Some(encoded(route::to_picture_in_kit(&self.sources.asset(picture).path)))
            }
            _ => self.asset_link(picture),
        }
    }

    /// The width and the height of an attached picture: a page that knows them keeps its place for it.
    #[must_use]
    pub fn size(&self, asset: AssetId) -> Option<(usize, usize)> {
        self.photos.get(asset).map(|photo| (photo.picture.width, photo.picture.height))
    }

    /// The smaller sizes of an attached picture, as a page of the site offers them to browsers. A kit has the picture alone.
    #[must_use]
    pub fn candidates(&self, asset: AssetId) -> Option<String> {
        let (Reach::Site, Some(photo)) = (self.reach, self.photos.get(asset)) else { return None };
        let sizes: Vec<Size> = photo::sizes(self.site, self.sources.asset(asset), photo);
        photo::candidates(&sizes, |path| self.link(path))
    }

    /// The link to a record's page, else to its place in its collection's index.
    #[must_use]
    pub fn record_link(&self, at: RecordRef) -> Option<String> {
        let (table, record) = self.site.record(at);
        if let Some(page) = route::to_record(table, record) {
            return self.link(&page);
        }
        let index = self.link(&route::to_index(&table.collection.name))?;
        Some(format!("{index}#{}", to_anchor(&record.id)))
    }

    /// What people call a record.
    #[must_use]
    pub fn label(&self, at: RecordRef) -> &'a str {
        self.labels.of(self.site, at)
    }

    /// The text of the field that carries a meaning.
    #[must_use]
    pub fn role_text(&self, at: RecordRef, role: Role) -> Option<&'a str> {
        let (table, record) = self.site.record(at);
        table.find_role_text(record, role)
    }

    /// A text, well set in the language of the site.
    #[must_use]
    pub fn set<'b>(&self, text: &'b str) -> Cow<'b, str> {
        self.words.typography.set(text)
    }
}

/// A path as an address, in the same allocation where it is one already.
fn encoded(path: String) -> String {
    let url = match route::to_url_path(&path) {
        Cow::Borrowed(_) => None,
        Cow::Owned(url) => Some(url),
    };
    url.unwrap_or(path)
}

/// Returns the anchor of a record in a list. Those of the page's own frame begin with `_`, as no heading's does.
#[must_use]
pub fn to_anchor(id: &str) -> String {
    ["_r-", id].concat()
}
