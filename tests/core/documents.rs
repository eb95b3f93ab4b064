//! The documents say what the code says.
//!
//! To write the tables anew: `JWTMINT_WRITE_DOCUMENTS=1 cargo test --test core documents -- --test-threads 1`.

use crate::support::test;
use jwtmint::{Algorithm, Code, ImportOptions, Imported, KeyRole, KeySource, Remedy};

struct Document {
    path: &'static str,
    text: &'static str,
}

macro_rules! document {
    ($path:literal) => {
        Document { path: $path, text: include_str!(concat!("../../", $path)) }
    };
}

const README: Document = document!("README.md");
const PACKAGE_README: Document = document!("pkg/README.md");
const ALGORITHMS: Document = document!("docs/algorithms.md");
const ERRORS: Document = document!("docs/errors.md");
const KEYS: Document = document!("docs/keys.md");

impl Document {
    /// The text between `<!-- name: ... -->` and the next `<!-- end -->`.
    fn section(&self, name: &str) -> &'static str {
        let start = self.text.find(&format!("<!-- {name}: ")).expect("the section's first mark");
        let body = self.text[start..].split_once("-->\n").expect("the end of the first mark").1;
        body.split_once("<!-- end -->").expect("the section's last mark").0
    }

    fn check(&self, name: &str, expected: &str) {
        #[cfg(not(target_arch = "wasm32"))]
        if std::env::var_os("JWTMINT_WRITE_DOCUMENTS").is_some() {
            let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), self.path);
            let current = std::fs::read_to_string(&path).unwrap();
            std::fs::write(path, current.replace(self.section(name), expected)).unwrap();
            return;
        }
        assert_eq!(
            self.section(name),
            expected,
            "{}: run JWTMINT_WRITE_DOCUMENTS=1 cargo test --test core documents -- --test-threads 1",
            self.path
        );
    }
}

#[test]
fn the_table_of_algorithms_has_every_algorithm() {
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
    ALGORITHMS.check("algorithms", &text);
}

#[test]
fn the_table_of_errors_has_every_code() {
    let mut text = String::from("| code | cause | what to do |\n| --- | --- | --- |\n");
    for code in Code::ALL {
        text += &format!("| `{}` | {} | {} |\n", code.as_str(), code.cause(), code.remedy());
    }
    ERRORS.check("errors", &text);
}

#[test]
fn the_table_of_bare_texts_says_what_becomes_of_them() {
    let rows = KEYS.section("bare-text").lines().skip(2);
    for row in rows.clone() {
        let (text, verdict) =
            row.strip_prefix("| `").and_then(|row| row.split_once("` | ")).expect("a row of the table");
        let found = Imported::from_text(text, &ImportOptions::default());
        let is_secret = found.as_ref().is_ok_and(|key| key.keys()[0].role() == KeyRole::Secret);
        let is_to_be_said = found.is_err_and(|error| error.remedy() == Some(&Remedy::PassAsSecret));
        assert_eq!(
            (is_secret, is_to_be_said),
            (verdict.starts_with("a secret"), verdict.starts_with("must be said")),
            "{row}"
        );
    }
    assert_eq!(rows.count(), 15);
}

#[test]
fn the_packages_table_of_imports_is_the_readmes() {
    PACKAGE_README.check("imports", README.section("imports"));
}

/// The README's line writes names that differ only in their size as `HS256/384/512`.
#[test]
fn the_readme_names_every_algorithm() {
    let section = README.text.split_once("\n## Algorithms\n\n").expect("the heading").1;
    let line = section.split_once(':').expect("the colon after the names").0;
    let mut names = Vec::new();
    for group in line.split(", ").map(|group| group.replace('\n', "")) {
        let mut sizes = group.split('/');
        let first = sizes.next().unwrap().to_owned();
        let stem = first.trim_end_matches(|letter: char| letter.is_ascii_digit()).to_owned();
        names.push(first);
        names.extend(sizes.map(|size| format!("{stem}{size}")));
    }
    let expected: Vec<&str> = Algorithm::ALL.iter().map(|algorithm| algorithm.name()).collect();
    assert_eq!(names, expected);
}
