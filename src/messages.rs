//! All words for people, in every language: Fluent messages by id, a folder a language.
//!
//! In: `messages/<language>/*.ftl`, which stand in the binary; facts as [`Argument`]s. Out: a [`Language`] and its texts.
//! Never: a word in Rust. A language more is a folder more.

mod argument;
mod bundle;

use std::fmt;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

pub use argument::{Argument, Arguments, Message, all_of, any_of, quoted};
pub use bundle::{MessageBundle, MessageFault};

static FOLDERS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/messages");

/// What a missing message is taken from, at last.
const LAST: &str = "en";

static LANGUAGES: LazyLock<Vec<MessageBundle>> = LazyLock::new(|| {
    // A language stands before its regions, which fall back to it; English before all.
    let mut tags: Vec<&str> = FOLDERS.dirs().filter_map(|folder| folder.path().to_str()).collect();
    tags.sort_by_key(|tag| (*tag != LAST, *tag));
    tags.into_iter().map(MessageBundle::embedded).collect()
});

/// A language that messages are written in: one of the folders under `src/messages/`.
#[derive(Clone, Copy)]
pub struct Language(&'static MessageBundle);

impl Language {
    /// Returns every language there is, English first.
    pub fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.iter().map(Self)
    }

    /// Returns the language of a tag or of a locale (`fr`, `fr-CA`, `fr_FR.UTF-8`): the region's, else the
    /// language's; `None` where there is neither.
    #[must_use]
    pub fn from_locale(locale: &str) -> Option<Self> {
        let tag = locale.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
        let family = tag.split('-').next().unwrap_or_default();
        [tag.as_str(), family]
            .into_iter()
            .find_map(|name| Self::all().find(|language| language.tag().eq_ignore_ascii_case(name)))
    }

    /// Returns a language of texts in memory, which lives as long as the program. What it lacks is said in English.
    ///
    /// # Errors
    /// Where a text is not Fluent.
    pub fn from_texts<'a>(
        tag: &str,
        texts: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Vec<MessageFault>> {
        let bundle = MessageBundle::from_texts(tag, texts)?;
        Ok(Self(Box::leak(Box::new(bundle))))
    }

    /// Returns the language of a site: its own, else English.
    #[must_use]
    pub fn of_site(tag: &str) -> Self {
        Self::from_locale(tag).unwrap_or_default()
    }

    /// Returns the message of an id; the id itself, visibly, where no language has it.
    #[must_use]
    pub fn text(self, id: &str, arguments: &Arguments<'_>) -> String {
        text(self, id, arguments)
    }

    /// Returns the message of an id that takes no arguments.
    #[must_use]
    pub fn word(self, id: &str) -> String {
        text(self, id, &[])
    }

    /// Returns its tag, the name of its folder.
    #[must_use]
    pub fn tag(self) -> &'static str {
        self.0.tag()
    }

    /// Returns its messages.
    #[must_use]
    pub fn messages(self) -> &'static MessageBundle {
        self.0
    }
}

/// English, in which everything is said.
impl Default for Language {
    fn default() -> Self {
        Self(&LANGUAGES[0])
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Language({})", self.tag())
    }
}

/// Returns the message of an id (`files-published`), or an attribute of it (`files-published.help`), in a language;
/// the id itself, visibly, where no language has it.
#[must_use]
pub fn text(language: Language, id: &str, arguments: &Arguments<'_>) -> String {
    find(language, id, arguments).unwrap_or_else(|| id.to_owned())
}

/// Returns the message of an id in a language, else in its family, else in English; `None` where none has it.
#[must_use]
pub fn find(language: Language, id: &str, arguments: &Arguments<'_>) -> Option<String> {
    language.messages().find(id, arguments)
}

/// The texts of an embedded language, by the name of their file.
fn embedded_texts(tag: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    FOLDERS
        .get_dir(tag)
        .into_iter()
        .flat_map(Dir::files)
        .filter_map(|file| Some((file.path().to_str()?.strip_suffix(".ftl")?, file.contents_utf8()?)))
}

#[cfg(test)]
mod tests;
