//! The reference: made of the table of keys, of the commands and of docs/reference/*.md, whose examples are run; and
//! readers and the schemas of editors know the same keys.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use essaim::Options;
use essaim::diag::{Diagnostics, Problem, Severity};
use essaim::load::codes::UNKNOWN_KEY;
use essaim::load::front;
use essaim::load::yaml::{self, Node};
use essaim::scaffold::editor::{self, describe_file, describe_key};
use essaim::settings::{self, KeyTable, Maker, Need, TABLES, TextForm, ValueShape};
use essaim::source::{SourceId, Sources, Span};
use serde_json::{Value as Json, json};

const LANGUAGES: [&str; 2] = ["fr", "en"];

/// What stands between the keys and the prose, in a language.
struct Phrases {
    head: &'static str,
    required: &'static str,
    one_of: &'static str,
    yes_or_no: &'static str,
    integer: &'static str,
    count: &'static str,
    one_or_more: &'static str,
    list: &'static str,
    rectangle: &'static str,
    keys_of: &'static str,
    named: &'static str,
    pair: &'static str,
    variant: &'static str,
    or: &'static str,
    anything: &'static str,
    only_for: &'static str,
    forms: [(TextForm, &'static str); 25],
}

const FRENCH: Phrases = Phrases {
    head: "| Clé | Ce qui s'écrit | À quoi elle sert | Si elle n'est pas écrite |\n| --- | --- | --- | --- |\n",
    required: "obligatoire",
    one_of: "un mot parmi",
    yes_or_no: "`true` ou `false`",
    integer: "un nombre entier",
    count: "un nombre entier, zéro ou plus",
    one_or_more: "un ou plusieurs :",
    list: "une liste :",
    rectangle: "quatre nombres : ouest, sud, est, nord",
    keys_of: "ses clés, plus bas",
    named: "des noms, chacun avec",
    pair: "un seul nom, avec",
    variant: "un mot, seul ou avec ses clés :",
    or: " ou ",
    anything: "ce qu'on veut",
    only_for: "pour",
    forms: [
        (TextForm::Plain, "un texte"),
        (TextForm::Value, "une valeur"),
        (TextForm::Field, "le nom d'un champ"),
        (TextForm::Collection, "le nom d'une collection"),
        (TextForm::Record, "l'identifiant d'une fiche"),
        (TextForm::Entry, "une collection ou une page"),
        (TextForm::Theme, "`default`, ou un dossier de `themes/`"),
        (TextForm::Meaning, "un sens : `dct:title`, une adresse"),
        (TextForm::Unit, "une unité UCUM ou une monnaie : `EUR`"),
        (TextForm::Pattern, "une expression régulière"),
        (TextForm::Period, "début/fin : `2024-01-01/..`"),
        (TextForm::Moment, "un jour, avec ou sans heure"),
        (TextForm::Slug, "un identifiant : `la-balade`"),
        (TextForm::Folder, "le dossier d'une collection"),
        (TextForm::Email, "une adresse électronique"),
        (TextForm::Phone, "un numéro de téléphone"),
        (TextForm::Web, "une adresse du web"),
        (TextForm::Address, "une adresse du web"),
        (TextForm::BaseUrl, "l'adresse d'un site, entière"),
        (TextForm::Day, "un jour : `2026-03-01`"),
        (TextForm::Siret, "14 chiffres"),
        (TextForm::Insee, "5 caractères : `06004`"),
        (TextForm::Language, "une langue : `fr`, `fr-CA`"),
        (TextForm::Percent, "de 0 à 100"),
        (TextForm::Version, "trois nombres : `1.2.0`"),
    ],
};

const ENGLISH: Phrases = Phrases {
    head: "| Key | What is written | What it is for | Where it is not written |\n| --- | --- | --- | --- |\n",
    required: "required",
    one_of: "one of",
    yes_or_no: "`true` or `false`",
    integer: "a whole number",
    count: "a whole number, zero or more",
    one_or_more: "one or more:",
    list: "a list:",
    rectangle: "four numbers: west, south, east, north",
    keys_of: "its keys, below",
    named: "names, each with",
    pair: "one name, with",
    variant: "a word, alone or with its keys:",
    or: " or ",
    anything: "anything",
    only_for: "for",
    forms: [
        (TextForm::Plain, "a text"),
        (TextForm::Value, "a value"),
        (TextForm::Field, "the name of a field"),
        (TextForm::Collection, "the name of a collection"),
        (TextForm::Record, "the identifier of a record"),
        (TextForm::Entry, "a collection or a page"),
        (TextForm::Theme, "`default`, or a folder of `themes/`"),
        (TextForm::Meaning, "a meaning: `dct:title`, an address"),
        (TextForm::Unit, "a UCUM unit or a currency: `EUR`"),
        (TextForm::Pattern, "a regular expression"),
        (TextForm::Period, "start/end: `2024-01-01/..`"),
        (TextForm::Moment, "a day, with or without an hour"),
        (TextForm::Slug, "an identifier: `the-walk`"),
        (TextForm::Folder, "the folder of a collection"),
        (TextForm::Email, "an e-mail address"),
        (TextForm::Phone, "a phone number"),
        (TextForm::Web, "an address of the web"),
        (TextForm::Address, "an address of the web"),
        (TextForm::BaseUrl, "the address of a site, whole"),
        (TextForm::Day, "a day: `2026-03-01`"),
        (TextForm::Siret, "14 digits (France)"),
        (TextForm::Insee, "5 characters: `06004` (France)"),
        (TextForm::Language, "a language: `fr`, `fr-CA`"),
        (TextForm::Percent, "from 0 to 100"),
        (TextForm::Version, "three numbers: `1.2.0`"),
    ],
};

fn phrases(language: &str) -> &'static Phrases {
    if language == "fr" { &FRENCH } else { &ENGLISH }
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_default()
}

/// The page: its prose with a table of keys, a list of words or the commands where it asks for them.
fn page(language: &str) -> String {
    let mut page = String::new();
    let text = read(&format!("docs/reference/{language}.md"));
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once("<!-- ") {
        let (asked, after) = behind.split_once("-->").unwrap();
        page += before;
        let (what, argument) = asked.trim().split_once([' ', '\n']).unwrap_or((asked.trim(), ""));
        page += &match what {
            "keys" => keys(argument, language),
            "words" => words(argument),
            "views" => views(argument),
            _ => commands(language),
        };
        rest = after;
    }
    page + rest
}

/// The keys of a table, or of all the tables of that name, a line each.
fn keys(name: &str, language: &str) -> String {
    let phrases = phrases(language);
    let mut lines = phrases.head.to_owned();
    let mut seen = BTreeSet::new();
    let tables = TABLES.iter().filter(|table| table.name == name);
    for (table, key) in tables.flat_map(|table| table.keys.iter().map(move |key| (table, key))) {
        if !seen.insert(key.name) {
            continue;
        }
        let own = if name == "field" && key.maker == Maker::Essaim { " *" } else { "" };
        let mut shape = tell(&key.shape, phrases);
        if !key.types.is_empty() && key.types.len() < 10 {
            let types: Vec<String> = key.types.iter().map(|kind| format!("`{kind}`")).collect();
            write!(shape, " ({} {})", phrases.only_for, types.join(", ")).unwrap();
        }
        let silent = match (key.need, key.default) {
            (Need::Required, _) => phrases.required.to_owned(),
            (_, "") => String::new(),
            (_, default) => format!("`{default}`"),
        };
        let purpose = describe_key(table, key.name, language).unwrap().replace('|', "\\|");
        writeln!(lines, "| `{}`{own} | {shape} | {purpose} | {silent} |", key.name).unwrap();
    }
    assert!(!seen.is_empty(), "{name} is no table");
    lines.trim_end().to_owned()
}

fn tell(shape: &ValueShape, phrases: &Phrases) -> String {
    let list = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match shape {
        ValueShape::Text(form) => {
            let found = phrases.forms.iter().find(|(known, _)| known == form);
            found.map_or(phrases.count, |(_, words)| words).to_owned()
        }
        ValueShape::Flag => phrases.yes_or_no.to_owned(),
        ValueShape::Integer => phrases.integer.to_owned(),
        ValueShape::Count => phrases.count.to_owned(),
        ValueShape::Choice(words) if words.len() > 8 => {
            format!("{} {}, …", phrases.one_of, list(&words[..3]))
        }
        ValueShape::Choice(words) => format!("{} {}", phrases.one_of, list(words)),
        ValueShape::OneOrMore(item) => format!("{} {}", phrases.one_or_more, tell(item, phrases)),
        ValueShape::List(item) => format!("{} {}", phrases.list, tell(item, phrases)),
        ValueShape::Rectangle => phrases.rectangle.to_owned(),
        ValueShape::Mapping(_) => phrases.keys_of.to_owned(),
        ValueShape::Named(each) | ValueShape::ByCode(each) => {
            format!("{} {}", phrases.named, tell(each, phrases))
        }
        ValueShape::Pair(value) => format!("{} {}", phrases.pair, tell(value, phrases)),
        ValueShape::Variant(forms) => {
            let words: Vec<&str> = forms.iter().map(|(word, _)| *word).collect();
            format!("{} {}", phrases.variant, list(&words))
        }
        ValueShape::Either(shapes) => {
            shapes.iter().map(|shape| tell(shape, phrases)).collect::<Vec<_>>().join(phrases.or)
        }
        ValueShape::Anything => phrases.anything.to_owned(),
    }
}

/// Every word of a choice.
fn words(name: &str) -> String {
    let licenses = settings::LICENSES.map(|license| license.0);
    let words: &[&str] = match name {
        "conformities" => &settings::CONFORMITIES,
        "frequencies" => &settings::FREQUENCIES,
        "themes" => &settings::THEMES,
        "drawings" => &settings::DRAWINGS,
        _ => &licenses,
    };
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// A line for each view, with what the page says of it.
fn views(told: &str) -> String {
    let told: BTreeMap<&str, &str> = told.trim().lines().filter_map(|line| line.split_once(": ")).collect();
    let line = |(name, table): &(&'static str, &'static KeyTable)| {
        let keys: Vec<String> = table.names().map(|key| format!("`{key}`")).collect();
        format!("| `{name}` | {} | {} |", told[name], keys.join(", "))
    };
    settings::VIEWS.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What each command says of itself.
fn commands(language: &str) -> String {
    let help = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_essaim"));
        let output = command.args(["--lang", language]).args(arguments).arg("--help").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let whole = help(&[]);
    let listed = whole
        .split("\n\n")
        .find(|part| part.lines().any(|line| line.trim_start().starts_with("check ")))
        .unwrap();
    let names = listed.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let block = |title: &str, text: &str| {
        let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
        format!("### `{title}`\n\n```text\n{}\n```", lines.join("\n"))
    };
    let mut all = vec![block("essaim", &whole)];
    all.extend(
        names.filter(|name| *name != "help").map(|name| block(&format!("essaim {name}"), &help(&[name]))),
    );
    all.join("\n\n")
}

/// The files that the examples of a page make.
fn example(language: &str) -> Vec<(String, String)> {
    let text = read(&format!("docs/reference/{language}.md"));
    let mut files = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some((_, path)) = line.strip_prefix("```").and_then(|info| info.split_once("file=")) {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            files.push((path.to_owned(), block.join("\n") + "\n"));
        }
    }
    files
}

fn sources(files: &[(String, String)]) -> Arc<Sources> {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(path.as_str(), text.as_str());
    }
    Arc::new(sources)
}

fn check(files: &[(String, String)]) -> (Arc<Sources>, Diagnostics) {
    let sources = sources(files);
    let mut diags = Diagnostics::default();
    essaim::check(&sources, &Options::default(), &mut diags);
    (sources, diags)
}

static RELEASE_MAPPING: ValueShape = ValueShape::Mapping(&settings::RELEASE);

/// What a file holds: one mapping of a table, or a list of them.
fn root(path: &str, parts: &str) -> Option<ValueShape> {
    Some(match path.trim_start_matches("content/") {
        "site.yaml" => ValueShape::Mapping(&settings::SITE),
        "_fields.yaml" => ValueShape::Mapping(&settings::SHARED_FIELDS),
        "_fields.en.yaml" | "_fields.fr.yaml" => ValueShape::Mapping(&settings::TRANSLATED_SHARED),
        "releases.yaml" => ValueShape::List(&RELEASE_MAPPING),
        "sources.yaml" => ValueShape::Mapping(&settings::PORTAL),
        path if path.ends_with("/_collection.yaml") => ValueShape::Mapping(&settings::COLLECTION),
        path if path.contains("/_collection.") => ValueShape::Mapping(&settings::TRANSLATED_COLLECTION),
        path if path.starts_with("pages/") && path.matches('.').count() == 2 => {
            ValueShape::Mapping(&settings::TRANSLATED_PAGE)
        }
        path if path.starts_with("pages/") => ValueShape::Mapping(&settings::PAGE),
        path if path.contains(parts) => ValueShape::Mapping(&settings::PART),
        path if path.ends_with(".md") => ValueShape::Mapping(&settings::RECORD),
        _ => return None,
    })
}

/// Every mapping below a node that a table describes.
fn mappings<'a>(node: &'a Node, shape: &ValueShape, found: &mut Vec<(&'static KeyTable, &'a Node)>) {
    match shape {
        ValueShape::Mapping(table) if node.as_map().is_some() => {
            found.push((table, node));
            for pair in node.as_map().unwrap() {
                if let Some(key) = table.find(&pair.key) {
                    mappings(&pair.node, &key.shape, found);
                }
            }
        }
        ValueShape::List(item) | ValueShape::OneOrMore(item) => match node.as_list() {
            Some(items) => items.iter().for_each(|node| mappings(node, item, found)),
            None => mappings(node, item, found),
        },
        ValueShape::Named(each) | ValueShape::Pair(each) => {
            node.as_map().unwrap_or_default().iter().for_each(|pair| mappings(&pair.node, each, found));
        }
        ValueShape::Variant(forms) => {
            for pair in node.as_map().unwrap_or_default() {
                let form = forms.iter().find(|(word, _)| *word == &*pair.key);
                form.into_iter().for_each(|form| mappings(&pair.node, &ValueShape::Mapping(form.1), found));
            }
        }
        ValueShape::Either(shapes) => shapes.iter().for_each(|shape| mappings(node, shape, found)),
        _ => {}
    }
}

