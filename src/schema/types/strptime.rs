//! Dates and times by a strptime pattern, as Python reads them.
//!
//! jiff's own `strptime` reads other days than the standard's readers do: `01/02/24` under `%d/%m/%Y` is of the year 24 to
//! it, `10:00:60` is 10:00:59, and `%z` refuses both `Z` and `+02:00` (0.2.43).
//!
//! In: characters and a pattern. Out: the parts that were written. Never: a locale other than C, nor
//! the week directives (`%U`, `%W`, `%V`, `%G`), which no date of public data is written in.

use jiff::civil::{DateTime, Time};

use super::iso::{OffsetMoment, to_date};

/// English names, which every reader of the standard knows.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// What was read so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Parts {
    year: Option<i32>,
    month: Option<i32>,
    day: Option<i32>,
    day_of_year: Option<i32>,
    hour: i32,
    twelve_hours: bool,
    afternoon: bool,
    minute: i32,
    second: i32,
    microsecond: i32,
    offset: Option<i32>,
}

/// Reads `text` by `pattern`; nothing where it does not fit, or is no real moment.
///
/// The year is 1900 where the pattern has none, midnight and 1 January where it has no more.
pub fn read_moment(text: &str, pattern: &str) -> Option<OffsetMoment> {
    let (parts, rest) = fit_pattern(text, pattern, Parts::default())?;
    // Python takes the first way in which the pattern fits, and only then looks whether text is left.
    if !rest.is_empty() {
        return None;
    }
    let year = parts.year.unwrap_or(1900);
    let day = match parts.day_of_year {
        Some(day) if parts.year.is_some() || parts.month.is_none() => {
            to_date(year, 1, 1)?.checked_add(jiff::Span::new().days(day - 1)).ok()?
        }
        _ => to_date(year, parts.month.unwrap_or(1), parts.day.unwrap_or(1))?,
    };
    let hour = match (parts.twelve_hours, parts.hour, parts.afternoon) {
        (true, 12, false) => 0,
        (true, hour, true) if hour < 12 => hour + 12,
        (_, hour, _) => hour,
    };
    let small = |number: i32| i8::try_from(number).ok();
    let time =
        Time::new(small(hour)?, small(parts.minute)?, small(parts.second)?, parts.microsecond * 1000).ok()?;
    Some((DateTime::from_parts(day, time), parts.offset))
}

/// The first way in which the pattern fits the beginning of the text, and what it leaves over.
fn fit_pattern<'a>(text: &'a str, pattern: &str, parts: Parts) -> Option<(Parts, &'a str)> {
    let mut characters = pattern.chars();
    let Some(first) = characters.next() else { return Some((parts, text)) };
    let mut after = characters.as_str();
    if first.is_whitespace() {
        let start = text.trim_start();
        return if start.len() < text.len() { fit_pattern(start, after.trim_start(), parts) } else { None };
    }
    if first != '%' {
        let mut rest = text.chars();
        let same = rest.next().is_some_and(|c| c == first || c.to_lowercase().eq(first.to_lowercase()));
        return if same { fit_pattern(rest.as_str(), after, parts) } else { None };
    }
    let directive = characters.next()?;
    after = characters.as_str();
    let expanded = match directive {
        'c' => "%a %b %d %H:%M:%S %Y",
        'x' => "%m/%d/%y",
        'X' => "%H:%M:%S",
        _ => "",
    };
    if !expanded.is_empty() {
        return fit_pattern(text, &format!("{expanded}{after}"), parts);
    }
    list_lengths(text, directive).into_iter().flatten().find_map(|length| {
        let (taken, rest) = text.split_at_checked(length)?;
        fit_pattern(rest, after, take_directive(parts, directive, taken)?)
    })
}

/// How many bytes a directive may take here, in the order in which Python tries them.
fn list_lengths(text: &str, directive: char) -> [Option<usize>; 3] {
    let one = |length: Option<usize>| [length, None, None];
    let fixed = |count: usize| one(count_digits(text, count));
    match directive {
        'd' => match text.strip_prefix(' ') {
            Some(rest) => one(read_within(rest, 1, 1, 9).map(|_| 2)),
            None => list_digits(text, 1, 31),
        },
        'm' | 'I' => list_digits(text, 1, 12),
        'H' => list_digits(text, 0, 23),
        'M' => list_digits(text, 0, 59),
        'S' => list_digits(text, 0, 61),
        'j' => [
            read_within(text, 3, 1, 366).map(|_| 3),
            read_within(text, 2, 1, 99).map(|_| 2),
            read_within(text, 1, 1, 9).map(|_| 1),
        ],
        'y' => fixed(2),
        'Y' => fixed(4),
        'w' => one(read_within(text, 1, 0, 6).map(|_| 1)),
        'u' => one(read_within(text, 1, 1, 7).map(|_| 1)),
        'f' => {
            let count = text.bytes().take(6).take_while(u8::is_ascii_digit).count();
            [(count > 0).then_some(count), (count > 1).then(|| count - 1), (count > 2).then(|| count - 2)]
        }
        'B' => one(match_name(text, &MONTHS, usize::MAX).map(|(_, length)| length)),
        'b' => one(match_name(text, &MONTHS, 3).map(|(_, length)| length)),
        'A' => one(match_name(text, &WEEKDAYS, usize::MAX).map(|(_, length)| length)),
        'a' => one(match_name(text, &WEEKDAYS, 3).map(|(_, length)| length)),
        'p' => one(match_name(text, &["am", "pm"], 2).map(|(_, length)| length)),
        'Z' => one(match_name(text, &["utc", "gmt"], 3).map(|(_, length)| length)),
        'z' => one(read_offset(text).map(|(_, length)| length)),
        '%' => one(text.starts_with('%').then_some(1)),
        _ => one(None),
    }
}

