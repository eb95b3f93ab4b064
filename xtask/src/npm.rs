//! Installs the exact npm packages a folder's lock file names, once for each content of that file.

use crate::program::{program, quiet, read, show};
use crate::{place, say, stamp};
use anyhow::{Context, Result, ensure};
use duct::Expression;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

const OLDEST_NODE: u32 = 20;

/// The folder of the build's own tools, installed.
pub(crate) fn build_tools() -> Result<PathBuf> {
    // Two steps that run side by side may both need them.
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _held = ONE_AT_A_TIME.lock();
    node()?;
    let folder = place::in_root("tools");
    install(&folder)?;
    Ok(folder.join("node_modules"))
}

/// Installs for a folder and for each folder below it that pins packages of its own, because they clash with others.
pub(crate) fn install_tree(folder: &Path) -> Result<()> {
    let locks = stamp::sources(folder).into_iter().filter(|file| file.ends_with("package-lock.json"));
    locks.filter_map(|lock| lock.parent().map(Path::to_path_buf)).try_for_each(|folder| install(&folder))
}

/// Installs what a folder's lock file pins.
pub(crate) fn install(folder: &Path) -> Result<()> {
    let mark = folder.join("node_modules").join(".xtask-installed");
    let wanted =
        ["package.json", "package-lock.json"].map(|file| format!("{:016x}", stamp::content(&folder.join(file))));
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted.join(" ")) {
        return Ok(());
    }
    say::doing(&format!("npm ci in {}: its lock file is new here or has changed", place::shown(folder)));
    quiet(&npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).dir(folder)).with_context(|| {
        format!("npm could not install what {} pins. Is the npm registry reachable?", place::shown(folder))
    })?;
    stamp::write(&mark, &wanted.join(" "))
}

pub(crate) fn npm<T: Into<OsString>>(arguments: impl IntoIterator<Item = T>) -> Expression {
    program(if cfg!(windows) { "npm.cmd" } else { "npm" }, arguments)
}

/// A script of tools/package.json.
pub(crate) fn tool(script: &str) -> Result<()> {
    build_tools()?;
    show(&npm(["run", "--silent", "--prefix", "tools", script]))
}

/// Complains about a Node that is missing or too old, before anything else fails in a less readable way.
fn node() -> Result<()> {
    let version = read(&program("node", ["--version"])).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    let new_enough = major.is_some_and(|major| major >= OLDEST_NODE);
    ensure!(new_enough, "Node {OLDEST_NODE} or newer is needed on PATH; `node --version` says \"{version}\".");
    Ok(())
}
