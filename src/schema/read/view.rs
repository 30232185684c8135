//! How an index is drawn, and rules across the fields of a record.

use super::super::{
    Chart, Collection, Field, FieldType, Figures, Matrix, Picture, Role, Rule, RuleKind, Schema, Timeline,
    Told, View,
};
use super::field::position;
use crate::diag::{Diagnostics, Owner, Severity, nearest};
use crate::load::codes::{UNKNOWN_CHOICE, WRONG_SHAPE};
use crate::load::keys::{self, Keys, Otherwise, choice};
use crate::load::yaml::{Node, Pair};
use crate::schema::codes::{UNKNOWN_COLLECTION, VIEW_UNFIT};
use crate::source::Span;

/// How an index may be drawn.
pub const VIEWS: [&str; 9] =
    ["cards", "table", "wheel", "timeline", "figures", "bars", "funnel", "matrix", "chart"];

/// The keys of a rule.
pub const RULE_KEYS: [&str; 4] = ["when", "require", "ordered", "advice"];

/// The keys of a picture that a text asks for.
pub const PICTURE_KEYS: [&str; 6] = ["title", "note", "collection", "view", "records", "only"];

/// The keys of a view that names its fields.
#[must_use]
pub fn view_keys(name: &str) -> &'static [&'static str] {
    match name {
        "table" => &["columns", "parent"],
        "cards" => &["summary", "fact"],
        "wheel" => &["label", "order", "summary"],
        "timeline" => &["date", "end", "precision", "label", "group", "planned"],
        "figures" | "funnel" => {
            &["value", "operator", "unit", "label", "date", "precision", "source", "group"]
        }
        "bars" => &["value", "operator", "unit", "measure", "label", "date", "precision", "source", "group"],
        "matrix" => &["rows", "columns"],
        "chart" => &["within", "label", "count", "note", "group"],
        _ => &[],
    }
}

/// What a view falls back on: the name of its collection, the field that names a record, and the one that
/// sorts first.
#[derive(Clone, Copy)]
pub struct Habits<'a> {
    pub collection: &'a str,
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
        return bare(name, schema, habits, node.span, diags);
    }
    let pair = only_pair(node, diags)?;
    let name = choice(&pair.key, pair.key_span, &VIEWS, diags)?;
    if pair.node.is_null() {
        return bare(name, schema, habits, pair.key_span, diags);
    }
    let before = diags.count(Severity::Error);
    let keys = Keys::of(&pair.node, diags)?.only(view_keys(name), &Owner::View, diags);
    let mut named = Named { view: name, keys, schema, diags };
    let view = match name {
        "table" => Some(View::Table { columns: named.fields("columns"), parent: named.field("parent") }),
        "wheel" => Some(View::Wheel {
            label: named.field("label").or(habits.label),
            order: named.field("order").or(habits.order),
            summary: named.field("summary"),
        }),
        "timeline" => Some(View::Timeline(timeline(&mut named, habits))),
        "figures" => Some(View::Figures(figures(&mut named, habits))),
        "bars" => Some(View::Bars(figures(&mut named, habits))),
        "funnel" => Some(View::Funnel(figures(&mut named, habits))),
        "matrix" => matrix(&mut named).map(View::Matrix),
        "chart" => chart(&mut named, habits).map(View::Chart),
        _ => Some(View::Cards(Told { summary: named.field("summary"), fact: named.field("fact") })),
    };
    // A name with a slip was said already, and is most likely what is lacking.
    if diags.count(Severity::Error) > before { view } else { sound(name, view, pair.key_span, diags) }
}

/// The view, once it was said what it lacks to draw anything.
fn sound(name: &str, view: Option<View>, span: Span, diags: &mut Diagnostics) -> Option<View> {
    let lacking = match (&view, name) {
        (Some(View::Timeline(Timeline { date: None, .. })), _) => Some(("date", Drawable::Date)),
        (Some(View::Figures(drawn) | View::Bars(drawn) | View::Funnel(drawn)), _)
            if drawn.value.is_none() =>
        {
            Some(("value", Drawable::Number))
        }
        (None, "chart") => Some(("within", Drawable::Reference)),
        (None, _) => Some(("rows", Drawable::Group)),
        _ => None,
    };
    if let Some((key, wanted)) = lacking {
        diags.add(span, VIEW_UNFIT.with("view", name).with("key", key).choose("wanted", wanted.word()));
    }
    view
}

