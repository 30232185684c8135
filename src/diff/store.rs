//! The door of a comparison: packages in folders, in archives and on the web, and room on the disk.
//!
//! In: an address as it was typed. Out: a [`Package`] and its [`Store`]. Never: a file outside the package, another host than the
//! one that was named, a table whole in memory: what comes from an archive or from the web goes to a nameless file first.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use url::Url;
use zip::ZipArchive;

use super::{Closed, Failure, Package, Scratch, Shelf, Spill};
use crate::load::web::{Answer, Client, Network, Patience};

/// The name of a descriptor.
const DESCRIPTOR: &str = "datapackage.json";
/// Where essaim publishes it in a site.
const IN_SITE: &str = "data/datapackage.json";
/// A descriptor beyond this is none.
const DESCRIPTOR_LIMIT: u64 = 64 << 20;
/// A table beyond this is nothing to fetch, nor to unpack: a bomb, more likely.
const TABLE_LIMIT: u64 = 16 << 30;

/// Where the files of a package are.
#[derive(Debug)]
pub enum Store {
    Folder(PathBuf),
    /// An archive, and the folder in it that the package stands in.
    Archive(PathBuf, String),
    Fetched(File, String),
    Web(Client, Url),
}

/// Finds the package at an address: a folder, an archive, a descriptor, or their address on the web.
///
/// # Errors
/// Where there is none, or none that can be read.
pub fn open(address: &str) -> Result<(Package, Store), Failure> {
    let (text, store) = match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => on_the_web(address, &url)?,
        _ => on_the_disk(address)?,
    };
    Ok((Package::read(address, &text)?, store))
}

fn missing(address: &str, reason: &dyn std::fmt::Display) -> Failure {
    Failure::Missing { address: address.to_owned(), reason: reason.to_string() }
}

fn on_the_disk(address: &str) -> Result<(String, Store), Failure> {
    let path = Path::new(address);
    let fault = |error: io::Error| missing(address, &error);
    if path.is_dir() {
        let candidates = [path.join(IN_SITE), path.join(DESCRIPTOR)];
        let found = candidates.iter().find(|candidate| candidate.is_file());
        let found = found.ok_or_else(|| missing(address, &DESCRIPTOR))?;
        let folder = found.parent().unwrap_or(path).to_owned();
        return Ok((File::open(found).and_then(text).map_err(fault)?, Store::Folder(folder)));
    }
    let file = File::open(path).map_err(fault)?;
    if is_archive(address) {
        let (text, folder) = in_archive(address, &file)?;
        return Ok((text, Store::Archive(path.to_owned(), folder)));
    }
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok((text(file).map_err(fault)?, Store::Folder(folder)))
}

fn on_the_web(address: &str, url: &Url) -> Result<(String, Store), Failure> {
    let failed = |closed: Closed| match closed {
        Closed::Disk(error) => missing(address, &error),
        Closed::Site(problem) => Failure::Site { address: address.to_owned(), problem },
    };
    // People compare what they publish with what they are about to: on this machine, as often as not.
    let client = Client::new(Network::Any, Patience::Endless);
    if is_archive(url.path()) {
        let file = fetched(&client, url, TABLE_LIMIT).map_err(failed)?;
        let (text, folder) = in_archive(address, &file)?;
        return Ok((text, Store::Fetched(file, folder)));
    }
    let own = url.path().ends_with(".json");
    let mut folder = url.clone();
    if !own && !url.path().ends_with('/') {
        folder.set_path(&format!("{}/", url.path()));
    }
    let candidates: Vec<Url> = if own {
        vec![url.clone()]
    } else {
        [IN_SITE, DESCRIPTOR].iter().filter_map(|path| folder.join(path).ok()).collect()
    };
    let mut first = None;
    for candidate in candidates {
        let found = fetched(&client, &candidate, DESCRIPTOR_LIMIT).and_then(|file| Ok(text(file)?));
        match found {
            Ok(text) => return Ok((text, Store::Web(client, candidate))),
            // Only what is not there is looked for elsewhere.
            Err(Closed::Site(problem)) => return Err(failed(Closed::Site(problem))),
            Err(closed) => first = first.or(Some(closed)),
        }
    }
    Err(first.map_or_else(|| missing(address, &DESCRIPTOR), failed))
}

