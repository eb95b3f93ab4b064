//! RFC 7520 section 4 and RFC 8037 appendix A (the JOSE cookbook): compact tokens, byte for byte
//! where the algorithm is deterministic.

use crate::support::{Fixed, expect, test};
use jwtmint::{
    Algorithm, Code, ImportOptions, Imported, SignOptions, Typ, VerifyOptions, sign_payload_with, verify_payload,
};
use serde_json::Value;

fn check(text: &str) {
    let case: Value = serde_json::from_str(text).unwrap();
    let key = Imported::from_text(&case["input"]["key"].to_string(), &ImportOptions::default()).unwrap();
    let payload = case["input"]["payload"].as_str().unwrap().as_bytes();
    let compact = case["output"]["compact"].as_str().unwrap();
    let header = case["signing"]["protected"].to_string();
    let algorithm = Algorithm::from_name(case["input"]["alg"].as_str().unwrap()).unwrap();

    let verified = verify_payload(compact, &key, &VerifyOptions::default()).unwrap();
    assert_eq!((verified.payload(), verified.algorithm(), verified.header()), (payload, algorithm, header.as_str()));

    let options = SignOptions::new().header(header).typ(Typ::Omit);
    let signed = sign_payload_with(payload, &key, &options, &mut Fixed::default()).unwrap();
    // ES512 in the cookbook was signed with a random nonce; all others must come out the same.
    if algorithm.is_deterministic() && algorithm != Algorithm::ES512 {
        assert_eq!(signed, compact);
    }
    assert_eq!(verify_payload(&signed, &key, &VerifyOptions::default()).unwrap().payload(), payload);
}

#[test]
fn rfc_7520_4_1_rs256() {
    check(include_str!("../vectors/jose-cookbook/jws/4_1.rsa_v15_signature.json"));
}

#[test]
fn rfc_7520_4_2_ps384() {
    check(include_str!("../vectors/jose-cookbook/jws/4_2.rsa-pss_signature.json"));
}

#[test]
fn rfc_7520_4_3_es512() {
    check(include_str!("../vectors/jose-cookbook/jws/4_3.ecdsa_signature.json"));
}

#[test]
fn rfc_7520_4_4_hs256() {
    check(include_str!("../vectors/jose-cookbook/jws/4_4.hmac-sha2_integrity_protection.json"));
}

#[test]
fn rfc_8037_a_4_eddsa() {
    check(include_str!("../vectors/jose-cookbook/curve25519/jws.json"));
}

#[test]
fn rfc_7797_unencoded_payload_is_refused_by_name() {
    let case: Value =
        serde_json::from_str(include_str!("../vectors/jose-cookbook/rfc7797/hmac-sha2_b64_false.json")).unwrap();
    let key = Imported::from_text(&case["input"]["key"].to_string(), &ImportOptions::default()).unwrap();
    // The file's encoded form lost the value of b64, so the header is encoded here from its object.
    let header = crate::support::base64url(case["signing"]["protected"].to_string().as_bytes());
    let error = expect(
        verify_payload(&format!("{header}.AAAA.AAAA"), &key, &VerifyOptions::default()),
        Code::CriticalUnsupported,
    );
    assert!(error.message().contains("b64"), "{error}");
}
