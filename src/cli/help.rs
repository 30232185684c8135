//! The command line as it is declared, and its help in the language of the person.
//!
//! A door: it looks at the arguments for `--lang` before they are read, so that `--help` follows it.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use crate::messages::{self, find};
use crate::report::{CommandNotice, Name, ReportLanguage, step};

/// The arguments, those last that begin with a dash and are text all the same: no option has a space in its name.
pub fn arguments() -> Vec<OsString> {
    let is_text = |argument: &OsString| {
        let name = argument.to_string_lossy();
        let name = name.split('=').next().unwrap_or_default();
        name.starts_with('-') && name.contains(char::is_whitespace)
    };
    let (texts, mut arguments): (Vec<OsString>, Vec<OsString>) = std::env::args_os().partition(is_text);
    if !texts.is_empty() && !arguments.iter().any(|argument| argument == "--") {
        arguments.push("--".into());
    }
    arguments.extend(texts);
    arguments
}

/// The language that the arguments ask for, if any.
pub fn language_asked() -> Option<ReportLanguage> {
    let arguments: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let written =
        arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix("--lang") {
            Some("") => arguments.get(at + 1).map(String::as_str),
            Some(value) => value.strip_prefix('='),
            None => None,
        });
    match written? {
        "fr" => Some(ReportLanguage::French),
        "en" => Some(ReportLanguage::English),
        _ => None,
    }
}

/// Every command with its help.
pub fn command(language: ReportLanguage) -> Command {
    let words = language.messages();
    let command = super::Cli::command();
    let names: Vec<String> = command.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut command = with_help(command, "cli", words).after_help(words.word("cli-after"));
    if !is_clap_s_own(words) {
        command = command
            .subcommand_help_heading(words.word("cli-commands"))
            .subcommand_value_name(words.word("cli-commands.name"))
            .disable_help_subcommand(true)
            .disable_version_flag(true)
            .arg(flag("version", 'V', ArgAction::Version, words));
    }
    for name in names {
        command = command.mut_subcommand(&name, |inner| with_help(inner, &format!("cli-{name}"), words));
    }
    command
}

/// Says what is wrong with a call, or the help that was asked for: status 2, or 0.
pub fn refuse(error: &clap::Error, language: ReportLanguage) -> ExitCode {
    let said = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    let list = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let told = match error.kind() {
        ErrorKind::InvalidSubcommand => said(ContextKind::InvalidSubcommand).map(|name| {
            let nearest = said(ContextKind::SuggestedSubcommand);
            step(
                CommandNotice::UnknownCommand { name: Name(&name), nearest: nearest.as_deref().map(Name) },
                language,
            )
        }),
        ErrorKind::UnknownArgument => said(ContextKind::InvalidArg).map(|name| {
            let nearest = said(ContextKind::SuggestedArg);
            step(
                CommandNotice::UnknownOption { name: Name(&name), nearest: nearest.as_deref().map(Name) },
                language,
            )
        }),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let allowed = list(ContextKind::ValidValue);
            let nearest = said(ContextKind::SuggestedValue);
            said(ContextKind::InvalidValue).zip(said(ContextKind::InvalidArg)).map(|(value, option)| {
                let told = match value.as_str() {
                    "" => CommandNotice::Missing { names: Name(&option) },
                    value => CommandNotice::BadValue {
                        value: Name(value),
                        option: Name(&option),
                        nearest: nearest.as_deref().map(Name),
                        allowed: &allowed,
                    },
                };
                step(told, language)
            })
        }
        ErrorKind::MissingRequiredArgument => Some(step(
            CommandNotice::Missing { names: Name(&list(ContextKind::InvalidArg).join(", ")) },
            language,
        )),
        ErrorKind::ArgumentConflict => said(ContextKind::InvalidArg)
            .map(|name| step(CommandNotice::TwiceOrTooMuch { name: Name(&name) }, language)),
        // What was asked for is no refusal; and without a command, help says which there are.
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => None,
        _ => Some(step(CommandNotice::WrongCall, language)),
    };
    if let Some(text) = told {
        anstream::eprintln!("essaim: {text}");
        return ExitCode::from(2);
    }
    // Help and version are no refusals; a reader that hangs up early is not our fault.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Whether clap itself speaks that language: its headings and its own options then stay as it has them.
fn is_clap_s_own(words: messages::Language) -> bool {
    words == messages::Language::default()
}

/// A command with its own words and those of its arguments: `cli-build`, `cli-build-output`, else `cli-any-output`.
fn with_help(command: Command, id: &str, words: messages::Language) -> Command {
    let command = match find(words, id, &[]) {
        Some(about) => command.about(about),
        None => command,
    };
    let is_clap_s_own = is_clap_s_own(words);
    let command = command.mut_args(|arg| {
        let name = arg.get_id().as_str().replace('_', "-");
        let own = find(words, &format!("{id}-{name}"), &[]);
        let help = own.or_else(|| find(words, &format!("cli-any-{name}"), &[]));
        let arg = match help {
            Some(help) if arg.get_action().takes_values() && !is_clap_s_own => {
                arg.help(help).hide_default_value(true).hide_possible_values(true)
            }
            Some(help) => arg.help(help),
            None => arg,
        };
        if arg.is_positional() || is_clap_s_own { arg } else { arg.help_heading(words.word("cli-options")) }
    });
    if is_clap_s_own {
        return command;
    }
    let usage = words.word("cli-usage");
    let template = format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    command.help_template(template).disable_help_flag(true).arg(flag("help", 'h', ArgAction::Help, words))
}

fn flag(name: &'static str, short: char, action: ArgAction, words: messages::Language) -> Arg {
    let help = words.word(&format!("cli-{name}"));
    let options = words.word("cli-options");
    Arg::new(name).short(short).long(name).action(action).help(help).help_heading(options)
}
