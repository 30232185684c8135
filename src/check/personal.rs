//! Personal data in published text: telephone numbers, addresses and names of persons.
//!
//! In: a text. Out: [`Finding`]s, by what stands in the text alone. Never: a guess at plain words: what is found has
//! the form of a number, of a nominative address, of a name with an initial, a title or capitals.
//!
//! One pass over the bytes stops at the few that can begin or join a finding; what is looked at behind and before
//! them is bounded, so the time is that of the length.

use std::cmp::Ordering;
use std::ops::Range;

use crate::check::codes::PERSONAL_DATA;
use crate::diag::Diagnostics;
use crate::model::{Record, Site, Table};
use crate::schema::publish::is_public;
use crate::schema::{Field, Value};
use crate::source::byte_scan::{is_among, scan_bytes};
use crate::source::{Sources, Span};

/// What stands where in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: &'static str,
    pub range: Range<usize>,
    pub text: Box<str>,
}

/// First names that many people bear, without accents, sorted.
const FIRST_NAMES: &str = include_str!("personal/first-names.txt");
/// Words that begin a sentence or stand behind a letter, and are no surname.
const PLAIN: &str = include_str!("personal/plain-words.txt");
/// Words of places and things that bear the name of a person: `rue J. Jaurès`, `école Jean MACÉ`.
const NAMED_AFTER: &str = include_str!("personal/named-after.txt");
/// Words that make an address one of a service.
const SERVICES: &str = include_str!("personal/services.txt");

/// No name, address or number is longer.
const LONG: usize = 80;

/// What is personal in the texts of a record that are published, with their places.
#[must_use]
pub fn find_in_record(table: &Table, record: &Record, sources: &Sources) -> Vec<(Span, Finding)> {
    let mut found = Vec::new();
    if !is_public(&table.collection) {
        return found;
    }
    let fields = table.collection.schema.fields.iter().zip(record.values.iter().zip(&record.spans));
    for (field, (value, span)) in fields {
        let (Some(value), Some(span)) = (value, span) else { continue };
        let mut texts = Vec::new();
        collect_published(field, value, &mut texts);
        for text in texts {
            found.extend(find(text).into_iter().map(|finding| (locate(sources, *span, &finding), finding)));
        }
    }
    let bodies = table.find_public_body(record).into_iter().chain(record.parts.iter().map(|part| part.body));
    for body in bodies {
        let here = find(sources.text(body)).into_iter();
        found.extend(here.map(|finding| (body.slice(finding.range.start, finding.range.end), finding)));
    }
    found
}

/// Says what is personal in what a person wrote about a release.
pub fn check_releases(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    for release in &site.config.releases {
        let Some((note, span)) = release.note.as_ref().zip(release.note_span) else { continue };
        for finding in find(note) {
            report(site, locate(sources, span, &finding), &finding, diags);
        }
    }
}

/// Says what was found, but for what site.yaml itself publishes of the authority.
pub fn report(site: &Site, place: Span, finding: &Finding, diags: &mut Diagnostics) {
    let (publisher, legal) = (&site.config.publisher, &site.config.legal);
    let own = [&publisher.phone, &publisher.email, &legal.host.phone, &legal.director];
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let is_own = own.into_iter().flatten().any(|fact| match finding.kind {
        "phone" => digits(fact) == digits(&finding.text),
        "address" => fact.eq_ignore_ascii_case(&finding.text),
        _ => fact.contains(&*finding.text),
    });
    if !is_own {
        diags.add(place, PERSONAL_DATA.choose("kind", finding.kind).with("text", &*finding.text));
    }
}

/// The texts that a value holds and that are published. A field that the schema calls a telephone or an address is
/// one that its authors mean to publish.
fn collect_published<'a>(field: &Field, value: &'a Value, texts: &mut Vec<&'a str>) {
    let meant = ["telephone", "email", "hasTelephone", "hasEmail"];
    let kind = field.rdf_type.as_deref().and_then(|kind| kind.rsplit([':', '/', '#']).next());
    if field.personal || kind.is_some_and(|kind| meant.contains(&kind)) {
        return;
    }
    match value {
        Value::Text(text) => texts.push(text),
        Value::List(items) => items.iter().for_each(|item| collect_published(field, item, texts)),
        Value::Rows(rows) => {
            for row in rows {
                for (nested, value) in field.fields.iter().zip(row) {
                    value.iter().for_each(|value| collect_published(nested, value, texts));
                }
            }
        }
        _ => {}
    }
}

/// Where what was found in a value stands in what was written; the whole value where escapes hide it.
fn locate(sources: &Sources, span: Span, finding: &Finding) -> Span {
    match sources.text(span).find(&*finding.text) {
        Some(at) => span.slice(at, at + finding.text.len()),
        None => span,
    }
}