/// The YAML of a file: its front matter, where it is Markdown.
fn yaml_of(sources: &Sources, id: SourceId) -> (Span, Node) {
    let mut diags = Diagnostics::default();
    let span = if sources.get(id).path.ends_with(".md") {
        front::split(sources, id, &mut diags).unwrap().yaml.unwrap()
    } else {
        sources.whole(id)
    };
    (span, yaml::parse(sources, span, &mut diags).unwrap())
}

/// The schema that an editor has of the mappings of a file.
fn schema_of(path: &str, shape: &ValueShape, sources: &Sources) -> Json {
    match shape {
        ValueShape::Mapping(table) if table.name == "record" => {
            let survey = essaim::project::read_lenient(sources);
            let collection = path.split('/').nth(1).unwrap();
            editor::record_schema(&survey, survey.site.table(collection).unwrap().1)
        }
        ValueShape::Mapping(table) => describe_file(table, "fr", Vec::new()),
        ValueShape::List(ValueShape::Mapping(table)) => {
            let item = describe_file(table, "fr", Vec::new());
            json!({"type": "array", "items": item, "definitions": item["definitions"]})
        }
        _ => json!({}),
    }
}

/// A value as an editor reads it.
fn value(node: &Node, sources: &Sources) -> Json {
    if let Some(pairs) = node.as_map() {
        return pairs
            .iter()
            .map(|pair| (pair.key.to_string(), value(&pair.node, sources)))
            .collect::<serde_json::Map<_, _>>()
            .into();
    }
    if let Some(items) = node.as_list() {
        return items.iter().map(|item| value(item, sources)).collect();
    }
    let Some(text) = node.as_text() else { return Json::Null };
    match serde_json::from_str(text) {
        Ok(plain @ (Json::Number(_) | Json::Bool(_))) if sources.text(node.span) == text => plain,
        _ => text.into(),
    }
}

