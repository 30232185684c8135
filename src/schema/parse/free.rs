//! Dates and times in no particular form (`format: any`), as `dateutil.parser.parse` reads them.
//!
//! In: characters. Out: the parts that were found. Never: the clock; what `dateutil` would fill in from
//! today's date is missing here, and the value then stays as written.

use jiff::civil::{Date, Time};

use super::iso::date;

/// What was found. A date without one of its parts is valid to `dateutil`, but says no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub day: Option<Date>,
    pub time: Time,
    /// In seconds from UTC.
    pub offset: Option<i32>,
}

const JUMPS: [&str; 18] =
    [" ", ".", ",", ";", "-", "/", "'", "at", "on", "and", "ad", "m", "t", "of", "st", "nd", "rd", "th"];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
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
/// The calendar of a leap year, for what says no year.
const LEAP_YEAR: i32 = 2000;

/// Reads a date, a time, or both.
pub fn read(text: &str) -> Option<Found> {
    let mut reader = Reader { tokens: tokens(text), ..Reader::default() };
    let mut at = 0;
    while at < reader.tokens.len() {
        at = reader.step(at)? + 1;
    }
    let (year, month, day) = reader.ymd.resolve()?;
    if reader.found_nothing() {
        return None;
    }
    let year = year.map(|year| if reader.ymd.century || year > 99 { year } else { full_year(year) });
    // Whatever is there must exist, in some year that has it.
    let checked = date(year.unwrap_or(LEAP_YEAR), month.unwrap_or(1), day.unwrap_or(1))?;
    let part = |part: Option<i64>| i8::try_from(part.unwrap_or(0)).ok();
    let time =
        Time::new(part(reader.hour)?, part(reader.minute)?, part(reader.second)?, reader.nanosecond).ok()?;
    let complete = year.is_some() && month.is_some() && day.is_some();
    Some(Found { day: complete.then_some(checked), time, offset: reader.offset })
}

/// Years of two digits belong to 1969–2068; `dateutil` lets that window drift with the clock.
fn full_year(year: i32) -> i32 {
    if year < 69 { year + 2000 } else { year + 1900 }
}

#[derive(Default)]
struct Reader {
    tokens: Vec<String>,
    ymd: Ymd,
    hour: Option<i64>,
    minute: Option<i64>,
    second: Option<i64>,
    nanosecond: i32,
    zone: Option<String>,
    offset: Option<i32>,
    weekday: bool,
}

impl Reader {
    /// Takes the token at `at`; answers the last one it used.
    fn step(&mut self, at: usize) -> Option<usize> {
        let token = self.tokens[at].clone();
        if token.parse::<f64>().is_ok() {
            return self.number(at);
        }
        if name(&token, &WEEKDAYS).is_some() {
            self.weekday = true;
            return Some(at);
        }
        if let Some(month) = name(&token, &MONTHS) {
            return self.month(at, month);
        }
        if let Some(half) = half(&token) {
            let hour = self.hour.filter(|hour| (0..=12).contains(hour))?;
            self.hour = Some(adjust(hour, half));
            return Some(at);
        }
        if self.hour.is_some() && self.zone.is_none() && self.offset.is_none() && is_zone(&token) {
            return Some(self.zone(at, &token));
        }
        if self.hour.is_some() && matches!(token.as_str(), "+" | "-") {
            return self.offset(at, &token);
        }
        is_jump(&token).then_some(at)
    }

    fn found_nothing(&self) -> bool {
        let clock = self.hour.or(self.minute).or(self.second);
        let zone = self.zone.is_some() || self.offset.is_some();
        self.ymd.values.is_empty() && clock.is_none() && !zone && !self.weekday
    }

    fn token(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", String::as_str)
    }

    /// The name of a month, with what may follow it: `Jan-01-99`, `Jan of 01`.
    fn month(&mut self, at: usize, month: i32) -> Option<usize> {
        self.ymd.push(month, Some(Label::Month))?;
        let mark = self.token(at + 1).to_owned();
        if matches!(mark.as_str(), "-" | "/") {
            self.ymd.push_text(&self.tokens.get(at + 2)?.clone())?;
            if self.tokens.get(at + 3) == Some(&mark) {
                self.ymd.push_text(&self.tokens.get(at + 4)?.clone())?;
                return Some(at + 4);
            }
            return Some(at + 2);
        }
        if mark == " "
            && self.token(at + 3) == " "
            && self.token(at + 2).eq_ignore_ascii_case("of")
            && at + 4 < self.tokens.len()
        {
            if let Some(year) = digits(self.token(at + 4)) {
                let year = if year > 99 { year } else { full_year(year) };
                self.ymd.push_text(&year.to_string())?;
            }
            return Some(at + 4);
        }
        Some(at)
    }

