//! `check`: what a machine can judge without the tests: form, rules, dependencies, sizes, and a minute's fuzzing.

use crate::build::{self, Extent, SCRIPT, WEB};
use crate::program::{program, show, show_within};
use crate::toolchain::{self, TARGET};
use crate::{fuzz, install, npm, place, say};
use anyhow::{Context, Result, bail, ensure};
use clap::builder::PossibleValuesParser;
use duct::Expression;
use std::time::Duration;

const CHECKS: &[(&str, fn() -> Result<()>)] = &[
    ("format", || show(&program("cargo", ["fmt", "--all", "--check"])).context("`cargo fmt --all` puts it right")),
    ("javascript", || npm::tool("javascript").context("`npm run --prefix tools mend` puts much of it right")),
    ("rules", || npm::tool("rules")),
    ("bench-table", || npm::tool("bench-table")),
    ("clippy", clippy),
    ("docs", docs),
    ("licences", || show(&cargo_deny(&["check", "licenses", "bans", "sources"])?)),
    ("advisories", advisories),
    ("npm-advisories", npm_advisories),
    ("sizes", || build::run(Extent::Everything).and_then(|()| npm::tool("sizes"))),
    ("fuzz", || fuzz::run(&[], fuzz::SECONDS)),
];

pub(crate) fn names() -> PossibleValuesParser {
    CHECKS.iter().map(|(name, _)| *name).collect::<Vec<_>>().into()
}

pub(crate) fn list() {
    CHECKS.iter().for_each(|(name, _)| println!("{name}"));
}

/// Runs every check, also after one has failed, so that one run tells all there is to mend.
pub(crate) fn run(names: &[String]) -> Result<()> {
    let mut failed = Vec::new();
    for (name, check) in CHECKS.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|given| given == name)) {
        say::doing(&format!("check {name}"));
        if let Err(error) = check() {
            say::notice(&format!("check {name} failed: {error:#}"));
            failed.push(*name);
        }
    }
    if !failed.is_empty() {
        bail!("{}. Again only these: cargo xtask check {}", failed.join(", "), failed.join(" "));
    }
    say::doing("all checks passed");
    Ok(())
}

/// Everything as it is built natively, and the core with each of its doors to JavaScript.
fn clippy() -> Result<()> {
    let lint =
        |words: &[&str]| show(&program("cargo", [&["clippy", "--quiet"], words, &["--", "-D", "warnings"]].concat()));
    lint(&["--workspace", "--all-targets"])?;
    if let Some(name) = toolchain::wasm()?.0 {
        say::notice(&format!("the toolchain {name} has no clippy: bindings/src is NOT LINTED here."));
        return Ok(());
    }
    let features = WEB.iter().chain(&SCRIPT).map(|module| module.features);
    features.into_iter().try_for_each(|all| lint(&["--package", "jwtmint-js", "--target", TARGET, "--features", all]))
}

fn docs() -> Result<()> {
    let words = ["doc", "--quiet", "--no-deps", "--document-private-items", "--lib"];
    show(&program("cargo", words).env("RUSTDOCFLAGS", "-D warnings"))
}

/// Known weaknesses of dependencies; the list of them has to be fetched, and not every machine can.
fn advisories() -> Result<()> {
    if let Err(error) = show_within(&cargo_deny(&["fetch", "db"])?, Duration::from_secs(60)) {
        say::notice(&format!("{error:#} The advisory database could not be fetched, so ADVISORIES WERE NOT CHECKED."));
        return Ok(());
    }
    show(&cargo_deny(&["check", "--disable-fetch", "advisories"])?)
}

fn cargo_deny(words: &[&str]) -> Result<Expression> {
    Ok(program(install::tool("cargo-deny")?, words))
}

/// Known weaknesses of the JavaScript tools that what is shipped is built with. What tests and benches install are
/// products as people have them, old ones among them: nothing of them is shipped.
fn npm_advisories() -> Result<()> {
    let audit = npm::npm(["audit", "--json", "--package-lock-only"]).dir(place::in_root("tools"));
    let output = audit.stdout_capture().stderr_null().unchecked().run()?;
    let report = String::from_utf8_lossy(&output.stdout);
    // npm ends alike when it found something and when it could ask nobody; only a report counts weaknesses.
    if !report.contains("\"vulnerabilities\"") {
        say::notice("the registry gave no report, so NPM ADVISORIES WERE NOT CHECKED.");
        return Ok(());
    }
    ensure!(output.status.success(), "a build tool has a known weakness; update it in tools/package.json.\n{report}");
    Ok(())
}
