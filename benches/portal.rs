//! A portal of many cities: `cargo bench --bench portal [-- N …]`.
//!
//! N cities of twenty records each, served on loopback from memory: gathered for the first time, again when none has changed, then
//! built. Twice the cities must take twice the time and the memory, at most. CPU seconds of the program alone, its peak memory.

mod memory;
#[allow(dead_code)] // shared with tests/travel, which asks for more
#[path = "../tests/travel/stage.rs"]
mod stage;

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use stage::{Server, city, command, downstream, write};

const TOOLS: usize = 19;
/// What the system counts a process's time in: hundredths of a second.
const TICKS: f64 = 100.0;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![250, 500, 1_000] } else { sizes };
    println!("| cities | gathered, s / CPU s / MB | again | built |");
    println!("| --: | --: | --: | --: |");
    for size in sizes {
        println!("{}", row(size));
    }
}

fn row(cities: usize) -> String {
    let home = memory::folder();
    let (www, root) = (home.path().join("www"), home.path().join("portal"));
    fs::create_dir_all(&www).expect("a folder");
    let server = Server::of(www.clone());
    (1..=cities).for_each(|number| city(&www, &server.address, number, TOOLS));
    downstream(&root);
    let list: Vec<String> =
        (1..=cities).map(|number| format!("  - {}ville-{number}/\n", server.address)).collect();
    write(&root, "content/sources.yaml", format!("sources:\n{}", list.concat()));
    let list = root.join("content/sources.yaml");
    let gather = ["import", list.to_str().expect("a path"), "--allow-private"];
    let (first, again, built) = (run(&root, &gather), run(&root, &gather), run(&root, &["build"]));
    format!("| {cities} | {first} | {again} | {built} |")
}

/// Runs the program, and tells its seconds, its CPU seconds and its peak memory, as the system last told them.
fn run(root: &Path, arguments: &[&str]) -> String {
    let start = Instant::now();
    let mut child = command(root, arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    let (mut cpu, mut peak) = (0.0, 0);
    let status = loop {
        if let Some(told) = used(child.id()) {
            (cpu, peak) = told;
        }
        match child.try_wait().expect("a child") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    assert!(status.success(), "{arguments:?} failed");
    format!("{:.1} / {cpu:.1} / {}", start.elapsed().as_secs_f64(), peak / 1000)
}

/// CPU seconds and peak memory in kilobytes of a process that still runs.
fn used(process: u32) -> Option<(f64, u64)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut fields = stat.rsplit(')').next()?.split_whitespace().skip(11);
    let ticks: u32 = fields.next()?.parse::<u32>().ok()? + fields.next()?.parse::<u32>().ok()?;
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some((f64::from(ticks) / TICKS, peak.trim().trim_end_matches(" kB").parse().ok()?))
}
