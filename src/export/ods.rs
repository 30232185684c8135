//! ODS, the spreadsheet that every office opens: a workbook a collection.
//!
//! In: a collection. Out: `OpenDocument` 1.3, row by row, by our own hand: the crate that writes it carries
//! advisories. Never: a formula, an archive that differs between two builds.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::archive::ArchiveWriter;
use super::dataset::Dataset;
use super::distribution::TableFormat;
use super::excel_csv;
use super::workbook::{self, AboutLine, OfficeValue, SheetContent, WorkbookSheet};
use super::xml::push_escaped;
use crate::schema::publish::{PublishedTable, TableKind};

pub const FORMAT: TableFormat = TableFormat {
    name: "ODS",
    media_type: MEDIA_TYPE,
    path: |table| (table.kind == TableKind::Records).then(|| format!("data/{}.ods", table.name)),
    write,
};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" \
    xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>
<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"#;

/// What every workbook has: how dates and hours look, and titles, notes, rows.
const STYLES: &str = r##"<number:date-style style:name="N-day"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:date-style style:name="N-jour"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>
<number:date-style style:name="N-moment"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:date-style>
<number:date-style style:name="N-instant"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/><number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:date-style>
<number:time-style style:name="N-hour"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style>
<number:time-style style:name="N-length" number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style>
<number:boolean-style style:name="N-truth"><number:boolean/></number:boolean-style>
<number:text-style style:name="N-text"><number:text-content/></number:text-style>
<style:style style:name="hour" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-hour"/>
<style:style style:name="length" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-length"/>
<style:style style:name="truth" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-truth"/>
<style:style style:name="text" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-text"/>
<style:style style:name="head" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:background-color="#e6e6e6"/><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="title" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-weight="bold" fo:font-size="13pt"/></style:style>
<style:style style:name="note" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N-text"><style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>
<style:style style:name="row" style:family="table-row"><style:table-row-properties style:row-height="0.5cm" style:use-optimal-row-height="false"/></style:style>
<style:style style:name="notes" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>
<style:style style:name="sheet" style:family="table" style:master-page-name="Default"><style:table-properties table:display="true"/></style:style>
<style:style style:name="about" style:family="table" style:master-page-name="About"><style:table-properties table:display="true"/></style:style>
"##;

fn write(dataset: &Dataset, at: usize, table: &PublishedTable, out: &mut dyn Write) -> io::Result<()> {
    let sheets = workbook::build_sheets(dataset, at);
    let mut archive = ArchiveWriter::new(dataset.day, workbook::estimate_packed_size(dataset, at));
    archive.add_stored("mimetype", MEDIA_TYPE.as_bytes())?;
    archive.add_packed("META-INF/manifest.xml", MANIFEST.as_bytes())?;
    archive.add_packed("meta.xml", build_meta(dataset, table).as_bytes())?;
    archive.add_packed("settings.xml", build_settings(&sheets).as_bytes())?;
    archive.add_packed("styles.xml", build_styles(dataset).as_bytes())?;
    let entry = archive.open_packed("content.xml")?;
    write_content(dataset, at, &sheets, &mut io::BufWriter::with_capacity(32 << 10, entry))?;
    archive.finish(out)
}

