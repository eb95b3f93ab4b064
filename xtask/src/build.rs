//! `build`: from the Rust core to the npm package and the page.
//!
//! First the web module, and the one with ML-DSA: cargo (profiles `web` and `web-full`), then wasm-bindgen for the
//! target `web`, then wasm-opt. What comes out is in `<target>/wasm-bindgen/<profile>`: `jwtmint.js`, the glue, which
//! names no path of its own to the module, and `jwtmint_bg.wasm`, optimised.
//!
//! Then the three script modules, for wasm2js: cargo (profiles `script`, `script-hmac`, `script-full`), as cargo leaves
//! them.
//!
//! Then the scripts that make files of it, each run in the repository's top folder:
//!
//! ```text
//! node pkg/build.mjs --wasm-bindgen-dir D --full-dir D --tools T      the package's entries    writes pkg/dist
//! node pkg/build-script.mjs --script-wasm F --hmac-wasm F --full-wasm F --tools T              writes pkg/dist/script*.js
//! node pkg/collections/build.mjs --tools T                       ready-made collections        writes below pkg
//! node www/build.mjs --tools T                                   the page, from pkg/dist       writes www/dist
//!
//! --wasm-bindgen-dir <folder>   the web module and its glue
//! --full-dir <folder>           the same with ML-DSA
//! --script-wasm <file>          the script module with every algorithm but ML-DSA
//! --hmac-wasm <file>            the script module with HMAC only
//! --full-wasm <file>            the script module with ML-DSA and passphrases, too
//! --tools <folder>              tools/node_modules: esbuild, binaryen and so on, and their `.bin`
//! ```
//!
//! All paths are absolute.
//!
//! Cargo knows by itself what is up to date; every other step carries a stamp of its inputs and outputs.

use crate::process::Program;
use crate::stamp::Step;
use crate::toolchain::{self, TARGET, Toolchain};
use crate::{Outcome, lockfile, npm, place, wasm_bindgen};
use std::path::{Path, PathBuf};

/// Features of the two web modules: as most need it, and with everything.
pub(crate) const WEB_FEATURES: [&str; 2] = ["wasm", "wasm,ml-dsa"];

/// Features of the three script modules: as most need it, with HMAC only, and with everything.
pub(crate) const SCRIPT_FEATURES: [&str; 3] = ["script,bigint", "script", "script,bigint,passphrase,ml-dsa"];

/// What wasm-opt may use: exactly what wasm-bindgen's output contains, so that nothing newer slips in.
const WASM_FEATURES: [&str; 7] = [
    "--enable-sign-ext",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// How the script modules are compiled; each flag is explained in docs/script-build.md.
const SCRIPT_FLAGS: [&str; 3] = [
    // A panic is a trap: no messages, no formatting. Needs a core library built the same way.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    // SHA-2 in a loop instead of unrolled: a third of the size as JavaScript.
    "--cfg=sha2_backend_soft=\"compact\"",
];

/// Bytes of call stack in the script modules instead of 1 MiB: Bruno's safe mode ends the run at 8 MB of heap.
const SCRIPT_STACK: u32 = 64 << 10;

/// The same with ML-DSA, whose vectors of polynomials are on the stack: a signature by a key in text takes 164 kB, the
/// most of all operations.
const FULL_STACK: u32 = 256 << 10;

/// `-O4` saves nothing over `-O3`; the sections stripped are for debuggers only.
const WASM_OPT: [&str; 3] = ["-O3", "--strip-debug", "--strip-producers"];

/// A script that makes files, and everything that decides what it makes.
struct Script {
    name: &'static str,
    file: &'static str,
    options: &'static [&'static str],
    inputs: &'static [&'static str],
    output: &'static str,
}

