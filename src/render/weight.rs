//! How heavy pages are: what a reader's browser asks for to show one, and how many bytes come back, packed.
//!
//! In: a few pages of each kind, those whose content is longest, and the files they are drawn with. Out: the heaviest of each
//! kind, against the budget of `site.yaml`, as a file that anyone may read. Never: a page left to chance; the same site
//! always weighs the same.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};
use std::sync::{Arc, Mutex, OnceLock};

use flate2::Compression;
use flate2::write::GzEncoder;
use memchr::memmem;

use super::{Kind, Renderer, photo};
use crate::check::CheckedSite;
use crate::model::Site;
use crate::output::{Fault, Output, OutputPath, Payload};
use crate::publication::Downloads;
use crate::publication::weight::{PageWeight, Weights, find_page_files};
use crate::schema::{Collection, Print, View};
use crate::source::{AssetId, Span};

/// What no page is drawn with: data, and the sources that others import.
const UNSEEN: [&str; 2] = ["data/", "sources/"];

/// What a picture weighs, roughly, beside a text: it counts for more than any.
const PICTURE: usize = 100_000;

/// How many pages of a kind are put on the scales.
const WEIGHED: usize = 2;

/// The pages that are weighed, and what was measured of those that were drawn.
#[derive(Debug, Default)]
pub struct Scales {
    /// By kind, those with most to say first.
    chosen: BTreeMap<&'static str, Vec<(OutputPath, Kind)>>,
    measured: Mutex<BTreeMap<OutputPath, Measured>>,
}

/// What a page weighs by itself, and the files it draws itself with.
#[derive(Clone, Debug)]
struct Measured {
    bytes: u64,
    files: Vec<OutputPath>,
}

impl Scales {
    /// Chooses the pages of each kind.
    pub(super) fn new(renderer: &Renderer) -> Self {
        let mut longest: BTreeMap<&'static str, Vec<(usize, OutputPath, Kind)>> = BTreeMap::new();
        for (path, kind) in renderer.plan() {
            if let Some(name) = name(renderer.site.site(), kind) {
                let pages = longest.entry(name).or_default();
                pages.push((length(&renderer.site, kind), path, kind));
                pages.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
                pages.truncate(WEIGHED);
            }
        }
        let pages = |pages: Vec<_>| pages.into_iter().map(|(_, path, kind)| (path, kind)).collect();
        let chosen = longest.into_iter().map(|(name, longest)| (name, pages(longest))).collect();
        Self { chosen, measured: Mutex::default() }
    }

    /// Whether a page is to be weighed.
    pub(super) fn await_page(&self, site: &Site, path: &str, kind: Kind) -> bool {
        let pages = name(site, kind).and_then(|name| self.chosen.get(name));
        pages.is_some_and(|pages| pages.iter().any(|(chosen, _)| chosen == path))
    }

    /// Draws a page, and weighs it as it streams by.
    pub(super) fn draw(
        &self,
        renderer: &Renderer,
        (path, kind): (&OutputPath, Kind),
        downloads: &Downloads,
        out: &mut dyn Write,
    ) -> Result<(), Fault> {
        let mut scale = PageScale::new(out);
        renderer.page(path, kind, downloads, &mut scale)?;
        let measured = scale.measured(path)?;
        if let Ok(mut known) = self.measured.lock() {
            known.insert(path.clone(), measured);
        }
        Ok(())
    }

    /// What a page weighs; it is drawn where nobody did.
    fn measured(
        &self,
        renderer: &Renderer,
        page: (&OutputPath, Kind),
        downloads: &Downloads,
    ) -> Result<Measured, Fault> {
        let known = || self.measured.lock().ok()?.get(page.0).cloned();
        if let Some(known) = known() {
            return Ok(known);
        }
        self.draw(renderer, page, downloads, &mut io::sink())?;
        Ok(known().unwrap_or_else(|| Measured { bytes: 0, files: Vec::new() }))
    }
}

/// The file of the weights, to be made once every page and every file is in the output.
#[must_use]
pub fn file(renderer: &Arc<Renderer>, downloads: &Arc<Downloads>, output: &Output) -> Payload {
    let files: BTreeMap<OutputPath, Payload> = output
        .iter()
        .filter(|(path, _)| !path.ends_with(".html") && !UNSEEN.iter().any(|folder| path.starts_with(folder)))
        .map(|(path, payload)| (path.clone(), payload.clone()))
        .collect();
    let (renderer, downloads) = (Arc::clone(renderer), Arc::clone(downloads));
    // Asked for twice: to be published, and to be told at the end of a build.
    let weighed: OnceLock<Vec<u8>> = OnceLock::new();
    Payload::lazy(move |out| {
        if let Some(text) = weighed.get() {
            return Ok(out.write_all(text)?);
        }
        let weights = weigh(&renderer, &downloads, &files)?;
        let mut text = serde_json::to_vec_pretty(&weights).map_err(std::io::Error::from)?;
        text.push(b'\n');
        Ok(out.write_all(weighed.get_or_init(|| text))?)
    })
}

