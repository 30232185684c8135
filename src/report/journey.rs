//! What import and update say while they work: what would come, what came, what is left to do.
//!
//! In: facts. Out: lines for a person, French and English side by side.

use std::fmt::Write as _;

use super::Language;
use super::list_paths::list_some;

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
    /// Nothing that comes has a blank of that name.
    UnknownBlank {
        name: &'a str,
        nearest: Option<&'a str>,
    },
    /// A file was changed while it was looked at.
    Meanwhile {
        path: &'a str,
    },
    Busy,
    /// These files an interrupted import was about to change.
    Interrupted {
        paths: &'a [&'a str],
    },
    AskUndo,
    UndoNeedsYes,
    /// What stands in the place of a journal is none.
    BadJournal {
        reason: &'a str,
    },
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
    /// What would become of it.
    Waiting {
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
    /// What many cities say, before anybody agreed.
    Harvest(&'a Gathering<'a>),
    /// Many cities were asked: those that answered, their records, those taken from one another.
    Gathered {
        cities: usize,
        records: usize,
        adapted: usize,
        silent: usize,
    },
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
    /// The blanks of the texts, with what fills each.
    pub blanks: &'a [(String, Option<String>)],
    pub files: usize,
    pub bytes: u64,
}

/// What many cities say.
#[derive(Clone, Copy, Debug)]
pub struct Gathering<'a> {
    /// What a city is called, else its address; its records.
    pub cities: &'a [(String, usize, News)],
    /// Rows of the table.
    pub added: usize,
    pub changed: usize,
    pub removed: usize,
    /// Written or corrected by hand.
    pub kept: usize,
}

/// What a city says beside what was known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    New,
    Changed,
    Same,
    /// It did not answer.
    Silent,
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

/// What a publisher is told of a record that was taken.
#[derive(Clone, Debug)]
pub struct Reuse {
    pub title: String,
    /// `collection/id`, there.
    pub origin: String,
    pub version: Option<String>,
    pub publisher: String,
    /// Who took it.
    pub ours: String,
    pub url: Option<String>,
    pub imported: Option<String>,
    /// What was changed, by name; and whether the text itself was.
    pub changed: Vec<String>,
    pub text: bool,
}

impl Reuse {
    /// What was changed, in a few words; nothing where nothing was.
    #[must_use]
    pub fn changes(&self, language: Language) -> String {
        let text = if language == Language::French { "le texte" } else { "the text" };
        let named = self.changed.iter().map(String::as_str);
        named.chain(Some(text).filter(|_| self.text)).collect::<Vec<_>>().join(", ")
    }
}

/// A record for a publisher's list of reuses: its file there, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub path: String,
    pub text: String,
}

/// A message to send, and a record ready to be added to a list of reuses, where the publisher keeps one.
#[must_use]
pub fn reuse(told: &Reuse, proposal: Option<&Proposal>, language: Language) -> String {
    let french = language == Language::French;
    let changed = match (told.changes(language), french) {
        (none, true) if none.is_empty() => "rien pour l'instant".to_owned(),
        (none, false) if none.is_empty() => "nothing so far".to_owned(),
        (changed, _) => changed,
    };
    let version = versioned(told.version.as_deref(), "version");
    let Reuse { title, publisher, ours, .. } = told;
    let day = told.imported.as_deref().unwrap_or_default();
    let [hello, took, where_to, what, ready] = if french {
        [
            format!("À : {publisher}"),
            format!("« {ours} » a repris « {title} »{version} le {day}."),
            "Notre version :".to_owned(),
            "Ce que nous avons changé :".to_owned(),
            "Pour l'ajouter à votre liste de réutilisations, enregistrez ceci sous".to_owned(),
        ]
    } else {
        [
            format!("To: {publisher}"),
            format!("“{ours}” took “{title}”{version} on {day}."),
            "Our version:".to_owned(),
            "What we changed:".to_owned(),
            "To add it to your list of reuses, save this as".to_owned(),
        ]
    };
    let mut text = format!("{hello}\n\n{took}\n");
    if let Some(url) = &told.url {
        _ = writeln!(text, "{where_to} {url}");
    }
    _ = writeln!(text, "{what} {changed}");
    if let Some(Proposal { path, text: record }) = proposal {
        let colon = if french { " :" } else { ":" };
        _ = writeln!(text, "\n{ready} {path}{colon}\n\n{record}");
    }
    text
}

