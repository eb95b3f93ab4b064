//! Installs the exact npm packages a folder's lock file names, once for each content of that file.

use crate::process::Program;
use crate::{Outcome, files, place, say, stamp};
use std::path::{Path, PathBuf};

const OLDEST_NODE: u32 = 20;

/// The folder of the build's own tools, installed.
pub(crate) fn build_tools() -> Outcome<PathBuf> {
    node()?;
    let folder = place::in_root("tools");
    install(&folder, "the JavaScript build tools (esbuild, binaryen, TypeScript)")?;
    Ok(folder.join("node_modules"))
}

/// Installs for a folder and for each folder below it that pins packages of its own, because they clash with others.
pub(crate) fn install_tree(folder: &Path, what: &str) -> Outcome {
    install(folder, what)?;
    let locks = files::sources(folder).into_iter().filter(|file| file.ends_with("package-lock.json"));
    locks.filter_map(|lock| lock.parent().map(Path::to_path_buf)).try_for_each(|below| install(&below, what))
}

/// Installs what a folder's package.json asks for; a folder without one needs nothing.
pub(crate) fn install(folder: &Path, what: &str) -> Outcome {
    let (wishes, lock) = (folder.join("package.json"), folder.join("package-lock.json"));
    if !wishes.is_file() {
        return Ok(());
    }
    if !lock.is_file() {
        return Err(format!(
            "{} has a package.json but no package-lock.json, so its versions are not pinned; run `npm install` there and commit the lock file.",
            place::shown(folder)
        ));
    }
    let modules = folder.join("node_modules");
    let mark = modules.join(".xtask-installed");
    let wanted = format!("{:016x}", stamp::number(&[&files::read(&wishes)?, &files::read(&lock)?]));
    if std::fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    say::doing(&format!("installing {what} into {}: its lock file is new here or has changed", place::shown(&modules)));
    Program::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).inside(folder).quiet().map_err(
        |error| {
            format!(
                "{error}\n  npm could not install what {} pins. Is the npm registry reachable?",
                place::shown(&lock)
            )
        },
    )?;
    files::make_folder(&modules)?;
    files::write(&mark, wanted)
}

/// Complains about a Node that is missing or too old, before anything else fails in a less readable way.
fn node() -> Outcome {
    let version = Program::new("node")
        .arg("--version")
        .read()
        .map_err(|error| format!("{error} Node {OLDEST_NODE} or newer is needed: install it and put it on PATH."))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|number| number.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => Err(format!("Node {OLDEST_NODE} or newer is needed, but `node --version` says {}.", version.trim())),
    }
}
