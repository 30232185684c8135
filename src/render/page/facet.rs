//! The bar that filters and sorts the index of a collection, drawn from its declared filters and their types alone.
//!
//! In: a table. Out: a view: the choices there are, and for each record which of them are its own. Never: a
//! record hidden, a word about one city's fields; the list stays whole where no script runs.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use bigdecimal::{BigDecimal, RoundingMode};

use crate::model::{Collation, Table};
use crate::render::desk::RenderContext;
use crate::render::listing::SENTENCES;
use crate::render::views::index::{BoundView, FacetView, FacetsView, OptionView, OrderView};
use crate::render::{field, format};
use crate::schema::{Duration, Field, FieldType, FilterKind, Role, Value, View};

/// More choices than these are a list to search, not one to tick.
const CHOICES: usize = 200;
/// More bounds than these are drawn on a scale of round ones.
const BOUNDS: usize = 12;
/// An order of more ranks than these, but that of the names, is too long to say in a list of more records than a page
/// can hold with a sentence each: its ranks alone would weigh as much as the list.
const RANKS: usize = 200;
/// The fewest steps of a scale of round numbers.
const STEPS: i64 = 6;

/// Builds the bar above a table's list; `None` where no declared filter can narrow it.
#[must_use]
pub fn build<'a>(desk: &RenderContext<'a>, table: &'a Table) -> Option<FacetsView<'a>> {
    let collation = Collation::from_language(&desk.site.config.language);
    let filters = Filters { desk, table, collation: &collation, rows: order_by_anchor(table) };
    let shown = table.collection.filters.iter().filter(|filter| desk.site.is_shown(filters.field(**filter)));
    let facets: Vec<FacetView> = shown.filter_map(|filter| filters.draw(*filter)).collect();
    if facets.is_empty() {
        return None;
    }
    let words = desk.words;
    let all = format::quantity(words, &table.records.len().to_string()).into_owned();
    let found = |key: &str| words.fill(key, &[("all", &all)]);
    Some(FacetsView {
        all: words.count("records", table.records.len()),
        none: found("found_none"),
        one: found("found_one"),
        several: found("found_several"),
        facets,
        orders: filters.list_orders(),
    })
}

/// Lists the rows of a table in the order of their anchors, as a script sorts them: it finds the records again by that alone.
fn order_by_anchor(table: &Table) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..table.records.len()).collect();
    rows.sort_by(|a, b| table.records[*a].id.encode_utf16().cmp(table.records[*b].id.encode_utf16()));
    rows
}

/// Returns what a field can be asked: one with few values to choose from, which; `None` where that is nothing.
fn classify(field: &Field) -> Option<FilterKind> {
    let listed =
        !field.categories.is_empty() || !field.constraints.allowed.is_empty() || field.reference.is_some();
    let kind = field.kind.rules().facts().filter?;
    Some(if listed { FilterKind::Choice } else { kind })
}

/// The records of a table, and what they can be filtered by.
struct Filters<'a, 'b> {
    desk: &'b RenderContext<'a>,
    table: &'a Table,
    collation: &'b Collation,
    rows: Vec<usize>,
}

