//! The steps themselves, one function each. Each gives its name, or nothing where the project has no file for it.

#![allow(clippy::unnecessary_wraps)] // every step has one shape, also those that always find a file
#![allow(clippy::format_push_string)] // plain to read, and nothing here is in a hurry

use super::files::{
    change_line, collection, folder, identifier, identifiers, is_attachment, is_declaration, is_list,
    is_markdown, is_pair, is_part, is_record, is_table, key, paths, set, text,
};
use super::{Draw, Files};

type Name = Option<String>;

const SITE: &str = "content/site.yaml";
const FIELDS: &str = "content/_fields.yaml";
/// Keys that name a record, in the projects that are edited.
const LABELS: [&str; 4] = ["nom", "name", "titre", "title"];
const RANKS: [&str; 2] = ["ordre", "rank"];

/// One step, drawn at random; the frequent ones of an editor are drawn more often.
pub fn any(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    match draw.below(52) {
        0..=3 => body(files, draw, number),
        4 | 5 => label(files, draw, number),
        6 | 7 => rank(files, draw),
        8..=10 => value(files, draw, number),
        11 | 12 => reference(files, draw),
        13 => broken_reference(files, draw),
        14 => mistaken_line(files, draw),
        15 => swap(files, draw),
        16 => rename(files, draw),
        17 => rename_everywhere(files, draw, number),
        18 => twin(files, draw),
        19 | 20 => new_record(files, draw, number),
        21 => delete(files, draw),
        22 => move_within(files, draw),
        23 => move_across(files, draw),
        24 => own_folder(files, draw),
        25 | 26 => row(files, draw, number),
        27 | 28 => item(files, draw, number),
        29 | 30 => part(files, draw, number),
        31 | 32 => attachment(files, draw, number),
        33..=36 => site(files, draw, number),
        37..=40 => declaration(files, draw, number),
        41 => shared_fields(files, draw, number),
        42 => collection_added(files, draw, number),
        43 => collection_removed(files, draw),
        44 => collection_renamed(files, draw),
        45..=47 => theme(files, draw, number),
        48 => bytes(files, draw),
        49 => passed_over(files, draw, number),
        50 => page(files, draw, number),
        _ => everything_gone(files, draw),
    }
}

/// A link to some record, as an editor writes it.
fn link(files: &Files, draw: &mut Draw) -> String {
    let records = paths(files, is_record);
    match draw.one(&records) {
        Some(path) => format!("[[{}/{}]]", collection(path), identifier(path)),
        None => "[[rien/du-tout]]".to_owned(),
    }
}

fn body(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_markdown);
    let path = draw.one(&all)?.clone();
    let mut changed = text(files, &path);
    match draw.below(7) {
        0 => changed.push_str(&format!("\n## Un titre {number}\n\nVoir {}.\n", link(files, draw))),
        1 => changed.push_str(&format!("\nUn paragraphe de plus, le {number}e : « à lire ».\n")),
        2 => changed.push_str("\n[ailleurs](nulle-part.md)\n"),
        3 => changed.push_str(&format!(
            "\n{{{{variable_{}}}}} et {{{{ville}}}}.[^n]\n\n[^n]: Une note.\n",
            number % 3
        )),
        4 => changed.push_str("\n[[#]] <b>gras</b> [ici](https://exemple.example/)\n"),
        5 => changed = changed.replacen("que", "qve", 1),
        // As long as before, so that a size tells nothing.
        _ => changed = changed.replacen(" le ", " la ", 1 + draw.below(3)),
    }
    set(files, &path, changed);
    Some(format!("body of {path}"))
}

fn label(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_record);
    let path = draw.one(&all)?.clone();
    let words = ["Été", "abricot", "Zèbre", "« cité »", "œuf"];
    change_line(
        files,
        draw,
        &path,
        |line| is_pair(line) && LABELS.contains(&key(line)),
        |line, draw| format!("{}: {} {number}", key(line), words[draw.below(words.len())]),
    )?;
    Some(format!("label of {path}"))
}

fn rank(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, is_record);
    let path = draw.one(&all)?.clone();
    change_line(
        files,
        draw,
        &path,
        |line| is_pair(line) && RANKS.contains(&key(line)),
        |line, draw| format!("{}: {}", key(line), 1 + draw.below(90)),
    )?;
    Some(format!("rank of {path}"))
}

