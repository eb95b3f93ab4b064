//! `check`: what a machine can judge without the tests: form, rules, dependencies, sizes, and a minute's fuzzing.

use crate::build::{SCRIPT_FEATURES, WEB_FEATURES};
use crate::cargo_tool::CargoTool;
use crate::process::Program;
use crate::toolchain::{self, TARGET, Toolchain};
use crate::{Outcome, files, fuzz, help, house, layout, layout_js, npm_audit, place, say, sizes};
use std::time::Duration;

/// Fixed, so that a new lint of a new version does not break yesterday's commit.
const CARGO_DENY: &str = "0.20.2";

/// A name and what it runs.
type Check = (&'static str, fn() -> Outcome);

const CHECKS: [Check; 11] = [
    ("format", format),
    ("layout", layout),
    ("npm-locks", npm_locks),
    ("bench-table", bench_table),
    ("clippy", clippy),
    ("docs", docs),
    ("licences", licences),
    ("advisories", advisories),
    ("npm-advisories", npm_audit::run),
    ("sizes", sizes::run),
    ("fuzz", fuzz::check),
];

/// Runs every check, also after one has failed, so that one run tells all there is to mend.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let names: Vec<&str> = CHECKS.iter().map(|(name, _)| *name).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        println!("{}", names.join("\n"));
        return Ok(());
    }
    if let Some(unknown) = arguments.iter().find(|argument| !names.contains(&argument.as_str())) {
        return Err(help::unknown("check", unknown, &names));
    }
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
        if arguments.is_empty() || arguments.iter().any(|argument| argument == name) {
            say::doing(&format!("check {name}"));
            if let Err(reason) = check() {
                say::notice(&format!("check {name} failed: {reason}"));
                failed.push(name);
            }
        }
    }
    if failed.is_empty() {
        say::doing("all checks passed");
        return Ok(());
    }
    Err(format!("{}. Again only these: cargo xtask check {}", failed.join(", "), failed.join(" ")))
}

fn format() -> Outcome {
    let check = Program::new("cargo").args(["fmt", "--all", "--check"]).show();
    check.map_err(|error| format!("{error} `cargo fmt --all` puts it right."))
}

fn layout() -> Outcome {
    let mut broken = layout::broken_rules()?;
    broken.extend(layout_js::broken_rules()?);
    broken.extend(house::broken_rules()?);
    if broken.is_empty() { Ok(()) } else { Err(format!("{} broken rules:\n  {}", broken.len(), broken.join("\n  "))) }
}

/// A lock file with download addresses would tie everyone to one registry.
fn npm_locks() -> Outcome {
    let locks = files::sources(&place::root()).into_iter().filter(|file| file.ends_with("package-lock.json"));
    for lock in locks {
        if files::read_text(&lock)?.contains("\"resolved\": \"http") {
            return Err(format!(
                "{} holds download addresses; put `omit-lockfile-registry-resolved=true` into .npmrc beside it and run npm install again.",
                place::shown(&lock)
            ));
        }
    }
    Ok(())
}

/// The documents' figures are those of the last whole measurement, not of somebody's memory.
fn bench_table() -> Outcome {
    Program::new("node").arg("benches/readme.mjs").quiet()
}

/// Everything as it is built natively, and the core with each of its doors to JavaScript.
fn clippy() -> Outcome {
    let lint = |options: &[&str]| {
        Program::new("cargo").args(["clippy", "--quiet"]).args(options).args(["--", "-D", "warnings"]).show()
    };
    lint(&["--workspace", "--all-targets"])?;
    match toolchain::wasm()? {
        Toolchain::Ordinary => WEB_FEATURES
            .iter()
            .chain(&SCRIPT_FEATURES)
            .try_for_each(|features| lint(&["--package", "jwtmint-js", "--target", TARGET, "--features", features])),
        Toolchain::Linked(name) => {
            say::notice(&format!(
                "the toolchain {name} has no clippy: src/host, which exists in WebAssembly only, is not linted here."
            ));
            // Natively there is no allocator or panic handler of the script door's own, so the standard library's are used.
            SCRIPT_FEATURES.iter().try_for_each(|features| {
                lint(&["--lib", "--no-default-features", "--features", &format!("std,{features}")])
            })
        }
    }
}

fn docs() -> Outcome {
    Program::new("cargo")
        .args(["doc", "--quiet", "--no-deps", "--document-private-items", "--lib"])
        .env("RUSTDOCFLAGS", "-D warnings")
        .show()
}

/// Licences, doubled and forbidden crates, and where crates come from: all known without the network.
fn licences() -> Outcome {
    cargo_deny()?.args(["check", "licenses", "bans", "sources"]).show()
}

/// Known weaknesses of dependencies; the list of them has to be fetched, and not every machine can.
fn advisories() -> Outcome {
    if let Err(error) = cargo_deny()?.args(["fetch", "db"]).show_within(Duration::from_secs(60)) {
        say::notice(&format!("{error} The advisory database could not be fetched, so ADVISORIES WERE NOT CHECKED."));
        return Ok(());
    }
    cargo_deny()?.args(["check", "--disable-fetch", "advisories"]).show()
}

fn cargo_deny() -> Outcome<Program> {
    let tool = CargoTool {
        name: "cargo-deny",
        version: CARGO_DENY,
        options: &[],
        purpose: "checks licences, advisories and sources of dependencies",
    };
    Ok(Program::new(tool.installed()?.join("cargo-deny")))
}
