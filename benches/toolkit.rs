//! Synthetic toolkits of any size: 12 levers, N tools of about 350 words with 12 fields and nested
//! steps, N/20 kits of three sheets. The same N gives the same bytes.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

const WORDS: [&str; 48] = [
    "service",
    "équipe",
    "projet",
    "réunion",
    "temps",
    "atelier",
    "l'usager",
    "accueil",
    "idée",
    "méthode",
    "partage",
    "écoute",
    "agent",
    "ville",
    "quartier",
    "budget",
    "essai",
    "bilan",
    "mesure",
    "priorité",
    "décision",
    "délai",
    "outil",
    "lever",
    "collègue",
    "visite",
    "terrain",
    "échange",
    "règle",
    "souplesse",
    "confiance",
    "initiative",
    "et",
    "ou",
    "pour",
    "avec",
    "sans",
    "dans",
    "chaque",
    "premier",
    "prochain",
    "simple",
    "utile",
    "public",
    "ensemble",
    "rapide",
    "clair",
    "ouvert",
];

/// Numbers that look drawn at random and never change.
struct Draw(u64);

impl Draw {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    fn sentence(&mut self, words: usize) -> String {
        let mut text = String::new();
        for at in 0..words {
            let word = WORDS[self.below(WORDS.len())];
            if at == 0 {
                text.extend(word.chars().take(1).flat_map(char::to_uppercase));
                text.extend(word.chars().skip(1));
            } else {
                text.push(' ');
                text.push_str(word);
            }
        }
        text.push('.');
        text
    }

    fn body(&mut self, words: usize) -> String {
        let mut text = String::new();
        let mut left = words;
        let mut paragraph = 0;
        while left > 0 {
            if paragraph % 3 == 0 {
                let _ = write!(text, "\n## {}\n\n", self.sentence(3).trim_end_matches('.'));
            }
            for _ in 0..3 {
                let length = 12.min(left);
                if length == 0 {
                    break;
                }
                let _ = write!(text, "{} ", self.sentence(length));
                left -= length;
            }
            text.push_str("\n\n");
            paragraph += 1;
        }
        let _ = write!(
            text,
            "- *{}*\n- **{}** : voir [[leviers/levier-1]].\n",
            self.sentence(4),
            self.sentence(4)
        );
        text
    }
}

