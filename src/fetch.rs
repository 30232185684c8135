//! The door to other sites: one address → what stands there, or the reason why not.
//!
//! In: an address of the site that was named. Out: an open [`Reply`], which says how its state is told from the next one's.
//! Never: another host, a redirection off the site, an address of this machine's own network unless that was allowed,
//! more time than somebody has.

use std::io::{ErrorKind, Read};
use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use jiff::SignedDuration;
use jiff::fmt::rfc2822;
use serde::{Deserialize, Serialize};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, Proxy};
use url::{Host, Url};

use crate::diag::Problem;
use crate::load::codes::{IMPORT_UNREACHABLE, IMPORT_UNSAFE};

/// Whether addresses of this machine and of its network are asked, and unprotected ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    Public,
    Any,
}

/// How long a site is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    /// It was named by a person who waits for it.
    Long,
    /// It is one of many.
    Short,
    /// What it holds may be large: as long as something comes.
    Endless,
}

/// What a server says of the state of an address, to be told only of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// What a server answered.
#[derive(Debug)]
pub enum Answer {
    Open(Reply),
    Unchanged,
    /// There is nothing any more.
    Gone(u16),
}

/// What stands at an address, to be read once.
#[derive(Debug)]
pub struct Reply {
    pub validators: Validators,
    at: Url,
    body: Body,
}

/// Asks sites, one connection kept for each.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    network: Network,
}

/// A site that answers is quick; one that drips is not waited for. Seconds to connect, to read, in all.
const LONG: [Option<u64>; 3] = [Some(15), Some(20), Some(300)];
const SHORT: [Option<u64>; 3] = [Some(5), Some(8), Some(30)];
const ENDLESS: [Option<u64>; 3] = [Some(15), Some(30), None];
const REDIRECTS: usize = 5;

impl Client {
    #[must_use]
    pub fn new(network: Network, patience: Patience) -> Self {
        let seconds = match patience {
            Patience::Long => LONG,
            Patience::Short => SHORT,
            Patience::Endless => ENDLESS,
        };
        let [connect, read, whole] = seconds.map(|seconds| seconds.map(Duration::from_secs));
        // Behind a proxy it is the proxy that finds hosts; ours would only find the proxy, which is on our network.
        let proxy = Proxy::try_from_env();
        let guard = if proxy.is_some() { Network::Any } else { network };
        // The machine's own certificates: many authorities look into what comes in with one of theirs.
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Config::builder()
            .proxy(proxy)
            .tls_config(tls)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("essaim/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(connect)
            .timeout_resolve(connect)
            .timeout_recv_response(read)
            .timeout_per_read(read)
            .timeout_global(whole)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guarded(guard));
        Self { agent, network }
    }

