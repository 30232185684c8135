//! Dates and times in no particular form (`format: any`), as `dateutil.parser.parse` reads them.
//!
//! In: characters. Out: the parts that were found. Never: the clock; what `dateutil` would fill in from
//! today's date is missing here, and the value then stays as written.

mod words;
mod ymd;

use jiff::civil::{Date, Time};

use self::words::{adjust, digits, half, is_jump, is_zone, month_named, tokens, unit, weekday_named};
use self::ymd::{LEAP_YEAR, Label, Ymd};
use super::iso::date;

/// What was found. A date without one of its parts is valid to `dateutil`, but says no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub day: Option<Date>,
    pub time: Time,
    /// In seconds from UTC.
    pub offset: Option<i32>,
}

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
        if weekday_named(&token).is_some() {
            self.weekday = true;
            return Some(at);
        }
        if let Some(month) = month_named(&token) {
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
            None => self.ymd.push(month_named(&second)?, Some(Label::Month))?,
        }
        if at + 3 < self.tokens.len() && self.token(at + 3) == mark {
            let third = self.tokens.get(at + 4)?.clone();
            match month_named(&third) {
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
