//! What can be wrong, as facts: a [`Problem`], its place, its severity.
//!
//! In: spans and names. Out: [`Diagnostics`]. Never: a sentence (the words live in `report`).

mod faults;
mod found;
mod nearest;
mod owner;
mod travel;

pub use faults::{
    Blank, Drawable, HtmlFault, ImageFault, Markup, PersonalKind, Stray, TemplatePart, TextFault, ThemeFault,
    Undrawn, YamlFault,
};
pub use found::Diagnostics;
pub use nearest::{Suggestions, nearest};
pub use owner::{Owner, Shape};
pub use travel::{Aside, Conflict, Damage, Saying, Silence, Unsafe, Upstream};

use std::io::ErrorKind;

use crate::source::{Position, Span};

/// How bad it is. An error stops the publication, a warning does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Error,
    Warning,
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Characters of a text.
    Span(Span),
    /// A file as a whole, by its path: one that could not be read as text, or that is missing.
    Path(String),
    /// A place in a file that could not be read as text.
    At(String, Position),
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self::Span(span)
    }
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub severity: Severity,
    pub problem: Problem,
    pub place: Place,
    /// Another place that matters to it: the first of two equal keys, say.
    pub related: Option<Span>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(place: impl Into<Place>, problem: Problem) -> Self {
        Self { severity: Severity::Error, problem, place: place.into(), related: None }
    }

    /// A warning at a place.
    pub fn warning(place: impl Into<Place>, problem: Problem) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, problem) }
    }

    /// The same, naming a second place.
    #[must_use]
    pub fn with_related(self, span: Span) -> Self {
        Self { related: Some(span), ..self }
    }
}

