//! The preview as a browser meets it: a real process, real saves, HTTP over a socket.

#[allow(dead_code)] // shared with tests/rebuild.rs, which names what was touched
mod edits;
#[allow(dead_code)] // shared with tests/soak.rs, which asks the system
mod http;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use http::{Answer, News, Preview};
use tempfile::TempDir;

const SITE: &str = "title: Essai\ndescription: Un essai.\nlanguage: fr\nbase_url: https://essai.example/\n\
publisher: {name: Essai, siret: \"73282932000074\", email: a@essai.example, phone: \"01 00 00 00 00\", address: Ici}\n\
legal: {director: Le maire, accessibility: {scheme: \"https://essai.example/schema\"}, host: {name: Ici, address: Ici, phone: \"01 00 00 00 00\"}}\nnav: [leviers]\n";
const LEVERS: &str = "title: Leviers\nrecord: levier\nlabel: nom\nschema:\n  fields:\n    - {name: nom, type: string, rdfType: dct:title, constraints: {required: true}}\n    - {name: ami, type: string, reference: leviers}\n    - {name: maj, type: date, rdfType: dct:modified}\n";

/// A project and its preview.
struct Test {
    home: TempDir,
    preview: Preview,
}

impl Test {
    fn new() -> Self {
        Self::with(&[])
    }

    fn with(arguments: &[&str]) -> Self {
        let home = project();
        let preview = Preview::start(home.path(), arguments);
        Self { home, preview }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn get(&self, path: &str) -> Answer {
        self.preview.get(path)
    }

    /// Waits until an address answers as it should.
    fn until(&self, path: &str, right: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if right(&answer) {
                return answer;
            }
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{path} stays {} {}",
                answer.status,
                answer.text()
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn listen(&self, page: &str) -> News {
        self.preview.listen(page)
    }
}

fn project() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("content/site.yaml", SITE),
        ("content/leviers/_collection.yaml", LEVERS),
        ("content/leviers/audace.md", "---\nnom: Audace\nmaj: 2026-01-01\n---\nDu courage.\n"),
        ("content/leviers/reve.md", "---\nnom: Rêve\nami: audace\nmaj: 2026-01-01\n---\nLa nuit.\n"),
        ("content/pages/a-propos.md", "---\ntitle: À propos\n---\nIci.\n"),
    ] {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

fn tree(root: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    let entries = walkdir::WalkDir::new(root).into_iter().flatten();
    entries.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).ok())).collect()
}

#[test]
fn pages_and_data_are_served_as_they_would_be_published() {
    let test = Test::new();
    let (sources, _) = essaim::load::folder::read_folder(test.home.path()).unwrap();
    let (output, _) = essaim::build(&std::sync::Arc::new(sources), &essaim::Options::default());
    let output = output.unwrap();
    assert!(output.len() > 20);
    for (path, payload) in output.iter() {
        let answer = test.get(&format!("/{path}?raw"));
        assert_eq!((answer.status, &answer.body), (200, &payload.bytes().unwrap()), "{path}");
    }
    let page = test.get("/");
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("content-security-policy"), Some("default-src 'self'"));
    let (before, after) = page.text().split_once("<script src=\"/_essaim/preview.js\"").map(own).unwrap();
    let published = String::from_utf8(output.get("index.html").unwrap().bytes().unwrap()).unwrap();
    assert_eq!(
        before + after.split_once("</script>\n").unwrap().1,
        published,
        "one element is all that is added"
    );
    assert_eq!(test.get("/data/leviers.csv").header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(test.get("/leviers/").status, 200);
    let folder = test.get("/leviers");
    assert_eq!((folder.status, folder.header("location")), (307, Some("/leviers/")));
    let missing = test.get("/leviers/courage.html");
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("<base href=\"/\">") && missing.text().contains("preview.js"));
}

fn own((before, after): (&str, &str)) -> (String, String) {
    (before.to_owned(), after.to_owned())
}

#[test]
fn a_page_is_asked_for_in_every_way_a_browser_has() {
    let test = Test::new();
    let page = test.get("/index.html");
    let head = test.preview.ask("HEAD", "/index.html", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), page.header("content-length"));
    let tag = page.header("etag").unwrap().to_owned();
    let again = test.preview.ask("GET", "/index.html", &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(test.preview.ask("POST", "/index.html", &[]).status, 405);
    assert_eq!(test.preview.ask("DELETE", "/index.html", &[]).status, 405);
}

