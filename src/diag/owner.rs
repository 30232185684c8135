//! Whose keys a problem speaks of.
//!
//! In: nothing. Out: [`Owner`]. Never: a sentence.

/// What a thing that holds keys is, for messages about its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owner {
    Site,
    Portal,
    Collection,
    Field,
    Constraints,
    Schema,
    View,
    Chapter,
    Section,
    Rule,
    Category,
    ForeignKey,
    Publisher,
    Legal,
    Accessibility,
    Audit,
    Host,
    License,
    Spatial,
    /// A record of the collection of that name.
    Record(String),
    /// A table of the collection of that name, whose keys are columns.
    Table(String),
    /// A row nested in the field of that name.
    Row(String),
    Page,
    Part,
    /// A picture that a text asks for.
    Picture,
    SharedFields,
    Lints,
    Release,
    /// What a release says of a table.
    ReleasedTable,
    /// What a release says of a record that is gone.
    RemovedRecord,
    /// The block that says where a record was taken from.
    Origin,
    /// The file that remembers it.
    Lock,
}

impl Owner {
    /// Returns the word that a message chooses by.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Portal => "portal",
            Self::Collection => "collection",
            Self::Field => "field",
            Self::Constraints => "constraints",
            Self::Schema => "schema",
            Self::View => "view",
            Self::Chapter => "chapter",
            Self::Section => "section",
            Self::Rule => "rule",
            Self::Category => "category",
            Self::ForeignKey => "foreign-key",
            Self::Publisher => "publisher",
            Self::Legal => "legal",
            Self::Accessibility => "accessibility",
            Self::Audit => "audit",
            Self::Host => "host",
            Self::License => "license",
            Self::Spatial => "spatial",
            Self::Record(_) => "record",
            Self::Table(_) => "table",
            Self::Row(_) => "row",
            Self::Page => "page",
            Self::Part => "part",
            Self::Picture => "picture",
            Self::SharedFields => "shared-fields",
            Self::Lints => "lints",
            Self::Release => "release",
            Self::ReleasedTable => "released-table",
            Self::RemovedRecord => "removed-record",
            Self::Origin => "origin",
            Self::Lock => "lock",
        }
    }

    /// Returns the name of the collection or of the field that holds the keys, where one does.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Record(name) | Self::Table(name) | Self::Row(name) => Some(name),
            _ => None,
        }
    }
}
