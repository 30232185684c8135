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

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::dataset::Dataset;
use super::distribution::Distribution;
use super::package::{find_version, list_sources_of};
use super::rdf::{Graph, RdfNode, RdfSubject};
use crate::config::{Config, family};
use crate::messages::Language;
use crate::output::Fault;
use crate::publication::route::{self, to_url_path};
use crate::schema::Collection;
use crate::source::address::to_iri;
use node::build_labelled;

/// How long a description has to be for portals to count it.
const DESCRIPTION: usize = 100;

/// What every part of the catalogue needs to know.
pub struct CatalogContext<'a> {
    pub dataset: &'a Dataset,
    pub config: &'a Config,
    /// The site's address.
    pub base: &'a str,
    pub words: Language,
    /// The addresses of what is said once and pointed to.
    pub publisher: String,
    pub license: String,
}

impl<'a> CatalogContext<'a> {
    /// Nothing where the site has no address.
    pub fn new(dataset: &'a Dataset) -> Option<Self> {
        let config = &dataset.site().config;
        let base = config.base_url.as_deref()?;
        let license = vocabulary::find_licence(&config.license.id).or_else(|| to_iri(&config.license.url));
        let legal = format!("{base}{}", config.fixed_pages().legal);
        Some(Self {
            dataset,
            config,
            base,
            words: Language::of_site(&config.language),
            publisher: format!("{legal}#publisher"),
            license: license.unwrap_or_else(|| format!("{legal}#license")),
        })
    }

    fn language(&self) -> &'a str {
        &self.config.language
    }

    /// The address of a published file.
    fn to_address(&self, path: &str) -> String {
        format!("{}{}", self.base, to_url_path(path))
    }

    /// The address of something that the legal page speaks of.
    fn to_legal_address(&self, fragment: &str) -> String {
        format!("{}{}#{fragment}", self.base, self.config.fixed_pages().legal)
    }
}

/// The name of a collection's dataset: the address of its data page, which does not change with any title.
pub fn build_dataset_iri(base: &str, collection: &str) -> String {
    format!("{base}{}#dataset", to_url_path(&route::to_data(collection)))
}

/// The name of the catalogue.
pub fn build_catalog_iri(base: &str) -> String {
    format!("{base}{}#catalog", route::DATA)
}

/// The catalogue as a graph, empty where the site has no address.
///
/// # Errors
/// Those of writing a table, whose size it states.
pub fn build_graph(dataset: &Dataset, distributions: &[Distribution]) -> Result<Graph, Fault> {
    let mut graph = Graph::default();
    let Some(frame) = CatalogContext::new(dataset) else { return Ok(graph) };
    let published: Vec<usize> =
        (0..dataset.site().tables.len()).filter(|at| !dataset.list_tables(*at).is_empty()).collect();
    graph.add(describe_catalog(&frame, &published));
    for at in published {
        let own = distributions.iter().filter(|made| made.at == at && is_listed(made));
        let own: Vec<&Distribution> = own.collect();
        graph.add(describe_dataset(&frame, at, &own));
        for node in describe_period(&frame, at).into_iter().chain(describe_sources(&frame, at)) {
            graph.add(node);
        }
        for made in own {
            graph.add(describe_distribution(&frame, made)?);
            graph.add(describe_standard(&frame, made));
        }
    }
    for node in node::list_shared_nodes(&frame, distributions) {
        graph.add(node);
    }
    Ok(graph)
}

/// Whether a file stands in the catalogue: an open format of a table. Schemas are pointed to, the other formats are on
/// the data pages.
pub fn is_listed(made: &Distribution) -> bool {
    find_file_type(made).is_some()
}

fn find_file_type(made: &Distribution) -> Option<&'static str> {
    let (_, code) = vocabulary::FILE_TYPES.into_iter().find(|(format, _)| *format == made.download.format)?;
    Some(code)
}