/// Everything that can be wrong with a project, one variant a code.
#[derive(Clone, Debug, PartialEq, Eq)]
#[rustfmt::skip]
pub enum Problem {
    // files
    NotUtf8 { fault: TextFault },
    FileTooLarge { bytes: u64, limit: u64 },
    /// What the system said, and its own words for it.
    Unreadable { kind: ErrorKind, reason: String },
    OutsideProject,
    /// A symbolic link to a folder that holds it, or within a folder that is itself a link.
    LinkLoop,
    /// A pipe, a socket, a device.
    NotAFile,
    InvalidIdentifier { name: String, proposal: Option<String> },
    /// A name that one system keeps for itself: no file can bear it there.
    WindowsName { name: String },
    UndeclaredCollection { name: String },
    MissingSite,
    /// A file that is nothing of the project, with the name it was most likely meant to bear.
    StrayFile { stray: Stray, nearest: Option<String> },
    /// An attachment that could run code in the pages of the site.
    ActiveFile,
    /// A `_collection.yaml` among the plain pages.
    PagesDeclared,
    PartsUndeclared,
    // YAML and front matter
    YamlSyntax(YamlFault),
    CommentInValue { lost: String },
    SmartQuotes { value: String },
    DuplicateKey { key: String },
    FrontMatterUnclosed,
    FrontMatterMissing,
    /// A line that was meant to be `---`.
    FrontMatterFence { written: String },
    // CSV
    CsvDelimiter,
    CsvCells { expected: usize, found: usize },
    CsvHeaderTwice { name: String },
    CsvHeaderEmpty { column: usize },
    CsvQuote,
    TooManyRows { limit: usize },
    // keys and shapes
    UnknownKey { owner: Owner, key: String, nearest: Option<String> },
    MissingKey { owner: Owner, key: &'static str },
    /// With what to write instead, where that can be told.
    WrongShape { expected: Shape, hint: Option<String> },
    UnknownChoice { value: String, allowed: Vec<String>, nearest: Option<String> },
    InvalidSetting { key: &'static str, value: String },
    /// An address of the site that is not encrypted.
    InsecureAddress { address: String },
    /// A language for which neither the program nor the theme has the words of the interface.
    LanguageWithoutInterface { language: String },
    /// A code under `lints:` of what always stops the publication.
    LintUnfit { code: String },
    /// A release that is not older than the one above it.
    ReleaseOrder { version: String, above: String },
    // schemas
    SchemaFileMissing { name: String },
    SchemaSyntax { reason: String },
    UnknownFieldName { name: String, nearest: Option<String> },
    UnknownCollection { name: String, nearest: Option<String> },
    FieldTwice { name: String },
    FieldReserved { name: String },
    InvalidPattern { pattern: String },
    ConstraintUnfit { constraint: String, kind: String },
    /// Bounds that leave no value between them.
    BoundsCrossed { low: &'static str, least: String, high: &'static str, most: String },
    /// A view that has no field for what it draws, or one of a type that it cannot draw.
    ViewUnfit { view: String, key: &'static str, field: Option<String>, wanted: Drawable },
    UnitUnknown { unit: String, nearest: Option<String> },
    // records
    RequiredMissing { field: String, blank: Blank },
    /// Silent, where the field's `advice` asks for a value.
    AdvisedMissing { field: String, blank: Blank },
    WrongType { field: String, kind: &'static str, value: String, hint: Option<String> },
    DateImpossible { field: String, value: String },
    DateIncomplete { field: String, value: String },
    LeadingZero { field: String, value: String },
    NotAllowed { field: String, value: String, allowed: Vec<String>, nearest: Option<String> },
    TooShort { field: String, length: usize, minimum: usize },
    TooLong { field: String, length: usize, maximum: usize },
    TooSmall { field: String, value: String, minimum: String },
    TooLarge { field: String, value: String, maximum: String },
    /// Not greater than an `exclusiveMinimum`.
    NotAbove { field: String, value: String, bound: String },
    /// Not less than an `exclusiveMaximum`.
    NotBelow { field: String, value: String, bound: String },
    PatternMismatch { field: String, value: String, pattern: String },
    FormatMismatch { field: String, value: String, format: String },
    /// An item of a list that holds the mark which stands between items in a cell.
    DelimiterInItem { field: String, delimiter: String },
    /// The same item twice in a list of names or of listed values.
    ItemTwice { field: String, value: String },
    /// A dash with nothing behind it.
    ItemEmpty { field: String },
    NotUnique { field: String, value: String },
    DuplicateIdentifier { id: String },
    DuplicatePrimaryKey { fields: Vec<String> },
    HeaderMissing { field: String },
    HeaderMisplaced { field: String, found: String },
    BrokenReference { value: String, collection: String, nearest: Option<String> },
    RuleRequire { field: String, when: Vec<(String, String)> },
    RuleOrdered { first: String, second: String },
    // bodies
    BrokenLink { target: String, nearest: Option<String> },
    /// A link to a text that pages are made of: a table, a list, a declaration.
    LinkToData { target: String, nearest: Option<String> },
    BrokenFragment { target: String, fragment: String, nearest: Option<String> },
    UnsafeLink { target: String },
    ImageWithoutAlternative { target: String },
    /// An image that is no file of the project: a page, or one that another host would be asked for.
    ImageElsewhere { target: String },
    Image(ImageFault),
    HtmlRefused { tag: String, fault: HtmlFault },
    /// A link whose words say nothing of where it leads.
    VagueLink { text: String },
    /// A heading more than one level below the last.
    HeadingOrder { level: u8, expected: u8 },
    HeadingEmpty,
    /// Meant as markup, and published as the characters that were typed.
    MarkupAsText(Markup),
    BlankUnknown { name: String, nearest: Option<String> },
    BlankEmpty { name: String },
    PersonalData { kind: PersonalKind, text: String },
    /// Silent on both its state and its sources, where the schema has a field for each.
    Unattested { status: String, source: String },
    // translations
    /// A text that translates a file which is not there.
    TranslationOrphan { original: String, nearest: Option<String> },
    /// A text in a language that `site.yaml` does not name.
    TranslationLanguage { language: String, nearest: Option<String> },
    /// A field that is no text, in a translation.
    TranslationField { field: String },
    // pictures and prints
    PictureEmpty(Undrawn),
    /// A card whose text does not fit on the face named, with how many lines are too many.
    CardTooFull { face: &'static str, lines: usize },
    // the site
    AddressMissing,
    SiretMissing,
    LicenseUnlisted { name: String },
    DateMissing,
    ReservedIdentifier { name: String },
    /// A former identifier that something bears, or that two claim.
    AliasTaken { name: String },
    LegalMissing { key: &'static str },
    /// A state of accessibility above what an audit proves, in the words of `site.yaml`.
    AccessibilityUnproved { claimed: &'static str, proved: &'static str },
    RouteTwice { path: String },
    TemplateFault(ThemeFault),
    /// A page of this theme would ask another host for something.
    ThemeElsewhere { address: String },
    // what comes from elsewhere
    ImportUnsafe(Unsafe),
    ImportDamaged(Damage),
    /// Terms that do not let it be taken, or none.
    ImportLicense { license: Option<String> },
    ImportUnreachable(Silence),
    /// A field that is kept apart, for want of a place here.
    SetAside { field: String, aside: Aside },
    UpstreamChanged { record: String, upstream: Upstream },
    MergeConflict(Conflict),
    /// A record of somebody else's that does not say so any more, with the line that would; or whose page does not.
    AttributionLost { publisher: String, line: String, saying: Saying },
    AttributionUndrawn { record: String, publisher: String, template: String },
}

impl Problem {
    /// A file that has no place in a project, under whatever name.
    pub const HOMELESS: Self = Self::StrayFile { stray: Stray::Homeless, nearest: None };

    /// Every code there is, in the order of the variants. A test holds that [`Problem::code`] gives no other.
    #[rustfmt::skip]
    pub const CODES: &[&str] = &[
        "not-utf8",
        "file-too-large",
        "unreadable",
        "outside-project",
        "link-loop",
        "not-a-file",
        "invalid-identifier",
        "windows-name",
        "undeclared-collection",
        "missing-site",
        "stray-file",
        "active-file",
        "pages-declared",
        "parts-undeclared",
        "yaml-syntax",
        "comment-in-value",
        "smart-quotes",
        "duplicate-key",
        "front-matter-unclosed",
        "front-matter-missing",
        "front-matter-fence",
        "csv-delimiter",
        "csv-cells",
        "csv-header-twice",
        "csv-header-empty",
        "csv-quote",
        "too-many-rows",
        "unknown-key",
        "missing-key",
        "wrong-shape",
        "unknown-choice",
        "invalid-setting",
        "insecure-address",
        "language-without-interface",
        "lint-unfit",
        "release-order",
        "schema-file-missing",
        "schema-syntax",
        "unknown-field-name",
        "unknown-collection",
        "field-twice",
        "field-reserved",
        "invalid-pattern",
        "constraint-unfit",
        "bounds-crossed",
        "view-unfit",
        "unit-unknown",
        "required-missing",
        "advised-missing",
        "wrong-type",
        "date-impossible",
        "date-incomplete",
        "leading-zero",
        "not-allowed",
        "too-short",
        "too-long",
        "too-small",
        "too-large",
        "not-above",
        "not-below",
        "pattern-mismatch",
        "format-mismatch",
        "delimiter-in-item",
        "item-twice",
        "item-empty",
        "not-unique",
        "duplicate-identifier",
        "duplicate-primary-key",
        "header-missing",
        "header-misplaced",
        "broken-reference",
        "rule-require",
        "rule-ordered",
        "broken-link",
        "link-to-data",
        "broken-fragment",
        "unsafe-link",
        "image-without-alternative",
        "image-elsewhere",
        "html-refused",
        "vague-link",
        "heading-order",
        "heading-empty",
        "markup-as-text",
        "blank-unknown",
        "blank-empty",
        "personal-data",
        "unattested",
        "image-unreadable",
        "image-too-large",
        "image-misnamed",
        "picture-location",
        "translation-orphan",
        "translation-language",
        "translation-field",
        "picture-empty",
        "card-too-full",
        "address-missing",
        "siret-missing",
        "license-unlisted",
        "date-missing",
        "reserved-identifier",
        "alias-taken",
        "legal-missing",
        "accessibility-unproved",
        "route-twice",
        "template-fault",
        "attribution-undrawn",
        "theme-elsewhere",
        "import-unsafe",
        "import-damaged",
        "import-license",
        "import-unreachable",
        "set-aside",
        "upstream-changed",
        "merge-conflict",
        "attribution-lost",
    ];

    /// The errors that `lints:` can silence or soften: a page stands without what they ask for.
    pub const RELAXABLE: &[&str] =
        &["broken-fragment", "broken-link", "image-without-alternative", "link-to-data"];

    /// The codes that `lints:` can set: those of warnings, which it can silence or harden, and
    /// [`Problem::RELAXABLE`]. The suite holds that no other ever warns.
    pub const LINTS: &[&str] = &[
        "accessibility-unproved",
        "address-missing",
        "advised-missing",
        "blank-empty",
        "blank-unknown",
        "broken-fragment",
        "broken-link",
        "card-too-full",
        "comment-in-value",
        "date-missing",
        "heading-empty",
        "heading-order",
        "image-misnamed",
        "picture-location",
        "image-without-alternative",
        "insecure-address",
        "item-empty",
        "language-without-interface",
        "legal-missing",
        "license-unlisted",
        "link-to-data",
        "markup-as-text",
        "not-above",
        "not-allowed",
        "not-below",
        "not-unique",
        "pages-declared",
        "pattern-mismatch",
        "personal-data",
        "picture-empty",
        "rule-ordered",
        "rule-require",
        "siret-missing",
        "smart-quotes",
        "stray-file",
        "too-large",
        "too-long",
        "too-short",
        "too-small",
        "translation-language",
        "unattested",
        "unit-unknown",
        "vague-link",
    ];

    /// The stable name of this kind of problem, which tests, settings and other programs rely on.
    #[must_use]
    #[rustfmt::skip]
    #[allow(clippy::too_many_lines)] // a line a problem
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotUtf8 { .. } => "not-utf8",
            Self::FileTooLarge { .. } => "file-too-large",
            Self::Unreadable { .. } => "unreadable",
            Self::OutsideProject => "outside-project",
            Self::LinkLoop => "link-loop",
            Self::NotAFile => "not-a-file",
            Self::InvalidIdentifier { .. } => "invalid-identifier",
            Self::WindowsName { .. } => "windows-name",
            Self::UndeclaredCollection { .. } => "undeclared-collection",
            Self::MissingSite => "missing-site",
            Self::StrayFile { .. } => "stray-file",
            Self::ActiveFile => "active-file",
            Self::PagesDeclared => "pages-declared",
            Self::PartsUndeclared => "parts-undeclared",
            Self::YamlSyntax(_) => "yaml-syntax",
            Self::CommentInValue { .. } => "comment-in-value",
            Self::SmartQuotes { .. } => "smart-quotes",
            Self::DuplicateKey { .. } => "duplicate-key",
            Self::FrontMatterUnclosed => "front-matter-unclosed",
            Self::FrontMatterMissing => "front-matter-missing",
            Self::FrontMatterFence { .. } => "front-matter-fence",
            Self::CsvDelimiter => "csv-delimiter",
            Self::CsvCells { .. } => "csv-cells",
            Self::CsvHeaderTwice { .. } => "csv-header-twice",
            Self::CsvHeaderEmpty { .. } => "csv-header-empty",
            Self::CsvQuote => "csv-quote",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::WrongShape { .. } => "wrong-shape",
            Self::UnknownChoice { .. } => "unknown-choice",
            Self::InvalidSetting { .. } => "invalid-setting",
            Self::InsecureAddress { .. } => "insecure-address",
            Self::LanguageWithoutInterface { .. } => "language-without-interface",
            Self::LintUnfit { .. } => "lint-unfit",
            Self::ReleaseOrder { .. } => "release-order",
            Self::SchemaFileMissing { .. } => "schema-file-missing",
            Self::SchemaSyntax { .. } => "schema-syntax",
            Self::UnknownFieldName { .. } => "unknown-field-name",
            Self::UnknownCollection { .. } => "unknown-collection",
            Self::FieldTwice { .. } => "field-twice",
            Self::FieldReserved { .. } => "field-reserved",
            Self::InvalidPattern { .. } => "invalid-pattern",
            Self::ConstraintUnfit { .. } => "constraint-unfit",
            Self::BoundsCrossed { .. } => "bounds-crossed",
            Self::ViewUnfit { .. } => "view-unfit",
            Self::UnitUnknown { .. } => "unit-unknown",
            Self::RequiredMissing { .. } => "required-missing",
            Self::AdvisedMissing { .. } => "advised-missing",
            Self::WrongType { .. } => "wrong-type",
            Self::DateImpossible { .. } => "date-impossible",
            Self::DateIncomplete { .. } => "date-incomplete",
            Self::LeadingZero { .. } => "leading-zero",
            Self::NotAllowed { .. } => "not-allowed",
            Self::TooShort { .. } => "too-short",
            Self::TooLong { .. } => "too-long",
            Self::TooSmall { .. } => "too-small",
            Self::TooLarge { .. } => "too-large",
            Self::NotAbove { .. } => "not-above",
            Self::NotBelow { .. } => "not-below",
            Self::PatternMismatch { .. } => "pattern-mismatch",
            Self::FormatMismatch { .. } => "format-mismatch",
            Self::DelimiterInItem { .. } => "delimiter-in-item",
            Self::ItemTwice { .. } => "item-twice",
            Self::ItemEmpty { .. } => "item-empty",
            Self::NotUnique { .. } => "not-unique",
            Self::DuplicateIdentifier { .. } => "duplicate-identifier",
            Self::DuplicatePrimaryKey { .. } => "duplicate-primary-key",
            Self::HeaderMissing { .. } => "header-missing",
            Self::HeaderMisplaced { .. } => "header-misplaced",
            Self::BrokenReference { .. } => "broken-reference",
            Self::RuleRequire { .. } => "rule-require",
            Self::RuleOrdered { .. } => "rule-ordered",
            Self::BrokenLink { .. } => "broken-link",
            Self::LinkToData { .. } => "link-to-data",
            Self::BrokenFragment { .. } => "broken-fragment",
            Self::UnsafeLink { .. } => "unsafe-link",
            Self::ImageWithoutAlternative { .. } => "image-without-alternative",
            Self::ImageElsewhere { .. } => "image-elsewhere",
            Self::HtmlRefused { .. } => "html-refused",
            Self::VagueLink { .. } => "vague-link",
            Self::HeadingOrder { .. } => "heading-order",
            Self::HeadingEmpty => "heading-empty",
            Self::MarkupAsText(_) => "markup-as-text",
            Self::BlankUnknown { .. } => "blank-unknown",
            Self::BlankEmpty { .. } => "blank-empty",
            Self::PersonalData { .. } => "personal-data",
            Self::Unattested { .. } => "unattested",
            Self::Image(ImageFault::Unreadable) => "image-unreadable",
            Self::Image(ImageFault::TooLarge { .. }) => "image-too-large",
            Self::Image(ImageFault::Misnamed { .. }) => "image-misnamed",
            Self::Image(ImageFault::Located) => "picture-location",
            Self::TranslationOrphan { .. } => "translation-orphan",
            Self::TranslationLanguage { .. } => "translation-language",
            Self::TranslationField { .. } => "translation-field",
            Self::PictureEmpty(_) => "picture-empty",
            Self::CardTooFull { .. } => "card-too-full",
            Self::AddressMissing => "address-missing",
            Self::SiretMissing => "siret-missing",
            Self::LicenseUnlisted { .. } => "license-unlisted",
            Self::DateMissing => "date-missing",
            Self::ReservedIdentifier { .. } => "reserved-identifier",
            Self::AliasTaken { .. } => "alias-taken",
            Self::LegalMissing { .. } => "legal-missing",
            Self::AccessibilityUnproved { .. } => "accessibility-unproved",
            Self::RouteTwice { .. } => "route-twice",
            Self::TemplateFault(_) => "template-fault",
            Self::AttributionUndrawn { .. } => "attribution-undrawn",
            Self::ThemeElsewhere { .. } => "theme-elsewhere",
            Self::ImportUnsafe(_) => "import-unsafe",
            Self::ImportDamaged(_) => "import-damaged",
            Self::ImportLicense { .. } => "import-license",
            Self::ImportUnreachable(_) => "import-unreachable",
            Self::SetAside { .. } => "set-aside",
            Self::UpstreamChanged { .. } => "upstream-changed",
            Self::MergeConflict(_) => "merge-conflict",
            Self::AttributionLost { .. } => "attribution-lost",
        }
    }
}
