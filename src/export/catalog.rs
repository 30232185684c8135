//! The catalogue: what portals harvest, as DCAT-AP 3.
//!
//! In: the site, its published tables and their files. Out: one [`Graph`], which three files hold. Never: a relative
//! address, a person, a date in the future, a concept without its label.
//!
//! What looks odd here was measured on the harvesters: no checksum (one of them refuses the whole dataset for it; hashes
//! stand in the data package), upstream as `prov:wasDerivedFrom` (`dct:source` would be imported as a dataset of ours), no
//! apostrophe in a keyword, and every concept typed and labelled (some portals show the bare address otherwise).

mod node;
mod vocabulary;
mod words;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::dataset::Dataset;
use super::distribution::Distribution;
use super::package::{sources_of, version};
use super::rdf::{Graph, Node, Subject, iri};
use crate::config::{Config, family};
use crate::output::Fault;
use crate::publication::route::{self, to_url_path};
use crate::schema::Collection;
use node::labelled;
use words::{Words, fill};

/// How long a description has to be for portals to count it.
const DESCRIPTION: usize = 100;

/// What every part of the catalogue needs to know.
pub struct Frame<'a> {
    pub dataset: &'a Dataset,
    pub config: &'a Config,
    /// The site's address.
    pub base: &'a str,
    pub words: &'static Words,
    /// The addresses of what is said once and pointed to.
    pub publisher: String,
    pub license: String,
}

impl<'a> Frame<'a> {
    /// Nothing where the site has no address.
    pub fn new(dataset: &'a Dataset) -> Option<Self> {
        let config = &dataset.site().config;
        let base = config.base_url.as_deref()?;
        let license = vocabulary::licence(&config.license.id).or_else(|| iri(&config.license.url));
        let legal = format!("{base}{}", config.fixed_pages().legal);
        Some(Self {
            dataset,
            config,
            base,
            words: words::of(family(&config.language)),
            publisher: format!("{legal}#publisher"),
            license: license.unwrap_or_else(|| format!("{legal}#license")),
        })
    }

    fn language(&self) -> &'a str {
        &self.config.language
    }

    /// The address of a published file.
    fn address(&self, path: &str) -> String {
        format!("{}{}", self.base, to_url_path(path))
    }

    /// The address of something that the legal page speaks of.
    fn legal(&self, fragment: &str) -> String {
        format!("{}{}#{fragment}", self.base, self.config.fixed_pages().legal)
    }
}

/// The name of a collection's dataset: the address of its data page, which does not change with any title.
pub fn dataset_iri(base: &str, collection: &str) -> String {
    format!("{base}{}#dataset", to_url_path(&route::to_data(collection)))
}

/// The name of the catalogue.
pub fn catalog_iri(base: &str) -> String {
    format!("{base}{}#catalog", route::DATA)
}

/// The catalogue as a graph, empty where the site has no address.
///
/// # Errors
/// Those of writing a table, whose size it states.
pub fn graph(dataset: &Dataset, distributions: &[Distribution]) -> Result<Graph, Fault> {
    let mut graph = Graph::default();
    let Some(frame) = Frame::new(dataset) else { return Ok(graph) };
    let published: Vec<usize> =
        (0..dataset.site().tables.len()).filter(|at| !dataset.of(*at).is_empty()).collect();
    graph.add(catalog(&frame, &published));
    for at in published {
        let own = distributions.iter().filter(|made| made.at == at && is_listed(made));
        let own: Vec<&Distribution> = own.collect();
        graph.add(described(&frame, at, &own));
        for node in period(&frame, at).into_iter().chain(sources(&frame, at)) {
            graph.add(node);
        }
        for made in own {
            graph.add(distribution(&frame, made)?);
            graph.add(standard(&frame, made));
        }
    }
    for node in node::shared(&frame, distributions) {
        graph.add(node);
    }
    Ok(graph)
}

/// Whether a file stands in the catalogue: an open format of a table. Schemas are pointed to, the other formats are on
/// the data pages.
pub fn is_listed(made: &Distribution) -> bool {
    file_type(made).is_some()
}