/// Reads one of the pictures that `picture:` of a page or a record asks for, out of the collections there are.
pub fn picture<'a>(
    node: &Node,
    collections: impl Iterator<Item = &'a Collection> + Clone,
    diags: &mut Diagnostics,
) -> Option<Picture> {
    let keys = Keys::of(node, diags)?.only(&PICTURE_KEYS, &Owner::Picture, diags);
    let Some(named) = keys.get("collection") else {
        keys.missing("collection", Owner::Picture, diags);
        return None;
    };
    let name = named.text_or(diags)?;
    let Some(collection) = collections.clone().find(|collection| collection.name == name) else {
        let nearest = nearest(name, collections.map(|collection| collection.name.as_str()));
        diags.add(named.span, UNKNOWN_COLLECTION.with("name", name).with("nearest", nearest));
        return None;
    };
    let schema = &collection.schema;
    let (label, order) = (collection.label, collection.sort.first().copied());
    let habits = Habits { collection: &collection.name, label, order };
    let view = match keys.get("view") {
        Some(node) => view(node, schema, habits, diags)?,
        None => collection.view.clone(),
    };
    let only = match keys.get("only") {
        Some(node) => Some(condition(only_pair(node, diags)?, schema, diags)?),
        None => None,
    };
    let records = keys.texts("records", diags);
    Some(Picture {
        title: keys.owned("title", diags).unwrap_or_else(|| collection.title.clone()),
        note: keys.owned("note", diags),
        collection: collection.name.clone(),
        view,
        records: records.into_iter().map(|(id, span)| (id.to_owned(), span)).collect(),
        only,
        span: node.span,
    })
}

