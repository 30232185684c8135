//! The forms that a text may have to have: an address, a number of an administration, a day.
//!
//! In: characters. Out: the same as the program keeps them, where they have the form. Never: a look at the network.

use jiff::civil::Date;
use url::{Host, Url};

use crate::load::markdown::is_identifier;
use crate::source::address::is_iri;

/// What characters a text may hold. Those that name something of the project are looked up by whoever knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextForm {
    Plain,
    /// A value of a field, as records write it.
    Value,
    /// The name of a field.
    Field,
    /// The name of a collection.
    Collection,
    /// The identifier of a record.
    Record,
    /// A collection or a plain page.
    Entry,
    /// The built-in theme, or a folder of `themes/`.
    Theme,
    /// A CURIE or an IRI.
    Meaning,
    /// A UCUM unit or an ISO 4217 currency.
    Unit,
    /// A regular expression.
    Pattern,
    /// `start/end`.
    Period,
    /// A day, or a day and an hour.
    Moment,
    /// An identifier: `la-balade`.
    Slug,
    /// The folder of a collection: identifiers tied by `_`.
    Folder,
    Email,
    Phone,
    /// An address of the web, as people are given it.
    Web,
    /// An address of the web, made whole.
    Address,
    /// The address of a site.
    BaseUrl,
    /// `2026-03-01`.
    Day,
    Siret,
    Insee,
    /// BCP 47.
    Language,
    /// From 0 to 100, with or without its sign.
    Percent,
    /// `1.2.0`.
    Version,
    /// A whole number, zero or more.
    Count,
}

impl TextForm {
    /// Returns the text as the program keeps it; `None` where it does not have the form.
    #[must_use]
    pub fn read(self, text: &str) -> Option<String> {
        let fits = match self {
            Self::Address => return read_address(text),
            Self::BaseUrl => return parse_base_url(text),
            Self::Siret => return read_siret(text),
            Self::Language => return read_language(text),
            Self::Percent => return read_percent(text),
            Self::Email => is_email(text),
            Self::Phone => is_phone(text),
            Self::Web => is_web(text),
            Self::Day => text.len() == "2026-03-01".len() && text.parse::<Date>().is_ok(),
            Self::Insee => is_insee(text),
            Self::Version => parse_version(text).is_some(),
            Self::Count => text.parse::<u64>().is_ok(),
            Self::Slug => is_identifier(text),
            Self::Folder => text.split('_').all(is_identifier),
            Self::Plain
            | Self::Value
            | Self::Field
            | Self::Collection
            | Self::Record
            | Self::Entry
            | Self::Theme
            | Self::Meaning
            | Self::Unit
            | Self::Pattern
            | Self::Period
            | Self::Moment => true,
        };
        fits.then(|| text.to_owned())
    }
}

/// Returns the address with its final `/`, where it is absolute and on the web, without query or fragment.
#[must_use]
pub fn parse_base_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let on_the_web = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    // The catalogue begins every address with it.
    let base = format!("{}/", url.as_str().trim_end_matches('/'));
    (on_the_web && is_iri(&base)).then_some(base)
}

/// Returns the three numbers of a version.
#[must_use]
pub fn parse_version(text: &str) -> Option<[u64; 3]> {
    let number = |part: &str| {
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        (plain && (part == "0" || !part.starts_with('0'))).then(|| part.parse().ok()).flatten()
    };
    let mut parts = text.split('.');
    let version = [number(parts.next()?)?, number(parts.next()?)?, number(parts.next()?)?];
    parts.next().is_none().then_some(version)
}

fn read_address(text: &str) -> Option<String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    url.map(|url| url.to_string())
}

fn read_siret(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    is_siret(&digits).then_some(digits)
}

/// Returns a BCP 47 tag in the case that the standard gives its parts: `fr`, `fr-FR`.
fn read_language(text: &str) -> Option<String> {
    let locale = text.parse::<icu_locale_core::Locale>().ok().filter(|_| !text.contains('_'));
    locale.map(|locale| locale.to_string())
}

fn read_percent(text: &str) -> Option<String> {
    let number = text.trim_end_matches('%').trim().replace(',', ".");
    let fits = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && number.parse::<f64>().is_ok_and(|rate| rate <= 100.0);
    fits.then_some(number)
}

