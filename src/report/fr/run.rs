//! What a run says of itself, in French: its tally, what it published or could not.

use super::super::alike::{Cut, Others, Rest};
use super::super::harmless::{Name, list};
use super::super::{Language, Notice, machine_at};
use super::grammar::count;
use crate::config::Budget;
use crate::output::PublishFailure;
use crate::publication::weight::PageWeight;

pub fn tally(errors: usize, warnings: usize) -> String {
    let errors = count(errors, "erreur", "erreurs");
    let warnings = count(warnings, "avertissement", "avertissements");
    format!("{errors}, {warnings}")
}

/// `… et 5 autres du même genre : lignes 12, 13, 14, 15 et 16`
pub fn others(others: &Others<'_>) -> String {
    let list = match &others.kind {
        Rest::Details(details) => details.join(", "),
        Rest::Lines(lines) => {
            let numbers: Vec<String> = lines.iter().map(usize::to_string).collect();
            format!("{} {}", if lines.len() < 2 { "ligne" } else { "lignes" }, numbers.join(", "))
        }
        Rest::Places(places) => places.join(", "),
    };
    let count = count(others.count, "autre", "autres");
    let more = if others.cut == Cut::Short { " …" } else { "" };
    format!("… et {count} du même genre : {list}{more}")
}

pub fn notice(notice: Notice<'_>) -> String {
    match notice {
        Notice::Fine => "Tout est en ordre.".into(),
        Notice::Published { files, bytes, folder } => {
            format!(
                "{} ({} Ko) dans {folder}",
                count(files, "fichier publié", "fichiers publiés"),
                bytes.div_ceil(1000)
            )
        }
        Notice::Budget(budget) => self::budget(budget),
        Notice::Weight(weight) => self::weight(weight),
        Notice::NothingPublished => "Rien n'a été publié : le site en place n'a pas changé.".into(),
        Notice::NoProject { folder } => {
            format!(
                "il n'y a pas de projet essaim dans « {folder} » : on n'y trouve pas de dossier « content »"
            )
        }
        Notice::BadArgument { argument, value } => format!("« {value} » ne convient pas pour {argument}"),
    }
}

fn budget(budget: &Budget) -> String {
    format!(
        "Pages les plus lourdes, compressées (budget : {} Kio, {} requêtes) :",
        budget.kibibytes, budget.requests
    )
}

fn weight(weight: &PageWeight) -> String {
    let tenths = (weight.bytes * 10).div_ceil(1024);
    let requests = usize::try_from(weight.requests).unwrap_or(usize::MAX);
    let requests = count(requests, "requête", "requêtes");
    let over = if weight.within { "" } else { " (au-delà du budget)" };
    let (kind, page) = (page_kind(&weight.kind), &weight.page);
    format!("  {kind:18} {:>3},{} Kio, {requests}{over}  {page}", tenths / 10, tenths % 10)
}

fn page_kind(kind: &str) -> &str {
    match kind {
        "home" => "accueil",
        "collection" => "liste",
        "record" => "fiche",
        "edition" => "édition",
        "data" => "données",
        "table" => "tableau",
        "not-found" => "introuvable",
        "site-map" => "plan du site",
        "legal" => "mentions légales",
        "accessibility" => "accessibilité",
        "booklet" => "livret",
        "story" => "récit",
        "petal" => "branche de roue",
        "deck" => "jeu de cartes",
        "search" => "recherche",
        kind => kind,
    }
}

pub fn failure(failure: &PublishFailure) -> Option<String> {
    match failure {
        PublishFailure::Foreign { folder, files, count: number } => Some(format!(
            "« {} » contient {} qu'essaim n'a pas {} : {}{}\n\
             Rien n'a été touché. Déplacez-les, ou publiez dans un autre dossier avec --output.",
            Name(&folder.display().to_string()),
            count(*number, "fichier", "fichiers"),
            if *number < 2 {
                "écrit, ou qui a été modifié"
            } else {
                "écrits, ou qui ont été modifiés"
            },
            list(files),
            if files.len() < *number { " …" } else { "" },
        )),
        PublishFailure::Io { path, error } => Some(format!(
            "{}\nRien n'a été publié, le site en place n'a pas changé.",
            machine_at(&path.display().to_string(), error, Language::French)
        )),
        PublishFailure::Theme(_) => None,
    }
}
