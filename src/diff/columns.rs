//! What changed in the columns of a table, and how much that asks of whoever reads them.
//!
//! In: two tables of one name. Out: [`ColumnChanges`]. Never: a row.

use serde_json::{Map, Value as Json};

use super::package::get_name;
use super::{DiffResource, Level};

/// What changed in the columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnChanges {
    pub added: Vec<String>,
    pub removed: Vec<String>,
    pub changed: Vec<ColumnChange>,
    /// Whether those that stayed stand in another order.
    pub moved: bool,
    /// Whether the rows are known by other columns.
    pub rekeyed: bool,
    /// Those that stayed and refer to another table than before, or now do.
    pub linked: Vec<String>,
    /// Those that stayed and refer to none any more.
    pub unlinked: Vec<String>,
    /// Whether the table is called otherwise.
    pub redescribed: bool,
}

/// A column that is described otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnChange {
    pub name: String,
    /// The properties that differ: `type`, `constraints` …
    pub properties: Vec<String>,
    /// What the recipe makes of it.
    pub level: Level,
}

impl ColumnChanges {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What the recipe makes of it: whoever reads columns by name, place or type, or joins by them, has to follow. A link
    /// is a constraint: a new one allows less, and one that leads elsewhere changes what the cells mean.
    #[must_use]
    pub fn level(&self) -> Level {
        let names = [&self.added, &self.removed, &self.linked];
        let broken = names.iter().any(|names| !names.is_empty()) || self.moved || self.rekeyed;
        let own = if broken {
            Level::Major
        } else if !self.unlinked.is_empty() {
            Level::Minor
        } else if self.redescribed {
            Level::Patch
        } else {
            Level::None
        };
        self.changed.iter().map(|column| column.level).max().unwrap_or_default().max(own)
    }
}

/// Compares the columns of two tables.
#[must_use]
pub fn compare(old: &DiffResource, new: &DiffResource) -> ColumnChanges {
    let names = |table: &DiffResource| table.fields.iter().map(|field| get_name(field).to_owned()).collect();
    let (before, after): (Vec<String>, Vec<String>) = (names(old), names(new));
    let missing = |of: &[String], from: &[String]| -> Vec<String> {
        of.iter().filter(|name| !from.contains(name)).cloned().collect()
    };
    let kept = |of: &[String], from: &[String]| -> Vec<String> {
        of.iter().filter(|name| from.contains(name)).cloned().collect()
    };
    let changed = new.fields.iter().filter_map(|field| {
        let before = old.fields.iter().find(|other| get_name(other) == get_name(field))?;
        compare_column(before, field)
    });
    let stayed = |column: &&String| before.contains(column) && after.contains(column);
    let apart = |of: &DiffResource, from: &DiffResource| -> Vec<String> {
        let links = of.foreign_keys.iter().filter(|link| !from.foreign_keys.contains(link));
        links.flat_map(|link| &link.columns).filter(stayed).cloned().collect()
    };
    let linked = apart(new, old);
    let unlinked = apart(old, new).into_iter().filter(|column| !linked.contains(column)).collect();
    ColumnChanges {
        added: missing(&after, &before),
        removed: missing(&before, &after),
        changed: changed.collect(),
        moved: kept(&before, &after) != kept(&after, &before),
        rekeyed: old.primary_key != new.primary_key,
        linked,
        unlinked,
        redescribed: old.title != new.title,
    }
}

