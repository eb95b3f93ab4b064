//! Finds or makes a Rust toolchain that can build for WebAssembly.
//!
//! The ordinary way is `rustup target add`. Where the Rust distribution server cannot be reached, the standard library
//! is built from Debian's sources instead (`debian_toolchain`). Either is done once.

use crate::process::Program;
use crate::{Outcome, debian_toolchain, say};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The target all WebAssembly builds are for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// rustup waits long for a server that does not answer; a download on a slow line takes less than this.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// A toolchain with the wasm32 target.
pub(crate) enum Toolchain {
    /// The one that everything else is built with.
    Ordinary,
    /// One linked into rustup under this name.
    Linked(&'static str),
}

impl Toolchain {
    /// `cargo` of this toolchain.
    pub(crate) fn cargo(&self) -> Program {
        match self {
            Self::Ordinary => Program::new("cargo"),
            Self::Linked(name) => Program::new("cargo").env("RUSTUP_TOOLCHAIN", name),
        }
    }
}

/// The toolchain for WebAssembly; made first where there is none.
pub(crate) fn wasm() -> Outcome<Toolchain> {
    if has_target() {
        return Ok(Toolchain::Ordinary);
    }
    if let Some(name) = debian_toolchain::existing()? {
        return Ok(Toolchain::Linked(name));
    }
    say::doing(&format!("adding Rust's {TARGET} target: the core is compiled to WebAssembly"));
    let refused = match Program::new("rustup").args(["target", "add", TARGET]).show_within(RUSTUP_LIMIT) {
        Ok(()) if has_target() => return Ok(Toolchain::Ordinary),
        Ok(()) => format!("rustup reports success, but the compiler still has no {TARGET} library."),
        Err(error) => error,
    };
    say::notice(&format!("{refused} Building the target's standard library from Debian's Rust sources instead."));
    debian_toolchain::make().map(Toolchain::Linked).map_err(|error| {
        format!(
            "there is no Rust toolchain for {TARGET}, and none could be made.\n  1. rustup target add {TARGET}: {refused}\n  2. from Debian's sources: {error}\n  \
             Connect to the network and run `rustup target add {TARGET}`, or run this command as root on Debian."
        )
    })
}

/// The same toolchain with the sources of the standard library, which the script modules are built from.
pub(crate) fn wasm_with_sources(toolchain: Toolchain) -> Outcome<Toolchain> {
    if has_sources(&toolchain)? {
        return Ok(toolchain);
    }
    say::doing(
        "adding Rust's library sources: the plain-JavaScript files are built with a core library that has no panic messages",
    );
    let refused = match Program::new("rustup").args(["component", "add", "rust-src"]).show_within(RUSTUP_LIMIT) {
        Ok(()) if has_sources(&toolchain)? => return Ok(toolchain),
        Ok(()) => "rustup reports success, but the sources are still not there.".to_owned(),
        Err(error) => error,
    };
    say::notice(&format!("{refused} Using Debian's Rust sources instead."));
    let linked = match debian_toolchain::existing()? {
        Some(name) => name,
        None => debian_toolchain::make()?,
    };
    Ok(Toolchain::Linked(linked))
}

fn has_sources(toolchain: &Toolchain) -> Outcome<bool> {
    Ok(sources(toolchain)?.join("library/core").is_dir())
}

/// Where the sources of a toolchain's standard library are, if it has them.
pub(crate) fn sources(toolchain: &Toolchain) -> Outcome<PathBuf> {
    let rustc = match toolchain {
        Toolchain::Ordinary => Program::new("rustc"),
        Toolchain::Linked(name) => Program::new("rustc").env("RUSTUP_TOOLCHAIN", name),
    };
    let sysroot = rustc.args(["--print", "sysroot"]).read()?;
    Ok(Path::new(sysroot.trim()).join("lib/rustlib/src/rust"))
}

/// Whether the compiler in use has the target's standard library, however it got there.
fn has_target() -> bool {
    let answer = Program::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).read();
    answer.is_ok_and(|folder| {
        let entries = std::fs::read_dir(Path::new(folder.trim()));
        entries.is_ok_and(|entries| {
            entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
        })
    })
}
