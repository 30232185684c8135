//! What a city's theme would ask of other hosts: no page may, for each visit would be known there.
//!
//! In: the templates and the style sheets of the theme in use. Out: an error at each address. Never: links, which
//! only lead somewhere once somebody follows them.

use std::ops::Range;

use crate::check::codes::THEME_ELSEWHERE;
use crate::diag::Diagnostics;
use crate::model::Site;
use crate::source::Sources;

/// Judges the texts of the theme.
pub fn check(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    let folder = format!("themes/{}/", site.config.theme);
    for (id, source) in sources.texts().filter(|(_, source)| source.path.starts_with(&folder)) {
        let found = match source.path.rsplit_once('.') {
            Some((_, "css")) => find_in_style(&source.text),
            Some((_, "html")) => find_in_markup(&source.text),
            _ => Vec::new(),
        };
        for range in found {
            let address = source.text[range.clone()].to_owned();
            // The site's own address is no other host.
            if site.config.base_url.as_ref().is_none_or(|base| !address.starts_with(base.as_str())) {
                diags.add(
                    sources.whole(id).slice(range.start, range.end),
                    THEME_ELSEWHERE.with("address", address),
                );
            }
        }
    }
}

/// Relations of a `<link>` for which a browser fetches something.
const FETCHED: [&str; 10] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "prerender",
    "manifest",
];

/// The addresses of other hosts that a page would ask for.
fn find_in_markup(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|open| at + open) {
        let inside = &text[open + 1..];
        if inside.starts_with("!--") {
            at = inside.find("-->").map_or(text.len(), |end| open + 1 + end);
            continue;
        }
        let name = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
        let tag = inside[..name].to_ascii_lowercase();
        at = open + 1 + name;
        if tag.is_empty() {
            continue;
        }
        let (attributes, end) = read_attributes(text, at);
        collect_asked(text, &tag, &attributes, &mut found);
        at = end;
        if tag == "style" {
            let length = text[at..].find("</style").unwrap_or(text.len() - at);
            found.extend(
                find_in_style(&text[at..at + length])
                    .into_iter()
                    .map(|range| at + range.start..at + range.end),
            );
            at += length;
        }
    }
    found
}

/// What one tag asks for.
fn collect_asked(
    text: &str,
    tag: &str,
    attributes: &[(String, Range<usize>)],
    found: &mut Vec<Range<usize>>,
) {
    let rel = attributes.iter().find(|(name, _)| name == "rel").map_or("", |(_, value)| &text[value.clone()]);
    let is_fetched =
        rel.split_ascii_whitespace().any(|rel| FETCHED.contains(&rel.to_ascii_lowercase().as_str()));
    for (name, value) in attributes {
        let asks = match (name.as_str(), tag) {
            ("src" | "srcset" | "poster" | "background" | "imagesrcset", _)
            | ("data", "object")
            | ("href" | "xlink:href", "use" | "image" | "feimage") => true,
            ("href", "link") => is_fetched,
            ("style", _) => {
                let inside = find_in_style(&text[value.clone()]).into_iter();
                found.extend(inside.map(|range| value.start + range.start..value.start + range.end));
                false
            }
            _ => false,
        };
        if !asks {
            continue;
        }
        let many = name.ends_with("srcset");
        let mut start = value.start;
        for piece in text[value.clone()].split(|c| many && c == ',') {
            let address = piece.trim_start();
            let from = start + piece.len() - address.len();
            let length = if many {
                address.find(char::is_whitespace).unwrap_or(address.len())
            } else {
                address.trim_end().len()
            };
            if is_elsewhere(address) {
                found.push(from..from + length);
            }
            start += piece.len() + 1;
        }
    }
}

