//! What new files say to the person who fills them, in the language of the site.

use crate::schema::{FieldType, Lexicon};

/// Pieces of help. `{}` stands for what a city's schema says.
#[derive(Debug)]
pub struct Words {
    /// At the head of a record.
    pub head: &'static str,
    pub required: &'static str,
    pub advised: &'static str,
    pub personal: &'static str,
    pub colon: &'static str,
    pub values: &'static str,
    pub several: &'static str,
    pub reference: &'static str,
    pub references: &'static str,
    pub such_as: &'static str,
    pub none_yet: &'static str,
    pub default: &'static str,
    pub example: &'static str,
    pub unit: &'static str,
    pub between: &'static str,
    pub at_least: &'static str,
    pub at_most: &'static str,
    pub longest: &'static str,
    pub form: &'static str,
    pub rows: &'static str,
    pub list: &'static str,
    pub body: &'static str,
    pub identifier: &'static str,
    pub variables: &'static str,
    kinds: [&'static str; 14],
}

/// The types and formats of which `kinds` tells, by the keys that they give.
const KINDS: [&str; 14] = [
    "number",
    "integer",
    "boolean",
    "date",
    "time",
    "datetime",
    "year",
    "yearmonth",
    "duration",
    "geopoint",
    "email",
    "uri",
    "markdown",
    "json",
];

static FRENCH: Words = Words {
    head: "{} : complétez les lignes, puis lancez « essaim check ». Les lignes qui commencent par # ne sont pas publiées.",
    required: "obligatoire",
    advised: "conseillé",
    personal: "donnée personnelle, jamais publiée",
    colon: " : ",
    values: "Valeurs possibles :",
    several: "Une ou plusieurs valeurs, écrites [a, b] :",
    reference: "L'identifiant d'une fiche de « {} »",
    references: "Des identifiants de fiches de « {} », écrits [a, b]",
    such_as: ", par exemple {}.",
    none_yet: " (il n'y en a pas encore).",
    default: "Si la ligne reste vide, la valeur est « {} ».",
    example: "Exemple : {}",
    unit: "Unité : {}.",
    between: "De {} à {}.",
    at_least: "Au moins {}.",
    at_most: "Au plus {}.",
    longest: "{} caractères au plus.",
    form: "De la forme {}",
    rows: "Une ligne du tableau par tiret :",
    list: "Une liste, écrite [a, b].",
    body: "{} : écrivez sous la ligne « --- » qui ferme cet en-tête.",
    identifier: "Identifiant : des minuscules sans accents, des chiffres et des tirets.",
    variables: "Ce qui remplit les blancs {{nom}} des textes de la fiche.",
    kinds: [
        "Un nombre, par exemple 12,5.",
        "Un nombre entier, par exemple 12.",
        "« oui » ou « non ».",
        "Une date, par exemple 2015-06-03 ou 3 juin 2015.",
        "Une heure, par exemple 9 h 30.",
        "Une date et une heure, par exemple 2015-06-03T09:30:00.",
        "Une année, par exemple 2015.",
        "Un mois, par exemple 2015-06 ou juin 2015.",
        "Une durée, par exemple 45 min, 1 h 30 ou 2 jours.",
        "Une position, par exemple 7.12, 43.58 : la longitude, puis la latitude.",
        "Une adresse électronique.",
        "Une adresse web complète, qui commence par https://.",
        "Un texte en Markdown. Sur plusieurs lignes, commencez par « |- » et décalez chaque ligne de deux espaces.",
        "Des données JSON.",
    ],
};

static ENGLISH: Words = Words {
    head: "{}: fill in the lines, then run “essaim check”. Lines that begin with # are not published.",
    required: "required",
    advised: "advised",
    personal: "personal data, never published",
    colon: ": ",
    values: "Possible values:",
    several: "One value or more, written [a, b]:",
    reference: "The identifier of a record of “{}”",
    references: "Identifiers of records of “{}”, written [a, b]",
    such_as: ", such as {}.",
    none_yet: " (there is none yet).",
    default: "Left empty, the value is “{}”.",
    example: "Example: {}",
    unit: "Unit: {}.",
    between: "From {} to {}.",
    at_least: "At least {}.",
    at_most: "At most {}.",
    longest: "At most {} characters.",
    form: "Of the form {}",
    rows: "One row of the table for each dash:",
    list: "A list, written [a, b].",
    body: "{}: write below the “---” line that closes this header.",
    identifier: "Identifier: lower-case letters without accents, digits and hyphens.",
    variables: "What fills the blanks {{name}} of the record's texts.",
    kinds: [
        "A number, such as 12.5.",
        "A whole number, such as 12.",
        "“yes” or “no”.",
        "A date, such as 2015-06-03 or June 3, 2015.",
        "A time, such as 09:30.",
        "A date and a time, such as 2015-06-03T09:30:00.",
        "A year, such as 2015.",
        "A month, such as 2015-06 or June 2015.",
        "A duration, such as 45 min, 1 h 30 or 2 days.",
        "A position, such as 7.12, 43.58: longitude, then latitude.",
        "An e-mail address.",
        "A whole web address, which begins with https://.",
        "A text in Markdown. On several lines, begin with “|-” and indent each line by two spaces.",
        "JSON data.",
    ],
};

/// The words of a language: French, else English.
pub fn of(language: &str) -> &'static Words {
    if crate::config::family(language) == "fr" { &FRENCH } else { &ENGLISH }
}

impl Words {
    /// How a value of a type is written; nothing for plain text and for types that say more by themselves.
    pub fn kind(&self, kind: &FieldType, lexicon: Lexicon) -> Option<&'static str> {
        // A standard table is written to the letter of its schema, which has forms of its own.
        if lexicon == Lexicon::Standard {
            return None;
        }
        let help = kind.rules().facts().help?;
        let at = KINDS.iter().position(|key| *key == help)?;
        Some(self.kinds[at])
    }
}

/// A sentence with its blanks filled, in order.
pub fn fill(sentence: &str, blanks: &[&str]) -> String {
    let mut pieces = sentence.split("{}");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for (piece, blank) in pieces.zip(blanks) {
        filled.push_str(blank);
        filled.push_str(piece);
    }
    filled
}
