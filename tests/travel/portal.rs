//! A portal of five hundred cities, some of which are slow or broken.

use std::fs;

use serde_json::Value as Json;

use crate::stage::{Server, Trick, city, downstream, essaim, files, read, text, write};

const CITIES: usize = 500;

#[test]
fn five_hundred_cities_are_gathered_and_none_stops_the_rest() {
    let home = tempfile::tempdir().unwrap();
    let (www, root) = (home.path().join("www"), home.path().join("portail"));
    fs::create_dir_all(&www).unwrap();
    let server = Server::of(www.clone());
    (1..=CITIES).for_each(|number| city(&www, &server.address, number, 1));
    downstream(&root);
    let list: Vec<String> =
        (1..=CITIES).map(|number| format!("  - {}ville-{number}/\n", server.address)).collect();
    // One of them is listed twice.
    let cities = format!("collections: [kits, outils]\nsources:\n{}{}", list.concat(), list[6]);
    write(&root, "content/sources.yaml", cities);
    let path = root.join("content/sources.yaml");
    let gather = || {
        let done = essaim(&root, &["import", path.to_str().unwrap(), "--allow-private", "--format", "json"]);
        assert!(done.status.success(), "{}", text(&done.stderr));
        let said: Json = serde_json::from_slice(&done.stdout).unwrap();
        said["warnings"].as_u64().unwrap()
    };
    for (number, trick) in [
        (250, Trick::Silence),
        (251, Trick::Status(500)),
        (252, Trick::Body(b"{".to_vec())),
        (253, Trick::Redirect("http://evil.example/".into())),
        (254, Trick::Status(404)),
    ] {
        server.trick(&format!("/ville-{number}/datapackage.json"), trick);
    }
    assert_eq!(gather(), 5);
    let table = read(&root, "content/federation/federation.csv");
    assert_eq!(table.lines().count(), 1 + 2 * (CITIES - 5));
    let row = |number: usize| {
        let table = read(&root, "content/federation/federation.csv");
        let start = format!("ville-{number}-kits-accueil,");
        table.lines().find(|line| line.starts_with(&start)).map(str::to_owned)
    };
    // Who took it from whom, to the first.
    for number in [2, 3, 77, 499] {
        let own = row(number).unwrap();
        assert!(
            own.contains(&format!(",Kit d'accueil,ville-{}-kits-accueil,1.{number}.0,", number / 2)),
            "{own}"
        );
    }
    assert!(row(500).unwrap().contains(",Kit d'accueil,,1.500.0,"), "its origin did not answer");
    assert!(row(250).is_none() && row(1).unwrap().contains(",Kit d'accueil,,1.1.0,"));
    // Those that come back are there; the others are asked only whether they changed.
    server.tricks.lock().unwrap().clear();
    server.log();
    assert_eq!(gather(), 0);
    let log = server.log();
    assert_eq!(log.iter().filter(|line| line.starts_with("304")).count(), CITIES - 5);
    assert!(row(500).unwrap().contains(",ville-250-kits-accueil,"));
    // What was known of a city stays while it is silent.
    server.trick("/ville-9/datapackage.json", Trick::Status(503));
    let before = read(&root, "content/federation/federation.csv");
    assert_eq!(gather(), 1);
    assert_eq!(read(&root, "content/federation/federation.csv"), before);
    // The portal is a site like another: a picture, a table, data.
    let done = essaim(&root, &["build"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let page = read(&root, "output/federation/index.html");
    assert!(page.contains("<svg class=\"families\"") && page.contains("… + 460"), "no picture");
    assert!(read(&root, "output/data/federation.csv").contains("ville-499-kits-accueil,"));
}

#[test]
fn a_list_that_is_wrong_is_told_at_its_place_and_nothing_is_written() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("portail");
    downstream(&root);
    let path = root.join("content/sources.yaml");
    let site = "sources: [http://127.0.0.1:9/]\n";
    for (list, code, line, column) in [
        (format!("collection: ../../evil\n{site}"), "invalid-setting", 1, 13),
        // Made by people: no table of a portal's.
        (format!("collection: kits\n{site}"), "invalid-setting", 1, 13),
        ("sourcess: [https://ville.example/]\n".into(), "unknown-key", 1, 1),
        ("sources: []\n".into(), "missing-key", 1, 1),
        ("sources:\n  - pas une adresse\n".into(), "invalid-setting", 2, 5),
        ("sources:\n  - {url: x}\n".into(), "wrong-shape", 2, 5),
        ("sources: [\n".into(), "yaml-syntax", 1, 10),
    ] {
        write(&root, "content/sources.yaml", &list);
        write(&root, "content/kits/_collection.yaml", "title: Kits\nschema:\n  fields: []\n");
        let before = files(home.path());
        let done = essaim(&root, &["import", path.to_str().unwrap(), "--allow-private", "--format", "json"]);
        let said: Json = serde_json::from_slice(&done.stdout).unwrap();
        let first = &said["diagnostics"][0];
        assert_eq!(done.status.code(), Some(1), "{list}");
        assert_eq!(
            (&first["code"], &first["line"], &first["column"]),
            (&code.into(), &line.into(), &column.into()),
            "{said}"
        );
        assert!(files(home.path()) == before, "{list}: something was written");
    }
}