/// The attributes of a tag, whose name ends at `at`, each with where its value stands; and where the tag ends.
fn read_attributes(text: &str, mut at: usize) -> (Vec<(String, Range<usize>)>, usize) {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            at += 1;
        }
        match bytes.get(at) {
            None => return (found, text.len()),
            Some(b'>') => return (found, at + 1),
            // What the template engine puts there, or another tag: this one has no more of its own.
            Some(b'<') => return (found, at),
            Some(_) => {}
        }
        let start = at;
        while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && !b"=>/<".contains(byte)) {
            at += 1;
        }
        let name = text[start..at].to_ascii_lowercase();
        if at == start {
            at += 1;
            continue;
        }
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at += 1;
        let quote = bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let from = if quote.is_some() { at + 1 } else { at };
        let ends = |byte: &u8| match quote {
            Some(quote) => *byte == quote,
            None => byte.is_ascii_whitespace() || *byte == b'>',
        };
        let to = bytes[from..].iter().position(ends).map_or(bytes.len(), |length| from + length);
        at = if quote.is_some() { (to + 1).min(bytes.len()) } else { to };
        found.push((name, from..to));
    }
}

/// The addresses of other hosts that a style sheet would ask for: `@import`, `url(…)`, `image-set(…)`.
fn find_in_style(text: &str) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    // A name space is called by an address that nobody asks for.
    let mut named = false;
    while at < lower.len() {
        let rest = &lower[at..];
        let call = ["url(", "image-set(", "src(", "@import"].iter().find(|call| rest.starts_with(**call));
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if let Some(call) = call {
            at += call.len();
            let start = at + lower[at..].len()
                - lower[at..].trim_start_matches([' ', '\t', '\n', '\r', '"', '\'']).len();
            let ends = |c: char| c.is_whitespace() || "\"');".contains(c);
            let length = lower[start..].find(ends).unwrap_or(lower.len() - start);
            if is_elsewhere(&lower[start..start + length]) && !named {
                found.push(start..start + length);
            }
            // `@import url(…)` is looked at once more, from its own name on.
            at = if *call == "@import" { at } else { start + length };
        } else {
            named = rest.starts_with("@namespace") || (named && !rest.starts_with(';'));
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// Whether an address names a host.
fn is_elsewhere(address: &str) -> bool {
    let lower: String = address.chars().take(8).collect::<String>().to_ascii_lowercase();
    ["//", "http://", "https://", "ftp://", "ws://", "wss://"].iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<'a>(text: &'a str, found: &[Range<usize>]) -> Vec<&'a str> {
        found.iter().map(|range| &text[range.clone()]).collect()
    }

    #[test]
    fn style_sheets_ask_by_import_and_by_address() {
        let text = "/* url(https://non.example) */ @import url('https://a.example/a.css'); @import \"//b.example\" screen;\n\
            @namespace svg url(http://www.w3.org/2000/svg); p { background: URL( //c.example/é.png ) , url(d.png) }\n\
            i { content: 'https://non.example'; src: url(data:font/woff2;base64,AA==) }\n\
            b { background: image-set(\"https://e.example/e.png\" 1x) }";
        let expected =
            ["https://a.example/a.css", "//b.example", "//c.example/é.png", "https://e.example/e.png"];
        assert_eq!(shown(text, &find_in_style(text)), expected);
    }

    #[test]
    fn pages_ask_by_their_tags_and_links_do_not() {
        let text = "<!-- <img src=https://non.example> --><a href=\"https://non.example\" {% if a < b %}x{% endif %}>é</a>\n\
            <SCRIPT async src='https://a.example/a.js'></script><link href=https://b.example/b.css rel=stylesheet>\n\
            <link rel=\"canonical\" href=\"https://non.example\"><img src=\"{{ root }}x.png\" srcset=\"y.png 1x, //c.example/c.png 2x\">\n\
            <p style=\"background:url(https://d.example/d.png)\"><style>@import '//e.example';</style>\n\
            <svg xmlns=\"http://www.w3.org/2000/svg\"><use href=\"https://f.example/f.svg#x\"/></svg><form action=\"https://non.example\">";
        let expected = [
            "https://a.example/a.js",
            "https://b.example/b.css",
            "//c.example/c.png",
            "https://d.example/d.png",
            "//e.example",
            "https://f.example/f.svg#x",
        ];
        assert_eq!(shown(text, &find_in_markup(text)), expected);
    }
}
