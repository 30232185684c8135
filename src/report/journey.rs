//! What import and update say while they work: what would come, what came, what is left to do.
//!
//! In: facts. Out: lines for a person, French and English side by side.

use super::Language;

/// What an import has to say.
#[derive(Clone, Copy, Debug)]
pub enum Journey<'a> {
    /// What would come, before anybody agreed.
    Offer(&'a Offer<'a>),
    Ask,
    /// Nobody can be asked, and nobody said yes.
    NeedsYes,
    Declined,
    NothingNew,
    /// So many records were written.
    Taken {
        records: usize,
        files: usize,
    },
    /// Problems would stop the publication until they are settled.
    Left {
        errors: usize,
    },
    /// No record or collection has that name there.
    Unknown {
        name: &'a str,
        nearest: Option<&'a str>,
    },
    /// A file was changed while it was looked at.
    Meanwhile {
        path: &'a str,
    },
    Busy,
    /// An import that was interrupted was undone.
    Recovered,
    /// Nothing was ever imported, or no record of that name.
    NothingImported {
        name: Option<&'a str>,
    },
    /// What became of a record in an update.
    Updated {
        record: &'a str,
        fate: Fate<'a>,
    },
    /// The tally of an update.
    UpdateDone {
        taken: usize,
        conflicts: usize,
    },
    /// The tally of an update that was only looked at.
    UpdateOffer {
        waiting: usize,
    },
    UpToDate,
}

/// What would come.
#[derive(Clone, Copy, Debug)]
pub struct Offer<'a> {
    pub publisher: &'a str,
    pub title: &'a str,
    pub licenses: &'a [String],
    /// Name here, name there, title, version.
    pub records: &'a [(String, String, String, Option<String>)],
    /// Likewise, for those that others name.
    pub referenced: &'a [(String, String, String, Option<String>)],
    pub declared: &'a [String],
    pub kept: &'a [String],
    pub already: &'a [String],
    pub files: usize,
    pub bytes: u64,
}

/// What became of a record.
#[derive(Clone, Copy, Debug)]
pub enum Fate<'a> {
    /// The new version is in its place.
    Taken { version: Option<&'a str>, what: &'a [String] },
    /// It was merged with what was changed here.
    Merged { version: Option<&'a str>, what: &'a [String] },
    /// It was merged, and this is left to settle.
    Conflict { version: Option<&'a str>, what: &'a [String] },
    /// Conflicts of an earlier update are still in it.
    Unsettled,
}

/// A line or a few, in words.
#[must_use]
pub fn journey(said: Journey<'_>, language: Language) -> String {
    match language {
        Language::French => french(said),
        Language::English => english(said),
    }
}

/// The words that stand in files: the note of the lock file.
#[must_use]
pub fn lock_note(language: Language) -> &'static str {
    match language {
        Language::French => {
            "Écrit par « essaim import » et « essaim update » : ne le modifiez pas.\n\
             Il retient d'où vient chaque fiche reprise ; à côté se trouve chacune telle qu'elle est venue.\n\
             Enregistrez ce dossier avec le reste du projet."
        }
        Language::English => {
            "Written by “essaim import” and “essaim update”: do not edit it.\n\
             It remembers where each record was taken from; beside it stands each as it came.\n\
             Keep this folder with the rest of the project."
        }
    }
}

fn size(bytes: u64) -> String {
    if bytes >= 10_000_000 {
        format!("{} M", bytes / 1_000_000)
    } else {
        format!("{} k", bytes.div_ceil(1000))
    }
}

fn list(records: &[(String, String, String, Option<String>)], version: &str) -> String {
    const SHOWN: usize = 40;
    let mut text = String::new();
    for (here, there, title, number) in records.iter().take(SHOWN) {
        let number = number.as_ref().map(|number| format!(", {version} {number}")).unwrap_or_default();
        let renamed = if here == there { String::new() } else { format!("  ← {there}") };
        text.push_str(&format!("  {here}  {title}{number}{renamed}\n"));
    }
    if records.len() > SHOWN {
        text.push_str(&format!("  … + {}\n", records.len() - SHOWN));
    }
    text
}

