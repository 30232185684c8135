//! `_collection.yaml`, `_fields.yaml` and standard schema files → collections.
//!
//! In: texts. Out: [`Collections`], and everything that is wrong with a declaration. Never: records.

mod constraint;
mod declaration;
mod descriptor;
mod field;
mod field_type;
mod json;
mod page;
mod pattern;
mod strict;
mod unit;
mod view;

pub use page::read_sections;
pub use view::read_picture;

use std::collections::BTreeSet;

use super::publish::is_public;
use super::{Collections, Field};
use crate::diag::{Diagnostics, nearest};
use crate::load::Tree;
use crate::load::yaml::Node;
use crate::schema::codes::{UNKNOWN_COLLECTION, UNKNOWN_FIELD_NAME};
use crate::source::{Sources, Span};

/// Reads every declared collection. A collection that cannot be read is reported and left out.
pub fn read(sources: &Sources, tree: &Tree, diags: &mut Diagnostics) -> Collections {
    let declared = || tree.folders.iter().filter(|(_, folder)| folder.declaration.is_some());
    let names = declared().map(|(name, _)| name.as_str()).collect();
    let mut project = Project { sources, names, shared: Vec::new() };
    if let Some(source) = tree.shared_fields {
        project.shared = descriptor::read_shared(source, &project, diags);
    }
    let mut collections = Collections::new();
    let mut told: Vec<(&str, Node)> = Vec::new();
    for (name, folder) in declared() {
        if let Some((collection, chapters)) = declaration::read(name, folder, &project, diags) {
            collections.insert(name.clone(), collection);
            told.extend(chapters.map(|node| (name.as_str(), node)));
        }
    }
    check_foreign_keys(&collections, diags);
    keep_home(&mut collections);
    // Chapters name fields of other collections: these have to be read first.
    for (name, node) in told {
        let chapters = page::read_chapters(&node, &collections[name].schema, &collections, diags);
        if let Some(collection) = collections.get_mut(name) {
            collection.chapters = chapters;
        }
    }
    collections
}

/// What declarations look up in each other.
struct Project<'a> {
    sources: &'a Sources,
    /// The declared collections.
    names: Vec<&'a str>,
    /// The fields of `_fields.yaml`.
    shared: Vec<Field>,
}

impl Project<'_> {
    /// The name of a collection, or an error that proposes the nearest.
    fn find_collection(&self, name: &str, span: Span, diags: &mut Diagnostics) -> Option<String> {
        if self.names.contains(&name) {
            return Some(name.to_owned());
        }
        let nearest = nearest(name, self.names.iter().copied());
        diags.add(span, UNKNOWN_COLLECTION.with("name", name).with("nearest", nearest));
        None
    }
}

/// A field that names records which stay in `content/` is as personal as they are. Where it names the records of its own
/// collection, these stay as well, with whatever names them in turn.
fn keep_home(collections: &mut Collections) {
    let mut home = 0;
    loop {
        let kept = collections.iter().filter(|(_, collection)| !is_public(collection));
        let kept: BTreeSet<String> = kept.map(|(name, _)| name.clone()).collect();
        if kept.len() == home {
            return;
        }
        home = kept.len();
        for collection in collections.values_mut() {
            let schema = &mut collection.schema;
            let keys = schema.foreign_keys.iter().filter(|key| kept.contains(&key.resource));
            for field in keys.flat_map(|key| &key.fields) {
                schema.fields[*field].personal = true;
            }
            schema.fields.iter_mut().for_each(|field| hide(field, &kept));
        }
    }
}

/// Makes a field personal, or what is nested in it, that names records of these collections.
fn hide(field: &mut Field, kept: &BTreeSet<String>) {
    field.personal |= field.reference.as_ref().is_some_and(|name| kept.contains(name));
    field.fields.iter_mut().for_each(|nested| hide(nested, kept));
}

