//! `nginx.conf`: what an administrator includes in the `server` that shows the site.

use std::collections::BTreeMap;

use super::{DRAWS, FRESH, KEPT, OPEN, POLICY, find_base_path, join_lines, list_moves, list_text_types};
use crate::export::media_type::TYPES;
use crate::model::Site;

/// The file.
pub fn write_nginx_conf(site: &Site) -> String {
    let path = find_base_path(site).unwrap_or_else(|| "/".to_owned());
    let mut by_type: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    TYPES.iter().for_each(|(extension, media_type)| by_type.entry(media_type).or_default().push(extension));
    let types =
        join_lines(by_type, |(media_type, extensions)| format!("    {media_type} {};", extensions.join(" ")));
    // nginx adds the page's own type to both lists by itself.
    let packed: Vec<&str> =
        list_text_types().into_iter().filter(|media_type| *media_type != "text/html").collect();
    let packed = packed.join(" ");
    // Here they are looked at before every location; elsewhere on the server they have nothing to say.
    let here = format!("^({})", path.replace('.', "\\."));
    let moves = join_lines(list_moves(site), |(was, now)| {
        format!("rewrite \"{}\" {now} permanent;", was.replacen("^(.*/)", &here, 1))
    });
    let (draws, open) = (DRAWS.join("|"), OPEN.join("|"));
    // A location that adds a header of its own forgets those around it.
    let safe = |cache: &str| {
        [
            format!("add_header Content-Security-Policy \"{POLICY}\" always;"),
            "add_header X-Content-Type-Options nosniff always;".to_owned(),
            "add_header Referrer-Policy strict-origin-when-cross-origin always;".to_owned(),
            format!("add_header Cache-Control \"{cache}\";"),
        ]
    };
    let around = join_lines(safe(FRESH), |line| format!("  {line}"));
    let drawn = join_lines(safe(KEPT), |line| format!("    {line}"));
    let data = join_lines(safe(FRESH), |line| format!("    {line}"));
    format!(
        "# nginx : types, UTF-8, compression, caches, sécurité. Écrit par essaim à chaque publication (« servers: » de site.yaml).
# nginx: types, UTF-8, compression, caches, security. Written by essaim at each publication (“servers:” of site.yaml).
# server {{ root …; include /…/nginx.conf; }}
{moves}location {path} {{
  index index.html;
  types {{
{types}  }}
  charset utf-8;
  charset_types {packed};
  gzip on;
  gzip_vary on;
  gzip_types {packed};
  error_page 404 {path}404.html;
{around}  location ~ /(\\.essaim|\\.htaccess|nginx\\.conf|web\\.config)$ {{
    return 404;
  }}
  location ~ \\.({draws})$ {{
{drawn}  }}
  location ~ \\.({open})$ {{
{data}    add_header Access-Control-Allow-Origin \"*\";
  }}
}}
"
    )
}
