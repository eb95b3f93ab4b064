//! The table of test steps: what each is called, where it runs, what it needs and how it is started.
//!
//! A Node script runs in the repository's top folder, with the npm packages of its folder installed, and ends with a
//! line `N passed, N failed`. What xtask has prepared reaches it by these variables:
//!   JWTMINT_TOOLS                     tools/node_modules
//!   JWTMINT_TARBALL                   the packed npm package (step packaging)
//!   JWTMINT_PYTHON                    an interpreter with tests/interop/requirements.txt installed
//!   CHROME, CHROMEDRIVER              Chromium and its driver (steps that use browsers)
//!   FIREFOX, GECKODRIVER              Firefox and its driver (likewise)

use crate::build::{self, Extent};
use crate::program::{copied, node, program};
use crate::tally::{self, Tally};
use crate::toolchain::{self, TARGET};
use crate::{install, npm, place, release};
use anyhow::Result;
use clap::builder::PossibleValuesParser;
use duct::Expression;

/// The name under which a part of most steps is run.
pub(crate) const QUICK: &str = "quick";

pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) host: &'static str,
    /// The arguments with which `quick` runs the step: one that stands for a layer runs a part of its tests.
    pub(crate) quick: Option<&'static [&'static str]>,
    kind: Kind,
}

enum Kind {
    /// `cargo` with these arguments.
    Cargo(&'static [&'static str]),
    /// A Rust program that compares libraries, by `cargo run` with these arguments, and counts as a script does.
    CargoScript(&'static [&'static str]),
    /// These tests in WebAssembly, in a browser or else in Node.
    Wasm(&'static [&'static str], Option<&'static str>),
    /// A script, after a build, and with what tools/install.mjs names; `tarball` is the packed package.
    Node(&'static str, &'static [&'static str]),
}

const fn step(name: &'static str, host: &'static str, kind: Kind, quick: Option<&'static [&'static str]>) -> Step {
    Step { name, host, quick, kind }
}

use Kind::{Cargo, CargoScript, Node, Wasm};

/// The shared tests, which in WebAssembly have the JavaScript host's clock and random source.
const SHARED: &[&str] = &["--test", "core", "--features", "js"];

const PEERS: &[&str] = &["python", "key-tools"];

/// In the order in which they run: what fails fastest comes first.
pub(crate) const STEPS: &[Step] = &[
    step("native", "this machine", Cargo(&["test", "--workspace"]), Some(&["--lib", "--bins", "--test", "core"])),
    step("wasm-node", "Node", Wasm(SHARED, None), Some(&["rfc"])),
    step("rust-in-wasm", "Node", Wasm(&["--manifest-path", "examples/rust-in-wasm/Cargo.toml"], None), None),
    step("wasm-chromium", "Chromium", Wasm(SHARED, Some("chromium")), None),
    step("wasm-firefox", "Firefox", Wasm(SHARED, Some("firefox")), None),
    step("js", "Node, Deno, Bun", Node("tests/js/run.mjs", &[]), Some(&["node import", "script require"])),
    step("jsonwebtoken", "Node", Node("tests/jsonwebtoken/run.mjs", &[]), None),
    step("remote", "Node", Node("tests/remote/run.mjs", &[]), Some(&[])),
    step("memory", "Node", Node("tests/memory/run.mjs", &[]), None),
    step("engines", "Node", Node("tests/engines/run.mjs", &[]), Some(&["60"])),
    step("rust-interop", "jwt-simple", CargoScript(&["--manifest-path", "tests/interop/rust/Cargo.toml"]), None),
    step("interop", "Node, Python, OpenSSL", Node("tests/interop/run.mjs", PEERS), None),
    step("keymatrix", "Node, OpenSSL, OpenSSH", Node("tests/interop/keymatrix.mjs", PEERS), None),
    step(
        "packaging",
        "bundlers, runtimes",
        Node("tests/packaging/run.mjs", &["tarball", "chromium"]),
        Some(&["tarball", "node"]),
    ),
    step("hosts", "script sandboxes", Node("tests/hosts/run.mjs", &["chromium"]), Some(&["quickjs"])),
    step("page", "Chromium, Firefox", Node("tests/page/run.mjs", &["chromium", "firefox"]), Some(&["jobs:"])),
];

pub(crate) fn names() -> PossibleValuesParser {
    STEPS.iter().map(|step| step.name).chain([QUICK]).collect::<Vec<_>>().into()
}

impl Step {
    /// Prepares and runs the step, whole or with arguments that choose a part; returns whether its program was content,
    /// and what it counted.
    pub(crate) fn run(&self, part: &[&str]) -> Result<(bool, Tally)> {
        match self.kind {
            Cargo(arguments) => counted(&program("cargo", [arguments, part].concat()), tally::cargo),
            CargoScript(arguments) => counted(&program("cargo", [&["run"], arguments, part].concat()), tally::script),
            Wasm(tests, browser) => counted(&wasm(tests, browser, part)?, tally::cargo),
            Node(file, needs) => counted(&script(file, needs, part)?, tally::script),
        }
    }
}

fn counted(program: &Expression, count: fn(&str) -> Tally) -> Result<(bool, Tally)> {
    let (content, output) = copied(program)?;
    Ok((content, count(&output)))
}

/// `cargo test` for WebAssembly, under Node or in a browser without a window.
fn wasm(tests: &[&str], browser: Option<&str>, part: &[&str]) -> Result<Expression> {
    let mut variables = install::things(&["wasm-bindgen-test-runner"])?;
    if let Some(name) = browser {
        variables.extend(install::things(&[name])?);
        variables.push(("WASM_BINDGEN_USE_BROWSER".to_owned(), "1".to_owned()));
    }
    // The runner takes the first driver that it finds: only the wanted one may be named.
    let others = ["CHROMEDRIVER", "GECKODRIVER", "WASM_BINDGEN_USE_BROWSER"];
    let cargo = toolchain::wasm()?.cargo(&[&["test", "--target", TARGET], tests, part].concat());
    let cargo = others.into_iter().fold(with(cargo, variables), |cargo, variable| cargo.env_remove(variable));
    // The runner's own limit of 20 seconds is too short for RSA key generation on a busy machine.
    Ok(cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "600").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60"))
}

fn script(file: &str, needs: &[&str], part: &[&str]) -> Result<Expression> {
    let script = place::in_root(file);
    npm::install_tree(script.parent().unwrap_or(&script))?;
    build::run(Extent::Everything)?;
    let tools = npm::build_tools()?.display().to_string();
    let mut program = node(file, part).env("JWTMINT_TOOLS", tools);
    for need in needs {
        program = match *need {
            "tarball" => program.env("JWTMINT_TARBALL", release::pack()?),
            thing => with(program, install::things(&[thing])?),
        };
    }
    Ok(program)
}

fn with(program: Expression, variables: Vec<(String, String)>) -> Expression {
    variables.into_iter().fold(program, |program, (name, value)| program.env(name, value))
}