const SITE: &str = "title: Boîte à outils synthétique
description: Pour mesurer.
language: fr
base_url: https://mesure.example/
publisher: {name: Mesure, siret: \"73282932000074\", email: a@mesure.example, phone: 01 00 00 00 00, address: Ici}
legal: {director: Le maire, host: {name: Ici, address: Ici, phone: 01 00 00 00 00}}
nav: [leviers, outils, kits]
";

const LEVERS: &str = "title: Leviers
record: levier
view: {wheel: {label: nom, order: ordre}}
sort: [ordre]
schema:
  fields:
    - {name: nom, type: string, rdfType: dct:title, constraints: {required: true}}
    - {name: ordre, type: integer}
    - {name: maj, type: date, rdfType: dct:modified}
";

const TOOLS: &str = "title: Outils
record: outil
filters: [levier, duree, cout]
sort: [nom]
schema:
  fields:
    - {name: nom, type: string, rdfType: dct:title, constraints: {required: true, maxLength: 120}}
    - {name: resume, type: string, rdfType: dct:description}
    - {name: levier, type: string, reference: leviers, constraints: {required: true}}
    - {name: etat, type: string, rdfType: adms:status, categoriesOrdered: true, categories: [a_documenter, propose, atteste]}
    - {name: statut, type: list, categories: [{value: experimente, label: Expérimenté}, {value: valide, label: Validé}]}
    - {name: duree, type: duration}
    - {name: cout, type: number, unit: EUR, constraints: {minimum: 0}}
    - {name: participants, type: integer, constraints: {minimum: 1}}
    - {name: materiel, type: list}
    - {name: voir_aussi, type: list, reference: outils}
    - {name: maj, type: date, rdfType: dct:modified}
    - name: etapes
      type: array
      fields: [{name: titre, type: string, constraints: {required: true}}, {name: duree, type: duration}, {name: consigne, type: string}]
";

const KITS: &str = "title: Kits
record: kit
archive: true
parts: true
schema:
  fields:
    - {name: nom, type: string, rdfType: dct:title, constraints: {required: true}}
    - {name: outils, type: list, reference: outils}
    - {name: maj, type: date, rdfType: dct:modified}
";

/// Writes a toolkit of `tools` tools under `root`.
pub fn write(root: &Path, tools: usize) -> io::Result<()> {
    let content = root.join("content");
    let mut draw = Draw(42);
    for folder in ["leviers", "outils", "kits"] {
        fs::create_dir_all(content.join(folder))?;
    }
    fs::write(content.join("site.yaml"), SITE)?;
    fs::write(content.join("leviers/_collection.yaml"), LEVERS)?;
    fs::write(content.join("outils/_collection.yaml"), TOOLS)?;
    fs::write(content.join("kits/_collection.yaml"), KITS)?;
    for lever in 1..=12 {
        let text =
            format!("---\nnom: Levier {lever}\nordre: {lever}\nmaj: 2026-01-01\n---\n{}", draw.body(60));
        fs::write(content.join(format!("leviers/levier-{lever}.md")), text)?;
    }
    for tool in 1..=tools {
        fs::write(content.join(format!("outils/outil-{tool}.md")), self::tool(&mut draw, tool, tools))?;
    }
    for kit in 1..=tools / 20 {
        write_kit(&content.join(format!("kits/kit-{kit}")), &mut draw, kit, tools)?;
    }
    Ok(())
}

fn tool(draw: &mut Draw, number: usize, tools: usize) -> String {
    let mut text = format!("---\nnom: Outil {number} {}\n", WORDS[draw.below(32)]);
    let _ = writeln!(text, "resume: {}", draw.sentence(16));
    let _ = writeln!(text, "levier: levier-{}", 1 + draw.below(12));
    let _ = writeln!(text, "etat: {}", ["a_documenter", "propose", "atteste"][draw.below(3)]);
    let _ = writeln!(text, "statut: [{}]", ["experimente", "valide", "experimente, valide"][draw.below(3)]);
    let _ = writeln!(text, "duree: {}", ["45 min", "1 h 30", "2 jours"][draw.below(3)]);
    let _ = writeln!(text, "cout: {},50\nparticipants: {}", draw.below(900), 1 + draw.below(30));
    let _ =
        writeln!(text, "materiel: [{}, {}]", WORDS[draw.below(32)], WORDS[draw.below(32)].replace('\'', " "));
    let first = draw.below(tools);
    let second = (first + 1 + draw.below((tools - 1).max(1))) % tools.max(2);
    let _ = writeln!(text, "voir_aussi: [outil-{}, outil-{}]", 1 + first, 1 + second);
    let _ = writeln!(text, "maj: 2026-{:02}-{:02}\netapes:", 1 + draw.below(9), 1 + draw.below(28));
    for _ in 0..3 {
        let _ = writeln!(text, "  - titre: {}\n    duree: {} min", draw.sentence(3), 5 * (1 + draw.below(6)));
        let _ = writeln!(text, "    consigne: {}", draw.sentence(10));
    }
    let _ = write!(text, "---\n{}", draw.body(350));
    text
}

fn write_kit(folder: &Path, draw: &mut Draw, number: usize, tools: usize) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let index = format!(
        "---\nnom: Kit {number}\noutils: [outil-{}]\nmaj: 2026-02-01\nvariables: {{service: Voirie}}\n---\n{}",
        1 + draw.below(tools),
        draw.body(80)
    );
    fs::write(folder.join("index.md"), index)?;
    for sheet in 1..=3 {
        let text = format!("# Feuille {sheet}\n\nPour le service {{{{service}}}}.\n\n{}", draw.body(120));
        fs::write(folder.join(format!("{sheet}0-feuille-{sheet}.md")), text)?;
    }
    Ok(())
}
