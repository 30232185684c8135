//! What a value must satisfy, as Table Schema's `constraints` have it.

use std::collections::HashSet;
use std::ops::Deref;

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
    /// The values allowed (`enum`); empty where any is.
    pub allowed: AllowedValues,
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

/// The values that an `enum` allows, in their order. Lists of codes hold ten thousand: texts and numbers are found by an index.
#[derive(Clone, Debug, Default)]
pub struct AllowedValues {
    values: Vec<Value>,
    keys: HashSet<String>,
}

impl AllowedValues {
    /// Whether a value is one of them, though perhaps in other characters.
    #[must_use]
    pub fn contains(&self, value: &Value) -> bool {
        match to_key(value) {
            Some(key) => self.keys.contains(&key),
            None => self.values.iter().any(|allowed| allowed.same(value)),
        }
    }
}

impl FromIterator<Value> for AllowedValues {
    fn from_iter<I: IntoIterator<Item = Value>>(values: I) -> Self {
        let values: Vec<Value> = values.into_iter().collect();
        let keys = values.iter().filter_map(to_key).collect();
        Self { values, keys }
    }
}

impl Deref for AllowedValues {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.values
    }
}

/// What equal texts, and equal numbers, have in common; `None` for what is compared one by one.
fn to_key(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(format!("\"{text}")),
        Value::Integer(number) => Some(number.to_string()),
        Value::Number(number) => Some(number.normalized().to_plain_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use bigdecimal::BigDecimal;

    use super::*;

    #[test]
    fn ten_thousand_codes_are_looked_up_not_read_through() {
        let text = |number: usize| Value::Text(format!("{number:08}").into());
        let codes: AllowedValues = (0..10_000).map(text).collect();
        assert!((0..10_000).all(|number| codes.contains(&text(number))));
        assert!(!codes.contains(&Value::Text("1".into())));
        assert_eq!(codes.len(), 10_000);
    }

    #[test]
    fn numbers_are_the_same_in_other_characters() {
        let number = |text: &str| Value::Number(Box::new(BigDecimal::from_str(text).unwrap()));
        let allowed: AllowedValues = [Value::Integer(100), number("0.50")].into_iter().collect();
        assert!([number("100.0"), number("1e2"), number("0.5")].iter().all(|value| allowed.contains(value)));
        assert!(![number("100.01"), Value::Text("100".into())].iter().any(|value| allowed.contains(value)));
    }
}
