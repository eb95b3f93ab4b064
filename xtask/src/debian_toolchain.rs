//! A WebAssembly toolchain without the Rust distribution server: Debian's compiler and sources, one build of the
//! standard library, and a sysroot folder of our own that rustup then knows under a name.

use crate::process::Program;
use crate::toolchain::TARGET;
use crate::{Outcome, apt, cargo_tool, files, place, say};
use std::path::{Path, PathBuf};

/// What rustup calls it.
const NAME: &str = "jwtmint-wasm";
const PACKAGES: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];
const RUSTC: &str = "/usr/bin/rustc";
const RUSTDOC: &str = "/usr/bin/rustdoc";
const CARGO: &str = "/usr/bin/cargo";
/// Sources of the standard library; the Debian package puts them below the compiler's own folder.
const SOURCES: &str = "/usr/lib/rustlib/src/rust/library/Cargo.toml";

/// The toolchain's name, if it was made before from the compiler that is installed now.
pub(crate) fn existing() -> Outcome<Option<&'static str>> {
    let (Ok(version), Ok(made_from)) = (compiler(), std::fs::read_to_string(mark()?)) else { return Ok(None) };
    if made_from != version {
        return Ok(None);
    }
    // Another user's rustup, or a new one, does not know the folder yet.
    link().map(|()| Some(NAME))
}

/// Makes the toolchain; minutes at most, and once.
pub(crate) fn make() -> Outcome<&'static str> {
    files::make_folder(&home()?)?;
    let _one_at_a_time = cargo_tool::lock(&home()?.join("lock"))?;
    if let Some(name) = existing()? {
        return Ok(name);
    }
    let missing = [RUSTC, RUSTDOC, CARGO, SOURCES].iter().any(|file| !Path::new(file).exists());
    if missing {
        apt::install(&PACKAGES, "building Rust's standard library for WebAssembly")?;
    }
    let version = compiler()?;
    let library = build_library()?;
    make_sysroot(&library)?;
    link()?;
    files::write(&mark()?, version)?;
    Ok(NAME)
}

fn home() -> Outcome<PathBuf> {
    Ok(place::cache()?.join("toolchain"))
}

fn sysroot() -> Outcome<PathBuf> {
    Ok(home()?.join("sysroot"))
}

/// Written last: holds the compiler's version that the finished toolchain was made from.
fn mark() -> Outcome<PathBuf> {
    Ok(home()?.join("made-from"))
}

fn compiler() -> Outcome<String> {
    Program::new(RUSTC).arg("-vV").read()
}

fn link() -> Outcome {
    Program::new("rustup").args(["toolchain", "link", NAME]).arg(sysroot()?).quiet()
}

/// Compiles the standard library for wasm32 in an empty crate; answers the folder that holds the libraries.
fn build_library() -> Outcome<PathBuf> {
    let seed = home()?.join("empty");
    files::fresh_folder(&seed)?;
    files::write(&seed.join("Cargo.toml"), "[package]\nname = \"empty\"\nedition = \"2021\"\n[workspace]\n")?;
    files::write(&seed.join("src").join("lib.rs"), "#![no_std]\n")?;
    say::doing("building Rust's standard library for WebAssembly: one to two minutes, once for this user");
    Program::new(CARGO)
        .args(["build", "--quiet", "--release", "--target", TARGET])
        // `test` is what wasm-bindgen-test links against.
        .args(["-Z", "build-std=core,alloc,std,panic_abort,proc_macro,test"])
        .inside(&seed)
        .env("RUSTC", RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode in the libraries, whole-program optimisation fails later.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .without("CARGO_ENCODED_RUSTFLAGS")
        .without("CARGO_TARGET_DIR")
        .without("RUSTUP_TOOLCHAIN")
        .quiet()?;
    Ok(seed.join("target").join(TARGET).join("release").join("deps"))
}

/// A folder laid out the way the compiler expects its own home to be.
fn make_sysroot(library: &Path) -> Outcome {
    let sysroot = sysroot()?;
    files::fresh_folder(&sysroot)?;
    let rustlib = sysroot.join("lib").join("rustlib");
    let host = host()?;
    copy_library(library, &rustlib.join(TARGET).join("lib"))?;
    let debian = Path::new("/usr/lib/rustlib");
    symlink(&debian.join(&host).join("lib"), &rustlib.join(&host).join("lib"))?;
    symlink(&debian.join("src"), &rustlib.join("src"))?;
    symlink(&linker(&host)?, &rustlib.join(&host).join("bin").join("rust-lld"))?;
    for (name, program) in [("rustc", RUSTC), ("rustdoc", RUSTDOC)] {
        script(
            &sysroot.join("bin").join(name),
            &format!("#!/bin/sh\nexec {program} --sysroot '{}' \"$@\"\n", sysroot.display()),
        )?;
    }
    symlink(Path::new(CARGO), &sysroot.join("bin").join("cargo"))
}

fn copy_library(from: &Path, to: &Path) -> Outcome {
    files::make_folder(to)?;
    let name = |file: &Path| file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for file in files::all(from) {
        if name(&file).ends_with(".rlib") && !name(&file).starts_with("libempty-") {
            files::write(&to.join(name(&file)), files::read(&file)?)?;
        }
    }
    Ok(())
}

fn host() -> Outcome<String> {
    let version = compiler()?;
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).ok_or_else(|| format!("`{RUSTC} -vV` names no host: {version}"))
}

/// Debian's compiler comes without the linker for WebAssembly; each of rustup's has it.
fn linker(host: &str) -> Outcome<PathBuf> {
    let home = Program::new("rustup").args(["show", "home"]).read()?;
    let toolchains = Path::new(home.trim()).join("toolchains");
    let entries = std::fs::read_dir(&toolchains)
        .map_err(|error| format!("{} could not be read: {error}.", toolchains.display()))?;
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .filter(|entry| entry.file_name() != NAME)
        .map(|entry| entry.path().join("lib").join("rustlib").join(host).join("bin").join("rust-lld"))
        .filter(|file| file.is_file())
        .collect();
    found.sort();
    found
        .pop()
        .ok_or_else(|| format!("none of rustup's toolchains in {} has the linker rust-lld.", toolchains.display()))
}

#[cfg(unix)]
fn symlink(target: &Path, at: &Path) -> Outcome {
    if let Some(folder) = at.parent() {
        files::make_folder(folder)?;
    }
    std::os::unix::fs::symlink(target, at).map_err(|error| format!("{} could not be linked: {error}.", at.display()))
}

#[cfg(unix)]
fn script(path: &Path, text: &str) -> Outcome {
    use std::os::unix::fs::PermissionsExt;
    files::write(path, text)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
        .map_err(|error| format!("{} could not be made a program: {error}.", path.display()))
}

#[cfg(not(unix))]
fn symlink(_: &Path, _: &Path) -> Outcome {
    Err("this way works on Debian only.".to_owned())
}

#[cfg(not(unix))]
fn script(_: &Path, _: &str) -> Outcome {
    Err("this way works on Debian only.".to_owned())
}
