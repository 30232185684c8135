//! `pattern` constraints: expressions of Python and of XML Schema, compiled once.
//!
//! In: an expression. Out: the same, ready to run on a whole value, or nothing where it is wrong.

use fancy_regex::Regex;

use super::super::Lexicon;

/// Compiles an expression that a whole value must match.
///
/// Under the standard lexicon it is `^expression$` from the first character on, as frictionless has
/// it: in `a|b`, the first branch then holds the beginning only, and `$` stands before a last line break.
pub fn compile(pattern: &str, lexicon: Lexicon) -> Option<Regex> {
    let whole = match lexicon {
        Lexicon::Everyday => format!(r"\A(?:{})\z", translate(pattern)),
        Lexicon::Standard => format!(r"\A(?:{})", translate(&format!("^{pattern}$"))),
    };
    Regex::new(&whole).ok()
}

/// The expression in the grammar of our engine, where the two differ.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut characters = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(c) = characters.next() {
        match c {
            '\\' => escape(characters.next(), &mut out),
            // Our engine nests classes and has set operators; Python's does not.
            '[' if in_class => out.push_str(r"\["),
            '&' | '~' if in_class => out.extend(['\\', c]),
            '-' if in_class && characters.peek() == Some(&'-') => out.push_str(r"\-"),
            '[' => {
                in_class = true;
                out.push('[');
                if characters.next_if_eq(&'^').is_some() {
                    out.push('^');
                }
                if characters.next_if_eq(&']').is_some() {
                    out.push_str(r"\]");
                }
            }
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            // A pattern's own `$` at its end costs no look-ahead.
            '$' if !in_class && characters.peek().is_none() => out.push_str(r"\n?\z"),
            '$' if !in_class => out.push_str(r"(?=\n?\z)"),
            c => out.push(c),
        }
    }
    out
}

fn escape(escaped: Option<char>, out: &mut String) {
    match escaped {
        Some('Z') => out.push_str(r"\z"),
        // To our engine these would be the edges of a word.
        Some(c @ ('<' | '>')) => out.push(c),
        Some(c) => out.extend(['\\', c]),
        None => out.push('\\'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_values_match() {
        for (pattern, text, standard, everyday) in [
            (r"\d{5}", "06004", true, true),
            (r"\d{5}", "060045", false, false),
            (r"^\d{5}$", "06004", true, true),
            ("a|b", "abc", true, false),
            ("(a|b)", "abc", false, false),
            (r"[A-Z[]+", "A[", true, true),
            (r"[a-z&&b]+", "a&b", true, true),
            (r"[]x]", "]", true, true),
            (r"\w+\/\w+", "é/b", true, true),
            (r"(?=.*\d).+", "a1", true, true),
            (r"(?P<y>\d)\1", "11", true, true),
            ("a", "a\n", true, false),
            (r"\<a\>", "<a>", true, true),
            ("", "", true, true),
        ] {
            let matches = |lexicon| compile(pattern, lexicon).unwrap().is_match(text).unwrap();
            assert_eq!(matches(Lexicon::Standard), standard, "{pattern} {text}");
            assert_eq!(matches(Lexicon::Everyday), everyday, "{pattern} {text}");
        }
        assert!(compile("[a-", Lexicon::Everyday).is_none());
        assert!(compile("(", Lexicon::Standard).is_none());
    }
}
