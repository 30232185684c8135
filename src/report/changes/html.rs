//! Changes as a page on its own, to be read, sent or put beside the data.

use std::fmt::Write as _;

use super::words;
use super::{Changes, name};
use crate::diff::{TableChange, TableFate};
use crate::messages;
use crate::source::html::escape;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}\
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4em .8em .4em 0;border-bottom:1px solid}\
ul{padding-left:1.2em}.scroll{overflow-x:auto}del{text-decoration-thickness:1px}ins{font-weight:600;text-decoration:none}";

/// A whole page.
pub fn html(changes: Changes, speech: messages::Language) -> String {
    let difference = changes.difference;
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{} {}<br>\n{} {}</p>\n<p><strong>{}</strong></p>\n",
        speech.tag(),
        speech.word("changes-from"),
        escape(&words::edition(&difference.old)),
        speech.word("changes-to"),
        escape(&words::edition(&difference.new)),
        escape(&words::propose(changes.level, changes.proposed, speech)),
        title = speech.word("changes-title"),
    );
    if !difference.properties.is_empty() {
        let _ = writeln!(
            out,
            "<p>{} {}</p>",
            speech.word("changes-properties"),
            difference.properties.join(", ")
        );
    }
    for table in difference.tables.iter().filter(|table| !table.is_empty()) {
        section(table, speech, &mut out);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn section(table: &TableChange, speech: messages::Language, out: &mut String) {
    let _ = writeln!(
        out,
        "<section>\n<h2>{} <small>{}</small></h2>\n<ul>",
        escape(&table.title),
        escape(&table.name)
    );
    for line in words::summarize(table, speech) {
        let _ = writeln!(out, "<li>{}</li>", escape(&line));
    }
    out.push_str("</ul>\n");
    if table.fate == TableFate::Kept {
        rows(table, speech, out);
    }
    out.push_str("</section>\n");
}

fn rows(table: &TableChange, speech: messages::Language, out: &mut String) {
    let rows = &table.rows;
    for (title, listed, count) in [
        (speech.word("changes-added"), &rows.first_added, rows.added),
        (speech.word("changes-removed"), &rows.first_removed, rows.removed),
    ] {
        if listed.is_empty() {
            continue;
        }
        let _ = writeln!(out, "<h3>{title}</h3>\n<ul>");
        for row in listed {
            let _ = writeln!(out, "<li>{}</li>", escape(&name(table, row)));
        }
        others(count, listed.len(), speech, "li", out);
        out.push_str("</ul>\n");
    }
    if rows.first_changed.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "<h3>{title}</h3>\n<div class=\"scroll\" role=\"group\" aria-label=\"{title}\" tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
         <th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
        speech.word("changes-row"),
        speech.word("changes-column"),
        speech.word("changes-before"),
        speech.word("changes-after"),
        title = speech.word("changes-changed")
    );
    for row in &rows.first_changed {
        for cell in &row.cells {
            let _ = writeln!(
                out,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td><del>{}</del></td><td><ins>{}</ins></td></tr>",
                escape(&row.key.join(", ")),
                escape(&cell.column),
                escape(&cell.old),
                escape(&cell.new)
            );
        }
    }
    out.push_str("</tbody>\n</table></div>\n");
    others(rows.changed, rows.first_changed.len(), speech, "p", out);
}

fn others(count: u64, listed: usize, speech: messages::Language, tag: &str, out: &mut String) {
    let left = count.saturating_sub(listed as u64);
    if left > 0 {
        let _ = writeln!(out, "<{tag}>… {}</{tag}>", words::count_others(left, speech));
    }
}
