//! What one text in Markdown holds, wherever it stands: links, headings, blanks, what is wrong by itself.
//!
//! In: a text and its language. Out: a [`Scan`], a function of these two alone, its ranges counted from the
//! beginning of the text. Never: the site, another text, a span of a file.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::markup::{Follower, RangedProblem};
use super::refused::refused_html;
use crate::check::codes::{HEADING_EMPTY, HEADING_ORDER, IMAGE_WITHOUT_ALTERNATIVE, VAGUE_LINK};
use crate::config::family;
use crate::diag::Problem;
use crate::load::html::{HtmlPiece, Tags, What};
use crate::load::markdown::{self, Heading, Outline};

/// What a text holds. There is one for each text of a site at a time, so it is kept small.
#[derive(Debug, Default)]
pub struct Scan {
    /// Links and images, in the order they begin.
    pub links: Box<[ScannedLink]>,
    /// What is wrong whatever the site holds.
    pub faults: Box<[RangedProblem]>,
    /// One a line.
    anchors: Box<str>,
    /// Each blank once, at its first place.
    pub blanks: Box<[ScannedBlank]>,
}

impl Scan {
    /// What links to its headings are called.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        self.anchors.lines()
    }

    /// Whether there is nothing to say of the text, nor to find in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.faults.is_empty() && self.anchors.is_empty() && self.blanks.is_empty()
    }
}

