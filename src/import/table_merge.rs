//! Three versions of a table → one: what was last gathered, what stands here, what is gathered now.
//!
//! In: three tables with an `id` column. Out: one, and how its rows came to be. Never: a row or a cell lost that
//! somebody wrote here, a row brought back that somebody took out.

use std::collections::BTreeMap;

use crate::diag::Diagnostics;
use crate::load::table::{self, CsvTable};
use crate::load::yaml::Node;
use crate::source::{SourceId, Sources};

/// The rows of a table by identifier, each cell by the name of its column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub head: Vec<String>,
    pub rows: BTreeMap<String, MergedRow>,
}

type MergedRow = BTreeMap<String, String>;

/// How the rows of a merged table came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// Written or corrected here.
    pub kept: usize,
}

impl Sheet {
    /// A table of that text; nothing where it cannot be read, or has no identifiers.
    pub fn read(sources: &Sources, id: SourceId, diags: &mut Diagnostics) -> Option<Self> {
        let CsvTable { header, rows, .. } = table::read(sources, id, diags)?;
        let text = |node: &Node| node.as_text().unwrap_or_default().trim().to_owned();
        let head: Vec<String> = header.iter().map(text).collect();
        let mut sheet = Self { rows: BTreeMap::new(), head };
        for (number, row) in rows.into_iter().enumerate() {
            let cells = sheet.head.iter().cloned().zip(row.cells.iter().map(text));
            let cells: MergedRow =
                cells.filter(|(name, cell)| !name.is_empty() && !cell.is_empty()).collect();
            // What has no identifier yet is somebody's: no identifier holds a space.
            let id = cells.get("id").cloned().unwrap_or_else(|| format!(" {number}"));
            if !cells.is_empty() {
                sheet.rows.insert(id, cells);
            }
        }
        Some(sheet).filter(|sheet| sheet.head.iter().any(|name| name == "id"))
    }

    /// A table that the tool wrote; empty where it is none.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut sources = Sources::default();
        let id = sources.add("", text);
        Self::read(&sources, id, &mut Diagnostics::default()).unwrap_or_default()
    }

    /// The table as text, sorted by columns.
    #[must_use]
    pub fn text(&self, sort: &[&str]) -> String {
        let mut rows: Vec<&MergedRow> = self.rows.values().collect();
        let by = |row: &MergedRow| {
            sort.iter().map(|name| row.get(*name).cloned().unwrap_or_default()).collect::<Vec<_>>()
        };
        rows.sort_by_cached_key(|row| by(row));
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        let _ = writer.write_record(&self.head);
        for row in rows {
            let cells = self.head.iter().map(|name| row.get(name).map(String::as_str).unwrap_or_default());
            let _ = writer.write_record(cells);
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// Merges what is gathered now into what stands here. `parent` is the column that names another row: one that is not
/// there is named by nobody.
#[must_use]
pub fn merge(base: &Sheet, ours: &Sheet, fresh: &Sheet, parent: &str) -> (Sheet, Tally) {
    let mut head = fresh.head.clone();
    head.extend(ours.head.iter().filter(|name| !name.is_empty() && !fresh.head.contains(name)).cloned());
    let (mut rows, mut tally) = (BTreeMap::new(), Tally::default());
    for (id, now) in &fresh.rows {
        match (base.rows.get(id), ours.rows.get(id)) {
            (Some(_), None) => {}
            (None, None) => {
                tally.added += 1;
                rows.insert(id.clone(), now.clone());
            }
            (before, Some(own)) => {
                let row = cells(&head, before, own, now);
                tally.changed += usize::from(row != *own);
                tally.kept += usize::from(before != Some(own));
                rows.insert(id.clone(), row);
            }
        }
    }
    for (id, own) in ours.rows.iter().filter(|(id, _)| !fresh.rows.contains_key(*id)) {
        if base.rows.get(id) == Some(own) {
            tally.removed += 1;
        } else {
            tally.kept += 1;
            rows.insert(id.clone(), own.clone());
        }
    }
    let known: Vec<String> = rows.keys().cloned().collect();
    for (id, row) in &mut rows {
        let written = ours.rows.get(id).and_then(|own| own.get(parent));
        let gone = |named: &String| known.binary_search(named).is_err() && written != Some(named);
        if row.get(parent).is_some_and(gone) {
            row.remove(parent);
        }
    }
    (Sheet { head, rows }, tally)
}

/// A row that stands here and is gathered anew, cell by cell.
fn cells(head: &[String], before: Option<&MergedRow>, own: &MergedRow, now: &MergedRow) -> MergedRow {
    let cell = |name: &String| {
        let (here, there) = (own.get(name), now.get(name));
        // One that nothing was known of is whoever's wrote it here.
        let was = before.map_or(there, |before| before.get(name));
        Some((name.clone(), if here == was { there? } else { here? }.clone()))
    };
    head.iter().filter_map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_here_stays_and_the_rest_follows() {
        let base = Sheet::of("id,nom,de\na,A,\nb,B,a\nc,C,a\nd,D,\ne,E,d\n");
        let ours = Sheet::of("id;nom;de;note\na;A;;vu\nb;B corrigé;a;\nc;C;a;\ne;E;d;\nx;X;;à nous\n");
        let fresh = Sheet::of("id,nom,de\na,A2,\nb,B2,\nd,D2,\ne,E2,d\nf,F,e\n");
        let (merged, tally) = merge(&base, &ours, &fresh, "de");
        assert_eq!(
            merged.text(&["id"]),
            "id,nom,de,note\na,A2,,vu\nb,B corrigé,,\ne,E2,d,\nf,F,e,\nx,X,,à nous\n"
        );
        assert_eq!(tally, Tally { added: 1, changed: 3, removed: 1, kept: 3 });
        let (again, tally) = merge(&fresh, &merged, &fresh, "de");
        assert_eq!((again, tally.kept), (merged, 3));
    }
}
