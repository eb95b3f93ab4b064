"""Signs and verifies with PyJWT, joserfc and cryptography, and makes keys with the last: one JSON request a line."""

import base64
import json
import sys

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mldsa, rsa
from joserfc import jwk
from joserfc import jwt as joserfc_jwt

ML_DSA = {
    "ML-DSA-44": mldsa.MLDSA44PrivateKey,
    "ML-DSA-65": mldsa.MLDSA65PrivateKey,
    "ML-DSA-87": mldsa.MLDSA87PrivateKey,
}
CURVES = {"P-256": ec.SECP256R1, "P-384": ec.SECP384R1, "P-521": ec.SECP521R1, "secp256k1": ec.SECP256K1}


def make(kind):
    if kind == "RSA":
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    elif kind in ML_DSA:
        key = ML_DSA[kind].generate()
    elif kind == "Ed25519":
        key = ed25519.Ed25519PrivateKey.generate()
    else:
        key = ec.generate_private_key(CURVES[kind]())
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def cryptography(request):
    key, algorithm = request["key"], request["algorithm"]
    if request["operation"] == "sign":
        private = serialization.load_pem_private_key(key["seedPem"].encode(), None)
        parts = [{"alg": algorithm}, request["claims"]]
        signing_input = ".".join(base64url(json.dumps(part).encode()) for part in parts)
        return signing_input + "." + base64url(private.sign(signing_input.encode()))
    signing_input, _, signature = request["token"].rpartition(".")
    public = serialization.load_pem_public_key(key["publicPem"].encode())
    public.verify(base64.urlsafe_b64decode(signature + "=="), signing_input.encode())
    return json.loads(base64.urlsafe_b64decode(signing_input.split(".")[1] + "=="))


def secret(key):
    return base64.urlsafe_b64decode(key["secret"] + "==")


def pyjwt(request):
    key, algorithm = request["key"], request["algorithm"]
    if request["operation"] == "sign":
        return jwt.encode(request["claims"], secret(key) if "secret" in key else key["privatePem"], algorithm)
    return jwt.decode(
        request["token"],
        secret(key) if "secret" in key else key["publicPem"],
        algorithms=[algorithm],
        options={"verify_aud": False},
    )


def joserfc(request):
    key, algorithm = request["key"], request["algorithm"]
    if "secret" in key:
        imported = jwk.import_key(secret(key), "oct")
    else:
        imported = jwk.import_key(key["privateJwk" if request["operation"] == "sign" else "publicJwk"])
    if request["operation"] == "sign":
        return joserfc_jwt.encode({"alg": algorithm}, request["claims"], imported, algorithms=[algorithm])
    return joserfc_jwt.decode(request["token"], imported, algorithms=[algorithm]).claims


def answer(request):
    if request["operation"] == "make":
        return make(request["kind"])
    return {"PyJWT": pyjwt, "joserfc": joserfc, "cryptography": cryptography}[request["peer"]](request)


for line in sys.stdin:
    try:
        print(json.dumps({"result": answer(json.loads(line))}), flush=True)
    except Exception as error:  # whatever a library raises is the answer, not the end
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
