//! What the published schemas say about the columns that essaim itself adds, in the site's language.

use crate::load::markdown::to_slug;
use crate::schema::Collection;

/// Titles and descriptions. `{}` stands for a title of the city's own.
#[derive(Debug)]
pub struct SchemaWords {
    pub id: [&'static str; 2],
    pub owner: [&'static str; 2],
    pub position: [&'static str; 2],
    pub target: [&'static str; 2],
    pub derived: [&'static str; 2],
    pub publisher_name: [&'static str; 2],
    pub publisher_siret: [&'static str; 2],
    pub published: [&'static str; 2],
    pub modified: [&'static str; 2],
    pub rows: [&'static str; 2],
    pub links: [&'static str; 2],
    pub unit: &'static str,
    pub values: &'static str,
    pub parts: &'static str,
    pub attachments: &'static str,
    pub body: &'static str,
    pub page: &'static str,
    pub variables: &'static str,
}

static FRENCH: SchemaWords = SchemaWords {
    id: [
        "Identifiant",
        "Identifiant de la fiche, unique dans la table et stable d'une publication à l'autre.",
    ],
    owner: ["Fiche", "Identifiant de la fiche de « {} » à laquelle la ligne appartient."],
    position: ["Position", "Rang de la ligne dans sa fiche, à partir de 1."],
    target: ["Fiche liée", "Identifiant de la fiche liée, dans la table « {} »."],
    derived: ["Repris de", "Adresse de l'original, quand la fiche a été reprise d'une autre collectivité."],
    publisher_name: [
        "Nom de la collectivité",
        "Nom de la collectivité ou de l'organisme qui publie la donnée.",
    ],
    publisher_siret: [
        "SIRET de la collectivité",
        "Numéro SIRET, en 14 chiffres, de la collectivité qui publie la donnée.",
    ],
    published: ["Date de publication", "Date à laquelle ce jeu de données a été publié."],
    modified: [
        "Date de modification",
        "Date de la dernière modification de la fiche, quand elle est connue.",
    ],
    rows: ["{} : {}", "Lignes de « {} » des fiches de « {} », une par ligne, dans l'ordre de chaque fiche."],
    links: ["{} : {}", "Liens de « {} » des fiches de « {} », un par ligne : une fiche de chaque côté."],
    unit: "Unité : {}.",
    values: "Valeurs possibles : {}.",
    parts: "Les parties de la fiche, dans leur ordre, en Markdown.",
    attachments: "Les fichiers joints à la fiche, avec leur adresse depuis la racine du site, leur taille et leur empreinte.",
    body: "Le texte de la fiche, en Markdown.",
    page: "La page de la fiche, depuis la racine du site.",
    variables: "Les valeurs que la fiche donne aux blancs de ses textes.",
};

static ENGLISH: SchemaWords = SchemaWords {
    id: [
        "Identifier",
        "Identifier of the record, unique in the table and stable from one publication to the next.",
    ],
    owner: ["Record", "Identifier of the record of “{}” that the row belongs to."],
    position: ["Position", "Rank of the row in its record, from 1."],
    target: ["Linked record", "Identifier of the linked record, in the table “{}”."],
    derived: ["Taken from", "Address of the original, where the record was taken from another authority."],
    publisher_name: ["Name of the authority", "Name of the authority or body that publishes the data."],
    publisher_siret: [
        "SIRET of the authority",
        "French establishment number (14 digits) of the authority that publishes the data.",
    ],
    published: ["Date of publication", "Date on which this dataset was published."],
    modified: ["Date of modification", "Date of the last change of the record, where it is known."],
    rows: ["{}: {}", "Rows of “{}” of the records of “{}”, one a line, in the order of each record."],
    links: ["{}: {}", "Links of “{}” of the records of “{}”, one a line: a record at each end."],
    unit: "Unit: {}.",
    values: "Possible values: {}.",
    parts: "The parts of the record, in order, in Markdown.",
    attachments: "The files attached to the record: their address from the root of the site, size and hash.",
    body: "The text of the record, in Markdown.",
    page: "The page of the record, from the root of the site.",
    variables: "What the record fills the blanks of its texts with.",
};

/// The words of a language: French, else English.
pub fn find_words(language: &str) -> &'static SchemaWords {
    if crate::config::family(language) == "fr" { &FRENCH } else { &ENGLISH }
}

/// A sentence with its blanks filled, in order.
pub fn fill(sentence: &str, blanks: &[&str]) -> String {
    let mut pieces = sentence.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (piece, blank) in pieces.zip(blanks.iter().copied().chain(std::iter::repeat(""))) {
        filled.push_str(blank);
        filled.push_str(piece);
    }
    filled
}

/// The column that holds identifiers of a collection's records: `outil_id`.
pub fn name_owner_column(collection: &Collection) -> String {
    let word = to_slug(&collection.record).replace('-', "_");
    format!("{}_id", if word.is_empty() { "record" } else { &word })
}
