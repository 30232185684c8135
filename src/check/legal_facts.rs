//! What a public body must say about itself, and the names `site.yaml` uses.

use std::sync::Arc;

use super::rules::is_silent;
use crate::check::codes::{
    ADDRESS_MISSING, DATE_MISSING, LEGAL_MISSING, RESERVED_IDENTIFIER, SIRET_MISSING, UNATTESTED,
};
use crate::config::codes::LICENSE_UNLISTED;
use crate::config::{Audit, unlisted_license};
use crate::diag::{Diagnostics, Place, nearest};
use crate::model::{Record, Site};
use crate::schema::Role;
use crate::schema::codes::UNKNOWN_COLLECTION;
use crate::settings::codes::INVALID_SETTING;
use crate::source::{Sources, Span};

/// Refuses the names of pages that the site makes itself.
fn refuse_reserved(site: &Site, diags: &mut Diagnostics) {
    for table in site.tables.iter().filter(|table| table.collection.pages) {
        for record in table.records.iter().filter(|record| record.id == "index") {
            diags.add(record.span, RESERVED_IDENTIFIER.with("name", &record.id));
        }
    }
    let site_map = site.config.fixed_pages().site_map.trim_end_matches(".html");
    for page in site.pages.iter().filter(|page| ["404", site_map].contains(&page.id.as_str())) {
        diags.add(Span::new(page.source, 0, 0), RESERVED_IDENTIFIER.with("name", &page.id));
    }
}

/// Warns of records that say neither their state nor their sources, where the schema has a field for each.
pub fn warn_unattested(site: &Site, diags: &mut Diagnostics) {
    for table in &site.tables {
        let schema = &table.collection.schema;
        let (Some(status), Some(source)) = (schema.role(Role::Status), schema.role(Role::Source)) else {
            continue;
        };
        let silent = |record: &&Arc<Record>| {
            is_silent(record.values[status].as_ref()) && is_silent(record.values[source].as_ref())
        };
        for record in table.records.iter().filter(silent) {
            let name = |field: usize| schema.fields[field].name.clone();
            diags.add(record.span, UNATTESTED.with("status", name(status)).with("source", name(source)));
        }
    }
}

/// Warns of records whose own licence the law wants approved first. The site's is told where it stands, and that of an
/// original is not for whoever adapts it to choose.
pub fn warn_unlisted_licenses(site: &Site, diags: &mut Diagnostics) {
    for table in &site.tables {
        let Some(field) = table.find_role(Role::License) else { continue };
        for record in &table.records {
            let written = table.find_role_text(record, Role::License).filter(|written| {
                *written != site.config.license.id
                    && record.origin.as_ref().is_none_or(|origin| origin.license != *written)
            });
            if let Some(name) = written.and_then(unlisted_license) {
                let place = record.spans[field].unwrap_or(record.span);
                diags.add(place, LICENSE_UNLISTED.with("name", name));
            }
        }
    }
}

/// Warns where records are published and nothing says when they last changed.
pub fn check_date(site: &Site, published: Option<&str>, diags: &mut Diagnostics) {
    let any = site.tables.iter().any(|table| !table.records.is_empty());
    if let (None, Some(source), true) = (published, site.config.source, any) {
        diags.add(Span::new(source, 0, 0), &DATE_MISSING);
    }
}

/// Warns of missing facts; a navigation entry that nothing answers to is an error.
pub fn check(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    refuse_reserved(site, diags);
    let config = &site.config;
    // Without settings nothing is published, and that was said already.
    let Some(source) = config.source else { return };
    let place = Span::new(source, 0, 0);
    // A setting that is wrong was said to be.
    let wrong = |setting: &str| {
        diags
            .iter()
            .any(|item| item.problem.is(&INVALID_SETTING) && item.problem.text("key") == Some(setting))
    };
    let (address_wrong, siret_wrong, scheme_wrong) = (wrong("base_url"), wrong("siret"), wrong("scheme"));
    if config.base_url.is_none() && !address_wrong {
        diags.add(place, &ADDRESS_MISSING);
    }
    if config.publisher.siret.is_none() && !siret_wrong {
        diags.add(place, &SIRET_MISSING);
    }
    let host = &config.legal.host;
    let accessibility = &config.legal.accessibility;
    // An audit is told whole, or its statement has holes.
    let audit = accessibility.audit.as_ref();
    let told = |list: fn(&Audit) -> &Vec<String>| {
        audit.is_none_or(|audit| !list(audit).is_empty()).then(String::new)
    };
    let name = Some(config.publisher.name.clone()).filter(|name| !name.is_empty());
    for (key, fact) in [
        ("publisher.name", &name),
        ("publisher.email", &config.publisher.email),
        ("publisher.phone", &config.publisher.phone),
        ("publisher.address", &config.publisher.address),
        ("legal.director", &config.legal.director),
        ("legal.host.name", &host.name),
        ("legal.host.address", &host.address),
        ("legal.host.phone", &host.phone),
        ("legal.accessibility.scheme", &accessibility.scheme.clone().or(scheme_wrong.then(String::new))),
        ("legal.accessibility.audit.environment", &told(|audit| &audit.environment)),
        ("legal.accessibility.audit.tools", &told(|audit| &audit.tools)),
        ("legal.accessibility.audit.pages", &told(|audit| &audit.pages)),
    ] {
        if fact.is_none() {
            diags.add(place, LEGAL_MISSING.with("key", key));
        }
    }
    for (name, span) in &config.nav {
        let is_page = site.pages.iter().any(|page| page.id == *name);
        // A declaration that cannot be read was said to be wrong: its collection is there all the same.
        let declaration = format!("/{name}/_collection.yaml");
        let is_wrong = || {
            diags.iter().any(|item| match &item.place {
                Place::Span(span) => sources.get(span.source).path.ends_with(&declaration),
                Place::Path(path) | Place::At(path, _) => path.ends_with(&declaration),
            })
        };
        if site.table(name).is_none() && !is_page && !is_wrong() {
            let tables = site.tables.iter().map(|table| table.collection.name.as_str());
            let nearest = nearest(name, tables.chain(site.pages.iter().map(|page| page.id.as_str())));
            diags.add(*span, UNKNOWN_COLLECTION.with("name", name).with("nearest", nearest));
        }
    }
}
