//! Starts other programs, by `duct`.

use crate::{place, say};
use anyhow::{Context, Result, bail};
use duct::{Expression, cmd};
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::time::Duration;

pub(crate) fn program<T: Into<OsString>>(name: impl Into<OsString>, words: impl IntoIterator<Item = T>) -> Expression {
    let name: OsString = name.into();
    cmd(name, words)
}

/// A Node script of the repository.
pub(crate) fn node<T: Into<OsString>>(script: &str, arguments: impl IntoIterator<Item = T>) -> Expression {
    program("node", [OsString::from(script)].into_iter().chain(arguments.into_iter().map(Into::into)))
}

/// In the repository's top folder where no other was named, and with nothing to read from the terminal. What cargo tells
/// xtask about xtask is not meant for the programs that xtask starts.
fn prepared(program: &Expression) -> Expression {
    let own = ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "LD_LIBRARY_PATH"];
    own.into_iter().fold(program.dir(place::root()).stdin_null(), |program, variable| program.env_remove(variable))
}

/// Runs with its output on the terminal.
pub(crate) fn show(program: &Expression) -> Result<()> {
    Ok(prepared(program).run().map(drop)?)
}

/// What it prints, for a short question.
pub(crate) fn read(program: &Expression) -> Result<String> {
    Ok(prepared(program).read()?)
}

/// Runs silently and returns all that it printed; the last lines of that are told when it fails.
pub(crate) fn quiet(program: &Expression) -> Result<String> {
    let output = prepared(program).stderr_to_stdout().stdout_capture().unchecked().run()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(said);
    }
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = lines[lines.len().saturating_sub(40)..].join("\n    ");
    bail!("`{}` ended with {}.\n    {last}", line(program), output.status)
}

/// Runs on the terminal, but no longer than this: some programs wait for a network that is not there.
pub(crate) fn show_within(program: &Expression, limit: Duration) -> Result<()> {
    let running = prepared(program).start()?;
    if running.wait_timeout(limit)?.is_none() {
        running.kill()?;
        bail!("`{}` did not finish within {} seconds.", line(program), limit.as_secs());
    }
    Ok(())
}

/// Runs with every line on the terminal and in the caller's hands; whether it ended well is the caller's to judge.
pub(crate) fn copied(program: &Expression) -> Result<(bool, String)> {
    say::doing(&line(program));
    let mut reader = BufReader::new(prepared(program).stderr_to_stdout().unchecked().reader()?);
    let (mut kept, mut line) = (String::new(), Vec::new());
    while reader.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        say::flush();
        kept.push_str(&text);
        line.clear();
    }
    let output = reader.get_ref().try_wait()?.context("the program closed its output and went on")?;
    Ok((output.status.success(), kept))
}

/// The words of a command, which duct shows as `Dir(.., Env(.., Cmd(["a", "b"])))`.
fn line(program: &Expression) -> String {
    let text = format!("{program:?}");
    let words = text.split("Cmd([").last().unwrap_or(&text).trim_end_matches(')').trim_end_matches(']');
    words.replace("\", \"", " ").trim_matches('"').to_owned()
}
