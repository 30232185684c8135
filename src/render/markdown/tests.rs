//! Hostile texts: whatever is written, the page stays whole.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Awaited, Text, html};
use crate::check::CheckedSite;
use crate::check::photos::Photos;
use crate::check::scan::scan;
use crate::diag::Diagnostics;
use crate::render::desk::Badges;
use crate::render::desk::{Reach, RenderContext};
use crate::render::hue::Hues;
use crate::render::label::Labels;
use crate::render::words::Words;
use crate::source::Sources;

#[rustfmt::skip]
const PIECES: [&str; 78] = [
    " ",
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n# ",
    "\n### ",
    "\n\n---\n\n",
    "\n```\n",
    "`",
    "*",
    "**",
    "~~",
    "_",
    "[",
    "]",
    "](",
    ")",
    "](#a)",
    "](https://x.example/?a=\"b\" \"t\")",
    "](javascript:x)",
    "![",
    "![](x.png \"t\")",
    "\n\n![a](https://x.example/i.png \"Titre\")\n\n",
    "[^1]",
    "\n\n[^1]: note ",
    "[^2]",
    "\n\n[^2]: ",
    "[[pages/index]]",
    "[[pages/index|",
    "]]",
    "{{nom}}",
    "{{",
    "}}",
    "| a | b |\n|---|:-:|\n| c | ",
    "\n\n> [!NOTE]\n> ",
    "\n- [ ] ",
    "\n- [x] ",
    "\nTerme\n: ",
    "<b>",
    "</b>",
    "<sub>",
    "</sub>",
    "<SUP>",
    "</sup>",
    "<br>",
    "<br/>",
    "<span lang=\"en\">",
    "</span>",
    "<abbr title=\"a&quot;<b>\">",
    "</abbr>",
    "\n\n<details>\n<summary>",
    "</summary>\n\n",
    "\n\n</details>\n\n",
    "<details>",
    "<script>",
    "</script>",
    "<svg/onload=x>",
    "<img src=x onerror=y>",
    "<!--",
    "-->",
    "<style>",
    "<?",
    "<![CDATA[",
    "]]>",
    "\0",
    "&amp;",
    "&#0;",
    "&lt;script&gt;",
    "\"",
    "'",
    "<",
    ">",
    "mot",
    "1er",
    "é",
];

fn site() -> CheckedSite {
    let mut sources = Sources::default();
    sources.add(
        "content/site.yaml",
        "title: Essai\ndescription: Un essai.\nlanguage: fr\npublisher: {name: Ville}\n",
    );
    sources.add("content/pages/index.md", "---\ntitle: Accueil\n---\n");
    let mut diags = Diagnostics::default();
    let site = crate::check(&Arc::new(sources), &crate::Options::default(), &mut diags);
    site.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>()))
}

fn written(site: &CheckedSite, text: &str) -> String {
    let (hues, words) = (Hues::new(site.site()), Words::new("fr", BTreeMap::new()));
    let labels = Labels::new(site.site(), words.typography);
    let desk = RenderContext {
        site: site.site(),
        sources: site.sources(),
        words: &words,
        links: site.links(),
        photos: &Photos::default(),
        hues: &hues,
        labels: &labels,
        badges: &Badges::default(),
        statement: site.statement(),
        path: "index.html",
        tree: None,
        reach: Reach::Site,
    };
    let source = site.site().pages[0].source;
    html(&desk, &Text { text, source, level: 2, prefix: "", blanks: None, awaited: Awaited::None })
}

/// What a page could not hold: unbalanced, misplaced or unlisted elements, unquoted attributes, names given twice.
fn faults(html: &str) -> Option<String> {
    const INLINE: &[&str] =
        &["a", "abbr", "br", "code", "del", "em", "img", "kbd", "mark", "span", "strong", "sub", "sup"];
    const BLOCK: &[&str] = &[
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let (mut open, mut names): (Vec<&str>, BTreeSet<&str>) = Default::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let inside = &rest[at + 1..];
        // No attribute holds `>`: it is escaped there.
        let tag = &inside[..inside.find('>')?];
        rest = &inside[tag.len() + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Some(format!("</{name}> closes nothing"));
            }
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        if !INLINE.contains(&name) && !BLOCK.contains(&name) {
            return Some(format!("<{tag}> is in no list"));
        }
        let phrasing = |name: &&str| {
            INLINE.contains(name) || ["p", "pre", "summary", "h2", "h3", "dt", "figcaption"].contains(name)
        };
        if BLOCK.contains(&name) && open.iter().any(phrasing) || name == "a" && open.contains(&"a") {
            return Some(format!("<{tag}> in {open:?}"));
        }
        // Names stand between values; no address runs code.
        let unsafe_name = attributes.split('"').step_by(2).any(|name| name.trim_start().starts_with("on"));
        let runs = ["href=\"javascript:", "src=\"javascript:"].iter().any(|start| attributes.contains(start));
        if attributes.matches('"').count() % 2 != 0 || unsafe_name || runs {
            return Some(format!("<{tag}> has odd attributes"));
        }
        if let Some(id) = attributes.split("id=\"").nth(1).and_then(|id| id.split('"').next())
            && !names.insert(id)
        {
            return Some(format!("{id} twice"));
        }
        if !["br", "img", "hr"].contains(&name) {
            open.push(name);
        }
    }
    if html.contains('\0') {
        return Some("a control character".to_owned());
    }
    (!open.is_empty()).then(|| format!("{open:?} never close"))
}

#[test]
fn whatever_is_written_the_page_stays_whole() {
    let site = site();
    let mut seed: u64 = 11;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % below
    };
    for _ in 0..ROUNDS {
        let length = 1 + random(16);
        let text: String = (0..length).map(|_| PIECES[random(PIECES.len())]).collect();
        let html = written(&site, &text);
        if let Some(fault) = faults(&html) {
            panic!("{fault}\n\n{text:?}\n\n{html}");
        }
        let found = scan(&text, "fr");
        let ranges = found
            .links
            .into_iter()
            .map(|link| link.range)
            .chain(found.faults.into_iter().map(|fault| fault.range));
        ranges.for_each(|range| assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}"));
    }
}

const ROUNDS: usize = 3_000;

/// No judgement on speed: a text that took a square of its length would not end.
#[test]
fn long_texts_of_one_piece_end() {
    let site = site();
    for piece in PIECES.into_iter().filter(|piece| !piece.contains("[^")) {
        let text = piece.repeat(20_000);
        written(&site, &text);
        let _ = scan(&text, "fr");
    }
}
