//! Many cities' toolkits side by side: a table of their records, and who took what from whom.
//!
//! In: a list of addresses, what was learnt of each before, the table as it stands. Out: the files of a collection of
//! this project, and what to remember. Never: a city that is slow or broken in the way of the others, one asked twice
//! at once, a record of theirs copied (the table leads to their pages), a row lost that was written here.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use super::package::{Described, Package, is_collection};
use super::source::{Reopened, reopen};
use super::table_merge::{Sheet, Tally, merge};
use crate::diag::{Diagnostic, Diagnostics, Place, Problem};
use crate::fetch::{Client, Validators};
use crate::load::codes::IMPORT_UNREACHABLE;
use crate::load::markdown::to_slug;
use crate::load::yaml;
use crate::messages::Language;
use crate::publication::route::is_web;
use crate::report::News;
use crate::settings::codes::INVALID_SETTING;
use crate::settings::{Keys, PORTAL};
use crate::source::{SourceId, Sources, Span};

/// How many cities are asked at once.
const AT_ONCE: usize = 8;

/// What was learnt of the cities, for the next time.
pub const STATE: &str = "origins/portal.json";

/// What `sources.yaml` lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub addresses: Vec<String>,
    /// The collection here that holds the table, and where it is named.
    pub collection: String,
    pub named: Span,
    /// The collections there that are wanted; all where there is none.
    pub wanted: Vec<String>,
}

/// Reads a list of cities; nothing where it holds none, or anything else.
pub fn list(sources: &Sources, id: SourceId, diags: &mut Diagnostics) -> Option<List> {
    let root = yaml::parse(sources, sources.whole(id), diags)?;
    let keys = Keys::read(&root, &PORTAL, diags)?;
    let mut unfit = |key: &'static str, (value, span): (&str, Span)| {
        diags.add(span, INVALID_SETTING.choose("key", key).with("value", value));
    };
    let collection = keys.get("collection").and_then(|node| Some((node.as_text()?, node.span)));
    if let Some(named) = collection.filter(|(name, _)| !is_collection(name)) {
        unfit(COLLECTION, named);
    }
    let mut told = Diagnostics::default();
    let addresses = keys.texts("sources", &mut told);
    addresses.iter().filter(|(text, _)| !is_web(text)).for_each(|address| unfit("sources", *address));
    diags.extend(told);
    if addresses.is_empty() && !diags.has_errors() {
        keys.report_missing("sources", diags);
    }
    // A city that is listed twice is one.
    let mut seen = BTreeSet::new();
    let addresses = addresses.into_iter().map(|(text, _)| text).filter(|text| seen.insert(*text));
    let (collection, named) = collection.unwrap_or(("federation", root.span));
    let list = List {
        addresses: addresses.map(str::to_owned).collect(),
        collection: collection.to_owned(),
        named,
        wanted: keys.strings("collections", diags).unwrap_or_default(),
    };
    (!diags.has_errors()).then_some(list)
}

impl List {
    /// Whether a record is of a collection that is wanted.
    fn wants(&self, card: &Card) -> bool {
        self.wanted.is_empty() || self.wanted.iter().any(|name| card.name.split('/').next() == Some(name))
    }

    /// The table that is gathered.
    #[must_use]
    pub fn table(&self) -> String {
        format!("content/{0}/{0}.csv", self.collection)
    }

    /// The declaration of its collection.
    #[must_use]
    pub fn declaration(&self) -> String {
        format!("content/{}/_collection.yaml", self.collection)
    }
}

/// The table as it stands; empty where there is none yet. What it says cannot be read is told, and so is a collection
/// that no portal made: its table has other columns.
pub fn standing(list: &List, project: &Sources, diags: &mut Diagnostics) -> Sheet {
    let home = format!("content/{}/", list.collection);
    let mut texts = project.texts().filter(|(_, text)| text.path.starts_with(&home)).peekable();
    if texts.peek().is_none() {
        return Sheet::default();
    }
    let own = texts.find(|(_, text)| text.path == list.table());
    let sheet = own.and_then(|(id, _)| Sheet::read(project, id, diags));
    let is_ours = |sheet: &Sheet| HEAD.iter().all(|name| sheet.head.iter().any(|column| column == name));
    sheet.filter(is_ours).unwrap_or_else(|| {
        if !diags.has_errors() {
            let value = list.collection.clone();
            diags.add(list.named, INVALID_SETTING.choose("key", COLLECTION).with("value", value));
        }
        Sheet::default()
    })
}

/// As messages call the key, for other files have one of that name.
const COLLECTION: &str = "portal-collection";

/// The columns of a portal's table.
const HEAD: [&str; 11] = [
    "id",
    "nom",
    "collectivite",
    "collection",
    "famille",
    "origine",
    "chez",
    "version",
    "licence",
    "maj",
    "page",
];

/// What its rows are sorted by.
const SORT: [&str; 3] = ["famille", "collectivite", "id"];

/// What is known of a city.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct City {
    address: String,
    #[serde(flatten)]
    state: Validators,
    publisher: String,
    cards: Vec<Card>,
}

