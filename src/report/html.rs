//! The words for HTML that is not published.
//!
//! In: the tag, and why. Out: one sentence on what, one on what to do. Never: a fact.

use crate::diag::HtmlFault;

/// The words of refused HTML in French.
#[must_use]
pub fn french(tag: &str, fault: &HtmlFault) -> (String, String) {
    match fault {
        HtmlFault::Element if !is_code(tag) => (
            format!("« {tag} » est pris pour du code HTML, et n'est pas publié"),
            "écrivez ces mots sans chevrons, ou mettez « \\ » devant le premier : « \\< »".into(),
        ),
        HtmlFault::Element => (
            format!("le code HTML « {tag} » n'est pas publié"),
            "écrivez-le en Markdown ; seuls passent des codes simples : <br>, <sub>, <sup>, <kbd>, <mark>, <abbr>, <details>…".into(),
        ),
        HtmlFault::Attribute(name) => (
            format!("dans « {tag} », « {name} » n'est pas publié tel quel"),
            "retirez-le ; seuls passent title, lang (un code de langue : « en »), dir (ltr ou rtl) et, pour <details>, open".into(),
        ),
        HtmlFault::Unclosed if tag == "<details>" => (
            format!("rien ne ferme « {tag} »"),
            "ajoutez « </details> » seul sur sa ligne, entre deux lignes vides".into(),
        ),
        HtmlFault::Unclosed => (
            format!("rien ne ferme « {tag} »"),
            format!("ajoutez « {} » dans le même paragraphe", tag.replace('<', "</")),
        ),
        HtmlFault::Unopened => (
            format!("« {tag} » ne ferme rien"),
            format!("retirez-le, ou ouvrez « {} » avant lui, dans le même paragraphe", tag.replace("</", "<")),
        ),
        HtmlFault::Misplaced if tag == "<details>" || tag == "<summary>" => (
            format!("« {tag} » n'est pas à sa place"),
            "écrivez « <details> » seul sur sa ligne, « <summary>le titre</summary> » sur la suivante, puis une ligne vide".into(),
        ),
        HtmlFault::Misplaced => (
            format!("« {tag} » n'est pas à sa place"),
            "écrivez-le sur la ligne du texte qu'il concerne, derrière un mot".into(),
        ),
        HtmlFault::Text if tag.starts_with("<!--") => (
            "il y a du texte collé à un commentaire « <!-- … --> » : il ne serait pas publié".into(),
            "fermez le commentaire par « --> », et laissez une ligne vide entre lui et le texte".into(),
        ),
        HtmlFault::Text => (
            format!("ce texte est collé à « {tag} » : il ne serait pas mis en forme"),
            "laissez une ligne vide entre les deux".into(),
        ),
    }
}

/// The words of refused HTML in English.
#[must_use]
pub fn english(tag: &str, fault: &HtmlFault) -> (String, String) {
    match fault {
        HtmlFault::Element if !is_code(tag) => (
            format!("“{tag}” is taken for HTML code, and is not published"),
            "write these words without angle brackets, or put “\\” before the first: “\\<”".into(),
        ),
        HtmlFault::Element => (
            format!("the HTML code “{tag}” is not published"),
            "write it in Markdown; only simple codes pass: <br>, <sub>, <sup>, <kbd>, <mark>, <abbr>, <details>…".into(),
        ),
        HtmlFault::Attribute(name) => (
            format!("in “{tag}”, “{name}” is not published as it stands"),
            "remove it; only title, lang (a language code: “en”), dir (ltr or rtl) and, for <details>, open pass".into(),
        ),
        HtmlFault::Unclosed if tag == "<details>" => (
            format!("nothing closes “{tag}”"),
            "add “</details>” alone on its line, between two empty lines".into(),
        ),
        HtmlFault::Unclosed => (
            format!("nothing closes “{tag}”"),
            format!("add “{}” in the same paragraph", tag.replace('<', "</")),
        ),
        HtmlFault::Unopened => (
            format!("“{tag}” closes nothing"),
            format!("remove it, or open “{}” before it, in the same paragraph", tag.replace("</", "<")),
        ),
        HtmlFault::Misplaced if tag == "<details>" || tag == "<summary>" => (
            format!("“{tag}” is out of place"),
            "write “<details>” alone on its line, “<summary>the title</summary>” on the next, then an empty line".into(),
        ),
        HtmlFault::Misplaced => (
            format!("“{tag}” is out of place"),
            "write it on the line of the text it concerns, after a word".into(),
        ),
        HtmlFault::Text if tag.starts_with("<!--") => (
            "there is text right against a comment “<!-- … -->”: it would not be published".into(),
            "close the comment with “-->”, and leave an empty line between it and the text".into(),
        ),
        HtmlFault::Text => (
            format!("this text is right against “{tag}”: it would not be formatted"),
            "leave an empty line between the two".into(),
        ),
    }
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
