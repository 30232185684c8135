//! `essaim update`: imported records, up to their originals' newer versions.
//!
//! A door: it asks the sources, writes what was merged, and prints. With `--check` it only looks, for a scheduled
//! job: status 0 is up to date, 1 is something to see to, 2 is a source that does not answer.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value as Json;

use super::import::{AllowedHosts, Consent, halted, locked, recover, say, tongue};
use super::{OpenedProject, ReportArgs, Stop};
use crate::check::codes::MERGE_CONFLICT;
use crate::check::origins::{find_conflict_beside, find_conflict_marks};
use crate::diag::{Diagnostic, Diagnostics, Place, Severity};
use crate::fetch::Patience;
use crate::import::codes::SET_ASIDE;
use crate::import::dry_run::inspect;
use crate::import::import_plan::NewFile;
use crate::import::lockfile;
use crate::import::reuse_notice::{proposal, reuse};
use crate::import::source::open as open_source;
use crate::import::transaction;
use crate::import::update::{Fate, UpdateRequest, Updates, is_named, update};
use crate::load::codes::{IMPORT_INTERRUPTED, IMPORT_UNREACHABLE};
use crate::model::origin::{LOCK, Lock};
use crate::report::{self, Journey, ReportLanguage, journey, lock_note};
use crate::source::Sources;

/// What `update` is told.
#[derive(Debug, clap::Args)]
pub struct UpdateArguments {
    /// What to bring up to date: `collection` or `collection/id`; else all that was imported.
    names: Vec<String>,
    /// Only look: status 1 where something is newer.
    #[arg(long)]
    check: bool,
    /// Write what to tell the publishers: what was taken, and what was changed.
    #[arg(long)]
    tell: bool,
    /// Undo what an interrupted import left, without asking.
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    reach: AllowedHosts,
    #[command(flatten)]
    report: ReportArgs,
}

/// Brings imported records up to date.
pub fn run(arguments: &UpdateArguments, root: &Path, language: ReportLanguage) -> Result<(), Stop> {
    let format = arguments.report.format;
    if !arguments.check && !arguments.tell {
        recover(root, Consent::of(arguments.yes, format), language)?;
    }
    let project = super::read(root, None, language)?;
    let interrupted = |item: &Diagnostic| item.problem.is(&IMPORT_INTERRUPTED);
    if project.unread.iter().any(interrupted) {
        // What only looks undoes nothing.
        project.tell(&project.unread, format, language);
        return Err(Stop::Content);
    }
    let lock = locked(&project.sources);
    if lock.records.is_empty() {
        say(Journey::NothingImported { name: None }, format, language);
        project.tell(&Diagnostics::default(), format, language);
        return Ok(());
    }
    let known = |name: &&String| {
        lock.records.iter().any(|locked| is_named(&locked.record, std::slice::from_ref(*name)))
    };
    if let Some(name) = arguments.names.iter().find(|name| !known(name)) {
        return Err(Stop::Machine(journey(Journey::NothingImported { name: Some(name) }, language)));
    }
    if arguments.tell {
        let (text, told) = tell(&project.sources, &lock, arguments, language);
        anstream::print!("{text}");
        if told.iter().next().is_some() {
            project.tell(&told, format, language);
        }
        return Ok(());
    }
    let today = super::new::today(language)?;
    let tongue = tongue(&project.sources);
    let request = UpdateRequest { names: &arguments.names, today: &today, language: tongue };
    let mut updates = update(&project.sources, &lock, &arguments.reach.client(Patience::Long), &request);
    let (staged, mut told) = judged(&project, &mut updates, language);
    if arguments.check {
        // A conflict that is not written yet has no place to show.
        told.judge(|item| (!item.problem.is(&MERGE_CONFLICT)).then_some(item.severity));
    }
    for outcome in &updates.outcomes {
        let version = outcome.version.as_deref();
        let fate = match outcome.fate {
            Fate::Taken => report::RecordFate::Taken { version, what: &outcome.what },
            Fate::Merged => report::RecordFate::Merged { version, what: &outcome.what },
            Fate::Conflict => report::RecordFate::Conflict { version, what: &outcome.what },
            Fate::Unsettled => report::RecordFate::Unsettled,
        };
        let record = &outcome.record;
        let said = if arguments.check {
            Journey::Waiting { record, fate }
        } else {
            Journey::Updated { record, fate }
        };
        say(said, format, language);
    }
    told.extend(collected(&updates));
    if updates.waiting().next().is_none() {
        // What an earlier update left to settle is not up to date.
        told.extend(open(&project.sources));
    }
    told.sort(|id| staged.get(id).path.clone());
    let unsettled = updates.outcomes.iter().any(|outcome| outcome.fate == Fate::Unsettled);
    let waiting = updates.waiting().count();
    let conflicts = updates.waiting().filter(|outcome| outcome.fate == Fate::Conflict).count();
    let unreachable = |item: &Diagnostic| item.problem.is(&IMPORT_UNREACHABLE);
    let silent = updates.told.iter().any(unreachable);
    let seen = told.count(Severity::Error) > 0 || !updates.told.is_empty() || unsettled;
    if !arguments.check {
        let changes = updates.changes(&lock_note(tongue));
        transaction::apply_changes(root, &changes).map_err(|stopped| halted(stopped, language))?;
    }
    OpenedProject { sources: staged.into(), ..project }.tell(&told, format, language);
    match (waiting, arguments.check) {
        (0, _) if seen => {}
        (0, _) => say(Journey::UpToDate, format, language),
        (waiting, true) => say(Journey::UpdateOffer { waiting }, format, language),
        (taken, false) => say(Journey::UpdateDone { taken, conflicts }, format, language),
    }
    let errors = told.count(Severity::Error) > 0;
    if silent {
        return Err(Stop::Said);
    }
    if errors || unsettled || (arguments.check && (waiting > 0 || seen)) {
        return Err(Stop::Content);
    }
    Ok(())
}

