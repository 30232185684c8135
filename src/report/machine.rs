//! What the machine refuses, in words: a file that is not there, a disk that is full.
//!
//! In: an error of the system. Out: a few words without a capital. What is too rare for words of ours keeps the
//! system's own.

use std::io::{Error, ErrorKind};

use super::Language;
use super::harmless::harmless;

/// An error of the system in words.
#[must_use]
pub fn machine(error: &Error, language: Language) -> String {
    kind(error.kind(), language).map_or_else(|| error.to_string(), str::to_owned)
}

/// An error of the system at a path.
#[must_use]
pub fn machine_at(path: &str, error: &Error, language: Language) -> String {
    let (path, words) = (harmless(path), machine(error, language));
    match language {
        Language::French => format!("« {path} » : {words}"),
        Language::English => format!("“{path}”: {words}"),
    }
}

/// The words for a kind of error.
#[must_use]
pub fn kind(kind: ErrorKind, language: Language) -> Option<&'static str> {
    let (french, english) = match kind {
        ErrorKind::NotFound => ("il n'y a rien de ce nom", "there is nothing of that name"),
        ErrorKind::PermissionDenied => ("vous n'en avez pas le droit", "you are not allowed to"),
        ErrorKind::AlreadyExists => ("ce nom est déjà pris", "that name is taken"),
        ErrorKind::AddrInUse => {
            ("un autre programme occupe déjà ce port", "another program holds that port already")
        }
        ErrorKind::AddrNotAvailable => {
            ("cette adresse n'est pas celle de cette machine", "that address is not this machine's")
        }
        ErrorKind::StorageFull => ("le disque est plein", "the disk is full"),
        ErrorKind::QuotaExceeded => ("votre part du disque est pleine", "your share of the disk is full"),
        ErrorKind::ReadOnlyFilesystem => ("ce disque ne peut être que lu", "this disk can only be read"),
        ErrorKind::NotADirectory => {
            ("un fichier est là où il faudrait un dossier", "a file stands where a folder should")
        }
        ErrorKind::IsADirectory => {
            ("un dossier est là où il faudrait un fichier", "a folder stands where a file should")
        }
        ErrorKind::DirectoryNotEmpty => ("ce dossier n'est pas vide", "this folder is not empty"),
        ErrorKind::InvalidFilename => {
            ("ce nom ne peut pas être celui d'un fichier", "no file can bear that name")
        }
        ErrorKind::FileTooLarge => ("ce fichier est trop gros", "this file is too large"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            ("un autre programme s'en sert", "another program is using it")
        }
        ErrorKind::TimedOut => ("la réponse n'est pas venue à temps", "the answer did not come in time"),
        ErrorKind::OutOfMemory => ("la mémoire est pleine", "memory is full"),
        ErrorKind::InvalidData => ("ce n'est pas du texte en UTF-8", "this is no text in UTF-8"),
        _ => return None,
    };
    Some(match language {
        Language::French => french,
        Language::English => english,
    })
}
