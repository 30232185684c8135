//! The words for a theme's faults.
//!
//! In: what is wrong with a template. Out: one sentence on what, one on what to do. Never: a fact.

use super::{Language, short};
use crate::diag::{TemplatePart, ThemeFault};

/// The words of a theme's fault in French.
#[must_use]
pub fn french(fault: &ThemeFault) -> (String, String) {
    const BACK: &str = "corrigez ce fichier du thème, ou supprimez-le pour retrouver celui d'origine";
    match fault {
        ThemeFault::Unknown { part, name, nearest } => (
            format!("{} ne s'appelle « {} »", none_of(*part, Language::French), short(name)),
            match nearest {
                Some(nearest) => format!("vouliez-vous écrire « {} » ? Sinon, {BACK}", short(nearest)),
                None => BACK.into(),
            },
        ),
        ThemeFault::BlockMissing(name) => (
            format!("ce gabarit n'a pas le bloc « {} », que d'autres remplissent", short(name)),
            format!("ajoutez-y {{% block {} %}}{{% endblock %}}", short(name)),
        ),
        ThemeFault::Unclosed => (
            "ce gabarit s'arrête au milieu d'une instruction".into(),
            "fermez ce qui est ouvert : « %} », « }} », {% endif %}, {% endfor %}, {% endblock %}".into(),
        ),
        ThemeFault::Unexpected(found) => (
            match found {
                Some(found) => format!("« {} » n'est pas attendu à cet endroit du gabarit", short(found)),
                None => "ce qui est écrit ici n'est pas une instruction de gabarit".into(),
            },
            BACK.into(),
        ),
        ThemeFault::Twice(name) => {
            (format!("« {} » est déclaré deux fois dans ce gabarit", short(name)), "gardez-en un seul".into())
        }
        ThemeFault::Circle => (
            "ce gabarit s'appelle lui-même, directement ou par un autre".into(),
            "retirez l'un des « extends » ou « include » qui tournent en rond".into(),
        ),
        ThemeFault::Engine(said) => (
            "ce gabarit ne peut pas être rempli ici".into(),
            format!("{BACK} ; le moteur dit, en anglais : « {} »", short(said)),
        ),
    }
}

/// The words of a theme's fault in English.
#[must_use]
pub fn english(fault: &ThemeFault) -> (String, String) {
    const BACK: &str = "correct this file of the theme, or remove it to have the original back";
    match fault {
        ThemeFault::Unknown { part, name, nearest } => (
            format!("{} is called “{}”", none_of(*part, Language::English), short(name)),
            match nearest {
                Some(nearest) => format!("did you mean “{}”? If not, {BACK}", short(nearest)),
                None => BACK.into(),
            },
        ),
        ThemeFault::BlockMissing(name) => (
            format!("this template lacks the block “{}”, which others fill", short(name)),
            format!("add {{% block {} %}}{{% endblock %}} to it", short(name)),
        ),
        ThemeFault::Unclosed => (
            "this template ends in the middle of an instruction".into(),
            "close what is open: “%}”, “}}”, {% endif %}, {% endfor %}, {% endblock %}".into(),
        ),
        ThemeFault::Unexpected(found) => (
            match found {
                Some(found) => format!("“{}” is not expected at this place of the template", short(found)),
                None => "what stands here is no instruction of a template".into(),
            },
            BACK.into(),
        ),
        ThemeFault::Twice(name) => {
            (format!("“{}” is declared twice in this template", short(name)), "keep one of them".into())
        }
        ThemeFault::Circle => (
            "this template calls itself, straight or through another".into(),
            "remove one of the “extends” or “include” that run in a circle".into(),
        ),
        ThemeFault::Engine(said) => (
            "this template cannot be filled in here".into(),
            format!("{BACK}; the engine says: “{}”", short(said)),
        ),
    }
}

fn none_of(part: TemplatePart, language: Language) -> &'static str {
    let (french, english) = match part {
        TemplatePart::Variable => ("ici, aucune valeur", "here, no value"),
        TemplatePart::Field => ("dans cette valeur, rien", "nothing in this value"),
        TemplatePart::Filter => ("aucun filtre", "no filter"),
        TemplatePart::Function => ("aucune fonction", "no function"),
        TemplatePart::Test => ("aucun test", "no test"),
        TemplatePart::Component => ("aucun composant", "no component"),
        TemplatePart::Template => ("aucun gabarit", "no template"),
        TemplatePart::Block => ("dans le gabarit prolongé, aucun bloc", "in the extended template, no block"),
    };
    match language {
        Language::French => french,
        Language::English => english,
    }
}
