//! House rules for every source file, whatever its language: short enough to read, finished, and all tests running.

use crate::{Outcome, files, place};
use std::path::Path;

const LONGEST: usize = 400;

/// Languages that people write here.
const WRITTEN: [&str; 8] = ["rs", "js", "mjs", "cjs", "ts", "css", "html", "py"];

/// Marks of unfinished work, put together from halves so that this file does not carry them itself.
const UNFINISHED: [&str; 5] = [
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
    concat!("FIX", "ME"),
    concat!("TO", "DO"),
    concat!("#[ig", "nore"),
];

/// Ways to leave a test out that JavaScript's runners offer.
const LEFT_OUT: [&str; 3] = [concat!(".sk", "ip("), concat!(".on", "ly("), concat!(".to", "do(")];

/// Every broken rule, each as a sentence that says where and why.
pub(crate) fn broken_rules() -> Outcome<Vec<String>> {
    let mut broken = Vec::new();
    for file in files::sources(&place::root()) {
        let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        if WRITTEN.contains(&extension.as_str()) && !is_vector(&file) {
            let text = String::from_utf8_lossy(&files::read(&file)?).into_owned();
            broken.extend(
                complaints(&extension, &text).into_iter().map(|rule| format!("{}: {rule}", place::shown(&file))),
            );
        }
    }
    Ok(broken)
}

/// Test vectors are others' files, kept as they are.
fn is_vector(file: &Path) -> bool {
    file.starts_with(place::in_root("tests/vectors"))
}

fn complaints(extension: &str, text: &str) -> Vec<String> {
    let mut broken = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST {
        broken.push(format!(
            "{lines} lines; a file has one job and at most {LONGEST} lines, so find the second job and move it out."
        ));
    }
    let marks = if extension == "rs" { &[][..] } else { &LEFT_OUT[..] };
    for mark in UNFINISHED.iter().chain(marks).filter(|mark| text.contains(**mark)) {
        broken.push(format!("holds `{mark}`; what is committed is finished, and every test runs."));
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::{LEFT_OUT, UNFINISHED, complaints};

    #[test]
    fn a_long_file_is_told_its_length() {
        assert_eq!(complaints("rs", &"x\n".repeat(400)), Vec::<String>::new());
        assert!(complaints("rs", &"x\n".repeat(401))[0].starts_with("401 lines"));
    }

    #[test]
    fn unfinished_work_and_tests_left_out_are_noticed() {
        assert!(complaints("rs", UNFINISHED[0])[0].contains("finished"));
        assert_eq!(complaints("mjs", &format!("test{}'x')", LEFT_OUT[0])).len(), 1);
        assert_eq!(complaints("rs", &format!("iterator{}1)", LEFT_OUT[0])), Vec::<String>::new());
    }
}
