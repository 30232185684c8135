//! What stands in a message beside its words: texts, numbers, lists, other messages.
//!
//! In: facts. Out: [`Argument`]s, which a language shows in its own way. Never: a word.

use std::borrow::Cow;

/// The arguments of a message, by name.
pub type Arguments<'a> = [(&'a str, Argument<'a>)];

/// A value that a message names.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument<'a> {
    /// Shown as it is; a message may choose by it.
    Text(Cow<'a, str>),
    /// A message may choose its form by it; shown in digits, or as the language groups them by `NUMBER($n)`.
    Number(f64),
    /// Joined as the language says « a, b et c ».
    AllOf(Vec<Argument<'a>>),
    /// Joined as the language says « a, b ou c ».
    AnyOf(Vec<Argument<'a>>),
    /// Another message, in the same language.
    Message(Message<'a>),
}

/// A message that no language was chosen for yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Message<'a> {
    pub id: Cow<'a, str>,
    pub arguments: Vec<(&'a str, Argument<'a>)>,
}

impl<'a> Message<'a> {
    /// Returns a message without arguments.
    #[must_use]
    pub fn new(id: impl Into<Cow<'a, str>>) -> Self {
        Self { id: id.into(), arguments: Vec::new() }
    }

    /// Returns it with one argument more.
    #[must_use]
    pub fn with(mut self, name: &'a str, value: impl Into<Argument<'a>>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// Returns it in words.
    #[must_use]
    pub fn text(&self, language: super::Language) -> String {
        super::text(language, &self.id, &self.arguments)
    }
}

/// Returns a text between the quotation marks of the language.
#[must_use]
pub fn quoted<'a>(text: impl Into<Cow<'a, str>>) -> Argument<'a> {
    Message::new("quoted").with("text", Argument::Text(text.into())).into()
}

/// Returns values joined by « et ».
pub fn all_of<'a, T: Into<Argument<'a>>>(items: impl IntoIterator<Item = T>) -> Argument<'a> {
    Argument::AllOf(items.into_iter().map(Into::into).collect())
}

/// Returns values joined by « ou ».
pub fn any_of<'a, T: Into<Argument<'a>>>(items: impl IntoIterator<Item = T>) -> Argument<'a> {
    Argument::AnyOf(items.into_iter().map(Into::into).collect())
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<Cow<'a, str>> for Argument<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<Message<'a>> for Argument<'a> {
    fn from(message: Message<'a>) -> Self {
        Self::Message(message)
    }
}

#[allow(clippy::cast_precision_loss)] // counts and sizes stay far below 2^53
impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

#[allow(clippy::cast_precision_loss)]
impl From<u64> for Argument<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<u32> for Argument<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}
