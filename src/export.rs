//! From a checked site to data files.
//!
//! In: a [`CheckedSite`]. Out: tables, records, schemas, packages and kits, put into the [`Output`], and the
//! [`Downloads`] that says what there is to download. Never: disk, clock, a page, a personal field.
//!
//! A format is one file: it declares a [`TableFormat`] and takes its place in [`FORMATS`]. Whatever it writes, it
//! reads values through [`cell`], so that every format holds the same ones.

mod aliases;
mod archive;
mod catalog;
mod cell;
mod csv;
mod csvw;
mod dataset;
mod declaration;
mod distribution;
mod excel_csv;
mod exchange;
mod feed;
mod json;
mod jsonl;
mod jsonld;
mod kit;
mod media_type;
mod object;
mod ods;
mod openapi;
mod package;
mod preview;
mod rdf;
mod record_source;
mod schema_org;
mod schemas;
mod servers;
mod sitemap;
mod withdrawn;
mod workbook;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

use crate::check::CheckedSite;
use crate::diag::Diagnostic;
use crate::model::RecordRef;
use crate::output::{Fault, HashedFile, Output, Payload};
use crate::publication::{Download, Downloads, route};
use dataset::Dataset;
use distribution::{Distribution, TableFormat};

/// The formats a table is published in, in the order of the pages: for people, for programs, what describes them.
const FORMATS: [TableFormat; 9] = [
    csv::FORMAT,
    ods::FORMAT,
    xlsx::FORMAT,
    excel_csv::FORMAT,
    json::FORMAT,
    jsonl::FORMAT,
    jsonld::FORMAT,
    schemas::TABLE_SCHEMA,
    schemas::RECORD_SCHEMA,
];

/// Renders the page that opens a kit: all its parts, printable.
pub type KitPage = dyn Fn(RecordRef) -> Result<Vec<u8>, Fault> + Send + Sync;

/// The data of a site, all but its kits, whose pages are drawn by whoever draws pages.
pub struct Data {
    dataset: Arc<Dataset>,
    declared: Arc<declaration::Declarations>,
    downloads: Downloads,
}

/// Publishes the data: every table in every format, every record, the package; the kits come after.
///
/// # Errors
/// Two files of the same path.
pub fn export(site: &Arc<CheckedSite>, output: &mut Output) -> Result<Data, Box<Diagnostic>> {
    let dataset = Arc::new(Dataset::new(Arc::clone(site)));
    let distributions = Arc::new(distribution::list_distributions(&dataset, &FORMATS));
    let sheets = preview::list_tables(&dataset, &distributions);
    for made in &*distributions {
        output.put(&made.download.path, Arc::clone(&made.download.file))?;
    }
    let whole = make_dataset_files(&dataset, &distributions);
    let described = describe_collections(&dataset, &distributions);
    for Download { path, file, .. } in &whole {
        // It states the hashes of the tables, so it is written after them.
        let file = Arc::clone(file);
        output.put(path, Payload::lazy(move |out| file.write(out)))?;
    }
    let contexts = Arc::new(jsonld::RecordContexts::new(&dataset));
    for (at, path) in dataset.record_files() {
        let (of_linked, linked) = (Arc::clone(&dataset), Arc::clone(&contexts));
        output.put(
            format!("{path}ld"),
            Payload::lazy(move |out| Ok(jsonld::write_record_file(&of_linked, &linked, at, out)?)),
        )?;
        let dataset = Arc::clone(&dataset);
        output.put(path, Payload::lazy(move |out| Ok(json::write_record_file(&dataset, at, out)?)))?;
    }
    withdrawn::put(&dataset, output)?;
    let declared = Arc::new(declaration::Declarations::from_dataset(&dataset));
    for (path, file) in exchange::list_files(&dataset, &distributions, &declared) {
        output.put(path, file)?;
    }
    Ok(Data {
        dataset,
        declared,
        downloads: Downloads { tables: sheets, described, kits: BTreeMap::new(), whole },
    })
}

