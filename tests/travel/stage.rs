//! What the tests stand on: projects, published sites, kits, a small web server.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Cursor, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};

use essaim::source::sha256;
use serde_json::{Value as Json, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub const SITE: &str = "title: Boîte de la Ville\nlanguage: fr\nbase_url: https://ville.example/boite/\n\
    license: etalab-2.0\npublisher: {name: Ville d'Amont, siret: \"73282932000074\"}\n\
    lints: {address-missing: off, legal-missing: off}\n";
pub const KITS: &str = "title: Kits\nrecord: kit\narchive: true\nparts: true\nschema:\n  fields:\n\
    \x20   - {name: nom, title: Nom, type: string, rdfType: 'dct:title', constraints: {required: true}}\n\
    \x20   - {name: resume, title: Résumé, type: string, rdfType: 'dct:description'}\n\
    \x20   - {name: theme, title: Thème, type: string, reference: themes}\n\
    \x20   - {name: contact, title: Contact, type: string, personal: true}\n\
    \x20   - {name: licence, title: Licence, type: string, rdfType: 'dct:license'}\n\
    \x20   - {name: version, title: Version, type: string, rdfType: 'schema:version'}\n\
    \x20   - {name: maj, title: Mis à jour, type: date, rdfType: 'dct:modified'}\n";
pub const KIT: &str = "---\nnom: Le kit\nresume: Un kit.\ntheme: eau\nversion: 1.0.0\nmaj: 2026-01-02\nvariables:\n  service: un service\n---\n\
    Premier paragraphe.\n\nDeuxième paragraphe, et [le plan](plan.ods).\n\nTroisième paragraphe.\n";
pub const PART: &str = "---\ntitle: Fiche\n---\nPour {{service}}.\n\nDernière ligne.\n";

/// The program, which a proxy of the machine does not keep from loopback.
pub fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_essaim"));
    command.args(["--lang", "fr", "--root"]).arg(root).args(arguments).env("SOURCE_DATE_EPOCH", "1772000000");
    for proxy in ["http_proxy", "https_proxy", "all_proxy"] {
        command.env_remove(proxy).env_remove(proxy.to_uppercase());
    }
    command
}

