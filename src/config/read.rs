//! `site.yaml` → [`Config`].

use std::collections::{BTreeMap, BTreeSet};

use url::Url;

use super::{
    Budget, Config, Host, Language, Legal, License, Lint, Publisher, Server, Spatial, accessibility, contact,
    releases,
};
use crate::config::codes::{
    INSECURE_ADDRESS, INVALID_SETTING, LANGUAGE_WITHOUT_INTERFACE, LICENSE_UNLISTED, LINT_UNFIT, MISSING_SITE,
};
use crate::diag::Codes;
use crate::diag::{Diagnostics, Owner, Place, nearest};
use crate::load::Tree;
use crate::load::codes::{MISSING_KEY, UNKNOWN_KEY};
use crate::load::keys::{self, Keys};
use crate::load::yaml::{self, Node};
use crate::source::address::is_iri;
use crate::source::{Sources, Span};

/// The theme that stands in the program.
const DEFAULT_THEME: &str = "default";

/// Licences a city can name by their identifier.
pub const LICENSES: [(&str, &str, &str); 4] = [
    (
        "etalab-2.0",
        "Licence Ouverte / Open Licence version 2.0",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence",
    ),
    (
        "CC-BY-4.0",
        "Creative Commons Attribution 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    ("CC0-1.0", "Creative Commons Zero 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    (
        "ODbL-1.0",
        "Open Data Commons Open Database License 1.0",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
];

/// Those that a French administration may choose without approval (code des relations entre le public et
/// l'administration, D. 323-2-1).
const LISTED: [&str; 2] = ["etalab-2.0", "ODbL-1.0"];

/// The languages in which the built-in theme has the words of its interface.
const INTERFACES: [&str; 2] = ["en", "fr"];

/// The keys of `site.yaml`.
pub const SITE_KEYS: [&str; 15] = [
    "title",
    "description",
    "language",
    "languages",
    "base_url",
    "publisher",
    "legal",
    "license",
    "spatial",
    "theme",
    "nav",
    "variables",
    "budget",
    "servers",
    "lints",
];

/// The keys of each of `languages:`.
pub const LANGUAGE_KEYS: [&str; 2] = ["title", "description"];
/// The keys of `budget:`.
pub const BUDGET_KEYS: [&str; 2] = ["kibibytes", "requests"];
/// The keys of `publisher:`.
pub const PUBLISHER_KEYS: [&str; 6] = ["name", "siret", "url", "email", "phone", "address"];
/// The keys of `legal:`.
pub const LEGAL_KEYS: [&str; 5] = ["director", "host", "accessibility", "credits", "privacy"];
/// The keys of `legal: {host: …}`.
pub const HOST_KEYS: [&str; 3] = ["name", "address", "phone"];
/// The keys of `license:`, where it is the city's own.
pub const LICENSE_KEYS: [&str; 2] = ["name", "url"];
/// The keys of `spatial:`.
pub const SPATIAL_KEYS: [&str; 2] = ["insee", "bbox"];

/// The servers of `servers:`.
pub const SERVERS: [(&str, Server); 3] =
    [("apache", Server::Apache), ("nginx", Server::Nginx), ("iis", Server::Iis)];

/// What becomes of a warning, under `lints:`.
pub const SEVERITIES: [(&str, Lint); 3] =
    [("off", Lint::Off), ("warning", Lint::Warning), ("error", Lint::Error)];

/// Reads the settings. Without them, or without a title and a language, there is no site.
pub fn read(sources: &Sources, tree: &Tree, codes: Codes, diags: &mut Diagnostics) -> Option<Config> {
    let Some(source) = tree.site else {
        diags.add(Place::Path("content/site.yaml".to_owned()), &MISSING_SITE);
        return None;
    };
    let root = yaml::parse(sources, sources.whole(source), diags)?;
    let keys = Keys::of(&root, diags)?.only(&SITE_KEYS, &Owner::Site, diags);
    let language = keys.get("language").and_then(|node| language(node, diags));
    let config = Config {
        title: keys.owned("title", diags).unwrap_or_default(),
        description: keys.owned("description", diags).unwrap_or_default(),
        language: language.clone().unwrap_or_default(),
        languages: languages(keys, language.as_deref(), diags),
        base_url: keys.get("base_url").and_then(|node| base_url(node, diags)),
        publisher: keys.get("publisher").map(|node| publisher(node, diags)).unwrap_or_default(),
        legal: keys.get("legal").map(|node| legal(node, diags)).unwrap_or_default(),
        license: keys.get("license").and_then(|node| license(node, diags)).unwrap_or_else(open_license),
        spatial: keys.get("spatial").map(|node| spatial(node, diags)).unwrap_or_default(),
        theme: keys
            .get("theme")
            .and_then(|node| theme(sources, node, diags))
            .unwrap_or_else(|| DEFAULT_THEME.to_owned()),
        nav: nav(keys, diags),
        variables: keys.get("variables").map(|node| yaml::read_variables(node, diags)).unwrap_or_default(),
        budget: keys.get("budget").map(|node| budget(node, diags)).unwrap_or_default(),
        servers: servers(keys, diags),
        lints: keys.get("lints").map(|node| lints(node, codes, diags)).unwrap_or_default(),
        releases: tree.releases.map(|source| releases::read(sources, source, diags)).unwrap_or_default(),
        source: Some(source),
    };
    for key in ["title", "language"].into_iter().filter(|key| keys.get(key).is_none()) {
        diags.add(sources.whole(source).slice(0, 0), MISSING_KEY.of(&Owner::Site).with("key", key));
    }
    if let (Some(language), Some(node)) = (&language, keys.get("language"))
        && !has_interface(sources, &config.theme, language)
    {
        diags.add(node.span, LANGUAGE_WITHOUT_INTERFACE.with("language", language));
    }
    for pair in keys.get("languages").and_then(Node::as_map).unwrap_or_default() {
        if config.languages.iter().any(|known| *known.tag == *pair.key)
            && !has_interface(sources, &config.theme, &pair.key)
        {
            let language = pair.key.to_string();
            diags.add(pair.key_span, LANGUAGE_WITHOUT_INTERFACE.with("language", language));
        }
    }
    Some(config)
}

/// Says that a setting cannot be that.
pub(super) fn invalid(node: &Node, key: &'static str, diags: &mut Diagnostics) {
    let items = node.as_list().unwrap_or_default().iter().filter_map(Node::as_text);
    let value = node.as_text().map_or_else(|| items.collect::<Vec<_>>().join(", "), str::to_owned);
    diags.add(node.span, INVALID_SETTING.choose("key", key).with("value", value));
}

/// The name of a theme: the built-in one, or a folder of `themes/`.
fn theme(sources: &Sources, node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let texts = sources.texts().map(|(_, source)| source.path.as_str());
    let paths = texts.chain(sources.assets().map(|(_, asset)| asset.path.as_str()));
    let folders = paths.filter_map(|path| path.strip_prefix("themes/")?.split_once('/'));
    let mut names: BTreeSet<&str> = folders.map(|(name, _)| name).collect();
    names.insert(DEFAULT_THEME);
    let names: Vec<(&str, &str)> = names.into_iter().map(|name| (name, name)).collect();
    choice(node, &names, diags).map(str::to_owned)
}

/// A BCP 47 tag, in the case the standard gives its parts: `fr`, `fr-FR`.
fn language(node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let text = node.text_or(diags)?;
    let locale = text.parse::<icu_locale_core::Locale>();
    if locale.is_err() || text.contains('_') {
        invalid(node, "language", diags);
        return None;
    }
    locale.ok().map(|locale| locale.to_string())
}

/// The other languages, each behind its tag.
fn languages(keys: Keys<'_>, main: Option<&str>, diags: &mut Diagnostics) -> Vec<Language> {
    let pairs = keys.get("languages").and_then(|node| node.map_or(diags)).unwrap_or_default();
    let mut languages: Vec<Language> = Vec::with_capacity(pairs.len());
    for pair in pairs {
        // The tag is the name of a folder: lower case, as addresses are, and not the main language again.
        let tag = pair.key.to_string();
        let known = is_folder_tag(&tag) && Some(tag.as_str()) != main;
        if !known || tag.parse::<icu_locale_core::Locale>().is_err() {
            diags.add(pair.key_span, INVALID_SETTING.choose("key", "languages").with("value", tag));
            continue;
        }
        let keys = Keys::of(&pair.node, diags).map(|keys| keys.only(&LANGUAGE_KEYS, &Owner::Site, diags));
        let mut text = |key| keys.and_then(|keys| keys.owned(key, diags));
        let (title, description) = (text("title"), text("description"));
        languages.push(Language { tag, title, description });
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

/// An absolute `http` or `https` address, given its final `/`.
fn base_url(node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let parsed = parse_base_url(node.text_or(diags)?);
    match &parsed {
        None => invalid(node, "base_url", diags),
        // What stands on this machine is a trial.
        Some(url) if url.starts_with("http:") && !is_local(url) => {
            diags.add(node.span, INSECURE_ADDRESS.with("address", url));
        }
        Some(_) => {}
    }
    parsed
}

fn is_local(url: &str) -> bool {
    match Url::parse(url).ok().as_ref().and_then(Url::host) {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The address with its final `/`, where it is absolute and on the web, without query or fragment.
#[must_use]
pub fn parse_base_url(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let on_the_web = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    // The catalogue begins every address with it.
    let base = format!("{}/", url.as_str().trim_end_matches('/'));
    (on_the_web && is_iri(&base)).then_some(base)
}

/// The names of the navigation, in their order.
fn nav(keys: Keys, diags: &mut Diagnostics) -> Vec<(String, Span)> {
    let names = keys.texts("nav", diags);
    keys::once("nav", &names, diags);
    names.into_iter().map(|(name, span)| (name.to_owned(), span)).collect()
}

fn publisher(node: &Node, diags: &mut Diagnostics) -> Publisher {
    let Some(keys) = Keys::of(node, diags) else { return Publisher::default() };
    let keys = keys.only(&PUBLISHER_KEYS, &Owner::Publisher, diags);
    let publisher = Publisher {
        name: keys.owned("name", diags).unwrap_or_default(),
        siret: keys.get("siret").and_then(|node| siret(node, diags)),
        url: contact::url(keys, diags),
        email: contact::email(keys, diags),
        phone: contact::phone(keys, diags),
        address: keys.owned("address", diags),
    };
    if publisher.name.is_empty() {
        diags.add(node.span, MISSING_KEY.of(&Owner::Publisher).with("key", "name"));
    }
    publisher
}

/// 14 digits with a Luhn key; La Poste's establishments (SIREN 356000000) sum to a multiple of 5 instead.
fn siret(node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let digits: String = node.text_or(diags)?.chars().filter(|c| !c.is_whitespace()).collect();
    if is_siret(&digits) {
        return Some(digits);
    }
    invalid(node, "siret", diags);
    None
}

/// The SIREN of whoever it is, nine digits with their own key, then five of a place, with the key of all; the post's many
/// offices have another one.
fn is_siret(digits: &str) -> bool {
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = digits.bytes().map(|byte| u32::from(byte - b'0')).sum();
    let (siren, _) = digits.split_at(9);
    luhn(siren) && (luhn(digits) || (siren == "356000000" && sum.is_multiple_of(5)))
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let doubled = u32::from(byte - b'0') << (place % 2);
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn legal(node: &Node, diags: &mut Diagnostics) -> Legal {
    let Some(keys) = Keys::of(node, diags) else { return Legal::default() };
    let keys = keys.only(&LEGAL_KEYS, &Owner::Legal, diags);

    Legal {
        director: keys.owned("director", diags),
        host: keys.get("host").map(|node| host(node, diags)).unwrap_or_default(),
        accessibility: keys
            .get("accessibility")
            .map(|node| accessibility::read(node, diags))
            .unwrap_or_default(),
        credits: keys.owned_texts("credits", diags).unwrap_or_default(),
        privacy: keys.owned("privacy", diags),
    }
}

fn host(node: &Node, diags: &mut Diagnostics) -> Host {
    let Some(keys) = Keys::of(node, diags) else { return Host::default() };
    let keys = keys.only(&HOST_KEYS, &Owner::Host, diags);

    Host {
        name: keys.owned("name", diags),
        address: keys.owned("address", diags),
        phone: contact::phone(keys, diags),
    }
}

/// What one of a few words stands for, or an error that lists them.
pub(super) fn choice<T: Copy>(node: &Node, choices: &[(&str, T)], diags: &mut Diagnostics) -> Option<T> {
    let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
    let word = keys::choice(node.text_or(diags)?, node.span, &words, diags)?;
    choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

fn open_license() -> License {
    let (id, name, url) = LICENSES[0];
    License { id: id.to_owned(), name: name.to_owned(), url: url.to_owned() }
}

/// The licence of that identifier, where it is a known one: a record may have its own.
#[must_use]
pub fn known_license(id: &str) -> Option<License> {
    let (id, name, url) = LICENSES.into_iter().find(|license| license.0 == id)?;
    Some(License { id: id.to_owned(), name: name.to_owned(), url: url.to_owned() })
}

/// What people call a licence that the law wants approved first, written by its identifier, address or name.
#[must_use]
pub fn unlisted_license(written: &str) -> Option<&str> {
    match LICENSES.iter().find(|(id, _, url)| [*id, *url].contains(&written)) {
        Some((id, name, _)) => (!LISTED.contains(id)).then_some(*name),
        None => Some(written),
    }
}

/// The licence of the data, with a warning where the law wants it approved first.
fn license(node: &Node, diags: &mut Diagnostics) -> Option<License> {
    let license = any_license(node, diags)?;
    if let Some(name) = unlisted_license(&license.id) {
        diags.add(node.span, LICENSE_UNLISTED.with("name", name));
    }
    Some(license)
}

fn any_license(node: &Node, diags: &mut Diagnostics) -> Option<License> {
    if node.as_map().is_some() {
        let keys = Keys::of(node, diags)?.only(&LICENSE_KEYS, &Owner::License, diags);
        let name = keys.owned("name", diags);
        let url = contact::url(keys, diags);
        for (key, missing) in [("name", name.is_none()), ("url", keys.get("url").is_none())] {
            if missing {
                diags.add(node.span, MISSING_KEY.of(&Owner::License).with("key", key));
            }
        }
        let name = name?;
        return Some(License { id: name.clone(), name, url: url? });
    }
    let known = LICENSES.map(|license| (license.0, license));
    choice(node, &known, diags).map(|(id, name, url)| License {
        id: id.to_owned(),
        name: name.to_owned(),
        url: url.to_owned(),
    })
}

fn spatial(node: &Node, diags: &mut Diagnostics) -> Spatial {
    let Some(keys) = Keys::of(node, diags) else { return Spatial::default() };
    let keys = keys.only(&SPATIAL_KEYS, &Owner::Spatial, diags);

    Spatial {
        insee: keys.get("insee").and_then(|node| insee(node, diags)),
        bbox: keys.get("bbox").and_then(|node| bbox(node, diags)),
    }
}

/// Five characters: digits, or `2A`/`2B` and digits.
fn insee(node: &Node, diags: &mut Diagnostics) -> Option<String> {
    let text = node.text_or(diags)?;
    let tail = text.strip_prefix("2A").or_else(|| text.strip_prefix("2B")).unwrap_or(text);
    if text.len() == 5 && tail.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.to_owned());
    }
    invalid(node, "insee", diags);
    None
}

/// West, south, east, north: longitudes within ±180°, latitudes within ±90° and in order.
fn bbox(node: &Node, diags: &mut Diagnostics) -> Option<[String; 4]> {
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
    invalid(node, "bbox", diags);
    None
}

/// Two whole numbers.
fn budget(node: &Node, diags: &mut Diagnostics) -> Budget {
    let otherwise = Budget::default();
    let Some(keys) = Keys::of(node, diags) else { return otherwise };
    let keys = keys.only(&BUDGET_KEYS, &Owner::Site, diags);
    let mut number = |key| {
        let node = keys.get(key)?;
        let number = node.as_text().and_then(|text| text.parse().ok());
        if number.is_none() {
            invalid(node, "budget", diags);
        }
        number
    };
    let (kibibytes, requests) = (number("kibibytes"), number("requests"));
    Budget {
        kibibytes: kibibytes.unwrap_or(otherwise.kibibytes),
        requests: requests.unwrap_or(otherwise.requests),
    }
}

/// Each server once, in the order written.
fn servers(keys: Keys<'_>, diags: &mut Diagnostics) -> Vec<Server> {
    let words = SERVERS.map(|(word, _)| word);
    let mut servers = Vec::new();
    for (text, span) in keys.texts("servers", diags) {
        let word = keys::choice(text, span, &words, diags);
        let found = SERVERS.iter().find(|(name, _)| Some(*name) == word).map(|(_, server)| *server);
        servers.extend(found.filter(|server| !servers.contains(server)));
    }
    servers
}

fn lints(node: &Node, codes: Codes, diags: &mut Diagnostics) -> BTreeMap<String, Lint> {
    let Some(pairs) = node.map_or(diags) else { return BTreeMap::new() };
    let mut lints = BTreeMap::new();
    for pair in pairs {
        let code = &*pair.key;
        let Some(known) = codes.find(code) else {
            let nearest = nearest(code, codes.lints());
            let problem = UNKNOWN_KEY.of(&Owner::Lints).with("key", code).with("nearest", nearest);
            diags.add(pair.key_span, problem);
            continue;
        };
        if !known.is_lint() {
            diags.add(pair.key_span, LINT_UNFIT.with("code", code).with("settable", &*codes.relaxable()));
        } else if let Some(lint) = choice(&pair.node, &SEVERITIES, diags) {
            lints.insert(code.to_owned(), lint);
        }
    }
    lints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_with_a_slash_and_are_absolute() {
        assert_eq!(parse_base_url("https://ville.example/a").as_deref(), Some("https://ville.example/a/"));
        for address in ["/innovation/", "https://ville.example/%zz/", "https://ville.example/a|b/"] {
            assert_eq!(parse_base_url(address), None, "{address}");
        }
        assert_eq!(parse_base_url("https://ville.example/?a"), None);
    }

    #[test]
    fn the_luhn_key_tells_a_slip() {
        assert!(luhn("73282932000074") && !luhn("73282932000075"));
        assert!(is_siret("73282932000074") && is_siret("35600000000048") && is_siret("35600000049837"));
        // The key of the whole is right, and that of the SIREN is not.
        assert!(luhn("20000001400015") && !luhn("200000014") && !is_siret("20000001400015"));
    }
}
