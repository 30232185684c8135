//! Whatever the edits here and the releases there, no word written here is lost, and updates come to rest.

use std::collections::BTreeSet;
use std::path::Path;

use essaim::fetch::{Client, Network, Patience};
use essaim::import::transaction::apply_changes;
use essaim::import::update::{UpdateRequest, update};
use essaim::load::folder::read_folder;
use essaim::project::read_lenient;
use essaim::report::{ReportLanguage, lock_note};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::stage::{KIT, KITS, downstream, essaim, files, publish, read, text, upstream, write};

/// A change that somebody makes to a kit.
#[derive(Clone, Debug)]
enum Edit {
    /// Adds a word to a line of a file.
    Line(Index, Index),
    /// Adds a paragraph behind one.
    Paragraph(Index, Index),
    /// Gives a field another value.
    Field(Index),
    /// Adds a field to the variables.
    Variable,
    /// Adds a comment to a header: above a line or behind it, in blocks and lists too.
    Comment(Index, Index),
    /// Gives a block or a list one more line, or its first line another value.
    Block(Index),
    Attachment(Index),
    NewPart(Index),
    NewFile(Index),
    Remove(Index),
}

#[derive(Clone, Debug)]
enum Event {
    Here(Edit),
    There(Edit),
    Update,
}

fn edit() -> impl Strategy<Value = Edit> {
    let two = || (any::<Index>(), any::<Index>());
    prop_oneof![
        4 => two().prop_map(|(file, line)| Edit::Line(file, line)),
        3 => two().prop_map(|(file, line)| Edit::Paragraph(file, line)),
        3 => any::<Index>().prop_map(Edit::Field),
        1 => Just(Edit::Variable),
        5 => two().prop_map(|(line, way)| Edit::Comment(line, way)),
        2 => any::<Index>().prop_map(Edit::Block),
        2 => any::<Index>().prop_map(Edit::Attachment),
        1 => any::<Index>().prop_map(Edit::NewPart),
        1 => any::<Index>().prop_map(Edit::NewFile),
        1 => any::<Index>().prop_map(Edit::Remove),
    ]
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        3 => edit().prop_map(Event::Here),
        3 => edit().prop_map(Event::There),
        2 => Just(Event::Update),
    ];
    prop::collection::vec(event, 1..14)
}

/// Makes a change that bears a word nobody else has, and tells which words it may have taken away.
fn make(root: &Path, edit: &Edit, word: &str, words: &mut BTreeSet<String>) {
    let kit = "content/kits/k/";
    let all: Vec<String> = files(root).into_keys().filter(|path| path.starts_with(kit)).collect();
    let pick = |index: &Index, end: &str| {
        let fit: Vec<&String> = all.iter().filter(|path| path.ends_with(end)).collect();
        (!fit.is_empty()).then(|| (*index.get(&fit)).clone())
    };
    let index = format!("{kit}index.md");
    match edit {
        Edit::Line(file, line) | Edit::Paragraph(file, line) => {
            let path = pick(file, ".md").unwrap();
            let before = read(root, &path);
            let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
            let fences =
                lines.iter().enumerate().filter(|(_, line)| line.as_str() == "---").map(|(at, _)| at).nth(1);
            let body: Vec<usize> = (fences.map_or(0, |at| at + 1)..lines.len()).collect();
            if body.is_empty() {
                return;
            }
            let at = *line.get(&body);
            if matches!(edit, Edit::Line(..)) {
                lines[at] = format!("{} {word}", lines[at].trim_start());
            } else {
                lines.insert(at + 1, format!("\n{word}\n"));
            }
            write(root, &path, lines.join("\n") + "\n");
        }
        Edit::Field(field) => {
            let name = ["nom", "resume"][field.index(2)];
            let before = read(root, &index);
            let line = before.lines().find(|line| line.starts_with(&format!("{name}: "))).map(str::to_owned);
            let Some(line) = line else { return };
            words.retain(|known| !line.contains(known.as_str()));
            write(root, &index, before.replacen(&line, &format!("{name}: {word}"), 1));
        }
        Edit::Variable => {
            let before = read(root, &index);
            if !before.contains("\nvariables:\n") {
                return;
            }
            write(
                root,
                &index,
                before.replacen("\nvariables:\n", &format!("\nvariables:\n  v{word}: {word}\n"), 1),
            );
        }
        Edit::Comment(line, way) => {
            let before = read(root, &index);
            let mut lines: Vec<String> = before.lines().map(str::to_owned).collect();
            let end = lines.iter().skip(1).position(|line| line == "---").unwrap() + 1;
            let at = 1 + line.index(end);
            let margin = |line: &str| line.len() - line.trim_start().len();
            match way.index(3) {
                // Behind a value, a key, an item.
                0 if at < end && !lines[at].contains('#') => lines[at].extend([" # ", word]),
                1 => lines.insert(at, format!("# {word}")),
                _ => lines.insert(at, format!("{}# {word}", " ".repeat(margin(&lines[at])))),
            }
            write(root, &index, lines.join("\n") + "\n");
        }
        Edit::Block(way) => {
            let before = read(root, &index);
            let (from, to) = [
                ("\n  - premier", format!("\n  - {word}\n  - premier")),
                ("\n  - premier", format!("\n  - premier {word}")),
                ("\n  service: un", format!("\n  service: {word} un")),
            ][way.index(3)]
            .clone();
            if !before.contains(from) {
                return;
            }
            write(root, &index, before.replacen(from, &to, 1));
        }
        Edit::Attachment(file) => {
            let Some(path) = pick(file, ".ods") else { return };
            let before = read(root, &path);
            words.retain(|known| !before.contains(known.as_str()));
            write(root, &path, word);
        }
        Edit::NewPart(number) => {
            write(root, &format!("{kit}{}-p{word}.md", 20 + number.index(5)), format!("# P\n\n{word}\n"));
        }
        Edit::NewFile(number) => {
            let path = format!("{kit}neuf-{}.ods", number.index(3));
            if all.contains(&path) {
                let before = read(root, &path);
                words.retain(|known| !before.contains(known.as_str()));
            }
            write(root, &path, word);
        }
        Edit::Remove(file) => {
            let Some(path) = pick(file, ".md").filter(|path| *path != index) else { return };
            let before = read(root, &path);
            words.retain(|known| !before.contains(known.as_str()));
            std::fs::remove_file(root.join(path)).unwrap();
            return;
        }
    }
    words.insert(word.to_owned());
}