/// What is known of one of its records.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Card {
    /// `collection/id`.
    name: String,
    title: String,
    version: String,
    license: String,
    modified: String,
    page: String,
    /// The address, the publisher and the name of what it was taken from.
    origin: [String; 3],
}

/// What is known before a harvest.
#[derive(Clone, Debug, Default)]
pub struct Before<'a> {
    /// What was learnt of the cities.
    pub state: &'a str,
    /// The table as it was last gathered; nothing where that is not known any more.
    pub gathered: Option<String>,
    /// The table as it stands.
    pub standing: Sheet,
}

/// What a harvest brings.
#[derive(Debug)]
pub struct Harvest {
    /// The table with what was written here in it, and as it was gathered; the declaration of a new collection.
    pub table: String,
    pub gathered: String,
    pub declaration: String,
    pub state: String,
    /// Cities that did not answer: what was known of them stays.
    pub told: Vec<Diagnostic>,
    /// What became of each city, in the order listed.
    pub cities: Vec<Answered>,
    pub records: usize,
    /// How many of them were taken from another of them.
    pub adapted: usize,
    pub tally: Tally,
}

/// What became of a city.
#[derive(Clone, Debug)]
pub struct Answered {
    pub address: String,
    /// Nothing where none is known.
    pub publisher: String,
    pub records: usize,
    pub news: News,
}

/// Asks every city, a few at once, and each only for what is new.
#[must_use]
pub fn harvest(list: &List, before: &Before, client: &Client, words: Language) -> Harvest {
    let known = read_state(before.state);
    let next = AtomicUsize::new(0);
    let found: Mutex<BTreeMap<usize, (City, Option<Problem>)>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(list.addresses.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(address) = list.addresses.get(at) else { return };
                    let asked = ask(address, known.get(address), client);
                    if let Ok(mut found) = found.lock() {
                        found.insert(at, asked);
                    }
                }
            });
        }
    });
    let found = found.into_inner().unwrap_or_default();
    let (mut told, mut answered) = (Vec::new(), Vec::with_capacity(found.len()));
    let mut cities = Vec::with_capacity(found.len());
    for (_, (city, problem)) in found {
        let earlier = known.get(&city.address);
        let news = match earlier {
            _ if problem.is_some() => News::Silent,
            None => News::New,
            Some(earlier) if earlier.cards == city.cards && earlier.publisher == city.publisher => News::Same,
            Some(_) => News::Changed,
        };
        told.extend(problem.map(|problem| problem.at(Place::Path(city.address.clone())).as_warning()));
        let records = city.cards.iter().filter(|card| list.wants(card)).count();
        let (address, publisher) = (city.address.clone(), city.publisher.clone());
        answered.push(Answered { address, publisher, records, news });
        cities.push(city);
    }
    let (gathered, records, adapted) = table(&cities, list);
    let base = before.gathered.clone().unwrap_or_else(|| {
        let earlier: Vec<City> = known.into_values().collect();
        table(&earlier, list).0
    });
    let (sheet, tally) = merge(&Sheet::of(&base), &before.standing, &Sheet::of(&gathered), "origine");
    Harvest {
        table: sheet.text(&SORT),
        gathered,
        declaration: declaration(&list.collection, words),
        state: write_state(&cities),
        told,
        cities: answered,
        records,
        adapted,
        tally,
    }
}

/// The declaration in a language: every other piece between `@` is the name of a message.
fn declaration(collection: &str, words: Language) -> String {
    let pieces = DECLARATION.split('@').enumerate();
    let text: String =
        pieces.map(|(at, piece)| if at % 2 == 0 { piece.to_owned() } else { words.word(piece) }).collect();
    text.replace("COLLECTION", collection)
}

/// One city: what it says now, else what it said before and why nothing newer is known.
fn ask(address: &str, known: Option<&City>, client: &Client) -> (City, Option<Problem>) {
    let before = || known.cloned().unwrap_or_else(|| City { address: address.to_owned(), ..City::default() });
    let last = known.map(|city| &city.state).filter(|state| **state != Validators::default());
    match reopen(address, client, last) {
        Ok(Reopened::Unchanged) => (before(), None),
        Ok(Reopened::Gone) => {
            (before(), Some(IMPORT_UNREACHABLE.choose("fault", "status").with("status", 404_u16)))
        }
        Err(problem) => (before(), Some(problem)),
        Ok(Reopened::Opened(opened)) => {
            let package = &opened.package;
            let cards = package.records.iter().map(|record| card(package, record)).collect();
            let city = City {
                address: address.to_owned(),
                state: opened.validators.clone().unwrap_or_default(),
                publisher: package.publisher.clone(),
                cards,
            };
            (city, None)
        }
    }
}

