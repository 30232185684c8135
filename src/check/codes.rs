//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, Codes, Settable, conditions, list, name, number, option, text, word};

/// A name that one system keeps for itself: no file can bear it there.
pub static WINDOWS_NAME: Code = Code::error("windows-name", &[text("name")]);
/// An attachment that could run code in the pages of the site.
pub static ACTIVE_FILE: Code = Code::error("active-file", &[]);
pub static NOT_UNIQUE: Code =
    Code::error("not-unique", &[name("field"), text("value")]).settable(Settable::AsAdvice).about("field");
pub static DUPLICATE_PRIMARY_KEY: Code = Code::error("duplicate-primary-key", &[list("fields")]);
pub static RULE_REQUIRE: Code = Code::error("rule-require", &[name("field"), conditions("when")])
    .settable(Settable::AsAdvice)
    .about("field");
pub static RULE_ORDERED: Code = Code::error("rule-ordered", &[name("first"), name("second")])
    .settable(Settable::AsAdvice)
    .about("second");

pub static BROKEN_LINK: Code =
    Code::error("broken-link", &[name("target"), option("nearest")]).settable(Settable::Always);
/// A link to a text that pages are made of: a table, a list, a declaration. What to link to instead is one record, or
/// the page of all the data.
pub static LINK_TO_DATA: Code =
    Code::error("link-to-data", &[text("target"), option("record"), option("page")])
        .settable(Settable::Always);
pub static BROKEN_FRAGMENT: Code =
    Code::error("broken-fragment", &[name("target"), name("fragment"), option("nearest")])
        .settable(Settable::Always);
pub static UNSAFE_LINK: Code =
    Code::error("unsafe-link", &[text("target"), word("kind", &["drive", "other"])]);
pub static IMAGE_WITHOUT_ALTERNATIVE: Code =
    Code::error("image-without-alternative", &[name("target")]).settable(Settable::Always);
/// An image that is no file of the project: a page, or one that another host would be asked for.
pub static IMAGE_ELSEWHERE: Code = Code::error("image-elsewhere", &[text("target")]);
/// `opposite` is the tag that would close it, or open it.
pub static HTML_REFUSED: Code = Code::error(
    "html-refused",
    &[word("fault", &REFUSALS), name("tag"), option("opposite"), option("attribute")],
);
/// A link whose words say nothing of where it leads.
pub static VAGUE_LINK: Code = Code::warning("vague-link", &[name("text")]);
/// A heading more than one level below the last, as so many `#`.
pub static HEADING_ORDER: Code = Code::warning("heading-order", &[name("level"), name("expected")]);
pub static HEADING_EMPTY: Code = Code::warning("heading-empty", &[]);
/// Meant as markup, and published as the characters that were typed.
pub static MARKUP_AS_TEXT: Code = Code::warning(
    "markup-as-text",
    &[
        word("slip", &SLIPS),
        text("written").optional(),
        option("nearest"),
        number("columns").optional(),
        number("cells").optional(),
    ],
);
pub static BLANK_UNKNOWN: Code =
    Code::warning("blank-unknown", &[name("name"), option("nearest")]).told_by("name");
pub static BLANK_EMPTY: Code = Code::warning("blank-empty", &[name("name")]).told_by("name");
pub static PERSONAL_DATA: Code =
    Code::warning("personal-data", &[word("kind", &["phone", "address", "name"]), text("text")]);
/// Silent on both its state and its sources, where the schema has a field for each.
pub static UNATTESTED: Code = Code::warning("unattested", &[name("status"), name("source")]);

/// A file that bears the name of a picture and is none, or not a whole one.
pub static IMAGE_UNREADABLE: Code = Code::error("image-unreadable", &[]);
pub static IMAGE_TOO_LARGE: Code = Code::error("image-too-large", &[number("width"), number("height")]);
/// The name of another format than that which it has, whose names end so.
pub static IMAGE_MISNAMED: Code = Code::warning("image-misnamed", &[name("extension")]);
/// It says where it was taken, and nothing takes that out.
pub static PICTURE_LOCATION: Code = Code::warning("picture-location", &[]);
/// No record is left to draw; no two values of one unit and one measure; a funnel of fewer than two steps.
pub static PICTURE_EMPTY: Code =
    Code::warning("picture-empty", &[word("reason", &["no-record", "nothing-compares", "one-step"])]);
/// A card whose text does not fit on a face, with how many lines are too many.
pub static CARD_TOO_FULL: Code =
    Code::warning("card-too-full", &[word("face", &["front", "back"]), number("lines")]);

