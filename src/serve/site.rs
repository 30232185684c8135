//! What is served at a moment: the last good output, and what is wrong now.
//!
//! In: outputs and diagnostics, one build after the other. Out: files, and how each looks, so that a page is
//! loaded again only if it changed. Never: a page of a build with errors, a file that no output holds.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use rayon::prelude::*;
use tokio::sync::watch;

use super::notes::{Behind, Scribe};
use crate::diag::{Diagnostic, Diagnostics};
use crate::output::{Fault, Output};
use crate::publication::weight::find_page_files;
use crate::report::{Preview, ReportLanguage};
use crate::source::Sources;

/// The page of addresses that lead nowhere.
pub const NOT_FOUND: &str = "404.html";
/// Bytes kept as they were written: a tab asks for a page, then how it looks.
const KEPT: usize = 32 << 20;

/// A build without errors.
pub struct BuiltSite {
    output: Output,
    sources: Arc<Sources>,
    written: Mutex<LastWritten>,
}

/// The files written last.
#[derive(Default)]
struct LastWritten {
    files: HashMap<String, ServedFile>,
    bytes: usize,
}

/// One written file.
#[derive(Clone)]
pub struct ServedFile {
    pub bytes: Bytes,
    pub hash: u64,
}

impl BuiltSite {
    fn new(output: Output, sources: Arc<Sources>) -> Self {
        Self { output, sources, written: Mutex::default() }
    }

    /// Whether the output has a file at a path.
    pub fn has(&self, path: &str) -> bool {
        self.output.get(path).is_some()
    }

    /// The file at a path of the output.
    ///
    /// # Errors
    /// A fault of the theme, or the machine's, on writing it.
    pub fn file(&self, path: &str) -> Result<Option<ServedFile>, Fault> {
        if let Some(file) = lock(&self.written).files.get(path) {
            return Ok(Some(file.clone()));
        }
        let Some(payload) = self.output.get(path) else { return Ok(None) };
        let bytes = Bytes::from(payload.bytes()?);
        let file = ServedFile { hash: hash(&bytes), bytes };
        let mut written = lock(&self.written);
        if written.bytes + file.bytes.len() > KEPT {
            *written = LastWritten::default();
        }
        if file.bytes.len() <= KEPT && written.files.insert(path.to_owned(), file.clone()).is_none() {
            written.bytes += file.bytes.len();
        }
        Ok(Some(file))
    }

    /// How a page looks: its own bytes and those of the pictures, styles and scripts it names.
    fn look(&self, path: &str) -> Result<u64, Fault> {
        let (page, path) = match self.file(path)? {
            Some(page) => (Some(page), path),
            None => (self.file(NOT_FOUND)?, NOT_FOUND),
        };
        let mut hasher = DefaultHasher::new();
        if let Some(page) = page {
            (page.hash, path == NOT_FOUND).hash(&mut hasher);
            for name in find_page_files(path, &page.bytes) {
                self.file(&name)?.map(|file| file.hash).hash(&mut hasher);
            }
        }
        Ok(hasher.finish())
    }
}

/// What is served, and what is wrong, at a moment.
#[derive(Clone)]
pub struct Moment {
    pub site: Option<Arc<BuiltSite>>,
    /// Problems as HTML; empty where there is none.
    pub notes: Arc<str>,
    /// How many builds there were.
    pub build: u64,
}

/// What a page is at a moment.
pub enum PageState {
    /// A file of the output.
    Found(ServedFile),
    /// The page of addresses that lead nowhere, where the output has one.
    Missing(Option<ServedFile>),
    /// There is no page: problems, as HTML.
    Stopped(Arc<str>),
    /// The machine could not write it.
    Broken(String),
}

/// The preview of one project: what is served, and the tabs that look at it.
pub struct LivePreview {
    pub scribe: Scribe,
    moment: watch::Sender<Moment>,
    tabs: Mutex<BTreeMap<String, usize>>,
}

impl LivePreview {
    /// A preview before its first build.
    pub fn new(scribe: Scribe) -> Self {
        let moment = Moment { site: None, notes: Arc::from(""), build: 0 };
        Self { scribe, moment: watch::Sender::new(moment), tabs: Mutex::default() }
    }

    /// What is served now.
    pub fn now(&self) -> Moment {
        self.moment.borrow().clone()
    }

