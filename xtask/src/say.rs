//! What xtask says on its own behalf: each line with the time since its start.

use std::io::Write;
use std::sync::{LazyLock, Mutex};
use std::time::Instant;

static START: LazyLock<Instant> = LazyLock::new(Instant::now);
/// How many steps there are, and the names of those that have not begun.
static PLAN: Mutex<(usize, Vec<String>)> = Mutex::new((0, Vec::new()));

/// The steps to come, in about the order in which they begin.
pub(crate) fn plan(steps: Vec<String>) {
    if let Ok(mut plan) = PLAN.lock() {
        *plan = (steps.len(), steps);
    }
}

/// One of the planned steps begins.
pub(crate) fn step(name: &str) {
    let Ok(mut plan) = PLAN.lock() else { return };
    plan.1.retain(|step| step != name);
    let next = plan.1.first().map(|next| format!(" (next: {next})")).unwrap_or_default();
    doing(&format!("{} of {}: {name}{next}", plan.0 - plan.1.len(), plan.0));
}

pub(crate) fn doing(what: &str) {
    let seconds = START.elapsed().as_secs();
    println!("[xtask {}:{:02}] {what}", seconds / 60, seconds % 60);
    flush();
}

/// Something the reader should know although nothing failed.
pub(crate) fn notice(what: &str) {
    doing(&format!("note: {what}"));
}

/// Keeps our lines in order with those of the programs we start, also when the output is a file.
pub(crate) fn flush() {
    // A closed terminal is no reason to stop the work.
    let _ = std::io::stdout().flush();
}
