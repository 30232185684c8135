//! Printed cards: what stands on each face, and whether it fits.
//!
//! In: the records of a collection with `print: card`. Out: [`PrintedCard`]s, and `card-too-full`. Never: markup, a value as
//! people read it (that is `render`'s): a value is measured by the longest form it could take.
//!
//! A card is A6. The heights below are those of the style sheet (`@layer print`), in millimetres, and the widths those
//! of [`measure`]; `tests/conformance/browser/print.mjs` holds that what fits here fits in a browser.

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use rayon::prelude::*;

use super::measure::{FontWeight, measure_char};
use crate::check::codes::CARD_TOO_FULL;
use crate::diag::Diagnostics;
use crate::load::markdown;
use crate::model::{RecordRef, Site, Table};
use crate::schema::publish::is_public;
use crate::schema::{CardFields, Field, FieldType, Print, Role, StringFormat, Value};
use crate::source::Sources;

/// The room for text on a face, in millimetres.
const WIDTH: f64 = 87.0;
const FRONT: f64 = 121.0;
const BACK: f64 = 124.0;
/// A point of type, in millimetres.
const POINT: f64 = 0.352_778;
/// The measured width of a line that is trusted: the rest is for fonts a little wider.
const EASE: f64 = 0.97;

/// What a record says on its two faces.
#[derive(Debug)]
pub struct PrintedCard<'a> {
    pub summary: Option<&'a str>,
    /// The fields of the front, each with its value.
    pub facts: Vec<(&'a Field, &'a Value)>,
    pub back: Vec<CardBlock<'a>>,
}

/// A piece of the back.
#[derive(Debug)]
pub enum CardBlock<'a> {
    Heading(&'a str),
    Text(Vec<Run>),
    /// An item of a list, with its number where it has one.
    Item(Option<u64>, Vec<Run>),
    /// A nested row: its values side by side.
    Row(Vec<(&'a Field, &'a Value)>),
    /// A short value under a heading.
    Value(&'a Field, &'a Value),
}

/// Characters of one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub text: String,
    pub weight: FontWeight,
}

/// How a face is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSize {
    /// As drawn.
    Plain,
    /// In smaller type, because it would not fit otherwise.
    Small,
}

/// Warns of each card whose text does not fit.
pub fn check(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    for (number, table) in (0u32..).zip(&site.tables) {
        let Some(Print::Card(_)) = &table.collection.print else { continue };
        if !is_public(&table.collection) {
            continue;
        }
        let rows = (0u32..).take(table.records.len()).collect::<Vec<u32>>();
        let over = rows.par_iter().filter_map(|row| {
            let at = RecordRef { table: number, row: *row };
            let card = PrintedCard::of(site, sources, at)?;
            let (front, back) =
                (card.count_excess_front(site, at), card.count_excess_back(site, CardSize::Small));
            (front > 0 || back > 0).then_some((*row, front, back))
        });
        for (row, front, back) in over.collect::<Vec<_>>() {
            let place = table.records[row as usize].span;
            for (face, lines) in [("front", front), ("back", back)] {
                if lines > 0 {
                    diags.add(place, CARD_TOO_FULL.choose("face", face).with("lines", lines));
                }
            }
        }
    }
}

impl<'a> PrintedCard<'a> {
    /// The card of a record, where its collection prints cards.
    #[must_use]
    pub fn of(site: &'a Site, sources: &'a Sources, at: RecordRef) -> Option<Self> {
        let (table, record) = site.record(at);
        let Some(Print::Card(declared)) = &table.collection.print else { return None };
        let schema = &table.collection.schema;
        let (front, back) = choose_fields(table, declared);
        let valued = |position: &usize| {
            let field = &schema.fields[*position];
            Some((field, filter_shown(site, field, record.values[*position].as_ref()?)?))
        };
        let summary = table.find_role_text(record, Role::Description);
        let mut blocks = Vec::new();
        for (field, value) in back.iter().filter_map(valued) {
            blocks.push(CardBlock::Heading(field.label()));
            self::push_blocks(site, field, value, &mut blocks);
        }
        if blocks.is_empty()
            && declared.back.is_empty()
            && let Some(body) = table.find_public_body(record)
        {
            push_markdown(site, sources.text(body), &mut blocks);
        }
        Some(Self { summary, facts: front.iter().filter_map(valued).collect(), back: blocks })
    }

