//! A mapping read by its table: keys taken by name, refused where nobody knows them, judged by their shape.
//!
//! In: a mapping's node. Out: values by key; `unknown-key` with the nearest key that is known, `missing-key`,
//! `wrong-shape`, `unknown-choice`, `invalid-setting`. Never: a name of the project looked up.

use std::str::FromStr;

use super::codes::INVALID_SETTING;
use super::{Form, KeyTable, Need, TextForm, ValueShape};
use crate::diag::{Diagnostics, nearest};
use crate::load::codes::{ITEM_TWICE, MISSING_KEY, UNKNOWN_CHOICE, UNKNOWN_KEY, WRONG_SHAPE};
use crate::load::yaml::{Node, Pair};
use crate::source::Span;

/// A mapping, where it stands, and the keys it may have.
#[derive(Clone, Copy)]
pub struct Keys<'a> {
    pub pairs: &'a [Pair],
    pub span: Span,
    table: &'static KeyTable,
}

impl<'a> Keys<'a> {
    /// Returns the keys of a node, none where nothing is written, and refuses those that the table does not have.
    /// `None`, with an error, where the node is no mapping.
    pub fn read(node: &'a Node, table: &'static KeyTable, diags: &mut Diagnostics) -> Option<Self> {
        let keys = Self::open(node, table, diags)?;
        keys.refuse_unknown(diags);
        Some(keys)
    }

    /// The same, for a mapping that may hold what others act on.
    pub fn open(node: &'a Node, table: &'static KeyTable, diags: &mut Diagnostics) -> Option<Self> {
        let pairs = if node.is_null() { &[] } else { node.map_or(diags)? };
        Some(Self { pairs, span: node.span, table })
    }

    /// Returns a mapping of the same table that holds nothing.
    #[must_use]
    pub fn emptied(self) -> Self {
        Self { pairs: &[], ..self }
    }

    /// Reports every key that the table does not have.
    pub fn refuse_unknown(self, diags: &mut Diagnostics) {
        for pair in self.pairs.iter().filter(|pair| !self.table.has(&pair.key)) {
            let nearest = propose_key(&pair.key, self.table);
            let problem = UNKNOWN_KEY.of(&self.table.owner).with("key", &*pair.key).with("nearest", nearest);
            diags.add(pair.key_span, problem);
        }
    }

    /// Reports every required key behind which nothing stands, at a place.
    pub fn require_at(self, span: Span, diags: &mut Diagnostics) {
        let required = self.table.keys.iter().filter(|key| key.need == Need::Required);
        for key in required.filter(|key| self.get(key.name).is_none()) {
            diags.add(span, MISSING_KEY.of(&self.table.owner).with("key", key.name));
        }
    }

    /// Reports every required key behind which nothing stands, at the mapping.
    pub fn require(self, diags: &mut Diagnostics) {
        self.require_at(self.span, diags);
    }

    /// Reports that a key is missing.
    pub fn report_missing(self, key: &'static str, diags: &mut Diagnostics) {
        diags.add(self.span, MISSING_KEY.of(&self.table.owner).with("key", key));
    }

