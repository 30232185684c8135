//! XLSX, the spreadsheet of Excel: the same workbook as the ODS, in the other standard of offices.
//!
//! In: a collection. Out: Office Open XML, row by row, by our own hand: the crate that writes it holds every
//! cell in memory or on the disk, and says what time it is. Never: a formula, a text that Excel would run.

use std::fmt::Write as _;
use std::io::{self, Write};

use jiff::civil::{Date, Time};

use super::archive::ArchiveWriter;
use super::dataset::Dataset;
use super::distribution::TableFormat;
use super::ods::to_column_letters;
use super::workbook::{self, AboutLine, OfficeValue, SheetContent, WorkbookSheet};
use super::xml::push_escaped;
use crate::schema::publish::{PublishedTable, TableKind};

pub const FORMAT: TableFormat = TableFormat {
    name: "XLSX",
    media_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    path: |table| (table.kind == TableKind::Records).then(|| format!("data/{}.xlsx", table.name)),
    write,
};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// The characters that Excel holds in a cell, as UTF-16 counts them: with more, it refuses the file.
const CELL: usize = 32_767;
const CUT: &str = " […]";
/// Day 0 of the calendar of offices.
const EPOCH: Date = Date::constant(1899, 12, 30);

/// The styles of cells, by their places in `styles.xml`; those of currencies follow.
const TEXT: usize = 1;
const TITLES: usize = 2;
const TITLE: usize = 3;
const NOTE: usize = 4;
const DAY: usize = 5;
const MOMENT: usize = 6;
const HOUR: usize = 7;
const LENGTH: usize = 8;
const MONEY: usize = 9;

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let sheets = workbook::build_sheets(dataset, at);
    let currencies = workbook::list_currencies(dataset, at);
    let mut archive = ArchiveWriter::new(dataset.day, workbook::estimate_packed_size(dataset, at));
    archive.add_packed("[Content_Types].xml", build_content_types(sheets.len()).as_bytes())?;
    archive.add_packed("_rels/.rels", build_package_relations().as_bytes())?;
    archive.add_packed("docProps/core.xml", build_properties(dataset, table).as_bytes())?;
    archive.add_packed("xl/workbook.xml", build_workbook(dataset, at, &sheets).as_bytes())?;
    archive.add_packed("xl/_rels/workbook.xml.rels", build_relations(sheets.len()).as_bytes())?;
    archive.add_packed("xl/styles.xml", build_styles(&currencies).as_bytes())?;
    for (number, sheet) in (1..).zip(&sheets) {
        let entry = archive.open_packed(&format!("xl/worksheets/sheet{number}.xml"))?;
        let mut entry = io::BufWriter::with_capacity(32 << 10, entry);
        write_sheet(dataset, at, sheet, &currencies, &mut entry)?;
        entry.flush()?;
    }
    archive.finish(out)
}

