//! What servers want to be told: `.htaccess`, `nginx.conf`, `web.config`, where `site.yaml` names the server.
//!
//! In: a site, and what is published of it. Out: a file a server: media types, UTF-8, compression, caches, the security policy, the page of what is not
//! found, the old addresses of renamed records. Never: a directive that a host may refuse in a folder's own file.

mod apache;
mod iis;
mod nginx;

use std::fmt::Write as _;

use super::media_type::TYPES;
use crate::config::Server;
use crate::model::{Alias, Moved, Site};
use crate::output::{Output, OutputPath};
use crate::schema::publish::is_public;

/// What pages may load, and who may show them: nobody but the site itself.
const POLICY: &str = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
/// Pages and data are asked for again each time, and answered “not modified”; what draws pages is kept for an hour.
const FRESH: &str = "no-cache";
const KEPT: &str = "public, max-age=3600";
/// What draws pages, by extension.
const DRAWS: [&str; 11] = ["avif", "css", "gif", "ico", "jpeg", "jpg", "js", "png", "svg", "webp", "woff2"];
/// What programs of other sites may read.
const OPEN: [&str; 9] = ["csv", "json", "jsonl", "jsonld", "ods", "rdf", "ttl", "xlsx", "zip"];
/// How a page was named where addresses had no ending.
const FOLDER: &str = "(/|/index\\.html)?";

/// The files of the servers that a site names.
pub fn list_files(site: &Site, output: &Output) -> Vec<(OutputPath, String)> {
    let file = |server: &Server| match server {
        Server::Apache => (".htaccess".to_owned(), apache::write_htaccess(site)),
        Server::Nginx => ("nginx.conf".to_owned(), nginx::write_nginx_conf(site)),
        Server::Iis => ("web.config".to_owned(), iis::write_web_config(site, &list_pictures(output))),
    };
    site.config.servers.iter().map(file).collect()
}

/// What draws pages outside of the theme's own folder: pictures, for a server that knows folders and files, not extensions.
fn list_pictures(output: &Output) -> Vec<OutputPath> {
    let drawn =
        |path: &&OutputPath| path.rsplit_once('.').is_some_and(|(_, extension)| DRAWS.contains(&extension));
    let outside = |path: &&OutputPath| !path.starts_with("theme/");
    output.iter().map(|(path, _)| path).filter(drawn).filter(outside).cloned().collect()
}

/// The path that the site's address has on its server, between slashes.
fn find_base_path(site: &Site) -> Option<String> {
    let base = url::Url::parse(site.config.base_url.as_deref()?).ok()?;
    Some(base.path().to_owned())
}

/// The types of texts, which are in UTF-8 and worth packing.
fn is_text(media_type: &str) -> bool {
    media_type.starts_with("text/")
        || ["json", "xml", "yaml", "javascript", "x-ndjson"].iter().any(|kind| media_type.ends_with(kind))
}

/// The extensions of a choice of types, each once.
fn list_extensions(chosen: fn(&str) -> bool) -> Vec<&'static str> {
    TYPES.iter().filter(|(_, media_type)| chosen(media_type)).map(|(extension, _)| *extension).collect()
}

/// The types of texts, each once.
fn list_text_types() -> Vec<&'static str> {
    let mut types: Vec<&str> =
        TYPES.iter().map(|(_, media_type)| *media_type).filter(|media_type| is_text(media_type)).collect();
    types.sort_unstable();
    types.dedup();
    types
}

/// Where renamed records and pages stood, as expressions over the end of an address, and where they stand. The first
/// group is what stands before, the second what stands behind.
fn list_moves(site: &Site) -> Vec<(String, String)> {
    let mut moves = Vec::new();
    for Alias { collection, id, to } in &site.aliases {
        match (to, collection) {
            (Moved::Record(at), Some(collection)) => {
                let (table, record) = site.record(*at);
                let now = format!("{}/{}", table.collection.name, record.id);
                if !is_public(&table.collection) {
                    continue;
                }
                if table.collection.pages {
                    moves.push((format!("^(.*/){collection}/{id}{FOLDER}$"), format!("$1{now}.html")));
                    let was = format!("^(.*/){collection}/{id}(\\.html|\\.zip|/.+)$");
                    moves.push((was, format!("$1{now}$2")));
                }
                moves.push((
                    format!("^(.*/)data/{collection}/{id}(\\.jsonld|\\.json)$"),
                    format!("$1data/{now}$2"),
                ));
            }
            (Moved::Page(number), None) => {
                let now = &site.pages[*number].id;
                if !is_folder(site, id) {
                    moves.push((format!("^(.*/){id}{FOLDER}$"), format!("$1{now}.html")));
                }
                moves.push((format!("^(.*/){id}(\\.html)$"), format!("$1{now}$2")));
            }
            // A page that became a record, or the reverse: the page that stands there leads on.
            _ => {}
        }
    }
    moves
}

/// Whether a folder of the published site has that name.
fn is_folder(site: &Site, name: &str) -> bool {
    ["data", "theme"].contains(&name) || site.table(name).is_some()
}

/// A line for each, in one text.
fn join_lines<T>(of: impl IntoIterator<Item = T>, line: impl Fn(T) -> String) -> String {
    of.into_iter().fold(String::new(), |mut text, item| {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{}", line(item));
        text
    })
}
