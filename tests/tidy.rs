//! The house's rules, held by reading the sources: arrows one way, doors, sizes, words.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fancy_regex::{Captures, Regex};

/// A room may name those before it, and itself.
const ORDER: [&str; 23] = [
    "source",
    "messages",
    "diag",
    "load",
    "edit",
    "settings",
    "config",
    "schema",
    "model",
    "check",
    "project",
    "output",
    "publication",
    "render",
    "export",
    "fetch",
    "diff",
    "report",
    "scaffold",
    "import",
    "serve",
    "cli",
    "main",
];
/// The only files that may touch disk, network, environment or clock.
const DOORS: [&str; 22] = [
    "load/folder.rs",
    "fetch.rs",
    "diff/store.rs",
    "output/disk_store.rs",
    "output/publish.rs",
    "output/stage.rs",
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
    "import/transaction.rs",
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
    for (path, text) in sources().into_iter().filter(|(path, _)| path.ends_with("/codes.rs")) {
        let (declared, listed) = text.split_once("pub static ALL").unwrap();
        let listed =
            listed.split(']').next().unwrap().to_owned() + listed.split("= &[").nth(1).unwrap_or_default();
        for code in declared.split("pub static ").skip(1).map(|rest| rest.split(':').next().unwrap()) {
            assert!(
                listed.contains(&format!("&{code},")) || listed.contains(&format!("&{code}]")),
                "{path}: {code}"
            );
        }
    }
    let names: Vec<&str> = essaim::CODES.iter().map(|code| code.name).collect();
    let once: std::collections::BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(once.len(), names.len(), "a code stands twice in {names:?}");
}

