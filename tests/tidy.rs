//! The house's rules, held by reading the sources: arrows one way, doors, sizes, words.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A room may name those before it, and itself.
const ORDER: [&str; 18] = [
    "source",
    "diag",
    "load",
    "config",
    "schema",
    "model",
    "check",
    "output",
    "publication",
    "render",
    "export",
    "diff",
    "report",
    "scaffold",
    "import",
    "serve",
    "cli",
    "main",
];
/// The only files that may touch disk, network, environment or clock.
const DOORS: [&str; 21] = [
    "load/folder.rs",
    "load/web.rs",
    "diff/store.rs",
    "output/cache.rs",
    "output/publish.rs",
    "cli.rs",
    "cli/diff.rs",
    "cli/explain.rs",
    "cli/help.rs",
    "cli/import.rs",
    "cli/init.rs",
    "cli/new.rs",
    "cli/packager.rs",
    "cli/serve.rs",
    "cli/update.rs",
    "import/disk.rs",
    "import/source.rs",
    "serve.rs",
    "serve/http.rs",
    "serve/watch.rs",
    "main.rs",
];
const LINES: usize = 600;

/// Every source file but those of tests: its path under `src/` and its text.
fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    walkdir::WalkDir::new(&root)
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .filter(|entry| {
            entry.file_name() != "tests.rs"
                && !entry.path().components().any(|part| part.as_os_str() == "tests")
        })
        .map(|entry| {
            let name = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

fn room(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap_or_default()
}

fn rank(room: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == room)
}

#[test]
fn a_room_names_only_rooms_before_it() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if path == "lib.rs" {
            continue; // the map of the house
        }
        let own = rank(room(&path)).unwrap_or_else(|| panic!("{path} is in no room of the order"));
        for (number, line) in without_tests(&text).lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for named in line.split("crate::").skip(1) {
                let names = named.trim_start_matches('{');
                let name: String = names.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if rank(&name).is_some_and(|rank| rank > own) {
                    wrong.push(format!("src/{path}:{}: {} names {name}", number + 1, room(&path)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_doors_touch_the_machine() {
    let forbidden = [
        "std::fs",
        "std::net",
        "ureq::",
        "tokio::net",
        "notify::",
        "opener::",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant::",
        "walkdir::",
        "println!",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if DOORS.contains(&path.as_str()) {
            continue;
        }
        for (number, line) in without_tests(&text).lines().enumerate() {
            if forbidden.iter().any(|word| line.contains(word)) && !line.trim_start().starts_with("//") {
                wrong.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_panics_on_input() {
    let forbidden = [".unwrap()", ".expect(", "panic!", "todo!", "unimplemented!", "unreachable!"];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (number, line) in without_tests(&text).lines().enumerate() {
            if forbidden.iter().any(|word| line.contains(word)) && !line.trim_start().starts_with("//") {
                wrong.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_within_reach_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines = text.lines().count();
        if lines > LINES {
            wrong.push(format!("src/{path}: {lines} lines"));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("src/{path}: does not open with what it is for"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_city_stands_in_the_program() {
    let cities = [
        "antibes",
        "orléans",
        "orleans",
        "romans",
        "\"leviers",
        "\"outils",
        "\"kits",
        "\"livrets",
        "\"jalons",
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for (number, line) in without_tests(&text).lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default().to_lowercase();
            if cities.iter().any(|word| code.contains(word)) {
                wrong.push(format!("src/{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_list_of_codes_is_whole() {
    let text = sources().remove("diag.rs").unwrap();
    let arms = text.split("pub fn code").nth(1).unwrap().split("\n    }\n").next().unwrap();
    let given: Vec<&str> = arms.split("=> \"").skip(1).map(|arm| arm.split('"').next().unwrap()).collect();
    assert_eq!(given, essaim::diag::Problem::CODES);
}