/// Whether a JSON Schema accepts a value, as far as ours say anything; else where it does not.
fn accepts(schema: &Json, value: &Json, whole: &Json) -> Result<(), String> {
    let refuse = |why: &str| Err(format!("{why}: {value}"));
    if let Some(name) = schema["$ref"].as_str() {
        return accepts(whole.pointer(name.trim_start_matches('#')).unwrap(), value, whole);
    }
    let kind = match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(number) if number.is_f64() => "number",
        Json::Number(_) => "integer",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Json::String(kind) => vec![kind],
        Json::Array(kinds) => kinds.iter().filter_map(Json::as_str).collect(),
        _ => vec![kind],
    };
    if !(kinds.contains(&kind) || kind == "integer" && kinds.contains(&"number")) {
        return refuse(&format!("{kind} is not {kinds:?}"));
    }
    if schema["enum"].as_array().is_some_and(|allowed| !allowed.contains(value)) {
        return refuse("not allowed");
    }
    if let (Some(pattern), Some(text)) = (schema["pattern"].as_str(), value.as_str())
        && !fancy_regex::Regex::new(pattern).unwrap().is_match(text).unwrap()
    {
        return refuse(pattern);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let refusals: Vec<String> =
            any.iter().filter_map(|schema| accepts(schema, value, whole).err()).collect();
        if refusals.len() == any.len() {
            return refuse(&refusals.join(" and "));
        }
    }
    if let Some(items) = value.as_array().filter(|_| !schema["items"].is_null()) {
        items.iter().try_for_each(|item| accepts(&schema["items"], item, whole))?;
    }
    let Some(members) = value.as_object() else { return Ok(()) };
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str) {
        if !members.contains_key(key) {
            return refuse(&format!("no {key}"));
        }
    }
    for (key, value) in members {
        let property = match (&schema["properties"][key], &schema["additionalProperties"]) {
            (Json::Null, Json::Bool(false)) => return refuse(&format!("unknown {key}")),
            (Json::Null, Json::Null | Json::Bool(true)) => continue,
            (Json::Null, other) => other,
            (property, _) => property,
        };
        accepts(property, value, whole).map_err(|why| format!("{key}: {why}"))?;
    }
    Ok(())
}