fn french(said: Journey<'_>) -> String {
    match said {
        Journey::Offer(offer) => {
            let mut text = format!("{} — {}\n", offer.title, offer.publisher);
            text.push_str(&list(offer.records, "version"));
            if !offer.referenced.is_empty() {
                text.push_str("avec les fiches qu'elles nomment :\n");
                text.push_str(&list(offer.referenced, "version"));
            }
            if !offer.declared.is_empty() {
                text.push_str(&format!("collections créées : {}\n", offer.declared.join(", ")));
            }
            if !offer.kept.is_empty() {
                text.push_str(&format!("vous les avez déjà, elles restent : {}\n", offer.kept.join(", ")));
            }
            if !offer.already.is_empty() {
                text.push_str(&format!(
                    "déjà importées (essaim update les met à jour) : {}\n",
                    offer.already.join(", ")
                ));
            }
            text.push_str(&format!(
                "{} fichiers, {}o, licence {}",
                offer.files,
                size(offer.bytes),
                offer.licenses.join(", ")
            ));
            text
        }
        Journey::Ask => "Importer ? [o/N] ".into(),
        Journey::NeedsYes => "rien n'a été écrit : ajoutez --yes pour importer sans poser la question".into(),
        Journey::Declined => "Rien n'a été écrit.".into(),
        Journey::NothingNew => "Rien à importer : tout est déjà là.".into(),
        Journey::Taken { records, files } => format!(
            "{records} {} dans {files} fichiers. Adaptez-les, puis : essaim check",
            if records < 2 { "fiche importée" } else { "fiches importées" }
        ),
        Journey::Left { errors } => format!(
            "{errors} {} à régler avant de publier (ci-dessus, ou avec essaim check).",
            if errors < 2 { "point" } else { "points" }
        ),
        Journey::Unknown { name, nearest } => {
            let hint = nearest.map(|name| format!(" Vouliez-vous dire « {name} » ?")).unwrap_or_default();
            format!("il n'y a ni fiche ni collection « {name} » dans cette source.{hint}")
        }
        Journey::Meanwhile { path } => {
            format!("« {path} » a été modifié pendant l'opération : rien n'a été écrit. Relancez la commande.")
        }
        Journey::Busy => "un autre import est en cours dans ce projet : attendez qu'il finisse".into(),
        Journey::Recovered => {
            "Un import interrompu a été annulé : le projet est comme avant lui. Relancez-le si vous le voulez.".into()
        }
        Journey::NothingImported { name: Some(name) } => {
            format!("« {name} » n'est pas une fiche importée (voir origins/lock.yaml)")
        }
        Journey::NothingImported { name: None } => "Aucune fiche de ce projet n'a été importée.".into(),
        Journey::Updated { record, fate } => match fate {
            Fate::Taken { version, what } => {
                format!("{record} : mise à jour{}{}", versioned(version, "version"), things(what))
            }
            Fate::Merged { version, what } => format!(
                "{record} : mise à jour{}, vos changements gardés{}",
                versioned(version, "version"),
                things(what)
            ),
            Fate::Conflict { version, what } => format!(
                "{record} : mise à jour{}, vos changements gardés, à départager :{}",
                versioned(version, "version"),
                things(what)
            ),
            Fate::Unsettled => {
                format!("{record} : des passages restent à départager d'une mise à jour précédente, réglez-les d'abord")
            }
        },
        Journey::UpdateDone { taken, conflicts: 0 } => format!("Fiches mises à jour : {taken}."),
        Journey::UpdateDone { taken, conflicts } => {
            format!("Fiches mises à jour : {taken}, dont {conflicts} à départager avant de publier.")
        }
        Journey::UpdateOffer { waiting } => {
            format!("Fiches à mettre à jour : {waiting}. Pour le faire : essaim update")
        }
        Journey::UpToDate => "Tout est à jour.".into(),
    }
}

