//! `sitemap.xml` and `robots.txt`: where every page is, for those who crawl.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::dataset::read_change_day;
use super::xml::escape;
use crate::check::CheckedSite;
use crate::model::Site;
use crate::output::{Output, OutputPath, Payload};
use crate::publication::route;
use crate::schema::Role;

/// The format's own limit for one file.
const LIMIT: usize = 50_000;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const NAMESPACE: &str = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";

/// The site map, in several files with an index where there are more pages than one may hold. Each is written
/// when it is asked for.
pub fn list_files(site: &Arc<CheckedSite>, base: &str, pages: &Arc<Pages>) -> Vec<(OutputPath, Payload)> {
    let parts = pages.len().div_ceil(LIMIT).max(1);
    let part = |number: usize| {
        let (site, base, pages) = (Arc::clone(site), base.to_owned(), Arc::clone(pages));
        Payload::lazy(move |out| {
            let days = find_page_days(&site);
            writeln!(out, "{HEAD}<urlset {NAMESPACE}>")?;
            for page in pages.iter().skip(number * LIMIT).take(LIMIT) {
                let day = days.get(page.as_str());
                let day = day.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
                writeln!(out, "<url><loc>{}</loc>{day}</url>", escape(&to_address(&base, page)))?;
            }
            Ok(out.write_all(b"</urlset>\n")?)
        })
    };
    if parts == 1 {
        return vec![("sitemap.xml".to_owned(), part(0))];
    }
    let names = (1..=parts).map(|number| format!("sitemap-{number}.xml"));
    let mut files: Vec<(OutputPath, Payload)> = names.zip((0..parts).map(part)).collect();
    let index = files
        .iter()
        .map(|(path, _)| format!("<sitemap><loc>{}</loc></sitemap>\n", escape(&format!("{base}{path}"))));
    let index = format!("{HEAD}<sitemapindex {NAMESPACE}>\n{}</sitemapindex>\n", index.collect::<String>());
    files.push(("sitemap.xml".to_owned(), index.into()));
    files
}

/// The pages to be found, in the order of their paths.
pub type Pages = BTreeSet<OutputPath>;

/// The pages of an output that are to be found: not those that only lead on, or say that a record is gone.
pub fn list_pages(site: &Site, output: &Output) -> Pages {
    let is_page = |path: &&OutputPath| path.ends_with(".html") && *path != route::NOT_FOUND;
    let mut pages: Pages = output.paths().filter(is_page).cloned().collect();
    let moved = site.aliases.iter().filter_map(|alias| route::to_alias(site, alias));
    let gone = site.gone();
    for path in moved.chain(gone.iter().filter_map(|gone| route::to_gone_record(site, gone))) {
        pages.remove(&path);
    }
    pages
}

/// Everything may be read; the site map is named where it has an address.
pub fn write_robots(base: Option<&str>) -> String {
    let map = base.map(|base| format!("\nSitemap: {base}sitemap.xml\n")).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{map}")
}

/// The address of a page; that of the home page is the site's own.
fn to_address(base: &str, page: &str) -> String {
    if page == route::HOME { base.to_owned() } else { format!("{base}{}", route::to_url_path(page)) }
}

/// The day each record's page last changed, where that is known.
fn find_page_days(site: &CheckedSite) -> HashMap<String, Date> {
    let mut days = HashMap::new();
    for table in &site.site().tables {
        let Some(modified) = table.find_role(Role::Modified) else { continue };
        for record in &table.records {
            if let (Some(page), Some(day)) =
                (route::to_record(table, record), read_change_day(record, modified))
            {
                days.insert(page, day);
            }
        }
    }
    days
}