    /// Returns the pair of that key, where something stands behind it.
    #[must_use]
    pub fn pair(self, key: &str) -> Option<&'a Pair> {
        debug_assert!(self.table.has(key), "{} has no key {key}", self.table.name);
        self.foreign_pair(key)
    }

    /// Returns what stands behind a key.
    #[must_use]
    pub fn get(self, key: &str) -> Option<&'a Node> {
        self.pair(key).map(|pair| &pair.node)
    }

    /// Returns the pair of a key that the table does not have: others may act on it.
    #[must_use]
    pub fn foreign_pair(self, key: &str) -> Option<&'a Pair> {
        self.pairs.iter().find(|pair| &*pair.key == key && !pair.node.is_null())
    }

    /// Returns the text behind a key, as it is written; `None`, with an error, where it has not the shape of the key.
    pub fn text(self, key: &str, diags: &mut Diagnostics) -> Option<&'a str> {
        let node = self.get(key)?;
        let text = node.text_or(diags)?;
        self.read_text(key, node, text, diags).map(|_| text)
    }

    /// Returns the text behind a key, as the program keeps it; `None`, with an error, where it has not the shape of the key.
    pub fn string(self, key: &str, diags: &mut Diagnostics) -> Option<String> {
        let node = self.get(key)?;
        self.read_text(key, node, node.text_or(diags)?, diags)
    }

    /// The same, and where it stands.
    pub fn string_with_span(self, key: &str, diags: &mut Diagnostics) -> Option<(String, Span)> {
        Some((self.string(key, diags)?, self.get(key)?.span))
    }

    /// Returns the text behind a key even where it has not the shape of the key, which is reported: wrong is not missing.
    pub fn string_even_wrong(self, key: &str, diags: &mut Diagnostics) -> Option<String> {
        let node = self.get(key)?;
        let text = node.text_or(diags)?;
        self.read_text(key, node, text, diags);
        Some(text.to_owned())
    }

    /// Returns the day behind a key, in the form that the key asks for.
    pub fn parsed<T: FromStr>(self, key: &str, diags: &mut Diagnostics) -> Option<T> {
        self.text(key, diags)?.parse().ok()
    }

    /// Returns the whole number behind a key; `None`, with an error, where it is none.
    pub fn number<T: FromStr>(self, key: &str, diags: &mut Diagnostics) -> Option<T> {
        let node = self.get(key)?;
        let number = node.as_text().and_then(|text| text.parse().ok());
        if number.is_none() {
            match self.table.find(key) {
                Some(key) if matches!(key.shape, ValueShape::Text(_)) => {
                    report_invalid(node, key.called, diags);
                }
                _ => diags.add(node.span, WRONG_SHAPE.choose("expected", "number")),
            }
        }
        number
    }

    /// Returns `true` or `false` behind a key; what the table says where there is nothing.
    pub fn flag(self, key: &str, diags: &mut Diagnostics) -> bool {
        let written = self.get(key).and_then(|node| node.boolean_or(diags));
        written.unwrap_or_else(|| self.table.find(key).is_some_and(|key| key.default == "true"))
    }

    /// Returns the texts behind a key with their places: those of a list, or one alone.
    pub fn texts(self, key: &str, diags: &mut Diagnostics) -> Vec<(&'a str, Span)> {
        self.get(key).map(|node| texts(node, diags)).unwrap_or_default()
    }

    /// Returns the texts behind a key, to keep; `None` where nothing is written.
    pub fn strings(self, key: &str, diags: &mut Diagnostics) -> Option<Vec<String>> {
        self.get(key).map(|node| texts(node, diags).into_iter().map(|(text, _)| text.to_owned()).collect())
    }

    /// Returns the items of the list behind a key; none where nothing is written.
    pub fn items(self, key: &str, diags: &mut Diagnostics) -> &'a [Node] {
        self.get(key).and_then(|node| node.list_or(diags)).unwrap_or_default()
    }

    /// Returns the pairs of the mapping behind a key, whatever their names; none where nothing is written.
    pub fn entries(self, key: &str, diags: &mut Diagnostics) -> &'a [Pair] {
        self.get(key).and_then(|node| node.map_or(diags)).unwrap_or_default()
    }

    fn read_text(self, key: &str, node: &Node, text: &str, diags: &mut Diagnostics) -> Option<String> {
        let key = self.table.find(key)?;
        let is_text = |shape: &&ValueShape| matches!(shape, ValueShape::Choice(_) | ValueShape::Text(_));
        let shape = match &key.shape {
            ValueShape::Either(shapes) => shapes.iter().find(is_text)?,
            shape => shape,
        };
        match *shape {
            ValueShape::Choice(words) => choose(text, node.span, words, diags).map(str::to_owned),
            ValueShape::Text(form) => {
                let read = form.read(text);
                if read.is_none() {
                    report_invalid(node, key.called, diags);
                }
                read
            }
            _ => TextForm::Plain.read(text),
        }
    }
}

