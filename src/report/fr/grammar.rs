//! The small words of French messages: owners of keys, kinds of values, lists, counts.
//!
//! In: names as the editor wrote them. Out: parts of sentences. Never: a whole message.

use crate::diag::{Blank, Owner};

pub fn fill(field: &str, blank: Blank) -> String {
    match blank {
        Blank::Key => format!("ajoutez une ligne « {field}: … »"),
        Blank::Value => format!("écrivez la valeur après « {field}: »"),
        Blank::Cell => format!("remplissez la cellule de la colonne « {field} »"),
    }
}

/// The owner of a key, at the head of a sentence.
pub fn of(owner: &Owner) -> String {
    match owner {
        Owner::Record(name) | Owner::Table(name) => format!("la collection « {name} »"),
        Owner::Row(name) => format!("une ligne de « {name} »"),
        Owner::Site => "site.yaml".into(),
        Owner::Portal => "sources.yaml".into(),
        Owner::Collection => "_collection.yaml".into(),
        Owner::SharedFields => "_fields.yaml".into(),
        Owner::Field => "un champ".into(),
        Owner::Constraints => "la liste des contraintes".into(),
        Owner::Schema => "un schéma".into(),
        Owner::View => "cette présentation".into(),
        Owner::Picture => "une figure".into(),
        Owner::Chapter => "un chapitre".into(),
        Owner::Section => "une section".into(),
        Owner::Rule => "une règle".into(),
        Owner::Category => "une valeur permise".into(),
        Owner::ForeignKey => "une clé étrangère".into(),
        Owner::Publisher => "« publisher »".into(),
        Owner::Legal => "« legal »".into(),
        Owner::Accessibility => "« accessibility »".into(),
        Owner::Audit => "« audit »".into(),
        Owner::Host => "« host »".into(),
        Owner::License => "« license »".into(),
        Owner::Spatial => "« spatial »".into(),
        Owner::Origin => "« origin »".into(),
        Owner::Lock => "origins/lock.yaml".into(),
        Owner::Page => "une page".into(),
        Owner::Part => "une partie".into(),
        Owner::Lints => "la liste des contrôles".into(),
        Owner::Release => "une version".into(),
        Owner::ReleasedTable => "un tableau d'une version".into(),
        Owner::RemovedRecord => "une fiche retirée".into(),
    }
}

pub fn key_word(owner: &Owner) -> &'static str {
    match owner {
        Owner::Record(_) | Owner::Table(_) | Owner::Row(_) => "champ",
        Owner::Lints => "contrôle",
        _ => "clé",
    }
}

pub fn inside(owner: &Owner) -> String {
    match owner {
        Owner::Record(name) => format!("dans cette fiche de « {name} »"),
        Owner::Page => "dans l'en-tête de cette page".into(),
        Owner::Publisher => "sous « publisher »".into(),
        Owner::License => "sous « license »".into(),
        _ => "ici".into(),
    }
}

/// A type, with its article.
pub fn kind_name(kind: &str) -> String {
    let name = match kind {
        "string" => "un texte",
        "number" => "un nombre",
        "integer" => "un nombre entier",
        "boolean" => "oui ou non",
        "date" => "une date",
        "time" => "une heure",
        "datetime" => "une date avec l'heure",
        "year" => "une année",
        "yearmonth" => "un mois",
        "duration" => "une durée",
        "list" => "une liste",
        "array" => "une liste de lignes",
        "object" => "un ensemble de clés",
        "geopoint" => "un point (longitude, latitude)",
        "geojson" => "une forme GeoJSON",
        other => return format!("une valeur de type « {other} »"),
    };
    name.into()
}

pub fn format_name(format: &str) -> String {
    match format {
        "email" => "une adresse électronique".into(),
        "uri" => "une adresse web complète".into(),
        "uuid" => "un identifiant UUID".into(),
        "binary" => "une donnée en base64".into(),
        other => format!("au format « {other} »"),
    }
}

pub fn conditions(when: &[(String, String)]) -> String {
    if when.is_empty() {
        return String::new();
    }
    let each: Vec<String> =
        when.iter().map(|(field, value)| format!("« {field} » vaut « {value} »")).collect();
    format!(" quand {}", each.join(" et "))
}

pub fn suggest(nearest: Option<&str>, otherwise: &str) -> String {
    match nearest {
        Some(name) => format!("vouliez-vous écrire « {name} » ? Sinon, {otherwise}"),
        None => otherwise.to_owned(),
    }
}

/// « a », « b » ou « c »; the first eight of a long list.
pub fn either(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().take(8).map(|name| format!("« {name} »")).collect();
    match (&quoted[..], names.len()) {
        (_, many) if many > 8 => format!("{} … ({many} valeurs possibles)", quoted.join(", ")),
        ([], _) => "une valeur permise".into(),
        ([one], _) => one.clone(),
        ([first @ .., last], _) => format!("{} ou {last}", first.join(", ")),
    }
}

pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number < 2 { one } else { many })
}
