//! The command line: what was typed → what is done → exit status.
//!
//! A door: it reads arguments, the environment and the project's folder, and prints. Status 0 is done,
//! 1 is errors in the content (nothing was published), 2 is the machine or the call.

mod diff;
mod explain;
mod help;
mod import;
mod init;
mod new;
mod packager;
mod serve;
mod update;

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{FromArgMatches, Parser, Subcommand, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Options;
use crate::diag::{Diagnostics, Severity};
use crate::load::folder::read_folder;
use crate::output::disk_store::{DiskStore, DiskUse};
use crate::output::{BlobCache, Fault, Output, PublishFailure, publish};
use crate::publication::weight::{WEIGHTS_PATH, Weights};
use crate::report::{self, Notice, ReportForm, ReportLanguage};
use crate::scaffold::starter::NewPublisher;
use crate::settings::parse_base_url;
use crate::source::Sources;

/// Turns a folder of Markdown, YAML and CSV into a static site and open data.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct Cli {
    /// The project's folder: the one that holds `content/`.
    #[arg(long, global = true, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The language of messages; else the machine's.
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<Lang>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say every problem of every file; write nothing.
    Check {
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Check, then publish the whole site or nothing.
    Build {
        /// Where the site is published; a relative path counts from the current folder.
        #[arg(long, value_name = "DIR")]
        output: Option<PathBuf>,
        /// The address the site will have, in place of site.yaml's.
        #[arg(long, value_name = "URL")]
        base_url: Option<String>,
        /// Say what the heaviest page of each kind weighs, against the budget.
        #[arg(long)]
        weights: bool,
        #[command(flatten)]
        report: ReportArgs,
    },
    /// Make a new project: collections, examples, pages, help while typing, publication.
    Init {
        /// The folder to make, or an empty one.
        dir: PathBuf,
        /// The name of the authority that publishes.
        #[arg(long)]
        name: Option<String>,
        /// The address where it answers: a service's, not a person's.
        #[arg(long)]
        email: Option<String>,
    },
    /// Add a record with every field of its collection, ready to fill in.
    New {
        /// The collection; without it, the list of all.
        collection: Option<String>,
        /// The title of the record, between quotation marks.
        title: Vec<String>,
    },
    /// Take records or kits from another authority's site, with their provenance.
    Import(import::ImportArguments),
    /// Bring imported records up to their originals' newer versions, without losing a local edit.
    Update(update::UpdateArguments),
    /// Say what changed between two published packages, and propose the next version.
    Diff(diff::DiffArguments),
    /// Explain the code of a message; without it, list them all.
    Explain {
        /// The code between brackets: `unknown-key`.
        code: Option<String>,
    },
    /// Refresh the help that editors give while typing, once a schema has changed.
    Editor,
    /// Write the completions of a shell.
    #[command(hide = true)]
    Completions {
        /// The shell: bash, zsh, fish, elvish or powershell.
        shell: clap_complete::Shell,
    },
    /// Write the manual pages.
    #[command(hide = true)]
    Man {
        /// The folder to write them into.
        dir: PathBuf,
    },
    /// Show the site in a browser, and follow every save; write nothing.
    Serve(serve::Args),
}

#[derive(Debug, clap::Args)]
struct ReportArgs {
    /// How problems are written.
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Lang {
    Fr,
    En,
}

/// Runs the program on this process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    // Clap answers a wrong call with status 2, and help with 0.
    let spoken = help::language_asked().unwrap_or_else(|| language(None));
    let read = help::command(spoken)
        .try_get_matches_from(help::arguments())
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match read {
        Ok(cli) => cli,
        Err(error) => return help::refuse(&error, spoken),
    };
    let language = language(cli.lang);
    let done = match &cli.command {
        Command::Check { report } => check(&cli.root, report.format, language),
        Command::Build { output, base_url, weights, report } => {
            let folder = output.clone().unwrap_or_else(|| cli.root.join("output"));
            let said = if *weights || std::io::stderr().is_terminal() {
                WeightsShown::Weights
            } else {
                WeightsShown::Less
            };
            build(&cli.root, &folder, base_url.as_deref(), report.format, said, language)
        }
        Command::Init { dir, name, email } => {
            init::init(dir, NewPublisher { name: name.as_deref(), email: email.as_deref() }, language)
        }
        Command::New { collection, title } => {
            new::new(&cli.root, collection.as_deref(), &title.join(" "), language)
        }
        Command::Import(arguments) => import::run(arguments, &cli.root, language),
        Command::Update(arguments) => update::run(arguments, &cli.root, language),
        Command::Diff(arguments) => diff::run(arguments, &cli.root, language),
        Command::Explain { code } => explain::explain(code.as_deref(), language),
        Command::Editor => init::editor(&cli.root, language),
        Command::Completions { shell } => {
            packager::completions(*shell, language);
            Ok(())
        }
        Command::Man { dir } => packager::man(dir, language),
        Command::Serve(arguments) => serve::run(arguments, &cli.root, language),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Content) => ExitCode::from(1),
        Err(Stop::Said) => ExitCode::from(2),
        Err(Stop::Machine(message)) => {
            anstream::eprintln!("essaim: {message}");
            ExitCode::from(2)
        }
    }
}

