//! The door of a comparison: packages in folders, in archives and on the web, and room on the disk.
//!
//! In: an address as it was typed. Out: a [`Package`] and its [`Store`]. Never: a file outside the package, another host than the
//! one that was named, a table whole in memory: what comes from an archive or from the web goes to a nameless file first.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use url::Url;
use zip::ZipArchive;

use super::{DiffFailure, DiffPackage, FileFailure, PackageFiles, Scratch, Spill};
use crate::fetch::{Answer, Client, Network, Patience};

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
pub fn open(address: &str) -> Result<(DiffPackage, Store), DiffFailure> {
    let (text, store) = match Url::parse(address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => open_on_web(address, &url)?,
        _ => open_on_disk(address)?,
    };
    Ok((DiffPackage::read(address, &text)?, store))
}

fn report_missing(address: &str, reason: &dyn std::fmt::Display) -> DiffFailure {
    DiffFailure::Missing { address: address.to_owned(), reason: reason.to_string() }
}

fn open_on_disk(address: &str) -> Result<(String, Store), DiffFailure> {
    let path = Path::new(address);
    let fault = |error: io::Error| report_missing(address, &error);
    if path.is_dir() {
        let candidates = [path.join(IN_SITE), path.join(DESCRIPTOR)];
        let found = candidates.iter().find(|candidate| candidate.is_file());
        let found = found.ok_or_else(|| report_missing(address, &DESCRIPTOR))?;
        let folder = found.parent().unwrap_or(path).to_owned();
        return Ok((File::open(found).and_then(read_text).map_err(fault)?, Store::Folder(folder)));
    }
    let file = File::open(path).map_err(fault)?;
    if is_archive(address) {
        let (text, folder) = find_in_archive(address, &file)?;
        return Ok((text, Store::Archive(path.to_owned(), folder)));
    }
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    Ok((read_text(file).map_err(fault)?, Store::Folder(folder)))
}

fn open_on_web(address: &str, url: &Url) -> Result<(String, Store), DiffFailure> {
    let failed = |closed: FileFailure| match closed {
        FileFailure::Disk(error) => report_missing(address, &error),
        FileFailure::Site(problem) => DiffFailure::Site { address: address.to_owned(), problem },
    };
    // People compare what they publish with what they are about to: on this machine, as often as not.
    let client = Client::new(Network::Any, Patience::Endless);
    if is_archive(url.path()) {
        let file = fetch_file(&client, url, TABLE_LIMIT).map_err(failed)?;
        let (text, folder) = find_in_archive(address, &file)?;
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
        let found = fetch_file(&client, &candidate, DESCRIPTOR_LIMIT).and_then(|file| Ok(read_text(file)?));
        match found {
            Ok(text) => return Ok((text, Store::Web(client, candidate))),
            // Only what is not there is looked for elsewhere.
            Err(FileFailure::Site(problem)) => return Err(failed(FileFailure::Site(problem))),
            Err(closed) => first = first.or(Some(closed)),
        }
    }
    Err(first.map_or_else(|| report_missing(address, &DESCRIPTOR), failed))
}

fn is_archive(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// The descriptor of an archive, that of the data where it holds a site, else the outermost; and its folder.
fn find_in_archive(address: &str, file: &File) -> Result<(String, String), DiffFailure> {
    let fault = |error: &dyn std::fmt::Display| report_missing(address, error);
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
    let text = read_text(entry).map_err(|error| fault(&error))?;
    Ok((text, name.trim_end_matches(DESCRIPTOR).to_owned()))
}

fn read_text(from: impl Read) -> io::Result<String> {
    let mut text = String::new();
    from.take(DESCRIPTOR_LIMIT + 1).read_to_string(&mut text)?;
    if text.len() as u64 > DESCRIPTOR_LIMIT { Err(refuse_too_large()) } else { Ok(text) }
}

/// A nameless file that holds what was read, from its beginning.
fn copy_to_temporary(mut from: impl Read, limit: u64) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    let bytes = io::copy(&mut from.by_ref().take(limit + 1), &mut file)?;
    if bytes > limit {
        return Err(refuse_too_large());
    }
    file.rewind()?;
    Ok(file)
}

fn refuse_too_large() -> io::Error {
    io::ErrorKind::FileTooLarge.into()
}

fn fetch_file(client: &Client, url: &Url, limit: u64) -> Result<File, FileFailure> {
    match client.get(url, None).map_err(FileFailure::Site)? {
        Answer::Open(reply) => Ok(copy_to_temporary(reply.reader(), limit)?),
        Answer::Gone(status) => Err(io::Error::other(format!("{url}: HTTP {status}")).into()),
        Answer::Unchanged => Err(io::Error::from(io::ErrorKind::InvalidData).into()),
    }
}

fn unpack_file(file: File, name: &str) -> io::Result<Box<dyn Read>> {
    let mut archive = ZipArchive::new(file)?;
    let entry = archive.by_name(name)?;
    Ok(Box::new(copy_to_temporary(entry, TABLE_LIMIT)?))
}

impl PackageFiles for Store {
    fn open(&self, path: &str) -> Result<Box<dyn Read>, FileFailure> {
        Ok(match self {
            Self::Folder(folder) => Box::new(File::open(resolve_inside(folder, path)?)?),
            Self::Archive(archive, folder) => unpack_file(File::open(archive)?, &format!("{folder}{path}"))?,
            Self::Fetched(archive, folder) => unpack_file(archive.try_clone()?, &format!("{folder}{path}"))?,
            Self::Web(client, descriptor) => {
                let url = descriptor.join(path).map_err(|error| io::Error::other(error.to_string()))?;
                Box::new(fetch_file(client, &url, TABLE_LIMIT)?)
            }
        })
    }
}

/// A file of a folder, which no link leads out of.
fn resolve_inside(folder: &Path, path: &str) -> io::Result<PathBuf> {
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
