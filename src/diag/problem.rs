//! One mistake as data: its code, and the arguments that its message names.

use std::borrow::Cow;
use std::io;

use super::code::{Code, ParameterForm};
use super::{Diagnostic, Owner, Place};

/// A mistake that is nowhere yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: &'static Code,
    /// In the order in which they were given.
    arguments: Vec<(&'static str, Fact)>,
}

/// What an argument holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// Nothing, for a parameter that may be absent.
    Absent,
    Text(String),
    /// A word of the program's, by which a message chooses its form.
    Word(Cow<'static, str>),
    Number(u64),
    List(Vec<String>),
    Pairs(Vec<(String, String)>),
}

impl Problem {
    /// Returns it with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Fact>) -> Self {
        let value = value.into();
        debug_assert!(takes(self.code, name, &value), "{} does not take {name}: {value:?}", self.code.name);
        self.arguments.push((name, value));
        self
    }

    /// Returns it with one more argument, which is one of the words of its parameter.
    #[must_use]
    pub fn choose(self, name: &'static str, word: &'static str) -> Self {
        self.with(name, Fact::Word(Cow::Borrowed(word)))
    }

    /// Returns it with what holds the key it speaks of.
    #[must_use]
    pub fn of(self, owner: &Owner) -> Self {
        self.choose("owner", owner.word()).with("holder", owner.name().map(str::to_owned))
    }

    /// Returns it at a place, as bad as its code says.
    #[must_use]
    pub fn at(self, place: impl Into<Place>) -> Diagnostic {
        debug_assert_eq!(self.missing(), [""; 0], "{} lacks arguments", self.code.name);
        Diagnostic { severity: self.code.severity, problem: self, place: place.into(), related: None }
    }

    /// The parameters that were not given, where they have to be.
    fn missing(&self) -> Vec<&'static str> {
        let needed = self.code.parameters.iter().filter(|parameter| !parameter.is_optional);
        needed.map(|parameter| parameter.name).filter(|name| self.argument(name).is_none()).collect()
    }

    /// Returns whether it is of that code.
    #[must_use]
    pub fn is(&self, code: &Code) -> bool {
        self.code == code
    }

    /// Returns the arguments, each with its name.
    pub fn arguments(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        self.arguments.iter().map(|(name, value)| (*name, value))
    }

    /// Returns the argument of a name; `None` where it was not given.
    #[must_use]
    pub fn argument(&self, name: &str) -> Option<&Fact> {
        self.arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns the characters of an argument; `None` where it has none.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.argument(name)? {
            Fact::Text(text) => Some(text),
            Fact::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Returns what it is about: the same field with another value is the same mistake, another field is another.
    #[must_use]
    pub fn subject(&self) -> &str {
        self.code.subject.and_then(|name| self.text(name)).unwrap_or_default()
    }

    /// Returns what tells it from the next at the same place, where its code says what does.
    #[must_use]
    pub fn detail(&self) -> Option<&str> {
        self.code.detail.and_then(|name| self.text(name))
    }
}

impl Code {
    /// Returns a mistake of this kind, with a first argument.
    #[must_use]
    pub fn with(&'static self, name: &'static str, value: impl Into<Fact>) -> Problem {
        Problem::from(self).with(name, value)
    }

    /// Returns a mistake of this kind, with what holds the key it speaks of.
    #[must_use]
    pub fn of(&'static self, owner: &Owner) -> Problem {
        Problem::from(self).of(owner)
    }

    /// Returns a mistake of this kind, with a first argument that is one of the words of its parameter.
    #[must_use]
    pub fn choose(&'static self, name: &'static str, word: &'static str) -> Problem {
        Problem::from(self).choose(name, word)
    }
}

/// Whether a code has a parameter of that name for such a value.
fn takes(code: &Code, name: &str, value: &Fact) -> bool {
    let parameter = code.parameters.iter().find(|parameter| parameter.name == name);
    parameter.is_some_and(|parameter| match (&parameter.form, value) {
        (ParameterForm::Word(words), Fact::Word(word)) => words.contains(&&**word),
        (_, Fact::Absent) => parameter.is_optional,
        (form, Fact::Number(_)) => *form == ParameterForm::Number,
        (form, Fact::Word(_)) => *form == ParameterForm::Kind,
        (form, Fact::Text(_)) => matches!(form, ParameterForm::Name | ParameterForm::Text),
        (form, Fact::List(_)) => matches!(form, ParameterForm::List | ParameterForm::Choices),
        (form, Fact::Pairs(_)) => *form == ParameterForm::Conditions,
    })
}

impl From<&'static Code> for Problem {
    fn from(code: &'static Code) -> Self {
        Self { code, arguments: Vec::new() }
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl<T: Into<Fact>> From<Option<T>> for Fact {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Into::into)
    }
}

impl From<usize> for Fact {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u64> for Fact {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<u16> for Fact {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<&[&str]> for Fact {
    fn from(names: &[&str]) -> Self {
        Self::List(names.iter().map(|name| (*name).to_owned()).collect())
    }
}

impl From<Vec<String>> for Fact {
    fn from(names: Vec<String>) -> Self {
        Self::List(names)
    }
}

impl From<Vec<(String, String)>> for Fact {
    fn from(pairs: Vec<(String, String)>) -> Self {
        Self::Pairs(pairs)
    }
}

/// `PermissionDenied` is the word `permission-denied`: a language has words for those that people meet.
impl From<io::ErrorKind> for Fact {
    fn from(kind: io::ErrorKind) -> Self {
        let mut word = String::new();
        for letter in format!("{kind:?}").chars() {
            if letter.is_uppercase() && !word.is_empty() {
                word.push('-');
            }
            word.extend(letter.to_lowercase());
        }
        Self::Word(word.into())
    }
}
