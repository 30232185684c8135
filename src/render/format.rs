//! Values as people read them, in the language of the site.
//!
//! In: dates, numbers, durations, weights, and a catalogue. Out: text. Never: markup, a field's meaning.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};

use super::words::Words;
use crate::schema::Duration;

/// How much of a date its author vouches for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    #[default]
    Day,
    Month,
    HalfYear,
    Year,
}

impl Precision {
    /// From the word a city wrote, French or English; the day where it is neither.
    #[must_use]
    pub fn read(word: &str) -> Self {
        match word {
            "mois" | "month" => Self::Month,
            "semestre" | "half-year" | "half_year" => Self::HalfYear,
            "annee" | "année" | "an" | "year" => Self::Year,
            _ => Self::Day,
        }
    }
}

/// `3 juin 2015`.
#[must_use]
pub fn date(words: &Words, date: Date) -> String {
    let day = match date.day() {
        1 => words.get("first_day").to_owned(),
        day => day.to_string(),
    };
    let year = date.year().to_string();
    words.fill("date", &[("day", &day), ("month", month(words, date.month())), ("year", &year)])
}

/// `juin 2015`.
#[must_use]
pub fn year_month(words: &Words, year: i16, number: i8) -> String {
    words.fill("year_month", &[("month", month(words, number)), ("year", &year.to_string())])
}

/// A date that says no more than is known: `juin 2015`, `1er semestre 2015`, `2015`.
#[must_use]
pub fn vague_date(words: &Words, value: Date, precision: Precision) -> String {
    match precision {
        Precision::Day => date(words, value),
        Precision::Month => year_month(words, value.year(), value.month()),
        Precision::HalfYear => {
            let key = if value.month() <= 6 { "first_half" } else { "second_half" };
            words.fill(key, &[("year", &value.year().to_string())])
        }
        Precision::Year => value.year().to_string(),
    }
}

/// `14 h 05`.
#[must_use]
pub fn time(words: &Words, time: Time) -> String {
    let (hours, minutes) = (time.hour().to_string(), format!("{:02}", time.minute()));
    words.fill("time", &[("hours", &hours), ("minutes", &minutes)])
}

/// A date and its time.
#[must_use]
pub fn date_time(words: &Words, value: DateTime) -> String {
    let (date, time) = (date(words, value.date()), time(words, value.time()));
    words.fill("date_time", &[("date", &date), ("time", &time)])
}

/// `1 h 30`, `45 min`, `2 jours`.
#[must_use]
pub fn duration(words: &Words, duration: Duration) -> String {
    let counted = |key, n: i64| {
        let n = usize::try_from(n.unsigned_abs()).unwrap_or(usize::MAX);
        (n != 0).then(|| words.count(key, n))
    };
    let together = |hours: i64, minutes: i64| {
        let minutes = format!("{:02}", minutes.abs());
        words.fill("hours_minutes", &[("hours", &hours.to_string()), ("minutes", &minutes)])
    };
    let clock = match (duration.seconds / 3600, duration.seconds / 60 % 60) {
        (0, minutes) => counted("minutes", minutes),
        (hours, 0) => counted("hours", hours),
        (hours, minutes) => Some(together(hours, minutes)),
    };
    let parts = [
        counted("years", i64::from(duration.months / 12)),
        counted("months", i64::from(duration.months % 12)),
        counted("days", i64::from(duration.days)),
        clock,
        counted("seconds", duration.seconds % 60),
    ];
    let said = parts.into_iter().flatten().reduce(|before, part| before + " " + &part);
    said.unwrap_or_else(|| words.count("minutes", 0))
}

/// A number written with a point, grouped by three from five digits on: one of four may be a year.
#[must_use]
pub fn grouped<'a>(words: &Words, digits: &'a str) -> Cow<'a, str> {
    in_groups(words, digits, 5)
}

/// A number that counts something, grouped by three from four digits on.
#[must_use]
pub fn quantity<'a>(words: &Words, digits: &'a str) -> Cow<'a, str> {
    in_groups(words, digits, 4)
}

