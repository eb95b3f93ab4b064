//! The import `bignum`: field lists in, bytes out. `pkg/src/script/bignum.js` is the other end.

use crate::crypto::engine::EngineError;
use crate::wipe::Zeroizing;
use alloc::vec::Vec;

/// The operations, as `bignum.js` numbers them.
#[derive(Clone, Copy)]
pub(super) enum Operation {
    /// n, e, x: x^e mod n.
    RsaPublic = 1,
    /// The eight parts of a key, x, a seed for blinding: x^d mod n, checked against e. With the seed empty, the host may
    /// answer that it has no random numbers.
    RsaPrivate = 2,
    /// n, e, d: the fields p, q, dp, dq, qi.
    RsaComplete = 3,
    /// The eight parts of a key: accepted if they belong together.
    RsaCheck = 4,
    /// The number of bits as text: the eight parts of a new key.
    RsaGenerate = 5,
    /// Curve, scalar: the uncompressed point.
    EcPublic = 6,
    /// Curve, point: the same point uncompressed, if it is on the curve.
    EcPoint = 7,
    /// Curve, scalar, digest, nonce: r‖s; refused for a nonce that cannot be used.
    EcSign = 8,
    /// Curve, point, digest, r‖s: accepted if the signature is good.
    EcVerify = 9,
    /// Scalar: its product with the base point, encoded.
    EdMultiple = 10,
    /// r, k, a: r + k·a modulo the group order.
    EdResponse = 11,
    /// Public key, signature, k: accepted if the signature is good.
    EdVerify = 12,
    /// Public key: accepted if it encodes a point that is not of small order.
    EdPoint = 13,
    /// Curve, digest: the digest as a scalar (RFC 6979 section 2.3.4).
    EcScalar = 14,
}

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    fn bignum(operation: u32, pointer: *const u8, length: usize, out: *mut u8, capacity: usize) -> i32;
}

/// The host's answer when it has no random source; any other negative number is a refusal.
const NO_RANDOM: i32 = -2;

/// Has the host perform an operation whose answer has at most `capacity` bytes.
pub(super) fn ask(operation: Operation, fields: &[&[u8]], capacity: usize) -> Result<Zeroizing<Vec<u8>>, EngineError> {
    // Both sizes are known, so no buffer moves and leaves a copy of a private number behind.
    let size = fields.iter().map(|field| 4 + field.len()).sum();
    let mut request = Zeroizing::new(Vec::with_capacity(size));
    for field in fields {
        request.extend_from_slice(&(field.len() as u32).to_le_bytes());
        request.extend_from_slice(field);
    }
    let mut answer = Zeroizing::new(alloc::vec![0u8; capacity]);
    // SAFETY: the host reads `length` bytes at `pointer` and writes at most `capacity` at `out`.
    let length = unsafe { bignum(operation as u32, request.as_ptr(), request.len(), answer.as_mut_ptr(), capacity) };
    match usize::try_from(length) {
        Ok(length) => {
            answer.truncate(length);
            Ok(answer)
        }
        Err(_) if length == NO_RANDOM => Err(EngineError::NoEntropy),
        Err(_) => Err(EngineError::Invalid),
    }
}

/// Whether the host accepts: an operation that answers nothing or refuses.
pub(super) fn accepts(operation: Operation, fields: &[&[u8]]) -> bool {
    ask(operation, fields, 0).is_ok()
}

/// The fields of an answer that has several.
pub(super) fn fields<const COUNT: usize>(answer: &[u8]) -> Result<[&[u8]; COUNT], EngineError> {
    let mut fields = [&answer[..0]; COUNT];
    let mut rest = answer;
    for field in &mut fields {
        let (length, tail) = rest.split_first_chunk().ok_or(EngineError::Invalid)?;
        (*field, rest) = tail.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(EngineError::Invalid)?;
    }
    Ok(fields)
}
