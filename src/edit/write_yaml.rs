//! YAML as an editor would write it: one key a line, short lists on theirs, texts of several lines under their key.
//!
//! In: pairs of keys and values. Out: block YAML in which [`yaml::parse`](crate::load::yaml::parse) finds the same characters. Never: a
//! comment, an order of its own.

use std::fmt::Write as _;

use crate::load::yaml::{Node, NodeValue, Pair};

/// How wide a line may be.
const WIDTH: usize = 100;

/// Returns the pairs of a mapping as lines of block YAML.
#[must_use]
pub fn write_yaml(pairs: &[Pair]) -> String {
    let mut text = String::new();
    write_pairs(pairs, 0, &mut text);
    text
}

/// Returns a text as a YAML scalar: plain where that is safe, else between quotation marks.
#[must_use]
pub fn quote_scalar(text: &str) -> String {
    let reserved = matches!(text, "null" | "Null" | "NULL" | "~");
    let starts = text.starts_with(|c: char| c.is_alphanumeric() || c == '«');
    let inside = |c: char| c.is_control() || "[]{},\"\\`|>".contains(c);
    let broken = text.contains(": ") || text.contains(":\u{a0}") || text.contains(" #");
    let ends = text.ends_with(|c: char| c == ':' || c.is_whitespace());
    if starts && !reserved && !broken && !ends && !text.contains(inside) {
        return text.to_owned();
    }
    quote_always(text)
}

