//! Photographs as telephones leave them: what is published of them, and what is kept between builds.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A project with a photograph, a drawing and what moves; each says who made it, where and with what.
const PROJECT: &str = "tests/suite/publish/photos/content";
const FOLDER: &str = "content/gestes/saluer";

struct Project {
    home: TempDir,
}

impl Project {
    fn new() -> Self {
        let project = Self { home: tempfile::tempdir().unwrap() };
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(PROJECT);
        for entry in
            walkdir::WalkDir::new(&from).into_iter().flatten().filter(|entry| entry.file_type().is_file())
        {
            let to = project.path("content").join(entry.path().strip_prefix(&from).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(entry.path(), to).unwrap();
        }
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn edit(&self, name: &str, change: impl Fn(String) -> String) {
        let path = self.path(name);
        fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
    }

    fn run(&self, command: &str) -> Output {
        let mut essaim = Command::new(env!("CARGO_BIN_EXE_essaim"));
        essaim.args(["--lang", "fr", "--root"]).arg(self.home.path()).arg(command);
        essaim.env("SOURCE_DATE_EPOCH", "1772323200").output().unwrap()
    }

    /// Builds, and gives every published file.
    fn build(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let done = self.run("build");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        files(&self.path("output"))
    }

    fn kept(&self) -> Vec<PathBuf> {
        let kept = files(&self.path(".essaim/cache")).into_keys();
        kept.filter(|path| path.extension().is_some_and(|extension| extension == "kept")).collect()
    }
}

/// Every file of a folder, by its path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().flatten();
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

/// Whether bytes hold a name, a place, or the degrees, minutes and seconds of one in either order of bytes.
fn says_too_much(bytes: &[u8]) -> bool {
    let big = [0, 0, 0, 43, 0, 0, 0, 1, 0, 0, 0, 34, 0, 0, 0, 1];
    let small = [43, 0, 0, 0, 1, 0, 0, 0, 34, 0, 0, 0, 1, 0, 0, 0];
    [&b"Secret"[..], b"GPSLatitude", &big, &small]
        .iter()
        .any(|said| bytes.windows(said.len()).any(|window| window == *said))
}

#[test]
fn nothing_that_is_published_says_who_took_a_picture_nor_where() {
    let project = Project::new();
    project.edit("content/gestes/_collection.yaml", |text| format!("archive: true\n{text}"));
    for (path, bytes) in files(&project.path(FOLDER)) {
        let picture = path.extension().is_some_and(|extension| extension != "md");
        assert_eq!(says_too_much(&bytes), picture, "{path:?} proves nothing");
    }
    let published = project.build();
    let mut kits = 0;
    for (path, bytes) in &published {
        assert!(!says_too_much(bytes), "{path:?}");
        if path.extension().is_some_and(|extension| extension == "zip") {
            let mut kit = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            for at in 0..kit.len() {
                let mut file = kit.by_index(at).unwrap();
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).unwrap();
                assert!(!says_too_much(&bytes), "{path:?}, {:?}", file.name());
                kits += 1;
            }
        }
    }
    assert!(kits > 5, "the kit was looked into");
}

#[test]
fn what_is_kept_changes_no_byte_whatever_happens_to_it() {
    let project = Project::new();
    let cold = project.build();
    let kept = project.kept();
    assert_eq!(kept.len(), 4, "two sizes of two pictures");
    let stamps = |kept: &[PathBuf]| -> Vec<_> {
        kept.iter().map(|path| fs::metadata(path).unwrap().modified().unwrap()).collect()
    };
    let before = stamps(&kept);
    assert_eq!(project.build(), cold, "with what was kept");
    assert_eq!(stamps(&kept), before, "nothing was made again");

    let [a, b, c, d] = &kept[..] else { unreachable!() };
    let whole: Vec<Vec<u8>> = kept.iter().map(|path| fs::read(path).unwrap()).collect();
    fs::write(a, &whole[0][..whole[0].len() / 2]).unwrap();
    fs::copy(c, b).unwrap();
    let mut flipped = whole[2].clone();
    *flipped.last_mut().unwrap() ^= 1;
    fs::write(c, flipped).unwrap();
    fs::write(d, "not a picture").unwrap();
    assert_eq!(project.build(), cold, "spoilt");
    assert_eq!(kept.iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>(), whole, "and mended");

    fs::remove_dir_all(project.path(".essaim")).unwrap();
    fs::write(project.path(".essaim"), "no folder").unwrap();
    assert_eq!(project.build(), cold, "where nothing can be kept");
}

#[test]
fn what_no_page_shows_any_more_is_not_kept() {
    let project = Project::new();
    project.build();
    project.edit("content/gestes/saluer/index.md", |text| text.replace("photo: photo.jpg\n", ""));
    let published = project.build();
    assert_eq!(project.kept().len(), 2);
    assert!(!published.keys().any(|path| path.ends_with("photo-jpg-480.webp")));
}

#[test]
fn check_writes_nothing() {
    let project = Project::new();
    let before = files(project.home.path());
    assert!(project.run("check").status.success());
    assert_eq!(files(project.home.path()), before);
}

#[test]
fn a_picture_whose_points_are_damaged_stops_the_publication_and_is_named() {
    let project = Project::new();
    // What holds the points is whole; they are not.
    let chunk = |kind: &[u8; 4], contents: &[u8]| {
        let length = u32::try_from(contents.len()).unwrap().to_be_bytes();
        let sum = crc32fast::hash(&[kind, contents].concat()).to_be_bytes();
        [&length[..], kind, contents, &sum].concat()
    };
    let size = [0, 0, 3, 232, 0, 0, 2, 88, 8, 2, 0, 0, 0];
    let picture =
        [b"\x89PNG\r\n\x1a\n", &chunk(b"IHDR", &size)[..], &chunk(b"IDAT", &[9; 9000]), &chunk(b"IEND", &[])];
    fs::write(project.path(FOLDER).join("carte.png"), picture.concat()).unwrap();
    project.edit("content/gestes/saluer/index.md", |text| format!("{text}\n![Une carte](carte.png)\n"));
    for command in ["check", "build"] {
        let done = project.run(command);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(1), "{command}: {said}");
        assert!(said.contains("image-unreadable") && said.contains("carte.png"), "{command}: {said}");
    }
    assert!(!project.path("output").exists());
}

#[test]
fn the_page_that_shows_a_photograph_is_among_those_that_are_weighed() {
    let project = Project::new();
    for name in ["long", "longer"] {
        let words = "Un mot après l'autre, sans rien montrer.\n\n".repeat(200);
        fs::write(
            project.path(&format!("content/gestes/{name}.md")),
            format!("---\nnom: {name}\n---\n{words}"),
        )
        .unwrap();
    }
    let weights = &project.build()[&project.path("output/weights.json")];
    let weights: serde_json::Value = serde_json::from_slice(weights).unwrap();
    let record = weights["kinds"].as_array().unwrap().iter().find(|kind| kind["kind"] == "record").unwrap();
    assert_eq!(record["page"], "gestes/saluer.html", "{record}");
}
