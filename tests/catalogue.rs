//! The catalogue of messages: whole in both languages, its pages fresh, its examples true.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use essaim::load::tree::{Layout, ReadAs};
use essaim::output::{Fault, Output};
use essaim::report::ReportLanguage;
use essaim::report::catalogue::{ExampleFiles, Explanations};
use essaim::source::Sources;
use essaim::{CODES, Options};

const LANGUAGES: [(ReportLanguage, &str); 2] =
    [(ReportLanguage::French, "fr"), (ReportLanguage::English, "en")];

/// Codes that files of a few lines in a test cannot bring about: links, devices, bytes that are no text. `elsewhere` says what to do.
const NEEDS_A_MACHINE: [&str; 18] = [
    "import-interrupted",
    "too-many-rows",
    "not-utf8",
    "file-too-large",
    "unreadable",
    "outside-project",
    "link-loop",
    "not-a-file",
    "text-normalized",
    "image-too-large",
    "image-misnamed",
    "picture-location",
    "import-unsafe",
    "import-damaged",
    "import-license",
    "import-unreachable",
    "set-aside",
    "upstream-changed",
];

#[test]
fn every_code_has_an_entry_in_every_language_and_no_entry_is_without_a_code() {
    for (language, name) in LANGUAGES {
        let catalogue = Explanations::of(language);
        let entries: Vec<&str> = catalogue.codes().collect();
        for code in CODES.iter().map(|code| &code.name) {
            let entry = catalogue.entry(code).unwrap_or_else(|| panic!("{code} has no entry in {name}"));
            assert!(
                entry.what.ends_with('.') && entry.why.ends_with('.'),
                "{name} {code}: a sentence ends with a stop"
            );
            assert_eq!(entry.elsewhere.is_some(), NEEDS_A_MACHINE.contains(code), "{name} {code}");
            assert_eq!(
                entry.wrong.is_empty(),
                entry.elsewhere.is_some(),
                "{name} {code} has no wrong example"
            );
            assert_eq!(
                entry.right.is_empty(),
                entry.elsewhere.is_some(),
                "{name} {code} has no right example"
            );
        }
        assert_eq!(entries.len(), CODES.iter().count(), "{name}: an entry without a code among {entries:?}");
    }
}

#[test]
fn wrong_examples_give_their_code_and_right_examples_nothing() {
    let mut untrue = Vec::new();
    for (language, name) in LANGUAGES {
        let catalogue = Explanations::of(language);
        for (code, entry) in CODES.iter().filter_map(|code| Some((code.name, catalogue.entry(code.name)?))) {
            if entry.elsewhere.is_some() {
                continue;
            }
            let wrong = codes(&catalogue.project(&entry.wrong));
            if !wrong.iter().any(|found| found == code) {
                untrue.push(format!("{name} {code}: the wrong example gives {wrong:?}"));
            }
            let right = codes(&catalogue.project(&entry.right));
            if !right.is_empty() {
                untrue.push(format!("{name} {code}: the right example gives {right:?}"));
            }
        }
    }
    assert!(untrue.is_empty(), "{}", untrue.join("\n"));
}

/// What is said of a project, rendered to the last page.
fn codes(files: &ExampleFiles) -> Vec<String> {
    let mut sources = Sources::default();
    let layout = Layout::new(files.keys().map(String::as_str));
    for (path, text) in files.iter().filter(|(path, _)| layout.classify(path) != ReadAs::Not) {
        if layout.classify(path) == ReadAs::Bytes {
            sources.add_asset(path.as_str(), text.as_bytes());
        } else {
            sources.add(path.as_str(), text.as_str());
        }
    }
    let (output, mut diags) = essaim::build(&Arc::new(sources), &Options::default());
    for (path, payload) in output.iter().flat_map(Output::iter) {
        match payload.bytes() {
            Err(Fault::Theme(fault)) => diags.push(*fault),
            Err(Fault::Io(error)) => panic!("{path}: {error}"),
            Ok(_) => {}
        }
    }
    diags.iter().map(|item| item.problem.code.name.to_owned()).collect()
}

#[test]
fn the_pages_are_those_of_the_program() {
    for (language, name) in LANGUAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/messages.{name}.md"));
        let page = Explanations::of(language).page(CODES);
        if std::env::var_os("ESSAIM_BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, page).unwrap();
        } else {
            let written = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                written == page,
                "docs/messages.{name}.md is stale: ESSAIM_BLESS=1 cargo test --test catalogue"
            );
        }
    }
}
