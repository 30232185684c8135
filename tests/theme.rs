//! docs/theme.md: the variables of each template, made of the types in src/render/views, and an example that is run.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What stands above this line in docs/theme.md is written by hand.
const MARK: &str = "<!-- Below: made of src/render/views by `ESSAIM_BLESS=1 cargo test --test theme`. -->\n";
/// Templates that receive several views, or one that another template names.
const SEVERAL: [(&str, &[&str]); 5] = [
    ("edition.html", &["EditionView", "RecordTexts"]),
    ("kit.html", &["KitView", "RecordContent", "RecordTexts"]),
    ("pages/*.html", &["PlainView"]),
    ("record.html", &["RecordView", "RecordContent", "RecordTexts"]),
    ("versions.xml", &["VersionsView"]),
];
/// What every template receives.
const EVERYWHERE: [&str; 2] = ["SharedView", "Frame"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A struct, whose fields have a name and a type; or an enum, whose variants have a type.
#[derive(Default)]
struct View {
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: Option<String>,
    kind: String,
    about: String,
}

/// Reads the types of all views by name, and the view of each template.
fn read_views() -> (BTreeMap<String, View>, BTreeMap<String, Vec<String>>) {
    let (mut views, mut templates) = (BTreeMap::<String, View>::new(), BTreeMap::new());
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("src/render/views")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        let (mut about, mut open) = (String::new(), String::new());
        for line in fs::read_to_string(file).unwrap().lines().map(str::trim) {
            if let Some(text) = line.strip_prefix("/// ") {
                let space = if about.is_empty() { "" } else { " " };
                about.extend([space, text]);
            } else if let Some(rest) =
                line.strip_prefix("pub struct ").or_else(|| line.strip_prefix("pub enum "))
            {
                open = rest.split(['<', ' ', '{']).next().unwrap().into();
                let view = View { about: std::mem::take(&mut about), fields: Vec::new() };
                views.insert(open.clone(), view);
            } else if let Some(rest) = line.strip_prefix("impl TemplateView for ") {
                open = rest.split(['<', ' ']).next().unwrap().into();
            } else if let Some(rest) = line.strip_prefix("const TEMPLATE: &'static str = \"") {
                templates.insert(rest.trim_end_matches("\";").to_owned(), vec![open.clone()]);
            } else if line.starts_with("impl") {
                open.clear();
            } else if let (Some((name, kind)), Some(view)) =
                (line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")), views.get_mut(&open))
            {
                let kind = kind.trim_end_matches(',').to_owned();
                view.fields.push(Field {
                    name: Some(name.to_owned()),
                    kind,
                    about: std::mem::take(&mut about),
                });
            } else if let (Some((_, kind)), Some(view)) =
                (line.strip_suffix("),").and_then(|rest| rest.split_once('(')), views.get_mut(&open))
            {
                view.fields.push(Field {
                    name: None,
                    kind: kind.to_owned(),
                    about: std::mem::take(&mut about),
                });
            }
        }
    }
    (views, templates)
}

/// Says a type in plain words.
fn say_type(kind: &str) -> String {
    let inside = |name: &str| kind.strip_prefix(name).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        return format!("{}, or nothing", say_type(inner));
    }
    if let Some(inner) = inside("Vec<").or_else(|| kind.strip_prefix("&'a [")?.strip_suffix(']')) {
        return format!("list of {}", say_type(inner));
    }
    if let Some(inner) = inside("Prepared<").or_else(|| inside("Box<")) {
        return say_type(inner);
    }
    match kind.split('<').next().unwrap() {
        "String" | "Cow" | "&'a str" | "&'static str" => "text".to_owned(),
        "Html" => "HTML".to_owned(),
        "bool" => "yes or no".to_owned(),
        "usize" | "u8" => "number".to_owned(),
        "BTreeMap" => "texts by key".to_owned(),
        name => format!("[{name}](#{})", name.to_lowercase()),
    }
}