fn english(said: Journey<'_>) -> String {
    match said {
        Journey::Offer(offer) => {
            let mut text = format!("{} — {}\n", offer.title, offer.publisher);
            text.push_str(&list(offer.records, "version"));
            if !offer.referenced.is_empty() {
                text.push_str("with the records that they name:\n");
                text.push_str(&list(offer.referenced, "version"));
            }
            if !offer.declared.is_empty() {
                text.push_str(&format!("collections made: {}\n", offer.declared.join(", ")));
            }
            if !offer.kept.is_empty() {
                text.push_str(&format!("you have these, they stay: {}\n", offer.kept.join(", ")));
            }
            if !offer.already.is_empty() {
                text.push_str(&format!(
                    "imported before (essaim update brings them up to date): {}\n",
                    offer.already.join(", ")
                ));
            }
            text.push_str(&format!(
                "{} files, {}B, licence {}",
                offer.files,
                size(offer.bytes),
                offer.licenses.join(", ")
            ));
            text
        }
        Journey::Ask => "Import? [y/N] ".into(),
        Journey::NeedsYes => "nothing was written: add --yes to import without being asked".into(),
        Journey::Declined => "Nothing was written.".into(),
        Journey::NothingNew => "Nothing to import: everything is here already.".into(),
        Journey::Taken { records, files } => format!(
            "{records} {} in {files} files. Adapt, then: essaim check",
            if records < 2 { "record imported" } else { "records imported" }
        ),
        Journey::Left { errors } => format!(
            "{errors} {} to settle before publishing (above, or with essaim check).",
            if errors < 2 { "point" } else { "points" }
        ),
        Journey::Unknown { name, nearest } => {
            let hint = nearest.map(|name| format!(" Did you mean “{name}”?")).unwrap_or_default();
            format!("this source has no record or collection “{name}”.{hint}")
        }
        Journey::Meanwhile { path } => {
            format!("“{path}” was changed meanwhile: nothing was written. Run the command again.")
        }
        Journey::Busy => "another import is at work in this project: wait until it is done".into(),
        Journey::Recovered => {
            "An import that was interrupted was undone: the project is as before. Run it again if you want it.".into()
        }
        Journey::NothingImported { name: Some(name) } => {
            format!("“{name}” is no imported record (see origins/lock.yaml)")
        }
        Journey::NothingImported { name: None } => "No record of this project was imported.".into(),
        Journey::Updated { record, fate } => match fate {
            Fate::Taken { version, what } => {
                format!("{record}: updated{}{}", versioned(version, "version"), things(what))
            }
            Fate::Merged { version, what } => format!(
                "{record}: updated{}, your changes kept{}",
                versioned(version, "version"),
                things(what)
            ),
            Fate::Conflict { version, what } => format!(
                "{record}: updated{}, your changes kept, to be settled:{}",
                versioned(version, "version"),
                things(what)
            ),
            Fate::Unsettled => {
                format!("{record}: passages of an earlier update are still to be settled, do that first")
            }
        },
        Journey::UpdateDone { taken, conflicts: 0 } => format!("Records updated: {taken}."),
        Journey::UpdateDone { taken, conflicts } => {
            format!("Records updated: {taken}, of which {conflicts} to settle before publishing.")
        }
        Journey::UpdateOffer { waiting } => format!("Records to update: {waiting}. To do so: essaim update"),
        Journey::UpToDate => "Everything is up to date.".into(),
    }
}

fn versioned(version: Option<&str>, word: &str) -> String {
    version.map(|version| format!(" ({word} {version})")).unwrap_or_default()
}

fn things(what: &[String]) -> String {
    what.iter().map(|thing| format!("\n  {thing}")).collect()
}
