//! Text, and its formats: whether an e-mail address, an address, an identifier has its form.
//!
//! In: characters. Out: text, with the verdict of the libraries that frictionless calls (`validators`, `rfc3986`,
//! `base64`, `uuid`). Never: a look at the network.

use serde_json::{Map, Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::{FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules};

/// The formats of a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StringFormat {
    Default,
    Email,
    Uri,
    Binary,
    Uuid,
    /// Text in Markdown, rendered on pages: essaim's own.
    Markdown,
}

impl TypeRules for StringFormat {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "string",
            example: None,
            format: Some(self.format()).filter(|_| !matches!(self, Self::Default | Self::Markdown)),
            limits: Limits::Length,
            json: (
                Some("string"),
                Some(self.format()).filter(|_| matches!(self, Self::Email | Self::Uri | Self::Uuid)),
            ),
            xsd: None,
            filter: Some(FilterKind::Choice).filter(|_| !matches!(self, Self::Markdown | Self::Binary)),
            help: Some(self.format()).filter(|_| matches!(self, Self::Email | Self::Uri | Self::Markdown)),
        }
    }

    fn read(&self, text: &str, _: Lexicon) -> Reading {
        if has_format(text, *self) {
            Ok(Value::Text(text.into()))
        } else {
            Err(Refusal::Format(self.format()))
        }
    }

    /// A number or a truth without quotation marks is a text too.
    fn describe_yaml(&self, constraints: &Constraints, _: Lexicon) -> Vec<Json> {
        let mut shape = Map::from_iter([("type".to_owned(), json!(["string", "number", "boolean"]))]);
        shape.extend(constraints.min_length.map(|length| ("minLength".to_owned(), json!(length))));
        shape.extend(constraints.max_length.map(|length| ("maxLength".to_owned(), json!(length))));
        // What other grammars write otherwise stays for `check` to judge.
        let plain = |pattern: &&(String, _)| !pattern.0.contains("(?") && !pattern.0.contains("\\p");
        let pattern = match (constraints.pattern.as_ref().filter(plain), self) {
            (Some((pattern, _)), _) => Some(format!("^(?:{pattern})$")),
            (None, Self::Email) => Some("@".to_owned()),
            (None, Self::Uri) => Some(":".to_owned()),
            _ => None,
        };
        shape.extend(pattern.map(|pattern| ("pattern".to_owned(), pattern.into())));
        vec![shape.into()]
    }
}

impl StringFormat {
    /// Returns the name of the format, as the standard writes it.
    #[must_use]
    pub fn format(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Email => "email",
            Self::Uri => "uri",
            Self::Binary => "binary",
            Self::Uuid => "uuid",
            Self::Markdown => "markdown",
        }
    }
}

/// Whether the characters have the format.
fn has_format(text: &str, format: StringFormat) -> bool {
    match format {
        StringFormat::Default | StringFormat::Markdown => true,
        StringFormat::Email => is_email(text),
        StringFormat::Uri => is_uri(text),
        StringFormat::Binary => is_base64(text),
        StringFormat::Uuid => is_uuid(text),
    }
}

fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let one_mark = !domain.contains('@');
    one_mark
        && user.chars().count() <= 64
        && domain.chars().count() <= 253
        && is_user(user)
        && is_domain(domain)
}

