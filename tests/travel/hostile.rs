//! Sources that mean harm, or are broken: each is refused with its reason, and nothing is written.

use std::fs;

use serde_json::{Value as Json, json};

use crate::stage::{
    Kit, Server, Trick, downstream, essaim, files, find, publish, read, text, upstream, write, zip,
};

type Entries = Vec<(String, Vec<u8>, u32)>;

/// A kit whose archive has one entry more.
fn entry(name: &str, bytes: &[u8], mode: u32) -> Vec<u8> {
    let mut entries = Kit::right().entries();
    entries.push((name.to_owned(), bytes.to_vec(), mode));
    zip(&entries)
}

fn changed(change: impl FnOnce(&mut Entries)) -> Vec<u8> {
    let mut entries = Kit::right().entries();
    change(&mut entries);
    zip(&entries)
}

/// A kit whose description is not what it should be.
fn described(change: impl FnOnce(&mut Json)) -> Vec<u8> {
    let mut kit = Kit::right();
    change(&mut kit.descriptor);
    kit.zip()
}

/// The index of the resource of that path.
fn resource<'a>(descriptor: &'a mut Json, end: &str) -> &'a mut Json {
    let all = descriptor["resources"].as_array_mut().unwrap();
    all.iter_mut().find(|resource| resource["path"].as_str().unwrap().ends_with(end)).unwrap()
}

fn body(body: &str) -> Vec<u8> {
    Kit::with("content/kits/k/index.md", format!("---\nnom: Le kit\nmaj: 2026-01-02\n---\n{body}\n")).zip()
}

fn attached(name: &str, bytes: &[u8]) -> Vec<u8> {
    Kit::with(&format!("content/kits/k/{name}"), bytes).zip()
}

/// Writes a number over some bytes of every record of a kind that names a file.
fn patched(mut bytes: Vec<u8>, sign: [u8; 4], name: &str, at: usize, value: &[u8]) -> Vec<u8> {
    let before = if sign == *b"PK\x01\x02" { 46 } else { 30 };
    let mut from = 0;
    while let Some(found) = find(&bytes[from..], name.as_bytes()) {
        let found = from + found;
        if found >= before && bytes[found - before..].starts_with(&sign) {
            bytes[found - before + at..found - before + at + value.len()].copy_from_slice(value);
        }
        from = found + 1;
    }
    bytes
}

const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";

