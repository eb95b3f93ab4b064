//! `build`: from the Rust core to the npm package and the page.
//!
//! Two lanes run side by side: the WebAssembly modules (cargo, wasm-bindgen as a library, wasm-opt), and the modules of
//! the plain-JavaScript files (cargo). Then scripts make files of them, each run in the repository's top folder with
//! absolute paths in its options; each of them says at its top what it makes.
//!
//! Cargo knows by itself what is up to date; every other step carries a stamp of its inputs and outputs.

use crate::program::{node, program, quiet, show};
use crate::stamp::{Step, fresh_folder};
use crate::toolchain::{self, TARGET, Toolchain};
use crate::{npm, place, say};
use anyhow::{Result, bail};
use duct::Expression;
use std::path::{Path, PathBuf};
use std::thread;
use wasm_bindgen_cli_support::Bindgen;

/// A module: its cargo profile, so that no build overwrites another's output, and its features.
pub(crate) struct Module {
    pub(crate) profile: &'static str,
    pub(crate) features: &'static str,
    /// The option under which the scripts are given it.
    option: &'static str,
    /// Bytes of call stack where they are not the linker's 1 MiB.
    stack: Option<u32>,
}

/// The WebAssembly modules: as most need it, and with everything.
pub(crate) const WEB: [Module; 2] = [
    Module { profile: "web", features: "wasm", option: "--wasm-bindgen-dir", stack: None },
    Module { profile: "web-full", features: "wasm,ml-dsa", option: "--full-dir", stack: None },
];

/// The script modules: as most need it, with HMAC only, and with everything.
///
/// Bruno's safe mode ends the run at 8 MB of heap. ML-DSA keeps vectors of polynomials on the stack: a signature by a
/// key in text takes 164 kB, the most of all operations.
pub(crate) const SCRIPT: [Module; 3] = [
    Module { profile: "script", features: "script,bigint", option: "--script-wasm", stack: Some(64 << 10) },
    Module { profile: "script-hmac", features: "script", option: "--hmac-wasm", stack: Some(64 << 10) },
    Module {
        profile: "script-full",
        features: "script,bigint,passphrase,ml-dsa",
        option: "--full-wasm",
        stack: Some(256 << 10),
    },
];

/// How the script modules are compiled; docs/script-build.md explains each flag.
const SCRIPT_FLAGS: [&str; 3] = [
    // A panic is a trap: no messages, no formatting. Needs a core library built the same way.
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    // SHA-2 in a loop instead of unrolled: a third of the size as JavaScript.
    "--cfg=sha2_backend_soft=\"compact\"",
];

/// `-O4` saves nothing over `-O3`; the sections stripped are for debuggers only. The features are exactly those that
/// wasm-bindgen's output has, so that nothing newer slips in.
const WASM_OPT: &str = "-O3 --strip-debug --strip-producers --enable-sign-ext --enable-bulk-memory --enable-bulk-memory-opt \
    --enable-mutable-globals --enable-nontrapping-float-to-int --enable-multivalue --enable-reference-types";

/// A script that makes files, and everything that decides what it makes.
struct Script {
    name: &'static str,
    file: &'static str,
    /// Files and folders, with a space between them.
    inputs: &'static str,
    /// The folder it writes into.
    output: &'static str,
}

type Text = &'static str;

const fn script(name: Text, file: Text, output: Text, inputs: Text) -> Script {
    Script { name, file, inputs, output }
}

const ENTRY_INPUTS: Text =
    "Cargo.toml pkg/package.json pkg/src pkg/third-party.mjs Cargo.lock LICENSE-MIT LICENSE-APACHE README.md";
const ENTRIES: Script = script("package entries", "pkg/build.mjs", "pkg", ENTRY_INPUTS);
const CORE_INPUTS: Text = "Cargo.toml pkg/src pkg/shorten.mjs";
const SCRIPT_FILES: Script = script("script files", "pkg/build-script.mjs", "pkg", CORE_INPUTS);
/// What stands beside the entries, and around the script file.
const COMPANION_INPUTS: Text = "pkg/package.json pkg/src pkg/dist/script.js";
const COMPANIONS: Script = script("companions", "pkg/build-companions.mjs", "pkg", COMPANION_INPUTS);
const COLLECTION_INPUTS: Text = "pkg/collections docs pkg/dist/script.js pkg/dist/script-hmac.js pkg/dist/script-full.js \
    pkg/dist/signing";
