//! When the data were first published, and when they last changed: facts of the content, which no later build moves.

use std::collections::BTreeMap;
use std::sync::Arc;

use essaim::Options;
use essaim::source::Sources;
use serde_json::Value;

const SITE: &str =
    "title: Boîte\nlanguage: fr\nbase_url: https://ville.example/\npublisher: {name: Ville d'Exemple}\n";
const DATED: &str = "title: Outils\nschema:\n  fields:\n    - {name: nom, type: string}\n    \
                     - {name: maj, type: date, rdfType: 'dct:modified'}\n";
const UNDATED: &str = "title: Lieux\nschema: {fields: [{name: nom, type: string}]}\n";
const RELEASES: &str = "- version: 1.1.0\n  date: 2025-06-01\n  tables: [{table: lieux, state: added, added: 1}]\n\
                        - {version: 1.0.0, date: 2025-03-01}\n";

type Dates = BTreeMap<String, [Option<String>; 2]>;

/// The first and the last day of the catalogue and of its datasets, as three files say them alike; published on a day.
fn dates(releases: &str, published: &str) -> Dates {
    let mut sources = Sources::default();
    for (path, text) in [
        ("content/site.yaml", SITE),
        ("content/outils/_collection.yaml", DATED),
        ("content/outils/outils.csv", "id,nom,maj\na,A,2025-02-02\nb,B,2025-09-09\n"),
        ("content/lieux/_collection.yaml", UNDATED),
        ("content/lieux/lieux.csv", "id,nom\na,A\n"),
        ("content/releases.yaml", releases),
    ] {
        sources.add(path, text);
    }
    let options = Options { published: Some(format!("{published}T00:00:00Z")), ..Options::default() };
    let (output, diags) = essaim::build(&Arc::new(sources), &options);
    let output = output.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()));
    let text = |path: &str| String::from_utf8(output.get(path).unwrap().bytes().unwrap()).unwrap();
    let json = |path: &str| serde_json::from_str::<Value>(&text(path)).unwrap();
    let catalog = json("data/catalog.jsonld");
    let told = |kind: &str| -> Vec<(String, [Option<String>; 2])> {
        let nodes = catalog["@graph"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|node| node["@type"] == format!("http://www.w3.org/ns/dcat#{kind}"));
        let day = |node: &Value, key: &str| Some(node.get(key)?["@value"].as_str()?.to_owned());
        nodes
            .map(|node| {
                let file = node["@id"].as_str().unwrap().rsplit('/').next().unwrap();
                let name = file.split('.').next().unwrap().to_owned();
                (name, ["dct:issued", "dct:modified"].map(|key| day(node, key)))
            })
            .collect()
    };
    let dates: Dates = told("Catalog").into_iter().chain(told("Dataset")).collect();
    for (name, said) in told("Distribution") {
        assert_eq!(said, dates[&name], "a file of {name}");
    }
    for name in ["outils", "lieux"] {
        let schema = json(&format!("data/schemas/{name}.json"));
        let said = ["created", "lastModified"].map(|key| Some(schema.get(key)?.as_str()?.to_owned()));
        assert_eq!(said, dates[name], "the schema of {name}");
        for (key, day) in ["datePublished", "dateModified"].iter().zip(&dates[name]) {
            let page = text(&format!("data/{name}.html"));
            let said = day.as_ref().is_some_and(|day| page.contains(&format!("\"{key}\":\"{day}\"")));
            assert!(said == page.contains(key), "the page of {name}: {key} {day:?}");
        }
    }
    dates
}

fn spans(of: &[(&str, [&str; 2])]) -> Dates {
    let day = |day: &str| Some(day.to_owned()).filter(|day| !day.is_empty());
    of.iter().map(|(name, days)| ((*name).to_owned(), days.map(day))).collect()
}

#[test]
fn the_first_publication_is_that_of_the_releases_and_stays() {
    let expected = |last| {
        spans(&[
            ("index", ["2025-03-01", last]),
            ("outils", ["2025-03-01", "2025-09-09"]),
            ("lieux", ["2025-06-01", "2025-06-01"]),
        ])
    };
    for day in ["2025-10-01", "2026-11-20"] {
        assert_eq!(dates(RELEASES, day), expected(day));
    }
}

#[test]
fn without_releases_the_oldest_record_tells_and_no_day_is_made_up() {
    for day in ["2025-10-01", "2026-11-20"] {
        let expected = spans(&[
            ("index", ["2025-02-02", day]),
            ("outils", ["2025-02-02", "2025-09-09"]),
            ("lieux", ["", day]),
        ]);
        assert_eq!(dates("", day), expected);
    }
}

#[test]
fn nothing_changed_before_it_was_published() {
    let late = "- {version: 1.0.0, date: 2026-01-01}\n";
    for span in dates(late, "2025-10-01").values() {
        assert_eq!(span, &["2026-01-01", "2026-01-01"].map(|day| Some(day.to_owned())));
    }
}
