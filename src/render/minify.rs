//! Style sheets and the theme's own scripts as they are sent: without what only their authors read.
//!
//! In: the text of a style sheet, or of a script. Out: the same rules and statements, in fewer bytes. Never: one understood,
//! let alone changed; strings and addresses stay to the letter.

/// Returns a style sheet without its comments, and without the spaces that part nothing.
#[must_use]
pub fn minify_style(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    // What was left out since the last word: a space that may part two words, else a comment, which parts them without one.
    let mut gap = "";
    let mut after_bracket = true;
    while let Some(next) = rest.chars().next() {
        let (length, left_out) = if let Some(comment) = rest.strip_prefix("/*") {
            (comment.find("*/").map_or(rest.len(), |end| end + 4), "/**/")
        } else if next.is_ascii_whitespace() {
            (1, " ")
        } else {
            (word(rest, next), "")
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        if !left_out.is_empty() {
            gap = if gap == " " { gap } else { left_out };
            continue;
        }
        let bracket = matches!(text, "{" | "}" | ";" | ",");
        if text == "}" && after_bracket {
            out.truncate(out.trim_end_matches(';').len());
        }
        if !bracket && !after_bracket {
            out.push_str(gap);
        }
        out.push_str(text);
        (gap, after_bracket) = ("", bracket);
    }
    out.push('\n');
    out
}

/// Returns a script of the built-in theme without the lines that are comments alone. Not for others: such a line may stand within
/// a text of several lines, which the built-in theme has none of.
#[must_use]
pub fn minify_script(text: &str) -> String {
    let mut within = false;
    let lines = text.split_inclusive('\n').filter(|line| {
        let line = line.trim();
        let comment = within || line.starts_with("//") || line.starts_with("/**");
        within = comment && !line.starts_with("//") && !line.ends_with("*/");
        !comment
    });
    lines.collect()
}

/// How long the next piece is that stays to the letter: a string, an address, a character.
fn word(text: &str, first: char) -> usize {
    match first {
        '"' | '\'' => string(text, first),
        '\\' => 1 + text[1..].chars().next().map_or(0, char::len_utf8),
        _ if bare_address(text) => text.find(')').map_or(text.len(), |end| end + 1),
        _ => first.len_utf8(),
    }
}

/// How long a string is, its quotes included.
fn string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            // A line end closes a string that was left open.
            '\n' => return at,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Whether an address without quotes begins here.
fn bare_address(text: &str) -> bool {
    text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url("))
        && !text[4..].trim_start().starts_with(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::{minify_script, minify_style};

    #[test]
    fn a_script_keeps_its_statements() {
        let text =
            "// What for.\n\"use strict\";\n  /** Adds. */\n  a += 1; // more\n/**\n * Long.\n */\nb();\n";
        assert_eq!(minify_script(text), "\"use strict\";\n  a += 1; // more\nb();\n");
    }

    #[test]
    fn only_what_authors_read_goes() {
        let cases = [
            ("/* a */ a , b > c {\n  color : red ;\n}\n", "a,b > c{color : red}\n"),
            (
                "a{width:calc(1px + 2px)}@media (width < 4rem) {\n}",
                "a{width:calc(1px + 2px)}@media (width < 4rem){}\n",
            ),
            ("a{b:\"x  ; /* y */ \\\" }  z\"}", "a{b:\"x  ; /* y */ \\\" }  z\"}\n"),
            ("a{b:url( x/*y;z )  c}", "a{b:url( x/*y;z ) c}\n"),
            ("a{b:url( \"x y\" )}", "a{b:url( \"x y\" )}\n"),
            (".a/* x */.b/**/ c{d:/* e", ".a/**/.b c{d:\n"),
            ("a{b:'é", "a{b:'é\n"),
            ("a .b\\{ c{ & d{} }", "a .b\\{ c{& d{}}\n"),
            ("a{b:c;;}", "a{b:c}\n"),
        ];
        for (css, wanted) in cases {
            assert_eq!(minify_style(css), wanted, "{css}");
            assert_eq!(minify_style(wanted), wanted, "{css}, twice");
        }
    }
}
