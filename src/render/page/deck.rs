//! The deck: the cards of a collection, four to a sheet, each back behind its front.
//!
//! In: a table whose records are printed as cards. Out: a context. Never: a card on a page of its own, nor a text that
//! `check::card` did not measure.

use crate::publication::route;
use std::fmt::Write as _;

use tera::{Context, Value as Cell};

use super::{Frame, common, context};
use crate::check::card::{CardBlock, CardSize, PrintedCard, Run};
use crate::check::measure::FontWeight;
use crate::model::{RecordRef, Table};
use crate::render::desk::{Desk, map};
use crate::render::field;
use crate::source::html::write_escaped;

/// How many cards stand on a page of the site, twenty sheets: with more, it would weigh more than a page may.
pub const CARDS: usize = 80;
/// How many stand on a sheet.
const SHEET: usize = 4;
/// Where each front of a sheet has its back, once the sheet is turned over its long edge.
const BEHIND: [usize; SHEET] = [1, 0, 3, 2];

/// The context of one part of a deck.
#[must_use]
pub fn page(desk: &Desk<'_>, number: u32, table: &Table, part: usize) -> Context {
    let collection = &table.collection;
    let title = desk.set(&collection.title);
    let heading = desk.words.fill("deck_of", &[("title", &title)]);
    let home = (desk.words.get("home").to_owned(), Some(route::HOME.to_owned()));
    let section = route::to_index(&collection.name);
    let trail = vec![home, common::above(desk, collection)];
    let mut page = context(desk, &Frame { heading: &heading, trail, section: &section, description: "" });
    let parts = parts(table);
    let rows = (part * CARDS)..table.records.len().min((part + 1) * CARDS);
    let rows: Vec<RecordRef> =
        rows.filter_map(|row| u32::try_from(row).ok()).map(|row| RecordRef { table: number, row }).collect();
    let sheets = rows.chunks(SHEET).map(|rows| {
        let cards: Vec<Cell> =
            (0..SHEET).map(|place| rows.get(place).map(|at| card(desk, *at)).into()).collect();
        let backs: Vec<Cell> = BEHIND.iter().map(|place| cards[*place].clone()).collect();
        map([("fronts", cards.into()), ("backs", backs.into())])
    });
    page.insert_value("sheets", sheets.collect::<Vec<Cell>>().into());
    let links = (0..parts).map(|other| {
        map([
            ("href", desk.link(&route::to_deck(&collection.name, other)).into()),
            ("number", (other + 1).into()),
            ("current", (other == part).into()),
        ])
    });
    page.insert_value("parts", if parts > 1 { links.collect::<Vec<Cell>>() } else { Vec::new() }.into());
    page.insert_value("data", Cell::none());
    page
}

/// How many pages a deck has.
#[must_use]
pub fn parts(table: &Table) -> usize {
    table.records.len().div_ceil(CARDS).max(1)
}

fn card(desk: &Desk<'_>, at: RecordRef) -> Cell {
    let Some(card) = PrintedCard::of(desk.site, desk.sources, at) else { return Cell::none() };
    let (table, record) = desk.site.record(at);
    let facts = card.facts.iter().map(|(field, value)| {
        map([("label", desk.cell(field.label())), ("value", field::plain(desk, field, value).into())])
    });
    let address = desk.site.config.base_url.as_deref().zip(route::to_record(table, record));
    let address = address.map(|(base, page)| {
        let whole = format!("{base}{}", route::to_url_path(&page));
        whole.split_once("://").map_or(whole.as_str(), |(_, rest)| rest).to_owned()
    });
    map([
        ("id", record.id.as_str().into()),
        ("kind", desk.cell(&table.collection.record)),
        ("label", desk.label(at).into()),
        ("hue", desk.hues.of(at).into()),
        ("badge", common::badge(desk, at)),
        ("summary", card.summary.map(|text| desk.cell(text)).into()),
        ("facts", facts.collect::<Vec<Cell>>().into()),
        ("small", (card.choose_size(desk.site) == CardSize::Small).into()),
        ("back", Cell::safe_string(&back(desk, &card))),
        ("address", address.into()),
    ])
}

/// The blocks of a back as HTML; neighbouring items share a list.
fn back(desk: &Desk<'_>, card: &PrintedCard<'_>) -> String {
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
            CardBlock::Heading(text) => wrapped(&mut out, "h3", &desk.set(text)),
            CardBlock::Text(runs) => styled(desk, &mut out, "p", runs),
            CardBlock::Item(_, runs) => styled(desk, &mut out, "li", runs),
            CardBlock::Value(field, value) => wrapped(&mut out, "p", &field::plain(desk, field, value)),
            CardBlock::Row(cells) => {
                let cells: Vec<String> =
                    cells.iter().map(|(field, value)| field::plain(desk, field, value)).collect();
                wrapped(&mut out, "li", &cells.join(" – "));
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

fn wrapped(out: &mut String, tag: &str, text: &str) {
    out.extend(["<", tag, ">"]);
    write_escaped(out, text);
    out.extend(["</", tag, ">"]);
}

fn styled(desk: &Desk<'_>, out: &mut String, tag: &str, runs: &[Run]) {
    out.extend(["<", tag, ">"]);
    for run in runs {
        match run.weight {
            FontWeight::Bold => wrapped(out, "strong", &desk.set(&run.text)),
            FontWeight::Regular => write_escaped(out, &desk.set(&run.text)),
        }
    }
    out.extend(["</", tag, ">"]);
}