fn card(package: &Package, record: &Described) -> Card {
    let page = match (&package.site, &record.page) {
        (Some(site), Some(page)) => format!("{site}{page}"),
        _ => String::new(),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let terms = record.terms.as_ref().unwrap_or(&package.terms);
    let origin =
        record.origin.as_ref().map(|origin| [text(&origin.url), origin.publisher.clone(), origin.id.clone()]);
    Card {
        name: record.name(),
        title: record.title.clone(),
        version: text(&record.version),
        license: terms.name.clone(),
        modified: text(&record.modified),
        page,
        origin: origin.unwrap_or_default(),
    }
}

/// The table of the records of the collections that are wanted, how many they are, and how many come from another of them.
fn table(cities: &[City], list: &List) -> (String, usize, usize) {
    let mut rows: Vec<(String, &City, &Card)> = Vec::new();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for city in cities {
        for card in city.cards.iter().filter(|card| list.wants(card)) {
            let base = to_slug(&format!("{}-{}", city.publisher, card.name.replace('/', "-")));
            let free = std::iter::once(base.clone()).chain((2..).map(|number| format!("{base}-{number}")));
            let id = free.into_iter().find(|id| !taken.contains(id)).unwrap_or_default();
            taken.insert(id.clone());
            rows.push((id, city, card));
        }
    }
    let mut by_page: BTreeMap<&str, &str> = BTreeMap::new();
    let mut by_name: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (id, city, card) in &rows {
        if !card.page.is_empty() {
            by_page.insert(&card.page, id);
        }
        by_name.entry((&city.publisher, &card.name)).or_insert(id);
    }
    let parent = |id: &str, card: &Card| -> Option<String> {
        let [url, publisher, name] = &card.origin;
        let found = by_page.get(url.as_str()).or_else(|| by_name.get(&(publisher.as_str(), name.as_str())));
        found.filter(|found| **found != id).map(|found| (*found).to_owned())
    };
    let parents: BTreeMap<&str, String> =
        rows.iter().filter_map(|(id, _, card)| Some((id.as_str(), parent(id, card)?))).collect();
    let titles: BTreeMap<&str, &str> =
        rows.iter().map(|(id, _, card)| (id.as_str(), card.title.as_str())).collect();
    let mut sheet = Sheet { head: HEAD.map(str::to_owned).into(), ..Sheet::default() };
    for (id, city, card) in &rows {
        let root = root(id, &parents);
        let collection = card.name.split('/').next().unwrap_or_default();
        let cells = [
            id.clone(),
            card.title.clone(),
            city.publisher.clone(),
            collection.to_owned(),
            titles.get(root).copied().unwrap_or_default().to_owned(),
            parents.get(id.as_str()).cloned().unwrap_or_default(),
            card.origin[1].clone(),
            card.version.clone(),
            card.license.clone(),
            card.modified.clone(),
            card.page.clone(),
        ];
        sheet.rows.insert(id.clone(), HEAD.map(str::to_owned).into_iter().zip(cells).collect());
    }
    (sheet.text(&SORT), rows.len(), parents.len())
}

/// The oldest ancestor. Two that claim to come from each other have none: the first seen stands for them.
fn root<'a>(id: &'a str, parents: &'a BTreeMap<&str, String>) -> &'a str {
    let mut seen = BTreeSet::from([id]);
    let mut at = id;
    while let Some(parent) = parents.get(at) {
        if !seen.insert(parent) {
            break;
        }
        at = parent;
    }
    at
}

/// What was learnt before; nothing where it cannot be read: it is only learnt again.
fn read_state(state: &str) -> BTreeMap<String, City> {
    let cities: Vec<City> = serde_json::from_str(state).unwrap_or_default();
    cities.into_iter().map(|city| (city.address.clone(), city)).collect()
}

fn write_state(cities: &[City]) -> String {
    serde_json::to_string_pretty(cities).unwrap_or_default() + "\n"
}

/// The collection's declaration: its words stand between `@`. The names of columns are the same in every language, so that
/// portals of several can be put together.
const DECLARATION: &str = "\
# @portal-note@\n\
title: @portal-title@\n\
record: @portal-record@\n\
description: @portal-description@\n\
view: {table: {columns: [nom, collectivite, version, origine, chez, maj, page], parent: origine}}\n\
pages: false\n\
filters: [collectivite, collection]\n\
label: nom\n\
sort: [famille, collectivite]\n\
schema:\n\
\x20 fields:\n\
\x20   - {name: nom, title: @portal-column-nom@, type: string, rdfType: 'dct:title', constraints: {required: true}}\n\
\x20   - {name: collectivite, title: @portal-column-collectivite@, type: string}\n\
\x20   - {name: collection, title: @portal-column-collection@, type: string}\n\
\x20   - {name: famille, title: @portal-column-famille@, description: @portal-column-famille.description@, type: string}\n\
\x20   - {name: origine, title: @portal-column-origine@, description: @portal-column-origine.description@, type: string, reference: COLLECTION}\n\
\x20   - {name: chez, title: @portal-column-chez@, description: @portal-column-chez.description@, type: string}\n\
\x20   - {name: version, title: @portal-column-version@, type: string, rdfType: 'schema:version'}\n\
\x20   - {name: licence, title: @portal-column-licence@, type: string}\n\
\x20   - {name: maj, title: @portal-column-maj@, type: date, rdfType: 'dct:modified'}\n\
\x20   - {name: page, title: @portal-column-page@, description: @portal-column-page.description@, type: string, format: uri}\n";
