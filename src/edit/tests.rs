//! Edits drawn at random over texts as people write them.

use std::ops::Range;

use proptest::prelude::*;
use proptest::sample::Index;

use super::document::EditedDocument;
use super::value::{EditFault, EditValue, Edited, PathStep, TextFormat};
use super::{insert_item, insert_row, remove_row, remove_value, rename_key, set_body, set_cell, set_value};

/// Styles that editors of other tools leave behind.
const ODD: [&str; 9] = [
    "\u{feff}---\r\n# tête\r\nnom:\tUn titre # du nom\r\n'clé: citée' : \"a: b\"\r\n\r\n# au-dessus\r\nmots: # de la liste\r\n  - un # du mot\r\n  # entre\r\n  - 'deux'\r\nvide:\r\n# fin\r\n---\r\nCorps\r\n",
    "---\n{a: 1, 'b': [x, \"y, z\", {c: }], d: {}} # d'une ligne\n---\nCorps",
    "---\na: {b: 1,\n    c: 2, # du c\n   }\nl: [\n  un, # du un\n  deux,\n]\n---\n",
    "---\ntexte: |\n  Un\n\n  # pas un commentaire\n  deux\n\nplié: >-\n  plié\n  là\ngardé: |+\n  garde\n\n\nfin: là\n---\n",
    "---\netapes:\n- titre: A # premier\n  # de la durée\n  duree: 1 h\n- titre: B\n  duree:\n    - x\n    -\n    - y\n-   profond:\n      plus: {loin: 1}\nmot: ~\n---\n\n# Corps\n",
    "---\n# rien que des commentaires\n---\nCorps\n",
    "Sans en-tête\n",
    "---\n\"a\": \"\\u00e9t\\xe9\"\nb: plusieurs\n  lignes\n  d'un mot\nc: 'l''été\n  long'\nd: null\ne: []\n---\n---\n",
    "---\nligne: fin\nsous:\n    quatre: 4\n    cinq:\n        - six\n        - sept: 8\n          neuf: dix\n---",
];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Key(String),
    Item(usize),
}

fn borrow(path: &[Step]) -> Vec<PathStep<'_>> {
    let step = |step: &'_ Step| match step {
        Step::Key(_) => PathStep::Key(""),
        Step::Item(at) => PathStep::Item(*at),
    };
    let mut steps: Vec<PathStep<'_>> = path.iter().map(step).collect();
    for (place, step) in steps.iter_mut().zip(path) {
        if let Step::Key(key) = step {
            *place = PathStep::Key(key);
        }
    }
    steps
}

/// Every path of a value, but for its own.
fn paths(value: &EditValue, at: &[Step], all: &mut Vec<Vec<Step>>) {
    let inner: Vec<(Step, &EditValue)> = match value {
        EditValue::List(items) => items.iter().enumerate().map(|(at, item)| (Step::Item(at), item)).collect(),
        EditValue::Map(pairs) => pairs.iter().map(|(key, item)| (Step::Key(key.clone()), item)).collect(),
        _ => Vec::new(),
    };
    for (step, item) in inner {
        let path = [at, &[step]].concat();
        all.push(path.clone());
        paths(item, &path, all);
    }
}

fn values() -> impl Strategy<Value = EditValue> {
    let words = prop::sample::select(vec![
        "un",
        "deux mots",
        "a: b",
        "x # y",
        "# z",
        "- t",
        "[a]",
        "{b",
        "null",
        "~",
        "",
        " bord ",
        "l'été",
        "\"cité\"",
        "a, b",
        "12",
        "-1",
        "2026-01-01",
        "no",
        "deux\nlignes",
        "fin\n",
        "\nmilieu\n\nfin\n\n",
        "\ttab",
        "---",
        "@nous",
        "%",
        "!important",
        "é: à",
        "c'est: \"dit\"",
        "&x",
        "*y",
        "| z",
        "> w",
        "\\n",
        "mot long mot long mot long mot long mot long mot long mot long mot long mot long mot long mot long mot",
    ]);
    let leaf = prop_oneof![4 => words.prop_map(EditValue::from), 1 => Just(EditValue::Empty)];
    leaf.prop_recursive(2, 8, 3, |inner| {
        let key = prop::sample::select(vec!["nom", "a", "b", "clé: citée", "vieux", "mots", "12"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(EditValue::List),
            prop::collection::btree_map(key, inner, 0..4).prop_map(|pairs| {
                EditValue::Map(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
            }),
        ]
    })
}

static TEXTS: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| demo(&[".md"]));

/// The texts of the demonstration.
fn demo(endings: &[&str]) -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let wanted = files.filter(|file| endings.iter().any(|end| file.path().to_string_lossy().ends_with(end)));
    wanted.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
}

