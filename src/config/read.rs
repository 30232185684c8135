//! `site.yaml` → [`Config`].

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::license::read_license;
use super::{
    Budget, Config, Host, LanguageSettings, Legal, Lint, Publisher, Server, Spatial, accessibility, releases,
};
use crate::config::codes::{INSECURE_ADDRESS, LANGUAGE_WITHOUT_INTERFACE, LINT_UNFIT, MISSING_SITE};
use crate::diag::{Codes, Diagnostics, Owner, Place, nearest};
use crate::load::Tree;
use crate::load::codes::UNKNOWN_KEY;
use crate::load::yaml::{self, Node};
use crate::settings::codes::INVALID_SETTING;
use crate::settings::{
    BUDGET, HOST, Keys, LANGUAGE, LEGAL, PUBLISHER, SEVERITIES, SITE, SPATIAL, choose, refuse_repeated,
    report_invalid,
};
use crate::source::{Sources, Span};

/// The theme that stands in the program.
const DEFAULT_THEME: &str = "default";

/// The languages in which the built-in theme has the words of its interface.
const INTERFACES: [&str; 2] = ["en", "fr"];

/// Reads the settings. `None` where they are missing or have no grammar: then there is no site.
pub fn read(sources: &Sources, tree: &Tree, codes: Codes, diags: &mut Diagnostics) -> Option<Config> {
    let Some(source) = tree.site else {
        diags.add(Place::Path("content/site.yaml".to_owned()), &MISSING_SITE);
        return None;
    };
    let root = yaml::parse(sources, sources.whole(source), diags)?;
    let keys = Keys::read(&root, &SITE, diags)?;
    keys.require_at(sources.whole(source).slice(0, 0), diags);
    let language = keys.string("language", diags);
    let languages = read_languages(keys, language.as_deref(), diags);
    let config = Config {
        title: keys.string("title", diags).unwrap_or_default(),
        description: keys.string("description", diags).unwrap_or_default(),
        language: language.unwrap_or_default(),
        languages,
        base_url: read_base_url(keys, diags),
        publisher: keys.get("publisher").map(|node| read_publisher(node, diags)).unwrap_or_default(),
        legal: keys.get("legal").map(|node| read_legal(node, diags)).unwrap_or_default(),
        license: read_license(keys, diags),
        spatial: keys.get("spatial").map(|node| read_spatial(node, diags)).unwrap_or_default(),
        theme: read_theme(sources, keys, diags).unwrap_or_else(|| DEFAULT_THEME.to_owned()),
        nav: read_nav(keys, diags),
        variables: keys.get("variables").map(|node| yaml::read_variables(node, diags)).unwrap_or_default(),
        budget: keys.get("budget").map(|node| read_budget(node, diags)).unwrap_or_default(),
        servers: read_servers(keys, diags),
        lints: keys.get("lints").map(|node| read_lints(node, codes, diags)).unwrap_or_default(),
        releases: tree.releases.map(|source| releases::read(sources, source, diags)).unwrap_or_default(),
        source: Some(source),
    };
    warn_of_interfaces(sources, keys, &config, diags);
    Some(config)
}

/// Warns of the languages for which neither the program nor the theme has the words of the interface.
fn warn_of_interfaces(sources: &Sources, keys: Keys, config: &Config, diags: &mut Diagnostics) {
    let mut warn = |language: &str, span: Span| {
        if !has_interface(sources, &config.theme, language) {
            diags.add(span, LANGUAGE_WITHOUT_INTERFACE.with("language", language));
        }
    };
    if let Some(node) = keys.get("language").filter(|_| !config.language.is_empty()) {
        warn(&config.language, node.span);
    }
    for pair in keys.get("languages").and_then(Node::as_map).unwrap_or_default() {
        if config.languages.iter().any(|known| *known.tag == *pair.key) {
            warn(&pair.key, pair.key_span);
        }
    }
}

