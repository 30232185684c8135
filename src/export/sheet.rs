//! What the data pages show of each table: its columns, its first rows, its downloads.

use std::collections::BTreeMap;

use super::cell;
use super::dataset::Dataset;
use super::distribution::Distribution;
use crate::render::Sheet;
use crate::schema::publish::PublishedTable;

const PREVIEW: usize = 20;

/// By collection, its own table first.
pub fn sheets(dataset: &Dataset, distributions: &[Distribution]) -> BTreeMap<String, Vec<Sheet>> {
    let mut sheets: BTreeMap<String, Vec<Sheet>> = BTreeMap::new();
    for at in 0..dataset.site().tables.len() {
        for (number, table) in dataset.of(at).iter().enumerate() {
            let own = distributions.iter().filter(|made| made.at == at && made.number == number);
            let downloads = own.map(|made| made.download.clone()).collect();
            let sheet = Sheet { downloads, ..sheet(dataset, at, table) };
            sheets.entry(dataset.table(at).collection.name.clone()).or_default().push(sheet);
        }
    }
    sheets
}

fn sheet(dataset: &Dataset, at: usize, table: &PublishedTable) -> Sheet {
    let rows = cell::rows(dataset, at, table).take(PREVIEW);
    let cells =
        rows.map(|row| table.columns().map(|column| row.cell(column).canonical().into_owned()).collect());
    Sheet {
        name: table.name.clone(),
        title: table.title.clone(),
        description: table.description.clone(),
        rows: cell::count(dataset, at, table),
        schema: table.schema().into(),
        header: table.columns().map(|column| column.name.clone()).collect(),
        preview: cells.collect(),
        downloads: Vec::new(),
    }
}
