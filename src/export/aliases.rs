//! `data/aliases.csv`: the identifiers that records bore before, for whoever kept one of them.
//!
//! In: the former places of a site. Out: a table, one a line. Never: an identifier in the data, which stays what it is.

use crate::model::{Moved, Site};
use crate::schema::publish::is_public;

pub const PATH: &str = "data/aliases.csv";

/// Collection and identifier, as they were and as they are; those of plain pages are no data.
pub fn write_alias_table(site: &Site) -> String {
    let mut table = String::from("former_collection,former_id,collection,id\n");
    for alias in &site.aliases {
        let (Some(collection), Moved::Record(at)) = (&alias.collection, alias.to) else { continue };
        let (now, record) = site.record(at);
        if is_public(&now.collection) {
            // Identifiers hold nothing that CSV would quote.
            let line =
                [collection, &alias.id, &now.collection.name, &record.id].map(String::as_str).join(",");
            table.push_str(&line);
            table.push('\n');
        }
    }
    table
}
