//! `check npm-advisories`: known weaknesses of the JavaScript tools that what is shipped is built with.
//!
//! Only `tools` is judged. What `tests` and `benches` install are products measured or tested as people have them,
//! at the versions that are named, old ones among them; nothing of them is shipped, and they run on the tester's machine
//! against servers of the tests only.

use crate::process::Program;
use crate::{Outcome, place, say};

/// Asks the registry; one that cannot answer is told of, not taken for a clean result.
pub(crate) fn run() -> Outcome {
    let audit = Program::new("npm").args(["audit", "--json", "--package-lock-only"]).inside(&place::in_root("tools"));
    match verdict(audit.said()) {
        Verdict::Clean => Ok(()),
        Verdict::Weak(report) => Err(format!(
            "a build tool has a known weakness; update it in tools/package.json, or pin it away with `overrides`.{report}"
        )),
        Verdict::Unknown(reason) => {
            say::notice(&format!("{reason} The registry gave no answer, so NPM ADVISORIES WERE NOT CHECKED."));
            Ok(())
        }
    }
}

#[derive(Debug, PartialEq)]
enum Verdict {
    Clean,
    Weak(String),
    Unknown(String),
}

/// npm ends alike when it found something and when it could ask nobody; only a report counts weaknesses.
fn verdict(answer: Outcome<String>) -> Verdict {
    let counts = |report: &str| report.contains("\"vulnerabilities\"");
    match answer {
        Ok(report) if counts(&report) => Verdict::Clean,
        Ok(_) => Verdict::Unknown("`npm audit` printed no report.".to_owned()),
        Err(report) if counts(&report) => Verdict::Weak(report),
        Err(reason) => {
            let first = reason.lines().find(|line| line.contains("\"message\"")).unwrap_or(&reason);
            Verdict::Unknown(format!("npm audit: {}.", first.trim().trim_end_matches(',')))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Verdict, verdict};

    #[test]
    fn a_report_without_findings_is_clean() {
        assert_eq!(verdict(Ok(r#"{"vulnerabilities": {}, "metadata": {}}"#.to_owned())), Verdict::Clean);
    }

    #[test]
    fn a_finding_is_no_missing_answer_and_a_missing_answer_is_not_clean() {
        let report = r#"ended with 1.  "vulnerabilities": {"high": 1}"#.to_owned();
        assert_eq!(verdict(Err(report.clone())), Verdict::Weak(report));
        let refused = "ended with 1.\n  \"message\": \"405 Method Not Allowed\",\n  \"method\": \"POST\"".to_owned();
        assert_eq!(
            verdict(Err(refused)),
            Verdict::Unknown("npm audit: \"message\": \"405 Method Not Allowed\".".to_owned())
        );
        assert!(matches!(verdict(Ok(String::new())), Verdict::Unknown(_)));
    }
}
