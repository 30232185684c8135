//! Words bent to a file's form: YAML scalars that read back as written, comments of a bearable width.

use std::fmt::Write as _;

pub use crate::edit::quote_scalar;

/// How wide a comment may be, its `# ` included.
const WIDTH: usize = 100;

/// A sentence as lines of a comment, each behind `indent`.
pub fn comment(indent: &str, sentence: &str) -> String {
    let mut text = String::new();
    let mut line = String::new();
    let room = WIDTH.saturating_sub(indent.chars().count() + 2);
    for word in words(sentence) {
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > room {
            _ = writeln!(text, "{indent}# {line}");
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        _ = writeln!(text, "{indent}# {line}");
    }
    text
}

/// The words of a sentence; a mark that French sets off by a space stays with its word.
fn words(sentence: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in sentence.split([' ', '\n']).filter(|word| !word.is_empty()) {
        match words.last_mut() {
            Some(last) if last.ends_with('«') || matches!(word, ":" | ";" | "!" | "?" | "»" | "».") => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::Sources;

    #[test]
    fn a_quoted_text_reads_back_as_it_was() {
        for text in [
            "Le café des voisins",
            "Outil : regard",
            "Atelier #2",
            "# titre",
            "l'été",
            "'x",
            "« la balade »",
            "“guillemets”",
            "null",
            "~",
            "no",
            "012",
            "a:",
            "a\\b \"c\"",
            "[x]",
            "- x",
            "x, y",
            " espace ",
            "deux\nlignes",
            "@nous",
            "%",
            "!important",
            "é: à",
        ] {
            for written in [format!("a: {}\n", quote_scalar(text)), format!("a: [{}]\n", quote_scalar(text))]
            {
                let mut sources = Sources::default();
                let id = sources.add("x.yaml", written.as_str());
                let mut diags = Diagnostics::default();
                let node = crate::load::yaml::parse(&sources, sources.whole(id), &mut diags);
                let node = node.unwrap_or_else(|| panic!("{written}"));
                let value = &node.as_map().unwrap()[0].node;
                let value = value.as_list().map_or(value, |items| &items[0]);
                assert_eq!(value.as_text(), Some(text), "{written}");
                assert_eq!(diags.iter().count(), 0, "{written}");
            }
        }
    }
}
