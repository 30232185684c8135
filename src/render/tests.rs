//! Pages as a whole: what is public, links, anchors, hues.

use std::sync::Arc;

use super::*;
use crate::source::Sources;

const SITE: &str = "title: Essai\ndescription: Un essai.\nlanguage: fr\npublisher: {name: Ville}\nnav: [branches, gestes]\n\
                    base_url: https://ville.example/x/\nvariables: {ville: Ville-Test}\n";
const BRANCHES: &str = "title: Branches\nview: wheel\nschema:\n  fields:\n    - {name: nom, type: string}\n";
const GESTES: &str = "title: Gestes\nparts: true\nfilters: [branche]\nschema:\n  fields:\n    \
                      - {name: nom, type: string}\n    - {name: branche, type: string, reference: branches}\n    \
                      - {name: cout, title: Coût, type: number, unit: EUR}\n    \
                      - {name: tel, type: string, personal: true}\n";

fn rendered(body: &str) -> Output {
    let mut sources = Sources::default();
    sources.add("content/site.yaml", SITE);
    sources.add("content/branches/_collection.yaml", BRANCHES);
    sources.add("content/branches/une.md", "---\nnom: L'une\n---\n");
    sources.add("content/branches/deux.md", "---\nnom: L'une\n---\n");
    sources.add("content/gestes/_collection.yaml", GESTES);
    sources.add(
        "content/gestes/saluer/index.md",
        format!("---\nnom: Saluer\nbranche: une\ncout: 1200.5\ntel: 0102030405\n---\n{body}"),
    );
    sources.add("content/gestes/saluer/10-suite.md", "# La suite\n\n## Avant\n\nÀ {{ville}}, {{service}}.\n");
    let sources = Arc::new(sources);
    let mut diags = Diagnostics::default();
    let site = crate::check(&sources, &crate::Options::default(), &mut diags);
    let site = Arc::new(site.unwrap_or_else(|| panic!("{:?}", diags.iter().collect::<Vec<_>>())));
    let renderer = Arc::new(Renderer::new(Arc::clone(&site), &site).expect("a theme"));
    let mut output = Output::default();
    renderer.pages(&Arc::default(), &BlobCache::default(), &mut output, &mut diags);
    output
}

fn page(output: &Output, path: &str) -> String {
    let bytes = output.get(path).unwrap_or_else(|| panic!("no {path}")).bytes().expect("a page");
    String::from_utf8(bytes).expect("text")
}

fn geste(body: &str) -> String {
    page(&rendered(body), "gestes/saluer.html")
}

fn holds(page: &str, wanted: &str) {
    assert!(page.contains(wanted), "{wanted}\n\nnot in\n\n{page}");
}

#[test]
fn a_record_shows_what_is_public_and_nothing_else() {
    let page = geste("## Avant\n\nDu texte.\n");
    holds(&page, "<title>Saluer – Gestes – Essai</title>");
    holds(&page, "<dt>Coût</dt><dd>1\u{202f}200,5\u{a0}€</dd>");
    holds(&page, "<a class=\"dot hue-7\" href=\"../branches/une.html\">L’une</a>");
    assert!(!page.contains("0102030405"));
    assert!(!page.contains("style=") && !page.contains("<script>"));
}

#[test]
fn namesakes_have_titles_of_their_own() {
    let output = rendered("");
    holds(&page(&output, "branches/une.html"), "<title>L’une (une) –");
    holds(&page(&output, "branches/deux.html"), "<title>L’une (deux) –");
}

#[test]
fn parts_share_a_page_and_blanks_are_filled_or_visible() {
    let page = geste("## Avant\n\nDu texte.\n");
    holds(&page, "<h2 id=\"avant\">Avant</h2>");
    holds(&page, "<h2 id=\"suite\">La suite</h2>");
    holds(&page, "<h3 id=\"suite-avant\">Avant</h3>");
    holds(&page, "<p>À Ville-Test, <span class=\"blank\">service\u{a0}: à compléter</span>.</p>");
}

#[test]
fn markdown_fits_a_strict_page() {
    let page =
        geste("- [ ] à faire\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\nDit[^x] « ça ».\n\n[^x]: Une note.\n");
    holds(&page, "<li><span class=\"box\" role=\"img\" aria-label=\"à cocher\"></span> à faire</li>");
    holds(&page, "<th scope=\"col\" class=\"center\">a</th><th scope=\"col\" class=\"right\">b</th>");
    holds(&page, "«\u{202f}ça\u{202f}»");
    holds(&page, "href=\"#_index-note-1\"");
    holds(&page, "<li id=\"_index-note-1\"><p>Une note. <a href=\"#_index-call-1-1\" role=\"doc-backlink\"");
}

#[test]
fn links_lead_from_the_page_and_wear_the_record_s_name() {
    let page =
        geste("[[branches/une]], [là](../../branches/deux.md), [suite](10-suite.md), `{{ville}} ; 'a'`\n");
    holds(&page, "<a href=\"../branches/une.html\">L’une</a>, <a href=\"../branches/deux.html\">là</a>");
    holds(&page, "<a href=\"saluer.html#suite\">suite</a>");
    holds(&page, "<code>Ville-Test ; 'a'</code>");
}

#[test]
fn the_wheel_names_every_record_and_its_tools_wear_its_hue() {
    let output = rendered("");
    let wheel = page(&output, "branches/index.html");
    holds(&wheel, "<a href=\"deux.html\" class=\"petal hue-1\" ");
    holds(&wheel, "<a href=\"une.html\" class=\"petal hue-7\" ");
    holds(&page(&output, "gestes/saluer.html"), "<body class=\"record hue-7\">");
    holds(&page(&output, "branches/une.html"), "<a href=\"../gestes/saluer.html\">Saluer</a>");
}
