//! `cargo xtask`: the one way in to building, serving, testing, packing, measuring and checking jwtmint.

mod apt;
mod bench;
mod browsers;
mod build;
mod cargo_tool;
mod check;
mod commands;
mod debian_toolchain;
mod files;
mod fuzz;
mod help;
mod house;
mod http;
mod imports;
mod layout;
mod layout_js;
mod lockfile;
mod npm;
mod npm_audit;
mod pack;
mod place;
mod process;
mod python;
mod say;
mod serve;
mod sizes;
mod stamp;
mod steps;
mod tally;
mod test;
mod toolchain;
mod wasm_bindgen;

use std::process::ExitCode;

/// What every task answers with: an error is a finished sentence for the person at the terminal.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    // The first is the program's own name.
    match commands::run(arguments.get(1..).unwrap_or_default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            say::failure(&reason);
            ExitCode::FAILURE
        }
    }
}
