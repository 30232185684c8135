//! What the first steps say: a new project, a new record, an editor's settings.
//!
//! In: facts about what was written or refused. Out: lines for a person, French and English side by side.

use super::harmless::{Name, harmless, list};
use super::{Language, short};

/// What a command has to say.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// A project was written: so many files in a folder, and a collection to try.
    ProjectMade {
        folder: Name<'a>,
        files: usize,
        example: &'a str,
        title: &'a str,
    },
    /// A folder holds files already.
    FolderNotEmpty {
        folder: Name<'a>,
        names: &'a [String],
        count: usize,
    },
    /// A record was written, alone in a file or behind others.
    RecordMade {
        path: Name<'a>,
        line: usize,
        appended: Appended,
    },
    /// These required fields are empty.
    ToFill {
        path: Name<'a>,
        blanks: &'a [(usize, String)],
    },
    /// The collections there are: name, title, how many records, where a new one goes.
    Collections {
        all: &'a [(String, String, usize)],
    },
    /// No message has that code.
    UnknownCode {
        code: Name<'a>,
        nearest: Option<Name<'a>>,
    },
    UnknownCollection {
        name: Name<'a>,
        nearest: Option<Name<'a>>,
        known: &'a [String],
    },
    /// The folder is there, its declaration is missing or wrong.
    Unreadable {
        name: Name<'a>,
    },
    /// The title gives no identifier.
    NoIdentifier {
        title: Name<'a>,
    },
    Exists {
        id: Name<'a>,
        path: Name<'a>,
    },
    /// The title does not suit its field: what is wrong, what to do.
    BadTitle {
        message: &'a str,
        help: &'a str,
    },
    MissingTitle {
        collection: Name<'a>,
    },
    /// So many files help an editor; a settings file that could not be changed.
    EditorReady {
        files: usize,
    },
    SettingsByHand {
        path: Name<'a>,
        lines: &'a str,
    },
    /// Before the questions of `new`.
    Asking,
    /// What the choices are told apart by.
    Choose,
    /// A wrong call: its command, option or value is not known, or something is missing.
    UnknownCommand {
        name: Name<'a>,
        nearest: Option<Name<'a>>,
    },
    UnknownOption {
        name: Name<'a>,
        nearest: Option<Name<'a>>,
    },
    BadValue {
        value: Name<'a>,
        option: Name<'a>,
        nearest: Option<Name<'a>>,
        allowed: &'a [String],
    },
    /// An option that stands twice, or beside one that excludes it.
    TwiceOrTooMuch {
        name: Name<'a>,
    },
    /// Any other wrong call.
    WrongCall,
    Missing {
        names: Name<'a>,
    },
    Written {
        folder: Name<'a>,
        files: usize,
    },
}

/// Whether a file held other records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    Yes,
    No,
}

/// A step in words.
#[must_use]
pub fn step(step: Step<'_>, language: Language) -> String {
    match language {
        Language::French => french(step),
        Language::English => english(step),
    }
}

