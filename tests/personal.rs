//! Personal data never leaves `content/`: a value is planted in every kind of field, wherever a field can stand, and the
//! whole of what is published is searched, drawn by the built-in theme, archives and office files unpacked.
//!
//! Three proofs. Other values, or none, give the same bytes: nothing published depends on them, be they as common as `true`.
//! No file holds the name of such a field. No file holds a planted value. And where the same fields are not personal, all
//! are found: the search sees what it looks for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::sync::Arc;

use essaim::Options;
use essaim::diag::Diagnostics;
use essaim::schema::{Field, FieldType, StringFormat};
use essaim::source::Sources;

/// A kind of field: the name of a field of that kind, how it is declared, two values as YAML has them, the second as a cell
/// of a CSV where that differs, and what a search for the first looks for.
struct Kind {
    name: &'static str,
    declared: &'static str,
    values: [&'static str; 2],
    cells: Option<[&'static str; 2]>,
    traces: &'static [&'static str],
}

const fn kind(
    name: &'static str,
    declared: &'static str,
    values: [&'static str; 2],
    traces: &'static [&'static str],
) -> Kind {
    Kind { name, declared, values, cells: None, traces }
}

const fn celled(mut kind: Kind, cells: [&'static str; 2]) -> Kind {
    kind.cells = Some(cells);
    kind
}

/// One of every kind at least: [`every_kind_of_field_is_planted`] sees to it. Booleans and years leave no trace to search.
const KINDS: [Kind; 29] = [
    kind("zqmot", "type: string", ["Enfouimot", "Autre"], &["enfouimot"]),
    kind(
        "zqcourriel",
        "type: string, format: email",
        ["enfouicourriel@a.example", "b@a.example"],
        &["enfouicourriel"],
    ),
    kind(
        "zqlien",
        "type: string, format: uri",
        ["https://enfouilien.example/", "https://b.example/"],
        &["enfouilien"],
    ),
    kind("zqoctets", "type: string, format: binary", ["ZW5mb3Vpb2N0ZXRz", "YXV0cmU="], &["zw5mb3vpb2n0zxrz"]),
    kind(
        "zqcle",
        "type: string, format: uuid",
        ["deadbeef-1234-4321-8888-feedfacecafe", "00000000-1234-4321-8888-feedfacecafe"],
        &["deadbeef-1234"],
    ),
    kind("zqtexte", "type: string, format: markdown", ["Voir *enfouitexte*.", "Rien."], &["enfouitexte"]),
    kind(
        "zqchoix",
        "type: string, categories: [{value: enfouichoix, label: Enfouietiquette}, b]",
        ["enfouichoix", "b"],
        &["enfouichoix", "enfouietiquette"],
    ),
    kind("zqdefaut", "type: string, default: Enfouidefaut", ["Enfouidit", "Autre"], &["enfouidit"]),
    kind("zqnombre", "type: number", ["98765432.1", "5.5"], &["98765432.1"]),
    kind("zqentier", "type: integer", ["9876543210", "5"], &["9876543210"]),
    kind("zqoui", "type: boolean", ["true", "false"], &[]),
    kind("zqjour", "type: date", ["1912-12-13", "2001-01-01"], &["1912-12-13"]),
    kind("zqheure", "type: time", ["03:37:53", "12:00:00"], &["03:37:53"]),
    kind("zqmoment", "type: datetime", ["1913-11-12T04:41:43", "2001-01-01T00:00:00"], &["1913-11-12"]),
    kind("zqan", "type: year", ["1871", "2001"], &[]),
    kind("zqmois", "type: yearmonth", ["1872-07", "2001-01"], &["1872-07"]),
    kind("zqduree", "type: duration", ["P77D", "P1D"], &["p77d"]),
    celled(
        kind(
            "zqliste",
            "type: list, delimiter: ';'",
            ["[Enfouiliste, enfouisuite]", "[Autre]"],
            &["enfouiliste", "enfouisuite"],
        ),
        ["Enfouiliste;enfouisuite", "Autre"],
    ),
    celled(
        kind(
            "zqentiers",
            "type: list, delimiter: ';', itemType: integer",
            ["[7654321098, 7654321097]", "[1]"],
            &["7654321098"],
        ),
        ["7654321098;7654321097", "1"],
    ),
    celled(
        kind(
            "zqjours",
            "type: list, delimiter: ';', itemType: date",
            ["[1914-10-11]", "[2001-01-01]"],
            &["1914-10-11"],
        ),
        ["1914-10-11", "2001-01-01"],
    ),
    celled(
        kind("zqouis", "type: list, delimiter: ';', itemType: boolean", ["[true, true]", "[false]"], &[]),
        ["true;true", "false"],
    ),
    celled(
        kind("zqrangs", "type: array", ["[1, Enfouirang]", "[2]"], &["enfouirang"]),
        [r#"[1, "Enfouirang"]"#, "[2]"],
    ),
    celled(
        kind(
            "zqobjet",
            "type: object",
            ["{enfouicle: Enfouivaleur}", "{a: b}"],
            &["enfouicle", "enfouivaleur"],
        ),
        [r#"{"enfouicle": "Enfouivaleur"}"#, r#"{"a": "b"}"#],
    ),
    kind("zqpoint", "type: geopoint", ["\"12.345678, 45.654321\"", "\"1, 2\""], &["12.345678", "45.654321"]),
    celled(
        kind(
            "zqpoints",
            "type: geopoint, format: array",
            ["[13.345678, 46.654321]", "[1, 2]"],
            &["13.345678"],
        ),
        ["[13.345678, 46.654321]", "[1, 2]"],
    ),
    celled(
        kind(
            "zqcarte",
            "type: geojson",
            ["{type: Point, coordinates: [14.345678, 47.654321]}", "{type: Point, coordinates: [1, 2]}"],
            &["14.345678"],
        ),
        [
            r#"{"type": "Point", "coordinates": [14.345678, 47.654321]}"#,
            r#"{"type": "Point", "coordinates": [1, 2]}"#,
        ],
    ),
    kind("zqtout", "type: any", ["Enfouitout", "Autre"], &["enfouitout"]),
    kind("zqqui", "type: string, reference: gens", ["enfoui-agent", "autre-agent"], &["enfoui-agent"]),
    celled(
        kind(
            "zqquis",
            "type: list, delimiter: ';', reference: gens",
            ["[enfoui-agente]", "[autre-agent]"],
            &["enfoui-agente"],
        ),
        ["enfoui-agente", "autre-agent"],
    ),
];

/// Which values are planted.
#[derive(Clone, Copy, PartialEq)]
enum Planted {
    First,
    Second,
    Nothing,
}

impl Planted {
    fn of<T: Copy>(self, values: &[T; 2]) -> Option<T> {
        match self {
            Self::First => Some(values[0]),
            Self::Second => Some(values[1]),
            Self::Nothing => None,
        }
    }
}

/// Whether the fields are told to be personal.
#[derive(Clone, Copy)]
enum Told {
    Personal,
    Public,
}

impl Told {
    fn key(self) -> &'static str {
        match self {
            Self::Personal => ", personal: true",
            Self::Public => "",
        }
    }
}

/// Whether texts have blanks that ask for the fields; one that stays empty shows the name it was given.
#[derive(Clone, Copy)]
enum Blanks {
    Written,
    None,
}

const SITE: &str = "title: Boîte\ndescription: Une boîte.\nlanguage: fr\nlanguages: {en: {title: Box, description: A box.}}\n\
    base_url: https://ville.example/innovation/\n\
    publisher: {name: Ville d'essai, siret: \"73282932000074\", email: contact@ville.example}\n\
    license: etalab-2.0\nnav: [choses, lignes, articles, livrets]\nservers: [apache]\n";

/// A project whose fields hold what is planted.
#[derive(Clone, Copy)]
struct Project {
    planted: Planted,
    told: Told,
    blanks: Blanks,
}

impl Project {
    /// The field of every kind, declared.
    fn declared(self, indent: &str) -> String {
        let field = |kind: &Kind| {
            format!(
                "{indent}- {{name: {0}, title: T{0}, {1}{2}}}\n",
                kind.name,
                kind.declared,
                self.told.key()
            )
        };
        KINDS.iter().map(field).collect()
    }

    /// A value in each, as a record says them.
    fn said(self, indent: &str) -> String {
        let said = |kind: &Kind| Some(format!("{indent}{}: {}\n", kind.name, self.planted.of(&kind.values)?));
        KINDS.iter().filter_map(said).collect()
    }

    fn blanks(self) -> String {
        match self.blanks {
            Blanks::Written => KINDS.map(|kind| format!("{{{{{}}}}}", kind.name)).join(" "),
            Blanks::None => "tous".to_owned(),
        }
    }

    fn word(self, words: [&'static str; 2]) -> &'static str {
        self.planted.of(&words).unwrap_or_default()
    }

    /// What is written where something is planted, with one of two words.
    fn phrase(self, words: [&'static str; 2], around: impl Fn(&str) -> String) -> String {
        self.planted.of(&words).map(around).unwrap_or_default()
    }

    fn files(self) -> Vec<(String, String)> {
        let files = [self.thing(), self.lists(), self.texts(), self.people()].concat();
        let own = [("site.yaml", SITE.to_owned()), ("releases.yaml", self.releases())];
        own.into_iter().chain(files).map(|(path, text)| (format!("content/{path}"), text)).collect()
    }

    /// A record with a folder of its own, which is a kit and has parts, cards, nested rows and a translation.
    fn thing(self) -> Vec<(&'static str, String)> {
        let nested =
            "    - name: etapes\n      type: array\n      fields:\n        - {name: titre, type: string}\n";
        let hidden = format!(
            "    - {{name: zqtemoins, type: array, fields: [{{name: nom, type: string}}]{}}}\n",
            self.told.key()
        );
        let fields = [&self.declared("    "), nested, &self.declared("        "), &hidden].concat();
        let head = "title: Choses\nrecord: chose\narchive: true\nparts: true\nprint: card\nfilters: [nom]\n";
        let witness =
            self.phrase(["Enfouitemoin", "Autre"], |name| format!("zqtemoins: [{{nom: {name}}}]\n"));
        let rows = format!("etapes:\n  - titre: Un\n{}", self.said("    "));
        let english = self.phrase(["Buriedword", "Other"], |said| format!("zqmot: {said}\n"));
        vec![
            ("choses/_collection.yaml", collection(head, &fields)),
            (
                "choses/une/index.md",
                record(
                    "Une chose",
                    &[&self.said(""), &witness, &*rows].concat(),
                    &format!("Par {}.", self.blanks()),
                ),
            ),
            ("choses/une/index.en.md", format!("---\nnom: A thing\n{english}---\nThe body.\n")),
            ("choses/une/10-suite.md", format!("# Une suite\n\nPar {}.\n", self.blanks())),
            ("choses/une/piece.txt", "Une pièce jointe.\n".to_owned()),
        ]
    }

    /// Records in a table and in a list.
    fn lists(self) -> Vec<(&'static str, String)> {
        let header: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        let cell = |kind: &Kind| {
            let cell = self.planted.of(kind.cells.as_ref().unwrap_or(&kind.values)).unwrap_or_default();
            format!("\"{}\"", cell.trim_matches('"').replace('"', "\"\""))
        };
        let cells: Vec<String> = KINDS.iter().map(cell).collect();
        let (header, cells) = (header.join(","), cells.join(","));
        let fields = self.declared("    ");
        vec![
            ("lignes/_collection.yaml", collection("title: Lignes\nrecord: ligne\n", &fields)),
            ("lignes/lignes.csv", format!("id,nom,{header},maj\nl,Une ligne,{cells},2026-02-01\n")),
            (
                "articles/_collection.yaml",
                collection("title: Articles\nrecord: article\nview: table\n", &fields),
            ),
            (
                "articles/articles.yaml",
                format!("- id: a\n  nom: Un article\n{}  maj: 2026-02-01\n", self.said("  ")),
            ),
        ]
    }

    /// A body that is personal, and a booklet whose blanks ask for what is.
    fn texts(self) -> Vec<(&'static str, String)> {
        let body = format!("    - {{name: body, type: string, format: markdown{}}}\n", self.told.key());
        let booklet = "title: Livrets\nrecord: livret\nparts: true\neditions: lieux\nprint: booklet\n";
        vec![
            ("notes/_collection.yaml", collection("title: Notes\nrecord: note\n", &body)),
            ("notes/n.md", record("Une note", "", self.word(["Enfouicorps", "Autre corps"]))),
            ("lieux/_collection.yaml", collection("title: Lieux\nrecord: lieu\n", &self.declared("    "))),
            ("lieux/mairie.md", record("Mairie", &self.said(""), "")),
            ("livrets/_collection.yaml", collection(booklet, "")),
            ("livrets/accueil/index.md", record("Accueil", "", "Bienvenue.")),
            ("livrets/accueil/10-chez-vous.md", format!("# Chez vous\n\nVoyez {}.\n", self.blanks())),
        ]
    }

    /// A collection that stays home whole: its records are named by a personal field.
    fn people(self) -> Vec<(&'static str, String)> {
        let schema = format!(
            "schema:\n  fields:\n    - {{name: nom, type: string{}}}\n    - {{name: metier, type: string}}\n",
            self.told.key()
        );
        let head = "title: Gens\nrecord: personne\nlabel: nom\nparts: true\narchive: true\n";
        let (craft, room) = (self.word(["Enfouimetier", "Autre"]), self.word(["Enfouivariable", "Autre"]));
        let chapter = self.word(["Enfouichapitre", "Autre"]);
        vec![
            ("gens/_collection.yaml", format!("{head}{schema}")),
            (
                "gens/enfoui-agent/index.md",
                format!(
                    "---\nnom: Enfouinom\nmetier: {craft}\nvariables: {{salle: {room}}}\n---\nEnfouibio.\n"
                ),
            ),
            ("gens/enfoui-agent/10-parcours.md", format!("# Enfouipartie\n\n{chapter} {{{{salle}}}}.\n")),
            ("gens/enfoui-agent/piece.txt", self.word(["enfouipiece", "autre"]).to_owned()),
            ("gens/enfoui-agente.md", "---\nnom: Enfouinomme\n---\n".to_owned()),
            ("gens/autre-agent.md", "---\nnom: Autre\n---\n".to_owned()),
        ]
    }

    /// A record that is gone, with what it held.
    fn releases(self) -> String {
        let last = self.phrase(["Enfouidernier", "Autre"], |last| format!(", zqmot: {last}"));
        format!(
            "- version: 1.0.1\n  date: 2026-02-01\n  removed:\n    \
             - {{collection: choses, id: partie, title: Partie, last: {{nom: Partie{last}}}}}\n"
        )
    }
}

fn collection(head: &str, fields: &str) -> String {
    format!(
        "{head}label: nom\nschema:\n  fields:\n    - {{name: nom, title: Nom, type: string}}\n    \
         - {{name: maj, type: date, rdfType: 'dct:modified'}}\n{fields}"
    )
}

fn record(name: &str, said: &str, body: &str) -> String {
    format!("---\nnom: {name}\nmaj: 2026-02-01\n{said}---\n{body}\n")
}

fn sources(project: Project) -> Arc<Sources> {
    let mut sources = Sources::default();
    for (path, text) in project.files() {
        if path.ends_with(".txt") {
            sources.add_asset(path, text.into_bytes());
        } else {
            sources.add(path, text);
        }
    }
    Arc::new(sources)
}

type Files = BTreeMap<String, Vec<u8>>;

/// Everything that is published, and what its archives hold.
fn published(project: Project) -> Files {
    let (output, diags) = essaim::build(&sources(project), &Options::default());
    let output = output.unwrap_or_else(|| {
        let errors = diags.iter().filter(|item| item.severity == essaim::diag::Severity::Error);
        panic!("{:#?}", errors.map(|item| (&item.place, &item.problem)).collect::<Vec<_>>())
    });
    let mut files = Files::new();
    for (path, payload) in output.iter() {
        let bytes = payload.bytes().unwrap();
        unpack(path, &bytes, &mut files);
        files.insert(path.clone(), bytes);
    }
    files
}

fn unpack(path: &str, bytes: &[u8], files: &mut Files) {
    if ![".zip", ".ods", ".xlsx"].iter().any(|archive| path.ends_with(archive)) {
        return;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let inner = format!("{path}/{}", file.name().unwrap());
        drop(file);
        unpack(&inner, &bytes, files);
        files.insert(inner, bytes);
    }
}

/// The files that hold a word, in their paths or in their bytes, whatever its capitals.
fn holding<'a>(files: &'a BTreeMap<String, String>, word: &str) -> Vec<&'a str> {
    files
        .iter()
        .filter(|(path, text)| path.contains(word) || text.contains(word))
        .map(|(path, _)| path.as_str())
        .collect()
}

fn lowered(files: &Files) -> BTreeMap<String, String> {
    let lower = |(path, bytes): (&String, &Vec<u8>)| {
        (path.to_lowercase(), String::from_utf8_lossy(bytes).to_lowercase())
    };
    files.iter().map(lower).collect()
}

/// What is planted beside the kinds.
const MORE: [&str; 4] = ["buriedword", "enfouicorps", "enfouitemoin", "enfouidernier"];
/// What stays home with its collection, which is named by a personal field.
const HOME: [&str; 6] =
    ["enfouimetier", "enfouivariable", "enfouichapitre", "enfouipiece", "enfouibio", "enfouinom"];

fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name).chain(["zqtemoins"])
}

fn traces() -> impl Iterator<Item = &'static str> {
    KINDS.iter().flat_map(|kind| kind.traces.iter().copied()).chain(MORE).chain(HOME)
}

#[test]
fn personal_data_never_leave_the_content() {
    let files = published(Project { planted: Planted::First, told: Told::Personal, blanks: Blanks::Written });
    let searched = lowered(&files);
    for word in traces() {
        assert_eq!(holding(&searched, word), [""; 0], "{word}");
    }
    let searched =
        lowered(&published(Project { planted: Planted::First, told: Told::Personal, blanks: Blanks::None }));
    for word in names() {
        assert_eq!(holding(&searched, word), [""; 0], "{word}");
    }
    // What a search finds nothing of, because it is anywhere, changes nothing either.
    for other in [Planted::Second, Planted::Nothing] {
        let others = published(Project { planted: other, told: Told::Personal, blanks: Blanks::Written });
        let paths: BTreeSet<&String> = files.keys().chain(others.keys()).collect();
        let differing: Vec<&String> =
            paths.into_iter().filter(|path| files.get(*path) != others.get(*path)).collect();
        assert!(differing.is_empty(), "these depend on personal values: {differing:#?}");
    }
    for kept in [
        "choses/une.html",
        "choses/une.zip",
        "en/choses/une.html",
        "data/choses.ods/content.xml",
        "livrets/accueil/mairie.html",
    ] {
        assert!(files.contains_key(kept), "{kept} was looked for among {:#?}", files.keys());
    }
}

#[test]
fn where_they_are_not_personal_all_are_found() {
    let files = published(Project { planted: Planted::First, told: Told::Public, blanks: Blanks::Written });
    let searched = lowered(&files);
    for word in names().chain(traces()) {
        assert!(!holding(&searched, word).is_empty(), "{word} is nowhere: a search for it proves nothing");
    }
    assert!(
        files != published(Project { planted: Planted::Second, told: Told::Public, blanks: Blanks::Written })
    );
}

#[test]
fn every_kind_of_field_is_planted() {
    let mut diags = Diagnostics::default();
    let site = essaim::check(
        &sources(Project { planted: Planted::First, told: Told::Personal, blanks: Blanks::None }),
        &Options::default(),
        &mut diags,
    )
    .unwrap();
    let (_, table) = site.site().table("lignes").unwrap();
    let planted: BTreeSet<&str> =
        table.collection.schema.fields.iter().filter(|field| field.personal).map(sort).collect();
    assert_eq!(planted.len(), SORTS, "{planted:?}");
}

/// How many answers [`sort`] has.
const SORTS: usize = 21;

/// The kind of a field. A new one does not compile until it has its answer here, and its value among [`KINDS`].
fn sort(field: &Field) -> &'static str {
    match &field.kind {
        FieldType::String(StringFormat::Default) => "string",
        FieldType::String(StringFormat::Email) => "email",
        FieldType::String(StringFormat::Uri) => "uri",
        FieldType::String(StringFormat::Binary) => "binary",
        FieldType::String(StringFormat::Uuid) => "uuid",
        FieldType::String(StringFormat::Markdown) => "markdown",
        FieldType::Number { .. } => "number",
        FieldType::Integer { .. } => "integer",
        FieldType::Boolean { .. } => "boolean",
        FieldType::Date { .. } => "date",
        FieldType::Time { .. } => "time",
        FieldType::DateTime { .. } => "datetime",
        FieldType::Year => "year",
        FieldType::YearMonth => "yearmonth",
        FieldType::Duration => "duration",
        FieldType::List { .. } => "list",
        FieldType::Array => "array",
        FieldType::Object => "object",
        FieldType::GeoPoint { .. } => "geopoint",
        FieldType::GeoJson { .. } => "geojson",
        FieldType::Any => "any",
    }
}
