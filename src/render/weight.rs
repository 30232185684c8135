//! How heavy pages are: what a reader's browser asks for to show one, and how many bytes come back, packed.
//!
//! In: a few pages of each kind, those whose content is longest, and the files they are drawn with. Out: the heaviest of each
//! kind, against the budget of `site.yaml`, as a file that anyone may read. Never: a page left to chance; the same site
//! always weighs the same.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use super::{Kind, Renderer, Shelf, photo, route};
use crate::config::Budget;
use crate::output::{Fault, Output, OutputPath, Payload};
use crate::source::join;

/// Where the weights are published.
pub const PATH: &str = "weights.json";

/// What no page is drawn with: data, and the sources that others import.
const UNSEEN: [&str; 2] = ["data/", "sources/"];

/// How many pages of a kind are put on the scales.
const WEIGHED: usize = 2;

/// What is published of the weights of a site.
#[derive(Debug, Deserialize, Serialize)]
pub struct Weights {
    pub budget: Budget,
    pub kinds: Vec<Weight>,
}

/// The heaviest page of a kind.
#[derive(Debug, Deserialize, Serialize)]
pub struct Weight {
    pub kind: String,
    pub page: OutputPath,
    /// Of the page and of all that it is drawn with, packed with gzip where it is text.
    pub bytes: u64,
    /// The page, and each file it is drawn with.
    pub requests: u64,
    /// Whether it keeps within the budget.
    pub within: bool,
}

/// The file of the weights, to be made once every page and every file is in the output.
#[must_use]
pub fn file(renderer: &Arc<Renderer>, shelf: &Arc<Shelf>, output: &Output) -> Payload {
    let files: BTreeMap<OutputPath, Payload> = output
        .iter()
        .filter(|(path, _)| !path.ends_with(".html") && !UNSEEN.iter().any(|folder| path.starts_with(folder)))
        .map(|(path, payload)| (path.clone(), payload.clone()))
        .collect();
    let (renderer, shelf) = (Arc::clone(renderer), Arc::clone(shelf));
    Payload::lazy(move |out| {
        let weights = weigh(&renderer, &shelf, &files)?;
        let mut text = serde_json::to_vec_pretty(&weights).map_err(std::io::Error::from)?;
        text.push(b'\n');
        Ok(out.write_all(&text)?)
    })
}

fn weigh(
    renderer: &Renderer,
    shelf: &Shelf,
    files: &BTreeMap<OutputPath, Payload>,
) -> Result<Weights, Fault> {
    let mut chosen: BTreeMap<&'static str, Vec<(usize, OutputPath, Kind)>> = BTreeMap::new();
    for (path, kind) in renderer.plan() {
        if let Some(name) = name(kind) {
            let pages = chosen.entry(name).or_default();
            pages.push((renderer.length(kind), path, kind));
            pages.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            pages.truncate(WEIGHED);
        }
    }
    let budget = renderer.site.site().config.budget.clone();
    let mut known: BTreeMap<OutputPath, Option<u64>> = BTreeMap::new();
    let mut kinds = Vec::with_capacity(chosen.len());
    for (name, pages) in chosen {
        let mut heaviest: Option<Weight> = None;
        for (_, path, kind) in pages {
            let mut html = Vec::new();
            renderer.page(&path, kind, shelf, &mut html)?;
            let (mut bytes, mut requests) = (packed(&html), 1);
            for file in drawn_with(&path, &chosen_sizes(html)) {
                if let Some(weight) = weight_of(&file, files, &mut known)? {
                    bytes += weight;
                    requests += 1;
                }
            }
            let within = bytes <= budget.kibibytes * 1024 && requests <= budget.requests;
            if heaviest.as_ref().is_none_or(|known| known.bytes < bytes) {
                heaviest = Some(Weight { kind: name.to_owned(), page: path, bytes, requests, within });
            }
        }
        kinds.extend(heaviest);
    }
    Ok(Weights { budget, kinds })
}

/// What a kind of page is called; nothing for one that only leads on.
fn name(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Home => "home",
        Kind::Index(_) => "collection",
        Kind::Record(_) => "record",
        Kind::Edition(..) => "edition",
        Kind::Plain(_) => "page",
        Kind::Data => "data",
        Kind::DataOf(_) => "table",
        Kind::NotFound => "not-found",
        Kind::SiteMap => "site-map",
        Kind::Legal => "legal",
        Kind::Accessibility => "accessibility",
        Kind::Versions => "versions",
        Kind::Deck(..) => "deck",
        Kind::Search => "search",
        Kind::Alias(_) | Kind::Gone(_) | Kind::VersionsFeed => return None,
    })
}

