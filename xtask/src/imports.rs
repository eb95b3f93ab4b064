//! Reads which modules and crates a Rust file names. No parser: the house style keeps imports simple enough for this.

use std::collections::BTreeSet;

/// The code without whole-line comments and without the unit tests at the file's end, which may use anything.
pub(crate) fn code_of(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.starts_with("#[cfg(test)]"));
    lines.filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// The names that follow `crate::`, also those in braces.
pub(crate) fn modules_used(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, start) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == '$') {
            continue;
        }
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(top_names(list)),
            None => found.extend(leading_name(rest)),
        }
    }
    found
}

/// Whether the code names a crate or a path: as a whole word, and not as a part of another path.
pub(crate) fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + name.len()..];
        let whole = !before.is_some_and(|letter| letter.is_alphanumeric() || "_:.\"/-".contains(letter));
        let path = after.starts_with("::") || (code[..at].ends_with("use ") && after.starts_with(';'));
        whole && (path || name.contains("::"))
    })
}

fn leading_name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// The first name of every item of a list in braces, whose opening brace is already read.
fn top_names(list: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut items = vec![String::new()];
    for letter in list.chars() {
        match letter {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => {}
        }
        if let Some(item) = items.last_mut().filter(|_| letter != ',') {
            item.push(letter);
        }
    }
    items.iter().filter_map(|item| leading_name(item.trim())).collect()
}

#[cfg(test)]
mod tests {
    use super::{code_of, modules_used, names_crate};

    fn used(code: &str) -> Vec<String> {
        modules_used(code).into_iter().collect()
    }

    #[test]
    fn simple_nested_and_inline_paths_are_seen() {
        assert_eq!(used("use crate::error::{Code, Error};"), ["error"]);
        assert_eq!(used("use crate::{\n    algorithm::{Curve, Hash},\n    platform,\n};"), ["algorithm", "platform"]);
        assert_eq!(used("fn f() -> crate::key::Key { $crate::x() }"), ["key"]);
    }

    #[test]
    fn comments_and_unit_tests_are_not_code() {
        let code = code_of("/// see crate::sign\nuse crate::error;\n#[cfg(test)]\nmod tests { use crate::sign; }\n");
        assert_eq!(used(&code), ["error"]);
    }

    #[test]
    fn crates_are_recognised_as_whole_words() {
        assert!(names_crate("use rsa::RsaPrivateKey;", "rsa"));
        assert!(names_crate("use std::time::{Duration, SystemTime};", "std::time"));
        assert!(!names_crate("use crate::crypto::rsa::sign;", "rsa"));
        assert!(!names_crate("let rsa = 1; // \"rsa\"", "rsa"));
        assert!(!names_crate("use wasm_bindgen_test::*;", "wasm_bindgen"));
    }
}
