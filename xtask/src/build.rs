//! `build`: from the Rust core to the npm package and the page.
//!
//! First the web module: cargo (profile `web`, feature `wasm`), then wasm-bindgen for the target `web`, then
//! wasm-opt. What comes out is in `<target>/wasm-bindgen/web`: `jwtmint.js`, the glue, which names no path of its own
//! to the module, and `jwtmint_bg.wasm`, optimised.
//!
//! Then the two script modules, for wasm2js: cargo (profiles `script` and `script-hmac`), as cargo leaves them.
//!
//! Then the scripts that make files of it, each run in the repository's top folder:
//!
//! ```text
//! node pkg/build.mjs --wasm-bindgen-dir D --tools T              the package's entries         writes pkg/dist
//! node pkg/build-script.mjs --script-wasm F --hmac-wasm F --tools T   plain-JavaScript files   writes pkg/dist/script*.js
//! node pkg/collections/build.mjs --tools T                       ready-made collections        writes below pkg
//! node www/build.mjs --tools T                                   the page, from pkg/dist       writes www/dist
//!
//! --wasm-bindgen-dir <folder>   the web module and its glue
//! --script-wasm <file>          the script module with every algorithm
//! --hmac-wasm <file>            the script module with HMAC only
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

/// Features of the two script modules: with every algorithm, and with HMAC only.
pub(crate) const SCRIPT_FEATURES: [&str; 2] = ["script,bigint", "script"];

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

/// How the script modules are compiled; each flag is explained in DEVELOPING.md under "The plain-JavaScript build".
const SCRIPT_FLAGS: [&str; 4] = [
    // A panic is a trap: no messages, no formatting. Needs a core library built the same way.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    // SHA-2 in a loop instead of unrolled: a third of the size as JavaScript.
    "--cfg=sha2_backend_soft=\"compact\"",
    // 64 KiB of stack instead of 1 MiB: Bruno's safe mode ends the run at 8 MB of heap.
    "-Clink-arg=-zstack-size=65536",
];

/// How the web module is compiled; DEVELOPING.md has the figures under "Performance".
const WEB_FLAGS: [&str; 4] = [
    // A panic is a trap: no messages, no formatting, 6 % smaller. Needs a standard library built the same way.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    // Big numbers in 32-bit limbs: WebAssembly has no product of 128 bits. RSA and P-521 take 0.6 of the time,
    // secp256k1 0.5, P-256 1.2; and the module is 6 % smaller.
    "--cfg",
    "cpubits=\"32\"",
];

/// For the crate itself, which whole-program optimisation takes its own choices from.
const WEB_CRATE_FLAGS: [&str; 3] = [
    // Exempts what is marked so in src from being compiled for size.
    "--cfg",
    "jwtmint_web",
    // Between the thresholds of "z" and "s", smaller than the first and as fast as the second.
    "-Cllvm-args=-inline-threshold=25",
];

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
        options: &["--wasm-bindgen-dir", "--tools"],
        inputs: &["pkg/package.json", "pkg/src", "LICENSE-MIT", "LICENSE-APACHE", "README.md"],
        output: "pkg",
    },
    Script {
        name: "script files",
        file: "pkg/build-script.mjs",
        options: &["--script-wasm", "--hmac-wasm", "--tools"],
        inputs: &["Cargo.toml", "pkg/src", "pkg/freeing.mjs", "pkg/shorten.mjs"],
        output: "pkg",
    },
    Script {
        name: "collections",
        file: "pkg/collections/build.mjs",
        options: &["--tools"],
        inputs: &["pkg/collections", "pkg/dist/script.js", "pkg/dist/script-hmac.js"],
        output: "pkg",
    },
    Script { name: "page", file: "www/build.mjs", options: &["--tools"], inputs: &["www", "pkg/dist"], output: "www" },
];

/// What the options of the scripts stand for.
struct Parts {
    web: PathBuf,
    script: PathBuf,
    hmac: PathBuf,
    tools: PathBuf,
}

