//! From written characters to typed values.
//!
//! In: a node of YAML, or the characters of a CSV cell; a field. Out: a [`Value`], or the reason why
//! there is none. Never: other records (`required`, `unique` and references are the model's to check).

mod check;
mod compound;
mod geo;
mod iso;
mod number;
mod people;
mod strptime;
mod text;

use super::duration::{Duration, Iso};
use super::{Field, FieldType, Lexicon, Schema, Value};
use crate::diag::{Diagnostics, Problem, Shape};
use crate::load::yaml::{Node, NodeValue};
use crate::source::Span;

pub(super) use compound::json_of;

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
        check::constraints(self, &value, node, schema.lexicon, diags);
        if let (Some(item), Value::Json(json)) = (&self.array_item, &value) {
            item.check_items(json, node.span, schema, diags);
        }
        Some(value)
    }

    /// A value of JSON's own kind, where it is one of this field's type; constraints aside.
    pub(super) fn read_native(&self, node: &Node) -> Option<Value> {
        compound::read_native(&self.kind, node).ok()
    }

    /// What to say of a node that is no value of this field's type.
    pub(super) fn wrong_type(&self, node: &Node) -> Problem {
        let text = node.as_text().map_or_else(|| json_of(node).to_string(), str::to_owned);
        self.problem(Refusal::Type, &text)
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
        let native = compound::read_native(&self.kind, node);
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
        if self.kind == FieldType::Array && !self.fields.is_empty() {
            return self.read_rows_text(text, span, schema, diags);
        }
        match read_characters(&self.kind, text, schema.lexicon) {
            Ok(value) => Some(value),
            Err(refusal) => {
                diags.error(span, self.problem(refusal, text));
                None
            }
        }
    }

    fn read_compound(&self, node: &Node, schema: &Schema, diags: &mut Diagnostics) -> Option<Value> {
        match (&self.kind, &node.value) {
            (FieldType::Array, NodeValue::List(rows)) if !self.fields.is_empty() => {
                Some(self.read_rows(rows, schema, diags))
            }
            (FieldType::Array, _) if !self.fields.is_empty() => {
                let hint = node.as_text().and_then(|text| self.row_hint(text));
                wrong_shape(Shape::List, hint, node, diags)
            }
            (FieldType::List { .. }, NodeValue::List(items)) => self.read_items(items, schema, diags),
            (FieldType::List { .. }, _) => {
                let hint = node.as_text().and_then(compound::list_hint);
                wrong_shape(Shape::List, hint, node, diags)
            }
            (FieldType::Any, _) => Some(Value::Json(Box::new(json_of(node)))),
            (
                FieldType::Array | FieldType::Object | FieldType::GeoJson { .. } | FieldType::GeoPoint { .. },
                _,
            ) => {
                let json = json_of(node);
                // A point written as a mapping or a list has that form's grammar, whatever the cells' is.
                let kind = match (&self.kind, &node.value) {
                    (FieldType::GeoPoint { .. }, NodeValue::Map(_)) => geo_point("object"),
                    (FieldType::GeoPoint { .. }, _) => geo_point("array"),
                    (kind, _) => kind.clone(),
                };
                let text = json.to_string();
                let read = read_characters(&kind, &text, schema.lexicon);
                read.map_err(|refusal| diags.error(node.span, self.problem(refusal, &text))).ok()
            }
            _ => wrong_shape(Shape::Text, None, node, diags),
        }
    }

    /// What to say of characters that are no value of this field.
    fn problem(&self, refusal: Refusal, text: &str) -> Problem {
        let (field, value) = (self.name.clone(), text.to_owned());
        match refusal {
            Refusal::Type => {
                Problem::WrongType { field, kind: self.kind.name(), value, hint: hint(&self.kind) }
            }
            Refusal::Impossible => Problem::DateImpossible { field, value },
            Refusal::Incomplete => Problem::DateIncomplete { field, value },
            Refusal::Zero => Problem::LeadingZero { field, value },
            Refusal::Format(format) => Problem::FormatMismatch { field, value, format: format.to_owned() },
        }
    }
}

fn wrong_shape<T>(expected: Shape, hint: Option<String>, node: &Node, diags: &mut Diagnostics) -> Option<T> {
    diags.error(node.span, Problem::WrongShape { expected, hint });
    None
}

/// Why characters are no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Type,
    /// A day that no calendar has.
    Impossible,
    /// A date without its day.
    Incomplete,
    /// A number whose first zero would be lost.
    Zero,
    /// A string without its format.
    Format(&'static str),
}

type Reading = Result<Value, Refusal>;