    /// Asks for an address, unless it is as it was when last asked.
    ///
    /// # Errors
    /// What is wrong with the address, or with the answer.
    pub fn get(&self, address: &Url, last: Option<&Validators>) -> Result<Answer, Problem> {
        let mut at = address.clone();
        for _ in 0..=REDIRECTS {
            self.allowed(&at)?;
            let mut request = self.agent.get(at.as_str());
            if let Some((name, value)) = last.and_then(condition) {
                request = request.header(name, value);
            }
            let response = request.call().map_err(|error| refused(&at, &error))?;
            let header = |name: &str| {
                let value = response.headers().get(name)?.to_str().ok()?;
                Some(value.to_owned()).filter(|value| value.len() < 200)
            };
            match response.status().as_u16() {
                200 => {
                    let [etag, modified, date] = ["etag", "last-modified", "date"].map(header);
                    let is_known = |modified: &String| is_settled(modified, date.as_deref());
                    let last_modified = modified.filter(|modified| etag.is_none() && is_known(modified));
                    let validators = Validators { etag, last_modified };
                    return Ok(Answer::Open(Reply { validators, at, body: response.into_body() }));
                }
                304 if last.is_some() => return Ok(Answer::Unchanged),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header("location").unwrap_or_default();
                    let next = at.join(&to).ok().filter(|next| next.origin() == address.origin());
                    at = next.ok_or(IMPORT_UNSAFE.choose("fault", "redirect").with("what", to))?;
                }
                status @ (404 | 410) => return Ok(Answer::Gone(status)),
                status => {
                    let fault = if status < 500 { "status" } else { "failing" };
                    return Err(IMPORT_UNREACHABLE.choose("fault", fault).with("status", status));
                }
            }
        }
        Err(IMPORT_UNSAFE.choose("fault", "redirect").with("what", at.as_str()))
    }

    fn allowed(&self, address: &Url) -> Result<(), Problem> {
        let refuse = |fault: Problem| Err(fault);
        let is_protected = address.scheme() == "https";
        if !is_protected && (self.network == Network::Public || address.scheme() != "http") {
            return refuse(IMPORT_UNSAFE.choose("fault", "not-https").with("what", address.as_str()));
        }
        if !address.username().is_empty() || address.password().is_some() {
            return refuse(
                IMPORT_UNSAFE
                    .choose("fault", "other-host")
                    .with("what", address.host_str().unwrap_or_default()),
            );
        }
        let private = match address.host() {
            Some(Host::Ipv4(ip)) => is_private(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => is_private(IpAddr::V6(ip)),
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.').to_ascii_lowercase();
                let local = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];
                !name.contains('.') || local.iter().any(|ending| name.ends_with(ending))
            }
            None => true,
        };
        if private && self.network == Network::Public {
            return refuse(
                IMPORT_UNSAFE.choose("fault", "private").with("what", address.host_str().unwrap_or_default()),
            );
        }
        Ok(())
    }
}

impl Reply {
    /// All of it, where it is no more than that.
    ///
    /// # Errors
    /// Where it is more, or stops on the way.
    pub fn bytes(mut self, limit: u64) -> Result<Vec<u8>, Problem> {
        let too_large = IMPORT_UNSAFE.choose("fault", "too-large").with("limit", limit >> 20);
        match self.body.with_config().limit(limit + 1).read_to_vec() {
            Ok(bytes) if bytes.len() as u64 <= limit => Ok(bytes),
            Ok(_) | Err(Error::BodyExceedsLimit(_)) => Err(too_large),
            Err(error) => Err(refused(&self.at, &error)),
        }
    }

    /// As it comes.
    #[must_use]
    pub fn reader(self) -> impl Read {
        self.body.into_reader()
    }
}

/// What a server is asked about the state of an address: its tag where it gave one, which says more than a date.
fn condition(last: &Validators) -> Option<(&'static str, &str)> {
    let tag = last.etag.as_deref().map(|tag| ("If-None-Match", tag));
    tag.or_else(|| last.last_modified.as_deref().map(|date| ("If-Modified-Since", date)))
}

/// Dates count seconds, and clocks differ: a file could change again under a date as young as the answer itself, and
/// nobody would ever know (RFC 9110, 8.8.2.2).
const SETTLED: SignedDuration = SignedDuration::from_mins(1);

/// Whether a date of change is so much older than the answer that it stands for one version only.
fn is_settled(modified: &str, date: Option<&str>) -> bool {
    let time = |text: &str| rfc2822::parse(text).ok().map(|time| time.timestamp());
    let age = date.and_then(time).zip(time(modified)).map(|(date, modified)| date.duration_since(modified));
    age.is_some_and(|age| age >= SETTLED)
}

fn refused(at: &Url, error: &Error) -> Problem {
    match error {
        Error::Io(error) if error.kind() == ErrorKind::PermissionDenied => {
            let host = at.host_str().unwrap_or_default().to_owned();
            IMPORT_UNSAFE.choose("fault", "private").with("what", host)
        }
        Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::UnexpectedEof => IMPORT_UNREACHABLE.choose("fault", "no-connection"),
            // What is protected and cannot be read, or is signed by nobody we know.
            ErrorKind::InvalidData => IMPORT_UNREACHABLE.choose("fault", "unproven"),
            _ => IMPORT_UNREACHABLE.choose("fault", "other").with("reason", error.to_string()),
        },
        Error::ConnectionFailed => IMPORT_UNREACHABLE.choose("fault", "no-connection"),
        Error::HostNotFound => IMPORT_UNREACHABLE.choose("fault", "no-host"),
        Error::Timeout(_) => IMPORT_UNREACHABLE.choose("fault", "too-slow"),
        Error::Tls(_) | Error::Rustls(_) => IMPORT_UNREACHABLE.choose("fault", "unproven"),
        error => IMPORT_UNREACHABLE.choose("fault", "other").with("reason", error.to_string()),
    }
}