    /// The name of a zone; `GMT+3` means three hours behind, so its sign turns.
    fn zone(&mut self, at: usize, token: &str) -> usize {
        let utc = matches!(token.to_ascii_uppercase().as_str(), "UTC" | "GMT" | "Z");
        self.zone = Some(token.to_owned());
        self.offset = utc.then_some(0);
        let turned = match self.token(at + 1) {
            "+" => "-",
            "-" => "+",
            _ => return at,
        };
        turned.clone_into(&mut self.tokens[at + 1]);
        self.offset = None;
        if utc {
            self.zone = None;
        }
        at
    }

    /// `-0300`, `-03:00`, `-3`, perhaps with a name between brackets.
    fn offset(&mut self, at: usize, sign: &str) -> Option<usize> {
        let digits_at = |at: usize| digits(self.token(at));
        let written = self.tokens.get(at + 1)?;
        let (hours, minutes, mut last) = if written.len() == 4 {
            (digits(written.get(..2)?)?, digits(written.get(2..)?)?, at + 1)
        } else if self.token(at + 2) == ":" {
            (digits_at(at + 1)?, digits_at(at + 3)?, at + 3)
        } else if written.len() <= 2 {
            (digits_at(at + 1)?, 0, at + 1)
        } else {
            return None;
        };
        let seconds = hours * 3600 + minutes * 60;
        self.offset = Some(if sign == "+" { seconds } else { -seconds });
        let named =
            is_jump(self.token(last + 1)) && self.token(last + 2) == "(" && self.token(last + 4) == ")";
        if named && self.token(last + 3).len() >= 3 && is_zone(self.token(last + 3)) {
            last += 4;
        }
        Some(last)
    }

    fn number(&mut self, at: usize) -> Option<usize> {
        let token = self.tokens[at].clone();
        let number = Decimal::of(&token)?;
        let length = token.len();
        let next = self.token(at + 1).to_owned();
        let last = at + 1 >= self.tokens.len();
        if self.ymd.values.len() == 3
            && matches!(length, 2 | 4)
            && self.hour.is_none()
            && (last || (next != ":" && unit(&next).is_none()))
        {
            self.hour = Some(i64::from(digits(&token[..2])?));
            if length == 4 {
                self.minute = Some(i64::from(digits(&token[2..])?));
            }
            return Some(at);
        }
        if length == 6 || (length > 6 && token.find('.') == Some(6)) {
            return self.six_digits(&token).map(|()| at);
        }
        if matches!(length, 8 | 12 | 14) {
            return self.run_of_digits(&token).map(|()| at);
        }
        if let Some(unit_at) = self.unit_near(at) {
            return self.with_unit(at, unit_at, &token, number);
        }
        if at + 2 < self.tokens.len() && next == ":" {
            return self.clock(at, number);
        }
        if !last && matches!(next.as_str(), "-" | "/" | ".") {
            return self.separated(at, &token, &next);
        }
        self.alone(at, number, &next)
    }

    /// `YYMMDD`, or `HHMMSS` behind a date.
    fn six_digits(&mut self, token: &str) -> Option<()> {
        if self.ymd.values.is_empty() && !token.contains('.') {
            for part in [&token[..2], &token[2..4], &token[4..]] {
                self.ymd.push_text(part)?;
            }
            return Some(());
        }
        self.hour = Some(i64::from(digits(&token[..2])?));
        self.minute = Some(i64::from(digits(&token[2..4])?));
        self.seconds(&token[4..])
    }

    /// `YYYYMMDD`, with hours, minutes and seconds where there are more digits.
    fn run_of_digits(&mut self, token: &str) -> Option<()> {
        let year = digits(&token[..4])?;
        self.ymd.century = true;
        self.ymd.push(year, Some(Label::Year))?;
        self.ymd.push_text(&token[4..6])?;
        self.ymd.push_text(&token[6..8])?;
        if token.len() > 8 {
            self.hour = Some(i64::from(digits(&token[8..10])?));
            self.minute = Some(i64::from(digits(&token[10..12])?));
        }
        if token.len() > 12 {
            self.second = Some(i64::from(digits(&token[12..])?));
        }
        Some(())
    }

