//! Which of the numbers of a date is the year, the month, the day.

use super::super::iso::date;
use super::words::digits;

/// The calendar of a leap year, for what says no year.
pub const LEAP_YEAR: i32 = 2000;

/// What a number is known to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Year,
    Month,
}

/// The numbers of a date in the order written, and which of them are known for what they are.
#[derive(Default)]
pub struct Ymd {
    pub values: Vec<i32>,
    year: Option<usize>,
    month: Option<usize>,
    /// Whether a year was written in full.
    pub century: bool,
}

impl Ymd {
    /// Adds a number; nothing where it would be a second year or month.
    pub fn push(&mut self, value: i32, label: Option<Label>) -> Option<()> {
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

    /// Adds written digits, of which three or more are a year.
    pub fn push_text(&mut self, text: &str) -> Option<()> {
        let value = digits(text)?;
        self.century |= text.len() > 2;
        self.push(value, (text.len() > 2).then_some(Label::Year))
    }

    /// Whether the date so far has such a day.
    pub fn could_be_day(&self, value: i32) -> bool {
        let month = self.month.map_or(1, |at| self.values[at]);
        let year = self.year.map_or(LEAP_YEAR, |at| self.values[at]);
        date(year, month, value).is_some()
    }

    /// Year, month and day, as far as they can be told apart.
    pub fn resolve(&self) -> Option<(Option<i32>, Option<i32>, Option<i32>)> {
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
