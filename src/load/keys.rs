//! A mapping read key by key: what is asked for is taken, what nobody asked for is an error.
//!
//! In: a mapping's pairs. Out: nodes by key, and `unknown-key` with the nearest key that is known.

use super::yaml::{Node, Pair};
use crate::diag::{Diagnostics, Owner, Problem, nearest};

/// The keys of one mapping.
#[derive(Debug)]
pub struct Keys<'a> {
    pairs: &'a [Pair],
    asked: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    #[must_use]
    pub fn new(pairs: &'a [Pair]) -> Self {
        Self { pairs, asked: Vec::new() }
    }

    /// The value of a key, where something is written there.
    pub fn get(&mut self, key: &'static str) -> Option<&'a Node> {
        self.asked.push(key);
        self.pairs.iter().find(|pair| &*pair.key == key).map(|pair| &pair.node).filter(|node| !node.is_null())
    }

    /// The text of a key, where there is one.
    pub fn text(&mut self, key: &'static str, diags: &mut Diagnostics) -> Option<&'a str> {
        self.get(key)?.text_or(diags)
    }

    /// The same, owned.
    pub fn string(&mut self, key: &'static str, diags: &mut Diagnostics) -> Option<String> {
        self.text(key, diags).map(str::to_owned)
    }

    /// `true` or `false`; false where the key is absent.
    pub fn flag(&mut self, key: &'static str, diags: &mut Diagnostics) -> bool {
        self.get(key).and_then(|node| node.boolean_or(diags)).unwrap_or(false)
    }

    /// The texts of a list, each with its node.
    pub fn texts(&mut self, key: &'static str, diags: &mut Diagnostics) -> Vec<(&'a str, &'a Node)> {
        let Some(items) = self.get(key).and_then(|node| node.list_or(diags)) else { return Vec::new() };
        items.iter().filter_map(|item| Some((item.text_or(diags)?, item))).collect()
    }

    /// Reports every key that was not asked for.
    pub fn finish(self, owner: &Owner, diags: &mut Diagnostics) {
        for pair in self.pairs.iter().filter(|pair| !self.asked.contains(&&*pair.key)) {
            let nearest = nearest(&pair.key, self.asked.iter().copied());
            let key = pair.key.to_string();
            diags.error(pair.key_span, Problem::UnknownKey { owner: owner.clone(), key, nearest });
        }
    }
}
