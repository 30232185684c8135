//! The legal notice, out of `site.yaml`.
//!
//! In: what the site says of itself. Out: a page. Never: a fact that nobody gave.

use super::{Names, Page, make_frame, to_home};
use crate::render::desk::RenderContext;
use crate::render::views::legal::{GivenFact, LegalView};

/// Builds the legal notice.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>) -> Page<'a> {
    let config = &desk.site.config;
    let publisher = &config.publisher;
    let host = &config.legal.host;
    let mut who = vec![
        ("name", Some(&publisher.name)),
        ("siret", publisher.siret.as_ref()),
        ("address", publisher.address.as_ref()),
        ("phone", publisher.phone.as_ref()),
        ("email", publisher.email.as_ref()),
        ("director", config.legal.director.as_ref()),
    ];
    // The law does not ask for it: nothing is left to complete.
    who.extend(publisher.url.as_ref().map(|url| ("website", Some(url))));
    let host =
        [("name", host.name.as_ref()), ("address", host.address.as_ref()), ("phone", host.phone.as_ref())];
    let privacy = config.legal.privacy.as_ref();
    let view = LegalView {
        publisher: list_given(desk, &who),
        host: list_given(desk, &host),
        privacy: privacy.map(|address| list_given(desk, &[("privacy", Some(address))])),
        credits: config.legal.credits.iter().map(|credit| desk.set(credit)).collect(),
    };
    let names = Names {
        heading: desk.words.get("legal_notice"),
        trail: vec![to_home(desk)],
        section: config.fixed_pages().legal,
        description: "",
    };
    Page::new(make_frame(desk, names), &view)
}

/// Lists facts with their labels; what is missing has no value, and the template says so.
#[must_use]
pub fn list_given<'a>(
    desk: &RenderContext<'a>,
    facts: &[(&'static str, Option<&'a String>)],
) -> Vec<GivenFact<'a>> {
    let facts = facts.iter().map(|(key, value)| {
        let value = value.filter(|value| !value.is_empty());
        let href = value.and_then(|value| match *key {
            "email" | "privacy" if value.contains('@') => Some(format!("mailto:{value}")),
            "phone" => Some(format!("tel:{}", to_dialled(value))),
            "website" => Some(value.clone()),
            _ => None,
        });
        GivenFact {
            label: desk.words.get(to_label_key(key)),
            value: value.map(|value| desk.set(value)),
            href,
        }
    });
    facts.collect()
}

/// Returns a telephone number as a machine dials it: from abroad, the zero between parentheses is left out.
fn to_dialled(number: &str) -> String {
    let number = if number.starts_with('+') { number.replacen("(0)", "", 1) } else { number.to_owned() };
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

fn to_label_key(key: &'static str) -> &'static str {
    match key {
        "name" => "fact_name",
        "siret" => "fact_siret",
        "address" => "fact_address",
        "phone" => "fact_phone",
        "email" => "fact_email",
        "website" => "fact_website",
        "privacy" => "fact_privacy",
        _ => "fact_director",
    }
}
