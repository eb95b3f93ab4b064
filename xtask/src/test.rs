//! `test`: runs the steps, all or those named, and prints what ran where.

use crate::steps::{STEPS, Step};
use crate::tally::Tally;
use crate::{Outcome, help, say};
use std::time::Instant;

/// What became of a step.
struct Row {
    step: &'static Step,
    tally: Tally,
    seconds: f32,
    complaint: Option<String>,
}

/// Runs every step, also after one has failed, so that one run tells all there is to know.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    if arguments.iter().any(|argument| argument == "--list") {
        for step in &STEPS {
            println!("{:<16} {}", step.name, step.host);
        }
        return Ok(());
    }
    let rows: Vec<Row> = selected(arguments)?.into_iter().map(row).collect();
    print!("\n{}", table(&rows));
    say::flush();
    let bad: Vec<&str> = rows.iter().filter(|row| row.complaint.is_some()).map(|row| row.step.name).collect();
    let sum = rows.iter().fold(Tally::default(), |sum, row| sum.add(row.tally));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if bad.is_empty() {
        return Ok(());
    }
    Err(format!(
        "{} of {} test steps: {}. Again only these: cargo xtask test {}",
        bad.len(),
        rows.len(),
        bad.join(", "),
        bad.join(" ")
    ))
}

fn selected(arguments: &[String]) -> Outcome<Vec<&'static Step>> {
    let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
    if let Some(unknown) = arguments.iter().find(|argument| !names.contains(&argument.as_str())) {
        return Err(help::unknown("test step", unknown, &names));
    }
    Ok(STEPS.iter().filter(|step| arguments.is_empty() || arguments.iter().any(|name| name == step.name)).collect())
}

fn row(step: &'static Step) -> Row {
    say::doing(&format!("test step {} ({})", step.name, step.host));
    let start = Instant::now();
    let (tally, complaint) = match step.run() {
        Ok((content, tally)) => (tally, complaint(content, tally)),
        Err(reason) => (Tally::default(), Some(reason)),
    };
    if let Some(reason) = &complaint {
        say::notice(&format!("test step {} failed: {reason}", step.name));
    }
    Row { step, tally, seconds: start.elapsed().as_secs_f32(), complaint }
}

/// Why a step is not good, if it is not. Running nothing is the failure that would otherwise look like success.
fn complaint(content: bool, tally: Tally) -> Option<String> {
    if tally.run() == 0 && !content {
        return Some("its program failed before any test ran.".to_owned());
    }
    if tally.run() == 0 {
        return Some("it ran no test.".to_owned());
    }
    if tally.failed > 0 {
        return Some(format!("{} of {} tests failed.", tally.failed, tally.run()));
    }
    if tally.ignored > 0 {
        return Some(format!("{} tests are marked as ignored; this project has no skipped tests.", tally.ignored));
    }
    (!content).then(|| "its program reported an error although no counted test failed.".to_owned())
}

fn table(rows: &[Row]) -> String {
    let head = format!("{:<16} {:<22} {:>6} {:>7} {:>7} {:>8}\n", "step", "host", "run", "passed", "failed", "seconds");
    rows.iter().fold(head, |text, row| {
        let Tally { passed, failed, .. } = row.tally;
        let line = format!(
            "{:<16} {:<22} {:>6} {passed:>7} {failed:>7} {:>8.1}",
            row.step.name,
            row.step.host,
            row.tally.run(),
            row.seconds
        );
        // Only the first line: the whole reason stands where the step ran.
        let reason = row.complaint.as_deref().and_then(|reason| reason.lines().next());
        text + &line + &reason.map(|reason| format!("  {reason}")).unwrap_or_default() + "\n"
    })
}

#[cfg(test)]
mod tests {
    use super::{complaint, selected};
    use crate::tally::Tally;

    #[test]
    fn a_step_that_runs_nothing_has_failed() {
        assert!(complaint(true, Tally::default()).is_some_and(|text| text.contains("no test")));
        assert!(complaint(false, Tally::default()).is_some_and(|text| text.contains("before any test")));
    }

    #[test]
    fn failures_skips_and_bad_endings_are_told_apart() {
        let tally = |passed, failed, ignored| Tally { passed, failed, ignored };
        assert_eq!(complaint(true, tally(3, 0, 0)), None);
        assert!(complaint(true, tally(3, 1, 0)).is_some_and(|text| text.contains("1 of 4")));
        assert!(complaint(true, tally(3, 0, 2)).is_some_and(|text| text.contains("ignored")));
        assert!(complaint(false, tally(3, 0, 0)).is_some_and(|text| text.contains("reported an error")));
    }

    #[test]
    fn steps_are_chosen_by_name_and_kept_in_order() {
        let chosen = selected(&["wasm-node".to_owned(), "native".to_owned()]).expect("both exist");
        assert_eq!(chosen.iter().map(|step| step.name).collect::<Vec<_>>(), ["native", "wasm-node"]);
        assert!(selected(&["wasm-nod".to_owned()]).is_err_and(|error| error.contains("`wasm-node`")));
    }
}
