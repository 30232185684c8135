//! `essaim import`: another authority's records, with their provenance.
//!
//! A door: it asks on a terminal, and prints. Nothing is written before everything was looked at.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;

use super::{Format, OpenedProject, ReportArgs, Stop};
use crate::config::family;
use crate::diag::{Diagnostics, Place, Problem};
use crate::fetch::{Client, Network, Patience};
use crate::import::codes::SET_ASIDE;
use crate::import::dry_run::{changes, inspect, refusal};
use crate::import::import_plan::{Arrival, ImportRefusal, Request, arrive};
use crate::import::placeholders::{Unknown, fill};
use crate::import::portal::{self, Answered, Harvest};
use crate::import::source::{Opened, open};
use crate::import::table_merge::Tally;
use crate::import::transaction::{self, Expected, FileChange, TransactionError};
use crate::model::origin::{Lock, to_pristine};
use crate::report::{Gathering, Journey, Offer, ReportLanguage, journey, lock_note, machine_at, words};
use crate::source::{Sources, sha256};

/// What `import` is told.
#[derive(Debug, clap::Args)]
pub struct ImportArguments {
    /// The address of a site or of a kit, a folder, a ZIP, or a list of sites (`sources.yaml`).
    source: String,
    /// What to take: `collection` or `collection/id`; else the kit, or all there is.
    names: Vec<String>,
    /// What fills a blank of what is taken: `--set city="Antan"`; once for each.
    #[arg(long, value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
    /// Import without asking.
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    reach: AllowedHosts,
    #[command(flatten)]
    report: ReportArgs,
}

/// Which machines may be asked.
#[derive(Debug, clap::Args)]
pub struct AllowedHosts {
    /// Also ask addresses of this machine and of its network, even unprotected.
    #[arg(long)]
    allow_private: bool,
}

/// Imports what was named.
pub fn run(arguments: &ImportArguments, root: &Path, language: ReportLanguage) -> Result<(), Stop> {
    recover(root, arguments.consent(), language)?;
    let project = super::read(root, None, language)?;
    if [".yaml", ".yml"].iter().any(|ending| arguments.source.ends_with(ending)) {
        return gather(arguments, root, &project, language);
    }
    let client = arguments.reach.client(Patience::Long);
    let today = super::new::today(language)?;
    let format = arguments.report.format;
    let refuse = |place: String, problem: Problem| {
        let mut diags = Diagnostics::default();
        diags.push(refusal(place, problem));
        project.tell(&diags, format, language);
        Err(Stop::Content)
    };
    let source = arguments.source.as_str();
    let opened = match open(source, &client) {
        Ok(opened) => opened,
        Err(problem) => return refuse(source.to_owned(), problem),
    };
    let request = Request { names: &arguments.names, today: &today };
    let arrival = match arrive(&project.sources, &opened, &client, &request) {
        Ok(arrival) => arrival,
        Err(ImportRefusal::Problem(_, problem)) => return refuse(source.to_owned(), problem),
        Err(ImportRefusal::Unknown { name, nearest }) => {
            let unknown = Journey::Unknown { name: &name, nearest: nearest.as_deref() };
            return Err(Stop::Machine(journey(unknown, language)));
        }
    };
    let found = inspect(&project.sources, &arrival.files);
    if found.refused.has_errors() {
        OpenedProject { sources: found.sources, ..project }.tell(&found.refused, format, language);
        return Err(Stop::Content);
    }
    let tongue = tongue(&project.sources);
    let lock = locked(&project.sources);
    let mut changes = changes(&arrival, &lock, opened.asked(), &lock_note(tongue));
    let own = arrival.locked.iter().map(|locked| locked.path.as_str()).collect();
    fill(&mut changes, (&arrival.blanks, &own), &project.sources, &arguments.set).map_err(
        |Unknown { name, nearest }| {
            let unknown = Journey::UnknownBlank { name: &name, nearest: nearest.as_deref() };
            Stop::Machine(journey(unknown, language))
        },
    )?;
    offer(&opened, &arrival, arguments, language);
    if arrival.records.is_empty() {
        say(Journey::NothingNew, format, language);
        return Ok(());
    }
    agree(arguments.consent(), Asking::Import, language)?;
    transaction::apply_changes(root, &changes).map_err(|stopped| halted(stopped, language))?;
    let mut told = found.left.clone();
    for (path, field, aside) in arrival.aside {
        told.push(SET_ASIDE.with("field", field).choose("reason", aside).at(Place::Path(path)).as_warning());
    }
    told.sort(|id| found.sources.get(id).path.clone());
    let errors = found.left.count(crate::diag::Severity::Error);
    OpenedProject { sources: found.sources, ..project }.tell(&told, format, language);
    say(Journey::Taken { records: arrival.records.len(), files: arrival.files.len() }, format, language);
    if errors > 0 {
        say(Journey::Left { errors }, format, language);
    }
    Ok(())
}