/// The name of a theme: the built-in one, or a folder of `themes/`.
fn read_theme(sources: &Sources, keys: Keys, diags: &mut Diagnostics) -> Option<String> {
    let name = keys.text("theme", diags)?;
    let texts = sources.texts().map(|(_, source)| source.path.as_str());
    let paths = texts.chain(sources.assets().map(|(_, asset)| asset.path.as_str()));
    let folders = paths.filter_map(|path| path.strip_prefix("themes/")?.split_once('/'));
    let mut names: BTreeSet<&str> = folders.map(|(name, _)| name).collect();
    names.insert(DEFAULT_THEME);
    let names: Vec<&str> = names.into_iter().collect();
    choose(name, keys.get("theme")?.span, &names, diags).map(str::to_owned)
}

/// The other languages, each behind its tag.
fn read_languages(keys: Keys<'_>, main: Option<&str>, diags: &mut Diagnostics) -> Vec<LanguageSettings> {
    let pairs = keys.entries("languages", diags);
    let mut languages: Vec<LanguageSettings> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        // The tag is the name of a folder: lower case, as addresses are, and not the main language again.
        let tag = pair.key.to_string();
        let known = is_folder_tag(&tag) && Some(tag.as_str()) != main;
        if !known || tag.parse::<icu_locale_core::Locale>().is_err() {
            diags.add(pair.key_span, INVALID_SETTING.choose("key", "languages").with("value", tag));
            continue;
        }
        let keys = Keys::read(&pair.node, &LANGUAGE, diags);
        let mut text = |key| keys.and_then(|keys| keys.string(key, diags));
        let (title, description) = (text("title"), text("description"));
        languages.push(LanguageSettings { tag, title, description });
    }
    languages
}

