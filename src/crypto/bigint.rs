//! The engine of the plain-JavaScript build: big numbers and curves are the host's BigInt
//! (`pkg/src/script`), everything with bytes stays here.

mod ec;
mod ed;
mod host;
mod rsa;

use super::engine::Engine;

pub(crate) enum HostBigInt {}

impl Engine for HostBigInt {
    type RsaPublic = rsa::RsaPublic;
    type RsaPrivate = rsa::RsaPrivate;
    type EcPublic = ec::EcPublic;
    type EcPrivate = ec::EcPrivate;
    type EdPublic = ed::EdPublic;
    type EdPrivate = ed::EdPrivate;
}
