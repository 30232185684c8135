//! What a value must satisfy, as Table Schema's `constraints` have it.

use super::value::Value;

/// Constraints of a field. `required` and `unique` are the model's to check, for they look at records.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    pub required: bool,
    pub unique: bool,
    pub min_length: Option<usize>,
    pub max_length: Option<usize>,
    pub minimum: Option<Value>,
    pub maximum: Option<Value>,
    pub exclusive_minimum: Option<Value>,
    pub exclusive_maximum: Option<Value>,
    /// The expression as written, and ready to run on a whole value.
    pub pattern: Option<(String, fancy_regex::Regex)>,
    /// The values allowed (`enum`).
    pub allowed: Vec<Value>,
}

impl Constraints {
    /// Returns the lowest and highest values, by the standard's names.
    #[must_use]
    pub fn bounds(&self) -> [(&'static str, Option<&Value>); 4] {
        [
            ("minimum", self.minimum.as_ref()),
            ("maximum", self.maximum.as_ref()),
            ("exclusiveMinimum", self.exclusive_minimum.as_ref()),
            ("exclusiveMaximum", self.exclusive_maximum.as_ref()),
        ]
    }
}
