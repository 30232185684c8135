//! The pages that the law asks for, out of `site.yaml`.
//!
//! In: what the site says of itself. Out: contexts. Never: a fact that nobody gave.

use tera::{Context, Value as Cell};

use super::{Frame, context};
use crate::config::Conformity;
use crate::render::desk::{Desk, map};
use crate::render::route;

/// The key of a state of conformity in the catalogue.
#[must_use]
pub fn conformity(state: Conformity) -> &'static str {
    match state {
        Conformity::None => "conformity_none",
        Conformity::Partial => "conformity_partial",
        Conformity::Total => "conformity_total",
    }
}

/// The context of the legal notice.
#[must_use]
pub fn notice(desk: &Desk<'_>) -> Context {
    let mut page = framed(desk, "legal_notice", route::LEGAL);
    let config = &desk.site.config;
    let publisher = &config.publisher;
    let host = &config.legal.host;
    page.insert_value(
        "publisher",
        facts(
            desk,
            &[
                ("name", Some(&publisher.name)),
                ("siret", publisher.siret.as_ref()),
                ("address", publisher.address.as_ref()),
                ("phone", publisher.phone.as_ref()),
                ("email", publisher.email.as_ref()),
                ("website", publisher.url.as_ref()),
                ("director", config.legal.director.as_ref()),
            ],
        ),
    );
    page.insert_value(
        "host",
        facts(
            desk,
            &[
                ("name", host.name.as_ref()),
                ("address", host.address.as_ref()),
                ("phone", host.phone.as_ref()),
            ],
        ),
    );
    page
}

/// The context of the accessibility statement.
#[must_use]
pub fn accessibility(desk: &Desk<'_>) -> Context {
    let mut page = framed(desk, "accessibility", route::ACCESSIBILITY);
    let config = &desk.site.config;
    let accessibility = &config.legal.accessibility;
    let (state, claim) = match accessibility.state {
        Conformity::None => ("conformity_none", "claim_none"),
        Conformity::Partial => ("conformity_partial", "claim_partial"),
        Conformity::Total => ("conformity_total", "claim_total"),
    };
    page.insert_value("state", desk.words.get(state).into());
    page.insert_value("claim", desk.words.fill("claim", &[("state", desk.words.get(claim))]).into());
    let name = desk.set(&config.publisher.name);
    page.insert_value("commitment", desk.words.fill("a11y_commitment", &[("name", &name)]).into());
    page.insert_value("audit", accessibility.audit.as_deref().map(|audit| desk.cell(audit)).into());
    page.insert_value(
        "contact",
        facts(
            desk,
            &[
                ("email", config.publisher.email.as_ref()),
                ("phone", config.publisher.phone.as_ref()),
                ("address", config.publisher.address.as_ref()),
            ],
        ),
    );
    page
}

fn framed(desk: &Desk<'_>, key: &'static str, path: &'static str) -> Context {
    let trail = vec![(desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))];
    context(desk, &Frame { heading: desk.words.get(key), trail, section: path, description: "" })
}

/// Facts with their labels; what is missing has no value, and the template says so.
fn facts(desk: &Desk<'_>, facts: &[(&'static str, Option<&String>)]) -> Cell {
    let facts = facts.iter().map(|(key, value)| {
        let value = value.filter(|value| !value.is_empty());
        let href = value.and_then(|value| match *key {
            "email" => Some(format!("mailto:{value}")),
            "phone" => Some(format!("tel:{}", value.replace([' ', '.', '\u{a0}'], ""))),
            "website" => Some(value.clone()),
            _ => None,
        });
        map([
            ("label", desk.words.get(label(key)).into()),
            ("value", value.map(|value| desk.cell(value)).into()),
            ("href", href.into()),
        ])
    });
    facts.collect::<Vec<Cell>>().into()
}

fn label(key: &'static str) -> &'static str {
    match key {
        "name" => "fact_name",
        "siret" => "fact_siret",
        "address" => "fact_address",
        "phone" => "fact_phone",
        "email" => "fact_email",
        "website" => "fact_website",
        _ => "fact_director",
    }
}
