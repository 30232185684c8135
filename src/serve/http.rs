//! The door to browsers: requests → files of the output, and news of each build.
//!
//! In: requests that name this server as their host. Out: what the desk shows. Never: a file of the disk, an
//! answer to a page of another origin.

use std::convert::Infallible;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};
use futures_util::stream::{Stream, unfold};

use super::address::{Hosts, address_of, output_path};
use super::site::{LivePreview, NOT_FOUND, PageState};

/// What the preview adds to the pages; no page of a site begins with `_`.
const OWN: &str = "/_essaim/";
const SCRIPT: &str = include_str!("preview.js");
const STYLE: &str = include_str!("preview.css");
/// What a public site should be served with: a page that breaks it shows so here first.
const POLICY: &str = "default-src 'self'";

struct PreviewServer {
    desk: Arc<LivePreview>,
    hosts: Hosts,
}

/// Serves until the program is asked to end, or until `ended` says that no more news will come.
pub async fn serve(
    listener: TcpListener,
    desk: Arc<LivePreview>,
    hosts: Hosts,
    ended: impl Future<Output = ()>,
) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let server = Arc::new(PreviewServer { desk, hosts });
    let router = Router::new()
        .fallback(answer)
        .with_state(Arc::clone(&server))
        .layer(middleware::from_fn_with_state(server, guard));
    // Pages that listen for news never hang up: there is nothing to wait for at the end.
    tokio::select! {
        served = axum::serve(listener, router) => served,
        () = asked_to_end() => Ok(()),
        () = ended => Err(std::io::Error::other("the builds have stopped")),
    }
}

