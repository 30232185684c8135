//! A kill at any moment leaves the project as it was, or as it should become.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::stage::{downstream, essaim, files, publish, read, text, upstream, write};

#[test]
fn a_kill_leaves_the_old_project_or_the_new_one() {
    let home = tempfile::tempdir().unwrap();
    let (up, site, root) = (home.path().join("amont"), home.path().join("site"), home.path().join("aval"));
    upstream(&up);
    for number in 0..30 {
        write(&up, &format!("content/kits/k/plan-{number}.ods"), vec![b'x'; 20_000]);
    }
    publish(&up, &site);
    downstream(&root);
    let address = site.to_str().unwrap().to_owned();
    let done = essaim(&root, &["import", &address, "kits/k", "--yes"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    write(
        &root,
        "content/kits/k/index.md",
        read(&root, "content/kits/k/index.md").replace("Un kit.", "Un kit d'ici."),
    );
    for number in 0..30 {
        write(&up, &format!("content/kits/k/plan-{number}.ods"), vec![b'y'; 20_000]);
    }
    write(&up, "content/kits/k/10-fiche.md", "# Fiche\n\nNouvelle.\n");
    publish(&up, &site);
    let old = files(&root);
    // What it becomes where nobody kills it.
    let twin = home.path().join("jumeau");
    copy(&root, &twin);
    assert!(essaim(&twin, &["update"]).status.success());
    let new = files(&twin);
    assert_ne!(old, new);
    let (mut before, mut after) = (0, 0);
    for round in 0..60u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_essaim"))
            .args(["--root", root.to_str().unwrap(), "update"])
            .env("SOURCE_DATE_EPOCH", "1772000000")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + round * 6));
        let _ = child.kill();
        child.wait().unwrap();
        // Whatever reads the project next finds it whole.
        let checked = essaim(&root, &["check"]);
        assert!(checked.status.success(), "round {round}: {}", text(&checked.stderr));
        let now = files(&root);
        if now == old {
            before += 1;
        } else {
            let odd: Vec<_> = now
                .keys()
                .filter(|path| !new.contains_key(*path))
                .chain(new.keys().filter(|path| !now.contains_key(*path)))
                .collect();
            assert!(odd.is_empty(), "round {round}: {odd:?}");
            assert!(now == new, "round {round}: neither the old project nor the new one");
            after += 1;
            std::fs::remove_dir_all(&root).unwrap();
            copy_files(&old, &root);
        }
    }
    assert!(before > 0, "no kill came early enough ({before}, {after})");
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    copy_files(&files(from), to);
}

fn copy_files(all: &std::collections::BTreeMap<String, Vec<u8>>, to: &std::path::Path) {
    for (path, bytes) in all {
        write(to, path, bytes);
    }
}
