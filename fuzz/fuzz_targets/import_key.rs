//! Keys in any form: what can be read can be written, and reads back as the same key.
#![no_main]

use jwtmint::{ImportOptions, Imported, Key, KeyRole, KeySource, PemFormat};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((&form, rest)) = data.split_first() else { return };
    let options = ImportOptions::new().passphrase("passphrase");
    let text = core::str::from_utf8(rest);
    let imported = match (form % 4, text) {
        (0, Ok(text)) => Imported::from_text(text, &options),
        (1, Ok(text)) => Imported::from_secret_json(text, &options),
        (2, Ok(text)) => Imported::from_jwk_text(text, &options),
        _ => Imported::from_bytes(rest, &options),
    };
    match imported {
        Ok(imported) => imported.keys().iter().for_each(goes_round),
        Err(error) => assert!(!error.message().is_empty()),
    }
});

fn goes_round(key: &Key) {
    let jwk = key.to_jwk();
    let again = Key::from_jwk(&jwk).expect("an exported JWK can be read");
    assert_eq!(*again.to_jwk(), *jwk);
    assert_eq!(again.thumbprint(), key.thumbprint());
    if key.role() == KeyRole::Secret {
        return;
    }
    let public = key.public_key().expect("a key of a pair has a public key");
    assert_eq!(public.thumbprint(), key.thumbprint());
    for format in [PemFormat::Standard, PemFormat::Pkcs1, PemFormat::Sec1, PemFormat::Spki] {
        let Ok(pem) = key.to_pem(format) else { continue };
        assert_eq!(Key::from_pem(&pem).expect("an exported PEM can be read").thumbprint(), key.thumbprint());
    }
}