/// Everything personal in a text, in its order.
#[must_use]
pub fn find(text: &str) -> Vec<Finding> {
    let bytes = text.as_bytes();
    let mut found: Vec<Finding> = Vec::new();
    let mut after = 0;
    for at in scan_bytes(bytes, is_stop) {
        if at < after {
            continue;
        }
        let seen = match bytes[at] {
            b'0' | b'+' => match_phone(text, at).map(|range| ("phone", range)),
            b'@' => match_address(text, at).map(|range| ("address", range)),
            0xC3 if bytes.get(at + 1).is_none_or(|trail| *trail > 0x9E) => None, // `é`: no capital
            _ if at > 0 && bytes[at - 1].is_ascii_alphanumeric() => None,
            _ => match_name(text, at).map(|range| ("name", range)),
        };
        let Some((kind, range)) = seen else { continue };
        // A name in an address is the address.
        while found.last().is_some_and(|last| last.range.end > range.start) {
            found.pop();
        }
        after = range.end;
        let text = text[range.clone()].into();
        found.push(Finding { kind, range, text });
    }
    found
}

/// Bytes that can begin a number or a name, or join an address: capitals, those of Latin-1 in UTF-8 among them.
fn is_stop(byte: u8) -> bool {
    byte.is_ascii_uppercase() | is_among(byte, b"0+@\xc3")
}

/// Words that stand before a name.
const TITLES: [&str; 14] = [
    "Mme",
    "Mmes",
    "Mlle",
    "MM",
    "Monsieur",
    "Madame",
    "Dr",
    "Docteur",
    "Docteure",
    "Maître",
    "Me",
    "Pr",
    "Professeur",
    "Professeure",
];
/// Words that begin a surname of several.
const PARTICLES: [&str; 11] = ["Le", "La", "Les", "De", "Du", "Des", "Van", "Von", "El", "Ben", "Ould"];

/// A French number that begins at `at`: `01 02 03 04 05`, `+33 1 02…`, with spaces, dots, hyphens or nothing between.
fn match_phone(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || "+./,-_=#".contains(c)) {
        return None;
    }
    let rest = &text[at..];
    let rest = match rest.strip_prefix("+33").or_else(|| rest.strip_prefix("0033")) {
        Some(behind) => {
            let behind = skip_space(behind);
            skip_space(behind.strip_prefix("(0)").unwrap_or(behind))
        }
        None => rest.strip_prefix('0')?,
    };
    // Numbers in 08 are services.
    let mut rest = rest.strip_prefix(['1', '2', '3', '4', '5', '6', '7', '9'])?;
    let separator = rest.chars().next().filter(|c| is_separator(*c));
    for _ in 0..4 {
        if let Some(separator) = separator {
            rest = rest.strip_prefix(separator)?;
        }
        rest = rest.strip_prefix(|c: char| c.is_ascii_digit())?.strip_prefix(|c: char| c.is_ascii_digit())?;
    }
    let goes_on = {
        let mut behind = rest.chars();
        match (behind.next(), behind.next()) {
            (Some(c), _) if c.is_alphanumeric() || c == '_' => true,
            (Some(c), Some(next)) => (is_separator(c) || c == ',') && c != ' ' && next.is_ascii_digit(),
            _ => false,
        }
    };
    (!goes_on).then(|| at..text.len() - rest.len())
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '.' | '-')
}

fn skip_space(text: &str) -> &str {
    text.strip_prefix(is_separator).unwrap_or(text)
}

/// An address around the `@` at `at` that names a person: `prenom.nom@`, `p.nom@`.
fn match_address(text: &str, at: usize) -> Option<Range<usize>> {
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-+%".contains(byte);
    let start = at - text.as_bytes()[..at].iter().rev().take(LONG).take_while(|byte| inside(byte)).count();
    let end = at + 1 + text.as_bytes()[at + 1..].iter().take(LONG).take_while(|byte| inside(byte)).count();
    let local = text[start..at].trim_start_matches(['.', '-', '_']).to_ascii_lowercase();
    let domain = text[at + 1..end].trim_end_matches(['.', '-', '_']);
    let start = at - local.len();
    let mut parts = local.split(['.', '_', '-']);
    let (first, last) = (parts.next()?, parts.next_back()?);
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_service = local.split(['.', '_', '-']).any(|part| is_listed(SERVICES, part));
    let names = (first.len() == 1 || is_listed(FIRST_NAMES, first)) && last.len() > 2;
    (domain.contains('.') && names && letters(first) && letters(last) && !is_service)
        .then(|| start..at + 1 + domain.len())
}