fn write_sheet(
    dataset: &Dataset,
    at: usize,
    sheet: &WorkbookSheet,
    currencies: &[&str],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut xml = format!("{HEAD}<worksheet xmlns=\"{MAIN}\">");
    let filtered = match &sheet.content {
        SheetContent::Table(table) => Some(find_range(dataset, at, sheet, table)),
        SheetContent::About(_) => None,
    };
    if let Some(range) = &filtered {
        let _ = write!(xml, "<dimension ref=\"{}\"/>", range.replace('$', ""));
        xml.push_str("<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" ");
        xml.push_str("activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        xml.push_str("<sheetFormatPr defaultRowHeight=\"15\" customHeight=\"1\"/>");
    } else {
        xml.push_str("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        xml.push_str("<sheetFormatPr defaultRowHeight=\"15\"/>");
    }
    xml.push_str("<cols>");
    for (number, width) in (1..).zip(&sheet.widths) {
        let _ = write!(xml, "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>");
    }
    xml.push_str("</cols><sheetData>\n");
    let mut merged = Vec::new();
    match &sheet.content {
        SheetContent::Table(table) => {
            let titles: Vec<(&str, usize)> = table.columns().map(|column| (&*column.name, TITLES)).collect();
            push_text_row(1, &titles, &mut xml);
            let letters: Vec<String> = (0..titles.len()).map(to_column_letters).collect();
            let mut number = 1;
            workbook::read_rows(dataset, at, table, |entries| {
                number += 1;
                let row = number.to_string();
                xml.extend(["<row r=\"", &row, "\">"]);
                for (letters, entry) in letters.iter().zip(entries) {
                    push_cell(entry, &[letters.as_str(), &row], currencies, &mut xml);
                }
                xml.push_str("</row>\n");
                // What is written leaves, so that a table never stands here whole.
                out.write_all(xml.as_bytes())?;
                xml.clear();
                Ok(())
            })?;
        }
        SheetContent::About(lines) => {
            for (number, line) in (1..).zip(lines) {
                push_note(number, line, &mut merged, &mut xml);
            }
        }
    }
    xml.push_str("</sheetData>");
    if let Some(range) = filtered {
        let _ = write!(xml, "<autoFilter ref=\"{}\"/>", range.replace('$', ""));
    }
    if !merged.is_empty() {
        let _ = write!(xml, "<mergeCells count=\"{}\">", merged.len());
        for row in merged {
            let _ = write!(xml, "<mergeCell ref=\"B{row}:H{row}\"/>");
        }
        xml.push_str("</mergeCells>");
    }
    xml.push_str("<pageSetup paperSize=\"9\" fitToHeight=\"0\" orientation=\"landscape\"/></worksheet>\n");
    out.write_all(xml.as_bytes())
}

/// Every cell of a table and its titles: `$A$1:$C$13`.
fn find_range(dataset: &Dataset, at: usize, sheet: &WorkbookSheet, table: &PublishedTable) -> String {
    let last = to_column_letters(sheet.widths.len().saturating_sub(1));
    format!("$A$1:${last}${}", workbook::count_sheet_rows(dataset, at, table) + 1)
}

fn push_text_row(number: usize, texts: &[(&str, usize)], xml: &mut String) {
    let row = number.to_string();
    xml.extend(["<row r=\"", &row, "\">"]);
    for (index, (text, style)) in texts.iter().enumerate() {
        push_text_cell(text, &[&to_column_letters(index), &row], *style, xml);
    }
    xml.push_str("</row>\n");
}

fn push_note(number: usize, line: &AboutLine, merged: &mut Vec<usize>, xml: &mut String) {
    match line {
        AboutLine::Title(title) => push_text_row(number, &[(title, TITLE)], xml),
        AboutLine::Heads(heads) => {
            push_text_row(number, &heads.iter().map(|head| (head.as_str(), TITLES)).collect::<Vec<_>>(), xml);
        }
        AboutLine::Texts(texts) => {
            let texts: Vec<(&str, usize)> = texts.iter().map(|text| (text.as_str(), NOTE)).collect();
            let [_, (text, _)] = texts.as_slice() else { return push_text_row(number, &texts, xml) };
            // Rows do not grow with what stands in merged cells; this one has room for its own.
            let lines = text.chars().count() / 150 + 1;
            let start = xml.len();
            push_text_row(number, &texts, xml);
            let height = format!("<row r=\"{number}\" ht=\"{}\" customHeight=\"1\"", lines * 15);
            xml.replace_range(start..start + format!("<row r=\"{number}\"").len(), &height);
            merged.push(number);
        }
    }
}

/// A cell at the letters of its column and the number of its row.
fn push_cell(entry: &OfficeValue, at: &[&str; 2], currencies: &[&str], xml: &mut String) {
    let (style, value) = match entry {
        OfficeValue::Empty => return,
        OfficeValue::Text(text) => return push_text_cell(text, at, TEXT, xml),
        OfficeValue::Truth(truth) => {
            let truth = if *truth { "1" } else { "0" };
            return xml.extend(["<c r=\"", at[0], at[1], "\" t=\"b\"><v>", truth, "</v></c>"]);
        }
        OfficeValue::Number(digits) => {
            return xml.extend(["<c r=\"", at[0], at[1], "\"><v>", digits, "</v></c>"]);
        }
        OfficeValue::Money(digits, code) => {
            let place = currencies.iter().position(|known| known == code).unwrap_or_default();
            (MONEY + place, digits.to_string())
        }
        OfficeValue::Day(day) => (DAY, count_days(*day).to_string()),
        OfficeValue::Moment(moment) => {
            (MOMENT, (f64::from(count_days(moment.date())) + compute_day_fraction(moment.time())).to_string())
        }
        OfficeValue::Hour(time) => (HOUR, compute_day_fraction(*time).to_string()),
        OfficeValue::Length(seconds) => {
            let seconds = i32::try_from(*seconds).unwrap_or_default();
            (LENGTH, (f64::from(seconds) / 86_400.0).to_string())
        }
    };
    // Not `write!`: a big table is mostly these lines.
    xml.extend(["<c r=\"", at[0], at[1], "\" s=\"", &style.to_string(), "\"><v>", &value, "</v></c>"]);
}

/// The number of a day.
fn count_days(day: Date) -> i32 {
    EPOCH.until(day).map_or(0, |span| span.get_days())
}

/// A time as a part of its day.
fn compute_day_fraction(time: Time) -> f64 {
    let seconds = i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    f64::from(seconds) / 86_400.0
}

fn push_text_cell(text: &str, at: &[&str; 2], style: usize, xml: &mut String) {
    xml.extend(["<c r=\"", at[0], at[1], "\" s=\"", &style.to_string(), "\""]);
    if text.is_empty() {
        return xml.push_str("/>");
    }
    xml.push_str(" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
    let mut rest = text;
    if text.len() > CELL && text.encode_utf16().count() > CELL {
        rest = cut(text);
    }
    // `_x0041_` is how a letter may be written here, so what looks like it says so.
    let shown = rest.len() < text.len();
    while let Some(at) = rest.find("_x") {
        push_escaped(&rest[..at], xml);
        xml.push_str(if is_code(&rest[at..]) { "_x005F_" } else { "_" });
        rest = &rest[at + 1..];
    }
    push_escaped(rest, xml);
    xml.push_str(if shown { CUT } else { "" });
    xml.push_str("</t></is></c>");
}

/// As much of a text as a cell holds, and room for the sign that it was cut.
fn cut(text: &str) -> &str {
    let mut units = CUT.encode_utf16().count();
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > CELL
    });
    end.map_or(text, |(end, _)| &text[..end])
}

