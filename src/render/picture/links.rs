//! How tables hang together: a plan of lines, as of an underground railway.
//!
//! In: the published tables and their foreign keys. Out: one inline SVG, and the same as rows of a table. Never: a
//! link that no foreign key states.
//!
//! Each table is a row. A table that others name has a line of its own, which begins at its station and stops at
//! each of those others: a full stop where they name one of its rows, a ring where they may name several.

use crate::publication::{Downloads, TableDownloads, route};
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::render::desk::RenderContext;
use crate::render::views::data::TableLinkView;
use crate::render::views::listing::TitleLink;
use crate::schema::publish::TableKind;
use crate::source::html::escape;

const ROW: usize = 30;
const LANE: usize = 40;
/// The mean width of a character in the labels, and the longest label.
const LETTER: f64 = 7.6;
const LONGEST: usize = 34;
/// The theme's hues, which lines wear in turn.
const HUES: usize = 12;

/// A link between two tables.
#[derive(Debug, PartialEq, Eq)]
struct ForeignKeyLine<'a> {
    from: usize,
    to: usize,
    column: &'a str,
    /// The table that holds the pairs, where a row may name several.
    through: Option<&'a str>,
}

/// A table, with the collection on whose page it stands.
struct TableStop<'a> {
    collection: &'a str,
    sheet: &'a TableDownloads,
}

/// The tables and their links, as the picture shows them.
pub struct TablePlan<'a> {
    stops: Vec<TableStop<'a>>,
    links: Vec<ForeignKeyLine<'a>>,
}

/// Reads the tables of a downloads, those that others name most first; each is followed by the rows nested in it.
#[must_use]
pub fn plan<'a>(desk: &RenderContext<'a>, downloads: &'a Downloads) -> TablePlan<'a> {
    let names = desk.site.tables.iter().map(|table| table.collection.name.as_str());
    let mut groups: Vec<(&str, &[TableDownloads])> =
        names.filter_map(|name| Some((name, downloads.tables.get(name)?.as_slice()))).collect();
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for key in groups.iter().flat_map(|(_, sheets)| *sheets).flat_map(|sheet| &sheet.keys) {
        *named.entry(key.resource.as_deref().unwrap_or_default()).or_default() += 1;
    }
    groups.sort_by_key(|(name, _)| std::cmp::Reverse(named.get(name).copied().unwrap_or_default()));
    let drawn = |sheet: &&TableDownloads| !matches!(sheet.kind, TableKind::Links(_));
    let stops: Vec<TableStop> = groups
        .iter()
        .flat_map(|(collection, sheets)| {
            sheets.iter().filter(drawn).map(|sheet| TableStop { collection, sheet })
        })
        .collect();
    let links = groups.iter().flat_map(|(_, sheets)| links_of(&stops, sheets)).collect();
    TablePlan { stops, links }
}

fn links_of<'a>(stops: &[TableStop<'a>], sheets: &'a [TableDownloads]) -> Vec<ForeignKeyLine<'a>> {
    let row = |name: &str| stops.iter().position(|stop| stop.sheet.name == name);
    let mut links = Vec::new();
    for sheet in sheets {
        // The first key of a table of pairs names the record that holds them; the picture shows its own row.
        let pairs = matches!(sheet.kind, TableKind::Links(_));
        let from = if pairs { sheets.first().and_then(|own| row(&own.name)) } else { row(&sheet.name) };
        for key in sheet.keys.iter().skip(usize::from(pairs)) {
            let to = row(key.resource.as_ref().unwrap_or(&sheet.name));
            if let (Some(from), Some(to), Some(column)) = (from, to, key.fields.first()) {
                links.push(ForeignKeyLine {
                    from,
                    to,
                    column,
                    through: pairs.then_some(sheet.name.as_str()),
                });
            }
        }
    }
    links
}

