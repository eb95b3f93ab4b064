//! Where things are: the repository, what cargo builds, and the cache that survives a clone.

use crate::Outcome;
use std::env;
use std::path::{Path, PathBuf};

/// The repository's top folder.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable for the clone it was started in; a binary in a shared target folder may be another clone's.
    let manifest =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map_or(manifest.clone(), Path::to_path_buf)
}

/// A path inside the repository.
pub(crate) fn in_root(path: &str) -> PathBuf {
    root().join(path)
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// Tools built once for this user, shared by all clones.
pub(crate) fn cache() -> Outcome<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("JWTMINT_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("jwtmint")))
        .or_else(|| set("HOME").map(|folder| folder.join(".cache").join("jwtmint")))
        .filter(|folder| folder.is_absolute())
        .ok_or_else(|| {
            "no folder to cache tools in: none of JWTMINT_CACHE, XDG_CACHE_HOME and HOME is set to an absolute path. \
             Set JWTMINT_CACHE to a folder you can write to."
                .to_owned()
        })
}

/// Where cargo keeps the crates it downloads.
pub(crate) fn cargo_home() -> Outcome<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("CARGO_HOME")
        .or_else(|| set("HOME").map(|folder| folder.join(".cargo")))
        .ok_or_else(|| "cargo's folder is not known: neither CARGO_HOME nor HOME is set. Set one of them.".to_owned())
}

/// The first program of that name on PATH.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A path as people write it: relative to the repository when inside.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
