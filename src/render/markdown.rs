//! Markdown as HTML that a strict page can hold.
//!
//! In: a body's text and the desk of its page. Out: HTML with anchors, resolved links, well set text, filled
//! blanks. Never: HTML that no list allows, a `style` attribute, an identifier that another text of the page uses.

mod notes;

use std::fmt::Write as _;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd, TextMergeWithOffset,
};

use std::collections::{HashMap, HashSet};

use super::blanks::{Blanks, Piece, next_blank};
use super::desk::RenderContext;
use super::typography::Typography;
use super::{field, link, photo};
use crate::load::html::{HtmlPiece as Tagged, Tags, What};
use crate::load::markdown::{self, Heading};
use crate::source::html::write_escaped;
use crate::source::{AssetId, SourceId};

/// A text to write.
#[derive(Clone, Copy)]
#[allow(clippy::struct_field_names)] // the text of a text: no other word is plainer
pub struct Text<'a> {
    pub text: &'a str,
    /// The file it stands in: links are relative to it.
    pub source: SourceId,
    /// The level of its highest heading.
    pub level: u8,
    /// What its anchors begin with, so that several texts can share a page.
    pub prefix: &'a str,
    pub blanks: Option<Blanks<'a>>,
    pub awaited: Awaited,
}

/// Which pictures a reader sees at once, so that browsers do not wait with them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Awaited {
    /// The first, where it stands before every heading.
    First,
    None,
}

/// Writes a text as HTML.
pub fn write(desk: &RenderContext<'_>, text: &Text<'_>, out: &mut String) {
    let events: Vec<Event> =
        TextMergeWithOffset::new(markdown::parse_published(text.text)).map(|(event, _)| event).collect();
    let headings = markdown::outline(&events);
    let highest = headings.iter().map(|heading| heading.level as u8).min().unwrap_or(1);
    let mut writer = Writer {
        desk,
        text,
        out: std::mem::take(out),
        headings: headings.into_iter(),
        shift: i16::from(text.level) - i16::from(highest),
        level: text.level - 1,
        alignments: Vec::new(),
        cell: 0,
        row: Row::Body,
        tables: 0,
        closings: Vec::new(),
        muted: Mute::No,
        inner: 0,
        linked: false,
        awaited: text.awaited,
        figure: false,
        caption: None,
        notes: Vec::new(),
        numbers: HashMap::new(),
        waiting: Vec::new(),
        languages: vec![desk.words.typography],
    };
    let (mut tags, mut pieces) = (Tags::default(), Vec::new());
    let figures = figures(&events);
    for (number, event) in events.into_iter().enumerate() {
        tags.read_event(&event, &(0..0), &mut pieces);
        pieces.drain(..).for_each(|piece| writer.tagged(piece));
        match (&event, figures.contains(&number)) {
            (Event::Start(_), true) => writer.figure(),
            (Event::End(_), true) => writer.end_figure(),
            _ => writer.event(event),
        }
    }
    tags.end(&mut pieces);
    pieces.drain(..).for_each(|piece| writer.tagged(piece));
    *out = writer.end();
}

/// A text as HTML.
#[must_use]
pub fn html(desk: &RenderContext<'_>, text: &Text<'_>) -> String {
    let mut out = String::with_capacity(text.text.len() * 5 / 4);
    write(desk, text, &mut out);
    out
}

struct Writer<'a, 'e> {
    desk: &'a RenderContext<'a>,
    text: &'a Text<'a>,
    out: String,
    /// Those not yet met.
    headings: std::vec::IntoIter<Heading>,
    shift: i16,
    /// The level of the last heading, so that none is skipped.
    level: u8,
    alignments: Vec<Alignment>,
    cell: usize,
    row: Row,
    tables: usize,
    /// What closes each open link or heading.
    closings: Vec<&'static str>,
    muted: Mute,
    /// How many images stand inside the one whose alternative is written.
    inner: usize,
    /// Whether a link is open, which can hold no other.
    linked: bool,
    awaited: Awaited,
    /// Whether the next image is the whole of a figure.
    figure: bool,
    /// The title of a figure's image.
    caption: Option<CowStr<'e>>,
    notes: Vec<notes::Note>,
    /// The place in `notes` of each, by its name.
    numbers: HashMap<CowStr<'e>, usize>,
    /// Texts set aside while a footnote is written, with the footnote's place in `notes`.
    waiting: Vec<(usize, String)>,
    /// The typography of the text, then that of each open element of HTML.
    languages: Vec<Typography>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Head,
    Body,
}

/// Whether text events are written.
#[derive(PartialEq, Eq)]
enum Mute {
    No,
    /// Inside a link whose text is already written.
    Link,
    /// Inside an image: text goes to its alternative.
    Image,
    /// Inside a code block: characters as they are.
    Code,
}

