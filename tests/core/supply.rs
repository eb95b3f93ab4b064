//! What may be linked: no crate with RUSTSEC-2023-0071 (`rsa` 0.9), nor those that would bring it.

use crate::support::test;

/// What is not locked is in no build, WebAssembly included.
const LOCK: &str = include_str!("../../Cargo.lock");

#[test]
fn no_crate_with_the_marvin_advisory_is_locked() {
    let packages: Vec<&str> = LOCK.split("[[package]]").skip(1).collect();
    let versions = |name: &str| -> Vec<&str> {
        let is_it = |package: &&&str| package.contains(&format!("name = \"{name}\"\n"));
        packages
            .iter()
            .filter(is_it)
            .filter_map(|package| package.split("version = \"").nth(1)?.split('"').next())
            .collect()
    };
    assert!(matches!(&*versions("rsa"), [one] if one.starts_with("0.10.")), "{:?}", versions("rsa"));
    for name in ["jwt-simple", "superboring", "boring", "num-bigint-dig"] {
        assert_eq!(versions(name), Vec::<&str>::new(), "{name}");
    }
}
