//! Two projects over HTTP: what one publishes, the other takes, changes, and keeps up to date.

use std::fs;
use std::path::{Path, PathBuf};

use essaim::source::sha256;
use serde_json::Value as Json;

use crate::stage::{
    KIT, PART, SITE, Server, downstream, essaim, files, publish, read, text, upstream, write,
};

struct World {
    _home: tempfile::TempDir,
    up: PathBuf,
    site: PathBuf,
    root: PathBuf,
    server: Server,
    address: String,
}

fn world() -> World {
    let home = tempfile::tempdir().unwrap();
    let [up, www, root] = ["amont", "www", "aval"].map(|name| home.path().join(name));
    upstream(&up);
    downstream(&root);
    let site = www.join("boite");
    publish(&up, &site);
    let server = Server::of(www);
    let address = format!("{}boite/", server.address);
    World { _home: home, up, site, root, server, address }
}

impl World {
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let done = essaim(&self.root, arguments);
        (done.status.code().unwrap(), text(&done.stdout), text(&done.stderr))
    }

    fn import(&self, names: &[&str]) -> (i32, String, String) {
        self.run(&[&["import", &self.address, "--yes", "--allow-private"], names].concat())
    }

    fn update(&self, more: &[&str]) -> (i32, String, String) {
        self.run(&[&["update", "--allow-private"], more].concat())
    }

    /// Publishes the kit as it is now.
    fn release(&self) {
        publish(&self.up, &self.site);
    }
}

fn edit(of: &Path, path: &str, from: &str, to: &str) {
    let before = read(of, path);
    assert!(before.contains(from), "{path} has no {from}:\n{before}");
    write(of, path, before.replace(from, to));
}

const INDEX: &str = "content/kits/k/index.md";

