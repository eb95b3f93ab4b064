//! The table of test steps: what each is called, where it runs, what it needs and how it is started.
//!
//! A Node script runs in the repository's top folder, with the npm packages of its folder installed, and ends with a
//! line `N passed, N failed`. What xtask has prepared reaches it by these variables:
//!   JWTMINT_TOOLS                     tools/node_modules
//!   JWTMINT_TARBALL                   the packed npm package (step packaging)
//!   JWTMINT_PYTHON                    an interpreter with tests/interop/requirements.txt installed (steps interop and keymatrix)
//!   CHROME, CHROMEDRIVER              Chromium and its driver (steps that use browsers)
//!   FIREFOX, GECKODRIVER              Firefox and its driver (likewise)

use crate::process::Program;
use crate::toolchain::{self, TARGET};
use crate::{Outcome, apt, browsers, build, npm, pack, place, python, say, tally, wasm_bindgen};

pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) host: &'static str,
    kind: Kind,
}

enum Kind {
    Native,
    /// The feature sets of the plain-JavaScript files compile; each counts as one test.
    ScriptFeatures,
    Wasm(Browser),
    Script(&'static str, &'static [Need]),
}

#[derive(Clone, Copy)]
enum Browser {
    None,
    Chromium,
    Firefox,
}

enum Need {
    Build,
    Tarball,
    Python,
    /// `openssl` and `ssh-keygen`, found on PATH.
    KeyTools,
    Chromium,
    Firefox,
}

const fn script(name: &'static str, host: &'static str, file: &'static str, needs: &'static [Need]) -> Step {
    Step { name, host, kind: Kind::Script(file, needs) }
}

/// In the order in which they run: what fails fastest comes first.
pub(crate) const STEPS: [Step; 13] = [
    Step { name: "native", host: "this machine", kind: Kind::Native },
    Step { name: "script-features", host: "WebAssembly", kind: Kind::ScriptFeatures },
    Step { name: "wasm-node", host: "Node", kind: Kind::Wasm(Browser::None) },
    Step { name: "wasm-chromium", host: "Chromium", kind: Kind::Wasm(Browser::Chromium) },
    Step { name: "wasm-firefox", host: "Firefox", kind: Kind::Wasm(Browser::Firefox) },
    script("js", "Node, Deno, Bun", "tests/js/run.mjs", &[Need::Build]),
    script("memory", "Node", "tests/memory/run.mjs", &[Need::Build]),
    script("engines", "Node", "tests/engines/run.mjs", &[Need::Build]),
    script("interop", "Node, Python, OpenSSL", "tests/interop/run.mjs", &[Need::Build, Need::Python, Need::KeyTools]),
    script(
        "keymatrix",
        "Node, OpenSSL, OpenSSH",
        "tests/interop/keymatrix.mjs",
        &[Need::Build, Need::Python, Need::KeyTools],
    ),
    script("packaging", "bundlers, runtimes", "tests/packaging/run.mjs", &[Need::Tarball, Need::Chromium]),
    script("hosts", "script sandboxes", "tests/hosts/run.mjs", &[Need::Build, Need::Chromium]),
    script("page", "Chromium, Firefox", "tests/page/run.mjs", &[Need::Build, Need::Chromium, Need::Firefox]),
];

impl Step {
    /// Prepares and runs the step; answers whether its program was content, and what it counted.
    pub(crate) fn run(&self) -> Outcome<(bool, tally::Tally)> {
        match &self.kind {
            Kind::Native => counted(Program::new("cargo").args(["test", "--workspace"]), tally::cargo),
            Kind::ScriptFeatures => script_features(),
            Kind::Wasm(browser) => counted(wasm(*browser)?, tally::cargo),
            Kind::Script(file, needs) => counted(node(file, needs)?, tally::script),
        }
    }
}

fn counted(program: Program, count: fn(&str) -> tally::Tally) -> Outcome<(bool, tally::Tally)> {
    let (content, output) = program.copy()?;
    Ok((content, count(&output)))
}

fn script_features() -> Outcome<(bool, tally::Tally)> {
    let toolchain = toolchain::wasm()?;
    let mut sum = tally::Tally::default();
    for features in build::SCRIPT_FEATURES {
        let options = ["check", "--package", "jwtmint-js", "--target", TARGET, "--features", features];
        let compiles = toolchain.cargo().args(options).copy()?.0;
        sum = sum.add(tally::Tally { passed: u32::from(compiles), failed: u32::from(!compiles), ignored: 0 });
    }
    Ok((sum.failed == 0, sum))
}

/// `cargo test` for WebAssembly: the shared tests, under Node or in a browser without a window.
fn wasm(browser: Browser) -> Outcome<Program> {
    let variables = match browser {
        Browser::None => Vec::new(),
        Browser::Chromium => browsers::chromium()?,
        Browser::Firefox => browsers::firefox()?,
    };
    let runner = wasm_bindgen::test_runner()?;
    let program = toolchain::wasm()?
        .cargo()
        .args(["test", "--target", TARGET, "--test", "core"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        // The runner's own limit of 20 seconds is too short for RSA key generation on a busy machine.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    // The runner takes the first driver that it finds: only the wanted one may be named.
    let program =
        ["CHROMEDRIVER", "GECKODRIVER", "WASM_BINDGEN_USE_BROWSER"].into_iter().fold(program, Program::without);
    Ok(match browser {
        Browser::None => program,
        _ => program.env("WASM_BINDGEN_USE_BROWSER", "1").envs(variables),
    })
}

fn node(file: &str, needs: &[Need]) -> Outcome<Program> {
    let script = place::in_root(file);
    let folder = script.parent().unwrap_or(&script);
    if !script.is_file() {
        return Err(format!("{file} is not there."));
    }
    npm::install_tree(folder, "what these tests need")?;
    let mut program = Program::new("node").arg(file).env("JWTMINT_TOOLS", npm::build_tools()?);
    for need in needs {
        program = match need {
            Need::Build => build::run().map(|()| program)?,
            Need::Tarball => program.env("JWTMINT_TARBALL", pack::make()?),
            Need::Python => program.env("JWTMINT_PYTHON", python::environment(&folder.join("requirements.txt"))?),
            Need::KeyTools => key_tools().map(|()| program)?,
            Need::Chromium => program.envs(browsers::chromium()?),
            Need::Firefox => program.envs(browsers::firefox()?),
        };
    }
    say::doing(&format!("{file}: ready"));
    Ok(program)
}

fn key_tools() -> Outcome {
    let why = "testing with keys that other tools make";
    apt::program(&["openssl"], &["openssl"], why)?;
    apt::program(&["ssh-keygen"], &["openssh-client"], why)?;
    Ok(())
}
