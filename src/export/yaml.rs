//! YAML as an editor would write it: one key a line, texts of several lines under their key.
//!
//! In: pairs of keys and values. Out: block YAML in which [`crate::load::yaml`] finds the same characters.
//! Never: a comment, an order of its own.

use crate::load::yaml::{Node, NodeValue, Pair};

/// The pairs of a mapping.
pub fn write(pairs: &[Pair]) -> String {
    let mut out = String::new();
    map(pairs, 0, &mut out);
    out
}

fn map(pairs: &[Pair], depth: usize, out: &mut String) {
    for pair in pairs {
        indent(depth, out);
        scalar(&pair.key, Quotes::IfNeeded, out);
        out.push(':');
        match &pair.node.value {
            NodeValue::List(items) if !items.is_empty() => {
                out.push('\n');
                list(items, depth + 1, out);
            }
            NodeValue::Map(pairs) if !pairs.is_empty() => {
                out.push('\n');
                map(pairs, depth + 1, out);
            }
            value => line(value, depth, out),
        }
    }
}

fn list(items: &[Node], depth: usize, out: &mut String) {
    for item in items {
        indent(depth, out);
        out.push('-');
        match &item.value {
            NodeValue::List(items) if !items.is_empty() => {
                out.push('\n');
                list(items, depth + 1, out);
            }
            NodeValue::Map(pairs) if !pairs.is_empty() => {
                let mut row = String::new();
                map(pairs, depth + 1, &mut row);
                out.push(' ');
                out.push_str(row.trim_start());
            }
            value => line(value, depth, out),
        }
    }
}

/// What begins on the line of its key or of its dash.
fn line(value: &NodeValue, depth: usize, out: &mut String) {
    match value {
        NodeValue::Null => {}
        NodeValue::List(_) => out.push_str(" []"),
        NodeValue::Map(_) => out.push_str(" {}"),
        NodeValue::Text { text, quoted } => {
            out.push(' ');
            match folded(text) {
                Some(sign) => return literal(text, sign, depth + 1, out),
                None => scalar(text, if *quoted { Quotes::Always } else { Quotes::IfNeeded }, out),
            }
        }
    }
    out.push('\n');
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Always,
    IfNeeded,
}

fn scalar(text: &str, quotes: Quotes, out: &mut String) {
    if quotes == Quotes::IfNeeded && is_plain(text) {
        out.push_str(text);
    } else {
        // Characters between JSON's quotation marks are the same between YAML's.
        out.push_str(&serde_json::Value::from(text).to_string());
    }
}

/// Whether nothing in a text means something to YAML.
fn is_plain(text: &str) -> bool {
    let mut chars = text.chars();
    let begins = match chars.next() {
        Some('-' | '+') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        first => first.is_some_and(char::is_alphanumeric),
    };
    begins
        && text != "null"
        && !text.ends_with([':', ' '])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(['\u{a0}', '\u{202f}', '\u{feff}'])
        && !text.contains(char::is_control)
}

/// The sign that opens a text of several lines; nothing where its own white space would be lost.
fn folded(text: &str) -> Option<&'static str> {
    let (kept, sign) = text.strip_suffix('\n').map_or((text, "|-"), |kept| (kept, "|"));
    let is_text = |c: char| c == '\n' || !c.is_control();
    (kept.contains('\n') && kept.trim() == kept && kept.chars().all(is_text)).then_some(sign)
}

fn literal(text: &str, sign: &str, depth: usize, out: &mut String) {
    out.push_str(sign);
    out.push('\n');
    for line in text.lines() {
        if !line.is_empty() {
            indent(depth, out);
            out.push_str(line);
        }
        out.push('\n');
    }
}

fn indent(depth: usize, out: &mut String) {
    (0..depth).for_each(|_| out.push_str("  "));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::load::yaml;
    use crate::source::Sources;

    fn read(text: &str) -> Node {
        let mut sources = Sources::default();
        let id = sources.add("x.yaml", text);
        let mut diags = Diagnostics::default();
        let node = yaml::parse(&sources, sources.whole(id), &mut diags);
        node.unwrap_or_else(|| panic!("{text}\n{diags:?}"))
    }

    /// A node's characters, wherever it stands.
    fn characters(node: &Node) -> String {
        match &node.value {
            NodeValue::Null => "~".to_owned(),
            NodeValue::Text { text, .. } => format!("{text:?}"),
            NodeValue::List(items) => format!("{:?}", items.iter().map(characters).collect::<Vec<_>>()),
            NodeValue::Map(pairs) => {
                let pair = |pair: &Pair| (pair.key.to_string(), characters(&pair.node));
                format!("{:?}", pairs.iter().map(pair).collect::<Vec<_>>())
            }
        }
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        let written = "a: 01000\nb: 'null'\nc: \"x: y # z\"\nd:\ne: [1, '2', [3, {f: g}], {}, []]\n\
                       h: |\n  Un\n\n    deux\nh2: |+\n  Trois\n\n\ni: >\n  plié\n  là\nj: {k: -1, 'l m': {n: \"\\t\"}}\n\
                       'o: p': =1\nq: '- r'\ns: |-\n  ---\n  t\nu: 12,5\nv: |2\n   décalé\n   ici\n";
        let node = read(written);
        let again = write(node.as_map().unwrap());
        assert_eq!(characters(&read(&again)), characters(&node), "{again}");
        assert!(
            again.starts_with("a: 01000\nb: \"null\"\nc: \"x: y # z\"\nd:\ne:\n  - 1\n  - \"2\"\n"),
            "{again}"
        );
        assert_eq!(write(read(&again).as_map().unwrap()), again);
    }
}
