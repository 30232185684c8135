//! What changed in the rows of a table, matched by its primary key, in one pass over each and in bounded memory.
//!
//! In: two ways to read a table. Out: [`RowChanges`]: counts of all, and the first of each kind one by one. Never: a large
//! table whole in memory: beyond [`PART`] both are dealt out into parts by their keys, so that a row and its
//! counterpart fall into the same one, and the parts are compared one after the other.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::{self, BufWriter, Read};

use csv::{ReaderBuilder, StringRecord, WriterBuilder};
use serde_json::Value as Json;

use super::package::{RowContent, get_name};
use super::{DiffFailure, DiffPackage, DiffResource, FileFailure, PackageFiles, Scratch, Spill};
use crate::schema::publish::SIGNATURE;

/// How much of a table is held at once, in bytes of its file.
const PART: u64 = 32 << 20;
/// How many parts a table is dealt into at most: each is an open file.
const PARTS: u64 = 128;
/// Between the cells of a key: no cell holds it.
const BETWEEN: char = '\u{1f}';
/// The day of publication, which every row states and no correction is.
const PUBLISHED: &str = SIGNATURE[2];

/// What changed in the rows of a table.
#[derive(Clone, Debug, Default)]
pub struct RowChanges {
    /// How many rows the table had, and has.
    pub old: u64,
    pub new: u64,
    pub added: u64,
    pub removed: u64,
    /// How many rows have other cells, and how many such cells there are.
    pub changed: u64,
    pub cells: u64,
    /// The columns that rows are known by; none where they are compared as a whole.
    pub key: Vec<String>,
    /// The first of each, in the order of their table.
    pub first_added: Vec<NamedCells>,
    pub first_removed: Vec<NamedCells>,
    pub first_changed: Vec<ChangedRow>,
}

/// A row: its columns and their cells.
pub type NamedCells = Vec<(String, String)>;

/// A row that has other cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRow {
    /// The cells it is known by.
    pub key: Vec<String>,
    pub cells: Vec<CellChange>,
}

/// A cell that holds something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellChange {
    pub column: String,
    pub old: String,
    pub new: String,
}

impl RowChanges {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added + self.removed + self.changed == 0
    }
}

/// A table of a package; nothing where the package has none of that name.
type TableSide<'a> = Option<(&'a DiffPackage, &'a DiffResource)>;

/// Compares the rows of two tables of one name.
pub fn compare(
    sides: [TableSide; 2],
    [old_shelf, new_shelf]: [&dyn PackageFiles; 2],
    scratch: &dyn Scratch,
    listed: usize,
) -> Result<RowChanges, DiffFailure> {
    let [old, new] = sides;
    let mut old_rows = open(old, old_shelf)?;
    let mut new_rows = open(new, new_shelf)?;
    let headers = [read_header(old, &mut old_rows)?, read_header(new, &mut new_rows)?];
    let plan = MatchPlan::new(old, new, headers);
    let mut found = FoundRows::new(listed);
    let parts = match old {
        Some((_, DiffResource { bytes: Some(bytes), .. })) => bytes.div_ceil(PART).clamp(1, PARTS),
        // Who does not say how much there is may have much.
        Some(_) => PARTS / 8,
        None => 1,
    };
    let mut old_rows = number_rows(old, old_rows);
    let mut new_rows = number_rows(new, new_rows);
    if parts == 1 {
        join(&plan, &mut old_rows, &mut new_rows, &mut found)?;
    } else {
        let before = split_into_parts(&plan.keys[0], parts, old, old_rows, scratch)?;
        let after = split_into_parts(&plan.keys[1], parts, new, new_rows, scratch)?;
        for (before, after) in before.into_iter().zip(after) {
            join(&plan, &mut read_part(old, before), &mut read_part(new, after), &mut found)?;
        }
    }
    Ok(found.into_changes(&plan))
}

/// Where the cells that matter stand in the rows of either table.
struct MatchPlan {
    headers: [Vec<String>; 2],
    /// The columns of the key, by place.
    keys: [Vec<usize>; 2],
    /// The columns that both have, by place in either, but for what changes at every publication.
    common: Vec<[usize; 2]>,
    is_keyed: bool,
}

