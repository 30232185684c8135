//! The README and the guides are run: its files are written, its commands are known, its messages are what essaim says.

use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block: what stands behind the backticks, and the text.
struct Block {
    info: String,
    text: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push(Block { info: info.to_owned(), text: text.join("\n") + "\n" });
        }
    }
    blocks
}

/// The first bytes of a photograph of 3 by 2 points: as far as essaim looks.
const PHOTOGRAPH: [u8; 35] = [
    0xFF, 0xD8, 0xFF, 0xE0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xC0, 0, 11,
    8, 0, 2, 0, 3, 1, 1, 0x11, 0, 0xFF, 0xD9,
];

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

fn essaim(root: &Path, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_essaim"));
    command.args(arguments).current_dir(root).env("LC_ALL", "fr_FR.UTF-8").output().unwrap()
}

#[test]
fn the_small_project_of_the_readme_builds_and_its_mistake_is_said() {
    let home = tempfile::tempdir().unwrap();
    let mut said = None;
    let mut mistake = None;
    for block in blocks(&readme()) {
        if let Some((_, name)) = block.info.split_once("file=") {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            // The record with a mistake waits until the project has been built without it.
            if block.info.starts_with("text") {
                mistake = Some((path, block.text));
            } else {
                fs::write(path, block.text).unwrap();
            }
        } else if block.info == "text says" {
            said = Some(block.text);
        }
    }
    let built = essaim(home.path(), &["build"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let table = fs::read_to_string(home.path().join("output/data/outils.csv")).unwrap();
    assert!(table.contains("la-balade,La balade,PT1H30M"), "{table}");
    let (path, text) = mistake.expect("the README shows a mistake");
    fs::write(path, text).unwrap();
    let checked = essaim(home.path(), &["check"]);
    let text = String::from_utf8_lossy(&checked.stderr).into_owned();
    assert!(text.contains(&said.expect("the README shows a message")), "{text}");
}

#[test]
fn the_readme_names_the_commands_there_are() {
    let help = essaim(Path::new("."), &["--help"]);
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let commands = help.split("Commandes:").nth(1).unwrap().split("Options:").next().unwrap();
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()) {
        if command != "help" && !command.is_empty() {
            assert!(readme().contains(&format!("`essaim {command}")), "the README does not name {command}");
        }
    }
}

#[test]
fn the_first_two_commands_of_the_readme_are_a_build_and_the_tests() {
    let commands: Vec<String> =
        blocks(&readme()).into_iter().filter(|block| block.info == "sh").map(|block| block.text).collect();
    assert_eq!(commands, ["cargo run --release -- build\n", "tests/run\n"]);
    let ci = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).unwrap();
    assert!(ci.contains("tests/run"), "CI runs what a newcomer is told");
}

/// Every block of an editor's guide does in a new project what the guide says: `file=` is written, `set=` changes
/// fields, `append=` and `row=` add lines, `wrong=` changes a field for as long as it takes to read what is said.
fn follow(guide: &str, language: &str) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(guide)).unwrap();
    let home = tempfile::tempdir().unwrap();
    let root = home.path();
    let run = |arguments: &[&str]| {
        let output = essaim(root, &[&["--lang", language], arguments].concat());
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    assert!(run(&["init", "."]).0);
    let mut before: Option<(std::path::PathBuf, String)> = None;
    let mut done = 0;
    for block in blocks(&text) {
        let (action, name) = block
            .info
            .split_once(' ')
            .map_or(("", ""), |(_, rest)| rest.split_once('=').unwrap_or((rest, "")));
        let path = root.join(name);
        let read = || fs::read_to_string(&path).unwrap();
        match action {
            "file" => {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, &block.text).unwrap();
            }
            "set" | "wrong" => {
                if action == "wrong" {
                    before = Some((path.clone(), read()));
                }
                fs::write(&path, set(&read(), &block.text)).unwrap();
            }
            "append" => fs::write(&path, read() + &block.text).unwrap(),
            "row" => {
                let id = block.text.split([',', ';']).next().unwrap();
                let lines: Vec<String> = read().lines().map(str::to_owned).collect();
                let others = lines.iter().filter(|line| !line.starts_with(id));
                let kept = others.fold(String::new(), |text, line| text + line + "\n");
                assert_eq!(kept.lines().count() + 1, lines.len(), "{id} is in {name}");
                fs::write(&path, kept + &block.text).unwrap();
            }
            "says" => {
                let (fine, said) = run(&["check"]);
                assert!(!fine && said.contains(&block.text), "{said}");
                let (path, text) = before.take().expect("something wrong to speak of");
                fs::write(path, text).unwrap();
            }
            _ if block.info == "sh" => {
                for line in block.text.lines() {
                    let (command, title) = line
                        .split_once('"')
                        .map_or((line, ""), |(line, title)| (line, title.trim_end_matches('"')));
                    let mut words: Vec<&str> = command.split_whitespace().skip(1).collect();
                    words.extend(Some(title).filter(|title| !title.is_empty()));
                    let (fine, said) = run(&words);
                    assert!(fine, "{line}: {said}");
                }
            }
            _ => panic!("a block of {guide} is not run: {}", block.info),
        }
        attach(&path, &block.text);
        done += 1;
    }
    assert!(done > 6);
    // Nothing of the guide's page only serves its tests.
    let page = fs::read_to_string(root.join("content/pages/guide.md")).unwrap();
    assert!(!page.contains("=content/") && page.contains("```yaml\n"), "{page}");
}