#[test]
fn the_pages_are_those_of_the_program() {
    for language in LANGUAGES {
        let path = format!("docs/reference.{language}.md");
        let page = page(language);
        if std::env::var_os("ESSAIM_BLESS").is_some() {
            fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path), page).unwrap();
        } else {
            assert!(read(&path) == page, "{path} is stale: ESSAIM_BLESS=1 cargo test --test reference");
        }
    }
}

#[test]
fn the_pages_name_every_key_type_and_form() {
    for language in LANGUAGES {
        let page = read(&format!("docs/reference.{language}.md"));
        let prints = settings::PRINTS.iter().map(|form| form.0);
        for word in
            settings::TYPES.into_iter().chain(prints).chain(settings::DRAWINGS).chain(settings::SEVERITIES)
        {
            assert!(page.contains(&format!("`{word}`")), "{language}: {word}");
        }
        for table in TABLES.iter().filter(|table| table.name != "lock") {
            let asked = format!("<!-- keys {} -->", table.name);
            assert!(
                read(&format!("docs/reference/{language}.md")).contains(&asked),
                "{language}: {}",
                table.name
            );
        }
    }
}

#[test]
fn the_examples_are_sound_and_hold_every_key() {
    for language in LANGUAGES {
        let files = example(language);
        let (sources, diags) = check(&files);
        let wrong: Vec<String> = diags
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .map(|found| format!("{:?} {:?}", found.place, found.problem))
            .collect();
        assert!(wrong.is_empty(), "{language}: {}", wrong.join("\n"));
        let mut told: BTreeSet<String> = BTreeSet::new();
        for (id, file) in sources.texts() {
            let Some(shape) = root(&file.path, "0-") else { continue };
            let (_, node) = yaml_of(&sources, id);
            let mut found = Vec::new();
            mappings(&node, &shape, &mut found);
            for (table, node) in found {
                told.extend(node.as_map().unwrap().iter().map(|pair| format!("{}.{}", table.name, pair.key)));
            }
        }
        for table in TABLES.iter().filter(|table| table.name != "lock") {
            for key in table.names() {
                assert!(
                    told.contains(&format!("{}.{key}", table.name)),
                    "{language}: no example of {} {key}",
                    table.name
                );
            }
        }
    }
}