fn is_archive(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// The descriptor of an archive, that of the data where it holds a site, else the outermost; and its folder.
fn in_archive(address: &str, file: &File) -> Result<(String, String), Failure> {
    let fault = |error: &dyn std::fmt::Display| missing(address, error);
    let file = file.try_clone().map_err(|error| fault(&error))?;
    let mut archive = ZipArchive::new(file).map_err(|error| fault(&error))?;
    let is_descriptor = |name: &str| name.rsplit('/').next() == Some(DESCRIPTOR);
    let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
    let outermost =
        names.iter().filter(|name| is_descriptor(name)).min_by_key(|name| (name.matches('/').count(), *name));
    // In a site, what stands outermost describes the sources; the data have a folder of their own.
    let in_site = outermost.map(|name| name.replace(DESCRIPTOR, IN_SITE)).filter(|name| names.contains(name));
    let found = in_site.or_else(|| outermost.cloned());
    let name = found.ok_or_else(|| fault(&DESCRIPTOR))?;
    let entry = archive.by_name(&name).map_err(|error| fault(&error))?;
    let text = text(entry).map_err(|error| fault(&error))?;
    Ok((text, name.trim_end_matches(DESCRIPTOR).to_owned()))
}

fn text(from: impl Read) -> io::Result<String> {
    let mut text = String::new();
    from.take(DESCRIPTOR_LIMIT + 1).read_to_string(&mut text)?;
    if text.len() as u64 > DESCRIPTOR_LIMIT { Err(too_large()) } else { Ok(text) }
}

/// A nameless file that holds what was read, from its beginning.
fn kept(mut from: impl Read, limit: u64) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    let bytes = io::copy(&mut from.by_ref().take(limit + 1), &mut file)?;
    if bytes > limit {
        return Err(too_large());
    }
    file.rewind()?;
    Ok(file)
}

fn too_large() -> io::Error {
    io::ErrorKind::FileTooLarge.into()
}

fn fetched(client: &Client, url: &Url, limit: u64) -> Result<File, Closed> {
    match client.get(url, None).map_err(Closed::Site)? {
        Answer::Open(reply) => Ok(kept(reply.reader(), limit)?),
        Answer::Gone(status) => Err(io::Error::other(format!("{url}: HTTP {status}")).into()),
        Answer::Unchanged => Err(io::Error::from(io::ErrorKind::InvalidData).into()),
    }
}

fn unpacked(file: File, name: &str) -> io::Result<Box<dyn Read>> {
    let mut archive = ZipArchive::new(file)?;
    let entry = archive.by_name(name)?;
    Ok(Box::new(kept(entry, TABLE_LIMIT)?))
}

impl Shelf for Store {
    fn open(&self, path: &str) -> Result<Box<dyn Read>, Closed> {
        Ok(match self {
            Self::Folder(folder) => Box::new(File::open(inside(folder, path)?)?),
            Self::Archive(archive, folder) => unpacked(File::open(archive)?, &format!("{folder}{path}"))?,
            Self::Fetched(archive, folder) => unpacked(archive.try_clone()?, &format!("{folder}{path}"))?,
            Self::Web(client, descriptor) => {
                let url = descriptor.join(path).map_err(|error| io::Error::other(error.to_string()))?;
                Box::new(fetched(client, &url, TABLE_LIMIT)?)
            }
        })
    }
}

/// A file of a folder, which no link leads out of.
fn inside(folder: &Path, path: &str) -> io::Result<PathBuf> {
    let root = if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.canonicalize()?;
    let real = root.join(path).canonicalize()?;
    if real.starts_with(&root) { Ok(real) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

/// Nameless files of the system.
#[derive(Debug)]
pub struct Disk;

impl Scratch for Disk {
    fn file(&self) -> io::Result<Box<dyn Spill>> {
        Ok(Box::new(tempfile::tempfile()?))
    }
}