/// A record with some of its lines in place of those with the same key.
fn set(record: &str, lines: &str) -> String {
    let key = |line: &str| line.split_once(':').map(|(key, _)| format!("{key}:"));
    let mut record: Vec<String> = record.lines().map(str::to_owned).collect();
    for line in lines.lines() {
        let key = key(line).unwrap();
        let found = record.iter_mut().find(|old| old.starts_with(&key)).unwrap_or_else(|| panic!("no {key}"));
        line.clone_into(found);
    }
    record.join("\n") + "\n"
}

/// The files that a record shows or links stand beside it.
fn attach(record: &Path, text: &str) {
    for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        let file: &[u8] = if target.ends_with(".jpg") { &PHOTOGRAPH } else { b"..." };
        fs::write(record.with_file_name(target), file).unwrap();
    }
}

#[test]
fn the_editor_s_guide_does_what_it_says() {
    follow("guide-editeur.md", "fr");
    follow("editors-guide.md", "en");
}

/// What stands between a mark and the next of another kind.
fn between<'a>(text: &'a str, begin: &'a str, end: &'a [char]) -> impl Iterator<Item = &'a str> {
    text.split(begin).skip(1).filter_map(move |rest| rest.split(end).next())
}

/// What the guide to harvesting has a webmaster fill in is filled in, and stands in the catalogue; what it has them declare is
/// published; what it says of the catalogue is so.
#[test]
fn the_harvest_guide_speaks_of_what_is_published() {
    let guide =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/moissonnage.md")).unwrap();
    let home = tempfile::tempdir().unwrap();
    let content = |path: &str| home.path().join("content").join(path);
    fs::create_dir_all(content("outils")).unwrap();
    let plain: String = guide.lines().map(|line| line.trim_start().to_owned() + "\n").collect();
    let schema = "title: Outils\nschema:\n  fields:\n    - {name: nom, type: string}\n";
    let mut given = 0;
    for block in blocks(&plain) {
        assert_eq!(block.info, "yaml", "{}", block.text);
        let (path, text) = if block.text.starts_with("base_url") {
            let text = block.text.replace("14 chiffres", "73282932000074");
            ("site.yaml", format!("title: Boîte\nlanguage: fr\nservers: [apache]\n{text}"))
        } else if block.text.starts_with('-') {
            ("releases.yaml", block.text)
        } else {
            ("outils/_collection.yaml", schema.to_owned() + &block.text)
        };
        fs::write(content(path), text).unwrap();
        given += 1;
    }
    assert_eq!(given, 3);
    fs::write(content("outils/outils.csv"), "id,nom\na,A\n").unwrap();
    let built = essaim(home.path(), &["--lang", "fr", "build"]);
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    let read = |path: &str| fs::read_to_string(home.path().join("output").join(path)).unwrap();
    let catalog = read("data/catalog.ttl");

    for said in [
        "<https://www.ville.fr/innovation/>",
        "\"Ville de \\u2026\"@fr",
        "\"73282932000074\"",
        "<mailto:innovation@ville.fr>",
        "<https://www.ville.fr/>",
        "licence/ETALAB_2_0>",
        "<http://id.insee.fr/geo/commune/06004>",
        "POLYGON((7.06 43.54, 7.15 43.54,",
        "\"innovation publique\"",
        "frequency/ANNUAL>",
        "\"2024-01-01\"^^xsd:date",
        "\"2025-12-31\"^^xsd:date",
        "data-theme/GOVE>",
        "dct:issued \"2026-03-01\"^^xsd:date",
    ] {
        assert!(catalog.contains(said), "{said} is not in {catalog}");
    }
    let addresses: Vec<&str> =
        between(&guide, "https://www.ville.fr/innovation/", &['`', ' ', '\n']).collect();
    assert!(addresses.contains(&"data/catalog.ttl"));
    for path in addresses.into_iter().filter(|path| !path.is_empty()) {
        assert!(home.path().join("output").join(path).is_file(), "{path} is not published");
    }
    for word in between(&guide, "`", &['`']) {
        if word.starts_with("catalog.") {
            assert!(home.path().join("output/data").join(word).is_file(), "{word} is not published");
        } else if word.starts_with("dct:") {
            assert!(catalog.contains(word), "{word} is not in the catalogue");
        } else if let Some(identifier) = word.strip_prefix('…') {
            let said = format!("dct:identifier \"https://www.ville.fr/innovation{identifier}\"");
            assert!(catalog.contains(&said), "{said} is not in the catalogue");
        }
    }
    assert!(catalog.is_ascii() && guide.contains("caractères ASCII"));
    assert_eq!(catalog.matches("a dcat:Dataset").count(), 1, "as many datasets as published collections");
    assert!(guide.contains("\"text/turtle\"") && read(".htaccess").contains("AddType text/turtle .ttl"));
    let frequencies: Vec<&str> =
        between(&guide, "frequency: annual", &['…']).next().unwrap().split(", ").collect();
    assert!(frequencies.len() > 5);
    for frequency in frequencies.into_iter().map(|word| word.trim_matches([' ', '#'])) {
        let told = schema.to_owned() + "frequency: " + frequency + "\n";
        fs::write(content("outils/_collection.yaml"), told).unwrap();
        let checked = essaim(home.path(), &["check"]);
        assert!(checked.status.success(), "{frequency}: {}", String::from_utf8_lossy(&checked.stderr));
    }
}