fn describe_catalog(frame: &CatalogContext, published: &[usize]) -> RdfNode {
    let config = frame.config;
    let own = frame.words.text("catalog-description", &[("title", (&config.title).into())]);
    let description = if config.description.is_empty() { &own } else { &config.description };
    let mut node = RdfNode::new(RdfSubject::Iri(build_catalog_iri(frame.base)), "dcat:Catalog")
        .with_text("dct:title", &config.title, frame.language())
        .with_text("dct:description", description, frame.language())
        .with_plain("dct:identifier", &build_catalog_iri(frame.base))
        .with_iri("dct:publisher", &frame.publisher)
        .with_iri("foaf:homepage", frame.base)
        .with_iri("dct:license", &frame.license)
        .with_iri("dct:rights", &frame.to_legal_address("rights"))
        .with_iri("dcat:themeTaxonomy", &vocabulary::to_authority("data-theme"));
    let first = frame.dataset.find_first_issued();
    node = with_dates(node, first, frame.dataset.day.max(first));
    node = with_place(node, frame);
    for at in published {
        let collection = &frame.dataset.get_table(*at).collection;
        node = node.with_iri("dcat:dataset", &build_dataset_iri(frame.base, &collection.name));
    }
    node
}

/// The dataset of a collection: its table, and the tables of its rows and relations.
fn describe_dataset(frame: &CatalogContext, at: usize, own: &[&Distribution]) -> RdfNode {
    let collection = &frame.dataset.get_table(at).collection;
    let (name, language) = (build_dataset_iri(frame.base, &collection.name), frame.language());
    let theme = vocabulary::find_theme(collection.catalogue.theme.as_deref());
    let frequency = vocabulary::find_frequency(collection.catalogue.frequency.as_deref());
    let page = frame.to_address(&route::to_data(&collection.name));
    let node = RdfNode::new(RdfSubject::Iri(name.clone()), "dcat:Dataset")
        .with_text("dct:title", &collection.title, language)
        .with_text("dct:description", &complete_description(frame, collection), language)
        .with_plain("dct:identifier", &name)
        .with_plain("dcat:version", &find_version(frame.dataset))
        .with_iri("dct:publisher", &frame.publisher)
        .with_iri("dcat:contactPoint", &frame.to_legal_address("contact"))
        .with_iri("dcat:landingPage", &page)
        .with_iri("dcat:theme", &vocabulary::to_authority(&format!("data-theme/{theme}")))
        .with_iri("dct:accrualPeriodicity", &vocabulary::to_authority(&format!("frequency/{frequency}")))
        .with_iri("dct:accessRights", &vocabulary::to_authority("access-right/PUBLIC"))
        .with_iri("dct:license", &frame.license)
        .with_iri("dct:rights", &frame.to_legal_address("rights"))
        .with_iri("dct:conformsTo", &build_schema_address(frame, &frame.dataset.list_tables(at)[0].name));
    let mut node =
        with_place(with_dates(node, frame.dataset.find_issued(at), frame.dataset.find_updated(at)), frame);
    for keyword in list_keywords(frame, collection) {
        node = node.with_text("dcat:keyword", &keyword, language);
    }
    if let Some(period) = describe_period(frame, at) {
        node = node.with_node("dct:temporal", period.subject);
    }
    for source in describe_sources(frame, at) {
        node = node.with_node("prov:wasDerivedFrom", source.subject);
    }
    for made in own {
        node = node.with_iri("dcat:distribution", &build_distribution_iri(frame, made));
    }
    node
}