fn value(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_record);
    let path = draw.one(&all)?.clone();
    let kind = draw.below(4);
    change_line(files, draw, &path, is_pair, |line, draw| match kind {
        0 => format!("{line} bis"),
        1 => String::new(),
        2 => format!(
            "{}: {}",
            key(line),
            ["2026-11-21", "12", "non", "texte", "1 h 30", "[a, b]"][draw.below(6)]
        ),
        _ => format!("{line}\nresume: Résumé numéro {number}."),
    })?;
    Some(format!("value in {path}"))
}

/// The key of a line whose value is the identifier of a record.
fn reference(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, is_record);
    let path = draw.one(&all)?.clone();
    let records = paths(files, is_record);
    let named: Vec<&str> = records.iter().map(|path| identifier(path)).collect();
    change_line(
        files,
        draw,
        &path,
        |line| is_pair(line) && line.split_once(": ").is_some_and(|(_, value)| named.contains(&value)),
        |line, draw| {
            let value = line.split_once(": ").unwrap().1;
            let of =
                records.iter().find(|path| identifier(path) == value).map_or("", |path| collection(path));
            let fit: Vec<&String> = records.iter().filter(|path| collection(path) == of).collect();
            format!("{}: {}", key(line), identifier(fit[draw.below(fit.len())]))
        },
    )?;
    Some(format!("reference of {path}"))
}

fn broken_reference(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, is_record);
    let path = draw.one(&all)?.clone();
    let records: Vec<String> =
        paths(files, is_record).iter().map(|path| identifier(path).to_owned()).collect();
    change_line(
        files,
        draw,
        &path,
        |line| is_pair(line) && records.iter().any(|id| line.ends_with(&format!(": {id}"))),
        |line, _| format!("{line}x"),
    )?;
    Some(format!("broken reference in {path}"))
}

fn mistaken_line(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, |path| is_record(path) || is_declaration(path) || path == SITE || is_list(path));
    let path = draw.one(&all)?.clone();
    let kind = draw.below(6);
    change_line(files, draw, &path, is_pair, |line, _| match kind {
        0 => format!("{line} : suite"),
        1 => format!("\t{line}"),
        2 => format!("{line}\n{line}"),
        3 => format!("{}x: v", key(line)),
        4 => format!("{}: \"ouvert", key(line)),
        _ => line.replace(": ", " "),
    })?;
    Some(format!("mistake in {path}"))
}

fn swap(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, |path| is_record(path) && !path.ends_with("/index.md"));
    let one = draw.one(&all)?.clone();
    let fit: Vec<String> =
        all.iter().filter(|path| collection(path) == collection(&one) && **path != one).cloned().collect();
    let other = draw.one(&fit)?.clone();
    let (first, second) = (files[&one].clone(), files[&other].clone());
    files.insert(one.clone(), second);
    files.insert(other.clone(), first);
    Some(format!("swap {one} and {other}"))
}

fn rename(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, |path| is_record(path) && !path.ends_with("/index.md"));
    let path = draw.one(&all)?.clone();
    let new = match draw.below(3) {
        0 => format!("{}/Été {}.md", folder(&path), identifier(&path)),
        _ => format!("{}/{}-bis.md", folder(&path), identifier(&path)),
    };
    let bytes = files.remove(&path)?;
    files.insert(new.clone(), bytes);
    Some(format!("rename {path} to {new}"))
}

/// A rename that follows the record wherever its name is written.
fn rename_everywhere(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, |path| is_record(path) && !path.ends_with("/index.md"));
    let path = draw.one(&all)?.clone();
    let (old, new) = (identifier(&path).to_owned(), format!("nouveau-nom-{number}"));
    let bytes = files.remove(&path)?;
    files.insert(format!("{}/{new}.md", folder(&path)), bytes);
    for file in
        paths(files, |path| path.starts_with("content/") && !is_declaration(path) && !is_attachment(path))
    {
        let was = text(files, &file);
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '-' && c != '_');
        let mut is = String::new();
        let mut from = 0;
        for (at, _) in was.match_indices(&old) {
            let whole = edge(was[..at].chars().next_back()) && edge(was[at + old.len()..].chars().next());
            if whole && at >= from {
                is.push_str(&was[from..at]);
                is.push_str(&new);
                from = at + old.len();
            }
        }
        is.push_str(&was[from..]);
        if is != was {
            set(files, &file, is);
        }
    }
    Some(format!("rename {path} to {new} everywhere"))
}

