//! `check`: what a machine can judge without the tests: form, rules, dependencies, sizes, and the fuzz targets' known inputs.

use crate::build::{self, Extent, SCRIPT, WEB};
use crate::program::{node, program, show};
use crate::toolchain::{self, TARGET};
use crate::{install, npm, say};
use anyhow::{Context, Result, bail};
use clap::builder::PossibleValuesParser;

type Check = (&'static str, fn() -> Result<()>);

const CHECKS: &[Check] = &[
    ("format", || show(&program("cargo", ["fmt", "--all", "--check"])).context("`cargo fmt --all` puts it right")),
    ("javascript", || npm::tool("javascript").context("`npm run --prefix tools mend` puts much of it right")),
    ("rules", || npm::tool("rules")),
    ("bench-table", || npm::tool("bench-table")),
    ("clippy", clippy),
    ("docs", docs),
    ("licences", licences),
    ("advisories", || show(&node("tools/advisories.mjs", ["crates"]))),
    ("npm-advisories", || show(&node("tools/advisories.mjs", ["npm"]))),
    ("sizes", || build::run(Extent::Everything).and_then(|()| npm::tool("sizes"))),
    ("fuzz", || show(&node("tools/fuzz.mjs", ["--repeatable"]))),
];

pub(crate) fn names() -> PossibleValuesParser {
    CHECKS.iter().map(|(name, _)| *name).collect::<Vec<_>>().into()
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

/// Licences, doubled and forbidden crates, and where crates come from: all known without the network.
fn licences() -> Result<()> {
    show(&program(install::tool("cargo-deny")?, ["check", "licenses", "bans", "sources"]))
}