fn is_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && bytes[2..6].iter().all(u8::is_ascii_hexdigit) && bytes[6] == b'_'
}

fn build_content_types(sheets: usize) -> String {
    let mut xml = format!("{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">");
    let vocabulary = "application/vnd.openxmlformats-package";
    let _ = write!(
        xml,
        "<Default Extension=\"rels\" ContentType=\"{vocabulary}.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{KIND}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{KIND}.styles+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"{vocabulary}.core-properties+xml\"/>"
    );
    for number in 1..=sheets {
        let _ = write!(
            xml,
            "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{KIND}.worksheet+xml\"/>"
        );
    }
    xml + "</Types>\n"
}

fn build_package_relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         </Relationships>\n"
    )
}

fn build_relations(sheets: usize) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for number in 1..=sheets {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let styles = sheets + 1;
    let _ = write!(xml, "<Relationship Id=\"rId{styles}\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>");
    xml + "</Relationships>\n"
}

fn build_workbook(dataset: &Dataset, at: usize, sheets: &[WorkbookSheet]) -> String {
    let mut xml = format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><bookViews><workbookView/></bookViews><sheets>"
    );
    let mut names = String::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let number = index + 1;
        xml.push_str("<sheet name=\"");
        push_escaped(&sheet.name, &mut xml);
        let _ = write!(xml, "\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        if let SheetContent::Table(table) = &sheet.content {
            let _ = write!(
                names,
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{index}\" hidden=\"1\">"
            );
            let place = format!("'{}'!", sheet.name.replace('\'', "''"));
            push_escaped(&(place.clone() + &find_range(dataset, at, sheet, table)), &mut names);
            let _ = write!(names, "</definedName>");
            let _ = write!(names, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">");
            push_escaped(&(place + "$1:$1"), &mut names);
            names.push_str("</definedName>");
        }
    }
    xml.extend(["</sheets><definedNames>", &names, "</definedNames></workbook>\n"]);
    xml
}