#[allow(clippy::too_many_lines)] // one line a case
fn cases() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let right = Kit::right().zip();
    let plan = "k/content/kits/k/plan.ods";
    vec![
        // what is no archive
        ("text instead of a zip", b"bonjour".to_vec(), "import-damaged"),
        ("nothing at all", Vec::new(), "import-damaged"),
        ("cut in the middle", right[..right.len() / 2].to_vec(), "import-damaged"),
        ("its end cut off", right[..right.len() - 10].to_vec(), "import-damaged"),
        // entries
        ("up the tree", entry("../../evil.md", b"x", 0o100_644), "import-unsafe"),
        ("up and down", entry("k/content/../../evil.md", b"x", 0o100_644), "import-unsafe"),
        ("absolute", entry("/etc/cron.d/evil", b"x", 0o100_644), "import-unsafe"),
        ("a drive", entry("C:\\Windows\\evil.dll", b"x", 0o100_644), "import-unsafe"),
        ("a drive without slash", entry("C:evil.md", b"x", 0o100_644), "import-unsafe"),
        ("backslashes", entry("k\\..\\..\\evil.md", b"x", 0o100_644), "import-unsafe"),
        ("a network share", entry("\\\\hote\\part\\evil", b"x", 0o100_644), "import-unsafe"),
        ("a symbolic link", entry("k/content/kits/k/lien.ods", b"/etc/passwd", 0o120_777), "import-unsafe"),
        ("a pipe", entry("k/content/kits/k/tube.ods", b"", 0o010_644), "import-unsafe"),
        ("a device", entry("k/content/kits/k/disque.ods", b"", 0o060_644), "import-unsafe"),
        ("a link to a folder", entry("k/content/kits/autre", b"../../..", 0o120_777), "import-unsafe"),
        ("twice the same name", entry(plan, b"autre", 0o100_644), "import-unsafe"),
        ("the same but for case", entry("k/content/kits/k/PLAN.ods", b"x", 0o100_644), "import-unsafe"),
        (
            "the same but for accents",
            {
                let mut kit = Kit::with("content/kits/k/été.ods", "a");
                kit.files.insert("content/kits/k/e\u{301}te\u{301}.ods".into(), b"b".to_vec());
                kit.describe();
                kit.zip()
            },
            "import-unsafe",
        ),
        ("a sign that is not seen", entry("k/content/kits/k/a\u{7}b.ods", b"x", 0o100_644), "import-unsafe"),
        ("a line break in a name", entry("k/content/kits/k/a\nb.ods", b"x", 0o100_644), "import-unsafe"),
        (
            "a name read backwards",
            entry("k/content/kits/k/a\u{202e}sdo.exe.ods", b"x", 0o100_644),
            "import-unsafe",
        ),
        ("a device of Windows", entry("k/content/kits/k/CON.ods", b"x", 0o100_644), "import-unsafe"),
        ("a name that ends with a dot", entry("k/content/kits/k/plan.", b"x", 0o100_644), "import-unsafe"),
        ("another stream", entry("k/content/kits/k/a.ods:b", b"x", 0o100_644), "import-unsafe"),
        ("a hook of git", entry("k/.git/hooks/post-merge", b"x", 0o100_755), "import-unsafe"),
        ("a hidden file", entry("k/content/kits/k/.htaccess", b"x", 0o100_644), "import-unsafe"),
        ("a private file", entry("k/content/kits/_secret.yaml", b"x", 0o100_644), "import-unsafe"),
        ("a very long name", entry(&format!("k/{}", "a".repeat(300)), b"x", 0o100_644), "import-unsafe"),
        ("a very deep path", entry(&format!("k/{}f.ods", "d/".repeat(40)), b"x", 0o100_644), "import-unsafe"),
        ("an empty folder name", entry("k//content.ods", b"x", 0o100_644), "import-unsafe"),
        (
            "a bomb of zeros",
            entry("k/content/kits/k/zero.ods", &vec![0; 64 << 20], 0o100_644),
            "import-unsafe",
        ),
        (
            "thousands of files",
            changed(|entries| {
                entries.extend(
                    (0..2100).map(|n| (format!("k/content/kits/k/f{n}.ods"), b"x".to_vec(), 0o100_644)),
                );
            }),
            "import-unsafe",
        ),
        (
            "a size that lies",
            patched(
                patched(
                    entry("k/content/kits/k/gros.ods", &vec![7; 3 << 20], 0o100_644),
                    CENTRAL,
                    "k/content/kits/k/gros.ods",
                    24,
                    &9u32.to_le_bytes(),
                ),
                LOCAL,
                "k/content/kits/k/gros.ods",
                22,
                &9u32.to_le_bytes(),
            ),
            "import-damaged",
        ),
        (
            "encrypted",
            patched(patched(right.clone(), CENTRAL, plan, 8, &[1, 0]), LOCAL, plan, 6, &[1, 0]),
            "import-unsafe",
        ),
        (
            "packed by an unknown means",
            patched(patched(right.clone(), CENTRAL, plan, 10, &[77, 0]), LOCAL, plan, 8, &[77, 0]),
            "import-damaged",
        ),
        (
            "a sum that is wrong",
            patched(patched(right.clone(), CENTRAL, plan, 16, &[1, 2, 3, 4]), LOCAL, plan, 14, &[1, 2, 3, 4]),
            "import-damaged",
        ),
        (
            "a directory that counts less",
            {
                let mut bytes = right.clone();
                let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06").unwrap();
                bytes[end + 8..end + 12].copy_from_slice(&[2, 0, 2, 0]);
                bytes
            },
            "import-damaged",
        ),
        // descriptions
        (
            "no description",
            changed(|entries| entries.retain(|(name, ..)| !name.ends_with(".json"))),
            "import-damaged",
        ),
        (
            "a description elsewhere",
            changed(|entries| {
                for (name, ..) in entries.iter_mut().filter(|(name, ..)| name.ends_with(".json")) {
                    *name = "k/content/datapackage.json".into();
                }
            }),
            "import-damaged",
        ),
        (
            "a description that is no JSON",
            changed(|entries| entries.last_mut().unwrap().1 = b"{".to_vec()),
            "import-damaged",
        ),
        (
            "a description without end",
            changed(|entries| {
                entries.last_mut().unwrap().1 = [b"[".repeat(100_000), b"]".repeat(100_000)].concat();
            }),
            "import-damaged",
        ),
        ("a list as a description", described(|json| *json = json!([])), "import-damaged"),
        ("nothing to take", described(|json| *json = json!({"title": "x"})), "import-damaged"),
        ("nobody publishes it", described(|json| json["contributors"] = json!([])), "import-damaged"),
        (
            "a file up the tree",
            described(|json| resource(json, "plan.ods")["path"] = json!("../plan.ods")),
            "import-unsafe",
        ),
        (
            "a file at the root",
            described(|json| resource(json, "plan.ods")["path"] = json!("/plan.ods")),
            "import-unsafe",
        ),
        (
            "a file of another host",
            described(|json| resource(json, "plan.ods")["path"] = json!("https://evil.example/a.ods")),
            "import-unsafe",
        ),
        (
            "a file of the neighbour",
            described(|json| resource(json, "plan.ods")["path"] = json!("//evil.example/a.ods")),
            "import-unsafe",
        ),
        (
            "a path that is a list",
            described(|json| resource(json, "plan.ods")["path"] = json!(["a", "b"])),
            "import-damaged",
        ),
        ("no hash", described(|json| resource(json, "plan.ods")["hash"] = Json::Null), "import-damaged"),
        (
            "a weak hash",
            described(|json| {
                resource(json, "plan.ods")["hash"] = json!("md5:900150983cd24fb0d6963f7d28e17f72");
            }),
            "import-damaged",
        ),
        (
            "half a hash",
            described(|json| resource(json, "plan.ods")["hash"] = json!("sha256:abc")),
            "import-damaged",
        ),
        (
            "another hash",
            described(|json| {
                resource(json, "plan.ods")["hash"] = json!(format!("sha256:{}", "0".repeat(64)));
            }),
            "import-damaged",
        ),
        ("another size", described(|json| resource(json, "plan.ods")["bytes"] = json!(5)), "import-damaged"),
        (
            "no size",
            described(|json| resource(json, "plan.ods")["bytes"] = json!("beaucoup")),
            "import-damaged",
        ),
        (
            "a size beyond reason",
            described(|json| resource(json, "plan.ods")["bytes"] = json!(1u64 << 50)),
            "import-unsafe",
        ),
        (
            "a file that is not there",
            described(|json| {
                let mut more = resource(json, "plan.ods").clone();
                more["path"] = json!("content/kits/k/absent.ods");
                json["resources"].as_array_mut().unwrap().push(more);
            }),
            "import-damaged",
        ),
        (
            "a file that nobody announced",
            entry("k/content/kits/k/surprise.ods", b"x", 0o100_644),
            "import-damaged",
        ),
        (
            "a file announced twice",
            described(|json| {
                let more = resource(json, "plan.ods").clone();
                json["resources"].as_array_mut().unwrap().push(more);
            }),
            "import-unsafe",
        ),
        (
            "in the place of the settings",
            described(|json| resource(json, "plan.ods")["target"] = json!("content/site.yaml")),
            "import-unsafe",
        ),
        (
            "in the place of a page",
            described(|json| resource(json, "plan.ods")["target"] = json!("content/pages/index.md")),
            "import-damaged",
        ),
        (
            "in the place of shared fields",
            described(|json| resource(json, "plan.ods")["target"] = json!("content/_fields.yaml")),
            "import-unsafe",
        ),
        (
            "in another's folder, by the roof",
            described(|json| resource(json, "plan.ods")["target"] = json!("content/kits/k/../autre/x.ods")),
            "import-unsafe",
        ),
        (
            "a target at the root",
            described(|json| resource(json, "plan.ods")["target"] = json!("/etc/passwd")),
            "import-unsafe",
        ),
        (
            "a collection with a sign",
            described(|json| json["records"][0]["collection"] = json!("Kits !")),
            "import-damaged",
        ),
        (
            "an identifier up the tree",
            described(|json| json["records"][0]["id"] = json!("../k")),
            "import-damaged",
        ),
        (
            "an identifier that is none",
            described(|json| json["record"]["id"] = json!("K É")),
            "import-damaged",
        ),
        (
            "a page up the tree",
            described(|json| json["records"][0]["page"] = json!("../../x.html")),
            "import-unsafe",
        ),
        (
            "a record without its file",
            described(|json| {
                json["resources"]
                    .as_array_mut()
                    .unwrap()
                    .retain(|one| !one["path"].as_str().unwrap().ends_with("index.md"));
            }),
            "import-damaged",
        ),
        // terms
        ("no licence", described(|json| json["licenses"] = json!([])), "import-license"),
        (
            "no commerce",
            described(|json| json["licenses"][0]["name"] = json!("CC-BY-NC-4.0")),
            "import-license",
        ),
        (
            "no change",
            described(|json| json["licenses"][0]["name"] = json!("CC-BY-ND-4.0")),
            "import-license",
        ),
        (
            "all rights",
            described(|json| json["licenses"] = json!([{"title": "Tous droits réservés"}])),
            "import-license",
        ),
        (
            "terms of the record alone",
            described(|json| json["records"][0]["license"] = json!("CC-BY-NC-SA-4.0")),
            "import-license",
        ),
        // texts
        (
            "a text that is none",
            Kit::with("content/kits/k/index.md", b"---\nnom: \xff\xfe\n---\n").zip(),
            "import-damaged",
        ),
        ("a text without header", Kit::with("content/kits/k/index.md", "Bonjour").zip(), "import-damaged"),
        (
            "a header never closed",
            Kit::with("content/kits/k/index.md", "---\nnom: x\n").zip(),
            "import-damaged",
        ),
        (
            "a bomb of aliases",
            Kit::with("content/kits/k/index.md", "---\na: &a [x, x]\nb: &b [*a, *a]\nnom: *b\n---\n").zip(),
            "import-damaged",
        ),
        (
            "a declaration that is a bomb",
            Kit::with("content/kits/_collection.yaml", "title: &a x\nrecord: *a\n").zip(),
            "import-damaged",
        ),
        (
            "no declaration",
            {
                let mut kit = Kit::right();
                kit.files.remove("content/kits/_collection.yaml");
                kit.describe();
                kit.zip()
            },
            "import-damaged",
        ),
        (
            "a header nested without end",
            Kit::with(
                "content/kits/k/index.md",
                format!("---\nnom: {}{}\n---\n", "[".repeat(5000), "]".repeat(5000)),
            )
            .zip(),
            "import-damaged",
        ),
        ("a part that is none", Kit::with("content/kits/k/10-fiche.md", b"\xff\xfe").zip(), "import-damaged"),
        ("a script", body("<script>alert(1)</script>"), "html-refused"),
        ("a frame", body("<iframe src=\"https://evil.example\"></iframe>"), "html-refused"),
        ("an image that runs", body("<img src=x onerror=alert(1)>"), "html-refused"),
        ("a style", body("<p style=\"position:fixed\">x</p>"), "html-refused"),
        ("a form", body("<form action=\"https://evil.example\"><input></form>"), "html-refused"),
        ("a link that runs", body("[ici](javascript:alert(1))"), "unsafe-link"),
        ("a link that holds a page", body("[ici](data:text/html;base64,PHNjcmlwdD4=)"), "unsafe-link"),
        ("a picture that spies", body("![suivi](https://evil.example/pixel.gif)"), "image-elsewhere"),
        (
            "a script in a part",
            Kit::with("content/kits/k/10-fiche.md", "# F\n\n<script>x</script>\n").zip(),
            "html-refused",
        ),
        // attachments
        ("a program", attached("lisez.exe", b"MZ"), "import-unsafe"),
        ("a page", attached("page.html", b"<script>x</script>"), "import-unsafe"),
        ("a shortcut", attached("plan.ods.lnk", b"x"), "import-unsafe"),
        ("macros", attached("plan.docm", b"x"), "import-unsafe"),
        ("a script of the shell", attached("installer.sh", b"x"), "import-unsafe"),
        ("a drawing that runs", attached("logo.svg", b"<svg onload='alert(1)'/>"), "active-file"),
        ("a drawing with a script", attached("logo.svg", b"<svg><script>x</script></svg>"), "active-file"),
    ]
}