/// Returns a text as a YAML scalar between quotation marks.
#[must_use]
pub(super) fn quote_always(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => _ = write!(quoted, "\\x{:02x}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Writes pairs, each at that indentation; the first stands behind a dash where one is written.
pub(super) fn write_pairs(pairs: &[Pair], indent: usize, out: &mut String) {
    for (number, pair) in pairs.iter().enumerate() {
        // The first key of an item stands behind its dash.
        if number > 0 || !out.ends_with("- ") {
            out.extend(std::iter::repeat_n(' ', indent));
        }
        let key = quote_scalar(&pair.key);
        out.push_str(&key);
        out.push(':');
        write_value(&pair.node, indent, key.chars().count() + 1, out);
    }
}

/// Writes a value behind a key or a dash of that indentation, on a line that holds so much already.
pub(super) fn write_value(node: &Node, indent: usize, taken: usize, out: &mut String) {
    match &node.value {
        NodeValue::Null => out.push('\n'),
        NodeValue::Text { text, quoted } => write_text(text, *quoted, indent, taken, out),
        NodeValue::List(items) => {
            if let Some(line) =
                to_flow_list(items).filter(|line| indent + taken + line.chars().count() < WIDTH)
            {
                _ = writeln!(out, " {line}");
                return;
            }
            out.push('\n');
            for item in items {
                out.extend(std::iter::repeat_n(' ', indent + 2));
                out.push('-');
                match &item.value {
                    NodeValue::Map(inner) if !inner.is_empty() => {
                        out.push(' ');
                        write_pairs(inner, indent + 4, out);
                    }
                    NodeValue::Null => out.push_str(" null\n"),
                    _ => write_value(item, indent + 2, 1, out),
                }
            }
        }
        NodeValue::Map(inner) if inner.is_empty() => out.push_str(" {}\n"),
        NodeValue::Map(inner) => {
            out.push('\n');
            write_pairs(inner, indent + 2, out);
        }
    }
}

/// Returns a list of words on one line; `None` where an item is no line of text.
fn to_flow_list(items: &[Node]) -> Option<String> {
    let words = items.iter().map(|item| match &item.value {
        NodeValue::Text { text, quoted } if !text.contains('\n') => Some(to_scalar(text, *quoted)),
        _ => None,
    });
    Some(format!("[{}]", words.collect::<Option<Vec<_>>>()?.join(", ")))
}

fn write_text(text: &str, quoted: bool, indent: usize, taken: usize, out: &mut String) {
    let plain = |c: char| c == '\n' || !c.is_control();
    let blocks = text.chars().all(plain) && !text.starts_with([' ', '\n']) && !text.is_empty();
    if blocks && text.contains('\n') && !text.trim_end_matches('\n').is_empty() {
        let body = text.trim_end_matches('\n');
        let mark = match text.len() - body.len() {
            0 => "|-",
            1 => "|",
            _ => "|+",
        };
        _ = writeln!(out, " {mark}");
        let lines = text.strip_suffix('\n').unwrap_or(text);
        for line in lines.split('\n') {
            write_line(line, indent + 2, out);
        }
        return;
    }
    let long = indent + taken + text.chars().count() + 1 > WIDTH;
    if blocks && long && !text.contains("  ") && !text.ends_with(' ') && text.contains(' ') {
        out.push_str(" >-\n");
        let mut line = String::new();
        for word in text.split(' ') {
            if !line.is_empty() && indent + 3 + line.chars().count() + word.chars().count() > WIDTH {
                write_line(&line, indent + 2, out);
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        write_line(&line, indent + 2, out);
        return;
    }
    _ = writeln!(out, " {}", to_scalar(text, quoted));
}

fn write_line(line: &str, indent: usize, out: &mut String) {
    if !line.is_empty() {
        out.extend(std::iter::repeat_n(' ', indent));
    }
    out.push_str(line);
    out.push('\n');
}

/// Returns a scalar that keeps its quotation marks where another reader of YAML would take it for what is no text.
pub(super) fn to_scalar(text: &str, quoted: bool) -> String {
    let lower = text.to_ascii_lowercase();
    let word = matches!(&*lower, "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null" | "~");
    let number = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "+-.:_".contains(c));
    match quote_scalar(text) {
        plain if quoted && (word || number) && !plain.starts_with('"') => format!("\"{plain}\""),
        // What was written without quotation marks, and begins with a sign, was a number.
        marked if !quoted && number && marked.starts_with('"') && text.len() > 1 && text.starts_with('-') => {
            let digits = text[1..].starts_with(|c: char| c.is_ascii_digit());
            if digits { text.to_owned() } else { marked }
        }
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::source::Sources;

    fn read(text: &str) -> Node {
        let mut sources = Sources::default();
        let id = sources.add("x.yaml", text);
        let mut diags = Diagnostics::default();
        let node = crate::load::yaml::parse(&sources, sources.whole(id), &mut diags);
        node.unwrap_or_else(|| panic!("{text}\n{diags:?}"))
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        let written = "a: 01000\nb: 'null'\nc: \"x: y # z\"\nd:\ne: [1, '2', [3, {f: g}], {}, []]\n\
                       h: |\n  Un\n\n    deux\nh2: |+\n  Trois\n\n\ni: >\n  plié\n  là\nj: {k: -1, 'l m': {n: \"\\t\"}}\n\
                       'o: p': =1\nq: '- r'\ns: |-\n  ---\n  t\nu: 12,5\nv: |2\n   décalé\n   ici\nw: [~, a, {b: c, d: [e]}]\n\
                       x: ['no', no, '2', 2, '2026-01-01', '']\ny: \"fin \"\nz: \"\\n\\n\"\n";
        let long = "mot ".repeat(40);
        let written = format!("{written}aa: {long}\nbb: \"{long}\"\ncc:\n  - {long}\n  - {{b: {long}}}\n");
        let node = read(&written);
        let again = write_yaml(node.as_map().unwrap());
        assert_eq!(read(&again).to_characters(), node.to_characters(), "{again}");
        assert!(
            again.starts_with("a: 01000\nb: \"null\"\nc: \"x: y # z\"\nd:\ne:\n  - 1\n  - \"2\"\n"),
            "{again}"
        );
        assert!(again.contains("x: [\"no\", no, \"2\", 2, \"2026-01-01\", \"\"]\n"), "{again}");
        assert!(again.contains("aa: >-\n  mot mot"), "{again}");
        assert_eq!(write_yaml(read(&again).as_map().unwrap()), again);
    }
}
