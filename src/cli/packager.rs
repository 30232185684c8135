//! `essaim completions` and `essaim man`: what a distribution installs beside the program.
//!
//! A door: it prints, and writes manual pages into a folder.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::Stop;
use super::help::command;
use crate::report::{CommandNotice, Name, ReportLanguage, machine_at, step};

/// Prints the completions of a shell.
pub fn completions(shell: clap_complete::Shell, language: ReportLanguage) {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut command(language), "essaim", &mut text);
    // A reader that hangs up early is not our fault.
    let _ = std::io::stdout().write_all(&text);
}

/// Writes `essaim.1` and a page for each command.
pub fn man(dir: &Path, language: ReportLanguage) -> Result<(), Stop> {
    let folder = dir.display().to_string();
    let written = fs::create_dir_all(dir).and_then(|()| {
        clap_mangen::generate_to(command(language).disable_help_subcommand(true), dir)?;
        Ok(fs::read_dir(dir)?.count())
    });
    match written {
        Ok(files) => {
            anstream::println!("{}", step(CommandNotice::Written { folder: Name(&folder), files }, language));
            Ok(())
        }
        Err(error) => Err(Stop::Machine(machine_at(&folder, &error, language))),
    }
}
