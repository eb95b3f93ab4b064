//! `test`: runs the steps, all or those named, and prints what ran where.

use crate::say;
use crate::steps::{QUICK, STEPS, Step};
use crate::tally::Tally;
use anyhow::{Result, bail};
use std::time::Instant;

/// What became of a step.
struct Row {
    step: &'static Step,
    tally: Tally,
    seconds: f32,
    complaint: Option<String>,
}

/// Runs every step, also after one has failed, so that one run tells all there is to know.
pub(crate) fn run(names: &[String]) -> Result<()> {
    let named = |name: &str| names.iter().any(|given| given == name);
    let chosen = |step: &&Step| names.is_empty() || named(step.name) || named(QUICK) && step.quick.is_some();
    let part = |step: &Step| if named(QUICK) && !named(step.name) { step.quick.unwrap_or_default() } else { &[] };
    let rows: Vec<Row> = STEPS.iter().filter(chosen).map(|step| row(step, part(step))).collect();
    print!("\n{}", table(&rows));
    say::flush();
    let bad: Vec<&str> = rows.iter().filter(|row| row.complaint.is_some()).map(|row| row.step.name).collect();
    let sum = rows.iter().fold(Tally::default(), |sum, row| sum.plus(row.tally));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if !bad.is_empty() {
        let (count, all, names) = (bad.len(), rows.len(), bad.join(" "));
        bail!("{count} of {all} test steps. Again only these: cargo xtask test {names}");
    }
    Ok(())
}

fn row(step: &'static Step, part: &[&str]) -> Row {
    say::doing(&format!("test step {} ({})", step.name, step.host));
    let start = Instant::now();
    let (tally, complaint) = match step.run(part) {
        Ok((content, tally)) => (tally, tally.complaint(content)),
        Err(error) => (Tally::default(), Some(format!("{error:#}"))),
    };
    if let Some(reason) = &complaint {
        say::notice(&format!("test step {} failed: {reason}", step.name));
    }
    Row { step, tally, seconds: start.elapsed().as_secs_f32(), complaint }
}

fn table(rows: &[Row]) -> String {
    let head = format!("{:<16} {:<22} {:>7} {:>7} {:>8}\n", "step", "host", "passed", "failed", "seconds");
    rows.iter().fold(head, |text, row| {
        let Tally { passed, failed, .. } = row.tally;
        let line = format!("{:<16} {:<22} {passed:>7} {failed:>7} {:>8.1}", row.step.name, row.step.host, row.seconds);
        text + &line + if row.complaint.is_some() { "  FAILED: see above\n" } else { "\n" }
    })
}
