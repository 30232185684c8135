//! The version that a difference makes, by the recipe of Data Package.
//!
//! A column added, removed or narrowed, or a new link to a table, breaks what reads the data: MAJOR. Rows come and go, a
//! link goes: MINOR. A cell or a description is corrected: PATCH. The recipe is silent on rows that go where no other
//! table of the package still needs them: the address of a removed record goes on to answer, so they break nothing.

use super::{Difference, TableFate};

/// How much a difference asks of whoever reads the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    #[default]
    None,
    Patch,
    Minor,
    Major,
}

/// What the recipe makes of a difference.
#[must_use]
pub fn measure_level(difference: &Difference) -> Level {
    let whole = difference.properties.iter().map(|property| match *property {
        // What others know the package by.
        "name" | "id" => Level::Major,
        _ => Level::Patch,
    });
    let tables = difference.tables.iter().map(|table| match table.fate {
        TableFate::Removed => Level::Major,
        TableFate::Added => Level::Minor,
        TableFate::Kept => {
            let rows = &table.rows;
            let cells = if rows.changed > 0 { Level::Patch } else { Level::None };
            let rows = if rows.added + rows.removed > 0 { Level::Minor } else { cells };
            rows.max(table.columns.level())
        }
    });
    whole.chain(tables).max().unwrap_or_default()
}

/// The version that follows another; the first, where the other is no version.
#[must_use]
pub fn propose_version(version: &str, level: Level) -> String {
    let Some([major, minor, patch]) = crate::settings::parse_version(version) else {
        return "1.0.0".to_owned();
    };
    match level {
        Level::None => version.to_owned(),
        Level::Patch => format!("{major}.{minor}.{}", patch + 1),
        Level::Minor => format!("{major}.{}.0", minor + 1),
        Level::Major => format!("{}.0.0", major + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_follow_the_recipe() {
        let levels = [Level::None, Level::Patch, Level::Minor, Level::Major];
        assert_eq!(levels.map(|level| propose_version("1.2.3", level)), ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]);
        assert_eq!(propose_version("2026.11.20", Level::Minor), "2026.12.0");
        assert_eq!(propose_version("", Level::Patch), "1.0.0");
    }
}