fn french(step: Step<'_>) -> String {
    match step {
        Step::ProjectMade { folder, files, example, title } => format!(
            "Le projet est prêt dans « {folder} » ({files} fichiers).\n\nEt maintenant :\n{}  essaim serve\n  essaim check\n  essaim new {example} \"{title}\"",
            enter(folder),
        ),
        Step::FolderNotEmpty { folder, names, count } => format!(
            "« {folder} » n'est pas vide : on y trouve {}{}\nRien n'a été écrit. Donnez un dossier vide ou un nouveau nom.",
            list(names),
            if names.len() < count { " …" } else { "." },
        ),
        Step::RecordMade { path, line, appended: Appended::Yes } => {
            format!("Une fiche est ajoutée à {path}, ligne {line}.")
        }
        Step::RecordMade { path, appended: Appended::No, .. } => format!("La fiche est créée : {path}"),
        Step::ToFill { path, blanks } => format!(
            "À remplir avant de publier :\n{}",
            lines(blanks.iter().map(|(line, label)| format!("  {path}:{line}  {}", Name(label)))),
        ),
        Step::Collections { all } => format!(
            "Une fiche de quelle collection ? Par exemple : essaim new {} \"Titre de la fiche\"\n{}",
            all.first().map_or("COLLECTION", |(name, _, _)| name),
            lines(all.iter().map(|(name, title, count)| format!(
                "  {:<18} {} ({})",
                Name(name),
                Name(title),
                if *count < 2 { format!("{count} fiche") } else { format!("{count} fiches") }
            ))),
        ),
        Step::UnknownCollection { name, nearest, known } => format!(
            "aucune collection ne s'appelle « {name} ». {}",
            match nearest {
                Some(nearest) => format!("Vouliez-vous écrire « {nearest} » ?"),
                None => format!("Il y a : {}.", list(known)),
            }
        ),
        Step::Unreadable { name } => format!(
            "on ne peut pas lire de quoi sont faites les fiches de « {name} » : « essaim check » dit ce qui manque à content/{name}/_collection.yaml"
        ),
        Step::NoIdentifier { title } => {
            format!(
                "« {} » n'a ni lettre ni chiffre : donnez à la fiche un titre en mots",
                short(&harmless(title.0))
            )
        }
        Step::Exists { id, path } => {
            format!(
                "il y a déjà une fiche « {id} » : {path}\nRien n'a été écrit. Complétez-la, ou donnez un autre titre."
            )
        }
        Step::BadTitle { message, help } => {
            format!("le titre ne convient pas : {message}\nÀ faire : {help}.")
        }
        Step::MissingTitle { collection } => {
            format!("donnez un titre à la fiche : essaim new {collection} \"Titre de la fiche\"")
        }
        Step::EditorReady { files } => {
            format!("L'aide à la saisie est à jour ({files} fichiers dans .essaim et .vscode).")
        }
        Step::SettingsByHand { path, lines } => format!(
            "{path} contient des commentaires : il n'a pas été modifié. Mettez-y vous-même ces lignes :\n{lines}"
        ),
        Step::Asking => "Quelques réponses, une par ligne. Entrée seule : à remplir plus tard.".into(),
        Step::Choose => "un numéro ou une valeur".into(),
        Step::UnknownCommand { name, nearest } => {
            format!("« {name} » n'est pas une commande. {}", meant_french(nearest))
        }
        Step::UnknownCode { code, nearest } => match nearest {
            Some(near) => format!("aucun message n'a le code « {code} ». Vouliez-vous « {near} » ?"),
            None => format!("aucun message n'a le code « {code} ». « essaim explain » les liste tous."),
        },
        Step::UnknownOption { name, nearest } => {
            format!("« {name} » n'est pas attendu ici. {}", meant_french(nearest))
        }
        Step::BadValue { value, option, nearest, allowed } => format!(
            "« {value} » ne convient pas pour {option}. {}",
            match (nearest, allowed) {
                (None, [_, ..]) => format!("Il y a : {}.", list(allowed)),
                _ => meant_french(nearest),
            }
        ),
        Step::TwiceOrTooMuch { name } => {
            format!("{name} est en double, ou ne va pas avec le reste. {}", meant_french(None))
        }
        Step::WrongCall => format!("cette commande est mal formée. {}", meant_french(None)),
        Step::Missing { names } => format!("il manque {names}. {}", meant_french(None)),
        Step::Written { folder, files } => format!("{files} pages de manuel dans {folder}"),
    }
}

