//! Everything xtask says on its own behalf, so that it reads the same everywhere.

use std::io::Write;

/// One step of progress: what is being done and, where it is not plain, why.
pub(crate) fn doing(what: &str) {
    println!("[xtask] {what}");
    flush();
}

/// Something the reader should know although nothing failed.
pub(crate) fn notice(what: &str) {
    println!("[xtask] note: {what}");
    flush();
}

/// The last words of a run that did not work out.
pub(crate) fn failure(reason: &str) {
    flush();
    eprintln!("\n[xtask] failed: {reason}");
}

/// Keeps our lines in order with those of the programs we start, also when the output is a file.
pub(crate) fn flush() {
    // A closed terminal is no reason to stop the work.
    let _ = std::io::stdout().flush();
}
