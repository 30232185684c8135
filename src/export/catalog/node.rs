//! What the datasets point to: who publishes, where, under what terms, in which vocabulary.
//!
//! In: the frame of the catalogue. Out: nodes, each typed and labelled, because some portals show a bare address
//! otherwise. Never: a person.

use std::collections::BTreeSet;

use super::super::distribution::Distribution;
use super::super::rdf::{Node, Subject, iri};
use super::vocabulary::{self, Concept, authority};
use super::words::fill;
use super::{Frame, file_type};
use crate::config::family;
use crate::publication::route::{self, is_web};

const PUBLISHER_TYPE: &str = "http://purl.org/adms/publishertype/";
const LICENCE_TYPE: &str = "http://purl.org/adms/licencetype/";

/// Everything that datasets and their files point to.
pub fn shared(frame: &Frame, distributions: &[Distribution]) -> Vec<Node> {
    let mut nodes = vec![organisation(frame), kind(frame), contact(frame), location(frame), license(frame)];
    nodes.push(labelled(frame, &frame.legal("rights"), "dct:RightsStatement", &rights(frame)));
    nodes.push(
        entry(frame, "access-right", &("PUBLIC", frame.words.public, frame.words.public))
            .typed("dct:RightsStatement"),
    );
    let stable = ("STABLE", frame.words.stable, frame.words.stable);
    nodes.push(entry(frame, "planned-availability", &stable));
    nodes.extend(
        vocabulary::language(family(frame.language()))
            .map(|language| entry(frame, "language", &language).typed("dct:LinguisticSystem")),
    );
    let collections =
        || frame.dataset.site().tables.iter().enumerate().filter(|(at, _)| !frame.dataset.of(*at).is_empty());
    for (_, table) in collections() {
        let told = &table.collection.catalogue;
        nodes.push(entry(frame, "data-theme", vocabulary::theme(told.theme.as_deref())));
        nodes.push(
            entry(frame, "frequency", &vocabulary::frequency(told.frequency.as_deref()))
                .typed("dct:Frequency"),
        );
        let page = frame.address(&route::to_data(&table.collection.name));
        nodes.push(labelled(frame, &page, "foaf:Document", &table.collection.title));
    }
    nodes.push(labelled(frame, frame.base, "foaf:Document", &frame.config.title));
    nodes.extend(formats(frame, distributions));
    for scheme in [
        "data-theme",
        "access-right",
        "frequency",
        "language",
        "file-type",
        "licence",
        "planned-availability",
    ] {
        let title = if scheme == "data-theme" { frame.words.themes } else { scheme };
        nodes.push(self::scheme(frame, &authority(scheme), title));
    }
    if is_nowhere(frame) {
        nodes.push(self::scheme(frame, &authority("country"), "country"));
    }
    nodes.push(self::scheme(frame, &format!("{PUBLISHER_TYPE}1.0"), "publishertype"));
    if let Some(kind) = vocabulary::licence_type(&frame.config.license.id) {
        nodes.push(typed(frame, LICENCE_TYPE, &kind));
        nodes.push(self::scheme(frame, &format!("{LICENCE_TYPE}1.0"), "licencetype"));
    }
    nodes
}

/// A node that has a name for people.
pub fn labelled(frame: &Frame, iri: &str, kind: &str, label: &str) -> Node {
    Node::new(Subject::Iri(iri.to_owned()), kind).text("rdfs:label", label, frame.language())
}

/// The name of the place that the data are about: its INSEE address, else one of the site's own where only its bounds
/// are known, else the country.
pub fn location_iri(frame: &Frame) -> String {
    let spatial = &frame.config.spatial;
    match (&spatial.insee, &spatial.bbox) {
        (Some(insee), _) => format!("http://id.insee.fr/geo/commune/{insee}"),
        (None, Some(_)) => frame.legal("territory"),
        (None, None) => authority("country/FRA"),
    }
}

/// Whether the site does not say where it is.
fn is_nowhere(frame: &Frame) -> bool {
    let spatial = &frame.config.spatial;
    spatial.insee.is_none() && spatial.bbox.is_none()
}

fn location(frame: &Frame) -> Node {
    let spatial = &frame.config.spatial;
    if is_nowhere(frame) {
        return entry(frame, "country", &("FRA", "France", "France")).typed("dct:Location");
    }
    let label = match &spatial.insee {
        Some(insee) => fill(frame.words.commune, &[insee]),
        None => fill(frame.words.territory, &[&frame.config.publisher.name]),
    };
    let mut node = labelled(frame, &location_iri(frame), "dct:Location", &label).text(
        "skos:prefLabel",
        &label,
        frame.language(),
    );
    if let Some(insee) = &spatial.insee {
        node = node.plain("dct:identifier", insee);
    }
    if let Some([w, s, e, n]) = &spatial.bbox {
        let ring = format!("POLYGON(({w} {s}, {e} {s}, {e} {n}, {w} {n}, {w} {s}))");
        node = node.value("dcat:bbox", &ring, "geo:wktLiteral");
        if let (Some(x), Some(y)) = (middle(w, e), middle(s, n)) {
            node = node.value("dcat:centroid", &format!("POINT({x} {y})"), "geo:wktLiteral");
        }
    }
    node
}

