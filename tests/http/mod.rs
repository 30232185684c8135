//! A preview in a process of its own, and a browser's side of HTTP over a plain socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use essaim::output::Output;

/// A preview that runs until it is dropped.
pub struct Preview {
    child: Child,
    pub port: u16,
}

/// What was answered.
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap_or_default()
    }
}

impl Preview {
    pub fn command(root: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_essaim"));
        command.arg("--root").arg(root).arg("serve").args(arguments);
        command.env_remove("SOURCE_DATE_EPOCH").env_remove("ESSAIM_EDITOR").env("LC_ALL", "fr_FR.UTF-8");
        command
    }

    pub fn start(root: &Path, arguments: &[&str]) -> Self {
        let mut command = Self::command(root, arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("no address: {line}"));
        let port = address.split('/').next().unwrap().rsplit(':').next().unwrap().parse().unwrap();
        Self { child, port }
    }

    /// The process, for what the system says of it.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let host = format!("127.0.0.1:{}", self.port);
        self.raw(method, path, &[&[("Host", host.as_str())], headers].concat())
    }

    /// A request with these headers and no other.
    pub fn raw(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let stream = self.send(method, path, headers);
        let mut reader = BufReader::new(stream);
        let mut answer = head(&mut reader);
        let length: Option<usize> = answer.header("content-length").and_then(|text| text.parse().ok());
        if method != "HEAD" && answer.status != 304 {
            // An answer without a length is the news, which never end.
            answer.body = vec![0; length.unwrap_or(0)];
            reader.read_exact(&mut answer.body).unwrap();
        }
        answer
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let headers: Vec<String> = headers.iter().map(|(key, value)| format!("{key}: {value}\r\n")).collect();
        let headers = headers.concat();
        stream
            .write_all(format!("{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes())
            .unwrap();
        stream
    }

    /// Listens for news as a tab does.
    pub fn listen(&self, page: &str) -> News {
        let host = format!("127.0.0.1:{}", self.port);
        let stream = self.send("GET", &format!("/_essaim/events?page={page}"), &[("Host", &host)]);
        let mut reader = BufReader::new(stream);
        let head = head(&mut reader);
        assert_eq!((head.status, head.header("content-type")), (200, Some("text/event-stream")));
        News { reader, last: None }
    }

    /// Whether every file of an output is served, and nothing in its place.
    pub fn serves(&self, output: &Output) -> Result<(), String> {
        for (path, payload) in output.iter() {
            let answer = self.get(&format!("/{}?raw", path.replace('%', "%25").replace(' ', "%20")));
            match payload.bytes() {
                Ok(bytes) if (answer.status, &answer.body) == (200, &bytes) => {}
                // A theme's fault: no build would publish this.
                Err(_) => return Ok(()),
                Ok(_) => return Err(format!("{path} is answered with {} and other bytes", answer.status)),
            }
        }
        Ok(())
    }

    /// Ends the preview as Ctrl+C does; its exit status.
    #[cfg(unix)]
    pub fn interrupt(&mut self) -> Option<i32> {
        let status = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The status and the headers.
fn head(reader: &mut impl BufRead) -> Answer {
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split(' ').nth(1).unwrap_or_else(|| panic!("no answer: {line:?}")).parse().unwrap();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        match line.trim_end().split_once(": ") {
            Some((key, value)) => headers.push((key.to_ascii_lowercase(), value.to_owned())),
            None => return Answer { status, headers, body: Vec::new() },
        }
    }
}

/// The news of one tab.
pub struct News {
    reader: BufReader<TcpStream>,
    last: Option<Told>,
}

/// What a tab was told.
#[derive(Clone, Debug)]
pub struct Told {
    pub version: String,
    pub notes: String,
}

impl News {
    /// How the page looks, as it was told last.
    pub fn version(&mut self) -> String {
        match &self.last {
            Some(told) => told.version.clone(),
            None => self.next().version,
        }
    }

    /// Waits for a line; false once the preview has ended.
    pub fn hear(&mut self) -> bool {
        let mut line = String::new();
        matches!(self.reader.read_line(&mut line), Ok(read) if read > 0)
    }

    fn next(&mut self) -> Told {
        loop {
            let mut line = String::new();
            self.reader.read_line(&mut line).unwrap();
            // The stream comes in chunks, each with its length before it: only the data are looked for.
            if let Some(data) = line.trim_end().strip_prefix("data: ") {
                let told: serde_json::Value = serde_json::from_str(data).unwrap();
                let text = |key: &str| told[key].as_str().unwrap().to_owned();
                let told = Told { version: text("version"), notes: text("notes") };
                self.last = Some(told.clone());
                return told;
            }
        }
    }

    /// Waits for news that a test accepts.
    pub fn until(&mut self, what: &str, right: impl Fn(&Told) -> bool) -> Told {
        let start = Instant::now();
        loop {
            let told = self.next();
            if right(&told) {
                return told;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "no news of {what}: {told:?}");
        }
    }
}