/// Everything that stands in the kit here, as one text.
fn standing(root: &Path) -> String {
    let all = files(root).into_iter().filter(|(path, _)| path.starts_with("content/"));
    all.map(|(_, bytes)| text(&bytes)).collect()
}

/// Settles every conflict by keeping both texts, and the file that stood here.
fn settle(root: &Path) {
    for (path, bytes) in files(root) {
        if path.contains(".conflit.") {
            std::fs::remove_file(root.join(&path)).unwrap();
        } else if path.starts_with("content/") && path.ends_with(".md") {
            let kept = text(&bytes)
                .lines()
                .filter(|line| {
                    let marks = ["<<<<<<< ", "=======", ">>>>>>> ", "# <<<<<<< ", "# >>>>>>> ", "#   "];
                    !marks.iter().any(|mark| line.starts_with(mark))
                })
                .fold(String::new(), |kept, line| kept + line + "\n");
            write(root, &path, kept);
        }
    }
}

/// Updates, and tells how many records changed.
fn updated(root: &Path, client: &Client) -> usize {
    let (sources, unread) = read_folder(root).unwrap();
    assert!(!unread.has_errors());
    let lock = read_lenient(&sources).site.lock;
    let request = UpdateRequest { names: &[], today: "2026-05-06", language: ReportLanguage::French };
    let updates = update(&sources, &lock, client, &request);
    assert!(updates.told.is_empty(), "{:?}", updates.told);
    let count = updates.waiting().count();
    apply_changes(root, &updates.changes(&lock_note(ReportLanguage::French)))
        .unwrap_or_else(|stopped| panic!("{stopped:?}"));
    count
}

fn play(events: &[Event]) {
    let home = tempfile::tempdir().unwrap();
    let (up, site, root) = (home.path().join("amont"), home.path().join("site"), home.path().join("aval"));
    upstream(&up);
    let listed = "  - {name: mots, title: Mots, type: list}\n    - {name: maj";
    write(&up, "content/kits/_collection.yaml", KITS.replacen("  - {name: maj", listed, 1));
    let words = "mots:\n  - premier\n  - deuxième\n  - troisième\nvariables:\n";
    write(&up, "content/kits/k/index.md", KIT.replacen("variables:\n", words, 1));
    downstream(&root);
    publish(&up, &site);
    let done = essaim(&root, &["import", site.to_str().unwrap(), "kits/k", "--yes"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let client = Client::new(Network::Public, Patience::Long);
    let (mut ours, mut theirs) = (BTreeSet::new(), BTreeSet::new());
    let mut touched = false;
    let update = |ours: &BTreeSet<String>| {
        publish(&up, &site);
        updated(&root, &client);
        let now = standing(&root);
        for word in ours {
            assert!(now.contains(word.as_str()), "{word} is lost:\n{now}");
        }
        settle(&root);
    };
    for (number, event) in events.iter().enumerate() {
        match event {
            Event::Here(edit) => {
                touched = true;
                make(&root, edit, &format!("ici{number}x"), &mut ours);
            }
            Event::There(edit) => {
                let word = format!("amont{number}x");
                make(&up, edit, &word, &mut theirs);
                // Comments beside personal fields are not published.
                if matches!(edit, Edit::Comment(..)) {
                    theirs.remove(&word);
                }
            }
            Event::Update => update(&ours),
        }
    }
    update(&ours);
    assert_eq!(updated(&root, &client), 0, "an update without news changes nothing");
    if !touched {
        // Nobody touched it here: it is the original, with its block.
        for (path, bytes) in files(&root).iter().filter(|(path, _)| path.starts_with("content/kits/k/")) {
            let copy = path.replacen("content/", "origins/", 1);
            assert_eq!(text(bytes), read(&root, &copy), "{path}");
        }
        let now = standing(&root);
        theirs.iter().for_each(|word| assert!(now.contains(word.as_str()), "{word} did not come"));
    }
}

/// As many as a run can bear, or as many as are asked for.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_written_here_is_lost_and_updates_come_to_rest(events in events()) {
        play(&events);
    }

    #[test]
    fn what_nobody_touched_follows_its_original(edits in prop::collection::vec(edit(), 1..8)) {
        let events: Vec<Event> = edits.into_iter().flat_map(|edit| [Event::There(edit), Event::Update]).collect();
        play(&events);
    }
}
