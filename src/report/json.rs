//! Diagnostics for other programs: one object, as the contract gives it.

use serde_json::{Value, json as object};

use super::{Language, place, severity, words};
use crate::diag::{Diagnostics, Severity};
use crate::source::Sources;

/// `{"diagnostics": [...], "errors": N, "warnings": N}`; lines and columns from 1, columns in characters.
#[must_use]
pub fn json(sources: &Sources, diags: &Diagnostics, language: Language) -> Value {
    let diagnostics: Vec<Value> = diags
        .iter()
        .map(|diagnostic| {
            let (path, start, end) = place(sources, diagnostic);
            let words = words(&diagnostic.problem, language);
            object!({
                "severity": severity(diagnostic.severity),
                "code": diagnostic.problem.code(),
                "message": words.message,
                "help": words.help,
                "path": path,
                "line": start.line,
                "column": start.column,
                "end_line": end.line,
                "end_column": end.column,
            })
        })
        .collect();
    object!({
        "diagnostics": diagnostics,
        "errors": diags.count(Severity::Error),
        "warnings": diags.count(Severity::Warning),
    })
}
