//! wasm-bindgen and its test runner in exactly the version that the core is linked with: any other refuses the module.

use crate::cargo_tool::CargoTool;
use crate::{Outcome, lockfile};
use std::path::PathBuf;

/// The program that writes the JavaScript side of the WebAssembly module.
pub(crate) fn program() -> Outcome<PathBuf> {
    Ok(installed()?.join("wasm-bindgen"))
}

/// The program that runs `cargo test` for WebAssembly under Node or in a browser.
pub(crate) fn test_runner() -> Outcome<PathBuf> {
    Ok(installed()?.join("wasm-bindgen-test-runner"))
}

fn installed() -> Outcome<PathBuf> {
    CargoTool {
        name: "wasm-bindgen-cli",
        version: &lockfile::version_of("wasm-bindgen")?,
        // Without the default TLS stack: it talks to a browser driver on this machine and to nobody else.
        options: &["--no-default-features", "--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner"],
        purpose: "writes the JavaScript side of the WebAssembly module and runs its tests",
    }
    .installed()
}