    /// Where `h`, `m` or `s` stands that says what this number is.
    fn unit_near(&self, at: usize) -> Option<usize> {
        let is_unit = |at: usize| unit(self.token(at)).is_some();
        let final_token = at + 1 == self.tokens.len();
        if is_unit(at + 1) {
            Some(at + 1)
        } else if self.token(at + 1) == " " && is_unit(at + 2) {
            Some(at + 2)
        } else if at > 0 && is_unit(at - 1) {
            Some(at - 1)
        } else if at > 1 && final_token && self.token(at - 1) == " " && is_unit(at - 2) {
            Some(at - 2)
        } else {
            None
        }
    }

    fn with_unit(&mut self, at: usize, unit_at: usize, token: &str, number: Decimal) -> Option<usize> {
        let written = unit(self.token(unit_at))?;
        // Behind a unit, a bare number has the next smaller one: the `04` of `12h04`.
        let (kind, last) = if unit_at > at { (written, unit_at) } else { (written + 1, at) };
        match kind {
            0 => {
                self.hour = Some(number.whole);
                if number.billionths > 0 {
                    self.minute = Some(number.sixtieths());
                }
            }
            1 => self.minutes(number),
            2 => self.seconds(token)?,
            _ => {}
        }
        Some(last)
    }

    /// `HH:MM`, `HH:MM:SS.ss`.
    fn clock(&mut self, at: usize, number: Decimal) -> Option<usize> {
        self.hour = Some(number.whole);
        let minutes = Decimal::of(self.token(at + 2))?;
        self.minutes(minutes);
        if at + 4 < self.tokens.len() && self.token(at + 3) == ":" {
            let seconds = self.token(at + 4).to_owned();
            self.seconds(&seconds)?;
            return Some(at + 4);
        }
        Some(at + 2)
    }

    fn minutes(&mut self, number: Decimal) {
        self.minute = Some(number.whole);
        self.second = (number.billionths > 0).then(|| number.sixtieths());
    }

    fn seconds(&mut self, text: &str) -> Option<()> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        self.second = Some(i64::from(digits(whole)?));
        let micro: String = fraction.chars().chain("000000".chars()).take(6).collect();
        self.nanosecond = digits(&micro)? * 1000;
        Some(())
    }

    /// `01-01-99`, `01/Jan/99`, `01.01`.
    fn separated(&mut self, at: usize, token: &str, mark: &str) -> Option<usize> {
        self.ymd.push_text(token)?;
        if at + 2 >= self.tokens.len() || is_jump(self.token(at + 2)) {
            return Some(at + 1);
        }
        let second = self.token(at + 2).to_owned();
        match digits(&second) {
            Some(_) => self.ymd.push_text(&second)?,
            None => self.ymd.push(name(&second, &MONTHS)?, Some(Label::Month))?,
        }
        if at + 3 < self.tokens.len() && self.token(at + 3) == mark {
            let third = self.tokens.get(at + 4)?.clone();
            match name(&third, &MONTHS) {
                Some(month) => self.ymd.push(month, Some(Label::Month))?,
                None => self.ymd.push_text(&third)?,
            }
            return Some(at + 4);
        }
        Some(at + 2)
    }

    /// A year, a month or a day between blanks; an hour before `am` or `pm`.
    fn alone(&mut self, at: usize, number: Decimal, next: &str) -> Option<usize> {
        let halved = |half: i64| Some(adjust(number.whole, half));
        if at + 1 >= self.tokens.len() || is_jump(next) {
            if let Some(half) = half(self.token(at + 2)) {
                self.hour = halved(half);
                return Some(at + 2);
            }
            self.ymd.push(i32::try_from(number.whole).ok()?, None)?;
            return Some(at + 1);
        }
        if let Some(half) = half(next).filter(|_| number.whole < 24) {
            self.hour = halved(half);
            return Some(at + 1);
        }
        let day = i32::try_from(number.whole).ok().filter(|day| self.ymd.could_be_day(*day))?;
        self.ymd.push(day, None)?;
        Some(at)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Year,
    Month,
}

/// The numbers of a date in the order written, and which of them are known for what they are.
#[derive(Default)]
struct Ymd {
    values: Vec<i32>,
    year: Option<usize>,
    month: Option<usize>,
    century: bool,
}

