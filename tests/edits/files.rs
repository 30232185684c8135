//! Files chosen by what they are, and texts changed at a place.

use super::{Draw, Files};

/// The paths that a test accepts.
pub fn paths(files: &Files, accept: impl Fn(&str) -> bool) -> Vec<String> {
    files.keys().filter(|path| accept(path)).cloned().collect()
}

pub fn is_record(path: &str) -> bool {
    path.starts_with("content/")
        && path.ends_with(".md")
        && !path.starts_with("content/pages/")
        && !is_part(path)
}

/// A sheet of a record that has a folder of its own, by the habit of numbering them.
pub fn is_part(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap();
    path.ends_with(".md") && name.starts_with(|c: char| c.is_ascii_digit()) && path.matches('/').count() > 2
}

pub fn is_markdown(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".md")
}

pub fn is_declaration(path: &str) -> bool {
    path.ends_with("/_collection.yaml")
}

pub fn is_list(path: &str) -> bool {
    path.starts_with("content/")
        && path.ends_with(".yaml")
        && path.matches('/').count() == 2
        && !is_declaration(path)
}

pub fn is_table(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".csv") && path.matches('/').count() == 2
}

pub fn is_attachment(path: &str) -> bool {
    path.starts_with("content/")
        && path.matches('/').count() > 2
        && !path.ends_with(".md")
        && !path.ends_with(".yaml")
}

pub fn collection(path: &str) -> &str {
    path.split('/').nth(1).unwrap()
}

pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').unwrap().0
}

/// The identifier that a record's path gives.
pub fn identifier(path: &str) -> &str {
    path.strip_suffix("/index.md").unwrap_or(path).rsplit('/').next().unwrap().trim_end_matches(".md")
}

/// Every record of a collection by its identifier, and those a table or list names first on a line.
pub fn identifiers(files: &Files, of: &str) -> Vec<String> {
    paths(files, |path| is_record(path) && collection(path) == of)
        .iter()
        .map(|path| identifier(path).to_owned())
        .collect()
}

pub fn text(files: &Files, path: &str) -> String {
    String::from_utf8_lossy(files.get(path).map_or(&[][..], Vec::as_slice)).into_owned()
}

pub fn set(files: &mut Files, path: &str, text: String) {
    files.insert(path.to_owned(), text.into_bytes());
}

/// Changes one line that a test accepts. Nothing where none is.
pub fn change_line(
    files: &mut Files,
    draw: &mut Draw,
    path: &str,
    accept: impl Fn(&str) -> bool,
    change: impl Fn(&str, &mut Draw) -> String,
) -> Option<()> {
    let text = text(files, path);
    let lines: Vec<&str> = text.split('\n').collect();
    let fit: Vec<usize> = (0..lines.len()).filter(|at| accept(lines[*at])).collect();
    let at = *draw.one(&fit)?;
    let changed = change(lines[at], draw);
    let new: Vec<&str> =
        lines.iter().enumerate().map(|(number, line)| if number == at { &changed } else { *line }).collect();
    set(files, path, new.join("\n"));
    Some(())
}

/// A line `key: value` of a front matter or a setting, at the margin.
pub fn is_pair(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(key, value)| {
        key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && !value.is_empty()
            && !value.starts_with(['>', '|', '[', '{'])
    })
}

pub fn key(line: &str) -> &str {
    line.split(':').next().unwrap_or_default().trim_start_matches(['-', ' '])
}
