//! The home page.

use serde::Serialize;

use super::TemplateView;
use super::listing::IllustrationView;
use super::section::SectionView;
use crate::render::template::Html;

/// The home page.
#[derive(Debug, Serialize)]
pub struct HomeView<'a> {
    /// The tag of the language of its text, where it is not that of the page.
    pub intro_language: Option<&'a str>,
    /// Its text down to the first heading.
    pub intro: Option<Html>,
    /// What follows.
    pub rest: Option<Html>,
    /// The pictures that it asks for.
    pub pictures: Vec<IllustrationView<'a>>,
    /// Its first section that is a wheel: it stands at the head.
    pub wheel: Option<SectionView<'a>>,
    /// Its other sections.
    pub sections: Vec<SectionView<'a>>,
}

impl TemplateView for HomeView<'_> {
    const TEMPLATE: &'static str = "home.html";
}
