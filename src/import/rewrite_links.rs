//! The links of a text that moves: those that still lead somewhere stay, the others lead to the original's site.
//!
//! In: a body, and what is or will be here. Out: the body. Never: a link that leads nowhere, one to another host
//! than that of the original.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::package::{Described, Package};
use crate::load::markdown;
use crate::publication::route::to_url_path;
use crate::source::{join, make_relative};

/// What a text that arrives finds here.
#[derive(Debug, Default)]
pub struct Here {
    /// Records of the original's site by their names there, `collection/id`, with their names here.
    pub names: BTreeMap<String, String>,
    /// The files of records here, by the records' names.
    pub paths: BTreeMap<String, String>,
    /// The collections here.
    pub collections: Vec<String>,
}

/// A text on its way.
pub struct Moving<'a> {
    pub package: &'a Package,
    pub here: &'a Here,
    /// Where it was written, and where it will stand.
    pub authored: &'a str,
    pub path: &'a str,
    /// The files that come with it, by their names in its folder.
    pub beside: &'a [String],
}

enum Leads {
    /// It stays as it is.
    Still,
    /// Another destination, of the same form.
    To(String),
    /// An address of the original's site; nothing where it has none.
    Out(Option<String>),
}

/// The body with its links mended.
#[must_use]
pub fn mended(body: &str, moving: &Moving) -> String {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for (event, range) in markdown::parse(body) {
        let (kind, target, is_image) = match &event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => (*link_type, dest_url.to_string(), false),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => (*link_type, dest_url.to_string(), true),
            _ => continue,
        };
        if changes.last().is_some_and(|(last, _)| last.end > range.start) {
            continue; // inside one that changes
        }
        let written = &body[range.clone()];
        let wiki = matches!(kind, LinkType::WikiLink { .. });
        let leads = if wiki { moving.wiki(&target) } else { moving.path(&target) };
        let changed = match leads {
            Leads::Still => continue,
            Leads::To(to) => match written.rfind(&target) {
                Some(at) => format!("{}{to}{}", &written[..at], &written[at + target.len()..]),
                None => continue,
            },
            Leads::Out(address) => {
                let words = moving.words(written, &target, wiki);
                match address {
                    Some(address) if is_image && words.is_empty() => format!("<{address}>"),
                    Some(address) => format!("[{words}]({address})"),
                    None => words,
                }
            }
        };
        changes.push((range, changed));
    }
    let mut mended = body.to_owned();
    for (range, changed) in changes.into_iter().rev() {
        mended.replace_range(range, &changed);
    }
    mended
}

