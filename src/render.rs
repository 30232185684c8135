//! From a checked site to pages.
//!
//! In: a [`CheckedSite`] and, for its data pages, the [`Downloads`] of what there is to download. Out: pages
//! as pure functions, put into the [`Output`]. Never: disk, clock, a word about one city's collections.

mod blanks;
pub mod codes;
mod desk;
mod field;
mod format;
mod hue;
mod label;
mod link;
mod listing;
mod markdown;
mod minify;
mod page;
mod photo;
mod picture;
mod pixels;
mod search;
mod template;
mod theme;
mod typography;
mod version;
mod views;
pub mod weight;
mod words;
mod written;

use std::collections::{HashMap, HashSet};
use std::io::Write;
use std::sync::Arc;

use crate::check::CheckedSite;
use crate::diag::{Diagnostic, Diagnostics};
use crate::model::RecordRef;
use crate::output::{BlobCache, Fault, Output, OutputPath, Payload};
use crate::publication::{Downloads, route};
use crate::schema::Print;
use crate::schema::publish::is_public;
use desk::{Badges, Reach, RenderContext, TranslationTree};
use hue::Hues;
use label::Labels;
use page::Page;
use template::{Html, Variables};
use theme::Theme;
use version::Version;
use views::frame::Frame;
use weight::Scales;

/// Writes the pages of one site in one theme.
#[derive(Debug)]
pub struct Renderer {
    site: Arc<CheckedSite>,
    theme: Theme,
    hues: Hues,
    labels: Labels,
    badges: Badges,
    /// Records that share their name with another of their collection.
    namesakes: HashSet<RecordRef>,
    /// By table: what stands around the pages of its records.
    surrounds: Vec<Surround>,
    /// Of a translation: its folder, and what stands there.
    tree: Option<TranslationTree>,
    /// The site in each of its languages, where it has several.
    versions: Vec<Version>,
    /// Of the site as it is written: the pages that are weighed.
    scales: Scales,
}

/// What stands above and below the pages of a collection's records: the same on all of them, so written once.
/// Nothing where its template has a fault, which the page that includes it then says.
#[derive(Debug)]
struct Surround {
    top: Option<Html>,
    foot: Option<Html>,
}

/// What a page is made of.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Home,
    Index(u32),
    Record(RecordRef),
    Edition(RecordRef, RecordRef),
    Plain(usize),
    Alias(usize),
    Data,
    DataOf(u32),
    Versions,
    VersionsFeed,
    /// A record that is no longer published: the release that says so, and its place there.
    Gone([usize; 2]),
    /// A part of the deck of a collection.
    Deck(u32, usize),
    NotFound,
    SiteMap,
    Legal,
    Accessibility,
    Search,
}

impl Renderer {
    /// Prepares the theme for a site; `main` is the site as it is written, of which it may be a translation.
    ///
    /// # Errors
    /// What the city's own theme has wrong.
    pub fn new(site: Arc<CheckedSite>, main: &Arc<CheckedSite>) -> Result<Self, Vec<Diagnostic>> {
        let config = &site.site().config;
        let theme = Theme::load(site.sources(), &config.theme, &config.language)?;
        let unknown = theme.unknown(&site);
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let (hues, namesakes) = (Hues::new(site.site()), namesakes(&site));
        let labels = Labels::new(site.site(), theme.words.typography);
        let versions = Version::all(main);
        let mut renderer = Self {
            site,
            theme,
            hues,
            labels,
            badges: Badges::default(),
            namesakes,
            surrounds: Vec::new(),
            tree: None,
            versions,
            scales: Scales::default(),
        };
        renderer.tree = version::tree(&renderer.site, &renderer.versions, || renderer.plan());
        renderer.badges = listing::make_badges(&renderer.desk("", Reach::Site));
        let style = renderer.theme.statics.get(STYLE).map(|bytes| String::from_utf8_lossy(bytes));
        let style = Html::new(&style.unwrap_or_default());
        let shared = Variables::default().with(&page::site::describe(
            &renderer.desk("", Reach::Site),
            renderer.site.published().unwrap_or_default(),
            style,
        ));
        renderer.theme.share(shared);
        let tables = renderer.site.site().tables.iter();
        renderer.surrounds = tables.map(|table| renderer.surround(&table.collection.name)).collect();
        if renderer.tree.is_none() {
            renderer.scales = Scales::new(&renderer);
        }
        Ok(renderer)
    }

