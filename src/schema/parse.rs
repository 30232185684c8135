//! From written characters to typed values.
//!
//! In: a node of YAML, or the characters of a CSV cell; a field. Out: a [`Value`], or the reason why
//! there is none. Never: other records (`required`, `unique` and references are the model's to check).

mod check;
mod compound;

use std::borrow::Cow;

use super::types::Refusal;
use super::{Field, FieldType, Lexicon, Schema, Value};
use crate::diag::{Diagnostics, Problem};
use crate::load::codes::wrong_shape;
use crate::load::yaml::{Node, NodeValue};
use crate::schema::codes::{DATE_IMPOSSIBLE, DATE_INCOMPLETE, FORMAT_MISMATCH, LEADING_ZERO, WRONG_TYPE};
use crate::source::Span;

pub(super) use compound::to_json;

impl Field {
    /// The typed value of what was written, or nothing where it is missing or wrong.
    ///
    /// Reports wrong types and broken constraints, `required` and `unique` aside. A cell of a CSV is a
    /// text node like any other; a list may be a list node or a text with delimiters.
    pub fn read(&self, node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<Value> {
        if self.is_missing(node, schema) {
            return None;
        }
        let value = match &node.value {
            NodeValue::Text { text, .. } => self.read_text(text, node.span, schema, diags),
            _ => self.read_compound(node, schema, diags),
        }?;
        check::check_constraints(self, &value, node, schema.lexicon, diags);
        if let (Some(item), Value::Json(json)) = (&self.array_item, &value) {
            item.check_items(json, node.span, schema, diags);
        }
        Some(value)
    }

    /// A value of JSON's own kind, where it is one of this field's type; constraints aside.
    pub(super) fn read_native(&self, node: &Node) -> Option<Value> {
        self.kind.rules().read_json(&to_json(node)).ok()
    }

    /// What to say of a node that is no value of this field's type.
    pub(super) fn to_wrong_type(&self, node: &Node) -> Problem {
        let text = node.as_text().map_or_else(|| to_json(node).to_string(), str::to_owned);
        self.to_problem(Refusal::Type, &text)
    }

    /// The value that a schema itself states: a bound, an allowed value, a condition.
    ///
    /// Numbers and truths without quotation marks are JSON's own, however the field's cells are written.
    pub(super) fn read_literal(
        &self,
        node: &Node,
        schema: &Schema,
        diags: &mut Diagnostics,
    ) -> Option<Value> {
        let native = self.kind.rules().read_json(&to_json(node));
        let text = match (&native, &node.value) {
            (Ok(value), _) => return Some(value.clone()),
            (Err(_), NodeValue::Text { text, .. }) => text,
            _ => return self.read_compound(node, schema, diags),
        };
        self.read_text(text, node.span, schema, diags)
    }

    /// Whether nothing was written, or a value that means so (`missingValues`).
    #[must_use]
    pub fn is_missing(&self, node: &Node, schema: &Schema) -> bool {
        match &node.value {
            NodeValue::Null => true,
            NodeValue::Text { text, .. } => {
                let missing = self.missing_values.as_ref().unwrap_or(&schema.missing_values);
                let blank = schema.lexicon == Lexicon::Everyday && text.trim().is_empty();
                blank || missing.iter().any(|value| **value == **text)
            }
            _ => false,
        }
    }

    fn read_text(&self, text: &str, span: Span, schema: &Schema, diags: &mut Diagnostics) -> Option<Value> {
        if self.is_nested() {
            return self.read_rows_text(text, span, schema, diags);
        }
        match self.kind.rules().read(text, schema.lexicon) {
            Ok(value) => Some(value),
            Err(refusal) => {
                diags.add(span, self.to_problem(refusal, text));
                None
            }
        }
    }

    /// The value of a list or a mapping.
    fn read_compound(&self, node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<Value> {
        if self.is_nested() {
            let Some(rows) = node.as_list() else {
                let hint = node.as_text().and_then(|text| self.write_row_hint(text));
                return report_shape("list", hint, node, diags);
            };
            return Some(self.read_rows(rows, schema, diags));
        }
        if let FieldType::List(list) = &self.kind {
            let Some(items) = node.as_list() else {
                let hint = node.as_text().and_then(compound::write_list_hint);
                return report_shape("list", hint, node, diags);
            };
            return self.read_items(list, items, schema, diags);
        }
        let json = to_json(node);
        match self.kind.rules().read_json(&json) {
            Ok(value) => Some(value),
            Err(Refusal::Shape) => report_shape("text", None, node, diags),
            Err(refusal) => {
                diags.add(node.span, self.to_problem(refusal, &json.to_string()));
                None
            }
        }
    }

    /// What to say of characters that are no value of this field.
    fn to_problem(&self, refusal: Refusal, text: &str) -> Problem {
        let (field, value) = (self.name.clone(), text.to_owned());
        match refusal {
            Refusal::Type | Refusal::Shape => {
                let facts = self.kind.rules().facts();
                let hint = facts.example.map(Cow::into_owned);
                WRONG_TYPE
                    .with("field", field)
                    .choose("kind", facts.name)
                    .with("value", value)
                    .with("hint", hint)
            }
            Refusal::Impossible => DATE_IMPOSSIBLE.with("field", field).with("value", value),
            Refusal::Incomplete => DATE_INCOMPLETE.with("field", field).with("value", value),
            Refusal::Zero => LEADING_ZERO.with("field", field).with("value", value),
            Refusal::Format(format) => {
                FORMAT_MISMATCH.with("field", field).with("value", value).choose("format", format)
            }
        }
    }
}

fn report_shape<T>(
    expected: &'static str,
    hint: Option<String>,
    node: &Node,
    diags: &mut Diagnostics,
) -> Option<T> {
    diags.add(node.span, wrong_shape(expected, hint));
    None
}

#[cfg(test)]
mod tests {
    use super::super::{
        BooleanType, Constraints, DateTimeType, DateType, GeoPointType, IntegerType, ListType, NumberType,
        StringFormat, TimeType,
    };
    use super::*;
    use crate::load::yaml;
    use crate::source::Sources;

    /// What an inline field makes of YAML: its canonical characters, or the code of the first problem.
    fn everyday(field: &Field, yaml: &str) -> String {
        verdict(field, yaml, Lexicon::Everyday)
    }

    fn verdict(field: &Field, yaml: &str, lexicon: Lexicon) -> String {
        let mut sources = Sources::default();
        let id = sources.add("x.yaml", format!("- {}", yaml.replace('\n', "\n  ")));
        let mut diags = Diagnostics::default();
        let list = yaml::parse(&sources, sources.whole(id), &mut diags).unwrap();
        let value = field.read(&list.as_list().unwrap()[0], &Schema::new(lexicon), &mut diags);
        match (diags.iter().next(), value) {
            (Some(diagnostic), _) => diagnostic.problem.code.name.to_owned(),
            (None, Some(value)) => value.to_cell(field),
            (None, None) => "missing".to_owned(),
        }
    }

    fn field(kind: FieldType) -> Field {
        let mut sources = Sources::default();
        let id = sources.add("schema", "");
        Field { kind, ..Field::new("champ", sources.whole(id)) }
    }

    fn list(items: FieldType) -> FieldType {
        FieldType::List(ListType { delimiter: ";".into(), items: Box::new(items) })
    }

    fn plain(name: &str) -> FieldType {
        let format = || "default".to_owned();
        match name {
            "number" => FieldType::Number(NumberType { decimal: '.', group: None, bare: true }),
            "integer" => FieldType::Integer(IntegerType { bare: true }),
            "boolean" => FieldType::Boolean(BooleanType {
                yes: vec!["true".into(), "1".into()],
                no: vec!["false".into()],
            }),
            "date" => FieldType::Date(DateType { format: format() }),
            "time" => FieldType::Time(TimeType { format: format() }),
            "datetime" => FieldType::DateTime(DateTimeType { format: format() }),
            "year" => FieldType::Year,
            "yearmonth" => FieldType::YearMonth,
            "duration" => FieldType::Duration,
            "list" => list(FieldType::String(StringFormat::Default)),
            "durations" => list(FieldType::Duration),
            "array" => FieldType::Array,
            "object" => FieldType::Object,
            "geopoint" => FieldType::GeoPoint(GeoPointType { format: format() }),
            _ => FieldType::String(StringFormat::Default),
        }
    }

    #[test]
    fn people_write_as_people_do() {
        for (kind, written, expected) in [
            ("string", "1.0", "1.0"),
            ("string", "no", "no"),
            ("string", "01000", "01000"),
            ("string", "'01000'", "01000"),
            ("string", "~", "missing"),
            ("string", "[a]", "wrong-shape"),
            ("number", "12,5", "12.5"),
            ("number", "1 200,50", "1200.50"),
            ("number", "12 €", "wrong-type"),
            ("integer", "1 200", "1200"),
            ("integer", "12,5", "wrong-type"),
            ("boolean", "oui", "true"),
            ("boolean", "'non'", "false"),
            ("boolean", "peut-être", "wrong-type"),
            ("date", "2015-06-03", "2015-06-03"),
            ("date", "3 juin 2015", "2015-06-03"),
            ("date", "03/06/2015", "2015-06-03"),
            ("date", "2015-06-31", "date-impossible"),
            ("date", "2015-06", "date-incomplete"),
            ("date", "juin 2015", "date-incomplete"),
            ("date", "2015", "date-incomplete"),
            ("date", "bientôt", "wrong-type"),
            ("time", "9 h 30", "09:30:00"),
            ("datetime", "3 juin 2015 à 9 h 30", "2015-06-03T09:30:00"),
            ("year", "2015", "2015"),
            ("yearmonth", "juin 2015", "2015-06"),
            ("yearmonth", "06.2015", "2015-06"),
            ("yearmonth", "2015-13", "date-impossible"),
            ("duration", "1 h 30", "PT1H30M"),
            ("duration", "PT90M", "PT1H30M"),
            ("duration", "45", "wrong-type"),
            ("list", "[a, b]", "a;b"),
            ("list", "a ; b;", "a;b"),
            ("list", "a", "a"),
            ("list", "[]", ""),
            ("list", "['a;b']", "delimiter-in-item"),
            ("list", "{a: b}", "wrong-shape"),
            ("durations", "[45 min, 2 h]", "PT45M;PT2H"),
            ("durations", "[45 min, bientôt]", "wrong-type"),
            ("array", "[1, 'a', 01]", "[1,\"a\",\"01\"]"),
            ("object", "{a: 1.50}", "{\"a\":1.50}"),
            ("geopoint", "[7.1, 43.5]", "7.1, 43.5"),
            ("geopoint", "{lon: 7.1, lat: 43.5}", "7.1, 43.5"),
        ] {
            assert_eq!(everyday(&field(plain(kind)), written), expected, "{kind} {written}");
        }
    }

    /// Canonical characters read back as the same value under the standard's own lexicon.
    #[test]
    fn cells_read_back_as_the_same_value() {
        for (kind, written) in [
            ("string", "é; «\u{a0}x\u{a0}»"),
            ("number", "-1 200,50"),
            ("number", "12345678901234567890,123456789"),
            ("integer", "99 999 999 999 999 999 999"),
            ("boolean", "faux"),
            ("date", "1er juin 2015"),
            ("time", "9h"),
            ("datetime", "2015-06-03T09:30:00.25+02:00"),
            ("datetime", "2015-06-03 09:30:00Z"),
            ("year", "0987"),
            ("yearmonth", "juin 2015"),
            ("duration", "2 ans et 3 mois"),
            ("duration", "P1DT36H0.5S"),
            ("list", "[a, b, c]"),
            ("durations", "1 semaine; 45 min"),
            ("array", "[1.50, {a: [true, null]}]"),
            ("object", "{b: 1, a: x}"),
            ("geopoint", "7.120, -43.5"),
        ] {
            let field = field(plain(kind));
            let cell = everyday(&field, written);
            assert!(!cell.contains("wrong"), "{kind} {written}: {cell}");
            let read = field.kind.rules().read(&cell, Lexicon::Standard).unwrap();
            assert_eq!(read.to_cell(&field), cell, "{kind} {written}");
            assert_eq!(Ok(read), field.kind.rules().read(&cell, Lexicon::Everyday), "{kind} {written}");
        }
    }

    #[test]
    fn any_form_is_iso_or_as_people_write_the_day_first() {
        let any = || "any".to_owned();
        let date = FieldType::Date(DateType { format: any() });
        let time = FieldType::Time(TimeType { format: any() });
        let moment = FieldType::DateTime(DateTimeType { format: any() });
        for (kind, written, expected) in [
            (&date, "2015-06-03", "2015-06-03"),
            (&date, "20150603", "2015-06-03"),
            (&date, "2015-06-03T09:30:00Z", "2015-06-03"),
            (&date, "03/06/2015", "2015-06-03"),
            (&date, "3 juin 2015", "2015-06-03"),
            (&date, "June 3, 2015", "2015-06-03"),
            (&date, "06/31/2015", "date-impossible"),
            (&date, "June 2015", "date-incomplete"),
            (&date, "31", "wrong-type"),
            (&time, "09:30", "09:30:00"),
            (&time, "9 h 30", "09:30:00"),
            (&time, "2015", "wrong-type"),
            (&moment, "2015-06-03T09:30:00+02:00", "2015-06-03T09:30:00+02:00"),
            (&moment, "03/06/2015 09:30", "2015-06-03T09:30:00"),
            (&moment, "2015-06-03", "wrong-type"),
        ] {
            for lexicon in [Lexicon::Standard, Lexicon::Everyday] {
                assert_eq!(verdict(&field(kind.clone()), written, lexicon), expected, "{written}");
            }
        }
    }

    #[test]
    fn rows_are_typed_and_their_keys_known() {
        let title = Field {
            constraints: Constraints { required: true, ..Constraints::default() },
            ..Field { name: "titre".into(), ..field(plain("string")) }
        };
        let length = Field { name: "duree".into(), ..field(plain("duration")) };
        let steps = Field { fields: vec![title, length], ..field(FieldType::Array) };
        for (written, expected) in [
            ("[{titre: a, duree: 1 h}, {titre: b}]", r#"[{"titre":"a","duree":"PT1H"},{"titre":"b"}]"#),
            ("[{titre: a, dure: 1 h}]", "unknown-key"),
            ("[{duree: 1 h}]", "required-missing"),
            ("[{titre: a, duree: x}]", "wrong-type"),
            ("[a]", "wrong-shape"),
            ("{titre: a}", "wrong-shape"),
            ("a", "wrong-type"),
            (r#"'[{"titre": "a", "duree": "1 h"}]'"#, r#"[{"titre":"a","duree":"PT1H"}]"#),
        ] {
            assert_eq!(everyday(&steps, written), expected, "{written}");
        }
    }

    #[test]
    fn constraints_are_told_apart() {
        let number = |text: &str| plain("number").rules().read(text, Lexicon::Standard).ok();
        let bounds = Constraints {
            minimum: number("1"),
            exclusive_maximum: number("10"),
            allowed: ["1", "5", "9.5"].into_iter().filter_map(number).collect(),
            ..Constraints::default()
        };
        let bounded = Field { constraints: bounds, ..field(plain("number")) };
        let category = |value: &str| crate::schema::Category { value: value.into(), label: None };
        let chosen = Field { categories: vec![category("vert"), category("rouge")], ..field(plain("list")) };
        for (field, written, expected) in [
            (&bounded, "5.0", "5.0"),
            (&bounded, "0", "too-small"),
            (&bounded, "10", "not-below"),
            (&bounded, "NaN", "too-small"),
            (&bounded, "2", "not-allowed"),
            (&chosen, "[vert, rouge]", "vert;rouge"),
            (&chosen, "[vert, bleu]", "not-allowed"),
        ] {
            assert_eq!(everyday(field, written), expected, "{written}");
        }
        let advised = Field { advice: bounded.constraints.clone(), ..field(plain("number")) };
        assert_eq!(everyday(&advised, "0"), "too-small");
    }

    #[test]
    fn the_standard_knows_none_of_that() {
        for (kind, written) in [
            ("number", "12,5"),
            ("date", "3 juin 2015"),
            ("duration", "45 min"),
            ("boolean", "oui"),
            ("time", "09:30"),
            ("integer", "1 200"),
        ] {
            assert_eq!(verdict(&field(plain(kind)), written, Lexicon::Standard), "wrong-type", "{written}");
        }
    }
}