/// Words between full stops, or anything printable between quotation marks.
fn is_user(user: &str) -> bool {
    let letter = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+/=?^_`{}|~-".contains(c)
            || matches!(c, '\u{a0}'..='\u{ff}' | '\u{100}'..='\u{24f}')
    };
    let quoted = user.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    user.split('.').all(|word| !word.is_empty() && word.chars().all(letter))
        // The expression's first branch looks at the first character only.
        || user.starts_with(|c: char| matches!(c, '\u{a0}'..='\u{24f}'))
        || quoted.is_some_and(|inner| !inner.contains(['"', '\n', '\r', '\t', '\0']))
}

/// Two labels or more of letters, digits and dashes; the last ends with a letter.
fn is_domain(domain: &str) -> bool {
    let Some(ascii) = to_ascii(domain) else { return false };
    if ascii.len() > 253 || domain.contains("__") || domain.contains(char::is_whitespace) {
        return false;
    }
    let mut labels = ascii.split('.').rev();
    let inner = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
    let edges = |label: &[u8], ends: fn(&u8) -> bool| {
        label.first().is_some_and(u8::is_ascii_alphanumeric) && label.last().is_some_and(ends)
    };
    let last = labels.next().unwrap_or_default().as_bytes();
    let sound =
        |label: &[u8], ends| label.len() <= 63 && label.iter().all(|c| inner(*c)) && edges(label, ends);
    let mut others = labels.peekable();
    last.len() >= 2
        && sound(last, u8::is_ascii_alphabetic)
        && others.peek().is_some()
        && others.all(|label| sound(label.as_bytes(), u8::is_ascii_alphanumeric))
}

/// The domain in ASCII, by IDNA.
fn to_ascii(domain: &str) -> Option<String> {
    if domain.is_ascii() {
        return domain.split('.').all(|label| (1..64).contains(&label.len())).then(|| domain.to_owned());
    }
    url::Host::parse(domain).ok().map(|host| host.to_string())
}

/// A scheme, and what follows in any form: neither `validators` nor the standard look further.
fn is_uri(text: &str) -> bool {
    let Some((scheme, _)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'.' | b'-'))
}

/// What Python's decoder accepts: strange characters are passed over, padding must come out even.
fn is_base64(text: &str) -> bool {
    if !text.is_ascii() {
        return false;
    }
    let (mut quad, mut pads) = (0_u8, 0_u8);
    for byte in text.bytes() {
        match byte {
            b'=' if quad >= 2 && quad + pads == 3 => return true,
            b'=' if quad >= 2 => pads += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' => {
                pads = 0;
                quad = (quad + 1) % 4;
            }
            _ => {}
        }
    }
    quad == 0
}

/// 32 hexadecimal digits, once `urn:`, `uuid:`, braces and dashes are away.
fn is_uuid(text: &str) -> bool {
    let text = text.replace("urn:", "").replace("uuid:", "");
    let digits = text.trim_matches(['{', '}']).replace('-', "");
    // Python then reads it as one number, in which single underscores may stand, between blanks.
    let groups = digits.trim().split('_');
    digits.chars().count() == 32
        && groups
            .into_iter()
            .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_the_verdict_of_frictionless() {
        use StringFormat::{Binary, Email, Uri, Uuid};
        for (text, format, expected) in [
            ("contact@ville.example", Email, true),
            ("a.b+c@sous.ville.example", Email, true),
            ("é@ville.example", Email, true),
            ("a@mairie-orléans.fr", Email, true),
            ("a@b", Email, false),
            ("a@@b.fr", Email, false),
            ("a..b@c.fr", Email, false),
            ("a@-b.fr", Email, false),
            ("a@b.f1", Email, false),
            ("https://ville.example/é?x#y", Uri, true),
            ("mailto:a", Uri, true),
            ("ville.example", Uri, false),
            ("/a:b", Uri, false),
            ("", Uri, false),
            ("YWJj", Binary, true),
            ("YW=", Binary, false),
            ("YW==", Binary, true),
            ("Y W J j!", Binary, true),
            ("é", Binary, false),
            ("2bc1c94f-0deb-43e9-92a1-4775189ec9f8", Uuid, true),
            ("{2bc1c94f0deb43e992a14775189ec9f8}", Uuid, true),
            ("2bc1c94f 0deb-43e9-92a1-4775189ec9f8", Uuid, false),
        ] {
            assert_eq!(has_format(text, format), expected, "{text}");
        }
    }
}
