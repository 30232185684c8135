//! From a checked site to data files.
//!
//! In: a [`CheckedSite`]. Out: tables, records, schemas, packages and kits, put into the [`Output`], and the
//! [`Shelf`] that says what there is to download. Never: disk, clock, a page, a personal field.
//!
//! A format is one file: it declares a [`Format`] and takes its place in [`FORMATS`]. Whatever it writes, it
//! reads values through [`cell`], so that every format holds the same ones.

mod cell;
mod csv;
mod dataset;
mod distribution;
mod feed;
mod json;
mod kit;
mod media;
mod package;
mod schemas;
mod sheet;
mod sitemap;
mod source;
mod spreadsheet;

use std::sync::Arc;

use rayon::prelude::*;

use crate::check::CheckedSite;
use crate::diag::{Diagnostic, Place, Problem};
use crate::model::RecordRef;
use crate::output::{Output, OutputPath, Payload};
use crate::render::{Download, Shelf, route};
use dataset::Dataset;
use distribution::{Distribution, Format};

/// The formats a table is published in.
const FORMATS: [Format; 5] =
    [csv::FORMAT, spreadsheet::FORMAT, json::FORMAT, schemas::TABLE_SCHEMA, schemas::RECORD_SCHEMA];

/// Renders the page that opens a kit: all its parts, printable.
pub type KitPage<'a> = dyn Fn(RecordRef) -> Result<String, Box<Diagnostic>> + Sync + 'a;

/// Publishes the data: every table in every format, every record, the package, the kits.
///
/// # Errors
/// A fault of a city's own theme in the page of a kit, or two files of the same path.
pub fn export(
    site: &Arc<CheckedSite>,
    kit_page: &KitPage,
    output: &mut Output,
) -> Result<Shelf, Box<Diagnostic>> {
    let dataset = Arc::new(Dataset::new(Arc::clone(site)));
    let distributions = distribution::all(&dataset, &FORMATS)?;
    let mut shelf = Shelf::default();
    let package = package::descriptor(&dataset, &distributions);
    shelf.whole.push(put_whole(output, package::PATH, package)?);
    shelf.sheets = sheet::sheets(&dataset, &distributions);
    for Distribution { download, payload, .. } in distributions {
        put(output, download.path, payload)?;
    }
    for (at, path) in dataset.record_files() {
        let dataset = Arc::clone(&dataset);
        put(output, path, Payload::lazy(move || json::record_file(&dataset, at)))?;
    }
    let kits: Vec<(RecordRef, Vec<u8>)> = dataset
        .kits()
        .into_par_iter()
        .map(|at| Ok((at, kit::archive(&dataset, at, kit_page)?)))
        .collect::<Result<_, Box<Diagnostic>>>()?;
    for (at, bytes) in kits {
        let (table, record) = dataset.site().record(at);
        let path = route::kit(&table.collection.name, &record.id);
        let download = Download {
            path: path.clone(),
            format: "ZIP",
            media_type: "application/zip",
            bytes: bytes.len() as u64,
            sha256: distribution::sha256(&bytes),
        };
        shelf.kits.insert(at, download);
        put(output, path, bytes.into())?;
    }
    Ok(shelf)
}

/// Tells the world what there is: `sitemap.xml`, `feed.xml`, `robots.txt`. To be called once every page is in
/// the output. The first two speak of absolute addresses, so they want the site's.
///
/// # Errors
/// A page that already stands at one of these paths.
pub fn announce(site: &CheckedSite, output: &mut Output) -> Result<(), Box<Diagnostic>> {
    if let Some(base) = &site.site().config.base_url {
        for (path, text) in sitemap::files(site, base, output) {
            put(output, path, text.into())?;
        }
        let feed = feed::feed(site, base, output);
        put(output, feed::PATH.to_owned(), feed.into())?;
    }
    let robots = sitemap::robots(site.site().config.base_url.as_deref());
    put(output, "robots.txt".to_owned(), robots.into())
}

/// Publishes a file about the data as a whole.
fn put_whole(output: &mut Output, path: &str, text: String) -> Result<Download, Box<Diagnostic>> {
    let download = Download {
        path: path.to_owned(),
        format: "Data Package",
        media_type: "application/json",
        bytes: text.len() as u64,
        sha256: distribution::sha256(text.as_bytes()),
    };
    put(output, path.to_owned(), text.into())?;
    Ok(download)
}

fn put(output: &mut Output, path: OutputPath, payload: Payload) -> Result<(), Box<Diagnostic>> {
    if output.insert(path.clone(), payload) {
        return Ok(());
    }
    Err(Box::new(Diagnostic::error(Place::Path(path.clone()), Problem::RouteTwice { path })))
}