/// Reads the characters of one value of a type.
fn read_characters(kind: &FieldType, text: &str, lexicon: Lexicon) -> Reading {
    let everyday = lexicon == Lexicon::Everyday;
    match kind {
        FieldType::String(format) => {
            let fits = text::has_format(text, *format);
            if fits { Ok(Value::Text(text.into())) } else { Err(Refusal::Format(text::format_name(*format))) }
        }
        FieldType::Any => Ok(Value::Text(text.into())),
        FieldType::Number { .. } | FieldType::Integer { .. } => read_number(kind, text, everyday),
        FieldType::Boolean { yes, no } => {
            let among = |values: &[String]| values.iter().any(|value| value == text);
            let declared = if among(yes) { Some(true) } else { among(no).then_some(false) };
            let truth = declared.or_else(|| people::written_truth(text).filter(|_| everyday));
            truth.map(Value::Boolean).ok_or(Refusal::Type)
        }
        FieldType::Date { format } => read_date(text, format, everyday),
        FieldType::Time { format } => read_time(text, format, everyday).ok_or(Refusal::Type),
        FieldType::DateTime { format } => read_moment(text, format, everyday),
        FieldType::Year => read_year(text, everyday).ok_or(Refusal::Type),
        FieldType::YearMonth => read_year_month(text, everyday),
        FieldType::Duration => read_duration(text, everyday).ok_or(Refusal::Type),
        FieldType::List { delimiter, items } => compound::split(text, delimiter, items, lexicon),
        FieldType::Array | FieldType::Object | FieldType::GeoJson { .. } => compound::read_json(kind, text),
        FieldType::GeoPoint { format } => {
            geo::point(if everyday { text.trim() } else { text }, format).ok_or(Refusal::Type)
        }
    }
}

fn read_number(kind: &FieldType, text: &str, everyday: bool) -> Reading {
    let read = |text: &str| match kind {
        FieldType::Number { decimal, group, bare } => {
            number::number(text, number::Style { decimal: *decimal, group: group.as_deref(), bare: *bare })
        }
        // frictionless knows no `groupChar` of an integer.
        FieldType::Integer { bare, .. } => {
            number::integer(text, number::Style { bare: *bare, ..number::PLAIN })
        }
        _ => None,
    };
    let plain = |text: String| match kind {
        FieldType::Integer { .. } => number::integer(&text, number::PLAIN),
        _ => number::number(&text, number::PLAIN),
    };
    // The standard reads `012` as twelve; an editor who writes it means a code.
    if everyday && number::has_leading_zero(text) {
        return Err(Refusal::Zero);
    }
    let people = || number::everyday(text).filter(|_| everyday).and_then(plain);
    read(text).or_else(people).ok_or(Refusal::Type)
}

fn read_date(text: &str, format: &str, everyday: bool) -> Reading {
    let text = if everyday { text.trim() } else { text };
    let read = match format {
        "default" => strptime::moment(text, "%Y-%m-%d"),
        "any" => any_moment(text).or_else(|| strptime::moment(text, "%Y%m%d")),
        pattern => strptime::moment(text, pattern),
    };
    if let Some((moment, _)) = read {
        return Ok(Value::Date(moment.date()));
    }
    let as_people_do = everyday || format == "any";
    match people::written_date(text) {
        Some(people::Written::Day(day)) if as_people_do => Ok(Value::Date(day)),
        Some(people::Written::Impossible) => Err(Refusal::Impossible),
        Some(people::Written::Month(..) | people::Written::Year(_))
            if as_people_do || format == "default" =>
        {
            Err(Refusal::Incomplete)
        }
        _ => Err(Refusal::Type),
    }
}

/// A time that says its offset from UTC stays as written: a time of day without a day has no instant.
fn read_time(text: &str, format: &str, everyday: bool) -> Option<Value> {
    let text = if everyday { text.trim() } else { text };
    let read = match format {
        "default" if text.len() >= 8 && text.as_bytes()[5] == b':' => {
            iso::time_of_day(text).map(|(time, offset, _)| (time, offset))
        }
        // Four characters or fewer are no time in ISO 8601 that anybody writes, but a year or a number.
        "any" if text.len() > 4 => iso::time_of_day(text).map(|(time, offset, _)| (time, offset)),
        "default" | "any" => None,
        pattern => strptime::moment(text, pattern).map(|(moment, offset)| (moment.time(), offset)),
    };
    match read {
        Some((_, Some(_))) => Some(Value::Text(text.into())),
        Some((time, None)) => Some(Value::Time(time)),
        None => people::written_time(text).filter(|_| everyday || format == "any").map(Value::Time),
    }
}

fn read_moment(text: &str, format: &str, everyday: bool) -> Reading {
    let text = if everyday { text.trim() } else { text };
    let read = match format {
        "default" if text.len() >= 19 && text.as_bytes()[16] == b':' => iso::moment(text),
        "default" => None,
        "any" => any_moment(text),
        pattern => strptime::moment(text, pattern),
    };
    let as_people_do = everyday || format == "any";
    let people = || people::written_moment(text).filter(|_| as_people_do).map(|moment| (moment, None));
    match read.or_else(people) {
        Some((moment, offset)) => Ok(Value::DateTime(moment, offset)),
        None => Err(Refusal::Type),
    }
}

/// A date with its time in ISO 8601, where the format is `any`: shorter forms name no day, or no time.
fn any_moment(text: &str) -> Option<iso::Moment> {
    iso::moment(text).filter(|_| text.len() > 10)
}