impl<'a> Filters<'a, '_> {
    fn field(&self, filter: usize) -> &'a Field {
        &self.table.collection.schema.fields[filter]
    }

    fn value(&self, row: usize, filter: usize) -> Option<&'a Value> {
        self.table.value(&self.table.records[row], filter)
    }

    fn draw(&self, filter: usize) -> Option<FacetView<'a>> {
        match classify(self.field(filter))? {
            FilterKind::Choice => self.draw_choice(filter),
            question => self.draw_range(filter, question),
        }
    }

    /// Draws a choice among the values that there are: in the order declared, of the collection referred to, else of the language.
    fn draw_choice(&self, filter: usize) -> Option<FacetView<'a>> {
        let field = self.field(filter);
        let mut counts: BTreeMap<String, (&Value, usize)> = BTreeMap::new();
        for row in &self.rows {
            for value in self.value(*row, filter).into_iter().flat_map(Value::items) {
                counts.entry(value.to_cell(field)).or_insert((value, 0)).1 += 1;
            }
        }
        let narrows = counts.values().any(|(_, count)| *count < self.rows.len());
        if !narrows || counts.len() > CHOICES {
            return None;
        }
        let mut options: Vec<Choice<'_>> = counts
            .iter()
            .map(|(cell, (value, count))| Choice {
                rank: self.rank(field, cell, value),
                label: field::plain(self.desk, field, value),
                cell,
                count: *count,
            })
            .collect();
        options.sort_by(|a, b| {
            a.rank.cmp(&b.rank).then_with(|| self.collation.compare_texts(&a.label, &b.label))
        });
        let place: BTreeMap<&str, usize> =
            options.iter().enumerate().map(|(at, option)| (option.cell, at)).collect();
        let codes = self.write_codes(|row| {
            let values = self.value(row, filter).into_iter().flat_map(Value::items);
            let codes = values.filter_map(|value| place.get(value.to_cell(field).as_str()));
            codes.map(ToString::to_string).collect::<Vec<_>>().join(",")
        });
        let hue = |cell: &str| field::reference(self.desk, field, cell).map_or(0, |at| self.desk.hues.of(at));
        let options = options.iter().map(|option| OptionView {
            value: option.cell.to_owned(),
            label: option.label.clone(),
            count: format::quantity(self.desk.words, &option.count.to_string()).into_owned(),
            hue: hue(option.cell),
        });
        Some(FacetView { options: Some(options.collect()), codes, ..self.name(field) })
    }

    /// Returns where the schema puts a value among the others: a category, an enumerated value, a record referred to, yes before no.
    fn rank(&self, field: &Field, cell: &str, value: &Value) -> usize {
        if let Some(at) = field::reference(self.desk, field, cell) {
            return at.row as usize;
        }
        let category = field.categories.iter().position(|category| category.value == cell);
        let allowed = || field.constraints.allowed.iter().position(|allowed| allowed.same(value));
        match value {
            Value::Boolean(yes) => usize::from(!yes),
            _ => category.or_else(allowed).unwrap_or(usize::MAX),
        }
    }

    /// Draws two bounds, among those that the values lie between. A record says where it lies as a number: 0 below the first
    /// bound, 1 on it, 2 between it and the second, and so on.
    fn draw_range(&self, filter: usize, question: FilterKind) -> Option<FacetView<'a>> {
        let field = self.field(filter);
        let mut values: Vec<Value> = self
            .rows
            .iter()
            .filter_map(|row| self.value(*row, filter))
            .filter(|value| ordered(value))
            .cloned()
            .collect();
        if question == FilterKind::Moment {
            values = round_moments(&values);
        }
        values.sort_by(Value::order);
        values.dedup_by(|a, b| a.same(b));
        let bounds = if values.len() > BOUNDS { round(values) } else { values };
        if bounds.len() < 2 {
            return None;
        }
        let whole_years = matches!(bounds[0], Value::Year(_));
        let codes = self.write_codes(|row| match self.value(row, filter).filter(|value| ordered(value)) {
            Some(value) if question == FilterKind::Moment => code(&bounds, &round_moment(value, whole_years)),
            Some(value) => code(&bounds, value),
            None => String::new(),
        });
        let options = bounds.iter().map(|bound| BoundView {
            value: bound.to_cell(field),
            label: field::plain(self.desk, field, bound),
        });
        let (first, last) =
            if question == FilterKind::Moment { ("since", "until") } else { ("at_least", "at_most") };
        Some(FacetView {
            bounds: Some(options.collect()),
            codes,
            first: self.desk.words.get(first),
            last: self.desk.words.get(last),
            ..self.name(field)
        })
    }

    /// Makes the facet of a field that nothing can be chosen of yet.
    fn name(&self, field: &'a Field) -> FacetView<'a> {
        FacetView {
            name: &field.name,
            title: self.desk.set(field.label()),
            options: None,
            bounds: None,
            codes: String::new(),
            first: "",
            last: "",
        }
    }

    /// Writes one word for each record, in the order of their anchors; one digit of base 36, `-` for none, where that says each:
    /// in a list of a thousand it is a twentieth of the page.
    fn write_codes(&self, code: impl Fn(usize) -> String) -> String {
        let words: Vec<String> = self.rows.iter().map(|row| code(*row)).collect();
        let digits = words.iter().map(|word| match word.as_str() {
            "" => Some('-'),
            word => char::from_digit(word.parse().ok()?, 36),
        });
        digits.collect::<Option<String>>().unwrap_or_else(|| words.join(" "))
    }

    /// Lists the orders that one may ask for besides the collection's own, each with the rank of every record.
    fn list_orders(&self) -> Vec<OrderView<'a>> {
        let collection = &self.table.collection;
        if !matches!(collection.view, View::Cards(_) | View::Table { .. } | View::Wheel { .. }) {
            return Vec::new();
        }
        let amounts = collection.filters.iter().copied();
        let amounts = amounts.filter(|filter| {
            matches!(classify(self.field(*filter)), Some(FilterKind::Amount | FilterKind::Moment))
        });
        let mut fields: Vec<usize> = collection.label.into_iter().chain(amounts).collect();
        let modified = collection.schema.role(Role::Modified);
        fields.extend(modified.filter(|modified| !fields.contains(modified)));
        let shown = fields.into_iter().filter(|field| self.desk.site.is_shown(self.field(*field)));
        shown.filter_map(|field| self.rank_records(field, modified == Some(field))).collect()
    }

    /// Ranks the records in one order, unless the list stands in it already. What was modified last comes first.
    fn rank_records(&self, filter: usize, latest: bool) -> Option<OrderView<'a>> {
        let rows = 0..self.table.records.len();
        let keys: Vec<_> = rows.clone().map(|row| self.collation.make_key(self.value(row, filter))).collect();
        let compare = |a: usize, b: usize| {
            let (a, b) = (&keys[a], &keys[b]);
            if latest && !a.is_silent() && !b.is_silent() { b.order(a) } else { a.order(b) }
        };
        let mut sorted: Vec<usize> = rows.collect();
        sorted.sort_by(|a, b| compare(*a, *b));
        if sorted.is_sorted() {
            return None;
        }
        let mut ranks = vec![0_usize; sorted.len()];
        for pair in sorted.windows(2) {
            ranks[pair[1]] = ranks[pair[0]] + usize::from(compare(pair[0], pair[1]) != Ordering::Equal);
        }
        let distinct = ranks.iter().max().map_or(0, |most| most + 1);
        let named = self.table.collection.label == Some(filter);
        if distinct > RANKS && ranks.len() > SENTENCES && !named {
            return None;
        }
        let field = self.field(filter);
        let label = self.desk.words.fill(way(field, latest), &[("name", &self.desk.set(field.label()))]);
        let ranks = self.write_codes(|row| ranks[row].to_string());
        Some(OrderView { name: &field.name, label, ranks })
    }
}

