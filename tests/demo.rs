//! The demo holds what its sources attest: how many records, tied how, and nobody's personal data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use essaim::Options;
use essaim::load::folder::read_folder;
use serde_json::Value;

type Files = BTreeMap<String, Vec<u8>>;

/// Everything the demo publishes.
fn output() -> &'static Files {
    static OUTPUT: OnceLock<Files> = OnceLock::new();
    OUTPUT.get_or_init(|| {
        let (sources, unread) = read_folder(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(!unread.has_errors());
        let (output, diags) = essaim::build(&Arc::new(sources), &Options::default());
        let output = output.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()));
        output.iter().map(|(path, payload)| (path.clone(), payload.bytes().unwrap())).collect()
    })
}

fn records(collection: &str) -> Vec<Value> {
    serde_json::from_slice(&output()[&format!("data/{collection}.json")]).unwrap()
}

fn text<'a>(record: &'a Value, field: &str) -> &'a str {
    record[field].as_str().unwrap_or_default()
}

#[test]
fn every_collection_has_the_records_its_sources_attest() {
    let expected = [
        ("collectivites", 3),
        ("initiatives", 3),
        ("leviers", 12),
        ("outils", 12),
        ("projets", 5),
        ("livrables", 16),
        ("chantiers", 15),
        ("kits", 4),
        ("livrets", 1),
        ("sites", 2),
        ("jalons", 13),
        ("mesures", 32),
        ("sources", 5),
        ("reutilisations", 0),
    ];
    for (collection, count) in expected {
        assert_eq!(records(collection).len(), count, "{collection}");
        let table = String::from_utf8(output()[&format!("data/{collection}.csv")].clone()).unwrap();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        assert_eq!(reader.records().map(Result::unwrap).count(), count, "{collection}.csv");
    }
    assert!(records("instances").len() >= 4);
    let by_initiative =
        |name| records("jalons").iter().filter(|jalon| text(jalon, "initiative") == name).count();
    assert_eq!(["orleans", "antibes", "romans"].map(by_initiative), [3, 7, 3]);
}

#[test]
fn each_lever_has_one_tool() {
    let levers: BTreeSet<String> =
        records("leviers").iter().map(|lever| text(lever, "id").to_owned()).collect();
    let named: BTreeSet<String> =
        records("outils").iter().map(|tool| text(tool, "levier").to_owned()).collect();
    assert_eq!(levers, named);
}

#[test]
fn each_kind_of_page_is_weighed_and_keeps_within_its_budget() {
    let weights: Value = serde_json::from_slice(&output()["weights.json"]).unwrap();
    let kinds: BTreeMap<&str, &Value> =
        weights["kinds"].as_array().unwrap().iter().map(|kind| (text(kind, "kind"), kind)).collect();
    for kind in
        ["home", "collection", "record", "petal", "story", "kit", "booklet", "edition", "deck", "page"]
    {
        assert_eq!(kinds[kind]["within"], true, "{kind}");
    }
    assert_eq!(kinds["page"]["page"], "reutiliser.html", "the page with a picture is among those weighed");
}

#[test]
fn what_is_attested_names_its_source() {
    let tables = output().keys().filter_map(|path| path.strip_prefix("data/")?.strip_suffix(".json"));
    let mut attested = 0;
    // Not every file there is a table; and a source attests itself.
    let is_table = |name: &&str| *name != "sources" && output().contains_key(&format!("data/{name}.csv"));
    for collection in tables.filter(is_table) {
        for record in records(collection) {
            if text(&record, "etat") == "atteste" {
                attested += 1;
                let sources = record["sources"].as_array().map_or(0, Vec::len);
                assert!(sources > 0, "{collection}/{}", text(&record, "id"));
            }
        }
    }
    assert!(attested > 100);
    assert!(records("mesures").iter().all(|mesure| !text(mesure, "citation").is_empty()));
}

#[test]
fn no_phone_and_no_address_of_a_person_is_published() {
    let phone = fancy_regex::Regex::new(r"\b0[1-9](?:[ .\x{a0}\x{202f}]\d\d){4}\b").unwrap();
    assert!(phone.is_match("au 04 00 00 00 00.").unwrap());
    for (path, bytes) in output() {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        for word in
            text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ',' | ';' | '(' | ')'))
        {
            if let Some((name, host)) = word.split_once('@') {
                let functional = host.contains(".example") || !host.contains('.') || name.is_empty();
                assert!(functional, "{path}: {word}");
            }
        }
        assert!(!phone.is_match(text).unwrap(), "{path}");
    }
}
