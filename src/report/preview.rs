//! Every wording of the preview, French then English.
//!
//! In: what the preview has to say. Out: a sentence, or the few words of a button. Never: markup.

use super::ReportLanguage;

/// The words of the preview.
#[derive(Clone, Copy, Debug)]
pub enum Preview<'a> {
    /// The preview stands at an address.
    At { address: &'a str },
    /// Other machines may look at it.
    OpenToAll,
    /// The drive tells nothing of changes: it is looked at again and again.
    Polling,
    /// Nobody can be served at this address.
    NotServed { address: &'a str, reason: &'a str },
    /// No browser opened.
    NoBrowser,
    /// The project's folder cannot be read.
    FolderGone { reason: &'a str },
    /// So many errors.
    Errors { count: usize },
    /// So many warnings.
    Warnings { count: usize },
    /// There are errors; the page below is the last one without.
    LastGood,
    /// There are errors, and never was a page without.
    NoPage,
    /// The page cannot be shown for want of a right theme.
    PageFault,
    /// The title of the page that stands in for one.
    Title,
    /// So many problems more.
    More { count: usize },
    /// Before what is to be done.
    ToDo,
    /// Before the place where an equal thing stands already.
    FirstHere,
    /// Opens a file in the editor.
    Open,
    /// Copies the path of a file.
    Copy,
    /// It was copied.
    Copied,
    /// Makes the list of errors small.
    Fold,
    /// The program that serves the pages has ended.
    Stopped,
}

/// What the preview says, in words.
#[must_use]
pub fn preview(words: Preview<'_>, language: ReportLanguage) -> String {
    match language {
        ReportLanguage::French => french(words),
        ReportLanguage::English => english(words),
    }
}

fn french(words: Preview<'_>) -> String {
    match words {
        Preview::At { address } => format!("Aperçu : {address} (Ctrl+C pour arrêter)"),
        Preview::OpenToAll => {
            "Attention, l'aperçu est visible depuis les autres postes du réseau, brouillons compris.".into()
        }
        Preview::Polling => {
            "Ce dossier ne signale pas ses changements : il est relu à intervalles réguliers.".into()
        }
        Preview::NotServed { address, reason } => {
            format!(
                "impossible d'ouvrir l'aperçu sur {address} ({reason}) : choisissez un autre --port ou --host"
            )
        }
        Preview::NoBrowser => {
            "le navigateur ne s'ouvre pas d'ici : ouvrez-le, et donnez-lui cette adresse".into()
        }
        Preview::FolderGone { reason } => {
            format!("le dossier du projet ne peut plus être lu ({reason}) : l'aperçu reste tel qu'il était")
        }
        Preview::Errors { count } => self::count(count, "erreur", "erreurs"),
        Preview::Warnings { count } => self::count(count, "avertissement", "avertissements"),
        Preview::LastGood => "En attendant, cette page reste dans sa dernière version sans erreur.".into(),
        Preview::NoPage => {
            "Le site s'affichera ici dès qu'il n'y aura plus d'erreur : corrigez, enregistrez, c'est tout."
                .into()
        }
        Preview::PageFault => {
            "Le thème a un défaut sur cette page : elle s'affichera dès qu'il sera corrigé.".into()
        }
        Preview::Title => "Aperçu du site".into(),
        Preview::More { count } => format!(
            "et {} : corrigez d'abord ceux-ci",
            self::count(count, "autre problème", "autres problèmes")
        ),
        Preview::ToDo => "À faire".into(),
        Preview::FirstHere => "Déjà ici".into(),
        Preview::Open => "Ouvrir dans l'éditeur".into(),
        Preview::Copy => "Copier le chemin".into(),
        Preview::Copied => "Copié".into(),
        Preview::Fold => "Replier".into(),
        Preview::Stopped => {
            "L'aperçu est arrêté : relancez « essaim serve », la page reviendra d'elle-même.".into()
        }
    }
}

fn english(words: Preview<'_>) -> String {
    match words {
        Preview::At { address } => format!("Preview: {address} (Ctrl+C to stop)"),
        Preview::OpenToAll => {
            "Mind that other machines of the network can see the preview, drafts included.".into()
        }
        Preview::Polling => "This folder does not tell of its changes: it is read again at intervals.".into(),
        Preview::NotServed { address, reason } => {
            format!("the preview cannot open at {address} ({reason}): choose another --port or --host")
        }
        Preview::NoBrowser => "no browser opens from here: open one, and give it this address".into(),
        Preview::FolderGone { reason } => {
            format!("the project's folder can no longer be read ({reason}): the preview stays as it was")
        }
        Preview::Errors { count } => self::count(count, "error", "errors"),
        Preview::Warnings { count } => self::count(count, "warning", "warnings"),
        Preview::LastGood => "Meanwhile this page stays as it was before the errors.".into(),
        Preview::NoPage => {
            "The site shows here as soon as no error is left: correct, save, and that is all.".into()
        }
        Preview::PageFault => "The theme has a fault on this page: it shows once that is corrected.".into(),
        Preview::Title => "Preview of the site".into(),
        Preview::More { count } => {
            format!("and {}: correct these first", self::count(count, "more problem", "more problems"))
        }
        Preview::ToDo => "To do".into(),
        Preview::FirstHere => "First here".into(),
        Preview::Open => "Open in the editor".into(),
        Preview::Copy => "Copy the path".into(),
        Preview::Copied => "Copied".into(),
        Preview::Fold => "Fold".into(),
        Preview::Stopped => {
            "The preview has stopped: run “essaim serve” again, and the page comes back by itself.".into()
        }
    }
}

fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number < 2 { one } else { several })
}
