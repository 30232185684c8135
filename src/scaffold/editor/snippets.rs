//! Snippets for the front matter of Markdown files, which no schema reaches in today's editors.
//!
//! In: a project's collections. Out: one snippet a field, with its values to choose from.

use serde_json::{Map, Value as Json, json};

use crate::load::tree::{Document, DocumentKind};
use crate::messages::Language;
use crate::model::Table;
use crate::project::LenientProject;
use crate::scaffold::blank::Context;
use crate::scaffold::comment_wrap::quote_scalar;
use crate::schema::Field;

/// More choices than this are no menu.
const CHOICES: usize = 60;

/// The snippets of every collection whose records are Markdown files.
pub fn snippets(survey: &LenientProject) -> Json {
    let mut all = Map::new();
    for table in survey.site.tables.iter().filter(|table| in_markdown(survey, table)) {
        let schema = &table.collection.schema;
        let words = Language::of_site(&survey.site.config.language);
        let context = Context { site: &survey.site, schema, words };
        for field in schema.fields.iter().filter(|field| field.name != "body" && field.name != "id") {
            let snippet = json!({
                "scope": "markdown",
                "prefix": field.name,
                "body": [format!("{}: {}", escape(&quote_scalar(&field.name)), placeholder(survey, field))],
                "description": context.sentence(field),
            });
            all.insert(format!("{} ({})", field.label(), table.collection.title), snippet);
        }
    }
    Json::Object(all)
}

/// Whether a collection keeps its records in Markdown files, or has none yet.
fn in_markdown(survey: &LenientProject, table: &Table) -> bool {
    let Some(folder) = survey.tree.folders.get(&table.collection.name) else { return false };
    let markdown = |document: &Document| matches!(document.kind, DocumentKind::Markdown { .. });
    folder.documents.is_empty() || folder.documents.iter().any(markdown)
}

/// The place of the value: a menu where the values are few.
fn placeholder(survey: &LenientProject, field: &Field) -> String {
    let choices: Vec<String> = if field.categories.is_empty() {
        let table = field.reference.as_deref().and_then(|name| survey.site.table(name));
        table.map(|(_, table)| names(table)).unwrap_or_default()
    } else {
        field.categories.iter().map(|category| category.value.clone()).collect()
    };
    let menu = if choices.is_empty() || choices.len() > CHOICES {
        "$1".to_owned()
    } else {
        let escaped: Vec<String> =
            choices.iter().map(|choice| escape(choice).replace(',', "\\,").replace('|', "\\|")).collect();
        format!("${{1|{}|}}", escaped.join(","))
    };
    if field.kind.is_list() { format!("[{menu}$2]") } else { menu }
}

fn names(table: &Table) -> Vec<String> {
    table.records.iter().map(|record| record.id.clone()).collect()
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
