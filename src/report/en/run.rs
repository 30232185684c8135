//! What a run says of itself, in English: its tally, what it published or could not.

use super::super::alike::{Cut, Others, Rest};
use super::super::harmless::{Name, list};
use super::super::{Language, Notice, machine_at};
use super::grammar::count;
use crate::config::Budget;
use crate::output::PublishFailure;
use crate::publication::weight::PageWeight;

pub fn tally(errors: usize, warnings: usize) -> String {
    format!("{}, {}", count(errors, "error", "errors"), count(warnings, "warning", "warnings"))
}

/// `… and 5 more like it: lines 12, 13, 14, 15 and 16`
pub fn others(others: &Others<'_>) -> String {
    let list = match &others.kind {
        Rest::Details(details) => details.join(", "),
        Rest::Lines(lines) => {
            let numbers: Vec<String> = lines.iter().map(usize::to_string).collect();
            format!("{} {}", if lines.len() < 2 { "line" } else { "lines" }, numbers.join(", "))
        }
        Rest::Places(places) => places.join(", "),
    };
    let more = if others.cut == Cut::Short { " …" } else { "" };
    format!("… and {} more like it: {list}{more}", others.count)
}

pub fn notice(notice: Notice<'_>) -> String {
    match notice {
        Notice::Fine => "All is well.".into(),
        Notice::Published { files, bytes, folder } => {
            format!("{} published ({} kB) in {folder}", count(files, "file", "files"), bytes.div_ceil(1000))
        }
        Notice::Budget(budget) => self::budget(budget),
        Notice::Weight(weight) => self::weight(weight),
        Notice::NothingPublished => "Nothing was published: the site in place has not changed.".into(),
        Notice::NoProject { folder } => {
            format!("there is no essaim project in “{folder}”: it has no folder “content”")
        }
        Notice::BadArgument { argument, value } => format!("“{value}” does not suit {argument}"),
    }
}

fn budget(budget: &Budget) -> String {
    format!("Heaviest pages, packed (budget: {} KiB, {} requests):", budget.kibibytes, budget.requests)
}

fn weight(weight: &PageWeight) -> String {
    let tenths = (weight.bytes * 10).div_ceil(1024);
    let requests = usize::try_from(weight.requests).unwrap_or(usize::MAX);
    let requests = count(requests, "request", "requests");
    let over = if weight.within { "" } else { " (over budget)" };
    let (kind, page) = (page_kind(&weight.kind), &weight.page);
    format!("  {kind:18} {:>3}.{} KiB, {requests}{over}  {page}", tenths / 10, tenths % 10)
}

fn page_kind(kind: &str) -> &str {
    match kind {
        "collection" => "list",
        "not-found" => "not found",
        "site-map" => "site map",
        "legal" => "legal notice",
        "petal" => "spoke of a wheel",
        "deck" => "deck of cards",
        kind => kind,
    }
}

pub fn failure(failure: &PublishFailure) -> Option<String> {
    match failure {
        PublishFailure::Foreign { folder, files, count: number } => Some(format!(
            "“{}” holds {} that essaim did not write, or that changed since: {}{}\n\
             Nothing was touched. Move them, or publish into another folder with --output.",
            Name(&folder.display().to_string()),
            count(*number, "file", "files"),
            list(files),
            if files.len() < *number { " …" } else { "" },
        )),
        PublishFailure::Io { path, error } => Some(format!(
            "{}\nNothing was published, the site in place has not changed.",
            machine_at(&path.display().to_string(), error, Language::English)
        )),
        PublishFailure::Theme(_) => None,
    }
}
