//! What pages weigh, and which files a page is drawn with.
//!
//! In: the HTML of a page. Out: the files that a browser loads to show it; the weights as they are published. Never: a page
//! rendered, a file read.

use serde::{Deserialize, Serialize};

use super::route;
use crate::config::Budget;
use crate::output::OutputPath;
use crate::source::join;

/// Where the weights are published.
pub const WEIGHTS_PATH: &str = "weights.json";

/// What is published of the weights of a site.
#[derive(Debug, Deserialize, Serialize)]
pub struct Weights {
    pub budget: Budget,
    pub kinds: Vec<PageWeight>,
}

/// The heaviest page of a kind.
#[derive(Debug, Deserialize, Serialize)]
pub struct PageWeight {
    pub kind: String,
    pub page: OutputPath,
    /// Of the page and of all that it is drawn with, packed with gzip where it is text.
    pub bytes: u64,
    /// The page, and each file it is drawn with.
    pub requests: u64,
    /// Whether it keeps within the budget.
    pub within: bool,
}

/// Returns the files that a page is drawn with: whatever `src` names, and what its links load.
#[must_use]
pub fn find_page_files(page: &str, html: &[u8]) -> Vec<OutputPath> {
    let Ok(html) = std::str::from_utf8(html) else { return Vec::new() };
    let value = |text: &str| text.split('"').next().map(str::to_owned);
    let sources = html.split(" src=\"").skip(1).filter_map(value);
    let links = html.split("<link ").skip(1).filter_map(|tag| {
        let tag = tag.split('>').next()?;
        let loads = ["stylesheet", "icon"].iter().any(|rel| tag.contains(&format!("rel=\"{rel}\"")));
        value(tag.split("href=\"").nth(1).filter(|_| loads)?)
    });
    let mut names: Vec<OutputPath> = sources.chain(links).filter_map(|link| named(page, &link)).collect();
    names.sort();
    names.dedup();
    names
}

/// The path that a relative link names; nothing for one that leads elsewhere.
fn named(page: &str, link: &str) -> Option<OutputPath> {
    if link.contains(':') || link.starts_with('/') {
        return None;
    }
    let path = join(page, &percent_encoding::percent_decode_str(link).decode_utf8().ok()?)?;
    (path != route::HOME).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::find_page_files;

    #[test]
    fn a_page_names_what_it_draws_itself_with() {
        let html = b"<link rel=\"stylesheet\" href=\"../theme/style.css\"><link rel=\"canonical\" href=\"x.html\">\
            <a href=\"autre.html\">x</a><img alt=\"\" src=\"la%20balade/plan.png\"><script src=\"https://ailleurs.example/a.js\">";
        assert_eq!(
            find_page_files("outils/la-balade.html", html),
            ["outils/la balade/plan.png", "theme/style.css"]
        );
    }
}
