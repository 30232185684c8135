//! The words of changes, French and English side by side.

use super::Outcome;
use crate::diff::{DiffFailure, Edition, Level, TableChange, TableFate};
use crate::report::{Language, words};

/// Who speaks a language.
#[derive(Clone, Copy)]
pub struct Speech(pub Language);

/// A package in a line: where, which version, of when.
pub fn edition(edition: &Edition) -> String {
    let known = [edition.version.as_str(), edition.date.as_str()];
    let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
    if known.is_empty() {
        edition.address.clone()
    } else {
        format!("{} ({})", edition.address, known.join(", "))
    }
}

impl Speech {
    fn pick<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self.0 {
            Language::French => french,
            Language::English => english,
        }
    }

    pub fn code(self) -> &'static str {
        match self.0 {
            Language::French => "fr",
            Language::English => "en",
        }
    }

    /// A number with its noun; French begins the plural at two, English leaves one alone.
    fn count(self, n: u64, [one, several]: [&str; 2]) -> String {
        let singular = match self.0 {
            Language::French => n < 2,
            Language::English => n == 1,
        };
        format!("{n} {}", if singular { one } else { several })
    }

    pub fn title(self) -> &'static str {
        self.pick("Ce qui a changé dans les données", "What changed in the data")
    }

    pub fn from(self) -> &'static str {
        self.pick("Avant :", "Before:")
    }

    pub fn to(self) -> &'static str {
        self.pick("Après :", "After:")
    }

    pub fn colon(self) -> &'static str {
        self.pick(" :", ":")
    }

    pub fn empty(self) -> &'static str {
        self.pick("(vide)", "(empty)")
    }

    pub fn properties(self) -> &'static str {
        self.pick("La description de l'ensemble a changé :", "The description of the whole has changed:")
    }

    pub fn row(self) -> &'static str {
        self.pick("Ligne", "Row")
    }

    pub fn column(self) -> &'static str {
        self.pick("Colonne", "Column")
    }

    pub fn before(self) -> &'static str {
        self.pick("Avant", "Before")
    }

    pub fn after(self) -> &'static str {
        self.pick("Après", "After")
    }

    pub fn added(self) -> &'static str {
        self.pick("Lignes ajoutées", "Rows added")
    }

    pub fn removed(self) -> &'static str {
        self.pick("Lignes retirées", "Rows removed")
    }

    pub fn changed(self) -> &'static str {
        self.pick("Lignes corrigées", "Rows corrected")
    }

    /// The lines that sum a table up.
    pub fn summary(self, table: &TableChange) -> Vec<String> {
        let (rows, columns) = (&table.rows, &table.columns);
        let lines = |n| self.count(n, self.pair(["ligne", "lignes"], ["row", "rows"]));
        let mut said = Vec::new();
        match table.fate {
            TableFate::Added => {
                said.push(format!("{} {}", self.pick("tableau ajouté,", "table added,"), lines(rows.new)));
            }
            TableFate::Removed => {
                said.push(format!("{} {}", self.pick("tableau retiré,", "table removed,"), lines(rows.old)));
            }
            TableFate::Kept => {}
        }
        for (names, french, english) in [
            (
                &columns.added,
                ["colonne ajoutée :", "colonnes ajoutées :"],
                ["column added:", "columns added:"],
            ),
            (
                &columns.removed,
                ["colonne retirée :", "colonnes retirées :"],
                ["column removed:", "columns removed:"],
            ),
            (
                &columns.linked,
                ["lien nouveau, ou vers un autre tableau :", "liens nouveaux, ou vers d'autres tableaux :"],
                ["link added, or to another table:", "links added, or to other tables:"],
            ),
            (&columns.unlinked, ["lien retiré :", "liens retirés :"], ["link removed:", "links removed:"]),
        ] {
            if !names.is_empty() {
                let words = self.pair(french, english);
                said.push(format!("{} {}", words[usize::from(names.len() > 1)], names.join(", ")));
            }
        }
        for column in &columns.changed {
            let words = self.pick("colonne décrite autrement :", "column described otherwise:");
            said.push(format!("{words} {} ({})", column.name, column.properties.join(", ")));
        }
        let flags = [
            (columns.moved, "les colonnes ont changé d'ordre", "the columns stand in another order"),
            (
                columns.rekeyed,
                "les lignes sont reconnues à d'autres colonnes",
                "rows are known by other columns",
            ),
            (columns.redescribed, "le titre du tableau a changé", "the title of the table has changed"),
        ];
        said.extend(flags.into_iter().filter(|flag| flag.0).map(|(_, fr, en)| self.pick(fr, en).to_owned()));
        if table.fate == TableFate::Kept && !rows.is_empty() {
            said.push(self.rows(table));
        }
        said
    }

    fn rows(self, table: &TableChange) -> String {
        let rows = &table.rows;
        let forms = [
            (rows.added, ["ligne ajoutée", "lignes ajoutées"], ["row added", "rows added"]),
            (rows.removed, ["ligne retirée", "lignes retirées"], ["row removed", "rows removed"]),
            (rows.changed, ["ligne corrigée", "lignes corrigées"], ["row corrected", "rows corrected"]),
        ];
        let counted = forms.into_iter().filter(|form| form.0 > 0);
        let mut said: Vec<String> = counted.map(|(n, fr, en)| self.count(n, self.pair(fr, en))).collect();
        if rows.cells > 0
            && let Some(last) = said.last_mut()
        {
            let cells = self.count(rows.cells, self.pair(["cellule", "cellules"], ["cell", "cells"]));
            *last = format!("{last} ({cells})");
        }
        said.join(", ")
    }

    fn pair<'a>(self, french: [&'a str; 2], english: [&'a str; 2]) -> [&'a str; 2] {
        match self.0 {
            Language::French => french,
            Language::English => english,
        }
    }

    pub fn others(self, n: u64) -> String {
        self.count(n, self.pair(["autre", "autres"], ["other", "others"]))
    }

    /// The version proposed, and why.
    pub fn proposal(self, level: Level, version: &str) -> String {
        let why = match level {
            Level::None => return self.pick("Aucune différence.", "No difference.").to_owned(),
            Level::Patch => self.pick("des corrections seulement", "corrections only"),
            Level::Minor => self.pick("des lignes ou des tableaux sont venus, ou des lignes sont parties", "rows or tables came, or rows went"),
            Level::Major => self.pick(
                "des colonnes, des liens ou un tableau ont changé : les programmes qui lisent ces données doivent suivre",
                "columns, links or a table have changed: programs that read these data have to follow",
            ),
        };
        format!("{} {version} ({why})", self.pick("Version proposée :", "Proposed version:"))
    }

    pub fn failure(self, failure: &DiffFailure) -> String {
        match failure {
            DiffFailure::Missing { address, reason } => match self.0 {
                Language::French => format!(
                    "aucun jeu de données à « {address} » ({reason})\n  à faire : donnez le dossier publié, une archive ZIP, ou l'adresse du site"
                ),
                Language::English => format!(
                    "there is no data package at “{address}” ({reason})\n  what to do: give the published folder, a ZIP archive, or the address of the site"
                ),
            },
            DiffFailure::Site { address, problem } => {
                let words = words(problem, self.0);
                match self.0 {
                    Language::French => format!("{address} : {}\n  à faire : {}", words.message, words.help),
                    Language::English => {
                        format!("{address}: {}\n  what to do: {}", words.message, words.help)
                    }
                }
            }
            DiffFailure::Descriptor { address, reason } => match self.0 {
                Language::French => format!(
                    "« datapackage.json » de « {address} » ne se lit pas ({reason})\n  à faire : construisez de nouveau ce site"
                ),
                Language::English => format!(
                    "“datapackage.json” of “{address}” cannot be read ({reason})\n  what to do: build that site again"
                ),
            },
            DiffFailure::Table { address, table, reason } => match self.0 {
                Language::French => format!(
                    "le tableau « {table} » de « {address} » ne se lit pas ({reason})\n  à faire : vérifiez que la copie est complète"
                ),
                Language::English => format!(
                    "the table “{table}” of “{address}” cannot be read ({reason})\n  what to do: check that the copy is complete"
                ),
            },
        }
    }

    pub fn outcome(self, outcome: Outcome) -> String {
        match (outcome, self.0) {
            (Outcome::Recorded { version, path }, Language::French) => format!(
                "La version {version} est notée dans {path} : complétez sa « note », puis construisez et publiez."
            ),
            (Outcome::Recorded { version, path }, Language::English) => {
                format!("Version {version} is recorded in {path}: add its “note”, then build and publish.")
            }
            (Outcome::Same, _) => {
                self.pick("Rien n'a changé : aucune version à noter.", "Nothing has changed: there is no version to record.").to_owned()
            }
            (Outcome::NoDate, _) => self
                .pick(
                    "le nouveau jeu de données ne dit pas sa date de publication\n  à faire : donnez une date à vos fiches (champ dct:modified) ou SOURCE_DATE_EPOCH, construisez, puis recommencez",
                    "the new package does not say when it was published\n  what to do: date your records (field dct:modified) or set SOURCE_DATE_EPOCH, build, then try again",
                )
                .to_owned(),
            (Outcome::Already { version, date }, Language::French) => format!(
                "la version {version} est déjà notée dans content/releases.yaml, au {date}\n  à faire : comparez avec le jeu publié depuis, ou retirez cette version si elle n'a jamais été publiée"
            ),
            (Outcome::Already { version, date }, Language::English) => format!(
                "version {version} is already recorded in content/releases.yaml, on {date}\n  what to do: compare with the package published since, or remove that version if it never was"
            ),
        }
    }
}