fn twin(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, |path| is_record(path) && !path.ends_with("/index.md"));
    let path = draw.one(&all)?.clone();
    let new = format!("content/{}/jumeau/{}.md", collection(&path), identifier(&path));
    files.insert(new.clone(), files[&path].clone());
    Some(format!("twin {new}"))
}

fn new_record(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, |path| is_record(path) && !path.ends_with("/index.md"));
    let path = draw.one(&all)?.clone();
    let new = format!("{}/fiche-{number}.md", folder(&path));
    let copy: Vec<String> = text(files, &path)
        .split('\n')
        .map(|line| match key(line) {
            label if is_pair(line) && LABELS.contains(&label) => format!("{label}: Fiche {number}"),
            rank if is_pair(line) && RANKS.contains(&rank) => format!("{rank}: {}", 100 + number),
            _ => line.to_owned(),
        })
        .collect();
    set(files, &new, copy.join("\n"));
    Some(format!("new {new}"))
}

fn delete(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, |path| path.starts_with("content/"));
    let path = draw.one(&all)?.clone();
    files.remove(&path);
    Some(format!("delete {path}"))
}

fn move_within(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, |path| is_record(path) && !path.ends_with("/index.md"));
    let path = draw.one(&all)?.clone();
    let name = path.rsplit('/').next()?;
    let grouped = format!("content/{}/{}/{name}", collection(&path), ["a", "z", "b/c"][draw.below(3)]);
    let new =
        if path.matches('/').count() > 2 { format!("content/{}/{name}", collection(&path)) } else { grouped };
    let bytes = files.remove(&path)?;
    files.insert(new.clone(), bytes);
    Some(format!("move {path} to {new}"))
}

fn move_across(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, is_record);
    let (path, other) = (draw.one(&all)?.clone(), draw.one(&all)?.clone());
    let new = format!("content/{}/{}.md", collection(&other), identifier(&path));
    let bytes = files.remove(&path)?;
    files.insert(new.clone(), bytes);
    Some(format!("move {path} to {new}"))
}

/// `a.md` becomes `a/index.md`, or the other way round.
fn own_folder(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, is_record);
    let path = draw.one(&all)?.clone();
    let new = match path.strip_suffix("/index.md") {
        Some(stem) => format!("{stem}.md"),
        None => format!("{}/index.md", path.trim_end_matches(".md")),
    };
    let bytes = files.remove(&path)?;
    files.insert(new.clone(), bytes);
    Some(format!("{path} becomes {new}"))
}

fn row(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_table);
    let path = draw.one(&all)?.clone();
    let was = text(files, &path);
    let mut rows: Vec<String> = was.trim_end().split('\n').map(str::to_owned).collect();
    if rows.len() < 2 {
        return None;
    }
    let at = 1 + draw.below(rows.len() - 1);
    match draw.below(7) {
        0 => drop(rows.remove(at)),
        1 => {
            let cells = rows[at].split_once([',', ';']).map_or("", |(_, rest)| rest).to_owned();
            let separator = if rows[0].contains(';') { ';' } else { ',' };
            rows.push(format!("ligne-{number}{separator}{cells}"));
        }
        2 => rows.push(rows[at].clone()),
        3 => rows[1..].reverse(),
        4 => rows[at] = rows[at].replacen("es", "és", 1),
        5 => rows[at].push(','),
        _ => rows[0].push_str(",colonne"),
    }
    let end = if draw.chance(4) { "\r\n" } else { "\n" };
    set(files, &path, rows.join(end) + end);
    Some(format!("rows of {path}"))
}

fn item(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_list);
    let path = draw.one(&all)?.clone();
    let was = text(files, &path);
    let starts: Vec<usize> = was
        .match_indices("- ")
        .map(|(at, _)| at)
        .filter(|at| *at == 0 || was[..*at].ends_with('\n'))
        .collect();
    let which = draw.below(starts.len());
    let start = *starts.get(which)?;
    let end = starts.get(which + 1).copied().unwrap_or(was.len());
    let one = &was[start..end];
    let new = match draw.below(4) {
        0 => String::new(),
        1 => format!("{one}\n{}", one.replacen("id: ", &format!("id: n{number}-"), 1)),
        2 => one.replacen("20", "19", 1),
        _ => one.replacen(" de ", " du ", 1),
    };
    set(files, &path, format!("{}{new}{}", &was[..start], &was[end..]));
    Some(format!("items of {path}"))
}