fn compare_column(old: &Map<String, Json>, new: &Map<String, Json>) -> Option<ColumnChange> {
    let mut keys: Vec<&String> = old.keys().chain(new.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let properties: Vec<String> =
        keys.into_iter().filter(|key| old.get(*key) != new.get(*key)).cloned().collect();
    let level = |property: &String| match property.as_str() {
        "title" | "description" | "example" | "rdfType" | "categories" => Level::Patch,
        "constraints" if !is_narrower(old.get("constraints"), new.get("constraints")) => Level::Minor,
        _ => Level::Major,
    };
    let level = properties.iter().map(level).max()?;
    Some(ColumnChange { name: get_name(new).to_owned(), properties, level })
}

/// Whether constraints allow less than before.
fn is_narrower(old: Option<&Json>, new: Option<&Json>) -> bool {
    let Some(new) = new.and_then(Json::as_object) else { return false };
    new.iter().any(|(key, value)| {
        let Some(before) = old.and_then(|old| old.get(key)) else { return *value != Json::Bool(false) };
        if before == value {
            return false;
        }
        let numbers = || Some((parse_number(before)?, parse_number(value)?));
        match key.as_str() {
            "minimum" | "exclusiveMinimum" | "minLength" => numbers().is_none_or(|(old, new)| new > old),
            "maximum" | "exclusiveMaximum" | "maxLength" => numbers().is_none_or(|(old, new)| new < old),
            "required" | "unique" => *value == Json::Bool(true),
            "enum" => {
                let list = |value: &Json| value.as_array().cloned().unwrap_or_default();
                let allowed = list(value);
                list(before).iter().any(|one| !allowed.contains(one))
            }
            _ => true,
        }
    })
}

/// A bound, where it is a number.
fn parse_number(value: &Json) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::DiffPackage;
    use super::*;

    #[test]
    fn a_link_that_is_new_or_leads_elsewhere_breaks_and_one_that_goes_does_not() {
        let package = |links: Json| {
            let schema = json!({"fields": [{"name": "id"}, {"name": "levier"}], "foreignKeys": links});
            let resource = json!({"name": "outils", "path": "outils.csv", "schema": schema});
            DiffPackage::read("x", &json!({"resources": [resource]}).to_string()).unwrap()
        };
        let level = |old: &Json, new: &Json| {
            let [old, new] = [old, new].map(|links| package(links.clone()));
            compare(&old.resources[0], &new.resources[0]).level()
        };
        let link = |table: &str, column: &str| {
            let reference = json!({"resource": table, "fields": column});
            json!([{"fields": "levier", "reference": reference}])
        };
        let (none, lever) = (json!([]), link("leviers", "id"));
        assert_eq!(level(&none, &lever), Level::Major);
        assert_eq!(level(&lever, &link("valeurs", "id")), Level::Major);
        assert_eq!(level(&lever, &link("leviers", "code")), Level::Major);
        assert_eq!(level(&lever, &none), Level::Minor);
        // The same said in another way.
        let long = json!([{"fields": ["levier"], "reference": {"resource": "leviers", "fields": ["id"]}}]);
        assert_eq!(level(&lever, &long), Level::None);
        assert_eq!(level(&link("", "id"), &link("outils", "id")), Level::None);
    }

    #[test]
    fn constraints_that_allow_less_break_and_those_that_allow_more_do_not() {
        let level = |old: Json, new: Json| {
            let field = |constraints: Json| {
                json!({"name": "a", "type": "integer", "constraints": constraints})
                    .as_object()
                    .cloned()
                    .unwrap()
            };
            compare_column(&field(old), &field(new)).map(|change| change.level)
        };
        assert_eq!(level(json!({"minimum": 1}), json!({"minimum": 2})), Some(Level::Major));
        assert_eq!(level(json!({"minimum": 2}), json!({"minimum": 1})), Some(Level::Minor));
        assert_eq!(level(json!({}), json!({"required": true})), Some(Level::Major));
        assert_eq!(level(json!({"required": true}), json!({})), Some(Level::Minor));
        assert_eq!(level(json!({"enum": ["a"]}), json!({"enum": ["a", "b"]})), Some(Level::Minor));
        assert_eq!(level(json!({"enum": ["a", "b"]}), json!({"enum": ["a"]})), Some(Level::Major));
        assert_eq!(level(json!({"minimum": 1}), json!({"minimum": 1})), None);
    }
}
