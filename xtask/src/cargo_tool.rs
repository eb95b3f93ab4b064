//! Rust programs that the build needs, installed once per version into the cache.

use crate::process::Program;
use crate::{Outcome, files, place, say};
use std::fs::File;
use std::path::PathBuf;

/// A crate whose programs are wanted.
pub(crate) struct CargoTool<'a> {
    pub(crate) name: &'a str,
    pub(crate) version: &'a str,
    /// Further arguments of `cargo install`.
    pub(crate) options: &'a [&'a str],
    /// Ends the sentence "installing x, which ...".
    pub(crate) purpose: &'a str,
}

impl CargoTool<'_> {
    /// The folder with the programs, built first if this machine has not built this version before.
    pub(crate) fn installed(&self) -> Outcome<PathBuf> {
        let title = format!("{}-{}", self.name, self.version);
        let tools = place::cache()?.join("tools");
        let home = tools.join(&title);
        if home.is_dir() {
            return Ok(home.join("bin"));
        }
        files::make_folder(&tools)?;
        let _one_at_a_time = lock(&tools.join(format!("{title}.lock")))?;
        if home.is_dir() {
            return Ok(home.join("bin"));
        }
        say::doing(&format!("building {title}, which {}; some minutes, once for this user", self.purpose));
        let unfinished = tools.join(format!("{title}.unfinished"));
        files::fresh_folder(&unfinished)?;
        // The author's own lock file is the tested set; a registry mirror may lag behind it by a version or two.
        self.install(&unfinished, &["--locked"]).or_else(|error| {
            say::notice(&format!(
                "{title} could not be built with its own lock file; trying with the newest versions.\n{error}"
            ));
            self.install(&unfinished, &[])
        })?;
        files::rename(&unfinished, &home)?;
        Ok(home.join("bin"))
    }

    fn install(&self, root: &std::path::Path, more: &[&str]) -> Outcome {
        Program::new("cargo")
            .args(["install", self.name, "--version", &format!("={}", self.version), "--quiet", "--root"])
            .arg(root)
            .args(self.options)
            .args(more)
            // Away from the repository, whose cargo settings are for jwtmint only.
            .inside(root)
            .without("CARGO_TARGET_DIR")
            .without("CARGO_ENCODED_RUSTFLAGS")
            .without("RUSTFLAGS")
            // These programs run for a second at a time: building them fast matters more than their speed.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
            .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
            .quiet()
            .map_err(|error| {
                format!(
                    "{error}\n  {} {}; building it needs a crates registry that can be reached.",
                    self.name, self.purpose
                )
            })
    }
}

/// Held until dropped, so that two runs do not build the same thing into the same place.
pub(crate) fn lock(path: &std::path::Path) -> Outcome<File> {
    let file = File::create(path).map_err(|error| format!("{} could not be made: {error}.", place::shown(path)))?;
    file.lock().map_err(|error| format!("{} could not be locked: {error}.", place::shown(path)))?;
    Ok(file)
}