#[test]
fn every_hostile_archive_is_refused_whole() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("projet");
    downstream(&root);
    let before = files(&root);
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 60, "{}", cases.len());
    for (name, bytes, expected) in cases {
        let archive = home.path().join("kit.zip");
        fs::write(&archive, bytes).unwrap();
        let done = essaim(&root, &["import", archive.to_str().unwrap(), "--yes", "--format", "json"]);
        let said: Json = serde_json::from_slice(&done.stdout).unwrap_or(Json::Null);
        let codes: Vec<&str> = said["diagnostics"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|one| one["code"].as_str())
            .collect();
        let told = said["diagnostics"][0]["message"].as_str().unwrap_or_default().len() > 10
            && said["diagnostics"][0]["help"].as_str().unwrap_or_default().len() > 10;
        if done.status.code() != Some(1) || !codes.contains(&expected) || !told {
            wrong.push(format!("{name}: {:?} {codes:?} for {expected}\n{}", done.status, text(&done.stderr)));
        }
        if files(&root) != before {
            wrong.push(format!("{name}: something was written"));
            fs::remove_dir_all(&root).unwrap();
            downstream(&root);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // What is right does come, or the others would prove nothing.
    let archive = home.path().join("kit.zip");
    fs::write(&archive, Kit::right().zip()).unwrap();
    let done = essaim(&root, &["import", archive.to_str().unwrap(), "--yes"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(root.join("content/kits/k/index.md").is_file());
}

#[test]
fn a_folder_with_links_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (up, site, root) = (home.path().join("amont"), home.path().join("site"), home.path().join("aval"));
    upstream(&up);
    downstream(&root);
    publish(&up, &site);
    let before = files(&root);
    let record = site.join("sources/kits/k/index.md");
    let secret = home.path().join("secret");
    fs::rename(&record, &secret).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&secret, &record).unwrap();
    let done = essaim(&root, &["import", site.to_str().unwrap(), "kits/k", "--yes", "--format", "json"]);
    assert!(text(&done.stdout).contains("import-unsafe") || cfg!(not(unix)), "{}", text(&done.stdout));
    assert_eq!(files(&root), before);
}

#[test]
fn every_hostile_server_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let (up, site, root) = (home.path().join("amont"), home.path().join("site"), home.path().join("aval"));
    upstream(&up);
    downstream(&root);
    publish(&up, &site.join("boite"));
    let before = files(&root);
    let server = Server::of(site);
    let address = format!("{}boite/", server.address);
    let import = |address: &str, allow: &[&str]| {
        let arguments = [&["import", address, "kits/k", "--yes", "--format", "json"], allow].concat();
        let done = essaim(&root, &arguments);
        assert_eq!(files(&root), before, "{address}");
        (done.status.code(), text(&done.stdout))
    };
    let allow = ["--allow-private"];
    let refused = |said: (Option<i32>, String), code: &str| {
        assert!(said.0 == Some(1) && said.1.contains(&format!("\"{code}\"")), "{code}: {said:?}");
    };
    refused(import(&address, &[]), "import-unsafe");
    refused(import(&address.replace("http:", "https:"), &[]), "import-unsafe");
    refused(import("https://localhost/boite/", &[]), "import-unsafe");
    refused(import("https://169.254.169.254/latest/meta-data/", &[]), "import-unsafe");
    refused(import("ftp://ville.example/", &allow), "import-unsafe");
    assert!(server.log().is_empty(), "nobody was asked");
    let trick = |path: &str, trick: Trick| server.trick(&format!("/boite/{path}"), trick);
    let tricks = [
        (Trick::Redirect("http://evil.example/".into()), "import-unsafe"),
        (Trick::Redirect("/boite/datapackage.json".into()), "import-unsafe"),
        (Trick::Redirect("file:///etc/passwd".into()), "import-unsafe"),
        (Trick::Status(500), "import-unreachable"),
        (Trick::Status(403), "import-unreachable"),
        (Trick::Status(404), "import-damaged"),
        (Trick::Body(b"<!DOCTYPE html>".to_vec()), "import-damaged"),
        (Trick::Body(Vec::new()), "import-damaged"),
    ];
    for (what, code) in tricks {
        trick("datapackage.json", what);
        refused(import(&address, &allow), code);
    }
    server.tricks.lock().unwrap().clear();
    let file = "sources/kits/k/index.md";
    let tricks = [
        (Trick::Body(b"---\nnom: Un autre\n---\n".to_vec()), "import-damaged"),
        (Trick::Body(vec![b'x'; 4 << 20]), "import-unsafe"),
        (Trick::Status(404), "import-damaged"),
        (Trick::Redirect("http://evil.example/x.md".into()), "import-unsafe"),
    ];
    for (what, code) in tricks {
        trick(file, what);
        refused(import(&address, &allow), code);
    }
    let nobody = "http://127.0.0.1:9/boite/";
    refused(import(nobody, &allow), "import-unreachable");
}

