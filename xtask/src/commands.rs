//! Reads the command line and hands over to the command named there.

use crate::{Outcome, bench, build, check, fuzz, help, pack, serve, test};

const COMMANDS: [&str; 8] = ["build", "serve", "test", "pack", "bench", "check", "fuzz", "help"];

/// Runs the command the arguments name.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else {
        print!("{}", help::TEXT);
        return Ok(());
    };
    // `bench` has parts of its own to explain.
    if command != "bench" && rest.iter().any(|argument| argument == "--help" || argument == "-h") {
        print!("{}", help::TEXT);
        return Ok(());
    }
    match command.as_str() {
        "build" => none(command, rest).and_then(|()| build::run()),
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "pack" => none(command, rest).and_then(|()| pack::run()),
        "bench" => bench::run(rest),
        "check" => check::run(rest),
        "fuzz" => fuzz::run(rest),
        "help" | "--help" | "-h" => {
            print!("{}", help::TEXT);
            Ok(())
        }
        other => Err(format!("{} `cargo xtask help` explains each.", help::unknown("command", other, &COMMANDS))),
    }
}

/// For commands that take no options: a stray one is told, not ignored.
fn none(command: &str, rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("`{command}` takes no options, but `{extra}` was given.")),
    }
}