/// The words that say which end of an order comes first.
fn way(field: &Field, latest: bool) -> &'static str {
    match classify(field) {
        _ if latest => "order_latest",
        Some(FilterKind::Moment) => "order_moment",
        Some(FilterKind::Amount) if matches!(field.kind, FieldType::Duration) => "order_duration",
        Some(FilterKind::Amount) => "order_number",
        Some(FilterKind::Choice) | None => "order_text",
    }
}

/// A value that can be chosen.
struct Choice<'a> {
    rank: usize,
    label: String,
    cell: &'a str,
    count: usize,
}

/// Whether a value has a place on a scale: not a text that its type could not hold, nor what is no number.
fn ordered(value: &Value) -> bool {
    !matches!(value, Value::Text(_) | Value::NotANumber(_) | Value::List(_) | Value::Json(_))
}

fn code(bounds: &[Value], value: &Value) -> String {
    let below = bounds.partition_point(|bound| bound.order(value).is_lt());
    let equal = bounds.get(below).is_some_and(|bound| bound.order(value).is_eq());
    (2 * below + usize::from(equal)).to_string()
}

/// Days as their years; as their months where they are all of one year.
fn round_moments(values: &[Value]) -> Vec<Value> {
    let years: Vec<Value> = values.iter().map(|value| round_moment(value, true)).collect();
    if years.windows(2).any(|pair| pair[0] != pair[1]) {
        return years;
    }
    values.iter().map(|value| round_moment(value, false)).collect()
}

fn round_moment(value: &Value, whole_years: bool) -> Value {
    let (year, month) = match value {
        Value::Date(date) => (date.year(), date.month()),
        Value::DateTime(at, _) => (at.year(), at.month()),
        Value::YearMonth(year, month) => (*year, *month),
        value => return value.clone(),
    };
    if whole_years { Value::Year(year) } else { Value::YearMonth(year, month) }
}

