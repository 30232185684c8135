//! YAML as an editor would write it: one key a line, texts of several lines under their key.
//!
//! In: pairs of keys and values. Out: block YAML in which [`crate::load::yaml`] finds the same characters.
//! Never: a comment, an order of its own.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::load::yaml::{Node, NodeValue, Pair};

/// The pairs of a mapping.
///
/// # Errors
/// What the library refuses; texts, lists and mappings it takes.
pub fn write(pairs: &[Pair]) -> Result<String, serde_yaml::SerializeError> {
    let options = serde_yaml::ser_options! { compact_list_indent: false };
    serde_yaml::to_string_with_options(&Mapping(pairs), options)
}

struct Mapping<'a>(&'a [Pair]);

impl Serialize for Mapping<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|pair| map.serialize_entry(&*pair.key, &Written(&pair.node)))?;
        map.end()
    }
}

/// A value as it was written: every scalar is characters, which the library quotes where YAML would see more.
struct Written<'a>(&'a Node);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            NodeValue::Null => serializer.serialize_unit(),
            NodeValue::Text { text, .. } => serializer.serialize_str(text),
            NodeValue::List(items) => serializer.collect_seq(items.iter().map(Written)),
            NodeValue::Map(pairs) => Mapping(pairs).serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::load::yaml;
    use crate::source::Sources;

    fn read(text: &str) -> Node {
        let mut sources = Sources::default();
        let id = sources.add("x.yaml", text);
        let mut diags = Diagnostics::default();
        let node = yaml::parse(&sources, sources.whole(id), &mut diags);
        node.unwrap_or_else(|| panic!("{text}\n{diags:?}"))
    }

    /// A node's characters, wherever it stands.
    fn characters(node: &Node) -> String {
        match &node.value {
            NodeValue::Null => "~".to_owned(),
            NodeValue::Text { text, .. } => format!("{text:?}"),
            NodeValue::List(items) => format!("{:?}", items.iter().map(characters).collect::<Vec<_>>()),
            NodeValue::Map(pairs) => {
                let pair = |pair: &Pair| (pair.key.to_string(), characters(&pair.node));
                format!("{:?}", pairs.iter().map(pair).collect::<Vec<_>>())
            }
        }
    }

    #[test]
    fn what_is_written_reads_as_it_was() {
        let written = "a: 01000\nb: 'null'\nc: \"x: y # z\"\nd:\ne: [1, '2', [3, {f: g}], {}, []]\n\
                       h: |\n  Un\n\n    deux\nh2: |+\n  Trois\n\n\ni: >\n  plié\n  là\nj: {k: -1, 'l m': {n: \"\\t\"}}\n\
                       'o: p': =1\nq: '- r'\ns: |-\n  ---\n  t\nu: 12,5\nv: |2\n   décalé\n   ici\n";
        let node = read(written);
        let again = write(node.as_map().unwrap()).unwrap();
        assert_eq!(characters(&read(&again)), characters(&node), "{again}");
        assert!(
            again.starts_with(
                "a: \"01000\"
b: \"null\"
c: \"x: y # z\"
d: null
e:
  - \"1\"
"
            ),
            "{again}"
        );
        assert_eq!(write(read(&again).as_map().unwrap()).unwrap(), again);
    }
}