impl Parts {
    fn of(&self, option: &str) -> &Path {
        match option {
            "--wasm-bindgen-dir" => &self.web,
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
    let [every, hmac] = SCRIPT_FEATURES;
    let module = compile_web(&toolchain)?;
    let web = bind_and_optimise(&module, &tools)?;
    let script = compile_script(&toolchain, "script", every)?;
    let hmac = compile_script(&toolchain, "script-hmac", hmac)?;
    let parts = Parts { web, script, hmac, tools };
    SCRIPTS.iter().try_for_each(|script| make_files(script, &parts))
}

/// One module by cargo; answers its path.
fn compile(cargo: Program, profile: &str, more: &[&str], flags: &[String]) -> Outcome<PathBuf> {
    cargo
        .args(["rustc", "--quiet", "--lib", "--target", TARGET, "--profile", profile])
        .args(more)
        .without("RUSTFLAGS")
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .show()?;
    Ok(place::target().join(TARGET).join(profile).join("jwtmint.wasm"))
}

fn compile_web(toolchain: &Toolchain) -> Outcome<PathBuf> {
    // What it does to texts is worth 2 kB; the profile in Cargo.toml may name no crate that other builds lack.
    let library = ["core", "alloc"].map(|name| format!("--config=profile.web.package.{name}.opt-level=3"));
    let more = ["-Zbuild-std=std,panic_abort", "--features", "wasm", &library[0], &library[1], "--"];
    let more = [&more[..], &WEB_CRATE_FLAGS].concat();
    compile(toolchain.cargo().env("RUSTC_BOOTSTRAP", "1"), "web", &more, &web_flags(toolchain)?)
}

fn compile_script(toolchain: &Toolchain, profile: &str, features: &str) -> Outcome<PathBuf> {
    let more = ["-Zbuild-std=core,alloc", "--no-default-features", "--features", features];
    let flags: Vec<String> = SCRIPT_FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    // The variable allows `build-std` and `immediate-abort` on a stable compiler.
    compile(toolchain.cargo().env("RUSTC_BOOTSTRAP", "1"), profile, &more, &flags)
}

/// A module names source files here and there: without the path of this machine's registry, checkout and toolchain,
/// which would be in every released module and differ from machine to machine.
fn web_flags(toolchain: &Toolchain) -> Outcome<Vec<String>> {
    // Unpacks the crates, so that the folders to be mapped are there on a machine's first build, too.
    Program::new("cargo").args(["fetch", "--quiet"]).quiet()?;
    let registry = place::cargo_home()?.join("registry").join("src");
    let mut flags: Vec<String> = WEB_FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    let library = toolchain::sources(toolchain)?;
    // A linked toolchain has a link to them, and the compiler may name either.
    let behind = std::fs::canonicalize(&library).unwrap_or_else(|_| library.clone());
    let indexes = std::fs::read_dir(&registry).into_iter().flatten().flatten().map(|index| index.path());
    for folder in [place::root(), library, behind].into_iter().chain(indexes) {
        flags.push(format!("--remap-path-prefix={}=", folder.display()));
    }
    Ok(flags)
}

fn bind_and_optimise(module: &Path, tools: &Path) -> Outcome<PathBuf> {
    let bindgen = wasm_bindgen::program()?;
    let raw = place::target().join("wasm-bindgen").join("raw");
    let web = place::target().join("wasm-bindgen").join("web");
    Step::new("wasm-bindgen").text(&lockfile::version_of("wasm-bindgen")?).input(module).run(&raw, || {
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
    })?;
    let (glue, wasm) = (raw.join("jwtmint.js"), raw.join("jwtmint_bg.wasm"));
    let flags = [&WASM_FEATURES[..], &WASM_OPT[..]].concat();
    Step::new("wasm-opt")
        .text(&flags.join(" "))
        .input(&place::in_root("tools/package-lock.json"))
        .input(&glue)
        .input(&wasm)
        .run(&web, || {
            crate::files::fresh_folder(&web)?;
            Program::new(tools.join(".bin").join("wasm-opt"))
                .args(&flags)
                .arg(&wasm)
                .arg("-o")
                .arg(web.join("jwtmint_bg.wasm"))
                .quiet()?;
            crate::files::write(&web.join("jwtmint.js"), crate::files::read(&glue)?)
        })?;
    Ok(web)
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
