//! The names that others gave: European authority tables, media types, publishers' kinds.
//!
//! In: what a city wrote (`annual`, `GOVE`). Out: addresses and labels. Never: an address that the table does not hold.

/// A concept of an authority table: its code, its label in French, in English.
pub type Concept = (&'static str, &'static str, &'static str);

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

/// The themes of data that the European portal knows.
const THEMES: [Concept; 13] = [
    ("AGRI", "Agriculture, pêche, sylviculture et alimentation", "Agriculture, fisheries, forestry and food"),
    ("ECON", "Économie et finances", "Economy and finance"),
    ("EDUC", "Éducation, culture et sport", "Education, culture and sport"),
    ("ENER", "Énergie", "Energy"),
    ("ENVI", "Environnement", "Environment"),
    ("GOVE", "Gouvernement et secteur public", "Government and public sector"),
    ("HEAL", "Santé", "Health"),
    ("INTR", "Questions internationales", "International issues"),
    ("JUST", "Justice, système juridique et sécurité publique", "Justice, legal system and public safety"),
    ("OP_DATPRO", "Données provisoires", "Provisional data"),
    ("REGI", "Régions et villes", "Regions and cities"),
    ("SOCI", "Population et société", "Population and society"),
    ("TECH", "Science et technologie", "Science and technology"),
];

/// How often data change: the word of `_collection.yaml`, then the concept.
const FREQUENCIES: [(&str, Concept); 18] = [
    ("annual", ("ANNUAL", "annuel", "annual")),
    ("semiannual", ("ANNUAL_2", "semestriel", "semiannual")),
    ("biennial", ("BIENNIAL", "biennal", "biennial")),
    ("triennial", ("TRIENNIAL", "triennal", "triennial")),
    ("quadrennial", ("QUADRENNIAL", "quadriennal", "quadrennial")),
    ("quinquennial", ("QUINQUENNIAL", "quinquennal", "quinquennial")),
    ("decennial", ("DECENNIAL", "décennal", "decennial")),
    ("quarterly", ("QUARTERLY", "trimestriel", "quarterly")),
    ("bimonthly", ("BIMONTHLY", "bimestriel", "bimonthly")),
    ("monthly", ("MONTHLY", "mensuel", "monthly")),
    ("semimonthly", ("MONTHLY_2", "bimensuel", "semimonthly")),
    ("biweekly", ("BIWEEKLY", "tous les quinze jours", "biweekly")),
    ("weekly", ("WEEKLY", "hebdomadaire", "weekly")),
    ("semiweekly", ("WEEKLY_2", "bihebdomadaire", "semiweekly")),
    ("daily", ("DAILY", "quotidien", "daily")),
    ("continuous", ("CONT", "continu", "continuous")),
    ("irregular", ("IRREG", "irrégulier", "irregular")),
    ("never", ("NEVER", "jamais", "never")),
];

/// Languages by their family.
const LANGUAGES: [(&str, Concept); 9] = [
    ("fr", ("FRA", "français", "French")),
    ("en", ("ENG", "anglais", "English")),
    ("de", ("DEU", "allemand", "German")),
    ("es", ("SPA", "espagnol", "Spanish")),
    ("it", ("ITA", "italien", "Italian")),
    ("nl", ("NLD", "néerlandais", "Dutch")),
    ("pt", ("POR", "portugais", "Portuguese")),
    ("eu", ("EUS", "basque", "Basque")),
    ("ca", ("CAT", "catalan", "Catalan")),
];

/// What a licence asks for, as the vocabulary of licence types says it.
const ATTRIBUTION: Concept = ("Attribution", "Attribution", "Attribution");
const SHARE_ALIKE: Concept = ("ViralEffect-ShareAlike", "Partage à l'identique", "Share alike");
const PUBLIC_DOMAIN: Concept = ("PublicDomain", "Domaine public", "Public domain");

/// Licences that have an address there, and their type.
const LICENCES: [(&str, &str, Concept); 4] = [
    ("etalab-2.0", "ETALAB_2_0", ATTRIBUTION),
    ("ODbL-1.0", "ODC_BL", SHARE_ALIKE),
    ("CC-BY-4.0", "CC_BY_4_0", ATTRIBUTION),
    ("CC0-1.0", "CC0", PUBLIC_DOMAIN),
];

/// The formats that the catalogue names, by what the data pages call them: open ones that the table holds.
pub const FILE_TYPES: [(&str, &str); 4] =
    [("CSV", "CSV"), ("JSON", "JSON"), ("JSON-LD", "JSON_LD"), ("ODS", "ODS")];

/// The address of an authority table or of its entry: `data-theme`, `data-theme/GOVE`.
pub fn to_authority(path: &str) -> String {
    format!("{AUTHORITY}{path}")
}

/// The address that a media type has at IANA.
pub fn to_media_type(name: &str) -> String {
    format!("https://www.iana.org/assignments/media-types/{name}")
}

/// The theme that a collection names, else that of public administration.
pub fn find_theme(code: Option<&str>) -> &'static Concept {
    let of = |code: &str| THEMES.iter().find(|theme| theme.0 == code);
    code.and_then(of).or_else(|| of("GOVE")).unwrap_or(&THEMES[0])
}

/// How often a collection says it changes; irregularly, where it says nothing.
pub fn find_frequency(word: Option<&str>) -> Concept {
    let found = FREQUENCIES.into_iter().find(|(known, _)| Some(*known) == word);
    found.map_or(("IRREG", "irrégulier", "irregular"), |(_, concept)| concept)
}

/// The language of that family, where the table here holds it.
pub fn find_language(family: &str) -> Option<Concept> {
    LANGUAGES.into_iter().find(|(known, _)| *known == family).map(|(_, concept)| concept)
}

/// The address of a licence in the European table.
pub fn find_licence(id: &str) -> Option<String> {
    let (_, code, _) = LICENCES.into_iter().find(|known| known.0 == id)?;
    Some(to_authority(&format!("licence/{code}")))
}

/// What that licence asks for.
pub fn find_licence_type(id: &str) -> Option<Concept> {
    LICENCES.into_iter().find(|known| known.0 == id).map(|known| known.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings;

    #[test]
    fn every_word_that_is_accepted_has_its_concept() {
        assert_eq!(FREQUENCIES.map(|known| known.0), settings::FREQUENCIES);
        assert_eq!(THEMES.map(|known| known.0), settings::THEMES);
    }
}
