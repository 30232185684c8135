//! A project built again after each change gives what a build from nothing gives: every path, byte and message.
//!
//! `ESSAIM_SOAK=5000 cargo test --release --test rebuild` runs that many steps a project, from a seed of the day;
//! `ESSAIM_SEED=7` runs the steps of one seed, as a failure prints it.

mod edits;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use edits::{Project, Step};
use essaim::diag::Diagnostics;
use essaim::output::disk_store::{DiskStore, DiskUse};
use essaim::output::{BlobCache, Fault, Output};
use essaim::report::{self, ReportLanguage};
use essaim::source::Sources;
use essaim::{Memory, Options};
use rayon::prelude::*;

/// What a build gave, in a form that two of them can be compared in.
struct Built {
    files: Option<BTreeMap<String, Result<Vec<u8>, String>>>,
    problems: String,
}

fn built(
    sources: &Arc<Sources>,
    output: Option<Output>,
    mut diags: Diagnostics,
    unread: &Diagnostics,
) -> Built {
    diags.extend(unread.clone());
    diags.sort(|source| sources.get(source).path.clone());
    let mut problems = report::human(sources, &diags, ReportLanguage::French);
    write!(problems, "{:#}", report::json(sources, &diags, ReportLanguage::English)).unwrap();
    let files = output.map(|output| {
        let files: Vec<_> = output.iter().collect();
        files
            .into_par_iter()
            .map(|(path, payload)| {
                let bytes = payload.bytes().map_err(|fault| match fault {
                    Fault::Theme(fault) => {
                        format!("{:?}", report::words(&fault.problem, ReportLanguage::French))
                    }
                    Fault::Io(error) => error.to_string(),
                });
                (path.clone(), bytes)
            })
            .collect()
    });
    Built { files, problems }
}

fn difference(again: &Built, whole: &Built) -> Option<String> {
    if again.problems != whole.problems {
        return Some(format!(
            "the messages differ\n{}",
            around(again.problems.as_bytes(), whole.problems.as_bytes())
        ));
    }
    let (again, whole) = match (&again.files, &whole.files) {
        (None, None) => return None,
        (Some(again), Some(whole)) => (again, whole),
        (again, _) => return Some(format!("only one is published, built again: {}", again.is_some())),
    };
    if !again.keys().eq(whole.keys()) {
        let more: Vec<_> = again.keys().filter(|path| !whole.contains_key(*path)).collect();
        let less: Vec<_> = whole.keys().filter(|path| !again.contains_key(*path)).collect();
        return Some(format!("the paths differ: too many {more:?}, missing {less:?}"));
    }
    again.iter().zip(whole.values()).find(|((_, again), whole)| again != whole).map(
        |((path, again), whole)| match (again, whole) {
            (Ok(again), Ok(whole)) => format!("{path} differs\n{}", around(again, whole)),
            _ => format!("{path}: {again:?} and {whole:?}"),
        },
    )
}

/// Where two texts part.
fn around(again: &[u8], whole: &[u8]) -> String {
    let at = again.iter().zip(whole).take_while(|(a, b)| a == b).count();
    let part = |bytes: &[u8]| {
        String::from_utf8_lossy(&bytes[at.saturating_sub(120)..(at + 200).min(bytes.len())]).into_owned()
    };
    format!("built again: …{}…\nfrom nothing: …{}…", part(again), part(whole))
}

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is a number")))
}

fn day() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs()
}

/// Edits a copy of a project at random, and compares after each step.
fn hold(from: &str, steps: u64) {
    let soak = number("ESSAIM_SOAK");
    let seed = number("ESSAIM_SEED").unwrap_or_else(|| if soak.is_some() { day() } else { 3 });
    let home = tempfile::tempdir().unwrap();
    let mut edited = Project::copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(from), home.path(), seed);
    let mut project = essaim::load::folder::ProjectFolder::open(&edited.root).unwrap();
    let mut memory = Memory::keeping();
    // Pictures are made smaller once: what is compared is which ones, not the making.
    let shelf = tempfile::tempdir().unwrap();
    let kept = BlobCache::new(Arc::new(DiskStore::new(shelf.path(), DiskUse::Fill)));
    let options = Options { kept, ..Options::default() };
    let mut log: Vec<String> = vec!["open".to_owned()];
    let mut tally = [0, 0];
    for step in 0..=soak.unwrap_or(steps) {
        let (output, diags) = essaim::rebuild(project.sources(), &options, &mut memory);
        let wrong = output.is_none() || project.unread().has_errors();
        let again = built(project.sources(), output, diags, &project.unread());
        let (sources, unread) = essaim::load::folder::read_folder(&edited.root).unwrap();
        let sources = Arc::new(sources);
        let (output, diags) = essaim::build(&sources, &options);
        let whole = built(&sources, output, diags, &unread);
        if let Some(difference) = difference(&again, &whole) {
            let last = log.len().saturating_sub(8);
            panic!("{from}, ESSAIM_SEED={seed}, step {step}: {difference}\nsteps: {:#?}", &log[last..]);
        }
        tally[usize::from(wrong)] += 1;
        let Step { what, touched } = edited.step(wrong);
        let changed = project.refresh(&touched).unwrap();
        log.push(format!("{}: {what}{}", step + 1, if changed { "" } else { " (nothing changed)" }));
    }
    // Steps that only ever break the project would compare little.
    println!("{from}: {} builds were right, {} were not", tally[0], tally[1]);
    assert!(tally[0] > tally[1] / 2 && tally[1] > 0, "{tally:?}");
}

#[test]
fn the_demo_built_again_is_the_demo_built_from_nothing() {
    hold(".", 12);
}

#[test]
fn another_toolkit_built_again_is_that_toolkit_built_from_nothing() {
    hold("tests/suite/toolkits/tool-library", 160);
}
