//! How an index is drawn, and rules across the fields of a record.

use super::super::{Field, FieldType, Figures, Role, Rule, RuleKind, Schema, Timeline, View};
use super::field::position;
use crate::diag::{Diagnostics, Owner, Problem, Severity, Shape, nearest};
use crate::load::keys::{self, Keys, Otherwise, choice};
use crate::load::yaml::{Node, Pair};
use crate::source::Span;

/// How an index may be drawn.
pub const VIEWS: [&str; 5] = ["cards", "table", "wheel", "timeline", "figures"];

/// The keys of a rule.
pub const RULE_KEYS: [&str; 4] = ["when", "require", "ordered", "advice"];

/// The keys of a view that names its fields.
#[must_use]
pub fn view_keys(name: &str) -> &'static [&'static str] {
    match name {
        "table" => &["columns", "parent"],
        "wheel" => &["label", "order"],
        "timeline" => &["date", "end", "precision", "label", "group", "planned"],
        "figures" => &["value", "operator", "unit", "label", "date", "precision", "source", "group"],
        _ => &[],
    }
}

/// What a view falls back on: the field that names a record, and the one that sorts first.
#[derive(Clone, Copy)]
pub struct Habits {
    pub label: Option<usize>,
    pub order: Option<usize>,
}

/// Reads `view:`: a name, or a mapping from a name to the fields that are drawn.
///
/// Under a bare name, fields are found by their types; a mapping draws what it names, and its label and
/// main field by type where it is silent on them.
pub fn view(node: &Node, schema: &Schema, habits: Habits, diags: &mut Diagnostics) -> Option<View> {
    if let Some(name) = node.as_text() {
        let name = choice(name, node.span, &VIEWS, diags)?;
        return Some(sound(bare(name, schema, habits), node.span, diags));
    }
    let pair = only_pair(node, diags)?;
    let name = choice(&pair.key, pair.key_span, &VIEWS, diags)?;
    if pair.node.is_null() {
        return Some(sound(bare(name, schema, habits), pair.key_span, diags));
    }
    let keys = Keys::of(&pair.node, diags)?;
    let before = diags.count(Severity::Error);
    let mut named = Named { keys, schema, diags };
    let view = match name {
        "table" => {
            let columns = named.only(view_keys(name)).fields("columns");
            View::Table { columns, parent: named.field("parent") }
        }
        "wheel" => {
            named.only(view_keys(name));
            View::Wheel {
                label: named.field("label").or(habits.label),
                order: named.field("order").or(habits.order),
            }
        }
        "timeline" => View::Timeline(timeline(&mut named, habits)),
        "figures" => View::Figures(figures(&mut named, habits)),
        _ => {
            named.only(view_keys(name));
            View::Cards
        }
    };
    // A name with a slip was said already, and is most likely what is lacking.
    if diags.count(Severity::Error) > before {
        return Some(view);
    }
    Some(sound(view, pair.key_span, diags))
}

/// The view, once it was said what it lacks to draw anything.
fn sound(view: View, span: Span, diags: &mut Diagnostics) -> View {
    let lacking = match &view {
        View::Timeline(Timeline { date: None, .. }) => Some(("timeline", "date")),
        View::Figures(Figures { value: None, .. }) => Some(("figures", "value")),
        _ => None,
    };
    if let Some((view, key)) = lacking {
        diags.error(span, Problem::ViewUnfit { view: view.to_owned(), key, field: None });
    }
    view
}

/// Reads `rules:`.
pub fn rules(node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Vec<Rule> {
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| rule(item, schema, diags)).collect()
}

/// A view of which only the name is given.
fn bare(name: &str, schema: &Schema, habits: Habits) -> View {
    match name {
        "table" => View::Table { columns: Vec::new(), parent: None },
        "wheel" => View::Wheel { label: habits.label, order: habits.order },
        "timeline" => {
            let mut dates = dates(schema);
            View::Timeline(Timeline {
                date: dates.next(),
                end: dates.next(),
                label: habits.label,
                ..Timeline::default()
            })
        }
        "figures" => View::Figures(Figures {
            value: first_number(schema),
            label: habits.label,
            date: dates(schema).next(),
            source: schema.role(Role::Source),
            ..Figures::default()
        }),
        _ => View::Cards,
    }
}

fn timeline(named: &mut Named, habits: Habits) -> Timeline {
    named.only(view_keys("timeline"));
    Timeline {
        date: named.date("date").or_else(|| dates(named.schema).next()),
        end: named.date("end"),
        precision: named.field("precision"),
        label: named.field("label").or(habits.label),
        group: named.field("group"),
        planned: named.planned(),
    }
}

fn figures(named: &mut Named, habits: Habits) -> Figures {
    named.only(view_keys("figures"));
    Figures {
        value: named.field("value").or_else(|| first_number(named.schema)),
        operator: named.field("operator"),
        unit: named.field("unit"),
        label: named.field("label").or(habits.label),
        date: named.field("date"),
        precision: named.field("precision"),
        source: named.field("source"),
        group: named.field("group"),
    }
}

