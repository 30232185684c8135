//! A small graph, and the three forms it is published in.
//!
//! In: nodes with their properties, in the order they are to be read. Out: Turtle, JSON-LD, RDF/XML, the same triples
//! in each. Never: a relative address, a byte that is not ASCII (a file served without its charset stays legible).

mod jsonld;
mod turtle;
mod xml;

use std::collections::BTreeSet;
use std::fmt::Write;

use super::xml::is_xml;
pub use jsonld::write_json_ld;
pub use turtle::write_turtle;
pub use xml::write_rdf_xml;

/// The vocabularies, by the prefix that names carry.
pub const PREFIXES: [(&str, &str); 11] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatap", "http://data.europa.eu/r5r/"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Nodes in the order of their first description.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: Vec<RdfNode>,
    described: BTreeSet<RdfSubject>,
}

/// What a triple is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RdfSubject {
    /// An absolute address.
    Iri(String),
    /// A label of this graph alone.
    Blank(String),
}

/// A subject and all that is said of it.
#[derive(Debug)]
pub struct RdfNode {
    pub subject: RdfSubject,
    /// Names with their prefix (`dct:title`), in the order they were said.
    pub properties: Vec<(&'static str, RdfObject)>,
}

/// What is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RdfObject {
    RdfNode(RdfSubject),
    /// A text in a language.
    Text(String, String),
    /// A value of a type, `xsd:date`.
    Typed(String, &'static str),
    Plain(String),
}

impl Graph {
    pub fn nodes(&self) -> &[RdfNode] {
        &self.nodes
    }

    /// Adds what is said of a subject; what was said of it first stays.
    pub fn add(&mut self, node: RdfNode) {
        if self.described.insert(node.subject.clone()) {
            self.nodes.push(node);
        }
    }
}

impl RdfNode {
    /// A node of a type, `dcat:Dataset`.
    pub fn new(subject: RdfSubject, kind: &str) -> Self {
        Self { subject, properties: Vec::new() }.with_type(kind)
    }

    /// With a further type.
    #[must_use]
    pub fn with_type(self, kind: &str) -> Self {
        self.with_node("rdf:type", RdfSubject::Iri(expand(kind)))
    }

    #[must_use]
    pub fn with(mut self, property: &'static str, object: RdfObject) -> Self {
        let said = (property, object);
        if !self.properties.contains(&said) {
            self.properties.push(said);
        }
        self
    }

    /// With a link to another node.
    #[must_use]
    pub fn with_node(self, property: &'static str, subject: RdfSubject) -> Self {
        self.with(property, RdfObject::RdfNode(subject))
    }

    /// With a link to an address.
    #[must_use]
    pub fn with_iri(self, property: &'static str, iri: &str) -> Self {
        self.with_node(property, RdfSubject::Iri(iri.to_owned()))
    }

    /// With a text in a language; an empty one is left out.
    #[must_use]
    pub fn with_text(self, property: &'static str, text: &str, language: &str) -> Self {
        match clean(text) {
            text if text.is_empty() => self,
            text => self.with(property, RdfObject::Text(text, language.to_owned())),
        }
    }

    /// With a text in no language.
    #[must_use]
    pub fn with_plain(self, property: &'static str, text: &str) -> Self {
        self.with(property, RdfObject::Plain(clean(text)))
    }

    /// With a value of a type.
    #[must_use]
    pub fn with_value(self, property: &'static str, value: &impl ToString, datatype: &'static str) -> Self {
        self.with(property, RdfObject::Typed(value.to_string(), datatype))
    }

    /// With a link, where there is something to link.
    #[must_use]
    pub fn with_optional_iri(self, property: &'static str, iri: Option<&str>) -> Self {
        match iri {
            Some(iri) => self.with_iri(property, iri),
            None => self,
        }
    }
}

/// The whole name behind `dct:title`.
pub fn expand(name: &str) -> String {
    let (prefix, local) = name.split_once(':').unwrap_or_default();
    let found = PREFIXES.iter().find(|(known, _)| *known == prefix);
    found.map_or_else(|| name.to_owned(), |(_, namespace)| format!("{namespace}{local}"))
}

/// Text that every form can hold, and reads back as it was: XML has neither control characters nor `\r\n`.
fn clean(text: &str) -> String {
    text.trim().replace("\r\n", "\n").chars().filter(|c| *c != '\r' && is_xml(*c)).collect()
}

/// A text in which whatever is not ASCII is written as `escape` writes it.
pub fn to_ascii(text: &str, escape: impl Fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            escape(c, &mut out);
        }
    }
    out
}

/// `\u00e9`, and two of them above the first plane: how JSON writes a character.
pub fn escape_json(c: char, out: &mut String) {
    let mut units = [0; 2];
    for unit in c.encode_utf16(&mut units) {
        // Writing into a string cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graph() -> Graph {
        let mut graph = Graph::default();
        let blank = RdfSubject::Blank("x".to_owned());
        let node = RdfNode::new(RdfSubject::Iri("https://ville.example/#a".into()), "dcat:Dataset")
            .with_text("dct:title", "L'été \"<&\\>\"\n𝄞", "fr")
            .with_value("dcat:byteSize", &12, "xsd:nonNegativeInteger")
            .with_node("dct:temporal", blank.clone());
        graph.add(node);
        graph.add(RdfNode::new(blank, "dct:PeriodOfTime").with_plain("rdfs:label", "x"));
        graph
    }

    #[test]
    fn every_form_is_ascii_and_escapes_what_it_must() {
        let graph = graph();
        let turtle = write_turtle(&graph).unwrap();
        assert!(turtle.contains(r#""L'\u00E9t\u00E9 \"<&\\>\"\n\U0001D11E"@fr"#), "{turtle}");
        let json = write_json_ld(&graph).unwrap();
        assert!(json.contains(r#""L'\u00e9t\u00e9 \"<&\\>\"\n\ud834\udd1e""#), "{json}");
        let xml = write_rdf_xml(&graph).unwrap();
        assert!(xml.contains("L'&#233;t&#233; \"&lt;&amp;\\&gt;\"\n&#119070;"), "{xml}");
        assert!([turtle, json, xml].iter().all(|text| text.is_ascii()));
    }
}
