//! The program as people call it: exit status, streams, the folder it publishes.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A project in a folder of its own.
struct Test {
    home: TempDir,
}

impl Test {
    /// A project that is right: one collection with two records.
    fn new() -> Self {
        let test = Self { home: tempfile::tempdir().unwrap() };
        test.file("content/site.yaml", include_str!("suite/site.yaml").replace("theme: bare\n", "").as_str())
            .file(
                "content/leviers/_collection.yaml",
                "title: Leviers\nschema:\n  fields:\n    - {name: nom, type: string, constraints: {required: true}}\n",
            )
            .file("content/leviers/audace.md", "---\nnom: Audace\n---\n")
            .file("content/leviers/reve.md", "---\nnom: Rêve\n---\n")
    }

    fn file(self, path: &str, text: &str) -> Self {
        let path = self.home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_essaim"));
        command
            .args(arguments)
            .current_dir(self.home.path())
            .env_remove("SOURCE_DATE_EPOCH")
            .env("LC_ALL", "fr_FR.UTF-8");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn exists(&self, path: &str) -> bool {
        self.home.path().join(path).exists()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.home.path().join(path)).unwrap()
    }
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_right_project_is_checked_and_published() {
    let test = Test::new();
    let checked = test.run(&["check"]);
    assert_eq!((status(&checked), said(&checked).trim()), (0, "Tout est en ordre."));
    assert!(!test.exists("output"), "check writes nothing");
    let built = test.run(&["build"]);
    assert_eq!(status(&built), 0, "{}", said(&built));
    assert!(test.exists("output/leviers/audace.html") && test.exists("output/data/leviers.csv"));
    assert!(built.stdout.is_empty());
}

#[test]
fn an_error_is_said_in_the_language_asked_for_and_publishes_nothing() {
    let test = Test::new();
    test.run(&["build"]);
    let before = test.read("output/leviers/audace.html");
    let test = test.file("content/leviers/audace.md", "---\nnomm: Audace\n---\n");
    let built = test.run(&["build"]);
    assert_eq!(status(&built), 1);
    assert!(said(&built).contains("content/leviers/audace.md:2:1"), "{}", said(&built));
    assert!(said(&built).contains("vouliez-vous écrire « nom »"), "{}", said(&built));
    assert!(said(&test.run(&["build", "--lang", "en"])).contains("did you mean “nom”"));
    assert_eq!(test.read("output/leviers/audace.html"), before);
}

#[test]
#[cfg(unix)]
fn a_name_that_no_terminal_should_be_given_stands_on_one_line() {
    let test = Test::new()
        .file("content/leviers/pi\u{1b}[31m\nge.md", "---\nnon: Piège\n---\n")
        .file("content/leviers/\u{202e}dm.txt", "");
    for format in ["human", "json", "sarif", "github"] {
        let run = test.run(&["check", "--format", format]);
        let text = said(&run) + &String::from_utf8_lossy(&run.stdout);
        assert_eq!(status(&run), 1);
        assert!(text.contains("pi\u{fffd}[31m↵ge"), "{text}");
        assert!(!text.contains('\u{1b}') && !text.contains("\nge"), "{format}: {text:?}");
    }
    let made = test.run(&["init", "a\nb"]);
    assert!(String::from_utf8_lossy(&made.stdout).contains("« a↵b »"), "{}", said(&made));
}

#[test]
fn a_wrong_call_and_what_the_machine_refuses_are_said_in_french() {
    let test = Test::new();
    for (arguments, words) in [
        (&["serve", "--port", "99999"][..], "« 99999 » ne convient pas pour --port"),
        (&["serve", "--prot", "4000"], "Vouliez-vous écrire « --port » ?"),
        (&["build", "--output"], "il manque --output"),
        (&["build", "--format", "xml"], "Il y a : human, json, sarif, github."),
        (&["check", "--format", "json", "--format", "json"], "est en double"),
        (&["new", "leviers", "--titre", "x"], "« --titre » n'est pas attendu ici"),
        (&["serve", "--host", "192.0.2.1"], "cette adresse n'est pas celle de cette machine"),
        (&["init", "content/site.yaml/x"], "un fichier est là où il faudrait un dossier"),
    ] {
        let run = test.run(arguments);
        assert_eq!(status(&run), 2, "{arguments:?}");
        assert!(said(&run).contains(words), "{arguments:?}: {}", said(&run));
    }
    let made = test.run(&["new", "leviers", "- Tiret", "--lang", "en"]);
    assert_eq!(status(&made), 0, "{}", said(&made));
    assert!(test.read("content/leviers/tiret.md").contains("nom: \"- Tiret\""));
}

#[test]
fn json_says_the_same_facts_to_programs() {
    let test = Test::new().file("content/leviers/audace.md", "---\nnomm: Audace\n---\n");
    let checked = test.run(&["check", "--format", "json"]);
    assert_eq!(status(&checked), 1);
    assert!(checked.stderr.is_empty());
    let facts: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!((&facts["errors"], &facts["warnings"]), (&2.into(), &0.into()));
    let first = &facts["diagnostics"][0];
    assert_eq!(first["code"], "required-missing");
    let second = &facts["diagnostics"][1];
    let place = ["line", "column", "end_line", "end_column"].map(|key| second[key].as_u64().unwrap());
    assert_eq!((second["code"].as_str(), place), (Some("unknown-key"), [2, 1, 2, 5]));
    let fine = Test::new().run(&["check", "--format", "json"]);
    let facts: serde_json::Value = serde_json::from_slice(&fine.stdout).unwrap();
    assert_eq!(facts, serde_json::json!({"diagnostics": [], "errors": 0, "warnings": 0}));
}

#[test]
fn a_wrong_call_and_a_missing_project_are_status_2() {
    let test = Test::new();
    assert_eq!(status(&test.run(&["bild"])), 2);
    assert_eq!(status(&test.run(&["check", "--root", "nowhere"])), 2);
    assert_eq!(status(&test.run(&["build", "--base-url", "/innovation/"])), 2);
    assert_eq!(status(&test.run(&["build", "--base-url", "https://nom:secret@ville.example/"])), 2);
    assert_eq!(status(&test.run(&["build", "--output", "content/site"])), 2);
    assert!(!test.exists("content/site"));
    assert_eq!(status(&test.command(&["build"]).env("SOURCE_DATE_EPOCH", "hier").output().unwrap()), 2);
    assert_eq!(status(&test.run(&["--help"])), 0);
}

#[test]
fn a_folder_with_foreign_files_is_refused_and_untouched() {
    let test = Test::new().file("output/notes.txt", "à moi");
    let built = test.run(&["build"]);
    assert_eq!(status(&built), 2);
    assert!(said(&built).contains("notes.txt"), "{}", said(&built));
    assert_eq!(test.read("output/notes.txt"), "à moi");
    assert!(!test.exists("output/index.html"));
}

#[test]
fn a_page_that_was_removed_disappears() {
    let test = Test::new();
    test.run(&["build"]);
    fs::remove_file(test.home.path().join("content/leviers/reve.md")).unwrap();
    assert_eq!(status(&test.run(&["build"])), 0);
    assert!(!test.exists("output/leviers/reve.html") && test.exists("output/leviers/audace.html"));
}

#[test]
fn the_date_and_the_address_are_inputs() {
    let test = Test::new();
    let mut command = test.command(&["build", "--base-url", "https://autre.example/x"]);
    assert_eq!(status(&command.env("SOURCE_DATE_EPOCH", "1700000000").output().unwrap()), 0);
    let package = test.read("output/data/datapackage.json");
    assert!(package.contains("2023-11-14T22:13:20Z"), "{package}");
    assert!(test.read("output/sitemap.xml").contains("https://autre.example/x/leviers/audace.html"));
}

#[test]
fn files_no_toolkit_needs_are_refused_with_a_place() {
    let test = Test::new();
    let huge = fs::File::create(test.home.path().join("content/leviers/enorme.md")).unwrap();
    huge.set_len(65 << 20).unwrap();
    #[cfg(unix)]
    for (target, link) in [(".", "boucle"), ("nulle-part", "perdu.md")] {
        std::os::unix::fs::symlink(target, test.home.path().join("content/leviers").join(link)).unwrap();
    }
    let checked = test.run(&["check", "--format", "json"]);
    let text = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert_eq!(status(&checked), 1);
    assert!(text.contains("file-too-large") && text.contains("content/leviers/enorme.md"), "{text}");
    #[cfg(unix)]
    assert!(text.contains("unreadable") && text.contains("link-loop"), "{text}");
}

#[test]
fn without_settings_every_record_is_still_checked() {
    let test = Test::new().file("content/leviers/audace.md", "---\nnomm: Audace\n---\n");
    fs::remove_file(test.home.path().join("content/site.yaml")).unwrap();
    let text = String::from_utf8_lossy(&test.run(&["check", "--format", "json"]).stdout).into_owned();
    assert!(text.contains("missing-site") && text.contains("unknown-key"), "{text}");
}

/// A build killed at any moment leaves the old site or the new one, whole, and the next build sweeps up.
#[test]
fn a_kill_at_any_moment_leaves_a_whole_site() {
    let test = Test::new();
    assert_eq!(status(&test.run(&["build"])), 0);
    let marked = |mark: usize| format!("---\nnom: Audace {mark}\n---\n");
    let start = std::time::Instant::now();
    test.run(&["build"]);
    let whole = start.elapsed();
    let mut seen_old = 0;
    for round in 0..50u32 {
        let path = test.home.path().join("content/leviers/audace.md");
        fs::write(path, marked(round as usize)).unwrap();
        let mut child = test.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * round / 45);
        let _ = child.kill();
        let _ = child.wait();
        let list = test.read("output/.essaim");
        for line in list.lines() {
            let (size, sealed) = line.split_once(' ').unwrap();
            let (_, path) = sealed.split_once(' ').unwrap();
            let found = fs::metadata(test.home.path().join("output").join(path)).unwrap().len();
            assert_eq!(found.to_string(), size, "{path} after a kill in round {round}");
        }
        seen_old +=
            usize::from(!test.read("output/leviers/audace.html").contains(&format!("Audace {round}")));
    }
    assert!(seen_old > 0, "no kill came in time to prove anything");
    assert_eq!(status(&test.run(&["build"])), 0);
    let beside: Vec<_> =
        fs::read_dir(test.home.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

#[test]
fn a_folder_that_cannot_be_made_is_the_machine_s_fault() {
    let test = Test::new().file("blocked", "a file where a folder should be");
    let built = test.run(&["build", "--output", "blocked/output"]);
    assert_eq!(status(&built), 2, "{}", said(&built));
    assert_eq!(test.read("blocked"), "a file where a folder should be");
}

#[test]
fn a_difference_is_told_recorded_and_published() {
    let dated = "title: Leviers\nschema:\n  fields:\n    - {name: nom, type: string}\n    \
                 - {name: maj, type: date, rdfType: dct:modified}\n";
    let test = Test::new().file("content/leviers/_collection.yaml", dated);
    let test = test.file("content/leviers/audace.md", "---\nnom: Audace\nmaj: 2026-01-02\n---\n");
    assert_eq!(status(&test.run(&["build", "--output", "old"])), 0);
    fs::remove_file(test.home.path().join("content/leviers/reve.md")).unwrap();
    let test = test.file("content/leviers/audace.md", "---\nnom: L'audace\nmaj: 2026-02-03\n---\n");
    assert_eq!(status(&test.run(&["build", "--output", "new"])), 0);

    let told = test.run(&["diff", "old", "new"]);
    let text = String::from_utf8_lossy(&told.stdout).into_owned();
    assert_eq!(status(&told), 0, "{}", said(&told));
    for line in ["  - reve\n", "      nom : Audace → L'audace\n", "Version proposée : 2026.2.0 ("] {
        assert!(text.contains(line), "{line}\n\nnot in\n\n{text}");
    }
    assert!(!test.exists("content/releases.yaml"), "nothing is recorded unless that is asked");
    let told = test.run(&["--lang", "en", "diff", "old", "new", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    assert_eq!(
        (json["level"].as_str(), json["tables"][0]["rows"]["removed"].as_u64()),
        (Some("minor"), Some(1))
    );
    let told = test.run(&["diff", "old", "new", "--format", "html"]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("<td><del>Audace</del></td>"));

    // A site in an archive is the same site.
    let mut archive = zip::ZipWriter::new(fs::File::create(test.home.path().join("old.zip")).unwrap());
    let home = test.home.path();
    for file in
        walkdir::WalkDir::new(home.join("old")).into_iter().flatten().filter(|file| file.path().is_file())
    {
        let name = file.path().strip_prefix(home).unwrap().to_string_lossy().into_owned();
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(&fs::read(file.path()).unwrap()).unwrap();
    }
    archive.finish().unwrap();
    let same = test.run(&["diff", "old.zip", "old"]);
    assert!(String::from_utf8_lossy(&same.stdout).contains("Aucune différence"), "{}", said(&same));
    let recorded = test.run(&["diff", "old", "new", "--record"]);
    assert_eq!(status(&recorded), 0, "{}", said(&recorded));
    let releases = test.read("content/releases.yaml");
    assert!(releases.contains("- version: \"2026.2.0\"\n  date: \"2026-02-03\"\n"), "{releases}");
    let again = test.run(&["diff", "old", "new", "--record"]);
    assert_eq!(status(&again), 2, "it is not recorded twice");
    assert_eq!(test.read("content/releases.yaml"), releases);
    assert_eq!(status(&test.run(&["build", "--output", "new"])), 0);
    assert!(test.read("new/leviers/reve.html").contains("Cette fiche n’est plus publiée."));
    assert!(test.read("new/data/datapackage.json").contains("\"version\": \"2026.2.0\""));
}

#[test]
fn a_difference_that_cannot_be_told_says_why() {
    let test = Test::new().file("empty/x", "");
    assert_eq!(status(&test.run(&["build"])), 0);
    let missing = test.run(&["diff", "empty", "output"]);
    assert_eq!(status(&missing), 2);
    assert!(said(&missing).contains("aucun jeu de données à « empty »"), "{}", said(&missing));
    let test = test.file("content/releases.yaml", "- version: un\n  date: 2026-01-01\n");
    let wrong = test.run(&["diff", "output", "output", "--record"]);
    assert_eq!(status(&wrong), 1);
    assert!(said(&wrong).contains("content/releases.yaml:1:12"), "{}", said(&wrong));
    let descriptor = test.read("output/data/datapackage.json");
    let test = test.file("cut/data/datapackage.json", &descriptor);
    let cut = test.run(&["diff", "cut", "output"]);
    assert_eq!(status(&cut), 2);
    assert!(said(&cut).contains("le tableau « leviers » de « cut »"), "{}", said(&cut));
}