async fn asked_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut end), Ok(mut hangup)) = (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
        {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = end.recv() => {}
                _ = hangup.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

/// Why a request is refused, for whoever opened the site by a name that was not asked for.
const FOREIGN: &str = "essaim : cette adresse n'est pas celle de l'aperçu ; ouvrez celle que « essaim serve » affiche, ou lancez-le avec --host NOM\n\
essaim: this is not the address of the preview; open the one that “essaim serve” prints, or start it with --host NAME\n";

/// Refuses what is not for us, before anything is looked up.
async fn guard(
    State(server): State<Arc<PreviewServer>>,
    request: Request,
    next: middleware::Next,
) -> Response {
    let mut response = match refusal(&server.hosts, &request) {
        Some(StatusCode::FORBIDDEN) => (StatusCode::FORBIDDEN, FOREIGN).into_response(),
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refusal(hosts: &Hosts, request: &Request) -> Option<StatusCode> {
    let headers = request.headers();
    let host = text(headers, &header::HOST).unwrap_or_default();
    let authority = request.uri().authority().is_none_or(|authority| hosts.know(authority.as_str()));
    if headers.get_all(header::HOST).iter().count() != 1 || !hosts.know(host) || !authority {
        return Some(StatusCode::FORBIDDEN);
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Some(StatusCode::METHOD_NOT_ALLOWED);
    }
    let foreign = headers
        .get(header::ORIGIN)
        .is_some_and(|origin| !origin.to_str().is_ok_and(|origin| hosts.own(origin)));
    // A browser says itself where a request comes from; what is no browser says nothing.
    let site = text(headers, &HeaderName::from_static("sec-fetch-site"));
    let elsewhere = site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let own = request.uri().path().starts_with(OWN);
    (foreign || (own && elsewhere)).then_some(StatusCode::FORBIDDEN)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

async fn answer(State(server): State<Arc<PreviewServer>>, request: Request) -> Response {
    let path = request.uri().path();
    if let Some(own) = path.strip_prefix(OWN) {
        return match own {
            "preview.js" => asset("text/javascript; charset=utf-8", SCRIPT),
            "preview.css" => asset("text/css; charset=utf-8", STYLE),
            "events" if request.method() == Method::HEAD => StatusCode::METHOD_NOT_ALLOWED.into_response(),
            "events" => news(&server.desk, request.uri().query().unwrap_or_default()),
            _ => StatusCode::NOT_FOUND.into_response(),
        };
    }
    let asked = Asked {
        // An address that can name no file leads nowhere, like one that names none.
        path: output_path(path).unwrap_or_default(),
        raw: request.uri().query() == Some("raw"),
        known: text(request.headers(), &header::IF_NONE_MATCH).map(str::to_owned),
    };
    // Pages are written when they are asked for, and a table of 10,000 rows takes its time.
    let written = tokio::task::spawn_blocking(move || file(&server.desk, &asked)).await;
    written.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn asset(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

struct Asked {
    path: String,
    /// The bytes as a build publishes them.
    raw: bool,
    known: Option<String>,
}

fn file(desk: &LivePreview, asked: &Asked) -> Response {
    let moment = desk.now();
    let path = asked.path.as_str();
    let index = format!("{path}/index.html");
    if let Some(site) = &moment.site
        && !site.has(path)
        && site.has(&index)
    {
        let folder = format!("{}/", address_of(path));
        return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, folder)]).into_response();
    }
    let page = desk.page(&moment, path);
    let (status, kind, bytes) = match page {
        PageState::Found(file) => (StatusCode::OK, media_type(path), file.bytes),
        PageState::Missing(Some(file)) => (StatusCode::NOT_FOUND, media_type(NOT_FOUND), at_root(file.bytes)),
        PageState::Missing(None) => return StatusCode::NOT_FOUND.into_response(),
        PageState::Stopped(notes) => {
            let page = desk.scribe.page(&notes);
            (StatusCode::SERVICE_UNAVAILABLE, media_type("a.html"), Bytes::from(page))
        }
        PageState::Broken(reason) => return (StatusCode::INTERNAL_SERVER_ERROR, reason).into_response(),
    };
    let is_page = kind.starts_with("text/html");
    let version = desk.version(&moment, path);
    let tag = if asked.raw { format!("\"{version}-raw\"") } else { format!("\"{version}\"") };
    let mut response = if status == StatusCode::OK && asked.known.as_deref() == Some(tag.as_str()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if is_page && !asked.raw {
        (status, Body::from(injected(&bytes, &desk.scribe.script(path, &version)))).into_response()
    } else {
        (status, Body::from(bytes)).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    // Asked again each time; what has not changed is not sent again.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if status == StatusCode::OK
        && let Ok(tag) = HeaderValue::from_str(&tag)
    {
        headers.insert(header::ETAG, tag);
    }
    if is_page {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    response
}

/// The page of addresses that lead nowhere is shown at any depth: its links count from the root.
fn at_root(page: Bytes) -> Bytes {
    const HEAD: &[u8] = b"<head>";
    match page.windows(HEAD.len()).position(|part| part == HEAD) {
        Some(at) => {
            [&page[..at + HEAD.len()], b"<base href=\"/\">", &page[at + HEAD.len()..]].concat().into()
        }
        None => page,
    }
}

/// A page with one more element at the end of its body.
fn injected(page: &[u8], script: &str) -> Vec<u8> {
    const END: &[u8] = b"</body";
    let end = page.windows(END.len()).rposition(|part| part.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    [&page[..end], script.as_bytes(), &page[end..]].concat()
}

/// The media type of a file, with the encoding of every text: all of ours are UTF-8.
fn media_type(path: &str) -> String {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let kind = match extension {
        // Not in the list of registered extensions.
        "jsonl" => "application/jsonl".to_owned(),
        _ => mime_guess::from_ext(extension).first_or_octet_stream().to_string(),
    };
    let text = kind.starts_with("text/") || kind.ends_with("json") || kind.ends_with("xml");
    if text { format!("{kind}; charset=utf-8") } else { kind }
}

/// What happened since, and whatever happens, for one tab.
fn news(desk: &Arc<LivePreview>, query: &str) -> Response {
    let page = url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "page");
    let Some((_, page)) = page else { return StatusCode::BAD_REQUEST.into_response() };
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    let headers = [(header::CACHE_CONTROL, "no-store")];
    (headers, Sse::new(stream(desk, &page)).keep_alive(alive)).into_response()
}

fn stream(desk: &Arc<LivePreview>, page: &str) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    // First the ticket: the look of the page is then found before each build is shown.
    let ticket = desk.sit(page);
    let state = (desk.moments(), ticket, Arc::clone(desk));
    unfold(state, |(mut moments, ticket, desk)| async move {
        moments.changed().await.ok()?;
        let moment = moments.borrow_and_update().clone();
        let (page, at) = (ticket.page.clone(), Arc::clone(&desk));
        let told = tokio::task::spawn_blocking(move || {
            let version = at.version(&moment, &page);
            serde_json::json!({"version": version, "notes": &*moment.notes, "build": moment.build, "crowded": at.crowded()}).to_string()
        });
        let event = Event::default().retry(Duration::from_millis(500)).data(told.await.ok()?);
        Some((Ok(event), (moments, ticket, desk)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        assert_eq!(injected(b"<body>a</body></html>", "S"), b"<body>aS</body></html>");
        assert_eq!(injected(b"<pre>&lt;/body></pre>", "S"), b"<pre>&lt;/body></pre>S");
    }

    #[test]
    fn every_text_says_its_encoding() {
        for (path, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("data/outils.csv", "text/csv; charset=utf-8"),
            ("data/outils.json", "application/json; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("theme/style.css", "text/css; charset=utf-8"),
            ("theme/icon.svg", "image/svg+xml; charset=utf-8"),
            ("data/outils.ods", "application/vnd.oasis.opendocument.spreadsheet"),
            ("kits/a.zip", "application/zip"),
            ("sans", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), kind);
        }
    }
}
