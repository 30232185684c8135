//! `essaim diff`: what changed between two published packages, and the release that it makes.
//!
//! A door: it reads the project's releases, prints, and writes `content/releases.yaml` where that is asked.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;
use jiff::civil::Date;

use super::Stop;
use crate::config::{Release, releases};
use crate::diag::Diagnostics;
use crate::diff::{self, Difference, Level, store};
use crate::report::{self, Changes, ChangesForm, ReleaseOutcome, ReportLanguage};
use crate::settings::parse_version;
use crate::source::Sources;

/// The arguments of `diff`.
#[derive(Debug, clap::Args)]
pub struct DiffArguments {
    /// What was published before: a folder, a ZIP archive, or an address.
    old: String,
    /// What is published now, or will be: `output`, say.
    new: String,
    /// Write the release that this makes into content/releases.yaml.
    #[arg(long)]
    record: bool,
    /// How the changes are written.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: DiffFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Human,
    Json,
    Html,
}

/// How many rows of each kind a report gives one by one; a release names every record that is gone.
const LISTED: usize = 1000;

/// Compares, tells, and records where that is asked.
pub fn run(arguments: &DiffArguments, root: &Path, language: ReportLanguage) -> Result<(), Stop> {
    let failed = |failure| Stop::Machine(report::changes_failure(&failure, language));
    let (old, old_store) = store::open(&arguments.old).map_err(failed)?;
    let (new, new_store) = store::open(&arguments.new).map_err(failed)?;
    let listed = if arguments.record { usize::MAX } else { LISTED };
    let difference =
        diff::compare([&old, &new], [&old_store, &new_store], &store::Disk, listed).map_err(failed)?;
    let known = if arguments.record { Some(known(root, language)?) } else { None };
    let level = diff::measure_level(&difference);
    let proposed = diff::propose_version(base(&difference, known.as_ref()), level);
    if let Some(known) = &known
        && level != Level::None
    {
        refuse_again(&difference, known, language)?;
    }
    let form = match arguments.format {
        DiffFormat::Human => ChangesForm::Human,
        DiffFormat::Json => ChangesForm::Json,
        DiffFormat::Html => ChangesForm::Html,
    };
    let told =
        report::changes(Changes { difference: &difference, level, proposed: &proposed }, form, language);
    // A reader that hangs up early is not our fault.
    let _ = std::io::stdout().lock().write_all(told.as_bytes());
    match known {
        Some(known) => record(root, &difference, level, proposed, &known, language),
        None => Ok(()),
    }
}

/// The releases of a project: their text, and what it says.
struct Known {
    text: String,
    releases: Vec<Release>,
}

fn known(root: &Path, language: ReportLanguage) -> Result<Known, Stop> {
    let shown = root.display().to_string();
    if !root.join("content").is_dir() {
        return Err(Stop::Machine(report::notice(report::Notice::NoProject { folder: &shown }, language)));
    }
    let text = match std::fs::read_to_string(root.join(releases::RELEASES)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Stop::Machine(report::machine_at(releases::RELEASES, &error, language))),
    };
    let mut sources = Sources::default();
    let id = sources.add(releases::RELEASES, text.clone());
    let sources = Arc::new(sources);
    let mut diags = Diagnostics::default();
    let releases = releases::read(&sources, id, &mut diags);
    if diags.has_errors() {
        diags.sort(|source| sources.get(source).path.clone());
        anstream::eprint!("{}", report::human(&sources, &diags, language));
        return Err(Stop::Content);
    }
    Ok(Known { text, releases })
}

/// The version that the next one follows: the newer package's past, or the newest release.
fn base<'a>(difference: &'a Difference, known: Option<&'a Known>) -> &'a str {
    let published = difference.old.version.as_str();
    let recorded = known.and_then(|known| known.releases.first()).map(|release| release.version.as_str());
    match recorded {
        Some(recorded) if parse_version(recorded) >= parse_version(published) => recorded,
        _ => published,
    }
}

/// What was recorded and is not published yet would be recorded twice.
fn refuse_again(difference: &Difference, known: &Known, language: ReportLanguage) -> Result<(), Stop> {
    let Some(newest) = known.releases.first() else { return Ok(()) };
    let ahead = parse_version(&newest.version) > parse_version(&difference.old.version);
    let date = newest.date.to_string();
    if !ahead && (difference.new.date.is_empty() || date <= difference.new.date) {
        return Ok(());
    }
    let already = ReleaseOutcome::Already { version: &newest.version, date: &date };
    Err(Stop::Machine(report::outcome(already, language)))
}

fn record(
    root: &Path,
    difference: &Difference,
    level: Level,
    version: String,
    known: &Known,
    language: ReportLanguage,
) -> Result<(), Stop> {
    let say = |outcome| report::outcome(outcome, language);
    if level == Level::None {
        anstream::eprintln!("{}", say(ReleaseOutcome::Same));
        return Ok(());
    }
    let Ok(date) = difference.new.date.parse::<Date>() else {
        return Err(Stop::Machine(say(ReleaseOutcome::NoDate)));
    };
    let release = diff::release(difference, version, date);
    let text = diff::insert(&known.text, &release).map_err(|error| Stop::Machine(error.to_string()))?;
    write(root, &text)
        .map_err(|error| Stop::Machine(report::machine_at(releases::RELEASES, &error, language)))?;
    anstream::eprintln!(
        "{}",
        say(ReleaseOutcome::Recorded { version: &release.version, path: releases::RELEASES })
    );
    Ok(())
}

/// Puts the file in place in one step: whoever reads it sees the old one or the new.
fn write(root: &Path, text: &str) -> std::io::Result<()> {
    let path = root.join(releases::RELEASES);
    let folder = path.parent().unwrap_or(root);
    let mut file = tempfile::Builder::new().prefix(".releases").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(&path)?;
    Ok(())
}
