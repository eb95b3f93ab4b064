//! Texts of several PEM blocks with anything between them: what is read is the keys of the blocks, each once, in order.
#![no_main]

use jwtmint::{ImportOptions, Imported, Key, KeyRole, KeySource};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

const BLOCKS: [&str; 8] = [
    include_str!("../../tests/keys/ec.p256.pkcs8.pem"),
    include_str!("../../tests/keys/ec.p256.spki.pem"),
    include_str!("../../tests/keys/ec.p384.pkcs8.pem"),
    include_str!("../../tests/keys/ed25519.pkcs8.pem"),
    include_str!("../../tests/keys/ed25519.spki.pem"),
    include_str!("../../tests/keys/rsa.spki.pem"),
    include_str!("../../tests/keys/rsa.certificate.pem"),
    include_str!("../../tests/keys/openssh.ed25519.pem"),
];

/// Each block's thumbprint, and whether it is private.
fn prints() -> &'static [(String, bool)] {
    static PRINTS: OnceLock<Vec<(String, bool)>> = OnceLock::new();
    PRINTS.get_or_init(|| BLOCKS.iter().map(|block| print(&Key::from_pem(block).expect("a good key"))).collect())
}

fn print(key: &Key) -> (String, bool) {
    (key.thumbprint(), key.role() == KeyRole::Private)
}

fuzz_target!(|data: &[u8]| {
    let Some((&count, rest)) = data.split_first() else { return };
    let Some((choice, rest)) = rest.split_at_checked(usize::from(count % 6)) else { return };
    let Ok(text) = core::str::from_utf8(rest) else { return };
    // A number for each block, and what stands before each and at the end.
    let chosen: Vec<usize> = choice.iter().map(|number| usize::from(*number) % BLOCKS.len()).collect();
    let mut between = text.split('\0');
    let mut bundle = String::new();
    for &block in &chosen {
        bundle.push_str(between.next().unwrap_or_default());
        bundle.push('\n');
        bundle.push_str(BLOCKS[block]);
    }
    bundle.push_str(between.next().unwrap_or_default());

    let outcome = Imported::from_text(&bundle, &ImportOptions::default());
    let blank = text.bytes().all(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0));
    match outcome {
        Ok(imported) if !chosen.is_empty() && !text.contains("---") => {
            let found: Vec<_> = imported.keys().iter().map(print).collect();
            assert_eq!(found, expected(&chosen), "{bundle:?}");
        }
        Ok(imported) => assert!(!imported.keys().is_empty()),
        Err(error) => {
            assert!(!blank || chosen.is_empty(), "blocks alone are read: {error:?}");
            assert!(!error.message().is_empty());
        }
    }
});

/// Each key once, where it stood first; private if any of its blocks is.
fn expected(chosen: &[usize]) -> Vec<(String, bool)> {
    let mut all: Vec<(String, bool)> = Vec::new();
    for &block in chosen {
        let (print, private) = &prints()[block];
        match all.iter_mut().find(|(other, _)| other == print) {
            Some((_, known)) => *known |= private,
            None => all.push((print.clone(), *private)),
        }
    }
    all
}
