//! `unit`: a UCUM unit or an ISO 4217 currency, which other programs can read.
//!
//! In: what a schema says. Out: whether it has the form of one, else what was most likely meant. Never: a conversion.

/// Units that stand alone or behind a prefix.
const METRIC: [&str; 26] = [
    "m", "g", "s", "A", "K", "cd", "mol", "L", "l", "Hz", "N", "Pa", "J", "W", "V", "C", "Ohm", "lm", "lx",
    "Cel", "bar", "eV", "t", "bit", "By", "Wh",
];
/// Units that take no prefix.
const OTHERS: [&str; 15] =
    ["%", "1", "min", "h", "d", "wk", "mo", "a", "ar", "har", "deg", "u", "B", "Bd", "[ppm]"];
const PREFIXES: [&str; 16] =
    ["da", "Ki", "Mi", "Gi", "h", "k", "M", "G", "T", "P", "d", "c", "m", "u", "n", "p"];

/// What people write, and the unit that says it.
const HABITS: [(&str, &str); 36] = [
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("k€", "{millier d'euros}"),
    ("m€", "{million d'euros}"),
    ("$", "USD"),
    ("£", "GBP"),
    ("heure", "h"),
    ("heures", "h"),
    ("hour", "h"),
    ("hours", "h"),
    ("jour", "d"),
    ("jours", "d"),
    ("j", "d"),
    ("day", "d"),
    ("days", "d"),
    ("minute", "min"),
    ("minutes", "min"),
    ("mn", "min"),
    ("seconde", "s"),
    ("secondes", "s"),
    ("sec", "s"),
    ("semaine", "wk"),
    ("semaines", "wk"),
    ("mois", "mo"),
    ("an", "a"),
    ("ans", "a"),
    ("année", "a"),
    ("années", "a"),
    ("ha", "har"),
    ("hectare", "har"),
    ("hectares", "har"),
    ("litre", "L"),
    ("litres", "L"),
    ("tonnes", "t"),
    ("°c", "Cel"),
];

/// Whether a unit has a form that programs know: `EUR`, `km/h`, `m2`, `{person}`.
pub fn is_known(unit: &str) -> bool {
    is_currency(unit) || unit.split(['/', '.']).all(is_term)
}

/// What was most likely meant; else the words between the braces that make an annotation of them.
pub fn meant(unit: &str) -> Option<String> {
    let plain = unit.trim().replace('²', "2").replace('³', "3");
    let lower = plain.to_lowercase();
    let habit = HABITS.iter().find(|(written, _)| *written == lower).map(|(_, unit)| (*unit).to_owned());
    habit.or_else(|| Some(plain.clone()).filter(|plain| is_known(plain))).or_else(|| {
        let words = plain.chars().filter(|c| c.is_alphabetic()).count() > 2 && !plain.contains(['{', '}']);
        words.then(|| format!("{{{plain}}}"))
    })
}

/// Three capital letters, as ISO 4217 has them.
fn is_currency(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// An annotation, or a unit with its prefix, its exponent and its annotation.
fn is_term(term: &str) -> bool {
    let (term, annotated) = match term.split_once('{') {
        Some((term, note)) => match note.strip_suffix('}') {
            Some(note) if !note.is_empty() && !note.contains(['{', '}']) => (term, true),
            _ => return false,
        },
        None => (term, false),
    };
    if term.is_empty() {
        return annotated;
    }
    // A factor: `10*3`, `1000`.
    if term.bytes().all(|byte| byte.is_ascii_digit()) || term.starts_with("10*") {
        return true;
    }
    let unit = term.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['-', '+']);
    let prefixed = |prefix: &str| unit.strip_prefix(prefix).is_some_and(|unit| METRIC.contains(&unit));
    METRIC.contains(&unit) || OTHERS.contains(&unit) || PREFIXES.into_iter().any(prefixed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_that_programs_know_are_told_from_words() {
        for good in [
            "EUR",
            "m2",
            "km/h",
            "kg.m-2",
            "{personne}",
            "%",
            "kWh/a",
            "m2/{habitant}",
            "10*3",
            "MBy",
            "[ppm]",
        ] {
            assert!(is_known(good), "{good}");
        }
        for (bad, instead) in [
            ("€", Some("EUR")),
            ("heures", Some("h")),
            ("m²", Some("m2")),
            ("personnes", Some("{personnes}")),
            ("{}", None),
            ("x", None),
        ] {
            assert!(!is_known(bad), "{bad}");
            assert_eq!(meant(bad).as_deref(), instead, "{bad}");
        }
    }
}