    /// How the back is set: smaller where it would be too long.
    #[must_use]
    pub fn choose_size(&self, site: &Site) -> CardSize {
        if self.count_excess_back(site, CardSize::Plain) > 0 { CardSize::Small } else { CardSize::Plain }
    }

    /// How many lines the front has too many.
    fn count_excess_front(&self, site: &Site, at: RecordRef) -> usize {
        let (table, record) = site.record(at);
        let lines = |text: &str, weight, size: f64, width: f64| {
            count_lines(&[Run { text: text.to_owned(), weight }], width / (size * POINT))
        };
        let mut height = 5.0 + lines(table.name(record), FontWeight::Bold, 20.0, WIDTH) * 8.2 + 2.0;
        if table.collection.schema.role(Role::Status).is_some() {
            height += 9.0;
        }
        if let Some(summary) = self.summary {
            height += lines(summary, FontWeight::Regular, 10.5, WIDTH) * 5.0 + 3.0;
        }
        for (field, value) in &self.facts {
            let name = lines(field.label(), FontWeight::Regular, 8.5, 27.0) * 4.0;
            let value = lines(&write_longest(site, field, value), FontWeight::Regular, 9.5, 58.0) * 4.4;
            height += f64::max(name, value) + 2.6;
        }
        count_excess_lines(height - FRONT, 5.0)
    }

    /// How many lines the back has too many.
    fn count_excess_back(&self, site: &Site, setting: CardSize) -> usize {
        let (size, line) = if setting == CardSize::Plain { (8.5, 4.05) } else { (7.5, 3.4) };
        let of = |runs: &[Run], indent: f64| count_lines(runs, (WIDTH - indent) / (size * POINT)) * line;
        let plain = |text: String| [Run { text, weight: FontWeight::Regular }];
        let mut height = 7.0;
        for block in &self.back {
            height += match block {
                CardBlock::Heading(text) => {
                    let runs = [Run { text: (*text).to_owned(), weight: FontWeight::Bold }];
                    count_lines(&runs, WIDTH / (9.0 * POINT)) * 4.2 + 2.8
                }
                CardBlock::Text(runs) => of(runs, 0.0) + 1.2,
                CardBlock::Item(_, runs) => of(runs, 5.0) + 0.5,
                CardBlock::Value(field, value) => of(&plain(write_longest(site, field, value)), 0.0) + 1.2,
                CardBlock::Row(cells) => {
                    let cells: Vec<String> =
                        cells.iter().map(|(field, value)| write_longest(site, field, value)).collect();
                    of(&plain(cells.join(" – ")), 5.0) + 0.5
                }
            };
        }
        count_excess_lines(height - BACK, line)
    }
}

/// How many lines a height is too many.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a few lines
fn count_excess_lines(height: f64, line: f64) -> usize {
    if height > 0.0 { (height / line).ceil() as usize } else { 0 }
}

/// The fields of the two faces, where they are not declared: short values on the front, those that filter the
/// collection first; long texts on the back. What has its own place on a card is on neither.
fn choose_fields(table: &Table, declared: &CardFields) -> (Vec<usize>, Vec<usize>) {
    let (schema, filters) = (&table.collection.schema, &table.collection.filters);
    let apart = Role::ALL.iter().filter_map(|role| schema.role(*role)).chain(table.collection.label);
    let apart: Vec<usize> = apart.collect();
    let open = |position: &usize| {
        let field = &schema.fields[*position];
        !apart.contains(position) && !field.personal && !matches!(field.name.as_str(), "id" | "body")
    };
    let all = || (0..schema.fields.len()).filter(open);
    let is_long = |position: &usize| is_long(&schema.fields[*position]);
    let front = if declared.front.is_empty() {
        let short = all().filter(|field| !is_long(field) && !filters.contains(field));
        filters.iter().copied().filter(open).chain(short).collect()
    } else {
        declared.front.clone()
    };
    let back = if declared.back.is_empty() {
        all().filter(|field| is_long(field) && !front.contains(field)).collect()
    } else {
        declared.back.clone()
    };
    (front, back)
}

