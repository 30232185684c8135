//! Problems as words of a language.
//!
//! In: a problem. Out: what is wrong and what to do, as its message (`messages/*/diagnostics.ftl`) says. Never: a fact.

use super::{ReportLanguage, harmless, short};
use crate::diag::{Fact, Parameter, ParameterForm, Problem};
use crate::messages::{Argument, Message, quoted, text};

/// A problem in words: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemWords {
    pub message: String,
    pub help: String,
}

/// Returns a problem in words of a language.
#[must_use]
pub fn words(problem: &Problem, language: ReportLanguage) -> ProblemWords {
    let shown = |parameter: &'static Parameter| {
        (parameter.name, argument(*parameter, problem.argument(parameter.name), language))
    };
    let arguments: Vec<_> = problem.code.parameters.iter().map(shown).collect();
    // Here, and nowhere else, what editors wrote meets our words: no writer has to think of it.
    let say = |id: &str| harmless::sentence(text(language.messages(), id, &arguments));
    ProblemWords { message: say(problem.code.name), help: say(&format!("{}.help", problem.code.name)) }
}

/// What an argument is in a sentence. One that is absent is the number 0: no text of an editor's is that, so that a
/// message chooses by `[0]` and can be sure.
fn argument(parameter: Parameter, value: Option<&Fact>, language: ReportLanguage) -> Argument<'_> {
    match (value, parameter.form) {
        (None | Some(Fact::Absent), _) => 0_u32.into(),
        (Some(Fact::Text(text)), ParameterForm::Text) => short(text).into(),
        (Some(Fact::Text(text)), _) => text.into(),
        (Some(Fact::Word(word)), _) => (&**word).into(),
        (Some(Fact::Number(number)), _) => (*number).into(),
        (Some(Fact::List(names)), ParameterForm::Choices) => choices(names, language),
        (Some(Fact::List(names)), _) => names.join(&text(language.messages(), "list-comma", &[])).into(),
        (Some(Fact::Pairs(pairs)), _) if pairs.is_empty() => 0_u32.into(),
        (Some(Fact::Pairs(pairs)), _) => crate::messages::all_of(
            pairs
                .iter()
                .map(|(field, value)| Message::new("condition").with("field", field).with("value", value)),
        ),
    }
}

/// « a », « b » ou « c »; the first eight of a long list.
fn choices(names: &[String], language: ReportLanguage) -> Argument<'_> {
    const MOST: usize = 8;
    match names.len() {
        0 => Message::new("choices-none").into(),
        count if count > MOST => {
            let language = language.messages();
            let shown: Vec<String> = names
                .iter()
                .take(MOST)
                .map(|name| text(language, "quoted", &[("text", name.into())]))
                .collect();
            let shown = shown.join(&text(language, "list-comma", &[]));
            Message::new("choices-many").with("shown", shown).with("count", count).into()
        }
        _ => crate::messages::any_of(names.iter().map(quoted)),
    }
}