/// Finds hosts, and forgets those that are ours: what a name meant when it was looked at is what is asked.
#[derive(Debug)]
struct Guarded(Network);

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found =
            DefaultResolver::default().resolve(uri, config, timeout).map_err(|error| match error {
                Error::Io(_) => Error::HostNotFound,
                error => error,
            })?;
        if self.0 == Network::Any {
            return Ok(found);
        }
        // A name that means one address of ours is not trusted with the others.
        if found.iter().any(|address| is_private(address.ip())) {
            return Err(Error::Io(std::io::ErrorKind::PermissionDenied.into()));
        }
        Ok(found)
    }
}

/// Whether an address is of this machine, of its network, or of nobody's.
fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            a == 0
                || a >= 224
                || ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b == 18 || b == 19 || (b == 51 && c == 100)))
                || (a == 203 && b == 0 && c == 113)
        }
        IpAddr::V6(ip) => {
            let parts = ip.segments();
            ip == Ipv6Addr::UNSPECIFIED
                || ip.is_loopback()
                || ip.is_multicast()
                || (parts[0] & 0xfe00) == 0xfc00
                || (parts[0] & 0xffc0) == 0xfe80
                || (parts[0] == 0x2001 && parts[1] == 0xdb8)
                || (parts[..6] == [0x64, 0xff9b, 0, 0, 0, 0])
                || parts[0] == 0x2002
                || ip.to_ipv4_mapped().is_some_and(|ip| is_private(IpAddr::V4(ip)))
                || (parts[..6] == [0, 0, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_remembered_only_where_it_stands_for_one_version() {
        let at = |time: &str| format!("Sat, 21 Nov 2026 {time} GMT");
        let settled = |modified: &str, date: &str| is_settled(&at(modified), Some(&at(date)));
        assert!(settled("10:00:00", "10:01:00") && settled("09:00:00", "10:00:00"));
        assert!(!settled("10:00:00", "10:00:00") && !settled("10:00:00", "10:00:59"));
        assert!(!settled("10:00:01", "10:00:00"), "a clock that is ahead");
        assert!(is_settled("Fri, 20 Nov 2026 23:59:30 GMT", Some(&at("00:00:30"))));
        assert!(!is_settled(&at("10:00:00"), None) && !is_settled("hier", Some(&at("10:00:00"))));
        let [tag, date] = ["\"a\"".to_owned(), at("10:00:00")];
        let both = Validators { etag: Some(tag.clone()), last_modified: Some(date.clone()) };
        assert_eq!(condition(&both), Some(("If-None-Match", &*tag)));
        assert_eq!(condition(&Validators { etag: None, ..both }), Some(("If-Modified-Since", &*date)));
        assert_eq!(condition(&Validators::default()), None);
    }

    #[test]
    fn addresses_of_ours_are_known_in_every_disguise() {
        for ours in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.9.9",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "::ffff:127.0.0.1",
            "fe80::1",
            "fd00::1",
            "64:ff9b::7f00:1",
            "::7f00:1",
            "224.0.0.1",
            "2002:7f00:1::",
        ] {
            assert!(is_private(ours.parse().unwrap()), "{ours}");
        }
        for public in ["93.184.215.14", "2606:2800:220:1::1"] {
            assert!(!is_private(public.parse().unwrap()), "{public}");
        }
        let client = Client::new(Network::Public, Patience::Long);
        for refused in [
            "http://ville.example/",
            "https://localhost/",
            "https://127.1/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://serveur/",
            "ftp://ville.example/",
            "file:///etc/passwd",
            "https://u:p@ville.example/",
        ] {
            assert!(client.allowed(&Url::parse(refused).unwrap()).is_err(), "{refused}");
        }
        assert!(client.allowed(&Url::parse("https://ville.example/x").unwrap()).is_ok());
    }
}
