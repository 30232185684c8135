//! A length of time: ISO 8601 both ways, and the way people write it.
//!
//! In: characters. Out: a [`Duration`]. Never: a calendar; a month stays a month.

use std::cmp::Ordering;
use std::fmt;

/// A length of time as ISO 8601 has it: months and seconds do not convert into each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duration {
    pub months: i32,
    /// Days stand apart from seconds: a working day is not 24 hours.
    pub days: i32,
    pub seconds: i64,
    pub nanoseconds: i32,
}

/// What other readers of the standard accept at most, in days.
const LONGEST_DAYS: i128 = 999_999_999;
const DAY: i128 = 86_400;
const NANO: i128 = 1_000_000_000;
/// A twelfth of the mean Gregorian year, in seconds.
const MEAN_MONTH: i128 = 2_629_746;

impl Duration {
    /// Which is longer, a month being a twelfth of a mean year and a day 24 hours: for orders, never for display.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        self.approximate_nanoseconds().cmp(&other.approximate_nanoseconds())
    }

    /// Whether both last as long: `P1D` and `PT24H` do, `P1M` and `P30D` do not.
    #[must_use]
    pub fn lasts_as_long(self, other: Self) -> bool {
        self.months == other.months && self.compare(other).is_eq()
    }

    fn approximate_nanoseconds(self) -> i128 {
        let seconds =
            i128::from(self.months) * MEAN_MONTH + i128::from(self.days) * DAY + i128::from(self.seconds);
        seconds * NANO + i128::from(self.nanoseconds)
    }

    /// Reads ISO 8601 as `isodate` does: `P1Y2M`, `P2W`, `PT1,5H`, `-P1D`, and the alternative
    /// `P0003-06-04T12:30:05`. A fraction of a month or of a year that is no whole month is too fine to hold.
    #[must_use]
    pub fn read_iso(text: &str) -> IsoDuration {
        let (sign, rest) = match text.as_bytes().first() {
            Some(b'-') => (-1, &text[1..]),
            Some(b'+') => (1, &text[1..]),
            _ => (1, text),
        };
        let Some(rest) = rest.strip_prefix('P').filter(|rest| !rest.is_empty()) else {
            return IsoDuration::Invalid;
        };
        let (date, time) = rest.split_once('T').map_or((rest, ""), |(date, time)| (date, time));
        let mut total = Total::default();
        match total.add(date, "YMWD").and_then(|()| total.add(time, "HmS")) {
            Some(()) => total.to_duration(sign),
            None if text.starts_with('P') => read_alternative(date, time),
            None => IsoDuration::Invalid,
        }
    }

    /// Reads what people write in French and in English: `45 min`, `1 h 30`, `2 jours`, `1 an`.
    #[must_use]
    pub fn read_everyday(text: &str) -> Option<Self> {
        let mut total = Total::default();
        let mut last = None;
        let mut rest = text.trim();
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.').unwrap_or(rest.len());
            let (number, tail) = rest.split_at(end);
            let tail = tail.trim_start();
            let end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
            let (word, tail) = tail.split_at(end);
            let unit = if word.is_empty() { find_follower(last?)? } else { find_unit(word, last)? };
            total.add_one(number, unit)?;
            last = Some(unit);
            rest = skip_connector(tail);
        }
        match total.to_duration(1) {
            // Half a day is not twelve hours to anyone.
            IsoDuration::Held(duration) if total.fraction_of_days == 0 => Some(duration),
            _ => None,
        }
    }
}

/// What became of an ISO 8601 duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsoDuration {
    Held(Duration),
    /// Valid, but finer than months: `P0.3Y`.
    TooFine,
    Invalid,
}

impl fmt::Display for Duration {
    /// ISO 8601, normalised: `P1Y3M`, `P2D`, `PT1H30M`, `PT0S`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let negative = self.approximate_nanoseconds() < 0;
        f.write_str(if negative { "-P" } else { "P" })?;
        let (months, days) = (self.months.unsigned_abs(), self.days.unsigned_abs());
        let (seconds, nanoseconds) = (self.seconds.unsigned_abs(), self.nanoseconds.unsigned_abs());
        write_part(f, u64::from(months / 12), 'Y')?;
        write_part(f, u64::from(months % 12), 'M')?;
        write_part(f, u64::from(days), 'D')?;
        let nothing = months == 0 && days == 0;
        if seconds == 0 && nanoseconds == 0 && !nothing {
            return Ok(());
        }
        f.write_str("T")?;
        write_part(f, seconds / 3600, 'H')?;
        write_part(f, seconds / 60 % 60, 'M')?;
        match (seconds % 60, nanoseconds) {
            (0, 0) if seconds > 0 => Ok(()),
            (seconds, 0) => write!(f, "{seconds}S"),
            (seconds, nanos) => write!(f, "{seconds}.{}S", format!("{nanos:09}").trim_end_matches('0')),
        }
    }
}