fn write_content(
    dataset: &Dataset,
    at: usize,
    sheets: &[WorkbookSheet],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut xml = open_document("document-content");
    xml.push_str("<office:automatic-styles>\n");
    xml.push_str(STYLES);
    for (name, number) in if dataset.is_french() {
        [("day", "N-jour"), ("moment", "N-instant")]
    } else {
        [("day", "N-day"), ("moment", "N-moment")]
    } {
        push_cell_style(name, number, &mut xml);
    }
    for code in workbook::list_currencies(dataset, at) {
        push_currency_style(code, &mut xml);
        push_cell_style(code, &format!("N-{code}"), &mut xml);
    }
    let mut widths: Vec<usize> = sheets.iter().flat_map(|sheet| sheet.widths.iter().copied()).collect();
    widths.sort_unstable();
    widths.dedup();
    for width in widths {
        let millimetres = width * 2 + 3;
        let _ = writeln!(
            xml,
            "<style:style style:name=\"w{width}\" style:family=\"table-column\">\
             <style:table-column-properties style:column-width=\"{millimetres}mm\"/></style:style>"
        );
    }
    xml.push_str("</office:automatic-styles>\n<office:body>\n<office:spreadsheet>\n");
    let mut ranges = String::new();
    for sheet in sheets {
        xml.push_str("<table:table table:name=\"");
        push_escaped(&sheet.name, &mut xml);
        let style = if matches!(sheet.content, SheetContent::Table(_)) { "sheet" } else { "about" };
        xml.extend(["\" table:style-name=\"", style, "\">\n"]);
        for width in &sheet.widths {
            xml.extend(["<table:table-column table:style-name=\"w", &width.to_string(), "\"/>"]);
        }
        xml.push('\n');
        match &sheet.content {
            SheetContent::Table(table) => {
                xml.push_str("<table:table-header-rows>");
                push_text_row(table.columns().map(|column| (&*column.name, "head")), "row", &mut xml);
                xml.push_str("</table:table-header-rows>\n");
                workbook::read_rows(dataset, at, table, |entries| {
                    push_value_row(entries, dataset, &mut xml);
                    // What is written leaves, so that a table never stands here whole.
                    out.write_all(xml.as_bytes())?;
                    xml.clear();
                    Ok(())
                })?;
                push_range(dataset, at, sheet, table, &mut ranges);
            }
            SheetContent::About(lines) => lines.iter().for_each(|line| push_note(line, &mut xml)),
        }
        xml.push_str("</table:table>\n");
    }
    xml.extend(["<table:database-ranges>\n", &ranges, "</table:database-ranges>\n"]);
    xml.push_str("</office:spreadsheet>\n</office:body>\n</office:document-content>\n");
    out.write_all(xml.as_bytes())?;
    out.flush()
}

/// The range that can be filtered by the buttons of its titles.
fn push_range(dataset: &Dataset, at: usize, sheet: &WorkbookSheet, table: &PublishedTable, out: &mut String) {
    let (name, last) =
        (sheet.name.replace('\'', "''"), to_column_letters(sheet.widths.len().saturating_sub(1)));
    let end = workbook::count_sheet_rows(dataset, at, table) + 1;
    out.push_str("<table:database-range table:name=\"");
    push_escaped(&format!("__Anonymous_Sheet_DB__{}", sheet.name), out);
    out.push_str("\" table:target-range-address=\"");
    push_escaped(&format!("'{name}'.A1:'{name}'.{last}{end}"), out);
    out.push_str("\" table:display-filter-buttons=\"true\"/>\n");
}

/// The letters of a column: `A`, `Z`, `AA`.
pub fn to_column_letters(index: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or_default());
    let before = if index < 26 { String::new() } else { to_column_letters(index / 26 - 1) };
    before + &letter.to_string()
}

fn push_cell_style(name: &str, number: &str, out: &mut String) {
    out.extend(["<style:style style:name=\"", name, "\" style:family=\"table-cell\" "]);
    out.extend(["style:parent-style-name=\"Default\" style:data-style-name=\"", number, "\"/>\n"]);
}

/// How an amount looks: every decimal that it has, and the sign or the code of its currency.
fn push_currency_style(code: &str, out: &mut String) {
    let sign = if code == "EUR" { "€" } else { code };
    out.extend(["<number:currency-style style:name=\"N-", code, "\">"]);
    out.push_str("<number:number number:decimal-places=\"2\" number:min-decimal-places=\"2\" ");
    out.push_str("number:min-integer-digits=\"1\" number:grouping=\"true\"/>");
    out.extend([
        "<number:text>\u{a0}</number:text><number:currency-symbol>",
        sign,
        "</number:currency-symbol>",
    ]);
    out.push_str("</number:currency-style>\n");
}

