//! Installs Debian packages where that is possible, and says what to do by hand where it is not.

use crate::process::Program;
use crate::{Outcome, place, say};
use std::path::PathBuf;

/// The first of these programs that is there, after installing the packages if none is.
pub(crate) fn program(names: &[&str], packages: &[&str], why: &str) -> Outcome<PathBuf> {
    let find = || names.iter().find_map(|name| place::program(name));
    if let Some(found) = find() {
        return Ok(found);
    }
    install(packages, why)?;
    find()
        .ok_or_else(|| format!("{} is still not on PATH after installing {}.", names.join(" or "), packages.join(" ")))
}

/// Installs the packages, whose absence the caller has noticed.
pub(crate) fn install(packages: &[&str], why: &str) -> Outcome {
    let names = packages.join(" ");
    if place::program("apt-get").is_none() {
        return Err(format!(
            "{why} needs {names}, and this machine has no apt-get; install it in your system's own way."
        ));
    }
    say::doing(&format!("installing Debian packages {names}: {why} needs them and they are not here"));
    apt(&["update", "-qq"])
        .and_then(|()| {
            let mut arguments = vec!["install", "-y", "-qq", "--no-install-recommends"];
            arguments.extend(packages);
            apt(&arguments)
        })
        .map_err(|error| {
            format!("{error}\n  {why} needs the Debian packages {names}; as root: apt-get install {names}")
        })
}

fn apt(arguments: &[&str]) -> Outcome {
    let root = is_root();
    if !root && place::program("sudo").is_none() {
        return Err("apt-get needs root, this user is not root, and there is no sudo.".to_owned());
    }
    // `-n`: a password prompt in the middle of a build would only hang it.
    let program = if root { Program::new("apt-get") } else { Program::new("sudo").args(["-n", "apt-get"]) };
    program
        // Another installation may be running: wait for it instead of failing.
        .args(["-o", "DPkg::Lock::Timeout=300"])
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .quiet()
}

/// Root owns its own process entry; asking the file system needs no unsafe call. Only Linux has apt-get.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|data| owner(&data) == Some(0))
}

#[cfg(unix)]
fn owner(data: &std::fs::Metadata) -> Option<u32> {
    Some(std::os::unix::fs::MetadataExt::uid(data))
}

#[cfg(not(unix))]
fn owner(_: &std::fs::Metadata) -> Option<u32> {
    None
}
