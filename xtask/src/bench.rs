//! `bench`: builds, then hands over to the measuring script with its peers installed.

use crate::process::Program;
use crate::{Outcome, build, npm, place};

/// Everything after `bench` goes to the script.
pub(crate) fn run(options: &[String]) -> Outcome {
    build::run()?;
    npm::install(&place::in_root("benches"), "the libraries to measure beside jwtmint")?;
    Program::new("node").arg("benches/run.mjs").args(options).show()
}
