//! What tests and checks need beyond Rust and Node: tools/install.mjs finds or installs it.

use crate::program::{node, read};
use crate::say;
use anyhow::{Context, Result, ensure};
use std::sync::atomic::{AtomicBool, Ordering};

static FORBIDDEN: AtomicBool = AtomicBool::new(false);

pub(crate) fn forbid(forbidden: bool) {
    FORBIDDEN.store(forbidden, Ordering::Relaxed);
}

/// Says what is about to be added to rustup and why, or refuses.
pub(crate) fn announce(what: &str, why: &str) -> Result<()> {
    ensure!(!FORBIDDEN.load(Ordering::Relaxed), "{why} needs {what}, and --no-install was given.");
    say::doing(&format!("adding {what}: {why} needs it, and it is not here"));
    Ok(())
}

/// The variables under which these things are found, once they are there.
pub(crate) fn things(names: &[&str]) -> Result<Vec<(String, String)>> {
    let forbidden = FORBIDDEN.load(Ordering::Relaxed).then_some(&"--no-install");
    let printed = read(&node("tools/install.mjs", names.iter().chain(forbidden)))
        .with_context(|| format!("{} could not be had: see above", names.join(", ")))?;
    Ok(printed.lines().filter_map(|line| line.split_once('=')).map(|(name, path)| (name.into(), path.into())).collect())
}

/// The path of one program.
pub(crate) fn tool(name: &str) -> Result<String> {
    things(&[name])?.pop().map(|(_, path)| path).with_context(|| format!("tools/install.mjs named no path of {name}"))
}