impl Data {
    /// Publishes the kits too, and tells what the pages say of all these files.
    ///
    /// # Errors
    /// As [`export`].
    pub fn with_kits(
        self,
        kit_page: &Arc<KitPage>,
        output: &mut Output,
    ) -> Result<Downloads, Box<Diagnostic>> {
        let kits = make_kits(&self.dataset, &self.declared, kit_page);
        for Download { path, file, .. } in kits.values() {
            output.put(path, Arc::clone(file))?;
        }
        Ok(Downloads { kits, ..self.downloads })
    }
}

/// Writes a file that speaks of all tables.
type DatasetFileText = fn(&Dataset, &[Distribution]) -> Result<String, Fault>;

/// The files about the data as a whole: path, name of the format, media type.
const WHOLE: [(&str, &str, &str, DatasetFileText); 7] = [
    (package::PATH, "Data Package", "application/json", package::write_descriptor),
    (csvw::PATH, "CSVW", "application/csvm+json", |dataset, made| Ok(csvw::describe_tables(dataset, made))),
    (openapi::PATH, "OpenAPI", "application/json", |dataset, made| {
        Ok(openapi::describe_api(dataset, made, &list_dataset_files(dataset)))
    }),
    (aliases::PATH, "Aliases (CSV)", "text/csv", |dataset, _| Ok(aliases::write_alias_table(dataset.site()))),
    ("data/catalog.ttl", "DCAT-AP (Turtle)", "text/turtle", |dataset, made| {
        Ok(rdf::write_turtle(&catalog::build_graph(dataset, made)?)?)
    }),
    ("data/catalog.jsonld", "DCAT-AP (JSON-LD)", "application/ld+json", |dataset, made| {
        Ok(rdf::write_json_ld(&catalog::build_graph(dataset, made)?)?)
    }),
    ("data/catalog.rdf", "DCAT-AP (RDF/XML)", "application/rdf+xml", |dataset, made| {
        Ok(rdf::write_rdf_xml(&catalog::build_graph(dataset, made)?)?)
    }),
];

/// Those of them that this site has: a catalogue speaks of absolute addresses, so it wants the site's.
fn list_dataset_files(dataset: &Dataset) -> Vec<(&'static str, &'static str, &'static str)> {
    let has_address = dataset.site().config.base_url.is_some();
    let kinds = WHOLE.iter().map(|(path, format, media_type, _)| (*path, *format, *media_type));
    let renamed = !dataset.site().aliases.is_empty();
    kinds
        .filter(|(path, ..)| has_address || !path.starts_with("data/catalog."))
        .filter(|(path, ..)| renamed || *path != aliases::PATH)
        .collect()
}

fn make_dataset_files(dataset: &Arc<Dataset>, distributions: &Arc<Vec<Distribution>>) -> Vec<Download> {
    let kinds = list_dataset_files(dataset);
    let made = WHOLE.into_iter().filter(|(path, ..)| kinds.iter().any(|kind| kind.0 == *path));
    let made = made.map(|(path, format, media_type, text)| {
        let (dataset, distributions) = (Arc::clone(dataset), Arc::clone(distributions));
        let file = HashedFile::new(move |out| Ok(out.write_all(text(&dataset, &distributions)?.as_bytes())?));
        Download { path: path.to_owned(), format, media_type, file: Arc::new(file) }
    });
    made.collect()
}

/// What search engines read on the data page of each collection.
fn describe_collections(dataset: &Dataset, distributions: &[Distribution]) -> BTreeMap<String, String> {
    let described = dataset.site().tables.iter().enumerate().filter_map(|(at, table)| {
        Some((table.collection.name.clone(), schema_org::describe_collection(dataset, distributions, at)?))
    });
    described.collect()
}

