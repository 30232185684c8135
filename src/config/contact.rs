//! How a public body is reached: an e-mail address, a telephone number, an address of the web.
//!
//! In: the node behind a key of `site.yaml`. Out: its text, or an error that says what is asked for. Never: a look
//! at the network.

use url::{Host, Url};

use super::read::invalid;
use crate::diag::Diagnostics;
use crate::load::keys::Keys;

/// The e-mail address behind a key.
pub fn email(keys: Keys, diags: &mut Diagnostics) -> Option<String> {
    of(keys, "email", is_email, diags)
}

/// The telephone number behind a key.
pub fn phone(keys: Keys, diags: &mut Diagnostics) -> Option<String> {
    of(keys, "phone", is_phone, diags)
}

/// The address of the web behind a key.
pub fn url(keys: Keys, diags: &mut Diagnostics) -> Option<String> {
    of(keys, "url", is_web, diags)
}

fn of(keys: Keys, key: &'static str, suits: fn(&str) -> bool, diags: &mut Diagnostics) -> Option<String> {
    let node = keys.get(key)?;
    let text = node.text_or(diags)?;
    if !suits(text) {
        invalid(node, key, diags);
    }
    // Wrong is not missing: the law's own reminders stay out of it.
    Some(text.to_owned())
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
}