/// A name that begins at `at`: `J. Dupont`, `Mme Martin`, `Jean DUPONT`.
fn match_name(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| c.is_alphanumeric() || "_/#&=.".contains(c)) {
        return None;
    }
    let first = read_word(text, at)?;
    let behind = &text[at + first.len()..];
    let surname_at = |skipped: usize| {
        let start = at + first.len() + skipped;
        let space = text[start..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
        let start = start + space.len_utf8();
        Some((start, read_word(text, start)?))
    };
    let (start, surname) = if TITLES.contains(&first) {
        surname_at(usize::from(behind.starts_with('.')))?
    } else if behind.starts_with('.') && is_initials(first) {
        // `A. Préparer` at the head of a line is a list; `M. Dupont` is not.
        if first < "I" && is_line_head(text, at) {
            return None;
        }
        // `J.-P. Dupont`
        match behind.strip_prefix(".-").and_then(|more| more.chars().next()) {
            Some(c) if c.is_uppercase() && behind[2 + c.len_utf8()..].starts_with('.') => {
                surname_at(3 + c.len_utf8())?
            }
            Some(_) => return None,
            None => surname_at(1)?,
        }
    } else {
        // `DUPONT Jean`, but not `RUE Jean Jaurès`.
        if is_shouted(first) {
            let (start, given) = surname_at(0).filter(|(_, given)| is_capitalised(given))?;
            let end = start + given.len();
            let more = next_word(text, end).is_some_and(|(_, word)| word.starts_with(char::is_uppercase));
            let folded_first = fold(first);
            let fits = is_listed(FIRST_NAMES, &fold(given))
                && !more
                && ![PLAIN, NAMED_AFTER].iter().any(|list| is_listed(list, &folded_first))
                && !is_listed(NAMED_AFTER, &fold(take_last_word(&text[..at])));
            return fits.then_some(at..end);
        }
        // Few words stand before capitals; only those are looked up.
        let shouted = surname_at(0).filter(|(_, surname)| is_shouted(surname))?;
        Some(shouted).filter(|_| is_capitalised(first) && is_listed(FIRST_NAMES, &fold(first)))?
    };
    let particle = PARTICLES.contains(&surname);
    let (start, surname) = if particle { next_word(text, start + surname.len())? } else { (start, surname) };
    let is_name = (is_capitalised(surname) || is_shouted(surname))
        && surname.chars().count() > 2
        && !is_listed(PLAIN, &fold(surname));
    let previous = fold(take_last_word(&text[..at]));
    (is_name && !is_listed(NAMED_AFTER, &previous)).then(|| at..find_name_end(text, start, surname))
}

/// Where a name ends whose last known word stands at `start`: behind `Jean` the surname, behind capitals more of them.
fn find_name_end(text: &str, start: usize, last: &str) -> usize {
    /// No surname has more words.
    const WORDS: usize = 3;
    let mut end = start + last.len();
    let mut given = is_capitalised(last) && is_listed(FIRST_NAMES, &fold(last));
    for _ in 0..WORDS {
        let Some((at, word)) = next_word(text, end) else { break };
        let goes_on = (is_shouted(word) && (given || is_shouted(last)))
            || (given && is_capitalised(word) && !is_listed(PLAIN, &fold(word)));
        if !goes_on {
            break;
        }
        end = at + word.len();
        given = given && is_listed(FIRST_NAMES, &fold(word));
    }
    end
}

/// The word with a capital behind a space at `end`, and where it begins.
fn next_word(text: &str, end: usize) -> Option<(usize, &str)> {
    let space = text[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))?;
    let start = end + space.len_utf8();
    Some((start, read_word(text, start)?))
}

/// The letters at `at`, and hyphens between them.
fn read_word(text: &str, at: usize) -> Option<&str> {
    let rest = &text[at..];
    let mut end = 0;
    for (position, c) in rest.char_indices().take(LONG) {
        match c {
            '-' if end == position => {}
            c if c.is_alphabetic() => end = position + c.len_utf8(),
            _ => break,
        }
    }
    let word = &rest[..end];
    word.starts_with(char::is_uppercase).then_some(word)
}

fn take_last_word(text: &str) -> &str {
    let text = text.trim_end_matches([' ', '\u{a0}', '*', '_']);
    let length =
        text.chars().rev().take(LONG).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    &text[text.len() - length..]
}

/// Whether only marks of a list or a heading stand before `at` on its line.
fn is_line_head(text: &str, at: usize) -> bool {
    let mark = |c: char| c.is_whitespace() || "#*-+>|".contains(c);
    let before = text[..at].chars().rev().take(LONG).take_while(|c| *c != '\n');
    before.into_iter().all(mark)
}

