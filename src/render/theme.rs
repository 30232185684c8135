//! The theme: templates, static files and words; the built-in one, and what a city put in its place.
//!
//! In: the files under `themes/<name>/`. Out: [`Theme`], which turns views into pages. Never: content.

use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

use super::minify::{minify_script, minify_style};
use super::template::{Engine, FaultPlace, RenderFault, TemplateFault, Variables};
use super::words::Words;
use crate::check::CheckedSite;
use crate::config::family;
use crate::diag::{Diagnostic, Diagnostics, Place, Problem, nearest};
use crate::load::codes::UNKNOWN_CHOICE;
use crate::load::yaml;
use crate::output::Fault;
use crate::render::codes::TEMPLATE_FAULT;
use crate::source::{SourceId, Sources, Span};
use include_dir::{Dir, include_dir};

/// The script of the theme that is not its own.
const OTHERS: &str = "theme/minisearch.js";

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    engine: Engine,
    /// Where the templates that a city wrote stand.
    origins: BTreeMap<String, SourceId>,
    pub words: Words,
    /// Files published as they are, by their path.
    pub statics: BTreeMap<String, Arc<[u8]>>,
}

impl Theme {
    /// The built-in theme, each file replaced by the city's own of the same path.
    ///
    /// # Errors
    /// A template or a catalogue that cannot be read.
    pub fn load(sources: &Sources, name: &str, language: &str) -> Result<Self, Vec<Diagnostic>> {
        let own = Own { sources, folder: format!("themes/{name}/") };
        let words = Words::new(language, own.catalogue(language)?);
        let origins = own.templates();
        let mut templates = built_in_texts("templates/");
        for (path, id) in &origins {
            templates.insert(path.clone(), without_mark(&sources.get(*id).text).to_owned());
        }
        let statics = own.statics();
        let theme = Self { engine: Engine::default(), origins, words, statics };
        match Engine::load(&templates) {
            Ok(engine) => Ok(Self { engine, ..theme }),
            Err(faults) => Err(theme.locate(sources, faults)),
        }
    }

    /// The templates that a plain page may ask for, by name.
    fn page_templates(&self) -> Vec<&str> {
        let names = self.engine.list_templates();
        let mut names: Vec<&str> =
            names.filter_map(|name| name.strip_prefix("pages/")?.strip_suffix(".html")).collect();
        names.sort_unstable();
        names
    }

    /// Pages that ask for a template which the theme does not have.
    #[must_use]
    pub fn unknown(&self, site: &CheckedSite) -> Vec<Diagnostic> {
        let known = self.page_templates();
        let asked = site.site().pages.iter().filter_map(|page| page.template.as_ref());
        let unknown = asked.filter(|(name, _)| !known.contains(&name.as_str())).map(|(name, span)| {
            let nearest = nearest(name, known.iter().copied());
            UNKNOWN_CHOICE
                .with("value", name)
                .with("allowed", known.as_slice())
                .with("nearest", nearest)
                .at(*span)
        });
        unknown.collect()
    }

    /// The file of the first of these templates that a city wrote; the last of them where it wrote none.
    pub fn own_of(&self, sources: &Sources, templates: &[&str]) -> String {
        let own = templates.iter().find_map(|name| self.origins.get(*name));
        let file = own.map(|id| sources.get(*id).path.as_str());
        file.or(templates.last().copied()).unwrap_or_default().to_owned()
    }

    /// Lets every page name these variables too.
    pub fn share(&mut self, variables: Variables) {
        self.engine.share(variables);
    }

    /// Writes a page.
    ///
    /// # Errors
    /// A fault of a template, at its place; what `out` refuses.
    pub fn render(
        &self,
        sources: &Sources,
        template: &str,
        variables: &Variables,
        out: &mut dyn Write,
    ) -> Result<(), Fault> {
        self.engine.render(template, variables, out).map_err(|fault| match fault {
            RenderFault::Io(refused) => Fault::Io(refused),
            // A page stops at its first fault.
            RenderFault::Template(found) => {
                Fault::Theme(Box::new(self.locate(sources, found).swap_remove(0)))
            }
        })
    }

