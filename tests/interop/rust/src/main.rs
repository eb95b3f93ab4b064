//! jwtmint beside jwt-simple, another implementation in Rust: keys as JWK and PEM and tokens both ways, damaged ones
//! too, and the differences that are meant. Ends with a line `N passed, N failed`, as the other interop scripts do.

mod differences;
mod hand_over;
mod peer;
mod tally;

use jwtmint::{Algorithm, GenerateOptions, ImportOptions, Imported, Key, SignOptions, VerifyOptions, sign, verify};
use peer::Peer;
use serde_json::{Value, json};
use tally::Tally;

/// Rounds of tokens for each key: every one has other claims and is damaged at other places.
const ROUNDS: usize = 12;
/// How many damaged copies of each token both must refuse.
const DAMAGES: usize = 6;

fn main() -> std::process::ExitCode {
    let mut tally = Tally::default();
    for &algorithm in Algorithm::ALL {
        if let Some(generate) = peer::generator(algorithm) {
            tally.about(algorithm.name());
            let theirs = generate();
            keys_go_both_ways(&mut tally, algorithm, &theirs);
            tokens_go_both_ways(&mut tally, algorithm, &theirs);
        }
    }
    differences::all(&mut tally);
    hand_over::all(&mut tally);
    tally.end()
}

fn keys_go_both_ways(tally: &mut Tally, algorithm: Algorithm, theirs: &Peer) {
    let made = Key::generate(algorithm, &GenerateOptions::new()).expect("a key");
    match theirs.from_private_jwk(&made.to_jwk()) {
        Ok(read) => tally.equal("our JWK, their thumbprint", read.thumbprint(), Some(made.thumbprint())),
        Err(error) => tally.fail("our JWK is read by them", &error),
    }
    if let Some(jwk) = theirs.private_jwk() {
        let read = Key::from_jwk(&jwk).expect("their private JWK");
        tally.equal("their JWK, our thumbprint", Some(read.thumbprint()), theirs.thumbprint());
        let public = read.public_key().expect("a public key");
        tally.equal(
            "their public JWK",
            Key::from_jwk(&theirs.public_jwk().unwrap()).map(|key| key.thumbprint()),
            Ok(public.thumbprint()),
        );
    }
    if let Some(pem) = theirs.private_pem() {
        // Ed25519's holds the public block as well; the two are one key.
        match Imported::from_text(&pem, &ImportOptions::new()) {
            Ok(Imported::One(read)) => {
                tally.equal("their PEM, our thumbprint", Some(read.thumbprint()), theirs.thumbprint())
            }
            Ok(_) => tally.fail("their PEM is one key", "a set was read"),
            Err(error) => tally.fail("their PEM is read by us", &error.to_string()),
        }
        let ours = made.to_pem(jwtmint::PemFormat::Pkcs8).expect("PEM");
        match theirs.from_private_pem(&ours) {
            Ok(read) => tally.equal("our PEM, their thumbprint", read.thumbprint(), Some(made.thumbprint())),
            Err(error) => tally.fail("our PEM is read by them", &error),
        }
    }
}

fn tokens_go_both_ways(tally: &mut Tally, algorithm: Algorithm, theirs: &Peer) {
    let key = theirs.as_key(algorithm);
    for round in 0..ROUNDS {
        let claims = json!({ "sub": format!("customer {round}"), "round": round, "list": [round, null, "ü\u{1f600}"], "deep": { "a": { "b": [] } } });
        let made = sign(&claims.to_string(), &key, &SignOptions::new().algorithm(algorithm).expires_in_seconds(600));
        let made = made.expect("our token");
        match theirs.verify(&made) {
            Ok(payload) => tally.equal("our token, their claims", without_times(payload), claims.clone()),
            Err(error) => tally.fail("our token verifies with them", &error),
        }
        let token = theirs.sign(&claims);
        match verify(&token, &key, &VerifyOptions::new()) {
            Ok(verified) => {
                tally.equal("their token, our claims", without_times(verified.claims_as().expect("JSON")), claims);
                tally.equal("their token, our algorithm", verified.algorithm(), algorithm);
            }
            Err(error) => tally.fail("their token verifies with us", &error.to_string()),
        }
        for token in [made, token] {
            for damage in 0..DAMAGES {
                let damaged = damaged(&token, round * DAMAGES + damage);
                let verdicts = (verify(&damaged, &key, &VerifyOptions::new()).is_ok(), theirs.verify(&damaged).is_ok());
                tally.equal("a damaged token", verdicts, (false, false));
            }
        }
    }
}

/// What either library adds to the claims that it is given.
fn without_times(mut payload: Value) -> Value {
    for name in ["iat", "exp", "nbf"] {
        payload.as_object_mut().expect("claims").remove(name);
    }
    payload
}

/// Another character, one character less, one more, or two parts exchanged.
fn damaged(token: &str, seed: usize) -> String {
    let at = seed.wrapping_mul(7919) % token.len();
    match seed % 4 {
        0 | 1 => {
            let other = if token.as_bytes()[at] == b'x' { "y" } else { "x" };
            [&token[..at], other, &token[at + 1..]].concat()
        }
        2 => [&token[..at], &token[at + 1..]].concat(),
        _ => {
            let mut parts: Vec<&str> = token.split('.').collect();
            parts.swap(seed % 2, 2);
            parts.join(".")
        }
    }
}
