//! A page of `content/pages/`.

use serde::Serialize;

use super::TemplateView;
use super::listing::IllustrationView;
use super::listing::TitleLink;
use super::section::SectionView;
use crate::render::template::Html;

/// A page of `content/pages/`; also what the templates of `pages/` receive.
#[derive(Debug, Serialize)]
pub struct PlainView<'a> {
    /// Its headings, where it has four or more.
    pub contents: Vec<TitleLink<'a>>,
    /// Its text.
    pub body: Html,
    /// The pictures that it asks for.
    pub pictures: Vec<IllustrationView<'a>>,
    /// What it puts forward out of collections.
    pub sections: Vec<SectionView<'a>>,
    /// A wheel of the twelve months, for a page that names a template of its own.
    pub sample_wheel: Option<Html>,
}

impl TemplateView for PlainView<'_> {
    const TEMPLATE: &'static str = "plain.html";
}
