//! A full build against the physical limit: `cargo bench --bench build [-- N …]`.
//!
//! `-- --write DIR N` only writes the toolkit, for a profiler.
//!
//! The limit is what no generator can beat: reading every source and writing every published file with
//! two threads. Both run in processes of their own, one after the other, on a memory file system where
//! there is one, so that their ratio means something on a noisy machine. CPU seconds, user and system.

mod memory;
mod toolkit;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

use mimalloc::MiMalloc;
use rayon::prelude::*;

/// That of the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const ROUNDS: usize = 3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.first().map(String::as_str) {
        Some("--write") => {
            let tools = arguments[2].parse().expect("a number of tools");
            return toolkit::write(Path::new(&arguments[1]), tools).expect("room for the toolkit");
        }
        Some("--build") => return build(Path::new(&arguments[1])),
        Some("--limit") => return limit(Path::new(&arguments[1])),
        _ => {}
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 2_000, 10_000] } else { sizes };
    println!(
        "| tools | files read → written | limit, CPU s | build, CPU s | ratio | build, wall s | peak memory |"
    );
    println!("| --: | --: | --: | --: | --: | --: | --: |");
    for size in sizes {
        println!("{}", row(size));
    }
}

/// One size: the median of a few rounds of each, in turn.
fn row(size: usize) -> String {
    let home = memory::folder();
    toolkit::write(home.path(), size).expect("room for the toolkit");
    let mut builds = Vec::new();
    let mut limits = Vec::new();
    for _ in 0..ROUNDS {
        // A first publication: replacing a site costs the removal of the old one besides.
        let _ = fs::remove_dir_all(home.path().join("output"));
        builds.push(child("--build", home.path()));
        limits.push(child("--limit", home.path()));
    }
    let build = median(builds);
    let limit = median(limits);
    let count = |folder: &str| files(&home.path().join(folder)).len();
    format!(
        "| {size} | {} → {} | {:.2} | {:.2} | {:.1} | {:.2} | {:.0} MB |",
        count("content"),
        count("output"),
        limit.cpu,
        build.cpu,
        build.cpu / limit.cpu,
        build.wall,
        build.peak,
    )
}

#[derive(Clone, Copy)]
struct Usage {
    cpu: f64,
    wall: f64,
    peak: f64,
}

fn median(mut usages: Vec<Usage>) -> Usage {
    usages.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    usages[usages.len() / 2]
}

/// Runs this program again for one task, and reads what it says it used.
fn child(task: &str, home: &Path) -> Usage {
    let output = Command::new(std::env::current_exe().expect("own path"))
        .arg(task)
        .arg(home)
        .env("RAYON_NUM_THREADS", "2")
        .output()
        .expect("the task runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text.split_whitespace().map(|number| number.parse().expect("a number"));
    let mut next = || numbers.next().expect("three numbers");
    Usage { cpu: next(), wall: next(), peak: next() }
}

/// CPU seconds this process used so far, user and system.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    #[allow(clippy::cast_precision_loss)] // nanoseconds of a few seconds
    let seconds = time.tv_sec as f64 + time.tv_nsec as f64 / 1e9;
    seconds
}

/// What was used since `start`: CPU seconds, wall seconds; and the peak memory of the process in MB.
fn tell(start: (f64, Instant)) {
    let cpu = cpu() - start.0;
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let peak: f64 = peak.trim().trim_end_matches(" kB").parse().unwrap_or(0.0);
    println!("{cpu} {} {}", start.1.elapsed().as_secs_f64(), peak / 1000.0);
}

fn build(home: &Path) {
    let start = (cpu(), Instant::now());
    let (sources, unread) = essaim::load::folder::read_folder(home).expect("the toolkit is there");
    let sources = Arc::new(sources);
    let (output, diags) = essaim::build(&sources, &essaim::Options::default());
    assert!(!diags.has_errors() && !unread.has_errors(), "the toolkit is right");
    let output = output.expect("no error");
    essaim::output::publish(&output, &home.join("output"), &|| ()).map(drop).expect("it is published");
    tell(start);
}

/// Reads every source, writes every published file elsewhere.
fn limit(home: &Path) {
    let output = home.join("output");
    let copy = home.join("limit");
    let files: Vec<(PathBuf, u64)> = files(&output)
        .into_iter()
        .map(|path| {
            let size = fs::metadata(&path).expect("a file").len();
            (copy.join(path.strip_prefix(&output).expect("below")), size)
        })
        .collect();
    let largest = files.iter().map(|(_, size)| *size).max().unwrap_or(0);
    let bytes = vec![b'x'; usize::try_from(largest).expect("fits")];
    let start = (cpu(), Instant::now());
    let read: usize =
        self::files(&home.join("content")).par_iter().map(|path| fs::read(path).expect("read").len()).sum();
    assert!(read > 0);
    for folder in files.iter().filter_map(|(path, _)| path.parent()).collect::<BTreeSet<_>>() {
        fs::create_dir_all(folder).expect("a folder");
    }
    files.par_iter().for_each(|(path, size)| {
        fs::write(path, &bytes[..usize::try_from(*size).expect("fits")]).expect("written");
    });
    tell(start);
    fs::remove_dir_all(copy).expect("removed");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}