/// One address and nothing else: every program that reads it takes it for one.
fn is_email(text: &str) -> bool {
    let Some((user, domain)) = text.split_once('@') else { return false };
    let stray = |c: char| c.is_whitespace() || c.is_control() || "@<>()[]\\,;:\"".contains(c);
    !user.is_empty() && !text.replacen('@', "", 1).contains(stray) && is_domain(domain)
}

fn is_domain(domain: &str) -> bool {
    domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
        && matches!(Host::parse(domain), Ok(Host::Domain(_)))
}

/// Digits, from those of an emergency to those of the other end of the world, with what people put between.
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = |c: char| c.is_ascii_digit() || " \u{a0}\u{202f}.-/()".contains(c);
    (2..=15).contains(&digits) && text.strip_prefix('+').unwrap_or(text).chars().all(plain)
}

fn is_web(text: &str) -> bool {
    let on_the_web = |url: Url| matches!(url.scheme(), "http" | "https") && url.has_host();
    !text.contains(char::is_whitespace) && Url::parse(text).is_ok_and(on_the_web)
}

/// The SIREN of whoever it is, nine digits with their own Luhn key, then five of a place, with the key of all. La Poste's
/// many establishments (SIREN 356000000) sum to a multiple of 5 instead.
fn is_siret(digits: &str) -> bool {
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = digits.bytes().map(|byte| u32::from(byte - b'0')).sum();
    let (siren, _) = digits.split_at(9);
    has_luhn_key(siren) && (has_luhn_key(digits) || (siren == "356000000" && sum.is_multiple_of(5)))
}

fn has_luhn_key(digits: &str) -> bool {
    let double = |(place, byte): (usize, u8)| {
        let doubled = u32::from(byte - b'0') << (place % 2);
        if doubled > 9 { doubled - 9 } else { doubled }
    };
    digits.bytes().rev().enumerate().map(double).sum::<u32>().is_multiple_of(10)
}

/// Five characters: digits, or `2A`/`2B` and digits.
fn is_insee(text: &str) -> bool {
    let tail = text.strip_prefix("2A").or_else(|| text.strip_prefix("2B")).unwrap_or(text);
    text.len() == 5 && tail.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reaches_nobody_is_seen() {
        for good in ["contact@ville.example", "a.b+c@mairie-orléans.fr"] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "contact",
            "contact@ville",
            "a@b.fr, c@d.fr",
            "Ville <a@b.fr>",
            "a b@c.fr",
            "a@b..fr",
            "a@b@c.fr",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
        for good in ["01 00 00 00 00", "+33 (0)1.00.00.00.00", "39 39", "115", "01\u{202f}00"] {
            assert!(is_phone(good), "{good}");
        }
        for bad in
            ["", "standard", "contact@ville.example", "1", "01 00 00 00 00 poste 12", "0100000000000000"]
        {
            assert!(!is_phone(bad), "{bad}");
        }
        assert!(is_web("https://ville.example") && !is_web("ville.example") && !is_web("mailto:a@b.fr"));
    }

    #[test]
    fn addresses_end_with_a_slash_and_are_absolute() {
        assert_eq!(parse_base_url("https://ville.example/a").as_deref(), Some("https://ville.example/a/"));
        for address in ["/innovation/", "https://ville.example/%zz/", "https://ville.example/a|b/"] {
            assert_eq!(parse_base_url(address), None, "{address}");
        }
        assert_eq!(parse_base_url("https://ville.example/?a"), None);
    }

    #[test]
    fn the_luhn_key_tells_a_slip() {
        assert!(has_luhn_key("73282932000074") && !has_luhn_key("73282932000075"));
        assert!(is_siret("73282932000074") && is_siret("35600000000048") && is_siret("35600000049837"));
        // The key of the whole is right, and that of the SIREN is not.
        assert!(has_luhn_key("20000001400015") && !has_luhn_key("200000014") && !is_siret("20000001400015"));
    }

    #[test]
    fn a_version_is_three_numbers() {
        assert_eq!(parse_version("1.20.3"), Some([1, 20, 3]));
        for wrong in ["", "1", "1.2", "1.2.3.4", "v1.2.3", "1.02.3", "1.2.-3", "1.2.3-rc1", "1..3"] {
            assert_eq!(parse_version(wrong), None, "{wrong}");
        }
    }
}
