//! The door to the folder that a new site is written into, beside the one whose place it takes.
//!
//! In: the published folder. Out: an empty folder with the same owner, group and mode; the exchange of the two. Never: a
//! folder removed that does not bear the mark of a stage, whatever its name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What tells a stage from any other folder whose name begins like that of one.
const MARK: &str = ".stage";
/// Where the new site is written, in the stage; the old one stands there after the exchange.
const SITE: &str = "site";
/// Where the old site stands aside between two renames.
const ASIDE: &str = "old";

/// A folder beside the published one, removed when it goes out of use, locked until then.
pub struct Stage {
    folder: PathBuf,
    /// Where the new site is written.
    pub site: PathBuf,
    _lock: Option<File>,
}

impl Stage {
    /// Makes a stage for a published folder in `parent`, once what killed builds left there is swept.
    pub fn new(parent: &Path, published: &Path) -> io::Result<Self> {
        // One build at a time sweeps and takes its place: none mistakes another's for a leftover.
        let _gate = File::open(parent).ok().filter(|parent| parent.lock().is_ok());
        sweep(parent, published);
        // Random enough that two builds never meet; permissions follow the user's habits.
        let folder = tempfile::Builder::new()
            .prefix(&stage_prefix(published))
            .make_in(parent, |path| fs::create_dir(path))?
            .into_temp_path()
            .keep()
            .map_err(|error| error.error)?;
        let lock = File::open(&folder).ok().filter(|file| file.try_lock().is_ok());
        let stage = Self { site: folder.join(SITE), folder, _lock: lock };
        File::create(stage.folder.join(MARK))?;
        fs::create_dir(&stage.site)?;
        if let Ok(metadata) = fs::metadata(published) {
            copy_owner(&metadata, &stage.site);
            fs::set_permissions(&stage.site, metadata.permissions())?;
        }
        Ok(stage)
    }

    /// Waits until the disk holds what was written: after a power cut, a site that took the place of another without it
    /// would be a folder of empty files.
    pub fn sync(&self) -> io::Result<()> {
        sync_folder(&self.site)
    }

    /// Puts the stage in the place of the published folder, which then stands where the stage stood.
    pub fn exchange(&self, published: &Path) -> io::Result<()> {
        if !published.exists() {
            return fs::rename(&self.site, published);
        }
        match exchange_at_once(&self.site, published) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                exchange_by_renames(&self.site, published, &self.folder.join(ASIDE))
            }
            result => result,
        }?;
        // Where a folder cannot be synced, the system does so in its own time: either site is whole.
        let _ = published.parent().map(|parent| File::open(parent).and_then(|parent| parent.sync_all()));
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be removed now is swept by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn stage_prefix(published: &Path) -> String {
    format!(".{}.essaim-", published.file_name().unwrap_or_default().to_string_lossy())
}

/// Removes what a killed build left beside the folder. A build at work holds a lock on its own. Where a kill fell between
/// two renames, the old site is put back first.
fn sweep(parent: &Path, published: &Path) {
    let prefix = stage_prefix(published);
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix)) {
        let stage = entry.path();
        let is_idle = || File::open(&stage).is_ok_and(|file| file.try_lock().is_ok());
        if !stage.join(MARK).is_file() || !is_idle() {
            continue;
        }
        if !published.exists() {
            let _ = fs::rename(stage.join(ASIDE), published);
        }
        let _ = fs::remove_dir_all(stage);
    }
}

/// Gives a folder the owner and the group of another, as far as the user may.
#[cfg(unix)]
fn copy_owner(of: &fs::Metadata, to: &Path) {
    use std::os::unix::fs::{MetadataExt, chown};
    let Ok(own) = fs::metadata(to) else { return };
    if own.gid() != of.gid() {
        let _ = chown(to, None, Some(of.gid()));
    }
    if own.uid() != of.uid() {
        let _ = chown(to, Some(of.uid()), None);
    }
}

#[cfg(not(unix))]
fn copy_owner(_: &fs::Metadata, _: &Path) {}

#[cfg(target_os = "linux")]
fn sync_folder(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync_folder(folder: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            fs::OpenOptions::new().write(true).open(entry.path())?.sync_all()?;
        }
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn exchange_at_once(stage: &Path, published: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    renameat_with(CWD, stage, CWD, published, RenameFlags::EXCHANGE).map_err(|error| match error {
        Errno::INVAL | Errno::NOSYS | Errno::NOTSUP => io::ErrorKind::Unsupported.into(),
        error => error.into(),
    })
}

#[cfg(not(target_os = "linux"))]
fn exchange_at_once(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// For the file systems that cannot exchange: two steps, the first undone where the second fails.
fn exchange_by_renames(stage: &Path, published: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(published, aside)?;
    if let Err(error) = fs::rename(stage, published) {
        fs::rename(aside, published)?;
        return Err(error);
    }
    fs::rename(aside, stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_renames_do_what_an_exchange_does() {
        let home = tempfile::tempdir().unwrap();
        let [a, b, aside] = ["a", "b", "c"].map(|name| home.path().join(name));
        fs::create_dir(&a).unwrap();
        fs::create_dir(&b).unwrap();
        fs::write(a.join("x"), "").unwrap();
        exchange_by_renames(&a, &b, &aside).unwrap();
        assert!(b.join("x").exists() && a.exists() && !a.join("x").exists() && !aside.exists());
    }

    #[test]
    fn only_what_bears_the_mark_of_a_stage_is_swept() {
        let home = tempfile::tempdir().unwrap();
        let published = home.path().join("output");
        let leave = |name: &str, file: &str| {
            fs::create_dir_all(home.path().join(name).join(SITE)).unwrap();
            fs::write(home.path().join(name).join(file), "").unwrap();
        };
        leave(".output.essaim-abc", MARK);
        leave(".output.essaim-avant", "notes.txt");
        fs::create_dir(home.path().join(".output.essaim-vide")).unwrap();
        drop(Stage::new(home.path(), &published).unwrap());
        let left: Vec<bool> = ["abc", "avant", "vide"]
            .map(|name| home.path().join(format!(".output.essaim-{name}")).exists())
            .to_vec();
        assert_eq!(left, [false, true, true]);
    }

    #[cfg(unix)]
    #[test]
    fn a_stage_has_the_mode_and_the_owner_of_what_it_replaces() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let home = tempfile::tempdir().unwrap();
        let published = home.path().join("output");
        fs::create_dir(&published).unwrap();
        // Only an administrator may give a folder away.
        let _ = chown(&published, Some(1234), Some(1234));
        fs::set_permissions(&published, fs::Permissions::from_mode(0o2750)).unwrap();
        let stage = Stage::new(home.path(), &published).unwrap();
        let [old, new] = [&published, &stage.site].map(|folder| {
            let metadata = fs::metadata(folder).unwrap();
            (metadata.uid(), metadata.gid(), metadata.mode())
        });
        assert_eq!(old, new);
    }

    #[test]
    fn a_kill_between_two_renames_loses_nothing() {
        let home = tempfile::tempdir().unwrap();
        let published = home.path().join("output");
        let stage = home.path().join(".output.essaim-abc");
        fs::create_dir_all(stage.join(ASIDE)).unwrap();
        fs::write(stage.join(ASIDE).join("index.html"), "a").unwrap();
        fs::write(stage.join(MARK), "").unwrap();
        drop(Stage::new(home.path(), &published).unwrap());
        assert_eq!(fs::read_to_string(published.join("index.html")).unwrap(), "a");
        assert!(!stage.exists());
    }
}
