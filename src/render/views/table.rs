//! Records, or what a picture shows, as a table.

use std::borrow::Cow;

use serde::Serialize;

use super::badge::Badge;
use crate::render::template::{Html, Prepared};

/// Records as a table: what the component `table` takes.
#[derive(Debug, Serialize)]
pub struct TableView<'a> {
    /// The names of the columns.
    pub head: Vec<Cow<'a, str>>,
    /// The rows.
    pub rows: Vec<TableRowView<'a>>,
}

/// A row of a table.
#[derive(Debug, Serialize)]
pub struct TableRowView<'a> {
    /// The anchor of its record; empty where it is of none.
    pub anchor: String,
    /// Its cells, one a column.
    pub cells: Vec<TableCell<'a>>,
}

/// A cell of a table, which has one of these: a name and its link, a state, or HTML.
#[derive(Debug, Default, Serialize)]
pub struct TableCell<'a> {
    /// What people call the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'a str>,
    /// The link to the record's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// The state that the record is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub badge: Option<Prepared<Badge>>,
    /// A value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<Html>,
}