fn push_note(line: &AboutLine, xml: &mut String) {
    match line {
        AboutLine::Title(title) => push_text_row(std::iter::once((title.as_str(), "title")), "notes", xml),
        AboutLine::Heads(heads) => {
            push_text_row(heads.iter().map(|head| (head.as_str(), "head")), "row", xml);
        }
        // A sentence beside its label needs room: it goes over the columns that follow.
        AboutLine::Texts(texts) => match texts.as_slice() {
            [label, text] => {
                xml.push_str("<table:table-row table:style-name=\"notes\">");
                push_text_cell(label, "note", "", xml);
                push_text_cell(text, "note", " table:number-columns-spanned=\"7\"", xml);
                xml.push_str(
                    "<table:covered-table-cell table:number-columns-repeated=\"6\"/></table:table-row>\n",
                );
            }
            _ => push_text_row(texts.iter().map(|text| (text.as_str(), "note")), "notes", xml),
        },
    }
}

fn push_text_row<'a>(texts: impl Iterator<Item = (&'a str, &'static str)>, style: &str, xml: &mut String) {
    xml.extend(["<table:table-row table:style-name=\"", style, "\">"]);
    let before = xml.len();
    for (text, style) in texts {
        push_text_cell(text, style, "", xml);
    }
    if xml.len() == before {
        xml.push_str("<table:table-cell/>");
    }
    xml.push_str("</table:table-row>\n");
}

fn push_value_row(entries: &[OfficeValue], dataset: &Dataset, xml: &mut String) {
    xml.push_str("<table:table-row table:style-name=\"row\">");
    let mut empty = 0;
    for entry in entries {
        if *entry == OfficeValue::Empty {
            empty += 1;
            continue;
        }
        push_blanks(std::mem::take(&mut empty), xml);
        push_cell(entry, dataset, xml);
    }
    push_blanks(empty, xml);
    xml.push_str("</table:table-row>\n");
}

fn push_blanks(count: usize, xml: &mut String) {
    if count > 0 {
        let _ = write!(xml, "<table:table-cell table:number-columns-repeated=\"{count}\"/>");
    }
}

/// A cell: its type, its value, and the characters that readers without an office see.
fn push_cell(entry: &OfficeValue, dataset: &Dataset, xml: &mut String) {
    let shown = |digits: &str| if dataset.is_french() { digits.replace('.', ",") } else { digits.to_owned() };
    let (style, kind, value, text) = match entry {
        OfficeValue::Empty => return,
        OfficeValue::Text(text) => return push_text_cell(text, "text", "", xml),
        OfficeValue::Number(digits) => ("Default", "float", digits.to_string(), shown(digits)),
        OfficeValue::Money(digits, code) => {
            (*code, "currency", digits.to_string(), [&shown(digits), "\u{a0}", code].concat())
        }
        // Some readers know a truth by these letters alone; an office writes it in its own language.
        OfficeValue::Truth(truth) => {
            ("truth", "boolean", truth.to_string(), truth.to_string().to_uppercase())
        }
        OfficeValue::Day(day) => ("day", "date", day.to_string(), excel_csv::format_day(dataset, *day)),
        OfficeValue::Moment(moment) => {
            let text = format!("{} {}", excel_csv::format_day(dataset, moment.date()), moment.time());
            ("moment", "date", moment.to_string(), text)
        }
        OfficeValue::Hour(time) => {
            let (hour, minute, second) = (time.hour(), time.minute(), time.second());
            ("hour", "time", format!("PT{hour:02}H{minute:02}M{second:02}S"), time.to_string())
        }
        OfficeValue::Length(seconds) => {
            let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            let value = format!("PT{hour:02}H{minute:02}M{second:02}S");
            ("length", "time", value, format!("{hour:02}:{minute:02}:{second:02}"))
        }
    };
    // Not `write!`: a big table is mostly these lines.
    xml.extend([
        "<table:table-cell table:style-name=\"",
        style,
        "\" office:value-type=\"",
        kind,
        "\" office:",
    ]);
    match entry {
        OfficeValue::Money(_, code) => xml.extend(["currency=\"", code, "\" office:value=\""]),
        OfficeValue::Number(_) => xml.push_str("value=\""),
        _ => xml.extend([kind, "-value=\""]),
    }
    xml.extend([&*value, "\"><text:p>", &text, "</text:p></table:table-cell>"]);
}