/// Gathers the toolkits of a list of cities into a collection.
fn gather(
    arguments: &ImportArguments,
    root: &Path,
    project: &OpenedProject,
    language: ReportLanguage,
) -> Result<(), Stop> {
    let (path, format) = (Path::new(&arguments.source), arguments.report.format);
    let text = std::fs::read_to_string(path)
        .map_err(|error| Stop::Machine(machine_at(&arguments.source, &error, language)))?;
    let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
    let id = sources.add(&*arguments.source, text);
    let list = portal::list(&sources, id, &mut diags);
    let refused = |sources: Arc<Sources>, diags: &Diagnostics| {
        let unread = Diagnostics::default();
        OpenedProject { sources, unread, options: project.options.clone() }.tell(diags, format, language);
        Err(Stop::Content)
    };
    let Some(list) = list else { return refused(Arc::new(sources), &diags) };
    let standing = portal::standing(&list, &project.sources, &mut diags);
    if diags.has_errors() {
        let of_list =
            diags.iter().any(|item| matches!(&item.place, Place::Span(span) if *span == list.named));
        return refused(if of_list { Arc::new(sources) } else { Arc::clone(&project.sources) }, &diags);
    }
    let kept = |path: &str| std::fs::read_to_string(root.join(path));
    let state = kept(portal::STATE).unwrap_or_default();
    let (table, copy) = (list.table(), to_pristine(&list.table()));
    let before = portal::Before { state: &state, gathered: kept(&copy).ok(), standing };
    let harvest = portal::harvest(
        &list,
        &before,
        &arguments.reach.client(Patience::Short),
        tongue(&project.sources).messages(),
    );
    let mut told = Diagnostics::default();
    harvest.told.iter().cloned().for_each(|item| told.push(item));
    let text = |path: &str| {
        let found = project.sources.texts().find(|(_, text)| text.path == path);
        found.map(|(_, text)| text.text.as_str())
    };
    let stands = text(&table).map_or(Expected::Absent, |text| Expected::Is(sha256(text.as_bytes())));
    let made = |path: &str, expected: Expected, text: &str| FileChange {
        path: path.to_owned(),
        expected,
        after: Some(text.as_bytes().to_vec()),
    };
    let mut changes = vec![
        made(&copy, Expected::Any, &harvest.gathered),
        made(portal::STATE, Expected::Any, &harvest.state),
    ];
    if text(&table) == Some(&harvest.table) {
        project.tell(&told, format, language);
    } else {
        changes.push(made(&table, stands, &harvest.table));
        if text(&list.declaration()).is_none() {
            changes.push(made(&list.declaration(), Expected::Absent, &harvest.declaration));
        }
        gathering(&harvest, format, language);
        agree(arguments.consent(), Asking::Import, language)?;
        project.tell(&told, format, language);
    }
    transaction::apply_changes(root, &changes).map_err(|stopped| halted(stopped, language))?;
    let Harvest { cities, records, adapted, .. } = harvest;
    let cities = cities.iter().filter(|city| !city.publisher.is_empty()).count();
    say(Journey::Gathered { cities, records, adapted, silent: told.iter().count() }, format, language);
    Ok(())
}

/// Shows what a harvest would write.
fn gathering(harvest: &Harvest, format: Format, language: ReportLanguage) {
    let line = |city: &Answered| {
        let name = if city.publisher.is_empty() { &city.address } else { &city.publisher };
        (name.clone(), city.records, city.news)
    };
    let cities: Vec<_> = harvest.cities.iter().map(line).collect();
    let Tally { added, changed, removed, kept } = harvest.tally;
    say(Journey::Harvest(&Gathering { cities: &cities, added, changed, removed, kept }), format, language);
}

impl AllowedHosts {
    /// Who asks.
    pub fn client(&self, patience: Patience) -> Client {
        Client::new(if self.allow_private { Network::Any } else { Network::Public }, patience)
    }
}

/// The lock file of a project.
pub fn locked(sources: &Sources) -> Lock {
    let mut unheard = Diagnostics::default();
    let lock = crate::load::tree::sort_files(sources, &mut unheard).lock;
    crate::model::origin::lock(sources, lock, &mut unheard)
}

/// The language of what is written into files: the site's.
pub fn tongue(sources: &Sources) -> ReportLanguage {
    let survey = crate::project::read_lenient(sources);
    if family(&survey.site.config.language) == "en" {
        ReportLanguage::English
    } else {
        ReportLanguage::French
    }
}