    fn surround(&self, collection: &str) -> Surround {
        let frame = Frame {
            root: "../".to_owned(),
            files: if self.tree.is_some() { "../../" } else { "../" }.to_owned(),
            section: route::to_url_path(&route::to_index(collection)).into_owned(),
            ..Frame::default()
        };
        let variables = Variables::default().with(&frame);
        let write = |template| {
            let mut html = Vec::new();
            self.theme.render(self.site.sources(), template, &variables, &mut html).ok()?;
            Some(Html::new(&String::from_utf8(html).ok()?))
        };
        Surround { top: write("includes/top.html"), foot: write("includes/foot.html") }
    }

    /// The page that travels in a kit: whole, on its own, ready to print.
    ///
    /// # Errors
    /// A fault of the city's own theme.
    pub fn kit_page(&self, at: RecordRef) -> Result<Vec<u8>, Fault> {
        let base = self.site.site().config.base_url.as_deref();
        let desk = self.desk("", Reach::Kit { of: at, base });
        let mut page = Vec::new();
        self.draw(&desk, Kind::Record(at), page::record::build_kit(&desk, at), &mut page)?;
        Ok(page)
    }

    /// Puts every page, attachment and theme file in place; pages are rendered when they are asked for.
    /// What is not written in a language, a translation leaves to the site itself.
    pub fn pages(
        self: Arc<Self>,
        downloads: &Arc<Downloads>,
        kept: &BlobCache,
        output: &mut Output,
        diags: &mut Diagnostics,
    ) {
        let mut put = |path: OutputPath, payload: Payload| {
            if let Err(taken) = output.put(path, payload) {
                diags.push(*taken);
            }
        };
        let tongue = self.site.site().tongue.as_ref();
        for (path, kind) in self.plan() {
            if tongue.is_some_and(|tongue| !version::stands(tongue, kind)) {
                continue;
            }
            let (renderer, downloads, own) = (Arc::clone(&self), Arc::clone(downloads), path.clone());
            let page = if self.scales.await_page(self.site.site(), &path, kind) {
                Payload::lazy(move |out| renderer.scales.draw(&renderer, (&own, kind), &downloads, out))
            } else {
                Payload::lazy(move |out| renderer.page(&own, kind, &downloads, out))
            };
            put(self.placed(&path), page);
        }
        let renderer = Arc::clone(&self);
        let index = Payload::lazy(move |out| Ok(search::write(&renderer.desk("", Reach::Site), out)?));
        put(format!("theme/{}", search::to_index_name(&self.desk("", Reach::Site))), index);
        if tongue.is_some() {
            return;
        }
        for (path, bytes) in &self.theme.statics {
            put(path.clone(), Payload::Bytes(Arc::clone(bytes)));
        }
        for (_, asset) in self.site.sources().assets() {
            if let Some(path) = route::to_asset(self.site.site(), &asset.path) {
                put(path, Payload::Bytes(Arc::clone(&asset.bytes)));
            }
        }
        for (asset, photo) in self.site.photos().shown() {
            let file = self.site.sources().asset(asset);
            let sizes = photo::sizes(self.site.site(), file, photo);
            for (path, sized) in photo::files(file, &photo.picture, &sizes, kept) {
                put(path, sized.into());
            }
        }
        // What took the place of a record that is gone stays there.
        for gone in self.site.site().gone() {
            let Some(path) = route::to_gone_record(self.site.site(), &gone) else { continue };
            let (renderer, downloads, own) = (Arc::clone(&self), Arc::clone(downloads), path.clone());
            let kind = Kind::Gone(gone.at);
            output.insert(path, Payload::lazy(move |out| renderer.page(&own, kind, &downloads, out)));
        }
    }

