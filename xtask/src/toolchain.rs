//! Finds or makes a Rust toolchain that can build for WebAssembly.
//!
//! The ordinary way is `rustup target add`. Where the Rust distribution server cannot be reached, debian-toolchain.sh
//! makes one of Debian's compiler and sources. Either is done once.

use crate::program::{program, read, show, show_within};
use crate::{install, place, say};
use anyhow::{Context, Result};
use duct::Expression;
use std::path::Path;
use std::time::Duration;

pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What rustup calls the toolchain that debian-toolchain.sh makes.
const LINKED: &str = "jwtmint-wasm";

/// rustup waits long for a server that does not answer; a download on a slow line takes less than this.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// A toolchain by its name in rustup; without one, the toolchain that everything else is built with.
#[derive(Clone, Copy)]
pub(crate) struct Toolchain(pub(crate) Option<&'static str>);

impl Toolchain {
    pub(crate) fn cargo(self, arguments: &[&str]) -> Expression {
        self.choose(program("cargo", arguments))
    }

    fn choose(self, program: Expression) -> Expression {
        self.0.map_or(program.clone(), |name| program.env("RUSTUP_TOOLCHAIN", name))
    }

    pub(crate) fn asked(self, question: &str) -> String {
        let rustc = program("rustc", ["--target", TARGET, "--print", question]);
        read(&self.choose(rustc).stderr_null()).unwrap_or_default()
    }

    /// Whether the target's standard library is there, however it got there.
    fn has_target(self) -> bool {
        let folder = std::fs::read_dir(self.asked("target-libdir"));
        folder.is_ok_and(|mut folder| {
            folder.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libcore-")))
        })
    }

    fn has_sources(self) -> bool {
        Path::new(&self.asked("sysroot")).join("lib/rustlib/src/rust/library/core").is_dir()
    }
}

/// A toolchain with the standard library for WebAssembly and its sources, from which the script modules build theirs.
pub(crate) fn wasm() -> Result<Toolchain> {
    let ordinary = Toolchain(None);
    let add = |command: &str, name: &str| {
        install::announce(&format!("{name} by `rustup {command} add`"), "building WebAssembly")
            .and_then(|()| show_within(&program("rustup", [command, "add", name]), RUSTUP_LIMIT))
    };
    let added = (ordinary.has_target().then_some(()).map_or_else(|| add("target", TARGET), Ok))
        .and_then(|()| ordinary.has_sources().then_some(()).map_or_else(|| add("component", "rust-src"), Ok));
    let Err(refused) = added else { return Ok(ordinary) };
    say::notice(&format!("{refused:#} Using Debian's Rust sources instead."));
    debian().with_context(|| {
        format!("there is no Rust toolchain for {TARGET}. Connect to the network and run `rustup target add {TARGET}` and `rustup component add rust-src`, or run this command as root on Debian")
    })
}

fn debian() -> Result<Toolchain> {
    install::things(&["debian-rust"])?;
    let folder = place::cache()?.join("toolchain").into_os_string();
    show(&program("sh", ["xtask/debian-toolchain.sh".into(), LINKED.into(), folder]))?;
    Ok(Toolchain(Some(LINKED)))
}