/// The fields that hold a date of the record's own, not of its last change.
fn dates(schema: &Schema) -> impl Iterator<Item = usize> {
    let modified = schema.role(Role::Modified);
    schema
        .fields
        .iter()
        .enumerate()
        .filter(move |(index, field)| Some(*index) != modified && is_date(field))
        .map(|(index, _)| index)
}

fn is_date(field: &Field) -> bool {
    matches!(
        field.kind,
        FieldType::Date { .. } | FieldType::DateTime { .. } | FieldType::Year | FieldType::YearMonth
    )
}

fn first_number(schema: &Schema) -> Option<usize> {
    let is_number =
        |field: &Field| matches!(field.kind, FieldType::Number { .. } | FieldType::Integer { .. });
    schema.fields.iter().position(is_number)
}

/// Keys whose values are names of fields.
struct Named<'a, 'd> {
    keys: Keys<'a>,
    schema: &'a Schema,
    diags: &'d mut Diagnostics,
}

impl Named<'_, '_> {
    fn only(&mut self, known: &[&str]) -> &mut Self {
        self.keys.only(known, &Owner::View, self.diags);
        self
    }

    fn field(&mut self, key: &str) -> Option<usize> {
        let node = self.keys.get(key)?;
        position(node.text_or(self.diags)?, node.span, self.schema, self.diags)
    }

    /// A field that a timeline can place.
    fn date(&mut self, key: &'static str) -> Option<usize> {
        let at = self.field(key)?;
        let field = &self.schema.fields[at];
        if !is_date(field) {
            let span = self.keys.get(key)?.span;
            let (view, field) = ("timeline".to_owned(), Some(field.name.clone()));
            self.diags.error(span, Problem::ViewUnfit { view, key, field });
        }
        Some(at)
    }

    fn fields(&mut self, key: &str) -> Vec<usize> {
        positions(self.keys, key, self.schema, self.diags)
    }

    fn planned(&mut self) -> Option<(usize, String)> {
        let pair = only_pair(self.keys.get("planned")?, self.diags)?;
        condition(pair, self.schema, self.diags)
    }
}

fn rule(node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<Rule> {
    let keys = Keys::of(node, diags)?.only(&RULE_KEYS, &Owner::Rule, diags);
    let advice = keys.flag("advice", Otherwise::False, diags);
    let kind = if keys.get("ordered").is_some() {
        RuleKind::Ordered(positions(keys, "ordered", schema, diags))
    } else if keys.get("require").is_some() {
        let pairs = keys.get("when").and_then(|node| node.map_or(diags)).unwrap_or_default();
        let when = pairs.iter().filter_map(|pair| condition(pair, schema, diags)).collect::<Vec<_>>();
        // A rule whose condition is wrong would hold for every record.
        if when.len() < pairs.len() {
            return None;
        }
        RuleKind::Require { when, require: positions(keys, "require", schema, diags) }
    } else {
        keys.missing("require", Owner::Rule, diags);
        return None;
    };
    Some(Rule { kind, advice, span: node.span })
}

/// A field and a value of it, in the characters of its cells.
pub fn condition(pair: &Pair, schema: &Schema, diags: &mut Diagnostics) -> Option<(usize, String)> {
    let at = position(&pair.key, pair.key_span, schema, diags)?;
    let field = &schema.fields[at];
    if let FieldType::List { items, .. } = &field.kind {
        // One of its items is meant.
        let item = Field {
            kind: (**items).clone(),
            categories: field.categories.clone(),
            ..Field::new(&field.name, field.span)
        };
        return Some((at, item_value(&item, &pair.node, schema, diags)?));
    }
    Some((at, item_value(field, &pair.node, schema, diags)?))
}

fn item_value(field: &Field, node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<String> {
    let value = field.read_literal(node, schema, diags)?.to_cell(field);
    let allowed = || field.categories.iter().map(|category| category.value.as_str());
    if !field.categories.is_empty() && field.category(&value).is_none() {
        let nearest = nearest(&value, allowed());
        let allowed = allowed().map(str::to_owned).collect();
        diags.error(node.span, Problem::UnknownChoice { value, allowed, nearest });
        return None;
    }
    Some(value)
}

/// The indexes of the fields that are named behind a key.
pub fn positions(keys: Keys, key: &str, schema: &Schema, diags: &mut Diagnostics) -> Vec<usize> {
    let names = keys.texts(key, diags);
    keys::once(key, &names, diags);
    names.into_iter().filter_map(|(name, span)| position(name, span, schema, diags)).collect()
}

/// The pair of a mapping that has only one.
fn only_pair<'a>(node: &'a Node, diags: &mut Diagnostics) -> Option<&'a Pair> {
    if let [pair] = node.map_or(diags)? {
        return Some(pair);
    }
    diags.error(node.span, Problem::WrongShape { expected: Shape::Mapping, hint: None });
    None
}
