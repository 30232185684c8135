//! What the machine refuses, in words: a file that is not there, a disk that is full.
//!
//! In: an error of the system. Out: a few words without a capital. What is too rare for words of ours keeps the
//! system's own.

use std::io::Error;

use super::harmless::harmless;
use super::{ReportLanguage, say};
use crate::diag::Fact;
use crate::messages::Argument;

/// Returns an error of the system in words.
#[must_use]
pub fn machine(error: &Error, language: ReportLanguage) -> String {
    say(language, "machine-fault", &arguments(error))
}

/// Returns an error of the system at a path, in words.
#[must_use]
pub fn machine_at(path: &str, error: &Error, language: ReportLanguage) -> String {
    let [fault, reason] = arguments(error);
    say(language, "machine-fault-at", &[("path", harmless(path).into()), fault, reason])
}

fn arguments(error: &Error) -> [(&'static str, Argument<'static>); 2] {
    let fault = match Fact::from(error.kind()) {
        Fact::Word(word) => word.into(),
        _ => "other".into(),
    };
    [("fault", fault), ("reason", error.to_string().into())]
}