impl MatchPlan {
    fn new(old: TableSide, new: TableSide, headers: [Vec<String>; 2]) -> Self {
        let place = |side: usize, name: &str| headers[side].iter().position(|column| column == name);
        let key = new.or(old).map(|(_, table)| table.primary_key.as_slice()).unwrap_or_default();
        let same = [old, new].into_iter().flatten().all(|(_, table)| table.primary_key == key);
        let keyed = |side: usize| key.iter().map(|name| place(side, name)).collect::<Option<Vec<usize>>>();
        let common: Vec<[usize; 2]> = headers[0]
            .iter()
            .enumerate()
            .filter(|(_, name)| *name != PUBLISHED)
            .filter_map(|(at, name)| Some([at, place(1, name)?]))
            .collect();
        let found = (keyed(0).filter(|_| old.is_some()), keyed(1).filter(|_| new.is_some()));
        let keys = match found {
            (Some(before), Some(after)) if same && !key.is_empty() => Some([before, after]),
            // Of a table that has no counterpart every row is new, or gone.
            (Some(before), None) if new.is_none() => Some([before, Vec::new()]),
            (None, Some(after)) if old.is_none() => Some([Vec::new(), after]),
            _ => None,
        };
        let is_keyed = keys.is_some() && !key.is_empty();
        let whole = || [0, 1].map(|side| common.iter().map(|pair| pair[side]).collect());
        Self { keys: keys.unwrap_or_else(whole), headers, common, is_keyed }
    }
}

/// The rows of a table with their numbers.
type Numbered<'a> = Box<dyn Iterator<Item = Result<(u64, StringRecord), DiffFailure>> + 'a>;
type CsvReader = csv::Reader<Box<dyn Read>>;

fn open(side: TableSide, shelf: &dyn PackageFiles) -> Result<CsvReader, DiffFailure> {
    let Some((_, table)) = side else { return Ok(make_reader(Box::new(io::empty()), b',')) };
    match &table.content {
        RowContent::File(path) => {
            let file = shelf.open(path).map_err(|closed| match closed {
                FileFailure::Disk(error) => make_failure(side, &error.to_string()),
                FileFailure::Site(problem) => DiffFailure::Site { address: get_address(side), problem },
            })?;
            Ok(make_reader(Box::new(Unmarked { inner: file, begun: false }), table.delimiter))
        }
        RowContent::Inline(rows) => {
            let text = write_inline(table, rows).map_err(|error| make_failure(side, &error.to_string()))?;
            Ok(make_reader(Box::new(io::Cursor::new(text)), b','))
        }
    }
}

fn make_reader(inner: Box<dyn Read>, delimiter: u8) -> CsvReader {
    ReaderBuilder::new().delimiter(delimiter).buffer_capacity(64 << 10).from_reader(inner)
}

