//! The layout rules of the Rust core, enforced by reading what each file names. docs/design.md has the rules in words.

use crate::imports::{code_of, modules_used, names_crate};
use crate::{Outcome, files, place};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The modules of `src/` from the ground up: a module may use its own floor and those below, never one above.
const FLOORS: [&[&str]; 6] = [
    &["code", "error", "remedy", "wipe", "text"],
    &["algorithm", "base64url", "json", "platform"],
    &["options"],
    &["token", "header", "claims", "key", "crypto"],
    &["sign", "verify", "payload", "decode", "inspect", "javascript_options", "with_system", "serde_support"],
    &["__bindings", "lib"],
];

/// Who must not know whom although the floors would allow it.
const STRANGERS: [(&str, &[&str]); 2] =
    [("crypto", &["token", "header", "claims", "key"]), ("key", &["token", "header", "claims"])];

/// Crates that may be named in these places only, and why.
const CONFINED: [(&[&str], &[&str], &str); 2] = [
    (
        &[
            "rsa",
            "p256",
            "p384",
            "p521",
            "k256",
            "ecdsa",
            "wnaf",
            "ed25519_dalek",
            "ml_dsa",
            "crypto_bigint",
            "sha2",
            "hmac",
            "jwt_simple",
            "aes",
            "cbc",
            "pbkdf2",
            "scrypt",
            "sha1",
        ],
        &["crypto"],
        "the engines must stay exchangeable, so one place names them",
    ),
    (
        &["getrandom", "SystemTime::now", "Instant::now"],
        &["platform"],
        "the core is handed the time and randomness; only the platform knows where they come from",
    ),
];

/// Every broken rule, each as a sentence that says where and why.
pub(crate) fn broken_rules() -> Outcome<Vec<String>> {
    let mut broken = Vec::new();
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let src = place::in_root("src");
    for file in files::sources(&src).iter().filter(|file| is_core(file)) {
        let module = module_of(file.strip_prefix(&src).unwrap_or(file));
        let code = code_of(&files::read_text(file)?);
        let shown = place::shown(file);
        if code.contains("super::super::") {
            broken.push(format!(
                "{shown}: write `crate::...` instead of `super::super::...`, so that what is used can be read."
            ));
        }
        broken.extend(confined(&module, &code).into_iter().map(|rule| format!("{shown}: {rule}")));
        let used =
            modules_used(&code).into_iter().map(|name| if floor(&name).is_some() { name } else { "lib".to_owned() });
        let used: BTreeSet<String> = used.filter(|name| *name != module).collect();
        broken.extend(direction(&module, &used).into_iter().map(|rule| format!("{shown}: {rule}")));
        uses.entry(module).or_default().extend(used);
    }
    broken.extend(circle(&uses).map(|path| {
        format!("src: the modules {} use each other in a circle; one of them has to move down.", path.join(" -> "))
    }));
    Ok(broken)
}

/// Unit tests in files of their own may use anything, like those at a file's end.
fn is_core(file: &Path) -> bool {
    let test = |part: std::path::Component| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs";
    file.extension().is_some_and(|extension| extension == "rs")
        && !file.strip_prefix(place::in_root("src")).is_ok_and(|inside| inside.components().any(test))
}

/// `key/pem.rs` belongs to `key`.
fn module_of(path: &Path) -> String {
    let first =
        path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

fn direction(module: &str, used: &BTreeSet<String>) -> Vec<String> {
    let Some(own) = floor(module) else {
        return vec![format!(
            "module `{module}` has no floor; give it one in xtask/src/layout.rs, so that its place is a decision."
        )];
    };
    let forbidden = STRANGERS.iter().find(|(name, _)| *name == module).map_or(&[][..], |(_, others)| *others);
    let complaint = |name: &String| {
        if floor(name) > Some(own) {
            Some(format!("`{module}` uses `{name}`, which stands above it; dependencies only point down."))
        } else if forbidden.contains(&name.as_str()) {
            Some(format!("`{module}` uses `{name}`; {module} works on keys and bytes and knows nothing of tokens."))
        } else {
            None
        }
    };
    used.iter().filter_map(complaint).collect()
}

fn confined(module: &str, code: &str) -> Vec<String> {
    let mut broken = Vec::new();
    for (crates, homes, why) in CONFINED {
        for name in crates.iter().filter(|name| !homes.contains(&module) && names_crate(code, name)) {
            broken.push(format!("names `{name}`, which belongs into src/{} alone: {why}.", homes.join(" or src/")));
        }
    }
    broken
}

/// One circle among the modules, if there is any.
fn circle(uses: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn visit(
        module: &str,
        uses: &BTreeMap<String, BTreeSet<String>>,
        path: &mut Vec<String>,
        done: &mut BTreeSet<String>,
    ) -> bool {
        if let Some(start) = path.iter().position(|name| name == module) {
            path.drain(..start);
            path.push(module.to_owned());
            return true;
        }
        if done.contains(module) {
            return false;
        }
        path.push(module.to_owned());
        for next in uses.get(module).into_iter().flatten() {
            if visit(next, uses, path, done) {
                return true;
            }
        }
        path.pop();
        done.insert(module.to_owned());
        false
    }
    let mut done = BTreeSet::new();
    // The root file lists all modules and is used by none below it.
    uses.keys().filter(|module| *module != "lib").find_map(|module| {
        let mut path = Vec::new();
        visit(module, uses, &mut path, &mut done).then_some(path)
    })
}

#[cfg(test)]
mod tests {
    use super::{circle, confined, direction, module_of};
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn looking_up_is_refused() {
        assert_eq!(direction("token", &set(&["error", "base64url"])), Vec::<String>::new());
        assert!(direction("token", &set(&["sign"]))[0].contains("stands above"));
        assert!(direction("key", &set(&["claims"]))[0].contains("nothing of tokens"));
        assert!(direction("novelty", &set(&[]))[0].contains("has no floor"));
    }

    #[test]
    fn crates_stay_in_their_rooms() {
        assert_eq!(confined("crypto", "use sha2::Sha256;"), Vec::<String>::new());
        assert!(confined("key", "use sha2::Sha256;")[0].contains("src/crypto"));
        assert!(confined("sign", "let now = SystemTime::now();")[0].contains("SystemTime"));
    }

    #[test]
    fn circles_are_found() {
        let uses = |pairs: &[(&str, &[&str])]| -> BTreeMap<String, BTreeSet<String>> {
            pairs.iter().map(|(name, used)| ((*name).to_owned(), set(used))).collect()
        };
        assert_eq!(circle(&uses(&[("a", &["b"]), ("b", &["c"]), ("c", &[])])), None);
        let found = circle(&uses(&[("a", &["b"]), ("b", &["c"]), ("c", &["b"])])).expect("b and c");
        assert_eq!(found, ["b", "c", "b"]);
    }

    #[test]
    fn files_belong_to_their_top_module() {
        assert_eq!(module_of(Path::new("key/pem.rs")), "key");
        assert_eq!(module_of(Path::new("sign.rs")), "sign");
    }
}
