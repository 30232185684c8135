//! Addresses of requests, judged before anything is looked up.
//!
//! In: a request's path, host and origin. Out: a path of the output, or a refusal. Never: disk; there is
//! none to reach, since what is asked for is looked up in a map.

use core::net::IpAddr;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// What cannot stand in a path of an address.
const IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\');

/// The path in the output that an address names: `/outils/` is `outils/index.html`. Nothing where it names none:
/// a step up, an empty step, a backslash, a control character or a slash that was hidden as `%2F`.
pub fn output_path(asked: &str) -> Option<String> {
    let lower = asked.to_ascii_lowercase();
    if lower.contains("%2f") || lower.contains("%5c") {
        return None;
    }
    let path = percent_decode_str(asked.strip_prefix('/')?).decode_utf8().ok()?;
    if path.chars().any(|c| c == '\\' || c.is_control()) {
        return None;
    }
    let path =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() };
    let plain = path.split('/').all(|step| !matches!(step, "" | "." | ".."));
    plain.then_some(path)
}

/// The address of a path of the output.
pub fn address_of(path: &str) -> String {
    format!("/{}", utf8_percent_encode(path, IN_PATH))
}

/// The names this server answers to. A page elsewhere can have its own name lead to this machine: its
/// requests then carry that name, and are refused.
#[derive(Clone, Debug)]
pub struct Hosts {
    names: Vec<String>,
    port: u16,
    /// Where every address of the machine is served: any number, since no other page can own one.
    numbers: Numbers,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbers {
    Any,
    Loopback,
}

impl Hosts {
    /// The names of this machine, and the one that was asked for.
    pub fn new(asked: &str, bound: IpAddr, port: u16) -> Self {
        let names = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into_iter();
        let names = names.chain([asked.to_ascii_lowercase(), written(bound)]).collect();
        let numbers = if bound.is_unspecified() { Numbers::Any } else { Numbers::Loopback };
        Self { names, port, numbers }
    }

    /// Whether a request that names this host is for us.
    pub fn know(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host.as_str(), Some(80)),
        };
        let number = || name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().is_ok();
        port == Some(self.port)
            && (self.names.iter().any(|known| known == name) || (self.numbers == Numbers::Any && number()))
    }

    /// Whether a page of this origin may ask for what the preview knows.
    pub fn own(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.know(host))
    }
}

/// A number as it stands in an address.
pub fn written(number: IpAddr) -> String {
    match number {
        IpAddr::V4(number) => number.to_string(),
        IpAddr::V6(number) => format!("[{number}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_its_index() {
        assert_eq!(output_path("/").as_deref(), Some("index.html"));
        assert_eq!(output_path("/outils/").as_deref(), Some("outils/index.html"));
        assert_eq!(output_path("/outils/la%20balade.html").as_deref(), Some("outils/la balade.html"));
        assert_eq!(output_path("/%C3%A9.html").as_deref(), Some("é.html"));
    }

    #[test]
    fn no_address_leads_out() {
        for asked in [
            "",
            "outils",
            "//",
            "/..",
            "/../a",
            "/a/../b",
            "/./a",
            "/a//b",
            "/%2e%2e/a",
            "/%2E%2E%2Fa",
            "/a%2fb",
            "/..%5ca",
            "/a\\b",
            "/a%5Cb",
            "/%00",
            "/a%0d%0ab",
            "/%ff",
            "/..;/a/..",
            "//etc/passwd",
        ] {
            assert_eq!(output_path(asked), None, "{asked}");
        }
    }

    #[test]
    fn an_address_comes_back_as_its_path() {
        for path in ["index.html", "a b/é%.html", "q?#.html"] {
            assert_eq!(output_path(&address_of(path)).as_deref(), Some(path));
        }
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let hosts = Hosts::new("127.0.0.1", IpAddr::from([127, 0, 0, 1]), 4000);
        for host in ["localhost:4000", "LOCALHOST:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert!(hosts.know(host), "{host}");
            assert!(hosts.own(&format!("http://{host}")), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:4001",
            "evil.example:4000",
            "127.0.0.1.evil.example:4000",
            "10.0.0.1:4000",
            ":4000",
            "[::1]",
        ] {
            assert!(!hosts.know(host), "{host}");
        }
        assert!(!hosts.own("https://localhost:4000") && !hosts.own("null"));
    }

    #[test]
    fn every_number_of_a_machine_served_whole_is_answered_and_no_name() {
        let hosts = Hosts::new("0.0.0.0", IpAddr::from([0, 0, 0, 0]), 4000);
        assert!(hosts.know("192.168.1.12:4000") && hosts.know("[fe80::1]:4000"));
        assert!(!hosts.know("evil.example:4000"));
    }
}
