//! CSV texts as rows of spanned cells.
//!
//! In: a text, comma or semicolon or tab, as spreadsheets save it. Out: [`CsvTable`], every cell a text
//! node with its place. The `csv` crate reads the values; their places are found beside it.

use super::yaml::{Node, NodeValue};
use crate::diag::Diagnostics;
use crate::load::codes::{CSV_DELIMITER, CSV_QUOTE, TOO_MANY_ROWS};
use crate::source::{SourceId, Sources, Span};

/// A table: its header and its rows, each as wide as it was written.
#[derive(Clone, Debug, Default)]
pub struct CsvTable {
    pub header: Vec<Node>,
    pub rows: Vec<CsvRow>,
    /// What stands between cells.
    pub delimiter: u8,
}

/// A row and where it stands.
#[derive(Clone, Debug)]
pub struct CsvRow {
    pub span: Span,
    pub cells: Vec<Node>,
}

/// More rows than these belong in a database: each becomes a record.
const ROWS: usize = 1_000_000;

/// Reads a table. A delimiter that cannot be told and a quotation mark never closed are reported.
pub fn read(sources: &Sources, id: SourceId, diags: &mut Diagnostics) -> Option<CsvTable> {
    let whole = &sources.get(id).text;
    let mut start = whole.len() - whole.trim_start_matches('\u{feff}').len();
    let told = read_separator_line(&whole[start..]);
    start += told.map_or(0, |(_, length)| length);
    let text = &whole[start..];
    // The header, the rows, and the break behind the last.
    if text.bytes().filter(|byte| *byte == b'\n').count() > ROWS + 1 {
        diags.add(
            Span::new(id, start, start + find_first_line(text).len()),
            TOO_MANY_ROWS.with("limit", ROWS),
        );
        return None;
    }
    let Some(delimiter) = told.map(|(mark, _)| mark).or_else(|| detect_delimiter(text)) else {
        diags.add(Span::new(id, start, start + find_first_line(text).len()), &CSV_DELIMITER);
        return None;
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows: Vec<CsvRow> = Vec::new();
    let mut record = csv::StringRecord::new();
    // Reading text from memory has no way to fail but bad UTF-8, and it is text already.
    while reader.read_record(&mut record).unwrap_or(false) {
        let from = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let from = from + text[from..].len() - text[from..].trim_start_matches(['\r', '\n']).len();
        let ranges = cell_ranges(&text[from..], delimiter, record.len());
        let end = ranges.last().map_or(from, |range| from + range.end);
        if ranges.last().is_some_and(|range| range.quotes == Quotes::Open) {
            diags.add(Span::new(id, start + from, start + end), &CSV_QUOTE);
            return None;
        }
        let cells = record
            .iter()
            .zip(&ranges)
            .map(|(value, range)| {
                // Quotation marks around the first words alone belong to the text.
                let written = &text[from + range.start..from + range.end];
                let value = if range.quotes == Quotes::InText { written.trim_end() } else { value };
                Node {
                    span: Span::new(id, start + from + range.start, start + from + range.end),
                    value: NodeValue::Text { text: value.into(), quoted: false },
                }
            })
            .collect();
        rows.push(CsvRow { span: Span::new(id, start + from, start + end), cells });
    }
    if rows.is_empty() {
        return Some(CsvTable { delimiter, ..CsvTable::default() });
    }
    let header = rows.remove(0).cells;
    Some(CsvTable { header, rows, delimiter })
}

/// What a first line `sep=;` says, which spreadsheets write and read: the mark, and the length of the line.
fn read_separator_line(text: &str) -> Option<(u8, usize)> {
    let (line, _) = text.split_once('\n')?;
    let mark = line.trim_end().trim_matches('"').to_ascii_lowercase();
    match mark.strip_prefix("sep=")?.as_bytes() {
        [mark @ (b',' | b';')] => Some((*mark, line.len() + 1)),
        [] if line.contains('\t') => Some((b'\t', line.len() + 1)),
        _ => None,
    }
}

/// The byte that separates cells: the one found most in the first row, quoted text aside; a comma
/// where a table has one column; nothing where two are found equally often.
#[must_use]
pub fn detect_delimiter(text: &str) -> Option<u8> {
    let mut counts = [(b',', 0usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    let row = find_first_row(text).as_bytes();
    for (at, byte) in row.iter().copied().enumerate() {
        if byte == b'"' && (quoted || begins_cell(row, at)) {
            quoted = !quoted;
        } else if !quoted && let Some(entry) = counts.iter_mut().find(|entry| entry.0 == byte) {
            entry.1 += 1;
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    match counts {
        [(_, 0), ..] => Some(b','),
        [(_, first), (_, second), _] if first == second => None,
        [(delimiter, _), ..] => Some(delimiter),
    }
}

fn find_first_line(text: &str) -> &str {
    text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}

/// Returns the first row, breaks between quotation marks included; the first line where a mark is left open.
fn find_first_row(text: &str) -> &str {
    let text = &text[text.len() - text.trim_start_matches(['\r', '\n', ' ']).len()..];
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' if quoted || begins_cell(text.as_bytes(), at) => quoted = !quoted,
            b'\n' if !quoted => return &text[..at],
            _ => {}
        }
    }
    if quoted { find_first_line(text) } else { text }
}

/// Whether a cell begins there, whichever mark separates them.
fn begins_cell(row: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| matches!(row[before], b',' | b';' | b'\t'))
}

/// Where a cell stands in the text of its row.
struct CellRange {
    start: usize,
    end: usize,
    quotes: Quotes,
}

/// What the quotation marks of a cell are.
#[derive(PartialEq, Eq)]
enum Quotes {
    /// There are none, or they enclose the cell.
    Around,
    /// The first is never closed.
    Open,
    /// More text stands behind the one that closes.
    InText,
}

/// Returns where each of `count` cells stands in the text of a row.
fn cell_ranges(text: &str, delimiter: u8, count: usize) -> Vec<CellRange> {
    let bytes = text.as_bytes();
    let mut ranges = Vec::with_capacity(count);
    let mut at = 0;
    for _ in 0..count {
        let start = at;
        let mut quoted = bytes.get(at) == Some(&b'"');
        let mut closed = None;
        at += usize::from(quoted);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'"' if quoted => {
                    quoted = false;
                    closed = Some(at + 1);
                }
                b'\n' | b'\r' if !quoted => break,
                byte if *byte == delimiter && !quoted => break,
                _ => {}
            }
            at += 1;
        }
        let quotes = match closed {
            _ if quoted => Quotes::Open,
            Some(closed) if !text[closed..at].trim().is_empty() => Quotes::InText,
            _ => Quotes::Around,
        };
        ranges.push(CellRange { start, end: at, quotes });
        at += 1;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_know_their_place_behind_quotes_breaks_and_a_byte_order_mark() {
        let mut sources = Sources::default();
        let id = sources.add("a.csv", "\u{feff}nom;note\r\n\"a;\"\"b\"\"\nc\";é\r\n\r\nd;e;f\r\n");
        let mut diags = Diagnostics::default();
        let table = read(&sources, id, &mut diags).unwrap();
        assert_eq!(table.header.len(), 2);
        let first = &table.rows[0].cells;
        assert_eq!(first[0].as_text(), Some("a;\"b\"\nc"));
        assert_eq!(sources.text(first[1].span), "é");
        assert_eq!(sources.text(table.rows[1].cells[2].span), "f");
        assert_eq!(sources.position(table.rows[1].cells[2].span).0.line, 5);
    }

    #[test]
    fn the_delimiter_is_told_from_the_header() {
        assert_eq!(detect_delimiter("a,b;c\n"), None);
        assert_eq!(detect_delimiter("a;b;c,d\n"), Some(b';'));
        assert_eq!(detect_delimiter("\"a;b\",c\n"), Some(b','));
        assert_eq!(detect_delimiter("seule\n"), Some(b','));
        assert_eq!(detect_delimiter("\"nom, pr\u{e9}nom\ncomplet\";ville\n"), Some(b';'));
        assert_eq!(detect_delimiter("nom \"dit;ville\nun;deux\n"), Some(b';'));
        assert_eq!(read_separator_line("sep=;\r\nnom;note\r\n"), Some((b';', 7)));
        assert_eq!(read_separator_line("separation\nun\n"), None);
    }
}
