//! How an index is drawn, and rules across the fields of a record.

use super::super::{
    Chart, Collection, Field, FieldType, Figures, Matrix, Picture, Role, Rule, RuleKind, Schema, Timeline,
    Told, View,
};
use super::field::find_field;
use crate::diag::{Diagnostics, Severity, nearest};
use crate::load::codes::UNKNOWN_CHOICE;
use crate::load::yaml::{Node, Pair};
use crate::schema::codes::{UNKNOWN_COLLECTION, VIEW_UNFIT};
use crate::settings::{Keys, PICTURE, RULE, VIEWS, one_pair, refuse_repeated, variant};
use crate::source::Span;

/// What a view falls back on: the name of its collection, the field that names a record, and the one that
/// sorts first.
#[derive(Clone, Copy)]
pub struct Habits<'a> {
    pub collection: &'a str,
    pub label: Option<usize>,
    pub order: Option<usize>,
}

/// Reads `view:`, a name, or a mapping from a name to the fields that are drawn.
///
/// Under a bare name, fields are found by their types; a mapping draws what it names, and its label and
/// main field by type where it is silent on them.
pub fn read_view(node: &Node, schema: &Schema, habits: Habits, diags: &mut Diagnostics) -> Option<View> {
    let before = diags.count(Severity::Error);
    let (name, span, keys) = variant(node, &VIEWS, diags)?;
    let Some(keys) = keys else { return find_view(name, schema, habits, span, diags) };
    let mut named = DrawnKeys { view: name, keys, schema, diags };
    let view = match name {
        "table" => Some(View::Table { columns: named.fields("columns"), parent: named.field("parent") }),
        "wheel" => Some(View::Wheel {
            label: named.field("label").or(habits.label),
            order: named.field("order").or(habits.order),
            summary: named.field("summary"),
        }),
        "timeline" => Some(View::Timeline(read_timeline(&mut named, habits))),
        "figures" => Some(View::Figures(read_figures(&mut named, habits))),
        "bars" => {
            let figures = read_figures(&mut named, habits);
            Some(View::Bars(Figures { measure: named.field("measure"), ..figures }))
        }
        "funnel" => Some(View::Funnel(read_figures(&mut named, habits))),
        "matrix" => read_matrix(&mut named).map(View::Matrix),
        "chart" => read_chart(&mut named, habits).map(View::Chart),
        _ => Some(View::Cards(Told { summary: named.field("summary"), fact: named.field("fact") })),
    };
    // A name with a slip was said already, and is most likely what is lacking.
    if diags.count(Severity::Error) > before { view } else { refuse_empty(name, view, span, diags) }
}

/// Returns the view, and reports what it lacks to draw anything.
fn refuse_empty(name: &str, view: Option<View>, span: Span, diags: &mut Diagnostics) -> Option<View> {
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
pub fn read_picture<'a>(
    node: &Node,
    collections: impl Iterator<Item = &'a Collection> + Clone,
    diags: &mut Diagnostics,
) -> Option<Picture> {
    let keys = Keys::read(node, &PICTURE, diags)?;
    keys.require(diags);
    let named = keys.get("collection")?;
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
        Some(node) => read_view(node, schema, habits, diags)?,
        None => collection.view.clone(),
    };
    let only = match keys.get("only") {
        Some(node) => Some(read_condition(one_pair(node, diags)?, schema, diags)?),
        None => None,
    };
    let records = keys.texts("records", diags);
    Some(Picture {
        title: keys.string("title", diags).unwrap_or_else(|| collection.title.clone()),
        note: keys.string("note", diags),
        collection: collection.name.clone(),
        view,
        records: records.into_iter().map(|(id, span)| (id.to_owned(), span)).collect(),
        only,
        span: node.span,
    })
}

/// Reads `rules:` of a collection.
pub fn read_rules(keys: Keys, schema: &Schema, diags: &mut Diagnostics) -> Vec<Rule> {
    keys.items("rules", diags).iter().filter_map(|item| read_rule(item, schema, diags)).collect()
}

/// Returns a view of which only the name is given, with the fields that its kind draws, found by their types.
fn find_view(
    name: &str,
    schema: &Schema,
    habits: Habits,
    span: Span,
    diags: &mut Diagnostics,
) -> Option<View> {
    let view = match name {
        "table" => Some(View::Table { columns: Vec::new(), parent: None }),
        "wheel" => Some(View::Wheel { label: habits.label, order: habits.order, summary: None }),
        "timeline" => {
            let mut dates = find_dates(schema);
            Some(View::Timeline(Timeline {
                date: dates.next(),
                end: dates.next(),
                label: habits.label,
                ..Timeline::default()
            }))
        }
        "figures" => Some(View::Figures(find_figures(schema, habits))),
        "bars" => Some(View::Bars(find_figures(schema, habits))),
        "funnel" => Some(View::Funnel(find_figures(schema, habits))),
        "matrix" => find_group(schema).map(|rows| View::Matrix(Matrix { rows, columns: None })),
        "chart" => find_within(schema, habits)
            .map(|within| View::Chart(Chart { within, label: habits.label, ..Chart::default() })),
        _ => Some(View::Cards(Told::default())),
    };
    refuse_empty(name, view, span, diags)
}

