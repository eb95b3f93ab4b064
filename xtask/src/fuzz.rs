//! `fuzz`: random input against the assertions of fuzz/fuzz_targets by cargo-fuzz, on the ordinary compiler.

use crate::program::{copied, program, show};
use crate::{install, place, say, stamp};
use anyhow::{Result, bail, ensure};
use clap::builder::PossibleValuesParser;
use std::thread;

/// How long `check` runs each target.
pub(crate) const SECONDS: u64 = 60;

/// No token, key or option object of use is longer, and short inputs are tried more often. One input that takes ten
/// seconds is as bad as one that crashes.
const LIMITS: [&str; 3] = ["-max_len=4096", "-timeout=10", "-print_final_stats=1"];

/// Each file of fuzz/fuzz_targets is a target.
fn targets() -> Vec<String> {
    let files = stamp::sources(&place::in_root("fuzz/fuzz_targets"));
    files.iter().filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect()
}

pub(crate) fn names() -> PossibleValuesParser {
    PossibleValuesParser::new(targets())
}

/// The targets named, or all, two at a time.
pub(crate) fn run(chosen: &[String], seconds: u64) -> Result<()> {
    let tool = install::tool("cargo-fuzz")?;
    // The variable allows the sanitizer's flag on a stable compiler.
    let cargo_fuzz = |words: Vec<String>| program(&tool, words).env("RUSTC_BOOTSTRAP", "1");
    show(&cargo_fuzz(vec!["build".into()]))?;
    let fuzz = |target: &String| {
        let [corpus, seeds] = ["corpus", "seeds"].map(|name| format!("fuzz/{name}/{target}"));
        fs_err::create_dir_all(place::in_root(&corpus))?;
        let limits = LIMITS.map(str::to_owned).into_iter().chain([format!("-max_total_time={seconds}")]);
        let words = ["run".into(), target.clone(), corpus, seeds, "--".into()].into_iter().chain(limits).collect();
        let (content, said) = copied(&cargo_fuzz(words))?;
        ensure!(content, "the fuzz target {target} found something: see above, and fuzz/artifacts/{target}.");
        let ran = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")).map(str::trim);
        ensure!(ran.is_some_and(|count| count != "0"), "the fuzz target {target} ended without having run once.");
        Ok(say::doing(&format!("{target}: {} executions, nothing found", ran.unwrap_or_default())))
    };
    let targets = if chosen.is_empty() { targets() } else { chosen.to_vec() };
    targets.chunks(2).try_for_each(|pair| {
        thread::scope(|scope| {
            let runs: Vec<_> = pair.iter().map(|target| scope.spawn(|| fuzz(target))).collect();
            runs.into_iter().try_for_each(|run| run.join().unwrap_or_else(|_| bail!("a fuzz run was lost")))
        })
    })
}