/// The rows that stand in a descriptor, as a file would have them.
fn write_inline(table: &DiffResource, rows: &[Json]) -> io::Result<Vec<u8>> {
    let names: Vec<&str> = table.fields.iter().map(get_name).collect();
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(&names)?;
    for row in rows {
        let cell = |name: &&str| match row.get(*name) {
            None | Some(Json::Null) => String::new(),
            Some(Json::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        };
        writer.write_record(names.iter().map(cell))?;
    }
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}

fn read_header(side: TableSide, rows: &mut CsvReader) -> Result<Vec<String>, DiffFailure> {
    let header = rows.headers().map_err(|error| make_failure(side, &error.to_string()))?;
    Ok(header.iter().map(str::to_owned).collect())
}

fn make_failure(side: TableSide, reason: &str) -> DiffFailure {
    let table = side.map(|(_, table)| table.name.clone()).unwrap_or_default();
    DiffFailure::Table { address: get_address(side), table, reason: reason.to_owned() }
}

fn get_address(side: TableSide) -> String {
    side.map(|(package, _)| package.edition.address.clone()).unwrap_or_default()
}

fn number_rows(side: TableSide<'_>, rows: CsvReader) -> Numbered<'_> {
    Box::new((0u64..).zip(rows.into_records()).map(move |(number, row)| {
        row.map(|row| (number, row)).map_err(|error| make_failure(side, &error.to_string()))
    }))
}

/// Deals the rows out into parts by their key: each row begins with its number there.
fn split_into_parts(
    key: &[usize],
    parts: u64,
    side: TableSide,
    rows: Numbered,
    scratch: &dyn Scratch,
) -> Result<Vec<Box<dyn Spill>>, DiffFailure> {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let failed = |error: &dyn std::fmt::Display| make_failure(side, &error.to_string());
    let files: io::Result<Vec<Box<dyn Spill>>> = (0..parts).map(|_| scratch.file()).collect();
    let files = files.map_err(|error| failed(&error))?;
    let writer = |file| WriterBuilder::new().flexible(true).from_writer(BufWriter::new(file));
    let mut writers: Vec<_> = files.into_iter().map(writer).collect();
    for row in rows {
        let (number, row) = row?;
        let part = hasher.hash_one(build_key(&row, key)) % parts;
        let writer = &mut writers[usize::try_from(part).unwrap_or_default()];
        let written = writer.write_field(number.to_string()).and_then(|()| writer.write_record(&row));
        written.map_err(|error| failed(&error))?;
    }
    let mut dealt = Vec::with_capacity(writers.len());
    for writer in writers {
        let buffer = writer.into_inner().map_err(|error| failed(&error))?;
        let mut file = buffer.into_inner().map_err(|error| failed(&error))?;
        file.rewind().map_err(|error| failed(&error))?;
        dealt.push(file);
    }
    Ok(dealt)
}

/// The rows of a part.
fn read_part(side: TableSide<'_>, part: Box<dyn Spill>) -> Numbered<'_> {
    let rows = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(part).into_records();
    Box::new(rows.map(move |row| {
        let row = row.map_err(|error| make_failure(side, &error.to_string()))?;
        let number = row.get(0).and_then(|number| number.parse().ok()).unwrap_or_default();
        Ok((number, row.iter().skip(1).collect()))
    }))
}

fn build_key(row: &StringRecord, key: &[usize]) -> String {
    let mut text = String::new();
    for place in key {
        text.push_str(row.get(*place).unwrap_or_default());
        text.push(BETWEEN);
    }
    text
}

/// Matches the rows of two tables, or of two parts: the older are held, the newer pass by.
fn join(
    plan: &MatchPlan,
    old: &mut Numbered,
    new: &mut Numbered,
    found: &mut FoundRows,
) -> Result<(), DiffFailure> {
    let mut held: HashMap<String, Vec<(u64, StringRecord)>> = HashMap::new();
    for row in old {
        let (number, row) = row?;
        found.old += 1;
        held.entry(build_key(&row, &plan.keys[0])).or_default().push((number, row));
    }
    for row in new {
        let (number, row) = row?;
        found.new += 1;
        let key = build_key(&row, &plan.keys[1]);
        let counterpart = held.get_mut(&key).and_then(Vec::pop);
        match counterpart {
            Some((_, before)) => found.compare_pair(plan, number, &before, &row),
            None => found.added.push(number, || name_cells(&plan.headers[1], &row)),
        }
    }
    for (number, row) in held.into_values().flatten() {
        found.removed.push(number, || name_cells(&plan.headers[0], &row));
    }
    Ok(())
}

fn name_cells(header: &[String], row: &StringRecord) -> NamedCells {
    header.iter().cloned().zip(row.iter().map(str::to_owned)).collect()
}

/// What was found so far.
struct FoundRows {
    old: u64,
    new: u64,
    cells: u64,
    added: First<NamedCells>,
    removed: First<NamedCells>,
    changed: First<ChangedRow>,
}

impl FoundRows {
    fn new(listed: usize) -> Self {
        let (added, removed, changed) = (First::new(listed), First::new(listed), First::new(listed));
        Self { old: 0, new: 0, cells: 0, added, removed, changed }
    }

    fn compare_pair(&mut self, plan: &MatchPlan, number: u64, old: &StringRecord, new: &StringRecord) {
        let differing = plan.common.iter().filter(|[before, after]| old.get(*before) != new.get(*after));
        let differing: Vec<&[usize; 2]> = differing.collect();
        if differing.is_empty() {
            return;
        }
        self.cells += differing.len() as u64;
        self.changed.push(number, || ChangedRow {
            key: plan.keys[1].iter().map(|place| get_cell(new, *place)).collect(),
            cells: differing
                .iter()
                .map(|[before, after]| CellChange {
                    column: plan.headers[1][*after].clone(),
                    old: get_cell(old, *before),
                    new: get_cell(new, *after),
                })
                .collect(),
        });
    }

    fn into_changes(self, plan: &MatchPlan) -> RowChanges {
        let side = usize::from(!plan.keys[1].is_empty());
        let key = plan.keys[side].iter().filter_map(|place| plan.headers[side].get(*place).cloned());
        RowChanges {
            old: self.old,
            new: self.new,
            added: self.added.count,
            removed: self.removed.count,
            changed: self.changed.count,
            cells: self.cells,
            key: if plan.is_keyed { key.collect() } else { Vec::new() },
            first_added: self.added.in_order(),
            first_removed: self.removed.in_order(),
            first_changed: self.changed.in_order(),
        }
    }
}

fn get_cell(row: &StringRecord, place: usize) -> String {
    row.get(place).unwrap_or_default().to_owned()
}

/// The first of many by their number, in whatever order they come; and how many there were.
struct First<T> {
    limit: usize,
    count: u64,
    items: Vec<(u64, T)>,
}

impl<T> First<T> {
    fn new(limit: usize) -> Self {
        Self { limit, count: 0, items: Vec::new() }
    }

    fn push(&mut self, number: u64, item: impl FnOnce() -> T) {
        self.count += 1;
        self.items.push((number, item()));
        if self.items.len() > self.limit.saturating_mul(2).max(16) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        self.items.sort_by_key(|(number, _)| *number);
        self.items.truncate(self.limit);
    }

    fn in_order(mut self) -> Vec<T> {
        self.cut();
        self.items.into_iter().map(|(_, item)| item).collect()
    }
}

/// A file without the byte-order mark that some begin with.
struct Unmarked {
    inner: Box<dyn Read>,
    begun: bool,
}

impl Read for Unmarked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.begun {
            return self.inner.read(buffer);
        }
        self.begun = true;
        let mut first = Vec::with_capacity(3);
        self.inner.by_ref().take(3).read_to_end(&mut first)?;
        if first == [0xef, 0xbb, 0xbf] {
            first.clear();
        }
        let rest = std::mem::replace(&mut self.inner, Box::new(io::empty()));
        self.inner = Box::new(io::Cursor::new(first).chain(rest));
        self.inner.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    /// Files in memory, and room there.
    struct Memory(BTreeMap<&'static str, String>);

    impl PackageFiles for Memory {
        fn open(&self, path: &str) -> Result<Box<dyn Read>, FileFailure> {
            let text = self.0.get(path).ok_or(io::Error::from(io::ErrorKind::NotFound))?;
            Ok(Box::new(io::Cursor::new(text.clone())))
        }
    }

    impl Scratch for Memory {
        fn file(&self) -> io::Result<Box<dyn Spill>> {
            Ok(Box::new(io::Cursor::new(Vec::new())))
        }
    }

    fn package(bytes: u64, key: &Json) -> DiffPackage {
        let resource = json!({"name": "a", "path": "a.csv", "bytes": bytes,
            "schema": {"fields": [{"name": "id"}, {"name": "nom"}], "primaryKey": key}});
        DiffPackage::read("x", &json!({"resources": [resource]}).to_string()).unwrap()
    }

    fn compared(texts: [&str; 2], bytes: u64, key: &Json, listed: usize) -> RowChanges {
        let package = package(bytes, key);
        let side = Some((&package, &package.resources[0]));
        let [old, new] = texts.map(|text| Memory(BTreeMap::from([("a.csv", text.to_owned())])));
        compare([side, side], [&old, &new], &old, listed).unwrap()
    }

    #[test]
    fn rows_are_matched_by_their_key_wherever_they_stand() {
        let old = "\u{feff}id,nom,date_publication\n1,a,2026-01-01\n2,b,2026-01-01\n3,\"c\nd\",2026-01-01\n";
        let new = "nom,id,date_publication\n\"c\nd\",3,2026-02-02\nz,4,2026-02-02\nB,2,2026-02-02\n";
        // In one part, and dealt into many: the same.
        for bytes in [0, u64::MAX] {
            let rows = compared([old, new], bytes, &json!("id"), 10);
            let counts = (rows.old, rows.new, rows.added, rows.removed, rows.changed, rows.cells);
            assert_eq!(counts, (3, 3, 1, 1, 1, 1));
            assert_eq!(rows.first_changed[0].key, ["2"]);
            let cell = CellChange { column: "nom".into(), old: "b".into(), new: "B".into() };
            assert_eq!(rows.first_changed[0].cells, [cell]);
            assert_eq!(rows.first_removed[0][0], ("id".to_owned(), "1".to_owned()));
        }
    }

    #[test]
    fn the_first_of_many_are_given_in_their_order_and_all_are_counted() {
        let text =
            |from: u32| (from..from + 5000).map(|n| n.to_string()).collect::<Vec<_>>().join(",x\n") + ",x\n";
        let [old, new] = [text(0), text(4000)].map(|rows| format!("id,nom\n{rows}"));
        for bytes in [0, u64::MAX] {
            let rows = compared([&old, &new], bytes, &json!(["id"]), 3);
            assert_eq!((rows.added, rows.removed, rows.changed), (4000, 4000, 0));
            let ids = |rows: &[NamedCells]| rows.iter().map(|row| row[0].1.clone()).collect::<Vec<_>>();
            assert_eq!(ids(&rows.first_removed), ["0", "1", "2"]);
            assert_eq!(ids(&rows.first_added), ["5000", "5001", "5002"]);
        }
    }

    #[test]
    fn without_a_key_a_row_is_known_by_all_of_it() {
        let rows = compared(["id,nom\n1,a\n1,a\n", "id,nom\n1,a\n1,b\n"], 0, &Json::Null, 10);
        assert_eq!((rows.added, rows.removed, rows.changed, rows.key.len()), (1, 1, 0, 0));
    }

    #[test]
    fn a_table_that_cannot_be_read_says_which() {
        let package = package(0, &json!("id"));
        let side = Some((&package, &package.resources[0]));
        let ragged = Memory(BTreeMap::from([("a.csv", "id,nom\n1\n".to_owned())]));
        let failed = compare([side, side], [&ragged, &ragged], &ragged, 1);
        assert!(matches!(failed, Err(DiffFailure::Table { table, .. }) if table == "a"));
    }
}
