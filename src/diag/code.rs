//! The kinds of mistake there are: each room declares its own as [`Code`]s, in a table of its own.
//!
//! In: a name, what a message of it may name. Out: [`Code`]s. Never: a sentence (the words live in `messages`).

use std::fmt;

use super::{Severity, nearest};

/// One kind of mistake, under the stable name that settings, tests and other programs rely on.
pub struct Code {
    pub name: &'static str,
    /// How bad it is, where the code that finds it does not say otherwise.
    pub severity: Severity,
    pub settable: Settable,
    /// What its message may name.
    pub parameters: &'static [Parameter],
    /// The parameter that says what it is about: of another field it is another mistake.
    pub subject: Option<&'static str>,
    /// The parameter that tells one from the next where several stand at one place.
    pub detail: Option<&'static str>,
}

/// Whether `lints:` can silence it, soften it or harden it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settable {
    Never,
    /// Only where a schema asks for it as advice: it is a warning then.
    AsAdvice,
    Always,
}

impl Code {
    /// Returns the code of a mistake that stops the publication.
    #[must_use]
    pub const fn error(name: &'static str, parameters: &'static [Parameter]) -> Self {
        Self {
            name,
            severity: Severity::Error,
            settable: Settable::Never,
            parameters,
            subject: None,
            detail: None,
        }
    }

    /// Returns the code of a mistake that does not, and that `lints:` can set.
    #[must_use]
    pub const fn warning(name: &'static str, parameters: &'static [Parameter]) -> Self {
        Self { severity: Severity::Warning, settable: Settable::Always, ..Self::error(name, parameters) }
    }

    /// Returns it as `lints:` can set it.
    #[must_use]
    pub const fn settable(self, settable: Settable) -> Self {
        Self { settable, ..self }
    }

    /// Returns it with the parameter that says what it is about.
    #[must_use]
    pub const fn about(self, parameter: &'static str) -> Self {
        Self { subject: Some(parameter), ..self }
    }

    /// Returns it with the parameter that tells one from the next at one place.
    #[must_use]
    pub const fn told_by(self, parameter: &'static str) -> Self {
        Self { detail: Some(parameter), ..self }
    }

    /// Returns whether `lints:` can ever set it.
    #[must_use]
    pub fn is_lint(&self) -> bool {
        self.settable != Settable::Never
    }
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name)
    }
}

/// Something that a message may name.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    pub name: &'static str,
    pub form: ParameterForm,
    /// It may be absent: a message then chooses the form `[0]`.
    pub is_optional: bool,
}

impl Parameter {
    const fn new(name: &'static str, form: ParameterForm) -> Self {
        Self { name, form, is_optional: false }
    }

    /// Returns it as one that may be absent.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { is_optional: true, ..self }
    }
}

/// What an argument is, and how a sentence shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterForm {
    /// A name or an expression: shown whole, as it was written.
    Name,
    /// What an editor wrote: shown by its beginning where it is long.
    Text,
    Number,
    /// Names in a row.
    List,
    /// Values of which one can be chosen: « a », « b » ou « c ».
    Choices,
    /// Fields and the value of each.
    Conditions,
    /// One of these words, by which a message chooses.
    Word(&'static [&'static str]),
    /// A word of many, by which a message may choose.
    Kind,
}

/// A name or an expression, shown whole.
#[must_use]
pub const fn name(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::Name)
}

/// A name that may be absent.
#[must_use]
pub const fn option(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::Name).optional()
}

/// What an editor wrote, however long.
#[must_use]
pub const fn text(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::Text)
}

/// A number.
#[must_use]
pub const fn number(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::Number)
}

/// Names in a row.
#[must_use]
pub const fn list(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::List)
}

/// Values of which one can be chosen.
#[must_use]
pub const fn choices(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::Choices)
}

/// Fields and the value of each.
#[must_use]
pub const fn conditions(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::Conditions)
}

/// One of these words.
#[must_use]
pub const fn word(name: &'static str, words: &'static [&'static str]) -> Parameter {
    Parameter::new(name, ParameterForm::Word(words))
}

/// A word of many.
#[must_use]
pub const fn kind(name: &'static str) -> Parameter {
    Parameter::new(name, ParameterForm::Kind)
}

/// The codes of every room, in the order in which they are explained.
#[derive(Clone, Copy, Debug)]
pub struct Codes(pub &'static [&'static [&'static Code]]);

impl Codes {
    /// Returns every code.
    pub fn iter(self) -> impl Iterator<Item = &'static Code> {
        self.0.iter().copied().flatten().copied()
    }

    /// Returns those that `lints:` can set, by name in alphabetical order.
    #[must_use]
    pub fn lints(self) -> Vec<&'static str> {
        self.sorted(Code::is_lint)
    }

    /// Returns the errors that `lints:` can silence or soften: a page stands without what they ask for.
    #[must_use]
    pub fn relaxable(self) -> Vec<&'static str> {
        self.sorted(|code| code.severity == Severity::Error && code.settable == Settable::Always)
    }

    fn sorted(self, keep: impl Fn(&Code) -> bool) -> Vec<&'static str> {
        let mut names: Vec<&str> = self.iter().filter(|code| keep(code)).map(|code| code.name).collect();
        names.sort_unstable();
        names
    }

    /// Returns the code of a name.
    #[must_use]
    pub fn find(self, name: &str) -> Option<&'static Code> {
        self.iter().find(|code| code.name == name)
    }

    /// Returns the name that was most likely meant, where one is near.
    #[must_use]
    pub fn nearest(self, name: &str) -> Option<String> {
        nearest(name, self.iter().map(|code| code.name))
    }
}
