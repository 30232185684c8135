//! Dates and times as people write them, in French and in English.
//!
//! In: characters. Out: a [`WrittenDate`] date, perhaps without its day; a time. Never: a guess
//! about which of two numbers is the day: it is the first, as in Europe.

use jiff::civil::{Date, DateTime, Time};

use super::iso::to_date;
use super::number::is_digits;

/// A date with the precision that was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDate {
    Day(Date),
    Month(i16, i8),
    Year(i16),
    /// Numbers that look like a date, of a day that does not exist.
    Impossible,
}

const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "january", "jan"],
    &["fevrier", "fevr", "fev", "february", "feb"],
    &["mars", "march", "mar"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun"],
    &["juillet", "juil", "july", "jul"],
    &["aout", "august", "aug"],
    &["septembre", "sept", "sep", "september"],
    &["octobre", "oct", "october"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december"],
];
const WEEKDAYS: [&str; 14] = [
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Reads `2015-06-03`, `3 juin 2015`, `1er juin 2015`, `03/06/2015`, `June 3, 2015`; `2015-06`,
/// `juin 2015`, `06/2015`, `06.2015`; `2015`.
pub fn read_date(text: &str) -> Option<WrittenDate> {
    let text = text.trim();
    if let Some(numbers) = read_numbers(text) {
        return match numbers[..] {
            [(year, 4)] => Some(WrittenDate::Year(i16::try_from(year).ok()?)),
            [(year, 4), (month, 1..=2)] | [(month, 1..=2), (year, 4)] => Some(to_month(year, month)),
            [(year, 4), (month, 1..=2), (day, 1..=2)] | [(day, 1..=2), (month, 1..=2), (year, 4)] => {
                Some(to_day(year, month, day))
            }
            _ => None,
        };
    }
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut first = words.next()?;
    if WEEKDAYS.contains(&fold(first).as_str()) {
        first = words.next()?;
    }
    let rest: Vec<&str> = words.collect();
    match rest[..] {
        [year] => Some(to_month(read_year(year)?, find_month(first)?)),
        [second, year] => {
            let (day, month) =
                read_day_and_month(first, second).or_else(|| read_day_and_month(second, first))?;
            Some(to_day(read_year(year)?, month, day))
        }
        _ => None,
    }
}

/// Reads `9 h 30`, `9h`, `09:30`, `9:30:15`, `9:30 pm`.
pub fn read_time(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase();
    let (text, shift) = match text.strip_suffix("pm").or_else(|| text.strip_suffix("p.m.")) {
        Some(text) => (text.trim_end(), 12),
        None => match text.strip_suffix("am").or_else(|| text.strip_suffix("a.m.")) {
            Some(text) => (text.trim_end(), 0),
            None => (text.as_str(), -1),
        },
    };
    let mut parts = text.split([':', 'h']).map(str::trim);
    let hour: i8 = read_part(parts.next()?)?;
    let rest: Vec<&str> = parts.collect();
    let (minute, second) = match rest[..] {
        [] if shift >= 0 => (0, 0),
        [""] if text.ends_with('h') => (0, 0),
        [minute] => (read_part(minute.trim_end_matches("min").trim_end())?, 0),
        [minute, second] => (read_part(minute)?, read_part(second)?),
        _ => return None,
    };
    let hour = match (shift, hour) {
        (-1, hour) => hour,
        (_, hour) if !(1..=12).contains(&hour) => return None,
        (shift, hour) => hour % 12 + shift,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// Reads a date and a time: `3 juin 2015 à 9 h 30`, `03/06/2015 09:30`.
pub fn read_moment(text: &str) -> Option<DateTime> {
    let text = text.trim();
    text.char_indices().filter(|(_, c)| c.is_whitespace() || *c == 'T').find_map(|(at, mark)| {
        let (before, after) = (&text[..at], text[at + mark.len_utf8()..].trim_start());
        let after = ["à ", "at "].iter().find_map(|word| after.strip_prefix(word)).unwrap_or(after);
        match (read_date(before)?, read_time(after)?) {
            (WrittenDate::Day(day), time) => Some(day.to_datetime(time)),
            _ => None,
        }
    })
}

/// Two or three numbers between the same marks, or one alone: each with its width.
fn read_numbers(text: &str) -> Option<Vec<(i32, usize)>> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    if !matches!(mark, '-' | '/' | '.') {
        return None;
    }
    let read = |part: &str| Some((part.parse().ok()?, part.len())).filter(|_| is_digits(part));
    text.split(mark).map(read).collect()
}

fn to_day(year: i32, month: i32, day: i32) -> WrittenDate {
    to_date(year, month, day).map_or(WrittenDate::Impossible, WrittenDate::Day)
}

fn to_month(year: i32, month: i32) -> WrittenDate {
    to_date(year, month, 1).map_or(WrittenDate::Impossible, |day| WrittenDate::Month(day.year(), day.month()))
}

/// `3`, `1er`, `2nd` before the name of a month.
fn read_day_and_month(day: &str, month: &str) -> Option<(i32, i32)> {
    let ordinal = ["er", "st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end));
    let day = ordinal.unwrap_or(day);
    let day = (is_digits(day) && day.len() <= 2).then(|| day.parse().ok())??;
    Some((day, find_month(month)?))
}

fn find_month(word: &str) -> Option<i32> {
    let word = fold(word.trim_end_matches('.'));
    let index = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i32::try_from(index + 1).ok()
}

fn read_year(text: &str) -> Option<i32> {
    (is_digits(text) && text.len() == 4).then(|| text.parse().ok())?
}

fn read_part(text: &str) -> Option<i8> {
    (is_digits(text) && text.len() <= 2).then(|| text.parse().ok())?
}

/// Lower case, without the accents that months have.
fn fold(word: &str) -> String {
    word.to_lowercase().replace(['é', 'è'], "e").replace('û', "u")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_with_their_precision() {
        for (text, expected) in [
            ("2015-06-03", "2015-06-03"),
            ("3 juin 2015", "2015-06-03"),
            ("1er juin 2015", "2015-06-01"),
            ("3\u{a0}août 2015", "2015-08-03"),
            ("mercredi 3 juin 2015", "2015-06-03"),
            ("03/06/2015", "2015-06-03"),
            ("3.6.2015", "2015-06-03"),
            ("June 3, 2015", "2015-06-03"),
            ("June 3rd, 2015", "2015-06-03"),
            ("3 Feb. 2015", "2015-02-03"),
            ("juin 2015", "2015-06"),
            ("2015-06", "2015-06"),
            ("06/2015", "2015-06"),
            ("06.2015", "2015-06"),
            ("2015", "2015"),
            ("2015-06-31", "impossible"),
            ("31 juin 2015", "impossible"),
            ("13/2015", "impossible"),
            ("03/06/15", "nothing"),
            ("2015-06/03", "nothing"),
            ("bientôt", "nothing"),
            ("", "nothing"),
        ] {
            let read = match read_date(text) {
                Some(WrittenDate::Day(day)) => day.to_string(),
                Some(WrittenDate::Month(year, month)) => format!("{year}-{month:02}"),
                Some(WrittenDate::Year(year)) => year.to_string(),
                Some(WrittenDate::Impossible) => "impossible".to_owned(),
                None => "nothing".to_owned(),
            };
            assert_eq!(read, expected, "{text}");
        }
    }

    #[test]
    fn times_are_read_in_both_languages() {
        for (text, expected) in [
            ("9 h 30", Some("09:30:00")),
            ("9h", Some("09:00:00")),
            ("14h05", Some("14:05:00")),
            ("9 h 30 min", Some("09:30:00")),
            ("09:30", Some("09:30:00")),
            ("9:30:15", Some("09:30:15")),
            ("9:30 pm", Some("21:30:00")),
            ("12:30 a.m.", Some("00:30:00")),
            ("9", None),
            ("25:00", None),
            ("9 h 75", None),
        ] {
            assert_eq!(read_time(text).map(|time| time.to_string()).as_deref(), expected, "{text}");
        }
        let moment = read_moment("3 juin 2015 à 9 h 30").map(|moment| moment.to_string());
        assert_eq!(moment.as_deref(), Some("2015-06-03T09:30:00"));
    }
}