/// What the office shows as the properties of the document.
fn build_properties(dataset: &Dataset, table: &PublishedTable) -> String {
    let config = &dataset.site().config;
    let mut xml = format!("{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" ");
    xml.push_str(
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" ",
    );
    xml.push_str("xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    let published = dataset.published().unwrap_or_default();
    for (name, kind, text) in [
        ("dc:title", "", table.title.as_str()),
        ("dc:description", "", &table.description),
        ("dc:creator", "", &config.publisher.name),
        ("dc:language", "", &config.language),
        ("dcterms:created", " xsi:type=\"dcterms:W3CDTF\"", published),
        ("dcterms:modified", " xsi:type=\"dcterms:W3CDTF\"", published),
    ] {
        if !text.is_empty() {
            xml.extend(["<", name, kind, ">"]);
            push_escaped(text, &mut xml);
            xml.extend(["</", name, ">"]);
        }
    }
    xml + "</cp:coreProperties>\n"
}

fn build_styles(currencies: &[&str]) -> String {
    let mut xml = format!("{HEAD}<styleSheet xmlns=\"{MAIN}\">");
    if !currencies.is_empty() {
        let _ = write!(xml, "<numFmts count=\"{}\">", currencies.len());
        for (number, code) in (164..).zip(currencies) {
            let sign = if *code == "EUR" { "€" } else { code };
            let _ = write!(
                xml,
                "<numFmt numFmtId=\"{number}\" formatCode=\"#,##0.00\u{a0}&quot;{sign}&quot;\"/>"
            );
        }
        xml.push_str("</numFmts>");
    }
    let font = "<name val=\"Calibri\"/><family val=\"2\"/>";
    let _ = write!(
        xml,
        "<fonts count=\"3\"><font><sz val=\"11\"/>{font}</font><font><b/><sz val=\"11\"/>{font}</font><font><b/><sz val=\"13\"/>{font}</font></fonts>\
         <fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE6E6E6\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>\
         <borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    );
    let _ = write!(xml, "<cellXfs count=\"{}\">", MONEY + currencies.len());
    let mut style = |number: usize, font: usize, fill: usize, rest: &str| {
        let _ = write!(
            xml,
            "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" \
             applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"{rest}"
        );
    };
    style(0, 0, 0, "/>");
    style(49, 0, 0, "/>");
    style(49, 1, 2, "/>");
    style(49, 2, 0, "/>");
    style(49, 0, 0, " applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>");
    for number in [14, 22, 21, 46].into_iter().chain(164..164 + currencies.len()) {
        style(number, 0, 0, "/>");
    }
    xml.push_str("</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>");
    xml + "</styleSheet>\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell_of(text: &str) -> String {
        let mut xml = String::new();
        push_text_cell(text, &["A", "1"], TEXT, &mut xml);
        let (_, text) = xml.split_once("<t xml:space=\"preserve\">").unwrap();
        text.strip_suffix("</t></is></c>").unwrap().to_owned()
    }

    #[test]
    fn days_have_the_numbers_that_offices_give_them() {
        assert_eq!(count_days(Date::constant(1900, 3, 1)), 61);
        assert_eq!(count_days(Date::constant(2026, 3, 4)), 46_085);
        assert!((compute_day_fraction(Time::constant(18, 0, 0, 0)) - 0.75).abs() < f64::EPSILON);
    }

    #[test]
    fn a_text_is_no_formula_no_code_and_no_longer_than_a_cell() {
        assert_eq!(cell_of("=1+1"), "=1+1");
        assert_eq!(cell_of("a_x0041_b_x"), "a_x005F_x0041_b_x");
        let long = cell_of(&"é".repeat(40_000));
        assert_eq!((long.chars().count(), long.ends_with(CUT)), (CELL, true));
        assert_eq!(cell_of(&"é".repeat(CELL)).chars().count(), CELL);
    }
}
