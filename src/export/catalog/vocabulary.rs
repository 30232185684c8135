//! The names that others gave: European authority tables, media types, publishers' kinds.
//!
//! In: what a city wrote (`annual`, `GOVE`). Out: codes and addresses; their labels are messages (`catalog-theme-GOVE`).
//! Never: an address that the table does not hold.

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

/// The themes of data that the European portal knows.
const THEMES: [&str; 13] = [
    "AGRI",
    "ECON",
    "EDUC",
    "ENER",
    "ENVI",
    "GOVE",
    "HEAL",
    "INTR",
    "JUST",
    "OP_DATPRO",
    "REGI",
    "SOCI",
    "TECH",
];

/// How often data change: the word of `_collection.yaml`, then the concept.
const FREQUENCIES: [(&str, &str); 18] = [
    ("annual", "ANNUAL"),
    ("semiannual", "ANNUAL_2"),
    ("biennial", "BIENNIAL"),
    ("triennial", "TRIENNIAL"),
    ("quadrennial", "QUADRENNIAL"),
    ("quinquennial", "QUINQUENNIAL"),
    ("decennial", "DECENNIAL"),
    ("quarterly", "QUARTERLY"),
    ("bimonthly", "BIMONTHLY"),
    ("monthly", "MONTHLY"),
    ("semimonthly", "MONTHLY_2"),
    ("biweekly", "BIWEEKLY"),
    ("weekly", "WEEKLY"),
    ("semiweekly", "WEEKLY_2"),
    ("daily", "DAILY"),
    ("continuous", "CONT"),
    ("irregular", "IRREG"),
    ("never", "NEVER"),
];

/// Languages by their family.
const LANGUAGES: [(&str, &str); 9] = [
    ("fr", "FRA"),
    ("en", "ENG"),
    ("de", "DEU"),
    ("es", "SPA"),
    ("it", "ITA"),
    ("nl", "NLD"),
    ("pt", "POR"),
    ("eu", "EUS"),
    ("ca", "CAT"),
];

/// What a licence asks for, as the vocabulary of licence types says it.
const ATTRIBUTION: &str = "Attribution";
const SHARE_ALIKE: &str = "ViralEffect-ShareAlike";
const PUBLIC_DOMAIN: &str = "PublicDomain";

/// Licences that have an address there, and their type.
const LICENCES: [(&str, &str, &str); 4] = [
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
pub fn find_theme(code: Option<&str>) -> &'static str {
    THEMES.into_iter().find(|theme| Some(*theme) == code).unwrap_or("GOVE")
}

/// How often a collection says it changes; irregularly, where it says nothing.
pub fn find_frequency(word: Option<&str>) -> &'static str {
    FREQUENCIES.into_iter().find(|(known, _)| Some(*known) == word).map_or("IRREG", |(_, code)| code)
}

/// The language of that family, where the table here holds it.
pub fn find_language(family: &str) -> Option<&'static str> {
    LANGUAGES.into_iter().find(|(known, _)| *known == family).map(|(_, code)| code)
}

/// The address of a licence in the European table.
pub fn find_licence(id: &str) -> Option<String> {
    let (_, code, _) = LICENCES.into_iter().find(|known| known.0 == id)?;
    Some(to_authority(&format!("licence/{code}")))
}

/// What that licence asks for.
pub fn find_licence_type(id: &str) -> Option<&'static str> {
    LICENCES.into_iter().find(|known| known.0 == id).map(|known| known.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings;

    #[test]
    fn every_word_that_is_accepted_has_its_concept() {
        assert_eq!(FREQUENCIES.map(|known| known.0), settings::FREQUENCIES);
        assert_eq!(THEMES, settings::THEMES);
    }
}
