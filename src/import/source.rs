//! Where content comes from: a site, a folder that holds one, an archive.
//!
//! In: what was named. Out: a [`Package`] and the files it names, each checked against its size and its hash.
//! A door for folders; sites are [`crate::fetch`]'s.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;
use url::Url;

use super::archive::{self, Files};
use super::package::{self, DESCRIPTOR, DESCRIPTOR_LIMIT, Package, PackageFile};
use crate::diag::Problem;
use crate::fetch::{Answer, Client, Validators};
use crate::import::codes::IMPORT_DAMAGED;
use crate::load::codes::{IMPORT_UNSAFE, UNREADABLE};
use crate::model::origin::SourceState;
use crate::publication::route::to_url_path;
use crate::source::sha256;

/// Where a site says what its tables hold.
const DATA: &str = "data/datapackage.json";

/// A source whose description was read.
#[derive(Debug)]
pub struct Opened {
    pub package: Package,
    /// What an update asks for.
    pub address: String,
    /// What the server said of it.
    pub validators: Option<Validators>,
    /// What the address itself was about: `collection` or `collection/id`.
    pub about: Option<String>,
    shelf: Shelf,
}

#[derive(Debug)]
enum Shelf {
    Files(Files),
    Folder(PathBuf),
    Site(Url),
}

/// What came of opening a source that was opened before.
#[derive(Debug)]
pub enum Reopened {
    Unchanged,
    Gone,
    Opened(Box<Opened>),
}

/// Returns what a server said of the state of an address when it was last asked.
#[must_use]
pub fn validators(asked: &SourceState) -> Validators {
    Validators { etag: asked.etag.clone(), last_modified: asked.last_modified.clone() }
}

/// Opens what was named: an address, a folder, an archive.
///
/// # Errors
/// What is wrong with it.
pub fn open(named: &str, client: &Client) -> Result<Opened, Problem> {
    match reopen(named, client, None)? {
        Reopened::Opened(opened) => Ok(*opened),
        _ => Err(IMPORT_DAMAGED.choose("fault", "no-descriptor")),
    }
}

/// Opens a source again, unless it is as it was.
///
/// # Errors
/// Likewise.
pub fn reopen(named: &str, client: &Client, last: Option<&Validators>) -> Result<Reopened, Problem> {
    if let Some(url) = web(named)? {
        return site(url, client, last);
    }
    let path = Path::new(named);
    if path.is_dir() {
        let bytes = match file_of(path, DESCRIPTOR, DESCRIPTOR_LIMIT) {
            Ok(bytes) => bytes,
            Err(problem) if problem.text("fault") == Some("missing") => return Ok(Reopened::Gone),
            Err(problem) => return Err(problem),
        };
        let package = package::read(&bytes)?;
        let shelf = Shelf::Folder(path.to_owned());
        return Ok(opened(package, named.to_owned(), None, None, shelf));
    }
    match fs::metadata(path) {
        Ok(found) if found.len() > archive::PACKED => {
            Err(IMPORT_UNSAFE.choose("fault", "too-large").with("limit", archive::PACKED >> 20))
        }
        Ok(_) => {
            let bytes = fs::read(path)
                .map_err(|error| UNREADABLE.with("fault", error.kind()).with("reason", error.to_string()))?;
            let files = archive::unpack(&bytes)?;
            let package = kit(&files)?;
            // A downloaded kit says where newer ones are.
            let address = package.id.clone().unwrap_or_else(|| named.to_owned());
            Ok(opened(package, address, None, None, Shelf::Files(files)))
        }
        Err(error) if last.is_none() => {
            Err(UNREADABLE.with("fault", error.kind()).with("reason", error.to_string()))
        }
        Err(_) => Ok(Reopened::Gone),
    }
}

fn opened(
    package: Package,
    address: String,
    validators: Option<Validators>,
    about: Option<String>,
    shelf: Shelf,
) -> Reopened {
    Reopened::Opened(Box::new(Opened { package, address, validators, about, shelf }))
}

/// An address of the web; nothing where a path was named.
fn web(named: &str) -> Result<Option<Url>, Problem> {
    let Some((scheme, _)) = named.split_once("://") else { return Ok(None) };
    let letters = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let refuse = || IMPORT_UNSAFE.choose("fault", "not-https").with("what", named);
    if !letters {
        return Ok(None);
    }
    let mut url = Url::parse(named).map_err(|_| refuse())?;
    url.set_fragment(None);
    url.set_query(None);
    Ok(Some(url))
}

fn site(mut url: Url, client: &Client, last: Option<&Validators>) -> Result<Reopened, Problem> {
    let mut about = None;
    let path = url.path().to_owned();
    if path.ends_with(".zip") {
        return Ok(match client.get(&url, last)? {
            Answer::Unchanged => Reopened::Unchanged,
            Answer::Gone(_) => Reopened::Gone,
            Answer::Open(reply) => {
                let state = reply.validators.clone();
                let files = archive::unpack(&reply.bytes(archive::PACKED)?)?;
                opened(kit(&files)?, url.to_string(), Some(state), None, Shelf::Files(files))
            }
        });
    }
    if let Some(page) = path.strip_suffix(".html") {
        // A page of a record, or of a collection: its site is above.
        let mut names = page.rsplitn(3, '/');
        let (last, folder) = (names.next().unwrap_or_default(), names.next().unwrap_or_default());
        if package::is_collection(folder) {
            about = Some(if last == "index" { folder.to_owned() } else { format!("{folder}/{last}") });
        }
        url.set_path(&format!("{}/", names.next().unwrap_or_default()));
    } else if path.ends_with(".json") {
        let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]).to_owned();
        url.set_path(&folder);
    } else if !path.ends_with('/') {
        url.set_path(&format!("{path}/"));
    }
    let base = url.clone();
    let descriptor = base.join(DESCRIPTOR).unwrap_or(base.clone());
    Ok(match client.get(&descriptor, last)? {
        Answer::Unchanged => Reopened::Unchanged,
        Answer::Gone(_) => Reopened::Gone,
        Answer::Open(reply) => {
            let state = reply.validators.clone();
            let mut package = package::read(&reply.bytes(DESCRIPTOR_LIMIT)?)?;
            // What a site says of its address is for people; what was asked is where it is.
            package.site.get_or_insert_with(|| base.to_string());
            opened(package, descriptor.to_string(), Some(state), about, Shelf::Site(base))
        }
    })
}

