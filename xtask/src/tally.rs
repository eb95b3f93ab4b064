//! Counts what a test program says it ran.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
    pub(crate) ignored: u32,
}

impl Tally {
    pub(crate) fn run(self) -> u32 {
        self.passed + self.failed
    }

    pub(crate) fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            ignored: self.ignored + other.ignored,
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
        sum.add(Tally { passed: count("passed"), failed: count("failed"), ignored: count("ignored") })
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
    fn all_results_of_cargo_are_summed() {
        let output = "running 2 tests\ntest result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\n\
                      test result: FAILED. 1 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s\n";
        assert_eq!(cargo(output), Tally { passed: 3, failed: 3, ignored: 1 });
        assert_eq!(cargo("no tests to run!"), Tally::default());
    }

    #[test]
    fn the_runner_for_webassembly_is_understood() {
        let output = "    test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.01s\n";
        assert_eq!(cargo(output), Tally { passed: 7, failed: 0, ignored: 0 });
    }

    #[test]
    fn only_a_scripts_last_count_is_taken() {
        let output = "node: 3 passed, 0 failed\n12 passed, 0 failed\n20 passed, 1 failed\nbye\n";
        assert_eq!(script(output), Tally { passed: 20, failed: 1, ignored: 0 });
        assert_eq!(script("all good"), Tally::default());
    }
}
