//! JSON-LD, with its context inside.

use std::io;

use serde_json::{Map, Value as Json, json};

use super::{Graph, Node, Object, PREFIXES, Subject, ascii, expand, json_escape};

/// The graph as JSON-LD.
///
/// # Errors
/// What the writer of JSON refuses.
pub fn json_ld(graph: &Graph) -> io::Result<String> {
    let context: Map<String, Json> =
        PREFIXES.iter().map(|(prefix, namespace)| ((*prefix).to_owned(), json!(namespace))).collect();
    let nodes: Vec<Json> = graph.nodes().iter().map(node).collect();
    let text = serde_json::to_string_pretty(&json!({"@context": context, "@graph": nodes}))?;
    Ok(ascii(&text, json_escape) + "\n")
}

fn node(node: &Node) -> Json {
    let mut object = Map::new();
    object.insert("@id".into(), reference(&node.subject));
    for (property, value) in &node.properties {
        let (key, value) = match (*property, value) {
            ("rdf:type", Object::Node(Subject::Iri(iri))) => ("@type", json!(iri)),
            (property, value) => (property, described(value)),
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

fn described(object: &Object) -> Json {
    match object {
        Object::Node(node) => json!({"@id": reference(node)}),
        Object::Text(text, language) => json!({"@value": text, "@language": language}),
        Object::Typed(value, datatype) => json!({"@value": value, "@type": expand(datatype)}),
        Object::Plain(text) => json!(text),
    }
}

fn reference(subject: &Subject) -> Json {
    match subject {
        Subject::Iri(iri) => json!(iri),
        Subject::Blank(label) => json!(format!("_:{label}")),
    }
}
