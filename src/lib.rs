//! essaim turns a folder that describes an innovation toolkit into a browsable site and into open data.
//!
//! The whole program is one pipeline; each room takes a value and gives the next its input.
//!
//! ```text
//! folder ─▶ load ─Sources─▶ config ─▶ schema ─▶ model ─Site─▶ check ─CheckedSite─▶ render, export
//!                                                                        └─Output─▶ output ─▶ folder
//! ```
//!
//! | room | takes → gives |
//! | --- | --- |
//! | [`source`] | texts → addresses in them |
//! | [`messages`] | a language, an id, facts → words |
//! | [`diag`] | what can be wrong, as facts |
//! | [`load`] | a folder → [`source::Sources`], the [`load::Tree`], spanned YAML and CSV |
//! | [`edit`] | a text and a change → the text, nothing else of it touched |
//! | [`settings`] | nothing → every key of a project's files, once; [`settings::Keys`], which reads a mapping by its table |
//! | [`config`] | `site.yaml` → [`config::Config`] |
//! | [`schema`] | `_collection.yaml` → [`schema::Collection`]; the authored schema → the published one |
//! | [`model`] | entries → [`model::Site`]: typed records, relations both ways |
//! | [`check`] | rules across records → [`check::CheckedSite`], the only thing that is published |
//! | [`project`] | a project read strictly, to be published, or leniently, to be added to |
//! | [`output`] | [`output::Output`], a map of what is published; puts it in place in one step |
//! | [`publication`] | routes, downloads and weights, which pages, data and messages share |
//! | [`render`] | pages, templates, pictures |
//! | [`export`] | tables, descriptions, kits, feed |
//! | [`fetch`] | an address of the web → what stands there |
//! | [`diff`] | two published packages → what changed between them, and the next version |
//! | [`report`] | diagnostics → words, for people and for programs |
//! | [`scaffold`] | first steps: a new project, a new record, help for editors |
//! | [`import`] | another authority's site → files with their origin, kept up to date |
//! | [`serve`] | a folder that changes → pages that follow |
//!
//! A room names only those above it in this table; only the doors that
//! `tests/tidy.rs` lists touch the machine. `tests/tidy.rs` holds both rules.

pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod diff;
pub mod edit;
pub mod export;
pub mod fetch;
pub mod import;
pub mod load;
pub mod messages;
pub mod model;
pub mod output;
pub mod project;
pub mod publication;
pub mod render;
pub mod report;
pub mod scaffold;
pub mod schema;
pub mod serve;
pub mod settings;
pub mod source;

use crate::output::codes::ROUTE_TWICE;
use std::sync::Arc;

use check::CheckedSite;
use diag::{Diagnostic, Diagnostics, Place};
use output::{BlobCache, Output};
use project::Overrides;
use render::Renderer;
use source::Sources;

pub use project::Memory;

/// What a build takes besides the content.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Takes the place of site.yaml's `base_url`.
    pub base_url: Option<String>,
    /// The date of publication, `YYYY-MM-DDThh:mm:ssZ`; else the newest `dct:modified`.
    pub published: Option<String>,
    /// Where pictures that were made smaller are kept.
    pub kept: BlobCache,
}

/// The codes of every room, in the order of the rooms: what can be explained, and what `lints:` can name.
pub const CODES: diag::Codes = diag::Codes(&[
    load::codes::ALL,
    settings::codes::ALL,
    config::codes::ALL,
    schema::codes::ALL,
    model::codes::ALL,
    check::codes::ALL,
    output::codes::ALL,
    render::codes::ALL,
    import::codes::ALL,
]);

impl Options {
    fn overrides(&self) -> Overrides<'_> {
        Overrides { base_url: self.base_url.as_deref(), published: self.published.as_deref() }
    }
}

/// Reads and checks a project: every problem of every file, and the site where there is no error.
pub fn check(sources: &Arc<Sources>, options: &Options, diags: &mut Diagnostics) -> Option<CheckedSite> {
    project::read_strict(sources, CODES, options.overrides(), &Memory::default(), diags)
}

