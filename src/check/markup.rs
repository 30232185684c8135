//! Markdown that was meant as markup and would be published as text: a link half closed, a heading without its space.
//!
//! In: the events of a text, one after the other. Out: a warning with its place for each slip. Never: a guess where
//! ordinary prose is written the same way, nor a word of code.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::check::codes::MARKUP_AS_TEXT;
use crate::diag::{Problem, nearest};
use crate::load::markdown;
use crate::source::byte_scan::{is_among, scan_bytes};

/// The alerts there are, each with what French writers call it.
const ALERTS: [(&str, &[&str]); 5] = [
    ("NOTE", &["REMARQUE", "INFO", "INFORMATION", "À NOTER", "NOTA", "PRÉCISION"]),
    ("TIP", &["ASTUCE", "CONSEIL", "IDÉE", "HINT", "BON À SAVOIR"]),
    ("IMPORTANT", &["ESSENTIEL", "À RETENIR"]),
    ("WARNING", &["ATTENTION", "AVERTISSEMENT", "ALERTE", "WARN"]),
    ("CAUTION", &["DANGER", "PRUDENCE", "RISQUE"]),
];

/// The names of the alerts.
fn list_alerts() -> impl Iterator<Item = &'static str> {
    ALERTS.iter().map(|(name, _)| *name)
}

/// Something wrong with a text, whatever the site holds.
#[derive(Debug)]
pub struct RangedProblem {
    pub problem: Problem,
    pub range: Range<usize>,
}

/// Follows the plain text of a body. Escapes, code, links and emphasis end a run of it.
#[derive(Default)]
pub struct Follower {
    /// Text events that follow each other in the source without a gap.
    run: Option<Range<usize>>,
    /// Brackets that are open in this block.
    open: Vec<usize>,
    /// How many elements are open whose text is no prose.
    silent: usize,
    at: At,
    /// How many columns the table at hand has.
    columns: usize,
    faults: Vec<RangedProblem>,
}

/// What stands before a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum At {
    /// Other words of the line.
    #[default]
    Inside,
    /// Nothing on its line.
    Line,
    /// Nothing in its paragraph.
    Paragraph,
    /// Nothing in its quotation.
    Quote,
}

