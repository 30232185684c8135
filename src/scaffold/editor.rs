//! Settings that let an editor complete and check content as one types.
//!
//! In: a project. Out: JSON Schemas of its files, snippets, and the settings that tie them. Never: a schema
//! that refuses what essaim accepts.

mod known;
mod record;
mod snippets;

pub use known::{collection_schema, describe_file, describe_key, fields_schema, site_schema};
pub use record::{list_schema, record_schema};

use serde_json::{Map, Value as Json, json};

use super::ScaffoldFile;
use crate::project::LenientProject;

/// Where the schemas stand, from the project's root.
const SCHEMAS: &str = ".essaim/schemas";
/// The settings that people also change by hand.
pub const SETTINGS: &str = ".vscode/settings.json";

/// What essaim writes again whenever a schema changes, and nobody edits.
#[must_use]
pub fn generated(survey: &LenientProject) -> Vec<ScaffoldFile> {
    let language = survey.site.config.language.as_str();
    let schema =
        |name: &str, schema: Json| ScaffoldFile::new(format!("{SCHEMAS}/{name}.json"), pretty(&schema));
    let mut files = vec![
        schema("_site", site_schema(survey)),
        schema("_collection", collection_schema(language)),
        schema("_fields", fields_schema(language)),
    ];
    for table in &survey.site.tables {
        let name = &table.collection.name;
        files.push(schema(name, record_schema(survey, table)));
        files.push(schema(&format!("{name}.list"), list_schema(survey, table)));
    }
    files.push(ScaffoldFile::new(".vscode/essaim.code-snippets", pretty(&snippets::snippets(survey))));
    files
}

/// What is written once, for people to change.
#[must_use]
pub fn once(survey: &LenientProject) -> Vec<ScaffoldFile> {
    let french = crate::config::family(&survey.site.config.language) == "fr";
    let settings = settings(survey);
    vec![
        ScaffoldFile::new(SETTINGS, pretty(&settings)),
        ScaffoldFile::new(
            ".vscode/extensions.json",
            pretty(&json!({"recommendations": ["redhat.vscode-yaml"]})),
        ),
        ScaffoldFile::new(".vscode/tasks.json", pretty(&tasks(if french { "fr" } else { "en" }))),
    ]
}

/// The settings of an editor with ours among them; nothing where the file is not plain JSON.
#[must_use]
pub fn merged(written: &str, survey: &LenientProject) -> Option<String> {
    let mut written: Map<String, Json> = serde_json::from_str(written).ok()?;
    let schemas = written.entry("yaml.schemas").or_insert_with(|| json!({}));
    let schemas = schemas.as_object_mut()?;
    schemas.retain(|path, _| !path.starts_with(SCHEMAS));
    schemas.extend(associations(survey));
    Some(pretty(&Json::Object(written)))
}

fn settings(survey: &LenientProject) -> Json {
    json!({
        "yaml.schemas": associations(survey),
        "yaml.yamlVersion": "1.2",
        "files.encoding": "utf8",
        "[yaml]": {"editor.insertSpaces": true, "editor.tabSize": 2, "editor.formatOnSave": false},
        "[markdown]": {"editor.insertSpaces": true, "editor.tabSize": 2, "editor.wordWrap": "on"},
    })
}

/// Which schema describes which files.
fn associations(survey: &LenientProject) -> Map<String, Json> {
    let path = |name: &str| format!("{SCHEMAS}/{name}.json");
    let mut all = Map::new();
    all.insert(path("_site"), "content/site.yaml".into());
    all.insert(path("_collection"), "content/*/_collection.yaml".into());
    all.insert(path("_fields"), "content/_fields.yaml".into());
    // In a collection with parts, a YAML file is an attachment.
    for table in survey.site.tables.iter().filter(|table| !table.collection.parts) {
        let name = &table.collection.name;
        all.insert(path(&format!("{name}.list")), format!("content/{name}/**/[^_]*.yaml").into());
    }
    all
}

/// Tasks that check and build, whose messages stand on their lines in the editor.
fn tasks(language: &str) -> Json {
    let (check, build, error, warning) = match language {
        "fr" => ("essaim : vérifier", "essaim : construire le site", "erreur", "attention"),
        _ => ("essaim: check", "essaim: build the site", "error", "warning"),
    };
    let matcher = |word: &str, severity: &str| {
        json!({
            "owner": format!("essaim-{severity}"),
            "source": "essaim",
            "severity": severity,
            "fileLocation": ["relative", "${workspaceFolder}"],
            "pattern": [
                {"regexp": format!("^{word}\\[([a-z0-9-]+)\\]: (.*)$"), "code": 1, "message": 2},
                {"regexp": "^\\s*--> (.+):(\\d+):(\\d+)$", "file": 1, "line": 2, "column": 3},
            ],
        })
    };
    let task = |label: &str, command: &str, kind: Json| {
        json!({
            "label": label,
            "type": "process",
            "command": "essaim",
            "args": ["--lang", language, command],
            "group": kind,
            "presentation": {"reveal": "silent", "clear": true, "showReuseMessage": false},
            "problemMatcher": [matcher(error, "error"), matcher(warning, "warning")],
        })
    };
    json!({
        "version": "2.0.0",
        "tasks": [
            task(check, "check", json!({"kind": "build", "isDefault": true})),
            task(build, "build", json!("build")),
        ],
    })
}

fn pretty(json: &Json) -> String {
    format!("{json:#}\n")
}
