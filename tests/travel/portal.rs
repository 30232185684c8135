//! A portal of five hundred cities, some of which are slow or broken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

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
        let done = essaim(
            &root,
            &["import", path.to_str().unwrap(), "--yes", "--allow-private", "--format", "json"],
        );
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
            own.contains(&format!(
                ",Kit d'accueil,ville-{0}-kits-accueil,Ville {0},1.{number}.0,",
                number / 2
            )),
            "{own}"
        );
    }
    assert!(row(500).unwrap().contains(",Kit d'accueil,,Ville 250,1.500.0,"), "its origin did not answer");
    assert!(row(250).is_none() && row(1).unwrap().contains(",Kit d'accueil,,,1.1.0,"));
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
    assert!(page.contains("… + 460"), "the rest of the family is counted");
    let drawn = drawn(&page);
    assert_eq!(
        drawn.len(),
        39,
        "forty of the family are drawn, and every one but the first comes from another"
    );
    assert_eq!(drawn.difference(&edges(CITIES)).count(), 0, "{drawn:?}");
    assert_eq!(listed(&page), edges(CITIES), "the table has all of them");
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
        let done = essaim(
            &root,
            &["import", path.to_str().unwrap(), "--yes", "--allow-private", "--format", "json"],
        );
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

/// A portal of so many cities, gathered.
fn portal(home: &Path, count: usize) -> (Server, PathBuf, PathBuf) {
    let (www, root) = (home.join("www"), home.join("portail"));
    fs::create_dir_all(&www).unwrap();
    let server = Server::of(www.clone());
    (1..=count).for_each(|number| city(&www, &server.address, number, 1));
    downstream(&root);
    let list: Vec<String> =
        (1..=count).map(|number| format!("  - {}ville-{number}/\n", server.address)).collect();
    write(&root, "content/sources.yaml", format!("sources:\n{}", list.concat()));
    (server, www, root)
}

fn gathered(root: &Path, more: &[&str]) -> (i32, String) {
    let path = root.join("content/sources.yaml");
    let done = essaim(root, &[&["import", path.to_str().unwrap(), "--allow-private"], more].concat());
    (done.status.code().unwrap(), text(&done.stderr))
}

const TABLE: &str = "content/federation/federation.csv";