/// Builds a project: every problem, and everything that is published where there is no error.
#[must_use]
pub fn build(sources: &Arc<Sources>, options: &Options) -> (Option<Output>, Diagnostics) {
    rebuild(sources, options, &mut Memory::default())
}

/// Builds a project that was built before: the same answer as [`build`], sooner.
pub fn rebuild(
    sources: &Arc<Sources>,
    options: &Options,
    memory: &mut Memory,
) -> (Option<Output>, Diagnostics) {
    memory.turn();
    let mut diags = Diagnostics::default();
    let output = project::read_strict(sources, CODES, options.overrides(), memory, &mut diags)
        .and_then(|site| publishable(site, sources, &options.kept, &mut diags));
    diags.sort(|source| sources.get(source).path.clone());
    (output.filter(|_| !diags.has_errors()), diags)
}

/// The pages and the data of a site. Any fault that is found here is of a city's own theme, or two
/// contents that want one address.
fn publishable(
    site: CheckedSite,
    sources: &Sources,
    kept: &BlobCache,
    diags: &mut Diagnostics,
) -> Option<Output> {
    let site = Arc::new(site);
    let prepared = |version: &Arc<CheckedSite>| Renderer::new(Arc::clone(version), &site).map(Arc::new);
    let mut output = Output::default();
    // Neither waits for the other: in a preview, half of what a save costs.
    let (renderers, data) = rayon::join(
        || (prepared(&site), site.translations().iter().map(prepared).collect::<Result<Vec<_>, _>>()),
        || export::export(&site, &mut output),
    );
    let (renderer, translated) = match renderers {
        (Ok(renderer), Ok(translated)) => (renderer, translated),
        (Err(faults), _) | (_, Err(faults)) => {
            faults.into_iter().for_each(|fault| diags.push(fault));
            return None;
        }
    };
    let mut found = Diagnostics::default();
    let kits = Arc::clone(&renderer);
    let kit_page: Arc<export::KitPage> = Arc::new(move |kit| kits.kit_page(kit));
    let exported = data.and_then(|data| data.with_kits(&kit_page, &mut output)).and_then(|downloads| {
        let downloads = Arc::new(downloads);
        for renderer in std::iter::once(&renderer).chain(&translated) {
            Arc::clone(renderer).pages(&downloads, kept, &mut output, &mut found);
        }
        let weights = render::weight::file(&renderer, &downloads, &output);
        output.put(publication::weight::WEIGHTS_PATH, weights)?;
        export::announce(&site, &mut output)
    });
    found.iter().for_each(|fault| diags.push(at_home(sources, fault.clone())));
    match exported {
        Ok(()) => Some(output),
        Err(fault) => {
            diags.push(at_home(sources, *fault));
            None
        }
    }
}

/// Returns a fault of a published path at the content that wanted it, with the other that does: people mend contents.
fn at_home(sources: &Sources, fault: Diagnostic) -> Diagnostic {
    let (Some(path), true) = (fault.problem.text("path"), fault.problem.is(&ROUTE_TWICE)) else {
        return fault;
    };
    if !matches!(fault.place, Place::Path(_)) {
        return fault;
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    // What bears its name; else what has essaim publish such a file: the declaration of a collection, the settings.
    let homes = [
        path,
        &*format!("pages/{stem}.md"),
        &format!("{stem}.md"),
        &format!("{stem}/index.md"),
        &format!("{folder}/_collection.yaml"),
        "site.yaml",
    ]
    .map(|home| format!("content/{home}"));
    let is_there = |home: &&String| {
        sources.assets().any(|(_, asset)| asset.path == **home)
            || sources.texts().any(|(_, text)| text.path == **home)
    };
    let mut found = homes.iter().filter(is_there);
    let (Some(home), Some(other)) = (found.next(), found.next()) else { return fault };
    ROUTE_TWICE.with("path", path).with("other", other).at(Place::Path(home.clone()))
}
