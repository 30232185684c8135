//! Faults of YAML's grammar in terms of what the editor did.
//!
//! In: a text, and the place and kind of what the grammar met. Out: the bytes at fault and a [`YamlFault`].

use granit_parser::ErrorKind;

use crate::diag::Problem;
use crate::load::codes::YAML_SYNTAX;

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

impl From<YamlFault> for Problem {
    fn from(fault: YamlFault) -> Self {
        let (word, mark) = match fault {
            YamlFault::ColonInValue => ("colon-in-value", None),
            YamlFault::Tab => ("tab", None),
            YamlFault::Unclosed('[') => ("unclosed-bracket", None),
            YamlFault::Unclosed('{') => ("unclosed-brace", None),
            YamlFault::Unclosed(mark) => ("unclosed-quote", Some(mark)),
            YamlFault::AfterQuote('\'') => ("after-apostrophe", None),
            YamlFault::AfterQuote(_) => ("after-quote", None),
            YamlFault::AfterBracket(mark) => ("after-bracket", Some(mark)),
            YamlFault::Indentation => ("indentation", None),
            YamlFault::MissingColon => ("missing-colon", None),
            YamlFault::NoSpaceAfterColon => ("no-space-after-colon", None),
            YamlFault::DashWithoutSpace => ("dash-without-space", None),
            YamlFault::Reserved(mark) => ("reserved", Some(mark)),
            YamlFault::NoBreakSpace => ("no-break-space", None),
            YamlFault::Backslash => ("backslash", None),
            YamlFault::Invisible => ("invisible", None),
            YamlFault::Alias => ("alias", None),
            YamlFault::TooDeep => ("too-deep", None),
            YamlFault::SeveralDocuments => ("several-documents", None),
            YamlFault::Other => ("other", None),
        };
        YAML_SYNTAX.choose("fault", word).with("mark", mark.map(String::from))
    }
}

/// The bytes at fault and the fault, for an error the grammar met at `offset`.
pub fn explain_fault(text: &str, offset: usize, kind: &ErrorKind) -> (usize, usize, YamlFault) {
    let (start, end) = find_line(text, offset);
    let line = &text[start..end];
    let indent = line.len() - line.trim_start().len();
    let here = |fault| (offset, find_next_char(text, offset), fault);
    let whole_line = |fault| (start + indent, end.max(start + indent), fault);
    if let Some(tab) = find_indent_tab(line) {
        return (start + tab, start + tab + 1, YamlFault::Tab);
    }
    if let Some(at) = find_no_break_space(line) {
        return (start + at, find_next_char(text, start + at), YamlFault::NoBreakSpace);
    }
    if let Some(at) = find_tab_behind(text, end, kind) {
        return (at, at + 1, YamlFault::Tab);
    }
    if let Some(at) = find_bare_dash(line) {
        return (start + at, end, YamlFault::DashWithoutSpace);
    }
    if let Some((from, to, fault)) = find_special_value(line, offset - start) {
        return (start + from, start + to, fault);
    }
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidMappingValueWhitespace => {
            if let Some((from, to)) = find_value(line)
                && (line[from..to].contains(": ") || line[from..to].ends_with(':'))
            {
                return (start + from, start + to, YamlFault::ColonInValue);
            }
            find_line_without_colon(text, start).map_or_else(
                || whole_line(YamlFault::Indentation),
                |(from, to)| (from, to, explain_missing_key(&text[from..to])),
            )
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => whole_line(explain_missing_key(line)),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabAtBlockScalarStart
        | ErrorKind::TabInPlainScalar => here(YamlFault::Tab),
        ErrorKind::UnclosedFlowCollection { open } => here(YamlFault::Unclosed(*open)),
        ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => match find_last_opened(&text[..offset.max(start)]) {
            Some((at, mark)) => (at, at + 1, YamlFault::Unclosed(mark)),
            None => here(YamlFault::Other),
        },
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            let mark = find_value(line)
                .or_else(|| find_item(line))
                .and_then(|(from, _)| line[from..].chars().next());
            here(YamlFault::AfterQuote(mark.unwrap_or('"')))
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape
        | ErrorKind::InvalidLowSurrogateHexEscape
        | ErrorKind::InvalidLowSurrogate
        | ErrorKind::MissingLowSurrogate
        | ErrorKind::UnpairedLowSurrogate => {
            let at = find_wrong_escape(text, offset).unwrap_or(offset);
            (at, find_next_char(text, at + 1), YamlFault::Backslash)
        }
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            // The grammar names the value that holds it.
            let at = offset + text[offset..].find(*character).unwrap_or(0);
            (at, find_next_char(text, at), YamlFault::Invisible)
        }
        ErrorKind::UnexpectedCharacter { character } => here(YamlFault::Reserved(*character)),
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => here(YamlFault::Alias),
        ErrorKind::RecursionLimitExceeded => here(YamlFault::TooDeep),
        ErrorKind::InvalidIndentation
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed
        | ErrorKind::MappingKeyNotAllowed => whole_line(YamlFault::Indentation),
        _ => here(YamlFault::Other),
    }
}

/// Spaces that keep words together, and are letters to YAML.
pub const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];