impl Follower {
    /// Takes note of the next event of `text`.
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>, text: &str) {
        if let Event::Text(_) = event {
            if self.silent == 0 {
                match &mut self.run {
                    Some(run) if run.end == range.start => run.end = range.end,
                    _ => {
                        self.flush(text);
                        self.run = Some(range.clone());
                    }
                }
            }
            return;
        }
        self.flush(text);
        match event {
            Event::Start(Tag::BlockQuote(None)) => self.at = At::Quote,
            Event::Start(Tag::Paragraph | Tag::Item) => {
                self.at = if self.at == At::Quote { At::Quote } else { At::Paragraph };
                self.check_delimiter_row(text, range);
                self.end_of_block();
            }
            Event::Start(Tag::DefinitionListTitle | Tag::DefinitionListDefinition) => self.at = At::Paragraph,
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Link { .. } | Tag::Image { .. }) => {
                self.silent += 1;
                self.at = At::Inside;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Link | TagEnd::Image) => {
                self.silent = self.silent.saturating_sub(1);
            }
            Event::SoftBreak | Event::HardBreak => self.at = At::Line,
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => self.at = At::Inside,
            _ => {
                self.check_table(event, range, text);
                self.at = At::Inside;
                self.end_of_block();
            }
        }
    }

    /// What was found, once the events of `text` are over.
    #[must_use]
    pub fn end(mut self, text: &str) -> Vec<RangedProblem> {
        self.flush(text);
        self.end_of_block();
        for (name, place) in markdown::list_uncalled_notes(text) {
            self.push_fault(slip("note-uncalled", &name), place);
        }
        self.faults
    }

    fn push_fault(&mut self, problem: Problem, range: Range<usize>) {
        self.faults.push(RangedProblem { problem, range });
    }

    /// `[[` that nothing ever closes.
    fn end_of_block(&mut self) {
        let open = std::mem::take(&mut self.open);
        if let Some(pair) = open.windows(2).find(|pair| pair[0] + 1 == pair[1]) {
            self.push_fault(MARKUP_AS_TEXT.choose("slip", "open-brackets"), pair[0]..pair[1] + 1);
        }
    }

    fn flush(&mut self, text: &str) {
        let Some(run) = self.run.take() else { return };
        let at = std::mem::take(&mut self.at);
        let escaped = text[..run.start].ends_with('\\');
        if at != At::Inside && !escaped {
            self.check_foreign_line(text, &run);
        }
        // Most prose has none of the marks.
        if scan_bytes(&text.as_bytes()[run.clone()], |byte| is_among(byte, b"[]#{")).next().is_none() {
            return;
        }
        let shown = run.start + usize::from(escaped);
        self.check_foreign_braces(&text[shown..run.end], shown);
        if at != At::Inside && !escaped {
            self.check_heading(&text[run.clone()], run.start);
            self.check_alert(at, &text[run.clone()], run.start);
        }
        for (name, place) in markdown::find_blanks(&text[run.clone()]) {
            self.push_fault(slip("blank", name), run.start + place.start..run.start + place.end);
        }
        let start = if escaped { run.start + 1 } else { run.start };
        for (offset, byte) in text[run.start..run.end].bytes().enumerate() {
            match (byte, run.start + offset) {
                (_, place) if place < start => {}
                (b'[', place) => self.open.push(place),
                (b']', place) => {
                    if let Some(open) = self.open.pop() {
                        self.close_bracket(text, open, place, run.end);
                    }
                }
                _ => {}
            }
        }
    }

    /// What begins a line for another tool: `!!! note`, `::: tip`, `[TOC]`, `- []`.
    fn check_foreign_line(&mut self, text: &str, run: &Range<usize>) {
        let line = text[run.clone()].lines().next().unwrap_or_default();
        let begins_word = |rest: &str| rest.trim_start().starts_with(|c: char| c.is_ascii_lowercase());
        // Behind a paragraph, the first colon is read as that of a definition.
        let colons = if text[..run.start].ends_with(':') { "::" } else { ":::" };
        let note = ["!!! ", "??? ", colons].iter().find_map(|mark| line.strip_prefix(mark));
        let is_item = || text[..run.start].trim_end_matches(' ').ends_with(['-', '*', '+']);
        let (mark, length) = if note.is_some_and(begins_word) {
            ("foreign-admonition", line.trim_end().len())
        } else if line.trim_end().eq_ignore_ascii_case("[toc]") {
            ("foreign-contents", line.trim_end().len())
        } else if line.starts_with("[] ") && is_item() {
            ("foreign-task", 2)
        } else {
            return;
        };
        let range = run.start..run.start + length;
        self.push_fault(slip(mark, &text[range.clone()]), range);
    }

    /// What stands between braces for another tool: `{{< … >}}`, `{% … %}`, `{: .x}`, `{#name}`.
    fn check_foreign_braces(&mut self, run: &str, start: usize) {
        let mut at = 0;
        while let Some(open) = run[at..].find('{').map(|open| at + open) {
            let found = [
                ("{{<", ">}}", "foreign-shortcode"),
                ("{{%", "%}}", "foreign-shortcode"),
                ("{%", "%}", "foreign-shortcode"),
                ("{: ", "}", "foreign-attributes"),
                ("{:.", "}", "foreign-attributes"),
                ("{#", "}", "foreign-attributes"),
            ]
            .into_iter()
            .find_map(|(opening, closing, mark)| {
                let inside = run[open..].strip_prefix(opening)?;
                Some((mark, open + opening.len() + inside.find(closing)? + closing.len()))
            });
            at = open + 1;
            if let Some((mark, end)) = found {
                self.push_fault(slip(mark, &run[open..end]), start + open..start + end);
                at = end;
            }
        }
    }

    /// A row of a table with more cells than the head: those behind the last column are lost.
    fn check_table(&mut self, event: &Event<'_>, range: &Range<usize>, text: &str) {
        match event {
            Event::Start(Tag::Table(columns)) => self.columns = columns.len(),
            Event::Start(Tag::TableRow) => {
                let cells = split_cells(&text[range.clone()]);
                if let (Some(first), Some(last)) = (cells.get(self.columns), cells.last()) {
                    let place = range.start + first.start..range.start + last.end;
                    self.push_fault(count_cells("row-too-long", self.columns, cells.len()), place);
                }
            }
            _ => {}
        }
    }

    /// A table whose second line has not as many cells as the first: it is no table.
    fn check_delimiter_row(&mut self, text: &str, paragraph: &Range<usize>) {
        let lines = &text[paragraph.clone()];
        if !lines.contains('|') || !lines.contains('-') {
            return;
        }
        let mut at = paragraph.start;
        let mut above: Option<usize> = None;
        for line in lines.split_inclusive('\n') {
            let row = line.trim_start_matches([' ', '>']).trim_end();
            let cells = split_cells(row).len();
            if let Some(columns) = above.filter(|columns| *columns > 1 && *columns != cells)
                && is_delimiter_row(row)
            {
                let start = at + line.len() - line.trim_start_matches([' ', '>']).len();
                self.push_fault(count_cells("delimiter-row", columns, cells), start..start + row.len());
                return;
            }
            above = row.contains('|').then_some(cells);
            at += line.len();
        }
    }

    /// `##Titre` at the beginning of a line. One mark alone may be a hashtag.
    fn check_heading(&mut self, run: &str, start: usize) {
        let title = run.trim_start_matches('#');
        let marks = run.len() - title.len();
        if (2..=6).contains(&marks) && title.starts_with(|c: char| !c.is_whitespace()) {
            self.push_fault(slip("heading", &run[..marks]), start..start + marks);
        }
    }

    /// `[!NAME]` that is no alert: of another name, with words behind it, or outside of a quotation.
    fn check_alert(&mut self, at: At, run: &str, start: usize) {
        let Some((name, behind)) = run.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
            return;
        };
        let known = find_meant_alert(name);
        let range = start..start + name.len() + 3;
        match (at, known) {
            (At::Quote, Some((known, true))) if !behind.trim().is_empty() => {
                self.push_fault(slip("alert-before-text", known), range);
            }
            (At::Quote, known) => {
                let nearest = known.map(|(known, _)| known);
                self.push_fault(slip("alert-unknown", name).with("nearest", nearest), range);
            }
            (At::Paragraph, Some((known, _))) if !behind.starts_with('(') => {
                self.push_fault(slip("alert-unquoted", known), range);
            }
            _ => {}
        }
    }

    /// A bracket that closes at `close` what opened at `open`.
    fn close_bracket(&mut self, text: &str, open: usize, close: usize, end: usize) {
        let (words, behind) = (&text[open + 1..close], &text[close + 1..end]);
        if let Some(inside) = behind.strip_prefix('(') {
            let from = close + 2;
            match find_address_end(inside) {
                Some(length) if is_file_with_space(strip_title(&inside[..length])) => {
                    let address = strip_title(&inside[..length]);
                    self.push_fault(slip("space-in-address", address), from..from + address.len());
                }
                None if is_address(inside) => {
                    self.push_fault(
                        MARKUP_AS_TEXT.choose("slip", "address-unclosed"),
                        from..from + inside.len(),
                    );
                }
                _ => {}
            }
        } else if let Some(inside) = behind.trim_start_matches([' ', '\u{a0}', '\u{202f}']).strip_prefix('(')
        {
            let from = end - inside.len();
            if let Some(length) = find_address_end(inside).filter(|length| is_address(&inside[..*length])) {
                self.push_fault(
                    MARKUP_AS_TEXT.choose("slip", "space-before-address"),
                    open..from + length + 1,
                );
            }
        } else if self.open.last().is_some_and(|outer| outer + 1 == open) {
            if !behind.starts_with(']') && is_name(words) {
                self.open.pop();
                self.push_fault(slip("half-link", words), open - 1..close + 1);
            }
        } else if behind.starts_with(']') && self.open.is_empty() && is_name(words) {
            self.push_fault(slip("half-link", words), open..close + 2);
        } else if let Some(note) = words.strip_prefix('^').filter(|note| is_note(note)) {
            self.push_fault(slip("note-unwritten", note), open..close + 1);
        }
    }
}