/// Why a command did not do what was asked.
enum Stop {
    /// The content has errors; they were reported.
    Content,
    /// The machine or the call, in words.
    Machine(String),
    /// The machine, which was reported like the content.
    Said,
}

fn check(root: &Path, format: Format, language: ReportLanguage) -> Result<(), Stop> {
    let project = read(root, None, language)?;
    let (output, diags) = project.build();
    // A theme's faults only show when pages are rendered; nothing is kept of them.
    let (checked, diags) = match output {
        Some(output) => {
            let mut all = diags;
            all.extend(faults(&output));
            (!all.has_errors(), all)
        }
        None => (false, diags),
    };
    project.tell(&diags, format, language);
    if !checked {
        return Err(Stop::Content);
    }
    if format == Format::Human && diags.count(Severity::Warning) == 0 {
        anstream::eprintln!("{}", report::notice(Notice::Fine, language));
    }
    Ok(())
}

fn faults(output: &Output) -> Diagnostics {
    use rayon::prelude::*;
    let [sealed, rest] = output.waves();
    let found = [sealed, rest].into_iter().flat_map(|files| {
        let faults = files.par_iter().filter_map(|(_, payload)| match payload.write(&mut std::io::sink()) {
            Err(Fault::Theme(fault)) => Some(fault),
            _ => None,
        });
        faults.collect::<Vec<_>>()
    });
    let mut diags = Diagnostics::default();
    found.for_each(|fault| diags.push(*fault));
    diags
}

fn build(
    root: &Path,
    folder: &Path,
    base_url: Option<&str>,
    format: Format,
    said: WeightsShown,
    language: ReportLanguage,
) -> Result<(), Stop> {
    refuse_inside(root, folder, language)?;
    let mut project = read(root, base_url, language)?;
    let cache = Arc::new(DiskStore::new(root, DiskUse::Fill));
    project.options.kept = BlobCache::new(Arc::<DiskStore>::clone(&cache));
    let (output, diags) = project.build();
    let Some(output) = output else {
        project.tell(&diags, format, language);
        return Err(nothing_published(format, language));
    };
    let progress = progress(output.len());
    let published = publish(&output, folder, &|| progress.inc(1));
    progress.finish_and_clear();
    // Once all is written, the seals that the pages state are known.
    let mut weights = (format == Format::Human).then(|| weights(&output)).flatten();
    if let Some(weights) = weights.as_mut().filter(|_| said == WeightsShown::Less) {
        // What is too heavy is always said.
        weights.kinds.retain(|weight| !weight.within);
    }
    let weights = weights.filter(|weights| said == WeightsShown::Weights || !weights.kinds.is_empty());
    // The process ends here: the system takes a large site back at once, we would piece by piece.
    std::mem::forget(output);
    match published {
        Ok(published) => {
            cache.trim();
            project.tell(&diags, format, language);
            if format == Format::Human {
                let folder = folder.display().to_string();
                let notice =
                    Notice::Published { files: published.files, bytes: published.bytes, folder: &folder };
                anstream::eprintln!("{}", report::notice(notice, language));
            }
            if let Some(weights) = &weights {
                anstream::eprintln!("{}", report::notice(Notice::Budget(&weights.budget), language));
                for weight in &weights.kinds {
                    anstream::eprintln!("{}", report::notice(Notice::Weight(weight), language));
                }
            }
            Ok(())
        }
        Err(PublishFailure::Theme(mut faults)) => {
            faults.extend(diags);
            project.tell(&faults, format, language);
            Err(nothing_published(format, language))
        }
        Err(failure) => Err(Stop::Machine(report::failure(&failure, language).unwrap_or_default())),
    }
}

/// Whether a build says what pages weigh.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WeightsShown {
    Weights,
    Less,
}

/// What pages weigh, as it is published.
fn weights(output: &Output) -> Option<Weights> {
    serde_json::from_slice(&output.get(WEIGHTS_PATH)?.bytes().ok()?).ok()
}

fn nothing_published(format: Format, language: ReportLanguage) -> Stop {
    if format == Format::Human {
        anstream::eprintln!("{}", report::notice(Notice::NothingPublished, language));
    }
    Stop::Content
}