/// Where a no-break space stands for the space behind a key's colon, or for indentation.
pub fn find_no_break_space(line: &str) -> Option<usize> {
    let content = line.trim_start_matches(' ');
    let indent = line.len() - content.len();
    if content.starts_with(NO_BREAK) {
        return Some(indent);
    }
    let (key, value) = content.split_once(':')?;
    let is_name = |key: &str| key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    let name = key.trim_start_matches("- ").trim_end_matches(NO_BREAK);
    (value.starts_with(NO_BREAK) && !name.is_empty() && is_name(name)).then_some(indent + key.len() + 1)
}

/// Where the first escape stands, in double quotation marks that open at `from`, which YAML does not have.
fn find_wrong_escape(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.find('\\')?;
        let mut behind = text[at + 1..].chars();
        let escape = behind.next()?;
        let digits = match escape {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let known = "0abtnvfre \"/\\N_LPxuU\t\r\n".contains(escape);
        if !known || behind.take(digits).filter(char::is_ascii_hexdigit).count() < digits {
            return Some(at);
        }
        at += 1 + escape.len_utf8();
    }
}

/// What is wrong with a line that is no `key: value`.
fn explain_missing_key(line: &str) -> YamlFault {
    if is_glued_key(line.trim()) { YamlFault::NoSpaceAfterColon } else { YamlFault::MissingColon }
}

/// Whether a line begins `key:value`, which is one word to the grammar. An address is no key.
pub fn is_glued_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, value)| {
        let is_name = key.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        is_name
            && !key.is_empty()
            && !value.starts_with("//")
            && value.starts_with(|c: char| !c.is_whitespace())
    })
}

/// Where the dash of a line stands that is meant to begin an item, and touches it: `-un`.
pub fn find_bare_dash(line: &str) -> Option<usize> {
    let item = line.trim_start().strip_prefix('-')?;
    item.starts_with(char::is_alphabetic).then(|| line.len() - item.len() - 1)
}

/// Where a tab indents the line behind one that ends at `end`, where the fault is about a tab.
fn find_tab_behind(text: &str, end: usize, kind: &ErrorKind) -> Option<usize> {
    let about = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
    );
    let next = end + text[end..].find('\n')? + 1;
    let tab = find_indent_tab(&text[next..find_line(text, next).1.max(next)]);
    tab.filter(|_| about).map(|tab| next + tab)
}

/// The line before `start`, where it has words and no `key: `: the one that broke what follows.
fn find_line_without_colon(text: &str, start: usize) -> Option<(usize, usize)> {
    let (from, to) = find_line(text, start.checked_sub(1)?);
    let line = text[from..to].trim();
    let has_key = line.contains(": ") || line.ends_with(':');
    (!line.is_empty() && !has_key && !line.starts_with(['-', '#'])).then_some((from, to))
}

/// The last quotation mark, bracket or brace that a text leaves open, and where it stands.
fn find_last_opened(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        match (open.last().map(|(_, mark)| *mark), c) {
            (Some('"'), '"') | (Some('\''), '\'') | (Some('['), ']') | (Some('{'), '}') => drop(open.pop()),
            (Some('"' | '\''), _) => {}
            // A mark inside a word is an apostrophe, not the beginning of quoted text.
            (_, '"' | '\'') if !previous.is_alphanumeric() => open.push((at, c)),
            (_, '[' | '{') => open.push((at, c)),
            _ => {}
        }
        previous = c;
    }
    open.pop()
}

/// The line that a place stands on, without its break.
pub fn find_line(text: &str, offset: usize) -> (usize, usize) {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    (start, start + text[start..end].trim_end().len())
}

fn find_next_char(text: &str, offset: usize) -> usize {
    offset + text.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// A value without quotation marks that begins like a list, a mapping or a block, and is none: its bytes in the
/// line, where the grammar's fault at `offset` is about it.
fn find_special_value(line: &str, offset: usize) -> Option<(usize, usize, YamlFault)> {
    let (from, to) = find_value(line).or_else(|| find_item(line))?;
    let first = line[from..].chars().next()?;
    let behind = line.get(from + 1..offset).is_some_and(|inside| match first {
        '[' => inside.matches('[').count() < inside.matches(']').count(),
        '{' => inside.matches('{').count() < inside.matches('}').count(),
        _ => false,
    });
    match first {
        '-' | '?' | '|' | '>' | ',' | ']' | '}' if offset == from => {
            Some((from, to, YamlFault::Reserved(first)))
        }
        '[' | '{' if behind => {
            Some((from, to, YamlFault::AfterBracket(if first == '[' { ']' } else { '}' })))
        }
        _ => None,
    }
}

/// The bytes of a line that stand after its dash.
fn find_item(line: &str) -> Option<(usize, usize)> {
    let item = line.trim_start().strip_prefix("- ")?.trim_start();
    (!item.is_empty()).then_some((line.len() - item.len(), line.len()))
}

/// Where a tab stands in a line's indentation.
fn find_indent_tab(line: &str) -> Option<usize> {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    line[..indent].find('\t')
}

/// The bytes of a line that stand after its first `: `.
fn find_value(line: &str) -> Option<(usize, usize)> {
    let colon = line.find(": ")?;
    let from = colon + 2 + (line[colon + 2..].len() - line[colon + 2..].trim_start().len());
    (from < line.len()).then_some((from, line.len()))
}