#[test]
fn readers_and_editors_know_the_same_keys() {
    let files = example("fr");
    let sources = sources(&files);
    let mut tables: BTreeSet<&str> = BTreeSet::new();
    for (id, file) in sources.texts() {
        let Some(shape) = root(&file.path, "0-") else { continue };
        let (_, node) = yaml_of(&sources, id);
        let schema = schema_of(&file.path, &shape, &sources);
        if let Err(why) = accepts(&schema, &value(&node, &sources), &schema) {
            panic!("{}: the editor refuses what is sound: {why}", file.path);
        }
        let mut found = Vec::new();
        mappings(&node, &shape, &mut found);
        for (table, node) in found {
            let Some(first) = node.as_map().and_then(|pairs| pairs.first()) else { continue };
            let at = first.key_span.start as usize;
            let line = file.text[..at].rfind('\n').map_or(0, |line| line + 1);
            let indent = " ".repeat(file.text[line..at].chars().count());
            let end = if file.text[node.span.start as usize..].starts_with('{') {
                ", ".to_owned()
            } else {
                format!("\n{indent}")
            };
            let text = format!("{}inconnue: 1{end}{}", &file.text[..at], &file.text[at..]);
            let mut changed = files.clone();
            changed.iter_mut().find(|(path, _)| *path == file.path).unwrap().1 = text;
            let (sources, diags) = check(&changed);
            let unknown =
                |problem: &Problem| problem.is(&UNKNOWN_KEY) && problem.text("key") == Some("inconnue");
            // A portal's list is read when it is imported.
            let refused = table.name == "portal" || diags.iter().any(|found| unknown(&found.problem));
            assert!(refused, "{}: nobody refuses an unknown key of {}", file.path, table.name);
            let (_, node) =
                yaml_of(&sources, sources.texts().find(|(_, text)| text.path == file.path).unwrap().0);
            let refused = accepts(&schema, &value(&node, &sources), &schema).is_err();
            assert!(refused, "{}: editors accept an unknown key of {}", file.path, table.name);
            tables.insert(table.name);
        }
    }
    let all: BTreeSet<&str> = TABLES.iter().map(|table| table.name).filter(|name| *name != "lock").collect();
    assert_eq!(tables, all);
}
