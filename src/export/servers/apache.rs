//! `.htaccess`, for Apache: directives of the class `FileInfo` alone, each where its module is.

use super::{
    DRAWS, FRESH, KEPT, OPEN, POLICY, find_base_path, is_text, join_lines, list_extensions, list_moves,
    list_text_types,
};
use crate::export::media_type::TYPES;
use crate::model::Site;

/// The file.
pub fn write_htaccess(site: &Site) -> String {
    let types = join_lines(TYPES, |(extension, media_type)| format!("  AddType {media_type} .{extension}"));
    let texts = list_extensions(is_text).join(" .");
    let packed = list_text_types().join(" ");
    let (draws, open) = (DRAWS.join("|"), OPEN.join("|"));
    let moves = join_lines(list_moves(site), |(was, now)| format!("  RedirectMatch 301 \"{was}\" \"{now}\""));
    let not_found =
        find_base_path(site).map(|path| format!("ErrorDocument 404 {path}404.html\n")).unwrap_or_default();
    format!(
        "# Apache : types, UTF-8, compression, caches, sécurité. Écrit par essaim à chaque publication (« servers: » de site.yaml).
# Apache: types, UTF-8, compression, caches, security. Written by essaim at each publication (“servers:” of site.yaml).
# AllowOverride FileInfo
AddDefaultCharset utf-8
{not_found}<IfModule mod_mime.c>
{types}  AddCharset utf-8 .{texts}
</IfModule>
<IfModule mod_alias.c>
  RedirectMatch 404 \"/\\.essaim$\"
{moves}</IfModule>
<IfModule mod_deflate.c>
  <IfModule mod_filter.c>
    AddOutputFilterByType DEFLATE {packed}
  </IfModule>
</IfModule>
<IfModule mod_headers.c>
  Header always set Content-Security-Policy \"{POLICY}\"
  Header always set X-Content-Type-Options \"nosniff\"
  Header always set Referrer-Policy \"strict-origin-when-cross-origin\"
  Header set Cache-Control \"{FRESH}\"
  <FilesMatch \"\\.({draws})$\">
    Header set Cache-Control \"{KEPT}\"
  </FilesMatch>
  <FilesMatch \"\\.({open})$\">
    Header set Access-Control-Allow-Origin \"*\"
  </FilesMatch>
</IfModule>
"
    )
}