/// The last character that was written, where nothing but marks within a line stands behind it.
fn last_sign(written: &str) -> Option<char> {
    const MARKS: [&str; 7] = ["</strong>", "</em>", "</del>", "</a>", "<strong>", "<em>", "<del>"];
    let mut rest = written;
    while let Some(shorter) = MARKS.iter().find_map(|mark| rest.strip_suffix(mark)) {
        rest = shorter;
    }
    rest.chars().next_back()
}

/// The paragraphs that are one image with a title and nothing else: where each begins and ends among the events.
fn figures(events: &[Event<'_>]) -> HashSet<usize> {
    let mut figures = HashSet::new();
    for (start, pair) in events.windows(2).enumerate() {
        let [Event::Start(Tag::Paragraph), Event::Start(Tag::Image { title, .. })] = pair else { continue };
        if title.is_empty() || markdown::is_decorative(title) {
            continue;
        }
        let mut depth = 0;
        let end = events[start + 1..].iter().position(|event| {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let end = end.map(|length| start + length + 2);
        if let Some(end) = end.filter(|end| matches!(events.get(*end), Some(Event::End(TagEnd::Paragraph)))) {
            figures.extend([start, end]);
        }
    }
    figures
}

impl<'e> Writer<'_, 'e> {
    fn event(&mut self, event: Event<'e>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.finish(tag),
            Event::Text(words) => self.words(&words),
            Event::Code(code) => self.code(&code),
            Event::SoftBreak if self.muted != Mute::Link => self.out.push('\n'),
            Event::HardBreak if self.muted == Mute::No => self.out.push_str("<br>\n"),
            Event::HardBreak if self.muted == Mute::Image => self.out.push(' '),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::FootnoteReference(name) if self.muted == Mute::No => self.call(name),
            Event::TaskListMarker(done) if self.muted == Mute::No => {
                let (class, label) = if done { ("box done", "task_done") } else { ("box", "task_to_do") };
                let label = self.desk.words.get(label);
                let _ =
                    write!(self.out, "<span class=\"{class}\" role=\"img\" aria-label=\"{label}\"></span> ");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'e>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => self.heading(level as u8),
            Tag::BlockQuote(kind) => self.quote(kind),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
            }
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(name) => {
                let at = self.note(name);
                self.waiting.push((at, std::mem::take(&mut self.out)));
            }
            Tag::DefinitionList => self.out.push_str("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => self.out.push_str("<dd>"),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => {
                self.row = Row::Head;
                self.cell = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis if self.muted == Mute::No => self.out.push_str("<em>"),
            Tag::Strong if self.muted == Mute::No => self.out.push_str("<strong>"),
            Tag::Strikethrough if self.muted == Mute::No => self.out.push_str("<del>"),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title),
            Tag::Image { dest_url, title, .. } => self.open_image(&dest_url, title),
            _ => {}
        }
    }

    fn finish(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(_) => self.out.push_str(self.closings.pop().unwrap_or_default()),
            TagEnd::Link => {
                if self.muted == Mute::Link {
                    self.muted = Mute::No;
                }
                let closing = self.closings.pop().unwrap_or_default();
                self.linked &= closing.is_empty();
                self.out.push_str(closing);
            }
            TagEnd::BlockQuote(kind) => {
                self.out.push_str(if kind.is_some() { "</div>\n" } else { "</blockquote>\n" });
            }
            TagEnd::CodeBlock => {
                self.muted = Mute::No;
                self.out.push_str("</code></pre>\n");
            }
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::FootnoteDefinition => self.keep_note(),
            TagEnd::DefinitionList => self.out.push_str("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push_str("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push_str("</dd>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.row = Row::Body;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.out.push_str(if self.row == Row::Head { "</th>" } else { "</td>" }),
            TagEnd::Emphasis if self.muted == Mute::No => self.out.push_str("</em>"),
            TagEnd::Strong if self.muted == Mute::No => self.out.push_str("</strong>"),
            TagEnd::Strikethrough if self.muted == Mute::No => self.out.push_str("</del>"),
            TagEnd::Image if self.inner > 0 => self.inner -= 1,
            TagEnd::Image => {
                self.muted = Mute::No;
                self.out.push_str(self.closings.pop().unwrap_or_default());
            }
            _ => {}
        }
    }

    /// HTML that a list allows: an alternative and the name of a record hold none.
    fn tagged(&mut self, piece: Tagged) {
        let open = self.muted == Mute::No;
        match piece.what {
            What::Open(element, attributes) => {
                let language = attributes.iter().find(|(name, _)| *name == "lang");
                let around = self.typography();
                if !matches!(element, "br" | "wbr") {
                    self.languages.push(match (element, language) {
                        // What is typed, or shown on a screen, is shown as it is.
                        ("kbd" | "samp" | "code" | "var", _) => Typography::Plain,
                        (_, Some((_, language))) => Typography::of(language),
                        (_, None) => around,
                    });
                }
                if open {
                    let _ = write!(self.out, "<{element}");
                    for (name, value) in attributes {
                        let _ = write!(self.out, " {name}");
                        if name != "open" {
                            self.out.push_str("=\"");
                            write_escaped(&mut self.out, &value);
                            self.out.push('"');
                        }
                    }
                    self.out.push('>');
                }
            }
            What::Close(element) => {
                self.languages.pop();
                if open {
                    let _ = write!(self.out, "</{element}>");
                }
                if matches!(element, "summary" | "details") {
                    self.out.push('\n');
                }
            }
            What::Text(text) => self.words(&text),
            What::Refused(..) => {}
        }
    }

    fn well_set(&mut self, text: &str) {
        let typography = self.typography();
        let text = typography.set_behind(last_sign(&self.out), text);
        let mut rest = &*text;
        while self.muted == Mute::No
            && let Some(raised) = typography.ordinal(rest)
        {
            write_escaped(&mut self.out, &rest[..raised.start]);
            let _ = write!(self.out, "<sup>{}</sup>", &rest[raised.clone()]);
            rest = &rest[raised.end..];
        }
        write_escaped(&mut self.out, rest);
    }

    fn typography(&self) -> Typography {
        self.languages.last().copied().unwrap_or(self.desk.words.typography)
    }

    fn figure(&mut self) {
        self.figure = true;
        self.out.push_str("<figure>\n");
    }

    fn end_figure(&mut self) {
        if let Some(caption) = self.caption.take() {
            self.out.push_str("\n<figcaption>");
            let caption = self.filled(&caption);
            self.well_set(&caption);
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("\n</figure>\n");
    }

    /// Never deeper than one below the last, so that headings form an outline.
    fn heading(&mut self, level: u8) {
        let wanted = (i16::from(level) + self.shift).clamp(i16::from(self.text.level), 6);
        self.level = u8::try_from(wanted).unwrap_or(6).min(self.level + 1).min(6);
        let anchor = self.headings.next().map(|heading| heading.anchor).unwrap_or_default();
        let _ = write!(self.out, "<h{} id=\"{}", self.level, self.text.prefix);
        write_escaped(&mut self.out, &anchor);
        self.out.push_str("\">");
        self.closings.push(match self.level {
            1 | 2 => "</h2>\n",
            3 => "</h3>\n",
            4 => "</h4>\n",
            5 => "</h5>\n",
            _ => "</h6>\n",
        });
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.out.push_str("<blockquote>\n") };
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        let title = self.desk.words.get(match kind {
            BlockQuoteKind::Note => "alert_note",
            BlockQuoteKind::Tip => "alert_tip",
            BlockQuoteKind::Important => "alert_important",
            BlockQuoteKind::Warning => "alert_warning",
            BlockQuoteKind::Caution => "alert_caution",
        });
        let _ = writeln!(
            self.out,
            "<div class=\"alert {name}\" role=\"note\">\n<p class=\"alert-title\">{title}</p>"
        );
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        self.out.push_str("<pre tabindex=\"0\"><code");
        if let CodeBlockKind::Fenced(language) = kind
            && let Some(language) = language.split([' ', ',']).next().filter(|name| !name.is_empty())
        {
            self.out.push_str(" class=\"language-");
            write_escaped(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        self.muted = Mute::Code;
    }

    fn table(&mut self, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        self.tables += 1;
        let label = self.desk.words.fill("table_n", &[("n", &self.tables.to_string())]);
        let _ = write!(
            self.out,
            "<div class=\"scroll\" role=\"group\" aria-label=\"{label}\" tabindex=\"0\"><table>"
        );
    }

    fn open_cell(&mut self) {
        self.out.push_str(if self.row == Row::Head { "<th scope=\"col\"" } else { "<td" });
        self.out.push_str(match self.alignments.get(self.cell) {
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::Center) => " class=\"center\">",
            _ => ">",
        });
        self.cell += 1;
    }

    fn open_link(&mut self, kind: LinkType, target: &str, title: &str) {
        if self.muted != Mute::No {
            return self.closings.push("");
        }
        let target = self.filled(target);
        let link = link::resolve(self.desk, self.text, kind, &target);
        match &link.href {
            Some(href) => {
                self.out.push_str("<a href=\"");
                write_escaped(&mut self.out, href);
                if !title.is_empty() {
                    self.out.push_str("\" title=\"");
                    write_escaped(&mut self.out, title);
                }
                self.out.push_str("\">");
                self.closings.push("</a>");
                self.linked = true;
            }
            None => self.closings.push(""),
        }
        if let (Some(label), LinkType::WikiLink { has_pothole: false }) = (&link.label, kind) {
            write_escaped(&mut self.out, label);
            self.muted = Mute::Link;
        }
    }

    fn open_image(&mut self, target: &str, title: CowStr<'e>) {
        if self.muted != Mute::No {
            self.inner += 1;
            return;
        }
        let link = link::resolve(self.desk, self.text, LinkType::Inline, target);
        // Where the page cannot reach the picture, its alternative stands for it.
        let Some(source) = link.href else { return self.closings.push("") };
        let set = link.asset.and_then(|asset| self.desk.candidates(asset));
        if let Some(set) = &set {
            self.out.push_str("<picture><source type=\"image/webp\" srcset=\"");
            write_escaped(&mut self.out, set);
            let _ = write!(self.out, "\" sizes=\"{}\">", photo::SIZES);
        }
        let at_once = std::mem::replace(&mut self.awaited, Awaited::None) == Awaited::First
            && self.level < self.text.level;
        self.out.push_str(if at_once { "<img" } else { "<img loading=\"lazy\"" });
        self.out.push_str(" src=\"");
        write_escaped(&mut self.out, &source);
        if let Some((width, height)) = link.asset.and_then(|asset| self.desk.size(asset)) {
            let _ = write!(self.out, "\" width=\"{width}\" height=\"{height}");
        }
        if std::mem::take(&mut self.figure) {
            self.caption = Some(title);
        } else if !title.is_empty() && !markdown::is_decorative(&title) {
            self.out.push_str("\" title=\"");
            write_escaped(&mut self.out, &title);
        }
        self.out.push_str("\" alt=\"");
        self.closings.push(if set.is_some() { "\"></picture>" } else { "\">" });
        self.muted = Mute::Image;
    }

    fn words(&mut self, words: &str) {
        match self.muted {
            Mute::Link => return,
            Mute::Code => return self.raw(words),
            Mute::No | Mute::Image => {}
        }
        let mut rest = words;
        while let Some((before, name, after)) = self.text.blanks.and_then(|_| next_blank(rest)) {
            self.well_set(before);
            self.blank(name);
            rest = after;
        }
        self.well_set(rest);
    }

    fn code(&mut self, code: &str) {
        match self.muted {
            Mute::Link => {}
            Mute::Image => write_escaped(&mut self.out, code),
            Mute::No | Mute::Code => {
                self.out.push_str("<code>");
                self.raw(code);
                self.out.push_str("</code>");
            }
        }
    }

    /// Characters as they are, blanks filled.
    fn raw(&mut self, words: &str) {
        let filled = self.filled(words);
        write_escaped(&mut self.out, &filled);
    }

    /// A text with its blanks filled, as characters.
    fn filled(&self, words: &str) -> String {
        let Some(blanks) = &self.text.blanks else { return words.to_owned() };
        let (mut out, mut rest) = (String::new(), words);
        while let Some((before, name, after)) = next_blank(rest) {
            out.push_str(before);
            match blanks.fill(self.desk, name) {
                Piece::Field(field, value) => out.push_str(&value.to_cell(field)),
                Piece::Variable(text) | Piece::Picture(_, text) => out.push_str(text),
                Piece::Empty(name) => out.push_str(name),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// A picture that a variable names: the publisher's, and its name is what it says.
    fn emblem(&mut self, picture: AssetId) {
        let publisher = &self.desk.site.config.publisher.name;
        let link = self.desk.emblem_link(picture).filter(|_| self.muted == Mute::No);
        let Some(source) = link else { return self.well_set(publisher) };
        self.out.push_str("<img class=\"emblem\" src=\"");
        write_escaped(&mut self.out, &source);
        if let Some((width, height)) = self.desk.size(picture) {
            let _ = write!(self.out, "\" width=\"{width}\" height=\"{height}");
        }
        self.out.push_str("\" alt=\"");
        write_escaped(&mut self.out, publisher);
        self.out.push_str("\">");
    }

    fn blank(&mut self, name: &str) {
        let Some(blanks) = self.text.blanks else { return };
        match blanks.fill(self.desk, name) {
            Piece::Field(declared, value) => {
                let text = field::plain(self.desk, declared, value);
                write_escaped(&mut self.out, &text);
            }
            Piece::Variable(text) => self.well_set(text),
            Piece::Picture(picture, _) => self.emblem(picture),
            Piece::Empty(called) => {
                let label = self.desk.words.fill("blank", &[("name", called)]);
                if self.muted == Mute::Image {
                    return write_escaped(&mut self.out, &label);
                }
                self.out.push_str("<span class=\"blank\">");
                write_escaped(&mut self.out, &label);
                self.out.push_str("</span>");
            }
        }
    }
}

#[cfg(test)]
mod tests;