const COLLECTIONS: Script = script("collections", "pkg/collections/build.mjs", "pkg", COLLECTION_INPUTS);
const PAGE: Script = script("page", "www/build.mjs", "www", "www pkg/dist pkg/THIRD-PARTY.txt pkg/collections");

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Extent {
    /// The usual module, the usual script file and what they are bundled into.
    Page,
    Everything,
}

/// Builds what is not up to date.
pub(crate) fn run(extent: Extent) -> Result<()> {
    let all = extent == Extent::Everything;
    let count = if all { usize::MAX } else { 1 };
    let (web_modules, script_modules) = (|| WEB.iter().take(count), || SCRIPT.iter().take(count));
    let compiled = web_modules().chain(script_modules()).map(|module| format!("compile {}", module.profile));
    let scripts = [&SCRIPT_FILES, &ENTRIES, &COMPANIONS, &COLLECTIONS, &PAGE]
        .into_iter()
        .filter(|script| all || ![COMPANIONS.name, COLLECTIONS.name].contains(&script.name));
    say::plan(
        compiled.chain(web_modules().map(bind_name)).chain(scripts.map(|script| script.name.to_owned())).collect(),
    );

    let toolchain = toolchain::wasm()?;
    let web_lane =
        || web_modules().map(|module| Ok((module.option, web(toolchain, module)?))).collect::<Result<Vec<_>>>();
    let script_lane = || {
        npm::build_tools()?;
        let made = script_modules().map(|module| Ok((module.option, compile_script(toolchain, module)?)));
        make_files(&SCRIPT_FILES, &made.collect::<Result<Vec<_>>>()?, extent)
    };
    // What fails in one lane is told before the other ends.
    let told = |error: &anyhow::Error| say::notice(&format!("{error:#}"));
    let (web, script) = thread::scope(|scope| {
        let script = scope.spawn(|| script_lane().inspect_err(told));
        (
            web_lane().inspect_err(told),
            script.join().unwrap_or_else(|_| bail!("the script files' part of the build was lost")),
        )
    });
    let web = web?;
    make_files(&ENTRIES, &web, extent)?;
    script?;
    if all {
        make_files(&COMPANIONS, &[], extent)?;
        make_files(&COLLECTIONS, &[], extent)?;
    }
    // The page takes the usual module out of the package, and the one with ML-DSA from here.
    let whole: Vec<_> = web.into_iter().filter(|(option, _)| *option == "--full-dir").collect();
    make_files(&PAGE, &whole, extent)
}

/// One module by cargo; returns the folder it is in.
fn compile(cargo: &Expression, flags: &[String], profile: &str) -> Result<PathBuf> {
    // The measured crates beside the workspace share what is compiled here.
    show(&cargo.env("CARGO_TARGET_DIR", place::target()).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")))?;
    Ok(place::target().join(TARGET).join(profile))
}

fn cargo(toolchain: Toolchain, profile: &str, more: &[&str]) -> Expression {
    let rustc = ["rustc", "--quiet", "--lib", "--locked", "--target", TARGET, "--profile", profile];
    toolchain.cargo(&[&rustc, more].concat()).env_remove("RUSTFLAGS")
}

fn compile_script(toolchain: Toolchain, module: &Module) -> Result<PathBuf> {
    say::step(&format!("compile {}", module.profile));
    let more = ["-Zbuild-std=core,alloc", "--package", "jwtmint-js", "--features", module.features];
    // The variable allows `build-std` and `immediate-abort` on a stable compiler.
    let cargo = cargo(toolchain, module.profile, &more).env("RUSTC_BOOTSTRAP", "1");
    let stack = module.stack.map(|bytes| format!("-Clink-arg=-zstack-size={bytes}"));
    let flags: Vec<String> = SCRIPT_FLAGS.map(str::to_owned).into_iter().chain(stack).collect();
    Ok(compile(&cargo, &flags, module.profile)?.join("jwtmint_js.wasm"))
}

/// Big numbers in 32-bit limbs, as .cargo/config.toml has it, which these flags replace; and panics name a crate's file
/// without this machine's paths.
fn compile_web(toolchain: Toolchain, profile: &str, more: &[&str]) -> Result<PathBuf> {
    let library = Path::new(&toolchain.asked("sysroot")).join("lib/rustlib/src/rust");
    // A linked toolchain has a link to its library's sources, and the compiler may name either.
    let behind = std::fs::canonicalize(&library).unwrap_or_else(|_| library.clone());
    let folders = [(place::cargo_home()?.join("registry/src"), "registry"), (library, "rust"), (behind, "rust")];
    let remap = folders.map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()));
    let flags = [&["--cfg".to_owned(), "cpubits=\"32\"".to_owned()][..], &remap].concat();
    compile(&cargo(toolchain, profile, more), &flags, profile)
}

