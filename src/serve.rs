//! The preview: a project's folder → pages in a browser that follow every save.
//!
//! In: a project and an address. Out: pages, until the program is asked to end. Never: a file written, a page
//! of a build with errors, an answer to another name than this machine's.
//!
//! One thread waits for saves and builds again; the server answers from what the last good build gave.

mod address;
mod http;
mod notes;
mod site;
mod watch;

pub use notes::Editor;
pub use watch::Watching;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::load::folder::ProjectFolder;
use crate::output::Output;
use crate::report::{self, Preview, ReportLanguage, machine};
use crate::source::Sources;
use crate::{Memory, Options, rebuild};

use address::Hosts;
use notes::Scribe;
use site::LivePreview;
use watch::Watch;

/// The first port that is tried where none is asked for.
const PORT: u16 = 4000;
/// How many are tried before any that is free.
const PORTS: u16 = 100;

/// What a preview takes besides the content.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The project's folder.
    pub root: PathBuf,
    /// Where the preview listens: a number or a name of this machine.
    pub host: String,
    /// The port, or the first that is free.
    pub port: Option<u16>,
    pub watching: Watching,
    pub editor: Editor,
    pub language: ReportLanguage,
    pub options: Options,
}

/// What a preview says while it runs, for the caller to print.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// It stands at an address.
    Ready { address: &'a str, sentence: &'a str },
    /// Something to know.
    Sentence(&'a str),
    /// The problems of a build, where they are not those of the one before.
    Problems(&'a str),
}

/// Serves a project until the program is asked to end.
///
/// # Errors
/// Where the folder cannot be read or the address not be opened, in words.
pub fn serve(settings: &Settings, say: impl Fn(Said<'_>) + Send + 'static) -> Result<(), String> {
    let words = |it: Preview<'_>| report::preview(it, settings.language);
    let gone = |error: &io::Error| words(Preview::FolderGone { reason: &machine(error, settings.language) });
    let root = settings.root.canonicalize().map_err(|error| gone(&error))?;
    // Watched first, read then: what is saved between the two is seen.
    let watch = Watch::new(&root, settings.watching);
    let project = ProjectFolder::open(&root).map_err(|error| gone(&error))?;
    let listener = listen(&settings.host, settings.port).map_err(|error| {
        let address = format!("{}:{}", settings.host, settings.port.unwrap_or(PORT));
        words(Preview::NotServed { address: &address, reason: &machine(&error, settings.language) })
    })?;
    let bound = listener.local_addr().map_err(|error| machine(&error, settings.language))?;
    let hosts = Hosts::new(&settings.host, bound.ip(), bound.port());
    let scribe = Scribe { root, language: settings.language, editor: settings.editor };
    let desk = Arc::new(LivePreview::new(scribe));
    let mut builder = Builder {
        project,
        memory: Memory::keeping(),
        options: settings.options.clone(),
        desk: Arc::clone(&desk),
        said: String::new(),
    };
    builder.build(&say);
    let address = format!("http://{}:{}/", visited(&settings.host, bound), bound.port());
    say(Said::Ready { address: &address, sentence: &words(Preview::At { address: &address }) });
    if !bound.ip().is_loopback() {
        say(Said::Sentence(&words(Preview::OpenToAll)));
    }
    if settings.watching == Watching::Events && watch.watching() == Watching::Polling {
        say(Said::Sentence(&words(Preview::Polling)));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| machine(&error, settings.language))?;
    let (alive, ended) = tokio::sync::oneshot::channel::<()>();
    std::thread::spawn(move || {
        // Dropped when this thread ends, whatever ends it.
        let _alive = alive;
        builder.follow(watch, &say);
    });
    let served = runtime.block_on(http::serve(listener, desk, hosts, async move {
        let _ = ended.await;
    }));
    // Pages that are being written are not waited for.
    runtime.shutdown_background();
    served.map_err(|error| machine(&error, settings.language))
}

/// What builds again after each save.
struct Builder {
    project: ProjectFolder,
    memory: Memory,
    options: Options,
    desk: Arc<LivePreview>,
    /// The problems that were said last.
    said: String,
}

impl Builder {
    fn follow(mut self, mut watch: Watch, say: &impl Fn(Said<'_>)) {
        loop {
            let touched = watch.next();
            match self.project.refresh(&touched) {
                Ok(true) => self.build(say),
                Ok(false) => {}
                Err(error) => {
                    let reason = machine(&error, self.desk.language());
                    self.desk.say(Preview::FolderGone { reason: &reason });
                }
            }
        }
    }

    fn build(&mut self, say: &impl Fn(Said<'_>)) {
        let sources = Arc::clone(self.project.sources());
        let (output, diags) = self.output(&sources);
        let diags = self.desk.show(&sources, output, diags);
        let language = self.desk.scribe.language;
        let problems = report::human(&sources, &diags, language);
        if problems != self.said {
            say(Said::Problems(&problems));
            self.said = problems;
        }
    }

    fn output(&mut self, sources: &Arc<Sources>) -> (Option<Output>, Diagnostics) {
        let (output, mut diags) = rebuild(sources, &self.options, &mut self.memory);
        diags.extend(self.project.unread());
        diags.sort(|source| sources.get(source).path.clone());
        (output.filter(|_| !diags.has_errors()), diags)
    }
}

/// Opens the address: the port that is asked for, else the first free one.
fn listen(host: &str, port: Option<u16>) -> io::Result<TcpListener> {
    let number = host.trim_start_matches('[').trim_end_matches(']');
    let open = |port: u16| {
        let addresses: Vec<SocketAddr> = (number, port).to_socket_addrs()?.collect();
        TcpListener::bind(&*addresses)
    };
    if let Some(port) = port {
        return open(port);
    }
    let taken = |opened: &io::Result<TcpListener>| matches!(opened, Err(error) if error.kind() == io::ErrorKind::AddrInUse);
    (PORT..PORT + PORTS).map(open).find(|opened| !taken(opened)).unwrap_or_else(|| open(0))
}

/// The name that a browser on this machine asks for.
fn visited(host: &str, bound: SocketAddr) -> String {
    match bound.ip() {
        IpAddr::V4(number) if number.is_unspecified() => "127.0.0.1".to_owned(),
        IpAddr::V6(number) if number.is_unspecified() => "[::1]".to_owned(),
        number if host.parse::<IpAddr>().is_ok() => address::written(number),
        _ => host.to_owned(),
    }
}
