//! Booleans: the words that a schema declares, and `oui` or `no`.
//!
//! In: characters. Out: a truth. Never: a number of another meaning.

use serde_json::{Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::{FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules, read_json_text};

/// A truth, and the words that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BooleanType {
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

/// What people write, in French and in English.
const EVERYDAY_YES: [&str; 4] = ["oui", "vrai", "yes", "true"];
const EVERYDAY_NO: [&str; 4] = ["non", "faux", "no", "false"];

impl TypeRules for BooleanType {
    fn facts(&self) -> TypeFacts {
        let words = self.yes.first().zip(self.no.first());
        TypeFacts {
            name: "boolean",
            example: words.map(|(yes, no)| format!("{yes}, {no}").into()),
            format: None,
            limits: Limits::None,
            json: (Some("boolean"), None),
            xsd: Some("boolean"),
            filter: Some(FilterKind::Choice),
            help: Some("boolean"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let among = |values: &[String]| values.iter().any(|value| value == text);
        let declared = if among(&self.yes) { Some(true) } else { among(&self.no).then_some(false) };
        let everyday = || {
            let word = text.trim().to_lowercase();
            let yes = EVERYDAY_YES.contains(&word.as_str());
            (yes || EVERYDAY_NO.contains(&word.as_str())).then_some(yes)
        };
        let truth = declared.or_else(|| everyday().filter(|_| lexicon == Lexicon::Everyday));
        truth.map(Value::Boolean).ok_or(Refusal::Type)
    }

    fn read_json(&self, json: &Json) -> Reading {
        json.as_bool().map_or_else(|| read_json_text(self, json), |truth| Ok(Value::Boolean(truth)))
    }

    fn describe_yaml(&self, _: &Constraints, lexicon: Lexicon) -> Vec<Json> {
        let mut words: Vec<String> = self.yes.iter().chain(&self.no).cloned().collect();
        if lexicon == Lexicon::Everyday {
            for word in ["oui", "non", "vrai", "faux", "yes", "no", "true", "false"] {
                let capital = word[..1].to_uppercase() + &word[1..];
                words.extend([word.to_owned(), capital, word.to_uppercase()]);
            }
        }
        // YAML may read a word as a number or a truth.
        let literals = words.iter().filter_map(|word| serde_json::from_str::<Json>(word).ok());
        let literals: Vec<Json> = literals.filter(|json| json.is_number() || json.is_boolean()).collect();
        let mut forms: Vec<Json> = Vec::new();
        for form in words.into_iter().map(Json::String).chain(literals) {
            if !forms.contains(&form) {
                forms.push(form);
            }
        }
        vec![json!({"type": "boolean"}), json!({"enum": forms})]
    }
}
