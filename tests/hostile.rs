//! Hostile or silly files: each gets a diagnostic at its place, and a report of a bounded size. No clock is looked at:
//! what would not end, or would not fit in memory, fails by itself.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use essaim::Options;
use essaim::diag::Diagnostics;
use essaim::load::folder::read_folder;
use essaim::report::{ReportForm, ReportLanguage, human, json, write};
use essaim::source::Sources;
use tempfile::TempDir;

/// No terminal report is longer, whatever is wrong.
const READABLE: usize = 200_000;

struct Hostile {
    home: TempDir,
}

impl Hostile {
    fn new() -> Self {
        let hostile = Self { home: tempfile::tempdir().unwrap() };
        hostile.file("content/site.yaml", include_str!("suite/site.yaml").replace("theme: bare\n", ""));
        hostile.file(
            "content/fiches/_collection.yaml",
            "title: Fiches\nschema:\n  fields:\n    - {name: nom, type: string}\n    - {name: n, type: integer}\n",
        );
        hostile
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.home.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn check(&self) -> (Arc<Sources>, Diagnostics) {
        let (sources, unread) = read_folder(self.home.path()).unwrap();
        let sources = Arc::new(sources);
        let (_, mut diags) = essaim::build(&sources, &Options::default());
        diags.extend(unread);
        diags.sort(|source| sources.get(source).path.clone());
        assert!(human(&sources, &diags, ReportLanguage::French).len() < READABLE);
        (sources, diags)
    }

    /// `code path:line:column` of each problem.
    fn said(&self) -> Vec<String> {
        let (sources, diags) = self.check();
        let facts = json(&sources, &diags, ReportLanguage::French);
        let one = |fact: &serde_json::Value| {
            let text = |key: &str| fact[key].to_string().trim_matches('"').to_owned();
            format!("{} {}:{}:{}", text("code"), text("path"), text("line"), text("column"))
        };
        facts["diagnostics"].as_array().unwrap().iter().map(one).collect()
    }
}

#[test]
fn bytes_that_are_no_text_are_said_with_their_place() {
    let hostile = Hostile::new();
    hostile.file("content/fiches/ansi.md", b"---\nnom: A\n---\n\xc3\x89t\xc3\xa9 et caf\xe9\n");
    hostile.file("content/fiches/marque.md", b"\xef\xbb\xbfcaf\xe9");
    hostile.file("content/fiches/utf16.csv", b"\xff\xfen\0o\0m\0");
    hostile.file("content/fiches/zero.yaml", b"- nom: A\n- nom: \0\n");
    assert_eq!(
        hostile.said(),
        [
            "not-utf8 content/fiches/ansi.md:4:11",
            "not-utf8 content/fiches/marque.md:1:4",
            "not-utf8 content/fiches/utf16.csv:1:1",
            "not-utf8 content/fiches/zero.yaml:2:8",
        ]
    );
}

#[test]
fn bombs_and_depths_of_yaml_are_refused_at_their_beginning() {
    let hostile = Hostile::new();
    let bomb: String = (0..30).fold("a0: &a0 [x, x]\n".into(), |bomb, n| {
        format!("{bomb}a{}: &a{} [{}]\n", n + 1, n + 1, format!("*a{n}, ").repeat(9))
    });
    hostile.file("content/fiches/bombe.md", format!("---\n{bomb}---\n"));
    hostile.file("content/fiches/crochets.md", format!("---\nnom: {}\n---\n", "[".repeat(1_000_000)));
    hostile.file("content/fiches/accolades.md", format!("---\nnom: {}\n---\n", "{a: ".repeat(500_000)));
    let stairs = (0..2_000).map(|depth| " ".repeat(depth)).collect::<Vec<_>>().join("a:\n");
    hostile.file("content/fiches/escalier.md", format!("---\n{stairs}a:\n---\n"));
    let said = hostile.said();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said.iter().all(|line| line.starts_with("yaml-syntax ")), "{said:?}");
    assert!(said.iter().any(|line| line == "yaml-syntax content/fiches/bombe.md:2:9"), "{said:?}");
}

#[test]
fn deep_markdown_and_long_lines_end_and_stay_readable() {
    let hostile = Hostile::new();
    let head = "---\nnom: A\n---\n";
    hostile.file("content/fiches/citations.md", format!("{head}{}a\n", ">".repeat(100_000)));
    hostile.file("content/fiches/crochets.md", format!("{head}{}a\n", "[".repeat(100_000)));
    hostile.file("content/fiches/etoiles.md", format!("{head}{}\n", "*a_ ".repeat(100_000)));
    hostile.file("content/fiches/noms.md", format!("{head}{}\n", "M. M. @ 0 J.".repeat(100_000)));
    hostile.file("content/fiches/longue.md", format!("---\nnom: A\nn: {}\n---\n", "x".repeat(4_000_000)));
    hostile.file("content/fiches/cles.md", format!("---\nnom: A\n{}: 1\n---\n", "é".repeat(100_000)));
    let said = hostile.said();
    assert!(said.contains(&"wrong-type content/fiches/longue.md:3:4".to_owned()), "{said:?}");
}

#[test]
fn a_mistake_on_every_line_is_said_in_a_page() {
    const LINES: usize = 100_000;
    let hostile = Hostile::new();
    let rows = (0..LINES).map(|n| format!("a{n},x{n}")).collect::<Vec<_>>().join("\n");
    hostile.file("content/fiches/fiches.csv", format!("nom,n\n{rows}\n"));
    let (sources, diags) = hostile.check();
    assert_eq!(diags.iter().count(), LINES);
    let text = human(&sources, &diags, ReportLanguage::French);
    assert!(text.len() < 10_000, "{} bytes", text.len());
    for form in [ReportForm::Json, ReportForm::Sarif, ReportForm::Github] {
        let mut out = Vec::new();
        write(form, &sources, &diags, ReportLanguage::French, &mut out).unwrap();
        assert!(out.split(|byte| *byte == b'\n').count() > LINES, "{form:?} says each");
    }
}

