//! Diagnostics for other programs: one object, as the contract gives it.

use std::io::{self, Write};

use serde_json::{Value, json as object};

use super::{ReportLanguage, place, severity, words_alone};
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;

/// `{"diagnostics": [...], "errors": N, "warnings": N}`; lines and columns from 1, columns in characters.
#[must_use]
pub fn json(sources: &Sources, diags: &Diagnostics, language: ReportLanguage) -> Value {
    let diagnostics: Vec<Value> =
        diags.iter().map(|diagnostic| fact(sources, diagnostic, language)).collect();
    object!({
        "diagnostics": diagnostics,
        "errors": diags.count(Severity::Error),
        "warnings": diags.count(Severity::Warning),
    })
}

/// The same object, written one diagnostic a line.
pub fn write(
    sources: &Sources,
    diags: &Diagnostics,
    language: ReportLanguage,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "{{\"diagnostics\":[")?;
    for (number, diagnostic) in diags.iter().enumerate() {
        let comma = if number == 0 { "" } else { "," };
        write!(out, "{comma}\n{}", fact(sources, diagnostic, language))?;
    }
    let (errors, warnings) = (diags.count(Severity::Error), diags.count(Severity::Warning));
    writeln!(out, "],\n\"errors\":{errors},\"warnings\":{warnings}}}")
}

fn fact(sources: &Sources, diagnostic: &Diagnostic, language: ReportLanguage) -> Value {
    let (path, start, end) = place(sources, diagnostic);
    let words = words_alone(sources, diagnostic, language);
    object!({
        "severity": severity(diagnostic.severity),
        "code": diagnostic.problem.code.name,
        "message": words.message,
        "help": words.help,
        "path": path,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    })
}