impl Ymd {
    fn push(&mut self, value: i32, label: Option<Label>) -> Option<()> {
        let label = if value > 100 { Some(Label::Year) } else { label };
        self.century |= value > 100;
        self.values.push(value);
        let place = match label {
            Some(Label::Year) => &mut self.year,
            Some(Label::Month) => &mut self.month,
            None => return Some(()),
        };
        place.replace(self.values.len() - 1).is_none().then_some(())
    }

    fn push_text(&mut self, text: &str) -> Option<()> {
        let value = digits(text)?;
        self.century |= text.len() > 2;
        self.push(value, (text.len() > 2).then_some(Label::Year))
    }

    fn could_be_day(&self, value: i32) -> bool {
        let month = self.month.map_or(1, |at| self.values[at]);
        let year = self.year.map_or(LEAP_YEAR, |at| self.values[at]);
        date(year, month, value).is_some()
    }

    /// Year, month and day, as far as they can be told apart.
    fn resolve(&self) -> Option<(Option<i32>, Option<i32>, Option<i32>)> {
        let some = |year, month, day| Some((Some(year), Some(month), Some(day)));
        match (&self.values[..], self.month, self.year) {
            ([], ..) => Some((None, None, None)),
            ([_], None, Some(_)) => Some((Some(self.values[0]), None, None)),
            ([value], None, None) if *value > 31 => Some((Some(*value), None, None)),
            ([value], None, None) => Some((None, None, Some(*value))),
            ([month], Some(_), _) => Some((None, Some(*month), None)),
            ([a, b], Some(at), year) => {
                let (month, other) = if at == 0 { (*a, *b) } else { (*b, *a) };
                let is_year = other > 31 || year.is_some();
                Some(if is_year {
                    (Some(other), Some(month), None)
                } else {
                    (None, Some(month), Some(other))
                })
            }
            ([a, b], None, _) if *a > 31 => Some((Some(*a), Some(*b), None)),
            ([a, b], None, _) if *b > 31 => Some((Some(*b), Some(*a), None)),
            ([a, b], None, _) => Some((None, Some(*a), Some(*b))),
            ([a, b, c], Some(month), Some(year)) => {
                let day = [a, b, c][3 - month - year];
                some(self.values[year], self.values[month], *day)
            }
            ([a, b, c], Some(0), None) if *b > 31 => some(*b, *a, *c),
            ([a, b, c], Some(0), None) => some(*c, *a, *b),
            ([a, b, c], Some(1), None) if *a > 31 => some(*a, *b, *c),
            ([a, b, c], Some(1), None) => some(*c, *b, *a),
            ([a, b, c], Some(_), None) if *b > 31 => some(*b, *c, *a),
            ([a, b, c], Some(_), None) => some(*a, *c, *b),
            ([a, b, c], None, year) if *a > 31 || year == Some(0) => some(*a, *b, *c),
            ([a, b, c], None, _) if *a > 12 => some(*c, *b, *a),
            ([a, b, c], None, _) => some(*c, *a, *b),
            _ => None,
        }
    }
}

/// A number of a token, exact to a billionth.
#[derive(Clone, Copy)]
struct Decimal {
    whole: i64,
    billionths: i64,
}

impl Decimal {
    fn of(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let fraction: String = fraction.chars().chain("000000000".chars()).take(9).collect();
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let sound = all_digits(whole) && all_digits(&fraction);
        sound.then(|| Some(Self { whole: whole.parse().ok()?, billionths: fraction.parse().ok()? }))?
    }

    /// The fraction in minutes of an hour, or in seconds of a minute.
    fn sixtieths(self) -> i64 {
        self.billionths * 60 / 1_000_000_000
    }
}

/// Cuts a text into words, numbers and single marks.
fn tokens(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().filter(|c| *c != '\0').collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let start = at;
        let first = characters[at];
        at += 1;
        if first.is_alphabetic() || first.is_ascii_digit() {
            at = end_of_word(&characters, start);
            let word: String = characters[start..at].iter().collect();
            // As in the model, a letter that ends the whole text is not seen.
            let seen = &characters[start..at.min(characters.len() - 1)];
            let letters = seen.iter().any(|c| c.is_alphabetic());
            let dots = word.matches('.').count();
            match word.contains(['.', ',']) && (letters || dots > 1 || word.ends_with(['.', ','])) {
                true => split_word(&word, &mut tokens),
                // A decimal number does not fall apart.
                false if dots == 0 => tokens.push(word.replace(',', ".")),
                false => tokens.push(word),
            }
        } else if first.is_whitespace() {
            tokens.push(" ".to_owned());
        } else {
            tokens.push(first.to_string());
        }
    }
    tokens
}

