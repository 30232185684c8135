//! `essaim explain`: what a code means, why, and how wrong and right look.
//!
//! A door: it prints. The words are the catalogue's.

use std::io::Write;

use super::Stop;
use crate::report::catalogue::Explanations;
use crate::report::{CommandNotice, Name, ReportLanguage, step};

/// Explains a code; without one, lists them all.
pub fn explain(code: Option<&str>, language: ReportLanguage) -> Result<(), Stop> {
    let catalogue = Explanations::of(language);
    let text = match code {
        None => catalogue.list(crate::CODES),
        Some(code) => catalogue.explain(code, crate::CODES).map_err(|nearest| {
            Stop::Machine(step(
                CommandNotice::UnknownCode { code: Name(code), nearest: nearest.as_deref().map(Name) },
                language,
            ))
        })?,
    };
    // A reader that hangs up early is not our fault.
    let _ = anstream::stdout().write_all(text.as_bytes());
    Ok(())
}
