//! The shapes a fault takes where several share a code: YAML's own, and the blank a value was not written in.
//!
//! In: nothing. Out: facts for [`super::Problem`]. Never: a sentence.

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
