//! The words for files that a project has no place for.
//!
//! In: why a file is a stray, and the name it was meant to bear. Out: one sentence on what, one on what to do. Never: a fact.

use crate::diag::Stray;

/// The words of a stray file in French.
pub fn french(stray: Stray, nearest: Option<&str>) -> (String, String) {
    let message = match stray {
        Stray::Homeless => "ce fichier n'a pas de place ici et n'est pas publié",
        Stray::Unnamed => {
            "ce fichier n'est pas une fiche et aucun texte n'y mène : il est publié tel quel, sans être vérifié"
        }
        Stray::Settings => "ce nom n'est pas celui d'un fichier de réglages : ce fichier n'est pas lu",
    };
    let help = match (stray, nearest) {
        (Stray::Settings, Some(name)) => format!("renommez-le en « {name} »"),
        (_, Some(name)) => format!(
            "si c'est une fiche, renommez-le en « {name} » ; sinon, faites commencer son nom par « _ »"
        ),
        (Stray::Unnamed, None) => {
            "mettez dans un texte un lien vers lui, retirez-le, ou faites commencer son nom par « _ »".into()
        }
        (_, None) => {
            "rangez-le dans une collection ou dans « content/pages », ou faites commencer son nom par « _ »"
                .into()
        }
    };
    (message.into(), help)
}

/// The words of a stray file in English.
pub fn english(stray: Stray, nearest: Option<&str>) -> (String, String) {
    let message = match stray {
        Stray::Homeless => "this file has no place here and is not published",
        Stray::Unnamed => {
            "this file is no record and no text leads to it: it is published as it is, without a check"
        }
        Stray::Settings => "this is not the name of a settings file: this file is not read",
    };
    let help = match (stray, nearest) {
        (Stray::Settings, Some(name)) => format!("rename it “{name}”"),
        (_, Some(name)) => {
            format!("if it is a record, rename it “{name}”; otherwise, begin its name with “_”")
        }
        (Stray::Unnamed, None) => "link to it from a text, take it away, or begin its name with “_”".into(),
        (_, None) => "move it into a collection or into “content/pages”, or begin its name with “_”".into(),
    };
    (message.into(), help)
}

/// The words of a file that could run code, in French.
pub fn active_in_french() -> (String, String) {
    (
        "ce fichier peut exécuter du code dans la page : il n'est pas publié".into(),
        "exportez-le en PDF ou en PNG ; s'il fait partie de l'habillage du site, mettez-le dans le dossier « static » du thème".into(),
    )
}

/// The words of a file that could run code, in English.
pub fn active_in_english() -> (String, String) {
    (
        "this file can run code in the page: it is not published".into(),
        "export it as PDF or PNG; if it belongs to the look of the site, put it in the theme's folder “static”".into(),
    )
}
