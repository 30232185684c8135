//! `web.config`, for IIS, which answers 500 to whatever is said twice: each thing is removed before it is added.

use super::{POLICY, is_folder, is_text, join_lines};
use crate::export::media_type::TYPES;
use crate::export::xml::escape;
use crate::model::Site;
use crate::output::OutputPath;
use crate::publication::route;

/// How long what draws pages is kept: days, hours, minutes, seconds.
const KEPT: &str = "00.01:00:00";

/// IIS refuses a file of more than 250 KB: of more pictures than these, the others are asked for again each time.
const PICTURES: usize = 1000;

/// The file.
pub fn write_web_config(site: &Site, pictures: &[OutputPath]) -> String {
    let types = join_lines(TYPES, |(extension, media_type)| {
        let charset = if is_text(media_type) { "; charset=utf-8" } else { "" };
        format!(
            "      <remove fileExtension=\".{extension}\" /><mimeMap fileExtension=\".{extension}\" mimeType=\"{media_type}{charset}\" />"
        )
    });
    let headers = [
        ("Content-Security-Policy", POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ];
    let headers = join_lines(headers, |(name, value)| {
        format!("        <remove name=\"{name}\" /><add name=\"{name}\" value=\"{value}\" />")
    });
    let moves = write_moves(site);
    let drawn = ["theme"].into_iter().chain(pictures.iter().map(String::as_str).take(PICTURES));
    let drawn = join_lines(drawn, |path| {
        format!(
            "  <location path=\"{}\"><system.webServer><staticContent><clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"{KEPT}\" cacheControlCustom=\"public\" /></staticContent></system.webServer></location>",
            escape(path)
        )
    });
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<!-- IIS : types, UTF-8, compression, caches, sécurité. Écrit par essaim à chaque publication (« servers: » de site.yaml). -->
<!-- IIS: types, UTF-8, compression, caches, security. Written by essaim at each publication (“servers:” of site.yaml). -->
<configuration>
  <system.webServer>
    <defaultDocument enabled=\"true\">
      <files><remove value=\"index.html\" /><add value=\"index.html\" /></files>
    </defaultDocument>
    <httpErrors errorMode=\"Custom\">
      <remove statusCode=\"404\" subStatusCode=\"-1\" /><error statusCode=\"404\" subStatusCode=\"-1\" path=\"404.html\" responseMode=\"File\" />
    </httpErrors>
    <httpProtocol>
      <customHeaders>
{headers}      </customHeaders>
    </httpProtocol>
    <staticContent>
      <clientCache cacheControlMode=\"DisableCache\" />
{types}    </staticContent>
    <urlCompression doStaticCompression=\"true\" />
  </system.webServer>
{drawn}  <location path=\"data\">
    <system.webServer>
      <httpProtocol>
        <customHeaders>
          <remove name=\"Access-Control-Allow-Origin\" /><add name=\"Access-Control-Allow-Origin\" value=\"*\" />
        </customHeaders>
      </httpProtocol>
    </system.webServer>
  </location>
{moves}</configuration>
"
    )
}

/// Old pages, each at its address; where the site has none, the pages that stand there lead on by themselves.
fn write_moves(site: &Site) -> String {
    let Some(base) = site.config.base_url.as_deref() else { return String::new() };
    let moved = site
        .aliases
        .iter()
        .filter_map(|alias| Some((route::to_alias(site, alias)?, route::to_alias_target(site, alias)?)));
    // A folder of that name was the page, or held its files.
    let moved = moved.flat_map(|(was, now)| {
        let folder = was.trim_end_matches(".html").to_owned();
        let folder = Some(folder).filter(|folder| !is_folder(site, folder));
        folder.into_iter().chain([was]).map(move |was| (was, now.clone()))
    });
    join_lines(moved, |(was, now)| {
        let now = format!("{base}{}", route::to_url_path(&now));
        format!(
            "  <location path=\"{was}\"><system.webServer><httpRedirect enabled=\"true\" exactDestination=\"true\" httpResponseStatus=\"Permanent\" destination=\"{}\" /></system.webServer></location>",
            escape(&now)
        )
    })
}
