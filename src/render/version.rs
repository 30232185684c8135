//! The languages a site is written in: what stands where in each.
//!
//! In: the site and its translations. Out: for a page, the same page in every language that has it. Never: a page that is
//! not there.

use crate::publication::route;
use std::collections::HashSet;
use std::sync::Arc;

use super::desk::TranslationTree;
use super::views::frame::LanguageLink;
use super::{Kind, theme};
use crate::check::CheckedSite;
use crate::model::SiteTranslation;
use crate::output::OutputPath;

/// The site in one language.
#[derive(Clone, Debug)]
pub struct Version {
    site: Arc<CheckedSite>,
    /// What the language calls itself.
    name: String,
}

impl Version {
    /// The site in each of its languages, as it is written first; nothing where it has one alone.
    #[must_use]
    pub fn all(main: &Arc<CheckedSite>) -> Vec<Self> {
        if main.translations().is_empty() {
            return Vec::new();
        }
        let version = |site: &Arc<CheckedSite>| {
            let config = &site.site().config;
            let name = theme::language_name(site.sources(), &config.theme, &config.language);
            Self { site: Arc::clone(site), name }
        };
        std::iter::once(main).chain(main.translations()).map(version).collect()
    }

    fn language(&self) -> &str {
        &self.site.site().config.language
    }

    /// Where a page stands in this language, by its kind and the path it has in the main one.
    fn path(&self, kind: Kind, path: &str) -> Option<OutputPath> {
        let site = self.site.site();
        let fixed = site.config.fixed_pages();
        let path = match kind {
            Kind::SiteMap => fixed.site_map,
            Kind::Legal => fixed.legal,
            Kind::Accessibility => fixed.accessibility,
            Kind::Search => fixed.search,
            _ => path,
        };
        match &site.tongue {
            Some(tongue) => stands(tongue, kind).then(|| format!("{}{path}", folder(self.language()))),
            None => Some(path.to_owned()),
        }
    }
}

/// The folder of a language's pages.
fn folder(language: &str) -> String {
    format!("{language}/")
}

/// The folder of a translation and what stands there; nothing for the site as it is written.
#[must_use]
pub fn tree(
    site: &CheckedSite,
    versions: &[Version],
    plan: impl FnOnce() -> Vec<(OutputPath, Kind)>,
) -> Option<TranslationTree> {
    let tongue = site.site().tongue.as_ref()?;
    let pages: HashSet<OutputPath> =
        plan().into_iter().filter(|(_, kind)| stands(tongue, *kind)).map(|(path, _)| path).collect();
    let original = versions.first().map(|version| version.name.clone()).unwrap_or_default();
    Some(TranslationTree { folder: folder(&site.site().config.language), pages, original })
}

/// Whether a page stands in the folder of a translation: what is not translated stands once, in the main language.
#[must_use]
pub fn stands(tongue: &SiteTranslation, kind: Kind) -> bool {
    match kind {
        Kind::Record(at) | Kind::Edition(at, _) => tongue.records.contains(&at),
        Kind::Plain(number) => tongue.pages.contains(&number),
        kind => !stands_once(kind),
    }
}

/// Whether a page is the same for every language: the data are not translated.
fn stands_once(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Alias(_)
            | Kind::Data
            | Kind::DataOf(_)
            | Kind::Versions
            | Kind::VersionsFeed
            | Kind::Gone(_)
            | Kind::NotFound
    )
}

/// Lists the page at `here` in each language that has it; empty where it stands in one alone. `path` is what it would be
/// called in the main language.
#[must_use]
pub fn list_languages<'a>(
    versions: &'a [Version],
    kind: Kind,
    path: &str,
    here: &str,
) -> Vec<LanguageLink<'a>> {
    let there = versions.iter().filter_map(|version| Some((version, version.path(kind, path)?)));
    let there: Vec<(&Version, OutputPath)> = there.filter(|_| !stands_once(kind)).collect();
    if there.len() < 2 {
        return Vec::new();
    }
    let languages = there.iter().map(|(version, path)| {
        let relative = route::to_url_path(&route::make_relative(here, path)).into_owned();
        let base = version.site.site().config.base_url.as_deref();
        let address = base.map(|base| format!("{base}{}", route::to_url_path(path)));
        LanguageLink {
            language: version.language(),
            name: &version.name,
            address: address.unwrap_or_else(|| relative.clone()),
            href: (path != here).then_some(relative),
        }
    });
    languages.collect()
}
