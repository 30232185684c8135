//! RDF/XML: one `rdf:Description` a node.
//!
//! The form is small and its writer is ours over a maintained writer of XML: the crate that has one rests on a
//! version of that writer with two advisories.

use std::fmt::Write as _;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Graph, PREFIXES, RdfNode, RdfObject, RdfSubject, expand, to_ascii};

/// The graph as RDF/XML.
///
/// # Errors
/// What the writer of XML refuses.
pub fn write_rdf_xml(graph: &Graph) -> io::Result<String> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let mut root = writer.create_element("rdf:RDF");
    for (prefix, namespace) in PREFIXES {
        root = root.with_attribute((format!("xmlns:{prefix}").as_str(), namespace));
    }
    root.write_inner_content(|writer| graph.nodes().iter().try_for_each(|node| describe(writer, node)))?;
    let text = String::from_utf8(writer.into_inner()).map_err(io::Error::other)?;
    Ok(to_ascii(&text, |c, out| {
        // Writing into a string cannot fail.
        let _ = write!(out, "&#{};", u32::from(c));
    }) + "\n")
}

fn describe(writer: &mut Writer<Vec<u8>>, node: &RdfNode) -> io::Result<()> {
    let about = match &node.subject {
        RdfSubject::Iri(iri) => ("rdf:about", iri.as_str()),
        RdfSubject::Blank(label) => ("rdf:nodeID", label.as_str()),
    };
    let element = writer.create_element("rdf:Description").with_attribute(about);
    element.write_inner_content(|writer| {
        node.properties.iter().try_for_each(|(property, object)| write_property(writer, property, object))
    })?;
    Ok(())
}

fn write_property(writer: &mut Writer<Vec<u8>>, property: &str, object: &RdfObject) -> io::Result<()> {
    let element = writer.create_element(property);
    match object {
        RdfObject::RdfNode(RdfSubject::Iri(iri)) => {
            element.with_attribute(("rdf:resource", iri.as_str())).write_empty()?
        }
        RdfObject::RdfNode(RdfSubject::Blank(label)) => {
            element.with_attribute(("rdf:nodeID", label.as_str())).write_empty()?
        }
        RdfObject::Text(text, language) => element
            .with_attribute(("xml:lang", language.as_str()))
            .write_text_content(escape_content(text))?,
        RdfObject::Typed(value, datatype) => {
            let datatype = expand(datatype);
            element
                .with_attribute(("rdf:datatype", datatype.as_str()))
                .write_text_content(escape_content(value))?
        }
        RdfObject::Plain(text) => element.write_text_content(escape_content(text))?,
    };
    Ok(())
}

fn escape_content(text: &str) -> BytesText<'static> {
    BytesText::from_escaped(quick_xml::escape::partial_escape(text).into_owned())
}