fn write_part(f: &mut fmt::Formatter<'_>, amount: u64, unit: char) -> fmt::Result {
    if amount == 0 { Ok(()) } else { write!(f, "{amount}{unit}") }
}

/// Exact sums of what was read so far, in billionths of each unit.
#[derive(Default)]
struct Total {
    months: i128,
    days: i128,
    seconds: i128,
    fraction_of_days: i128,
}

impl Total {
    /// Adds the components of one half of an ISO duration, whose units stand in that order. Minutes are `m`.
    fn add(&mut self, mut text: &str, units: &str) -> Option<()> {
        let mut units = units.chars();
        while !text.is_empty() {
            let end = text.find(|c: char| c.is_ascii_uppercase())?;
            let written = text[end..].chars().next()?;
            let unit = units.by_ref().find(|unit| unit.to_ascii_uppercase() == written)?;
            self.add_one(&text[..end], unit)?;
            text = &text[end + 1..];
        }
        Some(())
    }

    /// Adds so many of one unit: `Y`, `M`, `W`, `D`, `H`, `m` or `S`.
    fn add_one(&mut self, number: &str, unit: char) -> Option<()> {
        let billionths = to_billionths(number)?;
        match unit {
            'Y' => self.months = self.months.checked_add(billionths.checked_mul(12)?)?,
            'M' => self.months = self.months.checked_add(billionths)?,
            'W' => self.days = self.days.checked_add(billionths.checked_mul(7)?)?,
            'D' => self.days = self.days.checked_add(billionths)?,
            'H' => self.seconds = self.seconds.checked_add(billionths.checked_mul(3600)?)?,
            'm' => self.seconds = self.seconds.checked_add(billionths.checked_mul(60)?)?,
            _ => self.seconds = self.seconds.checked_add(billionths)?,
        }
        self.fraction_of_days = self.days % NANO;
        Some(())
    }

    fn to_duration(&self, sign: i32) -> IsoDuration {
        let whole_days = self.days / NANO;
        let rest = self.seconds + self.fraction_of_days * DAY;
        if whole_days + rest / NANO / DAY > LONGEST_DAYS {
            return IsoDuration::Invalid;
        }
        let held = || {
            if self.months % NANO != 0 {
                return None;
            }
            let sign_wide = i64::from(sign);
            Some(Duration {
                months: sign * i32::try_from(self.months / NANO).ok()?,
                days: sign * i32::try_from(whole_days).ok()?,
                seconds: sign_wide * i64::try_from(rest / NANO).ok()?,
                nanoseconds: sign * i32::try_from(rest % NANO).ok()?,
            })
        };
        held().map_or(IsoDuration::TooFine, IsoDuration::Held)
    }
}

/// A decimal number with a point or a comma, in billionths; digits beyond are dropped.
fn to_billionths(number: &str) -> Option<i128> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() > 20 {
        return None;
    }
    let fraction = &fraction[..fraction.len().min(9)];
    let scale = 10_i128.pow(9 - u32::try_from(fraction.len()).ok()?);
    Some(whole.parse::<i128>().ok()? * NANO + fraction.parse::<i128>().ok()? * scale)
}

/// `PYYYY-MM-DDThh:mm:ss` and `PYYYYMMDDThhmmss`, both halves given without the letters.
fn read_alternative(date: &str, time: &str) -> IsoDuration {
    let read = || {
        let numbers = |text: &str, mark: char, widths: [usize; 3]| -> Option<[i32; 3]> {
            let (first, rest) = text.split_at_checked(widths[0])?;
            let marked = rest.starts_with(mark);
            let after = |rest| if marked { str::strip_prefix(rest, mark) } else { Some(rest) };
            let (second, rest) = after(rest)?.split_at_checked(widths[1])?;
            let number = |text: &str, width| {
                let sound = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
                sound.then(|| text.parse().ok())?
            };
            let third = number(after(rest)?, widths[2])?;
            Some([number(first, widths[0])?, number(second, widths[1])?, third])
        };
        let [years, months, days] = numbers(date, '-', [4, 2, 2])?;
        let [hours, minutes, seconds] = numbers(time, ':', [2, 2, 2])?;
        let year = i16::try_from(years).ok().filter(|year| *year > 0)?;
        jiff::civil::Date::new(year, i8::try_from(months).ok()?, i8::try_from(days).ok()?).ok()?;
        (hours < 24 && minutes < 60 && seconds < 60).then(|| Duration {
            months: years * 12 + months,
            days,
            seconds: i64::from(hours * 3600 + minutes * 60 + seconds),
            nanoseconds: 0,
        })
    };
    read().map_or(IsoDuration::Invalid, IsoDuration::Held)
}

