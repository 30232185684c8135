//! Whose keys and what shape a problem speaks of.
//!
//! In: nothing. Out: [`Owner`], [`Shape`]. Never: a sentence.

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

/// The shape a value of a file should have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Text,
    List,
    Mapping,
    Boolean,
    Number,
}
