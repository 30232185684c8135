//! The words for pictures that cannot be published as they were dropped in.
//!
//! In: what is wrong with one. Out: one sentence on what, one on what to do. Never: a fact.

use crate::diag::ImageFault;

/// The words in French.
pub fn french(fault: ImageFault) -> (String, String) {
    match fault {
        ImageFault::Unreadable => (
            "ce fichier porte le nom d'une image, mais n'en est pas une, ou il est abîmé".into(),
            "ouvrez-le dans un logiciel d'images et enregistrez-le de nouveau, ou retirez-le".into(),
        ),
        ImageFault::TooLarge { width, height } => (
            format!("cette image fait {width} × {height} points : aucun écran n'en montre autant"),
            "réduisez-la, par exemple à 2000 points de large".into(),
        ),
        ImageFault::Misnamed { extension } => (
            format!(
                "le nom de cette image ne dit pas son vrai format : son contenu est celui d'un fichier « .{extension} »"
            ),
            format!(
                "renommez-la pour que son nom finisse par « .{extension} », et corrigez les textes qui la montrent"
            ),
        ),
        ImageFault::Located => (
            "ce fichier dit où il a été pris, et il est publié tel quel".into(),
            "enregistrez la photo en JPEG : essaim en retire le lieu ; exportez le film sans sa position"
                .into(),
        ),
    }
}

/// The words in English.
pub fn english(fault: ImageFault) -> (String, String) {
    match fault {
        ImageFault::Unreadable => (
            "this file bears the name of a picture but is none, or it is damaged".into(),
            "open it in a program for pictures and save it again, or remove it".into(),
        ),
        ImageFault::TooLarge { width, height } => (
            format!("this picture has {width} × {height} points: no screen shows that many"),
            "make it smaller, for instance 2000 points wide".into(),
        ),
        ImageFault::Misnamed { extension } => (
            format!("the name of this picture does not say its true format: it holds a “.{extension}” file"),
            format!("rename it so that its name ends with “.{extension}”, and correct the texts that show it"),
        ),
        ImageFault::Located => (
            "this file says where it was taken, and is published as it is".into(),
            "save the photograph as JPEG: essaim takes the place out of it; export the film without its position".into(),
        ),
    }
}
