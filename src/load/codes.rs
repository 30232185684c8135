//! The kinds of mistake that this room finds.
//!
//! In: nothing. Out: one [`Code`] each, and [`ALL`] of them. Never: a sentence.

use crate::diag::{Code, Problem, choices, kind, name, number, option, text, word};

pub static NOT_UTF8: Code = Code::error("not-utf8", &[word("fault", &["bytes", "utf16", "zero"])]);
/// What was read as it was meant and not as it is written: letters and their accents in one sign, in a text or in a name;
/// an ordinary space behind a mark.
pub static TEXT_NORMALIZED: Code = Code::warning(
    "text-normalized",
    &[word("change", &["accents", "name", "mark"]), text("mark").optional()],
);
/// In megabytes.
pub static FILE_TOO_LARGE: Code = Code::error("file-too-large", &[number("size"), number("limit")]);
/// What the system said, and its own words for it.
pub static UNREADABLE: Code = Code::error("unreadable", &[kind("fault"), name("reason")]);
pub static OUTSIDE_PROJECT: Code = Code::error("outside-project", &[]);
/// A symbolic link to a folder that holds it, or within a folder that is itself a link.
pub static LINK_LOOP: Code = Code::error("link-loop", &[]);
/// A pipe, a socket, a device.
pub static NOT_A_FILE: Code = Code::error("not-a-file", &[]);
/// A journal stands where an import keeps it while it is at work.
pub static IMPORT_INTERRUPTED: Code = Code::error("import-interrupted", &[]);
pub static INVALID_IDENTIFIER: Code = Code::error("invalid-identifier", &[name("name"), option("proposal")]);
/// A file that is nothing of the project, with the name it was most likely meant to bear: it stands in no collection; or
/// beside records, named by none, and is published; or bears nearly the name of settings.
pub static STRAY_FILE: Code =
    Code::warning("stray-file", &[word("stray", &["homeless", "unnamed", "settings"]), option("nearest")]);

pub static YAML_SYNTAX: Code = Code::error("yaml-syntax", &[word("fault", &FAULTS), option("mark")]);
pub static COMMENT_IN_VALUE: Code = Code::warning("comment-in-value", &[text("lost")]);
pub static SMART_QUOTES: Code = Code::warning("smart-quotes", &[text("value")]);
pub static DUPLICATE_KEY: Code = Code::error("duplicate-key", &[name("key")]);
pub static FRONT_MATTER_UNCLOSED: Code = Code::error("front-matter-unclosed", &[]);
pub static FRONT_MATTER_MISSING: Code = Code::error("front-matter-missing", &[]);
/// A line that was meant to be `---`.
pub static FRONT_MATTER_FENCE: Code = Code::error("front-matter-fence", &[text("written")]);

pub static CSV_DELIMITER: Code = Code::error("csv-delimiter", &[]);
pub static CSV_QUOTE: Code = Code::error("csv-quote", &[]);
pub static TOO_MANY_ROWS: Code = Code::error("too-many-rows", &[number("limit")]);

/// `owner` and `holder` are what holds the key: an [`Owner`](crate::diag::Owner) and its name.
pub static UNKNOWN_KEY: Code =
    Code::error("unknown-key", &[kind("owner"), option("holder"), name("key"), option("nearest")])
        .about("holder");
pub static MISSING_KEY: Code = Code::error("missing-key", &[kind("owner"), option("holder"), name("key")]);
/// With what to write instead, where that can be told: a value, or one line of several.
pub static WRONG_SHAPE: Code = Code::error(
    "wrong-shape",
    &[word("expected", &["text", "list", "mapping", "boolean", "number"]), option("value"), option("line")],
);
pub static UNKNOWN_CHOICE: Code =
    Code::error("unknown-choice", &[name("value"), choices("allowed"), option("nearest")]);
/// The same item twice in a list of names or of listed values.
pub static ITEM_TWICE: Code = Code::error("item-twice", &[name("field"), text("value")]).about("field");

/// Why a source is refused before anything of it is written; `limit` is in megabytes or in files.
pub static IMPORT_UNSAFE: Code = Code::error(
    "import-unsafe",
    &[word("fault", &DANGERS), text("what").optional(), number("limit").optional()],
);
/// Why nothing came from an address.
pub static IMPORT_UNREACHABLE: Code = Code::error(
    "import-unreachable",
    &[word("fault", &SILENCES), number("status").optional(), text("reason").optional()],
);

pub static ALL: &[&Code] = &[
    &NOT_UTF8,
    &TEXT_NORMALIZED,
    &FILE_TOO_LARGE,
    &UNREADABLE,
    &OUTSIDE_PROJECT,
    &LINK_LOOP,
    &NOT_A_FILE,
    &IMPORT_INTERRUPTED,
    &INVALID_IDENTIFIER,
    &STRAY_FILE,
    &YAML_SYNTAX,
    &COMMENT_IN_VALUE,
    &SMART_QUOTES,
    &DUPLICATE_KEY,
    &FRONT_MATTER_UNCLOSED,
    &FRONT_MATTER_MISSING,
    &FRONT_MATTER_FENCE,
    &CSV_DELIMITER,
    &CSV_QUOTE,
    &TOO_MANY_ROWS,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_SHAPE,
    &UNKNOWN_CHOICE,
    &ITEM_TWICE,
    &IMPORT_UNSAFE,
    &IMPORT_UNREACHABLE,
];

/// Returns that a value has another shape, with what to write instead where that can be told.
#[must_use]
pub fn wrong_shape(expected: &'static str, hint: Option<String>) -> Problem {
    let (line, value) = match hint {
        Some(hint) if hint.starts_with('-') => (Some(hint), None),
        hint => (None, hint),
    };
    WRONG_SHAPE.choose("expected", expected).with("line", line).with("value", value)
}

/// Faults of YAML's grammar, as an editor meets them.
const FAULTS: [&str; 20] = [
    "colon-in-value",
    "tab",
    "unclosed-quote",
    "unclosed-bracket",
    "unclosed-brace",
    "after-apostrophe",
    "after-quote",
    "after-bracket",
    "indentation",
    "missing-colon",
    "no-space-after-colon",
    "dash-without-space",
    "reserved",
    "no-break-space",
    "backslash",
    "invisible",
    "alias",
    "too-deep",
    "several-documents",
    "other",
];

const DANGERS: [&str; 13] = [
    // A path with `..`, from a root or a drive: it would be written elsewhere.
    "path",
    // A name that some machine cannot hold, or that means something to it.
    "name",
    // A link, a device, a pipe.
    "link",
    // Two paths that some machines take for one.
    "twice",
    // A file of the source that stands on another host.
    "other-host",
    // An address of this machine or of its network.
    "private",
    // An address that nothing protects on the way.
    "not-https",
    // The server sends to another place.
    "redirect",
    "too-large",
    "too-many",
    // It unpacks to far more than what was sent.
    "bomb",
    "encrypted",
    // A file that is nothing a record is made of.
    "kind",
];

const SILENCES: [&str; 7] = [
    // No machine has that name.
    "no-host",
    // The machine takes no call, or ends it.
    "no-connection",
    "too-slow",
    // It does not prove that it is who it says.
    "unproven",
    // It answered with an error; the second: that it has itself.
    "status",
    "failing",
    "other",
];
