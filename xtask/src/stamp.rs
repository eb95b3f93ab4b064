//! Content stamps: a step is done again only when what went in, or what came out, is not what it was.

use crate::{place, say};
use anyhow::{Result, ensure};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use walkdir::{DirEntry, WalkDir};

/// A step with the content of everything that decides its outcome.
pub(crate) struct Step {
    name: String,
    stamp: String,
    inputs: DefaultHasher,
}

impl Step {
    /// A step of the plan, with the name of the file that remembers it.
    pub(crate) fn new(name: &str, stamp: String) -> Self {
        Self { name: name.to_owned(), stamp, inputs: DefaultHasher::new() }
    }

    /// A file, or all sources below a folder.
    pub(crate) fn input(mut self, path: &Path) -> Self {
        for file in sources(path) {
            place::shown(&file).hash(&mut self.inputs);
            content(&file).hash(&mut self.inputs);
        }
        self
    }

    /// Does the work unless its inputs and the files it last made in the folder are unchanged.
    pub(crate) fn run(self, folder: &Path, work: impl FnOnce() -> Result<()>) -> Result<()> {
        say::step(&self.name);
        let inputs = self.inputs.finish();
        let stamp = place::target().join("xtask").join("stamps").join(&self.stamp);
        if is_fresh(&stamp, inputs) {
            return Ok(());
        }
        // Some file systems keep times of writing in seconds.
        let start = SystemTime::now() - Duration::from_secs(1);
        work()?;
        let is_new =
            |file: &PathBuf| std::fs::metadata(file).and_then(|data| data.modified()).is_ok_and(|time| time >= start);
        let made: Vec<PathBuf> = files(folder, &["node_modules"]).into_iter().filter(is_new).collect();
        ensure!(!made.is_empty(), "{} made no file in {}.", self.name, place::shown(folder));
        let lines: String = made.iter().map(|file| format!("{:016x} {}\n", content(file), file.display())).collect();
        write(&stamp, &format!("{inputs:016x}\n{lines}"))
    }
}

/// Writes a file whose folder may not be there yet.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    fs_err::create_dir_all(path.parent().unwrap_or(path))?;
    Ok(fs_err::write(path, text)?)
}

/// The folder, there and empty.
pub(crate) fn fresh_folder(path: &Path) -> Result<()> {
    if path.exists() {
        fs_err::remove_dir_all(path)?;
    }
    Ok(fs_err::create_dir_all(path)?)
}

/// Every source file below a folder in a stable order, generated folders left out; or the file itself.
pub(crate) fn sources(path: &Path) -> Vec<PathBuf> {
    files(path, &["node_modules", "target", ".git", "dist", ".venv"])
}

/// Every file below a folder; what cannot be read is not there, and the step that needs it says so itself.
pub(crate) fn files(folder: &Path, without: &[&str]) -> Vec<PathBuf> {
    let kept = |entry: &DirEntry| entry.depth() == 0 || !without.iter().any(|name| entry.file_name() == *name);
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(kept).flatten();
    entries.filter(|entry| entry.file_type().is_file()).map(DirEntry::into_path).collect()
}

/// Whether a step's inputs are those of its last run, and its outputs still those it made then.
fn is_fresh(stamp: &Path, inputs: u64) -> bool {
    let Ok(text) = std::fs::read_to_string(stamp) else { return false };
    let mut lines = text.lines();
    lines.next() == Some(&format!("{inputs:016x}"))
        && lines.all(|line| {
            line.split_once(' ').is_some_and(|(sum, file)| sum == format!("{:016x}", content(Path::new(file))))
        })
}

/// One number for a file's content; a missing file has a content of its own.
pub(crate) fn content(file: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::fs::read(file).ok().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
#[test]
fn a_step_is_done_again_when_an_input_or_an_output_is_another() {
    let folder = place::target().join("xtask").join("stamp-test");
    fresh_folder(&folder).expect("the target folder is ours");
    let (input, output, mut runs) = (folder.join("input"), folder.join("made/output"), 0);
    let mut run = |content: &str| {
        write(&input, content).expect("written");
        let step = Step::new("stamp-test", "stamp-test".to_owned()).input(&input);
        let work = || {
            runs += 1;
            write(&output, &format!("{content} {runs}"))
        };
        step.run(&folder.join("made"), work).map(|()| runs).expect("made")
    };
    let first = run("one");
    assert_eq!((run("one"), run("two")), (first, first + 1));
    fs_err::remove_file(folder.join("made/output")).expect("removed");
    assert_eq!(run("two"), first + 2);
}