const SCRIPTS: [Script; 4] = [
    Script {
        name: "package entries",
        file: "pkg/build.mjs",
        options: &["--wasm-bindgen-dir", "--full-dir", "--tools"],
        inputs: &["pkg/package.json", "pkg/src", "LICENSE-MIT", "LICENSE-APACHE", "README.md"],
        output: "pkg",
    },
    Script {
        name: "script files",
        file: "pkg/build-script.mjs",
        options: &["--script-wasm", "--hmac-wasm", "--full-wasm", "--tools"],
        inputs: &["Cargo.toml", "pkg/src", "pkg/shorten.mjs"],
        output: "pkg",
    },
    Script {
        name: "collections",
        file: "pkg/collections/build.mjs",
        options: &["--tools"],
        inputs: &[
            "pkg/collections",
            "docs",
            "pkg/dist/script.js",
            "pkg/dist/script-hmac.js",
            "pkg/dist/script-full.js",
            "tools/package-lock.json",
        ],
        output: "pkg",
    },
    Script { name: "page", file: "www/build.mjs", options: &["--tools"], inputs: &["www", "pkg/dist"], output: "www" },
];

/// What the options of the scripts stand for.
struct Parts {
    web: PathBuf,
    web_full: PathBuf,
    script: PathBuf,
    hmac: PathBuf,
    script_full: PathBuf,
    tools: PathBuf,
}

impl Parts {
    fn of(&self, option: &str) -> &Path {
        match option {
            "--wasm-bindgen-dir" => &self.web,
            "--full-dir" => &self.web_full,
            "--full-wasm" => &self.script_full,
            "--script-wasm" => &self.script,
            "--hmac-wasm" => &self.hmac,
            _ => &self.tools,
        }
    }
}

/// Builds everything that is not up to date.
pub(crate) fn run() -> Outcome {
    let tools = npm::build_tools()?;
    let toolchain = toolchain::wasm_with_sources(toolchain::wasm()?)?;
    let [usual, everything] = WEB_FEATURES;
    let web = web(&toolchain, "web", usual, &tools)?;
    let web_full = self::web(&toolchain, "web-full", everything, &tools)?;
    let [usual, hmac, everything] = SCRIPT_FEATURES;
    let script = compile_script(&toolchain, "script", usual, SCRIPT_STACK)?;
    let hmac = compile_script(&toolchain, "script-hmac", hmac, SCRIPT_STACK)?;
    let script_full = compile_script(&toolchain, "script-full", everything, FULL_STACK)?;
    let parts = Parts { web, web_full, script, hmac, script_full, tools };
    SCRIPTS.iter().try_for_each(|script| make_files(script, &parts))
}