    /// Each moment, from now on.
    pub fn moments(&self) -> watch::Receiver<Moment> {
        let mut moments = self.moment.subscribe();
        moments.mark_changed();
        moments
    }

    /// Takes what a build gave. Returns what is wrong, faults of the theme on pages that are looked at included.
    pub fn show(
        &self,
        sources: &Arc<Sources>,
        output: Option<Output>,
        mut diags: Diagnostics,
    ) -> Diagnostics {
        let site = output.map(|output| Arc::new(BuiltSite::new(output, Arc::clone(sources))));
        if let Some(site) = &site {
            let mut faults: Vec<Diagnostic> = Vec::new();
            for fault in self.faults(site) {
                if !faults.contains(&fault) {
                    faults.push(fault);
                }
            }
            faults.into_iter().for_each(|fault| diags.push(fault));
        }
        let good = site.filter(|_| !diags.has_errors());
        let behind =
            if good.is_some() || self.now().site.is_some() { Behind::LastGood } else { Behind::Nothing };
        let notes = Arc::from(self.scribe.notes(sources, &diags, behind));
        let before = self.now();
        self.moment.send_replace(Moment { site: good.or(before.site), notes, build: before.build + 1 });
        diags
    }

    /// The language of what is said.
    #[must_use]
    pub fn language(&self) -> ReportLanguage {
        self.scribe.language
    }

    /// Says that the machine is at fault, over what is served.
    pub fn say(&self, words: Preview<'_>) {
        let notes = Arc::from(self.scribe.sentence(words));
        self.moment.send_modify(|moment| {
            moment.notes = notes;
            moment.build += 1;
        });
    }

    /// Faults of the theme on the home page and on those that are looked at.
    fn faults(&self, site: &BuiltSite) -> Vec<Diagnostic> {
        let mut pages: Vec<String> = lock(&self.tabs).keys().cloned().collect();
        pages.push("index.html".to_owned());
        let looks = pages.par_iter().filter_map(|page| match site.look(page) {
            Err(Fault::Theme(fault)) => Some(*fault),
            _ => None,
        });
        looks.collect()
    }

    /// What an address shows at a moment.
    pub fn page(&self, moment: &Moment, path: &str) -> PageState {
        let Some(site) = &moment.site else { return PageState::Stopped(Arc::clone(&moment.notes)) };
        let fault = match site.file(path) {
            Ok(Some(file)) => return PageState::Found(file),
            Ok(None) => match site.file(NOT_FOUND) {
                Ok(file) => return PageState::Missing(file),
                Err(fault) => fault,
            },
            Err(fault) => fault,
        };
        match fault {
            Fault::Theme(fault) => {
                let mut diags = Diagnostics::default();
                diags.push(*fault);
                PageState::Stopped(self.scribe.notes(&site.sources, &diags, Behind::Fault).into())
            }
            Fault::Io(error) => PageState::Broken(error.to_string()),
        }
    }

    /// What tells two states of a page apart.
    pub fn version(&self, moment: &Moment, path: &str) -> String {
        let look = moment.site.as_ref().and_then(|site| site.look(path).ok());
        let version = look.unwrap_or_else(|| match self.page(moment, path) {
            PageState::Stopped(notes) => hash(notes.as_bytes()),
            PageState::Found(file) => file.hash,
            PageState::Missing(_) | PageState::Broken(_) => 0,
        });
        format!("{version:016x}")
    }

    /// Notes that a tab looks at a page, until the ticket is dropped.
    pub fn sit(self: &Arc<Self>, page: &str) -> Ticket {
        *lock(&self.tabs).entry(page.to_owned()).or_default() += 1;
        // Everyone hears how many there are.
        self.moment.send_modify(|_| ());
        Ticket { desk: Arc::clone(self), page: page.to_owned() }
    }

    /// Whether so many tabs listen that a browser has no connection left to load pages with.
    pub fn crowded(&self) -> bool {
        /// Browsers open six connections to a server; two stay for pages.
        const LISTENERS: usize = 4;
        lock(&self.tabs).values().sum::<usize>() > LISTENERS
    }
}

/// A tab that looks at a page.
pub struct Ticket {
    desk: Arc<LivePreview>,
    pub page: String,
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut tabs = lock(&self.desk.tabs);
        if let Some(count) = tabs.get_mut(&self.page) {
            *count -= 1;
            if *count == 0 {
                tabs.remove(&self.page);
            }
        }
    }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// What a thread that failed left behind is still whole: each change is one step.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