fn part(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let folders = paths(files, |path| path.ends_with("/index.md") && is_record(path));
    let parts = paths(files, is_part);
    match (draw.below(3), draw.one(&parts).cloned(), draw.one(&folders).cloned()) {
        (0, Some(path), _) => {
            files.remove(&path);
            Some(format!("part {path} goes"))
        }
        (1, Some(path), _) => {
            let bytes = files.remove(&path)?;
            let new = format!("{}/05-devant-{number}.md", folder(&path));
            files.insert(new.clone(), bytes);
            Some(format!("part {path} becomes {new}"))
        }
        (_, _, Some(index)) => {
            let path = format!("{}/{}-feuille-{number}.md", folder(&index), 10 + draw.below(80));
            set(files, &path, format!("# Feuille {number}\n\nPour {{{{ville}}}} et {{{{inconnu}}}}.\n"));
            Some(format!("part {path}"))
        }
        _ => None,
    }
}

fn attachment(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_attachment);
    let folders = paths(files, |path| path.ends_with("/index.md") && is_record(path));
    match (draw.below(4), draw.one(&all).cloned(), draw.one(&folders).cloned()) {
        (0, Some(path), _) => {
            files.get_mut(&path)?.push(b'x');
            Some(format!("attachment {path} changes"))
        }
        (1, Some(path), _) => {
            files.remove(&path);
            Some(format!("attachment {path} goes"))
        }
        (2, Some(path), _) => {
            let bytes = files.remove(&path)?;
            files.insert(format!("{}/autre-{number}.ods", folder(&path)), bytes);
            Some(format!("attachment {path} is renamed"))
        }
        (_, _, Some(index)) => {
            let name = format!("plan-{number}.svg");
            set(
                files,
                &format!("{}/{name}", folder(&index)),
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- {number} --></svg>"),
            );
            let mut changed = text(files, &index);
            changed.push_str(&format!("\n![Un plan]({name})\n"));
            set(files, &index, changed);
            Some(format!("picture beside {index}"))
        }
        _ => None,
    }
}

fn site(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let was = text(files, SITE);
    let other = if was.contains("language: fr") { "language: en" } else { "language: fr" };
    let mine = if was.contains("language: fr") { "language: fr" } else { "language: en" };
    let nav = was.lines().find(|line| line.starts_with("nav: ")).unwrap_or_default().to_owned();
    let mut names: Vec<&str> = nav.trim_start_matches("nav: [").trim_end_matches(']').split(", ").collect();
    let kind = draw.below(13);
    let is = match kind {
        0 => was.replacen("title: ", &format!("title: {number} "), 1),
        1 => was.replacen(mine, other, 1),
        2 => {
            names.reverse();
            was.replacen(&nav, &format!("nav: [{}]", names.join(", ")), 1)
        }
        3 => {
            names.pop();
            was.replacen(&nav, &format!("nav: [{}]", names.join(", ")), 1)
        }
        4 => format!("{was}\nlints: {{vague-link: error, blank-empty: off}}\n"),
        5 => format!("{was}\nlints: {{blank-unknown: off, legal-missing: error}}\n"),
        6 => was.replacen("Ville-Exemple", &format!("Ville {number}"), 1).replacen(
            "Marsh End Parish Council}",
            "Another}",
            1,
        ),
        7 => was.replacen("license: ", "license: CC0-1.0 # ", 1),
        8 => was.replacen("https://", &format!("https://{number}."), 1),
        9 => was.lines().filter(|line| !line.starts_with("base_url")).collect::<Vec<_>>().join("\n"),
        10 => format!("{was}\nspatial: {{insee: \"06004\"}}\n"),
        11 => format!("{was}\ninconnu: oui\n"),
        _ => {
            files.remove(SITE);
            return Some("site.yaml goes".to_owned());
        }
    };
    set(files, SITE, is);
    Some(format!("site.yaml, {kind}"))
}

