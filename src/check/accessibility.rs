//! What the site may say of its accessibility: no more than a valid audit proves.
//!
//! In: `legal: {accessibility: …}` and the collection that holds the results of an audit. Out: a [`Statement`], and
//! what is wrong with what is claimed. Never: an audit; only people make one.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::codes::ACCESSIBILITY_UNPROVED;
use crate::config::{Audit, Conformity};
use crate::diag::{Diagnostics, nearest};
use crate::model::{RecordRef, Site, Table};
use crate::schema::codes::UNKNOWN_COLLECTION;
use crate::schema::{Field, Role, Value};
use crate::settings::codes::INVALID_SETTING;

/// How long an audit holds, in years.
const VALID: i64 = 3;
/// From this share of criteria on, in tenths of a percent, a site conforms in part.
const HALF: u32 = 500;
const WHOLE: u32 = 1000;

/// What the test of a criterion gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CriterionOutcome {
    Met,
    Failed,
    /// Not met, and what it would take is out of proportion.
    Excused,
    Inapplicable,
    Untested,
    /// Content that the law leaves out.
    OutOfScope,
}

/// The words of the French audit grids.
const OUTCOMES: [(&str, CriterionOutcome); 6] = [
    ("C", CriterionOutcome::Met),
    ("NC", CriterionOutcome::Failed),
    ("D", CriterionOutcome::Excused),
    ("NA", CriterionOutcome::Inapplicable),
    ("NT", CriterionOutcome::Untested),
    ("HO", CriterionOutcome::OutOfScope),
];

/// What the accessibility statement says.
#[derive(Debug, Default)]
pub struct Statement {
    pub state: Conformity,
    /// An audit that is still valid, in words or as results.
    pub audited: bool,
    /// The share of applicable criteria that are met, in tenths of a percent, rounded down.
    pub rate: Option<u32>,
    /// How many criteria are met, of how many that apply.
    pub met: Option<(usize, usize)>,
    /// The table of the results.
    pub results: Option<u32>,
    /// What fails, what is excused, what the law leaves out.
    pub failed: Vec<RecordRef>,
    pub excused: Vec<RecordRef>,
    pub out_of_scope: Vec<RecordRef>,
}

/// Says what is claimed without proof, and a collection of results that cannot be one.
#[must_use]
pub fn check(site: &Site, published: Option<&str>, diags: &mut Diagnostics) -> Statement {
    let accessibility = &site.config.legal.accessibility;
    if let Some((name, span)) = &accessibility.results {
        match site.table(name) {
            None => {
                let tables = site.tables.iter().map(|table| table.collection.name.as_str());
                let nearest = nearest(name, tables);
                diags.add(*span, UNKNOWN_COLLECTION.with("name", name).with("nearest", nearest));
            }
            Some((_, table)) if find_fields(table).is_none() => {
                diags.add(*span, INVALID_SETTING.choose("key", "results").with("value", name));
            }
            Some(_) => {}
        }
    }
    let statement = compute_statement(site, published);
    if let Some((claimed, span)) = accessibility.state.filter(|(claimed, _)| *claimed > statement.state) {
        let (claimed, proved) = (claimed.word(), statement.state.word());
        diags.add(span, ACCESSIBILITY_UNPROVED.with("claimed", claimed).with("proved", proved));
    }
    statement
}

/// What a site may say on the day of its publication.
#[must_use]
pub fn compute_statement(site: &Site, published: Option<&str>) -> Statement {
    let accessibility = &site.config.legal.accessibility;
    let mut found = Statement::default();
    let claimed = accessibility.state.map(|(state, _)| state);
    let expired = is_expired(accessibility.audit.as_ref(), published);
    let complete = count_results(site, &mut found);
    found.audited = !expired && (found.met.is_some() || accessibility.audit.is_some());
    let written = accessibility.audit.as_ref().and_then(|audit| parse_tenths(audit.rate.as_deref()?));
    found.rate = found.rate.or(written);
    let proved = match found.rate {
        _ if !found.audited => Conformity::None,
        Some(WHOLE) if complete => Conformity::Total,
        Some(HALF..) => Conformity::Partial,
        Some(_) => Conformity::None,
        None => claimed.unwrap_or_default(),
    };
    found.state = claimed.map_or(proved, |claimed| claimed.min(proved));
    found
}

