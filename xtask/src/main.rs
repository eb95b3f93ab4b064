//! `cargo xtask`: the one way in to building, serving, testing, packing, measuring, checking and releasing jwtmint.

mod bench;
mod build;
mod check;
mod install;
mod npm;
mod place;
mod program;
mod release;
mod say;
mod serve;
mod stamp;
mod steps;
mod tally;
mod test;
mod toolchain;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, serves, tests and checks jwtmint
///
/// You need Rust (by rustup) and Node 20 or newer. Everything else is fetched, built and cached by the first command
/// that needs it: in target/, and for all clones in ~/.cache/jwtmint (JWTMINT_CACHE names another folder).
#[derive(Parser)]
#[command(name = "cargo xtask", after_help = "Beginners start with: cargo xtask serve", arg_required_else_help = true)]
struct Arguments {
    /// Installs nothing on this system and adds nothing to rustup, but says what is missing
    #[arg(long, global = true)]
    no_install: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the npm package (pkg/dist) and the page (www/dist); what is up to date is left
    Build,
    /// Builds what the page needs, and serves it to this machine only
    Serve {
        /// 0 means any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Runs the steps named, all steps, or with `quick` a part of each layer, and prints what ran
    Test {
        #[arg(value_parser = steps::names())]
        steps: Vec<String>,
    },
    /// Runs the checks named, or all: form, lints, licences, documentation, sizes, and the fuzz targets' known inputs
    Check {
        #[arg(value_parser = check::names())]
        checks: Vec<String>,
    },
    /// Runs random input against the assertions of fuzz/fuzz_targets: [target...] [--seconds 60]
    Fuzz {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Measures jwtmint beside its peers; `bench --help` names the parts
    #[command(disable_help_flag = true)]
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        options: Vec<String>,
    },
    /// Builds and packs the npm package; the last line printed is the tarball's path
    Pack,
    /// Makes the crate, the npm package and the page of one version and checks that they fit together
    Release {
        /// Publishing is done by the release workflow, so this is required here
        #[arg(long, required = true)]
        dry_run: bool,
    },
}

fn run(arguments: Arguments) -> Result<()> {
    install::forbid(arguments.no_install);
    match arguments.command {
        Command::Build => build::run(build::Extent::Everything),
        Command::Serve { port } => serve::run(port),
        Command::Test { steps } => test::run(&steps),
        Command::Check { checks } => check::run(&checks),
        Command::Fuzz { options } => program::show(&program::node("tools/fuzz.mjs", options)),
        Command::Bench { options } => bench::run(&options),
        Command::Pack => release::pack().map(|tarball| println!("{}", tarball.display())),
        Command::Release { .. } => release::dry_run(),
    }
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n[xtask] failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}
