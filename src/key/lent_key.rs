//! What the host keeps of a key whose arithmetic it does: nothing, in builds whose host lends none.

#[cfg(feature = "__host-crypto")]
use crate::crypto::host_crypto::HostKeyPlace;
#[cfg(feature = "__host-crypto")]
use alloc::sync::Arc;

/// Copies of a key share it; its public part has a place of its own.
#[cfg(feature = "__host-crypto")]
#[derive(Clone, Default)]
pub(crate) struct LentKey(pub(super) Arc<Places>);

#[cfg(feature = "__host-crypto")]
#[derive(Default)]
pub(crate) struct Places {
    pub(super) public: HostKeyPlace,
    pub(super) private: HostKeyPlace,
    /// Whether the first private operation was right.
    pub(super) trusted: std::sync::OnceLock<bool>,
}

#[cfg(not(feature = "__host-crypto"))]
#[derive(Clone, Default)]
pub(crate) struct LentKey(());
