//! From a save to the page in a tab: `cargo bench --bench serve [-- N …]`.
//!
//! A tab listens; a word of a record is changed; the clock stops once the tab was told and the page it then
//! asks for holds the word. Twenty saves each, on the demo and on synthetic toolkits, in a process of its own.

#[allow(dead_code)] // shared with tests/serve.rs, which asks for more
#[path = "../tests/http/mod.rs"]
mod http;
mod toolkit;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use http::Preview;

const SAVES: usize = 20;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    println!("| project | edit | median, ms | p95, ms | slowest, ms | memory |");
    println!("| --- | --- | --: | --: | --: | --: |");
    let demo = folder();
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), demo.path());
    rows("demo", demo.path(), "content/outils/antibes/la-balade.md", "outils/la-balade.html");
    for size in sizes {
        let home = folder();
        toolkit::write(home.path(), size).expect("room for the toolkit");
        rows(&format!("{size} tools"), home.path(), "content/outils/outil-7.md", "outils/outil-7.html");
    }
}

/// A row for the text of a record, and one for its name, which its neighbours and tables show too.
fn rows(project: &str, root: &Path, record: &str, page: &str) {
    let preview = Preview::start(root, &[]);
    let path = root.join(record);
    let text = fs::read_to_string(&path).expect("the record");
    let name = text.lines().find(|line| line.starts_with("nom: ")).expect("a name");
    for what in ["text", "name"] {
        let mut times: Vec<Duration> = (0..SAVES)
            .map(|save| {
                let word = format!("{what}-{save}");
                let edited = match what {
                    "text" => format!("{text}\n\n{word}\n"),
                    _ => text.replacen(name, &format!("nom: {word}"), 1),
                };
                time(&preview, &path, page, &edited, &word)
            })
            .collect();
        times.sort();
        let ms = |time: Duration| format!("{:.0}", time.as_secs_f64() * 1000.0);
        println!(
            "| {project} | {what} | {} | {} | {} | {} MB |",
            ms(times[SAVES / 2]),
            ms(times[SAVES * 95 / 100 - 1]),
            ms(times[SAVES - 1]),
            resident(preview.id()) / 1000
        );
    }
}

/// The time from one save to the page that shows it.
fn time(preview: &Preview, path: &Path, page: &str, text: &str, word: &str) -> Duration {
    let mut news = preview.listen(page);
    let version = news.version();
    // The saves of a person do not follow each other at once.
    std::thread::sleep(Duration::from_millis(300));
    let start = Instant::now();
    fs::write(path, text).expect("saved");
    news.until("the save", |news| news.version != version);
    let answer = preview.get(&format!("/{page}"));
    let time = start.elapsed();
    assert!(answer.text().contains(word), "the page shows {word}");
    time
}

fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

fn copy(from: &Path, to: &Path) {
    for top in ["content", "themes"] {
        for entry in walkdir::WalkDir::new(from.join(top)).into_iter().flatten() {
            let path = to.join(entry.path().strip_prefix(from).expect("below"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(path).expect("a folder");
            } else {
                fs::copy(entry.path(), path).expect("a file");
            }
        }
    }
}

/// A folder on a disk that tells of its changes.
fn folder() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("essaim-serve").tempdir().expect("a folder to work in")
}
