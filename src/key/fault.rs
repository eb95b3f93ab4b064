//! What is wrong with a key, in the sentences that its readers and users share.

use super::ImportOptions;
use crate::remedy::Remedy;
use crate::{
    algorithm::{Algorithm, Family},
    crypto::EngineError,
    error::{Code, Error},
};

/// What an engine's refusal means for a key; `what` says which numbers were wrong.
pub(crate) fn refusal(fault: EngineError, what: &str) -> Error {
    match fault {
        EngineError::Invalid => {
            Error::new(Code::KeyInvalid, &[what, " The key was damaged or put together wrongly: export it again."])
        }
        EngineError::NoEntropy => no_entropy("Making a key"),
        EngineError::Unsupported => small_file(),
    }
}

#[cold]
pub(crate) fn no_entropy(what: &str) -> Error {
    Error::new(Code::NoEntropy, &[what, " needs random numbers, and this host offers none."])
        .with_remedy(Remedy::HandInRandomness)
}

/// The answer of a build that lacks the algorithm: where it is.
#[cold]
pub(crate) fn unsupported(algorithm: Algorithm) -> Error {
    if matches!(algorithm.family(), Family::MlDsa(_)) { no_ml_dsa() } else { small_file() }
}

/// The answer of the builds without ML-DSA to all that has to do with it.
#[cold]
pub(crate) fn no_ml_dsa() -> Error {
    Error::new(Code::AlgorithmUnsupported, &["ML-DSA is not in this build of jwtmint, to keep it small."])
        .with_remedy(Remedy::EnableMlDsa)
}

/// The answer of the HMAC-only file to every public-key form.
#[cold]
pub(crate) fn small_file() -> Error {
    Error::new(
        Code::AlgorithmUnsupported,
        &["This is a public-key algorithm's key, and this small build of jwtmint has HS256, HS384 and HS512 only."],
    )
    .with_remedy(Remedy::EnablePublicKeys)
}

#[cold]
pub(crate) fn mismatched_halves() -> Error {
    Error::new(
        Code::KeyInvalid,
        &[
            "The private and the public part of this key do not belong together. Export the key again from where it was made.",
        ],
    )
}

/// The error for DER that is not what its place says it is.
#[cold]
pub(crate) fn malformed(what: &str) -> Error {
    Error::new(
        Code::KeyInvalid,
        &["The DER of this ", what, " is malformed or was cut off. Export the key again, and copy all of it."],
    )
}

/// The error for what is no key, where the algorithm says which kind was expected.
#[cold]
pub(crate) fn no_key(options: &ImportOptions, what: &str) -> Error {
    let wanted = options.algorithm.or(options.expected.first().copied());
    if let Some(algorithm) = wanted.filter(|algorithm| !algorithm.is_supported()) {
        return unsupported(algorithm);
    }
    let (name, needed) =
        wanted.map_or(("The call", "a key"), |algorithm| (algorithm.name(), algorithm.key_words().any));
    Error::new(
        Code::KeyInvalid,
        &[
            name,
            " needs ",
            needed,
            ", and this looks like ",
            what,
            ". Give the key as PEM with its BEGIN and END lines, as a JWK, or as DER.",
        ],
    )
}

/// The algorithm-confusion attack is a token signed with HMAC under the text of a public key.
#[cold]
pub(crate) fn not_a_secret() -> Error {
    Error::new(
        Code::KeyMismatch,
        &[
            "This secret is the text or the bytes of a key of another kind, and public keys are never HMAC secrets. Pass it as a key, without `secret`, and use its own algorithm.",
        ],
    )
}
