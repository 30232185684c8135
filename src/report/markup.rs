//! The words for Markdown that would be published as the characters that were typed.
//!
//! In: the slip. Out: one sentence on what, one on what to do. Never: a fact.

use super::short;
use crate::diag::Markup;

/// The words of a slip in French.
#[must_use]
pub fn french(kind: &Markup) -> (String, String) {
    match kind {
        Markup::SpaceInAddress(address) => (
            format!("« {} » contient une espace : ce lien serait publié comme du texte", short(address)),
            format!("mettez l'adresse entre chevrons, « (<{}>) », ou renommez le fichier sans espace", short(address)),
        ),
        Markup::SpaceBeforeAddress => (
            "une espace sépare « ] » de « ( » : ce lien serait publié comme du texte".into(),
            "collez les deux : « [texte](adresse) »".into(),
        ),
        Markup::AddressUnclosed => (
            "rien ne ferme l'adresse de ce lien : il serait publié comme du texte".into(),
            "ajoutez « ) » derrière l'adresse".into(),
        ),
        Markup::HalfLink(name) if name.is_empty() => (
            "rien ne ferme ces crochets : ce lien serait publié comme du texte".into(),
            "écrivez « [[collection/fiche]] », sur une seule ligne".into(),
        ),
        Markup::HalfLink(name) => (
            "ce lien n'a pas ses quatre crochets : il serait publié comme du texte".into(),
            format!("écrivez « [[{}]] »", short(name)),
        ),
        Markup::AlertUnknown { name, nearest } => (
            format!("aucun encadré ne s'appelle « {} » : ce serait publié comme du texte", short(name)),
            match nearest {
                Some(nearest) => format!("écrivez « > [!{nearest}] » ; {ALERTS_IN_FRENCH}"),
                None => ALERTS_IN_FRENCH.into(),
            },
        ),
        Markup::AlertBeforeText(name) => (
            format!("« [!{name}] » n'est pas seul sur sa ligne : l'encadré serait publié comme du texte"),
            "passez à la ligne derrière lui, et commencez la suivante par « > »".into(),
        ),
        Markup::AlertUnquoted(name) => (
            format!("il manque « > » devant « [!{name}] » : l'encadré serait publié comme du texte"),
            "commencez par « > » cette ligne et toutes celles de l'encadré".into(),
        ),
        Markup::Heading(marks) => (
            format!("une espace manque derrière « {} » : ce titre serait publié comme du texte", "#".repeat(*marks)),
            format!("écrivez « {} Titre »", "#".repeat(*marks)),
        ),
        Markup::Blank(name) => (
            format!("rien ne remplit {{{{{}}}}} ici : il serait publié tel quel", short(name)),
            "écrivez le mot lui-même ; seules se remplissent les collections qui ont « parts: » ou « editions: »".into(),
        ),
        Markup::NoteUnwritten(name) => (
            format!("la note « {} » n'est écrite nulle part : son appel serait publié comme du texte", short(name)),
            format!("ajoutez plus bas une ligne « [^{}]: … »", short(name)),
        ),
        Markup::NoteUncalled(name) => (
            format!("la note « {} » n'est appelée nulle part : elle ne sera pas publiée", short(name)),
            format!("écrivez « [^{}] » dans le texte, là où elle s'applique", short(name)),
        ),
    }
}

const ALERTS_IN_FRENCH: &str =
    "il y a NOTE, TIP (conseil), IMPORTANT, WARNING (attention) et CAUTION (danger)";

/// The words of a slip in English.
#[must_use]
pub fn english(kind: &Markup) -> (String, String) {
    match kind {
        Markup::SpaceInAddress(address) => (
            format!("“{}” holds a space: this link would be published as text", short(address)),
            "put the address between angle brackets, “(<my file.pdf>)”, or rename the file without the space"
                .into(),
        ),
        Markup::SpaceBeforeAddress => (
            "a space stands between “]” and “(”: this link would be published as text".into(),
            "put them together: “[text](address)”".into(),
        ),
        Markup::AddressUnclosed => (
            "nothing closes the address of this link: it would be published as text".into(),
            "add “)” behind the address".into(),
        ),
        Markup::HalfLink(name) if name.is_empty() => (
            "nothing closes these brackets: this link would be published as text".into(),
            "write “[[collection/record]]”, on one line".into(),
        ),
        Markup::HalfLink(name) => (
            "this link lacks one of its four brackets: it would be published as text".into(),
            format!("write “[[{}]]”", short(name)),
        ),
        Markup::AlertUnknown { name, nearest } => (
            format!("no alert is called “{}”: it would be published as text", short(name)),
            match nearest {
                Some(nearest) => format!("write “> [!{nearest}]”; {ALERTS_IN_ENGLISH}"),
                None => ALERTS_IN_ENGLISH.into(),
            },
        ),
        Markup::AlertBeforeText(name) => (
            format!("“[!{name}]” is not alone on its line: the alert would be published as text"),
            "begin a new line behind it, with “>”".into(),
        ),
        Markup::AlertUnquoted(name) => (
            format!("“>” is missing before “[!{name}]”: the alert would be published as text"),
            "begin this line and all others of the alert with “>”".into(),
        ),
        Markup::Heading(marks) => (
            format!(
                "a space is missing behind “{}”: this heading would be published as text",
                "#".repeat(*marks)
            ),
            format!("write “{} Title”", "#".repeat(*marks)),
        ),
        Markup::Blank(name) => (
            format!("nothing fills {{{{{}}}}} here: it would be published as it is", short(name)),
            "write the word itself; only collections that have “parts:” or “editions:” are filled in".into(),
        ),
        Markup::NoteUnwritten(name) => (
            format!("the note “{}” is written nowhere: its mark would be published as text", short(name)),
            format!("add a line “[^{}]: …” below", short(name)),
        ),
        Markup::NoteUncalled(name) => (
            format!("nothing calls the note “{}”: it will not be published", short(name)),
            format!("write “[^{}]” in the text, where it applies", short(name)),
        ),
    }
}

const ALERTS_IN_ENGLISH: &str = "there are NOTE, TIP, IMPORTANT, WARNING and CAUTION";
