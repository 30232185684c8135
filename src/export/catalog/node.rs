//! What the datasets point to: who publishes, where, under what terms, in which vocabulary.
//!
//! In: the frame of the catalogue. Out: nodes, each typed and labelled, because some portals show a bare address
//! otherwise. Never: a person.

use std::collections::BTreeSet;

use super::super::distribution::Distribution;
use super::super::rdf::{RdfNode, RdfSubject};
use super::vocabulary::{self, to_authority};
use super::{CatalogContext, find_file_type};
use crate::config::family;
use crate::messages::Argument;
use crate::publication::route::{self, is_web};
use crate::source::address::to_iri;

const PUBLISHER_TYPE: &str = "http://purl.org/adms/publishertype/";
const LICENCE_TYPE: &str = "http://purl.org/adms/licencetype/";

/// Everything that datasets and their files point to.
pub fn list_shared_nodes(frame: &CatalogContext, distributions: &[Distribution]) -> Vec<RdfNode> {
    let mut nodes = vec![
        describe_publisher(frame),
        describe_publisher_kind(frame),
        describe_contact(frame),
        describe_location(frame),
        describe_license(frame),
    ];
    nodes.push(build_labelled(
        frame,
        &frame.to_legal_address("rights"),
        "dct:RightsStatement",
        &state_rights(frame),
    ));
    nodes.push(
        describe_entry(frame, "access-right", "PUBLIC", &frame.words.word("catalog-public"))
            .with_type("dct:RightsStatement"),
    );
    nodes.push(describe_entry(frame, "planned-availability", "STABLE", &frame.words.word("catalog-stable")));
    nodes.extend(
        vocabulary::find_language(family(frame.language())).map(|code| {
            describe_concept(frame, "language", "language", code).with_type("dct:LinguisticSystem")
        }),
    );
    let collections = || {
        frame
            .dataset
            .site()
            .tables
            .iter()
            .enumerate()
            .filter(|(at, _)| !frame.dataset.list_tables(*at).is_empty())
    };
    for (_, table) in collections() {
        let told = &table.collection.catalogue;
        nodes.push(describe_concept(
            frame,
            "data-theme",
            "theme",
            vocabulary::find_theme(told.theme.as_deref()),
        ));
        nodes.push(
            describe_concept(
                frame,
                "frequency",
                "frequency",
                vocabulary::find_frequency(told.frequency.as_deref()),
            )
            .with_type("dct:Frequency"),
        );
        let page = frame.to_address(&route::to_data(&table.collection.name));
        nodes.push(build_labelled(frame, &page, "foaf:Document", &table.collection.title));
    }
    nodes.push(build_labelled(frame, frame.base, "foaf:Document", &frame.config.title));
    nodes.extend(describe_formats(frame, distributions));
    for scheme in [
        "data-theme",
        "access-right",
        "frequency",
        "language",
        "file-type",
        "licence",
        "planned-availability",
    ] {
        let title = match scheme {
            "data-theme" => frame.words.word("catalog-themes"),
            _ => scheme.to_owned(),
        };
        nodes.push(self::describe_scheme(frame, &to_authority(scheme), &title));
    }
    if is_nowhere(frame) {
        nodes.push(self::describe_scheme(frame, &to_authority("country"), "country"));
    }
    nodes.push(self::describe_scheme(frame, &format!("{PUBLISHER_TYPE}1.0"), "publishertype"));
    if let Some(kind) = vocabulary::find_licence_type(&frame.config.license.id) {
        nodes.push(describe_type(frame, LICENCE_TYPE, kind, &format!("catalog-licence-{kind}")));
        nodes.push(self::describe_scheme(frame, &format!("{LICENCE_TYPE}1.0"), "licencetype"));
    }
    nodes
}

/// A node that has a name for people.
pub fn build_labelled(frame: &CatalogContext, iri: &str, kind: &str, label: &str) -> RdfNode {
    RdfNode::new(RdfSubject::Iri(iri.to_owned()), kind).with_text("rdfs:label", label, frame.language())
}

