//! Small services over files that say which file was in the way when something fails.

use crate::{Outcome, place};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold what others made: never an input of ours.
const GENERATED: [&str; 5] = ["node_modules", "target", ".git", "dist", ".venv"];

pub(crate) fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{} could not be read: {error}.", place::shown(path)))
}

pub(crate) fn read_text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{} could not be read: {error}.", place::shown(path)))
}

pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    fs::write(path, bytes).map_err(|error| format!("{} could not be written: {error}.", place::shown(path)))
}

pub(crate) fn make_folder(path: &Path) -> Outcome {
    fs::create_dir_all(path).map_err(|error| format!("folder {} could not be made: {error}.", place::shown(path)))
}

/// The folder, there and empty.
pub(crate) fn fresh_folder(path: &Path) -> Outcome {
    remove_folder(path)?;
    make_folder(path)
}

pub(crate) fn remove_folder(path: &Path) -> Outcome {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("folder {} could not be emptied: {error}.", place::shown(path)))
        }
        _ => Ok(()),
    }
}

pub(crate) fn rename(from: &Path, to: &Path) -> Outcome {
    fs::rename(from, to)
        .map_err(|error| format!("{} could not be moved to {}: {error}.", place::shown(from), place::shown(to)))
}

/// Every source file below a folder in a stable order; generated folders are left out.
pub(crate) fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(folder, true, &mut found);
    found
}

/// Every file below a folder, generated ones too; installed npm packages are left out.
pub(crate) fn all(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    walk(folder, false, &mut found);
    found
}

fn walk(folder: &Path, sources_only: bool, found: &mut Vec<PathBuf>) {
    // A folder that is not there has no files; the step that needs one says so itself.
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let skipped = if sources_only { GENERATED.contains(&name.as_str()) } else { name == "node_modules" };
        if path.is_dir() && !path.is_symlink() {
            if !skipped {
                walk(&path, sources_only, found);
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
}