impl Moving<'_> {
    /// Where `[[collection/id]]` leads.
    fn wiki(&self, target: &str) -> Leads {
        let (name, fragment) = split(target);
        if let Some(here) = self.here.names.get(name) {
            return if here == name { Leads::Still } else { Leads::To(format!("{here}{fragment}")) };
        }
        if self.here.collections.iter().any(|known| known == name) {
            return Leads::Still;
        }
        Leads::Out(self.address(name))
    }

    /// Where an ordinary link leads.
    fn path(&self, target: &str) -> Leads {
        if target.is_empty() || target.starts_with('#') || target.starts_with("//") || target.contains(':') {
            return Leads::Still; // nothing of ours, and the check's business
        }
        let (path, fragment) = split(target);
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        let Some(wanted) = join(self.authored, &decoded) else { return Leads::Out(None) };
        let folder = self.authored.rsplit_once('/').map_or("", |(folder, _)| folder);
        let inside = wanted.strip_prefix(folder).and_then(|name| name.strip_prefix('/'));
        if inside.is_some_and(|name| self.beside.iter().any(|file| file == name)) {
            return Leads::Still;
        }
        let name = wanted.strip_prefix("content/").unwrap_or(&wanted);
        let record = self.record(name);
        if let Some(record) = &record
            && let Some(here) = self.here.names.get(&record.name())
            && let Some(file) = self.here.paths.get(here)
        {
            return Leads::To(format!("{}{fragment}", make_relative(self.path, file)));
        }
        if record.is_none() && self.here.collections.iter().any(|known| known == name) {
            return Leads::To(make_relative(self.path, &format!("content/{name}")));
        }
        match record {
            Some(record) => Leads::Out(self.address(&record.name())),
            None => Leads::Out(self.address(name)),
        }
    }

    /// The record that a file of the original is, or belongs to: `kits/x/10-a.md`, `tools/group/y.md`.
    fn record(&self, file: &str) -> Option<&Described> {
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let stem = stem.strip_suffix("/index").unwrap_or(stem);
        let (collection, rest) = stem.split_once('/')?;
        let is_text = file.ends_with(".md") || !file.rsplit('/').next().unwrap_or(file).contains('.');
        let mut ids = rest.split('/').rev();
        ids.find_map(|id| {
            let known = |record: &&Described| record.collection == collection && record.id == id;
            self.package.records.iter().find(known)
        })
        .filter(|_| is_text)
    }

    /// The address of a page or a file of the original.
    fn address(&self, name: &str) -> Option<String> {
        let site = self.package.site.as_ref()?;
        let page = self
            .package
            .records
            .iter()
            .find(|record| record.name() == name)
            .and_then(|record| record.page.clone());
        let path = match page {
            Some(page) => page,
            None => match name.strip_prefix("pages/") {
                Some(page) => format!("{}.html", page.trim_end_matches(".md")),
                None if !name.contains('/') => to_url_path(&format!("{name}/index.html")).into_owned(),
                None => to_url_path(name).into_owned(),
            },
        };
        Some(format!("{site}{path}"))
    }

    /// The words of a link, to stand alone or before an address.
    fn words(&self, written: &str, target: &str, wiki: bool) -> String {
        let plain = |text: &str| text.replace(['[', ']'], "");
        if wiki {
            let inside = written.trim_start_matches('!').trim_start_matches('[').trim_end_matches(']');
            if let Some((_, words)) = inside.split_once('|') {
                return plain(words);
            }
            let name = split(target).0;
            let title =
                self.package.records.iter().find(|record| record.name() == name).map(|record| &record.title);
            return plain(title.map_or(name, String::as_str));
        }
        let start = written.find('[').map_or(0, |at| at + 1);
        let end = written.find("](").or_else(|| written.find("][")).unwrap_or(written.len());
        plain(written.get(start..end).unwrap_or_default())
    }
}

fn split(target: &str) -> (&str, &str) {
    target.find('#').map_or((target, ""), |at| target.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_nowhere_here_lead_to_the_original() {
        let record = |collection: &str, id: &str, title: &str| Described {
            collection: collection.into(),
            id: id.into(),
            title: title.into(),
            page: Some(format!("{collection}/{id}.html")),
            ..Described::default()
        };
        let package = Package {
            site: Some("https://ville.example/i/".into()),
            records: vec![
                record("kits", "a", "Kit A"),
                record("leviers", "b", "L'audace"),
                record("outils", "c", "C [1]"),
            ],
            ..Package::default()
        };
        let here = Here {
            names: [("kits/a", "kits/a-ville"), ("leviers/b", "leviers/b")]
                .map(|(a, b)| (a.into(), b.into()))
                .into(),
            paths: [("leviers/b".to_owned(), "content/leviers/b.md".to_owned())].into(),
            collections: vec!["leviers".into()],
        };
        let moving = Moving {
            package: &package,
            here: &here,
            authored: "content/kits/groupe/a/index.md",
            path: "content/kits/a-ville/index.md",
            beside: &["plan.ods".into()],
        };
        let body = "[[leviers/b]] [[kits/a#x|ici]] [[outils/c]] [[outils]] [f](plan.ods) [l](../../../leviers/b.md#y)\n\
                    [o](../../../outils/g/c.md) ![i](../image.png) [p](../../../pages/a-propos.md) <https://x.example> [[leviers]]\n\
                    `[[outils/c]]` [z](../../../../../../../etc/passwd)\n";
        assert_eq!(
            mended(body, &moving),
            "[[leviers/b]] [[kits/a-ville#x|ici]] [C 1](https://ville.example/i/outils/c.html) \
             [outils](https://ville.example/i/outils/index.html) [f](plan.ods) [l](../../leviers/b.md#y)\n\
             [o](https://ville.example/i/outils/c.html) [i](https://ville.example/i/kits/groupe/image.png) \
             [p](https://ville.example/i/a-propos.html) <https://x.example> [[leviers]]\n`[[outils/c]]` z\n"
        );
    }
}
