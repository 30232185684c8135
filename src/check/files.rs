//! The files that are no record: whether anything leads to them, whether they could run code in a page.
//!
//! In: a site, its files, those that its texts name. Out: a warning or an error for the file. Never: a file changed.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{Links, Target};
use crate::check::codes::ACTIVE_FILE;
use crate::diag::{Diagnostics, Place};
use crate::load::codes::STRAY_FILE;
use crate::load::codes::TEXT_NORMALIZED;
use crate::load::tree::{Layout, is_markdown};
use crate::model::{Record, Site};
use crate::schema::Value;
use crate::schema::publish::is_public;
use crate::source::{Asset, AssetId, Sources, TextChange};

/// Checks every file that is published as it is, or would be; `named` are those that texts lead to.
pub fn check(
    site: &Site,
    sources: &Sources,
    links: &Links,
    named: &BTreeSet<AssetId>,
    diags: &mut Diagnostics,
) {
    let layout = Layout::new(sources.texts().map(|(_, source)| source.path.as_str()));
    let mut loose: BTreeMap<AssetId, &Asset> = BTreeMap::new();
    for (id, asset) in sources.assets() {
        let Some((folder, _)) = asset.path.strip_prefix("content/").and_then(|path| path.split_once('/'))
        else {
            continue;
        };
        let table = site.table(folder).map(|(_, table)| table);
        let public = table.is_none_or(|table| is_public(&table.collection));
        if public && is_active(asset) {
            diags.add(Place::Path(asset.path.clone()), &ACTIVE_FILE);
        } else if !named.contains(&id)
            && (folder == "pages" || table.is_some())
            && layout.record_folder(&asset.path).is_none()
        {
            loose.insert(id, asset);
        }
    }
    if !loose.is_empty() {
        forget_named(site, sources, links, &mut loose);
    }
    for asset in loose.into_values() {
        let folder = asset.path.split('/').nth(1).unwrap_or_default();
        let public = site.table(folder).is_none_or(|(_, table)| is_public(&table.collection));
        let stray = if public { "unnamed" } else { "homeless" };
        let problem = STRAY_FILE.choose("stray", stray).with("nearest", as_record(&asset.path));
        diags.add(Place::Path(asset.path.clone()), problem);
    }
}

/// Tells once a file what was read otherwise than it is written.
pub fn report_changes(sources: &Sources, diags: &mut Diagnostics) {
    for (path, changes) in sources.changes() {
        for (position, change) in changes {
            let place = Place::At(path.clone(), *position);
            let problem = match change {
                TextChange::Composed => TEXT_NORMALIZED.choose("change", "accents"),
                TextChange::MarkSpaced(mark) => TEXT_NORMALIZED.choose("change", "mark").with("mark", mark),
            };
            diags.add(place, problem);
        }
    }
    for path in sources.composed_paths() {
        diags.add(Place::Path(path.clone()), TEXT_NORMALIZED.choose("change", "name"));
    }
}

/// Takes away the files that a value of a record names.
fn forget_named(site: &Site, sources: &Sources, links: &Links, loose: &mut BTreeMap<AssetId, &Asset>) {
    fn last(path: &str) -> &str {
        path.rsplit('/').next().unwrap_or(path)
    }
    let names: BTreeSet<String> = loose.values().map(|asset| last(&asset.path).to_owned()).collect();
    let mut forget = |record: &Record, text: &str| {
        // Few values end with the name of a file: the others are not looked at as links.
        if names.contains(last(text))
            && let Ok(Target::Asset(asset)) = links.resolve(sources, record.source, text)
        {
            loose.remove(&asset);
        }
    };
    for record in site.tables.iter().flat_map(|table| &table.records) {
        record.values.iter().flatten().for_each(|value| visit_texts(value, &mut |text| forget(record, text)));
    }
}

/// Every text that a value is, or holds.
pub fn visit_texts(value: &Value, tell: &mut impl FnMut(&str)) {
    let mut left = vec![value];
    while let Some(value) = left.pop() {
        match value {
            Value::Text(text) => tell(text),
            Value::List(items) => left.extend(items),
            Value::Rows(rows) => left.extend(rows.iter().flatten().flatten()),
            _ => {}
        }
    }
}

/// The name that would make a record of a text beside records: `cafe.md.txt` and `cafe.txt` → `cafe.md`.
fn as_record(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let (stem, extension) = name.rsplit_once('.')?;
    if !["txt", "text", "mkd", "mdown"].contains(&extension.to_ascii_lowercase().as_str()) {
        return None;
    }
    Some(if is_markdown(stem) { stem.to_owned() } else { format!("{stem}.md") })
}

/// Whether a browser that opens the file runs what it holds, in the name of the site.
fn is_active(asset: &Asset) -> bool {
    let name = asset.path.to_ascii_lowercase();
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" | "htm" | "xhtml" | "xht" | "shtml" | "js" | "mjs" => true,
        "svg" => is_active_drawing(&asset.bytes),
        _ => false,
    }
}

/// Whether a drawing holds a script, what would run one, or an entity that could hide one.
fn is_active_drawing(bytes: &[u8]) -> bool {
    const ELEMENTS: [&str; 5] = ["script", "iframe", "embed", "object", "handler"];
    // UTF-16 is the same signs with zeros between.
    let plain: Vec<u8> = bytes.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    let text = String::from_utf8_lossy(&plain);
    let element = |tag: &str| {
        let name = tag.split(|c: char| c.is_whitespace() || c == '/' || c == '>').next().unwrap_or_default();
        ELEMENTS.contains(&name.rsplit(':').next().unwrap_or(name))
    };
    let handler = |tag: &str| {
        let mut quote = None;
        let end = tag.find(|c: char| {
            if let Some(open) = quote {
                quote = Some(open).filter(|open| c != *open);
                return false;
            }
            quote = Some(c).filter(|c| matches!(c, '"' | '\''));
            c == '>'
        });
        let inside = &tag[..end.unwrap_or(tag.len())];
        inside.split('=').any(|before| {
            let name = before.trim_end().rsplit(|c: char| c.is_whitespace() || "\"'/".contains(c)).next();
            let kind = name.and_then(|name| name.strip_prefix("on")).unwrap_or_default();
            kind.len() > 2 && kind.bytes().all(|byte| byte.is_ascii_lowercase())
        }) && inside.contains('=')
    };
    text.contains("<!entity")
        || text.split_whitespace().collect::<String>().contains("javascript:")
        || text.split('<').skip(1).any(|tag| element(tag) || handler(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_active_where_it_could_run_something() {
        for drawing in [
            "<svg><script>x</script></svg>",
            "<s:svg><s:SCRIPT/></s:svg>",
            "<svg onload = 'x'/>",
            "<svg width='1'onclick='x'/>",
            "<svg a='>' onload='x'/>",
            "<a href='java\nscript:x'>",
            "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
        ] {
            assert!(is_active_drawing(drawing.as_bytes()), "{drawing}");
        }
        for drawing in [
            "<svg xmlns='http://www.w3.org/2000/svg'><title>Once = on</title><path d='M0 0' font='x'/></svg>",
            "<svg><text>only=x</text><style>.on{a:b}</style></svg>",
        ] {
            assert!(!is_active_drawing(drawing.as_bytes()), "{drawing}");
        }
    }

    #[test]
    fn a_text_is_named_as_a_record() {
        assert_eq!(as_record("content/outils/t.md.txt").as_deref(), Some("t.md"));
        assert_eq!(as_record("content/outils/t.TXT").as_deref(), Some("t.md"));
        assert_eq!(as_record("content/outils/id_rsa"), None);
    }
}
