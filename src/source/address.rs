//! Addresses as every format of the data can hold them.
//!
//! In: what somebody wrote. Out: whether it is an IRI, and the IRI that leads to the same place. Never: the network.

use std::fmt::Write;

use url::Url;

/// Returns the absolute address that a text means, as a graph can hold it: ASCII, and what no form may hold as it stands is
/// encoded. `None` where the text is no absolute address.
#[must_use]
pub fn to_iri(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    let text = url.as_str();
    // Brackets stand around the numbers of a host, and nowhere else.
    let path = text
        .find("://")
        .map_or(0, |at| text[at + 3..].find(['/', '?', '#']).map_or(text.len(), |end| at + 3 + end));
    let mut iri = String::with_capacity(text.len());
    let mut fragments = 0;
    for (at, c) in text.char_indices() {
        fragments += usize::from(c == '#');
        let is_held = match c {
            '%' => is_escape(&text[at + 1..]),
            '#' => fragments == 1,
            '[' | ']' => at < path,
            _ => c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c),
        };
        if is_held {
            iri.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                // Writing into a string cannot fail.
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
    Some(iri)
}

/// Whether a text is an absolute address that is written as every form can hold it.
#[must_use]
pub fn is_iri(text: &str) -> bool {
    to_iri(text).is_some_and(|iri| Url::parse(text).is_ok_and(|url| url.as_str() == iri))
}

fn is_escape(text: &str) -> bool {
    text.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_absolute_and_ascii_or_none() {
        for (text, iri) in [
            ("https://é.example/a b", Some("https://xn--9ca.example/a%20b")),
            ("https://ville.example/?a|b", Some("https://ville.example/?a%7Cb")),
            ("https://a.example/#/carte#15", Some("https://a.example/#/carte%2315")),
            ("https://a.example/100%/[1]?%zz", Some("https://a.example/100%25/%5B1%5D?%25zz")),
            ("http://[::1]/[a]", Some("http://[::1]/%5Ba%5D")),
            ("mailto:a@ville.example", Some("mailto:a@ville.example")),
            ("mairie.example", None),
        ] {
            assert_eq!(to_iri(text).as_deref(), iri, "{text}");
        }
    }

    #[test]
    fn whatever_an_address_holds_a_graph_takes_it() {
        for code in (0..=0x3000).chain([0xd7ff, 0xe000, 0xfffe, 0xffff, 0x1_0000, 0xe_0001, 0x10_ffff]) {
            let Some(c) = char::from_u32(code) else { continue };
            for text in [
                format!("https://a.example/{c}"),
                format!("https://a.example/?{c}"),
                format!("https://a.example/#{c}{c}"),
                format!("https://{c}.example/"),
                format!("urn:{c}"),
                format!("x:[{c}"),
            ] {
                if let Some(iri) = to_iri(&text) {
                    assert!(oxrdf::NamedNode::new(&iri).is_ok(), "{text:?} {iri:?}");
                }
            }
        }
    }

    #[test]
    fn some_addresses_are_none_as_they_stand() {
        assert!(is_iri("https://ville.example/a%20b") && is_iri("https://é.example/"));
        for text in
            ["https://ville.example/%zz", "https://ville.example/|", "https://ville.example/[1]", "ville"]
        {
            assert!(!is_iri(text), "{text}");
        }
    }
}