/// What conflicts are marked with in a file.
#[derive(Clone, Debug)]
pub struct Marks {
    /// What the text that stands here is called.
    pub ours: String,
    /// What the newer original is called.
    pub theirs: String,
    /// Opens what the original says of a field: its name stands for `{}`.
    pub field: String,
    /// For a field that the original has no more.
    pub gone: String,
    /// Closes it.
    pub settle: String,
    /// What a text without its header is called.
    pub text: &'static str,
    /// What stands before the extension of a file that disagrees.
    pub beside: &'static str,
}

/// The marks of a conflict with a version of a publisher's.
#[must_use]
pub fn marks(publisher: &str, version: Option<&str>, language: Language) -> Marks {
    let version = versioned(version, "version");
    match language {
        Language::French => Marks {
            ours: "Votre texte : gardez ce qui convient, puis retirez les trois lignes de repère".into(),
            theirs: format!("Texte de « {publisher} »{version}"),
            field: format!("« {{}} » a changé chez vous et chez « {publisher} »{version}, qui écrit :"),
            gone: "(ce champ a été retiré)".into(),
            settle: "Gardez la valeur qui convient, puis retirez ces lignes.".into(),
            text: "le texte",
            beside: "conflit",
        },
        Language::English => Marks {
            ours: "Your text: keep what suits, then remove the three lines of the marks".into(),
            theirs: format!("Text of “{publisher}”{version}"),
            field: format!("“{{}}” changed here and with “{publisher}”{version}, who writes:"),
            gone: "(this field was removed)".into(),
            settle: "Keep the value that suits, then remove these lines.".into(),
            text: "the text",
            beside: "conflict",
        },
    }
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

/// The words around what an import would bring.
struct Offered {
    referenced: &'static str,
    declared: &'static str,
    kept: &'static str,
    already: &'static str,
    fill: &'static str,
    empty: &'static str,
    /// One, several.
    files: [&'static str; 2],
    /// What a byte is called.
    unit: &'static str,
}

fn offered(offer: &Offer, words: &Offered) -> String {
    let mut text = format!("{} — {}\n", offer.title, offer.publisher);
    text.push_str(&list(offer.records, "version"));
    if !offer.referenced.is_empty() {
        _ = writeln!(text, "{}", words.referenced);
        text.push_str(&list(offer.referenced, "version"));
    }
    let named = [(words.declared, offer.declared), (words.kept, offer.kept), (words.already, offer.already)];
    for (word, names) in named.into_iter().filter(|(_, names)| !names.is_empty()) {
        _ = writeln!(text, "{word} {}", names.join(", "));
    }
    if offer.files == 0 {
        text.truncate(text.trim_end().len());
        return text;
    }
    if !offer.blanks.is_empty() {
        _ = writeln!(text, "{}", words.fill);
        text.push_str(&blanks(offer.blanks, words.empty));
    }
    let [one, several] = words.files;
    let files = if offer.files == 1 { one } else { several };
    let (size, licenses) = (size(offer.bytes), offer.licenses.join(", "));
    _ = write!(text, "{} {files}, {size}{}, licence {licenses}", offer.files, words.unit);
    text
}

/// A line a city that has something to say, as many as a person reads, then how many there are of each, and what
/// becomes of the table: numbers that stand for the `{}` of the tally.
fn gathering(gathering: &Gathering, words: [(News, &str); 3], records: &str, tally: &str) -> String {
    const SHOWN: usize = 40;
    let mut text = String::new();
    let word = |news: News| words.iter().find(|(of, _)| *of == news).map(|(_, word)| *word);
    let mut telling =
        gathering.cities.iter().filter_map(|(name, count, news)| Some((name, count, word(*news)?)));
    for (name, count, word) in telling.by_ref().take(SHOWN) {
        _ = writeln!(text, "  {name}  {records} {count}, {word}");
    }
    let more = telling.count();
    if more > 0 {
        _ = writeln!(text, "  … + {more}");
    }
    let of = |news: News| gathering.cities.iter().filter(|(_, _, of)| *of == news).count();
    let cities = [News::New, News::Changed, News::Same, News::Silent].map(of);
    let Gathering { added, changed, removed, kept, .. } = *gathering;
    let numbers = cities.into_iter().chain([added, changed, removed, kept]);
    let mut words = tally.split("{}");
    text.push_str(words.next().unwrap_or_default());
    for (number, word) in numbers.zip(words) {
        _ = write!(text, "{number}{word}");
    }
    text
}

fn blanks(blanks: &[(String, Option<String>)], empty: &str) -> String {
    const SHOWN: usize = 20;
    let mut text = String::new();
    for (name, value) in blanks.iter().take(SHOWN) {
        _ = writeln!(text, "  {name} = {}", value.as_deref().unwrap_or(empty));
    }
    if blanks.len() > SHOWN {
        _ = writeln!(text, "  … + {}", blanks.len() - SHOWN);
    }
    text
}

fn list(records: &[(String, String, String, Option<String>)], version: &str) -> String {
    const SHOWN: usize = 40;
    let mut text = String::new();
    for (here, there, title, number) in records.iter().take(SHOWN) {
        let number = number.as_ref().map(|number| format!(", {version} {number}")).unwrap_or_default();
        let renamed = if here == there { String::new() } else { format!("  ← {there}") };
        _ = writeln!(text, "  {here}  {title}{number}{renamed}");
    }
    if records.len() > SHOWN {
        _ = writeln!(text, "  … + {}", records.len() - SHOWN);
    }
    text
}

fn french(said: Journey<'_>) -> String {
    match said {
        Journey::Offer(offer) => offered(
            offer,
            &Offered {
                referenced: "avec les fiches qu'elles nomment :",
                declared: "collections créées :",
                kept: "vous les avez déjà, elles restent :",
                already: "déjà importées (essaim update les met à jour) :",
                fill: "à remplir chez vous, par --set nom=\"valeur\" ou plus tard sous « variables » :",
                empty: "(vide, ou pris dans site.yaml)",
                files: ["fichier", "fichiers"],
                unit: "o",
            },
        ),
        Journey::Harvest(found) => gathering(
            found,
            [
                (News::New, "nouvelle"),
                (News::Changed, "du nouveau"),
                (News::Silent, "sans réponse : ce qu'on en savait reste"),
            ],
            "fiches :",
            "Collectivités nouvelles : {} ; avec du nouveau : {} ; sans changement : {} ; sans réponse : {}.\n\
             Lignes du tableau ajoutées : {} ; changées : {} ; retirées : {} ; écrites à la main, gardées : {}.",
        ),
        Journey::Ask => "Importer ? [o/N] ".into(),
        Journey::NeedsYes => "rien n'a été écrit : ajoutez --yes pour importer sans poser la question".into(),
        Journey::Declined => "Rien n'a été écrit.".into(),
        Journey::NothingNew => "Rien de nouveau à importer : tout est déjà là.".into(),
        Journey::Taken { records, files } => format!(
            "{records} {} dans {files} {}. {}, puis : essaim check",
            if records < 2 { "fiche importée" } else { "fiches importées" },
            if files < 2 { "fichier" } else { "fichiers" },
            if records < 2 { "Adaptez-la" } else { "Adaptez-les" }
        ),
        Journey::Left { errors } => format!(
            "{errors} {} à régler avant de publier (ci-dessus, ou avec essaim check).",
            if errors < 2 { "point" } else { "points" }
        ),
        Journey::Unknown { name, nearest } => {
            let hint = nearest.map(|name| format!(" Vouliez-vous dire « {name} » ?")).unwrap_or_default();
            format!("il n'y a ni fiche ni collection « {name} » dans cette source.{hint}")
        }
        Journey::UnknownBlank { name, nearest } => {
            let hint = nearest.map(|name| format!(" Vouliez-vous dire « {name} » ?")).unwrap_or_default();
            format!("rien n'a été écrit : aucune de ces fiches n'a de blanc « {name} ».{hint}")
        }
        Journey::Meanwhile { path } => {
            format!("« {path} » a été modifié pendant l'opération : rien n'a été écrit. Relancez la commande.")
        }
        Journey::Busy => "un autre import est en cours dans ce projet : attendez qu'il finisse".into(),
        Journey::Interrupted { paths } => format!(
            "Un import ou une mise à jour a été interrompu. Ces fichiers reviendraient à ce qu'ils étaient avant :\n{}",
            list_some(paths, "et {} autres")
        ),
        Journey::AskUndo => "Annuler ce qu'il a commencé ? [o/N] ".into(),
        Journey::UndoNeedsYes => "rien n'a été annulé : ajoutez --yes pour le faire sans poser la question".into(),
        Journey::BadJournal { reason } => format!(
            "origins/.staging/journal.json n'est pas le journal d'un import ({reason}) : rien n'a été changé. Si ce dossier vous vient d'ailleurs, supprimez origins/.staging"
        ),
        Journey::Recovered => {
            "Un import interrompu a été annulé : le projet est comme avant lui. Relancez-le si vous le voulez.".into()
        }
        Journey::NothingImported { name: Some(name) } => {
            format!("« {name} » n'est pas une fiche importée (voir origins/lock.yaml)")
        }
        Journey::NothingImported { name: None } => "Aucune fiche de ce projet n'a été importée.".into(),
        Journey::Updated { record, fate } => {
            fated(&format!("{record} :"), fate, ["mise à jour", "vos changements gardés", "à départager :"], UNSETTLED_FRENCH)
        }
        Journey::Waiting { record, fate } => fated(
            &format!("{record} :"),
            fate,
            ["à mettre à jour", "vos changements seront gardés", "à départager alors :"],
            UNSETTLED_FRENCH,
        ),
        Journey::UpdateDone { taken, conflicts: 0 } => format!("Fiches mises à jour : {taken}."),
        Journey::UpdateDone { taken, conflicts } => {
            format!("Fiches mises à jour : {taken}, dont {conflicts} à départager avant de publier.")
        }
        Journey::UpdateOffer { waiting } => {
            format!("Fiches à mettre à jour : {waiting}. Pour le faire : essaim update")
        }
        Journey::UpToDate => "Tout est à jour.".into(),
        Journey::Gathered { cities, records, adapted, silent } => format!(
            "Collectivités réunies : {cities} ; fiches : {records}, dont {adapted} reprises l'une de l'autre ; sans réponse : {silent}."
        ),
    }
}

fn english(said: Journey<'_>) -> String {
    match said {
        Journey::Offer(offer) => offered(
            offer,
            &Offered {
                referenced: "with the records that they name:",
                declared: "collections made:",
                kept: "you have these, they stay:",
                already: "imported before (essaim update brings them up to date):",
                fill: "for you to fill, by --set name=\"value\" or later under “variables”:",
                empty: "(empty, or taken from site.yaml)",
                files: ["file", "files"],
                unit: "B",
            },
        ),
        Journey::Harvest(found) => gathering(
            found,
            [
                (News::New, "new"),
                (News::Changed, "with news"),
                (News::Silent, "without an answer: what was known of it stays"),
            ],
            "records:",
            "Authorities new: {}; with news: {}; unchanged: {}; without an answer: {}.\n\
             Rows of the table added: {}; changed: {}; removed: {}; written by hand, kept: {}.",
        ),
        Journey::Ask => "Import? [y/N] ".into(),
        Journey::NeedsYes => "nothing was written: add --yes to import without being asked".into(),
        Journey::Declined => "Nothing was written.".into(),
        Journey::NothingNew => "Nothing new to import: everything is here already.".into(),
        Journey::Taken { records, files } => format!(
            "{records} {} in {files} {}. Adapt, then: essaim check",
            if records == 1 { "record imported" } else { "records imported" },
            if files == 1 { "file" } else { "files" }
        ),
        Journey::Left { errors } => format!(
            "{errors} {} to settle before publishing (above, or with essaim check).",
            if errors < 2 { "point" } else { "points" }
        ),
        Journey::Unknown { name, nearest } => {
            let hint = nearest.map(|name| format!(" Did you mean “{name}”?")).unwrap_or_default();
            format!("this source has no record or collection “{name}”.{hint}")
        }
        Journey::UnknownBlank { name, nearest } => {
            let hint = nearest.map(|name| format!(" Did you mean “{name}”?")).unwrap_or_default();
            format!("nothing was written: none of these records has a blank “{name}”.{hint}")
        }
        Journey::Meanwhile { path } => {
            format!("“{path}” was changed meanwhile: nothing was written. Run the command again.")
        }
        Journey::Busy => "another import is at work in this project: wait until it is done".into(),
        Journey::Interrupted { paths } => format!(
            "An import or an update was interrupted. These files would become what they were before:\n{}",
            list_some(paths, "and {} others")
        ),
        Journey::AskUndo => "Undo what it began? [y/N] ".into(),
        Journey::UndoNeedsYes => "nothing was undone: add --yes to do it without being asked".into(),
        Journey::BadJournal { reason } => format!(
            "origins/.staging/journal.json is no journal of an import ({reason}): nothing was changed. If this folder came from elsewhere, delete origins/.staging"
        ),
        Journey::Recovered => {
            "An import that was interrupted was undone: the project is as before. Run it again if you want it.".into()
        }
        Journey::NothingImported { name: Some(name) } => {
            format!("“{name}” is no imported record (see origins/lock.yaml)")
        }
        Journey::NothingImported { name: None } => "No record of this project was imported.".into(),
        Journey::Updated { record, fate } => {
            fated(&format!("{record}:"), fate, ["updated", "your changes kept", "to be settled:"], UNSETTLED_ENGLISH)
        }
        Journey::Waiting { record, fate } => fated(
            &format!("{record}:"),
            fate,
            ["to be updated", "your changes will be kept", "to be settled then:"],
            UNSETTLED_ENGLISH,
        ),
        Journey::UpdateDone { taken, conflicts: 0 } => format!("Records updated: {taken}."),
        Journey::UpdateDone { taken, conflicts } => {
            format!("Records updated: {taken}, of which {conflicts} to settle before publishing.")
        }
        Journey::UpdateOffer { waiting } => format!("Records to update: {waiting}. To do so: essaim update"),
        Journey::UpToDate => "Everything is up to date.".into(),
        Journey::Gathered { cities, records, adapted, silent } => format!(
            "Authorities gathered: {cities}; records: {records}, of which {adapted} taken from one another; without an answer: {silent}."
        ),
    }
}

const UNSETTLED_FRENCH: &str =
    "des passages restent à départager d'une mise à jour précédente, réglez-les d'abord";
const UNSETTLED_ENGLISH: &str = "passages of an earlier update are still to be settled, do that first";

/// What becomes of a record: that it is updated, that what was changed here stays, that something is left to settle.
fn fated(lead: &str, fate: Fate, [updated, kept, settle]: [&str; 3], unsettled: &str) -> String {
    let version = |version| versioned(version, "version");
    match fate {
        Fate::Taken { version: now, what } => {
            format!("{lead} {updated}{}{}", version(now), things(what))
        }
        Fate::Merged { version: now, what } => {
            format!("{lead} {updated}{}, {kept}{}", version(now), things(what))
        }
        Fate::Conflict { version: now, what } => {
            format!("{lead} {updated}{}, {kept}, {settle}{}", version(now), things(what))
        }
        Fate::Unsettled => format!("{lead} {unsettled}"),
    }
}

fn versioned(version: Option<&str>, word: &str) -> String {
    version.map(|version| format!(" ({word} {version})")).unwrap_or_default()
}

fn things(what: &[String]) -> String {
    what.iter().flat_map(|thing| ["\n  ", thing.as_str()]).collect()
}