    /// Every page with its path. A city's own page takes the place of one that the law asks for.
    fn plan(&self) -> Vec<(OutputPath, Kind)> {
        let site = self.site.site();
        let fixed = site.config.fixed_pages();
        let mut plan = vec![
            (route::HOME.to_owned(), Kind::Home),
            (route::NOT_FOUND.to_owned(), Kind::NotFound),
            (fixed.site_map.to_owned(), Kind::SiteMap),
            (route::DATA.to_owned(), Kind::Data),
        ];
        let written: Vec<OutputPath> = site.pages.iter().map(route::to_page).collect();
        let replaceable = [
            (fixed.legal, Kind::Legal),
            (fixed.accessibility, Kind::Accessibility),
            (fixed.search, Kind::Search),
        ];
        for (path, kind) in replaceable {
            if !written.iter().any(|own| own == path) {
                plan.push((path.to_owned(), kind));
            }
        }
        let plain = written.into_iter().enumerate().filter(|(_, path)| path != route::HOME);
        plan.extend(plain.map(|(number, path)| (path, Kind::Plain(number))));
        let moved = site.aliases.iter().enumerate();
        plan.extend(
            moved.filter_map(|(number, alias)| Some((route::to_alias(site, alias)?, Kind::Alias(number)))),
        );
        for number in (0u32..).take(site.tables.len()) {
            self.plan_table(number, &mut plan);
        }
        if !site.config.releases.is_empty() {
            plan.push((route::VERSIONS.to_owned(), Kind::Versions));
            // A feed speaks of absolute addresses.
            plan.extend(
                site.config.base_url.iter().map(|_| (route::VERSIONS_FEED.to_owned(), Kind::VersionsFeed)),
            );
        }
        plan
    }

    fn plan_table(&self, number: u32, plan: &mut Vec<(OutputPath, Kind)>) {
        let site = self.site.site();
        let table = &site.tables[number as usize];
        let collection = &table.collection;
        if !is_public(collection) {
            return;
        }
        plan.push((route::to_index(&collection.name), Kind::Index(number)));
        plan.push((route::to_data(&collection.name), Kind::DataOf(number)));
        if let Some(Print::Card(_)) = collection.print {
            let parts = 0..page::deck::count_parts(table);
            plan.extend(parts.map(|part| (route::to_deck(&collection.name, part), Kind::Deck(number, part))));
        }
        let editions = site.find_editions(collection);
        for (row, record) in (0u32..).zip(&table.records) {
            let at = RecordRef { table: number, row };
            plan.extend(route::to_record(table, record).map(|path| (path, Kind::Record(at))));
            let Some((of, editions)) = editions else { continue };
            plan.extend((0u32..).zip(&editions.records).map(|(row, edition)| {
                let path = route::to_edition(&collection.name, &record.id, &edition.id);
                (path, Kind::Edition(at, RecordRef { table: of, row }))
            }));
        }
    }

    fn placed(&self, path: &str) -> OutputPath {
        self.desk("", Reach::Site).placed(path).into_owned()
    }

