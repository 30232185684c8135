//! A preview left running while a project is edited at random: no byte goes stale, no memory is lost.
//!
//! `ESSAIM_SOAK_MINUTES=60 cargo test --release --test soak -- --ignored --nocapture`

#[allow(dead_code)] // shared with tests/rebuild.rs, which names what was touched
mod edits;
#[allow(dead_code)] // shared with tests/serve.rs, which asks for more
mod http;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http::Preview;

#[test]
#[ignore = "runs for as long as it is asked to"]
fn an_hour_of_edits_leaves_nothing_behind() {
    let minutes = std::env::var("ESSAIM_SOAK_MINUTES").map_or(1, |text| text.parse().unwrap());
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let home = tempfile::tempdir().unwrap();
    let mut edited = edits::Project::copy(Path::new(env!("CARGO_MANIFEST_DIR")), home.path(), seed);
    let preview = Preview::start(home.path(), &[]);
    // Tabs that stay open, as an editor's do.
    let _tabs = ["index.html", "outils/la-balade.html", "data/outils.html"].map(|page| drain(&preview, page));
    let start = Instant::now();
    let mut said = 0;
    let mut weights: Vec<u64> = Vec::new();
    let (mut steps, mut compared, mut slowest, mut wrong) = (0, 0, Duration::ZERO, false);
    while start.elapsed() < Duration::from_secs(60 * minutes) {
        let what = edited.step(wrong).what;
        steps += 1;
        let (sources, unread) = essaim::load::folder::read_folder(home.path()).unwrap();
        let (output, _) = essaim::build(&Arc::new(sources), &essaim::Options::default());
        let output = output.filter(|_| !unread.has_errors());
        wrong = output.is_none();
        if let Some(output) = output {
            let saved = Instant::now();
            while let Err(difference) = preview.serves(&output) {
                assert!(
                    saved.elapsed() < Duration::from_secs(60),
                    "seed {seed}, step {steps}, {what}: {difference}"
                );
                std::thread::sleep(Duration::from_millis(20));
            }
            slowest = slowest.max(saved.elapsed());
            compared += 1;
        }
        weights.extend(resident(preview.id()));
        if start.elapsed().as_secs() / 60 > said {
            said += 1;
            println!(
                "{said} min: {steps} steps, {compared} compared, slowest {slowest:?}, {} MB",
                weights.last().map_or(0, |weight| weight / 1000)
            );
        }
    }
    println!("seed {seed}: {steps} steps, {compared} whole sites compared");
    // A tenth of the time to settle; then the first half against the second.
    let settled = &weights[weights.len() / 10..];
    let (first, second) = settled.split_at(settled.len() / 2);
    let (first, second) = (median(first), median(second));
    println!("memory, median of each half: {} MB, {} MB", first / 1000, second / 1000);
    assert!(
        compared > 0 && second <= first + first / 5 + 10_000,
        "memory grows: {first} kB, then {second} kB"
    );
}

/// A tab that reads its news and forgets them.
fn drain(preview: &Preview, page: &str) -> std::thread::JoinHandle<()> {
    let mut news = preview.listen(page);
    std::thread::spawn(move || while news.hear() {})
}

/// What a process holds in memory, in kB; nothing where the system does not say.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

fn median(weights: &[u64]) -> u64 {
    let mut sorted = weights.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or(0)
}