/// Reports that a value does not suit its key.
pub fn report_invalid(node: &Node, key: &'static str, diags: &mut Diagnostics) {
    let items = node.as_list().unwrap_or_default().iter().filter_map(Node::as_text);
    let value = node.as_text().map_or_else(|| items.collect::<Vec<_>>().join(", "), str::to_owned);
    diags.add(node.span, INVALID_SETTING.choose("key", key).with("value", value));
}

/// Returns the word that a node names, its place, and the keys behind it where it is the one key of a mapping.
pub fn variant<'a>(
    node: &'a Node,
    forms: &'static [Form],
    diags: &mut Diagnostics,
) -> Option<(&'static str, Span, Option<Keys<'a>>)> {
    let (text, span, behind) = if let Some(text) = node.as_text() {
        (text, node.span, None)
    } else {
        let pair = one_pair(node, diags)?;
        (&*pair.key, pair.key_span, Some(&pair.node).filter(|node| !node.is_null()))
    };
    let words: Vec<&'static str> = forms.iter().map(|(word, _)| *word).collect();
    let word = choose(text, span, &words, diags)?;
    let table = forms.iter().find(|(name, _)| *name == word)?.1;
    let keys = match behind {
        Some(node) => Some(Keys::read(node, table, diags)?),
        None => None,
    };
    Some((word, span, keys))
}

/// Returns the pair of a mapping that has only one; `None`, with an error, where it has more or none.
pub fn one_pair<'a>(node: &'a Node, diags: &mut Diagnostics) -> Option<&'a Pair> {
    if let [pair] = node.map_or(diags)? {
        return Some(pair);
    }
    diags.add(node.span, WRONG_SHAPE.choose("expected", "mapping"));
    None
}

/// Returns the texts of a list, or one text alone, with their places.
pub fn texts<'a>(node: &'a Node, diags: &mut Diagnostics) -> Vec<(&'a str, Span)> {
    if let Some(text) = node.as_text() {
        return vec![(text, node.span)];
    }
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| item.text_or(diags).map(|text| (text, item.span))).collect()
}

/// Reports every name that stands twice in the list behind a key.
pub fn refuse_repeated(key: &str, names: &[(&str, Span)], diags: &mut Diagnostics) {
    for (at, (name, span)) in names.iter().enumerate() {
        if let Some((_, first)) = names[..at].iter().find(|(other, _)| other == name) {
            let problem = ITEM_TWICE.with("field", key).with("value", *name);
            diags.push(problem.at(*span).with_related(*first));
        }
    }
}

/// Returns the word among a few that a text is; `None`, with an error that proposes the nearest, where it is none.
pub fn choose<'a>(text: &str, span: Span, allowed: &[&'a str], diags: &mut Diagnostics) -> Option<&'a str> {
    let found = allowed.iter().find(|name| **name == text);
    if found.is_none() {
        let nearest = nearest(text, allowed.iter().copied());
        let problem = UNKNOWN_CHOICE.with("value", text).with("allowed", allowed).with("nearest", nearest);
        diags.add(span, problem);
    }
    found.copied()
}

/// Returns the key that was most likely meant, by a slip or by its French word.
#[must_use]
pub fn propose_key(key: &str, table: &KeyTable) -> Option<String> {
    nearest(key, table.names()).or_else(|| {
        let key = key.to_lowercase();
        let is_meant = |(name, words): &&(&str, &[&str])| table.has(name) && words.contains(&&*key);
        FRENCH_NAMES.iter().find(is_meant).map(|(name, _)| (*name).to_owned())
    })
}

/// What French speakers write for a key.
const FRENCH_NAMES: [(&str, &[&str]); 26] = [
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