#[test]
fn a_kit_is_taken_changed_and_kept_up_to_date() {
    let world = world();
    let (code, _, said) = world.import(&["kits/k"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("kits/k  Le kit, version 1.0.0") && said.contains("themes/eau"), "{said}");
    let taken = read(&world.root, INDEX);
    assert!(
        taken.contains("publisher: Ville d'Amont\n") && taken.contains("siret: \"73282932000074\""),
        "{taken}"
    );
    assert!(
        !read(&world.root, "content/kits/_collection.yaml").contains("contact"),
        "personal fields stay home"
    );
    assert_eq!(world.run(&["check"]).0, 0);
    // Up to date: one request, and no file changes.
    world.server.log();
    let before = files(&world.root);
    assert_eq!(world.update(&[]).0, 0);
    assert_eq!(world.server.log(), ["304 /boite/datapackage.json"]);
    assert_eq!(files(&world.root), before);
    // Changed here and there: both stand.
    edit(&world.root, INDEX, "service: un service", "service: le service des Eaux");
    edit(&world.root, INDEX, "Premier paragraphe.", "Premier paragraphe d'Aval.");
    edit(&world.up, INDEX, "version: 1.0.0", "version: 1.1.0");
    edit(&world.up, INDEX, "Troisième paragraphe.", "Troisième paragraphe, revu.");
    write(&world.up, "content/kits/k/20-suite.md", "# Suite\n\nEncore.\n");
    write(&world.up, "content/kits/k/plan.ods", "plan 2");
    world.release();
    let before = files(&world.root);
    let (code, said, _) = world.update(&["--check", "--format", "json"]);
    let said: Json = serde_json::from_str(&said).unwrap();
    assert_eq!((code, &said["errors"]), (1, &Json::from(0)));
    assert_eq!(files(&world.root), before, "--check writes nothing");
    let (code, _, said) = world.update(&[]);
    assert_eq!(code, 0, "{said}");
    let merged = read(&world.root, INDEX);
    for words in [
        "le service des Eaux",
        "Premier paragraphe d'Aval.",
        "Troisième paragraphe, revu.",
        "version: 1.1.0\n",
        "state: variant",
    ] {
        assert!(merged.contains(words), "{words}: {merged}");
    }
    assert_eq!(read(&world.root, "content/kits/k/plan.ods"), "plan 2");
    assert!(read(&world.root, "content/kits/k/20-suite.md").contains("Encore."));
    assert_eq!((world.update(&[]).0, world.run(&["check"]).0), (0, 0));
}

#[test]
fn only_what_changed_is_fetched() {
    let world = world();
    write(&world.up, "content/kits/k/20-lien.md", "# Lien\n\nVers [[themes/air]].\n");
    world.release();
    assert_eq!(world.import(&["kits/k", "themes"]).0, 0);
    let before = files(&world.root);
    edit(&world.root, INDEX, "nom: Le kit", "nom: Le kit d'Aval");
    let [index, part, plan] =
        ["index.md", "10-fiche.md", "plan.ods"].map(|name| format!("content/kits/k/{name}"));
    let released = |path: &str, from: &str, to: &str| {
        edit(&world.up, path, from, to);
        world.release();
        world.server.log();
        let (code, _, said) = world.update(&[]);
        assert_eq!(code, 0, "{said}");
        let asked = world.server.log();
        let name = path.rsplit('/').next().unwrap();
        let kit: Vec<&String> = asked.iter().filter(|line| line.contains("/kits/")).collect();
        assert!(kit.len() == 1 && kit[0].ends_with(&format!("/kits/k/{name}")), "{asked:?}");
        assert_eq!(
            asked.iter().filter(|line| line.contains("themes")).count(),
            1,
            "one table, once: {asked:?}"
        );
        assert!(read(&world.root, path).contains(to), "{path}");
    };
    released(&part, "Dernière ligne.", "Dernière ligne, revue.");
    released(&plan, "plan 1", "plan 2");
    released(&index, "version: 1.0.0", "version: 1.0.1");
    let merged = read(&world.root, INDEX);
    assert!(merged.contains("nom: Le kit d'Aval") && merged.contains("version: 1.0.1"), "{merged}");
    // What was not fetched is as it was, and so is what the lock file says of it.
    let after = files(&world.root);
    for path in ["content/kits/k/20-lien.md", "origins/kits/k/20-lien.md"] {
        assert_eq!(before.get(path), after.get(path), "{path}");
    }
    let kept = sha256(read(&world.root, "content/kits/k/20-lien.md").as_bytes());
    assert!(read(&world.root, "origins/lock.yaml").contains(&kept));
    assert_eq!(world.run(&["check"]).0, 0);
}

#[test]
fn a_conflict_is_marked_and_stops_the_build_until_it_is_settled() {
    let world = world();
    assert_eq!(world.import(&["kits/k"]).0, 0);
    edit(&world.root, INDEX, "nom: Le kit", "nom: Le kit d'Aval");
    edit(&world.root, INDEX, "Premier paragraphe.", "Ici, autrement.");
    write(&world.root, "content/kits/k/plan.ods", "plan d'Aval");
    edit(&world.up, INDEX, "nom: Le kit", "nom: Le grand kit");
    edit(&world.up, INDEX, "Premier paragraphe.", "Là-bas, autrement.");
    write(&world.up, "content/kits/k/plan.ods", "plan 2");
    world.release();
    let (code, _, said) = world.update(&[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("à départager"), "{said}");
    let marked = read(&world.root, INDEX);
    for words in [
        "nom: Le kit d'Aval",
        "#   nom: Le grand kit",
        "Ici, autrement.",
        "Là-bas, autrement.",
        "<<<<<<< Votre texte",
    ] {
        assert!(marked.contains(words), "{words}: {marked}");
    }
    assert_eq!(read(&world.root, "content/kits/k/plan.ods"), "plan d'Aval");
    assert_eq!(read(&world.root, "content/kits/k/plan.conflit.ods"), "plan 2");
    let (code, said, _) = world.run(&["build", "--format", "json"]);
    assert_eq!((code, said.matches("\"merge-conflict\"").count()), (1, 3), "{said}");
    // A scheduled look says so too.
    let (code, said, _) = world.update(&["--check", "--format", "json"]);
    assert_eq!((code, said.matches("\"merge-conflict\"").count()), (1, 3), "{said}");
    // Until then nothing more is merged into it.
    edit(&world.up, INDEX, "Troisième", "Dernier");
    world.release();
    let before = files(&world.root);
    let (code, _, said) = world.update(&[]);
    assert!(code == 1 && said.contains("restent à départager"), "{code} {said}");
    assert_eq!(files(&world.root), before);
    // Settled, the rest comes.
    let settled = marked.lines().filter(|line| {
        !line.starts_with('#')
            && !["<<<<<<<", "=======", ">>>>>>>", "Là-bas"].iter().any(|mark| line.starts_with(mark))
    });
    write(&world.root, INDEX, settled.flat_map(|line| [line, "\n"]).collect::<String>());
    fs::remove_file(world.root.join("content/kits/k/plan.conflit.ods")).unwrap();
    let (code, _, said) = world.update(&[]);
    assert_eq!(code, 0, "{said}");
    let settled = read(&world.root, INDEX);
    assert!(
        settled.contains("Ici, autrement.")
            && settled.contains("Dernier")
            && settled.contains("nom: Le kit d'Aval")
    );
    assert_eq!(world.run(&["build"]).0, 0);
}

#[test]
fn what_is_gone_or_under_other_terms_is_told_and_changes_nothing() {
    let world = world();
    assert_eq!(world.import(&["kits/k"]).0, 0);
    let before = files(&world.root);
    edit(&world.up, INDEX, "version: 1.0.0", "version: 1.0.1\nlicence: CC-BY-NC-4.0");
    world.release();
    let (code, said, _) = world.update(&["--check", "--format", "json"]);
    assert!(code == 1 && said.contains("upstream-changed") && said.contains("CC-BY-NC-4.0"), "{said}");
    assert_eq!((world.update(&[]).0, files(&world.root)), (0, before.clone()));
    fs::remove_dir_all(world.up.join("content/kits/k")).unwrap();
    write(&world.up, "content/kits/autre/index.md", KIT);
    write(&world.up, "content/kits/autre/plan.ods", "x");
    world.release();
    let (_, said, _) = world.update(&["--format", "json"]);
    assert!(said.contains("upstream-changed") && said.contains("n'est plus publié"), "{said}");
    fs::remove_dir_all(&world.site).unwrap();
    let (_, said, _) = world.update(&["--format", "json"]);
    assert_eq!(said.matches("n'est plus publié").count(), 2, "the kit and the theme: {said}");
    assert_eq!(files(&world.root), before);
}

#[test]
fn a_version_that_no_site_may_publish_is_withheld() {
    let world = world();
    assert_eq!(world.import(&["kits/k"]).0, 0);
    let before = files(&world.root);
    let index = world.site.join("sources/kits/k/index.md");
    let evil = fs::read_to_string(&index).unwrap() + "\n<script>x</script>\n";
    fs::write(&index, &evil).unwrap();
    let package = world.site.join("datapackage.json");
    let mut json: Json = serde_json::from_str(&fs::read_to_string(&package).unwrap()).unwrap();
    for resource in json["resources"].as_array_mut().unwrap() {
        if resource["path"] == "sources/kits/k/index.md" {
            resource["bytes"] = evil.len().into();
            resource["hash"] = format!("sha256:{}", essaim::source::sha256(evil.as_bytes())).into();
        }
    }
    fs::write(&package, json.to_string()).unwrap();
    let (_, said, _) = world.update(&["--format", "json"]);
    assert!(said.contains("upstream-changed") && said.contains("script"), "{said}");
    assert_eq!(files(&world.root), before);
    // It is asked for again in full, not forgotten.
    world.server.log();
    world.update(&[]);
    assert!(world.server.log().contains(&"200 /boite/datapackage.json".to_owned()));
}

#[test]
fn names_schemas_and_links_are_settled() {
    let world = world();
    let kits = "title: Nos kits\nrecord: kit\nparts: true\nschema:\n  fields:\n\
        \x20   - {name: nom, type: string, constraints: {required: true, maxLength: 40}}\n\
        \x20   - {name: theme, type: string, categories: [terre, feu]}\n\
        \x20   - {name: maj, type: date, rdfType: 'dct:modified'}\n";
    write(&world.root, "content/kits/_collection.yaml", kits);
    write(&world.root, INDEX, "---\nnom: Notre kit\nmaj: 2026-01-01\n---\nLe nôtre.\n");
    write(
        &world.up,
        INDEX,
        KIT.replace(
            "Troisième",
            "[[kits/k]] [[kits/autre]] [[themes/eau]] [site](https://x.example/) Troisième",
        ),
    );
    write(
        &world.up,
        "content/kits/autre/index.md",
        "---\nnom: L'autre [kit]\nmaj: 2026-01-02\n---\nAutre.\n",
    );
    world.release();
    let (code, _, said) = world.import(&["kits/k"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        read(&world.root, INDEX),
        "---\nnom: Notre kit\nmaj: 2026-01-01\n---\nLe nôtre.\n",
        "ours is ours"
    );
    let taken = read(&world.root, "content/kits/k-ville-d-amont/index.md");
    for words in [
        "extras:\n  resume: Un kit.\n  theme: eau\n  version: 1.0.0\n",
        "[[kits/k-ville-d-amont]]",
        "[L'autre kit](https://ville.example/boite/kits/autre.html)",
        "[site](https://x.example/)",
        "  id: kits/k\n",
    ] {
        assert!(taken.contains(words), "{words}: {taken}");
    }
    assert!(said.contains("set-aside") && said.contains("« resume »"), "{said}");
    assert_eq!(world.run(&["check"]).0, 0, "{}", world.run(&["check"]).2);
    // Again: it is here already.
    let before = files(&world.root);
    let (code, _, said) = world.import(&["kits/k"]);
    assert!(code == 0 && said.contains("déjà") && said.contains("Rien de nouveau"), "{said}");
    assert!(!said.contains("0 fichiers") && !said.contains("licence"), "{said}");
    assert_eq!(files(&world.root), before);
    // An update finds it under its name, even moved.
    fs::rename(world.root.join("content/kits/k-ville-d-amont"), world.root.join("content/kits/le-leur"))
        .unwrap();
    edit(&world.up, "content/kits/k/10-fiche.md", "Dernière ligne.", "Dernière ligne, revue.");
    world.release();
    let (code, _, said) = world.update(&["kits"]);
    assert_eq!(code, 0, "{said}");
    assert!(read(&world.root, "content/kits/le-leur/10-fiche.md").contains("revue"), "{said}");
    assert!(!world.root.join("content/kits/k-ville-d-amont").exists());
}

#[test]
fn what_was_adapted_says_so_wherever_it_goes() {
    let world = world();
    assert_eq!(world.import(&["kits/k"]).0, 0);
    edit(&world.root, INDEX, "nom: Le kit", "nom: Le kit d'Aval");
    assert_eq!(world.run(&["build"]).0, 0);
    let output = world.root.join("output");
    let page = read(&output, "kits/k.html");
    assert!(
        page.contains("Adapté de") && page.contains("Ville d’Amont") && page.contains("Modifié ici"),
        "{page}"
    );
    let csv = read(&output, "data/kits.csv");
    assert!(csv.starts_with("id,nom,resume,theme,licence,version,maj,derived_from,"), "{csv}");
    let address = "https://ville.example/boite/kits/k.html";
    for (path, words) in [
        ("data/kits.csv", address),
        ("data/datapackage.json", address),
        ("data/catalog.ttl", "prov:wasDerivedFrom"),
        ("data/kits/k.jsonld", "http://www.w3.org/ns/prov#wasDerivedFrom"),
        ("data/kits.html", "isBasedOn"),
        ("datapackage.json", "\"publisher\": \"Ville d'Amont\""),
    ] {
        assert!(read(&output, path).contains(words), "{path} has no {words}");
    }
    // A third city takes it from the second: the chain is told.
    let third = world.root.parent().unwrap().join("tiers");
    write(&third, "content/site.yaml", SITE.replace("Ville d'Amont", "Ville du Delta"));
    let archive = output.join("kits/k.zip");
    let done = essaim(&third, &["import", archive.to_str().unwrap(), "--yes"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let taken = read(&third, INDEX);
    assert!(
        taken.contains("publisher: Ville d'Aval") && taken.contains("from: \"Ville d'Amont, kits/k, 1.0.0"),
        "{taken}"
    );
    // Without its block, nothing is published.
    let start = taken.find("origin:").unwrap();
    let end = start + taken[start..].find("\n---").unwrap() + 1;
    write(&third, INDEX, format!("{}{}", &taken[..start], &taken[end..]));
    let done = essaim(&third, &["build", "--format", "json"]);
    assert!(
        done.status.code() == Some(1) && text(&done.stdout).contains("attribution-lost"),
        "{}",
        text(&done.stdout)
    );
    let (code, said, _) = world.run(&["update", "--tell"]);
    assert!(
        code == 0 && said.contains("« Ville d'Aval » a repris « Le kit »") && said.contains("Nom"),
        "{said}"
    );
}

#[test]
fn without_a_yes_nothing_is_written() {
    let world = world();
    let before = files(&world.root);
    let (code, _, said) = world.run(&["import", &world.address, "--allow-private", "kits/k"]);
    assert!(code == 2 && said.contains("--yes"), "{code} {said}");
    let (code, _, said) = world.import(&["kits/kk"]);
    assert!(code == 2 && said.contains("« kits/k »"), "{code} {said}");
    assert_eq!(files(&world.root), before);
    assert_eq!(read(&world.up, "content/kits/k/10-fiche.md"), PART);
    let (code, said, _) = world.run(&["update", "--format", "json"]);
    assert!(code == 0 && said.contains("\"errors\""), "{said}");
}

#[test]
fn whose_it_was_is_not_lost_by_another_name() {
    let world = world();
    let long = "La salle se prépare la veille, avec les chaises en cercle et un tableau. Chacun dit en une phrase ce qu'il attend, puis le groupe choisit trois sujets à traiter.";
    edit(&world.up, INDEX, "Premier paragraphe.", long);
    write(
        &world.up,
        "content/kits/k/10-fiche.md",
        format!("# Fiche\n\n{}\n", long.replace("La salle", "Le lieu")),
    );
    world.release();
    assert_eq!(world.import(&["kits/k"]).0, 0);
    let taken = read(&world.root, INDEX);
    let start = taken.find("origin:").unwrap();
    let end = start + taken[start..].find("\n---").unwrap() + 1;
    let stripped = format!("{}{}", &taken[..start], &taken[end..]);
    let kit = |name: &str| world.root.join("content/kits").join(name);
    let lost = |path: &str| {
        let (code, said, _) = world.run(&["check", "--format", "json"]);
        let said: Json = serde_json::from_str(&said).unwrap();
        let first = &said["diagnostics"][0];
        assert_eq!(
            (code, &first["code"], &first["path"]),
            (1, &"attribution-lost".into(), &path.into()),
            "{said}"
        );
        let help = first["help"].as_str().unwrap();
        help[help.find("origin: {").unwrap()..].to_owned()
    };
    // Under another name, with a file of its own that is another, a few words changed.
    fs::rename(kit("k"), kit("le-notre")).unwrap();
    let other = "content/kits/le-notre/index.md";
    write(&world.root, other, stripped.replace("Le kit", "Notre kit").replace("trois sujets", "deux sujets"));
    write(&world.root, "content/kits/le-notre/plan.ods", "le nôtre");
    let line = lost(other);
    for words in [
        "title: Le kit",
        "https://ville.example/boite/kits/k.html",
        "version: 1.0.0",
        "imported: 20",
        "siret: \"73282932000074\"",
    ] {
        assert!(line.contains(words), "{words}: {line}");
    }
    // What the message says to write is enough, and the page says as much as before.
    let mended = read(&world.root, other).replacen("---\n", &format!("---\n{line}\n"), 1);
    write(&world.root, other, mended);
    let (code, _, said) = world.run(&["build"]);
    assert_eq!(code, 0, "{said}");
    let page = read(&world.root, "output/kits/le-notre.html");
    assert!(page.contains("Adapté de") && page.contains("Modifié ici") && page.contains("1.0.0"), "{page}");
    // In a folder of another collection, without its attachments; in a row of a table.
    write(
        &world.root,
        "content/notes/_collection.yaml",
        "title: Notes\nschema:\n  fields: [{name: nom, type: string}, {name: texte, type: string}]\n",
    );
    write(&world.root, "content/notes/idee.md", format!("---\nnom: Une idée\n---\n{long}\n"));
    fs::remove_dir_all(kit("le-notre")).unwrap();
    lost("content/notes/idee.md");
    fs::remove_file(world.root.join("content/notes/idee.md")).unwrap();
    write(&world.root, "content/notes/notes.csv", format!("id,nom,texte\nidee,Une idée,\"{long}\"\n"));
    lost("content/notes/notes.csv");
    // Taken out for good, with a record of our own in its place, it is owed nothing any more; and may come again.
    fs::remove_file(world.root.join("content/notes/notes.csv")).unwrap();
    assert_eq!(world.run(&["check"]).0, 0);
    let own = "---\nnom: Notre kit à nous\n---\nTout autre chose : un atelier de couture ouvert aux familles du quartier, le samedi.\n";
    write(&world.root, INDEX, own);
    let (code, _, said) = world.run(&["check"]);
    assert_eq!(code, 0, "{said}");
    fs::remove_dir_all(kit("k")).unwrap();
    assert_eq!(world.import(&["kits/k"]).0, 0);
    assert_eq!(read(&world.root, INDEX), taken);
    assert_eq!(read(&world.root, "origins/lock.yaml").matches("record: kits/k\n").count(), 1);
    // Under its own name it is asked for as before.
    write(&world.root, INDEX, &stripped);
    lost(INDEX);
}

#[test]
fn an_original_that_was_renamed_is_followed_where_it_says_so() {
    let world = world();
    assert_eq!(world.import(&["kits/k"]).0, 0);
    edit(&world.root, INDEX, "Premier paragraphe.", "Premier paragraphe d'Aval.");
    let before = files(&world.root);
    // Without a word of where it went, it is told what it is probably called: the same text, then the same title.
    let kits = world.up.join("content/kits");
    fs::rename(kits.join("k"), kits.join("neuf")).unwrap();
    let renamed = "content/kits/neuf/index.md";
    for (from, to) in [("", ""), ("Deuxième", "Second")] {
        edit(&world.up, renamed, from, to);
        world.release();
        let (code, said, _) = world.update(&["--check", "--format", "json"]);
        assert!(code == 1 && said.contains("s'appelle sans doute « kits/neuf »"), "{said}");
        assert!(said.contains("datapackage.json kits/neuf"), "{said}");
    }
    assert_eq!(files(&world.root), before);
    // Its publisher says so: it is followed, and nothing written here is lost.
    edit(&world.up, renamed, "nom: Le kit", "aliases: [k]\nnom: Le kit");
    world.release();
    let (code, _, said) = world.update(&[]);
    assert!(code == 0 && said.contains("kits/k → kits/neuf"), "{code} {said}");
    let now = read(&world.root, INDEX);
    assert!(!said.contains("aliases") && !now.contains("aliases"), "{said}{now}");
    for words in ["  id: kits/neuf\n", "kits/neuf.html", "Premier paragraphe d'Aval.", "Second paragraphe"] {
        assert!(now.contains(words), "{words}: {now}");
    }
    assert_eq!(read(&world.root, "origins/lock.yaml").matches("record: kits/k\n").count(), 1);
    assert_eq!((world.update(&[]).0, world.run(&["check"]).0), (0, 0));
    edit(&world.up, renamed, "Troisième", "Dernier");
    world.release();
    assert_eq!(world.update(&[]).0, 0);
    assert!(read(&world.root, INDEX).contains("Dernier paragraphe"));
}

#[test]
fn blanks_are_filled_as_a_kit_is_taken() {
    let world = world();
    let own = "# Notre site\nvariables: # les nôtres\n  # le nom\n  ville: Aval # court\n";
    let site = read(&world.root, "content/site.yaml");
    write(
        &world.root,
        "content/site.yaml",
        site.replace("variables: {service: le service d'Aval}\n", own) + "# fin\n",
    );
    write(&world.up, "content/kits/k/20-suite.md", "Écrire à {{ courriel }}, à {{ville}}.\n");
    world.release();
    let before = files(&world.root);
    let (code, _, said) = world.import(&["kits/k", "--set", "courriell=x"]);
    assert!(code == 2 && said.contains("« courriel »"), "{code} {said}");
    assert_eq!(files(&world.root), before);
    let (code, _, said) = world.import(&[
        "kits/k",
        "--set",
        "service=le service des Eaux",
        "--set",
        "courriel=eau: eaux@aval.example",
        "--set",
        "ville=Aval-sur-Mer",
    ]);
    assert!(code == 0 && said.contains("  service = le service des Eaux\n"), "{code} {said}");
    // In the kit where the kit fills it, else in the site, comments kept; the copy is what came.
    assert!(read(&world.root, INDEX).contains("variables:\n  service: le service des Eaux\n"));
    assert!(read(&world.root, "origins/kits/k/index.md").contains("service: un service\n"));
    let site = read(&world.root, "content/site.yaml");
    let filled = "# Notre site\nvariables: # les nôtres\n  # le nom\n  ville: Aval-sur-Mer # court\n  courriel: \"eau: eaux@aval.example\"\n# fin\n";
    assert!(site.ends_with(filled), "{site}");
    let (code, _, said) = world.run(&["build"]);
    assert_eq!(code, 0, "{said}");
    let page = read(&world.root, "output/kits/k.html");
    assert!(
        page.contains("eaux@aval.example, à Aval-sur-Mer") && page.contains("Pour le service des Eaux"),
        "{page}"
    );
    // An update leaves them.
    edit(&world.up, INDEX, "Premier", "Le premier");
    world.release();
    assert_eq!(world.update(&[]).0, 0);
    assert!(read(&world.root, INDEX).contains("  service: le service des Eaux\n"));
}
