//! `data/openapi.json`: the published files as an API that only reads (`OpenAPI` 3.1).
//!
//! In: the published files. Out: one path a file; the files of records share one, whose parameter takes the identifiers that
//! there are. Never: a path that no file answers.

use serde_json::{Map, Value as Json, json};

use super::dataset::Dataset;
use super::distribution::Distribution;
use super::object::{as_non_empty, drop_absent};
use super::package::find_version;
use super::{json, schemas};
use crate::messages::Language;
use crate::publication::Download;
use crate::publication::route::{self, is_web, to_url_path};
use crate::schema::publish::{TableKind, record_schema};

pub const PATH: &str = "data/openapi.json";

/// The description of the files of tables and records, and of `whole`: those about all data.
pub fn describe_api(
    dataset: &Dataset,
    distributions: &[Distribution],
    whole: &[(&str, &str, &str)],
) -> String {
    let config = &dataset.site().config;
    let words = dataset.language();
    let about_all = words.word("openapi-whole");
    let mut paths = Map::new();
    for made in distributions {
        let table = dataset.get_published_table(made.at, made.number);
        let collection = &dataset.get_table(made.at).collection;
        let lists_records = table.kind == TableKind::Records && made.download.format == json::FORMAT.name;
        let schema =
            lists_records.then(|| json!({"type": "array", "items": refer_to_schema(&collection.name)}));
        let summary = format!("{} ({})", table.title, made.download.format);
        let read = describe_download(words, &made.download, &summary, &collection.title, schema);
        paths.insert(format!("/{}", to_url_path(&made.download.path)), json!({"get": read}));
    }
    for (path, format, media_type) in whole {
        let operation =
            describe_operation(words, path, &format!("{about_all} ({format})"), &about_all, media_type, None);
        paths.insert(format!("/{path}"), json!({"get": operation}));
    }
    let (mut schemas, mut parameters) = (Map::new(), Map::new());
    let mut tags = vec![json!({"name": about_all})];
    for (at, table) in dataset.site().tables.iter().enumerate() {
        let Some(own) = dataset.list_tables(at).first() else { continue };
        let collection = &table.collection;
        schemas.insert(collection.name.clone(), record_schema(collection, own, &config.language).into());
        tags.push(json!({"name": collection.title, "description": collection.description}));
        if !table.records.is_empty() {
            let ids = table.records.iter().map(|record| record.id.as_str());
            parameters.insert(collection.name.clone(), describe_identifier(words, ids));
            let path = route::to_record_json(&collection.name, "{id}");
            let plain = (path.clone(), "JSON", "application/json", Some(refer_to_schema(&collection.name)));
            // The same record, linked: its name ends on two letters more.
            let linked = (format!("{path}ld"), "JSON-LD", "application/ld+json", None);
            for (path, format, media_type, schema) in [plain, linked] {
                let summary = format!("{} : {} ({format})", collection.title, words.word("openapi-record"));
                let operation =
                    describe_operation(words, &path, &summary, &collection.title, media_type, schema);
                let parameter = json!({"$ref": format!("#/components/parameters/{}", collection.name)});
                paths.insert(format!("/{path}"), json!({"parameters": [parameter], "get": operation}));
            }
        }
    }
    // Where the site does not know its address: the root of the site, seen from this file.
    let server = config.base_url.as_deref().map_or("..", |base| base.trim_end_matches('/'));
    let components = Map::from_iter([
        ("schemas".to_owned(), Json::Object(schemas)),
        ("parameters".to_owned(), Json::Object(parameters)),
    ]);
    // Moved, where `json!` would copy: identifiers may be many.
    let described = Map::from_iter([
        ("openapi".to_owned(), "3.1.0".into()),
        ("info".to_owned(), describe_info(dataset, words)),
        ("servers".to_owned(), json!([{"url": server}])),
        ("tags".to_owned(), tags.into()),
        ("paths".to_owned(), paths.into()),
        ("components".to_owned(), components.into()),
    ]);
    format!("{:#}\n", Json::Object(described))
}

/// The parameter of the files of a table's records: one of the identifiers that there are.
fn describe_identifier<'a>(words: Language, ids: impl Iterator<Item = &'a str>) -> Json {
    let schema = Map::from_iter([("type".to_owned(), "string".into()), ("enum".to_owned(), ids.collect())]);
    Json::Object(Map::from_iter([
        ("name".to_owned(), "id".into()),
        ("in".to_owned(), "path".into()),
        ("required".to_owned(), true.into()),
        ("description".to_owned(), words.word("openapi-id").into()),
        ("schema".to_owned(), schema.into()),
    ]))
}

fn describe_info(dataset: &Dataset, words: Language) -> Json {
    let config = &dataset.site().config;
    let publisher = &config.publisher;
    let contact = as_non_empty(&publisher.name).map(|name| {
        let url = publisher.url.as_ref().filter(|url| is_web(url));
        drop_absent(json!({"name": name, "email": publisher.email, "url": url}))
    });
    let about = [config.description.as_str(), &words.word("openapi-about")].join("\n\n");
    let url = Some(&config.license.url).filter(|url| is_web(url));
    drop_absent(json!({
        "title": config.title,
        "description": about.trim(),
        "version": find_version(dataset),
        "license": drop_absent(json!({"name": config.license.name, "url": url})),
        "contact": contact,
    }))
    .into()
}

fn refer_to_schema(collection: &str) -> Json {
    json!({"$ref": format!("#/components/schemas/{collection}")})
}

fn describe_download(
    words: Language,
    download: &Download,
    summary: &str,
    tag: &str,
    schema: Option<Json>,
) -> Json {
    let is_schema = [schemas::TABLE_SCHEMA.name, schemas::RECORD_SCHEMA.name].contains(&download.format);
    let schema = schema.or_else(|| is_schema.then(|| json!({"type": "object"})));
    describe_operation(words, &download.path, summary, tag, download.media_type, schema)
}

fn describe_operation(
    words: Language,
    path: &str,
    summary: &str,
    tag: &str,
    media_type: &str,
    schema: Option<Json>,
) -> Json {
    let media = Map::from_iter(schema.map(|schema| ("schema".to_owned(), schema)));
    let id: String =
        path.chars().filter(|c| !"{}".contains(*c)).map(|c| if "/.".contains(c) { '_' } else { c }).collect();
    json!({
        "operationId": id,
        "summary": summary,
        "tags": [tag],
        "responses": {"200": {"description": words.word("openapi-ok"), "content": {media_type: media}}},
    })
}
