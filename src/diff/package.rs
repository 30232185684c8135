//! A descriptor as far as a comparison needs it.
//!
//! In: the text of a `datapackage.json`. Out: a [`DiffPackage`]. Never: a path that leaves the package's own folder.

use serde_json::{Map, Value as Json};

use super::{DiffFailure, Edition};

/// A package.
#[derive(Clone, Debug)]
pub struct DiffPackage {
    pub edition: Edition,
    pub resources: Vec<DiffResource>,
    descriptor: Map<String, Json>,
}

/// A table of a package.
#[derive(Clone, Debug)]
pub struct DiffResource {
    pub name: String,
    pub title: String,
    pub content: RowContent,
    pub bytes: Option<u64>,
    pub delimiter: u8,
    /// The descriptors of its columns.
    pub fields: Vec<Map<String, Json>>,
    pub primary_key: Vec<String>,
    pub foreign_keys: Vec<TableLink>,
}

/// What columns of a table refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLink {
    pub columns: Vec<String>,
    /// The table that they name, and its columns.
    pub table: String,
    pub reference: Vec<String>,
}

/// Where the rows of a table are.
#[derive(Clone, Debug)]
pub enum RowContent {
    /// In a file beside the descriptor.
    File(String),
    /// In the descriptor itself.
    Inline(Vec<Json>),
}

/// What a descriptor says of the whole, and a reader would miss.
const PROPERTIES: [&str; 8] =
    ["name", "id", "title", "description", "licenses", "contributors", "keywords", "homepage"];

/// The properties of the whole that differ.
pub fn list_differing(old: &DiffPackage, new: &DiffPackage) -> Vec<&'static str> {
    PROPERTIES.into_iter().filter(|key| old.descriptor.get(*key) != new.descriptor.get(*key)).collect()
}

impl DiffPackage {
    /// Reads a descriptor that was found at an address.
    ///
    /// # Errors
    /// What makes it none.
    pub fn read(address: &str, text: &str) -> Result<Self, DiffFailure> {
        let fault = |reason: String| DiffFailure::Descriptor { address: address.to_owned(), reason };
        let text = text.trim_start_matches('\u{feff}');
        let descriptor: Map<String, Json> =
            serde_json::from_str(text).map_err(|error| fault(error.to_string()))?;
        let resources = descriptor.get("resources").and_then(Json::as_array);
        let resources = resources.ok_or_else(|| fault("resources".to_owned()))?;
        let resources = resources.iter().filter(|resource| resource.get("schema").is_some());
        let resources: Result<Vec<DiffResource>, String> = resources.map(read_resource).collect();
        let said = |key: &str| descriptor.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
        let edition = Edition {
            address: address.to_owned(),
            title: said("title"),
            version: said("version"),
            date: said("created").get(..10).unwrap_or_default().to_owned(),
        };
        Ok(Self { edition, resources: resources.map_err(fault)?, descriptor })
    }

    /// The table of that name.
    #[must_use]
    pub fn read_resource(&self, name: &str) -> Option<&DiffResource> {
        self.resources.iter().find(|resource| resource.name == name)
    }
}

impl DiffResource {
    /// Whether a row is a record: it has an identifier, and is no row of another table's record.
    #[must_use]
    pub fn holds_records(&self) -> bool {
        self.fields.iter().any(|field| get_name(field) == "id") && self.primary_key.len() < 2
    }

    /// The column that names a row to people: the title, else the first text.
    #[must_use]
    pub fn label(&self) -> Option<String> {
        let says = |field: &&Map<String, Json>, key: &str, value: &str| {
            field.get(key).and_then(Json::as_str) == Some(value)
        };
        let title = self.fields.iter().find(|field| says(field, "rdfType", "http://purl.org/dc/terms/title"));
        let text =
            || self.fields.iter().find(|field| get_name(field) != "id" && says(field, "type", "string"));
        title.or_else(text).map(|field| get_name(field).to_owned())
    }
}

/// The name of a column.
pub fn get_name(field: &Map<String, Json>) -> &str {
    field.get("name").and_then(Json::as_str).unwrap_or_default()
}

fn read_resource(written: &Json) -> Result<DiffResource, String> {
    let text = |key: &str| written.get(key).and_then(Json::as_str);
    let name = text("name").ok_or("resources[].name")?.to_owned();
    let schema = written.get("schema").and_then(Json::as_object);
    let schema = schema.ok_or_else(|| format!("resources[{name}].schema"))?;
    let fields = schema.get("fields").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let content = match (text("path"), written.get("data").and_then(Json::as_array)) {
        (Some(path), _) if is_plain(path) => RowContent::File(path.to_owned()),
        (None, Some(rows)) => RowContent::Inline(rows.clone()),
        _ => return Err(format!("resources[{name}].path")),
    };
    let delimiter = written.get("dialect").and_then(|dialect| dialect.get("delimiter")?.as_str());
    Ok(DiffResource {
        title: text("title").unwrap_or(&name).to_owned(),
        content,
        bytes: written.get("bytes").and_then(Json::as_u64),
        delimiter: delimiter.and_then(|text| text.bytes().next()).unwrap_or(b','),
        fields: fields.iter().filter_map(Json::as_object).cloned().collect(),
        primary_key: read_names(schema.get("primaryKey")),
        foreign_keys: read_foreign_keys(&name, schema.get("foreignKeys")),
        name,
    })
}

/// The foreign keys of a table; one that names no other leads back to it.
fn read_foreign_keys(own: &str, written: Option<&Json>) -> Vec<TableLink> {
    let keys = written.and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let link = |key: &Json| {
        let reference = key.get("reference")?;
        let table = reference.get("resource").and_then(Json::as_str).filter(|table| !table.is_empty());
        Some(TableLink {
            columns: read_names(key.get("fields")),
            table: table.unwrap_or(own).to_owned(),
            reference: read_names(reference.get("fields")),
        })
    };
    keys.iter().filter_map(link).collect()
}

/// One name, or several.
fn read_names(written: Option<&Json>) -> Vec<String> {
    match written {
        Some(Json::String(name)) => vec![name.clone()],
        Some(Json::Array(names)) => names.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// Whether a path stays where the descriptor is: no climbing, no root, no other host.
fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.contains([':', '\\', '?', '#'])
        && path.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_its_folder_is_refused() {
        for path in ["../a.csv", "/etc/passwd", "https://x.example/a.csv", "a//b.csv", "c:\\a.csv", ""] {
            let text = format!(r#"{{"resources": [{{"name": "a", "path": {path:?}, "schema": {{}}}}]}}"#);
            let refused = DiffPackage::read("x", &text);
            assert!(matches!(refused, Err(DiffFailure::Descriptor { .. })), "{path}");
        }
    }
}
