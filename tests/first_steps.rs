//! First steps, as a newcomer takes them: a project that builds, records that check once they are filled in.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use essaim::Options;
use essaim::check::codes::RULE_REQUIRE;
use essaim::diag::{Diagnostics, Place, Problem, Severity};
use essaim::edit::quote_scalar;
use essaim::load::folder::read_folder;
use essaim::model::Table;
use essaim::project::read_lenient;
use essaim::scaffold::draft::{Draft, DraftOutcome, plan};
use essaim::schema::codes::REQUIRED_MISSING;
use essaim::schema::{Field, FieldType, StringFormat};
use essaim::source::Sources;
use tempfile::TempDir;

fn essaim(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_essaim"));
    command.args(arguments).current_dir(root).stdin(Stdio::null());
    command.env("LC_ALL", "fr_FR.UTF-8").env("SOURCE_DATE_EPOCH", "1767225600").output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

fn done(root: &Path, arguments: &[&str]) -> String {
    let output = essaim(root, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn refused(root: &Path, arguments: &[&str]) -> String {
    let output = essaim(root, arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
    said(&output)
}

fn made(language: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    done(home.path(), &["--lang", language, "init", "."]);
    home
}

#[test]
fn a_new_project_checks_builds_and_recalls_what_the_law_wants() {
    for (language, tool) in [("fr", "output/outils/la-balade.html"), ("en", "output/tools/the-walk.html")] {
        let home = made(language);
        let checked = done(home.path(), &["--lang", "en", "check"]);
        for code in ["legal-missing", "siret-missing", "address-missing"] {
            assert!(checked.contains(code), "{checked}");
        }
        let others = checked.lines().filter(|line| line.starts_with("warning[") && line.contains('['));
        for line in others {
            assert!(["legal-", "siret-", "address-"].iter().any(|code| line.contains(code)), "{line}");
        }
        done(home.path(), &["build"]);
        assert!(home.path().join(tool).is_file());
        assert!(home.path().join("output/guide.html").is_file());
        for json in [".vscode/settings.json", ".vscode/tasks.json", ".vscode/extensions.json"] {
            let text = fs::read_to_string(home.path().join(json)).unwrap();
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
    }
}

#[test]
fn a_new_project_is_signed_by_whoever_publishes() {
    for language in ["fr", "en"] {
        let home = tempfile::tempdir().unwrap();
        let sign = ["--name", "Ville : d'Antan", "--email", "innovation@antan.example"];
        done(home.path(), &[&["--lang", language, "init", "."], &sign[..]].concat());
        let settings = fs::read_to_string(home.path().join("content/site.yaml")).unwrap();
        for line in ["\n  name: \"Ville : d'Antan\"\n", "\n  email: innovation@antan.example\n"] {
            assert!(settings.contains(line), "{settings}");
        }
        done(home.path(), &["build"]);
        assert!(fs::read_to_string(home.path().join("output/index.html")).unwrap().contains("d’Antan"));
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("notes.txt"), "à moi").unwrap();
    let text = refused(home.path(), &["init", "."]);
    assert!(text.contains("notes.txt"), "{text}");
    let count = || fs::read_dir(home.path()).unwrap().count();
    assert_eq!(count(), 1);
    refused(home.path(), &["init", "notes.txt"]);
    assert_eq!(count(), 1);
}

#[test]
fn a_record_is_made_once_and_says_what_is_left_to_fill() {
    let home = made("fr");
    let text = done(home.path(), &["new", "outils", "Le café des voisins"]);
    assert!(text.contains("content/outils/le-cafe-des-voisins.md:"), "{text}");
    let path = home.path().join("content/outils/le-cafe-des-voisins.md");
    let written = fs::read_to_string(&path).unwrap();
    assert!(written.contains("\nnom: Le café des voisins\n"), "{written}");
    assert!(
        written.contains("\netat: a_documenter\n") && written.contains("\nmaj: 2026-01-01\n"),
        "{written}"
    );
    // The line that it names is the line that check names.
    let checked = said(&essaim(home.path(), &["check", "--format", "json"]));
    let facts: serde_json::Value = serde_json::from_str(&checked).unwrap();
    let all = facts["diagnostics"].as_array().unwrap();
    let errors: Vec<_> = all.iter().filter(|found| found["severity"] == "error").collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    let place = format!("content/outils/le-cafe-des-voisins.md:{}", errors[0]["line"]);
    assert!(text.contains(&place), "{text} {place}");
    fs::write(&path, "mine").unwrap();
    let again = refused(home.path(), &["new", "outils", "Le Café des Voisins"]);
    assert!(again.contains("le-cafe-des-voisins"), "{again}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn what_cannot_be_made_is_said_plainly() {
    let home = made("fr");
    for (arguments, words) in [
        (vec!["new", "outil", "Essai"], "« outils »"),
        (vec!["new", "outils", "!?"], "ni lettre ni chiffre"),
        (vec!["new", "outils"], "essaim new outils"),
    ] {
        let text = refused(home.path(), &arguments);
        assert!(text.contains(words), "{text}");
    }
    let long = "a".repeat(90);
    let text = refused(home.path(), &["new", "outils", &long]);
    assert!(text.contains("80"), "{text}");
    let listed = done(home.path(), &["new"]);
    assert!(listed.contains("outils") && listed.contains("glossaire"), "{listed}");
}

#[test]
fn a_wrong_call_is_answered_in_the_language_of_the_person() {
    let home = made("fr");
    for (arguments, words) in [
        (vec!["bild"], "Vouliez-vous écrire « build » ?"),
        (vec!["chek", "--lang", "en"], "Did you mean “check”?"),
        (vec!["check", "--formt", "json"], "« --format »"),
        (vec!["check", "--format", "xml"], "« xml » ne convient pas"),
        (vec!["init"], "il manque <DIR>"),
        (vec!["build", "--output"], "il manque --output"),
    ] {
        let text = refused(home.path(), &arguments);
        assert!(text.contains(words), "{text}");
    }
    fs::write(home.path().join("content/outils/_collection.yaml"), "title: [").unwrap();
    let text = refused(home.path(), &["new", "outils", "Essai"]);
    assert!(text.contains("content/outils/_collection.yaml"), "{text}");
}

#[test]
fn help_while_typing_follows_the_schemas_and_keeps_what_people_set() {
    let home = made("fr");
    let settings = home.path().join(".vscode/settings.json");
    let text = fs::read_to_string(&settings).unwrap().replacen('{', "{\n  \"editor.fontSize\": 16,", 1);
    fs::write(&settings, text).unwrap();
    let collection = home.path().join("content/lieux/_collection.yaml");
    fs::create_dir_all(collection.parent().unwrap()).unwrap();
    fs::write(&collection, "title: Lieux\nschema: {fields: [{name: nom}]}\n").unwrap();
    done(home.path(), &["editor"]);
    let written = fs::read_to_string(&settings).unwrap();
    assert!(written.contains("fontSize") && written.contains("content/lieux/"), "{written}");
    assert!(home.path().join(".essaim/schemas/lieux.json").is_file());
    fs::write(&settings, "{\n  // à moi\n}\n").unwrap();
    let told = done(home.path(), &["editor"]);
    assert!(told.contains("yaml.schemas"), "{told}");
    assert_eq!(fs::read_to_string(&settings).unwrap(), "{\n  // à moi\n}\n");
}

/// The task that `init` writes finds the place of every message in what `check` prints.
#[test]
fn the_editor_s_task_reads_what_check_says() {
    for (language, file, wrong) in [
        ("fr", "content/outils/la-balade.md", ("levier: echanges", "levier: echange")),
        ("en", "content/tools/the-walk.md", ("lever: exchange", "lever: exchang")),
    ] {
        let home = made(language);
        let path = home.path().join(file);
        let text = fs::read_to_string(&path).unwrap().replace(wrong.0, wrong.1);
        fs::write(&path, text).unwrap();
        let tasks = fs::read_to_string(home.path().join(".vscode/tasks.json")).unwrap();
        let tasks: serde_json::Value = serde_json::from_str(&tasks).unwrap();
        let task = &tasks["tasks"][0];
        let arguments: Vec<&str> =
            task["args"].as_array().unwrap().iter().map(|argument| argument.as_str().unwrap()).collect();
        let printed = said(&essaim(home.path(), &arguments));
        let matched = |matcher: &serde_json::Value| {
            let pattern = |index: usize| {
                fancy_regex::Regex::new(matcher["pattern"][index]["regexp"].as_str().unwrap()).unwrap()
            };
            let (first, second) = (pattern(0), pattern(1));
            let lines: Vec<&str> = printed.lines().collect();
            let pairs = lines.windows(2).filter(|pair| first.is_match(pair[0]).unwrap());
            pairs
                .filter_map(|pair| second.captures(pair[1]).unwrap())
                .map(|found| found[1].to_owned())
                .collect()
        };
        let errors: Vec<String> = matched(&task["problemMatcher"][0]);
        assert_eq!(errors, [file], "{printed}");
        let warnings: Vec<String> = matched(&task["problemMatcher"][1]);
        assert!(warnings.iter().any(|path| path == "content/site.yaml"), "{printed}");
    }
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let home = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let text = done(home.path(), &["completions", shell]);
        assert!(text.contains("base-url") && text.contains("init"), "{shell}");
    }
    done(home.path(), &["man", "man"]);
    for page in ["essaim.1", "essaim-new.1", "essaim-check.1"] {
        assert!(home.path().join("man").join(page).is_file(), "{page}");
    }
    let page = fs::read_to_string(home.path().join("man/essaim-new.1")).unwrap();
    assert!(page.contains("collection"), "{page}");
}

/// No word of the help is left in English where French is asked for.
#[test]
fn the_help_speaks_french() {
    let home = tempfile::tempdir().unwrap();
    let help = done(home.path(), &["--help"]);
    let commands = help.split("Commandes:").nth(1).unwrap().split("Options:").next().unwrap();
    let names: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.contains(&"new") && names.contains(&"check"), "{help}");
    for name in names.iter().chain(&["completions", "man"]) {
        let french = done(home.path(), &[name, "--help"]);
        let english = done(home.path(), &[name, "--help", "--lang", "en"]);
        let lines: Vec<&str> = french.lines().map(str::trim).collect();
        for line in english.lines().map(str::trim) {
            let words = line.split_whitespace().count();
            assert!(words < 4 || !lines.contains(&line), "{name}: {line}");
        }
    }
    assert!(help.contains("essaim init"), "{help}");
}

// ---- Every collection of the demo, of the new projects and of the suite's toolkits.

#[test]
fn a_new_record_of_any_collection_checks_once_it_is_filled_in() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut projects = vec![root.to_owned()];
    let homes = [made("fr"), made("en")];
    projects.extend(homes.iter().map(|home| home.path().to_owned()));
    let cases = fs::read_dir(root.join("tests/suite/toolkits")).unwrap();
    projects.extend(cases.map(|entry| entry.unwrap().path()).filter(|path| path.join("content").is_dir()));
    let (mut tried, mut filled) = (0, 0);
    for project in projects {
        let (sources, _) = read_folder(&project).unwrap();
        let survey = read_lenient(&sources);
        for table in &survey.site.tables {
            tried += 1;
            filled += usize::from(fill_in(&project, &sources, table));
        }
    }
    assert!(tried > 30 && filled > tried * 2 / 3, "{filled} of {tried}");
}

/// Whether nothing was left to fill in.
fn fill_in(project: &Path, sources: &Sources, table: &Table) -> bool {
    let survey = read_lenient(sources);
    let name = format!("{}: {}", project.display(), table.collection.name);
    let mut plan =
        match plan(sources, &survey, &table.collection.name, "Essai : l'« œuvre » nº 1", "2026-01-15") {
            Ok(plan) => plan,
            Err(refusal) => panic!("{name}: {refusal:?}"),
        };
    // As it is first written, only what is missing is wrong with it.
    let draft = plan.draft();
    let found = errors(sources, &draft);
    let silent = |problem: &Problem| problem.is(&REQUIRED_MISSING) || problem.is(&RULE_REQUIRE);
    for (problem, text) in &found {
        assert!(silent(problem), "{name}: {problem:?} {text}\n{}", draft.text);
    }
    let missing = |problem: &Problem| {
        problem.text("field").filter(|_| problem.is(&REQUIRED_MISSING)).map(str::to_owned)
    };
    let required: BTreeSet<String> = found.iter().filter_map(|(problem, _)| missing(problem)).collect();
    assert_eq!(required.len(), draft.blanks.len(), "{name}\n{}", draft.text);
    let questions = plan.questions();
    for question in &questions {
        let field = &table.collection.schema.fields[question.field];
        let Some(value) = sample(field, question.choices.first().map(|choice| choice.0.as_str()), table)
        else {
            return false; // a record that has to name one of a collection which is empty
        };
        plan.answer(question, &value).unwrap_or_else(|problem| panic!("{name}: {value}: {problem:?}"));
    }
    let draft = plan.draft();
    if !draft.blanks.is_empty() {
        return false; // rows and bodies are not asked for on one line
    }
    for (problem, text) in errors(sources, &draft) {
        assert!(problem.is(&RULE_REQUIRE), "{name}: {problem:?} {text}\n{}", draft.text);
    }
    if draft.made == DraftOutcome::Entry {
        let old = sources.texts().find(|(_, source)| source.path == draft.path).unwrap().1;
        assert!(draft.text.starts_with(old.text.trim_end()), "{name}: what stood there stays");
    }
    true
}

/// The errors in a project whose file is replaced by the draft, that the project did not have before.
fn errors(sources: &Sources, draft: &Draft) -> Vec<(Problem, String)> {
    let read = |with: Option<&Draft>| {
        let mut all = Sources::default();
        for (_, source) in
            sources.texts().filter(|(_, source)| with.is_none_or(|draft| draft.path != source.path))
        {
            all.add(source.path.as_str(), source.text.as_str());
        }
        for (_, asset) in sources.assets() {
            all.add_asset(asset.path.as_str(), Arc::clone(&asset.bytes));
        }
        if let Some(draft) = with {
            all.add(draft.path.as_str(), draft.text.as_str());
        }
        let all = Arc::new(all);
        let mut diags = Diagnostics::default();
        essaim::check(&all, &Options::default(), &mut diags);
        let place = |place: &Place| match place {
            Place::Span(span) => {
                format!("{}:{}", all.get(span.source).path, all.position(*span).0.line)
            }
            Place::Path(path) => path.clone(),
            Place::At(path, position) => format!("{path}:{}", position.line),
        };
        let errors = diags.iter().filter(|found| found.severity == Severity::Error);
        errors.map(|found| (found.problem.clone(), place(&found.place))).collect::<Vec<_>>()
    };
    let before = read(None);
    read(Some(draft)).into_iter().filter(|error| !before.contains(error)).collect()
}

/// A value that suits a field, and that no record has yet.
fn sample(field: &Field, choice: Option<&str>, table: &Table) -> Option<String> {
    if field.reference.is_some() || choice.is_some() {
        return choice.map(str::to_owned);
    }
    if let Some(example) = &field.example {
        return Some(example.clone());
    }
    let high = field.constraints.maximum.as_ref().map(|value| value.to_cell(field));
    Some(match &field.kind {
        FieldType::Integer { .. } => high.unwrap_or_else(|| (table.records.len() + 500).to_string()),
        FieldType::Number { .. } => high.unwrap_or_else(|| "12.5".into()),
        FieldType::Boolean { .. } => "true".into(),
        FieldType::Date { .. } => "2099-01-02".into(),
        FieldType::Time { .. } => "09:30:00".into(),
        FieldType::DateTime { .. } => "2026-01-02T09:30:00".into(),
        FieldType::Year => "2026".into(),
        FieldType::YearMonth => "2026-01".into(),
        FieldType::Duration => "45 min".into(),
        FieldType::GeoPoint { .. } => "7.12, 43.58".into(),
        FieldType::Array => "[1]".into(),
        FieldType::Object => "{}".into(),
        FieldType::String(StringFormat::Email) => "service@ville.example".into(),
        FieldType::String(StringFormat::Uri) => "https://ville.example/".into(),
        FieldType::GeoJson { .. } => return None,
        _ if field.constraints.pattern.is_some() => return None,
        _ => "Un texte".into(),
    })
}

/// A list and a table keep their own manner: line ends, marks, quotation, comments, indentation.
#[test]
fn appending_keeps_the_manner_of_the_file() {
    let schema = "schema:\n  fields:\n    - {name: nom, constraints: {required: true}}\n    - {name: notes, type: list}\n";
    for (file, before, expected) in [
        ("a.csv", "\u{feff}id;nom;notes\r\na;Un;x\r\n", "\u{feff}id;nom;notes\r\na;Un;x\r\nb-c;B c;\r\n"),
        ("a.csv", "\"id\",\"nom\"\n\"a\",\"Un\"", "\"id\",\"nom\"\n\"a\",\"Un\"\n\"b-c\",\"B c\"\n"),
        ("a.csv", "nom,id\n", "nom,id\nB c,b-c\n"),
        ("a.tsv", "nom\tid\n", "nom\tid\nB c\tb-c\n"),
    ] {
        assert_eq!(appended(schema, file, before), expected);
    }
    for (before, first, key) in [
        ("# tête\r\n- nom: Un # note\r\n", "- id: b-c\r\n", "\r\n  nom: B c\r\n"),
        ("  -   nom: Un\n      notes: [a]\n# pied\n", "\n  -   id: b-c\n", "\n      nom: B c\n"),
        ("", "- id: b-c\n", "\n  nom: B c\n"),
    ] {
        let text = appended(schema, "a.yaml", before);
        assert!(text.starts_with(before.trim_end()) && text.contains(first) && text.contains(key), "{text}");
        assert_eq!(text.contains('\r'), before.contains('\r'), "{text:?}");
    }
    // A list on one line cannot be carried on: the record gets a file of its own.
    assert!(appended(schema, "a.yaml", "[{nom: Un}]\n").starts_with("---\n"));
}

fn appended(schema: &str, file: &str, before: &str) -> String {
    let mut sources = Sources::default();
    sources.add("content/x/_collection.yaml", schema);
    sources.add(format!("content/x/{file}"), before);
    let survey = read_lenient(&sources);
    plan(&sources, &survey, "x", "B c", "2026-01-15").unwrap().draft().text
}

#[test]
fn a_part_and_a_kit_stand_in_a_folder() {
    let mut sources = Sources::default();
    sources.add("content/kits/_collection.yaml", "parts: true\nschema: {fields: [{name: nom}]}\n");
    let survey = read_lenient(&sources);
    let draft = plan(&sources, &survey, "kits", "Réunions", "2026-01-15").unwrap().draft();
    assert_eq!(draft.path, "content/kits/reunions/index.md");
    assert!(draft.text.contains(&format!("nom: {}\n", quote_scalar("Réunions"))));
}
