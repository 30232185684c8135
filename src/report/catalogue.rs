//! The catalogue of problems: for each code what it means, why, and an example of wrong and of right.
//!
//! In: the words of `catalogue/*.yaml`, embedded. Out: entries, in the order of the codes, and the pages of
//! `docs/messages.*.md`. Never: logic in the words, words in the logic.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::ReportLanguage;
use crate::diag::Codes;

const FRENCH: &str = include_str!("catalogue/fr.yaml");
const ENGLISH: &str = include_str!("catalogue/en.yaml");

/// Files by their path in the project.
pub type ExampleFiles = BTreeMap<String, String>;

/// What the catalogue says of one code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it means, in one sentence.
    pub what: String,
    /// Why it matters, or how it came about.
    pub why: String,
    /// A project with this problem, as files added to the catalogue's own small project.
    #[serde(default)]
    pub wrong: ExampleFiles,
    /// The same files without it.
    #[serde(default)]
    pub right: ExampleFiles,
    /// Why no files can show it, where none can.
    pub elsewhere: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    /// The small project that every example stands in; another language takes the French one.
    #[serde(default)]
    project: ExampleFiles,
    entries: BTreeMap<String, Entry>,
}

/// The entries of a language.
#[derive(Debug)]
pub struct Explanations {
    written: WrittenEntry,
    language: ReportLanguage,
}

impl Explanations {
    /// The catalogue in a language. A test holds that it can be read and is whole.
    #[must_use]
    pub fn of(language: ReportLanguage) -> Self {
        let read = |text: &str| {
            let empty = |_| WrittenEntry { project: ExampleFiles::new(), entries: BTreeMap::new() };
            serde_yaml::from_str(text).unwrap_or_else(empty)
        };
        let mut written = read(FRENCH);
        if language == ReportLanguage::English {
            let examples = std::mem::replace(&mut written.entries, read(ENGLISH).entries);
            for (code, entry) in &mut written.entries {
                if let (true, Some(example)) = (entry.wrong.is_empty(), examples.get(code)) {
                    entry.wrong.clone_from(&example.wrong);
                    entry.right.clone_from(&example.right);
                }
            }
        }
        Self { written, language }
    }

    /// What is said of a code.
    #[must_use]
    pub fn entry(&self, code: &str) -> Option<&Entry> {
        self.written.entries.get(code)
    }

    /// Codes of entries, sorted.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.written.entries.keys().map(String::as_str)
    }

    /// The small project that examples stand in, with the files of an example in their place.
    #[must_use]
    pub fn project(&self, example: &ExampleFiles) -> ExampleFiles {
        let mut files = self.written.project.clone();
        files.extend(example.clone());
        files.retain(|_, text| !text.is_empty());
        files
    }

    /// Every code with what it means, one a line.
    #[must_use]
    pub fn list(&self, codes: Codes) -> String {
        let width = codes.iter().map(|code| code.name.len()).max().unwrap_or(0);
        let said = codes.iter().filter_map(|code| Some((code, self.entry(code.name)?)));
        said.fold(String::new(), |mut list, (code, entry)| {
            let _ = writeln!(list, "{:width$}  {}", code.name, entry.what);
            list
        })
    }

    /// One code explained, for a terminal.
    ///
    /// # Errors
    /// Where there is no such code: the nearest, if one is near.
    pub fn explain(&self, code: &str, codes: Codes) -> Result<String, Option<String>> {
        let Some(entry) = self.entry(code) else {
            return Err(codes.nearest(code));
        };
        let mut text = format!("{code}\n\n{}\n{}\n", entry.what, entry.why);
        for (title, files) in [(self.words().wrong, &entry.wrong), (self.words().right, &entry.right)] {
            for (path, file) in files.iter().filter(|(_, file)| !file.is_empty()) {
                let _ = writeln!(text, "\n{title} — {path}");
                file.lines().for_each(|line| {
                    let _ = writeln!(text, "    {}", visible(line));
                });
            }
        }
        if let Some(reason) = &entry.elsewhere {
            let _ = writeln!(text, "\n{reason}");
        }
        Ok(text)
    }

    /// The page `docs/messages.*.md`.
    #[must_use]
    pub fn page(&self, codes: Codes) -> String {
        let words = self.words();
        let mut text = format!("# {}\n\n{}\n", words.title, words.lead);
        for (code, entry) in codes.iter().filter_map(|code| Some((code, self.entry(code.name)?))) {
            let lint = if code.is_lint() { words.lint } else { "" };
            let _ = write!(text, "\n## {}\n\n{} {}{lint}\n", code.name, entry.what, entry.why);
            for (title, files) in [(words.wrong, &entry.wrong), (words.right, &entry.right)] {
                for (path, file) in files.iter().filter(|(_, file)| !file.is_empty()) {
                    let kind = path.rsplit('.').next().unwrap_or_default();
                    let _ = write!(text, "\n{title} — `{path}`\n\n````{kind}\n");
                    file.lines().for_each(|line| {
                        let _ = writeln!(text, "{}", visible(line));
                    });
                    text.push_str("````\n");
                }
            }
            if let Some(reason) = &entry.elsewhere {
                let _ = write!(text, "\n{reason}\n");
            }
        }
        text
    }

    fn words(&self) -> &'static PageWords {
        match self.language {
            ReportLanguage::French => &PageWords {
                title: "Les messages d'essaim",
                lead: "Chaque message porte un code entre crochets. Cette page dit, pour chacun, ce qu'il signifie et \
                       pourquoi, avec un exemple faux et un exemple juste. `essaim explain CODE` en dit autant dans \
                       le terminal. Cette page est faite par le programme : ne la modifiez pas à la main.",
                lint: " *Ce contrôle peut se régler sous `lints:` dans site.yaml.*",
                wrong: "Faux",
                right: "Juste",
            },
            ReportLanguage::English => &PageWords {
                title: "The messages of essaim",
                lead: "Every message carries a code in brackets. This page says what each means and why, with a wrong \
                       and a right example. `essaim explain CODE` says as much in the terminal. This page is made by \
                       the program: do not edit it by hand.",
                lint: " *This check can be set under `lints:` in site.yaml.*",
                wrong: "Wrong",
                right: "Right",
            },
        }
    }
}

struct PageWords {
    title: &'static str,
    lead: &'static str,
    lint: &'static str,
    wrong: &'static str,
    right: &'static str,
}

/// A tab cannot be told from spaces on paper.
fn visible(line: &str) -> String {
    line.replace('\t', "⇥")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_can_be_read() {
        for text in [FRENCH, ENGLISH] {
            if let Err(error) = serde_yaml::from_str::<WrittenEntry>(text) {
                panic!("{error}");
            }
        }
    }
}