/// The bytes that an edit of a value may touch: those behind its key or its dash, down to the end of its last line.
fn reach(document: &EditedDocument, path: &[PathStep]) -> Range<usize> {
    let target = document.find(path).unwrap();
    let range = document.range(&target);
    let start = document.anchor(&target).unwrap_or(range.start).min(range.start);
    start..document.next_line(document.end_of(&target).max(start))
}

/// What an edit made is what differs, and outside of `reach` nothing does; line ends are those of the text.
fn judge(before: &str, edited: &Edited, reach: &Range<usize>) {
    let Edited { text, replaced, written } = edited;
    assert_eq!(before[..replaced.start], text[..written.start]);
    assert_eq!(before[replaced.end..], text[written.end..]);
    let is_same = text.starts_with(&before[..reach.start]) && text.ends_with(&before[reach.end..]);
    assert!(
        is_same,
        "{reach:?} {edited:?}
{before}"
    );
    if before.contains("\r\n") && !before.replace("\r\n", "").contains('\n') {
        assert!(!text.replace("\r\n", "").contains('\n'), "{text:?}");
    }
}

fn read(text: &str, format: TextFormat) -> EditValue {
    let value =
        EditedDocument::parse(text, format).unwrap_or_else(|fault| panic!("{fault:?}\n{text}")).value();
    if value == EditValue::Empty { EditValue::Map(Vec::new()) } else { value }
}