/// Reads `rules:`.
pub fn rules(node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Vec<Rule> {
    let items = node.list_or(diags).unwrap_or_default();
    items.iter().filter_map(|item| rule(item, schema, diags)).collect()
}

/// A view of which only the name is given.
fn bare(name: &str, schema: &Schema, habits: Habits, span: Span, diags: &mut Diagnostics) -> Option<View> {
    let view = match name {
        "table" => Some(View::Table { columns: Vec::new(), parent: None }),
        "wheel" => Some(View::Wheel { label: habits.label, order: habits.order, summary: None }),
        "timeline" => {
            let mut dates = dates(schema);
            Some(View::Timeline(Timeline {
                date: dates.next(),
                end: dates.next(),
                label: habits.label,
                ..Timeline::default()
            }))
        }
        "figures" => Some(View::Figures(usual_figures(schema, habits))),
        "bars" => Some(View::Bars(usual_figures(schema, habits))),
        "funnel" => Some(View::Funnel(usual_figures(schema, habits))),
        "matrix" => first_group(schema).map(|rows| View::Matrix(Matrix { rows, columns: None })),
        "chart" => usual_within(schema, habits)
            .map(|within| View::Chart(Chart { within, label: habits.label, ..Chart::default() })),
        _ => Some(View::Cards(Told::default())),
    };
    sound(name, view, span, diags)
}

fn usual_figures(schema: &Schema, habits: Habits) -> Figures {
    Figures {
        value: first_number(schema),
        label: habits.label,
        date: dates(schema).next(),
        source: schema.role(Role::Source),
        ..Figures::default()
    }
}

/// A reference to a record of the same collection, else the first to one of another.
fn usual_within(schema: &Schema, habits: Habits) -> Option<usize> {
    let to = |wanted: &dyn Fn(&str) -> bool| {
        schema.fields.iter().position(|field| {
            Drawable::Reference.fits(field) && field.reference.as_deref().is_some_and(wanted)
        })
    };
    to(&|name| name == habits.collection).or_else(|| to(&|_| true))
}

fn timeline(named: &mut Named, habits: Habits) -> Timeline {
    Timeline {
        date: named.drawn("date", Drawable::Date).or_else(|| dates(named.schema).next()),
        end: named.drawn("end", Drawable::Date),
        precision: named.field("precision"),
        label: named.field("label").or(habits.label),
        group: named.field("group"),
        planned: named.planned(),
    }
}

fn figures(named: &mut Named, habits: Habits) -> Figures {
    Figures {
        value: named.drawn("value", Drawable::Number).or_else(|| first_number(named.schema)),
        operator: named.field("operator"),
        unit: named.field("unit"),
        measure: named.field("measure"),
        label: named.field("label").or(habits.label),
        date: named.drawn("date", Drawable::Date),
        precision: named.field("precision"),
        source: named.field("source"),
        group: named.field("group"),
    }
}

fn matrix(named: &mut Named) -> Option<Matrix> {
    let rows = match named.keys.get("rows") {
        Some(_) => named.drawn("rows", Drawable::Group),
        None => first_group(named.schema),
    };
    Some(Matrix { rows: rows?, columns: named.drawn("columns", Drawable::Group) })
}

fn chart(named: &mut Named, habits: Habits) -> Option<Chart> {
    let within = match named.keys.get("within") {
        Some(_) => named.drawn("within", Drawable::Reference),
        None => usual_within(named.schema, habits),
    };
    Some(Chart {
        within: within?,
        label: named.field("label").or(habits.label),
        count: named.drawn("count", Drawable::Number),
        note: named.field("note"),
        group: named.field("group"),
    })
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

/// What a field must be for a view to draw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Drawable {
    Number,
    Date,
    /// One other record.
    Reference,
    /// Other records, or one of a list of values.
    Group,
}

impl Drawable {
    /// Returns the word that a message chooses by.
    fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Reference => "reference",
            Self::Group => "group",
        }
    }

    /// Whether a field can be drawn as that.
    fn fits(self, field: &Field) -> bool {
        match self {
            Self::Number => is_number(field),
            Self::Date => is_date(field),
            Self::Reference => field.reference.is_some() && !field.kind.is_list(),
            Self::Group => field.reference.is_some() || !field.categories.is_empty(),
        }
    }
}

fn is_date(field: &Field) -> bool {
    field.kind.is_date()
}

fn is_number(field: &Field) -> bool {
    field.kind.is_number()
}

fn first_group(schema: &Schema) -> Option<usize> {
    schema.fields.iter().position(|field| Drawable::Group.fits(field))
}

fn first_number(schema: &Schema) -> Option<usize> {
    schema.fields.iter().position(is_number)
}

/// Keys whose values are names of fields.
struct Named<'a, 'd> {
    view: &'a str,
    keys: Keys<'a>,
    schema: &'a Schema,
    diags: &'d mut Diagnostics,
}

impl Named<'_, '_> {
    fn field(&mut self, key: &str) -> Option<usize> {
        let node = self.keys.get(key)?;
        position(node.text_or(self.diags)?, node.span, self.schema, self.diags)
    }

    /// A field that must be of a kind to be drawn.
    fn drawn(&mut self, key: &'static str, wanted: Drawable) -> Option<usize> {
        let at = self.field(key)?;
        let field = &self.schema.fields[at];
        if wanted.fits(field) {
            return Some(at);
        }
        let span = self.keys.get(key).map_or(self.keys.span, |node| node.span);
        let (view, field) = (self.view.to_owned(), Some(field.name.clone()));
        self.diags.add(
            span,
            VIEW_UNFIT
                .with("view", view)
                .with("key", key)
                .with("field", field)
                .choose("wanted", wanted.word()),
        );
        None
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
    if let FieldType::List(list) = &field.kind {
        // One of its items is meant.
        let item = Field {
            kind: (*list.items).clone(),
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
        let allowed: Vec<String> = allowed().map(str::to_owned).collect();
        diags.add(
            node.span,
            UNKNOWN_CHOICE.with("value", value).with("allowed", allowed).with("nearest", nearest),
        );
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
    diags.add(node.span, WRONG_SHAPE.choose("expected", "mapping"));
    None
}
