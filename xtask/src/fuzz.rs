//! `fuzz`: random input against the assertions of fuzz/targets, under AddressSanitizer.
//!
//! Coverage and sanitizer are switched on by compiler flags, as cargo-fuzz does it, so that neither that tool nor a
//! nightly compiler has to be there.

use crate::process::Program;
use crate::{Outcome, apt, files, help, place, say};
use std::path::PathBuf;
use std::thread;

const TARGETS: [&str; 4] = ["decode", "verify", "import_key", "options"];

/// How long `check` runs each target.
const SECONDS: u64 = 60;

/// No token, key or option object of use is longer, and short inputs are tried more often.
const LONGEST_INPUT: &str = "4096";

const FLAGS: [&str; 10] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Zsanitizer=address",
    // What would wrap in a release is to be found here.
    "-Cdebug-assertions=on",
    "-Coverflow-checks=on",
    "-Ccodegen-units=1",
];

/// All targets for a minute each.
pub(crate) fn check() -> Outcome {
    fuzz(&TARGETS, SECONDS)
}

/// The targets named, or all, for as long as `--seconds` says.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let (mut targets, mut seconds) = (Vec::new(), SECONDS);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        if word == "--seconds" {
            let value = words.next().map_or("", String::as_str);
            seconds = value
                .parse()
                .ok()
                .filter(|seconds| *seconds > 0)
                .ok_or_else(|| format!("--seconds takes a whole number above 0, but `{value}` was given."))?;
        } else if let Some(target) = TARGETS.iter().find(|target| *target == word) {
            targets.push(*target);
        } else {
            return Err(help::unknown("fuzz target", word, &TARGETS));
        }
    }
    fuzz(if targets.is_empty() { &TARGETS } else { &targets }, seconds)
}

fn fuzz(targets: &[&'static str], seconds: u64) -> Outcome {
    let programs = build()?;
    say::doing(&format!("fuzzing {} for {seconds} s each, two at a time", targets.join(", ")));
    let mut findings = Vec::new();
    for pair in targets.chunks(2) {
        let runs: Vec<_> = pair
            .iter()
            .map(|&target| {
                let program = programs.join(target);
                (target, thread::spawn(move || fuzz_one(&program, target, seconds)))
            })
            .collect();
        for (target, run) in runs {
            match run.join().unwrap_or_else(|_| Err("its thread was lost.".to_owned())) {
                Ok(executions) => say::doing(&format!("{target}: {executions} executions, nothing found")),
                Err(reason) => findings.push(format!("{target}: {reason}")),
            }
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings.join("\n")) }
}

/// Builds all targets; answers the folder with their programs.
fn build() -> Outcome<PathBuf> {
    apt::program(&["c++", "g++", "clang++"], &["g++"], "building libFuzzer")?;
    let host = host()?;
    let target = place::target().join("fuzz");
    Program::new("cargo")
        .args(["build", "--quiet", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", &host])
        .without("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
        .env("CARGO_TARGET_DIR", &target)
        // Allows the sanitizer's flag on a stable compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .show()?;
    Ok(target.join(host).join("release"))
}

/// The machine's own target: named, so that build scripts are left without the sanitizer.
fn host() -> Outcome<String> {
    let version = Program::new("rustc").arg("-vV").read()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "`rustc -vV` names no host.".to_owned())
}

/// How often the target was run; an error is what libFuzzer said last.
fn fuzz_one(program: &std::path::Path, target: &str, seconds: u64) -> Outcome<String> {
    let folder = |name: &str| place::in_root("fuzz").join(name).join(target);
    let (corpus, seeds, artifacts) = (folder("corpus"), folder("seeds"), folder("artifacts"));
    files::make_folder(&corpus)?;
    files::make_folder(&artifacts)?;
    let said = Program::new(program)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={LONGEST_INPUT}"))
        // One input that takes ten seconds is as bad as one that crashes.
        .args(["-timeout=10", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .args([corpus, seeds])
        .said()?;
    let executions = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    match executions.map(str::trim) {
        Some(count) if count != "0" => Ok(count.to_owned()),
        _ => Err("it ended without having run once.".to_owned()),
    }
}