fn weigh(
    renderer: &Renderer,
    downloads: &Downloads,
    files: &BTreeMap<OutputPath, Payload>,
) -> Result<Weights, Fault> {
    let budget = renderer.site.site().config.budget.clone();
    let mut known: BTreeMap<OutputPath, Option<u64>> = BTreeMap::new();
    let mut kinds = Vec::with_capacity(renderer.scales.chosen.len());
    for (name, pages) in &renderer.scales.chosen {
        let mut heaviest: Option<PageWeight> = None;
        for (path, kind) in pages {
            let page = renderer.scales.measured(renderer, (path, *kind), downloads)?;
            let (mut bytes, mut requests) = (page.bytes, 1);
            for file in &page.files {
                if let Some(weight) = weight_of(file, files, &mut known)? {
                    bytes += weight;
                    requests += 1;
                }
            }
            let within = bytes <= budget.kibibytes * 1024 && requests <= budget.requests;
            if heaviest.as_ref().is_none_or(|known| known.bytes < bytes) {
                let page = path.clone();
                heaviest = Some(PageWeight { kind: (*name).to_owned(), page, bytes, requests, within });
            }
        }
        kinds.extend(heaviest);
    }
    Ok(Weights { budget, kinds })
}

/// How much of a page gathers before its tags are looked at.
const PIECE: usize = 16 << 10;

/// Packs what passes by, and keeps the tags by which a browser loads files.
struct PageScale<'a> {
    out: &'a mut dyn Write,
    /// Fed with pieces: to take one in costs the packer the same, however short it is.
    packer: BufWriter<GzEncoder<Count>>,
    /// What was not looked at yet.
    rest: Vec<u8>,
    tags: Vec<u8>,
}

impl<'a> PageScale<'a> {
    fn new(out: &'a mut dyn Write) -> Self {
        let packer = BufWriter::with_capacity(PIECE, GzEncoder::new(Count(0), Compression::default()));
        Self { out, packer, rest: Vec::with_capacity(2 * PIECE), tags: Vec::new() }
    }

    fn look(&mut self) {
        let Some(end) = memchr::memrchr(b'>', &self.rest) else { return };
        for piece in self.rest[..=end].split_inclusive(|byte| *byte == b'>') {
            let tag = &piece[memchr::memrchr(b'<', piece).unwrap_or(0)..];
            let of_picture =
                [&b"<link "[..], b"<picture", b"</picture"].iter().any(|name| tag.starts_with(name));
            if of_picture || memmem::find(tag, b" src").is_some() {
                self.tags.extend_from_slice(tag);
            }
        }
        self.rest.drain(..=end);
    }

    fn measured(mut self, page: &str) -> io::Result<Measured> {
        self.look();
        let Count(bytes) = self.packer.into_inner().map_err(io::IntoInnerError::into_error)?.finish()?;
        Ok(Measured { bytes, files: find_page_files(page, &chosen_sizes(self.tags)) })
    }
}

impl Write for PageScale<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.packer.write_all(piece)?;
        self.rest.extend_from_slice(piece);
        if self.rest.len() > PIECE {
            self.look();
        }
        self.out.write_all(piece)?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Counts what is written to nowhere.
struct Count(u64);

impl Write for Count {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        self.0 += piece.len() as u64;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a kind of page is called; nothing for one that only leads on. Records are of several kinds: what is taken away
/// as a kit, bound as a booklet, told in chapters, or a page of its fields.
fn name(site: &Site, kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Home => "home",
        Kind::Index(_) => "collection",
        Kind::Record(at) => match &site.record(at).0.collection {
            collection if collection.archive => "kit",
            Collection { print: Some(Print::Booklet), .. } | Collection { editions: Some(_), .. } => {
                "booklet"
            }
            Collection { view: View::Wheel { .. }, .. } => "petal",
            collection if collection.chapters.is_empty() => "record",
            _ => "story",
        },
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

/// How much there is to say on a page, roughly: the longest are likely the heaviest.
fn length(checked: &CheckedSite, kind: Kind) -> usize {
    let site = checked.site();
    // Where no file is attached, no text shows one.
    let has_pictures = checked.sources().assets().next().is_some();
    let text = |span: Span| {
        let text = &checked.sources().get(span.source).text.as_bytes()[span.range()];
        let pictures = if has_pictures { memmem::find_iter(text, b"![").count() } else { 0 };
        text.len() + PICTURE * pictures
    };
    match kind {
        Kind::Record(at) | Kind::Edition(at, _) => {
            let (_, record) = site.record(at);
            let texts: usize = record.parts.iter().map(|part| text(part.body)).sum();
            let shown = |asset: &&AssetId| checked.photos().get(**asset).is_some_and(|photo| photo.shown);
            let photos = record.assets.iter().filter(shown).count();
            texts + record.body.map_or(0, text) + 400 * site.relations.to(at).len() + PICTURE * photos
        }
        Kind::Index(number) | Kind::DataOf(number) => site.tables[number as usize].records.len(),
        Kind::Plain(number) => text(site.pages[number].body),
        _ => 0,
    }
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
        Some(Payload::Hashed(sealed)) if !text => Some(sealed.seal()?.bytes),
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
    let mut packer = GzEncoder::new(Count(0), Compression::default());
    // Counting takes every byte.
    let _ = packer.write_all(bytes);
    packer.finish().map_or(0, |Count(bytes)| bytes)
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

#[cfg(test)]
mod tests {
    use super::{chosen_sizes, find_page_files};

    #[test]
    fn a_picture_weighs_what_a_browser_loads_of_it() {
        let picture = |set: &str| {
            let html = format!(
                "<p><picture class=\"x\"><source srcset=\"{set}\"><img src=\"a.jpg\"></picture> <img src=\"b.png\">"
            );
            find_page_files("index.html", &chosen_sizes(html.into_bytes()))
        };
        assert_eq!(picture("s.webp 480w, m.webp 960w, l.webp 1440w"), ["b.png", "m.webp"]);
        assert_eq!(picture("s.webp 480w, t.webp 600w"), ["b.png", "t.webp"]);
        assert_eq!(picture("s.webp"), ["a.jpg", "b.png"]);
    }
}
