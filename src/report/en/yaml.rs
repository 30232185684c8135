//! What is wrong with YAML, in English.

use crate::diag::{Shape, YamlFault};

/// A fault of YAML's grammar.
pub fn syntax(fault: YamlFault) -> (String, String) {
    let (message, help) = match fault {
        YamlFault::ColonInValue => (
            "this value contains “: ”, which YAML takes for a new key",
            "put the value between straight quotation marks: \"…\"",
        ),
        YamlFault::Tab => {
            ("there is a tab, which YAML does not accept here", "replace it by spaces (two a level)")
        }
        YamlFault::Unclosed(mark) => {
            let help = match mark {
                '[' => "add the missing “]”",
                '{' => "add the missing “}”",
                _ => "add the missing quotation mark at the end of the value",
            };
            return (format!("“{mark}” is opened here and never closed"), help.into());
        }
        YamlFault::AfterQuote('\'') => (
            "there is text behind the apostrophe, which closes the quotation here",
            "put the whole value in straight double quotes: \"The cat's\"",
        ),
        YamlFault::AfterQuote(_) => (
            "there is text behind the closing quotation mark",
            "put the marks around the whole value, or remove them; a mark inside is written \\\"",
        ),
        YamlFault::AfterBracket(mark) => {
            return (
                format!("there is text after the closing “{mark}”"),
                "if the value is a text, put the whole of it in straight quotes: \"…\"".into(),
            );
        }
        YamlFault::Indentation => (
            "this line is not aligned with its neighbours",
            "align the keys of one level on one column, with spaces",
        ),
        YamlFault::MissingColon => (
            "this line does not have the form “key: value”",
            "write the name of the field, a colon, a space, then the value",
        ),
        YamlFault::NoSpaceAfterColon => (
            "a space is missing behind the colon",
            "write the name of the field, a colon, a space, then the value",
        ),
        YamlFault::DashWithoutSpace => (
            "a space is missing behind the hyphen",
            "write a hyphen, a space, then the value; if this is no list, put the value in quotation marks",
        ),
        YamlFault::Reserved(mark) => {
            return (
                format!("a value cannot begin with “{mark}”"),
                "put the value between straight quotation marks: \"…\"".into(),
            );
        }
        YamlFault::NoBreakSpace => (
            "there is a no-break space, which YAML does not take for a space",
            "replace it by an ordinary space: delete it, then press the space bar",
        ),
        YamlFault::Backslash => (
            "“\\” has a special meaning between double quotation marks",
            "put the value between straight single quotes ('…'), or double it: “\\\\”",
        ),
        YamlFault::Invisible => (
            "there is an invisible character here, which no text may hold",
            "delete it; if need be, type the word again",
        ),
        YamlFault::Alias => (
            "“&” and “*” at the head of a value have a special meaning in YAML, which essaim does not use",
            "put the value between straight quotation marks: \"…\"",
        ),
        YamlFault::TooDeep => ("the values are nested too deeply", "make the structure simpler"),
        YamlFault::SeveralDocuments => (
            "this file holds several documents separated by “---”",
            "keep one, or make several files of them",
        ),
        YamlFault::Other => (
            "this line is not correct YAML",
            "check quotation marks, brackets and alignment; in doubt, put the value between quotation marks",
        ),
    };
    (message.into(), help.into())
}

/// A value of another shape.
pub fn wrong_shape(expected: Shape, hint: Option<&str>) -> (String, String) {
    let (message, help) = match expected {
        Shape::Text => ("a text is expected here", "write a single value on the line"),
        Shape::List => ("a list is expected here", "write one value a line behind a hyphen, or [a, b]"),
        Shape::Mapping => ("lines “key: value” are expected here", "write one key a line, aligned"),
        Shape::Boolean => ("“true” or “false” is expected here", "write true (yes) or false (no)"),
        Shape::Number => ("a number is expected here", "write a number in digits"),
    };
    let help = match hint {
        Some(hint) if hint.starts_with('-') => format!("write one line an item, for instance “{hint}”"),
        Some(hint) => format!("write “{hint}”"),
        None => help.to_owned(),
    };
    (message.into(), help)
}
