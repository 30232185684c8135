//! `feed.xml`: the records that changed last, as Atom.
//!
//! Only records with a page and with a day of last change stand here; the newest first.

use std::fmt::Write;

use jiff::civil::Date;

use super::dataset::read_change_day;
use super::sitemap::Pages;
use super::xml::escape;
use crate::check::CheckedSite;
use crate::model::{Record, Table};
use crate::output::OutputPath;
use crate::publication::route;
use crate::schema::Role;
use crate::schema::publish::is_public;

pub const PATH: &str = "feed.xml";

const LENGTH: usize = 50;

/// The feed of a site that stands at `base`, last changed at `updated`, with the pages that were published.
pub fn write_feed(site: &CheckedSite, base: &str, updated: &str, pages: &Pages) -> String {
    let config = &site.site().config;
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let (language, title) = (escape(&config.language), escape(&config.title));
    let (base_text, updated) = (escape(base), escape(updated));
    let author = if config.publisher.name.is_empty() { &config.title } else { &config.publisher.name };
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{language}\">\n\
         <id>{base_text}</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n\
         <author><name>{}</name></author>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base_text}{PATH}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"{base_text}\"/>\n",
        escape(author)
    );
    for entry in list_entries(site, pages) {
        text.push_str(&entry.to_xml(base));
    }
    text.push_str("</feed>\n");
    text
}

struct FeedEntry<'a> {
    day: Date,
    page: OutputPath,
    table: &'a Table,
    record: &'a Record,
}

fn list_entries<'a>(site: &'a CheckedSite, pages: &Pages) -> Vec<FeedEntry<'a>> {
    let mut entries = Vec::new();
    for table in site.site().tables.iter().filter(|table| is_public(&table.collection)) {
        let Some(modified) = table.find_role(Role::Modified) else { continue };
        for record in &table.records {
            let page = route::to_record(table, record).filter(|page| pages.contains(page));
            if let (Some(page), Some(day)) = (page, read_change_day(record, modified)) {
                entries.push(FeedEntry { day, page, table, record });
            }
        }
    }
    entries.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.page.cmp(&b.page)));
    entries.truncate(LENGTH);
    entries
}

impl FeedEntry<'_> {
    /// Returns the page that the record had first: the identifier of an entry stays, whatever its record is called.
    fn find_first_page(&self) -> OutputPath {
        let Some(first) = self.record.aliases.first() else { return self.page.clone() };
        match first.name.split_once('/') {
            Some(("pages", id)) => format!("{id}.html"),
            Some((collection, id)) => format!("{collection}/{id}.html"),
            None => format!("{}/{}.html", self.table.collection.name, first.name),
        }
    }

    fn to_xml(&self, base: &str) -> String {
        let to_address = |page: &str| escape(&format!("{base}{}", route::to_url_path(page))).into_owned();
        let (address, id) = (to_address(&self.page), to_address(&self.find_first_page()));
        let title = escape(self.table.name(self.record));
        let summary = self.table.find_role_text(self.record, Role::Description);
        let summary =
            summary.map(|text| format!("<summary>{}</summary>\n", escape(text))).unwrap_or_default();
        let (day, category) = (&self.day, escape(&self.table.collection.title));
        format!(
            "<entry>\n<id>{id}</id>\n<title>{title}</title>\n<updated>{day}T00:00:00Z</updated>\n\
             <link href=\"{address}\"/>\n<category term=\"{category}\"/>\n{summary}</entry>\n"
        )
    }
}
