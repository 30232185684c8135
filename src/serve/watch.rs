//! The door to changes: files that were touched, one batch a save.
//!
//! In: a project's root. Out: absolute paths, once the disk has been silent for a moment. Never: what the
//! files hold, `output/`.
//!
//! An editor's save is several events: a new file, a rename over the old one, a lock file that goes. And a
//! folder that is watched can disappear and return under the same name. So each batch ends by asking again
//! for the folders that should be watched.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// A save is over once nothing happened for this long.
const SILENCE: Duration = Duration::from_millis(18);
/// A save that never ends is looked at all the same.
const PATIENCE: Duration = Duration::from_millis(90);
/// How often a folder without events is looked at.
const INTERVAL: Duration = Duration::from_millis(700);
/// The folders that are read.
const READ: [&str; 3] = ["content", "themes", "origins"];

/// How changes are seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// By the system's events, or by polling where they cannot be had.
    Events,
    /// By looking at regular intervals: network drives send no event for what others write.
    Polling,
}

/// What tells of changes in one project.
pub struct Watch {
    root: PathBuf,
    means: Means,
}

enum Means {
    Events {
        watcher: RecommendedWatcher,
        events: Receiver<notify::Result<Event>>,
    },
    /// notify's own polling compares times in whole seconds, and would miss the second save of a second;
    /// the project itself compares finer stamps.
    Polling,
}

impl Watch {
    /// Watches the project in a folder, which must be its true path.
    #[must_use]
    pub fn new(root: &Path, watching: Watching) -> Self {
        let events = match watching {
            Watching::Events if !is_remote(root) => events(root),
            _ => None,
        };
        Self { root: root.to_owned(), means: events.unwrap_or(Means::Polling) }
    }

    /// How changes are seen, in the end.
    #[must_use]
    pub fn watching(&self) -> Watching {
        match self.means {
            Means::Events { .. } => Watching::Events,
            Means::Polling => Watching::Polling,
        }
    }

    /// Waits for the next save: the paths that were touched, or none where nobody names them and every file is
    /// to be asked for its stamp.
    pub fn next(&mut self) -> Vec<PathBuf> {
        let Means::Events { watcher, events } = &mut self.means else {
            std::thread::sleep(INTERVAL);
            return Vec::new();
        };
        let Ok(touched) = batch(&self.root, events) else {
            self.means = Means::Polling;
            return Vec::new();
        };
        if touched.iter().any(|path| path.parent() == Some(&self.root) || *path == self.root) {
            follow(watcher, &self.root);
        }
        touched
    }
}

/// The system's events have ended.
struct Gone;

fn events(root: &Path) -> Option<Means> {
    let (sender, events) = channel();
    // The other end hangs up when the program ends.
    let mut watcher = notify::recommended_watcher(move |event| drop(sender.send(event))).ok()?;
    watcher.watch(root, RecursiveMode::NonRecursive).ok()?;
    follow(&mut watcher, root).then_some(Means::Events { watcher, events })
}

/// Watches the folders that are read, as far as they exist. False where the system refuses.
fn follow(watcher: &mut RecommendedWatcher, root: &Path) -> bool {
    let mut all = true;
    for folder in READ.map(|name| root.join(name)) {
        // A folder that was removed, or that another took the place of, is no longer watched under its name.
        let _ = watcher.unwatch(&folder);
        if folder.is_dir() {
            all &= watcher.watch(&folder, RecursiveMode::Recursive).is_ok();
        }
    }
    all
}

/// The paths of one save.
fn batch(root: &Path, events: &Receiver<notify::Result<Event>>) -> Result<Vec<PathBuf>, Gone> {
    let mut touched = Vec::new();
    while touched.is_empty() {
        note(root, events.recv().map_err(|_| Gone)?, &mut touched);
    }
    let start = Instant::now();
    while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
        match events.recv_timeout(SILENCE.min(left)) {
            // What says nothing does not make the silence longer than it is.
            Ok(event) => note(root, event, &mut touched),
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return Err(Gone),
        }
    }
    touched.sort();
    touched.dedup();
    Ok(touched)
}

fn note(root: &Path, event: notify::Result<Event>, touched: &mut Vec<PathBuf>) {
    match event {
        Ok(event) if event.need_rescan() => touched.push(root.to_owned()),
        // Reading a file fires an event too: ours would follow each other for ever.
        Ok(Event { kind: EventKind::Access(_), .. }) => {}
        Ok(event) => touched.extend(event.paths.into_iter().filter(|path| is_read(root, path))),
        Err(_) => touched.push(root.to_owned()),
    }
}

fn is_read(root: &Path, path: &Path) -> bool {
    path == root || READ.iter().any(|name| path.starts_with(root.join(name)))
}

/// Whether others may write there without this machine's being told.
#[cfg(target_os = "linux")]
fn is_remote(root: &Path) -> bool {
    /// NFS, SMB in its three ages, 9P (shares of a virtual machine), AFS, Coda, folders shared by `VirtualBox`, FUSE (sshfs).
    const REMOTE: [u32; 9] = [
        0x6969,
        0x517B,
        0xFF53_4D42,
        0xFE53_4D42,
        0x0102_1997,
        0x5346_414F,
        0x7375_7245,
        0x786F_4256,
        0x6573_5546,
    ];
    READ.iter()
        .map(|name| root.join(name))
        .chain([root.to_owned()])
        .filter_map(|folder| rustix::fs::statfs(&folder).ok())
        .any(|system| u32::try_from(system.f_type).is_ok_and(|kind| REMOTE.contains(&kind)))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_root: &Path) -> bool {
    false
}
