//! `sitemap.xml` and `robots.txt`: where every page is, for those who crawl.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::dataset::{changed, role};
use crate::check::CheckedSite;
use crate::output::{Output, OutputPath};
use crate::render::route;
use crate::schema::Role;

/// The format's own limit for one file.
const LIMIT: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// The site map, in several files with an index where there are more pages than one may hold.
pub fn files(site: &CheckedSite, base: &str, output: &Output) -> Vec<(OutputPath, String)> {
    let days = days(site);
    let is_page = |path: &&OutputPath| path.strip_suffix(".html").is_some() && *path != route::NOT_FOUND;
    let pages: Vec<&OutputPath> = output.iter().map(|(path, _)| path).filter(is_page).collect();
    let urls = |pages: &[&OutputPath]| -> String {
        let urls = pages.iter().map(|page| {
            let day = days.get(page.as_str());
            let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
            format!("<url><loc>{}</loc>{day}</url>\n", escape(&address(base, page)))
        });
        format!("{HEAD}<urlset {NAMESPACE}>\n{}</urlset>\n", urls.collect::<String>())
    };
    if pages.len() <= LIMIT {
        return vec![("sitemap.xml".to_owned(), urls(&pages))];
    }
    let parts = (1..).zip(pages.chunks(LIMIT)).map(|(n, pages)| (format!("sitemap-{n}.xml"), urls(pages)));
    let mut files: Vec<(OutputPath, String)> = parts.collect();
    let index = files
        .iter()
        .map(|(path, _)| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&format!("{base}{path}"))));
    let index = format!("{HEAD}<sitemapindex {NAMESPACE}>\n{}</sitemapindex>\n", index.collect::<String>());
    files.push(("sitemap.xml".to_owned(), index));
    files
}

/// Everything may be read; the site map is named where it has an address.
pub fn robots(base: Option<&str>) -> String {
    let map = base.map(|base| format!("\nSitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{map}")
}

/// Text as XML has it. Characters that XML cannot hold are left out.
pub fn escape(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !matches!(c, '&' | '<' | '>' | '"') && is_xml(c);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars().filter(|c| is_xml(*c)) {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// The address of a page; that of the home page is the site's own.
fn address(base: &str, page: &str) -> String {
    if page == route::HOME { base.to_owned() } else { format!("{base}{}", route::url_path(page)) }
}

/// The day each record's page last changed, where that is known.
fn days(site: &CheckedSite) -> BTreeMap<String, String> {
    let mut days = BTreeMap::new();
    for table in &site.site().tables {
        let Some(modified) = role(&table.collection, Role::Modified) else { continue };
        for record in &table.records {
            if let (Some(page), Some(day)) = (route::record(table, record), changed(record, modified)) {
                days.insert(page, day.to_string());
            }
        }
    }
    days
}