/// Half-way between two degrees, to a metre or so.
fn middle(a: &str, b: &str) -> Option<String> {
    let (a, b): (f64, f64) = (a.parse().ok()?, b.parse().ok()?);
    let text = format!("{:.5}", f64::midpoint(a, b));
    Some(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

fn organisation(frame: &Frame) -> Node {
    let publisher = &frame.config.publisher;
    let name = if publisher.name.is_empty() { &frame.config.title } else { &publisher.name };
    let mut node = Node::new(Subject::Iri(frame.publisher.clone()), "foaf:Agent")
        .typed("foaf:Organization")
        .text("foaf:name", name, frame.language())
        .iri("dct:type", &format!("{PUBLISHER_TYPE}LocalAuthority"));
    if let Some(siret) = &publisher.siret {
        node = node.plain("dct:identifier", siret);
    }
    if let Some(email) = publisher.email.as_deref().and_then(mailto) {
        node = node.iri("foaf:mbox", &email);
    }
    let url = publisher.url.as_deref().filter(|url| is_web(url)).and_then(iri);
    node.maybe_iri("foaf:homepage", url.as_deref())
}

/// Of what kind the publisher is.
fn kind(frame: &Frame) -> Node {
    typed(frame, PUBLISHER_TYPE, &("LocalAuthority", "Autorité locale", "Local authority"))
}

/// An entry of a vocabulary of types.
fn typed(frame: &Frame, vocabulary: &str, (code, french, english): &Concept) -> Node {
    let label = if family(frame.language()) == "fr" { french } else { english };
    Node::new(Subject::Iri(format!("{vocabulary}{code}")), "skos:Concept")
        .text("skos:prefLabel", label, if family(frame.language()) == "fr" { "fr" } else { "en" })
        .iri("skos:inScheme", &format!("{vocabulary}1.0"))
}

/// To whom to write: the function's own mailbox, and the page that has the rest.
fn contact(frame: &Frame) -> Node {
    let publisher = &frame.config.publisher;
    let name = fill(frame.words.contact, &[&publisher.name]);
    let page = publisher.url.as_deref().filter(|url| is_web(url)).and_then(iri);
    let page = page.unwrap_or_else(|| frame.address(frame.config.fixed_pages().legal));
    let node = Node::new(Subject::Iri(frame.legal("contact")), "vcard:Kind")
        .typed("vcard:Organization")
        .text("vcard:fn", &name, frame.language())
        .iri("vcard:hasURL", &page);
    node.maybe_iri("vcard:hasEmail", publisher.email.as_deref().and_then(mailto).as_deref())
}

fn mailto(address: &str) -> Option<String> {
    iri(&format!("mailto:{}", address.trim()))
}

fn license(frame: &Frame) -> Node {
    let license = &frame.config.license;
    let node = labelled(frame, &frame.license, "dct:LicenseDocument", &license.name).text(
        "dct:title",
        &license.name,
        frame.language(),
    );
    let node = match iri(&license.url) {
        Some(url) if url != frame.license => node.iri("foaf:page", &url),
        _ => node,
    };
    match vocabulary::licence_type(&license.id) {
        Some((kind, ..)) => {
            in_scheme(node, frame, "licence", &license.name).iri("dct:type", &format!("{LICENCE_TYPE}{kind}"))
        }
        None => node,
    }
}

/// The terms of reuse, in one sentence.
pub fn rights(frame: &Frame) -> String {
    fill(frame.words.rights, &[&frame.config.license.name, &frame.config.publisher.name])
}

/// The formats and media types of the listed files.
fn formats(frame: &Frame, distributions: &[Distribution]) -> Vec<Node> {
    let named =
        |made: &Distribution| Some((file_type(made)?, made.download.format, made.download.media_type));
    let formats: BTreeSet<_> = distributions.iter().filter_map(named).collect();
    let nodes = formats.into_iter().flat_map(|(code, name, media)| {
        let format = entry(frame, "file-type", &(code, name, name)).typed("dct:MediaTypeOrExtent");
        let media = Node::new(Subject::Iri(vocabulary::media_type(media)), "dct:MediaType")
            .plain("rdfs:label", media);
        [format, media]
    });
    nodes.collect()
}

/// An entry of a European table, with its label.
fn entry(frame: &Frame, table: &str, (code, french, english): &Concept) -> Node {
    let label = if family(frame.language()) == "fr" { french } else { english };
    let node = Node::new(Subject::Iri(authority(&format!("{table}/{code}"))), "skos:Concept");
    let language = if family(frame.language()) == "fr" { "fr" } else { "en" };
    node.text("skos:prefLabel", label, language)
        .text("rdfs:label", label, language)
        .iri("skos:inScheme", &authority(table))
}

fn in_scheme(node: Node, frame: &Frame, table: &str, label: &str) -> Node {
    node.typed("skos:Concept")
        .text("skos:prefLabel", label, frame.language())
        .iri("skos:inScheme", &authority(table))
}

fn scheme(frame: &Frame, iri: &str, title: &str) -> Node {
    Node::new(Subject::Iri(iri.to_owned()), "skos:ConceptScheme")
        .text("dct:title", title, frame.language())
        .text("skos:prefLabel", title, frame.language())
}
