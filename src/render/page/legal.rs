//! The pages that the law asks for, out of `site.yaml`.
//!
//! In: what the site says of itself. Out: contexts. Never: a fact that nobody gave.

use crate::publication::route;
use tera::{Context, Value as Cell};

use super::{Frame, context};
use crate::config::Conformity;
use crate::model::RecordRef;
use crate::render::desk::{Desk, map};
use crate::render::format;
use crate::schema::Role;
use crate::schema::publish::is_public;

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
    let mut page = framed(desk, "legal_notice", desk.site.config.fixed_pages().legal);
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
    page.insert_value("publisher", facts(desk, &who));
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
    let privacy = config.legal.privacy.as_ref();
    page.insert_value("privacy", privacy.map(|address| facts(desk, &[("privacy", Some(address))])).into());
    let credits = config.legal.credits.iter().map(|credit| desk.cell(credit));
    page.insert_value("credits", credits.collect::<Vec<Cell>>().into());
    page
}

/// The context of the accessibility statement, in the form that the law imposes.
#[must_use]
pub fn accessibility(desk: &Desk<'_>, published: Option<&str>) -> Context {
    let mut page = framed(desk, "a11y_title", desk.site.config.fixed_pages().accessibility);
    let (config, said) = (&desk.site.config, desk.statement);
    let accessibility = &config.legal.accessibility;
    let (name, title) = (desk.set(&config.publisher.name), desk.set(&config.title));
    page.insert_value("commitment", desk.words.fill("a11y_commitment", &[("name", &name)]).into());
    page.insert_value("scheme", accessibility.scheme.as_deref().into());
    page.insert_value("scope", desk.words.fill("a11y_scope", &[("title", &title)]).into());
    page.insert_value("claim", claim(desk, &title).into());
    page.insert_value("audited", said.audited.into());
    page.insert_value("results", results(desk).into());
    let audit = accessibility.audit.as_ref();
    page.insert_value("report", audit.and_then(|audit| audit.report.as_deref()).into());
    let table = said.results.map(|number| &desk.site.tables[number as usize].collection);
    let public = table.filter(|collection| is_public(collection));
    page.insert_value(
        "data",
        public.and_then(|collection| desk.link(&route::to_data(&collection.name))).into(),
    );
    page.insert_value("groups", groups(desk));
    let day = published.and_then(|moment| moment.get(..10)?.parse().ok());
    let made = accessibility.date.or(audit.and_then(|audit| audit.date)).or(day);
    let made = made
        .map(|date| map([("text", format::date(desk.words, date).into()), ("iso", date.to_string().into())]));
    page.insert_value("made", made.into());
    let list = |key: &'static str, items: Option<&Vec<String>>| {
        let items = items.into_iter().flatten().map(|item| desk.cell(item));
        map([("title", desk.words.get(key).into()), ("items", items.collect::<Vec<Cell>>().into())])
    };
    let lists = vec![
        list("a11y_environment", audit.map(|audit| &audit.environment)),
        list("a11y_tools", audit.map(|audit| &audit.tools)),
        list("a11y_pages", audit.map(|audit| &audit.pages)),
    ];
    page.insert_value("lists", lists.into());
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

/// The sentence that the law words.
fn claim(desk: &Desk<'_>, title: &str) -> String {
    let (words, said) = (desk.words, desk.statement);
    let state = match said.state {
        Conformity::None => "claim_none",
        Conformity::Partial => "claim_partial",
        Conformity::Total => "claim_total",
    };
    let reason = match said.state {
        _ if !said.audited => words.get("claim_no_audit"),
        Conformity::Total => "",
        _ => words.get("claim_findings"),
    };
    let version = &desk.site.config.legal.accessibility.standard;
    let values = [("title", title), ("state", words.get(state)), ("version", version), ("reason", reason)];
    words.fill("claim", &values)
}

