//! Which hue each record wears.
//!
//! In: the relations of a site. Out: a number from 1 to 12 for the records of a wheel, by their rank, and
//! for the records that refer to one; none for the others. Never: a colour, which is the theme's business.

use crate::model::{RecordRef, Site};
use crate::schema::View;

/// How many hues the theme tells apart.
pub const HUES: usize = 12;

/// The hue of every record.
#[derive(Debug)]
pub struct Hues {
    /// By table, by row; zero for none.
    hues: Vec<Vec<u8>>,
}

impl Hues {
    /// Gives each record its hue.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        let mut hues: Vec<Vec<u8>> = site.tables.iter().map(|table| vec![0; table.records.len()]).collect();
        for (table, hues) in site.tables.iter().zip(&mut hues) {
            if let View::Wheel { .. } = table.collection.view {
                hues.iter_mut().enumerate().for_each(|(rank, hue)| *hue = of_rank(rank));
            }
        }
        let wheels = hues.clone();
        for (number, hues) in (0u32..).zip(&mut hues) {
            if matches!(site.tables[number as usize].collection.view, View::Wheel { .. }) {
                continue;
            }
            for (row, hue) in (0u32..).zip(hues) {
                let outward = site.relations.from(RecordRef { table: number, row });
                *hue = outward
                    .iter()
                    .map(|relation| wheels[relation.to.table as usize][relation.to.row as usize])
                    .find(|hue| *hue > 0)
                    .unwrap_or_default();
            }
        }
        Self { hues }
    }

    /// The hue of a record; zero for none.
    #[must_use]
    pub fn of(&self, record: RecordRef) -> u8 {
        self.hues[record.table as usize][record.row as usize]
    }
}

/// The hue of the nth spoke of a wheel.
fn of_rank(rank: usize) -> u8 {
    u8::try_from(rank % HUES + 1).unwrap_or(1)
}
