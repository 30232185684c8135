//! Turtle.

use std::fmt::Write;
use std::io;

use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;

use super::{Graph, PREFIXES, RdfObject, RdfSubject, expand, to_ascii};

/// The graph as Turtle.
///
/// # Errors
/// An address that is none.
pub fn write_turtle(graph: &Graph) -> io::Result<String> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for node in graph.nodes() {
        for (property, object) in &node.properties {
            let triple = Triple::new(
                convert_subject(&node.subject)?,
                convert_iri(&expand(property))?,
                convert_object(object)?,
            );
            writer.serialize_triple(&triple)?;
        }
    }
    let text = String::from_utf8(writer.finish()?).map_err(io::Error::other)?;
    let text = sort_prefixes(&text);
    // Only literals hold such characters, and there Turtle knows these escapes.
    Ok(to_ascii(&text, |c, out| {
        let code = u32::from(c);
        let _ = if code > 0xffff { write!(out, "\\U{code:08X}") } else { write!(out, "\\u{code:04X}") };
    }))
}

/// The prefixes in the order of their names: the serializer keeps them in none.
fn sort_prefixes(text: &str) -> String {
    let (mut prefixes, rest): (Vec<&str>, Vec<&str>) =
        text.split_inclusive('\n').partition(|line| line.starts_with("@prefix "));
    prefixes.sort_unstable();
    prefixes.concat() + &rest.concat()
}

fn convert_subject(subject: &RdfSubject) -> io::Result<NamedOrBlankNode> {
    Ok(match subject {
        RdfSubject::Iri(iri) => convert_iri(iri)?.into(),
        RdfSubject::Blank(label) => BlankNode::new(label).map_err(io::Error::other)?.into(),
    })
}

fn convert_object(object: &RdfObject) -> io::Result<Term> {
    Ok(match object {
        RdfObject::RdfNode(node) => convert_subject(node)?.into(),
        RdfObject::Text(text, language) => {
            Literal::new_language_tagged_literal(text, language).map_err(io::Error::other)?.into()
        }
        RdfObject::Typed(value, datatype) => {
            Literal::new_typed_literal(value, convert_iri(&expand(datatype))?).into()
        }
        RdfObject::Plain(text) => Literal::new_simple_literal(text).into(),
    })
}

fn convert_iri(iri: &str) -> io::Result<NamedNode> {
    NamedNode::new(iri).map_err(io::Error::other)
}