/// `en`, `pt-br`.
fn is_folder_tag(tag: &str) -> bool {
    tag.split('-').all(|part| (2..=8).contains(&part.len()))
        && tag.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether the interface has its words in a language, or in its family.
fn has_interface(sources: &Sources, theme: &str, language: &str) -> bool {
    let family = super::family(language);
    let brought = |name: &str| {
        let path = format!("themes/{theme}/i18n/{name}.yaml");
        sources.texts().any(|(_, source)| source.path == path)
    };
    INTERFACES.contains(&family) || brought(family) || brought(language)
}

/// The address of the site, with a warning where it is not encrypted; what stands on this machine is a trial.
fn read_base_url(keys: Keys, diags: &mut Diagnostics) -> Option<String> {
    let (url, span) = keys.string_with_span("base_url", diags)?;
    if url.starts_with("http:") && !is_local(&url) {
        diags.add(span, INSECURE_ADDRESS.with("address", &url));
    }
    Some(url)
}

fn is_local(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The names of the navigation, in their order.
fn read_nav(keys: Keys, diags: &mut Diagnostics) -> Vec<(String, Span)> {
    let names = keys.texts("nav", diags);
    refuse_repeated("nav", &names, diags);
    names.into_iter().map(|(name, span)| (name.to_owned(), span)).collect()
}

fn read_publisher(node: &Node, diags: &mut Diagnostics) -> Publisher {
    let Some(keys) = Keys::read(node, &PUBLISHER, diags) else { return Publisher::default() };
    let publisher = Publisher {
        name: keys.string("name", diags).unwrap_or_default(),
        siret: keys.string("siret", diags),
        // Wrong is not missing: the law's own reminders stay out of it.
        url: keys.string_even_wrong("url", diags),
        email: keys.string_even_wrong("email", diags),
        phone: keys.string_even_wrong("phone", diags),
        address: keys.string("address", diags),
    };
    if publisher.name.is_empty() {
        keys.report_missing("name", diags);
    }
    publisher
}

fn read_legal(node: &Node, diags: &mut Diagnostics) -> Legal {
    let Some(keys) = Keys::read(node, &LEGAL, diags) else { return Legal::default() };
    Legal {
        director: keys.string("director", diags),
        host: keys.get("host").map(|node| read_host(node, diags)).unwrap_or_default(),
        accessibility: keys
            .get("accessibility")
            .map(|node| accessibility::read(node, diags))
            .unwrap_or_default(),
        credits: keys.strings("credits", diags).unwrap_or_default(),
        privacy: keys.string("privacy", diags),
    }
}

fn read_host(node: &Node, diags: &mut Diagnostics) -> Host {
    let Some(keys) = Keys::read(node, &HOST, diags) else { return Host::default() };
    Host {
        name: keys.string("name", diags),
        address: keys.string("address", diags),
        phone: keys.string_even_wrong("phone", diags),
    }
}

fn read_spatial(node: &Node, diags: &mut Diagnostics) -> Spatial {
    let Some(keys) = Keys::read(node, &SPATIAL, diags) else { return Spatial::default() };
    let bbox = keys.get("bbox").and_then(|node| read_rectangle(node, diags));
    Spatial { insee: keys.string("insee", diags), bbox }
}

/// West, south, east, north: longitudes within ±180°, latitudes within ±90° and in order.
fn read_rectangle(node: &Node, diags: &mut Diagnostics) -> Option<[String; 4]> {
    let items = node.list_or(diags)?;
    let texts: Vec<&str> = items.iter().filter_map(Node::as_text).collect();
    let degrees: Vec<f64> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    if let ([west, south, east, north], [w, s, e, n]) = (&texts[..], &degrees[..])
        && [w, e].into_iter().all(|x| x.abs() <= 180.0)
        && [s, n].into_iter().all(|y| y.abs() <= 90.0)
        && s <= n
    {
        return Some([west, south, east, north].map(|text| (*text).to_owned()));
    }
    report_invalid(node, "bbox", diags);
    None
}

fn read_budget(node: &Node, diags: &mut Diagnostics) -> Budget {
    let otherwise = Budget::default();
    let Some(keys) = Keys::read(node, &BUDGET, diags) else { return otherwise };
    Budget {
        kibibytes: keys.number("kibibytes", diags).unwrap_or(otherwise.kibibytes),
        requests: keys.number("requests", diags).unwrap_or(otherwise.requests),
    }
}

/// Each server once, in the order written.
fn read_servers(keys: Keys<'_>, diags: &mut Diagnostics) -> Vec<Server> {
    let words = Server::ALL.map(Server::word);
    let mut servers = Vec::new();
    for (text, span) in keys.texts("servers", diags) {
        let word = choose(text, span, &words, diags);
        let found = Server::ALL.into_iter().find(|server| Some(server.word()) == word);
        servers.extend(found.filter(|server| !servers.contains(server)));
    }
    servers
}

fn read_lints(node: &Node, codes: Codes, diags: &mut Diagnostics) -> BTreeMap<String, Lint> {
    let mut lints = BTreeMap::new();
    for pair in node.map_or(diags).unwrap_or_default() {
        let code = &*pair.key;
        let Some(known) = codes.find(code) else {
            let nearest = nearest(code, codes.lints());
            let problem = UNKNOWN_KEY.of(&Owner::Lints).with("key", code).with("nearest", nearest);
            diags.add(pair.key_span, problem);
            continue;
        };
        if !known.is_lint() {
            diags.add(pair.key_span, LINT_UNFIT.with("code", code).with("settable", &*codes.relaxable()));
        } else if let Some(lint) = read_lint(&pair.node, diags) {
            lints.insert(code.to_owned(), lint);
        }
    }
    lints
}

fn read_lint(node: &Node, diags: &mut Diagnostics) -> Option<Lint> {
    match choose(node.text_or(diags)?, node.span, &SEVERITIES, diags)? {
        "off" => Some(Lint::Off),
        "warning" => Some(Lint::Warning),
        _ => Some(Lint::Error),
    }
}