    /// Returns the faults of templates as diagnostics, in the city's files where they are at fault, each once.
    fn locate(&self, sources: &Sources, found: Vec<TemplateFault>) -> Vec<Diagnostic> {
        let mut all: Vec<Diagnostic> = Vec::new();
        for TemplateFault { template, place, fault } in found {
            let diagnostic = self.locate_one(sources, &template, &place, fault);
            if !all.contains(&diagnostic) {
                all.push(diagnostic);
            }
        }
        all
    }

    fn locate_one(
        &self,
        sources: &Sources,
        template: &str,
        place: &FaultPlace,
        fault: Problem,
    ) -> Diagnostic {
        // A block that a built-in template fills is missing in the one that a city put below it.
        let below = || self.origins.get("base.html").or_else(|| self.origins.values().next());
        let (own, place, fault) = match (self.origins.get(template), fault) {
            (None, fault) if fault.text("fault") == Some("no-block") => {
                let name = fault.text("name").unwrap_or_default();
                let missing = TEMPLATE_FAULT.choose("fault", "block-missing").with("name", name);
                (below(), &FaultPlace::Bytes(0..0), missing)
            }
            (None, fault) if template.is_empty() => (below(), place, fault),
            (own, fault) => (own, place, fault),
        };
        let place = match own {
            Some(id) => {
                let text = without_mark(&sources.get(*id).text);
                let mark = sources.get(*id).text.len() - text.len();
                let range = within(text, place);
                Place::Span(Span::new(*id, range.start + mark, range.end + mark))
            }
            None => Place::Path(format!("themes/default/templates/{template}")),
        };
        fault.at(place)
    }
}

/// The bytes of a place in a template.
fn within(text: &str, place: &FaultPlace) -> Range<usize> {
    match place {
        FaultPlace::Bytes(range) => range.clone(),
        FaultPlace::Name(name) => text.find(name.as_str()).map_or(0..0, |at| at..at + name.len()),
        FaultPlace::Line(line, column, length) => {
            let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
            let rest = text[start..].lines().next().unwrap_or_default();
            let at = |character: usize| rest.char_indices().nth(character).map_or(rest.len(), |(at, _)| at);
            start + at(column - 1)..start + at(column - 1 + length)
        }
    }
}

/// What a language calls itself, in its own catalogue; its tag where there is none.
#[must_use]
pub fn language_name(sources: &Sources, theme: &str, language: &str) -> String {
    let own = Own { sources, folder: format!("themes/{theme}/") };
    let names = [language, family(language)];
    let paths = names.map(|name| format!("{name}.yaml"));
    let brought = own.texts("i18n/").filter(|(path, _)| paths.iter().any(|name| name == path));
    let brought = brought.map(|(_, id)| without_mark(&sources.get(id).text));
    let built_in = paths.iter().filter_map(|path| BUILT_IN.get_file(format!("i18n/{path}"))?.contents_utf8());
    let name =
        |text: &str| serde_yaml::from_str::<BTreeMap<String, String>>(text).ok()?.remove("language_name");
    brought.chain(built_in).find_map(name).unwrap_or_else(|| language.to_owned())
}

/// The city's own files of a theme.
struct Own<'a> {
    sources: &'a Sources,
    folder: String,
}