/// Fewer bounds, and round ones, where there are many values.
fn round(values: Vec<Value>) -> Vec<Value> {
    let (Some(least), Some(most)) = (values.first(), values.last()) else { return values };
    match (decimal(least), decimal(most)) {
        (Some(least), Some(most)) => round_numbers(&least, &most),
        _ if matches!(least, Value::Duration(_)) => round_durations(least, most),
        _ => values,
    }
}

fn decimal(value: &Value) -> Option<BigDecimal> {
    match value {
        Value::Integer(number) => Some(BigDecimal::from(*number)),
        Value::Number(number) => Some((**number).clone()),
        _ => None,
    }
}

/// Multiples of the largest of 1, 2 and 5 times a power of ten that leaves enough steps between two numbers.
fn round_numbers(least: &BigDecimal, most: &BigDecimal) -> Vec<Value> {
    let room = (most - least) / BigDecimal::from(STEPS);
    let mut step = BigDecimal::from(1);
    let ten = BigDecimal::from(10);
    while step <= room {
        step *= &ten;
    }
    while step > room {
        step = step / &ten;
    }
    let larger = [5, 2].map(|times| &step * BigDecimal::from(times));
    let step = larger.into_iter().find(|larger| *larger <= room).unwrap_or(step);
    let mut bound = (least / &step).with_scale_round(0, RoundingMode::Ceiling) * &step;
    let mut bounds = Vec::new();
    while bound <= *most {
        bounds.push(Value::Number(Box::new(bound.normalized())));
        bound += &step;
    }
    bounds
}

/// Lengths that people name, from a shortest to a longest.
fn round_durations(least: &Value, most: &Value) -> Vec<Value> {
    let minutes = [5, 10, 15, 30, 45, 60, 90, 120, 180, 240, 480];
    let minutes = minutes.map(|minutes| Duration { seconds: minutes * 60, ..Duration::default() });
    let days = [1, 2, 3, 5, 7, 14].map(|days| Duration { days, ..Duration::default() });
    let months = [1, 2, 3, 6, 12, 24, 60, 120].map(|months| Duration { months, ..Duration::default() });
    let known = minutes.into_iter().chain(days).chain(months).map(Value::Duration);
    known.filter(|bound| bound.order(least).is_ge() && bound.order(most).is_le()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(words: &[&str]) -> Vec<Value> {
        words.iter().map(|word| Value::Date(word.parse().expect("a date"))).collect()
    }

    #[test]
    fn a_value_says_where_it_lies_among_bounds() {
        let bounds = [10, 20, 30].map(Value::Integer);
        let codes = [5, 10, 15, 20, 30, 31].map(|number| code(&bounds, &Value::Integer(number)));
        assert_eq!(codes, ["0", "1", "2", "3", "5", "6"]);
    }

    #[test]
    fn many_numbers_are_asked_by_round_ones() {
        let plain = |least: &str, most: &str| {
            let number = |text: &str| text.parse::<BigDecimal>().expect("a number");
            let bounds = round_numbers(&number(least), &number(most));
            bounds
                .iter()
                .map(|bound| bound.to_cell(&Field::new("n", no_span())))
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(plain("1.5", "998.5"), "100 200 300 400 500 600 700 800 900");
        assert_eq!(plain("-0.3", "1"), "-0.2 0 0.2 0.4 0.6 0.8 1");
        assert_eq!(plain("1000", "1013"), "1000 1002 1004 1006 1008 1010 1012");
    }

    #[test]
    fn days_are_asked_by_year_or_by_month() {
        assert_eq!(
            round_moments(&days(&["2015-06-03", "2016-01-01"])),
            [Value::Year(2015), Value::Year(2016)]
        );
        let months = round_moments(&days(&["2015-06-03", "2015-07-01"]));
        assert_eq!(months, [Value::YearMonth(2015, 6), Value::YearMonth(2015, 7)]);
    }

    fn no_span() -> crate::source::Span {
        let mut sources = crate::source::Sources::default();
        let id = sources.add("x", "");
        crate::source::Span::new(id, 0, 0)
    }
}