#[test]
fn a_type_name_stands_once() {
    let definition =
        Regex::new(r"(?m)^(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|type|union) ([A-Z]\w*)").unwrap();
    let mut defined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, text) in sources() {
        for found in definition.captures_iter(without_tests(&text)).flatten() {
            defined.entry(found[1].to_owned()).or_default().push(format!("src/{path}"));
        }
    }
    defined.retain(|_, paths| paths.len() > 1);
    let wrong: Vec<String> =
        defined.iter().map(|(name, paths)| format!("{name}: {}", paths.join(" "))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Says, room by room, how many functions begin with a verb or a conversion (`cargo test --test tidy -- --nocapture`).
#[test]
fn functions_say_what_they_do() {
    let definition = Regex::new(
        r"(?m)^ *(?:pub(?:\([^)]*\))? )?(?:const )?(?:async )?fn (\w+)\s*(?:<[^>]*>)?\(\s*(&?(?:'\w+ )?(?:mut )?self,?\s*\))?",
    )
    .unwrap();
    let verbs: BTreeSet<&str> = include_str!("verbs.txt").split_whitespace().collect();
    let conversions = ["is", "has", "to", "into", "as", "from", "with", "can", "must", "needs", "try"];
    let mut rooms: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (path, text) in sources() {
        for found in definition.captures_iter(without_tests(&text)).flatten() {
            let first = found[1].split('_').next().unwrap_or_default();
            let verb = verbs.contains(first) || conversions.contains(&first) || &found[1] == "new";
            let getter = !verb && found.get(2).is_some();
            for room in [room(&path), "all"] {
                let [verbs, getters, all] = rooms.entry(room.to_owned()).or_default();
                *verbs += usize::from(verb);
                *getters += usize::from(getter);
                *all += 1;
            }
        }
    }
    for (room, [verbs, getters, all]) in rooms {
        let share = 100 * verbs / all.max(1);
        println!("{room:9} {share:3} % verbs ({verbs} of {all}, and {getters} getters)");
    }
}

/// Circles between files of one room that are still there, the files of each on a line. The list only shrinks.
const CIRCLES: &str = "
render/blanks.rs render/desk.rs render/field.rs render/link.rs render/markdown.rs
render/format.rs render/words.rs
";

#[test]
fn files_of_a_room_name_each_other_one_way() {
    let allowed: Vec<BTreeSet<&str>> =
        CIRCLES.trim().lines().map(|line| line.split_whitespace().collect()).collect();
    let circles = Modules::read().circles();
    println!("{} circles between files of one room", circles.len());
    let wrong: Vec<String> = circles
        .iter()
        .filter(|circle| {
            let files: BTreeSet<&str> = circle.iter().map(String::as_str).collect();
            !allowed.iter().any(|known| known.is_superset(&files))
        })
        .map(|circle| circle.join(" "))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files as modules, and what each names.
struct Modules {
    /// File of a module's path: `check::scan` → `check/scan.rs`.
    files: BTreeMap<String, String>,
    /// What a module hands on by `pub use`: `check::Scan` → `check::scan::Scan`.
    handed_on: BTreeMap<String, String>,
    /// The paths that each module names.
    named: BTreeMap<String, BTreeSet<String>>,
}

impl Modules {
    fn read() -> Self {
        let mut modules = Self { files: BTreeMap::new(), handed_on: BTreeMap::new(), named: BTreeMap::new() };
        let sources = sources();
        for path in sources.keys().filter(|path| !["lib.rs", "main.rs"].contains(&path.as_str())) {
            let module = path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
            modules.files.insert(module, path.clone());
        }
        let import = Regex::new(r"(?ms)^ *(pub(?:\([^)]*\))? )?use ([^;]*);").unwrap();
        let inline = Regex::new(r"\b(\w+)((?:::\w+)+)").unwrap();
        for (module, path) in modules.files.clone() {
            let code: String = without_tests(&sources[&path])
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .fold(String::new(), |code, line| code + line + "\n");
            let mut known = BTreeMap::new();
            for found in import.captures_iter(code.as_str()).flatten() {
                for (name, target) in flatten_use("", capture(&found, 2)) {
                    let target = modules.absolute(&module, &target, &known);
                    if found.get(1).is_some() {
                        modules.handed_on.insert(format!("{module}::{name}"), target.clone());
                    }
                    known.insert(name, target.clone());
                    modules.named.entry(module.clone()).or_default().insert(target);
                }
            }
            for found in inline.captures_iter(code.as_str()).flatten() {
                let target = modules.absolute(&module, capture(&found, 0), &known);
                modules.named.entry(module.clone()).or_default().insert(target);
            }
        }
        modules
    }

    /// The path from the crate's root that a path means in a module.
    fn absolute(&self, module: &str, path: &str, known: &BTreeMap<String, String>) -> String {
        let (first, rest) = path.split_once("::").map_or((path, ""), |(first, rest)| (first, rest));
        let join = |base: &str| match (base, rest) {
            ("", rest) => rest.to_owned(),
            (base, "") => base.to_owned(),
            (base, rest) => format!("{base}::{rest}"),
        };
        match first {
            "crate" => rest.to_owned(),
            "self" => join(module),
            "super" => {
                let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
                if rest.starts_with("super") { self.absolute(parent, rest, known) } else { join(parent) }
            }
            first if known.contains_key(first) => join(&known[first]),
            first if self.files.contains_key(&format!("{module}::{first}")) => format!("{module}::{path}"),
            _ => path.to_owned(),
        }
    }

    /// The module where what a path names is defined.
    fn home(&self, path: &str, depth: usize) -> Option<&str> {
        let mut module = path;
        loop {
            if let Some((module, _)) = self.files.get_key_value(module) {
                let rest = path[module.len()..].trim_start_matches("::");
                let item = rest.split("::").next().unwrap_or_default();
                let handed = self.handed_on.get(&format!("{module}::{item}"));
                return handed
                    .filter(|_| depth < 8)
                    .and_then(|target| self.home(target, depth + 1))
                    .or(Some(module));
            }
            module = module.rsplit_once("::")?.0;
        }
    }

    /// Sets of files of one room that reach each other. A door and the files behind it are one: they name each other.
    fn circles(&self) -> Vec<Vec<String>> {
        let inside = |a: &str, b: &str| a == b || a.starts_with(&format!("{b}::"));
        let mut reach: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (module, named) in &self.named {
            let homes = named.iter().filter_map(|path| self.home(path, 0)).filter(|home| {
                room_of(home) == room_of(module) && !inside(home, module) && !inside(module, home)
            });
            reach.insert(module, homes.collect());
        }
        loop {
            let wider: BTreeMap<&str, BTreeSet<&str>> = reach
                .iter()
                .map(|(module, homes)| {
                    let next = homes.iter().filter_map(|home| reach.get(home)).flatten();
                    (*module, homes.iter().chain(next).copied().collect())
                })
                .collect();
            if wider == reach {
                break;
            }
            reach = wider;
        }
        let mutual = |a: &str, b: &str| reach[a].contains(b) && reach.get(b).is_some_and(|b| b.contains(a));
        let mut circles: Vec<Vec<String>> = reach
            .keys()
            .filter(|module| mutual(module, module))
            .map(|module| {
                let round = reach.keys().filter(|other| mutual(module, other));
                round.map(|other| self.files[*other].clone()).collect()
            })
            .collect();
        circles.dedup();
        circles.sort();
        circles.dedup();
        circles
    }
}

fn capture<'a>(found: &Captures<'a, str>, group: usize) -> &'a str {
    found.get(group).map_or("", |found| found.as_str())
}

fn room_of(module: &str) -> &str {
    module.split("::").next().unwrap_or_default()
}

/// Each name that a `use` brings, and the path it stands for.
fn flatten_use(prefix: &str, tree: &str) -> Vec<(String, String)> {
    let tree = tree.trim();
    if let Some((head, rest)) = tree.split_once('{').filter(|(head, _)| !head.contains(',')) {
        let inner = rest.trim_end().trim_end_matches('}');
        let prefix = format!("{prefix}{}", head.trim());
        return split_outside_braces(inner).iter().flat_map(|part| flatten_use(&prefix, part)).collect();
    }
    let (path, name) = tree.split_once(" as ").map_or((tree, None), |(path, name)| (path, Some(name.trim())));
    let path = format!("{prefix}{path}");
    let path = path.trim_end_matches("::self").to_owned();
    let last = path.rsplit("::").next().unwrap_or_default().to_owned();
    if tree.is_empty() { Vec::new() } else { vec![(name.map_or(last, str::to_owned), path)] }
}

fn split_outside_braces(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, sign) in list.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}
