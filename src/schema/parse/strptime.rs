//! Dates and times by a strptime pattern, as Python reads them.
//!
//! In: characters and a pattern. Out: the parts that were written. Never: a locale other than C, nor
//! the week directives (`%U`, `%W`, `%V`, `%G`), which no date of public data is written in.

use jiff::civil::{DateTime, Time};

use super::iso::{Moment, date};

/// English names, which every reader of the standard knows.
pub const MONTHS: [&str; 12] = [
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
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

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
pub fn moment(text: &str, pattern: &str) -> Option<Moment> {
    let (parts, rest) = fit(text, pattern, Parts::default())?;
    // Python takes the first way in which the pattern fits, and only then looks whether text is left.
    if !rest.is_empty() {
        return None;
    }
    let year = parts.year.unwrap_or(1900);
    let day = match parts.day_of_year {
        Some(day) if parts.year.is_some() || parts.month.is_none() => {
            date(year, 1, 1)?.checked_add(jiff::Span::new().days(day - 1)).ok()?
        }
        _ => date(year, parts.month.unwrap_or(1), parts.day.unwrap_or(1))?,
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
fn fit<'a>(text: &'a str, pattern: &str, parts: Parts) -> Option<(Parts, &'a str)> {
    let mut characters = pattern.chars();
    let Some(first) = characters.next() else { return Some((parts, text)) };
    let mut after = characters.as_str();
    if first.is_whitespace() {
        let start = text.trim_start();
        return if start.len() < text.len() { fit(start, after.trim_start(), parts) } else { None };
    }
    if first != '%' {
        let mut rest = text.chars();
        let same = rest.next().is_some_and(|c| c == first || c.to_lowercase().eq(first.to_lowercase()));
        return if same { fit(rest.as_str(), after, parts) } else { None };
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
        return fit(text, &format!("{expanded}{after}"), parts);
    }
    candidates(text, directive).into_iter().flatten().find_map(|length| {
        let (taken, rest) = text.split_at_checked(length)?;
        fit(rest, after, take(parts, directive, taken)?)
    })
}

/// How many bytes a directive may take here, in the order in which Python tries them.
fn candidates(text: &str, directive: char) -> [Option<usize>; 3] {
    let one = |length: Option<usize>| [length, None, None];
    let fixed = |count: usize| one(leading_digits(text, count));
    match directive {
        'd' => match text.strip_prefix(' ') {
            Some(rest) => one(number_within(rest, 1, 1, 9).map(|_| 2)),
            None => two_digits(text, 1, 31),
        },
        'm' | 'I' => two_digits(text, 1, 12),
        'H' => two_digits(text, 0, 23),
        'M' => two_digits(text, 0, 59),
        'S' => two_digits(text, 0, 61),
        'j' => [
            number_within(text, 3, 1, 366).map(|_| 3),
            number_within(text, 2, 1, 99).map(|_| 2),
            number_within(text, 1, 1, 9).map(|_| 1),
        ],
        'y' => fixed(2),
        'Y' => fixed(4),
        'w' => one(number_within(text, 1, 0, 6).map(|_| 1)),
        'u' => one(number_within(text, 1, 1, 7).map(|_| 1)),
        'f' => {
            let count = text.bytes().take(6).take_while(u8::is_ascii_digit).count();
            [(count > 0).then_some(count), (count > 1).then(|| count - 1), (count > 2).then(|| count - 2)]
        }
        'B' => one(name(text, &MONTHS, usize::MAX).map(|(_, length)| length)),
        'b' => one(name(text, &MONTHS, 3).map(|(_, length)| length)),
        'A' => one(name(text, &WEEKDAYS, usize::MAX).map(|(_, length)| length)),
        'a' => one(name(text, &WEEKDAYS, 3).map(|(_, length)| length)),
        'p' => one(name(text, &["am", "pm"], 2).map(|(_, length)| length)),
        'Z' => one(name(text, &["utc", "gmt"], 3).map(|(_, length)| length)),
        'z' => one(offset(text).map(|(_, length)| length)),
        '%' => one(text.starts_with('%').then_some(1)),
        _ => one(None),
    }
}

/// The parts with what one directive took.
fn take(mut parts: Parts, directive: char, taken: &str) -> Option<Parts> {
    let number = || taken.trim().parse::<i32>().ok();
    let place = |index: usize| i32::try_from(index).ok();
    match directive {
        'd' => parts.day = Some(number()?),
        'm' => parts.month = Some(number()?),
        'B' | 'b' => parts.month = Some(place(name(taken, &MONTHS, 3)?.0)? + 1),
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
        'z' => parts.offset = Some(offset(taken)?.0),
        _ => {}
    }
    Some(parts)
}

fn leading_digits(text: &str, count: usize) -> Option<usize> {
    let digits = text.get(..count)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(count)
}

/// The number of the first `count` digits, where it is within bounds.
fn number_within(text: &str, count: usize, least: i32, most: i32) -> Option<i32> {
    leading_digits(text, count)?;
    text[..count].parse().ok().filter(|number| (least..=most).contains(number))
}

/// Two digits, or else one.
fn two_digits(text: &str, least: i32, most: i32) -> [Option<usize>; 3] {
    [
        number_within(text, 2, least, most).map(|_| 2),
        number_within(text, 1, least.min(9), most.min(9)).map(|_| 1),
        None,
    ]
}

/// Which of the names the text begins with, case aside, by their first characters; and their length.
fn name(text: &str, names: &[&str], shortened: usize) -> Option<(usize, usize)> {
    names.iter().enumerate().find_map(|(index, name)| {
        let name = &name[..name.len().min(shortened)];
        text.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(|_| (index, name.len()))
    })
}

/// An offset from UTC in seconds (`Z`, `+0200`, `+02:00`, `+02:00:30`), and its length.
fn offset(text: &str) -> Option<(i32, usize)> {
    if text.starts_with('Z') {
        return Some((0, 1));
    }
    let sign = match text.as_bytes().first()? {
        b'-' => -1,
        b'+' => 1,
        _ => return None,
    };
    let hours = number_within(text.get(1..)?, 2, 0, 99)?;
    let colon = usize::from(text[3..].starts_with(':'));
    let minutes = number_within(text.get(3 + colon..)?, 2, 0, 59)?;
    let end = 5 + colon;
    let seconds = text.get(end..).and_then(|rest| {
        let rest = if colon == 1 { rest.strip_prefix(':')? } else { rest };
        number_within(rest, 2, 0, 59)
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
            let read = moment(text, pattern).map(|(moment, _)| moment.to_string());
            assert_eq!(read.as_deref(), expected, "{text} {pattern}");
        }
        let zoned = |text| moment(text, "%Y-%m-%dT%H:%M:%S%z").and_then(|(_, offset)| offset);
        assert_eq!(zoned("2015-06-03T10:00:00+02:00"), Some(7200));
        assert_eq!(zoned("2015-06-03T10:00:00-0130"), Some(-5400));
        assert_eq!(zoned("2015-06-03T10:00:00Z"), Some(0));
    }
}