/// The unit of a word, in either language; a lone `m` means minutes only after hours.
fn find_unit(word: &str, last: Option<char>) -> Option<char> {
    Some(match word.to_lowercase().as_str() {
        "an" | "ans" | "année" | "années" | "annee" | "annees" | "year" | "years" | "yr" | "yrs" => 'Y',
        "mois" | "month" | "months" => 'M',
        "semaine" | "semaines" | "sem" | "week" | "weeks" | "wk" | "wks" => 'W',
        "jour" | "jours" | "j" | "journée" | "journées" | "day" | "days" | "d" => 'D',
        "heure" | "heures" | "h" | "hour" | "hours" | "hr" | "hrs" => 'H',
        "minute" | "minutes" | "min" | "mins" | "mn" => 'm',
        "m" if last == Some('H') => 'm',
        "seconde" | "secondes" | "second" | "seconds" | "sec" | "secs" | "s" => 'S',
        _ => return None,
    })
}

/// The unit of a number that stands alone behind another unit: `1 h 30`, `1 min 30`.
fn find_follower(unit: char) -> Option<char> {
    match unit {
        'H' => Some('m'),
        'm' => Some('S'),
        _ => None,
    }
}

/// What stands behind `, `, `et` or `and`, and the full stop of an abbreviation.
fn skip_connector(text: &str) -> &str {
    let text = text.strip_prefix('.').unwrap_or(text).trim_start();
    let text = text.strip_prefix(',').unwrap_or(text).trim_start();
    ["et ", "and "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_becomes_iso() {
        for (written, expected) in [
            ("45 min", "PT45M"),
            ("45 minutes", "PT45M"),
            ("1 h 30", "PT1H30M"),
            ("1h30", "PT1H30M"),
            ("1h30m", "PT1H30M"),
            ("1\u{a0}h\u{202f}30", "PT1H30M"),
            ("2 h", "PT2H"),
            ("1,5 h", "PT1H30M"),
            ("90 min", "PT1H30M"),
            ("2 jours", "P2D"),
            ("1 semaine", "P7D"),
            ("3 mois", "P3M"),
            ("1 an", "P1Y"),
            ("1,5 an", "P1Y6M"),
            ("2 ans et 3 mois", "P2Y3M"),
            ("2 days", "P2D"),
            ("1 hour 30", "PT1H30M"),
            ("1 min 30", "PT1M30S"),
            ("1 h 5 min 10 s", "PT1H5M10S"),
            ("0 min", "PT0S"),
        ] {
            let read = Duration::read_everyday(written).map(|duration| duration.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{written}");
        }
        for wrong in ["", "45", "min", "une heure", "1 h environ", "0,5 jour", "1,5 mois", "5 m", "-1 h"] {
            assert_eq!(Duration::read_everyday(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn iso_is_read_and_normalised() {
        for (written, expected) in [
            ("P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"),
            ("P2W", "P14D"),
            ("PT90M", "PT1H30M"),
            ("PT1,5H", "PT1H30M"),
            ("P0.5Y", "P6M"),
            ("P1.5D", "P1DT12H"),
            ("-P1D", "-P1D"),
            ("PT0.25S", "PT0.25S"),
            ("PT", "PT0S"),
            ("P0003-06-04T12:30:05", "P3Y6M4DT12H30M5S"),
        ] {
            let IsoDuration::Held(read) = Duration::read_iso(written) else { panic!("{written}") };
            assert_eq!(read.to_string(), expected, "{written}");
            assert_eq!(Duration::read_iso(expected), IsoDuration::Held(read), "{expected}");
        }
        for wrong in ["P", "", "1D", "P1", "PT1D", "P1H", "P1M1Y", "P-1D", "p1d", "P.5D"] {
            assert_eq!(Duration::read_iso(wrong), IsoDuration::Invalid, "{wrong}");
        }
        assert_eq!(Duration::read_iso("P0.3Y"), IsoDuration::TooFine);
    }
}