#[test]
fn a_comparison_stays_on_the_site_that_was_named() {
    let home = tempfile::tempdir().unwrap();
    let [up, www, root] = ["amont", "www", "aval"].map(|name| home.path().join(name));
    upstream(&up);
    downstream(&root);
    publish(&up, &www.join("boite"));
    let [server, other] = [Server::of(www.clone()), Server::of(www)];
    let diff = |of: &Server| {
        let here = format!("{}boite/", of.address);
        let done = essaim(&root, &["diff", &here, &format!("{}boite/", other.address)]);
        (done.status.code(), text(&done.stdout), text(&done.stderr))
    };
    let (code, _, said) = diff(&server);
    assert!(code == Some(0), "{code:?} {said}");
    for path in ["/boite/data/datapackage.json", "/boite/data/themes.csv"] {
        let away = format!("{}{}", other.address, &path[1..]);
        server.trick(path, Trick::Redirect(away.clone()));
        let (code, _, said) = diff(&server);
        assert!(
            code == Some(2) && said.contains("renvoie ailleurs") && said.contains(&away),
            "{code:?} {said}"
        );
        server.tricks.lock().unwrap().clear();
    }
    server.trick("/boite/data/themes.csv", Trick::Redirect("/boite/themes.csv".into()));
    let (code, _, said) = diff(&server);
    assert!(code == Some(2) && said.contains("themes.csv: HTTP 404"), "{code:?} {said}");
}