fn find_figures(schema: &Schema, habits: Habits) -> Figures {
    Figures {
        value: find_number(schema),
        label: habits.label,
        date: find_dates(schema).next(),
        source: schema.role(Role::Source),
        ..Figures::default()
    }
}

/// A reference to a record of the same collection, else the first to one of another.
fn find_within(schema: &Schema, habits: Habits) -> Option<usize> {
    let to = |wanted: &dyn Fn(&str) -> bool| {
        schema.fields.iter().position(|field| {
            Drawable::Reference.fits(field) && field.reference.as_deref().is_some_and(wanted)
        })
    };
    to(&|name| name == habits.collection).or_else(|| to(&|_| true))
}

fn read_timeline(named: &mut DrawnKeys, habits: Habits) -> Timeline {
    Timeline {
        date: named.drawn("date", Drawable::Date).or_else(|| find_dates(named.schema).next()),
        end: named.drawn("end", Drawable::Date),
        precision: named.field("precision"),
        label: named.field("label").or(habits.label),
        group: named.field("group"),
        planned: named.planned(),
    }
}

fn read_figures(named: &mut DrawnKeys, habits: Habits) -> Figures {
    Figures {
        value: named.drawn("value", Drawable::Number).or_else(|| find_number(named.schema)),
        operator: named.field("operator"),
        unit: named.field("unit"),
        measure: None,
        label: named.field("label").or(habits.label),
        date: named.drawn("date", Drawable::Date),
        precision: named.field("precision"),
        source: named.field("source"),
        group: named.field("group"),
    }
}

fn read_matrix(named: &mut DrawnKeys) -> Option<Matrix> {
    let rows = match named.keys.get("rows") {
        Some(_) => named.drawn("rows", Drawable::Group),
        None => find_group(named.schema),
    };
    Some(Matrix { rows: rows?, columns: named.drawn("columns", Drawable::Group) })
}

fn read_chart(named: &mut DrawnKeys, habits: Habits) -> Option<Chart> {
    let within = match named.keys.get("within") {
        Some(_) => named.drawn("within", Drawable::Reference),
        None => find_within(named.schema, habits),
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
fn find_dates(schema: &Schema) -> impl Iterator<Item = usize> {
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

fn find_group(schema: &Schema) -> Option<usize> {
    schema.fields.iter().position(|field| Drawable::Group.fits(field))
}

fn find_number(schema: &Schema) -> Option<usize> {
    schema.fields.iter().position(is_number)
}

/// Keys whose values are names of fields.
struct DrawnKeys<'a, 'd> {
    view: &'a str,
    keys: Keys<'a>,
    schema: &'a Schema,
    diags: &'d mut Diagnostics,
}

impl DrawnKeys<'_, '_> {
    fn field(&mut self, key: &str) -> Option<usize> {
        let node = self.keys.get(key)?;
        find_field(node.text_or(self.diags)?, node.span, self.schema, self.diags)
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
        find_fields(self.keys, key, self.schema, self.diags)
    }

    fn planned(&mut self) -> Option<(usize, String)> {
        let pair = one_pair(self.keys.get("planned")?, self.diags)?;
        read_condition(pair, self.schema, self.diags)
    }
}

fn read_rule(node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<Rule> {
    let keys = Keys::read(node, &RULE, diags)?;
    let advice = keys.flag("advice", diags);
    let kind = if keys.get("ordered").is_some() {
        RuleKind::Ordered(find_fields(keys, "ordered", schema, diags))
    } else if keys.get("require").is_some() {
        let pairs = keys.entries("when", diags);
        let when = pairs.iter().filter_map(|pair| read_condition(pair, schema, diags)).collect::<Vec<_>>();
        // A rule whose condition is wrong would hold for every record.
        if when.len() < pairs.len() {
            return None;
        }
        RuleKind::Require { when, require: find_fields(keys, "require", schema, diags) }
    } else {
        keys.report_missing("require", diags);
        return None;
    };
    Some(Rule { kind, advice, span: node.span })
}

/// A field and a value of it, in the characters of its cells.
pub fn read_condition(pair: &Pair, schema: &Schema, diags: &mut Diagnostics) -> Option<(usize, String)> {
    let at = find_field(&pair.key, pair.key_span, schema, diags)?;
    let field = &schema.fields[at];
    if let FieldType::List(list) = &field.kind {
        // One of its items is meant.
        let item = Field {
            kind: (*list.items).clone(),
            categories: field.categories.clone(),
            ..Field::new(&field.name, field.span)
        };
        return Some((at, read_item(&item, &pair.node, schema, diags)?));
    }
    Some((at, read_item(field, &pair.node, schema, diags)?))
}

fn read_item(field: &Field, node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<String> {
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

/// Returns the indexes of the fields that are named behind a key; an error for each that there is not.
pub fn find_fields(keys: Keys, key: &str, schema: &Schema, diags: &mut Diagnostics) -> Vec<usize> {
    let names = keys.texts(key, diags);
    refuse_repeated(key, &names, diags);
    names.into_iter().filter_map(|(name, span)| find_field(name, span, schema, diags)).collect()
}
