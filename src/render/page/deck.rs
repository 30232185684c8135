//! The deck: the cards of a collection, four to a sheet, each back behind its front.
//!
//! In: a table whose records are printed as cards. Out: a page. Never: a card on a page of its own, nor a text that
//! `check::card` did not measure.

use crate::publication::route;
use std::fmt::Write as _;

use super::{Names, Page, make_frame, to_collection, to_home};
use crate::check::card::{CardBlock, CardSize, PrintedCard, Run};
use crate::check::measure::FontWeight;
use crate::model::{RecordRef, Table};
use crate::render::desk::RenderContext;
use crate::render::field;
use crate::render::listing::find_badge;
use crate::render::template::{Html, Prepared};
use crate::render::views::deck::{CardFact, DeckCard, DeckPart, DeckSheet, DeckView};
use crate::source::html::write_escaped;

/// How many cards stand on a page of the site, twenty sheets: with more, it would weigh more than a page may.
pub const CARDS: usize = 80;
/// How many stand on a sheet.
const SHEET: usize = 4;
/// Where each front of a sheet has its back, once the sheet is turned over its long edge.
const BEHIND: [usize; SHEET] = [1, 0, 3, 2];

/// Builds one part of a deck.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, number: u32, table: &'a Table, part: usize) -> Page<'a> {
    let collection = &table.collection;
    let title = desk.set(&collection.title);
    let names = Names {
        heading: &desk.words.fill("deck_of", &[("title", &title)]),
        trail: vec![to_home(desk), to_collection(desk, collection)],
        section: &route::to_index(&collection.name),
        description: "",
    };
    let parts = count_parts(table);
    let rows = (part * CARDS)..table.records.len().min((part + 1) * CARDS);
    let rows: Vec<RecordRef> =
        rows.filter_map(|row| u32::try_from(row).ok()).map(|row| RecordRef { table: number, row }).collect();
    let sheets = rows.chunks(SHEET).map(|rows| {
        let card = |place: usize| rows.get(place).and_then(|at| Some(Prepared::new(&to_card(desk, *at)?)));
        let fronts: Vec<Option<Prepared<DeckCard>>> = (0..SHEET).map(card).collect();
        let backs = BEHIND.iter().map(|place| fronts[*place].clone()).collect();
        DeckSheet { fronts, backs }
    });
    let links = (0..parts).map(|other| DeckPart {
        href: desk.link(&route::to_deck(&collection.name, other)),
        number: other + 1,
        current: other == part,
    });
    let view =
        DeckView { sheets: sheets.collect(), parts: if parts > 1 { links.collect() } else { Vec::new() } };
    Page::new(make_frame(desk, names), &view)
}

/// Counts the pages of a deck.
#[must_use]
pub fn count_parts(table: &Table) -> usize {
    table.records.len().div_ceil(CARDS).max(1)
}

fn to_card<'a>(desk: &RenderContext<'a>, at: RecordRef) -> Option<DeckCard<'a>> {
    let card = PrintedCard::of(desk.site, desk.sources, at)?;
    let (table, record) = desk.site.record(at);
    let facts = card.facts.iter().map(|(field, value)| CardFact {
        label: desk.set(field.label()),
        value: field::plain(desk, field, value),
    });
    let address = desk.site.config.base_url.as_deref().zip(route::to_record(table, record));
    let address = address.map(|(base, page)| {
        let whole = format!("{base}{}", route::to_url_path(&page));
        whole.split_once("://").map_or(whole.as_str(), |(_, rest)| rest).to_owned()
    });
    Some(DeckCard {
        id: &record.id,
        kind: desk.set(&table.collection.record),
        label: desk.label(at),
        hue: desk.hues.of(at),
        badge: find_badge(desk, at),
        summary: card.summary.map(|text| desk.set(text)),
        facts: facts.collect(),
        small: card.choose_size(desk.site) == CardSize::Small,
        back: Html::new(&write_back(desk, &card)),
        address,
    })
}

/// Writes the blocks of a back as HTML; neighbouring items share a list.
fn write_back(desk: &RenderContext<'_>, card: &PrintedCard<'_>) -> String {
    let mut out = String::new();
    let mut list: Option<&str> = None;
    for block in &card.back {
        let wanted = match block {
            CardBlock::Item(Some(_), _) => Some("ol"),
            CardBlock::Item(None, _) | CardBlock::Row(_) => Some("ul"),
            _ => None,
        };
        if list != wanted {
            close(&mut out, list);
            match (wanted, block) {
                (Some(tag), CardBlock::Item(Some(first), _)) if *first != 1 => {
                    let _ = write!(out, "<{tag} start=\"{first}\">");
                }
                (Some(tag), _) => out.extend(["<", tag, ">"]),
                (None, _) => {}
            }
            list = wanted;
        }
        match block {
            CardBlock::Heading(text) => write_wrapped(&mut out, "h3", &desk.set(text)),
            CardBlock::Text(runs) => write_styled(desk, &mut out, "p", runs),
            CardBlock::Item(_, runs) => write_styled(desk, &mut out, "li", runs),
            CardBlock::Value(field, value) => write_wrapped(&mut out, "p", &field::plain(desk, field, value)),
            CardBlock::Row(cells) => {
                let cells: Vec<String> =
                    cells.iter().map(|(field, value)| field::plain(desk, field, value)).collect();
                write_wrapped(&mut out, "li", &cells.join(" – "));
            }
        }
    }
    close(&mut out, list);
    out
}

fn close(out: &mut String, list: Option<&str>) {
    if let Some(tag) = list {
        out.extend(["</", tag, ">"]);
    }
}

fn write_wrapped(out: &mut String, tag: &str, text: &str) {
    out.extend(["<", tag, ">"]);
    write_escaped(out, text);
    out.extend(["</", tag, ">"]);
}

fn write_styled(desk: &RenderContext<'_>, out: &mut String, tag: &str, runs: &[Run]) {
    out.extend(["<", tag, ">"]);
    for run in runs {
        match run.weight {
            FontWeight::Bold => write_wrapped(out, "strong", &desk.set(&run.text)),
            FontWeight::Regular => write_escaped(out, &desk.set(&run.text)),
        }
    }
    out.extend(["</", tag, ">"]);
}