fn is_initials(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

fn is_capitalised(word: &str) -> bool {
    word.split('-').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    }) && word.chars().count() > 1
}

fn is_shouted(word: &str) -> bool {
    word.chars().count() > 2 && word.chars().all(|c| c == '-' || c.is_uppercase())
}

/// A word in lower case without accents.
fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfd()
        .filter(|c| c.is_alphabetic() || *c == '-')
        .flat_map(char::to_lowercase)
        .filter(char::is_ascii)
        .collect()
}

/// Whether a list, sorted and one word a line, holds a word.
fn is_listed(list: &str, word: &str) -> bool {
    let mut rest = list;
    while !rest.is_empty() {
        let middle = rest.len() / 2;
        let start = rest.as_bytes()[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let (before, behind) = rest.split_at(start);
        let (line, after) = behind.split_once('\n').unwrap_or((behind, ""));
        rest = match word.cmp(line) {
            Ordering::Equal => return !word.is_empty(),
            Ordering::Less => before,
            Ordering::Greater => after,
        };
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn what_names_or_reaches_a_person_is_found() {
        for (text, expected) in [
            ("Appelez le 06 12 34 56 78.", "06 12 34 56 78"),
            ("Tél. : 04.93.12.34.56", "04.93.12.34.56"),
            ("(+33 6 12 34 56 78)", "+33 6 12 34 56 78"),
            ("+33 (0)4 93 12 34 56", "+33 (0)4 93 12 34 56"),
            ("0612345678", "0612345678"),
            ("06\u{a0}12\u{a0}34\u{a0}56\u{a0}78", "06\u{a0}12\u{a0}34\u{a0}56\u{a0}78"),
            ("[écrire](mailto:jean.dupont@ville.fr)", "jean.dupont@ville.fr"),
            ("j.dupont@ville.fr", "j.dupont@ville.fr"),
            ("Marie-Claire_Petit@ville.fr, ou", "Marie-Claire_Petit@ville.fr"),
            ("animé par J. Dupont et", "J. Dupont"),
            ("J.-P. Dupont", "J.-P. Dupont"),
            ("M. Dupont anime", "M. Dupont"),
            ("avec Mme Martin", "Mme Martin"),
            ("Madame\u{a0}Léa-Rose", "Madame\u{a0}Léa-Rose"),
            ("**Jean DUPONT**", "Jean DUPONT"),
            ("Jean-Pierre LE-GOFF, directeur", "Jean-Pierre LE-GOFF"),
            ("Éric ÉTIENNE", "Éric ÉTIENNE"),
            ("voir Madame Le Goff.", "Madame Le Goff"),
            ("le Dr Claire Bernard a", "Dr Claire Bernard"),
            ("Maître Paul Durand,", "Maître Paul Durand"),
            ("DUPONT Jean, agent", "DUPONT Jean"),
            ("Mme Nathalie Petit-Roux", "Mme Nathalie Petit-Roux"),
            ("M. Jean Dupont anime", "M. Jean Dupont"),
            ("Pierre MENDÈS FRANCE", "Pierre MENDÈS FRANCE"),
        ] {
            assert_eq!(seen(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for text in [
            "Le SIRET 21060004100012 et le code 0612345678901",
            "le 01.02.2013, puis 2013-06-12 03:04:05.06",
            "08 00 12 34 56",
            "v0.1.02.03.04.05",
            "contact@ville.fr, ressources.humaines@ville.fr, e.services@ville.fr, prenom.nom@ville.fr",
            "A. Préparer\n- B. Animer\n### C. Conclure",
            "le plan B. Nous verrons, puis la vitamine C. Ensuite",
            "rue J. Jaurès, école Jean MACÉ, collège **Jules FERRY**",
            "Association AMI, format PDF, Ville ANTIBES, Madame, Monsieur,",
            "Madame la Maire, Monsieur Le Maire",
            "l'article L. 2121-1 du CGCT",
            "Martin pêcheur, Rose des vents, Jean Jaurès",
            "U.S. Army",
            "D. Lgs 2019, S. Lancement",
            "RUE Jean, Madame La Directrice",
        ] {
            assert!(seen(text).is_empty(), "{text}: {:?}", seen(text));
        }
    }

    #[test]
    fn lists_are_sorted_and_folded() {
        for list in [FIRST_NAMES, PLAIN, NAMED_AFTER, SERVICES] {
            let lines: Vec<&str> = list.lines().collect();
            assert!(lines.is_sorted() && lines.iter().all(|line| fold(line) == *line), "{list}");
        }
    }
}