/// A WebAssembly module with its glue: the folder that holds `jwtmint.js`, which names no path of its own to the module,
/// and `jwtmint_bg.wasm`.
fn web(toolchain: Toolchain, module: &Module) -> Result<PathBuf> {
    say::step(&format!("compile {}", module.profile));
    let more = ["--package", "jwtmint-js", "--features", module.features];
    let compiled = compile_web(toolchain, module.profile, &more)?.join("jwtmint_js.wasm");
    let folder = place::target().join("wasm-bindgen").join(module.profile);
    let step = Step::new(&bind_name(module), bind_name(module)).input(&compiled);
    let inputs = ["Cargo.lock", "xtask/src/build.rs", "tools/package-lock.json"].map(place::in_root);
    inputs.iter().fold(step, |step, input| step.input(input)).run(&folder, || {
        fresh_folder(&folder)?;
        let mut bindgen = Bindgen::new();
        bindgen.input_path(&compiled).out_name("jwtmint").web(true)?;
        bindgen.omit_default_module_path(true).typescript(false).generate(&folder)?;
        optimise(&folder.join("jwtmint_bg.wasm"), &folder.join("jwtmint_bg.wasm"))
    })?;
    Ok(folder)
}

fn bind_name(module: &Module) -> String {
    format!("bind and optimise {}", module.profile)
}

fn optimise(module: &Path, made: &Path) -> Result<()> {
    let wasm_opt = npm::build_tools()?.join("binaryen").join("bin").join("wasm-opt");
    // Written beside it: onto its own input the tool leaves the end of what stood there.
    let new = made.with_extension("new");
    let words = WASM_OPT.split_whitespace().map(Into::into).chain([module.into(), "-o".into(), new.clone().into()]);
    quiet(&program("node", [wasm_opt.into_os_string()].into_iter().chain(words)))?;
    Ok(fs_err::rename(new, made)?)
}

/// Another crate's module, built and optimised as the web module is, so that the two can be compared.
pub(crate) fn comparable(manifest: &str, name: &str) -> Result<PathBuf> {
    let module = compile_web(toolchain::wasm()?, "web", &["--manifest-path", manifest])?.join(name);
    let folder = place::target().join("bench");
    fs_err::create_dir_all(&folder)?;
    optimise(&module, &folder.join(name))?;
    Ok(folder.join(name))
}

fn make_files(script: &Script, modules: &[(&'static str, PathBuf)], extent: Extent) -> Result<()> {
    let options = [modules, &[("--tools", npm::build_tools()?)]].concat();
    // Each extent has a stamp of its own: what one makes is a part of what the other does.
    let stamp = if extent == Extent::Page { format!("{} for the page", script.name) } else { script.name.to_owned() };
    // The tools are known by their lock file: they are many, and installed, not built.
    let inputs = script.inputs.split(' ').chain([script.file, "tools/package-lock.json"]).map(place::in_root);
    let inputs = inputs.chain(modules.iter().map(|(_, path)| path.clone()));
    let step = inputs.fold(Step::new(script.name, stamp), |step, input| step.input(&input));
    step.run(&place::in_root(script.output), || {
        show(&node(script.file, options.into_iter().flat_map(|(option, path)| [option.into(), path.into_os_string()])))
    })
}
