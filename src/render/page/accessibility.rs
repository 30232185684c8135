//! The accessibility statement, in the form that the law imposes, out of `site.yaml` and the findings of an audit.
//!
//! In: what the site says of itself. Out: a page. Never: a fact that nobody gave.

use super::legal::list_given;
use super::{Names, Page, make_frame, to_home};
use crate::config::Conformity;
use crate::model::RecordRef;
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::format;
use crate::render::listing::show_description;
use crate::render::views::accessibility::{AccessibilityView, AuditList, FindingGroup, FindingView};
use crate::render::views::listing::DateView;
use crate::schema::Role;
use crate::schema::publish::is_public;

/// Returns the key of a state of conformity in the catalogue.
#[must_use]
pub fn to_conformity_key(state: Conformity) -> &'static str {
    match state {
        Conformity::None => "conformity_none",
        Conformity::Partial => "conformity_partial",
        Conformity::Total => "conformity_total",
    }
}

/// Builds the statement; `published` is the moment of publication.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, published: Option<&str>) -> Page<'a> {
    let (config, said) = (&desk.site.config, desk.statement);
    let (accessibility, publisher) = (&config.legal.accessibility, &config.publisher);
    let audit = accessibility.audit.as_ref();
    let (name, title) = (desk.set(&publisher.name), desk.set(&config.title));
    let results = said.results.map(|number| &desk.site.tables[number as usize].collection);
    let day = published.and_then(|moment| moment.get(..10)?.parse().ok());
    let made = accessibility.date.or(audit.and_then(|audit| audit.date)).or(day);
    let list = |key: &'static str, items: Option<&'a Vec<String>>| AuditList {
        title: desk.words.get(key),
        items: items.into_iter().flatten().map(|item| desk.set(item)).collect(),
    };
    let contact = [
        ("email", publisher.email.as_ref()),
        ("phone", publisher.phone.as_ref()),
        ("address", publisher.address.as_ref()),
    ];
    let view = AccessibilityView {
        commitment: desk.words.fill("a11y_commitment", &[("name", &name)]),
        scheme: accessibility.scheme.as_deref(),
        scope: desk.words.fill("a11y_scope", &[("title", &title)]),
        claim: write_claim(desk, &title),
        audited: said.audited,
        results: list_results(desk),
        report: audit.and_then(|audit| audit.report.as_deref()),
        data: results
            .filter(|collection| is_public(collection))
            .and_then(|collection| desk.link(&route::to_data(&collection.name))),
        groups: group_findings(desk),
        made: made.map(|date| DateView { text: format::date(desk.words, date), iso: date.to_string() }),
        lists: vec![
            list("a11y_environment", audit.map(|audit| &audit.environment)),
            list("a11y_tools", audit.map(|audit| &audit.tools)),
            list("a11y_pages", audit.map(|audit| &audit.pages)),
        ],
        contact: list_given(desk, &contact),
    };
    let names = Names {
        heading: desk.words.get("a11y_title"),
        trail: vec![to_home(desk)],
        section: config.fixed_pages().accessibility,
        description: "",
    };
    Page::new(make_frame(desk, names), &view)
}

/// Writes the sentence that the law words.
fn write_claim(desk: &RenderContext<'_>, title: &str) -> String {
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

/// Lists what is said of the audit, a sentence each.
fn list_results(desk: &RenderContext<'_>) -> Vec<String> {
    let (words, said) = (desk.words, desk.statement);
    let accessibility = &desk.site.config.legal.accessibility;
    if !said.audited {
        return vec![words.get("a11y_no_audit").to_owned()];
    }
    let mut sentences: Vec<String> = Vec::new();
    let audit = accessibility.audit.as_ref();
    let by = audit.and_then(|audit| audit.by.as_deref()).map(|by| desk.set(by));
    let date = audit.and_then(|audit| audit.date).map(|date| format::date(words, date));
    let sentence = match (&by, &date) {
        (Some(by), Some(date)) => Some(words.fill("a11y_audit", &[("by", by), ("date", date)])),
        (Some(by), None) => Some(words.fill("a11y_audit_by", &[("by", by.trim_end_matches('.'))])),
        (None, Some(date)) => Some(words.fill("a11y_audit_date", &[("date", date)])),
        (None, None) => None,
    };
    sentences.extend(sentence);
    if let Some(rate) = said.rate {
        let written = format!("{}.{}", rate / 10, rate % 10);
        let rate = format::quantity(words, written.trim_end_matches(".0"));
        let values = [("rate", rate.as_ref()), ("version", accessibility.standard.as_str())];
        sentences.push(words.fill("a11y_rate", &values));
    }
    if let Some((met, all)) = said.met {
        let (met, all) = (met.to_string(), all.to_string());
        sentences.push(words.fill("a11y_met", &[("met", &met), ("all", &all)]));
    }
    sentences
}

/// Groups what is not accessible as the law does.
fn group_findings<'a>(desk: &RenderContext<'a>) -> Vec<FindingGroup<'a>> {
    let said = desk.statement;
    let none = desk.words.get(if said.audited { "a11y_none" } else { "a11y_unknown" });
    let groups =
        [("a11y_failed", &said.failed), ("a11y_excused", &said.excused), ("a11y_out", &said.out_of_scope)];
    let groups = groups.map(|(title, records)| FindingGroup {
        title: desk.words.get(title),
        items: records.iter().map(|at| describe_finding(desk, *at)).collect(),
        none,
    });
    groups.into()
}

fn describe_finding<'a>(desk: &RenderContext<'a>, at: RecordRef) -> FindingView<'a> {
    let (table, record) = desk.site.record(at);
    let schema = &table.collection.schema;
    let criterion = schema.role(Role::Criterion).and_then(|field| {
        let number = table.value(record, field)?.to_cell(&schema.fields[field]);
        Some(desk.words.fill("a11y_criterion", &[("n", &number)]))
    });
    FindingView { criterion, text: show_description(desk, at).unwrap_or_else(|| desk.label(at).into()) }
}
