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

/// The words of a view that cannot be drawn, in French.
pub fn view_in_french(view: &str, key: &str, field: Option<&str>, wanted: Drawable) -> (String, String) {
    let (kind, how) = match wanted {
        Drawable::Number => ("un nombre", "type number ou integer"),
        Drawable::Date => ("une date", "type date, datetime, yearmonth ou year"),
        Drawable::Reference => ("une référence à une autre fiche", "clé « reference »"),
        Drawable::Group => {
            ("une référence ou une liste de valeurs permises", "clé « reference » ou « categories »")
        }
    };
    match field {
        Some(field) => (
            format!("« {field} » n'est pas {kind} : la présentation « {view} » ne peut rien en montrer"),
            format!("nommez pour « {key} » un champ qui soit {kind} ({how})"),
        ),
        None => (
            format!("la présentation « {view} » n'a rien à montrer : aucun champ n'est {kind} ({how})"),
            "ajoutez un tel champ, ou choisissez une autre présentation, par exemple « view: cards »".into(),
        ),
    }
}

/// The words of a view that cannot be drawn, in English.
pub fn view_in_english(view: &str, key: &str, field: Option<&str>, wanted: Drawable) -> (String, String) {
    let (kind, how) = match wanted {
        Drawable::Number => ("a number", "type number or integer"),
        Drawable::Date => ("a date", "type date, datetime, yearmonth or year"),
        Drawable::Reference => ("a reference to another record", "key “reference”"),
        Drawable::Group => ("a reference or a list of allowed values", "key “reference” or “categories”"),
    };
    match field {
        Some(field) => (
            format!("“{field}” is not {kind}: the view “{view}” can show nothing of it"),
            format!("name for “{key}” a field that is {kind} ({how})"),
        ),
        None => (
            format!("the view “{view}” has nothing to show: no field is {kind} ({how})"),
            "add such a field, or choose another view, for instance “view: cards”".into(),
        ),
    }
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
