//! `essaim init` and `essaim editor`: writes a new project whole, or the files that help an editor.
//!
//! A door: it looks at a folder and writes into it. All or nothing: what cannot be finished is undone.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use super::Stop;
use crate::project::read_lenient;
use crate::report::{CommandNotice, Name, ReportLanguage, machine_at, step};
use crate::scaffold::starter::{NewPublisher, Tongue, project, sign};
use crate::scaffold::{ScaffoldFile, editor};

/// Writes a new project into a folder that is empty or not there yet.
pub fn init(dir: &Path, publisher: NewPublisher, language: ReportLanguage) -> Result<(), Stop> {
    let shown = dir.display().to_string();
    let machine = |error: io::Error| Stop::Machine(machine_at(&shown, &error, language));
    let names = names(dir).map_err(machine)?;
    if !names.is_empty() {
        const SHOWN: usize = 5;
        let (count, first) = (names.len(), &names[..names.len().min(SHOWN)]);
        let refusal = CommandNotice::FolderNotEmpty { folder: Name(&shown), names: first, count };
        return Err(Stop::Machine(step(refusal, language)));
    }
    let tongue = match language {
        ReportLanguage::French => Tongue::French,
        ReportLanguage::English => Tongue::English,
    };
    let (example, title) = tongue.example();
    let mut files = project(tongue);
    sign(&mut files, publisher);
    write_all(dir, &files).map_err(machine)?;
    let made = CommandNotice::ProjectMade { folder: Name(&shown), files: files.len(), example, title };
    anstream::println!("{}", step(made, language));
    Ok(())
}

/// Writes again what is made from the schemas, and what is missing of the rest.
pub fn editor(root: &Path, language: ReportLanguage) -> Result<(), Stop> {
    let sources = super::read(root, None, language)?.sources;
    let survey = read_lenient(&sources);
    let mut files = editor::generated(&survey);
    let mut by_hand = None;
    for file in editor::once(&survey) {
        match fs::read_to_string(root.join(&file.path)) {
            Err(_) => files.push(file),
            Ok(written) if file.path == editor::SETTINGS => match editor::merged(&written, &survey) {
                Some(text) => files.push(ScaffoldFile { text, ..file }),
                None => by_hand = Some(file),
            },
            Ok(_) => {}
        }
    }
    for file in &files {
        write(&root.join(&file.path), &file.text)
            .map_err(|error| Stop::Machine(machine_at(&file.path, &error, language)))?;
    }
    if let Some(file) = by_hand {
        let told = CommandNotice::SettingsByHand { path: Name(&file.path), lines: &file.text };
        anstream::eprintln!("{}", step(told, language));
    }
    anstream::println!("{}", step(CommandNotice::EditorReady { files: files.len() }, language));
    Ok(())
}

/// What stands in a folder, sorted; nothing where there is no folder.
fn names(dir: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Writes every file, or takes back those it wrote.
fn write_all(dir: &Path, files: &[ScaffoldFile]) -> io::Result<()> {
    let stood = dir.is_dir();
    for file in files {
        if let Err(error) = write(&dir.join(&file.path), &file.text) {
            // The folder was empty: whatever is in it now is ours.
            for name in names(dir).unwrap_or_default() {
                let path = dir.join(name);
                let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
            if !stood {
                let _ = fs::remove_dir(dir);
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Writes a file. One that stands is replaced in one step: a reader sees the old text or the new one.
pub fn write(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let Ok(standing) = fs::metadata(path) else {
        return fs::File::create_new(path)?.write_all(text.as_bytes());
    };
    let mut staged = tempfile::NamedTempFile::new_in(folder)?;
    staged.write_all(text.as_bytes())?;
    fs::set_permissions(staged.path(), standing.permissions())?;
    staged.persist(path).map_err(|error| error.error)?;
    Ok(())
}