fn declaration(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_declaration);
    let path = draw.one(&all)?.clone();
    let was = text(files, &path);
    let field =
        format!("    - {{name: champ_{number}, title: Champ {number}, type: string, default: \"v\"}}\n");
    let kind = draw.below(15);
    let without = |key: &str| {
        was.lines()
            .filter(|line| !line.starts_with(&format!("{key}:")))
            .fold(String::new(), |text, line| text + line + "\n")
    };
    let is = match kind {
        0 => was.replacen("  fields:\n", &format!("  fields:\n{field}"), 1),
        1 => return field_gone(files, draw, &path),
        2 => was.replacen("type: string", "type: integer", 1),
        3 => was.replacen("type: integer", "type: number", 1),
        4 => was.replacen("title: ", &format!("title: N{number} "), 1),
        5 => format!("{}sort: [{}]\n", without("sort"), LABELS[draw.below(2)]),
        6 => format!("{}view: table\n", without("view")),
        7 => format!("{}pages: false\n", without("pages")),
        8 => format!("{}archive: true\n", without("archive")),
        9 => without("filters"),
        10 => format!("{}parts: true\n", without("parts")),
        11 => without("rules"),
        12 => was.replacen("required: true", "required: false", 1),
        13 => was.replacen("label: ", "label: A ", 1),
        _ => was.replacen("reference: ", "reference: x", 1),
    };
    set(files, &path, is);
    Some(format!("declaration {path}, {kind}"))
}

fn field_gone(files: &mut Files, draw: &mut Draw, path: &str) -> Name {
    let was = text(files, path);
    let lines: Vec<&str> = was.split('\n').collect();
    let is_start = |line: &str| line.starts_with("    - name: ") || line.starts_with("    - {name: ");
    let starts: Vec<usize> = (0..lines.len()).filter(|at| is_start(lines[*at])).collect();
    let start = *draw.one(&starts)?;
    let length = lines[start + 1..].iter().take_while(|line| line.starts_with("      ")).count();
    let kept: Vec<&str> = lines[..start].iter().chain(&lines[start + 1 + length..]).copied().collect();
    set(files, path, kept.join("\n"));
    Some(format!("field {} of {path} goes", lines[start].trim()))
}

fn shared_fields(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    if !files.contains_key(FIELDS) {
        set(files, FIELDS, format!("fields:\n  - {{name: commun_{number}, title: Commun, type: string}}\n"));
        return Some("_fields.yaml comes".to_owned());
    }
    let was = text(files, FIELDS);
    let is = match draw.below(4) {
        0 => format!("{was}  - {{name: commun_{number}, title: Commun, type: string, default: x}}\n"),
        1 => was.replacen("title: État", "title: Situation", 1),
        2 => was.replacen("default: a_documenter", "default: propose", 1),
        _ => {
            files.remove(FIELDS);
            return Some("_fields.yaml goes".to_owned());
        }
    };
    set(files, FIELDS, is);
    Some("_fields.yaml".to_owned())
}

fn collection_added(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let records = paths(files, is_record);
    let of = draw.one(&records).map_or("leviers".to_owned(), |path| collection(path).to_owned());
    let target = identifiers(files, &of);
    let name = format!("ajout-{number}");
    set(
        files,
        &format!("content/{name}/_collection.yaml"),
        format!(
            "title: Ajout {number}\nsort: [nom]\nschema:\n  fields:\n    - {{name: nom, type: string, rdfType: dct:title, constraints: {{required: true}}}}\n    - {{name: lien, type: string, reference: {of}}}\n    - {{name: maj, type: date, rdfType: dct:modified}}\n"
        ),
    );
    for record in 0..2 {
        let target = draw.one(&target).map_or("rien", String::as_str).to_owned();
        let text =
            format!("---\nnom: Ajouté {record}\nlien: {target}\nmaj: 2026-12-0{}\n---\nTexte.\n", 1 + record);
        set(files, &format!("content/{name}/r{record}.md"), text);
    }
    Some(format!("collection {name}"))
}

fn collection_removed(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, is_declaration);
    let path = draw.one(&all)?.clone();
    let top = format!("{}/", folder(&path));
    files.retain(|path, _| !path.starts_with(&top));
    Some(format!("collection {top} goes"))
}