#[test]
fn hostile_h17_no_path_of_a_lock_file_leaves_the_project() {
    let home = tempfile::tempdir().unwrap();
    let (up, site, root) = (home.path().join("amont"), home.path().join("site"), home.path().join("aval"));
    upstream(&up);
    publish(&up, &site);
    downstream(&root);
    assert!(essaim(&root, &["import", site.to_str().unwrap(), "kits/k", "--yes"]).status.success());
    write(home.path(), "victim/precious.txt", "précieux");
    write(&root, "output-aussi.txt", "précieux");
    let lock = read(&root, "origins/lock.yaml");
    write(&up, "content/kits/k/10-fiche.md", "# Fiche\n\nNouvelle.\n");
    publish(&up, &site);
    let hash = essaim::source::sha256("précieux".as_bytes());
    for path in [
        "content/../../victim/precious.txt",
        "output-aussi.txt",
        "/etc/hostname",
        "origins/../output-aussi.txt",
    ] {
        let key = "    files:\n";
        let forged =
            format!("{key}      - path: {path}\n        sha256: \"{hash}\"\n        kept: \"{hash}\"\n");
        write(&root, "origins/lock.yaml", lock.replacen(key, &forged, 1));
        let before = files(&root);
        let done = essaim(&root, &["update"]);
        assert!(
            !done.status.success() && text(&done.stderr).contains("import-unsafe"),
            "{path}: {}",
            text(&done.stderr)
        );
        assert_eq!(read(home.path(), "victim/precious.txt"), "précieux");
        assert!(files(&root) == before, "{path}: nothing is written");
    }
}

#[test]
fn hostile_h0_a_project_with_a_journal_of_somebody_else_is_only_read() {
    let home = tempfile::tempdir().unwrap();
    let root = home.path().join("projet");
    downstream(&root);
    write(home.path(), "victim/precious.txt", "précieux");
    let hash = essaim::source::sha256("précieux".as_bytes());
    let journal = format!(
        r#"{{"changes":[{{"path":"../victim/precious.txt","before":null,"after":"{hash}"}}],"folders":[]}}"#
    );
    write(&root, "origins/.staging/journal.json", journal);
    write(&root, "origins/.staging/0.old", "autre");
    let before = files(&root);
    for arguments in
        [&["check"][..], &["build"], &["update", "--check"], &["update", "--yes"], &["new", "kits"]]
    {
        let done = essaim(&root, arguments);
        if arguments[0] != "new" {
            assert!(!done.status.success(), "{arguments:?}");
        }
        assert_eq!(read(home.path(), "victim/precious.txt"), "précieux", "{arguments:?}");
        assert!(files(&root) == before, "{arguments:?}: nothing is written");
    }
}