/// Whether a field holds what takes several lines to say.
fn is_long(field: &Field) -> bool {
    let free = field.reference.is_none() && field.categories.is_empty();
    match &field.kind {
        FieldType::String(StringFormat::Default | StringFormat::Markdown) | FieldType::List(_) => free,
        FieldType::Array => true,
        _ => false,
    }
}

/// A value that may stand on a card: not a personal one, nor one that is nobody's business.
fn filter_shown<'a>(site: &Site, field: &Field, value: &'a Value) -> Option<&'a Value> {
    let filled = match value {
        Value::List(items) => !items.is_empty(),
        Value::Rows(rows) => !rows.is_empty(),
        _ => true,
    };
    Some(value).filter(|_| filled && site.is_shown(field))
}

/// A value as blocks.
fn push_blocks<'a>(site: &Site, field: &'a Field, value: &'a Value, out: &mut Vec<CardBlock<'a>>) {
    match value {
        Value::Text(text) if field.kind.is_markdown() => {
            push_markdown(site, text, out);
        }
        Value::List(items) => out.extend(items.iter().map(|item| CardBlock::Row(vec![(field, item)]))),
        Value::Rows(rows) => out.extend(rows.iter().map(|row| {
            let cells = field.fields.iter().zip(row).filter(|(nested, _)| !nested.personal);
            CardBlock::Row(cells.filter_map(|(nested, value)| Some((nested, value.as_ref()?))).collect())
        })),
        _ => out.push(CardBlock::Value(field, value)),
    }
}

/// A Markdown text as blocks: paragraphs, items and words in bold; what is more than that is kept as words.
fn push_markdown(site: &Site, text: &str, out: &mut Vec<CardBlock<'_>>) {
    let mut lists: Vec<Option<u64>> = Vec::new();
    let (mut strong, mut runs): (usize, Vec<Run>) = (0, Vec::new());
    let mut item: Option<Option<u64>> = None;
    let mut name_of: Option<String> = None;
    let mut close = |runs: &mut Vec<Run>, item: &mut Option<Option<u64>>| {
        let runs = std::mem::take(runs);
        if runs.iter().all(|run| run.text.trim().is_empty()) {
            return;
        }
        out.push(match item.take() {
            Some(number) => CardBlock::Item(number, runs),
            None => CardBlock::Text(runs),
        });
    };
    for (event, _) in markdown::parse_published(text) {
        let weight = if strong > 0 { FontWeight::Bold } else { FontWeight::Regular };
        match event {
            Event::Start(Tag::List(first)) => {
                close(&mut runs, &mut item);
                lists.push(first);
            }
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::Start(Tag::Item) => {
                close(&mut runs, &mut item);
                let number = lists.last_mut().and_then(Option::as_mut);
                item = Some(number.map(|number| {
                    *number += 1;
                    *number - 1
                }));
            }
            Event::Start(Tag::Strong | Tag::Heading { .. } | Tag::DefinitionListTitle) => strong += 1,
            Event::End(TagEnd::Strong) => strong = strong.saturating_sub(1),
            Event::End(TagEnd::Heading(_) | TagEnd::DefinitionListTitle) => {
                strong = strong.saturating_sub(1);
                close(&mut runs, &mut item);
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead | TagEnd::CodeBlock,
            ) => close(&mut runs, &mut item),
            Event::Start(Tag::TableCell) if !runs.is_empty() => {
                runs.push(Run { text: " – ".into(), weight });
            }
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole: false },
                dest_url,
                ..
            }) => {
                name_of = dest_url.split_once('/').and_then(|(collection, id)| {
                    let (table, record) = site.record(site.find(collection, id)?);
                    Some(table.name(record).to_owned())
                });
            }
            Event::End(TagEnd::Link) => name_of = None,
            Event::Text(text) | Event::Code(text) => {
                let text = name_of.take().unwrap_or_else(|| text.to_string());
                runs.push(Run { text, weight });
            }
            Event::SoftBreak | Event::HardBreak => runs.push(Run { text: " ".into(), weight }),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented)) => {
                close(&mut runs, &mut item);
            }
            _ => {}
        }
    }
    close(&mut runs, &mut item);
}

