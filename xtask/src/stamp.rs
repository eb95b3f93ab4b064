//! Content stamps: a step is done again only when what went in, or what came out, is not what it was.

use crate::{Outcome, files, place, say};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A step with the content of everything that decides its outcome.
pub(crate) struct Step {
    name: String,
    inputs: DefaultHasher,
}

impl Step {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), inputs: DefaultHasher::new() }
    }

    /// A version or a flag that decides the outcome.
    pub(crate) fn text(mut self, text: &str) -> Self {
        text.hash(&mut self.inputs);
        self
    }

    /// A file, or all sources below a folder.
    pub(crate) fn input(mut self, path: &Path) -> Self {
        let listed = if path.is_dir() { files::sources(path) } else { vec![path.to_path_buf()] };
        for file in listed {
            place::shown(&file).hash(&mut self.inputs);
            std::fs::read(&file).unwrap_or_default().hash(&mut self.inputs);
        }
        self
    }

    /// Does the work unless its inputs and the files it last made in the folder are unchanged.
    pub(crate) fn run(self, folder: &Path, work: impl FnOnce() -> Outcome) -> Outcome {
        let inputs = self.inputs.finish();
        let stamp = place::target().join("xtask").join("stamps").join(&self.name);
        if is_fresh(&stamp, inputs) {
            say::doing(&format!("{}: up to date", self.name));
            return Ok(());
        }
        say::doing(&self.name);
        let start = Instant::now();
        let before = times(folder);
        work()?;
        let made: Vec<PathBuf> = times(folder)
            .into_iter()
            .filter(|(file, time)| before.get(file) != Some(time))
            .map(|(file, _)| file)
            .collect();
        if made.is_empty() {
            return Err(format!("{} made no file in {}.", self.name, place::shown(folder)));
        }
        let lines: String = made.iter().map(|file| format!("{:016x} {}\n", content(file), file.display())).collect();
        files::write(&stamp, format!("{inputs:016x}\n{lines}"))?;
        say::doing(&format!("{}: done in {:.1} s", self.name, start.elapsed().as_secs_f32()));
        Ok(())
    }
}

/// One number for a few texts, for naming what is cached.
pub(crate) fn number(texts: &[&[u8]]) -> u64 {
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    hasher.finish()
}

fn is_fresh(stamp: &Path, inputs: u64) -> bool {
    let Ok(text) = std::fs::read_to_string(stamp) else { return false };
    let mut lines = text.lines();
    lines.next() == Some(&format!("{inputs:016x}"))
        && lines.all(|line| {
            line.split_once(' ').is_some_and(|(sum, file)| sum == format!("{:016x}", content(Path::new(file))))
        })
}

/// A missing file has a content of its own: that of no file.
fn content(file: &Path) -> u64 {
    std::fs::read(file).map_or(0, |bytes| number(&[&bytes]))
}

/// When each file was last written: tells what a step made, whatever it is called.
fn times(folder: &Path) -> BTreeMap<PathBuf, Option<std::time::SystemTime>> {
    let time = |file: &PathBuf| std::fs::metadata(file).and_then(|data| data.modified()).ok();
    files::all(folder).into_iter().map(|file| (file.clone(), time(&file))).collect()
}

#[cfg(test)]
mod tests {
    use super::{content, is_fresh, number};
    use crate::{files, place};

    #[test]
    fn a_changed_or_lost_output_is_noticed() {
        let folder = place::target().join("xtask").join("stamp-test");
        files::fresh_folder(&folder).expect("the target folder is ours");
        let (output, stamp) = (folder.join("made.txt"), folder.join("stamp"));
        files::write(&output, "first").expect("written");
        files::write(&stamp, format!("{:016x}\n{:016x} {}\n", 7, content(&output), output.display())).expect("written");
        assert!(is_fresh(&stamp, 7));
        assert!(!is_fresh(&stamp, 8));
        files::write(&output, "second").expect("written");
        assert!(!is_fresh(&stamp, 7));
        std::fs::remove_file(&output).expect("removed");
        assert!(!is_fresh(&stamp, 7));
    }

    #[test]
    fn texts_that_join_alike_are_told_apart() {
        assert_ne!(number(&[b"ab", b"c"]), number(&[b"a", b"bc"]));
    }
}