pub static ADDRESS_MISSING: Code = Code::warning("address-missing", &[]);
pub static SIRET_MISSING: Code = Code::warning("siret-missing", &[]);
pub static DATE_MISSING: Code = Code::warning("date-missing", &[]);
pub static RESERVED_IDENTIFIER: Code = Code::error("reserved-identifier", &[name("name")]);
pub static LEGAL_MISSING: Code = Code::warning("legal-missing", &[name("key")]).told_by("key");
/// A state of accessibility above what an audit proves, in the words of `site.yaml`.
pub static ACCESSIBILITY_UNPROVED: Code =
    Code::warning("accessibility-unproved", &[name("claimed"), name("proved")]);
/// A page of this theme would ask another host for something.
pub static THEME_ELSEWHERE: Code = Code::error("theme-elsewhere", &[text("address")]);

/// What two versions of a record disagree on: lines between two marks, or a file whose newer version stands beside.
pub static MERGE_CONFLICT: Code = Code::error("merge-conflict", &[option("beside")]);
/// A record of somebody else's that does not say so any more, with the line that would; `where` it can say it again.
pub static ATTRIBUTION_LOST: Code = Code::error(
    "attribution-lost",
    &[name("publisher"), name("line"), word("where", &["header", "block", "file"]), option("path")],
);

pub static ALL: &[&Code] = &[
    &WINDOWS_NAME,
    &ACTIVE_FILE,
    &NOT_UNIQUE,
    &DUPLICATE_PRIMARY_KEY,
    &RULE_REQUIRE,
    &RULE_ORDERED,
    &BROKEN_LINK,
    &LINK_TO_DATA,
    &BROKEN_FRAGMENT,
    &UNSAFE_LINK,
    &IMAGE_WITHOUT_ALTERNATIVE,
    &IMAGE_ELSEWHERE,
    &HTML_REFUSED,
    &VAGUE_LINK,
    &HEADING_ORDER,
    &HEADING_EMPTY,
    &MARKUP_AS_TEXT,
    &BLANK_UNKNOWN,
    &BLANK_EMPTY,
    &PERSONAL_DATA,
    &UNATTESTED,
    &IMAGE_UNREADABLE,
    &IMAGE_TOO_LARGE,
    &IMAGE_MISNAMED,
    &PICTURE_LOCATION,
    &PICTURE_EMPTY,
    &CARD_TOO_FULL,
    &ADDRESS_MISSING,
    &SIRET_MISSING,
    &DATE_MISSING,
    &RESERVED_IDENTIFIER,
    &LEGAL_MISSING,
    &ACCESSIBILITY_UNPROVED,
    &THEME_ELSEWHERE,
    &MERGE_CONFLICT,
    &ATTRIBUTION_LOST,
];

/// The codes of a project's contents, among which are all that `lints:` can set.
pub const CONTENTS: Codes = Codes(&[
    crate::load::codes::ALL,
    crate::settings::codes::ALL,
    crate::config::codes::ALL,
    crate::schema::codes::ALL,
    crate::model::codes::ALL,
    ALL,
]);

const REFUSALS: [&str; 10] = [
    // Words between angle brackets, which nobody meant as code.
    "words",
    "element",
    "attribute",
    "unclosed",
    "unclosed-details",
    "unopened",
    // A block in a line, a line's element alone on a line.
    "misplaced",
    "misplaced-details",
    // Text right against it, which would not be read as Markdown.
    "text",
    "text-at-comment",
];

const SLIPS: [&str; 19] = [
    // `[text](this address)`
    "space-in-address",
    // `[text] (address)`
    "space-before-address",
    // `[text](address`
    "address-unclosed",
    // `[[` alone
    "open-brackets",
    // `[[name]` or `[name]]`
    "half-link",
    // `> [!NAME]` of a name that no alert has
    "alert-unknown",
    // `> [!NOTE] words`
    "alert-before-text",
    // `[!NOTE]` outside of a quotation
    "alert-unquoted",
    // `##Title`
    "heading",
    // `{{name}}` where nothing is ever filled in
    "blank",
    // `[^name]` of a note that is nowhere
    "note-unwritten",
    // `[^name]: …` that no `[^name]` calls: nothing of it is published
    "note-uncalled",
    // A row of a table with more cells than its head has columns
    "row-too-long",
    // A line below the head of a table with more or fewer cells than the head
    "delimiter-row",
    // Marks of other tools: `{#name}`, `{: .class}`
    "foreign-attributes",
    // `{{< name >}}`, `{% name %}`
    "foreign-shortcode",
    // `[TOC]`
    "foreign-contents",
    // `!!! note`, `::: tip`
    "foreign-admonition",
    // `- []`
    "foreign-task",
];
