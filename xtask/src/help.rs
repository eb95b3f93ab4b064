//! The text of `cargo xtask help`, and the nearest name for a mistyped one.

/// What a newcomer needs to know to get going.
pub(crate) const TEXT: &str = "\
cargo xtask: builds, serves, tests and checks jwtmint

You need Rust (by rustup) and Node 20 or newer. Everything else is fetched, built and cached by the
first command that needs it; xtask says what it does and why.

Usage: cargo xtask <command> [options]

  build                 The npm package (pkg/dist) and the page (www/dist). Steps whose inputs have not
                        changed are skipped.
  serve [--port 8080]   Builds, then serves the page on this machine only and prints its address.
  test [step...]        Runs all tests, or only the steps named, and prints a table of what ran.
  test --list           Names the steps, each with the host that it runs on.
  pack                  Builds and packs the npm package; the last line printed is the tarball's path.
  bench [part...]       Builds, then measures jwtmint beside its peers; the whole of it also writes the
                        results, the plot and the documents' tables.
  bench --help          Names the parts.
  check [rule...]       Formatting, lints, licences, layout rules, documentation, sizes, and each fuzz target
                        for a minute; all, or only those named.
  check --list          Names the checks.
  fuzz [target...] [--seconds 60]
                        Random input against what fuzz/README.md says each target asserts.
  help                  This text.

Where things go
  target/               what cargo builds, and the stamps that tell xtask what is up to date
  ~/.cache/jwtmint      tools built once for this user (JWTMINT_CACHE names another folder)

Beginners start with: cargo xtask serve
";

/// The candidate closest to what was typed, if one is close enough to be meant.
pub(crate) fn nearest<'a>(typed: &str, candidates: &[&'a str]) -> Option<&'a str> {
    candidates
        .iter()
        .map(|candidate| (distance(typed, candidate), *candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.len() / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "unknown command `bild`; did you mean `build`?", and where to read on.
pub(crate) fn unknown(kind: &str, typed: &str, candidates: &[&str]) -> String {
    match nearest(typed, candidates) {
        Some(name) => format!("there is no {kind} `{typed}`; did you mean `{name}`?"),
        None => format!("there is no {kind} `{typed}`; there are: {}.", candidates.join(", ")),
    }
}

/// How many letters have to be added, removed or changed to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, other) in to.iter().enumerate() {
            let changed = diagonal + usize::from(letter != *other);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest, unknown};

    #[test]
    fn a_typing_error_finds_its_command() {
        let commands = ["build", "serve", "test", "pack"];
        assert_eq!(nearest("bild", &commands), Some("build"));
        assert_eq!(nearest("tests", &commands), Some("test"));
        assert_eq!(nearest("frobnicate", &commands), None);
    }

    #[test]
    fn the_distance_counts_single_letter_changes() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("same", "same"), 0);
    }

    #[test]
    fn an_unknown_word_far_from_all_gets_the_whole_list() {
        assert_eq!(
            unknown("command", "zzzzzz", &["build", "test"]),
            "there is no command `zzzzzz`; there are: build, test."
        );
    }
}
