//! What stands where a record was: its last data, and that it was withdrawn.
//!
//! In: the records that releases say are gone. Out: a file each as JSON, where its last cells are kept, and as JSON-LD, for an
//! identifier never dies. Never: a field that is personal by now, an earlier output.

use serde_json::{Map, Value as Json, json};

use super::dataset::Dataset;
use super::jsonld::{DCT, FOAF};
use crate::diag::Diagnostic;
use crate::model::{GoneRecord, Moved};
use crate::output::Output;
use crate::publication::route::{self, make_relative, to_url_path};

const LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";
const INVALIDATED: &str = "http://www.w3.org/ns/prov#invalidatedAtTime";
const DATE_TIME: &str = "http://www.w3.org/2001/XMLSchema#dateTime";
const STATUS: &str = "http://www.w3.org/ns/adms#status";
const WITHDRAWN: &str = "http://purl.org/adms/status/Withdrawn";

/// Puts the files of all of them in place.
///
/// # Errors
/// Two files of the same path.
pub fn put(dataset: &Dataset, output: &mut Output) -> Result<(), Box<Diagnostic>> {
    for gone in dataset.site().gone() {
        let (collection, id) = (&gone.record.collection, &gone.record.id);
        if let Some(last) = describe_last_state(dataset, &gone) {
            output.put(route::to_record_json(collection, id), format!("{last:#}\n"))?;
        }
        output.put(
            route::to_record_jsonld(collection, id),
            format!("{:#}\n", link_gone_record(dataset, &gone)),
        )?;
    }
    Ok(())
}

/// Its last cells, with since when there are no others.
fn describe_last_state(dataset: &Dataset, gone: &GoneRecord) -> Option<Json> {
    let cells = dataset.site().list_last_cells(gone.record);
    let cells: Map<String, Json> = cells.map(|(column, cell)| (column.clone(), json!(cell))).collect();
    let release = &dataset.site().config.releases[gone.at[0]];
    (!cells.is_empty()).then(|| {
        json!({
            "id": gone.record.id, "title": gone.record.title, "removed": release.date.to_string(),
            "version": release.version, "last": cells,
        })
    })
}

fn link_gone_record(dataset: &Dataset, gone: &GoneRecord) -> Json {
    let (collection, id) = (&gone.record.collection, &gone.record.id);
    let own = route::to_record_jsonld(collection, id);
    let address = |path: &str| match &dataset.site().config.base_url {
        Some(base) => format!("{base}{}", to_url_path(path)),
        None => to_url_path(&make_relative(&own, path)).into_owned(),
    };
    let date = dataset.site().config.releases[gone.at[0]].date;
    let mut node = json!({
        "@id": address(&own),
        LABEL: gone.record.title.as_ref().unwrap_or(id),
        STATUS: {"@id": WITHDRAWN},
        INVALIDATED: {"@value": format!("{date}T00:00:00Z"), "@type": DATE_TIME},
    });
    let renamed = dataset
        .site()
        .aliases
        .iter()
        .find(|alias| alias.collection.as_deref() == Some(collection) && alias.id == *id);
    if let Some(Moved::Record(at)) = renamed.map(|alias| alias.to) {
        let (table, record) = dataset.site().record(at);
        let successor = route::to_record_jsonld(&table.collection.name, &record.id);
        node[format!("{DCT}isReplacedBy")] = json!({"@id": address(&successor)});
    }
    if dataset.site().table(collection).is_some() {
        let dataset = format!("{}#dataset", address(&route::to_data(collection)));
        node[format!("{DCT}isPartOf")] = json!({"@id": dataset});
    }
    if let Some(page) = route::to_gone_record(dataset.site(), gone) {
        node[format!("{FOAF}page")] = json!({"@id": address(&page)});
    }
    node
}
