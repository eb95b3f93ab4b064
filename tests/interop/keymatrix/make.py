"""One key pair in every form that `cryptography` writes, as JSON. Arguments: the kind, the passphrase."""

import base64
import json
import sys
from datetime import datetime, timedelta, timezone

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

CURVES = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1, "secp256k1": ec.SECP256K1}


def generate(kind):
    if kind.startswith("RSA-"):
        return rsa.generate_private_key(65537, int(kind[4:]))
    return ed25519.Ed25519PrivateKey.generate() if kind == "Ed25519" else ec.generate_private_key(CURVES[kind]())


def certificate(key, kind):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "jwtmint")])
    now = datetime.now(timezone.utc)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now)
    # Past 2049 the date is written in another type.
    builder = builder.not_valid_after(now + timedelta(days=365 * 40))
    return builder.sign(key, None if kind == "Ed25519" else hashes.SHA256())


def forms(key, kind, passphrase):
    for encoding, suffix in ((Encoding.PEM, "PEM"), (Encoding.DER, "DER")):
        yield f"PKCS#8 {suffix}", key.private_bytes(encoding, PrivateFormat.PKCS8, NoEncryption()), {}
        encrypted = key.private_bytes(encoding, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
        yield f"encrypted PKCS#8 {suffix}", encrypted, {"passphrase": passphrase}
        public = key.public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)
        yield f"SPKI {suffix}", public, {"isPublic": True}
        yield f"certificate {suffix}", certificate(key, kind).public_bytes(encoding), {"isPublic": True}
        if kind != "Ed25519":
            traditional = key.private_bytes(encoding, PrivateFormat.TraditionalOpenSSL, NoEncryption())
            yield f"traditional {suffix}", traditional, {}
        if kind.startswith("RSA-"):
            yield f"PKCS#1 public {suffix}", key.public_key().public_bytes(encoding, PublicFormat.PKCS1), {"isPublic": True}
    if kind != "secp256k1":
        yield "OpenSSH", key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()), {}


def main():
    kind, passphrase = sys.argv[1:]
    key = generate(kind)
    written = []
    for name, content, more in forms(key, kind, passphrase):
        text = content.startswith(b"-----")
        written.append({"name": name, **more, **({"key": content.decode()} if text else {"der": base64.b64encode(content).decode()})})
    reference = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    print(json.dumps({"reference": reference, "forms": written}))


main()
