//! `check sizes`: what is shipped must not grow unnoticed.

use crate::process::Program;
use crate::{Outcome, build};

/// Builds, since only built files can be weighed, and holds them against `benches/sizes.json`.
pub(crate) fn run() -> Outcome {
    build::run()?;
    Program::new("node").arg("benches/sizes.mjs").show()
}
