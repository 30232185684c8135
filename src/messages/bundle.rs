//! The messages of one language, and what it takes from another where it lacks one.
//!
//! In: Fluent texts. Out: a [`MessageBundle`], which gives texts by id. Never: the choice of a language.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::argument::{Argument, Arguments};
use super::{LANGUAGES, LAST, embedded_texts};

/// The messages of one language.
pub struct MessageBundle {
    tag: String,
    bundle: FluentBundle<FluentResource>,
}

/// A text that is not Fluent: in which text, at which byte, and what the reader says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageFault {
    pub text: String,
    pub offset: usize,
    pub reason: String,
}

impl MessageBundle {
    /// Returns the messages of texts, each with its name. Of two of the same id the later one counts.
    ///
    /// # Errors
    /// Where a text is not Fluent.
    pub fn from_texts<'a>(
        tag: &str,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<MessageFault>> {
        let (made, faults) = Self::parse(tag, texts);
        if faults.is_empty() { Ok(made) } else { Err(faults) }
    }

    /// Returns the messages of a folder of the binary; a test holds that they are whole.
    pub(super) fn embedded(tag: &str) -> Self {
        Self::parse(tag, embedded_texts(tag)).0
    }

    fn parse<'a>(
        tag: &str,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<MessageFault>) {
        let locale: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Marks of direction round every argument would stand in pages and terminals.
        bundle.set_use_isolating(false);
        let mut faults = Vec::new();
        for (name, text) in texts {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, errors)| {
                faults.extend(errors.into_iter().map(|error| MessageFault {
                    text: name.to_owned(),
                    offset: error.pos.start,
                    reason: error.kind.to_string(),
                }));
                rest
            });
            bundle.add_resource_overriding(resource);
        }
        let mut made = Self { tag: tag.to_owned(), bundle };
        made.add_numbers();
        (made, faults)
    }

    /// Teaches the function `NUMBER`, which groups digits by the messages `number-group` and `number-point`.
    fn add_numbers(&mut self) {
        let sign = |id: &str, usual: &str| self.find(id, &[]).unwrap_or_else(|| usual.to_owned());
        let (group, point) = (sign("number-group", ","), sign("number-point", "."));
        // The only failure is a function of that name already there.
        let _ = self.bundle.add_function("NUMBER", move |values, _| match values.first() {
            Some(FluentValue::Number(number)) => grouped(&number.as_string(), &group, &point).into(),
            Some(other) => other.clone().into_owned(),
            None => FluentValue::Error,
        });
    }

    /// Returns its tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Returns the message of an id, or of an id and an attribute (`id.attribute`); that of the language's family, else
    /// of English, where it lacks one; `None` where all do.
    #[must_use]
    pub fn find(&self, id: &str, arguments: &Arguments<'_>) -> Option<String> {
        self.find_own(id, arguments).or_else(|| self.fallback()?.find(id, arguments))
    }

    /// Returns the message of an id, the id itself where there is none.
    #[must_use]
    pub fn text(&self, id: &str, arguments: &Arguments<'_>) -> String {
        self.find(id, arguments).unwrap_or_else(|| id.to_owned())
    }

    fn find_own(&self, id: &str, arguments: &Arguments<'_>) -> Option<String> {
        let (name, attribute) = id.split_once('.').map_or((id, None), |(id, name)| (id, Some(name)));
        let message = self.bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            values.set(*name, self.value(argument));
        }
        // What is not given stands there by its name, `{$n}`: visible, and never a panic.
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }

    fn fallback(&self) -> Option<&'static Self> {
        let family = self.tag.split('-').next().unwrap_or_default();
        [family, LAST]
            .into_iter()
            .filter(|tag| *tag != self.tag)
            .find_map(|tag| LANGUAGES.iter().find(|other| other.tag == tag))
    }

    fn value<'a>(&self, argument: &'a Argument<'a>) -> FluentValue<'a> {
        match argument {
            Argument::Text(text) => FluentValue::String(text.as_ref().into()),
            Argument::Number(number) => (*number).into(),
            Argument::AllOf(items) => self.joined("list-all", items),
            Argument::AnyOf(items) => self.joined("list-any", items),
            Argument::Message(message) => self.text(&message.id, &message.arguments).into(),
        }
    }

    /// Several values: all but the last with commas between, then as that message joins the last.
    fn joined<'a>(&self, id: &str, items: &'a [Argument<'a>]) -> FluentValue<'a> {
        let text = |item| match self.value(item) {
            FluentValue::String(text) => text,
            FluentValue::Number(number) => number.as_string(),
            _ => "".into(),
        };
        let Some((last, others)) = items.split_last() else { return "".into() };
        if others.is_empty() {
            return text(last).into();
        }
        let others: Vec<_> = others.iter().map(text).collect();
        let others = others.join(&self.text("list-comma", &[]));
        self.text(id, &[("others", others.into()), ("last", text(last).into())]).into()
    }
}

impl fmt::Debug for MessageBundle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "MessageBundle({})", self.tag)
    }
}

/// Digits in groups of three.
fn grouped(digits: &str, group: &str, point: &str) -> String {
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if at > 0 && left % 3 == 0 && !shown.ends_with('-') {
            shown.push_str(group);
        }
        shown.push(digit);
    }
    part.map_or(shown.clone(), |part| format!("{shown}{point}{part}"))
}