fn in_groups<'a>(words: &Words, digits: &'a str, least: usize) -> Cow<'a, str> {
    if digits.len() < least && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(digits);
    }
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("−", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::with_capacity(digits.len() + 16);
    out.push_str(sign);
    // What begins the number, before its groups of three.
    let head = if whole.len() < least { whole.len() } else { (whole.len() - 1) % 3 + 1 };
    let (first, mut rest) = whole.split_at_checked(head).unwrap_or((whole, ""));
    out.push_str(first);
    while let Some((group, after)) = rest.split_at_checked(3) {
        out.push_str(words.get("thousands"));
        out.push_str(group);
        rest = after;
    }
    if !fraction.is_empty() {
        out.push_str(words.get("decimal"));
        out.push_str(fraction);
    }
    Cow::Owned(out)
}

/// What follows a number: the catalogue's sign for a unit, the words of a UCUM annotation, else the unit.
#[must_use]
pub fn unit<'a>(words: &'a Words, unit: &'a str, number: &str) -> &'a str {
    if let Some(text) = words.find(&["unit_", unit].concat()) {
        return words.plural(text, number);
    }
    unit.strip_prefix('{').and_then(|unit| unit.strip_suffix('}')).unwrap_or(unit)
}

/// `12 ko`: a weight in thousands, as file managers count.
#[must_use]
pub fn bytes(words: &Words, bytes: u64) -> String {
    let (amount, key) = match bytes {
        0..1_000 => return words.fill("bytes", &[("n", &bytes.to_string())]),
        1_000..1_000_000 => (tenths(bytes, 1_000), "kilobytes"),
        1_000_000..1_000_000_000 => (tenths(bytes, 1_000_000), "megabytes"),
        _ => (tenths(bytes, 1_000_000_000), "gigabytes"),
    };
    words.fill(key, &[("n", &grouped(words, &amount))])
}

/// Rounded to a tenth below ten, to the unit above.
fn tenths(bytes: u64, unit: u64) -> String {
    let tenths = (bytes * 10 + unit / 2) / unit;
    match (tenths / 10, tenths % 10) {
        (whole @ 0..10, tenth @ 1..) => format!("{whole}.{tenth}"),
        _ => ((bytes + unit / 2) / unit).to_string(),
    }
}

fn month(words: &Words, number: i8) -> &str {
    let index = usize::try_from(number - 1).unwrap_or_default();
    words.get("month_names").split(' ').nth(index).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::theme::built_in_words;

    #[test]
    fn french_reads_as_french() {
        let words = built_in_words("fr");
        let day = |y, m, d| Date::new(y, m, d).expect("a date");
        assert_eq!(date(&words, day(2015, 6, 3)), "3 juin 2015");
        assert_eq!(date(&words, day(2015, 6, 1)), "1er juin 2015");
        assert_eq!(vague_date(&words, day(2015, 7, 1), Precision::HalfYear), "2e semestre 2015");
        let length = |months, days, seconds| Duration { months, days, seconds, nanoseconds: 0 };
        assert_eq!(duration(&words, length(0, 0, 5400)), "1\u{a0}h\u{a0}30");
        assert_eq!(duration(&words, length(0, 0, 2700)), "45\u{a0}min");
        assert_eq!(duration(&words, length(14, 2, 0)), "1\u{a0}an 2\u{a0}mois 2\u{a0}jours");
        assert_eq!(grouped(&words, "-120000.50"), "−120\u{202f}000,50");
        assert_eq!(grouped(&words, "2015"), "2015");
        assert_eq!(unit(&words, "EUR", "2"), "€");
        assert_eq!(unit(&words, "{personne}", "6"), "personnes");
        assert_eq!(bytes(&words, 12_345), "12\u{a0}ko");
        assert_eq!(bytes(&words, 2_540_000), "2,5\u{a0}Mo");
        assert_eq!(bytes(&words, 9_960_000), "10\u{a0}Mo");
    }

    #[test]
    fn english_reads_as_english() {
        let words = built_in_words("en");
        assert_eq!(date(&words, Date::new(2015, 6, 1).expect("a date")), "1 June 2015");
        assert_eq!(grouped(&words, "120000.5"), "120,000.5");
    }
}