fn write_fields(out: &mut String, view: &View) {
    out.push_str("| name | type | what it holds |\n| --- | --- | --- |\n");
    for field in &view.fields {
        let name = field.name.as_ref().map_or("–".to_owned(), |name| format!("`{name}`"));
        let _ = writeln!(out, "| {name} | {} | {} |", say_type(&field.kind), field.about.replace('|', "\\|"));
    }
    out.push('\n');
}

fn write_reference() -> String {
    let (views, mut templates) = read_views();
    templates.extend(
        SEVERAL.map(|(name, views)| (name.to_owned(), views.iter().map(|view| (*view).to_owned()).collect())),
    );
    let mut out = format!("{MARK}\n## What every template receives\n\n");
    for name in EVERYWHERE {
        let _ = writeln!(out, "{}\n", views[name].about);
        write_fields(&mut out, &views[name]);
    }
    out.push_str("## Templates\n\n");
    for (template, own) in &templates {
        let _ = writeln!(out, "### {template}\n");
        for name in own {
            let _ = writeln!(out, "{}\n", views[name].about);
            write_fields(&mut out, &views[name]);
        }
    }
    out.push_str("## Types\n\n");
    let shown: Vec<&String> = templates.values().flatten().collect();
    for (name, view) in &views {
        if !shown.contains(&name) && !EVERYWHERE.contains(&name.as_str()) {
            let _ = writeln!(out, "### {name}\n\n{}\n", view.about);
            write_fields(&mut out, view);
        }
    }
    // A view without fields has no table.
    out = out.replace("| name | type | what it holds |\n| --- | --- | --- |\n\n", "");
    out.trim_end().to_owned() + "\n"
}

#[test]
fn the_reference_says_what_templates_receive() {
    let path = root().join("docs/theme.md");
    let text = fs::read_to_string(&path).unwrap();
    let (opening, _) = text.split_once(MARK).expect("docs/theme.md has its mark");
    let wanted = format!("{opening}{}", write_reference());
    if std::env::var_os("ESSAIM_BLESS").is_some() {
        fs::write(path, wanted).unwrap();
    } else {
        assert!(text == wanted, "docs/theme.md is not of today: ESSAIM_BLESS=1 cargo test --test theme");
    }
}

#[test]
fn every_template_is_in_the_reference() {
    let reference = write_reference();
    for entry in fs::read_dir(root().join("themes/default/templates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let shared = ["base.html", "components.html", "pictures.html", "includes", "pages"];
        assert!(shared.contains(&name.as_str()) || reference.contains(&format!("### {name}\n")), "{name}");
    }
}

#[test]
fn every_field_and_type_says_what_it_holds() {
    let (views, _) = read_views();
    for (name, view) in &views {
        assert!(!view.about.is_empty(), "{name}");
        for field in &view.fields {
            assert!(!field.about.is_empty(), "{name}: {:?}", field.name);
            let kind = say_type(&field.kind);
            let named = kind.split_once('[').and_then(|(_, rest)| Some(rest.split_once(']')?.0));
            assert!(named.is_none_or(|named| views.contains_key(named)), "{name}: {kind}");
        }
    }
}

fn essaim(home: &Path, arguments: &[&str]) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_essaim")).args(arguments).current_dir(home).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_example_of_the_guide_builds() {
    let home = tempfile::tempdir().unwrap();
    essaim(home.path(), &["--lang", "en", "init", "."]);
    let text = fs::read_to_string(root().join("docs/theme.md")).unwrap();
    let mut blocks = 0;
    for block in text.split("```").skip(1).step_by(2) {
        let (info, body) = block.split_once('\n').unwrap();
        let Some((_, name)) = info.split_once(" file=") else { continue };
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, body).unwrap();
        blocks += 1;
    }
    assert_eq!(blocks, 2, "the example has a template and words");
    let settings = home.path().join("content/site.yaml");
    let with_theme = fs::read_to_string(&settings).unwrap() + "\ntheme: ville\n";
    fs::write(&settings, with_theme).unwrap();
    essaim(home.path(), &["build"]);
    let page = fs::read_to_string(home.path().join("output/index.html")).unwrap();
    assert!(page.contains("<p class=\"motto\">"), "the template of the example is used: {page}");
    assert!(page.contains(">Who publishes this site<"), "its words are used: {page}");
}