/// One module by cargo; answers the folder it is in.
fn compile(cargo: Program, profile: &str, more: &[&str], flags: &[String]) -> Outcome<PathBuf> {
    cargo
        // The measured crates beside the workspace share what is compiled here.
        .env("CARGO_TARGET_DIR", place::target())
        .args(["rustc", "--quiet", "--lib", "--target", TARGET, "--profile", profile])
        .args(more)
        .without("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .show()?;
    Ok(place::target().join(TARGET).join(profile))
}

/// A web module with its glue: the folder they are in.
fn web(toolchain: &Toolchain, profile: &str, features: &str, tools: &Path) -> Outcome<PathBuf> {
    let module = compile_as_web(toolchain, profile, &["--package", "jwtmint-js", "--features", features])?;
    bind_and_optimise(&module.join("jwtmint_js.wasm"), profile, tools)
}

/// With the flags of the web module.
fn compile_as_web(toolchain: &Toolchain, profile: &str, more: &[&str]) -> Outcome<PathBuf> {
    compile(toolchain.cargo(), profile, more, &web_flags(toolchain)?)
}

/// Another crate's module, built and optimised as the web module is, so that the two can be compared.
pub(crate) fn comparable(manifest: &str, name: &str) -> Outcome<PathBuf> {
    let toolchain = toolchain::wasm_with_sources(toolchain::wasm()?)?;
    let module = compile_as_web(&toolchain, "web", &["--manifest-path", manifest])?.join(name);
    let folder = place::target().join("bench");
    let made = folder.join(name);
    Step::new("wasm-opt of a module to compare with").text(&wasm_opt_flags().join(" ")).input(&module).run(
        &folder,
        || {
            crate::files::make_folder(&folder)?;
            optimise(&npm::build_tools()?, &module, &made)
        },
    )?;
    Ok(made)
}

fn compile_script(toolchain: &Toolchain, profile: &str, features: &str, stack: u32) -> Outcome<PathBuf> {
    let more = ["-Zbuild-std=core,alloc", "--package", "jwtmint-js", "--features", features];
    let mut flags: Vec<String> = SCRIPT_FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(format!("-Clink-arg=-zstack-size={stack}"));
    // The variable allows `build-std` and `immediate-abort` on a stable compiler.
    compile(toolchain.cargo().env("RUSTC_BOOTSTRAP", "1"), profile, &more, &flags)
        .map(|folder| folder.join("jwtmint_js.wasm"))
}

/// A module names source files here and there: without the path of this machine's registry, checkout and toolchain,
/// which would be in every released module and differ from machine to machine.
fn web_flags(toolchain: &Toolchain) -> Outcome<Vec<String>> {
    // Unpacks the crates, so that the folders to be mapped are there on a machine's first build, too.
    Program::new("cargo").args(["fetch", "--quiet"]).quiet()?;
    let registry = place::cargo_home()?.join("registry").join("src");
    // Big numbers in 32-bit limbs, as .cargo/config.toml has it, which the variable with these flags replaces.
    let mut flags = vec!["--cfg".to_owned(), "cpubits=\"32\"".to_owned()];
    let library = toolchain::sources(toolchain)?;
    // A linked toolchain has a link to them, and the compiler may name either.
    let behind = std::fs::canonicalize(&library).unwrap_or_else(|_| library.clone());
    let indexes = std::fs::read_dir(&registry).into_iter().flatten().flatten().map(|index| index.path());
    for folder in [place::root(), library, behind].into_iter().chain(indexes) {
        flags.push(format!("--remap-path-prefix={}=", folder.display()));
    }
    Ok(flags)
}

fn bind_and_optimise(module: &Path, profile: &str, tools: &Path) -> Outcome<PathBuf> {
    let bindgen = wasm_bindgen::program()?;
    let raw = place::target().join("wasm-bindgen").join(format!("{profile}-raw"));
    let web = place::target().join("wasm-bindgen").join(profile);
    Step::new(format!("wasm-bindgen, {profile}")).text(&lockfile::version_of("wasm-bindgen")?).input(module).run(
        &raw,
        || {
            crate::files::fresh_folder(&raw)?;
            Program::new(&bindgen)
                .args([
                    "--target",
                    "web",
                    "--no-typescript",
                    "--omit-default-module-path",
                    "--out-name",
                    "jwtmint",
                    "--out-dir",
                ])
                .args([&raw, module])
                .quiet()
        },
    )?;
    let (glue, wasm) = (raw.join("jwtmint.js"), raw.join("jwtmint_bg.wasm"));
    Step::new(format!("wasm-opt, {profile}"))
        .text(&wasm_opt_flags().join(" "))
        .input(&place::in_root("tools/package-lock.json"))
        .input(&glue)
        .input(&wasm)
        .run(&web, || {
            crate::files::fresh_folder(&web)?;
            optimise(tools, &wasm, &web.join("jwtmint_bg.wasm"))?;
            crate::files::write(&web.join("jwtmint.js"), crate::files::read(&glue)?)
        })?;
    Ok(web)
}

fn wasm_opt_flags() -> Vec<&'static str> {
    [&WASM_FEATURES[..], &WASM_OPT[..]].concat()
}

fn optimise(tools: &Path, module: &Path, made: &Path) -> Outcome {
    let program = Program::new(tools.join(".bin").join("wasm-opt")).args(wasm_opt_flags());
    program.arg(module).arg("-o").arg(made).quiet()
}

fn make_files(script: &Script, parts: &Parts) -> Outcome {
    let tools_lock = place::in_root("tools/package-lock.json");
    let step = Step::new(script.name).input(&place::in_root(script.file)).input(&tools_lock);
    let step = script.inputs.iter().fold(step, |step, input| step.input(&place::in_root(input)));
    // The tools are known by their lock file: they are many, and installed, not built.
    let built = script.options.iter().filter(|option| **option != "--tools");
    let step = built.fold(step, |step, option| step.input(parts.of(option)));
    step.run(&place::in_root(script.output), || {
        let program = Program::new("node").arg(script.file);
        script.options.iter().fold(program, |program, option| program.arg(option).arg(parts.of(option))).show()
    })
}
