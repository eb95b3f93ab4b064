//! Keys at the edges of what is valid: one list for every engine. `tests/js/edge-keys.mjs` gives it to each entry.

use crate::support::{Fixed, base64url, expect, from_base64url, test};
use jwtmint::{Code, ImportOptions, Imported, Key, KeyRole, KeySource, SignOptions, VerifyOptions};
use serde_json::{Map, Value};

const LIST: &str = include_str!("../vectors/keys/edges.json");
const PRIVATE_MEMBERS: [&str; 6] = ["d", "p", "q", "dp", "dq", "qi"];

fn import(case: &Value, bases: &Map<String, Value>) -> jwtmint::Result<Imported> {
    let options = ImportOptions::default();
    if let Some(der) = case["der"].as_str() {
        return Imported::from_bytes(&from_base64url(der), &options);
    }
    let base = case["base"].as_str().unwrap();
    let (name, is_public) = base.strip_suffix(".public").map_or((base, false), |name| (name, true));
    let mut jwk = bases[name].as_object().unwrap().clone();
    if is_public {
        jwk.retain(|name, _| !PRIVATE_MEMBERS.contains(&name.as_str()));
    }
    jwk.extend(case["change"].as_object().unwrap().clone());
    jwk.retain(|_, value| !value.is_null());
    Imported::from_jwk_text(&Value::Object(jwk).to_string(), &options)
}

/// A private key signs what it verifies, and a public key refuses what nobody signed.
fn use_of(key: &Key) -> jwtmint::Result<()> {
    let verify = |token: &str, key: &Key| jwtmint::verify_payload(token, key, &VerifyOptions::new()).map(drop);
    if key.role() == KeyRole::Private {
        let token = jwtmint::sign_with("{}", key, &SignOptions::new(), &mut Fixed::default())?;
        return verify(&token, &key.public_key()?);
    }
    let header = base64url(format!(r#"{{"alg":"{}"}}"#, key.algorithms()[0].name()).as_bytes());
    expect(verify(&format!("{header}.e30.AAAA"), key), Code::SignatureInvalid);
    Ok(())
}

#[test]
fn keys_at_the_edges_have_their_verdict() {
    let list: Value = serde_json::from_str(LIST).unwrap();
    let bases = list["bases"].as_object().unwrap();
    let (mut read, mut refused) = (0, 0);
    for case in list["cases"].as_array().unwrap() {
        let about = format!("{}: {}", case["base"], case["name"]);
        match import(case, bases) {
            Ok(imported) => {
                let key = &imported.keys()[0];
                assert_eq!(Some(&*key.thumbprint()), case["thumbprint"].as_str(), "{about}");
                use_of(key).unwrap_or_else(|error| panic!("{about}: {error}"));
                read += 1;
            }
            Err(error) => {
                assert_eq!(Some(error.code().as_str()), case["code"].as_str(), "{about}: {error}");
                refused += 1;
            }
        }
    }
    assert_eq!((read, refused), (71, 289));
}
