//! Versions of crates, read from Cargo.lock so that no tool can drift away from the code it serves.

use crate::{Outcome, files, place};

/// The version of a crate that the build uses.
pub(crate) fn version_of(name: &str) -> Outcome<String> {
    let text = files::read_text(&place::in_root("Cargo.lock"))?;
    find(&text, name).ok_or_else(|| {
        format!("Cargo.lock has no package `{name}`; add it to Cargo.toml and run `cargo update -p {name}`.")
    })
}

fn find(lock: &str, name: &str) -> Option<String> {
    let wanted = format!("name = \"{name}\"");
    let mut lines = lock.lines().skip_while(|line| *line != wanted);
    let version = lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn the_version_of_exactly_that_package_is_found() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(find(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(find(lock, "wasm"), None);
    }
}
