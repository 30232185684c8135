//! The kinds of a few problems, where one code has several.
//!
//! In: nothing. Out: names for what is wrong. Never: a sentence.

/// Why a file is not a text in UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// Bytes of another encoding: most likely that of an old Windows program.
    Bytes,
    /// Two bytes a character.
    Utf16,
    /// A byte zero, which no text holds.
    Zero,
}

/// Why a picture, as it was dropped in, is not one to publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageFault {
    /// A file that bears the name of a picture and is none, or not a whole one.
    Unreadable,
    TooLarge {
        width: usize,
        height: usize,
    },
    /// The name of another format than that which it has, whose names end so.
    Misnamed {
        extension: &'static str,
    },
    /// It says where it was taken, and nothing takes that out.
    Located,
}

/// What reaches or names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PersonalKind {
    Phone,
    Address,
    Name,
}

/// Where a value that is asked for was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// No line has the key.
    Key,
    /// The key is there, nothing stands behind it.
    Value,
    /// The row of a table.
    Cell,
}

/// A fault of YAML's own grammar, as an editor meets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YamlFault {
    /// A value with `: ` inside and no quotation marks.
    ColonInValue,
    /// A tab where spaces indent.
    Tab,
    /// An opening quotation mark, bracket or brace that is never closed.
    Unclosed(char),
    /// Text after a closing quotation mark.
    AfterQuote(char),
    /// Text after a closing bracket or brace.
    AfterBracket(char),
    /// A line less or more indented than its neighbours allow.
    Indentation,
    /// A line without `key:`.
    MissingColon,
    /// `key:value`.
    NoSpaceAfterColon,
    /// `-item`.
    DashWithoutSpace,
    /// A value that begins with a character YAML keeps for itself: `@`, `` ` ``, `%`, `!`, `-`, `>` …
    Reserved(char),
    /// A no-break space behind a colon, or as indentation.
    NoBreakSpace,
    /// A backslash in double quotation marks that begins no escape.
    Backslash,
    /// A control character, which no screen shows.
    Invisible,
    /// An alias (`*name`) or an anchor, which content has no use for.
    Alias,
    /// Nested deeper than any content needs.
    TooDeep,
    /// More than one document in a file.
    SeveralDocuments,
    /// Anything else.
    Other,
}

/// Why HTML in a text is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlFault {
    /// The element is not among those allowed.
    Element,
    /// The attribute of that name is not allowed there, or not with that value.
    Attribute(String),
    /// Nothing closes it before its container ends.
    Unclosed,
    /// It closes nothing.
    Unopened,
    /// A block in a line, a line's element alone on a line, a `<details>` without its `<summary>`.
    Misplaced,
    /// Text right against it, which would not be read as Markdown.
    Text,
}

/// Why a file is a stray.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stray {
    /// It stands in no collection: it is not published.
    Homeless,
    /// It stands beside records, is none, and nothing names it: it is published, and nothing leads there.
    Unnamed,
    /// It was meant to hold settings, and bears another name than theirs: nobody reads it.
    Settings,
}

/// Markdown that was meant as markup and is read as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Markup {
    /// `[text](this address)`
    SpaceInAddress(String),
    /// `[text] (address)`
    SpaceBeforeAddress,
    /// `[text](address`
    AddressUnclosed,
    /// `[[name]` or `[name]]`; without a name, `[[` alone.
    HalfLink(String),
    /// `> [!NAME]` of a name that no alert has.
    AlertUnknown { name: String, nearest: Option<&'static str> },
    /// `> [!NOTE] words`
    AlertBeforeText(String),
    /// `[!NOTE]` outside of a quotation.
    AlertUnquoted(String),
    /// `##Title`: so many marks.
    Heading(usize),
    /// `{{name}}` where nothing is ever filled in.
    Blank(String),
    /// `[^name]` of a note that is nowhere.
    NoteUnwritten(String),
    /// `[^name]: …` that no `[^name]` calls: nothing of it is published.
    NoteUncalled(String),
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThemeFault {
    /// It names something that is not there.
    Unknown { part: TemplatePart, name: String, nearest: Option<String> },
    /// Other templates fill a block of that name, which it lacks.
    BlockMissing(String),
    /// It ends before what it opened.
    Unclosed,
    /// Something that its grammar does not have there: what, where that can be told.
    Unexpected(Option<String>),
    /// A block or a component of that name stands twice.
    Twice(String),
    /// It extends or includes itself.
    Circle,
    /// Anything else, as the engine says it.
    Engine(String),
}

/// What a template can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    Variable,
    Field,
    Filter,
    Function,
    Test,
    Component,
    Template,
    Block,
}

/// What a field must be for a view to draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawable {
    Number,
    Date,
    /// One other record.
    Reference,
    /// Other records, or one of a list of values.
    Group,
}

/// Why a picture shows nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undrawn {
    /// No record is left to draw, or none with a value.
    NoRecord,
    /// No two values of one unit and one measure.
    NothingCompares,
    /// A funnel with fewer than two steps.
    OneStep,
}