/// The project as it would be, and what would be left to settle in it. A version that no site may publish is left
/// where it is.
fn judged(
    project: &OpenedProject,
    updates: &mut Updates,
    language: ReportLanguage,
) -> (Sources, Diagnostics) {
    let files = |updates: &Updates| -> Vec<NewFile> {
        let lock = lockfile::text(&updates.lock(), "").into_bytes();
        let lock = NewFile { path: LOCK.to_owned(), bytes: lock };
        updates.waiting().flat_map(|outcome| outcome.files.clone()).chain([lock]).collect()
    };
    let mut found = inspect(&project.sources, &files(updates));
    if found.refused.has_errors() {
        let mut refused: Vec<(String, String)> = Vec::new();
        for item in found.refused.iter() {
            let path = match &item.place {
                Place::Span(span) => found.sources.get(span.source).path.clone(),
                Place::Path(path) | Place::At(path, _) => path.clone(),
            };
            let own = updates.waiting().find(|outcome| outcome.files.iter().any(|file| file.path == path));
            if let Some(outcome) = own {
                refused.push((outcome.record.clone(), report::words(&item.problem, language).message));
            }
        }
        for (record, reason) in refused {
            updates.withhold(&record, &reason);
        }
        found = inspect(&project.sources, &files(updates));
    }
    (std::sync::Arc::unwrap_or_clone(found.sources), found.left)
}

/// The conflicts that nobody settled yet.
fn open(sources: &Sources) -> Diagnostics {
    let mut told = Diagnostics::default();
    for (id, _) in sources.texts().filter(|(_, text)| text.path.starts_with("content/")) {
        find_conflict_marks(sources, id).into_iter().for_each(|place| told.add(place, &MERGE_CONFLICT));
    }
    for (_, asset) in sources.assets().filter(|(_, asset)| asset.path.starts_with("content/")) {
        find_conflict_beside(&asset.path).into_iter().for_each(|(place, problem)| told.add(place, problem));
    }
    told
}

/// Everything that a person should know beside.
fn collected(updates: &Updates) -> Diagnostics {
    let mut told = Diagnostics::default();
    for (path, field, aside) in updates.aside() {
        let problem = SET_ASIDE.with("field", field).choose("reason", aside);
        told.push(problem.at(Place::Path(path.clone())).as_warning());
    }
    updates.told.iter().cloned().for_each(|item| told.push(item));
    told
}

/// What to tell the publishers, one record after the other, and which of them do not answer: what they are told has
/// then no record for their lists.
fn tell(
    sources: &Sources,
    lock: &Lock,
    arguments: &UpdateArguments,
    language: ReportLanguage,
) -> (String, Diagnostics) {
    let site = crate::project::read_lenient(sources).site;
    let client = arguments.reach.client(Patience::Long);
    let (mut asked, mut told, mut texts) = (BTreeMap::new(), Diagnostics::default(), Vec::new());
    for locked in lock.records.iter().filter(|locked| is_named(&locked.record, &arguments.names)) {
        let Some(reused) = reuse(&site, locked) else { continue };
        let data: &Option<Json> = asked.entry(&locked.source).or_insert_with(|| {
            let found = open_source(&locked.source, &client).and_then(|opened| opened.data(&client));
            found.unwrap_or_else(|problem| {
                told.push(problem.at(Place::Path(locked.source.clone())).as_warning());
                None
            })
        });
        let proposal = data.as_ref().and_then(|data| proposal(data, &reused, &reused.changes(language)));
        texts.push(report::reuse(&reused, proposal.as_ref(), language));
    }
    (texts.join("\n"), told)
}