#[test]
fn no_path_leaves_the_site() {
    let test = Test::new();
    test.write("secret.txt", "secret");
    test.write("output/secret.txt", "secret");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/leviers/../../secret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/....//secret.txt",
        "//secret.txt",
        "/./secret.txt",
        "/secret.txt",
        "/secret.txt%00.html",
        "/output/secret.txt",
        "/content/site.yaml",
        "/content/leviers/audace.md",
        "/etc/passwd",
        "//etc/passwd",
        "/_essaim/../content/site.yaml",
        "/_essaim/",
        "/%ff",
        "/c:/windows/win.ini",
        "/leviers/./index.html",
        "/leviers//index.html",
        "/leviers%2findex.html",
    ] {
        let answer = test.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("secret</") && answer.text() != "secret", "{path}");
    }
}

#[test]
fn only_this_machine_is_answered() {
    let test = Test::new();
    let port = test.preview.port;
    let status = |path: &str, headers: &[(&str, &str)]| test.preview.raw("GET", path, headers).status;
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(status("/", &[("Host", &host)]), 200, "{host}");
    }
    for host in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "localhost".to_owned(),
        "localhost:1".to_owned(),
    ] {
        for path in ["/", "/_essaim/events?page=index.html", "/_essaim/preview.js"] {
            assert_eq!(status(path, &[("Host", &host)]), 403, "{host}{path}");
        }
    }
    assert!(matches!(status("/", &[]), 400 | 403), "a request names its host");
    let host = format!("localhost:{port}");
    let two = status("/", &[("Host", &host), ("Host", "evil.example")]);
    assert!(matches!(two, 400 | 403), "a request names one host: {two}");
    assert_eq!(status(&format!("http://evil.example:{port}/"), &[("Host", &host)]), 403);
    let events = "/_essaim/events?page=index.html";
    assert_eq!(status(events, &[("Host", &host), ("Origin", "https://evil.example")]), 403);
    assert_eq!(status(events, &[("Host", &host), ("Origin", "null")]), 403);
    assert_eq!(status(events, &[("Host", &host), ("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(status(events, &[("Host", &host), ("Sec-Fetch-Site", "same-site")]), 403);
}

#[test]
fn only_the_tabs_whose_page_changed_load_it_again() {
    let test = Test::new();
    let (mut lever, mut other) = (test.listen("leviers/audace.html"), test.listen("leviers/reve.html"));
    let (first, quiet) = (lever.version(), other.version());
    test.write("content/leviers/audace.md", "---\nnom: Audace\nmaj: 2026-01-01\n---\nDe l'élan.\n");
    lever.until("another version", |news| news.version != first);
    assert!(test.get("/leviers/audace.html").text().contains("De l’élan."));
    // The other page names this one, but shows nothing of its text.
    other.until("the same version", |news| news.version == quiet);
    let second = lever.version();
    test.write("themes/default/static/theme/style.css", "body { color: teal }");
    lever.until("another style", |news| news.version != second);
    other.until("another style", |news| news.version != quiet);
}

#[test]
fn an_error_is_shown_over_the_last_good_page_until_it_is_mended() {
    let test = Test::new();
    let good = test.get("/leviers/reve.html").body;
    let mut news = test.listen("leviers/reve.html");
    let version = news.version();
    test.write("content/leviers/reve.md", "---\nnom: Rêve\nami: audase\nmaj: 2026-01-01\n---\nAutre nuit.\n");
    let told = news.until("the error", |news| news.notes.contains("broken-reference"));
    assert_eq!(told.version, version, "the page stays");
    for part in [
        "1 erreur",
        "« audase » n'existe pas dans « leviers »",
        "content/leviers/reve.md:3:6",
        "ami: <mark>audase</mark>",
        "vouliez-vous écrire « audace »",
        "vscode://file/",
        "/content/leviers/reve.md:3:6\"",
    ] {
        assert!(told.notes.contains(part), "{part}: {}", told.notes);
    }
    assert!(
        !told.notes.contains("style=") && !told.notes.contains("<script") && !told.notes.contains("onclick")
    );
    assert_eq!(test.get("/leviers/reve.html").body, good);
    test.write("content/leviers/reve.md", "---\nnom: Rêve\nami: audace\nmaj: 2026-01-01\n---\nAutre nuit.\n");
    let told = news.until("the repair", |news| news.version != version);
    assert_eq!(told.notes, "");
    assert!(test.get("/leviers/reve.html").text().contains("Autre nuit."));
}

#[test]
fn every_kind_of_save_is_seen() {
    let test = Test::new();
    // vim: another file takes the place of the first, and a backup comes and goes.
    let text = |word: &str| format!("---\nnom: Audace\nmaj: 2026-01-01\n---\n{word}\n");
    fs::rename(test.path("content/leviers/audace.md"), test.path("content/leviers/audace.md~")).unwrap();
    test.write("content/leviers/audace.md", text("Un."));
    fs::remove_file(test.path("content/leviers/audace.md~")).unwrap();
    test.until("/leviers/audace.html", |page| page.text().contains("Un."));
    // Others: a temporary file is renamed over the first.
    test.write("content/leviers/.audace.md.tmp", text("Deux."));
    fs::rename(test.path("content/leviers/.audace.md.tmp"), test.path("content/leviers/audace.md")).unwrap();
    test.until("/leviers/audace.html", |page| page.text().contains("Deux."));
    // Notepad: CRLF and a byte-order mark.
    test.write("content/leviers/audace.md", format!("\u{feff}{}", text("Trois.").replace('\n', "\r\n")));
    test.until("/leviers/audace.html", |page| page.text().contains("Trois."));
    // LibreOffice: a lock file beside.
    test.write("content/leviers/.~lock.audace.md#", ",,,;");
    test.write("content/leviers/audace.md", text("Quatre."));
    test.until("/leviers/audace.html", |page| page.text().contains("Quatre."));
    fs::remove_file(test.path("content/leviers/.~lock.audace.md#")).unwrap();
    // Slowly, in two writes.
    test.write("content/leviers/audace.md", "---\nnom: Aud");
    std::thread::sleep(Duration::from_millis(300));
    test.write("content/leviers/audace.md", text("Cinq."));
    test.until("/leviers/audace.html", |page| page.text().contains("Cinq."));
}

#[test]
fn files_come_go_and_change_their_names() {
    let test = Test::new();
    test.write("content/leviers/groupe/temps.md", "---\nnom: Temps\nmaj: 2026-01-01\n---\n");
    test.until("/leviers/temps.html", |page| page.status == 200);
    fs::rename(test.path("content/leviers/groupe/temps.md"), test.path("content/leviers/groupe/duree.md"))
        .unwrap();
    test.until("/leviers/duree.html", |page| page.status == 200);
    assert_eq!(test.get("/leviers/temps.html").status, 404);
    fs::rename(test.path("content/leviers/groupe"), test.path("content/leviers/autre")).unwrap();
    test.write("content/leviers/autre/duree.md", "---\nnom: Durée longue\nmaj: 2026-01-01\n---\n");
    test.until("/leviers/duree.html", |page| page.text().contains("Durée longue"));
    fs::remove_dir_all(test.path("content/leviers/autre")).unwrap();
    test.until("/leviers/duree.html", |page| page.status == 404);
    fs::rename(test.path("content/pages"), test.path("content/feuilles")).unwrap();
    fs::rename(test.path("content/feuilles"), test.path("content/pages")).unwrap();
    test.write("content/pages/a-propos.md", "---\ntitle: À propos\n---\nRevenue.\n");
    test.until("/a-propos.html", |page| page.text().contains("Revenue."));
}

#[test]
fn settings_schemas_and_themes_are_followed() {
    let test = Test::new();
    test.write("content/site.yaml", SITE.replace("title: Essai", "title: Autre titre"));
    test.until("/", |page| page.text().contains("Autre titre"));
    test.write("content/leviers/_collection.yaml", LEVERS.replace("title: Leviers", "title: Ressorts"));
    test.until("/leviers/", |page| page.text().contains("Ressorts"));
    // There was no folder of themes when the preview began.
    let base = include_str!("../themes/default/templates/base.html");
    test.write(
        "themes/default/templates/base.html",
        base.replace("</main>", "<p>Thème de la ville</p></main>"),
    );
    test.until("/leviers/audace.html", |page| page.text().contains("Thème de la ville"));
    fs::remove_dir_all(test.path("themes")).unwrap();
    test.until("/leviers/audace.html", |page| !page.text().contains("Thème de la ville"));
    test.write("themes/default/templates/base.html", base.replace("</main>", "<p>Revenu</p></main>"));
    test.until("/leviers/audace.html", |page| page.text().contains("Revenu"));
}

#[test]
fn the_content_can_go_and_come_back() {
    let test = Test::new();
    let mut news = test.listen("index.html");
    let version = news.version();
    fs::rename(test.path("content"), test.path("ailleurs")).unwrap();
    let told = news.until("its absence", |news| news.notes.contains("missing-site"));
    assert_eq!(told.version, version, "the last good site stays");
    fs::rename(test.path("ailleurs"), test.path("content")).unwrap();
    news.until("its return", |news| !news.notes.contains("missing-site"));
    test.write("content/leviers/audace.md", "---\nnom: Audace\nmaj: 2026-01-01\n---\nSuivie encore.\n");
    test.until("/leviers/audace.html", |page| page.text().contains("Suivie encore."));
}

#[test]
fn a_fault_of_the_theme_leaves_the_page_that_is_looked_at() {
    let test = Test::new();
    let mut news = test.listen("leviers/audace.html");
    let version = news.version();
    let record = include_str!("../themes/default/templates/record.html");
    test.write("themes/default/templates/record.html", format!("{record}{{{{ rien.du.tout }}}}"));
    // In a block that is drawn, not after the page.
    test.write(
        "themes/default/templates/record.html",
        record.replacen("{% block main %}", "{% block main %}{{ rien.du.tout }}", 1),
    );
    let told = news.until("the fault", |news| news.notes.contains("template-fault"));
    assert_eq!(told.version, version);
    assert_eq!(test.get("/leviers/audace.html").status, 200);
    test.write("themes/default/templates/record.html", record);
    news.until("the repair", |news| news.notes.is_empty());
}

#[test]
fn a_project_that_never_was_right_shows_its_errors_in_place_of_pages() {
    let home = project();
    fs::write(home.path().join("content/site.yaml"), "titre: x\n").unwrap();
    let test = Test { preview: Preview::start(home.path(), &["--editor", "none"]), home };
    let page = test.get("/");
    assert_eq!(page.status, 503);
    assert!(
        page.text().contains("unknown-key") && page.text().contains("content/site.yaml:1:1"),
        "{}",
        page.text()
    );
    assert!(!page.text().contains("vscode:"));
    let mut news = test.listen("index.html");
    let version = news.version();
    test.write("content/site.yaml", SITE);
    news.until("the site", |news| news.version != version);
    assert!(test.get("/").text().contains("Essai"));
}

#[test]
fn a_folder_that_tells_nothing_is_looked_at_again() {
    let test = Test::with(&["--poll"]);
    test.write("content/leviers/audace.md", "---\nnom: Audace\nmaj: 2026-01-01\n---\nVue quand même.\n");
    test.until("/leviers/audace.html", |page| page.text().contains("Vue quand même."));
    fs::remove_file(test.path("content/pages/a-propos.md")).unwrap();
    test.until("/a-propos.html", |page| page.status == 404);
}

#[test]
fn nothing_is_written() {
    let test = Test::new();
    test.write("output/vieux.html", "un site publié");
    let before = tree(test.home.path());
    for path in
        ["/", "/leviers/", "/data/leviers.csv", "/data/leviers.ods", "/nulle-part", "/_essaim/preview.css"]
    {
        test.get(path);
    }
    let mut news = test.listen("index.html");
    let version = news.version();
    let text = fs::read_to_string(test.path("content/site.yaml")).unwrap();
    test.write("content/site.yaml", text.replace("Un essai.", "Un autre essai."));
    news.until("the change", |news| news.version != version);
    test.write("content/site.yaml", &text);
    news.until("the way back", |news| news.version == version);
    assert!(tree(test.home.path()) == before);
}

#[test]
fn a_preview_that_is_started_again_is_recognised() {
    let test = Test::new();
    let version = test.listen("leviers/audace.html").version();
    let again = Preview::start(test.home.path(), &[]);
    assert_ne!(again.port, test.preview.port, "the first free port is taken");
    assert_eq!(
        again.listen("leviers/audace.html").version(),
        version,
        "a page that did not change is not loaded again"
    );
    let taken =
        Preview::command(test.home.path(), &["--port", &test.preview.port.to_string()]).output().unwrap();
    assert_eq!(taken.status.code(), Some(2), "a port that is asked for is that one or none");
    let said = String::from_utf8_lossy(&taken.stderr).into_owned();
    assert!(said.contains("--port"), "{said}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_preview_ends_well() {
    let mut test = Test::new();
    let _tab = test.listen("index.html");
    assert_eq!(test.preview.interrupt(), Some(0));
}

#[test]
fn steps_drawn_at_random_are_served_as_a_build_gives_them() {
    let home = tempfile::tempdir().unwrap();
    let toolkit = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/toolkits/tool-library");
    let mut edited = edits::Project::copy(&toolkit, home.path(), 11);
    let preview = Preview::start(home.path(), &[]);
    let mut wrong = false;
    for _ in 0..25 {
        let what = edited.step(wrong).what;
        let (sources, unread) = essaim::load::folder::read_folder(home.path()).unwrap();
        let (output, diags) = essaim::build(&std::sync::Arc::new(sources), &essaim::Options::default());
        let output = output.filter(|_| !unread.has_errors());
        wrong = output.is_none();
        assert_eq!(wrong, diags.has_errors() || unread.has_errors());
        let Some(output) = output else { continue };
        // The last good site is served while a build runs: what is right must come, and soon.
        let start = Instant::now();
        while let Err(difference) = preview.serves(&output) {
            assert!(start.elapsed() < Duration::from_secs(30), "after {what}: {difference}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}
