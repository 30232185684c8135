//! The sections of a page: what it puts forward out of collections, as its front matter declares.
//!
//! In: a page and the day of publication. Out: views. Never: the clock; a record that nobody chose is
//! drawn by its place and that day, so that the same input gives the same page.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::{index, related, wheel};
use crate::model::{PlainPage, RecordRef, Table};
use crate::publication::route;
use crate::render::desk::RenderContext;
use crate::render::field;
use crate::render::listing::{list_tags, show_field, to_card};
use crate::render::picture::figures;
use crate::render::views::picture::FigureCard;
use crate::render::views::section::{OneView, SectionContent, SectionView, StepView, StoryView};
use crate::schema::publish::is_public;
use crate::schema::{Chosen, Section, SectionDrawing, Told, Value, View};

/// How many figures a story is told with.
const FIGURES: usize = 3;

/// Lists the sections of a page. `published` is the day of publication.
#[must_use]
pub fn list_sections<'a>(
    desk: &RenderContext<'a>,
    page: &'a PlainPage,
    published: &str,
) -> Vec<SectionView<'a>> {
    let shown = page.sections.iter().filter_map(|section| {
        let (number, table) = desk.site.table(&section.collection)?;
        is_public(&table.collection).then_some((section, number, table))
    });
    shown.map(|(section, number, table)| draw(desk, section, number, table, published)).collect()
}

fn draw<'a>(
    desk: &RenderContext<'a>,
    section: &'a Section,
    number: u32,
    table: &'a Table,
    published: &str,
) -> SectionView<'a> {
    let rows = choose_rows(section, number, table);
    let told = Told { summary: section.summary, fact: section.fact };
    let (kind, content) = match &section.drawing {
        SectionDrawing::One => {
            let one = choose_one(desk, &rows, told, published);
            ("one", one.map(|one| SectionContent::One(Box::new(one))))
        }
        SectionDrawing::Steps { by, up_to } => {
            ("steps", Some(SectionContent::Steps(group_steps(desk, table, &rows, told, (*by, up_to)))))
        }
        SectionDrawing::Stories(figures) => {
            ("stories", Some(SectionContent::Stories(list_stories(desk, &rows, told, figures.as_ref()))))
        }
        SectionDrawing::View => {
            let (kind, content) = draw_collection(desk, number, table, &rows, told);
            (kind, Some(content))
        }
    };
    let head = head_section(desk, table);
    SectionView {
        kind,
        content,
        title: section.title.as_deref().map_or(head.title, |own| desk.set(own)),
        text: section.text.as_deref().map_or(head.text, |own| desk.set(own)),
        ..head
    }
}

/// Draws records as their collection is drawn: the kind of section they make, and its content.
pub fn draw_collection<'a>(
    desk: &RenderContext<'a>,
    number: u32,
    table: &'a Table,
    rows: &[RecordRef],
    told: Told,
) -> (&'static str, SectionContent<'a>) {
    let name = &table.collection.name;
    if let View::Wheel { .. } = table.collection.view {
        let wheel = wheel::draw(desk, number, table, &format!("_{name}-wheel"), None);
        return ("wheel", SectionContent::Wheel(Box::new(wheel)));
    }
    let id = format!("_{name}");
    let setting = index::Setting { id: &id, beside: None, told };
    ("view", SectionContent::View(Box::new(index::draw(desk, table, rows, &setting))))
}

/// Makes a section that has the title and the text of a collection and leads to its index, but shows nothing yet.
pub fn head_section<'a>(desk: &RenderContext<'a>, table: &'a Table) -> SectionView<'a> {
    let collection = &table.collection;
    let title = desk.set(&collection.title);
    SectionView {
        kind: "view",
        content: None,
        text: desk.set(&collection.description),
        href: desk.link(&route::to_index(&collection.name)),
        more: desk.words.count_of("see_all", table.records.len(), &lower_first(&title)),
        // The words for the index of a single record do not say its title.
        collection: (table.records.len() < 2).then(|| title.clone()),
        title,
    }
}

