//! Objects of JSON whose members may be absent.

use serde_json::{Map, Value as Json};

/// Returns the members of an object that are there: one that is `null` is absent.
pub fn drop_absent(object: Json) -> Map<String, Json> {
    match object {
        Json::Object(mut members) => {
            members.retain(|_, value| !value.is_null());
            members
        }
        _ => Map::new(),
    }
}

/// Returns a text that says something, else `None`.
pub fn as_non_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
