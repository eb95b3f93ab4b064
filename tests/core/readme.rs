//! The README's tables say what the code says. To write them anew: `JWTMINT_WRITE_README=1 cargo test readme`.

use crate::support::test;
use jwtmint::{Algorithm, Code};

const README: &str = include_str!("../../README.md");

fn table(name: &str) -> &'static str {
    let start = README.find(&format!("<!-- {name}: ")).expect("the table's first mark");
    let body = README[start..].split_once("-->\n").expect("the end of the mark").1;
    body.split_once("<!-- end -->").expect("the table's last mark").0
}

fn check(name: &str, expected: &str) {
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("JWTMINT_WRITE_README").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        let current = std::fs::read_to_string(path).unwrap();
        std::fs::write(path, current.replace(table(name), expected)).unwrap();
        return;
    }
    assert_eq!(table(name), expected, "run JWTMINT_WRITE_README=1 cargo test readme");
}

#[test]
fn readme_lists_every_algorithm() {
    let mut text = String::from(
        "| `alg` | family | key | smallest key | needs random numbers |\n| --- | --- | --- | --- | --- |\n",
    );
    for algorithm in Algorithm::ALL {
        let key = match (algorithm.key_type().name(), algorithm.curve_name()) {
            ("oct", _) => "secret".to_owned(),
            (kind, Some(curve)) => format!("{kind} {curve}"),
            (kind, None) => kind.to_owned(),
        };
        let random = if algorithm.is_deterministic() { "no" } else { "yes, for the salt" };
        text += &format!(
            "| {} | {} | {key} | {} bits | {random} |\n",
            algorithm.name(),
            algorithm.family_name(),
            algorithm.minimum_key_bits()
        );
    }
    check("algorithms", &text);
}

#[test]
fn readme_lists_every_error_code() {
    let mut text = String::from("| code | cause | what to do |\n| --- | --- | --- |\n");
    for code in Code::ALL {
        text += &format!("| `{}` | {} | {} |\n", code.as_str(), code.cause(), code.remedy());
    }
    check("errors", &text);
}
