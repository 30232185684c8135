//! Records typed by the schema, and the relations between them both ways.
//!
//! In: the tree's texts and the declared collections. Out: a [`Site`]. Never: rules, pages, wording.

mod alias;
mod assemble;
pub mod codes;
mod entry;
mod illustrate;
mod order;
pub mod origin;
mod relate;
mod translate;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

pub use assemble::{RecordMemo, assemble};
pub use illustrate::{Illustration, Illustrations};
pub use order::Collation;
pub use translate::translate;

use crate::config::{Config, Removed};
use crate::load::yaml::Node;
use crate::schema::publish::is_public;
use crate::schema::{Collection, Field, Role, Schema, Section, Value};
use crate::source::{AssetId, SourceId, Span};
pub use origin::{Origin, RecordChanges};

/// A project's whole content, typed.
#[derive(Debug)]
pub struct Site {
    pub config: Config,
    /// In the order of their names.
    pub tables: Vec<Table>,
    /// Plain pages, in the order of their identifiers.
    pub pages: Vec<PlainPage>,
    /// Who points at whom, sorted; filled by [`assemble`].
    pub relations: Relations,
    /// What the texts of records and pages are illustrated with; filled by [`assemble`].
    pub illustrations: Illustrations,
    /// Where renamed records and pages stood, in the order of those places.
    pub aliases: Vec<Alias>,
    /// Nothing for the site as it is written; for a translation of it, what was translated.
    pub tongue: Option<SiteTranslation>,
    /// What the lock file remembers of the records that came from elsewhere.
    pub lock: origin::Lock,
    /// What was changed in them since, where a pristine copy says so.
    pub changes: BTreeMap<RecordRef, RecordChanges>,
}

/// A collection with its records.
#[derive(Debug)]
pub struct Table {
    pub collection: Collection,
    /// In the order of the collection's `sort`, then of their identifiers.
    pub records: Vec<Arc<Record>>,
    /// The fields of `filters` that tell records apart: not those that all fill alike.
    pub telling: Vec<usize>,
    index: HashMap<String, u32>,
}

impl Table {
    /// A collection with its records, in the order given.
    #[must_use]
    pub fn new(collection: Collection, records: Vec<Arc<Record>>) -> Self {
        let index = (0u32..).zip(&records).map(|(row, record)| (record.id.clone(), row)).collect();
        let alike =
            |field: &usize| records.windows(2).all(|pair| pair[0].values[*field] == pair[1].values[*field]);
        let telling =
            collection.filters.iter().copied().filter(|field| records.len() < 2 || !alike(field)).collect();
        Self { collection, records, telling, index }
    }

    /// Where the record of that identifier stands.
    #[must_use]
    pub fn find_row(&self, id: &str) -> Option<usize> {
        self.index.get(id).map(|row| *row as usize)
    }

    /// The value of a field, unless it is personal or missing.
    #[must_use]
    pub fn value<'a>(&self, record: &'a Record, field: usize) -> Option<&'a Value> {
        let declared = self.collection.schema.fields.get(field)?;
        if declared.personal { None } else { record.values.get(field)?.as_ref() }
    }

    /// The field that carries a meaning, where it may be published.
    #[must_use]
    pub fn find_role(&self, role: Role) -> Option<usize> {
        let schema = &self.collection.schema;
        schema.role(role).filter(|field| !schema.fields[*field].personal)
    }

    /// The text of the field that carries a meaning.
    #[must_use]
    pub fn find_role_text<'a>(&self, record: &'a Record, role: Role) -> Option<&'a str> {
        self.value(record, self.collection.schema.role(role)?)?.as_text()
    }

    /// What people call one of its records, as it is written: its label, else its identifier.
    #[must_use]
    pub fn name<'a>(&self, record: &'a Record) -> &'a str {
        let label = self.collection.label.and_then(|field| self.value(record, field));
        label.and_then(Value::as_text).unwrap_or(&record.id)
    }

    /// The body of one of its records, where it may be published: not where a personal field receives it.
    #[must_use]
    pub fn find_public_body(&self, record: &Record) -> Option<Span> {
        let schema = &self.collection.schema;
        let field = schema.position("body").map(|index| &schema.fields[index]);
        record.body.filter(|_| field.is_none_or(|field| !field.personal))
    }
}

