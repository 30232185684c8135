//! JSON-LD, with its context inside.

use std::io;

use serde_json::{Map, Value as Json, json};

use super::{Graph, PREFIXES, RdfNode, RdfObject, RdfSubject, escape_json, expand, to_ascii};

/// The graph as JSON-LD.
///
/// # Errors
/// What the writer of JSON refuses.
pub fn write_json_ld(graph: &Graph) -> io::Result<String> {
    let context: Map<String, Json> =
        PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), json!(namespace))).collect();
    let nodes: Vec<Json> = graph.nodes().iter().map(describe_node).collect();
    let text = serde_json::to_string_pretty(&json!({"@context": context, "@graph": nodes}))?;
    Ok(to_ascii(&text, escape_json) + "\n")
}

fn describe_node(node: &RdfNode) -> Json {
    let mut object = Map::new();
    object.insert("@id".into(), name_subject(&node.subject));
    for (property, value) in &node.properties {
        let (key, value) = match (*property, value) {
            ("rdf:type", RdfObject::RdfNode(RdfSubject::Iri(iri))) => ("@type", json!(iri)),
            (property, value) => (property, describe_object(value)),
        };
        let values = object.entry(key).or_insert_with(|| json!([]));
        if let Json::Array(values) = values {
            values.push(value);
        }
    }
    for (_, value) in &mut object {
        // One value stands alone, as people write it.
        if let Json::Array(values) = value
            && values.len() == 1
        {
            *value = values.remove(0);
        }
    }
    Json::Object(object)
}

fn describe_object(object: &RdfObject) -> Json {
    match object {
        RdfObject::RdfNode(node) => json!({"@id": name_subject(node)}),
        RdfObject::Text(text, language) => json!({"@value": text, "@language": language}),
        RdfObject::Typed(value, datatype) => json!({"@value": value, "@type": expand(datatype)}),
        RdfObject::Plain(text) => json!(text),
    }
}

fn name_subject(subject: &RdfSubject) -> Json {
    match subject {
        RdfSubject::Iri(iri) => json!(iri),
        RdfSubject::Blank(label) => json!(format!("_:{label}")),
    }
}
