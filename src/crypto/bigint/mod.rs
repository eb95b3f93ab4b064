//! The engine of the plain-JavaScript build: big numbers and curves are the host's BigInt
//! (`pkg/src/script`), everything with bytes stays here.

mod ec;
mod ed;
mod host;
mod rsa;

pub(crate) use ec::{EcPrivate, EcPublic};
pub(crate) use ed::{EdPrivate, EdPublic};
pub(crate) use rsa::{RsaPrivate, RsaPublic};
