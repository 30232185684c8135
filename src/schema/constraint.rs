//! What a value must satisfy, as Table Schema's `constraints` have it.

use super::Value;

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
