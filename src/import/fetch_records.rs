//! The records of a source, with their files.
//!
//! In: an opened source, the records that are wanted, what came before. Out: [`ForeignRecord`]s. Never: a byte whose
//! size or hash is not the one announced, a file fetched that is what came before.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::package::{Described, FileRole, PackageFile};
use super::source::Opened;
use crate::diag::Problem;
use crate::fetch::Client;
use crate::import::codes::IMPORT_DAMAGED;
use crate::source::sha256;

/// A record as it came.
#[derive(Clone, Debug)]
pub struct Foreign {
    /// `collection/id`, there.
    pub name: String,
    pub form: SourceForm,
    /// SHA-256 of the file, or of the row.
    pub sha256: String,
    pub beside: Vec<Beside>,
}

/// A file of its folder.
#[derive(Clone, Debug)]
pub struct Beside {
    pub name: String,
    /// Of the original.
    pub sha256: String,
    /// Nothing where it is what came before: it was not asked for.
    pub bytes: Option<Vec<u8>>,
}

/// What it came as.
#[derive(Clone, Debug)]
pub enum SourceForm {
    /// A file of its own; its links count from where it was written.
    Text { text: String, authored: String, folder: bool },
    /// Likewise, and what came before: the text is the one that was made of it then.
    Same { text: String, authored: String },
    /// A row among others.
    Row(Json),
}

/// Files of a package that are what came before, by path: they are not asked for. With the text that the record's own
/// file became then.
pub type Earlier<'a> = BTreeMap<&'a str, &'a str>;

/// The published tables that were fetched, by collection.
pub type Tables = BTreeMap<String, Json>;

/// Fetches records with all their files, each checked.
///
/// # Errors
/// What is wrong with one.
pub fn bring<'a>(
    opened: &Opened,
    client: &Client,
    records: impl Iterator<Item = &'a Described>,
    earlier: &Earlier,
    tables: &mut Tables,
) -> Result<Vec<Foreign>, Problem> {
    let mut by_record: BTreeMap<&str, Vec<&PackageFile>> = BTreeMap::new();
    for file in &opened.package.files {
        if let FileRole::Record { record, .. } | FileRole::Beside { record, .. } = &file.role {
            by_record.entry(record).or_default().push(file);
        }
    }
    let mut all = Vec::new();
    for described in records {
        let name = described.name();
        let files = by_record.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let own = files.iter().find_map(|file| match &file.role {
            FileRole::Record { folder, authored, .. } => Some((file, *folder, authored.clone())),
            _ => None,
        });
        let (form, sha256) = if let Some((file, folder, authored)) = own {
            if let Some(text) = earlier.get(file.path.as_str()) {
                let form = SourceForm::Same { text: (*text).to_owned(), authored };
                (form, file.sha256.clone())
            } else {
                let unread = || IMPORT_DAMAGED.choose("fault", "text").with("what", &file.path);
                let text = String::from_utf8(opened.bytes(file, client)?).map_err(|_| unread())?;
                (SourceForm::Text { text, authored, folder }, file.sha256.clone())
            }
        } else {
            let row = match &described.row {
                Some(row) => row.clone(),
                None => row_of(opened, client, described, tables)?,
            };
            let hash = sha256(row.to_string().as_bytes());
            (SourceForm::Row(row), hash)
        };
        let mut beside = Vec::new();
        for file in files {
            if let FileRole::Beside { name, .. } = &file.role {
                let known = earlier.contains_key(file.path.as_str());
                let bytes = if known { None } else { Some(opened.bytes(file, client)?) };
                beside.push(Beside { name: name.clone(), sha256: file.sha256.clone(), bytes });
            }
        }
        beside.sort_by(|a, b| a.name.cmp(&b.name));
        all.push(Foreign { name, form, sha256, beside });
    }
    Ok(all)
}

/// The row of a record in the published table of its collection, which is fetched once.
fn row_of(
    opened: &Opened,
    client: &Client,
    described: &Described,
    tables: &mut Tables,
) -> Result<Json, Problem> {
    let missing = || IMPORT_DAMAGED.choose("fault", "missing").with("what", described.name());
    if !tables.contains_key(&described.collection) {
        let table = opened.package.files.iter().find(
            |file| matches!(&file.role, FileRole::Rows { collection } if *collection == described.collection),
        );
        let file = table.ok_or_else(missing)?;
        let unread = |error: serde_json::Error| {
            IMPORT_DAMAGED.choose("fault", "descriptor").with("what", error.to_string())
        };
        let table = serde_json::from_slice(&opened.bytes(file, client)?).map_err(unread)?;
        tables.insert(described.collection.clone(), table);
    }
    let table = tables.get(&described.collection).and_then(Json::as_array).ok_or_else(missing)?;
    let row = table.iter().find(|row| row.get("id").and_then(Json::as_str) == Some(&described.id));
    row.cloned().ok_or_else(missing)
}
