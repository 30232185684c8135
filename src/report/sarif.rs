//! Diagnostics as SARIF 2.1.0, the exchange form of what checkers find.
//!
//! A judge in `tests/conformance` holds it against the format's own schema.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json as object};

use super::catalogue::Explanations;
use super::{ReportLanguage, first_label, place, severity, words_alone};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::publication::route::to_url_path;
use crate::source::{Position, Sources};

/// Where the format's schema stands, as the format asks its files to say.
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json";

/// One run: the rules that were broken, then each place where they were, one a line.
pub fn write(
    sources: &Sources,
    diags: &Diagnostics,
    language: ReportLanguage,
    out: &mut dyn Write,
) -> io::Result<()> {
    let catalogue = Explanations::of(language);
    let codes: BTreeSet<&str> = diags.iter().map(|diagnostic| diagnostic.problem.code.name).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(&catalogue, code)).collect();
    let driver = object!({
        "name": env!("CARGO_PKG_NAME"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": match language { ReportLanguage::French => "fr", ReportLanguage::English => "en" },
        "rules": rules,
    });
    write!(
        out,
        "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\n\
         \"columnKind\":\"unicodeCodePoints\",\"results\":["
    )?;
    for (number, diagnostic) in diags.iter().enumerate() {
        let comma = if number == 0 { "" } else { "," };
        let index = codes.range(..diagnostic.problem.code.name).count();
        write!(out, "{comma}\n{}", result(sources, diagnostic, index, language))?;
    }
    writeln!(out, "]}}]}}")
}

fn rule(catalogue: &Explanations, code: &str) -> Value {
    let mut rule = object!({"id": code});
    if let Some(entry) = catalogue.entry(code) {
        rule["shortDescription"] = object!({"text": entry.what});
        rule["fullDescription"] = object!({"text": entry.why});
    }
    rule
}

fn result(sources: &Sources, diagnostic: &Diagnostic, rule: usize, language: ReportLanguage) -> Value {
    let (path, start, end) = place(sources, diagnostic);
    let words = words_alone(sources, diagnostic, language);
    let region = match diagnostic.place {
        Place::Span(_) | Place::At(..) => Some((start, end)),
        Place::Path(_) => None,
    };
    let mut result = object!({
        "ruleId": diagnostic.problem.code.name,
        "ruleIndex": rule,
        "level": severity(diagnostic.severity),
        "message": {"text": format!("{} {}", sentence(&words.message), sentence(&words.help))},
        "locations": [{"physicalLocation": physical(&path, region)}],
    });
    if let Some(span) = diagnostic.related {
        let path = &sources.get(span.source).path;
        result["relatedLocations"] = object!([{
            "id": 1,
            "physicalLocation": physical(path, Some(sources.position(span))),
            "message": {"text": first_label(language)},
        }]);
    }
    result
}

/// A line of a report as a sentence that stands by itself.
fn sentence(line: &str) -> String {
    let mut characters = line.chars();
    let first = characters.next().map(char::to_uppercase).into_iter().flatten();
    let end = if line.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    first.chain(characters).chain(end.chars()).collect()
}

fn physical(path: &str, region: Option<(Position, Position)>) -> Value {
    let mut physical = object!({"artifactLocation": {"uri": to_url_path(path)}});
    if let Some((start, end)) = region {
        physical["region"] = object!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        });
    }
    physical
}
