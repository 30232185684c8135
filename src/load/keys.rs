//! The keys of a mapping: taken by name, refused where nobody knows them.
//!
//! In: a mapping's node. Out: values by key, and `unknown-key` with the nearest key that is known.

use crate::diag::{Diagnostics, Owner, nearest};
use crate::load::codes::{ITEM_TWICE, MISSING_KEY, UNKNOWN_CHOICE, UNKNOWN_KEY};
use crate::load::yaml::{Node, Pair};
use crate::source::Span;

/// A mapping and where it stands.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    pub pairs: &'a [Pair],
    pub span: Span,
}

impl<'a> Keys<'a> {
    /// The keys of a node, none where nothing is written; or an error that says a mapping was expected.
    pub fn of(node: &'a Node, diags: &mut Diagnostics) -> Option<Self> {
        let pairs = if node.is_null() { &[] } else { node.map_or(diags)? };
        Some(Self { pairs, span: node.span })
    }

    /// Refuses the keys that are not known.
    #[allow(clippy::return_self_not_must_use)] // refusing is the point; the keys come back for the next call
    pub fn only(self, known: &[&str], owner: &Owner, diags: &mut Diagnostics) -> Self {
        for pair in self.pairs.iter().filter(|pair| !known.contains(&&*pair.key)) {
            let nearest = meant(&pair.key, known);
            let problem = UNKNOWN_KEY.of(owner).with("key", &*pair.key).with("nearest", nearest);
            diags.add(pair.key_span, problem);
        }
        self
    }

    /// The pair of that key, where something stands behind it.
    #[must_use]
    pub fn pair(self, key: &str) -> Option<&'a Pair> {
        self.pairs.iter().find(|pair| &*pair.key == key && !pair.node.is_null())
    }

    /// What stands behind a key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<&'a Node> {
        self.pair(key).map(|pair| &pair.node)
    }

    /// The text behind a key.
    pub fn text(self, key: &str, diags: &mut Diagnostics) -> Option<&'a str> {
        self.get(key)?.text_or(diags)
    }

    /// The text behind a key, to keep.
    pub fn owned(self, key: &str, diags: &mut Diagnostics) -> Option<String> {
        self.text(key, diags).map(str::to_owned)
    }

    /// `true` or `false` behind a key; what stands by default where there is nothing.
    pub fn flag(self, key: &str, otherwise: Otherwise, diags: &mut Diagnostics) -> bool {
        self.get(key).and_then(|node| node.boolean_or(diags)).unwrap_or(otherwise == Otherwise::True)
    }

    /// The texts behind a key: a list of them, or one alone.
    pub fn texts(self, key: &str, diags: &mut Diagnostics) -> Vec<(&'a str, Span)> {
        self.get(key).map(|node| texts(node, diags)).unwrap_or_default()
    }

    /// The texts behind a key, to keep.
    pub fn owned_texts(self, key: &str, diags: &mut Diagnostics) -> Option<Vec<String>> {
        self.get(key).map(|node| texts(node, diags).into_iter().map(|(text, _)| text.to_owned()).collect())
    }

    /// Says that a key is missing.
    #[allow(clippy::needless_pass_by_value)] // a word of the program's, made where it is said
    pub fn missing(self, key: &'static str, owner: Owner, diags: &mut Diagnostics) {
        diags.add(self.span, MISSING_KEY.of(&owner).with("key", key));
    }
}

/// The key that was most likely meant, by a slip or by its French word.
#[must_use]
pub fn meant(key: &str, known: &[&str]) -> Option<String> {
    nearest(key, known.iter().copied()).or_else(|| translated(key, known))
}

/// The key that a French word stands for, where it is among those known.
fn translated(key: &str, known: &[&str]) -> Option<String> {
    const WORDS: [(&str, &[&str]); 26] = [
        ("fields", &["champs", "champ", "colonnes"]),
        ("title", &["titre", "intitulé", "intitule"]),
        ("name", &["nom"]),
        ("label", &["libellé", "libelle", "étiquette"]),
        ("value", &["valeur"]),
        ("required", &["obligatoire", "requis"]),
        ("unit", &["unité", "unite"]),
        ("categories", &["valeurs", "choix"]),
        ("constraints", &["contraintes", "règles"]),
        ("default", &["défaut", "defaut"]),
        ("schema", &["schéma"]),
        ("license", &["licence"]),
        ("language", &["langue"]),
        ("publisher", &["éditeur", "editeur"]),
        ("phone", &["téléphone", "telephone"]),
        ("email", &["courriel", "mail"]),
        ("address", &["adresse"]),
        ("host", &["hébergeur", "hebergeur"]),
        ("filters", &["filtres"]),
        ("sort", &["tri", "ordre"]),
        ("rules", &["règles", "regles"]),
        ("when", &["quand", "si"]),
        ("require", &["exige", "demande"]),
        ("theme", &["thème"]),
        ("view", &["vue", "présentation", "presentation"]),
        ("keywords", &["mots-clés", "mots_clés", "motscles"]),
    ];
    let key = key.to_lowercase();
    let words = WORDS.iter().filter(|(name, words)| known.contains(name) && words.contains(&&*key));
    words.map(|(name, _)| (*name).to_owned()).next()
}

/// What a silent flag means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Otherwise {
    True,
    False,
}

/// A list of texts, or one text, with their places.
pub fn texts<'a>(node: &'a Node, diags: &mut Diagnostics) -> Vec<(&'a str, Span)> {
    if let Some(text) = node.as_text() {
        return vec![(text, node.span)];
    }
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| item.text_or(diags).map(|text| (text, item.span))).collect()
}

/// Refuses a name that stands twice in the list behind a key.
pub fn once(key: &str, names: &[(&str, Span)], diags: &mut Diagnostics) {
    for (at, (name, span)) in names.iter().enumerate() {
        if let Some((_, first)) = names[..at].iter().find(|(other, _)| other == name) {
            let problem = ITEM_TWICE.with("field", key).with("value", *name);
            diags.push(problem.at(*span).with_related(*first));
        }
    }
}

/// One of a few names, or an error that proposes the nearest.
pub fn choice<'a>(text: &str, span: Span, allowed: &[&'a str], diags: &mut Diagnostics) -> Option<&'a str> {
    let found = allowed.iter().find(|name| **name == text);
    if found.is_none() {
        diags.add(
            span,
            UNKNOWN_CHOICE
                .with("value", text)
                .with("allowed", allowed)
                .with("nearest", nearest(text, allowed.iter().copied())),
        );
    }
    found.copied()
}