/// The archive of each record that is downloadable as one.
fn make_kits(
    dataset: &Arc<Dataset>,
    declared: &Arc<declaration::Declarations>,
    page: &Arc<KitPage>,
) -> BTreeMap<RecordRef, Download> {
    let kits = dataset.kits();
    let entries = Arc::new(record_source::Entries::read(dataset, &kits));
    let download = |at: RecordRef| {
        let (table, record) = dataset.site().record(at);
        let path = route::to_kit(&table.collection.name, &record.id);
        let (dataset, page, entries) = (Arc::clone(dataset), Arc::clone(page), Arc::clone(&entries));
        let declared = Arc::clone(declared);
        let made = move |out: &mut dyn Write| kit::write_kit(&dataset, at, &*page, &entries, &declared, out);
        let file = HashedFile::new(made);
        (at, Download { path, format: "ZIP", media_type: "application/zip", file: Arc::new(file) })
    };
    kits.into_iter().map(download).collect()
}

/// Tells the world what there is, `sitemap.xml`, `feed.xml`, `robots.txt`, and servers how to show it. To be called once every page is in
/// the output. The first two speak of absolute addresses, so they want the site's.
///
/// # Errors
/// A page that already stands at one of these paths.
pub fn announce(site: &Arc<CheckedSite>, output: &mut Output) -> Result<(), Box<Diagnostic>> {
    if let Some(base) = &site.site().config.base_url {
        let pages = Arc::new(sitemap::list_pages(site.site(), output));
        for (path, file) in sitemap::list_files(site, base, &pages) {
            output.put(path, file)?;
        }
        if let Some(updated) = site.published().map(str::to_owned) {
            let (site, base) = (Arc::clone(site), base.clone());
            let feed = move |out: &mut dyn Write| {
                Ok(out.write_all(feed::write_feed(&site, &base, &updated, &pages).as_bytes())?)
            };
            output.put(feed::PATH, Payload::lazy(feed))?;
        }
    }
    for (path, text) in servers::list_files(site.site(), output) {
        output.put(path, text)?;
    }
    let robots = sitemap::write_robots(site.site().config.base_url.as_deref());
    output.put("robots.txt", robots)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use serde_json::Value as Json;

    use super::*;
    use crate::diag::Diagnostics;
    use crate::output::FileHash;
    use crate::source::Sources;

    const PROJECT: [(&str, &str); 9] = [
        (
            "content/site.yaml",
            "title: Boîte\nlanguage: fr\nbase_url: https://ville.example/x/\nlicense: etalab-2.0\n\
             publisher: {name: Ville d'Exemple, siret: \"13002526500013\", url: https://ville.example/}\n",
        ),
        (
            "content/themes/_collection.yaml",
            "title: Thèmes\nrecord: thème\nschema:\n  fields: [{name: nom, type: string}]\n",
        ),
        ("content/themes/themes.csv", "id,nom\neau,L'eau\nair,\"L'air, pur\"\n"),
        (
            "content/gestes/_collection.yaml",
            "title: Gestes\nrecord: geste\ndescription: Ce qu'on fait.\narchive: true\nparts: true\nsort: [cout]\nschema:\n  fields:\n\
             \x20   - {name: nom, title: Nom, type: string, rdfType: 'dct:title', constraints: {required: true}}\n\
             \x20   - {name: theme, type: string, reference: themes}\n\
             \x20   - {name: themes, type: list, reference: themes}\n\
             \x20   - {name: suite, type: string, reference: gestes}\n\
             \x20   - {name: cout, type: number, unit: EUR, example: '12,5', constraints: {minimum: -9}}\n\
             \x20   - {name: fait, type: boolean}\n\
             \x20   - {name: duree, type: duration}\n\
             \x20   - {name: etat, type: string, categories: [{value: neuf, label: Neuf}, {value: use, label: Usé}]}\n\
             \x20   - {name: tags, type: list, categories: [{value: a, label: Premier}, {value: b, label: Second}]}\n\
             \x20   - {name: agent, type: string, personal: true}\n\
             \x20   - {name: texte, type: string, format: markdown, advice: {required: true}}\n\
             \x20   - {name: maj, type: date, rdfType: 'dct:modified'}\n\
             \x20   - name: etapes\n\
             \x20     type: array\n\
             \x20     fields: [{name: titre, type: string}, {name: duree, type: duration}, {name: qui, type: string, personal: true}]\n",
        ),
        (
            "content/gestes/b.md",
            "---\nnom: =1+1\ntheme: eau\nthemes: [eau, air]\ncout: 12,5\nfait: oui\nduree: 1 h 30\netat: neuf\n\
             tags: [a, b]\nagent: Mme Secret\n# agent : M. Secret\n\nmaj: 2026-03-04\netapes:\n  - titre: Un\n    qui: M. Secret\n\
             \x20 - {titre: \"Deux, \\\"2\\\"\", duree: 5 min, qui: Secret}\n---\nCorps.\n",
        ),
        (
            "content/gestes/a/index.md",
            "---\nnom: A\nagent: |\n  Secret\n  Secret\nsuite: b\ncout: -3\ntexte: '*x*'\n---\n",
        ),
        ("content/gestes/a/10-fiche.md", "---\ntitle: Fiche\n---\n{{ville}}\n"),
        (
            "content/contacts/_collection.yaml",
            "title: Contacts\nrecord: contact\nlabel: nom\npages: false\nschema:\n  fields: [{name: nom, type: string, personal: true}, {name: resume, type: string}]\n",
        ),
        ("content/contacts/contacts.csv", "id,nom,resume\nsecret,Secret,Secret\n"),
    ];

    fn checked() -> Arc<CheckedSite> {
        let mut sources = Sources::default();
        for (path, text) in PROJECT {
            sources.add(path, text);
        }
        sources.add_asset("content/gestes/a/plan.csv", b"a;b\r\n".to_vec());
        let sources = Arc::new(sources);
        let options = crate::Options { published: Some("2026-04-05T06:07:08Z".into()), ..Default::default() };
        let mut diags = Diagnostics::default();
        let site = crate::check(&sources, &options, &mut diags);
        Arc::new(site.unwrap_or_else(|| panic!("{diags:#?}")))
    }

    fn exported() -> (BTreeMap<String, Vec<u8>>, Downloads) {
        let (site, mut output) = (checked(), Output::default());
        let page: Arc<KitPage> = Arc::new(|_| Ok(b"<p>Lisez-moi</p>".to_vec()));
        let downloads = export(&site, &mut output).unwrap().with_kits(&page, &mut output).unwrap();
        output.insert("gestes/b.html", String::new());
        announce(&site, &mut output).unwrap();
        let files = output.iter().map(|(path, payload)| (path.clone(), payload.bytes().unwrap()));
        (files.collect(), downloads)
    }

    fn text(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
        String::from_utf8(files[path].clone()).unwrap()
    }

    fn json(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Json {
        serde_json::from_slice(&files[path]).unwrap()
    }

    fn unzipped(bytes: &[u8]) -> BTreeMap<String, String> {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut read = |name: String| {
            let mut text = String::new();
            archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
            (name, text)
        };
        names.into_iter().map(&mut read).collect()
    }

    #[test]
    fn tables_hold_canonical_values_and_spreadsheets_what_they_read() {
        let (files, downloads) = exported();
        let end = "Ville d'Exemple,13002526500013,2026-04-05";
        for (path, rows) in [
            (
                "data/gestes.csv",
                vec![
                    "id,nom,theme,themes,suite,cout,fait,duree,etat,tags,texte,maj,collectivite_nom,\
                     collectivite_siret,date_publication,date_modification"
                        .to_owned(),
                    format!("a,A,,,b,-3,,,,,*x*,,{end},"),
                    format!("b,=1+1,eau,eau;air,,12.5,true,PT1H30M,neuf,a;b,,2026-03-04,{end},2026-03-04"),
                ],
            ),
            (
                "data/gestes-etapes.csv",
                vec![
                    "geste_id,position,titre,duree,collectivite_nom,collectivite_siret,date_publication,\
                     date_modification"
                        .to_owned(),
                    format!("b,1,Un,,{end},2026-03-04"),
                    format!("b,2,\"Deux, \"\"2\"\"\",PT5M,{end},2026-03-04"),
                ],
            ),
            (
                "data/gestes-themes.csv",
                vec![
                    "geste_id,position,theme_id,collectivite_nom,collectivite_siret,date_publication,\
                     date_modification"
                        .to_owned(),
                    format!("b,1,eau,{end},2026-03-04"),
                    format!("b,2,air,{end},2026-03-04"),
                ],
            ),
        ] {
            assert_eq!(text(&files, path), rows.join("\r\n") + "\r\n");
        }
        let excel = text(&files, "data/gestes-excel.csv");
        assert!(excel.starts_with("\u{feff}id;nom;"));
        assert!(excel.contains("\r\nb;'=1+1;eau;\"eau;air\";;12,5;VRAI;PT1H30M;neuf;\"a;b\";;04/03/2026;"));
        let sheets: Vec<(&str, usize)> =
            downloads.tables["gestes"].iter().map(|sheet| (sheet.name.as_str(), sheet.rows)).collect();
        assert_eq!(sheets, [("gestes", 2), ("gestes-themes", 2), ("gestes-etapes", 2)]);
        let sheet = &downloads.tables["gestes"][0];
        assert_eq!((sheet.preview.first_rows.len(), sheet.preview.first_rows[1][5].as_str()), (2, "12.5"));
        for download in sheet.files.iter().chain(downloads.kits.values()).chain(&downloads.whole) {
            let (bytes, seal) = (&files[&download.path], download.file.seal().unwrap());
            assert_eq!(seal, FileHash::from_bytes(bytes), "{}", download.path);
        }
    }

    #[test]
    fn a_record_says_the_same_in_its_table_and_in_its_own_file() {
        let (files, _) = exported();
        let table = json(&files, "data/gestes.json");
        for (row, id) in ["a", "b"].into_iter().enumerate() {
            let file = json(&files, &format!("data/gestes/{id}.json"));
            for (key, value) in table[row].as_object().unwrap() {
                assert_eq!(&file[key], value, "{id}.{key}");
            }
        }
        assert_eq!(table[1]["etapes"][0], serde_json::json!({"titre": "Un", "duree": null}));
        assert_eq!(table[1]["themes"], serde_json::json!(["eau", "air"]));
        let file = json(&files, "data/gestes/a.json");
        assert_eq!(file["parts"][0]["id"], "fiche");
        assert_eq!(file["attachments"][0]["bytes"], 5);
        assert_eq!(json(&files, "data/gestes/b.json")["body"], "Corps.");
    }

    #[test]
    fn the_package_names_keys_between_tables_and_lone_schemas_do_not() {
        let (files, _) = exported();
        let package = json(&files, "data/datapackage.json");
        let keys: Vec<String> = package["resources"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|resource| {
                let keys = resource["schema"]["foreignKeys"].as_array().cloned().unwrap_or_default();
                let name = resource["name"].as_str().unwrap().to_owned();
                keys.into_iter().map(move |key| {
                    let (field, to) = (&key["fields"][0], &key["reference"]["resource"]);
                    format!("{name}.{} {}", field.as_str().unwrap(), to.as_str().unwrap_or("itself"))
                })
            })
            .collect();
        let expected = [
            "gestes.theme themes",
            "gestes.suite itself",
            "gestes-themes.geste_id gestes",
            "gestes-themes.theme_id themes",
            "gestes-etapes.geste_id gestes",
        ];
        assert_eq!(keys, expected);
        let schema = json(&files, "data/schemas/gestes.json");
        assert_eq!(schema.get("foreignKeys"), None);
        let field = |name: &str| {
            let fields = schema["fields"].as_array().unwrap();
            fields.iter().find(|field| field["name"] == name).unwrap().clone()
        };
        let cost = serde_json::json!({
            "name": "cout", "description": "Unité : EUR.", "type": "number", "example": "12.5", "unit": "EUR",
            "constraints": {"minimum": -9},
        });
        assert_eq!(field("cout"), cost);
        assert_eq!(field("texte"), serde_json::json!({"name": "texte", "type": "string"}));
        assert_eq!(field("etat")["constraints"]["enum"], serde_json::json!(["neuf", "use"]));
        assert_eq!(field("tags")["description"], "Valeurs possibles : a (Premier), b (Second).");
        assert_eq!(field("maj")["rdfType"], "http://purl.org/dc/terms/modified");
    }

    #[test]
    fn the_catalogue_says_in_three_forms_what_portals_look_for() {
        let (files, downloads) = exported();
        let base = "https://ville.example/x/";
        let turtle = text(&files, "data/catalog.ttl");
        for said in [
            "<https://ville.example/x/data/gestes.html#dataset> a dcat:Dataset ;",
            "dct:identifier \"https://ville.example/x/data/gestes.html#dataset\" ;",
            "dct:license <http://publications.europa.eu/resource/authority/licence/ETALAB_2_0> ;",
            "dct:accrualPeriodicity <http://publications.europa.eu/resource/authority/frequency/IRREG> ;",
            "dct:modified \"2026-03-04\"^^xsd:date",
            "dct:identifier \"13002526500013\"",
        ] {
            assert!(turtle.contains(said), "{said}\n{turtle}");
        }
        for unsaid in ["checksum", "dct:source", "contacts", "gestes.record.json", "-excel"] {
            assert!(!turtle.contains(unsaid), "{unsaid}");
        }
        let csv = downloads.tables["gestes"][0].files.iter().find(|file| file.format == "CSV").unwrap();
        let size = format!("dcat:byteSize \"{}\"^^xsd:nonNegativeInteger", csv.file.seal().unwrap().bytes);
        assert!(turtle.contains(&size), "{size}");
        let graph = json(&files, "data/catalog.jsonld");
        let described = graph["@graph"].as_array().unwrap();
        let dataset =
            described.iter().find(|node| node["@id"] == format!("{base}data/gestes.html#dataset")).unwrap();
        let description = dataset["dct:description"]["@value"].as_str().unwrap();
        assert!(
            description.starts_with("Ce qu'on fait. Ce jeu de données") && description.chars().count() > 100
        );
        assert!(
            text(&files, "data/catalog.rdf").contains("<dct:title xml:lang=\"fr\">Th&#232;mes</dct:title>")
        );
    }

    #[test]
    fn search_engines_csvw_and_openapi_name_files_that_there_are() {
        let (files, downloads) = exported();
        assert!(downloads.described["gestes"].is_ascii() && !downloads.described["gestes"].contains('<'));
        let dataset: Json = serde_json::from_str(&downloads.described["gestes"]).unwrap();
        assert_eq!(dataset["distribution"][0]["contentUrl"], "https://ville.example/x/data/gestes.csv");
        let tables = json(&files, "data/csvw-metadata.json")["tables"].clone();
        let table =
            |url: &str| tables.as_array().unwrap().iter().find(|table| table["url"] == url).unwrap().clone();
        let column = |name: &str| {
            let schema = table("gestes.csv")["tableSchema"].clone();
            schema["columns"]
                .as_array()
                .unwrap()
                .iter()
                .find(|column| column["name"] == name)
                .unwrap()
                .clone()
        };
        assert_eq!(column("cout")["datatype"], serde_json::json!({"base": "decimal", "minimum": -9}));
        assert_eq!(column("tags")["separator"], ";");
        assert_eq!(table("gestes.csv")["tableSchema"].get("foreignKeys"), None, "keys that may be empty");
        let keys = table("gestes-themes.csv")["tableSchema"]["foreignKeys"].clone();
        assert_eq!(
            keys[1]["reference"],
            serde_json::json!({"resource": "themes.csv", "columnReference": ["id"]})
        );
        let api = json(&files, "data/openapi.json");
        let record = &api["paths"]["/data/gestes/{id}.json"];
        assert_eq!(record["parameters"][0]["$ref"], "#/components/parameters/gestes");
        let parameter = &api["components"]["parameters"]["gestes"];
        assert_eq!(parameter["schema"]["enum"], serde_json::json!(["a", "b"]));
        for path in api["paths"].as_object().unwrap().keys().filter(|path| !path.contains('{')) {
            assert!(files.contains_key(&path[1..]), "{path}");
        }
    }

    #[test]
    fn nothing_personal_leaves_the_content() {
        let (files, _) = exported();
        for (path, bytes) in &files {
            let mut texts = vec![(path.clone(), String::from_utf8_lossy(bytes).into_owned())];
            if [".zip", ".ods", ".xlsx"].iter().any(|archive| path.ends_with(archive)) {
                texts = unzipped(bytes).into_iter().collect();
            }
            for (path, text) in texts {
                assert!(
                    !path.contains("contacts") && !text.to_lowercase().contains("secret"),
                    "{path}:\n{text}"
                );
            }
        }
    }

    #[test]
    fn a_kit_unpacks_into_one_folder_the_same_at_every_build() {
        let (files, _) = exported();
        let kit = unzipped(&files["gestes/a.zip"]);
        let names: Vec<&str> = kit.keys().map(String::as_str).collect();
        let expected = [
            "a/ATTRIBUTION.txt",
            "a/LICENCE.txt",
            "a/LISEZ-MOI.html",
            "a/content/gestes/_collection.yaml",
            "a/content/gestes/a/10-fiche.md",
            "a/content/gestes/a/index.md",
            "a/content/gestes/a/plan.csv",
            "a/datapackage.json",
        ];
        assert_eq!(names, expected);
        assert_eq!(
            kit["a/content/gestes/a/index.md"],
            "---\nnom: A\nsuite: b\ncout: -3\ntexte: \"*x*\"\n---\n"
        );
        assert_eq!(
            unzipped(&files["gestes/b.zip"])["b/content/gestes/b.md"].split_once("tags").unwrap().1,
            ": [a, b]\nmaj: 2026-03-04\netapes:\n  - titre: Un\n  - titre: \"Deux, \\\"2\\\"\"\n    \
             duree: 5 min\n---\nCorps.\n"
        );
        let declared = &kit["a/content/gestes/_collection.yaml"];
        assert!(declared.contains("name: qui") == declared.contains("Secret") && !declared.contains("agent"));
        let package: Json = serde_json::from_str(&kit["a/datapackage.json"]).unwrap();
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources[0]["data"][0]["id"], "a");
        assert_eq!(resources[0]["data"][1]["id"], "b", "the record it references");
        for resource in &resources[1..] {
            let bytes = kit[&format!("a/{}", resource["path"].as_str().unwrap())].as_bytes();
            assert_eq!(resource["hash"], format!("sha256:{}", FileHash::from_bytes(bytes).sha256()));
        }
        assert_eq!(exported().0, files);
    }

    #[test]
    fn the_world_is_told_of_every_page_at_its_address() {
        let (files, _) = exported();
        let map = text(&files, "sitemap.xml");
        assert!(map.contains(
            "<url><loc>https://ville.example/x/gestes/b.html</loc><lastmod>2026-03-04</lastmod></url>"
        ));
        let feed = text(&files, "feed.xml");
        assert!(feed.contains("<title>=1+1</title>\n<updated>2026-03-04T00:00:00Z</updated>"));
        assert!(text(&files, "robots.txt").ends_with("Sitemap: https://ville.example/x/sitemap.xml\n"));
    }
}
