//! The sentences of the catalogue that are essaim's own, in the site's language.

/// Sentences; each `{}` stands for what its name says.
#[derive(Debug)]
pub struct CatalogWords {
    pub catalog: &'static str,
    pub dataset: &'static str,
    pub publisher: &'static str,
    pub csv: &'static str,
    pub json: &'static str,
    pub other: &'static str,
    pub rights: &'static str,
    pub public: &'static str,
    pub contact: &'static str,
    pub commune: &'static str,
    pub territory: &'static str,
    pub stable: &'static str,
    pub schema: &'static str,
    pub themes: &'static str,
}

static FRENCH: CatalogWords = CatalogWords {
    catalog: "Les données ouvertes de « {} », décrites table par table.",
    dataset: "Ce jeu de données de « {} » est documenté colonne par colonne et se télécharge en formats ouverts.",
    publisher: "Il est publié par {}.",
    csv: "Une ligne par enregistrement, en UTF-8, séparée par des virgules ; les colonnes sont décrites par le schéma publié.",
    json: "Les mêmes valeurs que la table, les listes et les lignes imbriquées écrites comme telles.",
    other: "Les mêmes valeurs que la table, dans un autre format ouvert.",
    rights: "Réutilisation libre sous {}, en citant {} et la date de mise à jour.",
    public: "public",
    contact: "Contact : {}",
    commune: "Commune {}",
    territory: "Territoire de {}",
    stable: "stable",
    schema: "Schéma de « {} »",
    themes: "Thèmes de données de l'Union européenne",
};

static ENGLISH: CatalogWords = CatalogWords {
    catalog: "The open data of “{}”, described table by table.",
    dataset: "This dataset of “{}” is documented column by column and can be downloaded in open formats.",
    publisher: "It is published by {}.",
    csv: "One line per record, in UTF-8, separated by commas; the columns are described by the published schema.",
    json: "The same values as the table, with lists and nested rows written as such.",
    other: "The same values as the table, in another open format.",
    rights: "Free reuse under {}, naming {} and the date of last update.",
    public: "public",
    contact: "Contact: {}",
    commune: "Municipality {}",
    territory: "Territory of {}",
    stable: "stable",
    schema: "Schema of “{}”",
    themes: "Data themes of the European Union",
};

/// The words of a language; English where there are none of its own.
pub fn choose(family: &str) -> &'static CatalogWords {
    if family == "fr" { &FRENCH } else { &ENGLISH }
}

/// A sentence with its blanks filled, in their order.
pub fn fill(sentence: &str, values: &[&str]) -> String {
    let mut filled = String::with_capacity(sentence.len());
    let mut values = values.iter();
    let mut parts = sentence.split("{}").peekable();
    while let Some(part) = parts.next() {
        filled.push_str(part);
        if parts.peek().is_some() {
            filled.push_str(values.next().copied().unwrap_or_default());
        }
    }
    filled
}