/// What is said of the audit, a sentence each.
fn results(desk: &Desk<'_>) -> Vec<Cell> {
    let (words, said) = (desk.words, desk.statement);
    let accessibility = &desk.site.config.legal.accessibility;
    if !said.audited {
        return vec![words.get("a11y_no_audit").into()];
    }
    let mut sentences: Vec<Cell> = Vec::new();
    let audit = accessibility.audit.as_ref();
    let by = audit.and_then(|audit| audit.by.as_deref()).map(|by| desk.set(by));
    let date = audit.and_then(|audit| audit.date).map(|date| format::date(words, date));
    let sentence = match (&by, &date) {
        (Some(by), Some(date)) => Some(words.fill("a11y_audit", &[("by", by), ("date", date)])),
        (Some(by), None) => Some(words.fill("a11y_audit_by", &[("by", by.trim_end_matches('.'))])),
        (None, Some(date)) => Some(words.fill("a11y_audit_date", &[("date", date)])),
        (None, None) => None,
    };
    sentences.extend(sentence.map(Cell::from));
    if let Some(rate) = said.rate {
        let written = format!("{}.{}", rate / 10, rate % 10);
        let rate = format::quantity(words, written.trim_end_matches(".0"));
        let values = [("rate", rate.as_ref()), ("version", accessibility.standard.as_str())];
        sentences.push(words.fill("a11y_rate", &values).into());
    }
    if let Some((met, all)) = said.met {
        let (met, all) = (met.to_string(), all.to_string());
        sentences.push(words.fill("a11y_met", &[("met", &met), ("all", &all)]).into());
    }
    sentences
}

/// What is not accessible, in the three groups of the law.
fn groups(desk: &Desk<'_>) -> Cell {
    let said = desk.statement;
    let none = desk.words.get(if said.audited { "a11y_none" } else { "a11y_unknown" });
    let groups =
        [("a11y_failed", &said.failed), ("a11y_excused", &said.excused), ("a11y_out", &said.out_of_scope)];
    let groups = groups.map(|(title, records)| {
        let items = records.iter().map(|at| finding(desk, *at)).collect::<Vec<Cell>>();
        map([("title", desk.words.get(title).into()), ("items", items.into()), ("none", none.into())])
    });
    groups.into_iter().collect::<Vec<Cell>>().into()
}

fn finding(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let (table, record) = desk.site.record(at);
    let schema = &table.collection.schema;
    let criterion = schema.role(Role::Criterion).and_then(|field| {
        let number = table.value(record, field)?.to_cell(&schema.fields[field]);
        Some(desk.words.fill("a11y_criterion", &[("n", &number)]))
    });
    let text =
        desk.role_text(at, Role::Description).map_or_else(|| desk.label(at).into(), |text| desk.cell(text));
    map([("criterion", criterion.into()), ("text", text)])
}

fn framed(desk: &Desk<'_>, key: &'static str, path: &'static str) -> Context {
    let trail = vec![(desk.words.get("home").to_owned(), Some(route::HOME.to_owned()))];
    context(desk, &Frame { heading: desk.words.get(key), trail, section: path, description: "" })
}

/// A telephone number as a machine dials it: from abroad, the zero between parentheses is left out.
fn dialled(number: &str) -> String {
    let number = if number.starts_with('+') { number.replacen("(0)", "", 1) } else { number.to_owned() };
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// Facts with their labels; what is missing has no value, and the template says so.
fn facts(desk: &Desk<'_>, facts: &[(&'static str, Option<&String>)]) -> Cell {
    let facts = facts.iter().map(|(key, value)| {
        let value = value.filter(|value| !value.is_empty());
        let href = value.and_then(|value| match *key {
            "email" | "privacy" if value.contains('@') => Some(format!("mailto:{value}")),
            "phone" => Some(format!("tel:{}", dialled(value))),
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
        "privacy" => "fact_privacy",
        _ => "fact_director",
    }
}