/// A line for a person; programs read the report.
pub fn say(said: Journey<'_>, format: Format, language: ReportLanguage) {
    if format == Format::Human {
        anstream::eprintln!("{}", journey(said, language));
    }
}

/// Why nothing was written.
pub fn halted(stopped: TransactionError, language: ReportLanguage) -> Stop {
    Stop::Machine(match stopped {
        TransactionError::Meanwhile(path) => journey(Journey::Meanwhile { path: &path }, language),
        TransactionError::Busy => journey(Journey::Busy, language),
        TransactionError::Unsafe(fault) => words(&fault, language).message,
        TransactionError::Journal(reason) => journey(Journey::BadJournal { reason: &reason }, language),
        TransactionError::Io(path, error) => machine_at(&path, &error, language),
    })
}

/// Undoes an import that was interrupted, once somebody agreed.
pub fn recover(root: &Path, consent: Consent, language: ReportLanguage) -> Result<(), Stop> {
    let stop = |stopped| halted(stopped, language);
    let Some(interrupted) = transaction::find_interrupted(root).map_err(stop)? else {
        return transaction::clear_leftovers(root).map_err(stop);
    };
    let paths: Vec<&str> = interrupted.paths().collect();
    anstream::eprintln!("{}", journey(Journey::Interrupted { paths: &paths }, language));
    agree(consent, Asking::Undo, language)?;
    transaction::recover(root, &interrupted).map_err(stop)?;
    anstream::eprintln!("{}", journey(Journey::Recovered, language));
    Ok(())
}

/// `name=value`, as it is typed.
fn setting(typed: &str) -> Result<(String, String), String> {
    let (name, value) = typed.split_once('=').ok_or("NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn offer(opened: &Opened, arrival: &Arrival, arguments: &ImportArguments, language: ReportLanguage) {
    if arguments.report.format != Format::Human {
        return;
    }
    let listed = |named: bool| {
        let records = arrival.records.iter().filter(|record| record.named == named);
        let line = records.map(|record| {
            (record.name.clone(), record.origin.clone(), record.title.clone(), record.version.clone())
        });
        line.collect::<Vec<_>>()
    };
    let licenses: Vec<String> = arrival.licenses.iter().cloned().collect();
    let set = |name: &String| arguments.set.iter().find(|(of, _)| of == name).map(|(_, value)| value.clone());
    let blanks = arrival.blanks.iter().map(|(name, own)| (name.clone(), set(name).or_else(|| own.clone())));
    let blanks: Vec<_> = blanks.collect();
    let offer = Offer {
        publisher: &opened.package.publisher,
        title: &opened.package.title,
        licenses: &licenses,
        records: &listed(true),
        referenced: &listed(false),
        declared: &arrival.declared,
        kept: &arrival.kept,
        already: &arrival.already,
        blanks: &blanks,
        files: arrival.files.len(),
        bytes: arrival.files.iter().map(|file| file.bytes.len() as u64).sum(),
    };
    if !arrival.records.is_empty() || !arrival.already.is_empty() {
        anstream::eprintln!("{}", journey(Journey::Offer(&offer), language));
    }
}

/// Whether somebody agreed already, or can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consent {
    Given,
    Asked,
    /// A program reads what is written.
    Unasked,
}

impl Consent {
    /// What `--yes` and the form of the report say.
    pub fn of(yes: bool, format: Format) -> Self {
        match (yes, format) {
            (true, _) => Self::Given,
            (false, Format::Human) => Self::Asked,
            (false, _) => Self::Unasked,
        }
    }
}

impl ImportArguments {
    fn consent(&self) -> Consent {
        Consent::of(self.yes, self.report.format)
    }
}

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asking {
    Import,
    Undo,
}

/// Asks, where somebody can answer.
fn agree(consent: Consent, asking: Asking, language: ReportLanguage) -> Result<(), Stop> {
    if consent == Consent::Given {
        return Ok(());
    }
    let (question, alone) = match asking {
        Asking::Import => (Journey::Ask, Journey::NeedsYes),
        Asking::Undo => (Journey::AskUndo, Journey::UndoNeedsYes),
    };
    if consent == Consent::Unasked || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Err(Stop::Machine(journey(alone, language)));
    }
    anstream::eprint!("{}", journey(question, language));
    let _ = io::stderr().flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.map_err(|error| Stop::Machine(error.to_string()))?;
    if ["o", "oui", "y", "yes"].contains(&answer.trim().to_lowercase().as_str()) {
        return Ok(());
    }
    Err(Stop::Machine(journey(Journey::Declined, language)))
}
