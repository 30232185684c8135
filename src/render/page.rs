//! Pages: what each kind of page says, as the views of its template.
//!
//! In: a desk. Out: [`Page`]s. Never: markup that belongs to a template.

pub mod accessibility;
pub mod data;
pub mod deck;
pub mod edition;
pub mod example;
pub mod facet;
pub mod files;
pub mod home;
pub mod index;
pub mod legal;
pub mod moved;
pub mod not_found;
pub mod origin;
pub mod plain;
pub mod record;
pub mod related;
pub mod search;
pub mod section;
pub mod site;
pub mod site_map;
pub mod versions;
pub mod wheel;

use std::borrow::Cow;

use super::desk::RenderContext;
use super::template::Variables;
use super::views::TemplateView;
use super::views::frame::{Crumb, Frame};
use crate::publication::route;
use crate::schema::Collection;

/// A page, ready to be written.
pub struct Page<'a> {
    pub template: Cow<'static, str>,
    pub frame: Frame<'a>,
    /// What its template receives beside the frame.
    pub variables: Variables,
}

impl<'a> Page<'a> {
    /// Makes a page of its frame and of what its own template receives.
    #[must_use]
    pub fn new<V: TemplateView>(frame: Frame<'a>, view: &V) -> Self {
        Self { template: V::TEMPLATE.into(), frame, variables: Variables::default().with(view) }
    }
}

/// The names of a page, and where it belongs.
#[derive(Default)]
pub struct Names<'a> {
    /// The page's own heading.
    pub heading: &'a str,
    /// The pages above it, from the home page down, with their paths.
    pub trail: Vec<(String, Option<String>)>,
    /// The entry of the navigation it belongs to, by path.
    pub section: &'a str,
    /// One sentence for search engines.
    pub description: &'a str,
}

/// Returns the home page as the first of a trail.
#[must_use]
pub fn to_home(desk: &RenderContext<'_>) -> (String, Option<String>) {
    (desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))
}

/// Returns the title of a collection and the path of its index, as a step of a trail.
#[must_use]
pub fn to_collection(desk: &RenderContext<'_>, collection: &Collection) -> (String, Option<String>) {
    (desk.set(&collection.title).into_owned(), Some(route::to_index(&collection.name)))
}

/// Makes the frame that every template relies on.
#[must_use]
pub fn make_frame<'a>(desk: &RenderContext<'a>, names: Names<'_>) -> Frame<'a> {
    let heading = desk.set(names.heading).into_owned();
    let mut title = heading.clone();
    for (above, _) in names.trail.iter().skip(1).rev() {
        title.push_str(" – ");
        title.push_str(above);
    }
    let site = desk.set(&desk.site.config.title);
    if title != *site {
        title.push_str(" – ");
        title.push_str(&site);
    }
    let crumbs = names.trail.into_iter().map(|(title, path)| {
        let href = path.and_then(|path| desk.link(&path));
        Crumb { title, href }
    });
    let folder = desk.tree.map_or("", |tree| tree.folder.as_str());
    let path = desk.path.strip_prefix(folder).unwrap_or(desk.path);
    Frame {
        root: "../".repeat(path.matches('/').count()),
        files: "../".repeat(desk.path.matches('/').count()),
        path: route::to_url_path(path).into_owned(),
        section: route::to_url_path(names.section).into_owned(),
        title,
        heading,
        description: desk.set(names.description).into_owned(),
        crumbs: crumbs.collect(),
        ..Frame::default()
    }
}
