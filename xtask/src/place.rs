//! Where things are: the repository, what cargo builds, and the cache that all clones share.

use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};

/// The repository's top folder.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable for the clone it was started in; a binary in a shared target folder may be another clone's.
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or(manifest.clone(), Path::to_path_buf)
}

pub(crate) fn in_root(path: &str) -> PathBuf {
    root().join(path)
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Tools built once for this user.
pub(crate) fn cache() -> Result<PathBuf> {
    set("JWTMINT_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("jwtmint")))
        .or_else(|| set("HOME").map(|folder| folder.join(".cache").join("jwtmint")))
        .filter(|folder| folder.is_absolute())
        .context(
            "there is no folder to cache tools in. Set JWTMINT_CACHE to the absolute path of one you can write to.",
        )
}

/// Where cargo keeps the crates it downloads.
pub(crate) fn cargo_home() -> Result<PathBuf> {
    set("CARGO_HOME")
        .or_else(|| set("HOME").map(|folder| folder.join(".cargo")))
        .context("cargo's folder is not known: set CARGO_HOME or HOME.")
}

fn set(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// A path as people write it: relative to the repository when inside.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