fn push_text_cell(text: &str, style: &str, span: &str, xml: &mut String) {
    if text.is_empty() && span.is_empty() {
        return xml.push_str("<table:table-cell/>");
    }
    xml.extend([
        "<table:table-cell table:style-name=\"",
        style,
        "\" office:value-type=\"string\"",
        span,
        ">",
    ]);
    for line in text.split('\n') {
        xml.push_str("<text:p>");
        push_paragraph(line.strip_suffix('\r').unwrap_or(line), xml);
        xml.push_str("</text:p>");
    }
    xml.push_str("</table:table-cell>");
}

/// A line of text. Spaces at its ends or in a row are elements: as characters they would be lost. A tab stays the
/// character that it is, which readers take for itself or for a space: its own element is nothing to many of them.
fn push_paragraph(line: &str, xml: &mut String) {
    if !line.contains("  ") && !line.starts_with(' ') && !line.ends_with(' ') {
        return push_escaped(line, xml);
    }
    let mut rest = line;
    while let Some(at) = rest.find(' ') {
        push_escaped(&rest[..at], xml);
        let is_first = at == 0 && rest.len() == line.len();
        let spaces = rest[at..].bytes().take_while(|byte| *byte == b' ').count();
        if spaces == 1 && !is_first && at + 1 < rest.len() {
            xml.push(' ');
        } else {
            let _ = write!(xml, "<text:s text:c=\"{spaces}\"/>");
        }
        rest = &rest[at + spaces..];
    }
    push_escaped(rest, xml);
}

fn open_document(name: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:{name} {NAMESPACES}>\n")
}

/// What the office shows as the properties of the document.
fn build_meta(dataset: &Dataset, table: &PublishedTable) -> String {
    let config = &dataset.site().config;
    let mut xml = open_document("document-meta");
    xml.push_str("<office:meta>\n");
    let mut put = |name: &str, text: &str| {
        if !text.is_empty() {
            xml.extend(["<", name, ">"]);
            push_escaped(text, &mut xml);
            xml.extend(["</", name.split(' ').next().unwrap_or(name), ">\n"]);
        }
    };
    put("meta:generator", "essaim");
    put("dc:title", &table.title);
    put("dc:description", &table.description);
    put("dc:creator", &config.publisher.name);
    put("dc:language", &config.language);
    put("meta:creation-date", dataset.published().unwrap_or_default());
    put("dc:date", dataset.published().unwrap_or_default());
    put("meta:user-defined meta:name=\"License\"", &config.license.name);
    xml.push_str("</office:meta>\n</office:document-meta>\n");
    xml
}

