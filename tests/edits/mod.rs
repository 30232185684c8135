//! What people do to a project, drawn at random: edits, renames, deletions, mistakes and repairs.
//!
//! In: a project's files and a seed. Out: the same project on disk, changed a step at a time, and the paths
//! that a watcher would name. The same seed gives the same steps.

mod files;
mod steps;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Numbers that look drawn at random and never change.
pub struct Draw(u64);

impl Draw {
    pub fn new(seed: u64) -> Self {
        let mut draw = Self(seed ^ 0x9E37_79B9_7F4A_7C15);
        draw.below(2);
        draw
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }

    pub fn one<'a, T>(&mut self, among: &'a [T]) -> Option<&'a T> {
        if among.is_empty() { None } else { Some(&among[self.below(among.len())]) }
    }

    /// Once in so many times.
    pub fn chance(&mut self, in_so_many: usize) -> bool {
        self.below(in_so_many) == 0
    }
}

/// The files of a project, by their path with `/` between folders.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A project on disk, and what is known of it.
pub struct Project {
    pub root: PathBuf,
    pub files: Files,
    first: Files,
    before: Vec<Files>,
    draw: Draw,
    number: usize,
}

/// One step: what was done, in words for a failure's log, and what a watcher would name.
pub struct Step {
    pub what: String,
    pub touched: Vec<PathBuf>,
}

impl Project {
    /// A copy of a project's `content/` and `themes/` in an empty folder.
    pub fn copy(from: &Path, root: &Path, seed: u64) -> Self {
        let mut files = Files::new();
        for top in ["content", "themes"] {
            for entry in walkdir::WalkDir::new(from.join(top)).into_iter().flatten() {
                if entry.file_type().is_file() {
                    let name = entry.path().strip_prefix(from).unwrap().to_str().unwrap().replace('\\', "/");
                    files.insert(name, fs::read(entry.path()).unwrap());
                }
            }
        }
        let root = root.canonicalize().unwrap();
        let mut project = Self {
            root,
            files: Files::new(),
            first: files.clone(),
            before: Vec::new(),
            draw: Draw::new(seed),
            number: 0,
        };
        project.put(files);
        project
    }

    /// One step; `wrong` says that the project has errors, which are mostly mended before others are made.
    pub fn step(&mut self, wrong: bool) -> Step {
        self.number += 1;
        if wrong && !self.draw.chance(3) {
            return self.mend();
        }
        let mut files = self.files.clone();
        let mut what = Vec::new();
        // A branch is changed, a folder is pasted: several files at once.
        let several = if self.draw.chance(6) { 1 + self.draw.below(4) } else { 1 };
        while what.len() < several {
            what.extend(steps::any(&mut files, &mut self.draw, self.number));
        }
        self.before.push(self.files.clone());
        if self.before.len() > 12 {
            self.before.remove(0);
        }
        let touched = self.put(files);
        Step { what: what.join(", "), touched: self.named(touched) }
    }

    /// Takes the last step back, or all of them.
    pub fn mend(&mut self) -> Step {
        let (what, files) = match self.before.pop() {
            Some(files) if !self.draw.chance(8) => ("take back", files),
            _ => {
                self.before.clear();
                ("take everything back", self.first.clone())
            }
        };
        let touched = self.put(files);
        Step { what: what.to_owned(), touched: self.named(touched) }
    }

    /// Writes what differs; the paths that were written or removed.
    fn put(&mut self, files: Files) -> Vec<String> {
        let mut touched = Vec::new();
        for name in self.files.keys().filter(|name| !files.contains_key(*name)) {
            let path = self.root.join(name);
            fs::remove_file(&path).unwrap();
            // A folder that is empty goes too, as when it is renamed.
            let mut folder = path.parent().unwrap();
            while folder != self.root && fs::remove_dir(folder).is_ok() {
                folder = folder.parent().unwrap();
            }
            touched.push(name.clone());
        }
        for (name, bytes) in &files {
            if self.files.get(name) == Some(bytes) {
                continue;
            }
            let path = self.root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if self.draw.chance(2) {
                // Saved as vim does: a new file takes the place of the old one.
                let new = path.with_file_name(".4913~");
                fs::write(&new, bytes).unwrap();
                fs::rename(new, path).unwrap();
            } else {
                fs::write(path, bytes).unwrap();
            }
            touched.push(name.clone());
        }
        self.files = files;
        touched
    }

    /// The paths as watchers name them: each file, or its folder, or everything.
    fn named(&mut self, touched: Vec<String>) -> Vec<PathBuf> {
        if self.draw.chance(10) {
            return vec![self.root.clone()];
        }
        if self.draw.chance(10) {
            // Nobody names them: where folders are looked at, every file is asked for its stamp.
            return Vec::new();
        }
        touched
            .into_iter()
            .map(|name| {
                let path = self.root.join(name);
                if self.draw.chance(6) { path.parent().unwrap().to_owned() } else { path }
            })
            .collect()
    }
}