/// Returns a title as it stands amid a sentence: without its first capital, unless it is an acronym's.
fn lower_first(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

/// Lists the records that a section chooses, in the order written; else those of the collection, in its own.
fn choose_rows(section: &Section, number: u32, table: &Table) -> Vec<RecordRef> {
    let limit = section.limit.unwrap_or(usize::MAX);
    if section.records.is_empty() {
        return index::list_rows(number, table).into_iter().take(limit).collect();
    }
    let chosen = section.records.iter().filter_map(|(id, _)| u32::try_from(table.find_row(id)?).ok());
    chosen.map(|row| RecordRef { table: number, row }).take(limit).collect()
}

/// Chooses one of the records that have something to say, another one each week.
fn choose_one<'a>(
    desk: &RenderContext<'a>,
    rows: &[RecordRef],
    told: Told,
    published: &str,
) -> Option<OneView<'a>> {
    let says = |at: &&RecordRef| told.summary.is_none() || show_field(desk, **at, told.summary).is_some();
    let able: Vec<RecordRef> = rows.iter().filter(says).copied().collect();
    let at = *able.get(count_weeks(published).checked_rem(able.len())?)?;
    let open = desk.words.fill("open", &[("name", desk.label(at))]);
    Some(OneView { card: to_card(desk, at, None, told), open })
}

/// Counts the weeks from some Monday or other to that day.
fn count_weeks(published: &str) -> usize {
    let day = published.get(..10).and_then(|day| day.parse::<Date>().ok());
    let monday = Date::constant(2001, 1, 1);
    let days = day.and_then(|day| day.since(monday).ok()).map_or(0, |span| span.get_days().max(0));
    usize::try_from(days / 7).unwrap_or_default()
}

/// Groups records by the first bound that their value does not pass; those that have no value are in none.
fn group_steps<'a>(
    desk: &RenderContext<'a>,
    table: &'a Table,
    rows: &[RecordRef],
    told: Told,
    (by, up_to): (usize, &[Value]),
) -> Vec<StepView<'a>> {
    let declared = &table.collection.schema.fields[by];
    let mut groups: Vec<Vec<RecordRef>> = vec![Vec::new(); up_to.len() + 1];
    let mut valued: Vec<(RecordRef, &Value)> =
        rows.iter().filter_map(|at| Some((*at, table.value(&table.records[at.row as usize], by)?))).collect();
    valued.sort_by(|(_, a), (_, b)| a.order(b));
    for (at, value) in valued {
        let within = |bound: &Value| value.compare(bound).is_some_and(Ordering::is_le);
        groups[up_to.iter().position(within).unwrap_or(up_to.len())].push(at);
    }
    let name = |step: usize| match (up_to.get(step), up_to.last()) {
        (Some(bound), _) => desk.words.fill("up_to", &[("value", &field::plain(desk, declared, bound))]),
        (None, Some(last)) => desk.words.fill("beyond", &[("value", &field::plain(desk, declared, last))]),
        (None, None) => desk.set(declared.label()).into_owned(),
    };
    let told = Told { fact: told.fact.or(Some(by)), ..told };
    let groups = groups.into_iter().enumerate().filter(|(_, rows)| !rows.is_empty());
    let groups = groups.map(|(step, rows)| StepView {
        name: name(step),
        cards: rows.into_iter().map(|at| to_card(desk, at, None, told)).collect(),
    });
    groups.collect()
}

/// Lists each record with what it says of itself and its first figures.
fn list_stories<'a>(
    desk: &RenderContext<'a>,
    rows: &[RecordRef],
    told: Told,
    figures: Option<&Chosen>,
) -> Vec<StoryView<'a>> {
    let stories = rows.iter().map(|at| StoryView {
        card: to_card(desk, *at, None, told),
        of: list_tags(desk, *at, None, told).into_iter().next(),
        figures: figures.map(|chosen| list_figures(desk, *at, chosen)),
    });
    stories.collect()
}

fn list_figures<'a>(desk: &RenderContext<'a>, at: RecordRef, chosen: &Chosen) -> Vec<FigureCard<'a>> {
    let rows = related::choose(desk, at, chosen);
    let cards = rows.iter().take(FIGURES).filter_map(|row| {
        let (table, _) = desk.site.record(*row);
        let View::Figures(view) = &table.collection.view else { return None };
        Some(figures::to_card(desk, table, view, *row))
    });
    cards.collect()
}

#[cfg(test)]
mod tests {
    use super::count_weeks;

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(count_weeks("2026-11-16"), count_weeks("2026-11-22T10:00:00Z"));
        assert_eq!(count_weeks("2026-11-22") + 1, count_weeks("2026-11-23"));
        assert_eq!(count_weeks(""), 0);
    }
}
