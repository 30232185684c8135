//! The guide of those who take, adapt and gather does what it says: its files are written, its commands are run.

use std::fs;
use std::path::Path;

use essaim::report::{ReportLanguage, marks};

use crate::stage::{Server, city, command, files, publish, read, text, write};

/// What the guide calls the site that it takes from, and another.
const SITES: [&str; 2] = ["https://ville.example/innovation/", "https://antan.example/boite/"];

#[test]
fn the_guide_of_travel_does_what_it_says() {
    let home = tempfile::tempdir().unwrap();
    let [demo, www, root] = ["demo", "www", "antan"].map(|name| home.path().join(name));
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in files(&repository.join("content")) {
        write(&demo, &format!("content/{path}"), bytes);
    }
    let server = Server::of(www.clone());
    let innovation = format!("{}innovation/", server.address);
    let settings =
        read(&demo, "content/site.yaml").replace("https://essaim.example/innovation/", &innovation);
    write(&demo, "content/site.yaml", settings);
    publish(&demo, &www.join("innovation"));
    city(&www, &server.address, 1, 2);
    let here = |text: &str| {
        text.replace(SITES[0], &innovation).replace(SITES[1], &format!("{}ville-1/", server.address))
    };
    fs::create_dir_all(&root).unwrap();
    let guide = fs::read_to_string(repository.join("docs/essaimer.md")).unwrap();
    let mut done = 0;
    for (info, body) in blocks(&guide) {
        match info
            .split_once(' ')
            .map_or((info, ""), |(_, action)| action.split_once('=').unwrap_or((action, "")))
        {
            ("sh", _) => body.lines().for_each(|line| run(&root, &here(line))),
            ("file", path) => write(&root, path, here(&body)),
            ("append", path) => {
                write(&root, path, read(&root, path) + &body);
                let drawing =
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><circle r=\"4\"/></svg>";
                write(&root, "content/pages/logo.svg", drawing);
                let index = "content/kits/reunions/index.md";
                write(&root, index, read(&root, index) + "\n{{logo}}, {{courriel}}\n");
                run(&root, "essaim build");
                let page = read(&root, "output/kits/reunions.html");
                assert!(
                    page.contains("pages/logo.svg\"") && page.contains("innovation@antan.example"),
                    "{page}"
                );
            }
            ("marks", _) => {
                let words = marks("Ville d'exemple", Some("1.1.0"), ReportLanguage::French);
                assert!(body.contains(&words.ours) && body.contains(&words.theirs), "{body}");
            }
            _ => panic!("a block of the guide is not run: {info}"),
        }
        done += 1;
    }
    assert!(done > 8);
    assert!(read(&root, "content/site.yaml").contains("variables:\n  ville: Antan\n  logo:"));
    let table = read(&root, "content/federation/federation.csv");
    assert!(table.contains(",kits,") && table.contains("ville-1-kits-accueil,"), "{table}");
    assert!(root.join("output/federation/index.html").is_file());
}

/// A command of the guide, which speaks to this machine and is not asked.
fn run(root: &Path, line: &str) {
    let mut words: Vec<String> = Vec::new();
    for (number, piece) in line.split('"').enumerate() {
        // Between quotation marks a word has spaces.
        if number % 2 == 1 {
            words.push(piece.to_owned());
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(words.remove(0), "essaim", "{line}");
    if words[0] == "import" && !words.contains(&"--yes") {
        words.push("--yes");
    }
    if ["import", "update"].contains(&words[0]) {
        words.push("--allow-private");
    }
    let done = command(Path::new("."), &words).current_dir(root).output().unwrap();
    assert!(done.status.success(), "{line}: {}{}", text(&done.stdout), text(&done.stderr));
}

/// The fenced blocks: what stands behind the backticks, and the text.
fn blocks(guide: &str) -> Vec<(&str, String)> {
    let mut blocks = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let text = lines
                .by_ref()
                .take_while(|line| *line != "```")
                .fold(String::new(), |text, line| text + line + "\n");
            blocks.push((info, text));
        }
    }
    blocks
}
