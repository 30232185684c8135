//! HTML of a text that is not published, as a problem: which kind of slip it is.
//!
//! In: a tag, and why it is refused. Out: a [`Problem`]. Never: a sentence.

use crate::check::codes::HTML_REFUSED;
use crate::diag::Problem;
use crate::load::html::HtmlFault;

/// Returns the problem of a refused tag.
#[must_use]
pub fn refused_html(tag: &str, fault: HtmlFault) -> Problem {
    let is_details = tag == "<details>" || tag == "<summary>";
    let word = match fault {
        HtmlFault::Element if !is_code(tag) => "words",
        HtmlFault::Element => "element",
        HtmlFault::Attribute(_) => "attribute",
        HtmlFault::Unclosed if tag == "<details>" => "unclosed-details",
        HtmlFault::Unclosed => "unclosed",
        HtmlFault::Unopened => "unopened",
        HtmlFault::Misplaced if is_details => "misplaced-details",
        HtmlFault::Misplaced => "misplaced",
        HtmlFault::Text if tag.starts_with("<!--") => "text-at-comment",
        HtmlFault::Text => "text",
    };
    let opposite = match fault {
        HtmlFault::Unclosed => Some(tag.replace('<', "</")),
        HtmlFault::Unopened => Some(tag.replace("</", "<")),
        _ => None,
    };
    let attribute = if let HtmlFault::Attribute(name) = fault { Some(name) } else { None };
    HTML_REFUSED
        .choose("fault", word)
        .with("tag", tag)
        .with("opposite", opposite)
        .with("attribute", attribute)
}

/// Elements that people copy from elsewhere; any other name is words that stood between angle brackets.
const ELEMENTS: &str = " a abbr audio b big blockquote body br button center cite code col dd del details dfn div dl dt em \
    embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input \
    ins kbd label li link main mark math meta nav object ol option p param picture pre q s samp script section select \
    small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead title \
    tr track u ul var video wbr ";

/// Whether a tag is code: an element's, an instruction or a declaration.
fn is_code(tag: &str) -> bool {
    let name = tag.trim_matches(['<', '>', '/']).split_whitespace().next().unwrap_or_default();
    name.starts_with(['?', '!']) || ELEMENTS.contains(&format!(" {name} "))
}
