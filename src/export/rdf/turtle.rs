//! Turtle.

use std::fmt::Write;
use std::io;

use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;

use super::{Graph, Object, PREFIXES, Subject, ascii, expand};

/// The graph as Turtle.
///
/// # Errors
/// An address that is none.
pub fn turtle(graph: &Graph) -> io::Result<String> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for node in graph.nodes() {
        for (property, object) in &node.properties {
            let triple = Triple::new(subject(&node.subject)?, named(&expand(property))?, term(object)?);
            writer.serialize_triple(&triple)?;
        }
    }
    let text = String::from_utf8(writer.finish()?).map_err(io::Error::other)?;
    let text = in_order(&text);
    // Only literals hold such characters, and there Turtle knows these escapes.
    Ok(ascii(&text, |c, out| {
        let code = u32::from(c);
        let _ = if code > 0xffff { write!(out, "\\U{code:08X}") } else { write!(out, "\\u{code:04X}") };
    }))
}

/// The prefixes in the order of their names: the serializer keeps them in none.
fn in_order(text: &str) -> String {
    let (mut prefixes, rest): (Vec<&str>, Vec<&str>) =
        text.split_inclusive('\n').partition(|line| line.starts_with("@prefix "));
    prefixes.sort_unstable();
    prefixes.concat() + &rest.concat()
}

fn subject(subject: &Subject) -> io::Result<NamedOrBlankNode> {
    Ok(match subject {
        Subject::Iri(iri) => named(iri)?.into(),
        Subject::Blank(label) => BlankNode::new(label).map_err(io::Error::other)?.into(),
    })
}

fn term(object: &Object) -> io::Result<Term> {
    Ok(match object {
        Object::Node(node) => subject(node)?.into(),
        Object::Text(text, language) => {
            Literal::new_language_tagged_literal(text, language).map_err(io::Error::other)?.into()
        }
        Object::Typed(value, datatype) => Literal::new_typed_literal(value, named(&expand(datatype))?).into(),
        Object::Plain(text) => Literal::new_simple_literal(text).into(),
    })
}

fn named(iri: &str) -> io::Result<NamedNode> {
    NamedNode::new(iri).map_err(io::Error::other)
}