/// Words may hold full stops, numbers a full stop or a comma; behind a full stop the one may turn into the other.
fn end_of_word(characters: &[char], start: usize) -> usize {
    let mut letters = characters[start].is_alphabetic();
    let mut dotted = false;
    let mut at = start + 1;
    while let Some(c) = characters.get(at) {
        let behind_dot = dotted && characters[at - 1] == '.';
        let fits = match *c {
            '.' => true,
            ',' => !letters && !dotted && at - start >= 2,
            c if c.is_ascii_digit() => !letters || behind_dot,
            c if c.is_alphabetic() => letters || behind_dot,
            _ => false,
        };
        if !fits {
            break;
        }
        match *c {
            '.' | ',' => dotted = true,
            c => letters = c.is_alphabetic(),
        }
        at += 1;
    }
    at
}

/// Cuts a word at its full stops and commas, which stay tokens of their own.
fn split_word(word: &str, tokens: &mut Vec<String>) {
    let parts = word.split_inclusive(['.', ',']).flat_map(|part| {
        let body = part.trim_end_matches(['.', ',']);
        [body, &part[body.len()..]]
    });
    tokens.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
}

fn digits(text: &str) -> Option<i32> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A name in full, or its first three letters; the number it has, from 1.
fn name(token: &str, names: &[&str]) -> Option<i32> {
    let token = token.to_lowercase();
    let found = names.iter().position(|name| *name == token || name[..3] == *token);
    let found = found.or_else(|| (token == "sept" && names.len() == 12).then_some(8));
    found.and_then(|index| i32::try_from(index + 1).ok())
}

fn is_jump(token: &str) -> bool {
    JUMPS.contains(&token.to_lowercase().as_str())
}

fn is_zone(token: &str) -> bool {
    token.len() <= 5 && (token.bytes().all(|byte| byte.is_ascii_uppercase()) || token == "z")
}

/// 0 for hours, 1 for minutes, 2 for seconds.
fn unit(token: &str) -> Option<i64> {
    match token.to_lowercase().as_str() {
        "h" | "hour" | "hours" => Some(0),
        "m" | "minute" | "minutes" => Some(1),
        "s" | "second" | "seconds" => Some(2),
        _ => None,
    }
}

/// 0 in the morning, 1 in the afternoon.
fn half(token: &str) -> Option<i64> {
    match token.to_lowercase().as_str() {
        "am" | "a" => Some(0),
        "pm" | "p" => Some(1),
        _ => None,
    }
}

fn adjust(hour: i64, half: i64) -> i64 {
    match (hour, half) {
        (hour, 1) if hour < 12 => hour + 12,
        (12, 0) => 0,
        (hour, _) => hour,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_of_dateutil() {
        for (text, expected) in [
            ("2024-01-31", "2024-01-31 00:00:00"),
            ("31/01/2024", "2024-01-31 00:00:00"),
            ("01/02/2024", "2024-01-02 00:00:00"),
            ("2024/01/31", "2024-01-31 00:00:00"),
            ("20240131", "2024-01-31 00:00:00"),
            ("31 January 2024", "2024-01-31 00:00:00"),
            ("Jan 31st, 2024", "2024-01-31 00:00:00"),
            ("Wed, 31-Jan-24 12:30:15.5", "2024-01-31 12:30:15.5"),
            ("20240131T123015", "2024-01-31 12:30:15"),
            ("2024-01-31T12:30:00+02:00", "2024-01-31 12:30:00 7200"),
            ("2024-01-31 12:30 GMT+3", "2024-01-31 12:30:00 -10800"),
            ("2024-01-31 12:30 UTC", "2024-01-31 12:30:00 0"),
            ("3pm", "no day 15:00:00"),
            ("12h04", "no day 12:04:00"),
            ("January 2024", "no day 00:00:00"),
            ("31", "no day 00:00:00"),
            ("2024-13-45", "nothing"),
            ("2024-02-30", "nothing"),
            ("31 janvier 2024", "nothing"),
            ("pas une date", "nothing"),
            ("25:00", "nothing"),
            ("", "nothing"),
            (",", "nothing"),
        ] {
            let read = read(text).map_or("nothing".to_owned(), |found| {
                let day = found.day.map_or("no day".to_owned(), |day| day.to_string());
                let offset = found.offset.map_or(String::new(), |offset| format!(" {offset}"));
                format!("{day} {}{offset}", found.time)
            });
            assert_eq!(read, expected, "{text}");
        }
    }
}
