//! The golden suite: a folder is a case.
//!
//! `tests/suite/<area>/<case>/` holds a project's `content/` (and `themes/`) and what must come of it:
//! `diagnostics.txt` (every problem, in both languages; absent means none), `tree.txt` (every published
//! path; absent means not looked at), `files/…` (published files, byte for byte; those of an archive stand in
//! a folder of its name), `never.txt` (words that no published file may hold). A case without
//! `content/site.yaml` gets an ordinary one. To watch one more file, create it empty under `files/`
//! and run with `ESSAIM_BLESS=1`, which rewrites every expectation.
//!
//! Each case is built twice, the second time with its sources in another order.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use essaim::Options;
use essaim::diag::Diagnostics;
use essaim::load::folder::read_folder;
use essaim::output::{Fault, Output};
use essaim::report::{ReportLanguage, json, words};
use essaim::source::Sources;
use libtest_mimic::{Arguments, Failed, Trial};

const SITE: &str = include_str!("suite/site.yaml");
const BARE: [(&str, &str); 3] = [
    ("themes/bare/templates/base.html", include_str!("suite/bare/base.html")),
    ("themes/bare/templates/kit.html", include_str!("suite/bare/kit.html")),
    ("themes/bare/templates/record.html", include_str!("suite/bare/record.html")),
];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut trials: Vec<Trial> = Vec::new();
    for area in folders(&root) {
        for case in folders(&area).into_iter().filter(|case| case.join("content").is_dir()) {
            let name = case.strip_prefix(&root).unwrap().display().to_string();
            trials.push(Trial::test(name, move || run(&case)));
        }
    }
    trials.push(Trial::test("every code has its case", move || every_code_has_its_case(&root)));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn folders(of: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> =
        fs::read_dir(of).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    found.sort();
    found
}

fn run(case: &Path) -> Result<(), Failed> {
    let (read, unread) = read_folder(case)?;
    let (first, said) = build(&furnished(&read, &Order::AsRead), &unread);
    let (second, said_again) = build(&furnished(&read, &Order::Reversed), &unread);
    if said != said_again {
        return Err(format!("another order of reading says\n{said_again}\ninstead of\n{said}").into());
    }
    for path in first.keys().chain(second.keys()) {
        if first.get(path) != second.get(path) {
            return Err(format!("another order of reading changes {path}").into());
        }
    }
    let mut differences = String::new();
    expect(case, "diagnostics.txt", said.as_bytes(), &mut differences);
    if case.join("tree.txt").exists() {
        let published = first.keys().filter(|path| !is_packed(path));
        let tree = published.fold(String::new(), |tree, path| tree + path + "\n");
        expect(case, "tree.txt", tree.as_bytes(), &mut differences);
    }
    for file in files_below(&case.join("files")) {
        match first.get(&file) {
            Some(bytes) => expect(case, &format!("files/{file}"), bytes, &mut differences),
            None => writeln!(differences, "files/{file} is expected and not published")?,
        }
    }
    for word in fs::read_to_string(case.join("never.txt")).unwrap_or_default().lines() {
        let holds = |text: &str| text.to_lowercase().contains(&word.to_lowercase());
        if !read.texts().any(|(_, source)| holds(&source.path) || holds(&source.text)) {
            writeln!(differences, "never.txt says {word}, which no content holds")?;
        }
        for (path, bytes) in &first {
            if holds(path) || holds(&String::from_utf8_lossy(bytes)) {
                writeln!(differences, "{path} holds {word}, which never leaves the content")?;
            }
        }
    }
    if differences.is_empty() { Ok(()) } else { Err(differences.into()) }
}

enum Order {
    AsRead,
    Reversed,
}

/// A case's files with the ordinary settings and the bare theme, in an order.
fn furnished(read: &Sources, order: &Order) -> Arc<Sources> {
    let mut texts: Vec<(&str, &str)> =
        read.texts().map(|(_, source)| (source.path.as_str(), source.text.as_str())).collect();
    if texts.iter().all(|(path, _)| *path != "content/site.yaml") {
        texts.push(("content/site.yaml", SITE));
    }
    texts.extend(BARE);
    let mut assets: Vec<_> =
        read.assets().map(|(_, asset)| (asset.path.clone(), Arc::clone(&asset.bytes))).collect();
    if matches!(order, Order::Reversed) {
        texts.reverse();
        assets.reverse();
    }
    let mut sources = Sources::default();
    for (path, text) in texts {
        sources.add(path, text);
    }
    for (path, bytes) in assets {
        sources.add_asset(path, bytes);
    }
    for (path, changes) in read.changes() {
        sources.set_changes(path, changes.clone());
    }
    sources.set_composed_paths(read.composed_paths().clone());
    Arc::new(sources)
}

