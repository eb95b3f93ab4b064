//! What is made at first use and kept.

#[cfg(not(feature = "__std"))]
pub(crate) use core::cell::OnceCell as Once;
#[cfg(feature = "__std")]
pub(crate) use std::sync::OnceLock as Once;

/// As the cell's own `get_or_init`, but with the value made before the cell is touched: where JavaScript's call stack ends
/// in the middle of it, the cell would otherwise count as being filled for ever.
pub(crate) fn get_or_make<T>(cell: &Once<T>, make: impl FnOnce() -> T) -> &T {
    if let Some(value) = cell.get() {
        return value;
    }
    let value = make();
    cell.get_or_init(|| value)
}