/// Foreign keys point to fields that exist; every collection has an `id`.
fn check_foreign_keys(collections: &Collections, diags: &mut Diagnostics) {
    for (name, collection) in collections {
        for key in &collection.schema.foreign_keys {
            let target = if key.resource.is_empty() { name } else { &key.resource };
            let Some(target) = collections.get(target) else { continue };
            let names = || target.schema.fields.iter().map(|field| field.name.as_str()).chain(["id"]);
            for field in key.reference_fields.iter().filter(|field| !names().any(|name| name == *field)) {
                let nearest = nearest(field, names());
                diags.add(key.span, UNKNOWN_FIELD_NAME.with("name", field).with("nearest", nearest));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Collections, DateType, FieldType, RuleKind, View};
    use crate::diag::{Diagnostics, Place, Severity};
    use crate::load::tree;
    use crate::source::Sources;

    /// The collections of a few files, and each problem as `path:line code characters`.
    fn read(files: &[(&str, &str)]) -> (Collections, Vec<String>) {
        let mut sources = Sources::default();
        for (path, text) in files {
            sources.add(format!("content/{path}"), *text);
        }
        let mut diags = Diagnostics::default();
        let tree = tree::sort_files(&sources, &mut diags);
        let collections = super::read(&sources, &tree, &mut diags);
        let told = diags.iter().map(|diagnostic| {
            assert_eq!(diagnostic.severity, Severity::Error);
            let Place::Span(span) = diagnostic.place else { return diagnostic.problem.code.name.to_owned() };
            let path = sources.get(span.source).path.trim_start_matches("content/").to_owned();
            let line = sources.position(span).0.line;
            let written: String = sources.text(span).chars().take(24).collect();
            format!("{path}:{line} {} {written}", diagnostic.problem.code.name)
        });
        (collections, told.collect())
    }

    const SHARED: &str = "fields:\n  - {name: etat, type: string, categories: [atteste, propose]}\n  - {name: maj, type: date, rdfType: dct:modified}\n";
    const GOOD: &str = "title: Outils
view: {timeline: {date: debut, planned: {etat: propose}}}
sort: [ordre, nom]
filters: [etat]
rules:
  - {when: {etat: atteste}, require: sources}
  - {ordered: [debut, fin], advice: true}
schema:
  primaryKey: nom
  fields:
    - {name: ordre, type: integer, default: 1, constraints: {minimum: 1}}
    - {name: nom, constraints: {required: true, pattern: '[a-z]+'}}
    - {name: levier, type: string, reference: leviers}
    - {name: debut, type: date}
    - {name: fin, type: date}
    - {name: sources, type: list, example: [a, b]}
    - {name: etapes, type: array, fields: [{name: duree, type: duration, constraints: {minimum: 5 min}}]}
";

    #[test]
    fn a_declaration_is_read_whole() {
        let (collections, told) = read(&[
            ("_fields.yaml", SHARED),
            ("outils/_collection.yaml", GOOD),
            ("leviers/_collection.yaml", "view: wheel\nsort: [nom]\nschema: {fields: [{name: nom}]}\n"),
        ]);
        assert_eq!(told, [""; 0]);
        let tools = &collections["outils"];
        let names: Vec<_> = tools.schema.fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["ordre", "nom", "levier", "debut", "fin", "sources", "etapes", "etat", "maj"]);
        assert_eq!((tools.label, &tools.sort[..], &tools.filters[..]), (Some(1), &[0, 1][..], &[7][..]));
        let View::Timeline(timeline) = &tools.view else { panic!("{:?}", tools.view) };
        assert_eq!((timeline.date, timeline.end, timeline.label), (Some(3), None, Some(1)));
        assert_eq!(timeline.planned, Some((7, "propose".to_owned())));
        let when = vec![(7, "atteste".to_owned())];
        assert_eq!(tools.rules[0].kind, RuleKind::Require { when, require: vec![5] });
        assert!(tools.rules[1].advice);
        assert_eq!(tools.schema.primary_key, [1]);
        assert_eq!(
            collections["leviers"].view,
            View::Wheel { label: Some(0), order: Some(0), summary: None }
        );
    }

    #[test]
    fn every_slip_stands_on_its_own_characters() {
        let declaration = "titre: Outils
view: {timeline: {dat: nom}}
sort: [nome]
label: nom
editions: site
print: poster
rules: [{when: {etat: ateste}, require: [nom]}]
schema:
  fields:
    - {name: nom, typ: string, type: strin}
    - {name: nom}
    - {name: levier, reference: levier}
    - {name: duree, type: integer, delimiter: ',', constraints: {minLength: 2, pattern: a, requird: true}}
    - {name: code, constraints: {pattern: '('}, advice: {maxLength: x}}
    - {name: jour, type: date, default: 2015-06, constraints: {minimum: demain}}
    - {type: string}
  foreignKeys: [{fields: nom, reference: {resource: leviers, fields: nomm}}]
";
        let (_, told) = read(&[
            ("_fields.yaml", SHARED),
            ("outils/_collection.yaml", declaration),
            ("leviers/_collection.yaml", "schema: {fields: [{name: nom}]}\n"),
            ("sites/_collection.yaml", "schema: absent.json\n"),
            ("vides/_collection.yaml", "title: Vides\n"),
        ]);
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        for expected in [
            "outils/_collection.yaml:1 unknown-key titre",
            "outils/_collection.yaml:2 unknown-key dat",
            "outils/_collection.yaml:3 unknown-field-name nome",
            "outils/_collection.yaml:5 unknown-collection site",
            "outils/_collection.yaml:6 unknown-choice poster",
            "outils/_collection.yaml:7 unknown-choice ateste",
            "outils/_collection.yaml:10 unknown-key typ",
            "outils/_collection.yaml:10 unknown-choice strin",
            "outils/_collection.yaml:11 field-twice nom",
            "outils/_collection.yaml:12 unknown-collection levier",
            "outils/_collection.yaml:13 constraint-unfit delimiter",
            "outils/_collection.yaml:13 constraint-unfit minLength",
            "outils/_collection.yaml:13 constraint-unfit pattern",
            "outils/_collection.yaml:13 unknown-key requird",
            "outils/_collection.yaml:14 invalid-pattern '('",
            "outils/_collection.yaml:14 wrong-shape x",
            "outils/_collection.yaml:15 date-incomplete 2015-06",
            "outils/_collection.yaml:15 wrong-type demain",
            "outils/_collection.yaml:16 missing-key {type: string}",
            "outils/_collection.yaml:17 unknown-field-name {fields: nom, reference:",
            "sites/_collection.yaml:1 schema-file-missing absent.json",
            "vides/_collection.yaml:1 missing-key title: Vides",
        ] {
            assert!(told.contains(&expected), "{expected} is not among {told:#?}");
        }
        assert_eq!(told.len(), 22, "{told:#?}");
    }

    #[test]
    fn a_standard_schema_loads_unchanged() {
        let schema = r#"{
  "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
  "name": "bornes", "countryCode": "FR", "custom_checks": [{"name": "siret"}], "primaryKey": "id",
  "missingValues": ["", "NA"],
  "fields": [
    {"name": "id", "type": "string", "example": "FR*S1", "x-entite": "borne"},
    {"name": "Prix €", "type": "number", "decimalChar": ",", "bareNumber": false, "example": 12.5},
    {"name": "ouvert", "type": "boolean", "trueValues": ["oui"], "falseValues": ["non"], "example": true},
    {"name": "jour", "type": "date", "format": "fmt:%d/%m/%Y", "constraints": {"minimum": "01/01/2020"}}
  ]
}"#;
        let (collections, told) = read(&[
            ("_fields.yaml", SHARED),
            ("bornes/_collection.yaml", "schema: schema.json\n"),
            ("bornes/schema.json", schema),
        ]);
        assert_eq!(told, [""; 0]);
        let schema = &collections["bornes"].schema;
        assert_eq!(schema.fields.len(), 4, "shared fields stay out of a standard schema");
        assert_eq!(
            schema.metadata.keys().collect::<Vec<_>>(),
            ["$schema", "name", "countryCode", "custom_checks"]
        );
        assert_eq!(schema.fields[0].metadata["x-entite"], "borne");
        assert_eq!(schema.fields[3].kind, FieldType::Date(DateType { format: "%d/%m/%Y".into() }));
        assert_eq!(schema.missing_values, ["", "NA"]);
    }
}
