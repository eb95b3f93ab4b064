//! Counts what agrees, and says what does not.

use std::fmt::Debug;
use std::process::ExitCode;

#[derive(Default)]
pub struct Tally {
    about: String,
    passed: usize,
    failed: usize,
}

impl Tally {
    /// What the next checks are about.
    pub fn about(&mut self, what: &str) {
        self.about = what.into();
    }

    pub fn equal<T: PartialEq + Debug>(&mut self, what: &str, found: T, expected: T) {
        if found == expected {
            self.passed += 1;
        } else {
            self.fail(what, &format!("found {found:?}, expected {expected:?}"));
        }
    }

    pub fn fail(&mut self, what: &str, why: &str) {
        self.failed += 1;
        println!("{}: {what}: {why}", self.about);
    }

    pub fn end(self) -> ExitCode {
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 && self.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
