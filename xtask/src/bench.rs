//! `bench`: builds, then hands over to the measuring script with its peers installed.

use crate::build::{self, Extent};
use crate::program::{node, read, show};
use crate::{npm, place};
use anyhow::Result;

const SCRIPT: &str = "benches/run.mjs";

/// Everything after `bench` goes to the script, which is asked first: a mistyped part should not cost a build.
pub(crate) fn run(options: &[String]) -> Result<()> {
    if options.iter().any(|option| ["--help", "-h", "--list"].contains(&option.as_str())) {
        return show(&node(SCRIPT, options));
    }
    let parts = read(&node(SCRIPT, ["--list".to_owned()].iter().chain(options)))?;
    build::run(Extent::Everything)?;
    npm::install(&place::in_root("benches"))?;
    // Script hosts are reached by the tests' own runners.
    npm::install(&place::in_root("tests/hosts"))?;
    let mut script = node(SCRIPT, options);
    if parts.lines().any(|part| part == "node") {
        script = script.env("JWTMINT_RSA_ALONE", build::comparable("benches/rsa-alone/Cargo.toml", "rsa_alone.wasm")?);
    }
    show(&script)
}