/// The titles of each table stay in sight.
fn build_settings(sheets: &[WorkbookSheet]) -> String {
    let mut xml = open_document("document-settings");
    xml.push_str("<office:settings><config:config-item-set config:name=\"ooo:view-settings\">");
    xml.push_str("<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>");
    xml.push_str(
        "<config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item>",
    );
    xml.push_str("<config:config-item-map-named config:name=\"Tables\">\n");
    for sheet in sheets.iter().filter(|sheet| matches!(sheet.content, SheetContent::Table(_))) {
        xml.push_str("<config:config-item-map-entry config:name=\"");
        push_escaped(&sheet.name, &mut xml);
        xml.push_str("\">");
        for (name, kind, value) in [
            ("HorizontalSplitMode", "short", "0"),
            ("VerticalSplitMode", "short", "2"),
            ("HorizontalSplitPosition", "int", "0"),
            ("VerticalSplitPosition", "int", "1"),
            ("ActiveSplitRange", "short", "2"),
            ("PositionLeft", "int", "0"),
            ("PositionRight", "int", "0"),
            ("PositionTop", "int", "0"),
            ("PositionBottom", "int", "1"),
        ] {
            let _ = write!(
                xml,
                "<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>"
            );
        }
        xml.push_str("</config:config-item-map-entry>\n");
    }
    xml.push_str("</config:config-item-map-named></config:config-item-map-entry>");
    xml.push_str("</config:config-item-map-indexed></config:config-item-set></office:settings>");
    xml.push_str("</office:document-settings>\n");
    xml
}

/// The language of the texts, and a page on its side.
fn build_styles(dataset: &Dataset) -> String {
    let mut parts = dataset.site().config.language.split('-');
    let language = parts.next().unwrap_or_default();
    let region = parts.find(|part| part.len() == 2).map(str::to_uppercase);
    let region = region.unwrap_or_else(|| if language == "fr" { "FR" } else { "none" }.to_owned());
    let mut xml = open_document("document-styles");
    xml.push_str("<office:styles><style:default-style style:family=\"table-cell\"><style:text-properties fo:language=\"");
    push_escaped(language, &mut xml);
    xml.push_str("\" fo:country=\"");
    push_escaped(&region, &mut xml);
    xml.push_str("\"/></style:default-style><style:style style:name=\"Default\" style:family=\"table-cell\"/></office:styles>\n");
    xml.push_str("<office:automatic-styles>");
    // The sheet that people read first prints as wide as its page.
    for (name, scale) in [("page", ""), ("fitted", " style:scale-to-X=\"1\" style:scale-to-Y=\"0\"")] {
        let _ = write!(
            xml,
            "<style:page-layout style:name=\"{name}\"><style:page-layout-properties fo:page-width=\"297mm\" \
             fo:page-height=\"210mm\" style:print-orientation=\"landscape\" fo:margin-top=\"15mm\" \
             fo:margin-bottom=\"15mm\" fo:margin-left=\"15mm\" fo:margin-right=\"15mm\"{scale}/></style:page-layout>"
        );
    }
    xml.push_str("</office:automatic-styles>\n<office:master-styles>");
    xml.push_str("<style:master-page style:name=\"Default\" style:page-layout-name=\"page\"/>");
    xml.push_str(
        "<style:master-page style:name=\"About\" style:page-layout-name=\"fitted\"/></office:master-styles>",
    );
    xml.push_str("</office:document-styles>\n");
    xml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_space_and_no_line_is_lost() {
        for (text, expected) in [
            ("a b", "<text:p>a b</text:p>"),
            (" a", "<text:p><text:s text:c=\"1\"/>a</text:p>"),
            ("a ", "<text:p>a<text:s text:c=\"1\"/></text:p>"),
            ("a   b", "<text:p>a<text:s text:c=\"3\"/>b</text:p>"),
            ("a\tb  <", "<text:p>a\tb<text:s text:c=\"2\"/>&lt;</text:p>"),
            ("a\r\n\nb", "<text:p>a</text:p><text:p></text:p><text:p>b</text:p>"),
            ("=1+1", "<text:p>=1+1</text:p>"),
        ] {
            let mut xml = String::new();
            push_text_cell(text, "text", "", &mut xml);
            let paragraphs = xml.split_once('>').unwrap().1.strip_suffix("</table:table-cell>").unwrap();
            assert_eq!(paragraphs, expected);
        }
        assert_eq!([0, 25, 26, 701, 702].map(to_column_letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