type Files = BTreeMap<String, Vec<u8>>;

/// What is published, rendered, and what is said.
fn build(sources: &Arc<Sources>, unread: &Diagnostics) -> (Files, String) {
    let (output, mut diags) = essaim::build(sources, &Options::default());
    diags.extend(unread.clone());
    let mut files = Files::new();
    for (path, payload) in output.iter().flat_map(Output::iter) {
        match payload.bytes() {
            Ok(bytes) => {
                files.extend(packed(path, &bytes));
                files.insert(path.clone(), bytes);
            }
            Err(Fault::Theme(fault)) => diags.push(*fault),
            Err(Fault::Io(error)) => panic!("{path}: {error}"),
        }
    }
    diags.sort(|source| sources.get(source).path.clone());
    if diags.has_errors() {
        files.clear();
    }
    (files, said(sources, &diags))
}

/// The archives that are looked into: kits, and what offices read.
const ARCHIVES: [&str; 3] = [".zip", ".ods", ".xlsx"];

fn is_packed(path: &str) -> bool {
    ARCHIVES.iter().any(|archive| path.contains(&format!("{archive}/")))
}

/// The files of an archive, each at its place below the archive's own path.
fn packed(path: &str, bytes: &[u8]) -> Files {
    if !ARCHIVES.iter().any(|archive| path.ends_with(archive)) {
        return Files::new();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(format!("{path}/{}", file.name().unwrap()), bytes);
    }
    files
}

/// Every problem: where it is, its code, and its words in both languages.
fn said(sources: &Sources, diags: &Diagnostics) -> String {
    let facts = json(sources, diags, ReportLanguage::French);
    let mut text = String::new();
    for (item, fact) in diags.iter().zip(facts["diagnostics"].as_array().unwrap()) {
        let at = |key: &str| fact[key].as_u64().unwrap();
        let place = format!(
            "{}:{}:{}-{}:{}",
            fact["path"].as_str().unwrap(),
            at("line"),
            at("column"),
            at("end_line"),
            at("end_column")
        );
        writeln!(text, "{} {} {place}", fact["severity"].as_str().unwrap(), item.problem.code.name).unwrap();
        for language in [ReportLanguage::French, ReportLanguage::English] {
            let words = words(&item.problem, language);
            writeln!(text, "  {}\n    → {}", words.message, words.help).unwrap();
        }
    }
    text
}

fn files_below(folder: &Path) -> Vec<String> {
    let mut files: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder).unwrap().display().to_string())
        .collect();
    files.sort();
    files
}

/// Compares with what stands in the case's folder, or puts it there where that was asked for.
fn expect(case: &Path, name: &str, actual: &[u8], differences: &mut String) {
    let path = case.join(name);
    let expected = fs::read(&path).unwrap_or_default();
    if expected == actual {
        return;
    }
    if std::env::var_os("ESSAIM_BLESS").is_some() {
        if actual.is_empty() {
            let _ = fs::remove_file(&path);
        } else {
            fs::write(&path, actual).unwrap();
        }
        return;
    }
    let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    writeln!(differences, "── {name}: expected\n{}── but was\n{}", shown(&expected), shown(actual)).unwrap();
}

/// Codes whose case needs a machine, not a folder: `tests/cli.rs`, `tests/hostile.rs` and `tests/travel/` hold them.
const NEEDS_A_MACHINE: [&str; 11] = [
    "file-too-large",
    "import-damaged",
    "import-license",
    "import-unreachable",
    "import-unsafe",
    "missing-site",
    "not-a-file",
    "set-aside",
    "too-many-rows",
    "unreadable",
    "upstream-changed",
];

fn every_code_has_its_case(root: &Path) -> Result<(), Failed> {
    let mut seen: BTreeSet<String> = NEEDS_A_MACHINE.into_iter().map(str::to_owned).collect();
    let mut warned: BTreeSet<String> = BTreeSet::new();
    for entry in walkdir::WalkDir::new(root).into_iter().flatten() {
        if entry.file_name() == "diagnostics.txt" {
            let text = fs::read_to_string(entry.path())?;
            let codes = text.lines().filter(|line| !line.starts_with(' '));
            seen.extend(codes.filter_map(|line| line.split(' ').nth(1)).map(str::to_owned));
            warned.extend(
                text.lines()
                    .filter_map(|line| line.strip_prefix("warning ")?.split(' ').next())
                    .map(str::to_owned),
            );
        }
    }
    warned.retain(|code| !essaim::CODES.lints().contains(&code.as_str()));
    if !warned.is_empty() {
        return Err(format!("{warned:?} warn and are not among the lints").into());
    }
    let missing: Vec<&str> =
        essaim::CODES.iter().map(|code| code.name).filter(|code| !seen.contains(*code)).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case for {missing:?}").into()) }
}