/// Four characters that Python's `int` reads, from 0 to 9999.
fn read_year(text: &str, everyday: bool) -> Option<Value> {
    let text = if everyday { text.trim() } else { text };
    if text.chars().count() != 4 {
        return None;
    }
    match number::integer(text, number::PLAIN)? {
        Value::Integer(year @ 0..=9999) => i16::try_from(year).ok().map(Value::Year),
        _ => None,
    }
}

fn read_year_month(text: &str, everyday: bool) -> Reading {
    let number = |text: &str| match number::integer(text, number::PLAIN) {
        Some(Value::Integer(number)) => Some(number),
        _ => None,
    };
    if let Some((year, month)) = text.split_once('-').filter(|(_, month)| !month.contains('-'))
        && let (Some(year), Some(month)) = (number(year), number(month))
        && (1..=12).contains(&month)
    {
        let short = i16::try_from(year).ok();
        let month = i8::try_from(month).map_err(|_| Refusal::Type)?;
        return Ok(short.map_or_else(|| Value::Text(text.into()), |year| Value::YearMonth(year, month)));
    }
    match people::written_date(text) {
        Some(people::Written::Month(year, month)) if everyday => Ok(Value::YearMonth(year, month)),
        Some(people::Written::Impossible) => Err(Refusal::Impossible),
        _ => Err(Refusal::Type),
    }
}

fn read_duration(text: &str, everyday: bool) -> Option<Value> {
    let text = if everyday { text.trim() } else { text };
    match Duration::iso(text) {
        Iso::Held(duration) => Some(Value::Duration(duration)),
        Iso::TooFine => Some(Value::Text(text.into())),
        Iso::Invalid => Duration::everyday(text).filter(|_| everyday).map(Value::Duration),
    }
}

fn geo_point(format: &str) -> FieldType {
    FieldType::GeoPoint { format: format.to_owned() }
}

/// An example of a type, in characters that need no translation.
fn hint(kind: &FieldType) -> Option<String> {
    let example = match kind {
        FieldType::Number { decimal, .. } => return Some(format!("12{decimal}5")),
        FieldType::Boolean { yes, no } => {
            return Some(format!("{}, {}", yes.first()?, no.first()?));
        }
        FieldType::Date { format } if !matches!(format.as_str(), "default" | "any") => {
            return Some(format.clone());
        }
        FieldType::Date { .. } => "2015-06-03",
        FieldType::Integer { .. } => "12",
        FieldType::Time { .. } => "09:30:00",
        FieldType::DateTime { .. } => "2015-06-03T09:30:00",
        FieldType::Year => "2015",
        FieldType::YearMonth => "2015-06",
        FieldType::Duration => "45 min",
        FieldType::Array => "[1, 2]",
        FieldType::Object => r#"{"a": 1}"#,
        FieldType::GeoPoint { .. } => "7.12, 43.58",
        FieldType::GeoJson { .. } => r#"{"type": "Point", "coordinates": [7.12, 43.58]}"#,
        FieldType::String(_) | FieldType::List { .. } | FieldType::Any => return None,
    };
    Some(example.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::{Constraints, StringFormat};
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
            (Some(diagnostic), _) => diagnostic.problem.code().to_owned(),
            (None, Some(value)) => value.to_cell(field),
            (None, None) => "missing".to_owned(),
        }
    }

    fn field(kind: FieldType) -> Field {
        let mut sources = Sources::default();
        let id = sources.add("schema", "");
        Field { kind, ..Field::new("champ", sources.whole(id)) }
    }

    fn plain(name: &str) -> FieldType {
        let format = || "default".to_owned();
        match name {
            "number" => FieldType::Number { decimal: '.', group: None, bare: true },
            "integer" => FieldType::Integer { group: None, bare: true },
            "boolean" => {
                FieldType::Boolean { yes: vec!["true".into(), "1".into()], no: vec!["false".into()] }
            }
            "date" => FieldType::Date { format: format() },
            "time" => FieldType::Time { format: format() },
            "datetime" => FieldType::DateTime { format: format() },
            "year" => FieldType::Year,
            "yearmonth" => FieldType::YearMonth,
            "duration" => FieldType::Duration,
            "list" => FieldType::List {
                delimiter: ";".into(),
                items: Box::new(FieldType::String(StringFormat::Default)),
            },
            "durations" => FieldType::List { delimiter: ";".into(), items: Box::new(FieldType::Duration) },
            "array" => FieldType::Array,
            "object" => FieldType::Object,
            "geopoint" => FieldType::GeoPoint { format: format() },
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
            let read = read_characters(&field.kind, &cell, Lexicon::Standard).unwrap();
            assert_eq!(read.to_cell(&field), cell, "{kind} {written}");
            assert_eq!(Ok(read), read_characters(&field.kind, &cell, Lexicon::Everyday), "{kind} {written}");
        }
    }

    #[test]
    fn any_form_is_iso_or_as_people_write_the_day_first() {
        let any = || "any".to_owned();
        let (date, time) = (FieldType::Date { format: any() }, FieldType::Time { format: any() });
        let moment = FieldType::DateTime { format: any() };
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
        let number = |text: &str| number::number(text, number::PLAIN);
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
