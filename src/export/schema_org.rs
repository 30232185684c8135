//! What search engines read on the page of a collection's data: a schema.org `Dataset`.
//!
//! In: a collection and its files. Out: JSON-LD in ASCII, fit to stand in a page. Never: a size or a hash, which would have
//! every table written before its page.

use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::catalog::{
    CatalogContext, build_catalog_iri, build_dataset_iri, complete_description, is_listed, list_keywords,
};
use super::dataset::Dataset;
use super::distribution::Distribution;
use super::object::drop_absent;
use super::package::{find_version, list_sources_of};
use super::rdf::{escape_json, to_ascii};
use crate::publication::route::{self, is_web, to_url_path};

/// The description of the collection at that place; nothing where the site has no address.
pub fn describe_collection(dataset: &Dataset, distributions: &[Distribution], at: usize) -> Option<String> {
    let frame = CatalogContext::new(dataset)?;
    let (config, collection) = (frame.config, &dataset.get_table(at).collection);
    let published = dataset.list_tables(at).first()?;
    let address = build_dataset_iri(frame.base, &collection.name);
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let measured = published.columns().map(|column| {
        let text = |key: &str| column.descriptor.get(key).and_then(Json::as_str);
        drop_absent(json!({
            "@type": "PropertyValue",
            "name": column.name,
            "alternateName": text("title"),
            "description": text("description"),
            "unitText": text("unit"),
        }))
    });
    let files = distributions.iter().filter(|made| made.at == at && is_listed(made)).map(|made| {
        let table = dataset.get_published_table(made.at, made.number);
        json!({
            "@type": "DataDownload", "name": format!("{} ({})", table.title, made.download.format),
            "encodingFormat": made.download.media_type,
            "contentUrl": format!("{}{}", frame.base, to_url_path(&made.download.path)),
        })
    });
    let node = drop_absent(json!({
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": address,
        "identifier": address,
        "name": format!("{} – {}", collection.title, config.title),
        "description": complete_description(&frame, collection),
        "url": format!("{}{}", frame.base, to_url_path(&route::to_data(&collection.name))),
        "inLanguage": config.language,
        "keywords": list_keywords(&frame, collection),
        "version": find_version(dataset),
        "isAccessibleForFree": true,
        "license": if is_web(&config.license.url) { &config.license.url } else { &frame.license },
        "creator": describe_creator(&frame),
        "publisher": describe_creator(&frame),
        "datePublished": day(dataset.find_issued(at)),
        "dateModified": day(dataset.find_updated(at)),
        "spatialCoverage": place(&frame),
        "temporalCoverage": collection.catalogue.interval().and(collection.catalogue.temporal.as_ref()),
        "variableMeasured": measured.collect::<Vec<_>>(),
        "includedInDataCatalog": {
            "@type": "DataCatalog", "@id": build_catalog_iri(frame.base), "name": config.title,
            "url": format!("{}{}", frame.base, route::DATA),
        },
        "distribution": files.collect::<Vec<Json>>(),
        "isBasedOn": list_upstream(&frame, at),
    }));
    // Inside a page `</script>` would end it.
    let text = Json::Object(node).to_string().replace('<', "\\u003c");
    Some(to_ascii(&text, escape_json))
}

fn describe_creator(frame: &CatalogContext) -> Json {
    let publisher = &frame.config.publisher;
    let name = if publisher.name.is_empty() { &frame.config.title } else { &publisher.name };
    let identifier = |siret| json!({"@type": "PropertyValue", "propertyID": "SIRET", "value": siret});
    drop_absent(json!({
        "@type": "GovernmentOrganization",
        "@id": frame.publisher,
        "name": name,
        "url": publisher.url.as_ref().filter(|url| is_web(url)),
        "identifier": publisher.siret.as_ref().map(identifier),
        "contactPoint": publisher.email.as_ref().map(|email| json!({"@type": "ContactPoint", "email": email})),
    }))
    .into()
}

fn place(frame: &CatalogContext) -> Option<Json> {
    let spatial = &frame.config.spatial;
    let insee = spatial.insee.as_ref();
    let identifier = |insee| json!({"@type": "PropertyValue", "propertyID": "INSEE", "value": insee});
    let bounds = |[w, s, e, n]: &[String; 4]| json!({"@type": "GeoShape", "box": format!("{s} {w} {n} {e}")});
    let place = drop_absent(json!({
        "@type": "Place",
        "@id": insee.map(|insee| format!("http://id.insee.fr/geo/commune/{insee}")),
        "identifier": insee.map(identifier),
        "geo": spatial.bbox.as_ref().map(bounds),
    }));
    (place.len() > 1).then_some(place.into())
}

/// The addresses of what the records were made from.
fn list_upstream(frame: &CatalogContext, at: usize) -> Option<Json> {
    let table = frame.dataset.get_table(at);
    let sources = table.records.iter().flat_map(|record| list_sources_of(frame.dataset, table, record));
    let mut addresses: Vec<String> =
        sources.filter_map(|source| Some(source.get("path")?.as_str()?.to_owned())).collect();
    addresses.sort();
    addresses.dedup();
    (!addresses.is_empty()).then(|| json!(addresses))
}