/// The weight of a file that pages are drawn with, once for all; nothing where there is no such file.
fn weight_of(
    path: &str,
    files: &BTreeMap<OutputPath, Payload>,
    known: &mut BTreeMap<OutputPath, Option<u64>>,
) -> Result<Option<u64>, Fault> {
    if let Some(weight) = known.get(path) {
        return Ok(*weight);
    }
    let text = [".css", ".js", ".svg"].iter().any(|ending| path.ends_with(ending));
    let weight = match files.get(path) {
        // Written before, or kept: it is not made again to be weighed.
        Some(Payload::Sealed(sealed)) if !text => Some(sealed.seal()?.bytes),
        Some(payload) => {
            let bytes = payload.bytes()?;
            Some(if text { packed(&bytes) } else { u64::try_from(bytes.len()).unwrap_or(u64::MAX) })
        }
        None => None,
    };
    known.insert(path.to_owned(), weight);
    Ok(weight)
}

/// How many bytes are left once packed as servers do.
fn packed(bytes: &[u8]) -> u64 {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    // A vector takes every byte.
    let _ = packer.write_all(bytes);
    packer.finish().map_or(0, |packed| u64::try_from(packed.len()).unwrap_or(u64::MAX))
}

/// A page whose pictures stand in one size alone, that of a column of text: the one that most browsers load.
fn chosen_sizes(html: Vec<u8>) -> Vec<u8> {
    const SET: &str = " srcset=\"";
    let text = match std::str::from_utf8(&html) {
        Ok(text) if text.contains(SET) => text,
        _ => return html,
    };
    let mut chosen = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<picture") {
        let (picture, after) = after.split_once("</picture>").unwrap_or((after, ""));
        chosen.push_str(before);
        let set = picture.split_once(SET).and_then(|(_, set)| set.split('"').next());
        match set.and_then(photo::candidate) {
            Some(address) => chosen.extend(["<img src=\"", address, "\">"]),
            None => chosen.push_str(picture),
        }
        rest = after;
    }
    chosen.push_str(rest);
    chosen.into_bytes()
}

/// The files that a page draws itself with: whatever `src` names, and what its links load.
#[must_use]
pub fn drawn_with(page: &str, html: &[u8]) -> Vec<OutputPath> {
    let Ok(html) = std::str::from_utf8(html) else { return Vec::new() };
    let value = |text: &str| text.split('"').next().map(str::to_owned);
    let sources = html.split(" src=\"").skip(1).filter_map(value);
    let links = html.split("<link ").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let loads = ["stylesheet", "icon"].iter().any(|rel| tag.contains(&format!("rel=\"{rel}\"")));
        value(tag.split("href=\"").nth(1).filter(|_| loads)?)
    });
    let mut names: Vec<OutputPath> = sources.chain(links).filter_map(|link| named(page, &link)).collect();
    names.sort();
    names.dedup();
    names
}

/// The path that a relative link names; nothing for one that leads elsewhere.
fn named(page: &str, link: &str) -> Option<OutputPath> {
    if link.contains(':') || link.starts_with('/') {
        return None;
    }
    let path = join(page, &percent_encoding::percent_decode_str(link).decode_utf8().ok()?)?;
    (path != route::HOME).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::{chosen_sizes, drawn_with};

    #[test]
    fn a_picture_weighs_what_a_browser_loads_of_it() {
        let picture = |set: &str| {
            let html = format!(
                "<p><picture class=\"x\"><source srcset=\"{set}\"><img src=\"a.jpg\"></picture> <img src=\"b.png\">"
            );
            drawn_with("index.html", &chosen_sizes(html.into_bytes()))
        };
        assert_eq!(picture("s.webp 480w, m.webp 960w, l.webp 1440w"), ["b.png", "m.webp"]);
        assert_eq!(picture("s.webp 480w, t.webp 600w"), ["b.png", "t.webp"]);
        assert_eq!(picture("s.webp"), ["a.jpg", "b.png"]);
    }

    #[test]
    fn a_page_names_what_it_draws_itself_with() {
        let html = b"<link rel=\"stylesheet\" href=\"../theme/style.css\"><link rel=\"canonical\" href=\"x.html\">\
            <a href=\"autre.html\">x</a><img alt=\"\" src=\"la%20balade/plan.png\"><script src=\"https://ailleurs.example/a.js\">";
        assert_eq!(
            drawn_with("outils/la-balade.html", html),
            ["outils/la balade/plan.png", "theme/style.css"]
        );
    }
}