/// One record.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: String,
    /// One place for each field of the schema; nothing where the record, and the default, are silent.
    pub values: Vec<Option<Value>>,
    /// Where each value stands; nothing where it was not written.
    pub spans: Vec<Option<Span>>,
    /// The Markdown body, personal or not: what is published of it, [`Table::public_body`] says.
    pub body: Option<Span>,
    pub parts: Vec<Part>,
    /// The files of its folder, published beside its page.
    pub assets: Vec<AssetId>,
    /// Blanks it fills (`variables:`).
    pub variables: BTreeMap<String, String>,
    /// When the persons it names agreed to that.
    pub consent: Option<jiff::civil::Date>,
    /// What it asks to be drawn (`picture:`), as written.
    pub picture: Option<Box<Node>>,
    /// The identifiers it bore before.
    pub aliases: Vec<Renamed>,
    /// What it was taken from, where it came from elsewhere.
    pub origin: Option<Box<Origin>>,
    /// The file it stands in.
    pub source: SourceId,
    /// Where it begins: the front matter, the item, the row.
    pub span: Span,
}

impl Record {
    /// Whether a field holds a value, in the characters of its cells; for a list, as one of its items.
    #[must_use]
    pub fn has(&self, schema: &Schema, field: usize, written: &str) -> bool {
        match &self.values[field] {
            Some(Value::List(items)) => {
                items.iter().any(|item| item.to_cell(&schema.fields[field]) == written)
            }
            Some(value) => value.to_cell(&schema.fields[field]) == written,
            None => written.is_empty(),
        }
    }
}

/// A part of a record: a sheet of a kit, a chapter of a booklet.
#[derive(Clone, Debug)]
pub struct Part {
    /// The file's stem without the digits that order it.
    pub id: String,
    pub title: String,
    pub body: Span,
    pub source: SourceId,
}

/// A page of text (`content/pages/`).
#[derive(Clone, Debug)]
pub struct PlainPage {
    pub id: String,
    pub title: String,
    /// Its rank in the navigation; nothing keeps it out of there.
    pub nav_order: Option<i64>,
    /// What it puts forward out of collections.
    pub sections: Vec<Section>,
    /// Which of the theme's `pages/` draws it, where it is not an ordinary one.
    pub template: Option<(String, Span)>,
    /// When the persons it names agreed to that.
    pub consent: Option<jiff::civil::Date>,
    /// What it asks to be drawn (`picture:`), as written.
    pub picture: Option<Box<Node>>,
    /// The identifiers it bore before.
    pub aliases: Vec<Renamed>,
    pub body: Span,
    pub source: SourceId,
}

/// What a translation of a site holds that the site does not.
#[derive(Debug, Default)]
pub struct SiteTranslation {
    /// The language of what is not translated.
    pub original: String,
    pub records: BTreeSet<RecordRef>,
    pub pages: BTreeSet<usize>,
    /// The texts that translate, and what.
    pub texts: BTreeMap<SourceId, Original>,
}

/// What a text can be a translation of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Original {
    Record(RecordRef),
    /// By its rank among the parts of the record.
    Part(RecordRef, usize),
    /// A plain page, by index in the site's pages.
    Page(usize),
}

/// A record that was published, and is no longer.
#[derive(Clone, Copy, Debug)]
pub struct GoneRecord<'a> {
    pub record: &'a Removed,
    /// The release that says so, and the record's place there.
    pub at: [usize; 2],
}

/// A former identifier, as its record wrote it: alone, or behind the collection it stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    pub name: String,
    pub span: Span,
}

/// A place where a record or a page stood before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Nothing for a plain page.
    pub collection: Option<String>,
    pub id: String,
    pub to: Moved,
}

/// What stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    Record(RecordRef),
    /// A plain page, by index in the site's pages.
    Page(usize),
}

/// Names one record of a [`Site`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordRef {
    pub table: u32,
    pub row: u32,
}

/// One record's field names another record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Relation {
    pub from: RecordRef,
    /// By index in the schema of `from`.
    pub field: u32,
    pub to: RecordRef,
}

/// Every relation, found from either end.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    /// Sorted by `from`, then field, then the order written.
    outward: Vec<Relation>,
    /// Sorted by `to`, then `from`.
    inward: Vec<Relation>,
}