/// Runs the program.
pub fn essaim(root: &Path, arguments: &[&str]) -> Output {
    command(root, arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

pub fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The project that publishes a kit.
pub fn upstream(root: &Path) {
    write(root, "content/site.yaml", SITE);
    write(root, "content/kits/_collection.yaml", KITS);
    write(root, "content/kits/k/index.md", KIT);
    write(root, "content/kits/k/10-fiche.md", PART);
    write(root, "content/kits/k/plan.ods", "plan 1");
    let themes = "title: Thèmes\nrecord: thème\nschema:\n  fields: [{name: nom, type: string}]\n";
    write(root, "content/themes/_collection.yaml", themes);
    write(root, "content/themes/themes.csv", "id,nom\neau,L'eau\nair,L'air\n");
}

/// The project that takes it.
pub fn downstream(root: &Path) {
    let site = SITE.replace("Ville d'Amont", "Ville d'Aval").replace("ville.example", "aval.example");
    write(root, "content/site.yaml", site + "variables: {service: le service d'Aval}\n");
}

/// Every file of a folder but what a build publishes, with what it holds.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().flatten();
    let files = entries.filter(|entry| !entry.file_type().is_dir()).map(|entry| {
        let name = entry.path().strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        (name, fs::read(entry.path()).unwrap_or_default())
    });
    files.filter(|(name, _)| !name.starts_with("output/")).collect()
}

/// A kit in pieces: its descriptor, and its files.
#[derive(Clone)]
pub struct Kit {
    pub descriptor: Json,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Kit {
    /// One that nothing is wrong with.
    pub fn right() -> Self {
        let kits = KITS.replace("reference: themes", "format: default");
        let files = [
            ("content/kits/_collection.yaml", kits.as_bytes()),
            ("content/kits/k/index.md", KIT.replace("theme: eau\n", "").as_bytes()),
            ("content/kits/k/10-fiche.md", PART.as_bytes()),
            ("content/kits/k/plan.ods", b"plan 1"),
            ("LICENCE.txt", b"x"),
        ]
        .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        let mut kit = Self { descriptor: Json::Null, files: files.into() };
        kit.describe();
        kit
    }

    /// Describes the files as they are.
    pub fn describe(&mut self) {
        let resource = |(path, bytes): (&String, &Vec<u8>)| json!({"name": "f", "path": path, "bytes": bytes.len(), "hash": format!("sha256:{}", sha256(bytes))});
        let resources: Vec<Json> = self.files.iter().map(resource).collect();
        self.descriptor = json!({
            "title": "Boîte", "homepage": "https://ville.example/boite/", "id": "https://ville.example/boite/kits/k.zip",
            "contributors": [{"title": "Ville d'Amont"}], "licenses": [{"name": "etalab-2.0"}],
            "record": {"collection": "kits", "id": "k"},
            "records": [{"collection": "kits", "id": "k", "title": "Le kit", "version": "1.0.0", "page": "kits/k.html"}],
            "resources": resources,
        });
    }

    /// The same with another file, described.
    pub fn with(path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let mut kit = Self::right();
        kit.files.insert(path.to_owned(), bytes.as_ref().to_vec());
        kit.describe();
        kit
    }

    pub fn entries(&self) -> Vec<(String, Vec<u8>, u32)> {
        let descriptor = ("datapackage.json".to_owned(), self.descriptor.to_string().into_bytes());
        let files = self.files.clone().into_iter().chain([descriptor]);
        files.map(|(path, bytes)| (format!("k/{path}"), bytes, 0o100_644)).collect()
    }

    pub fn zip(&self) -> Vec<u8> {
        zip(&self.entries())
    }
}

/// An archive with any names and modes.
pub fn zip(entries: &[(String, Vec<u8>, u32)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Names that a writer would mend are put in afterwards, in the place of others as long.
    let mut swapped = Vec::new();
    for (number, (name, bytes, mode)) in entries.iter().enumerate() {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .unix_permissions(*mode & 0o777);
        let mut plain = format!("n{number:04}");
        while plain.len() < name.len() {
            plain.push('_');
        }
        plain.truncate(name.len().max(5));
        archive.start_file(&plain, options).unwrap();
        archive.write_all(bytes).unwrap();
        swapped.push((plain, name.clone(), *mode));
    }
    let mut bytes = archive.finish().unwrap().into_inner();
    for (plain, name, mode) in swapped {
        assert!(name.len() >= 5, "{name}: a name of five signs or more");
        let mut from = 0;
        while let Some(at) = find(&bytes[from..], plain.as_bytes()) {
            let at = from + at;
            bytes[at..at + plain.len()].copy_from_slice(name.as_bytes());
            // In the central directory, what kind of file it is stands eight bytes before the name.
            if bytes[..at].ends_with(&[0; 0]) && at >= 46 && bytes[at - 46..].starts_with(b"PK\x01\x02") {
                bytes[at - 6..at - 4].copy_from_slice(&u16::try_from(mode).unwrap().to_le_bytes());
                bytes[at - 41] = 3;
            }
            from = at + name.len();
        }
    }
    bytes
}

pub fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

/// Publishes a project into a folder, as a build does.
pub fn publish(root: &Path, to: &Path) {
    let (sources, unread) = essaim::load::folder::read_folder(root).unwrap();
    let sources = Arc::new(sources);
    let (output, diags) = essaim::build(&sources, &essaim::Options::default());
    assert!(!unread.has_errors() && !diags.has_errors(), "{diags:#?}");
    essaim::output::publish(&output.unwrap(), to, &|| ()).map_or_else(|_| panic!("not published"), drop);
}

/// The descriptor of a city that took its kit from another, each from the one of half its number, and has tools besides.
pub fn city(www: &Path, base: &str, number: usize, tools: usize) {
    let own = |number: usize| format!("{base}ville-{number}/");
    let mut record = json!({
        "collection": "kits", "id": "accueil", "title": "Kit d'accueil", "version": format!("1.{number}.0"),
        "page": "kits/accueil.html", "modified": "2026-01-02",
    });
    if number > 1 {
        let above = number / 2;
        record["origin"] = json!({
            "publisher": format!("Ville {above}"), "id": "kits/accueil", "url": format!("{}kits/accueil.html", own(above)),
        });
    }
    let tool = |tool: usize| json!({"collection": "outils", "id": format!("outil-{tool}"), "title": format!("Outil {tool}"), "page": "outils/index.html"});
    let records: Vec<Json> = std::iter::once(record).chain((0..tools).map(tool)).collect();
    let package = json!({
        "title": format!("Boîte {number}"), "homepage": own(number), "licenses": [{"name": "etalab-2.0"}],
        "contributors": [{"title": format!("Ville {number}")}], "records": records, "resources": [],
    });
    write(www, &format!("ville-{number}/datapackage.json"), package.to_string());
}

/// What the server does beside serving files.
#[derive(Clone)]
pub enum Trick {
    Redirect(String),
    Status(u16),
    Body(Vec<u8>),
    Silence,
}

/// A web server on this machine, with entity tags, and a list of what it was asked.
pub struct Server {
    pub address: String,
    pub asked: Arc<Mutex<Vec<String>>>,
    pub tricks: Arc<Mutex<BTreeMap<String, Trick>>>,
}

impl Server {
    pub fn of(folder: PathBuf) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let tricks = Arc::new(Mutex::new(BTreeMap::new()));
        let (log, of_server) = (Arc::clone(&asked), Arc::clone(&tricks));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, log, tricks) = (folder.clone(), Arc::clone(&log), Arc::clone(&of_server));
                std::thread::spawn(move || answer(stream, &folder, &log, &tricks));
            }
        });
        Self { address, asked, tricks }
    }

    pub fn trick(&self, path: &str, trick: Trick) {
        self.tricks.lock().unwrap().insert(path.to_owned(), trick);
    }

    /// What was asked since the last time.
    pub fn log(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn answer(
    stream: TcpStream,
    folder: &Path,
    log: &Mutex<Vec<String>>,
    tricks: &Mutex<BTreeMap<String, Trick>>,
) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut stream = stream;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
        let mut tag = None;
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header).unwrap_or(0) == 0 || header.trim().is_empty() {
                break;
            }
            if let Some(value) = header.to_lowercase().strip_prefix("if-none-match:") {
                tag = Some(value.trim().to_owned());
            }
        }
        let trick = tricks.lock().unwrap().get(&path).cloned();
        let (status, headers, body) = match trick {
            Some(Trick::Redirect(to)) => (302, format!("Location: {to}\r\n"), Vec::new()),
            Some(Trick::Status(status)) => (status, String::new(), Vec::new()),
            Some(Trick::Body(body)) => (200, String::new(), body),
            Some(Trick::Silence) => {
                std::thread::sleep(std::time::Duration::from_secs(60));
                return;
            }
            None => {
                let name =
                    percent_encoding::percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
                match fs::File::open(folder.join(&*name)) {
                    Ok(mut file) if folder.join(&*name).is_file() => {
                        let mut body = Vec::new();
                        file.read_to_end(&mut body).unwrap();
                        let own = format!("\"{}\"", &sha256(&body)[..16]);
                        if tag.as_deref() == Some(&own) {
                            (304, format!("ETag: {own}\r\n"), Vec::new())
                        } else {
                            (200, format!("ETag: {own}\r\n"), body)
                        }
                    }
                    _ => (404, String::new(), Vec::new()),
                }
            }
        };
        log.lock().unwrap().push(format!("{status} {path}"));
        let head = format!("HTTP/1.1 {status} x\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).is_err() {
            return;
        }
    }
}
