//! The words for pictures that show nothing, views that name the wrong field, and cards that are too full.
//!
//! In: facts. Out: one sentence on what, one on what to do. Never: a fact.

use crate::diag::{Drawable, Undrawn};

/// The words of an empty picture in French.
pub fn empty_in_french(reason: Undrawn) -> (String, String) {
    let (message, help) = match reason {
        Undrawn::NoRecord => (
            "cette figure ne montre rien : aucune fiche ne correspond, ou le champ à dessiner est vide",
            "vérifiez « records » et « only », ou remplissez le champ dans les fiches",
        ),
        Undrawn::NothingCompares => (
            "ces barres ne montrent rien : il faut au moins deux valeurs exactes, de même unité et de même mesure",
            "choisissez des valeurs qui se comparent, ou écrivez « view: figures » pour montrer des chiffres seuls",
        ),
        Undrawn::OneStep => (
            "cet entonnoir a moins de deux étapes",
            "donnez dans « records » au moins deux fiches qui ont une valeur, de la première étape à la dernière",
        ),
    };
    (message.into(), help.into())
}

/// The words of an empty picture in English.
pub fn empty_in_english(reason: Undrawn) -> (String, String) {
    let (message, help) = match reason {
        Undrawn::NoRecord => (
            "this picture shows nothing: no record matches, or the field to draw is empty",
            "look again at “records” and “only”, or fill the field in the records",
        ),
        Undrawn::NothingCompares => (
            "these bars show nothing: they need at least two exact values of the same unit and the same measure",
            "choose values that compare, or write “view: figures” to show figures alone",
        ),
        Undrawn::OneStep => (
            "this funnel has fewer than two steps",
            "name in “records” at least two records that have a value, from the first step to the last",
        ),
    };
    (message.into(), help.into())
}

/// The words of an unfit field in French.
pub fn field_in_french(key: &str, field: &str, wanted: Drawable) -> (String, String) {
    let kind = match wanted {
        Drawable::Number => "un nombre",
        Drawable::Date => "une date",
        Drawable::Reference => "une référence à une autre fiche",
        Drawable::Group => "une référence, ou une liste de valeurs permises",
    };
    (
        format!("« {field} » ne peut pas servir de « {key} » : ce champ n'est pas {kind}"),
        format!("donnez pour « {key} » un champ qui soit {kind}"),
    )
}

/// The words of an unfit field in English.
pub fn field_in_english(key: &str, field: &str, wanted: Drawable) -> (String, String) {
    let kind = match wanted {
        Drawable::Number => "a number",
        Drawable::Date => "a date",
        Drawable::Reference => "a reference to another record",
        Drawable::Group => "a reference, or a list of allowed values",
    };
    (
        format!("“{field}” cannot serve as “{key}”: it is not {kind}"),
        format!("name for “{key}” a field that is {kind}"),
    )
}

/// The words of a card that is too full, in French.
pub fn card_in_french(face: &str, lines: usize) -> (String, String) {
    let side = if face == "front" { "recto" } else { "verso" };
    let over = if lines < 2 { "environ une ligne".to_owned() } else { format!("environ {lines} lignes") };
    (
        format!("le {side} de la carte à imprimer déborde : {over} de trop"),
        "raccourcissez un texte de cette fiche, ou choisissez moins de champs avec « print: {card: …} »"
            .into(),
    )
}

/// The words of a card that is too full, in English.
pub fn card_in_english(face: &str, lines: usize) -> (String, String) {
    let over = if lines < 2 { "about one line".to_owned() } else { format!("about {lines} lines") };
    (
        format!("the {face} of the printed card overflows: {over} too many"),
        "shorten a text of this record, or choose fewer fields with “print: {card: …}”".into(),
    )
}
