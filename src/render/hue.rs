//! Which hue each record wears.
//!
//! In: the relations of a site. Out: a number from 1 to 12 for the records of a wheel, by their place on it, and
//! for the records that refer to one; none for the others. Never: a colour, which is the theme's business.

use crate::model::{RecordRef, Site, Table};
use crate::schema::{Value, View};

/// How many hues the theme tells apart, once round the wheel.
pub const HUES: usize = 12;

/// The hue of every record.
#[derive(Debug)]
pub struct Hues {
    /// By table, by row; zero for none.
    hues: Vec<Vec<u8>>,
    /// By table, by row: the record of a wheel whose hue it wears.
    worn: Vec<Vec<Option<RecordRef>>>,
}

impl Hues {
    /// Gives each record its hue.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let mut hues: Vec<Vec<u8>> = site.tables.iter().map(|table| vec![0; table.records.len()]).collect();
        let mut worn: Vec<Vec<Option<RecordRef>>> =
            site.tables.iter().map(|table| vec![None; table.records.len()]).collect();
        for ((number, table), hues) in (0u32..).zip(&site.tables).zip(&mut hues) {
            if let View::Wheel { .. } = table.collection.view {
                let places = places(number, table);
                for (place, at) in places.iter().enumerate() {
                    hues[at.row as usize] = of_place(place, places.len());
                }
            }
        }
        let wheels = hues.clone();
        for (number, (hues, worn)) in (0u32..).zip(hues.iter_mut().zip(&mut worn)) {
            if matches!(site.tables[number as usize].collection.view, View::Wheel { .. }) {
                continue;
            }
            for (row, (hue, worn)) in (0u32..).zip(hues.iter_mut().zip(worn)) {
                let outward = site.relations.from(RecordRef { table: number, row });
                let of = |at: RecordRef| wheels[at.table as usize][at.row as usize];
                *worn = outward.iter().map(|relation| relation.to).find(|to| of(*to) > 0);
                *hue = worn.map(of).unwrap_or_default();
            }
        }
        Self { hues, worn }
    }

    /// The hue of a record; zero for none.
    #[must_use]
    pub fn of(&self, record: RecordRef) -> u8 {
        self.hues[record.table as usize][record.row as usize]
    }

    /// The record of a wheel whose hue a record wears; none for that record itself.
    #[must_use]
    pub fn worn_from(&self, record: RecordRef) -> Option<RecordRef> {
        self.worn[record.table as usize][record.row as usize]
    }
}

/// The records of a wheel as they stand round it: in the order that the view names, else in the collection's.
#[must_use]
pub fn places(number: u32, table: &Table) -> Vec<RecordRef> {
    let mut places: Vec<RecordRef> =
        (0u32..).take(table.records.len()).map(|row| RecordRef { table: number, row }).collect();
    if let View::Wheel { order: Some(order), .. } = table.collection.view {
        places.sort_by_key(|at| match table.records[at.row as usize].values.get(order) {
            Some(Some(Value::Integer(rank))) => *rank,
            _ => i64::MAX,
        });
    }
    places
}

/// The hue of a place on a wheel of so many: a few are spread round the circle, many share its hues.
fn of_place(place: usize, count: usize) -> u8 {
    u8::try_from(place * HUES / count.max(1) % HUES + 1).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::of_place;

    #[test]
    fn hues_go_once_round() {
        let round = |count: usize| (0..count).map(|place| of_place(place, count)).collect::<Vec<_>>();
        assert_eq!(round(3), [1, 5, 9]);
        assert_eq!(round(12), (1..=12).collect::<Vec<_>>());
        assert_eq!((round(40)[0], round(40)[39]), (1, 12));
    }
}