#[test]
fn many_keys_that_nobody_knows_are_said_in_a_page() {
    let hostile = Hostile::new();
    let keys = (0..20_000).map(|n| format!("cle{n}: 1")).collect::<Vec<_>>().join("\n");
    hostile.file("content/fiches/cles.md", format!("---\nnom: A\n{keys}\n---\n"));
    let (sources, diags) = hostile.check();
    assert!(human(&sources, &diags, ReportLanguage::French).len() < 20_000);
}

#[test]
fn a_file_too_large_is_not_read() {
    let hostile = Hostile::new();
    hostile.file("content/fiches/gros.md", "");
    for (name, bytes) in [("gros.md", 9 << 20), ("gros.yaml", 9 << 20), ("gros.csv", 65 << 20)] {
        // A hole weighs nothing on the disk.
        let path = hostile.path(&format!("content/fiches/{name}"));
        fs::File::create(path).unwrap().set_len(bytes).unwrap();
    }
    let said = hostile.said();
    assert_eq!(said.iter().filter(|line| line.starts_with("file-too-large ")).count(), 3, "{said:?}");
}

#[test]
fn a_table_beyond_a_million_rows_is_not_read() {
    let hostile = Hostile::new();
    hostile.file("content/fiches/fiches.csv", format!("nom\n{}", "a\n".repeat(1_000_001)));
    assert_eq!(hostile.said(), ["too-many-rows content/fiches/fiches.csv:1:1"]);
}

#[cfg(unix)]
#[test]
fn pipes_are_said_and_linked_folders_do_not_multiply() {
    let hostile = Hostile::new();
    let pipe = hostile.path("content/fiches/tube.md");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for from in 0..9 {
        hostile.file(&format!("content/fiches/d{from}/f{from}.md"), "---\nnom: A\n---\n");
        for to in (0..9).filter(|to| *to != from) {
            let link = hostile.path(&format!("content/fiches/d{from}/vers-{to}"));
            std::os::unix::fs::symlink(Path::new("..").join(format!("d{to}")), link).unwrap();
        }
    }
    let said = hostile.said();
    assert!(said.contains(&"not-a-file content/fiches/tube.md:1:1".to_owned()), "{said:?}");
    let loops = said.iter().filter(|line| line.starts_with("link-loop ")).count();
    assert_eq!(loops, 9 * 8 * 8, "{said:?}");
}

/// Addresses that browsers follow, or not, and that no graph holds as they stand.
const ADDRESSES: [&str; 9] = [
    "https://a.example/#/carte#15",
    "https://a.example/?x=[1]",
    "https://a.example/100%",
    "https://a.example/%zz",
    "https://a.example/a b",
    "https://a.example/a|b{c}^`\\\u{e000}\u{85}",
    "https://é.example/é",
    "https://[::1]/<a>",
    "https://",
];

/// Builds a project and writes all of its data, where check accepts it.
fn write_data(hostile: &Hostile) -> usize {
    let (sources, _) = read_folder(hostile.home.path()).unwrap();
    let (output, diags) = essaim::build(&Arc::new(sources), &Options::default());
    let Some(output) = output else {
        assert!(diags.has_errors());
        return 0;
    };
    let is_data = |path: &String| path.starts_with("data/") || !path.ends_with(".html");
    let mut written = 0;
    for (path, payload) in output.iter().filter(|(path, _)| is_data(path)) {
        payload.bytes().unwrap_or_else(|fault| panic!("{path}: {fault:?}"));
        written += 1;
    }
    written
}

#[test]
fn no_address_that_check_accepts_makes_a_build_fail() {
    let good = "https://ville.example/";
    let hostile = Hostile::new();
    hostile.file(
        "content/fiches/_collection.yaml",
        "title: Fiches\nschema:\n  fields:\n    - {name: nom, type: string}\n    - {name: lien, type: string, format: uri}\n    \
         - {name: source, type: list, rdfType: 'dct:source'}\n",
    );
    for (number, address) in ADDRESSES.iter().enumerate() {
        let quoted = serde_json::to_string(address).unwrap();
        hostile.file(
            &format!("content/fiches/f{number}.md"),
            format!("---\nnom: A\nlien: {quoted}\nsource: [{quoted}]\n---\n"),
        );
    }
    write_data(&hostile);
    for (number, address) in ADDRESSES.iter().enumerate() {
        let quoted = serde_json::to_string(address).unwrap();
        let text = format!("---\nnom: A\nsource: [{quoted}]\n---\n");
        hostile.file(&format!("content/fiches/f{number}.md"), text);
    }
    assert!(write_data(&hostile) > 0, "sources may be any text");
    for address in ADDRESSES {
        let quoted = serde_json::to_string(address).unwrap();
        for [base, publisher, license] in
            [[&*quoted, good, good], [good, &quoted, good], [good, good, &quoted]]
        {
            hostile.file(
                "content/site.yaml",
                format!(
                    "title: Essai\nlanguage: fr\nbase_url: {base}\npublisher: {{name: Ville, url: {publisher}}}\n\
                     license: {{name: Licence, url: {license}}}\nlints: {{date-missing: off}}\n"
                ),
            );
            write_data(&hostile);
        }
    }
}