fn holds(text: &str, format: TextFormat, expected: &EditValue) {
    assert_eq!(read(text, format).to_characters(), expected.to_characters(), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_touches_nothing_else_and_reads_back(
        which in any::<Index>(), place in any::<Index>(), kind in 0..5u8, at in any::<Index>(), value in values(),
        name in prop::sample::select(vec!["neuf", "clé neuve", "a: b", "'x", "12", "nom"]),
    ) {
        let format = TextFormat::Markdown;
        let mut texts: Vec<String> = ODD.iter().map(|text| (*text).to_owned()).collect();
        if which.index(3) == 0 {
            texts.extend(TEXTS.iter().cloned());
        }
        let text = &texts[which.index(texts.len())];
        let Ok(document) = EditedDocument::parse(text, format) else { return Ok(()) };
        let mut all = Vec::new();
        let mut expected = read(text, format);
        paths(&expected, &[], &mut all);
        if all.is_empty() {
            all.push(vec![Step::Key("neuf".into())]);
        }
        let path = borrow(&all[place.index(all.len())]);
        let (last, holder) = path.split_last().unwrap();
        let context = format!("{path:?} {value:?}\n{text}");
        match kind {
            0 | 1 => {
                let stands = document.find(&path).is_some();
                expected.set(&path, &value).unwrap();
                let edited = set_value(text, format, &path, &value).unwrap_or_else(|f| panic!("{f:?} {context}"));
                holds(&edited.text, format, &expected);
                if stands {
                    judge(text, &edited, &reach(&document, &path));
                }
            }
            2 => {
                expected.remove(&path).unwrap_or_default();
                match remove_value(text, format, &path) {
                    Ok(edited) => {
                        holds(&edited.text, format, &expected);
                        let holder = document.find(holder).unwrap();
                        let range = holder.node.span.range();
                        let start = document.anchor(&holder).unwrap_or(document.line_start(range.start));
                        let end = document.next_line(document.end_of(&holder));
                        judge(text, &edited, &(start.min(range.start)..end));
                    }
                    Err(fault) => assert!(fault == EditFault::NoSuchPlace && document.find(&path).is_none(), "{fault:?} {context}"),
                }
            }
            3 => {
                if let Some(target) = document.find(&path) && matches!(last, PathStep::Key(_)) {
                    let renamed = rename_key(text, format, &path, name);
                    let wanted = expected.rename(&path, name);
                    prop_assert_eq!(renamed.as_ref().err(), wanted.as_ref().err(), "{}", context);
                    if let Ok(edited) = renamed {
                        holds(&edited.text, format, &expected);
                        let super::document::Holder::Pair(pair) = target.holder else { panic!("{context}") };
                        judge(text, &edited, &pair.key_span.range());
                    }
                }
            }
            _ => {
                let list = document.find(&path).map(|target| EditValue::from(target.node));
                if let Some(EditValue::List(items)) = list {
                    let at = at.index(items.len() + 1);
                    expected.insert(&path, at, &value).unwrap();
                    let edited = insert_item(text, format, &path, at, &value).unwrap_or_else(|f| panic!("{f:?} {at} {context}"));
                    holds(&edited.text, format, &expected);
                    let mut reach = reach(&document, &path);
                    reach.end += text[reach.end..].len() - text[reach.end..].trim_start().len();
                    judge(text, &edited, &reach);
                } else {
                    let (before, _) = text.split_at(text.len() - document.body().len());
                    let edited = set_body(text, "Un\nautre corps\n").unwrap();
                    prop_assert!(edited.text.starts_with(before));
                    holds(&edited.text, format, &expected);
                }
            }
        }
    }

    #[test]
    fn an_edited_table_keeps_its_other_cells(
        which in any::<Index>(), row in any::<Index>(), column in any::<Index>(), kind in 0..3u8,
        value in prop::sample::select(vec!["un", "a;b", "a,b", "\"cité\"", "", "deux\nlignes", " bord ", "é"]),
    ) {
        let mut texts = demo(&[".csv"]);
        texts.extend([
            "\u{feff}nom;note\r\n\"a;\"\"b\"\"\nc\";é\r\nd;\r\n".to_owned(),
            "\"nom\",\"note\"\n\"a\",\"b\"".to_owned(),
            "sep=;\nnom;note\na;b\n".to_owned(),
            "nom\tnote\na\tb\n".to_owned(),
        ]);
        let text = &texts[which.index(texts.len())];
        let cells = |text: &str| {
            let mut sources = crate::source::Sources::default();
            let id = sources.add("", text);
            let rows = crate::load::table::read(&sources, id, &mut crate::diag::Diagnostics::default()).unwrap();
            let line = |cells: &[crate::load::yaml::Node]| -> Vec<String> {
                cells.iter().map(|cell| cell.as_text().unwrap_or_default().to_owned()).collect()
            };
            (line(&rows.header), rows.rows.iter().map(|row| line(&row.cells)).collect::<Vec<_>>())
        };
        let (head, mut rows) = cells(text);
        let (row, column) = (row.index(rows.len().max(1)), column.index(head.len()));
        let edited = match kind {
            0 if row < rows.len() => {
                while rows[row].len() <= column {
                    rows[row].push(String::new());
                }
                value.clone_into(&mut rows[row][column]);
                set_cell(text, row, head[column].trim(), value)
            }
            1 if row < rows.len() => {
                rows.remove(row);
                remove_row(text, row)
            }
            _ => {
                let mut made = vec![String::new(); head.len()];
                value.clone_into(&mut made[column]);
                rows.insert(row, made);
                insert_row(text, row, &[(head[column].trim(), value)])
            }
        }.unwrap();
        let Edited { text: after, replaced, written } = &edited;
        prop_assert_eq!(&text[..replaced.start], &after[..written.start]);
        prop_assert_eq!(&text[replaced.end..], &after[written.end..]);
        prop_assert_eq!(cells(after), (head, rows), "{}", after);
    }
}

#[test]
fn edits_look_as_people_write() {
    let text = ODD[0];
    let set = |text: &str, path: &[PathStep], value: EditValue| {
        set_value(text, TextFormat::Markdown, path, &value).unwrap().text
    };
    let one = set(text, &[PathStep::Key("nom")], "Autre : titre".into());
    assert!(one.contains("nom:\t\"Autre : titre\" # du nom\r\n"), "{one}");
    let two = set(text, &[PathStep::Key("mots"), PathStep::Item(1)], "l'été".into());
    assert!(two.contains("  # entre\r\n  - 'l''été'\r\nvide:\r\n"), "{two}");
    let three = set(text, &[PathStep::Key("vide")], "plein".into());
    assert!(three.contains("vide: plein\r\n# fin\r\n"), "{three}");
    let four = set(text, &[PathStep::Key("neuf"), PathStep::Key("dedans")], "x".into());
    assert!(four.contains("vide:\r\nneuf:\r\n  dedans: x\r\n# fin\r\n"), "{four}");
    let five = set("Corps\n", &[PathStep::Key("nom")], "A".into());
    assert_eq!(five, "---\nnom: A\n---\nCorps\n");
    let six = set(text, &[PathStep::Key("vide")], "deux\nlignes\n".into());
    assert!(six.contains("vide: |\r\n  deux\r\n  lignes\r\n# fin\r\n"), "{six}");
    let gone = remove_value(text, TextFormat::Markdown, &[PathStep::Key("mots"), PathStep::Item(0)]).unwrap();
    assert!(gone.text.contains("mots: # de la liste\r\n  # entre\r\n  - 'deux'\r\n"), "{}", gone.text);
    let several = set_value("a: 1\n---\nb: 2\n", TextFormat::Yaml, &[PathStep::Key("a")], &"2".into());
    assert_eq!(several.unwrap_err(), EditFault::Unreadable);
}