/// Returns a slip with what was written.
fn slip(slip: &'static str, written: &str) -> Problem {
    MARKUP_AS_TEXT.choose("slip", slip).with("written", written)
}

/// Returns where the cells of a row of a table stand: a `|` parts two, unless a backslash stands before it.
fn split_cells(row: &str) -> Vec<Range<usize>> {
    let end = row.trim_end().len();
    let mut start = row.len() - row.trim_start().len();
    start += usize::from(row[start..].starts_with('|'));
    let mut cells = Vec::new();
    let mut escaped = false;
    for (at, byte) in row.bytes().enumerate().take(end).skip(start) {
        if byte == b'|' && !escaped {
            cells.push(start..at);
            start = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    if start < end {
        cells.push(start..end);
    }
    cells
}

/// Returns a slip with how many columns a table has, and how many cells a row of it.
fn count_cells(slip: &'static str, columns: usize, cells: usize) -> Problem {
    MARKUP_AS_TEXT.choose("slip", slip).with("columns", columns).with("cells", cells)
}

/// Whether a line has only what stands below the head of a table: `|---|:--|`.
fn is_delimiter_row(row: &str) -> bool {
    row.contains('-') && row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// The alert that a name stands for, and whether it is its own name.
fn find_meant_alert(name: &str) -> Option<(&'static str, bool)> {
    let upper = name.trim().to_uppercase();
    let own = list_alerts().find(|known| *known == upper).map(|known| (known, true));
    let called =
        || ALERTS.iter().find(|(_, others)| others.contains(&&*upper)).map(|(known, _)| (*known, false));
    let near = || {
        let near =
            nearest(&upper, ALERTS.iter().flat_map(|(known, others)| others.iter().chain([known])).copied())?;
        ALERTS
            .iter()
            .find(|(known, others)| *known == near || others.contains(&&*near))
            .map(|(known, _)| (*known, false))
    };
    own.or_else(called).or_else(near)
}

/// What stands between the parentheses of a link, without its title.
fn strip_title(inside: &str) -> &str {
    inside.split_once(" \"").map_or(inside, |(address, _)| address).trim_end()
}

/// Where the address behind `(` ends, parentheses of its own left aside.
fn find_address_end(inside: &str) -> Option<usize> {
    let mut depth = 0usize;
    inside.bytes().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return true,
            b')' => depth -= 1,
            _ => {}
        }
        false
    })
}