/// The name of the place that the data are about: its INSEE address, else one of the site's own where only its bounds
/// are known, else the country.
pub fn find_location_iri(frame: &CatalogContext) -> String {
    let spatial = &frame.config.spatial;
    match (&spatial.insee, &spatial.bbox) {
        (Some(insee), _) => format!("http://id.insee.fr/geo/commune/{insee}"),
        (None, Some(_)) => frame.to_legal_address("territory"),
        (None, None) => to_authority("country/FRA"),
    }
}

/// Whether the site does not say where it is.
fn is_nowhere(frame: &CatalogContext) -> bool {
    let spatial = &frame.config.spatial;
    spatial.insee.is_none() && spatial.bbox.is_none()
}

fn describe_location(frame: &CatalogContext) -> RdfNode {
    let spatial = &frame.config.spatial;
    if is_nowhere(frame) {
        return describe_concept(frame, "country", "country", "FRA").with_type("dct:Location");
    }
    let label = match &spatial.insee {
        Some(insee) => frame.words.text("catalog-commune", &[("insee", insee.into())]),
        None => frame.words.text("catalog-territory", &to_publisher_argument(frame)),
    };
    let mut node = build_labelled(frame, &find_location_iri(frame), "dct:Location", &label).with_text(
        "skos:prefLabel",
        &label,
        frame.language(),
    );
    if let Some(insee) = &spatial.insee {
        node = node.with_plain("dct:identifier", insee);
    }
    if let Some([w, s, e, n]) = &spatial.bbox {
        let ring = format!("POLYGON(({w} {s}, {e} {s}, {e} {n}, {w} {n}, {w} {s}))");
        node = node.with_value("dcat:bbox", &ring, "geo:wktLiteral");
        if let (Some(x), Some(y)) = (compute_middle(w, e), compute_middle(s, n)) {
            node = node.with_value("dcat:centroid", &format!("POINT({x} {y})"), "geo:wktLiteral");
        }
    }
    node
}