impl<'a> TablePlan<'a> {
    /// Whether there is anything to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// The picture.
    #[must_use]
    pub fn svg(&self, desk: &RenderContext<'_>, id: &str) -> String {
        let label = |stop: &TableStop| shortened(&desk.set(&stop.sheet.title));
        let longest = self.stops.iter().map(|stop| label(stop).chars().count()).max().unwrap_or(0);
        let left = whole(px(longest) * LETTER) + 60;
        let lines = self.lines();
        let (width, height) = (left + lines.len() * LANE, self.stops.len() * ROW + 10);
        let mut out = String::with_capacity(self.stops.len() * 400 + 800);
        // Writing into a string cannot fail.
        let _ = write!(
            out,
            "<svg class=\"links\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" \
             aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>",
            escape(desk.words.get("data_links")),
            escape(&desk.words.count("links_description", self.links.len())),
        );
        let at = |line: usize| left + line * LANE + LANE / 2;
        for (row, stop) in self.stops.iter().enumerate() {
            let touched = lines.iter().rposition(|to| {
                *to == row || self.links.iter().any(|link| link.from == row && link.to == *to)
            });
            let text = format!("{} <tspan class=\"n\">{}</tspan>", escape(&label(stop)), stop.sheet.rows);
            let href = desk.link(&page(stop)).unwrap_or_default();
            let indent = if matches!(stop.sheet.kind, TableKind::Rows(_)) { 18 } else { 0 };
            let _ = write!(
                out,
                "<a href=\"{}\"><text x=\"{indent}\" y=\"{}\">{text}</text></a>",
                escape(&href),
                middle(row) + 5
            );
            if let Some(line) = touched {
                let _ = write!(out, "<path class=\"guide\" d=\"M{left} {0}H{1}\"/>", middle(row), at(line));
            }
        }
        for (line, to) in lines.iter().enumerate() {
            self.line(desk, line, *to, at(line), &mut out);
        }
        out.push_str("</svg>");
        out
    }

    /// The tables that others name, in the order of the rows: each has a line.
    fn lines(&self) -> Vec<usize> {
        (0..self.stops.len()).filter(|row| self.links.iter().any(|link| link.to == *row)).collect()
    }

    fn line(&self, desk: &RenderContext<'_>, line: usize, to: usize, x: usize, out: &mut String) {
        let own: Vec<&ForeignKeyLine> = self.links.iter().filter(|link| link.to == to).collect();
        let rows = own.iter().map(|link| link.from);
        let (first, last) = (rows.clone().min().unwrap_or(to).min(to), rows.max().unwrap_or(to).max(to));
        let _ = write!(
            out,
            "<g class=\"hue-{}\"><path d=\"M{x} {}V{}\"/><circle class=\"hub\" cx=\"{x}\" cy=\"{}\" r=\"9\"/>",
            line % HUES + 1,
            middle(first),
            middle(last),
            middle(to)
        );
        for link in own {
            let (class, radius) = if link.through.is_some() { ("many", 7) } else { ("one", 4) };
            // A table that names its own rows stops beside its station.
            let x = if link.from == to { x + 16 } else { x };
            let _ = write!(
                out,
                "<circle class=\"{class}\" cx=\"{x}\" cy=\"{}\" r=\"{radius}\"><title>{}</title></circle>",
                middle(link.from),
                escape(&format!("{} → {}", self.title(desk, link.from), self.title(desk, to)))
            );
        }
        out.push_str("</g>");
    }

    fn title(&self, desk: &RenderContext<'_>, row: usize) -> String {
        desk.set(&self.stops[row].sheet.title).into_owned()
    }

    /// Lists the same as rows: from which table and column, to which, how many.
    #[must_use]
    pub fn list_links(&self, desk: &RenderContext<'a>) -> Vec<TableLinkView<'a>> {
        let end = |row: usize| {
            let stop = &self.stops[row];
            TitleLink { href: desk.link(&page(stop)), title: desk.set(&stop.sheet.title) }
        };
        let links = self.links.iter().map(|link| TableLinkView {
            from: end(link.from),
            column: link.column,
            to: end(link.to),
            through: link.through,
        });
        links.collect()
    }
}

fn page(stop: &TableStop) -> String {
    route::to_data(stop.collection)
}

fn middle(row: usize) -> usize {
    row * ROW + ROW / 2 + 5
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST {
        return title.to_owned();
    }
    let cut: String = title.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

#[allow(clippy::cast_precision_loss)]
fn px(n: usize) -> f64 {
    n as f64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(x: f64) -> usize {
    x.ceil() as usize
}