impl Own<'_> {
    fn texts<'b>(&'b self, under: &'b str) -> impl Iterator<Item = (&'b str, SourceId)> + 'b {
        self.sources.texts().filter_map(move |(id, source)| {
            let path = source.path.strip_prefix(&self.folder)?.strip_prefix(under)?;
            Some((path, id))
        })
    }

    fn templates(&self) -> BTreeMap<String, SourceId> {
        self.texts("templates/").map(|(path, id)| (path.to_owned(), id)).collect()
    }

    fn statics(&self) -> BTreeMap<String, Arc<[u8]>> {
        let mut files: BTreeMap<String, Arc<[u8]>> = built_in_files("static/").collect();
        for (path, id) in self.texts("static/") {
            files.insert(path.to_owned(), self.sources.get(id).text.as_bytes().into());
        }
        for (_, asset) in self.sources.assets() {
            let path = asset.path.strip_prefix(&self.folder).and_then(|path| path.strip_prefix("static/"));
            if let Some(path) = path {
                files.insert(path.to_owned(), Arc::clone(&asset.bytes));
            }
        }
        // Our own scripts, where a city left them as they are; those of others stay byte for byte.
        for (path, bytes) in
            built_in_files("static/").filter(|(path, _)| path.ends_with(".js") && path != OTHERS)
        {
            if let (Some(file), Ok(text)) = (files.get_mut(&path), std::str::from_utf8(&bytes))
                && *file == bytes
            {
                *file = minify_script(text).into_bytes().into();
            }
        }
        for (_, bytes) in files.iter_mut().filter(|(path, _)| path.ends_with(".css")) {
            if let Ok(text) = std::str::from_utf8(bytes) {
                *bytes = minify_style(without_mark(text)).into_bytes().into();
            }
        }
        files
    }

    /// The built-in words of the language, else of its family, else of English; then the city's own.
    fn catalogue(&self, language: &str) -> Result<BTreeMap<String, String>, Vec<Diagnostic>> {
        let mut words = built_in_catalogue(language);
        let mut diags = Diagnostics::default();
        let family = family(language);
        for name in [format!("{family}.yaml"), format!("{language}.yaml")] {
            for (_, id) in self.texts("i18n/").filter(|(path, _)| **path == name) {
                let root = yaml::parse(self.sources, self.sources.whole(id), &mut diags);
                let written = root.as_ref().filter(|root| !root.is_null());
                for pair in written.and_then(|root| root.map_or(&mut diags)).unwrap_or_default() {
                    let text = if pair.node.is_null() { Some("") } else { pair.node.text_or(&mut diags) };
                    words.extend(text.map(|text| (pair.key.to_string(), text.to_owned())));
                }
            }
        }
        if diags.has_errors() { Err(diags.iter().cloned().collect()) } else { Ok(words) }
    }
}

fn built_in_catalogue(language: &str) -> BTreeMap<String, String> {
    let family = family(language);
    let text = [language, family, "en"]
        .iter()
        .find_map(|name| BUILT_IN.get_file(format!("i18n/{name}.yaml")))
        .and_then(include_dir::File::contents_utf8)
        .unwrap_or_default();
    serde_yaml::from_str(text).unwrap_or_default()
}

fn built_in_texts(under: &str) -> BTreeMap<String, String> {
    built_in_files(under).map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect()
}

fn built_in_files(under: &str) -> impl Iterator<Item = (String, Arc<[u8]>)> {
    let mut files = Vec::new();
    collect(&BUILT_IN, &mut files);
    files.into_iter().filter_map(move |file| {
        let path = file.path().to_string_lossy().replace('\\', "/");
        Some((path.strip_prefix(under)?.to_owned(), file.contents().into()))
    })
}

fn collect<'a>(folder: &'a Dir<'a>, files: &mut Vec<&'a include_dir::File<'a>>) {
    files.extend(folder.files());
    for inner in folder.dirs() {
        collect(inner, files);
    }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The built-in words of a language, for tests.
#[cfg(test)]
pub(crate) fn built_in_words(language: &str) -> Words {
    Words::new(language, built_in_catalogue(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_s_template_replaces_ours_and_its_faults_have_a_place() {
        let mut sources = Sources::default();
        sources.add("themes/x/templates/plain.html", "\u{feff}<p>\n{{ nothing }}</p>");
        let theme = Theme::load(&sources, "x", "fr").expect("a theme");
        let fault = theme.render(&sources, "plain.html", &Variables::default(), &mut Vec::new());
        let Err(Fault::Theme(fault)) = fault else { panic!("{fault:?}") };
        let Place::Span(span) = fault.place else { panic!("{:?}", fault.place) };
        assert_eq!(sources.text(span), "nothing");

        sources.add("themes/x/templates/home.html", "{% if %}");
        let faults = Theme::load(&sources, "x", "fr").expect_err("a fault");
        assert!(faults[0].problem.is(&TEMPLATE_FAULT), "{faults:?}");
    }

    #[test]
    fn no_text_of_our_scripts_has_several_lines() {
        let scripts = built_in_files("static/").filter(|(path, _)| path.ends_with(".js") && path != OTHERS);
        for (path, bytes) in scripts {
            let text = String::from_utf8_lossy(&bytes);
            let odd = text.lines().find(|line| line.matches('`').count() % 2 > 0);
            assert_eq!(odd, None, "{path}: a line like a comment there would be lost");
        }
    }

    #[test]
    fn catalogues_hold_the_same_keys() {
        let keys = |language| built_in_catalogue(language).into_keys().collect::<Vec<_>>();
        assert!(!keys("fr").is_empty());
        assert_eq!(keys("fr"), keys("en"));
    }
}
