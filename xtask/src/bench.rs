//! `bench`: builds, then hands over to the measuring script with its peers installed.

use crate::process::Program;
use crate::{Outcome, build, npm, place};
use std::path::PathBuf;

/// Everything after `bench` goes to the script, which is asked first: a mistyped part should not cost a build.
pub(crate) fn run(options: &[String]) -> Outcome {
    if options.iter().any(|option| ["--help", "-h", "--list"].contains(&option.as_str())) {
        print!("{}", script().args(options).read()?);
        return Ok(());
    }
    let parts = script().arg("--list").args(options).read()?;
    let measures = |part: &str| parts.lines().any(|line| line == part);
    build::run()?;
    npm::install(&place::in_root("benches"), "the libraries to measure beside jwtmint")?;
    // Script hosts are reached by the tests' own runners.
    npm::install(&place::in_root("tests/hosts"), "what the script hosts' runners need")?;
    let mut script = script().args(options);
    if measures("node") {
        let module = build::comparable("benches/rsa-alone/Cargo.toml", "rsa_alone.wasm")?;
        script = script.env("JWTMINT_RSA_ALONE", module);
    }
    if measures("native") {
        script = script.env("JWTMINT_NATIVE", native()?);
    }
    script.show()
}

fn script() -> Program {
    Program::new("node").arg("benches/run.mjs")
}

/// The core and its Rust peers as a program of this machine; answers its path.
fn native() -> Outcome<PathBuf> {
    let target = place::target().join("bench-native");
    Program::new("cargo")
        .args(["build", "--quiet", "--release", "--locked", "--manifest-path", "benches/native/Cargo.toml"])
        .env("CARGO_TARGET_DIR", &target)
        .show()?;
    Ok(target.join("release").join("jwtmint-bench-native"))
}
