//! What search engines read on the page of a collection's data: a schema.org `Dataset`.
//!
//! In: a collection and its files. Out: JSON-LD in ASCII, fit to stand in a page. Never: a size or a hash, which would have
//! every table written before its page.

use serde_json::{Map, Value as Json, json};

use super::catalog::{Frame, catalog_iri, dataset_iri, description, is_listed, keywords};
use super::dataset::Dataset;
use super::distribution::Distribution;
use super::package::{sources_of, version};
use super::rdf::{ascii, json_escape};
use crate::publication::route::{self, is_web, to_url_path};

/// The description of the collection at that place; nothing where the site has no address.
pub fn described(dataset: &Dataset, distributions: &[Distribution], at: usize) -> Option<String> {
    let frame = Frame::new(dataset)?;
    let (config, collection) = (frame.config, &dataset.table(at).collection);
    let published = dataset.of(at).first()?;
    let mut node = Map::new();
    let mut put = |key: &str, value: Json| node.insert(key.to_owned(), value);
    put("@context", json!("https://schema.org/"));
    put("@type", json!("Dataset"));
    put("@id", json!(dataset_iri(frame.base, &collection.name)));
    put("identifier", json!(dataset_iri(frame.base, &collection.name)));
    put("name", json!(format!("{} – {}", collection.title, config.title)));
    put("description", json!(description(&frame, collection)));
    put("url", json!(format!("{}{}", frame.base, to_url_path(&route::to_data(&collection.name)))));
    put("inLanguage", json!(config.language));
    put("keywords", json!(keywords(&frame, collection)));
    put("version", json!(version(dataset)));
    put("isAccessibleForFree", json!(true));
    put("license", json!(if is_web(&config.license.url) { &config.license.url } else { &frame.license }));
    put("creator", creator(&frame));
    put("publisher", creator(&frame));
    for (key, day) in [("datePublished", dataset.issued(at)), ("dateModified", dataset.updated(at))] {
        if let Some(day) = day {
            put(key, json!(day.to_string()));
        }
    }
    if let Some(place) = place(&frame) {
        put("spatialCoverage", place);
    }
    if let (Some(temporal), Some(_)) = (&collection.catalogue.temporal, collection.catalogue.interval()) {
        put("temporalCoverage", json!(temporal));
    }
    let measured = published.columns().map(|column| {
        let text = |key: &str| column.descriptor.get(key).and_then(Json::as_str);
        let mut variable = Map::from_iter([("@type".to_owned(), json!("PropertyValue"))]);
        variable.insert("name".into(), json!(column.name));
        for (key, said) in [("alternateName", "title"), ("description", "description"), ("unitText", "unit")]
        {
            if let Some(text) = text(said) {
                variable.insert(key.into(), json!(text));
            }
        }
        Json::Object(variable)
    });
    put("variableMeasured", measured.collect());
    put(
        "includedInDataCatalog",
        json!({
            "@type": "DataCatalog", "@id": catalog_iri(frame.base), "name": config.title,
            "url": format!("{}{}", frame.base, route::DATA),
        }),
    );
    let files = distributions.iter().filter(|made| made.at == at && is_listed(made)).map(|made| {
        let table = dataset.published_table(made.at, made.number);
        json!({
            "@type": "DataDownload", "name": format!("{} ({})", table.title, made.download.format),
            "encodingFormat": made.download.media_type,
            "contentUrl": format!("{}{}", frame.base, to_url_path(&made.download.path)),
        })
    });
    put("distribution", files.collect());
    if let Some(based) = upstream(&frame, at) {
        put("isBasedOn", based);
    }
    // Inside a page `</script>` would end it.
    let text = Json::Object(node).to_string().replace('<', "\\u003c");
    Some(ascii(&text, json_escape))
}

fn creator(frame: &Frame) -> Json {
    let publisher = &frame.config.publisher;
    let name = if publisher.name.is_empty() { &frame.config.title } else { &publisher.name };
    let mut creator = Map::from_iter([
        ("@type".to_owned(), json!("GovernmentOrganization")),
        ("@id".to_owned(), json!(frame.publisher)),
        ("name".to_owned(), json!(name)),
    ]);
    if let Some(url) = publisher.url.as_ref().filter(|url| is_web(url)) {
        creator.insert("url".into(), json!(url));
    }
    if let Some(siret) = &publisher.siret {
        creator.insert(
            "identifier".into(),
            json!({"@type": "PropertyValue", "propertyID": "SIRET", "value": siret}),
        );
    }
    if let Some(email) = &publisher.email {
        creator.insert("contactPoint".into(), json!({"@type": "ContactPoint", "email": email}));
    }
    Json::Object(creator)
}

fn place(frame: &Frame) -> Option<Json> {
    let spatial = &frame.config.spatial;
    let mut place = Map::from_iter([("@type".to_owned(), json!("Place"))]);
    if let Some(insee) = &spatial.insee {
        place.insert("@id".into(), json!(format!("http://id.insee.fr/geo/commune/{insee}")));
        place.insert(
            "identifier".into(),
            json!({"@type": "PropertyValue", "propertyID": "INSEE", "value": insee}),
        );
    }
    if let Some([w, s, e, n]) = &spatial.bbox {
        place.insert("geo".into(), json!({"@type": "GeoShape", "box": format!("{s} {w} {n} {e}")}));
    }
    (place.len() > 1).then_some(Json::Object(place))
}

/// The addresses of what the records were made from.
fn upstream(frame: &Frame, at: usize) -> Option<Json> {
    let table = frame.dataset.table(at);
    let sources = table.records.iter().flat_map(|record| sources_of(frame.dataset, table, record));
    let mut addresses: Vec<String> =
        sources.filter_map(|source| Some(source.get("path")?.as_str()?.to_owned())).collect();
    addresses.sort();
    addresses.dedup();
    (!addresses.is_empty()).then(|| json!(addresses))
}
