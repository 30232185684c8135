//! Diagnostics as a forge's annotations: one workflow command a problem, which GitHub and Forgejo show beside the line.

use std::io::{self, Write};

use super::harmless::harmless;
use super::{ReportLanguage, place, severity, words_alone};
use crate::diag::{Diagnostic, Diagnostics, Place};
use crate::source::Sources;

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=code::message%0Ahelp`, one a line.
pub fn write(
    sources: &Sources,
    diags: &Diagnostics,
    language: ReportLanguage,
    out: &mut dyn Write,
) -> io::Result<()> {
    diags.iter().try_for_each(|diagnostic| writeln!(out, "{}", command(sources, diagnostic, language)))
}

fn command(sources: &Sources, diagnostic: &Diagnostic, language: ReportLanguage) -> String {
    let (path, start, end) = place(sources, diagnostic);
    let words = words_alone(sources, diagnostic, language);
    let region = match diagnostic.place {
        Place::Path(_) => String::new(),
        // A forge refuses columns where a problem spans lines.
        _ if start.line != end.line => format!(",line={},endLine={}", start.line, end.line),
        _ => {
            format!(",line={},col={},endLine={},endColumn={}", start.line, start.column, end.line, end.column)
        }
    };
    format!(
        "::{} file={}{region},title={}::{}%0A{}",
        severity(diagnostic.severity),
        property(&harmless(&path)),
        property(diagnostic.problem.code.name),
        data(&words.message),
        data(&words.help),
    )
}

/// What stands behind `::`: only line breaks and the escape itself would end or change it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// What stands behind `=`: colons and commas too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_property_or_a_line_is_escaped() {
        assert_eq!(property("a:b,c%d\n"), "a%3Ab%2Cc%25d%0A");
        assert_eq!(data("100 % : oui, non\r\n"), "100 %25 : oui, non%0D%0A");
    }
}
