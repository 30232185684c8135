//! What every page has: its place, its names, its neighbours in other languages.

use serde::Serialize;

use crate::render::template::Html;

/// What every page has: its place, its names, its neighbours in other languages.
#[derive(Debug, Default, Serialize)]
pub struct Frame<'a> {
    /// The way to the folder of the page's language: `../` for each folder, nothing at the root.
    pub root: String,
    /// The way to the folder that holds `theme/`: as `root`, but above the folders of all languages.
    pub files: String,
    /// The path to the site's own files from the host's root, for a page that is shown at any depth (`404.html`).
    pub from_root: Option<String>,
    /// The address of the page, from the folder of its language.
    pub path: String,
    /// The address of the entry of the menu that the page belongs to.
    pub section: String,
    /// What browsers show in their tabs: the page, what is above it, the site.
    pub title: String,
    /// The page's own heading.
    pub heading: String,
    /// One sentence for search engines; empty where nobody wrote it.
    pub description: String,
    /// The pages above this one, from the home page down.
    pub crumbs: Vec<Crumb>,
    /// The page's address on the web, where the site has one.
    pub canonical: Option<String>,
    /// The page in each language that has it; empty where it stands in one alone.
    pub languages: Vec<LanguageLink<'a>>,
    /// `includes/top.html` as it was drawn once for all pages of a collection's records; nothing on other pages.
    pub top: Option<Html>,
    /// `includes/foot.html`, likewise.
    pub foot: Option<Html>,
}

/// A page above another.
#[derive(Debug, Serialize)]
pub struct Crumb {
    /// What it is called.
    pub title: String,
    /// The link to it; nothing for a page that is not there.
    pub href: Option<String>,
}

/// A page in one of its languages.
#[derive(Debug, Serialize)]
pub struct LanguageLink<'a> {
    /// The tag of the language: `fr`.
    pub language: &'a str,
    /// What the language calls itself: `Français`.
    pub name: &'a str,
    /// Its address on the web; where the site has none, the link.
    pub address: String,
    /// The link to it; nothing for the page itself.
    pub href: Option<String>,
}