#[test]
fn what_would_come_is_shown_and_nothing_is_written_without_a_yes() {
    let home = tempfile::tempdir().unwrap();
    let (server, www, root) = portal(home.path(), 4);
    server.trick("/ville-3/datapackage.json", Trick::Status(503));
    let before = files(&root);
    let (code, said) = gathered(&root, &[]);
    assert_eq!((code, files(&root) == before), (2, true), "{said}");
    for words in
        ["Ville 1  fiches : 2, nouvelle", "ville-3/  fiches : 0, sans réponse", "ajoutées : 6", "--yes"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(gathered(&root, &["--yes"]).0, 0);
    // Nothing new: nothing to ask.
    server.trick("/ville-3/datapackage.json", Trick::Status(500));
    let (code, said) = gathered(&root, &[]);
    assert!(code == 0 && !said.contains("nouvelle"), "{said}");
    server.tricks.lock().unwrap().clear();
    city(&www, &server.address, 2, 3);
    let (code, said) = gathered(&root, &[]);
    assert!(
        code == 2 && said.contains("Ville 2  fiches : 4, du nouveau") && said.contains("ajoutées : 4"),
        "{said}"
    );
    assert!(said.contains("sans changement : 2"), "{said}");
}

#[test]
fn rows_written_by_hand_stay() {
    let home = tempfile::tempdir().unwrap();
    let (server, www, root) = portal(home.path(), 4);
    assert_eq!(gathered(&root, &["--yes"]).0, 0);
    // Added, corrected, taken out, by a spreadsheet that writes its own signs; with a column of its own.
    let table: Vec<String> = read(&root, TABLE).lines().map(str::to_owned).collect();
    let mut edited: Vec<String> = vec![table[0].clone() + ",avis"];
    for line in &table[1..] {
        if line.starts_with("ville-4-outils-outil-0,") {
            continue;
        }
        let corrected = line.replace("Ville 3,kits", "Ville Trois,kits");
        edited.push(corrected + if line.starts_with("ville-1-kits") { ",le premier" } else { "," });
    }
    edited.push("a-nous,Un kit à nous,Le portail,kits,,,,,,,,écrit ici".to_owned());
    write(&root, TABLE, format!("\u{feff}{}\r\n", edited.join("\r\n").replace(',', ";")));
    let declared = "content/federation/_collection.yaml";
    let with = read(&root, declared) + "    - {name: avis, title: Avis, type: string}\n";
    write(&root, declared, &with);
    city(&www, &server.address, 2, 2);
    city(&www, &server.address, 3, 2);
    let (code, said) = gathered(&root, &["--yes"]);
    assert!(code == 0 && said.contains("écrites à la main, gardées : 3"), "{code} {said}");
    let now = read(&root, TABLE);
    for words in [
        "a-nous,Un kit à nous,Le portail,kits,",
        ",écrit ici",
        "ville-3-kits-accueil,Kit d'accueil,Ville Trois,",
        ",le premier",
        "ville-2-outils-outil-1,",
        "ville-3-outils-outil-1,",
    ] {
        assert!(now.contains(words), "{words}: {now}");
    }
    assert!(!now.contains("ville-4-outils-outil-0,"), "{now}");
    assert_eq!(read(&root, declared), with);
    let done = essaim(&root, &["build"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    // Without what was remembered of the last gathering, too.
    fs::remove_dir_all(root.join("origins/federation")).unwrap();
    assert_eq!(gathered(&root, &["--yes"]).0, 0);
    assert_eq!(read(&root, TABLE), now);
    // A table that cannot be read is refused before anything is asked or written.
    write(&root, TABLE, format!("{now}\"jamais fermé"));
    let before = files(&root);
    server.log();
    let (code, said) = gathered(&root, &["--yes"]);
    assert!(code == 1 && said.contains("csv-quote") && said.contains("federation.csv"), "{code} {said}");
    assert_eq!((files(&root) == before, server.log().len()), (true, 0));
}

/// Who took it from whom, by their numbers.
type Edges = BTreeSet<(usize, usize)>;

/// Each city took its kit from the one of half its number.
fn edges(count: usize) -> Edges {
    (2..=count).map(|number| (number, number / 2)).collect()
}

fn number(name: &str) -> usize {
    name.rsplit([' ', '\u{a0}']).next().unwrap().parse().unwrap()
}

/// What stands between two marks, from the first on.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let start = text.find(from).unwrap_or_else(|| panic!("{from} in {text}")) + from.len();
    &text[start..start + text[start..].find(to).unwrap()]
}

/// The lines of the picture: from the circle that each begins under to the one that it ends before.
fn drawn(page: &str) -> Edges {
    let svg = between(page, "<svg class=\"families\"", "</svg>");
    let mut names = BTreeMap::new();
    for shape in svg.split("<circle ").skip(1) {
        let [x, y] =
            ["cx", "cy"].map(|key| between(shape, &format!("{key}=\""), "\"").parse::<i32>().unwrap());
        let text = shape.split_once("<text ").unwrap().1;
        assert_eq!(
            between(text, "y=\"", "\"").parse::<i32>().unwrap(),
            y + 5,
            "a name stands beside its circle"
        );
        names.insert((x, y), number(between(text, ">", "</text>")));
    }
    let line = |path: &str| {
        let signs = path.split(['M', ' ', 'V', 'H']).filter(|sign| !sign.is_empty());
        let at: Vec<i32> = signs.map(|sign| sign.parse().unwrap()).collect();
        let [from, top, down, to] = at[..] else { panic!("{path}") };
        (names[&(to + 6, down)], names[&(from, top - 6)])
    };
    let lines: Vec<(usize, usize)> =
        svg.split("<path d=\"").skip(1).map(|path| line(path.split('"').next().unwrap())).collect();
    let all: Edges = lines.iter().copied().collect();
    assert_eq!(all.len(), lines.len(), "no line is drawn twice");
    all
}

/// What the table says: whose kit each row is, which row it leads to, and whose that one is in words.
fn listed(page: &str) -> Edges {
    let mut all = Edges::new();
    for row in page.split("<tr id=\"_r-ville-").skip(1) {
        let row = row.split("</tr>").next().unwrap();
        let Some(from) = row.split("#_r-ville-").nth(1).and_then(|rest| rest.split('-').next()) else {
            continue;
        };
        // A long table does not say again in each cell what its column is.
        let cells: Vec<&str> = row.split("<td").skip(1).map(|cell| between(cell, ">", "</td>")).collect();
        let (own, whose) = (number(cells[0]), number(cells[3]));
        assert_eq!(from.parse::<usize>().unwrap(), whose);
        assert!(row.starts_with(&format!("{own}-kits-accueil\"")), "{row}");
        all.insert((own, whose));
    }
    all
}

#[test]
fn who_took_what_from_whom_is_drawn_line_by_line() {
    let home = tempfile::tempdir().unwrap();
    let (_server, _, root) = portal(home.path(), 9);
    assert_eq!(gathered(&root, &["--yes"]).0, 0);
    let done = essaim(&root, &["build"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let page = read(&root, "output/federation/index.html");
    assert_eq!(drawn(&page), edges(9));
    assert_eq!(listed(&page), edges(9));
}
