//! The layout rules of the JavaScript side: what the public functions may touch, and what outsiders may import.

use crate::{Outcome, files, place};

/// A folder, words its code must not hold, and why.
struct Rule {
    folder: &'static str,
    words: &'static [&'static str],
    why: &'static str,
}

const RULES: [Rule; 3] = [
    Rule {
        folder: "pkg/src/api",
        words: &[
            "fetch(",
            "process.",
            "WebAssembly.",
            "require(",
            "'node:",
            "\"node:",
            "import.meta",
            "XMLHttpRequest",
        ],
        why: "the public functions receive their bindings and run in every host; loading belongs into pkg/src/entry",
    },
    Rule {
        folder: "www",
        words: &["wasm-bindgen", "jwtmint_bg", "#glue", "pkg/src/"],
        why: "the page uses the published entries, as any user would",
    },
    Rule {
        folder: "tests/js",
        words: &["wasm-bindgen", "jwtmint_bg", "#glue", "pkg/src/"],
        why: "the shared suite uses the published entries, as any user would",
    },
];

/// Every broken rule, each as a sentence that says where and why.
pub(crate) fn broken_rules() -> Outcome<Vec<String>> {
    let mut broken = Vec::new();
    for rule in RULES {
        for file in files::sources(&place::in_root(rule.folder)) {
            let extension = file.extension().unwrap_or_default();
            if ["js", "mjs", "cjs"].iter().any(|known| *known == extension) {
                let code = code_of(&files::read_text(&file)?);
                let found = rule.words.iter().filter(|word| holds(&code, word));
                broken.extend(found.map(|word| format!("{}: holds `{word}`: {}.", place::shown(&file), rule.why)));
            }
        }
    }
    Ok(broken)
}

/// The word, not as the end of a longer name and not as a member of something else.
fn holds(code: &str, word: &str) -> bool {
    let is_name = word.starts_with(char::is_alphabetic);
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !(is_name && before.is_some_and(|letter| letter.is_alphanumeric() || "_$.".contains(letter)))
    })
}

/// The code without whole-line comments, which may speak of anything.
fn code_of(text: &str) -> String {
    let comment = |line: &&str| ["//", "*", "/*"].iter().any(|start| line.trim_start().starts_with(start));
    text.lines().filter(|line| !comment(line)).map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::{code_of, holds};

    #[test]
    fn words_are_found_in_code_only() {
        assert!(holds("const x = fetch('y')", "fetch("));
        assert!(!holds("prefetch('y'); host.fetch('y')", "fetch("));
        assert!(!holds(&code_of("// fetch('y')\n * fetch(\n"), "fetch("));
    }
}
