//! `essaim serve`: what was typed → a preview that runs until it is stopped.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use clap::ValueEnum;

use super::{Stop, options};
use crate::Options;
use crate::output::BlobCache;
use crate::output::disk_store::{DiskStore, DiskUse};
use crate::report::{self, Notice, ReportLanguage};
use crate::serve::{Editor, Said, Settings, Watching, serve};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The port; else the first free one from 4000 up.
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Where to listen; any address but this machine's own shows drafts to the network.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    host: String,
    /// Open the browser.
    #[arg(long)]
    open: bool,
    /// Look for changes at intervals: for network drives that tell nothing of them.
    #[arg(long)]
    poll: bool,
    /// What opens a file from a message.
    #[arg(long, value_name = "EDITOR", default_value = "vscode", env = "ESSAIM_EDITOR")]
    editor: Program,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Program {
    Vscode,
    None,
}

/// Serves until the program is stopped.
pub fn run(arguments: &Args, root: &Path, language: ReportLanguage) -> Result<(), Stop> {
    let shown = root.display().to_string();
    if !root.join("content").is_dir() {
        return Err(Stop::Machine(report::notice(Notice::NoProject { folder: &shown }, language)));
    }
    let settings = Settings {
        root: root.to_owned(),
        host: arguments.host.clone(),
        port: arguments.port,
        watching: if arguments.poll { Watching::Polling } else { Watching::Events },
        editor: match arguments.editor {
            Program::Vscode => Editor::Vscode,
            Program::None => Editor::None,
        },
        language,
        options: Options {
            kept: BlobCache::new(Arc::new(DiskStore::new(root, DiskUse::Fill))),
            ..options(None, language)?
        },
    };
    let open = arguments.open;
    serve(&settings, move |said| match said {
        Said::Ready { address, sentence } => {
            // The address is what a program that starts us waits for.
            let _ = writeln!(std::io::stdout(), "{sentence}").and_then(|()| std::io::stdout().flush());
            if open && opener::open_browser(address).is_err() {
                anstream::eprintln!("essaim: {}", report::preview(report::Preview::NoBrowser, language));
            }
        }
        Said::Sentence(sentence) => anstream::eprintln!("{sentence}"),
        Said::Problems("") => anstream::eprintln!("{}", report::notice(Notice::Fine, language)),
        Said::Problems(problems) => anstream::eprint!("{problems}"),
    })
    .map_err(Stop::Machine)
}
