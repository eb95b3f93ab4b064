//! Counts what a test program says it ran.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) ignored: u32,
}

impl Tally {
    pub(crate) fn plus(self, other: Self) -> Self {
        let (passed, failed) = (self.passed + other.passed, self.failed + other.failed);
        Self { passed, failed, ignored: self.ignored + other.ignored }
    }

    /// Why a step is not good, if it is not. Running nothing is the failure that would otherwise look like success.
    pub(crate) fn complaint(self, content: bool) -> Option<String> {
        let run = self.passed + self.failed;
        match (run, content) {
            (0, false) => Some("its program failed before any test ran.".to_owned()),
            (0, true) => Some("it ran no test.".to_owned()),
            _ if self.failed > 0 => Some(format!("{} of {run} tests failed.", self.failed)),
            _ if self.ignored > 0 => Some(format!("{} tests are ignored; no test here may be.", self.ignored)),
            (_, false) => Some("its program reported an error although no counted test failed.".to_owned()),
            _ => None,
        }
    }
}

/// The sum of all `test result:` lines of `cargo test`, whatever ran the tests.
pub(crate) fn cargo(output: &str) -> Tally {
    let results = output.lines().filter_map(|line| line.trim_start().strip_prefix("test result: "));
    results.fold(Tally::default(), |sum, line| {
        let count = |word: &str| {
            let parts = line.split([';', '.']).filter_map(|part| part.trim().split_once(' '));
            parts.filter(|(_, name)| *name == word).filter_map(|(number, _)| number.parse::<u32>().ok()).sum()
        };
        sum.plus(Tally { passed: count("passed"), failed: count("failed"), ignored: count("ignored") })
    })
}

/// The last line `N passed, N failed` of a script.
pub(crate) fn script(output: &str) -> Tally {
    let counted = output.lines().rev().find_map(|line| {
        let (passed, failed) = line.trim().split_once(" passed, ")?;
        Some(Tally { passed: passed.parse().ok()?, failed: failed.strip_suffix(" failed")?.parse().ok()?, ignored: 0 })
    });
    counted.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Tally, cargo, script};

    #[test]
    fn cargo_prints_a_result_for_each_program_and_a_script_one_at_its_end() {
        let output = "test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\n    \
                      test result: FAILED. 1 passed; 3 failed; 0 ignored; 0 filtered out; finished in 1.20s\n";
        assert_eq!(cargo(output), Tally { passed: 3, failed: 3, ignored: 1 });
        assert_eq!(
            script("node: 3 passed, 0 failed\n2 passed, 1 failed\nbye\n"),
            Tally { passed: 2, failed: 1, ignored: 0 }
        );
        assert_eq!((cargo("no tests"), script("all good")), (Tally::default(), Tally::default()));
    }

    #[test]
    fn only_passed_tests_of_a_content_program_are_good() {
        let good = |passed, failed, ignored, content| Tally { passed, failed, ignored }.complaint(content).is_none();
        assert!(good(3, 0, 0, true));
        assert!(!good(0, 0, 0, true) && !good(3, 1, 0, true) && !good(3, 0, 2, true) && !good(3, 0, 0, false));
    }
}
