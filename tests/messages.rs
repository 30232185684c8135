//! The words of problems: every code, in every language, with every argument it can have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use essaim::CODES;
use essaim::diag::{Code, Fact, Parameter, ParameterForm, Problem};
use essaim::messages;
use essaim::report::{ReportLanguage, words};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

/// What the texts of one language hold, by the name of a message or of its attribute.
#[derive(Default)]
struct Texts(BTreeMap<String, Uses>);

/// What one text names.
#[derive(Clone, Default)]
struct Uses {
    variables: BTreeSet<String>,
    messages: BTreeSet<String>,
    /// The forms that it has, by the variable that chooses one.
    forms: BTreeMap<String, BTreeSet<String>>,
}

impl Texts {
    fn of(language: messages::Language) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/messages").join(language.tag());
        let mut texts = Self::default();
        for file in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            for entry in fluent_syntax::parser::parse(text.as_str()).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let id = message.id.name;
                let attributes = message.attributes.iter();
                let parts = attributes.map(|part| (format!("{id}.{}", part.id.name), &part.value));
                for (id, pattern) in message.value.iter().map(|value| (id.to_owned(), value)).chain(parts) {
                    texts.0.entry(id).or_default().gather(pattern);
                }
            }
        }
        texts
    }

    /// What a text names, itself or by the messages that it is made of.
    fn whole(&self, id: &str) -> Option<Uses> {
        let mut uses = self.0.get(id)?.clone();
        for part in uses.messages.clone() {
            let part = self.whole(&part)?;
            uses.variables.extend(part.variables);
            part.forms
                .into_iter()
                .for_each(|(name, forms)| uses.forms.entry(name).or_default().extend(forms));
        }
        Some(uses)
    }
}

impl Uses {
    fn gather(&mut self, pattern: &Pattern<&str>) {
        for element in &pattern.elements {
            let PatternElement::Placeable { expression } = element else { continue };
            match expression {
                Expression::Inline(inline) => self.gather_inline(inline),
                Expression::Select { selector, variants } => {
                    self.gather_inline(selector);
                    for variant in variants {
                        if let (
                            InlineExpression::VariableReference { id },
                            VariantKey::Identifier { name },
                            false,
                        ) = (selector, &variant.key, variant.default)
                        {
                            self.forms.entry(id.name.to_owned()).or_default().insert((*name).to_owned());
                        }
                        self.gather(&variant.value);
                    }
                }
            }
        }
    }

    fn gather_inline(&mut self, expression: &InlineExpression<&str>) {
        match expression {
            InlineExpression::VariableReference { id } => _ = self.variables.insert(id.name.to_owned()),
            InlineExpression::MessageReference { id, attribute } => {
                let part = attribute.as_ref().map(|part| format!(".{}", part.name)).unwrap_or_default();
                self.messages.insert(format!("{}{part}", id.name));
            }
            InlineExpression::Placeable { expression } => {
                if let Expression::Inline(inner) = expression.as_ref() {
                    self.gather_inline(inner);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_language_words_every_code_with_what_it_declares() {
    let mut wrong = Vec::new();
    for language in messages::Language::all() {
        let texts = Texts::of(language);
        for code in CODES.iter() {
            let mut named = BTreeSet::new();
            for id in [code.name.to_owned(), format!("{}.help", code.name)] {
                let Some(uses) = texts.whole(&id) else {
                    wrong.push(format!("{}: {id} is missing, or a part of it", language.tag()));
                    continue;
                };
                for name in uses.variables.iter().filter(|name| parameter(code, name).is_none()) {
                    wrong.push(format!(
                        "{}: {id} names {name}, which the code does not declare",
                        language.tag()
                    ));
                }
                for (name, forms) in &uses.forms {
                    let Some(ParameterForm::Word(words)) = parameter(code, name).map(|known| known.form)
                    else {
                        continue;
                    };
                    let unknown = forms.iter().filter(|form| !words.contains(&form.as_str()));
                    unknown.for_each(|form| {
                        wrong.push(format!("{}: {id} has a form {form} for nobody", language.tag()));
                    });
                }
                named.extend(uses.variables);
            }
            for parameter in code.parameters.iter().filter(|parameter| !named.contains(parameter.name)) {
                wrong.push(format!("{}: {} never names {}", language.tag(), code.name, parameter.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn parameter(code: &Code, name: &str) -> Option<&'static Parameter> {
    code.parameters.iter().find(|parameter| parameter.name == name)
}

#[test]
fn every_argument_can_be_said() {
    for code in CODES.iter() {
        let mut problems = vec![Problem::from(code)];
        for parameter in code.parameters {
            let facts = facts(parameter);
            let each = |problem: &Problem| -> Vec<Problem> {
                facts.iter().map(|fact| problem.clone().with(parameter.name, fact.clone())).collect()
            };
            problems = problems.iter().flat_map(each).collect();
        }
        for problem in problems {
            for language in [ReportLanguage::French, ReportLanguage::English] {
                let words = words(&problem, language);
                for said in [&words.message, &words.help] {
                    let hollow = said.trim().is_empty()
                        || said == code.name
                        || said.contains("{$")
                        || said.contains("  ");
                    assert!(!hollow, "{language:?} {problem:?}: {said}");
                }
            }
        }
    }
}

/// What a parameter can be given: each word that it declares, something of its form, nothing where it may be absent.
fn facts(parameter: &Parameter) -> Vec<Fact> {
    let text = |text: &str| Fact::from(text);
    let list = |count: usize| Fact::List((0..count).map(|number| format!("v{number}")).collect());
    let mut facts = match parameter.form {
        ParameterForm::Word(words) => words.iter().map(|word| Fact::Word((*word).into())).collect(),
        ParameterForm::Kind => vec![Fact::Word("other".into())],
        ParameterForm::Name | ParameterForm::Text => vec![text("valeur")],
        ParameterForm::Number => vec![Fact::Number(1), Fact::Number(12)],
        ParameterForm::List => vec![list(2)],
        ParameterForm::Choices => vec![list(0), list(1), list(3), list(12)],
        ParameterForm::Conditions => {
            let pair = ("état".to_owned(), "attesté".to_owned());
            vec![
                Fact::Pairs(Vec::new()),
                Fact::Pairs(vec![pair.clone()]),
                Fact::Pairs(vec![pair.clone(), pair]),
            ]
        }
    };
    if parameter.is_optional {
        facts.push(Fact::Absent);
    }
    facts
}