/// Refuses to publish among what is read: the next build would take the site for content.
fn refuse_inside(root: &Path, folder: &Path, language: ReportLanguage) -> Result<(), Stop> {
    let Ok(folder) = std::path::absolute(folder) else { return Ok(()) };
    let inside = |of: &str| {
        let Ok(read) = std::path::absolute(root.join(of)) else { return false };
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        real(&folder).starts_with(real(&read)) || folder.starts_with(read)
    };
    if ["content", "themes", "origins"].into_iter().any(inside) {
        let value = folder.display().to_string();
        return Err(Stop::Machine(report::notice(
            Notice::BadArgument { argument: "--output", value: &value },
            language,
        )));
    }
    Ok(())
}

/// A bar on a terminal once the work is long enough to be noticed; silence elsewhere.
fn progress(files: usize) -> ProgressBar {
    const NOTICED: usize = 2000;
    let target = if files >= NOTICED && std::io::stderr().is_terminal() {
        ProgressDrawTarget::stderr()
    } else {
        ProgressDrawTarget::hidden()
    };
    let bar = ProgressBar::with_draw_target(Some(files as u64), target);
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len}");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A project as it was read, and the inputs of a build.
struct OpenedProject {
    sources: Arc<Sources>,
    unread: Diagnostics,
    options: Options,
}

fn read(root: &Path, base_url: Option<&str>, language: ReportLanguage) -> Result<OpenedProject, Stop> {
    let say = |notice| Stop::Machine(report::notice(notice, language));
    let shown = root.display().to_string();
    if !root.join("content").is_dir() {
        return Err(say(Notice::NoProject { folder: &shown }));
    }
    let mut options = options(base_url, language)?;
    options.kept = BlobCache::new(Arc::new(DiskStore::new(root, DiskUse::Look)));
    let (sources, unread) =
        read_folder(root).map_err(|error| Stop::Machine(report::machine_at(&shown, &error, language)))?;
    Ok(OpenedProject { sources: Arc::new(sources), unread, options })
}

/// The inputs of a build that stand in the call and in the environment.
fn options(base_url: Option<&str>, language: ReportLanguage) -> Result<Options, Stop> {
    let say = |notice| Stop::Machine(report::notice(notice, language));
    let base_url = match base_url {
        Some(text) => match parse_base_url(text) {
            Some(url) => Some(url),
            None => return Err(say(Notice::BadArgument { argument: "--base-url", value: text })),
        },
        None => None,
    };
    let published = published(language)?;
    Ok(Options { base_url, published, ..Options::default() })
}

/// The date that the environment sets (`SOURCE_DATE_EPOCH`).
fn published(language: ReportLanguage) -> Result<Option<String>, Stop> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if text.trim().is_empty() => Ok(None),
        Ok(text) => epoch(&text).map(Some).ok_or_else(|| {
            let wrong = Notice::BadArgument { argument: "SOURCE_DATE_EPOCH", value: &text };
            Stop::Machine(report::notice(wrong, language))
        }),
        Err(_) => Ok(None),
    }
}

impl OpenedProject {
    fn build(&self) -> (Option<Output>, Diagnostics) {
        let (output, mut diags) = crate::build(&self.sources, &self.options);
        diags.extend(self.unread.clone());
        diags.sort(|source| self.sources.get(source).path.clone());
        (output.filter(|_| !diags.has_errors()), diags)
    }

    fn tell(&self, diags: &Diagnostics, format: Format, language: ReportLanguage) {
        // A reader that hangs up early is not our fault.
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let form = match format {
            Format::Human => {
                anstream::eprint!("{}", report::human(&self.sources, diags, language));
                return;
            }
            Format::Json => ReportForm::Json,
            Format::Sarif => ReportForm::Sarif,
            Format::Github => ReportForm::Github,
        };
        let _ = report::write(form, &self.sources, diags, language, &mut out);
        let _ = out.flush();
    }
}

/// Seconds since 1970 as `YYYY-MM-DDThh:mm:ssZ`.
fn epoch(text: &str) -> Option<String> {
    let timestamp = jiff::Timestamp::from_second(text.trim().parse().ok()?).ok()?;
    Some(timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The language asked for, else the machine's: French unless the locale says otherwise.
fn language(asked: Option<Lang>) -> ReportLanguage {
    match asked {
        Some(Lang::Fr) => ReportLanguage::French,
        Some(Lang::En) => ReportLanguage::English,
        None => {
            let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|value| !value.is_empty())
                .unwrap_or_default();
            let english = locale.starts_with("en");
            if english { ReportLanguage::English } else { ReportLanguage::French }
        }
    }
}
