//! ISO 8601 moments, as `dateutil.parser.isoparse` reads them, which is what frictionless calls.
//!
//! In: ASCII characters. Out: a date and time with its offset. Never: another grammar.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, Weekday};

/// A date and time, with the offset from UTC in seconds where one was written.
pub type OffsetMoment = (DateTime, Option<i32>);

/// Reads a date and time: `2015-06-03T09:30:00Z`, with any single character between the two.
pub fn read_moment(text: &str) -> Option<OffsetMoment> {
    if !text.is_ascii() {
        return None;
    }
    let (date, used) = read_common_date(text).or_else(|| read_uncommon_date(text))?;
    let Some(rest) = text.get(used..).filter(|rest| !rest.is_empty()) else {
        return Some((date.at(0, 0, 0, 0), None));
    };
    let (time, offset, next_day) = read_time(rest.get(1..)?)?;
    let date = if next_day { date.checked_add(1.day()).ok()? } else { date };
    Some((date.to_datetime(time), offset))
}

/// Reads the same where a day and a time of it are named: shorter forms stand for the first of a month or for midnight.
pub fn read_full_moment(text: &str) -> Option<OffsetMoment> {
    read_moment(text).filter(|_| text.len() > 10)
}

/// Reads a time of day, its offset, and whether it is the midnight that ends the day (`24:00`).
pub fn read_time(text: &str) -> Option<(Time, Option<i32>, bool)> {
    if text.len() < 2 || !text.is_ascii() {
        return None;
    }
    let (mut rest, mut offset, mut colons) = (text, None, false);
    let mut parts = [0_i32; 4];
    for place in 0..5 {
        if rest.is_empty() {
            break;
        }
        if rest.starts_with(['-', '+', 'Z', 'z']) {
            offset = Some(read_zone(rest)?);
            rest = "";
            break;
        }
        match (place, rest.strip_prefix(':')) {
            (1, Some(after)) => (colons, rest) = (true, after),
            (2, after) if colons => rest = after?,
            _ => {}
        }
        match place {
            0..3 => (parts[place], rest) = take_digits(rest, 2)?,
            3 => (parts[3], rest) = take_fraction(rest),
            _ => {}
        }
    }
    if !rest.is_empty() {
        return None;
    }
    let [hour, minute, second, nanosecond] = parts;
    let ends_day = hour == 24;
    if ends_day && (minute, second, nanosecond) != (0, 0, 0) {
        return None;
    }
    let small = |number: i32| i8::try_from(number).ok();
    let hour = if ends_day { 0 } else { hour };
    let time = Time::new(small(hour)?, small(minute)?, small(second)?, nanosecond).ok()?;
    Some((time, offset, ends_day))
}

/// A date of the years 1 to 9999.
pub fn to_date(year: i32, month: i32, day: i32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year > 0)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `YYYY-MM-DD`, `YYYYMMDD`, `YYYY-MM`, `YYYY`; and how many bytes it took.
fn read_common_date(text: &str) -> Option<(Date, usize)> {
    let (year, rest) = take_digits(text, 4)?;
    if rest.is_empty() {
        return Some((to_date(year, 1, 1)?, text.len()));
    }
    let dashes = rest.starts_with('-');
    let (month, rest) = take_digits(rest.strip_prefix('-').unwrap_or(rest), 2)?;
    if rest.is_empty() {
        return if dashes { Some((to_date(year, month, 1)?, text.len())) } else { None };
    }
    let rest = if dashes { rest.strip_prefix('-')? } else { rest };
    let (day, rest) = take_digits(rest, 2)?;
    Some((to_date(year, month, day)?, text.len() - rest.len()))
}

/// `YYYY-Www-D` and `YYYY-DDD`, with or without dashes; and how many bytes it took.
fn read_uncommon_date(text: &str) -> Option<(Date, usize)> {
    let (year, rest) = take_digits(text, 4)?;
    let dashes = rest.starts_with('-');
    let rest = rest.strip_prefix('-').unwrap_or(rest);
    let (date, rest) = if let Some(rest) = rest.strip_prefix('W') {
        read_week_date(year, rest, dashes)?
    } else {
        let (day, rest) = take_digits(rest, 3)?;
        let first = to_date(year, 1, 1)?;
        if day < 1 || day > i32::from(first.days_in_year()) {
            return None;
        }
        (first.checked_add((day - 1).days()).ok()?, rest)
    };
    Some((date, text.len() - rest.len()))
}

fn read_week_date(year: i32, text: &str, dashes: bool) -> Option<(Date, &str)> {
    let (week, mut rest) = take_digits(text, 2)?;
    let mut day = 1;
    if !rest.is_empty() {
        if rest.starts_with('-') != dashes {
            return None;
        }
        (day, rest) = take_digits(rest.strip_prefix('-').unwrap_or(rest), 1)?;
    }
    if !(1..54).contains(&week) || !(1..8).contains(&day) {
        return None;
    }
    // Week 1 always holds 4 January.
    let fourth = to_date(year, 1, 4)?;
    let monday = fourth.checked_sub(i32::from(fourth.weekday().since(Weekday::Monday)).days()).ok()?;
    Some((monday.checked_add(((week - 1) * 7 + day - 1).days()).ok()?, rest))
}

/// `Z`, `+02`, `+0200`, `+02:00`, in seconds.
fn read_zone(text: &str) -> Option<i32> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let (hours, rest) = take_digits(text.get(1..)?, 2)?;
    let minutes = match rest {
        "" => 0,
        rest => {
            let (minutes, rest) = take_digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
            if !rest.is_empty() {
                return None;
            }
            minutes
        }
    };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// So many digits, and what follows them.
fn take_digits(text: &str, count: usize) -> Option<(i32, &str)> {
    let (number, rest) = text.split_at_checked(count)?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| Some((number.parse().ok()?, rest)))?
}

/// A fraction of a second in nanoseconds, of which six digits count, and what follows it.
fn take_fraction(text: &str) -> (i32, &str) {
    let Some(rest) = text.strip_prefix(['.', ',']) else { return (0, text) };
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, rest) = rest.split_at(end);
    let number: String = number.chars().chain("000000".chars()).take(6).collect();
    if end == 0 { (0, text) } else { (number.parse::<i32>().map_or(0, |micro| micro * 1000), rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_isoparse() {
        for (written, expected) in [
            ("2015-06-03T09:30:00", "2015-06-03T09:30:00"),
            ("2015-06-03 09:30:00Z", "2015-06-03T09:30:00 0"),
            ("2015-06-03T09:30:00.5+02:00", "2015-06-03T09:30:00.5 7200"),
            ("2015-06-03T24:00:00", "2015-06-04T00:00:00"),
            ("2015-W23-3T09:30:00", "2015-06-03T09:30:00"),
            ("2015-154T09:30:00-0130", "2015-06-03T09:30:00 -5400"),
            ("20150603T093000", "2015-06-03T09:30:00"),
        ] {
            let (moment, offset) = read_moment(written).unwrap();
            let offset = offset.map_or(String::new(), |offset| format!(" {offset}"));
            assert_eq!(format!("{moment}{offset}"), expected, "{written}");
        }
        for wrong in [
            "2015-06-31T09:30:00",
            "2015-06-03T25:00:00",
            "2015-06-03T09:30:00+2",
            "2015-06-03T09:3000",
            "2015-06-03T09:30:00 Z",
            "2015-06-03T",
            "0000-01-01T00:00:00",
            "2015-06-03T24:00:01",
        ] {
            assert_eq!(read_moment(wrong), None, "{wrong}");
        }
    }
}
