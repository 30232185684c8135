//! A new project: settings, collections with one example each, pages, an editor's settings, publication by a forge.
//!
//! In: a language. Out: files that `check` without an error and build at once. The texts stand in `project/`, not
//! in Rust; a name that begins with a dot is written `dot-` there.

use include_dir::{Dir, DirEntry, include_dir};

use super::{ScaffoldFile, editor};
use crate::edit::quote_scalar;
use crate::project::read_lenient;
use crate::source::Sources;

static FRENCH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/project/fr");
static ENGLISH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/scaffold/project/en");
/// The editor's guide: one text, in the documentation and on the site.
const FRENCH_GUIDE: &str = include_str!("../../docs/guide-editeur.md");
const ENGLISH_GUIDE: &str = include_str!("../../docs/editors-guide.md");

/// The languages a project may begin in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    French,
    English,
}

impl Tongue {
    /// A collection of the new project, and the title of a record to try.
    #[must_use]
    pub fn example(self) -> (&'static str, &'static str) {
        let text = match self {
            Self::French => include_str!("project/example.fr.txt"),
            Self::English => include_str!("project/example.en.txt"),
        };
        text.trim_end().split_once('\n').unwrap_or((text, ""))
    }
}

/// Every file of a new project, by path.
#[must_use]
pub fn project(tongue: Tongue) -> Vec<ScaffoldFile> {
    let (folder, guide) = match tongue {
        Tongue::French => (&FRENCH, FRENCH_GUIDE),
        Tongue::English => (&ENGLISH, ENGLISH_GUIDE),
    };
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.push(ScaffoldFile::new("content/pages/guide.md", page(guide)));
    let mut sources = Sources::default();
    for file in files.iter().filter(|file| file.path.starts_with("content/")) {
        sources.add(file.path.as_str(), file.text.as_str());
    }
    let survey = read_lenient(&sources);
    files.extend(editor::generated(&survey));
    files.extend(editor::once(&survey));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Who publishes a new project.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewPublisher<'a> {
    pub name: Option<&'a str>,
    pub email: Option<&'a str>,
}

/// Puts who publishes in the place of what the settings say until then.
pub fn sign(files: &mut [ScaffoldFile], publisher: NewPublisher) {
    let Some(settings) = files.iter_mut().find(|file| file.path == "content/site.yaml") else { return };
    for (key, value) in [("name", publisher.name), ("email", publisher.email)] {
        let is_line = |line: &str| line.trim_start_matches([' ', '#']).starts_with(&format!("{key}: "));
        let line = settings.text.lines().find(|line| line.starts_with("  ") && is_line(line));
        if let (Some(line), Some(value)) = (line.map(str::to_owned), value) {
            settings.text = settings.text.replacen(&line, &format!("  {key}: {}", quote_scalar(value)), 1);
        }
    }
}

fn collect(folder: &Dir, files: &mut Vec<ScaffoldFile>) {
    for entry in folder.entries() {
        match entry {
            DirEntry::Dir(inner) => collect(inner, files),
            DirEntry::File(file) => {
                let names: Vec<String> = file
                    .path()
                    .components()
                    .map(|part| part.as_os_str().to_string_lossy())
                    .map(|name| name.strip_prefix("dot-").map_or(name.to_string(), |name| format!(".{name}")))
                    .collect();
                let text = file.contents_utf8().unwrap_or_default();
                files.push(ScaffoldFile::new(
                    names.join("/"),
                    text.replace("@VERSION@", env!("CARGO_PKG_VERSION")),
                ));
            }
        }
    }
}

/// The guide as a page: its first heading is the page's title; what only its tests read is left out.
fn page(guide: &str) -> String {
    let (title, body) = guide.split_once('\n').unwrap_or((guide, ""));
    let mut page =
        format!("---\ntitle: {}\nnav_order: 80\n---\n", super::quote_scalar(title.trim_start_matches("# ")));
    for line in body.trim_start().lines() {
        let line = match line.strip_prefix("```").and_then(|info| info.split_once(' ')) {
            Some((language, _)) => format!("```{language}"),
            None => line.to_owned(),
        };
        page.push_str(&line);
        page.push('\n');
    }
    page
}
