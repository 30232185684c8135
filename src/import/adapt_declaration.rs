//! The declaration of a collection that is not here yet, made of the one its publisher has.
//!
//! In: the declaration as published, the collections that are or will be here. Out: the same, fit for this
//! project. Never: a field lost: one that named records that are not here keeps their names as text.

use crate::diag::Diagnostics;
use crate::edit::write_yaml;
use crate::load::yaml::{self, Node, NodeValue, Pair};
use crate::source::Sources;

/// The declaration, without the names of collections that are not here; nothing where it cannot be read.
#[must_use]
pub fn fitted(text: &str, is_here: &dyn Fn(&str) -> bool) -> Option<String> {
    let mut sources = Sources::default();
    let id = sources.add("", text);
    let mut diags = Diagnostics::default();
    let root = yaml::parse(&sources, sources.whole(id), &mut diags).filter(|_| !diags.has_errors())?;
    let kept = fit(&root, is_here);
    if kept == root {
        return Some(text.to_owned());
    }
    Some(write_yaml(kept.as_map()?))
}

fn fit(node: &Node, is_here: &dyn Fn(&str) -> bool) -> Node {
    let absent = |pair: &Pair| pair.node.as_text().is_some_and(|name| !is_here(name));
    let value = match &node.value {
        NodeValue::Map(pairs) => {
            let kept = pairs.iter().filter(|pair| match &*pair.key {
                "reference" | "editions" => !absent(pair),
                _ => true,
            });
            let fitted = kept.map(|pair| Pair { node: fit(&pair.node, is_here), ..pair.clone() });
            NodeValue::Map(fitted.collect())
        }
        NodeValue::List(items) => {
            let kept = items.iter().filter(|item| !leads_away(item, is_here));
            NodeValue::List(kept.map(|item| fit(item, is_here)).collect())
        }
        other => other.clone(),
    };
    Node { value, ..node.clone() }
}

/// Whether an item is a foreign key to a collection that is not here.
fn leads_away(item: &Node, is_here: &dyn Fn(&str) -> bool) -> bool {
    let get = |node: &Node, key: &str| {
        node.as_map()?.iter().find(|pair| &*pair.key == key).map(|pair| pair.node.clone())
    };
    let resource = get(item, "reference").and_then(|reference| get(&reference, "resource"));
    resource.is_some_and(|name| name.as_text().is_some_and(|name| !name.is_empty() && !is_here(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_absent_collections_become_text() {
        let text = "title: K # mot\neditions: sites\nschema:\n  foreignKeys:\n    - {fields: a, reference: {resource: sites, fields: id}}\n  fields:\n    - {name: a, reference: ici}\n    - {name: b, type: list, reference: absents}\n";
        let here = |name: &str| name == "ici";
        let made = fitted(text, &here).unwrap();
        assert!(
            made.contains("reference: ici") && !made.contains("absents") && !made.contains("sites"),
            "{made}"
        );
        assert_eq!(fitted(text, &|_| true).unwrap(), text);
        assert_eq!(fitted("a: *x", &here), None);
    }
}