/// What the collection says, completed where portals would find it short.
pub fn complete_description(frame: &CatalogContext, collection: &Collection) -> String {
    let (words, config) = (frame.words, frame.config);
    let mut text = collection.description.trim().to_owned();
    let more = [
        words.text("catalog-dataset-description", &[("title", (&config.title).into())]),
        words.text("catalog-dataset-publisher", &[("publisher", (&config.publisher.name).into())]),
    ];
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
pub fn list_keywords(frame: &CatalogContext, collection: &Collection) -> Vec<String> {
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
fn describe_period(frame: &CatalogContext, at: usize) -> Option<RdfNode> {
    let collection = &frame.dataset.get_table(at).collection;
    let [start, end] = collection.catalogue.interval()?;
    let mut node =
        RdfNode::new(RdfSubject::Blank(format!("temporal-{}", collection.name)), "dct:PeriodOfTime");
    for (property, day) in [("dcat:startDate", start), ("dcat:endDate", end)] {
        if let Some(day) = day {
            node = node.with_value(property, &day, "xsd:date");
        }
    }
    Some(node)
}

/// The addresses that the records of a collection name as their sources, each once.
fn describe_sources(frame: &CatalogContext, at: usize) -> Vec<RdfNode> {
    let table = frame.dataset.get_table(at);
    let mut seen = BTreeSet::new();
    let mut nodes = Vec::new();
    for source in table.records.iter().flat_map(|record| list_sources_of(frame.dataset, table, record)) {
        let text = |key: &str| source.get(key).and_then(serde_json::Value::as_str);
        if let (Some(title), Some(address)) = (text("title"), text("path").and_then(to_iri))
            && seen.insert(address.clone())
        {
            let node = RdfNode::new(RdfSubject::Iri(address), "prov:Entity");
            nodes.push(node.with_text("rdfs:label", title, frame.language()));
        }
    }
    nodes
}

fn build_distribution_iri(frame: &CatalogContext, made: &Distribution) -> String {
    format!("{}#distribution", frame.to_address(&made.download.path))
}

/// The address of the schema of a table.
fn build_schema_address(frame: &CatalogContext, table: &str) -> String {
    frame.to_address(&format!("data/schemas/{table}.json"))
}

fn describe_distribution(frame: &CatalogContext, made: &Distribution) -> Result<RdfNode, Fault> {
    let (table, download) = (frame.dataset.get_published_table(made.at, made.number), &made.download);
    let (address, words) = (frame.to_address(&download.path), frame.words);
    let about = match download.format {
        "CSV" => "catalog-csv",
        "JSON" => "catalog-json",
        _ => "catalog-other",
    };
    let description = [&table.description, &words.word(about)].map(|text| text.trim().to_owned()).join(" ");
    let node = RdfNode::new(RdfSubject::Iri(build_distribution_iri(frame, made)), "dcat:Distribution")
        .with_text("dct:title", &format!("{} ({})", table.title, download.format), frame.language())
        .with_text("dct:description", &description, frame.language())
        .with_iri("dcat:accessURL", &address)
        .with_iri("dcat:downloadURL", &address)
        .with_iri(
            "dct:format",
            &vocabulary::to_authority(&format!("file-type/{}", find_file_type(made).unwrap_or("CSV"))),
        )
        .with_iri("dcat:mediaType", &vocabulary::to_media_type(download.media_type))
        .with_iri("dct:license", &frame.license)
        .with_iri("dct:rights", &frame.to_legal_address("rights"))
        .with_iri("dct:conformsTo", &build_schema_address(frame, &table.name))
        .with_iri("dcatap:availability", &vocabulary::to_authority("planned-availability/STABLE"))
        .with_value("dcat:byteSize", &download.file.seal()?.bytes, "xsd:nonNegativeInteger");
    Ok(with_dates(node, frame.dataset.find_issued(made.at), frame.dataset.find_updated(made.at)))
}

/// The schema that a file conforms to.
fn describe_standard(frame: &CatalogContext, made: &Distribution) -> RdfNode {
    let table = frame.dataset.get_published_table(made.at, made.number);
    let label = frame.words.text("catalog-schema", &[("title", (&table.title).into())]);
    build_labelled(frame, &build_schema_address(frame, &table.name), "dct:Standard", &label).with_text(
        "dct:title",
        &label,
        frame.language(),
    )
}

fn with_dates(node: RdfNode, issued: Option<Date>, modified: Option<Date>) -> RdfNode {
    let mut node = node;
    for (property, day) in [("dct:issued", issued), ("dct:modified", modified)] {
        if let Some(day) = day {
            node = node.with_value(property, &day, "xsd:date");
        }
    }
    node
}

/// With the site's language and place.
fn with_place(node: RdfNode, frame: &CatalogContext) -> RdfNode {
    let language = vocabulary::find_language(family(frame.language()));
    let language = language.map(|language| vocabulary::to_authority(&format!("language/{language}")));
    node.with_optional_iri("dct:language", language.as_deref())
        .with_iri("dct:spatial", &node::find_location_iri(frame))
}
