//! The keys of `site.yaml`.
//!
//! In: nothing. Out: its tables, and the words that some keys choose among.

use super::{COLLECTION_NAME, DAY, DeclaredKey, KeyTable, TEXT, TEXTS, TextForm, ValueShape};
use crate::diag::Owner;

const WEB: ValueShape = ValueShape::Text(TextForm::Web);
const PHONE: ValueShape = ValueShape::Text(TextForm::Phone);

/// `site.yaml`.
pub static SITE: KeyTable = KeyTable::new(
    "site",
    Owner::Site,
    &[
        DeclaredKey::new("title", TEXT).required(),
        DeclaredKey::new("description", TEXT),
        DeclaredKey::new("language", ValueShape::Text(TextForm::Language)).required(),
        DeclaredKey::new("languages", ValueShape::Named(&ValueShape::Mapping(&LANGUAGE))),
        DeclaredKey::new("base_url", ValueShape::Text(TextForm::BaseUrl)),
        DeclaredKey::new("publisher", ValueShape::Mapping(&PUBLISHER)),
        DeclaredKey::new("legal", ValueShape::Mapping(&LEGAL)),
        DeclaredKey::new(
            "license",
            ValueShape::Either(&[ValueShape::Choice(&LICENSE_NAMES), ValueShape::Mapping(&LICENSE)]),
        )
        .or("etalab-2.0"),
        DeclaredKey::new("spatial", ValueShape::Mapping(&SPATIAL)),
        DeclaredKey::new("theme", ValueShape::Text(TextForm::Theme)).or("default"),
        DeclaredKey::new("nav", ValueShape::OneOrMore(&ValueShape::Text(TextForm::Entry))),
        DeclaredKey::new("variables", ValueShape::Named(&TEXT)),
        DeclaredKey::new("budget", ValueShape::Mapping(&BUDGET)),
        DeclaredKey::new("servers", ValueShape::OneOrMore(&ValueShape::Choice(&SERVERS))),
        DeclaredKey::new("lints", ValueShape::ByCode(&ValueShape::Choice(&SEVERITIES))),
    ],
);

/// The servers whose settings can be published beside the pages.
pub const SERVERS: [&str; 3] = ["apache", "nginx", "iis"];

/// What becomes of a warning, under `lints:`.
pub const SEVERITIES: [&str; 3] = ["off", "warning", "error"];

/// Each of `languages:`, behind its tag.
pub static LANGUAGE: KeyTable = KeyTable::new(
    "language",
    Owner::Site,
    &[DeclaredKey::new("title", TEXT), DeclaredKey::new("description", TEXT)],
);

/// `publisher:`.
pub static PUBLISHER: KeyTable = KeyTable::new(
    "publisher",
    Owner::Publisher,
    &[
        DeclaredKey::new("name", TEXT).required(),
        DeclaredKey::new("siret", ValueShape::Text(TextForm::Siret)),
        DeclaredKey::new("url", WEB),
        DeclaredKey::new("email", ValueShape::Text(TextForm::Email)),
        DeclaredKey::new("phone", PHONE),
        DeclaredKey::new("address", TEXT),
    ],
);

/// `legal:`.
pub static LEGAL: KeyTable = KeyTable::new(
    "legal",
    Owner::Legal,
    &[
        DeclaredKey::new("director", TEXT),
        DeclaredKey::new("host", ValueShape::Mapping(&HOST)),
        DeclaredKey::new("accessibility", ValueShape::Mapping(&ACCESSIBILITY)),
        DeclaredKey::new("credits", TEXTS),
        DeclaredKey::new("privacy", TEXT),
    ],
);

/// `legal: {host: …}`.
pub static HOST: KeyTable = KeyTable::new(
    "host",
    Owner::Host,
    &[DeclaredKey::new("name", TEXT), DeclaredKey::new("address", TEXT), DeclaredKey::new("phone", PHONE)],
);

/// `legal: {accessibility: …}`.
pub static ACCESSIBILITY: KeyTable = KeyTable::new(
    "accessibility",
    Owner::Accessibility,
    &[
        DeclaredKey::new("state", ValueShape::Choice(&CONFORMITIES)),
        DeclaredKey::new("standard", TEXT).or("4.1.2"),
        DeclaredKey::new("date", DAY),
        DeclaredKey::new("scheme", ValueShape::Text(TextForm::Address)),
        DeclaredKey::new("audit", ValueShape::Either(&[ValueShape::Mapping(&AUDIT), TEXT])),
        DeclaredKey::new("results", COLLECTION_NAME),
    ],
);

/// How far a site conforms, in the words of the law, least first.
pub const CONFORMITIES: [&str; 3] = ["non-conforme", "partiellement-conforme", "totalement-conforme"];

/// `legal: {accessibility: {audit: …}}`.
pub static AUDIT: KeyTable = KeyTable::new(
    "audit",
    Owner::Audit,
    &[
        DeclaredKey::new("date", DAY),
        DeclaredKey::new("by", TEXT),
        DeclaredKey::new("report", ValueShape::Text(TextForm::Address)),
        DeclaredKey::new("rate", ValueShape::Text(TextForm::Percent)),
        DeclaredKey::new("environment", TEXTS),
        DeclaredKey::new("tools", TEXTS),
        DeclaredKey::new("pages", TEXTS),
    ],
);

/// `license:`, where it is the city's own.
pub static LICENSE: KeyTable = KeyTable::new(
    "license",
    Owner::License,
    &[DeclaredKey::new("name", TEXT).required(), DeclaredKey::new("url", WEB).required()],
);

/// Licences that a city can name by their identifier: that, the name, the address. The first is the default.
pub const LICENSES: [(&str, &str, &str); 4] = [
    (
        "etalab-2.0",
        "Licence Ouverte / Open Licence version 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    ),
    (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    ("CC0-1.0", "Creative Commons Zero 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    (
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
];

const LICENSE_NAMES: [&str; 4] = [LICENSES[0].0, LICENSES[1].0, LICENSES[2].0, LICENSES[3].0];

/// `spatial:`.
pub static SPATIAL: KeyTable = KeyTable::new(
    "spatial",
    Owner::Spatial,
    &[
        DeclaredKey::new("insee", ValueShape::Text(TextForm::Insee)),
        DeclaredKey::new("bbox", ValueShape::Rectangle),
    ],
);

/// `budget:`.
pub static BUDGET: KeyTable = KeyTable::new(
    "budget",
    Owner::Site,
    &[
        DeclaredKey::new("kibibytes", ValueShape::Text(TextForm::Count)).called("budget").or("30"),
        DeclaredKey::new("requests", ValueShape::Text(TextForm::Count)).called("budget").or("6"),
    ],
);
