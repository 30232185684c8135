//! Days, months and years.
//!
//! In: characters, in the form that a schema declares or as people write them. Out: a day, a month or a year. Never: a day
//! that was not written, nor the clock.

use serde_json::{Value as Json, json};

use super::super::{Constraints, Lexicon, Value};
use super::everyday::{WrittenDate, read_date};
use super::number::{PLAIN, read_integer};
use super::{FilterKind, Limits, Reading, Refusal, TypeFacts, TypeRules, iso, read_json_text, strptime};

/// A day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateType {
    /// `default`, `any` (ISO 8601 or as people write it) or a strptime pattern.
    pub format: String,
}

/// A year of four digits.
#[derive(Clone, Copy, Debug)]
pub struct YearType;

/// A month of a year.
#[derive(Clone, Copy, Debug)]
pub struct YearMonthType;

impl TypeRules for DateType {
    fn facts(&self) -> TypeFacts {
        let named = matches!(self.format.as_str(), "default" | "any");
        TypeFacts {
            name: "date",
            example: Some(if named { "2015-06-03".into() } else { self.format.clone().into() }),
            format: None,
            limits: Limits::Range,
            json: (Some("string"), Some("date")),
            xsd: Some("date"),
            filter: Some(FilterKind::Moment),
            help: Some("date"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let everyday = lexicon == Lexicon::Everyday;
        let text = if everyday { text.trim() } else { text };
        let read = match self.format.as_str() {
            "default" => strptime::read_moment(text, "%Y-%m-%d"),
            "any" => iso::read_full_moment(text).or_else(|| strptime::read_moment(text, "%Y%m%d")),
            pattern => strptime::read_moment(text, pattern),
        };
        if let Some((moment, _)) = read {
            return Ok(Value::Date(moment.date()));
        }
        let as_people_do = everyday || self.format == "any";
        match read_date(text) {
            Some(WrittenDate::Day(day)) if as_people_do => Ok(Value::Date(day)),
            Some(WrittenDate::Impossible) => Err(Refusal::Impossible),
            Some(WrittenDate::Month(..) | WrittenDate::Year(_))
                if as_people_do || self.format == "default" =>
            {
                Err(Refusal::Incomplete)
            }
            _ => Err(Refusal::Type),
        }
    }

    fn describe_yaml(&self, _: &Constraints, lexicon: Lexicon) -> Vec<Json> {
        const NUMBERS: &str = "[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}";
        const WORDS: &str = ".*[A-Za-zÀ-ÿ].*[0-9]{4}";
        if self.format == "default" && lexicon == Lexicon::Everyday {
            return vec![json!({"type": "string", "pattern": format!("^\\s*({NUMBERS}|{WORDS})\\s*$")})];
        }
        vec![json!({"type": ["string", "number"]})]
    }
}

impl TypeRules for YearType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "year",
            example: Some("2015".into()),
            format: None,
            limits: Limits::Range,
            json: (Some("integer"), None),
            xsd: Some("gYear"),
            filter: Some(FilterKind::Moment),
            help: Some("year"),
        }
    }

    /// Four characters that Python's `int` reads, from 0 to 9999.
    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let text = if lexicon == Lexicon::Everyday { text.trim() } else { text };
        let number = read_integer(text, PLAIN).filter(|_| text.chars().count() == 4);
        match number {
            Some(Value::Integer(year @ 0..=9999)) => {
                i16::try_from(year).map(Value::Year).map_err(|_| Refusal::Type)
            }
            _ => Err(Refusal::Type),
        }
    }

    fn read_json(&self, json: &Json) -> Reading {
        match json {
            Json::Number(number) => match number.to_string().parse::<i16>() {
                Ok(year @ 0..=9999) => Ok(Value::Year(year)),
                _ => Err(Refusal::Type),
            },
            _ => read_json_text(self, json),
        }
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        let number = json!({"type": "integer", "minimum": 0, "maximum": 9999});
        vec![number, json!({"type": "string", "pattern": "^\\s*[0-9+-]{4}\\s*$"})]
    }
}

impl TypeRules for YearMonthType {
    fn facts(&self) -> TypeFacts {
        TypeFacts {
            name: "yearmonth",
            example: Some("2015-06".into()),
            format: None,
            limits: Limits::Range,
            json: (Some("string"), None),
            xsd: Some("gYearMonth"),
            filter: Some(FilterKind::Moment),
            help: Some("yearmonth"),
        }
    }

    fn read(&self, text: &str, lexicon: Lexicon) -> Reading {
        let number = |text: &str| match read_integer(text, PLAIN) {
            Some(Value::Integer(number)) => Some(number),
            _ => None,
        };
        if let Some((year, month)) = text.split_once('-').filter(|(_, month)| !month.contains('-'))
            && let (Some(year), Some(month)) = (number(year), number(month))
            && (1..=12).contains(&month)
        {
            let month = i8::try_from(month).map_err(|_| Refusal::Type)?;
            return Ok(i16::try_from(year)
                .map_or_else(|_| Value::Text(text.into()), |year| Value::YearMonth(year, month)));
        }
        match read_date(text) {
            Some(WrittenDate::Month(year, month)) if lexicon == Lexicon::Everyday => {
                Ok(Value::YearMonth(year, month))
            }
            Some(WrittenDate::Impossible) => Err(Refusal::Impossible),
            _ => Err(Refusal::Type),
        }
    }

    fn estimate(&self, _: &str) -> Option<Value> {
        Some(Value::YearMonth(i16::MAX, 12))
    }

    fn describe_yaml(&self, _: &Constraints, _: Lexicon) -> Vec<Json> {
        vec![json!({"type": "string", "pattern": "[0-9]"})]
    }
}