/// The description of an archive, in which every file is announced, and every announced one is.
fn kit(files: &Files) -> Result<Package, Problem> {
    let bytes = files.get(DESCRIPTOR).ok_or(IMPORT_DAMAGED.choose("fault", "no-descriptor"))?;
    let package = package::read(bytes)?;
    let announced: BTreeMap<&str, &PackageFile> =
        package.files.iter().map(|file| (file.path.as_str(), file)).collect();
    for path in files.keys().filter(|path| *path != DESCRIPTOR) {
        if !announced.contains_key(path.as_str()) {
            return Err(IMPORT_DAMAGED.choose("fault", "unlisted").with("what", path));
        }
    }
    for (path, file) in announced {
        let bytes =
            files.get(path).ok_or_else(|| IMPORT_DAMAGED.choose("fault", "missing").with("what", path))?;
        verify(file, bytes)?;
    }
    Ok(package)
}

impl Opened {
    /// What to tell the server next time.
    #[must_use]
    pub fn asked(&self) -> Option<SourceState> {
        let Validators { etag, last_modified } = self.validators.clone()?;
        Some(SourceState { address: self.address.clone(), etag, last_modified })
    }

    /// What it says of its data: the schemas of its tables; nothing where it says nothing, or does not answer.
    ///
    /// # Errors
    /// Why it does not answer.
    pub fn data(&self, client: &Client) -> Result<Option<Json>, Problem> {
        let base = match &self.shelf {
            Shelf::Folder(folder) => {
                let bytes = file_of(folder, DATA, DESCRIPTOR_LIMIT).ok();
                return Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()));
            }
            Shelf::Site(base) => Some(base.clone()),
            // A kit says where its site is.
            Shelf::Files(_) => self.package.site.as_deref().and_then(|site| Url::parse(site).ok()),
        };
        let Some(address) = base.and_then(|base| base.join(DATA).ok()) else { return Ok(None) };
        Ok(match client.get(&address, None)? {
            Answer::Open(reply) => serde_json::from_slice(&reply.bytes(DESCRIPTOR_LIMIT)?).ok(),
            _ => None,
        })
    }

    /// The bytes of a file that the package names.
    ///
    /// # Errors
    /// Where it is not the file that was announced.
    pub fn bytes(&self, file: &PackageFile, client: &Client) -> Result<Vec<u8>, Problem> {
        let bytes = match &self.shelf {
            Shelf::Files(files) => files
                .get(&file.path)
                .cloned()
                .ok_or_else(|| IMPORT_DAMAGED.choose("fault", "missing").with("what", &file.path))?,
            Shelf::Folder(folder) => file_of(folder, &file.path, file.bytes)?,
            Shelf::Site(base) => {
                let address = base.join(&to_url_path(&file.path)).ok();
                let elsewhere = || IMPORT_UNSAFE.choose("fault", "other-host").with("what", &file.path);
                let address = address.filter(|to| to.origin() == base.origin()).ok_or_else(elsewhere)?;
                match client.get(&address, None)? {
                    Answer::Open(reply) => reply.bytes(file.bytes)?,
                    _ => return Err(IMPORT_DAMAGED.choose("fault", "missing").with("what", &file.path)),
                }
            }
        };
        verify(file, &bytes)?;
        Ok(bytes)
    }
}

fn verify(file: &PackageFile, bytes: &[u8]) -> Result<(), Problem> {
    let path = file.path.clone();
    if bytes.len() as u64 != file.bytes {
        let (expected, found) = (file.bytes, bytes.len() as u64);
        return Err(IMPORT_DAMAGED
            .choose("fault", "size")
            .with("what", path)
            .with("expected", expected)
            .with("found", found));
    }
    if sha256(bytes) != file.sha256 {
        return Err(IMPORT_DAMAGED.choose("fault", "hash").with("what", path));
    }
    Ok(())
}

/// A file of a folder, no link on the way.
fn file_of(folder: &Path, path: &str, limit: u64) -> Result<Vec<u8>, Problem> {
    let missing = || IMPORT_DAMAGED.choose("fault", "missing").with("what", path);
    let mut place = folder.to_owned();
    for name in path.split('/') {
        place.push(name);
        let found = fs::symlink_metadata(&place).map_err(|_| missing())?;
        if found.file_type().is_symlink() || !(found.is_file() || found.is_dir()) {
            return Err(IMPORT_UNSAFE.choose("fault", "link").with("what", path));
        }
    }
    let file = fs::File::open(&place).map_err(|_| missing())?;
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| missing())?;
    Ok(bytes)
}