/// The parts with what one directive took.
fn take_directive(mut parts: Parts, directive: char, taken: &str) -> Option<Parts> {
    let number = || taken.trim().parse::<i32>().ok();
    let place = |index: usize| i32::try_from(index).ok();
    match directive {
        'd' => parts.day = Some(number()?),
        'm' => parts.month = Some(number()?),
        'B' | 'b' => parts.month = Some(place(match_name(taken, &MONTHS, 3)?.0)? + 1),
        'H' => parts.hour = number()?,
        'I' => (parts.hour, parts.twelve_hours) = (number()?, true),
        'p' => parts.afternoon = taken.eq_ignore_ascii_case("pm"),
        'M' => parts.minute = number()?,
        'S' => parts.second = number()?,
        'f' => parts.microsecond = number()? * 10_i32.pow(6 - u32::try_from(taken.len()).ok()?),
        'j' => parts.day_of_year = Some(number()?),
        'Y' => parts.year = Some(number()?),
        // POSIX: 69 to 99 are of the twentieth century.
        'y' => parts.year = Some(number().map(|year| year + if year < 69 { 2000 } else { 1900 })?),
        'z' => parts.offset = Some(read_offset(taken)?.0),
        _ => {}
    }
    Some(parts)
}

fn count_digits(text: &str, count: usize) -> Option<usize> {
    let digits = text.get(..count)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(count)
}

/// The number of the first `count` digits, where it is within bounds.
fn read_within(text: &str, count: usize, least: i32, most: i32) -> Option<i32> {
    count_digits(text, count)?;
    text[..count].parse().ok().filter(|number| (least..=most).contains(number))
}

/// Two digits, or else one.
fn list_digits(text: &str, least: i32, most: i32) -> [Option<usize>; 3] {
    [
        read_within(text, 2, least, most).map(|_| 2),
        read_within(text, 1, least.min(9), most.min(9)).map(|_| 1),
        None,
    ]
}

/// Which of the names the text begins with, case aside, by their first characters; and their length.
fn match_name(text: &str, names: &[&str], shortened: usize) -> Option<(usize, usize)> {
    names.iter().enumerate().find_map(|(index, name)| {
        let name = &name[..name.len().min(shortened)];
        text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(|_| (index, name.len()))
    })
}

/// An offset from UTC in seconds (`Z`, `+0200`, `+02:00`, `+02:00:30`), and its length.
fn read_offset(text: &str) -> Option<(i32, usize)> {
    if text.starts_with('Z') {
        return Some((0, 1));
    }
    let sign = match text.as_bytes().first()? {
        b'-' => -1,
        b'+' => 1,
        _ => return None,
    };
    let hours = read_within(text.get(1..)?, 2, 0, 99)?;
    let colon = usize::from(text[3..].starts_with(':'));
    let minutes = read_within(text.get(3 + colon..)?, 2, 0, 59)?;
    let end = 5 + colon;
    let seconds = text.get(end..).and_then(|rest| {
        let rest = if colon == 1 { rest.strip_prefix(':')? } else { rest };
        read_within(rest, 2, 0, 59)
    });
    let length = end + seconds.map_or(0, |_| 2 + colon);
    let total = hours * 3600 + minutes * 60 + seconds.unwrap_or(0);
    (total < 86_400).then_some((sign * total, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_in_python() {
        for (text, pattern, expected) in [
            ("2015-06-03", "%Y-%m-%d", Some("2015-06-03T00:00:00")),
            ("2015-6-3", "%Y-%m-%d", Some("2015-06-03T00:00:00")),
            ("2015-06- 3", "%Y-%m-%d", Some("2015-06-03T00:00:00")),
            ("2015-06-31", "%Y-%m-%d", None),
            ("2015-06-03 ", "%Y-%m-%d", None),
            ("15-06-03", "%Y-%m-%d", None),
            ("0000-01-01", "%Y-%m-%d", None),
            ("03/06/2015", "%d/%m/%Y", Some("2015-06-03T00:00:00")),
            ("03/06/69", "%d/%m/%y", Some("1969-06-03T00:00:00")),
            ("3 JUNE 2015", "%d %B %Y", Some("2015-06-03T00:00:00")),
            ("3   Jun 2015", "%d %b %Y", Some("2015-06-03T00:00:00")),
            ("154 2015", "%j %Y", Some("2015-06-03T00:00:00")),
            ("12:05 AM", "%I:%M %p", Some("1900-01-01T00:05:00")),
            ("3:05 pm", "%I:%M %p", Some("1900-01-01T15:05:00")),
            ("10:00:60", "%H:%M:%S", None),
            ("10:00:00.5", "%H:%M:%S.%f", Some("1900-01-01T10:00:00.5")),
            ("1112015", "%d%m%Y", Some("2015-01-11T00:00:00")),
            ("12", "%Q", None),
        ] {
            let read = read_moment(text, pattern).map(|(moment, _)| moment.to_string());
            assert_eq!(read.as_deref(), expected, "{text} {pattern}");
        }
        let zoned = |text| read_moment(text, "%Y-%m-%dT%H:%M:%S%z").and_then(|(_, offset)| offset);
        assert_eq!(zoned("2015-06-03T10:00:00+02:00"), Some(7200));
        assert_eq!(zoned("2015-06-03T10:00:00-0130"), Some(-5400));
        assert_eq!(zoned("2015-06-03T10:00:00Z"), Some(0));
    }
}
