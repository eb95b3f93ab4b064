//! What is made at first use and kept.

#[cfg(not(feature = "__std"))]
pub(crate) use core::cell::OnceCell as Once;
#[cfg(feature = "__std")]
pub(crate) use std::sync::OnceLock as Once;

/// What a door tells its allocator about values that outlive the call in which they are made.
#[cfg(feature = "__host-crypto")]
pub struct Keeper {
    /// A value is made from here on.
    pub begin: fn() -> usize,
    /// The value was made, given what `begin` answered.
    pub end: fn(usize),
}

#[cfg(feature = "__host-crypto")]
static KEEPER: std::sync::OnceLock<Keeper> = std::sync::OnceLock::new();

/// Sets the keeper: once, by a door, at load.
#[cfg(feature = "__host-crypto")]
pub fn keep_by(keeper: Keeper) {
    let _ = KEEPER.set(keeper);
}

#[cfg(feature = "__host-crypto")]
fn kept<T>(make: impl FnOnce() -> T) -> T {
    let Some(keeper) = KEEPER.get() else { return make() };
    let begun = (keeper.begin)();
    let value = make();
    (keeper.end)(begun);
    value
}

#[cfg(not(feature = "__host-crypto"))]
fn kept<T>(make: impl FnOnce() -> T) -> T {
    make()
}

/// As the cell's own `get_or_init`, but with the value made before the cell is touched: where JavaScript's call stack ends
/// in the middle of it, the cell would otherwise count as being filled for ever.
pub(crate) fn get_or_make<T>(cell: &Once<T>, make: impl FnOnce() -> T) -> &T {
    if let Some(value) = cell.get() {
        return value;
    }
    let value = kept(make);
    cell.get_or_init(|| value)
}