fn is_expired(audit: Option<&Audit>, published: Option<&str>) -> bool {
    let day = published.and_then(|published| published.get(..10)?.parse::<Date>().ok());
    let made = audit.and_then(|audit| audit.date);
    made.zip(day).is_some_and(|(made, day)| made.saturating_add(VALID.years()) < day)
}

/// `62.5` → 625.
fn parse_tenths(percent: &str) -> Option<u32> {
    let (whole, rest) = percent.split_once('.').unwrap_or((percent, ""));
    let tenth = rest.chars().next().map_or(Some(0), |digit| digit.to_digit(10))?;
    Some(whole.parse::<u32>().ok()? * 10 + tenth)
}

/// The fields of the criterion and of the outcome, where all that the latter allows is known here.
fn find_fields(table: &Table) -> Option<(usize, usize)> {
    let schema = &table.collection.schema;
    let (criterion, outcome) = (schema.role(Role::Criterion)?, schema.role(Role::Outcome)?);
    let Field { categories, constraints, personal, .. } = &schema.fields[outcome];
    let allowed = |value: &Value| matches!(value, Value::Text(text ) if parse_outcome(text ).is_some() );
    let values = &constraints.allowed;
    let closed = (!values.is_empty() && values.iter().all(allowed))
        || (!categories.is_empty()
            && categories.iter().all(|category| parse_outcome(&category.value).is_some()));
    (closed && !personal).then_some((criterion, outcome))
}

fn parse_outcome(word: &str) -> Option<CriterionOutcome> {
    OUTCOMES.iter().find(|(name, _)| *name == word).map(|(_, outcome)| *outcome)
}

/// Counts the criteria, and keeps what is not accessible; whether each criterion was tested.
fn count_results(site: &Site, found: &mut Statement) -> bool {
    let wanted = site.config.legal.accessibility.results.as_ref();
    let Some((number, table)) = wanted.and_then(|(name, _)| site.table(name)) else { return true };
    let Some((criterion, outcome)) = find_fields(table) else { return true };
    let mut criteria: BTreeMap<String, Vec<CriterionOutcome>> = BTreeMap::new();
    for (row, record) in (0u32..).zip(&table.records) {
        let Some(Value::Text(word)) = &record.values[outcome] else { continue };
        let Some(outcome) = parse_outcome(word) else { continue };
        let at = RecordRef { table: number, row };
        match outcome {
            CriterionOutcome::Failed => found.failed.push(at),
            CriterionOutcome::Excused => found.excused.push(at),
            CriterionOutcome::OutOfScope => found.out_of_scope.push(at),
            _ => {}
        }
        if let Some(tested) = &record.values[criterion] {
            let name = tested.to_cell(&table.collection.schema.fields[criterion]);
            criteria.entry(name).or_default().push(outcome);
        }
    }
    let is = |wanted: CriterionOutcome| move |outcomes: &&Vec<CriterionOutcome>| outcomes.contains(&wanted);
    let fails = |outcomes: &&Vec<CriterionOutcome>| {
        is(CriterionOutcome::Failed)(outcomes) || is(CriterionOutcome::Excused)(outcomes)
    };
    let failed = criteria.values().filter(fails).count();
    let met = criteria.values().filter(is(CriterionOutcome::Met)).filter(|outcomes| !fails(outcomes)).count();
    found.results = Some(number);
    if met + failed > 0 {
        found.met = Some((met, met + failed));
        found.rate = u32::try_from(met * WHOLE as usize / (met + failed)).ok();
    }
    !criteria.values().any(|outcomes| outcomes.contains(&CriterionOutcome::Untested))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_down() {
        assert_eq!(parse_tenths("62.59"), Some(625));
        assert_eq!(parse_tenths("100"), Some(1000));
        assert_eq!(parse_tenths("99.99"), Some(999));
    }
}
