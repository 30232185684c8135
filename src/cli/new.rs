//! `essaim new`: a record file with every field of its schema, and questions where somebody can answer.
//!
//! A door: it reads the project, the clock and the keyboard, and writes one file.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;

use super::Stop;
use crate::project::read_lenient;
use crate::report::{self, Appended, CommandNotice, Name, ReportLanguage, step};
use crate::scaffold::draft::{Draft, DraftOutcome, DraftRefusal, Plan, Question, plan};

/// Writes a record; without a collection, lists those there are.
pub fn new(root: &Path, collection: Option<&str>, title: &str, language: ReportLanguage) -> Result<(), Stop> {
    let refuse = |told: CommandNotice| Err(Stop::Machine(step(told, language)));
    let sources = super::read(root, None, language)?.sources;
    let survey = read_lenient(&sources);
    let Some(collection) = collection else {
        let tables = survey.site.tables.iter();
        let all: Vec<(String, String, usize)> = tables
            .map(|table| {
                let collection = &table.collection;
                (collection.name.clone(), collection.title.clone(), table.records.len())
            })
            .collect();
        anstream::println!("{}", step(CommandNotice::Collections { all: &all }, language));
        return Ok(());
    };
    let today = today(language)?;
    let planned = plan(&sources, &survey, collection, title, &today);
    let mut plan = match planned {
        Ok(plan) => plan,
        Err(DraftRefusal::UnknownCollection { nearest }) => {
            let known: Vec<String> =
                survey.site.tables.iter().map(|table| table.collection.name.clone()).collect();
            let nearest = nearest.as_deref().map(Name);
            return refuse(CommandNotice::UnknownCollection {
                name: Name(collection),
                nearest,
                known: &known,
            });
        }
        Err(DraftRefusal::Unreadable) => return refuse(CommandNotice::Unreadable { name: Name(collection) }),
        Err(DraftRefusal::NoIdentifier) if title.trim().is_empty() => {
            return refuse(CommandNotice::MissingTitle { collection: Name(collection) });
        }
        Err(DraftRefusal::NoIdentifier) => return refuse(CommandNotice::NoIdentifier { title: Name(title) }),
        Err(DraftRefusal::Exists { id, path }) => {
            return refuse(CommandNotice::Exists { id: Name(&id), path: Name(&path) });
        }
        Err(DraftRefusal::BadTitle(problem)) => {
            let words = report::words(&problem, language);
            return refuse(CommandNotice::BadTitle { message: &words.message, help: &words.help });
        }
    };
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        let asked = ask(&mut plan, &mut io::stdin().lock(), &mut io::stderr(), language);
        asked.map_err(|error| Stop::Machine(report::machine(&error, language)))?;
    }
    let draft = plan.draft();
    super::init::write(&root.join(&draft.path), &draft.text)
        .map_err(|error| Stop::Machine(report::machine_at(&draft.path, &error, language)))?;
    tell(&draft, language);
    Ok(())
}

fn tell(draft: &Draft, language: ReportLanguage) {
    let appended = if draft.made == DraftOutcome::Entry { Appended::Yes } else { Appended::No };
    let made = CommandNotice::RecordMade { path: Name(&draft.path), line: draft.line, appended };
    anstream::println!("{}", step(made, language));
    let blanks: Vec<(usize, String)> =
        draft.blanks.iter().map(|blank| (blank.line, blank.label.clone())).collect();
    if !blanks.is_empty() {
        anstream::println!(
            "{}",
            step(CommandNotice::ToFill { path: Name(&draft.path), blanks: &blanks }, language)
        );
    }
}

/// Asks for each required value until it is right; an empty line leaves it for later.
fn ask(
    plan: &mut Plan,
    answers: &mut dyn BufRead,
    out: &mut dyn Write,
    language: ReportLanguage,
) -> io::Result<()> {
    let questions = plan.questions();
    if !questions.is_empty() {
        writeln!(out, "{}", step(CommandNotice::Asking, language))?;
    }
    for question in &questions {
        show(question, out, language)?;
        loop {
            write!(out, "> ")?;
            out.flush()?;
            let mut answer = String::new();
            if answers.read_line(&mut answer)? == 0 || answer.trim().is_empty() {
                break;
            }
            match plan.answer(question, &answer) {
                Ok(()) => break,
                Err(problem) => {
                    let words = report::words(&problem, language);
                    writeln!(out, "{}\n  {}", words.message, words.help)?;
                }
            }
        }
    }
    Ok(())
}

fn show(question: &Question, out: &mut dyn Write, language: ReportLanguage) -> io::Result<()> {
    writeln!(out, "\n{}", question.help)?;
    for (number, (value, label)) in question.choices.iter().enumerate() {
        let label = label.as_deref().map(|label| format!("  {label}")).unwrap_or_default();
        writeln!(out, "  {:>2}  {value}{label}", number + 1)?;
    }
    if !question.choices.is_empty() {
        writeln!(out, "({})", step(CommandNotice::Choose, language))?;
    }
    Ok(())
}

/// Today in universal time, or the day that the environment sets.
pub fn today(language: ReportLanguage) -> Result<String, Stop> {
    let set = super::published(language)?;
    let now = || jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    Ok(set.map_or_else(now, |date| date.chars().take(10).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn answers_are_asked_until_they_are_right() {
        let mut sources = Sources::default();
        sources.add("content/leviers/_collection.yaml", "schema: {fields: [{name: nom}]}\n");
        sources.add("content/leviers/audace.md", "---\nnom: Audace\n---\n");
        sources.add(
            "content/outils/_collection.yaml",
            "schema:\n  fields:\n    - {name: nom, constraints: {required: true}}\n    - {name: levier, reference: leviers, constraints: {required: true}}\n    - {name: ordre, type: integer, constraints: {required: true, minimum: 1}}\n    - {name: genre, type: list, categories: [a, b, c], constraints: {required: true}}\n    - {name: duree, type: duration, constraints: {required: true}}\n",
        );
        let survey = read_lenient(&sources);
        let mut plan = plan(&sources, &survey, "outils", "Point", "2026-01-15").unwrap();
        let mut said = Vec::new();
        let mut typed = "audac\n1\nun\n0\n3\n1, c\n\n".as_bytes();
        ask(&mut plan, &mut typed, &mut said, ReportLanguage::French).unwrap();
        let said = String::from_utf8(said).unwrap();
        for words in
            ["« audace »", "n'est pas un nombre entier", "   1  audace  Audace", "un numéro ou une valeur"]
        {
            assert!(said.contains(words), "{words}: {said}");
        }
        let draft = plan.draft();
        for line in
            ["\nnom: Point\n", "\nlevier: audace\n", "\nordre: 3\n", "\ngenre: [a, c]\n", "\nduree:\n"]
        {
            assert!(draft.text.contains(line), "{line}: {}", draft.text);
        }
        assert_eq!(draft.blanks.iter().map(|blank| blank.name.as_str()).collect::<Vec<_>>(), ["duree"]);
    }
}