fn english(step: Step<'_>) -> String {
    match step {
        Step::ProjectMade { folder, files, example, title } => format!(
            "The project stands in “{folder}” ({files} files).\n\nNow:\n{}  essaim serve\n  essaim check\n  essaim new {example} \"{title}\"",
            enter(folder),
        ),
        Step::FolderNotEmpty { folder, names, count } => format!(
            "“{folder}” is not empty: it holds {}{}\nNothing was written. Give an empty folder or a new name.",
            list(names),
            if names.len() < count { " …" } else { "." },
        ),
        Step::RecordMade { path, line, appended: Appended::Yes } => {
            format!("A record was added to {path}, line {line}.")
        }
        Step::RecordMade { path, appended: Appended::No, .. } => format!("The record was made: {path}"),
        Step::ToFill { path, blanks } => format!(
            "To fill in before publishing:\n{}",
            lines(blanks.iter().map(|(line, label)| format!("  {path}:{line}  {}", Name(label)))),
        ),
        Step::Collections { all } => format!(
            "A record of which collection? For instance: essaim new {} \"Title of the record\"\n{}",
            all.first().map_or("COLLECTION", |(name, _, _)| name),
            lines(all.iter().map(|(name, title, count)| format!(
                "  {:<18} {} ({})",
                Name(name),
                Name(title),
                if *count == 1 { format!("{count} record") } else { format!("{count} records") }
            ))),
        ),
        Step::UnknownCollection { name, nearest, known } => format!(
            "no collection is called “{name}”. {}",
            match nearest {
                Some(nearest) => format!("Did you mean “{nearest}”?"),
                None => format!("There are: {}.", list(known)),
            }
        ),
        Step::Unreadable { name } => format!(
            "what the records of “{name}” are made of cannot be read: “essaim check” says what is wrong with content/{name}/_collection.yaml"
        ),
        Step::NoIdentifier { title } => {
            format!(
                "“{}” has neither letter nor digit: give the record a title in words",
                short(&harmless(title.0))
            )
        }
        Step::Exists { id, path } => {
            format!(
                "there is a record “{id}” already: {path}\nNothing was written. Fill it in, or give another title."
            )
        }
        Step::BadTitle { message, help } => format!("the title does not fit: {message}\nTo do: {help}."),
        Step::MissingTitle { collection } => {
            format!("give the record a title: essaim new {collection} \"Title of the record\"")
        }
        Step::EditorReady { files } => {
            format!("Help while typing is up to date ({files} files in .essaim and .vscode).")
        }
        Step::SettingsByHand { path, lines } => {
            format!("{path} holds comments: it was not changed. Put these lines there yourself:\n{lines}")
        }
        Step::Asking => "A few answers, one a line. Enter alone: to fill in later.".into(),
        Step::Choose => "a number or a value".into(),
        Step::UnknownCommand { name, nearest } => {
            format!("“{name}” is no command. {}", meant_english(nearest))
        }
        Step::UnknownCode { code, nearest } => match nearest {
            Some(near) => format!("no message has the code “{code}”. Did you mean “{near}”?"),
            None => format!("no message has the code “{code}”. “essaim explain” lists them all."),
        },
        Step::UnknownOption { name, nearest } => {
            format!("“{name}” is not expected here. {}", meant_english(nearest))
        }
        Step::BadValue { value, option, nearest, allowed } => format!(
            "“{value}” does not suit {option}. {}",
            match (nearest, allowed) {
                (None, [_, ..]) => format!("There are: {}.", list(allowed)),
                _ => meant_english(nearest),
            }
        ),
        Step::TwiceOrTooMuch { name } => {
            format!("{name} stands twice, or does not go with the rest. {}", meant_english(None))
        }
        Step::WrongCall => format!("this command is not well formed. {}", meant_english(None)),
        Step::Missing { names } => format!("{names} is missing. {}", meant_english(None)),
        Step::Written { folder, files } => format!("{files} manual pages in {folder}"),
    }
}

fn meant_french(nearest: Option<Name>) -> String {
    match nearest {
        Some(name) => format!("Vouliez-vous écrire « {name} » ?"),
        None => "« essaim --help » montre ce qui est possible.".into(),
    }
}

fn meant_english(nearest: Option<Name>) -> String {
    match nearest {
        Some(name) => format!("Did you mean “{name}”?"),
        None => "“essaim --help” shows what is possible.".into(),
    }
}

/// The command that enters a folder; nothing where one is there already.
fn enter(folder: Name) -> String {
    match folder.0 {
        "." => String::new(),
        written if written.contains(' ') => format!("  cd \"{folder}\"\n"),
        _ => format!("  cd {folder}\n"),
    }
}

fn lines(each: impl Iterator<Item = String>) -> String {
    each.collect::<Vec<_>>().join("\n")
}
