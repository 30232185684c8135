//! What a run says of itself, in French: its tally, what it published or could not.

use super::super::Notice;
use super::super::alike::{Cut, Others, Rest};
use super::super::harmless::{Name, list};
use super::count;
use crate::output::Failure;

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
        Notice::NothingPublished => "Rien n'a été publié : le site en place n'a pas changé.".into(),
        Notice::NoProject { folder } => {
            format!(
                "il n'y a pas de projet essaim dans « {folder} » : on n'y trouve pas de dossier « content »"
            )
        }
        Notice::BadArgument { argument, value } => format!("« {value} » ne convient pas pour {argument}"),
    }
}

pub fn failure(failure: &Failure) -> Option<String> {
    match failure {
        Failure::Foreign { folder, files, count: number } => Some(format!(
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
        Failure::Io { path, error } => Some(format!(
            "« {} » : {error}\nRien n'a été publié, le site en place n'a pas changé.",
            Name(&path.display().to_string())
        )),
        Failure::Theme(_) => None,
    }
}
