//! Starts other programs: shown, quiet, read, or copied line by line; always with a plain word when one fails.

use crate::{Outcome, say};
use std::ffi::{OsStr, OsString};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A program with its arguments, environment and folder.
pub(crate) struct Program {
    command: Command,
    line: String,
}

impl Program {
    pub(crate) fn new(name: impl AsRef<OsStr>) -> Self {
        let line = Path::new(name.as_ref()).file_name().unwrap_or(name.as_ref()).to_string_lossy().into_owned();
        let mut command = Command::new(name);
        command.current_dir(crate::place::root());
        // What cargo tells xtask about xtask is not meant for the programs that xtask starts.
        for variable in ["CARGO", "CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "LD_LIBRARY_PATH"] {
            command.env_remove(variable);
        }
        Self { command, line }
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.line.push(' ');
        self.line.push_str(&argument.as_ref().to_string_lossy());
        self.command.arg(argument);
        self
    }

    pub(crate) fn args(self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        arguments.into_iter().fold(self, Self::arg)
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn envs(self, variables: impl IntoIterator<Item = (&'static str, OsString)>) -> Self {
        variables.into_iter().fold(self, |program, (name, value)| program.env(name, value))
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    pub(crate) fn inside(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs with its output on the terminal.
    pub(crate) fn show(mut self) -> Outcome {
        say::doing(&self.line);
        let status = self.command.stdin(Stdio::null()).status();
        self.judge(status, "")
    }

    /// Runs silently; what it printed is told only when it fails.
    pub(crate) fn quiet(self) -> Outcome {
        self.said().map(drop)
    }

    /// Runs silently and answers all that it printed, results and messages.
    pub(crate) fn said(mut self) -> Outcome<String> {
        let output = self.command.stdin(Stdio::null()).output();
        match output {
            Ok(output) => {
                let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
                self.judge(Ok(output.status), &said).map(|()| said)
            }
            Err(error) => self.judge(Err(error), "").map(|()| String::new()),
        }
    }

    /// What the program prints, for a question that every machine can answer at once.
    pub(crate) fn read(mut self) -> Outcome<String> {
        let output = self.command.stdin(Stdio::null()).output();
        match output {
            Ok(output) => {
                let said = String::from_utf8_lossy(&output.stderr).into_owned();
                self.judge(Ok(output.status), &said)?;
                Ok(String::from_utf8_lossy(&output.stdout).into_owned())
            }
            Err(error) => self.judge(Err(error), "").map(|()| String::new()),
        }
    }

    /// Runs on the terminal, but no longer than this: some programs wait for a network that is not there.
    pub(crate) fn show_within(mut self, limit: Duration) -> Outcome {
        say::doing(&self.line);
        let mut child = match self.command.stdin(Stdio::null()).spawn() {
            Ok(child) => child,
            Err(error) => return self.judge(Err(error), ""),
        };
        match wait_within(&mut child, limit) {
            Some(status) => self.judge(status, ""),
            None => Err(format!("`{}` did not finish within {} seconds.", self.line, limit.as_secs())),
        }
    }

    /// Runs with every line on the terminal and in the caller's hands; the exit status is the caller's to judge.
    pub(crate) fn copy(mut self) -> Outcome<(bool, String)> {
        say::doing(&self.line);
        let spawned = self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = match spawned {
            Ok(child) => child,
            Err(error) => return self.judge(Err(error), "").map(|()| (false, String::new())),
        };
        let errors = child.stderr.take().map(|stream| thread::spawn(move || copied(stream)));
        let mut said = child.stdout.take().map(copied).unwrap_or_default();
        if let Some(Ok(lines)) = errors.map(thread::JoinHandle::join) {
            said.push_str(&lines);
        }
        let status = child.wait().map_err(|error| format!("`{}` was lost: {error}.", self.line))?;
        Ok((status.success(), said))
    }

    fn judge(&self, status: std::io::Result<ExitStatus>, said: &str) -> Outcome {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{}` ended with {status}.{}", self.line, indented(said))),
            Err(error) => Err(format!("`{}` could not be started: {error}.", self.line)),
        }
    }
}

/// Copies lines to the terminal as they come and keeps them.
fn copied(stream: impl Read) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        say::flush();
        kept.push_str(&text);
        line.clear();
    }
    kept
}

/// The status, or nothing when the time was up and the program had to be stopped.
fn wait_within(child: &mut Child, limit: Duration) -> Option<std::io::Result<ExitStatus>> {
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(Ok(status)),
            Err(error) => return Some(Err(error)),
            Ok(None) if Instant::now() >= end => {
                // It may have ended by itself in this moment; either way it is gone after the wait.
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
            Ok(None) => thread::sleep(Duration::from_millis(50)),
        }
    }
}

/// The end of a long output, set off from our own sentence.
fn indented(said: &str) -> String {
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(40)..].iter().map(|line| format!("\n    {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::Program;
    use std::time::{Duration, Instant};

    #[test]
    fn a_missing_program_is_named() {
        let error = Program::new("no-such-program-anywhere").quiet().expect_err("it cannot start");
        assert!(error.starts_with("`no-such-program-anywhere` could not be started"), "{error}");
    }

    #[test]
    fn a_failing_program_tells_what_it_said() {
        let error = Program::new("rustc").arg("--no-such-flag").quiet().expect_err("the flag is unknown");
        assert!(error.contains("no-such-flag") && error.contains("\n    "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_hangs_is_stopped() {
        let start = Instant::now();
        let error = Program::new("sleep").arg("30").show_within(Duration::from_millis(200));
        assert!(error.is_err() && start.elapsed() < Duration::from_secs(10));
    }
}