    /// Writes the page that is called `path` but for the folder of its language.
    fn page(&self, path: &str, kind: Kind, downloads: &Downloads, out: &mut dyn Write) -> Result<(), Fault> {
        let here = self.placed(path);
        let desk = self.desk(&here, Reach::Site);
        let site = self.site.site();
        let table = |number: u32| &site.tables[number as usize];
        let published = || self.site.published().and_then(|moment| moment.get(..10)).unwrap_or_default();
        let mut page = match kind {
            Kind::Home => page::home::build(&desk, published()),
            Kind::Index(number) => page::index::build(&desk, number, table(number)),
            Kind::Record(at) => {
                let mut page = page::record::build(&desk, downloads, at, &self.heading(&desk, at))?;
                let Surround { top, foot } = &self.surrounds[at.table as usize];
                (page.frame.top, page.frame.foot) = (top.clone(), foot.clone());
                page
            }
            Kind::Edition(at, edition) => page::edition::build(&desk, at, edition),
            Kind::Plain(number) => page::plain::build(&desk, &site.pages[number], published()),
            Kind::Alias(number) => page::moved::build(&desk, &site.aliases[number]),
            Kind::Data => page::data::build_all(&desk, downloads)?,
            Kind::DataOf(number) => page::data::build_table(&desk, downloads, table(number), published())?,
            Kind::Versions => page::versions::build(&desk),
            Kind::VersionsFeed => page::versions::build_feed(&desk),
            Kind::Gone([release, place]) => {
                let release = &site.config.releases[release];
                page::versions::build_gone(&desk, release, &release.removed[place])
            }
            Kind::Deck(number, part) => page::deck::build(&desk, number, table(number), part),
            Kind::NotFound => page::not_found::build(&desk),
            Kind::SiteMap => page::site_map::build(&desk),
            Kind::Search => page::search::build(&desk),
            Kind::Legal => page::legal::build(&desk),
            Kind::Accessibility => page::accessibility::build(&desk, self.site.published()),
        };
        if !matches!(kind, Kind::NotFound | Kind::Alias(_)) {
            let base = site.config.base_url.as_deref();
            page.frame.canonical = base.map(|base| format!("{base}{}", route::to_url_path(&here)));
        }
        page.frame.languages = version::list_languages(&self.versions, kind, path, &here);
        self.draw(&desk, kind, page, out)
    }

    /// Writes a page. One about a record that comes from elsewhere says so, or is refused.
    fn draw(
        &self,
        desk: &RenderContext<'_>,
        kind: Kind,
        page: Page<'_>,
        out: &mut dyn Write,
    ) -> Result<(), Fault> {
        let sources = self.site.sources();
        let Page { template, frame, variables } = page;
        let variables = variables.with(&frame);
        let about = if let Kind::Record(at) | Kind::Edition(at, _) = kind { Some(at) } else { None };
        let Some(at) = about.filter(|at| desk.site.record(*at).1.origin.is_some()) else {
            return self.theme.render(sources, &template, &variables, out);
        };
        let mut page = Vec::new();
        self.theme.render(sources, &template, &variables, &mut page)?;
        let own = || self.theme.own_of(sources, &["includes/origin.html", &template, "base.html"]);
        page::origin::check_attribution(desk, at, &page, own)?;
        Ok(out.write_all(&page)?)
    }

    /// A record's name, told apart from its namesakes.
    fn heading(&self, desk: &RenderContext<'_>, at: RecordRef) -> String {
        let label = desk.label(at);
        if self.namesakes.contains(&at) {
            return format!("{label} ({})", desk.site.record(at).1.id);
        }
        label.to_owned()
    }

    fn desk<'a>(&'a self, path: &'a str, reach: Reach<'a>) -> RenderContext<'a> {
        RenderContext {
            site: self.site.site(),
            sources: self.site.sources(),
            words: &self.theme.words,
            links: self.site.links(),
            photos: self.site.photos(),
            hues: &self.hues,
            labels: &self.labels,
            badges: &self.badges,
            statement: self.site.statement(),
            path,
            tree: self.tree.as_ref(),
            reach,
        }
    }
}

/// The style sheet, which a kit's page carries inside.
const STYLE: &str = "theme/style.css";

fn namesakes(site: &CheckedSite) -> HashSet<RecordRef> {
    let mut namesakes = HashSet::new();
    for (number, table) in (0u32..).zip(&site.site().tables) {
        let mut seen: HashMap<&str, RecordRef> = HashMap::with_capacity(table.records.len());
        for (row, record) in (0u32..).zip(&table.records) {
            let at = RecordRef { table: number, row };
            if let Some(first) = seen.insert(table.name(record), at) {
                namesakes.extend([first, at]);
            }
        }
    }
    namesakes
}

#[cfg(test)]
mod tests;