/// Half-way between two degrees, to a metre or so.
fn compute_middle(a: &str, b: &str) -> Option<String> {
    let (a, b): (f64, f64) = (a.parse().ok()?, b.parse().ok()?);
    let text = format!("{:.5}", f64::midpoint(a, b));
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

fn describe_publisher(frame: &CatalogContext) -> RdfNode {
    let publisher = &frame.config.publisher;
    let name = if publisher.name.is_empty() { &frame.config.title } else { &publisher.name };
    let mut node = RdfNode::new(RdfSubject::Iri(frame.publisher.clone()), "foaf:Agent")
        .with_type("foaf:Organization")
        .with_text("foaf:name", name, frame.language())
        .with_iri("dct:type", &format!("{PUBLISHER_TYPE}LocalAuthority"));
    if let Some(siret) = &publisher.siret {
        node = node.with_plain("dct:identifier", siret);
    }
    if let Some(email) = publisher.email.as_deref().and_then(to_mailto) {
        node = node.with_iri("foaf:mbox", &email);
    }
    let url = publisher.url.as_deref().filter(|url| is_web(url)).and_then(to_iri);
    node.with_optional_iri("foaf:homepage", url.as_deref())
}

/// Of what kind the publisher is.
fn describe_publisher_kind(frame: &CatalogContext) -> RdfNode {
    describe_type(frame, PUBLISHER_TYPE, "LocalAuthority", "catalog-publisher-local-authority")
}

/// An entry of a vocabulary of types.
fn describe_type(frame: &CatalogContext, vocabulary: &str, code: &str, label: &str) -> RdfNode {
    RdfNode::new(RdfSubject::Iri(format!("{vocabulary}{code}")), "skos:Concept")
        .with_text("skos:prefLabel", &frame.words.word(label), frame.words.tag())
        .with_iri("skos:inScheme", &format!("{vocabulary}1.0"))
}

/// To whom to write: the function's own mailbox, and the page that has the rest.
fn describe_contact(frame: &CatalogContext) -> RdfNode {
    let publisher = &frame.config.publisher;
    let name = frame.words.text("catalog-contact", &to_publisher_argument(frame));
    let page = publisher.url.as_deref().filter(|url| is_web(url)).and_then(to_iri);
    let page = page.unwrap_or_else(|| frame.to_address(frame.config.fixed_pages().legal));
    let node = RdfNode::new(RdfSubject::Iri(frame.to_legal_address("contact")), "vcard:Kind")
        .with_type("vcard:Organization")
        .with_text("vcard:fn", &name, frame.language())
        .with_iri("vcard:hasURL", &page);
    node.with_optional_iri("vcard:hasEmail", publisher.email.as_deref().and_then(to_mailto).as_deref())
}

fn to_mailto(address: &str) -> Option<String> {
    to_iri(&format!("mailto:{}", address.trim()))
}

fn describe_license(frame: &CatalogContext) -> RdfNode {
    let license = &frame.config.license;
    let node = build_labelled(frame, &frame.license, "dct:LicenseDocument", &license.name).with_text(
        "dct:title",
        &license.name,
        frame.language(),
    );
    let node = match to_iri(&license.url) {
        Some(url) if url != frame.license => node.with_iri("foaf:page", &url),
        _ => node,
    };
    match vocabulary::find_licence_type(&license.id) {
        Some(kind) => with_scheme(node, frame, "licence", &license.name)
            .with_iri("dct:type", &format!("{LICENCE_TYPE}{kind}")),
        None => node,
    }
}

/// The terms of reuse, in one sentence.
pub fn state_rights(frame: &CatalogContext) -> String {
    let config = frame.config;
    let named = [("license", (&config.license.name).into()), ("publisher", (&config.publisher.name).into())];
    frame.words.text("catalog-rights", &named)
}

/// The formats and media types of the listed files.
fn describe_formats(frame: &CatalogContext, distributions: &[Distribution]) -> Vec<RdfNode> {
    let named =
        |made: &Distribution| Some((find_file_type(made)?, made.download.format, made.download.media_type));
    let formats: BTreeSet<_> = distributions.iter().filter_map(named).collect();
    let nodes = formats.into_iter().flat_map(|(code, name, media)| {
        let format = describe_entry(frame, "file-type", code, name).with_type("dct:MediaTypeOrExtent");
        let media = RdfNode::new(RdfSubject::Iri(vocabulary::to_media_type(media)), "dct:MediaType")
            .with_plain("rdfs:label", media);
        [format, media]
    });
    nodes.collect()
}

/// The argument of messages that name the publisher.
fn to_publisher_argument<'a>(frame: &'a CatalogContext) -> [(&'static str, Argument<'a>); 1] {
    [("publisher", (&frame.config.publisher.name).into())]
}

/// An entry of a European table, with its label in our words: `catalog-theme-GOVE`.
fn describe_concept(frame: &CatalogContext, table: &str, words: &str, code: &str) -> RdfNode {
    describe_entry(frame, table, code, &frame.words.word(&format!("catalog-{words}-{code}")))
}

/// An entry of a European table, with its label.
fn describe_entry(frame: &CatalogContext, table: &str, code: &str, label: &str) -> RdfNode {
    let node = RdfNode::new(RdfSubject::Iri(to_authority(&format!("{table}/{code}"))), "skos:Concept");
    let language = frame.words.tag();
    node.with_text("skos:prefLabel", label, language)
        .with_text("rdfs:label", label, language)
        .with_iri("skos:inScheme", &to_authority(table))
}

fn with_scheme(node: RdfNode, frame: &CatalogContext, table: &str, label: &str) -> RdfNode {
    node.with_type("skos:Concept")
        .with_text("skos:prefLabel", label, frame.language())
        .with_iri("skos:inScheme", &to_authority(table))
}

fn describe_scheme(frame: &CatalogContext, iri: &str, title: &str) -> RdfNode {
    RdfNode::new(RdfSubject::Iri(iri.to_owned()), "skos:ConceptScheme")
        .with_text("dct:title", title, frame.language())
        .with_text("skos:prefLabel", title, frame.language())
}