impl Relations {
    /// Keeps relations, in the order they were written.
    #[must_use]
    pub fn new(mut outward: Vec<Relation>) -> Self {
        outward.sort_by_key(|relation| (relation.from, relation.field));
        let mut inward = outward.clone();
        inward.sort_by_key(|relation| (relation.to, relation.from, relation.field));
        inward.dedup();
        Self { outward, inward }
    }

    /// What a record points at.
    #[must_use]
    pub fn from(&self, record: RecordRef) -> &[Relation] {
        slice_of(&self.outward, |relation| relation.from, record)
    }

    /// What points at a record.
    #[must_use]
    pub fn to(&self, record: RecordRef) -> &[Relation] {
        slice_of(&self.inward, |relation| relation.to, record)
    }
}

fn slice_of(sorted: &[Relation], key: impl Fn(&Relation) -> RecordRef, record: RecordRef) -> &[Relation] {
    let start = sorted.partition_point(|relation| key(relation) < record);
    let end = start + sorted[start..].partition_point(|relation| key(relation) == record);
    &sorted[start..end]
}

impl Site {
    /// The table of that name, with its number.
    #[must_use]
    pub fn table(&self, name: &str) -> Option<(u32, &Table)> {
        let at = self.tables.binary_search_by(|table| table.collection.name.as_str().cmp(name)).ok()?;
        Some((u32::try_from(at).ok()?, &self.tables[at]))
    }

    /// Whether a field is shown: not a personal one, nor one that names records which are nobody's business.
    #[must_use]
    pub fn is_shown(&self, field: &Field) -> bool {
        let target = field.reference.as_deref().and_then(|name| self.table(name));
        !field.personal && target.is_none_or(|(_, table)| is_public(&table.collection))
    }

    /// The records that releases say were removed, the last to go first; not one that came back, nor one of a
    /// collection of which nothing is published any more.
    #[must_use]
    pub fn gone(&self) -> Vec<GoneRecord<'_>> {
        let mut seen = BTreeSet::new();
        let releases = self.config.releases.iter().enumerate();
        let all = releases.flat_map(|(release, from)| {
            from.removed
                .iter()
                .enumerate()
                .map(move |(place, record)| GoneRecord { record, at: [release, place] })
        });
        let stays = |gone: &GoneRecord| {
            self.table(&gone.record.collection).is_none_or(|(_, table)| {
                is_public(&table.collection) && table.find_row(&gone.record.id).is_none()
            })
        };
        all.filter(stays).filter(|gone| seen.insert((&gone.record.collection, &gone.record.id))).collect()
    }

    /// The last cells of a record that is gone, but for those of fields that are personal by now.
    pub fn list_last_cells<'a>(&'a self, record: &'a Removed) -> impl Iterator<Item = &'a (String, String)> {
        let schema = self.table(&record.collection).map(|(_, table)| &table.collection.schema);
        let is_personal = move |column: &str| {
            let field = schema.and_then(|schema| schema.fields.get(schema.position(column)?));
            field.is_some_and(|field| field.personal)
        };
        record.last.iter().filter(move |(column, _)| !is_personal(column))
    }

    /// The collection for each record of which there is an edition; none where its records are nobody's business.
    #[must_use]
    pub fn find_editions(&self, collection: &Collection) -> Option<(u32, &Table)> {
        let found = self.table(collection.editions.as_deref()?);
        found.filter(|(_, table)| is_public(&table.collection))
    }

    /// The record of that name.
    #[must_use]
    pub fn record(&self, at: RecordRef) -> (&Table, &Record) {
        let table = &self.tables[at.table as usize];
        (table, &table.records[at.row as usize])
    }

    /// The record that bore that identifier in that collection before.
    #[must_use]
    pub fn find_renamed(&self, collection: &str, id: &str) -> Option<RecordRef> {
        let place = |alias: &Alias| (alias.collection.as_deref() == Some(collection)) && alias.id == id;
        match self.aliases.iter().find(|alias| place(alias))?.to {
            Moved::Record(at) => Some(at),
            Moved::Page(_) => None,
        }
    }

    /// The record of that collection and identifier.
    #[must_use]
    pub fn find(&self, collection: &str, id: &str) -> Option<RecordRef> {
        let (number, table) = self.table(collection)?;
        Some(RecordRef { table: number, row: u32::try_from(table.find_row(id)?).ok()? })
    }
}
