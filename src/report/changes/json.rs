//! Changes for a program.

use serde_json::{Map, Value as Json, json};

use super::Changes;
use crate::diff::{Edition, Level, NamedCells, TableChange, TableFate};

/// One object, ended by a line break.
pub fn json(changes: Changes) -> String {
    let difference = changes.difference;
    let tables = difference.tables.iter().filter(|table| !table.is_empty()).map(table);
    let all = json!({
        "old": edition(&difference.old),
        "new": edition(&difference.new),
        "level": level(changes.level),
        "proposed": changes.proposed,
        "properties": difference.properties,
        "tables": tables.collect::<Vec<Json>>(),
    });
    format!("{all:#}\n")
}

fn edition(edition: &Edition) -> Json {
    json!({"address": edition.address, "title": edition.title, "version": edition.version, "date": edition.date})
}

pub fn level(level: Level) -> &'static str {
    match level {
        Level::None => "none",
        Level::Patch => "patch",
        Level::Minor => "minor",
        Level::Major => "major",
    }
}

fn table(table: &TableChange) -> Json {
    let (rows, columns) = (&table.rows, &table.columns);
    let fate = match table.fate {
        TableFate::Kept => "changed",
        TableFate::Added => "added",
        TableFate::Removed => "removed",
    };
    let changed = columns.changed.iter().map(
        |column| json!({"name": column.name, "properties": column.properties, "level": level(column.level)}),
    );
    let corrected = rows.first_changed.iter().map(|row| {
        let key: Map<String, Json> =
            rows.key.iter().cloned().zip(row.key.iter().map(|cell| json!(cell))).collect();
        let cells =
            row.cells.iter().map(|cell| json!({"column": cell.column, "old": cell.old, "new": cell.new}));
        json!({"key": key, "cells": cells.collect::<Vec<Json>>()})
    });
    let listed = [rows.first_added.len(), rows.first_removed.len(), rows.first_changed.len()];
    let all = [rows.added, rows.removed, rows.changed];
    json!({
        "name": table.name,
        "title": table.title,
        "state": fate,
        "columns": {
            "added": columns.added, "removed": columns.removed, "changed": changed.collect::<Vec<Json>>(),
            "moved": columns.moved, "rekeyed": columns.rekeyed, "linked": columns.linked,
            "unlinked": columns.unlinked, "redescribed": columns.redescribed,
        },
        "rows": {
            "old": rows.old, "new": rows.new, "added": rows.added, "removed": rows.removed,
            "changed": rows.changed, "cells": rows.cells,
        },
        "key": rows.key,
        "added": rows.first_added.iter().map(row).collect::<Vec<Json>>(),
        "removed": rows.first_removed.iter().map(row).collect::<Vec<Json>>(),
        "changed": corrected.collect::<Vec<Json>>(),
        "complete": listed.iter().zip(all).all(|(listed, all)| *listed as u64 == all),
    })
}

fn row(row: &NamedCells) -> Json {
    row.iter().map(|(column, cell)| (column.clone(), json!(cell))).collect::<Map<String, Json>>().into()
}
