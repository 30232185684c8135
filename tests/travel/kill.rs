//! A kill at any moment leaves the project as it was, or as it should become.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::stage::{Server, city, command, downstream, essaim, files, publish, read, text, upstream, write};

type Files = BTreeMap<String, Vec<u8>>;

/// A run takes so many kills from its start to twice its length, and as many from when it begins to exchange files.
const KILLS: u32 = 12;

/// When a run is killed.
#[derive(Clone, Copy)]
enum Moment {
    After(Duration),
    /// So long after its journal stands: files are being exchanged.
    Exchange(Duration),
}

/// Where a project stood when a run on it was killed.
#[derive(Debug, Default)]
struct Fell {
    before: usize,
    during: usize,
    after: usize,
}

/// Kills a run again and again, and looks at what is left each time.
fn kills(home: &Path, root: &Path, arguments: &[&str]) {
    let old = files(root);
    // What it becomes where nobody kills it, and how long that takes.
    let twin = home.join("jumeau");
    copy(&old, &twin);
    let started = Instant::now();
    let done = essaim(&twin, arguments);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let (long, new) = (started.elapsed(), files(&twin));
    assert_ne!(old, new);
    let spread = (0..KILLS).map(|kill| Moment::After(long * (kill + 1) * 2 / KILLS));
    let exchange = (0..KILLS).map(|kill| Moment::Exchange(Duration::from_micros(u64::from(kill) * 700)));
    let mut fell = Fell::default();
    for moment in spread.chain(exchange) {
        killed(root, arguments, moment);
        let journal = root.join(JOURNAL).exists();
        // Whatever only reads the project says so, and writes nothing.
        let left = files(root);
        let checked = essaim(root, &["check"]);
        assert_eq!(checked.status.success(), !journal, "{}", text(&checked.stderr));
        assert!(files(root) == left, "a check writes nothing");
        // What changes the project undoes it first, where that was agreed to.
        if journal {
            let asked = essaim(root, &["update", "kits/absent"]);
            assert!(text(&asked.stderr).contains("--yes") && files(root) == left, "{}", text(&asked.stderr));
        }
        essaim(root, &["update", "kits/absent", "--yes"]);
        assert!(!root.join("origins/.staging").exists(), "what a kill left is taken away");
        let now = files(root);
        if journal {
            fell.during += 1;
            assert!(text(&checked.stderr).contains("interrompu"), "{}", text(&checked.stderr));
            assert!(now == old, "what was begun is undone");
        } else if now == old {
            fell.before += 1;
        } else {
            let odd: Vec<&String> = now.keys().filter(|path| now.get(*path) != new.get(*path)).collect();
            assert!(now == new, "neither the old project nor the new one: {odd:?}");
            fell.after += 1;
            fs::remove_dir_all(root).unwrap();
            copy(&old, root);
        }
    }
    assert!(fell.before > 0 && fell.during > 0 && fell.after > 0, "kills at every moment: {fell:?}");
}

const JOURNAL: &str = "origins/.staging/journal.json";

/// Runs the program, and kills it.
fn killed(root: &Path, arguments: &[&str], moment: Moment) {
    let mut child = command(root, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    match moment {
        Moment::After(long) => std::thread::sleep(long),
        Moment::Exchange(long) => {
            let journal = root.join(JOURNAL);
            while !journal.exists() && runs(&mut child) {
                std::hint::spin_loop();
            }
            std::thread::sleep(long);
        }
    }
    let _ = child.kill();
    child.wait().unwrap();
}

fn runs(child: &mut Child) -> bool {
    child.try_wait().unwrap().is_none()
}

fn copy(all: &Files, to: &Path) {
    all.iter().for_each(|(path, bytes)| write(to, path, bytes));
}

/// A kit of many files, published; and a project.
fn world(home: &Path) -> (PathBuf, PathBuf, PathBuf) {
    let (up, site, root) = (home.join("amont"), home.join("site"), home.join("aval"));
    upstream(&up);
    plans(&up, b'x');
    publish(&up, &site);
    downstream(&root);
    (up, site, root)
}

fn plans(root: &Path, byte: u8) {
    for number in 0..30 {
        write(root, &format!("content/kits/k/plan-{number}.ods"), vec![byte; 20_000]);
    }
}

#[test]
fn a_kill_in_an_import_leaves_the_old_project_or_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let (_, site, root) = world(home.path());
    kills(home.path(), &root, &["import", site.to_str().unwrap(), "kits/k", "--yes"]);
}

#[test]
fn a_kill_in_an_update_leaves_the_old_project_or_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let (up, site, root) = world(home.path());
    assert!(essaim(&root, &["import", site.to_str().unwrap(), "kits/k", "--yes"]).status.success());
    let own = read(&root, "content/kits/k/index.md").replace("Un kit.", "Un kit d'ici.");
    write(&root, "content/kits/k/index.md", own);
    plans(&up, b'y');
    write(&up, "content/kits/k/10-fiche.md", "# Fiche\n\nNouvelle.\n");
    publish(&up, &site);
    kills(home.path(), &root, &["update"]);
}

#[test]
fn a_kill_in_a_gathering_leaves_the_old_portal_or_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let (www, root) = (home.path().join("www"), home.path().join("portail"));
    fs::create_dir_all(&www).unwrap();
    let server = Server::of(www.clone());
    (1..=6).for_each(|number| city(&www, &server.address, number, 40));
    downstream(&root);
    let list: Vec<String> =
        (1..=6).map(|number| format!("  - {}ville-{number}/\n", server.address)).collect();
    write(&root, "content/sources.yaml", format!("sources:\n{}", list.concat()));
    // Given from where it stands: the twin gathers the same list.
    let path = home.path().join("sources.yaml");
    fs::copy(root.join("content/sources.yaml"), &path).unwrap();
    kills(home.path(), &root, &["import", path.to_str().unwrap(), "--yes", "--allow-private"]);
}
