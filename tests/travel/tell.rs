//! What is told to those a kit was taken from fits their own list of reuses.

use std::path::Path;

use crate::stage::{SITE, essaim, files, publish, read, text, write};

const KIT: &str = "kits/gestion-de-projet";

#[test]
fn the_record_of_a_reuse_fits_the_list_of_the_publisher() {
    let home = tempfile::tempdir().unwrap();
    let (demo, site, root) = (home.path().join("demo"), home.path().join("site"), home.path().join("antan"));
    for (path, bytes) in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        write(&demo, &format!("content/{path}"), bytes);
    }
    publish(&demo, &site);
    write(&root, "content/site.yaml", SITE.replace("Ville d'Amont", "Ville d'Antan"));
    let done = essaim(&root, &["import", site.to_str().unwrap(), KIT, "--yes"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let index = format!("content/{KIT}/index.md");
    let own = read(&root, &index).replace("La gestion de projet sereine", "La gestion de projet à Antan");
    write(&root, &index, own);
    let done = essaim(&root, &["update", "--tell", KIT]);
    let said = text(&done.stdout);
    assert!(done.status.success() && said.contains("« Ville d'Antan » a repris"), "{said}");
    // What it says to save, where it says, is right for the demo as it stands.
    let path = said.split_whitespace().find(|word| word.starts_with("content/reutilisations/")).unwrap();
    let record = &said[said.find("---\n").unwrap()..];
    for line in [
        "collectivite: Ville d'Antan\n",
        "kit: gestion-de-projet\n",
        "url: https://ville.example/boite/kits/gestion-de-projet.html\n",
        "changements: Nom\n",
        "date: 2026-",
    ] {
        assert!(record.contains(line), "{line}: {said}");
    }
    let before = essaim(&demo, &["check", "--format", "json"]).stdout;
    write(&demo, path, record);
    let done = essaim(&demo, &["check", "--format", "json"]);
    assert!(done.status.success(), "{}", text(&done.stdout));
    assert_eq!(text(&done.stdout), text(&before), "nothing more is said of it");
    let done = essaim(&demo, &["build"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    assert!(read(&demo, "output/data/reutilisations.csv").contains("Ville d'Antan"));
    // A publisher without such a list is told in words alone.
    let bare = home.path().join("nu");
    crate::stage::upstream(&bare);
    let (site, root) = (home.path().join("site-nu"), home.path().join("aval"));
    publish(&bare, &site);
    crate::stage::downstream(&root);
    assert!(essaim(&root, &["import", site.to_str().unwrap(), "kits/k", "--yes"]).status.success());
    let said = text(&essaim(&root, &["update", "--tell", "kits"]).stdout);
    assert!(said.contains("a repris « Le kit »") && !said.contains("---"), "{said}");
    // One that does not answer, too.
    std::fs::remove_dir_all(&site).unwrap();
    let done = essaim(&root, &["update", "--tell", "kits"]);
    assert!(
        done.status.success() && text(&done.stdout).contains("a repris « Le kit »"),
        "{}",
        text(&done.stderr)
    );
}