fn file_type(made: &Distribution) -> Option<&'static str> {
    let (_, code) = vocabulary::FILE_TYPES.into_iter().find(|(format, _)| *format == made.download.format)?;
    Some(code)
}

fn catalog(frame: &Frame, published: &[usize]) -> Node {
    let config = frame.config;
    let own = fill(frame.words.catalog, &[&config.title]);
    let description = if config.description.is_empty() { &own } else { &config.description };
    let mut node = Node::new(Subject::Iri(catalog_iri(frame.base)), "dcat:Catalog")
        .text("dct:title", &config.title, frame.language())
        .text("dct:description", description, frame.language())
        .plain("dct:identifier", &catalog_iri(frame.base))
        .iri("dct:publisher", &frame.publisher)
        .iri("foaf:homepage", frame.base)
        .iri("dct:license", &frame.license)
        .iri("dct:rights", &frame.legal("rights"))
        .iri("dcat:themeTaxonomy", &vocabulary::authority("data-theme"));
    let first = frame.dataset.first_issued();
    node = dated(node, first, frame.dataset.day.max(first));
    node = located(node, frame);
    for at in published {
        let collection = &frame.dataset.table(*at).collection;
        node = node.iri("dcat:dataset", &dataset_iri(frame.base, &collection.name));
    }
    node
}

/// The dataset of a collection: its table, and the tables of its rows and relations.
fn described(frame: &Frame, at: usize, own: &[&Distribution]) -> Node {
    let collection = &frame.dataset.table(at).collection;
    let (name, language) = (dataset_iri(frame.base, &collection.name), frame.language());
    let theme = vocabulary::theme(collection.catalogue.theme.as_deref());
    let frequency = vocabulary::frequency(collection.catalogue.frequency.as_deref());
    let page = frame.address(&route::to_data(&collection.name));
    let node = Node::new(Subject::Iri(name.clone()), "dcat:Dataset")
        .text("dct:title", &collection.title, language)
        .text("dct:description", &description(frame, collection), language)
        .plain("dct:identifier", &name)
        .plain("dcat:version", &version(frame.dataset))
        .iri("dct:publisher", &frame.publisher)
        .iri("dcat:contactPoint", &frame.legal("contact"))
        .iri("dcat:landingPage", &page)
        .iri("dcat:theme", &vocabulary::authority(&format!("data-theme/{}", theme.0)))
        .iri("dct:accrualPeriodicity", &vocabulary::authority(&format!("frequency/{}", frequency.0)))
        .iri("dct:accessRights", &vocabulary::authority("access-right/PUBLIC"))
        .iri("dct:license", &frame.license)
        .iri("dct:rights", &frame.legal("rights"))
        .iri("dct:conformsTo", &schema(frame, &frame.dataset.of(at)[0].name));
    let mut node = located(dated(node, frame.dataset.issued(at), frame.dataset.updated(at)), frame);
    for keyword in keywords(frame, collection) {
        node = node.text("dcat:keyword", &keyword, language);
    }
    if let Some(period) = period(frame, at) {
        node = node.node("dct:temporal", period.subject);
    }
    for source in sources(frame, at) {
        node = node.node("prov:wasDerivedFrom", source.subject);
    }
    for made in own {
        node = node.iri("dcat:distribution", &distribution_iri(frame, made));
    }
    node
}

/// What the collection says, completed where portals would find it short.
pub fn description(frame: &Frame, collection: &Collection) -> String {
    let (words, config) = (frame.words, frame.config);
    let mut text = collection.description.trim().to_owned();
    let more = [fill(words.dataset, &[&config.title]), fill(words.publisher, &[&config.publisher.name])];
    for sentence in more {
        if text.chars().count() > DESCRIPTION {
            break;
        }
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?', '…']) { " " } else { ". " });
        }
        text.push_str(&sentence);
    }
    text
}

/// What the collection says, else its own name; without the characters that portals refuse in a tag.
pub fn keywords(frame: &Frame, collection: &Collection) -> Vec<String> {
    let said = &collection.catalogue.keywords;
    let named = [collection.title.clone(), frame.config.title.clone()];
    let plain = |keyword: &String| {
        let kept = keyword.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { ' ' });
        kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let keywords = if said.is_empty() { &named[..] } else { &said[..] };
    keywords.iter().map(plain).filter(|keyword| keyword.chars().count() > 1).collect()
}