/// The longest form that a value could take for people, in any language of the interface.
fn write_longest(site: &Site, field: &Field, value: &Value) -> String {
    let counted = |digits: String| {
        let unit = field.unit.as_deref().unwrap_or_default();
        let groups = " ".repeat(digits.len() / 3);
        format!("{digits}{groups} {unit}{}", if unit.is_empty() { "" } else { "s" })
    };
    match value {
        Value::Text(text) => {
            let there = field.reference.as_deref().and_then(|name| site.find(name, text));
            match (there, field.category(text)) {
                (Some(at), _) => {
                    let (table, record) = site.record(at);
                    table.name(record).to_owned()
                }
                (None, Some(category)) => category.label.as_deref().unwrap_or(text).to_owned(),
                (None, None) => text.to_string(),
            }
        }
        Value::Integer(number) => counted(number.to_string()),
        Value::Number(number) => counted(number.to_plain_string()),
        Value::Boolean(_) => "Non".into(),
        Value::Date(_) => "30 septembre 2015".into(),
        Value::DateTime(..) => "30 septembre 2015 à 00 h 00".into(),
        Value::YearMonth(..) => "septembre 2015".into(),
        Value::Duration(duration) => {
            let parts = [duration.months / 12, duration.months % 12, duration.days];
            let words = parts.iter().filter(|part| **part != 0).count();
            "000 hours ".repeat(words)
                + "00 h 00"
                + if duration.seconds % 60 == 0 { "" } else { " 00 seconds" }
        }
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| write_longest(site, field, item)).collect();
            items.join(", ")
        }
        _ => value.to_cell(field),
    }
}

/// How many lines some runs take, broken as [`super::measure::wrap`] breaks.
fn count_lines(runs: &[Run], ems: f64) -> f64 {
    let ems = ems * EASE;
    let (mut count, mut filled, mut word, mut space) = (0u32, 0.0, 0.0, 0.0);
    let mut end_word = |word: &mut f64, space: &mut f64| {
        if *word > 0.0 {
            if count == 0 || filled + *space + *word > ems {
                count += 1;
                // A word wider than a line goes on over the next ones.
                filled = 0.0;
                *space = 0.0;
                while *word > ems {
                    count += 1;
                    *word -= ems * 0.9;
                }
            }
            filled += *space + *word;
            (*word, *space) = (0.0, 0.0);
        }
    };
    for run in runs {
        for c in run.text.chars() {
            if c == ' ' || c == '\n' {
                end_word(&mut word, &mut space);
                // Several spaces are set as one.
                space = measure_char(' ', run.weight);
            } else {
                word += measure_char(c, run.weight);
                if c == '-' {
                    end_word(&mut word, &mut space);
                }
            }
        }
    }
    end_word(&mut word, &mut space);
    f64::from(count.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Run {
        Run { text: text.into(), weight: FontWeight::Regular }
    }

    #[test]
    fn lines_are_counted_as_they_are_broken() {
        for text in ["un deux-trois quatre", "anticonstitutionnellement", "", "a b c d e f g h i j k l"] {
            for ems in [4.0, 6.0, 20.0] {
                let wrapped = super::super::measure::wrap(text, FontWeight::Regular, ems * EASE).len().max(1);
                let counted = count_lines(&[run(text)], ems);
                let broken: f64 = u32::try_from(wrapped).map_or(0.0, f64::from);
                assert!(counted >= broken && counted <= broken + 1.0, "{text} in {ems}: {counted}, {broken}");
            }
        }
    }
}
