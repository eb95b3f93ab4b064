//! Key to JWK, and the thumbprint that is made of its required members (RFC 7638; RFC 9964
//! section 6 for AKP).

use super::{
    Key,
    material::{Material, coordinates},
};
use crate::algorithm::ED25519_NAME;
use crate::crypto::engine::{EcPrivateKey, EcPublicKey, EdPrivateKey, EdPublicKey, RsaPrivateKey};
use crate::wipe::Zeroizing;
use crate::{algorithm::HashAlgorithm, base64url, crypto::hash::digest, json::push_string};
use alloc::string::String;

/// Longer than any member name, quotes and punctuation.
const PER_MEMBER: usize = 24;

/// Members appended to text whose capacity is known to suffice, so that no copy stays behind.
struct Writer(Zeroizing<String>);

impl Writer {
    fn new(capacity: usize) -> Writer {
        let mut text = Zeroizing::new(String::with_capacity(capacity));
        text.push('{');
        Writer(text)
    }

    fn name(&mut self, name: &str) {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        push_string(&mut self.0, name);
        self.0.push(':');
    }

    fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        push_string(&mut self.0, value);
    }

    fn bytes(&mut self, name: &str, value: &[u8]) {
        self.name(name);
        self.0.push('"');
        base64url::encode_into(value, &mut self.0);
        self.0.push('"');
    }

    fn end(mut self) -> Zeroizing<String> {
        self.0.push('}');
        self.0
    }
}

impl Key {
    /// The text of the key as a JWK: `kty`, the public members, the private ones, then `kid`,
    /// `alg`, `use` and `key_ops` where they are known.
    #[must_use]
    pub fn to_jwk(&self) -> Zeroizing<String> {
        // An RSA private key has nine numbers, together four and a half times its modulus.
        let size = self.bits() / 8 * 7 + 20 * PER_MEMBER + self.named_len();
        let mut out = Writer::new(size);
        out.text("kty", self.key_type().name());
        match &self.0.material {
            Material::Secret(secret) => out.bytes("k", secret.bytes()),
            Material::Rsa(key) => {
                out.bytes("n", &key.n);
                out.bytes("e", &key.e);
                if let Some(private) = &key.private {
                    let parts = private.numbers();
                    for (name, value) in [
                        ("d", &parts.d),
                        ("p", &parts.p),
                        ("q", &parts.q),
                        ("dp", &parts.dp),
                        ("dq", &parts.dq),
                        ("qi", &parts.qi),
                    ] {
                        out.bytes(name, value);
                    }
                }
            }
            Material::Ec(key) => {
                let point = key.public.point();
                let (x, y) = coordinates(&point);
                out.text("crv", key.curve.name());
                out.bytes("x", x);
                out.bytes("y", y);
                if let Some(private) = &key.private {
                    out.bytes("d", &private.scalar());
                }
            }
            Material::Ed(key) => {
                out.text("crv", ED25519_NAME);
                out.bytes("x", &key.public.bytes());
                if let Some(private) = &key.private {
                    out.bytes("d", &*private.seed());
                }
            }
            Material::Akp(key) => {
                out.bytes("pub", &key.public_bytes());
                if let Some(seed) = key.seed() {
                    out.bytes("priv", &*seed);
                }
            }
        }
        self.write_limits(&mut out);
        out.end()
    }

    fn write_limits(&self, out: &mut Writer) {
        if let Some(id) = &self.0.key_id {
            out.text("kid", id);
        }
        let bound = self.algorithms();
        match (&self.0.limits.algorithm, &*bound) {
            (Some(name), _) => out.text("alg", name),
            // An identifier that leaves one algorithm says the same as `alg`, and AKP says nothing without it.
            (None, [only]) if self.0.limits.pss.is_some() || matches!(self.0.material, Material::Akp(_)) => {
                out.text("alg", only.name())
            }
            _ => {}
        }
        if let Some(usage) = &self.0.limits.usage {
            out.text("use", usage);
        }
        if let Some(operations) = &self.0.limits.operations {
            out.name("key_ops");
            out.0.push('[');
            for (i, operation) in operations.iter().enumerate() {
                if i != 0 {
                    out.0.push(',');
                }
                push_string(&mut out.0, operation);
            }
            out.0.push(']');
        }
    }

    fn named_len(&self) -> usize {
        // Six is the length of the longest escape.
        let text = |text: &Option<String>| text.as_ref().map_or(0, |text| text.len() * 6);
        let operations =
            self.0.limits.operations.iter().flatten().map(|operation| operation.len() * 6 + 3).sum::<usize>();
        text(&self.0.key_id) + text(&self.0.limits.algorithm) + text(&self.0.limits.usage) + operations
    }

    /// The SHA-256 JWK thumbprint (RFC 7638) in base64url: a name for the key that anyone computes
    /// alike, of its public part; of a secret it is a hash of the secret itself.
    #[must_use]
    pub fn thumbprint(&self) -> String {
        self.thumbprint_with(HashAlgorithm::Sha256)
    }

    /// The JWK thumbprint (RFC 7638) with another hash, in base64url.
    ///
    /// ```
    /// use jwtmint::{HashAlgorithm, Key};
    /// let key = Key::from_jwk(r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#)?;
    /// assert_eq!(key.thumbprint_with(HashAlgorithm::Sha512).len(), 86);
    /// # Ok::<(), jwtmint::Error>(())
    /// ```
    #[must_use]
    pub fn thumbprint_with(&self, hash: HashAlgorithm) -> String {
        let mut out = Writer::new(self.bits() / 6 + 8 * PER_MEMBER);
        match &self.0.material {
            Material::Secret(secret) => {
                out.bytes("k", secret.bytes());
                out.text("kty", "oct");
            }
            Material::Rsa(key) => {
                out.bytes("e", &key.e);
                out.text("kty", "RSA");
                out.bytes("n", &key.n);
            }
            Material::Ec(key) => {
                let point = key.public.point();
                let (x, y) = coordinates(&point);
                out.text("crv", key.curve.name());
                out.text("kty", "EC");
                out.bytes("x", x);
                out.bytes("y", y);
            }
            Material::Ed(key) => {
                out.text("crv", ED25519_NAME);
                out.text("kty", "OKP");
                out.bytes("x", &key.public.bytes());
            }
            Material::Akp(key) => {
                out.text("alg", key.set().name());
                out.text("kty", "AKP");
                out.bytes("pub", &key.public_bytes());
            }
        }
        base64url::encode(&digest(hash, &[out.end().as_bytes()]))
    }

    /// The JWK thumbprint as a URI (RFC 9278 section 3), such as `urn:ietf:params:oauth:jwk-thumbprint:sha-256:NzbL…`.
    #[must_use]
    pub fn thumbprint_uri(&self, hash: HashAlgorithm) -> String {
        let name = hash.name().to_ascii_lowercase();
        ["urn:ietf:params:oauth:jwk-thumbprint:", &name, ":", &self.thumbprint_with(hash)].concat()
    }
}
