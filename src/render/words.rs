//! The words of the interface, in the language of the site.
//!
//! In: one catalogue a language, `themes/<theme>/i18n/<language>.yaml`. Out: texts by key, with the form
//! that a number asks for. Never: a word of its own.

use std::collections::BTreeMap;

use super::typography::Typography;

/// The catalogue of the site's language.
#[derive(Debug)]
pub struct Words {
    pub typography: Typography,
    texts: BTreeMap<String, String>,
}

impl Words {
    /// A catalogue. A text that counts holds its form for one and its form for several, `|` between.
    #[must_use]
    pub fn new(language: &str, texts: BTreeMap<String, String>) -> Self {
        let typography = Typography::of(language);
        let set = |(key, text): (String, String)| (key, typography.set(&text).into_owned());
        Self { typography, texts: texts.into_iter().map(set).collect() }
    }

    /// The text of that key; the key itself, visibly, where the catalogue lacks it.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.texts.get(key).map_or(key, String::as_str)
    }

    /// The text of that key, where the catalogue has it.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// The text of that key, `{name}` replaced by its value.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(self.get(key), values)
    }

    /// The text of that key in the form that a number asks for, `{n}` replaced by it.
    #[must_use]
    pub fn count(&self, key: &str, n: usize) -> String {
        self.count_of(key, n, "")
    }

    /// The same, `{what}` replaced by what is counted.
    #[must_use]
    pub fn count_of(&self, key: &str, n: usize, what: &str) -> String {
        let digits = n.to_string();
        let quantity = super::format::quantity(self, &digits);
        filled(self.plural(self.get(key), &digits), &[("n", &quantity), ("what", what)])
    }

    /// The form that a number asks for: French begins the plural at two, the others leave one alone.
    #[must_use]
    pub fn plural<'a>(&self, text: &'a str, number: &str) -> &'a str {
        let Some((one, several)) = text.split_once('|') else { return text };
        let number: f64 = number.parse().unwrap_or(2.0);
        let singular = match self.typography {
            Typography::French => number.abs() < 2.0,
            Typography::English | Typography::Plain => (number.abs() - 1.0).abs() < f64::EPSILON,
        };
        if singular { one } else { several }
    }

    /// Every text, by key.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }
}

/// A text, each `{name}` replaced by its value.
fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(rest.len() + 16);
    while let Some(open) = rest.find('{') {
        let inside = &rest[open + 1..];
        let filled = values.iter().find_map(|(name, value)| {
            let after = inside.strip_prefix(name)?.strip_prefix('}')?;
            Some((*value, after))
        });
        out.push_str(&rest[..open]);
        let (written, after) = filled.unwrap_or(("{", inside));
        out.push_str(written);
        rest = after;
    }
    out.push_str(rest);
    out
}