/// Whether words in parentheses can only be an address: a scheme, a path, a file's name, a heading's.
fn is_address(words: &str) -> bool {
    !words.contains(char::is_whitespace)
        && (is_rooted(words) || words.starts_with('#') || words.contains('/') || has_extension(words))
}

/// Whether an address holds a space, and is no aside in a sentence.
fn is_file_with_space(words: &str) -> bool {
    words.contains(char::is_whitespace)
        && !words.starts_with('<')
        && (is_rooted(words) || has_extension(words))
}

fn is_rooted(words: &str) -> bool {
    ["http://", "https://", "mailto:", "tel:", "www.", "./", "../", "/"]
        .iter()
        .any(|root| words.starts_with(root))
}

/// Whether words end like a file's name: `.pdf`, `.html#titre`.
fn has_extension(words: &str) -> bool {
    let words = words.split_once('#').map_or(words, |(path, _)| path);
    words.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (2..=5).contains(&extension.len())
            && extension.starts_with(|c: char| c.is_ascii_alphabetic())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// Whether words between brackets name something: not an interval, not a number.
fn is_name(words: &str) -> bool {
    !words.trim().is_empty() && !words.contains([',', ';', '[', ']']) && words.parse::<f64>().is_err()
}

fn is_note(words: &str) -> bool {
    !words.is_empty() && !words.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found, each as the characters that are marked.
    fn found(text: &str) -> Vec<&str> {
        let mut follower = Follower::default();
        markdown::parse(text).for_each(|(event, range)| follower.event(&event, &range, text));
        follower.end(text).into_iter().map(|fault| &text[fault.range]).collect()
    }

    #[test]
    fn slips_are_seen_where_they_stand() {
        for (text, expected) in [
            ("Lire [le **guide**](mon guide.pdf).", "mon guide.pdf"),
            ("![Plan](plan du site.png \"Le plan\")", "plan du site.png"),
            ("[texte] (../outils/a.md), etc.", "[texte] (../outils/a.md)"),
            ("- [texte](guide.pdf", "guide.pdf"),
            ("Voir [[outils/x] et puis.", "[[outils/x]"),
            ("Voir [outils/x]] et puis.", "[outils/x]]"),
            ("Voir [[outils/x et puis.", "[["),
            ("> [!ATTENTION]\n> oui", "[!ATTENTION]"),
            ("> [!NOTE] oui", "[!NOTE]"),
            ("[!NOTE]\noui", "[!NOTE]"),
            ("du texte\n##Titre", "##"),
            ("La ville de {{ ville }} est belle", "{{ ville }}"),
            ("Un mot[^1].", "[^1]"),
            ("## Titre {#un}", "{#un}"),
            ("Un mot.\n{: .note}", "{: .note}"),
            ("{{< youtube x >}}", "{{< youtube x >}}"),
            ("Lire {% include a.html %} ici", "{% include a.html %}"),
            ("[TOC]", "[TOC]"),
            ("!!! note \"Titre\"\n    Texte", "!!! note \"Titre\""),
            ("::: tip\nTexte\n:::", "::: tip"),
            ("- [] à faire", "[]"),
            ("| a | b |\n|---|---|\n| c | d | e |", " e "),
            ("| a | b |\n|---|---|\n| c | oui|non | e |", "non | e "),
            ("| a | b |\n|---|\n| c | d |", "|---|"),
            ("> a | b\n> ---|---|---\n> c | d", "---|---|---"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn prose_code_and_escapes_are_left_alone() {
        for text in [
            "[1] (voir page 3), [sic] (p.12), […] (c.f.), [NDLR](oui et/ou non)",
            "#Antibes #Innovation",
            "l'intervalle [[0, 1] et [0, 1]], le tableau [a][b], la liste [x] faite",
            "`[[x] ##Titre {{ville}}` et\n\n    [doc](mon fichier.pdf)\n\n```\n##Titre {{ville}}\n```",
            "\\[doc](mon fichier.pdf) [doc\\](mon fichier.pdf) \\##Titre \\[\\[x]",
            "[doc](<mon fichier.pdf>) [a](b.md) [[outils/x]] [x]: y",
            "> [!note]\n> oui\n\n> citation [!]",
            "Un mot[^1].\n\n[^1]: La note.",
            "- [ ] à faire\n- [x] fait",
            "| a | b |\n|---|---|\n| c \\| d | e |\n| f |",
            "a | b\nou c | d",
            "Bravo !!! note bien, {un} {a: b} 5 {%, [] vide, `{#un}` et \\{#un}",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