/// When the data speak of: a node that only this dataset has.
fn period(frame: &Frame, at: usize) -> Option<Node> {
    let collection = &frame.dataset.table(at).collection;
    let [start, end] = collection.catalogue.interval()?;
    let mut node = Node::new(Subject::Blank(format!("temporal-{}", collection.name)), "dct:PeriodOfTime");
    for (property, day) in [("dcat:startDate", start), ("dcat:endDate", end)] {
        if let Some(day) = day {
            node = node.value(property, &day, "xsd:date");
        }
    }
    Some(node)
}

/// The addresses that the records of a collection name as their sources, each once.
fn sources(frame: &Frame, at: usize) -> Vec<Node> {
    let table = frame.dataset.table(at);
    let mut seen = BTreeSet::new();
    let mut nodes = Vec::new();
    for source in table.records.iter().flat_map(|record| sources_of(frame.dataset, table, record)) {
        let text = |key: &str| source.get(key).and_then(serde_json::Value::as_str);
        if let (Some(title), Some(address)) = (text("title"), text("path").and_then(iri))
            && seen.insert(address.clone())
        {
            let node = Node::new(Subject::Iri(address), "prov:Entity");
            nodes.push(node.text("rdfs:label", title, frame.language()));
        }
    }
    nodes
}

fn distribution_iri(frame: &Frame, made: &Distribution) -> String {
    format!("{}#distribution", frame.address(&made.download.path))
}

/// The address of the schema of a table.
fn schema(frame: &Frame, table: &str) -> String {
    frame.address(&format!("data/schemas/{table}.json"))
}

fn distribution(frame: &Frame, made: &Distribution) -> Result<Node, Fault> {
    let (table, download) = (frame.dataset.published_table(made.at, made.number), &made.download);
    let (address, words) = (frame.address(&download.path), frame.words);
    let about = match download.format {
        "CSV" => words.csv,
        "JSON" => words.json,
        _ => words.other,
    };
    let description = [&table.description, about].map(|text| text.trim().to_owned()).join(" ");
    let node = Node::new(Subject::Iri(distribution_iri(frame, made)), "dcat:Distribution")
        .text("dct:title", &format!("{} ({})", table.title, download.format), frame.language())
        .text("dct:description", &description, frame.language())
        .iri("dcat:accessURL", &address)
        .iri("dcat:downloadURL", &address)
        .iri("dct:format", &vocabulary::authority(&format!("file-type/{}", file_type(made).unwrap_or("CSV"))))
        .iri("dcat:mediaType", &vocabulary::media_type(download.media_type))
        .iri("dct:license", &frame.license)
        .iri("dct:rights", &frame.legal("rights"))
        .iri("dct:conformsTo", &schema(frame, &table.name))
        .iri("dcatap:availability", &vocabulary::authority("planned-availability/STABLE"))
        .value("dcat:byteSize", &download.file.seal()?.bytes, "xsd:nonNegativeInteger");
    Ok(dated(node, frame.dataset.issued(made.at), frame.dataset.updated(made.at)))
}

/// The schema that a file conforms to.
fn standard(frame: &Frame, made: &Distribution) -> Node {
    let table = frame.dataset.published_table(made.at, made.number);
    let label = fill(frame.words.schema, &[&table.title]);
    labelled(frame, &schema(frame, &table.name), "dct:Standard", &label).text(
        "dct:title",
        &label,
        frame.language(),
    )
}

fn dated(node: Node, issued: Option<Date>, modified: Option<Date>) -> Node {
    let mut node = node;
    for (property, day) in [("dct:issued", issued), ("dct:modified", modified)] {
        if let Some(day) = day {
            node = node.value(property, &day, "xsd:date");
        }
    }
    node
}

/// With the site's language and place.
fn located(node: Node, frame: &Frame) -> Node {
    let language = vocabulary::language(family(frame.language()));
    let language = language.map(|language| vocabulary::authority(&format!("language/{}", language.0)));
    node.maybe_iri("dct:language", language.as_deref()).iri("dct:spatial", &node::location_iri(frame))
}