fn collection_renamed(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, is_declaration);
    let path = draw.one(&all)?.clone();
    let top = format!("{}/", folder(&path));
    for path in paths(files, |path| path.starts_with(&top)) {
        let bytes = files.remove(&path)?;
        files.insert(path.replacen(&top, &format!("{}x/", top.trim_end_matches('/')), 1), bytes);
    }
    Some(format!("collection {top} is renamed"))
}

fn theme(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let built_in: [(&str, &str); 4] = [
        ("templates/base.html", include_str!("../../themes/default/templates/base.html")),
        ("templates/record.html", include_str!("../../themes/default/templates/record.html")),
        ("templates/index.html", include_str!("../../themes/default/templates/index.html")),
        ("static/theme/style.css", include_str!("../../themes/default/static/theme/style.css")),
    ];
    let (name, whole) = built_in[draw.below(built_in.len())];
    let path = format!("themes/default/{name}");
    let was = files.get(&path).map_or(whole.to_owned(), |bytes| String::from_utf8_lossy(bytes).into_owned());
    let is = match draw.below(6) {
        0 => was.replacen("</main>", &format!("<!-- {number} --></main>"), 1),
        1 => was.replacen("{% block main %}", &format!("{{% block main %}}<p>{number}</p>"), 1),
        2 => format!("{was}\n{{# {number} #}}"),
        3 => was.replacen("{% if ", "{% fi ", 1),
        4 => was.replacen("{{ title }}", "{{ titre_inconnu }}", 1),
        _ if files.contains_key(&path) => {
            files.remove(&path);
            return Some(format!("theme {path} goes"));
        }
        _ => was,
    };
    set(files, &path, is);
    Some(format!("theme {path}"))
}

/// A file saved in another form, or badly.
fn bytes(files: &mut Files, draw: &mut Draw) -> Name {
    let all = paths(files, |path| path.starts_with("content/") && !is_attachment(path));
    let path = draw.one(&all)?.clone();
    let was = files[&path].clone();
    let (form, is) = match draw.below(7) {
        0 => (
            "latin 1",
            text(files, &path).chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect(),
        ),
        1 => ("a zero byte", [&was[..], &[0]].concat()),
        2 => ("a byte-order mark", [&[0xEF, 0xBB, 0xBF], &was[..]].concat()),
        3 => ("CRLF", text(files, &path).replace('\n', "\r\n").into_bytes()),
        4 => ("half of it", was[..was.len() / 2].to_vec()),
        5 => ("nothing", Vec::new()),
        _ => ("one byte less", was[..was.len().saturating_sub(1)].to_vec()),
    };
    files.insert(path.clone(), is);
    Some(format!("{path} saved with {form}"))
}

/// What editors leave behind, and what is read by nobody.
fn passed_over(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, is_record);
    let path = draw.one(&all)?.clone();
    let name = [".~lock.fiche.md#", "fiche.md~", ".fiche.md.swp", "_brouillon.md", "note.txt", "Thumbs.db"]
        [draw.below(6)];
    set(files, &format!("{}/{name}", folder(&path)), format!("---\nnom: {number}\n---\n"));
    Some(format!("{name} beside {path}"))
}

fn page(files: &mut Files, draw: &mut Draw, number: usize) -> Name {
    let all = paths(files, |path| path.starts_with("content/pages/"));
    let path = draw.one(&all).cloned();
    match (draw.below(3), path) {
        (0, Some(path)) => {
            change_line(files, draw, &path, is_pair, |line, _| format!("{line}\nnav_order: {}", number % 9))?;
            Some(format!("order of {path}"))
        }
        (1, Some(path)) => {
            files.remove(&path);
            Some(format!("{path} goes"))
        }
        _ => {
            let text = format!(
                "---\ntitle: Page {number}\nnav_order: {}\n---\nVoir {}.\n",
                number % 9,
                link(files, draw)
            );
            set(files, &format!("content/pages/page-{number}.md"), text);
            Some(format!("page {number}"))
        }
    }
}

fn everything_gone(files: &mut Files, draw: &mut Draw) -> Name {
    let top = ["content/", "themes/"][draw.below(2)];
    files.retain(|path, _| !path.starts_with(top));
    Some(format!("{top} goes"))
}