/// A link, or the address of an image.
#[derive(Debug)]
pub struct ScannedLink {
    pub kind: LinkKind,
    /// As written, without the escapes of Markdown.
    pub target: Box<str>,
    /// Where the target stands; the whole link where it is defined elsewhere.
    pub range: Range<usize>,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[[collection/id]]`
    Wiki,
    /// `[…](path)`
    Path,
    /// `![…](path)`
    Image,
}

/// A blank to fill, `{{name}}`.
#[derive(Debug)]
pub struct ScannedBlank {
    pub name: String,
    pub range: Range<usize>,
}

/// Reads a text once.
#[must_use]
pub fn scan(text: &str, language: &str) -> Scan {
    let mut scanner = Scanner {
        text,
        language,
        links: Vec::new(),
        faults: Vec::new(),
        image: None,
        level: None,
        label: String::new(),
        tags: Tags::default(),
        pieces: Vec::new(),
    };
    let (mut outline, mut markup) = (Outline::default(), Follower::default());
    for (event, range) in markdown::parse(text) {
        outline.event(&event);
        markup.event(&event, &range, text);
        if let Event::End(TagEnd::Heading(level)) = event {
            scanner.check_heading(level as u8, outline.headings.last(), &range);
        }
        scanner.read_event(event, range);
    }
    scanner.tags.end(&mut scanner.pieces);
    scanner.keep_refused_html();
    let mut faults = scanner.faults;
    faults.append(&mut markup.end(text));
    let anchors: Vec<String> = outline.headings.into_iter().map(|heading| heading.anchor).collect();
    let mut names = BTreeSet::new();
    let new = markdown::find_blanks(text).filter(|(name, _)| names.insert(*name));
    Scan {
        links: scanner.links.into(),
        faults: faults.into(),
        anchors: anchors.join("\n").into(),
        blanks: new.map(|(name, range)| ScannedBlank { name: name.to_owned(), range }).collect(),
    }
}

struct Scanner<'a> {
    text: &'a str,
    language: &'a str,
    links: Vec<ScannedLink>,
    faults: Vec<RangedProblem>,
    image: Option<Image>,
    /// The level of the last heading.
    level: Option<u8>,
    /// The words since the last link began.
    label: String,
    tags: Tags,
    pieces: Vec<HtmlPiece>,
}

struct Image {
    range: Range<usize>,
    target: String,
    /// Whether words say what it shows, or that there is nothing to see.
    described: bool,
}

impl Scanner<'_> {
    fn read_event(&mut self, event: Event<'_>, range: Range<usize>) {
        self.tags.read_event(&event, &range, &mut self.pieces);
        self.keep_refused_html();
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                match link_type {
                    LinkType::WikiLink { .. } => self.push_link(LinkKind::Wiki, &dest_url, &range),
                    LinkType::Email => {}
                    _ => self.push_link(LinkKind::Path, &dest_url, &range),
                }
                self.label.clear();
            }
            Event::End(TagEnd::Link) if is_vague(&self.label, self.language) => {
                let text = self.label.trim().to_owned();
                self.push_fault(VAGUE_LINK.with("text", text), range);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.push_link(LinkKind::Image, &dest_url, &range);
                let described = markdown::is_decorative(&title);
                self.image = Some(Image { range, target: dest_url.to_string(), described });
            }
            Event::Text(words) | Event::Code(words) => {
                self.label.push_str(&words);
                if let Some(image) = &mut self.image {
                    image.described |= !words.trim().is_empty();
                }
            }
            Event::End(TagEnd::Image) => {
                if let Some(Image { range, target, described: false }) = self.image.take() {
                    self.push_fault(IMAGE_WITHOUT_ALTERNATIVE.with("target", target), range);
                }
            }
            _ => {}
        }
    }

    fn push_fault(&mut self, problem: impl Into<Problem>, range: Range<usize>) {
        self.faults.push(RangedProblem { problem: problem.into(), range });
    }

    /// Warns of a heading without words, or more than one level below the last.
    fn check_heading(&mut self, level: u8, heading: Option<&Heading>, range: &Range<usize>) {
        let end = range.start + self.text[range.clone()].trim_end().len();
        if heading.is_some_and(|heading| heading.text.trim().is_empty()) {
            self.push_fault(&HEADING_EMPTY, range.start..end);
        }
        if let Some(expected) = self.level.map(|last| last + 1).filter(|expected| level > *expected) {
            let marks = |level: u8| "#".repeat(level.into());
            let problem = HEADING_ORDER.with("level", marks(level)).with("expected", marks(expected));
            self.push_fault(problem, range.start..end);
        }
        self.level = Some(level);
    }

    fn push_link(&mut self, kind: LinkKind, written: &str, range: &Range<usize>) {
        // The target stands near the end of the link's own range, or in a definition elsewhere.
        let near = range.end.saturating_sub(written.len() + ENOUGH).max(range.start);
        let near = (near..=range.end).find(|at| self.text.is_char_boundary(*at)).unwrap_or(range.end);
        let range = match self.text[near..range.end].rfind(written) {
            Some(at) => near + at..near + at + written.len(),
            None => range.clone(),
        };
        self.links.push(ScannedLink { kind, target: written.into(), range });
    }

    /// Keeps what is refused of the HTML met.
    fn keep_refused_html(&mut self) {
        for HtmlPiece { range, what } in self.pieces.drain(..) {
            if let What::Refused(tag, fault) = what {
                let problem = refused_html(&tag, fault);
                self.faults.push(RangedProblem { problem, range });
            }
        }
    }
}

/// How many bytes may stand behind the target of a link: a title. Looking further would be looking through
/// the text again for each of many links inside one another.
const ENOUGH: usize = 1000;

/// Whether a link's words are only those that any link could have.
fn is_vague(label: &str, language: &str) -> bool {
    # [ rustfmt::skip ] let words : & [ & str ] = match family(language ) { "fr" => & [ "ici", "cliquer ici", "cliquez ici", "clic", "lien", "le lien", "ce lien", "suivre ce lien", "suivez ce lien", "via ce lien", "là", "suite", "la suite", "lire la suite", "voir la suite", "lire", "voir", "voir ici", "voir plus", "plus", "plus d'infos", "plus d'informations", "en savoir plus", "savoir plus", "détails", "accéder", "ouvrir", "consulter", "télécharger", "téléchargement", "page", "cette page", "site", "le site", "document", "le document", "url" ], "en" => & [ "here", "click", "click here", "link", "this link", "the link", "follow this link", "read", "read more", "see", "see more", "view", "view more", "more", "more info", "more information", "learn more", "details", "open", "download", "page", "this page", "site", "document", "url" ], _ => & [ ] };
    let said = label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    words.contains(&said.as_str())
}
